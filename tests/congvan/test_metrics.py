"""Error rates: known cases, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvan.errors import UsageError
from congvan.metrics import bears_diacritic, evaluate, evaluate_paths, pooled

TEXTS = st.text(alphabet="aăâđêơưáàảãạ AB12/.-\n", max_size=60)


@given(TEXTS)
def test_a_text_is_its_own_truth(text):
    scores = evaluate(text, text)
    assert all(r.errors == 0 for r in (scores.cer, scores.wer, scores.diacritic, scores.digit))


@given(TEXTS, TEXTS)
def test_errors_are_bounded_by_what_is_there(truth, read):
    scores = evaluate(truth, read)
    assert 0 <= scores.syllable.errors <= scores.syllable.n
    assert 0 <= scores.diacritic.errors <= scores.diacritic.n
    assert scores.wer.errors <= max(len(truth.split()), len(read.split()))


def test_nfd_is_no_error():
    assert evaluate("Ủy ban", "Ủy ban").cer.errors == 0


def test_rates_by_hand():
    scores = evaluate("Số 12/BC-UBND của tỉnh", "Số 72/BC-UBND cua tỉnh")
    assert (scores.wer.errors, scores.wer.n) == (2, 4)
    assert (scores.digit.errors, scores.digit.n) == (1, 1)
    assert (scores.diacritic.errors, scores.diacritic.n) == (1, 3)  # ố ủ ỉ
    assert scores.confusions[("của", "cua")] == 1


def test_empty_truth_has_no_rate():
    assert evaluate("", "rác").wer.value is None


def test_pooled_adds_errors_not_rates():
    a, b = evaluate("a b c d", "a b c x"), evaluate("a", "x")
    assert pooled([a, b]).wer.value == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("letter", "expected"), [("đ", True), ("ê", True), ("e", False), ("1", False)]
)
def test_diacritics(letter, expected):
    assert bears_diacritic(letter) is expected


def test_a_missing_page_counts_as_read_empty(tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "r").mkdir()
    (tmp_path / "t" / "a.truth.txt").write_text("một hai")
    (tmp_path / "t" / "b.txt").write_text("ba bốn")
    (tmp_path / "r" / "a.txt").write_text("một hai")
    total, single = evaluate_paths(tmp_path / "t", tmp_path / "r")
    assert total.wer.errors == 2
    assert single["b"].wer.value == 1.0


def test_a_missing_path_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError):
        evaluate_paths(tmp_path / "no", tmp_path)
