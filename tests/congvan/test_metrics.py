"""Error rates: known cases, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvan.metrics import Effect, bears_diacritic, evaluate, pooled

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


@given(TEXTS, TEXTS)
def test_letters_count_every_edit(truth, read):
    scores = evaluate(truth, read)
    assert scores.letters.total() == scores.cer.errors


def test_letters_that_are_missing_or_too_many():
    assert evaluate("là", "l1a").letters == {("", "1"): 1, ("à", "a"): 1}
    assert evaluate("nhân", "nân").letters == {("h", ""): 1}


def test_what_a_repair_did():
    truth = "Ủy ban nhân dân tỉnh Đồng Tháp"
    scores = evaluate(truth, "Ủy ban nhân dần tỉnh Đông Tháp", "Uy ban nhan dân tinh Bong Tháp")
    assert scores.effect == Effect(helped=3, hurt=1, neutral=1)
    assert scores.as_dict()["edits"] == {"helped": 3, "hurt": 1, "neutral": 1}


def test_effects_are_pooled():
    one, two = evaluate("a b", "a b", "a x"), evaluate("a b", "a x", "a b")
    assert pooled([one, two]).effect == Effect(1, 1, 0)
    assert pooled([evaluate("a", "a")]).effect is None


@given(TEXTS, TEXTS, TEXTS)
def test_helped_less_hurt_is_what_the_missed_words_lost(truth, before, after):
    effect = evaluate(truth, after, before).effect
    assert effect is not None
    n = len(truth.split())
    assert 0 <= effect.helped + effect.hurt + effect.neutral <= n
