"""Ruled tables: the grid of lines on a page, and the cells it encloses.

Lines are found by morphological opening, small breaks are closed, and each region of
paper that the lines enclose is a cell; merged cells need no special care this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2

from ocr.marks import alone, marks_of
from ocr.page import Box
from ocr.picture import Image, halved_ink
from ocr.rules import (
    DOTS,
    HAIRLINES,
    PALE,
    WIDE_DOTS,
    ink_of,
    level_of_ink,
    rules_of,
    without_rules,
)

_MIN_WIDTH = 0.2  # of the page: narrower frames are stamps and boxes round a title
_MIN_INCHES = 0.25  # high
_MIN_CELLS = 4
# Fewer cells must fill that share of rows and columns, many one that a chart does not.
_MANY_CELLS, _FULL, _HALF_FULL = 6, 0.75, 0.5
_LEAST = 0.33  # inches of a rule by which a table is seen; feet of letters seem none as long
_AROUND = 0.5  # inches that are looked at above and below what is seen at half the size
_EDGE, _ALONG = 0.08, 0.7  # inches of a side; share of it along which a rule runs
_RIM = 0.02  # inches round a cell that are rule
_FULLER = 0.025  # by how much a table with paler rules must be fuller
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


def find_grids(grey: Image, dpi: float) -> list[Grid]:
    """All ruled tables of an upright, straight picture, top to bottom.

    Args:
        grey: ``(h, w)``, 255 = paper.
        dpi: Of the picture.
    """
    grids: list[Grid] = []
    level: float | None = None
    for region in _regions(grey, dpi):
        level = level_of_ink(grey) if level is None else level
        grids += _in_region(grey[slice(*region)], region[0], level, dpi)
    tables = [g for g in grids if _filled([g]) >= _HALF_FULL and not _inside_another(g, grids)]
    return sorted(tables, key=lambda g: g.box[1])


def without_tables(grey: Image, grids: Sequence[Grid], dpi: float) -> Image:
    """The picture with the cells and rules of its tables painted as paper.

    What stands inside a frame but in no cell that was found stays: it must not be lost.
    """
    rest = without_rules_of(grey, grids, dpi)
    rim = round(_RIM * dpi)  # pale rules stand between the cells
    for grid in grids:
        for cell in grid.cells:
            a, b, c, d = cell.box
            rest[max(0, b - rim) : d + rim, max(0, a - rim) : c + rim] = 255
    return rest


def without_rules_of(grey: Image, grids: Sequence[Grid], dpi: float) -> Image:
    """The picture with the rules of its tables painted as paper; itself where it has none."""
    if not grids:
        return grey
    rest = grey.copy()
    height, width = grey.shape
    for grid in grids:
        x0, y0, x1, y1 = grid.box
        frame = (max(0, x0 - 3), max(0, y0 - 3), min(width, x1 + 3), min(height, y1 + 3))
        rest[frame[1] : frame[3], frame[0] : frame[2]] = without_rules(grey, frame, dpi)
    return rest


def _regions(grey: Image, dpi: float) -> list[tuple[int, int]]:
    """Top and bottom of each part of a page where rules of the size of a table may stand.

    They are looked for at half the size, at a quarter of the cost; parts that meet are one.
    """
    half = halved_ink(grey)
    rules = rules_of(ink_of(half, HAIRLINES), dpi / 2, dots=DOTS, least=_LEAST)
    if rules is None:
        return []
    margin = round(_AROUND * dpi)
    spans = sorted(
        (2 * y - margin, 2 * (y + h) + margin)
        for _, y, w, h in marks_of(rules)
        if w >= 0.9 * _MIN_WIDTH * half.shape[1] and h >= 0.9 * _MIN_INCHES * dpi / 2
    )
    regions: list[tuple[int, int]] = []
    for top, bottom in spans:
        if regions and top <= regions[-1][1]:
            regions[-1] = (regions[-1][0], max(bottom, regions[-1][1]))
        else:
            regions.append((top, bottom))
    return [(max(0, top), min(len(grey), bottom)) for top, bottom in regions]


def _in_region(part: Image, top: int, level: float, dpi: float) -> list[Grid]:
    """The tables in a part of a page that begins at ``top``; ``level`` is that of its ink."""

    def seen(pale: float, dots: float) -> list[Grid]:
        rules = rules_of(ink_of(part, pale, level), dpi, dots=dots)
        return [] if rules is None else _tables(rules, top, dpi)

    dotted = seen(HAIRLINES, DOTS)
    if not dotted:
        return []
    passes = [seen(0.0, 0.0), dotted]
    if any(_filled(place[0]) < 1 for place in _places(passes)):
        # Cells may be parted by rules too pale or broken to be seen at first.
        passes += [seen(pale, WIDE_DOTS) for pale in PALE]
    return [grid for place in _places(passes) for grid in _fullest(place)]


def _places(passes: Sequence[Sequence[Grid]]) -> list[list[list[Grid]]]:
    """What each pass saw in the same place, without those that saw nothing there."""
    places: list[list[tuple[int, Grid]]] = []
    for i, grids in enumerate(passes):
        for grid in grids:
            met = [p for p in places if any(_meet(grid.box, other.box) for _, other in p)]
            places = [p for p in places if p not in met]
            places.append([*(seen for place in met for seen in place), (i, grid)])
    return [
        [seen for i in range(len(passes)) if (seen := [g for k, g in place if k == i])]
        for place in places
    ]


def _fullest(place: Sequence[list[Grid]]) -> list[Grid]:
    """The tables of the first pass, or of one that parts many more cells.

    A streak of the scanner, or a letter that stands between two rules, parts a few only.
    """
    first = place[0]
    least = sum(len(grid.cells) for grid in first)
    whole = [grids for grids in place if sum(len(grid.cells) for grid in grids) >= least]
    best = max(whole, key=_filled)
    return best if _filled(best) >= _filled(first) + _FULLER else first


def _meet(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _tables(rules: Image, top: int, dpi: float) -> list[Grid]:
    grids = [
        _grid(box, cells, dpi)
        for box, cells in _framed(rules, top, dpi)
        if len(cells) >= _MIN_CELLS
    ]
    # One column of boxes is a form or a frame, not a table.
    return [g for g in grids if g.columns >= 2 and _is_full(g)]


def _filled(grids: Sequence[Grid]) -> float:
    """The share of places, each row and column of the tables, that have a cell of their own."""
    cells = sum(len(grid.cells) for grid in grids)
    return cells / max(1, sum(_rows(grid) * grid.columns for grid in grids))


def _rows(grid: Grid) -> int:
    return len({cell.row for cell in grid.cells})


def _framed(rules: Image, top: int, dpi: float) -> Iterator[tuple[Box, Sequence[Box]]]:
    """The frames of tables, each with its cells."""
    for x, y, w, h in marks_of(rules):
        if w < _MIN_WIDTH * rules.shape[1] or h < _MIN_INCHES * dpi:
            continue
        frame = alone(rules[y : y + h, x : x + w])
        if not _is_framed(frame, round(_EDGE * dpi)):
            continue
        # A broken outer rule must not let a cell run out into the page.
        cv2.rectangle(frame, (0, 0), (w - 1, h - 1), 255, 2)
        yield (x, top + y, x + w, top + y + h), _cells(frame, dpi)


def _is_framed(frame: Image, edge: int) -> bool:
    """Whether rules run along two sides of the box around them: the strokes of a pen do not."""
    sides = (
        frame[:edge].any(0),
        frame[-edge:].any(0),
        frame[:, :edge].any(1),
        frame[:, -edge:].any(1),
    )
    return sum(bool(side.mean() >= _ALONG) for side in sides) >= 2


def _cells(frame: Image, dpi: float) -> list[Box]:
    paper = cv2.bitwise_not(frame)
    # The outside is connected to a border of paper drawn around the frame.
    paper = cv2.copyMakeBorder(paper, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(255,))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    outside = labels[0, 0]
    smallest = 0.06 * dpi  # px; less is the gap of a double rule
    found = [
        ((int(x) - 1, int(y) - 1, int(x + w) - 1, int(y + h) - 1), area / (w * h))
        for i, (x, y, w, h, area) in enumerate(stats)
        # A sliver between a slanted rule and the frame is no cell: it fills little of its box.
        if i not in (0, outside) and min(w, h) >= smallest and area >= 0.6 * w * h
    ]
    if not found or median(filled for _, filled in found) < _SQUARE:
        return []  # a signature
    boxes = [box for box, _ in found]
    return [box for box in boxes if not any(_holds(box, other) for other in boxes)]


def _holds(box: Box, other: Box) -> bool:
    """Whether the middle of another box lies in this one, and this one is larger."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    larger = (box[2] - box[0]) * (box[3] - box[1]) > (other[2] - other[0]) * (other[3] - other[1])
    return other != box and larger and box[0] < x < box[2] and box[1] < y < box[3]


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
    return len(grid.cells) >= _MANY_CELLS or _filled([grid]) >= _FULL


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


def _inside_another(grid: Grid, grids: Iterable[Grid]) -> bool:
    x0, y0, x1, y1 = grid.box
    return any(
        o is not grid and o.box[0] <= x0 and o.box[1] <= y0 and o.box[2] >= x1 and o.box[3] >= y1
        for o in grids
    )
