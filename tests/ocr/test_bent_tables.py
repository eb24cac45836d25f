"""Tables on bent sheets, in bad light and beside seals: their rows and columns are found."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

from ocr.cellink import cuttings_of, in_place
from ocr.grid import find_grids
from ocr.page import Word

DPI = 200
XS = (120, 190, 620, 820, 1000, 1260)
ROWS, ROW = 14, 50


def bent(rise, lean=0.0, skip=()):
    """A table whose rules rise by so many pixels from the middle of their way on."""
    picture = np.full((1100, 1400), 255, np.uint8)
    across = np.arange(XS[0], XS[-1] + 1, 4)
    lift = rise * np.clip((across - 400) / 860, 0, None) ** 1.2

    def height(x, row):
        return 250 + row * ROW - float(np.interp(x, across, lift))

    for row in range(ROWS + 1):
        for left, right in pairwise(XS):
            if (row, XS.index(left)) not in skip:
                part = across[(across >= left) & (across <= right)]
                line = np.stack([part, [height(x, row) for x in part]], axis=1)
                cv2.polylines(picture, [line.round().astype(np.int32)], False, 0, 2)
    for x in XS:
        ends = [(round(x + lean * row * ROW), round(height(x, row))) for row in (0, ROWS)]
        cv2.line(picture, *ends, 0, 2)
    for row in range(ROWS):
        for column, x in enumerate(XS[:-1]):
            text = f"{row}{column}"
            place = (x + 15, round(height(x + 30, row)) + 35)
            cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    return picture


@pytest.mark.parametrize(("rise", "lean"), [(0, 0.0), (30, 0.0), (48, 0.0), (-45, 0.02)])
def test_rows_of_a_bent_table_are_told_apart(rise, lean):
    (grid,) = find_grids(bent(rise, lean), DPI)
    places = [(c.row, c.column) for c in grid.cells]
    assert places == [(row, column) for row in range(ROWS) for column in range(5)]


def test_a_cell_of_a_bent_table_holds_nothing_of_those_above_and_below():
    picture = bent(48)
    (grid,) = find_grids(picture, DPI)
    cell = next(c for c in grid.cells if (c.row, c.column) == (6, 4))
    assert cell.falls < -10
    cutting = cuttings_of(picture, [cell], DPI)[cell]
    assert cutting.image.shape[0] < 30
    word = Word("64", (cell.box[2] - 20, 500, cell.box[2], 520))
    (placed,) = in_place([word], cell)
    assert placed.box[1] < 500


def test_a_cell_in_which_no_paper_is_seen_is_as_its_row_and_column():
    picture = bent(0)
    cv2.line(picture, (625, 355), (815, 395), 0, 40)
    (grid,) = find_grids(picture, DPI)
    assert grid.columns == 5
    (cell,) = [c for c in grid.cells if (c.row, c.column) == (2, 2)]
    assert np.abs(np.subtract(cell.box, (620, 350, 820, 400))).max() < 8


def test_what_is_merged_stays_merged():
    (grid,) = find_grids(bent(0, skip={(5, 1), (6, 1)}), DPI)
    places = {(c.row, c.column) for c in grid.cells}
    assert (4, 1) in places and not {(5, 1), (6, 1)} & places


@pytest.mark.parametrize("x", [1330, 40])
def test_a_seal_or_a_streak_beside_a_table_is_no_column(x):
    picture = bent(0)
    for y in (480, 486, 560):
        cv2.line(picture, (x, y), (XS[-1] if x > 700 else XS[0], y), 0, 2)
    cv2.line(picture, (x, 400), (x, 600), 0, 2)
    (grid,) = find_grids(picture, DPI)
    assert (grid.columns, len(grid.cells)) == (5, 5 * ROWS)


def test_a_table_open_at_its_sides_keeps_its_outer_columns():
    picture = bent(0)
    picture[:, : XS[0] + 4] = 255
    picture[:, XS[-1] - 4 :] = 255
    (grid,) = find_grids(picture, DPI)
    assert grid.columns == 5


def faint(rng, share):
    """Dark rules down, and across pieces of pale hairlines that do not meet them."""
    picture = np.full((1100, 1400), 255, np.uint8)
    for x in XS[1:]:
        cv2.line(picture, (x, 250), (x, 250 + ROWS * ROW), 0, 3)
    for row in range(ROWS + 1):
        y = 250 + row * ROW
        for left, right in ((XS[1] + 40, XS[3] - 20), (XS[3] + 20, XS[4] - 10)):
            cv2.line(picture, (left, y), (left + round(share * (right - left)), y), 150, 1)
        for x in XS[1:-1] if row < ROWS else ():
            text = "".join(rng.choice(list("abdegm"), 4))
            cv2.putText(picture, text, (x + 15, y + 36), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    return picture


def test_rows_whose_rules_meet_none_down_are_seen():
    (grid,) = find_grids(faint(np.random.default_rng(1), 1.0), DPI)
    assert grid.columns == 4
    assert len({c.row for c in grid.cells}) == ROWS


def test_columns_without_rules_across_are_no_table():
    assert find_grids(faint(np.random.default_rng(1), 0.0), DPI) == []


def test_a_streak_that_runs_through_a_table_is_no_column():
    picture = bent(0)
    cv2.line(picture, (700, 200), (700, 1000), 0, 2)
    (grid,) = find_grids(picture, DPI)
    assert (grid.columns, len(grid.cells)) == (5, 5 * ROWS)


def test_a_streak_through_the_page_joins_no_two_tables():
    picture = bent(0)
    picture[580:640] = 255
    picture[:, 705:715] = 0
    grids = find_grids(picture, DPI)
    assert [grid.columns for grid in grids] == [5, 5]


@pytest.mark.parametrize("fall", [5, -5])
def test_rows_of_two_columns_that_fall_a_little_are_told_apart(fall):
    picture = np.full((1300, 1700), 255, np.uint8)
    random = np.random.default_rng(3)
    for row in range(13):
        across = np.arange(222, 1571, 50)
        y = 250 + 75 * row + fall * (across - 222) / 1350 + random.integers(-1, 2, len(across))
        line = np.stack([across, y], axis=1).round().astype(np.int32)
        cv2.polylines(picture, [line], False, 0, 2)
    for x in (222, 330, 1570):
        cv2.line(picture, (x, 250), (x - 6, 1150), 0, 2)
    (grid,) = find_grids(picture, DPI)
    assert [(c.row, c.column) for c in grid.cells] == [(r, c) for r in range(12) for c in (0, 1)]
