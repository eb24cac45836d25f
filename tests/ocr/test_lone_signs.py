"""What stands alone in a cell of a table, where a reader of lines sees a speck."""

from __future__ import annotations

import time
from dataclasses import replace

import cv2
import numpy as np
import pytest

from ocr.cellvotes import read_doubted_figures
from ocr.engines import RawLine
from ocr.figures import UNSURE
from ocr.grid import find_grids
from ocr.page import Word
from ocr.tables import read_cells

DPI = 200


class Reader:
    """Sees nothing in the first sheet; of the second it says what it is told."""

    name = "fake"

    def __init__(self, *texts):
        self.texts = texts
        self.sheets = []

    def recognise(self, image, dpi, timeout, *, one_column=False, model=None):
        self.sheets.append(image)
        if len(self.sheets) == 1:
            return []
        boxes = [(40 + 30 * i, 45, 55 + 30 * i, 60) for i in range(len(self.texts))]
        words = [
            Word(t, b, 0.8 + i / 100)
            for i, (t, b) in enumerate(zip(self.texts, boxes, strict=True))
        ]
        return [RawLine(tuple(words))]


def table(draw):
    """Four cells, the first of them drawn into."""
    picture = np.full((500, 900), 255, np.uint8)
    for y in (100, 200, 300):
        cv2.line(picture, (100, y), (800, y), 0, 2)
    for x in (100, 450, 800):
        cv2.line(picture, (x, 100), (x, 300), 0, 2)
    draw(picture)
    return picture


def dash(picture):
    cv2.rectangle(picture, (260, 148), (276, 151), 0, -1)


def stroke(picture):
    cv2.rectangle(picture, (260, 140), (263, 160), 0, -1)


def long_rule(picture):
    cv2.rectangle(picture, (200, 148), (330, 151), 0, -1)


def speck(picture):
    cv2.rectangle(picture, (260, 148), (262, 150), 0, -1)


def words_of(draw, *texts):
    picture = table(draw)
    (grid,) = find_grids(picture, DPI)
    read = read_cells(picture, grid, DPI, Reader(*texts), 30.0)
    return [w for words in read.values() for w in words]


def hyphen(picture):
    cv2.rectangle(picture, (260, 148), (267, 150), 0, -1)


def test_a_hyphen_alone_is_one():
    assert [word.text for word in words_of(hyphen)] == ["-"]


def test_a_dash_is_known_by_its_shape():
    (word,) = words_of(dash)
    assert word.text == "-"
    x0, y0, x1, y1 = word.box
    assert x0 <= 260 < 276 <= x1
    assert y0 <= 148 < 151 <= y1


def test_a_figure_counts_if_it_is_read_alike_three_times():
    (word,) = words_of(stroke, "1", "1", "1")
    assert word.text == "1"
    assert word.confidence == pytest.approx(0.8)  # the least sure of the three


@pytest.mark.parametrize("texts", [(), ("1",), ("1", "1"), ("1", "7", "1"), ("l", "l", "l")])
def test_else_nothing_is_made_up(texts):
    assert words_of(stroke, *texts) == []


@pytest.mark.parametrize("draw", [long_rule, speck])
def test_rules_and_specks_are_no_dashes(draw):
    assert words_of(draw) == []


def test_time_that_is_up_is_told():
    picture = table(stroke)
    (grid,) = find_grids(picture, DPI)

    class Slow(Reader):
        def recognise(self, *args, **kwargs):
            time.sleep(0.02)
            return super().recognise(*args, **kwargs)

    with pytest.raises(TimeoutError):
        read_cells(picture, grid, DPI, Slow(), 0.01)


