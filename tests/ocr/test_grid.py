"""Ruled tables: found straight and askew, with breaks and merged cells; nothing is lost."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pictures import turned

from ocr.engines import RawLine
from ocr.grid import find_grids, without_tables
from ocr.page import BlockKind, Word
from ocr.tables import read_table

DPI = 200
XS, YS = (150, 300, 700, 1000, 1200), (300, 380, 460, 540)


def table(xs=XS, ys=YS):
    picture = np.full((1000, 1400), 255, np.uint8)
    for x in xs:
        cv2.line(picture, (x, ys[0]), (x, ys[-1]), 0, 2)
    for y in ys:
        cv2.line(picture, (xs[0], y), (xs[-1], y), 0, 2)
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            x, y = xs[column] + 30, ys[row] + 30
            cv2.rectangle(picture, (x, y), (x + 40, y + 20), 0, -1)
    return picture


@pytest.mark.parametrize("angle", [0.0, 0.3, -0.4])
def test_every_cell_is_found(angle):
    (grid,) = find_grids(turned(table(), angle), DPI)
    assert grid.columns == 4
    assert [(c.row, c.column) for c in grid.cells] == [(r, c) for r in range(3) for c in range(4)]


def test_small_breaks_are_bridged():
    picture = table()
    picture[380:383, 420:430] = 255
    picture[330:340, 700:702] = 255
    (grid,) = find_grids(picture, DPI)
    assert len(grid.cells) == 12


def test_a_merged_cell_is_one():
    picture = table()
    picture[302:379, 299:302] = 255
    (grid,) = find_grids(picture, DPI)
    assert len(grid.cells) == 11
    assert [c.column for c in grid.cells if c.row == 0] == [0, 2, 3]


def test_frames_and_underlines_are_no_tables():
    picture = np.full((1000, 1400), 255, np.uint8)
    cv2.rectangle(picture, (200, 200), (600, 300), 0, 2)  # a stamp
    cv2.line(picture, (100, 500), (1300, 500), 0, 2)
    assert find_grids(picture, DPI) == []
    assert find_grids(np.full((500, 500), 255, np.uint8), DPI) == []


def test_what_is_in_no_cell_stays_on_the_page():
    picture = table()
    (grid,) = find_grids(picture, DPI)
    lost = grid.cells[5]
    rest = without_tables(
        picture, [type(grid)(grid.box, tuple(c for c in grid.cells if c != lost), 4)], DPI
    )
    x0, y0, x1, y1 = lost.box
    assert (rest[y0:y1, x0:x1] < 128).sum() > 500  # its ink can still be read
    rest[y0:y1, x0:x1] = 255
    assert (rest[290:560, 140:1210] < 128).sum() == 0  # and all others are gone


class Fake:
    """Reads each mark of the sheet as the next of its texts; figures on the second call."""

    name = "fake"

    def __init__(self, first, second=()):
        self.texts = [list(first), list(second)]
        self.charsets = []

    def recognise(self, image, dpi, timeout, *, one_column=False, charset=None):
        self.charsets.append(charset)
        texts = self.texts[len(self.charsets) - 1]
        _, _, stats, _ = cv2.connectedComponentsWithStats((image < 128).astype(np.uint8))
        boxes = sorted((int(y), int(x), int(w), int(h)) for x, y, w, h, _ in stats[1:])
        assert len(boxes) == len(texts)
        return [
            RawLine((Word(t, (x, y, x + w, y + h), 0.9),))
            for t, (y, x, w, h) in zip(texts, boxes, strict=True)
            if t
        ]


def test_rows_come_out_with_their_boxes_and_empty_cells():
    picture = table()
    picture[490:520, 725:775] = 255  # the cell in the last row, third column, is empty
    (grid,) = find_grids(picture, DPI)
    texts = ["TT", "Tên", "Số", "Tỷ", "1", "An", "20", "5%", "2", "Bình", "7%"]
    block = read_table(picture, grid, DPI, Fake(texts), 10)
    assert block.kind is BlockKind.TABLE
    assert block.text == "TT\tTên\tSố\tTỷ\n1\tAn\t20\t5%\n2\tBình\t\t7%"
    (x0, y0, x1, y1) = block.lines[1].words[2].box
    assert abs(x0 - 730) < 8
    assert abs(y0 - 410) < 8
    assert (picture[y0:y1, x0:x1] < 128).mean() > 0.6


def test_words_in_a_column_of_figures_are_left_alone():
    ys = (300, 380, 460, 540, 620)
    picture = table(xs=(150, 500, 900), ys=ys)
    (grid,) = find_grids(picture, DPI)
    engine = Fake(["TT", "Số", "1", "20", "2", "Nam", "3", "35"])
    block = read_table(picture, grid, DPI, engine, 10)
    assert block.text == "TT\tSố\n1\t20\n2\tNam\n3\t35"
    assert engine.charsets == [None]


def test_figures_taken_for_letters_are_read_again_and_marked_unsure():
    ys = (300, 380, 460, 540, 620, 700)
    picture = table(xs=(150, 500, 900), ys=ys)
    (grid,) = find_grids(picture, DPI)
    engine = Fake(["Tên", "Số", "An", "20", "Bình", "§", "Chi", "5]", "Dung", "31"], ["8", "31"])
    block = read_table(picture, grid, DPI, engine, 10)
    column = [line.cells[1][0] for line in block.lines]
    # A digit that the first reader saw stays: 5] and 31 make 51.
    assert [w.text for w in column] == ["Số", "20", "8", "51", "31"]
    assert [w.confidence <= 0.5 for w in column] == [False, False, True, True, False]
    assert engine.charsets[1] is not None
