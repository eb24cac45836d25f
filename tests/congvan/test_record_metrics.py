"""Records against the truth: what counts as right, and that nothing is skipped silently."""

from __future__ import annotations

import json

import pytest

from congvan.errors import UsageError
from congvan.record_files import evaluate_records
from congvan.record_metrics import compare_records, same_text
from congvan.record_scores import Tally
from postprocess.extract import extract
from postprocess.record import Dispatch, Status, Text

OK, DOUBTFUL = Status.OK, Status.DOUBTFUL
TEXT = """ỦY BAN NHÂN DÂN
TỈNH AN HÒA
Số: 12/UBND-VX
V/v rà soát số liệu
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 05 tháng 3 năm 2021

Kính gửi: Sở Y tế

Thực hiện Công văn số 7/BYT-KH ngày 01/02/2021 của Bộ Y tế, đã có 40/50 hồ sơ, đạt 80%.
"""


def field(value=None, status=OK):
    return Text(value=value, status=status, raw=value)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Hoà Bình", "HÒA BÌNH", True),
        ("Uỷ ban", "Ủy  ban.", True),
        ("quyền", "quyến", False),
        ("Lê Văn An", "Lê Văn Ân", False),
        ("điện", "đien", False),
        ("thủy", "thúy", False),
    ],
)
def test_same_text(a, b, same):
    assert (same_text(a) == same_text(b)) is same


@pytest.mark.parametrize(
    ("want", "read", "case"),
    [
        ("Hoà Bình", field("HÒA BÌNH"), "right"),
        ("Hòa Bình", field("Hòa Bình", DOUBTFUL), "right_doubtful"),
        ("Hòa Bình", field("Hoa Binh"), "wrong"),
        ("Hòa Bình", field("Hoa Binh", DOUBTFUL), "wrong_doubtful"),
        ("Hòa Bình", Text(status=DOUBTFUL, raw="H--"), "unread"),
        ("Hòa Bình", Text(), "missed"),
        (None, field("Hòa Bình"), "invented"),
        (None, field("Hòa Bình", DOUBTFUL), "invented_doubtful"),
        (None, Text(status=DOUBTFUL, raw="H--"), "unread"),
        (None, Text(), "rightly_absent"),
    ],
)
def test_each_case_is_told_apart(want, read, case):
    scores = compare_records({"place": want}, Dispatch(place=read))
    assert scores.fields["place"] == Tally(**{case: 1})
    assert scores.fields["number"].n == 0


def test_numbers_and_symbols_are_exact_but_for_spaces():
    record = Dispatch(number=field("04"), symbol=field("KH-ATTP"))
    scores = compare_records({"number": "4", "symbol": "KH -ATTP"}, record)
    assert scores.fields["number"].wrong == 1
    assert scores.fields["symbol"].right == 1


def test_lists_count_each_item_once():
    truth = {
        "addressees": ["Sở Y tế", "Sở Y tế"],
        "references": [{"type": "Công văn", "number": "7/BYT-KH", "date": "2021-02-01"}],
        "statistics": [{"numerator": 40, "denominator": 50, "percent": 80}, {"value": 3}],
    }
    scores = compare_records(truth, extract(TEXT))
    assert [scores.lists[k].both for k in truth] == [1, 1, 1]
    assert [scores.lists[k].truth for k in truth] == [2, 1, 2]
    lost = [d for d in scores.differences if d.read is None]
    assert [d.truth for d in lost] == ["Sở Y tế", {"value": 3}]


def test_a_record_is_its_own_truth():
    record = extract(TEXT)
    scores = compare_records(json.loads(record.model_dump_json(by_alias=True)), record)
    assert not scores.differences
    assert scores.fields["number"].right == 1


def test_a_truth_without_a_record_counts_as_missed(tmp_path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "read").mkdir()
    for name in ("a", "b"):
        (tmp_path / "truth" / f"{name}.json").write_text('{"number": "12"}')
    (tmp_path / "read" / "a.json").write_text(extract(TEXT).model_dump_json(by_alias=True))
    data = evaluate_records(tmp_path / "truth", tmp_path / "read")
    assert data["fields"]["number"] == {"n": 2, "accuracy": 0.5, "right": 1, "missed": 1}
    assert data["no_record"] == ["b"]
    assert data["differences"][0]["document"] == "b"


def test_labels_may_be_json_lines(tmp_path):
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"file": "a.b.1.pdf", "number": "12", "note": "by eye"}\n\n')
    (tmp_path / "a.b.1.json").write_text(extract(TEXT).model_dump_json(by_alias=True))
    assert evaluate_records(labels, tmp_path)["fields"]["number"]["right"] == 1


def test_the_first_document_of_a_file_that_was_cut_is_its_partner(tmp_path):
    record = extract(TEXT)
    record.source.part = {"number": 1, "of": 2, "first_page": 1, "last_page": 3}
    (tmp_path / "a_p1-3.json").write_text(record.model_dump_json(by_alias=True))
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"file": "a.pdf", "number": "12"}\n')
    assert evaluate_records(labels, tmp_path)["fields"]["number"]["right"] == 1


def test_what_is_no_truth_is_said(tmp_path):
    (tmp_path / "a.json").write_text("[1, 2]")
    with pytest.raises(UsageError):
        evaluate_records(tmp_path / "a.json", tmp_path)
    assert evaluate_records(tmp_path / "no-such-file", tmp_path) is None