def column(*texts, confidence=0.4):
    """A table with a column of figures, its cells and what two readings made of them."""
    picture = np.full((700, 900), 255, np.uint8)
    ys = range(100, 101 + 100 * (len(texts) + 1), 100)
    for y in ys:
        cv2.line(picture, (100, y), (800, y), 0, 2)
    for x in (100, 450, 800):
        cv2.line(picture, (x, 100), (x, ys[-1]), 0, 2)
    for y in ys[:-1]:
        cv2.rectangle(picture, (600, y + 40), (630, y + 60), 0, -1)
    (grid,) = find_grids(picture, DPI)
    words = {}
    for cell in grid.cells:
        if cell.column == 1:
            text = texts[cell.row - 1] if cell.row else "Số"
            sure = confidence if text == texts[-1] else 0.95
            words[cell] = (Word(text, cell.box, sure),)
    return picture, grid, words


class Thrice(Reader):
    """Is told what it reads at once."""

    def __init__(self, *texts):
        super().__init__(*texts)
        self.sheets = [None]


@pytest.mark.parametrize(
    ("doubted", "again", "stands"),
    [
        ("878", ("88", "88", "88"), "88"),
        ("S3", ("535353",), "53"),
        ("S3", ("53", "53"), "S3"),
        ("S3", ("53", "58", "53"), "S3"),
        ("S3", ("S3", "S3", "S3"), "S3"),
        ("S3", (), "S3"),
    ],
)
def test_a_doubted_figure_gives_way_to_one_read_alike_three_times(doubted, again, stands):
    picture, grid, words = column("20", "31", doubted)
    last = grid.cells[-1]
    found = read_doubted_figures(picture, grid, words, DPI, Thrice(*again), time.monotonic() + 9)
    assert found[last][0].text == stands
    assert stands == doubted or found[last][0].confidence == UNSURE
    assert {c: w for c, w in found.items() if c != last} == {
        c: w for c, w in words.items() if c != last
    }


class InTurn(Thrice):
    """Is told what it reads of each sheet, and how sure it is of it."""

    def __init__(self, *sheets):
        super().__init__()
        self.left = list(sheets)

    def recognise(self, *args, **kwargs):
        self.texts, sure = self.left.pop(0)
        (line,) = super().recognise(*args, **kwargs)
        return [RawLine(tuple(replace(w, confidence=sure) for w in line.words))]


@pytest.mark.parametrize(
    ("doubted", "third", "fourth", "stands", "sure"),
    [
        # A third reading agrees: no fourth is asked for.
        ("51", (("51", "51", "51"), 0.8), None, "51", 0.88),
        ("1.250", (("1,250", "1,250", "1,250"), 0.8), None, "1,250", 0.88),
        ("1.250,000", (("1.250.000",) * 3, 0.8), None, "1.250.000", 0.88),
        ("1.250.000", (("1,250.000",) * 3, 0.8), None, "1.250.000", 0.88),
        # It is not sure itself, or its three are not alike; the fourth decides.
        ("51", (("51", "51", "51"), 0.7), (("51",), 0.9), "51", 0.97),
        ("51", (("51", "5]", "51"), 0.8), (("51",), 0.9), "51", 0.94),
        ("51", (("51", "5]", "51"), 0.8), (("51",), 0.8), "51", 0.4),
        # Both against what stands, which is a figure or none.
        ("57", (("51", "51", "51"), 0.8), (("51",), 0.6), "51", UNSURE),
        ("S7", (("51", "51", "51"), 0.8), (("51",), 0.6), "51", 0.92),
        # No number has four digits behind its second stop.
        ("1.250.000", (("1.250.0006",) * 3, 0.8), (("1.250.0006",), 0.9), "1.250.000", 0.4),
        ("1.250.0006", (("1.250.000",) * 3, 0.8), (("7",), 0.9), "1.250.000", UNSURE),
        ("57", (("51", "51", "51"), 0.8), (("52",), 0.9), "51", UNSURE),
        # The same digits, but a stop that one did not see, are another figure.
        ("995", (("99,5", "99,5", "99,5"), 0.9), (("995",), 0.8), "99,5", UNSURE),
        # A comma is lost, but none comes of nothing.
        ("4,4", (("44", "44", "44"), 0.9), (("44",), 0.9), "4,4", 0.4),
        ("4,4", (("44", "44", "44"), 0.9), (("4,4",), 0.9), "4,4", 0.94),
        # What is no figure and was hardly read, among figures.
        ("lãi", (("51", "51", "51"), 0.8), (("51",), 0.9), "51", 0.98),
        ("lãi", (("51", "5l", "51"), 0.8), (("51",), 0.9), "lãi", 0.4),
    ],
)
def test_what_two_of_four_readings_agree_on_is_sure(doubted, third, fourth, stands, sure):
    picture, grid, words = column("20", "31", doubted)
    reader = InTurn(third, *([] if fourth is None else [fourth]))
    found = read_doubted_figures(picture, grid, words, DPI, reader, time.monotonic() + 9)
    (word,) = found[grid.cells[-1]]
    assert (word.text, word.confidence) == (stands, pytest.approx(sure))
    assert reader.left == []


