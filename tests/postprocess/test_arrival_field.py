"""The stamp of arrival: doubtful with its candidates, never the document's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.fields.arrival import arrival
from postprocess.fields.flow import rows_of
from postprocess.record import Status, Text

CASES = json.loads((Path(__file__).parent / "cases" / "arrival.json").read_text("utf-8"))


def word(text, y, shares=None):
    best, share = next(iter(shares.items())) if shares else (text, 0.95)
    candidates = tuple(shares.items()) if shares else ()
    return Word(best or "…", (20, y, 90, y + 30), share, candidates)


def stamp(number, date):
    """The words of a stamp as `ocr.arrival` gives them."""
    return Block(
        BlockKind.ARRIVAL,
        (
            Line((word("SỞ", 400), word("Y", 400), word("TẾ", 400))),
            Line((word("ĐẾN", 440),)),
            *([Line((word("Số:", 440), word("", 440, number)))] if number else []),
            Line((word("Ngày:", 480), word("", 480, date))),
        ),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_stamps(case):
    page = Page(1, (stamp(case["number"], case["date"]),), origin=TextOrigin.OCR)
    read = arrival(rows_of([page]), Text(value=case["dated"]))
    found = {
        "number": read.number.value,
        "numbers": read.number.candidates,
        "date": read.date.value,
        "dates": read.date.candidates,
    }
    assert found == case["expected"]
    assert read.number.status is read.date.status is Status.DOUBTFUL


def test_neither_gets_into_the_other():
    def row(text, y):
        return Line(tuple(word(t, y) for t in text.split()))

    head = Block(BlockKind.HEADER_LEFT, (row("SỞ Y TẾ", 10), row("Số: /SYT-NVY", 60)))
    motto = row("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10)
    right = Block(BlockKind.HEADER_RIGHT, (motto, row("Bình An, ngày tháng năm 2017", 60)))
    seen = stamp({"953": 0.9}, {"18/10/2017": 0.9})
    page = Page(1, (head, right, seen), 1600, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert (record.number.value, record.date.value) == (None, None)
    assert record.number.status is record.date.status is Status.DOUBTFUL
    # Without a date of the document nothing says that the stamp's year is right.
    assert (record.arrival.number.value, record.arrival.date.value) == ("953", "2017-10-18")


def test_a_stamp_on_a_later_page_is_of_what_is_enclosed():
    first = Page(1, (Block(BlockKind.BODY, (Line((word("Kính", 10),)),)),), origin=TextOrigin.OCR)
    second = Page(2, (stamp({"953": 0.9}, {"18/10/2017": 0.9}),), origin=TextOrigin.OCR)
    assert extract([first, second]).arrival.number.status is Status.ABSENT
