"""The column of recipients read by itself: of each row the better reading."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from faults.engines import Steady

from ocr.engines import RawLine
from ocr.lost_recipients import with_lost_recipients
from ocr.page import Block, BlockKind, Line, Word
from ocr.recipients import read_recipients_alone

HERE = Path(__file__).parent
CASES = json.loads((HERE / "recipients.json").read_text("utf-8"))
LOST = json.loads((HERE / "lost_recipients.json").read_text("utf-8"))
PAPER = np.full((600, 1600), 255, np.uint8)
PAGE = np.full((2000, 2000), 255, np.uint8)
LEFT, TOP, HIGH = 50, 100, 30  # of the list, and of its print
# Where the column begins on the page (a row's height left of the list, half of one above it),
# less the paper around it.
CORNER = (LEFT - HIGH - 40, TOP - HIGH // 2 - 40)


def words(row, dx=0, dy=0):
    """``140 -@.9 Sở@.8``: words at a height with their confidence; ``|`` parts heights.

    ``400,140`` says how far to the right they begin too.
    """
    made, x = [], LEFT
    for part in row.split("|"):
        at, *spelt = part.split()
        *left, top = at.split(",")
        x = int(left[0]) if left else x
        for word in spelt:
            text, sure = word.rsplit("@", 1)
            y = int(top)
            box = (x - dx, y - dy, x + 18 * len(text) - dx, y + HIGH - dy)
            made.append(Word(text, box, float(sure)))
            x += 18 * len(text) + 10
    return tuple(made)


class Column(Steady):
    """Reads rows of the column, and keeps the pictures it was given."""

    def __init__(self, rows, corner=CORNER):
        self.rows, self.corner, self.seen = rows, corner, []

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        assert one_column
        self.seen.append(image)
        return [RawLine(words(row, *self.corner)) for row in self.rows]


def listed(*rows, kind=BlockKind.RECIPIENTS):
    return Block(kind, tuple(Line(words(row)) for row in rows))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_of_each_row_the_better_reading(case):
    engine = Column(case["column"])
    (block,) = read_recipients_alone([listed(*case["page"])], PAPER, 200, engine, 10)
    assert [line.text for line in block.lines] == case["expected"]


def test_boxes_are_those_of_the_page():
    page = listed("100 Nơi@.9 nhận:@.9", "140 -@.9 Lưu@.9 VT.@.9")
    engine = Column(["180 Sở@.9 Muối@.9"])
    (block,) = read_recipients_alone([page], PAPER, 200, engine, 10)
    assert block.lines[-1].words[0].box == (50, 180, 86, 210)


def test_the_signature_beside_the_list_is_not_in_its_picture():
    page = listed("100 Nơi@.9 nhận:@.9", "140 -@.9 Như@.9 trên@.9")
    title = Block(BlockKind.SIGNATURE, (Line((Word("GIÁM", (400, 110, 500, 150), 0.9),)),))
    engine = Column([])
    assert read_recipients_alone([page, title], PAPER, 200, engine, 10) == (page, title)
    (image,) = engine.seen
    assert image.shape[1] - 80 <= 400 - (LEFT - HIGH)


def test_a_page_without_the_list_is_not_read_again():
    body = listed("100 Nơi@.9 nhận@.9", kind=BlockKind.BODY)
    engine = Column([])
    assert read_recipients_alone([body], PAPER, 200, engine, 10) == (body,)
    assert engine.seen == []


def lines_of(rows):
    return [RawLine(words(row)) for row in rows]


@pytest.mark.parametrize("case", LOST, ids=lambda case: case["id"])
def test_a_list_whose_label_was_not_read(case):
    # The column begins a line's height left of the page's print, three above the first title.
    engine = Column(case["column"], (LEFT - HIGH - 40, 860 - 3 * HIGH - 40))
    found = with_lost_recipients(lines_of(case["page"]), PAGE, 200, engine, 10)
    assert [" ".join(w.text for w in line.words) for line in found] == case["expected"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(["860 Nơi@.9 nhận:@.9", "1400,860 GIÁM@.9 ĐỐC@.9"], id="the list was read"),
        pytest.param(["1400,860 Ông@.9 An@.9"], id="nobody signs"),
        pytest.param(["100,860 GIÁM@.9 ĐỐC@.9"], id="a title at the left"),
        pytest.param(["1400,100 GIÁM@.9 ĐỐC@.9"], id="a title in the head"),
    ],
)
def test_nothing_is_read_again_without_a_sign_of_it(page):
    lines, engine = lines_of(page), Column([])
    assert with_lost_recipients(lines, PAGE, 200, engine, 10) == lines
    assert engine.seen == []


@pytest.mark.parametrize(
    ("below", "wide", "high"),
    [
        ("900 -@.9 Như@.9 trên;@.9", True, True),
        # A wider title under the first is none of the list.
        ("1200,900 PHÓ@.9 GIÁM@.9 ĐỐC@.9", False, True),
        # What a seal left of a title behind a row of the list ends no column, a body's row does.
        (f"900 -@.9 {'Nhựa' * 17}@.9 ồ9@.1", True, True),
        (f"900 {'Nhựa' * 21}@.9", True, False),
    ],
)
def test_how_far_a_lost_list_may_reach(below, wide, high):
    engine = Column([])
    with_lost_recipients(lines_of(["1400,860 GIÁM@.9 ĐỐC@.9", below]), PAGE, 200, engine, 10)
    (picture,) = engine.seen
    assert (picture.shape[0] > 400, picture.shape[1] > 1200) == (high, wide)
