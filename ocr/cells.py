"""The cells that ruling lines enclose, and the grid they stand in.

Each region of paper that the lines enclose is a cell; merged cells need no special care this
way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from ocr.marks import alone, marks_of
from ocr.page import Box
from ocr.picture import Image

MIN_WIDTH = 0.2  # of the page: narrower frames are stamps and boxes round a title
MIN_INCHES = 0.25  # high
_MIN_CELLS = 4
_MANY_CELLS, _FULL = 6, 0.75  # fewer cells must fill that share of rows and columns
_EDGE, _ALONG = 0.08, 0.7  # inches of a side; share of it along which a rule runs
_OPEN, _OUTSIDE = 0.5, 0.1  # share of a side without a rule; inches looked at beside it
_SQUARE = 0.8  # of its box that the middle one of the cells fills; loops of a pen fill less


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place in the table and on the picture.

    Attributes:
        row: From 0; of a cell that spans rows, the first.
        column: From 0; of a cell that spans columns, the first.
        box: Inside of the cell, in pixels of the picture.
    """

    row: int
    column: int
    box: Box


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


def grids_within(rules: Image, ink: Image, top: int, dpi: float) -> list[Grid]:
    """The tables that rules make.

    Args:
        rules: ``(h, w)`` mask of the rules in a part of a page.
        ink: ``(h, w)`` mask of its print.
        top: Where that part begins on the page.
        dpi: Of both.
    """
    grids = [
        _grid(box, cells, dpi)
        for box, cells in _framed(rules, ink, top, dpi)
        if len(cells) >= _MIN_CELLS
    ]
    # One column of boxes is a form or a frame, not a table.
    return [g for g in grids if g.columns >= 2 and _is_full(g)]


def _framed(rules: Image, ink: Image, top: int, dpi: float) -> Iterator[tuple[Box, Sequence[Box]]]:
    """The frames of tables, each with its cells."""
    for x, y, w, h in marks_of(rules):
        if w < MIN_WIDTH * rules.shape[1] or h < MIN_INCHES * dpi:
            continue
        frame = alone(rules[y : y + h, x : x + w])
        edge = round(_EDGE * dpi)
        if not _is_framed(frame, edge):
            continue
        out = round(_OUTSIDE * dpi)
        beside = [
            ink[y : y + h, max(0, x - out) : x] if _is_open(frame[:, :edge]) else None,
            ink[y : y + h, x + w : x + w + out] if _is_open(frame[:, -edge:]) else None,
        ]
        # A broken outer rule must not let a cell run out into the page.
        cv2.rectangle(frame, (0, 0), (w - 1, h - 1), 255, 2)
        cells = [c for c in _cells(frame, dpi) if not _is_cut(c, w, beside, edge)]
        yield (x, top + y, x + w, top + y + h), cells


def _is_framed(frame: Image, edge: int) -> bool:
    """Whether rules run along two sides of the box around them: the strokes of a pen do not."""
    sides = (
        frame[:edge].any(0),
        frame[-edge:].any(0),
        frame[:, :edge].any(1),
        frame[:, -edge:].any(1),
    )
    return sum(bool(side.mean() >= _ALONG) for side in sides) >= 2


def _is_open(side: Image) -> bool:
    """Whether no rule runs down a side of a frame: it ends where rules across do."""
    return bool(side.any(1).mean() < _OPEN)


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


def _grid(box: Box, cells: Sequence[Box], dpi: float) -> Grid:
    tolerance = 0.08 * dpi
    tops = _clusters((c[1] for c in cells), tolerance)
    lefts = _clusters((c[0] for c in cells), tolerance)
    placed = sorted(
        (
            Cell(
                _nearest(tops, c[1]),
                _nearest(lefts, c[0]),
                (box[0] + c[0], box[1] + c[1], box[0] + c[2], box[1] + c[3]),
            )
            for c in cells
        ),
        key=lambda c: (c.row, c.column),
    )
    return Grid(box, tuple(placed), len(lefts))


def _is_full(grid: Grid) -> bool:
    """Whether few cells fill their rows and columns; loops of a signature stand anyhow."""
    return len(grid.cells) >= _MANY_CELLS or filled([grid]) >= _FULL


def _clusters(values: Iterable[int], tolerance: float) -> list[float]:
    """Means of values that lie within the tolerance of their neighbour."""
    groups: list[list[int]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _nearest(centres: Sequence[float], value: float) -> int:
    return min(range(len(centres)), key=lambda i: abs(centres[i] - value))
