"""Figures in words, none at all, compared, added up."""

import json
from pathlib import Path

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.fields.flow import rows_of
from postprocess.fields.number_words import worded_numbers
from postprocess.fields.statistics import statistics_in
from postprocess.record import Status
from postprocess.textpages import pages_from_text

_FILE = Path(__file__).parent / "cases" / "statistics.tsv"
CASES = [ln.split("\t") for ln in _FILE.read_text("utf-8").splitlines() if ln and ln[0] != "#"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:50])
def test_figures(case: list[str]) -> None:
    text, *expected = case
    found = []
    for s in statistics_in(rows_of(pages_from_text(text)), None):
        value = s.percent if s.value is None else s.value
        row = (value, s.unit, s.change, s.compared_with, s.cumulative and "yes", s.check)
        found.append("|".join("-" if v is None or v is False else str(v) for v in row))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("hai mươi mốt", [21]),
        ("mười lăm", [15]),
        ("hai mươi tư, ba mươi ba", [24, 33]),
        ("hai nghìn không trăm mười bảy", [2017]),
        ("một tỷ hai trăm triệu đồng", [1_200_000_000]),
        ("hai nghìn tỷ đồng", [2_000_000_000_000]),
        ("một trăm năm mươi hai", [152]),
        ("một trăm năm qua", [100]),
        ("một nghìn một trăm linh tư", [1104]),
        ("hai bà ba ông", [2, 3]),
        ("hải bả tam", []),
    ],
)
def test_numbers_in_words(text: str, values: list[int]) -> None:
    assert [w.value for w in worded_numbers(text)] == values


def test_words_that_contradict_the_figure_make_it_doubtful() -> None:
    record = extract("Đã cấp 32 (ba mươi ba) giấy chứng nhận.")
    assert record.statistics[0].value == 32
    assert record.statistics[0].status is Status.DOUBTFUL
    assert [(c.rule, c.verdict) for c in record.checks] == [("number_in_words", "fail")]


_SUMS = json.loads((_FILE.parent / "table_sums.json").read_text("utf-8"))


@pytest.mark.parametrize("case", _SUMS, ids=lambda case: case["name"])
def test_table_sums(case: dict) -> None:
    record = extract("Số liệu như sau:\n\n" + case["table"] + "\n")
    assert [c.verdict for c in record.checks if c.rule == "table_sum"] == case["verdicts"]
    doubtful = record.tables[0].status is Status.DOUBTFUL
    assert doubtful is bool({"fail", "warn"} & set(case["verdicts"]))


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Giá xăng 23.330đ/lít (giảm 300đ/lít)", ["Giá xăng", "Giá xăng - giảm"]),
        ("Số thu đạt 98,5% kế hoạch, giảm 3,2%", ["Số thu", "Số thu - giảm"]),
        ("Có 03 trạm (Viettel, VNPT) dự kiến phủ 90%", ["trạm", "dự kiến phủ"]),
        ("d) Diện tích tối thiểu 5.000 ha", ["Diện tích tối thiểu - ha"]),
        ("Kiểm tra 45 mẫu, không đạt 03 mẫu", ["Kiểm tra - mẫu", "không đạt - mẫu"]),
        ("Thu 150.000đ. Tăng 12%", ["Thu", "Tăng"]),
        ("100% cán bộ được tập huấn", ["cán bộ"]),
        (
            "- Học tiếng Anh: Bậc C1: 14; A2: 60",
            [
                "Học tiếng Anh - Bậc C1",
                "Học tiếng Anh - A2",
            ],
        ),
        ("- Số xã: 12; số hộ: 90", ["Số xã", "số hộ"]),
        (
            "-Đảng viên: 11\n-Đoàn viên : 7\n-Trình độ:\n+ Thạc sĩ : 02",
            ["Đảng viên", "Đoàn viên", "Thạc sĩ"],
        ),
        ("Trong năm 2009 đề nghị tra cứu 265 hồ sơ", ["đề nghị tra cứu - hồ sơ"]),
        (
            "Dự thi: 85 đồng chí. Kết quả: 06 xuất sắc; 19 giỏi; 32 khá và 28 trung bình.",
            ["Dự thi - đồng chí", "Kết quả - xuất sắc", "giỏi", "khá", "trung bình"],
        ),
        ("Ngoài ngân sách (tự túc hoặc cơ quan cử đi học): 497 người", ["Ngoài ngân sách - người"]),
    ],
)
def test_what_is_counted(text: str, indicators: list[str]) -> None:
    found = statistics_in(rows_of(pages_from_text(text)), None)
    assert [s.indicator for s in found] == indicators


def _of_a_picture(*lines: str) -> list[tuple[object, str]]:
    words = [tuple(Word(w, (0, 0, 9, 9), 0.95) for w in text.split()) for text in lines]
    block = Block(BlockKind.BODY, tuple(map(Line, words)))
    page = Page(1, (block,), 1600, 2300, 200.0, TextOrigin.OCR)
    return [(s.value, s.status.value) for s in statistics_in(rows_of([page]), None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số đã tập huấn là 1,250 người.", [(1.25, "doubtful")]),
        ("Tổng vốn là 1,253 tỷ đồng.", [(1.253, "ok")]),
        ("Diện tích là 1,253 ha.", [(1.253, "ok")]),
        ("Số đã tập huấn là 1.250 người.", [(1250, "ok")]),
        ("Số tiền là ba trăm bốn mưa sáu triệu đồng.", [(None, "doubtful")]),
        ("Mức phạt không quá năm triệu đồng.", [(5_000_000, "ok")]),
        ("đưàn: 41.", [(41, "doubtful")]),
        ("Vắng: 41.", [(41, "ok")]),
        ("Lũy kế 312 cas. không có cas tử vong.", [(312, "ok")]),
        ("Lũy kế 312 cas. Không có cas tử vong.", [(312, "ok"), (0, "ok")]),
    ],
)
def test_figures_that_a_picture_leaves_in_doubt(
    text: str, expected: list[tuple[object, str]]
) -> None:
    assert _of_a_picture(text) == expected
