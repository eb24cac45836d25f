"""Rows of dots that a pen fills in are read as dots, and do not spoil the print beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.engines import DEFAULT, RawLine, engine
from ocr.leaders import leaders_of, with_leaders, without_leaders
from ocr.page import Word
from ocr.reader import read_page

drawn = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


def dotted(*rows, pitch=14, size=5):
    """A page at 300 dpi with rows of dots, each ``(x, y, dots)``."""
    page = np.full((800, 1600), 255, np.uint8)
    for x, y, dots in rows:
        for at in range(dots):
            left = x + round(at * pitch)
            page[y : y + size, left : left + size] = 20
    return page


def lines_of(*texts, size=54):
    font = ImageFont.truetype(TINOS.format("Regular"), size)
    page = Image.new("L", (2480, 300 + 120 * len(texts)), 255)
    pen = ImageDraw.Draw(page)
    for at, text in enumerate(texts):
        pen.text((200, 150 + 120 * at), text, fill=0, font=font)
    read = read_page(np.asarray(page), 300, 1, engine(DEFAULT), 60.0)
    return [line.text for block in read.blocks for line in block.lines]


@drawn
@pytest.mark.parametrize("dots", [52, 64, 80])
def test_a_form_is_read_with_its_dots(dots):
    form = [
        "1. Họ và tên:" + "." * dots,
        "2. Ngày, tháng, năm sinh: " + "." * dots,
        "Chức danh công việc: " + "." * 16 + " Giới tính: " + "." * 12,
        "Các nội dung khác v.v... và những vấn đề liên quan.",
    ]
    assert lines_of(*form) == form


@pytest.mark.parametrize(("y", "found"), [(500, 1), (200, 0)])
def test_one_below_the_head_is_no_stamp_though_it_is_not_long(y, found):
    assert len(leaders_of(dotted((100, y, 25)), 300)) == found


def test_two_on_a_line_are_those_of_a_form():
    page = dotted((100, 200, 20), (500, 201, 16), (100, 100, 21))
    found = leaders_of(page, 300)
    assert sorted(len(leader.dots) for leader in found) == [16, 20]


@pytest.mark.parametrize("pitch", [9, 14, 25])
def test_rows_of_dots_are_found_and_taken_out(pitch):
    page = dotted((100, 200, 55), (200, 400, 9), pitch=pitch)
    found = leaders_of(page, 300)
    assert sorted(len(leader.dots) for leader in found) == [9, 55]
    assert (without_leaders(page, found) == 255).all()


@pytest.mark.parametrize(
    "rows",
    [
        [(100, 200, 7)],  # too few
        [(100, 200, 25), (100, 260, 20)],  # of a stamp
        [(100, 200 + 14 * i, 60) for i in range(5)],  # a shade
        [(100, 200, 4), (250, 200, 4)],  # ``..../....``
    ],
)
def test_other_dots_are_none(rows):
    assert leaders_of(dotted(*rows), 300) == []


def test_short_ones_in_a_head_are_slots():
    found = leaders_of(dotted((100, 100, 20), (100, 300, 20), (100, 400, 60)), 300)
    assert sorted(len(leader.dots) for leader in found) == [20, 60]


@pytest.mark.parametrize("step", [12, 20, 34])
def test_a_screen_of_dots_is_none(step):
    page = dotted()
    for y in range(50, 750, step):
        for x in range(50, 1550, step):
            page[y : y + 5, x : x + 5] = 20
    assert leaders_of(page, 300) == []


def test_dots_at_uneven_steps_are_none():
    page = dotted()
    for x in (100, 114, 146, 155, 187, 199, 230, 240, 275, 284, 316, 325):
        page[200:205, x : x + 5] = 20
    assert leaders_of(page, 300) == []


def test_a_pen_across_the_dots_stays():
    page = dotted((100, 200, 60))
    page[150:240, 210:213] = 20
    clean = without_leaders(page, leaders_of(page, 300))
    assert (clean[150:240, 210:213] == 20).all()


WIDTH = 1600
HEIGHT = 800


def short_of(row):
    """The leader of a row beside a long one far below, which makes a form of the page."""
    found = leaders_of(dotted(row, (100, 700, 60)), 300)
    return [leader for leader in found if leader.box[1] < 600]


def line(*words):
    return RawLine(tuple(Word(text, (x, 270, end, 310), 0.9) for text, x, end in words))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([("tên:", 20, 90)], "tên:.............................."),
        ([("tên:", 20, 60)], "tên: .............................."),
        ([(", ngày", 512, 600)], "..............................,  ngày".replace("  ", " ")),
        ([("ngày", 540, 600)], ".............................. ngày"),
        ([("từ", 20, 60), ("đến", 540, 600)], "từ .............................. đến"),
    ],
)
def test_dots_stand_in_their_line(words, text):
    found = short_of((100, 296, 30))
    (done,) = with_leaders([line(*words)], found, WIDTH, HEIGHT)
    assert " ".join(word.text for word in done.words) == text


def test_long_rows_of_dots_stand_alone():
    found = leaders_of(dotted((100, 296, 20), (100, 396, 60)), 300)
    far = RawLine((Word("Xa", (1400, 170, 1500, 210), 0.9),))
    done = with_leaders([far], found, WIDTH, HEIGHT)
    assert [len(ln.words[0].text) for ln in done] == [2, 60]


def test_dots_of_a_stamp_beside_the_text_are_none_of_it():
    found = short_of((100, 296, 20))
    text = line(("thực", 540, 600), ("hiện", 620, 700))
    assert with_leaders([text], found, WIDTH, HEIGHT) == [text]
