"""Marks of a list that stand in a column and were not read; a speck is none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.cells import Cell
from ocr.engines import RawLine
from ocr.listmarks import SURE
from ocr.lostmarks import with_lost_marks, with_marks_in_cells
from ocr.page import Word

ROWS = (300, 350, 400, 450)


def page(draw, rows):
    """Four lines of print, and what is drawn before some of them."""
    grey = np.full((700, 1600), 255, np.uint8)
    lines = []
    for y in ROWS:
        words = []
        for i, text in enumerate(("Phòng", "kinh", "tế", "ngành")):
            x = 400 + 150 * i
            cv2.putText(grey, "word", (x, y + 28), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
            words.append(Word(text, (x, y, x + 110, y + 32), 0.95))
        lines.append(RawLine(tuple(words)))
    for y in rows:
        draw(grey, y)
    return grey, lines


def dash(grey, y, x=330):
    cv2.rectangle(grey, (x, y + 17), (x + 12, y + 20), 0, -1)


def bullet(grey, y):
    cv2.circle(grey, (338, y + 17), 6, 0, -1)


def stroke(grey, y):
    cv2.line(grey, (330, y + 2), (345, y + 30), 0, 3)


def two(grey, y):
    dash(grey, y)
    dash(grey, y, 290)


def astray(grey, y):
    dash(grey, y, 250 + y // 5)


@pytest.mark.parametrize(
    ("draw", "rows", "signs"),
    [
        pytest.param(dash, ROWS, ["-"] * 4, id="dashes"),
        pytest.param(bullet, ROWS[:2], ["•", "•", "", ""], id="bullets"),
        pytest.param(dash, ROWS[:1], [""] * 4, id="one alone"),
        pytest.param(astray, ROWS[::3], [""] * 4, id="not in a column"),
        pytest.param(stroke, ROWS, [""] * 4, id="strokes"),
        pytest.param(two, ROWS, [""] * 4, id="two before each"),
    ],
)
def test_marks_that_were_not_read(draw, rows, signs):
    grey, lines = page(draw, rows)
    found = with_lost_marks(lines, grey)
    assert [" ".join(w.text for w in line.words[:-4]) for line in found] == signs


def test_one_in_line_with_those_that_were_read():
    grey, lines = page(dash, ROWS)
    read = Word("-", (330, 316, 343, 321), 0.9)
    lines[0] = RawLine((read, *lines[0].words))
    lines[1:] = lines[1:2]
    found = with_lost_marks(lines, grey)
    assert [line.words[0].text for line in found] == ["-", "-"]
    assert found[1].words[0].box[:2] == (330, 367)


@pytest.mark.parametrize(
    ("text", "sure", "box", "found"),
    [
        ("___", 0.4, (280, 310, 290, 330), "-"),  # a speck farther left
        ("-", 0.5, (330, 316, 343, 321), "-"),
        ("-", 0.5, (290, 316, 303, 321), None),  # in no column with the others
        ("a)", 0.4, (330, 310, 350, 330), None),
        ("*", 0.9, (330, 310, 350, 330), None),
    ],
)
def test_what_was_read_unsurely_in_the_place_of_one(text, sure, box, found):
    grey, lines = page(dash, ROWS[1:] if text == "-" else ROWS)
    read = Word(text, box, sure)
    lines[0] = RawLine((read, *lines[0].words))
    (first, *_) = with_lost_marks(lines, grey)
    assert (first.words[0] == read) if found is None else (first.words[0].text == found)
    assert first.words[0].confidence == (sure if found is None else SURE)
    assert len(first.words) == 5


def test_a_dash_read_unsurely_is_not_its_own_column():
    grey, lines = page(dash, ())
    lines[0] = RawLine((Word("-", (330, 316, 343, 321), 0.5), *lines[0].words))
    assert with_lost_marks(lines, grey) == lines


def test_what_another_word_covers_is_no_mark():
    grey, lines = page(dash, ROWS)
    lines.append(RawLine((Word("note", (200, 290, 360, 490), 0.9),)))
    assert with_lost_marks(lines, grey) == lines


@pytest.mark.parametrize(("left", "signs"), [(200, ["- -", "- -"]), (350, ["", ""])])
def test_marks_in_cells_but_not_those_of_the_cell_before(left, signs):
    grey, lines = page(dash, ROWS)
    cells = [Cell(i, 1, (left, y - 10, 1200, y + 90)) for i, y in enumerate(ROWS[::2])]
    words = {
        cell: sum((line.words for line in lines[2 * i : 2 * i + 2]), ())
        for i, cell in enumerate(cells)
    }
    found = with_marks_in_cells(words, grey)
    assert [" ".join(w.text for w in found[cell] if w.text == "-") for cell in cells] == signs
    assert [len(found[cell]) for cell in cells] == [8 + len(sign.split()) for sign in signs]


@pytest.mark.parametrize("move", [-800, 800])
def test_words_beyond_the_picture_have_no_marks(move):
    grey, lines = page(dash, ROWS)
    away = [RawLine(tuple(w.moved(0, move) for w in line.words)) for line in lines]
    assert with_lost_marks(away, grey) == away
