"""Cells that look merged because the rule that parts them was not seen, or parted by none.

Where the rules of other rows and columns would go on through a cell, it is looked at for one
that is too short or too pale to be found without knowing where. Print that stands there has
gaps between its lines and at its ends, a shaded ground has no edges. The dots of a shaded
cell that stand in line by chance part it where no other row is parted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np

from ocr.cellink import INK
from ocr.cells import Cell, Grid, with_cells
from ocr.page import Box
from ocr.picture import Image, u8
from ocr.rules import THICKER

# Inches.
_NEAR = 0.04  # a rule may stand beside its place
_WITHIN = 0.08  # from the sides of a cell
_WIDE = 0.013  # by which it may lean
_BESIDE = 0.025  # from its middle, where it is paper again
_MOST, _WHOLE = 0.75, 0.9  # shares of its length that are ink; of one that is sure
_BOTH = 0.05  # of its length at either end, where print never stands
_FEW = 3  # rows; what stands in one of two says nothing
_RASTER = 300  # marks and gaps between them in a square inch; the smallest print has fewer
_PAPER = 0.45  # share of it beside which ink may stand


def parted(grid: Grid, ink: Image, top: int, dpi: float) -> Grid:
    """The table with cells parted where rules of other rows and columns go on through them.

    Args:
        grid: The table.
        ink: ``(h, w)`` 255 where ink is, pale ink too, in a part of the page.
        top: Where that part begins on the page.
        dpi: Of both.
    """
    taken = tuple(defaultdict[int, set[int]](set) for _ in (0, 1))
    for cell in grid.cells:
        taken[0][cell.row].add(cell.column)
        taken[1][cell.column].add(cell.row)
    cells: list[Cell] = []
    for cell in grid.cells:
        pieces = [cell]
        for axis in (0, 1):
            pieces = [
                part
                for piece in pieces
                for part in _parts(
                    piece, _edges(piece, grid, taken, dpi, axis), ink, top, dpi, axis
                )
            ]
        cells += pieces
    if len(cells) == len(grid.cells):
        return grid
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def without_dotted_columns(grid: Grid, grey: Image, dpi: float) -> Grid:
    """The table without columns that begin in one row only, amid the dots of a raster.

    Args:
        grid: The table.
        grey: ``(h, w)`` the page.
        dpi: Of it.
    """
    if len({cell.row for cell in grid.cells}) < _FEW:
        return grid
    rows = Counter(cell.column for cell in grid.cells)
    cells: list[Cell] = []
    for cell in grid.cells:
        before = cells[-1] if cells and cells[-1].row == cell.row else None
        if (
            before is not None
            and rows[cell.column] == 1
            and all(_is_shaded(grey, c.box, dpi) for c in (before, cell))
        ):
            box = (*before.box[:2], cell.box[2], max(before.box[3], cell.box[3]))
            cells[-1] = replace(before, box=box)
        else:
            cells.append(cell)
    if len(cells) == len(grid.cells):
        return grid
    return with_cells(grid, cells)


def _is_shaded(grey: Image, box: Box, dpi: float) -> bool:
    """Whether a cell is filled with the dots of a raster."""
    x0, y0, x1, y1 = box
    ink = u8((grey[y0:y1, x0:x1] < INK).astype(np.uint8))
    marks = sum(cv2.connectedComponents(part)[0] - 1 for part in (ink, 1 - ink))
    return bool(marks > _RASTER * ink.size / dpi**2)


def _edges(
    cell: Cell, grid: Grid, taken: Sequence[Mapping[int, set[int]]], dpi: float, axis: int
) -> list[tuple[int, int]]:
    """The columns (axis 0), or rows (1), that begin within a cell, and where they do beside it.

    ``taken``: those that have a cell of their own, in each row, and in each column.
    """
    place, line = (cell.column, cell.row) if axis == 0 else (cell.row, cell.column)
    places = set[int]().union(*taken[axis].values())
    following = min((p for p in taken[axis][line] if p > place), default=max(places) + 1)
    within = {p for p in places if place < p < following}
    if not within:
        return []
    nearest: dict[int, tuple[int, int]] = {}
    first, last = cell.box[axis] + _WITHIN * dpi, cell.box[axis + 2] - _WITHIN * dpi
    for other in grid.cells:
        at, edge = (other.column, other.row)[axis], other.box[axis]
        if at in within and first < edge < last:
            away = abs(other.box[1 - axis] - cell.box[1 - axis])
            nearest[at] = min(nearest.get(at, (away, edge)), (away, edge))
    return sorted((at, edge) for at, (_, edge) in nearest.items())


def _parts(
    cell: Cell, edges: Sequence[tuple[int, int]], ink: Image, top: int, dpi: float, axis: int
) -> Iterator[Cell]:
    """A cell, or what rules down (axis 0) or across (1) near the edges of others make of it."""
    for place, edge in edges:
        at = _rule_at(cell.box, edge, ink, top, dpi, axis)
        if at is None:
            continue
        box = list(cell.box)
        box[axis + 2] = at - THICKER
        yield replace(cell, box=_box(box))
        box = list(cell.box)
        box[axis] = at + THICKER
        column, row = (place, cell.row) if axis == 0 else (cell.column, place)
        cell = replace(cell, box=_box(box), row=row, column=column)
    yield cell


def _box(sides: list[int]) -> Box:
    x0, y0, x1, y1 = sides
    return x0, y0, x1, y1


def _rule_at(box: Box, edge: int, ink: Image, top: int, dpi: float, axis: int) -> int | None:
    """Where a rule runs through a cell near the edge of others; None where none does."""
    near, beside = round(_NEAR * dpi), round(_BESIDE * dpi)
    x0, y0, x1, y1 = box
    cut = ink[y0 - top : y1 - top, x0:x1]
    cut = cut if axis == 0 else cut.T
    start = edge - box[axis] - THICKER
    left = max(0, start - near - 2 * beside)
    cut = cut[:, left : start + near + 2 * beside]
    lean = np.ones((1, 2 * round(_WIDE * dpi / 2) + 1), np.uint8)
    wide = u8(cv2.dilate(np.ascontiguousarray(cut), lean)) > 0
    share = wide.mean(0)
    first = max(0, start - near) - left
    around = share[first : start + near - left]
    if not len(around):
        return None
    at = first + int(np.flatnonzero(around == around.max()).mean())
    end = max(4, round(_BOTH * len(wide)))
    ends = sorted(float(wide[part, at].mean()) for part in (slice(end), slice(-end, None)))
    sides = share[[max(0, at - beside), min(len(share) - 1, at + beside)]]
    if share[at] < _MOST or sides.max() > _PAPER or ends[1] < _WHOLE:
        return None
    return box[axis] + left + at if max(share[at], ends[0]) >= _WHOLE else None
