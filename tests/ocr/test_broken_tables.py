"""Tables with broken rules: joined, led on, or seen where those of other rows go on."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.cells import Cell
from ocr.grid import find_grids
from ocr.numberlists import with_doubted_dates, with_even_lists
from ocr.page import Word

DPI = 200
XS = (120, 190, 620, 820, 1000, 1260)
ROWS, ROW = 10, 50
TOP = 250


def table(text="4.31"):
    picture = np.full((1000, 1400), 255, np.uint8)
    bottom = TOP + ROWS * ROW
    for x in XS:
        cv2.line(picture, (x, TOP), (x, bottom), 0, 2)
    for row in range(ROWS + 1):
        cv2.line(picture, (XS[0], TOP + row * ROW), (XS[-1], TOP + row * ROW), 0, 2)
    for row in range(ROWS):
        for x in XS[:-1]:
            place = (x + 15, TOP + row * ROW + 35)
            cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    return picture


def places(picture):
    (grid,) = find_grids(picture, DPI)
    return [(c.row, c.column) for c in grid.cells]


WHOLE = [(row, column) for row in range(ROWS) for column in range(5)]


def clean(picture, rows, columns):
    """Without rules there, and without the print."""
    picture[rows, columns] = 255


def test_breaks_at_print_are_joined_though_the_rule_rises():
    picture = table()
    y = TOP + 3 * ROW
    clean(picture, slice(y - 3, y + 4), slice(400, 450))
    cv2.line(picture, (450, y + 4), (616, y + 4), 0, 2)  # it goes on lower
    clean(picture, slice(y - 3, y + 3), slice(450, 616))
    x = XS[1]
    clean(picture, slice(TOP + 4 * ROW + 4, TOP + 4 * ROW + 18), slice(x - 3, x + 4))
    assert places(picture) == WHOLE


def test_rules_that_end_short_of_a_broken_side_are_led_on_to_it():
    picture = table()
    for row in range(2, 8):
        y = TOP + row * ROW
        clean(picture, slice(y - 3, y + 4), slice(1215, 1255))
    clean(picture, slice(TOP + 2 * ROW + 10, TOP + 4 * ROW), slice(1255, 1266))
    assert places(picture) == WHOLE


@pytest.mark.parametrize("grey", [120, 190])
def test_a_rule_that_is_too_short_to_be_known_parts_a_cell(grey):
    picture = table("")
    x, y = XS[1], TOP + 9 * ROW
    clean(picture, slice(y + 3, y + ROW - 2), slice(x - 3, x + 4))
    cv2.line(picture, (x + 2, y + 5), (x + 2, y + 42), grey, 2)
    assert places(picture) == WHOLE


def merged(text):
    """A row in which one cell goes over four columns, with a line of print."""
    picture = table("")
    y = TOP + 4 * ROW
    clean(picture, slice(y + 3, y + ROW - 2), slice(XS[1] + 3, XS[-1] - 3))
    cv2.putText(picture, text, (XS[1] + 20, y + 38), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    return picture


@pytest.mark.parametrize("text", ["TONG CONG", "HHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH", ""])
def test_print_in_a_merged_cell_is_no_rule(text):
    assert places(merged(text)) == [p for p in WHOLE if p[0] != 4 or p[1] < 2]


def test_a_shaded_merged_cell_is_parted_by_its_shade_nowhere():
    picture = merged("")
    y = TOP + 4 * ROW
    picture[y + 3 : y + ROW - 2, XS[1] + 3 : XS[-1] - 3][::2, ::2] = 60
    assert places(picture) == [p for p in WHOLE if p[0] != 4 or p[1] < 2]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("13,15,15 15,13.13 17,15,13 20,15,13", "13,15,15 15,13,13 17,15,13 20,15,13"),
        ("13.15.15 15,13.13 17.15.13 20.15.13", "13.15.15 15.13.13 17.15.13 20.15.13"),
        ("1.1,1.2 2.1,2.2 3.1,3.2 4.1,4.2", "1.1,1.2 2.1,2.2 3.1,3.2 4.1,4.2"),
        ("13,15,15 1.234,5 17,15,13 20,15,13", "13,15,15 1.234,5 17,15,13 20,15,13"),
        ("13,15,15 15,13.13 17.15.13", "13,15,15 15,13.13 17.15.13"),
    ],
)
def test_signs_in_lists_of_numbers(read, expected):
    cells = [Cell(row, 2, (0, 40 * row, 100, 40 * row + 30)) for row in range(len(read.split()))]
    words = {c: (Word(text, c.box, 0.9),) for c, text in zip(cells, read.split(), strict=True)}
    assert " ".join(w.text for found in with_even_lists(words).values() for w in found) == expected


@pytest.mark.parametrize(
    ("read", "doubted"),
    [
        ("21/9 1/10 119 7/12 30/9(*)", "119"),
        ("21/9 1/10 119", ""),  # too few to tell
        ("21/9 1/10 119 7/12 140 12 3/4", ""),
        ("119 140 35 12", ""),
    ],
)
def test_a_figure_alone_among_days_and_months_is_doubted(read, doubted):
    texts = read.split()
    cells = [Cell(row, 2, (0, 40 * row, 100, 40 * row + 30)) for row in range(len(texts))]
    words = {c: (Word(text, c.box, 0.9),) for c, text in zip(cells, texts, strict=True)}
    found = with_doubted_dates(words).values()
    assert [w.text for (w,) in found] == texts
    assert " ".join(w.text for (w,) in found if w.confidence < 0.9) == doubted


def two_parts(second):
    """A table whose lower rows are parted elsewhere than its upper ones."""
    picture = np.full((800, 1400), 255, np.uint8)
    for row in range(7):
        cv2.line(picture, (120, TOP + row * ROW), (1260, TOP + row * ROW), 0, 2)
    for xs, top, bottom in (((620,), 0, 3), ((second, 1000), 3, 6)):
        for x in (120, 190, *xs, 1260):
            cv2.line(picture, (x, TOP + top * ROW), (x, TOP + bottom * ROW), 0, 2)
    return picture


@pytest.mark.parametrize(("second", "columns"), [(650, 4), (590, 4), (900, 5)])
def test_columns_that_begin_nearly_alike_in_other_rows_are_one(second, columns):
    (grid,) = find_grids(two_parts(second), DPI)
    assert grid.columns == columns
    assert len(grid.cells) == 3 * 3 + 3 * 4
    assert {c.column for c in grid.cells if c.row == 5} == set(range(columns)) - (
        {2} if columns == 5 else set()
    )


def test_narrow_columns_side_by_side_stay_two():
    picture = table("")
    for y in range(5):
        cv2.line(picture, (212, TOP + 2 * y * ROW), (212, TOP + (2 * y + 1) * ROW), 0, 2)
    (grid,) = find_grids(picture, DPI)
    assert grid.columns == 6


@pytest.mark.parametrize("parted", [False, True])
def test_the_dots_of_a_shaded_row_make_no_column_and_hide_none(parted):
    picture = table("")
    x = XS[3]
    if not parted:  # the head of two columns
        clean(picture, slice(TOP + 3, TOP + ROW - 3), slice(x - 3, x + 4))
    dots = np.random.default_rng(3).random((ROW // 2, 570)) < 0.45
    ground = picture[TOP : TOP + ROW, XS[0] : XS[-1]]
    ground[np.kron(dots, np.ones((2, 2), bool))] = 0
    (grid,) = find_grids(picture, DPI)
    assert grid.columns == 5
    assert len([c for c in grid.cells if c.row == 0]) == (5 if parted else 4)


def ruled(xs, rows):
    """A table of so many rows, all as high."""
    picture = np.full((2200, 1600), 255, np.uint8)
    ys = range(300, 300 + 70 * rows + 1, 70)
    for x in xs:
        cv2.line(picture, (x, ys[0]), (x, ys[-1]), 0, 2)
    for y in ys:
        cv2.line(picture, (xs[0], y), (xs[-1], y), 0, 2)
    return picture


@pytest.mark.parametrize("share", [0.4, 0.3])
def test_the_ring_of_a_seal_parts_no_cell(share):
    picture = ruled((150, 250, 800, 1100, 1450), 8)
    seal = (round(250 + share * 550), 335)
    for radius in (140, 120):
        cv2.circle(picture, seal, radius, 0, 5)
    (grid,) = find_grids(picture, DPI)
    assert [(c.row, c.column) for c in grid.cells] == [(r, c) for r in range(8) for c in range(4)]


def test_a_column_of_one_row_beside_a_seal_stays():
    picture = ruled((150, 250, 800, 1450), 8)
    cv2.line(picture, (1100, 300), (1100, 370), 0, 2)
    cv2.circle(picture, (500, 1500), 140, 0, 5)
    (grid,) = find_grids(picture, DPI)
    assert grid.columns == 4
