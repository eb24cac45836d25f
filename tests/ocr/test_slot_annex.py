"""The line by which an annex names its document: where its slots are, and when they are read."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.page import Block, BlockKind, Line, Word
from ocr.preprocess import prepare
from ocr.slots import fill
from ocr.slots.annex import annex_lines
from ocr.slots.find import SlotKind
from ocr.slots.read import Slot

NAMED = "(Kèm theo Quyết định số {}/QĐ-UBND ngày {} tháng 3 năm 2010 của Ủy ban)"


def line(text, unsure=(), y=100):
    made, x = [], 200
    for word in text.split():
        sure = 0.3 if word in unsure else 0.95
        made.append(Word(word, (x, y, x + 12 * len(word), y + 30), sure))
        x += 12 * len(word) + 10
    return Line(tuple(made))


def body(*lines):
    return (Block(BlockKind.BODY, lines),)


@pytest.mark.parametrize(
    ("text", "unsure", "kinds"),
    [
        (NAMED.format("12", "09"), (), []),
        (NAMED.format("I2S", "09"), ("I2S/QĐ-UBND",), [SlotKind.NUMBER]),
        (NAMED.format("12", "og"), ("og",), [SlotKind.DATE]),
        (NAMED.format("I2S", "og"), ("I2S/QĐ-UBND", "og"), [SlotKind.DATE, SlotKind.NUMBER]),
        ("(Ban hành kèm theo Công văn sốI9Ñ/SYT ngày 16/10/2014)", (), [SlotKind.NUMBER]),
        ("danh mục kèm theo Quyết định số I2S/QĐ-UBND", ("I2S/QĐ-UBND",), []),
        ("(Kèm theo Tờ trình của Ủy ban)", (), []),
    ],
)
def test_slots_of_a_line(text, unsure, kinds):
    assert [s.kind for s in annex_lines(body(line("PHỤ LỤC"), line(text, unsure)), 200.0)] == kinds


def test_only_at_the_top_of_a_page():
    rows = [line("nội dung", y=100 + 40 * i) for i in range(8)]
    named = line(NAMED.format("I2S", "09"), ("I2S/QĐ-UBND",))
    assert annex_lines(body(*rows, named), 200.0) == []
    assert len(annex_lines(body(*rows[1:], named), 200.0)) == 1


PROPOSED = "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số {} /TTr-STC"


@pytest.mark.parametrize(
    ("text", "below", "unsure", "kinds"),
    [
        (PROPOSED.format("4{ U†"), "ngày 2¿ tháng 12 năm 2019", ("4{", "U†", "2¿"),
         [SlotKind.NUMBER, SlotKind.DATE]),
        (PROPOSED.format("4{ U†"), "về giá đất; ngày 2¿ tháng 12 năm 2019", ("U†", "2¿"),
         [SlotKind.NUMBER]),
        (PROPOSED.format("I2") + " ngày 2¿ tháng 12 năm 2019", "về giá đất", ("I2", "2¿"),
         [SlotKind.DATE, SlotKind.NUMBER]),
        (PROPOSED.format("12"), "ngày 23 tháng 12 năm 2019", (), []),
        ("Theo Tờ trình của Sở Tài chính số I2 /TTr-STC", "", ("I2",), []),
    ],
)  # fmt: skip
def test_slots_of_a_proposal_far_down_the_page(text, below, unsure, kinds):
    rows = [line("nội dung", y=100 + 40 * i) for i in range(12)]
    rows += [line(text, unsure, y=700), line(below, unsure, y=740)]
    blocks = body(*(row for row in rows if row.words))
    assert [s.kind for s in annex_lines(blocks, 200.0)] == kinds


def test_a_pen_is_read_there_and_the_rest_stays(monkeypatch):
    read = {
        SlotKind.NUMBER: [Slot("number", (("125", 0.97),), (500, 90, 560, 130))],
        SlotKind.DATE: [
            Slot("day", (("09", 0.95),), (700, 90, 740, 130)),
            Slot("month", (("3", 0.95),), (800, 90, 820, 130)),
            Slot("year", (("2010", 0.99),), (900, 90, 960, 130)),
        ],
    }
    monkeypatch.setattr(fill, "read_slots", lambda _image, _copy, at: read[at.kind])
    named = line(NAMED.format("I2S", "og"), ("I2S/QĐ-UBND", "og"))
    page = np.full((400, 1600), 255, np.uint8)
    (block,) = fill.fill_slots(page, prepare(page, 200), body(named), 200.0)
    assert block.text == (
        "(Kèm theo Quyết định số 125 /QĐ-UBND ngày 09 tháng 3 năm 2010 của Ủy ban)"
    )
    assert [w.candidates[0][0] for w in block.lines[0].words if w.candidates][:2] == ["125", "09"]