def test_a_figure_that_a_rule_may_have_cut_stays_unsure():
    picture, grid, words = column("20", "31", "51")
    x0, y0, x1, y1 = grid.cells[-1].box
    cv2.rectangle(picture, (x0 + 200, y0 + 20), (x1 + 2, y1 - 20), 0, -1)
    reader = InTurn((("51", "51", "51"), 0.9))
    found = read_doubted_figures(picture, grid, words, DPI, reader, time.monotonic() + 9)
    (word,) = found[grid.cells[-1]]
    assert (word.text, word.confidence) == ("51", UNSURE)


def test_sure_figures_and_words_are_not_read_once_more():
    for sure in ("878", "Nam"):
        picture, grid, words = column("20", "31", sure, confidence=0.9)
        reader = Thrice("7", "7", "7")
        assert words == read_doubted_figures(
            picture, grid, words, DPI, reader, time.monotonic() + 9
        )
        assert len(reader.sheets) == 1


def test_of_figures_on_two_lines_of_a_cell_none_is_made():
    picture, grid, words = column("20", "31", "51")
    last = grid.cells[-1]
    x0, y0, x1, y1 = last.box
    middle = (y0 + y1) // 2
    words[last] = (
        Word("17", (x0, y0, x1, middle - 2), 0.3),
        Word("89", (x0, middle + 2, x1, y1), 0.0),
    )
    reader = Thrice("1789", "1789", "1789")
    found = read_doubted_figures(picture, grid, words, DPI, reader, time.monotonic() + 9)
    assert found[last] == words[last]


class Beside(Reader):
    """Reads a word of some height in the second cell that holds ink."""

    def __init__(self, high):
        super().__init__()
        self.high = high

    def recognise(self, image, dpi, timeout, *, one_column=False, model=None):
        self.sheets.append(image)
        if len(self.sheets) > 1:
            return []
        bottom = len(image) - 40
        return [RawLine((Word("Tấn", (40, bottom - self.high, 90, bottom), 0.95),))]


def strokes(feet=3, high=16, second=0):
    """Two strokes side by side, broader at the top, as wide at their feet as they are told."""

    def draw(picture):
        for x, top in ((260, 140), (268, 140 + second)):
            head = [(x - 2, top), (x + 2, top)]
            foot = [(x + feet - 2, top + high), (x - feet + 2, top + high)]
            cv2.fillPoly(picture, [np.array(head + foot)], 0)
        cv2.rectangle(picture, (600, 140), (650, 170), 0, -1)

    return draw


@pytest.mark.parametrize(
    ("draw", "high", "found"),
    [
        (strokes(), 40, ['"']),
        (strokes(), 24, []),  # as high as other print: 11
        (strokes(feet=5), 40, []),  # broader at their feet
        (strokes(second=8), 40, []),  # one below the other
        (strokes(high=5), 40, []),
    ],
)
def test_what_says_as_above_is_known_by_its_shape(draw, high, found):
    picture = table(draw)
    (grid,) = find_grids(picture, DPI)
    read = read_cells(picture, grid, DPI, Beside(high), 30.0)
    assert [w.text for words in read.values() for w in words if w.text != "Tấn"] == found
