"""Sums at the ends of rows where neither rules nor columns made a table of them."""

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.fields.flow import rows_of
from postprocess.fields.statistics import statistics_in
from postprocess.record import Statistic


def found(*lines: str, sure: float = 0.95) -> list[Statistic]:
    block = Block(
        BlockKind.BODY,
        tuple(Line(tuple(Word(w, None, sure) for w in text.split())) for text in lines),
    )
    return statistics_in(rows_of([Page(1, (block,), 1600, 2300, 200.0, TextOrigin.OCR)]), None)


ROWS = ("TỔNG CHI 2,039,792", "1 Chi lương 1,770,000", "2 |Chi thăm hỏi 800", "3 Phí khác: 269,792")


def test_rows_that_end_with_a_sum_are_figures() -> None:
    sums = [(s.indicator, s.value, s.status.value) for s in found(*ROWS)]
    assert sums == [
        ("TỔNG CHI", 2039792, "doubtful"),  # its name may begin above
        ("Chi lương", 1770000, "ok"),
        ("Phí khác", 269792, "doubtful"),
    ]


def test_a_sum_that_was_read_badly_is_doubtful() -> None:
    assert {s.status.value for s in found(*ROWS, sure=0.5)} == {"doubtful"}


@pytest.mark.parametrize(
    "lines",
    [
        ROWS[:2],
        ("Có hai dòng văn bản", "Chi lương 770,000", "Chi điện 2,000", "Chi nước 1,000"),
        ("Tổng số 2.039.792", "trong đó", "gồm hai phần", "phần một là 1.770.000", "và rồi thôi"),
    ],
    ids=["two rows", "no large sum", "rows apart"],
)
def test_other_rows_are_text(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []


def test_the_number_of_a_page_is_no_figure() -> None:
    assert found("theo các nội dung sau:", "4") == []
