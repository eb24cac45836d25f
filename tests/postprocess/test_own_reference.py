"""What later pages say of the document itself, against its head."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract

CASES = json.loads((Path(__file__).parent / "cases" / "own_reference.json").read_text("utf-8"))


def line(y, *words, sure=0.95):
    """Words from texts; a dict is a slot: its candidates with their shares."""
    made, x = [], 200
    for word in (part for w in words for part in (w.split() if isinstance(w, str) else (w,))):
        shares = tuple(word.items()) if isinstance(word, dict) else ()
        text, share = shares[0] if shares else (word, sure)
        if text:
            made.append(Word(text, (x, y, x + 12 * len(text), y + 30), share, shares))
        x += 12 * len(text) + 10
    return Line(tuple(made))


def first_page(number, day):
    left = (line(100, "SỞ", "Y", "TẾ"), line(180, "Số:", number, "/QĐ-SYT"))
    date = ("Bình", "An,", "ngày", day, "tháng", "10", "năm", "2017")
    right = (line(100, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), line(180, *date))
    title = (line(260, "QUYẾT", "ĐỊNH"), line(300, "Về việc giao kế hoạch năm 2018"))
    blocks = (
        Block(BlockKind.HEADER_LEFT, left),
        Block(BlockKind.HEADER_RIGHT, right),
        Block(BlockKind.TITLE, title),
    )
    return Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)


def later_page(number, texts, sure):
    rows = tuple(
        line(100 + 40 * i, *([text] if isinstance(text, str) else text), sure=sure)
        for i, text in enumerate(texts)
    )
    return Page(number, (Block(BlockKind.BODY, rows),), 1600, 2300, 200.0, TextOrigin.OCR)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case):
    pages = [first_page(case["number"], case["day"])]
    for number, name in ((2, "later"), (3, "last")):
        if name in case:
            pages.append(later_page(number, case[name], case.get("sure", 0.95)))
    record = extract(pages)
    said = [c.verdict for c in record.checks if c.rule == "own_reference"]
    found = {
        name: [field.value, str(field.status), field.candidates]
        for name, field in (("number", record.number), ("date", record.date))
    }
    assert (said, found) == (case["verdicts"], case["expected"])


def test_the_document_does_not_cite_itself():
    later = (Block(BlockKind.BODY, (line(100, "(Kèm theo Quyết định số 128/QĐ-SYT)"),)),)
    pages = [first_page({"123": 0.6, "128": 0.3}, "12"), Page(2, later, origin=TextOrigin.OCR)]
    assert extract(pages).references == []
