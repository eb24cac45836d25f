"""The cells that ruling lines enclose, and the grid they stand in.

Each region of paper that the lines enclose is a cell; merged cells need no special care this
way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from ocr.bends import close_round, straightened
from ocr.frames import EDGE, frames_of, is_framed, is_open
from ocr.page import Box
from ocr.picture import Image

_MIN_CELLS = 4
_MANY_CELLS, _FULL = 6, 0.75  # fewer cells must fill that share of rows and columns
APART = 0.08  # inches by which edges of one row, or column, differ
_FALL = 0.04  # inches by which a cell must fall to be levelled: print loses by it
_SURELY = 12  # cells that make a table, bent as its frame may be
_OUTSIDE = 0.1  # inches looked at beside an open side
_LACKING = 0.2  # of the cells may have been left open
_NEARLY = 0.5  # of the narrowest cell, by which edges of one column may lie apart, seen by none
_SQUARE = 0.8  # of its box that the middle one of the cells fills; loops of a pen fill less


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the table and on the picture.

    Attributes:
        row: From 0; of a cell that spans rows, the first.
        column: From 0; of a cell that spans columns, the first.
        box: Inside of the cell, in pixels of the picture.
        falls: Pixels by which its right end lies lower than its left one, in a bent table.
    """

    row: int
    column: int
    box: Box
    falls: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table.

    Attributes:
        box: Outer frame, in pixels of the picture.
        cells: Row by row, left to right.
        columns: Number of columns.
    """

    box: Box
    cells: tuple[Cell, ...]
    columns: int


def filled(grids: Sequence[Grid]) -> float:
    """The share of places, each row and column of the tables, that have a cell of their own."""
    cells = sum(len(grid.cells) for grid in grids)
    return cells / max(
        1, sum(len({cell.row for cell in grid.cells}) * grid.columns for grid in grids)
    )


def has_holes(grid: Grid) -> bool:
    """Whether a place of the table lies in no cell, which was left open then, not merged."""
    at = {_place(cell): cell for cell in grid.cells}
    rows, columns = ({place[i] for place in at} for i in (0, 1))
    return any(_is_hole(r, c, grid.cells) for r in rows for c in columns if (r, c) not in at)


def _is_hole(row: int, column: int, cells: Sequence[Cell]) -> bool:
    beside = min((c for c in cells if c.row == row), key=lambda c: abs(c.column - column)).box
    above = min((c for c in cells if c.column == column), key=lambda c: abs(c.row - row)).box
    x, y = (above[0] + above[2]) / 2, (beside[1] + beside[3]) / 2
    return not any(a < x < c and b < y < d for a, b, c, d in (cell.box for cell in cells))


def grids_within(rules: Image, ink: Image, top: int, dpi: float) -> list[Grid]:
    """The tables that rules make.

    Args:
        rules: ``(h, w)`` mask of the rules in a part of a page.
        ink: ``(h, w)`` mask of its print.
        top: Where that part begins on the page.
        dpi: Of both.
    """
    # One column of boxes is a form or a frame, not a table.
    return [g for g in _framed(rules, ink, top, dpi) if g.columns >= 2 and _is_full(g)]


def _framed(rules: Image, ink: Image, top: int, dpi: float) -> Iterator[Grid]:
    """What stands in frames, and cells without one that are many and in order."""
    edge = round(EDGE * dpi)
    for frame, x, y in frames_of(rules, dpi):
        h, w = frame.shape
        framed = is_framed(frame, edge)
        out = round(_OUTSIDE * dpi)
        beside = [
            ink[y : y + h, max(0, x - out) : x] if is_open(frame[:, :edge]) else None,
            ink[y : y + h, x + w : x + w + out] if is_open(frame[:, -edge:]) else None,
        ]
        # A broken outer rule must not let a cell run out into the page.
        bent = _is_bent(frame, dpi) if framed else len(_cells(frame, dpi)) >= _SURELY
        if bent:
            close_round(frame, 2 * edge)
        elif framed:
            cv2.rectangle(frame, (0, 0), (w - 1, h - 1), 255, 2)
        cells = [c for c in _cells(frame, dpi) if not _is_cut(c, w, beside, edge)]
        if bent:  # slivers between rules and what was drawn beside them
            cells = [c for c in cells if c[2] - c[0] > 2 * edge and c[3] - c[1] > edge]
        if len(cells) < (_MIN_CELLS if framed else _SURELY):
            continue
        grid = _grid((x, top + y, x + w, top + y + h), frame, cells, dpi)
        if framed or _is_in_order(grid):
            yield grid


def _is_bent(frame: Image, dpi: float) -> bool:
    cells = _cells(frame, dpi)
    return len(cells) >= _SURELY and any(straightened(frame, cells, APART * dpi)[1])


def _is_cut(cell: Box, width: int, beside: Sequence[Image | None], edge: int) -> bool:
    """Whether print goes on beside a cell at the open side of a frame: its end is beyond it."""
    left, right = beside
    y0, y1 = cell[1] + 3, cell[3] - 3
    out_left = left is not None and cell[0] <= edge and left[y0:y1].any()
    out_right = right is not None and cell[2] >= width - edge and right[y0:y1].any()
    return bool(out_left or out_right)


def _cells(frame: Image, dpi: float) -> list[Box]:
    # What a mark encloses are the holes of its outline; theirs run over pixels of the mark.
    outlines, nested = cv2.findContours(frame, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    smallest = 0.06 * dpi  # px; less is the gap of a double rule
    found = []
    for outline, (_, _, _, parent) in zip(outlines, nested[0], strict=True):
        x, y, w, h = cv2.boundingRect(outline)
        x, y, w, h = x + 1, y + 1, w - 2, h - 2
        if parent < 0 or min(w, h) < smallest:
            continue
        # Pixels within, by Pick's theorem.
        area = cv2.contourArea(outline) - len(outline) / 2 + 1
        # A sliver between a slanted rule and the frame is no cell: it fills little of its box.
        if area >= 0.6 * w * h:
            found.append(((x, y, x + w, y + h), area / (w * h)))
    if not found or median(filled for _, filled in found) < _SQUARE:
        return []  # a signature
    return _innermost([box for box, _ in found])


def _innermost(boxes: list[Box]) -> list[Box]:
    """Without those that hold the middle of a smaller one."""
    x0, y0, x1, y1 = np.array(boxes).T
    x, y, area = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) * (y1 - y0)
    holds = (
        (x0[:, None] < x)
        & (x < x1[:, None])
        & (y0[:, None] < y)
        & (y < y1[:, None])
        & (area[:, None] > area)
    ).any(1)
    return [box for box, outer in zip(boxes, holds, strict=True) if not outer]


def _grid(box: Box, frame: Image, cells: Sequence[Box], dpi: float) -> Grid:
    tolerance = APART * dpi
    upper, falls = straightened(frame, cells, tolerance)
    tops = _clusters(upper, tolerance)
    lefts = _clusters((c[0] for c in cells), tolerance)
    placed = sorted(
        (
            Cell(
                _nearest(tops, y),
                _nearest(lefts, c[0]),
                (box[0] + c[0], box[1] + c[1], box[0] + c[2], box[1] + c[3]),
                round(fall) if abs(fall) >= _FALL * dpi else 0,
            )
            for c, y, fall in zip(cells, upper, falls, strict=True)
        ),
        key=_place,
    )
    return Grid(box, tuple(placed), len(lefts))


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def completed(grid: Grid, dpi: float) -> Grid:
    """The table with few cells of many that its rules left open, as their row and column are.

    Args:
        grid: The table.
        dpi: Of its picture.
    """
    cells = grid.cells
    at = {_place(cell): cell for cell in cells}
    rows, columns = ({place[i] for place in at} for i in (0, 1))
    lacking = [(r, c) for r in sorted(rows) for c in sorted(columns) if (r, c) not in at]
    if len(cells) < _SURELY or len(lacking) > _LACKING * len(at):
        return grid
    found: list[Cell] = []
    for r, c in lacking:
        beside = [at[k] for k in ((r, c - 1), (r, c + 1)) if k in at]
        above = [at[k] for k in ((r - 1, c), (r + 1, c)) if k in at]
        if beside and above:
            y0, y1 = (median(n.box[i] for n in beside) for i in (1, 3))
            x0, x1 = (median(n.box[i] for n in above) for i in (0, 2))
            box = (round(x0), round(y0), round(x1), round(y1))
            falls = round(median(n.falls for n in beside))
            if not any(_overlap(box, cell.box) > EDGE * dpi for cell in (*cells, *found)):
                found.append(Cell(r, c, box, falls))
    return replace(grid, cells=tuple(sorted((*cells, *found), key=_place)))


def with_cells(grid: Grid, cells: Sequence[Cell]) -> Grid:
    """The table with some of its cells, columns counted anew.

    Args:
        grid: The table.
        cells: Row by row, left to right.
    """
    columns = sorted({cell.column for cell in cells})
    placed = tuple(replace(cell, column=columns.index(cell.column)) for cell in cells)
    return replace(grid, cells=placed, columns=len(columns))


def with_shared_columns(grid: Grid) -> Grid:
    """The table with columns as one that begin nearly alike and stand nowhere side by side.

    What was typed as one table, part by part, has edges that nearly meet: the second column
    of these rows is that of the others.

    Args:
        grid: The table.
    """
    columns: list[list[Cell]] = []
    for column in sorted({cell.column for cell in grid.cells}):
        cells = [cell for cell in grid.cells if cell.column == column]
        if columns and _may_share(columns[-1], cells):
            columns[-1] += cells
        else:
            columns.append(cells)
    if len(columns) == grid.columns:
        return grid
    placed = (replace(cell, column=i) for i, cells in enumerate(columns) for cell in cells)
    return replace(grid, cells=tuple(sorted(placed, key=_place)), columns=len(columns))


def _may_share(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two columns are one for all rows, and begin nearly alike."""
    every = [cell.box for cell in (*one, *other)]
    lefts = [box[0] for box in every]
    nearly = _NEARLY * min(x1 - x0 for x0, _, x1, _ in every)
    return max(lefts) - min(lefts) < nearly and not any(
        a.row == b.row or min(a.box[3], b.box[3]) > max(a.box[1], b.box[1])
        for a in one
        for b in other
    )


def _overlap(a: Box, b: Box) -> int:
    """Pixels by which two boxes lie over each other, the way in which it is less."""
    return min(min(a[i + 2], b[i + 2]) - max(a[i], b[i]) for i in (0, 1))


def _is_full(grid: Grid) -> bool:
    """Whether few cells fill their rows and columns; loops of a signature stand anyhow."""
    return len(grid.cells) >= _MANY_CELLS or filled([grid]) >= _FULL


def _is_in_order(grid: Grid) -> bool:
    """Whether most cells stand in columns that go through most rows: a pen's loops never do."""
    columns = Counter(cell.column for cell in grid.cells)
    rows = len({cell.row for cell in grid.cells})
    whole = [cells for cells in columns.values() if cells >= rows / 2]
    most = _FULL * max(len(grid.cells), len(whole) * rows)
    return len(whole) >= 2 and sum(whole) >= most


def _clusters(values: Iterable[float], tolerance: float) -> list[float]:
    """Means of values that lie within the tolerance of their neighbour."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _nearest(centres: Sequence[float], value: float) -> int:
    return min(range(len(centres)), key=lambda i: abs(centres[i] - value))
