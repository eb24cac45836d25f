"""Rows of a table whose rules are lost in some columns and doubled in others.

Dotted rules of a poor copy are seen in one column and not in the next: many rows lie in one tall
cell then, its figures beside it in rows of their own. Where the lines of such a cell stand far
apart, as no lines of one text do, and nearly every line of the table there has one of them, the
lines of print are the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ocr.cells import Cell, Grid
from ocr.page import Box, Word, union

_LINES = 4  # of a tall cell
_APART = 0.8  # of their height, blank between two of them
_BESIDE = 4  # rows of another column that it stands beside
_LEVEL = 0.5  # of their height, within which words are of one line
_READ = 0.6  # confidence of one word of a line that is a row
_HIGH = 0.6  # of the usual height, which what was not read has if it is print
_SURE = 0.75  # confidence of each word of a line that stands as it was read
_LED = 0.8  # of the lines there must have a line of the tall cell
_AROUND = 0.4  # of it, that a row reaches over its print
_WIDEST = 1.2  # times as wide as the narrowest cell of its column
_ROOM = 0.15  # of the height of a line that another cell's part may reach over its edge


def with_printed_rows(
    grid: Grid, words: Mapping[Cell, tuple[Word, ...]]
) -> tuple[Grid, dict[Cell, tuple[Word, ...]]] | None:
    """The table with lines of print as rows; None where its rows are what rules say.

    Args:
        grid: The table.
        words: Its cells as read.

    Returns:
        The table, and the words of those cells of it that were read one by one; the others
        are to be read.
    """
    for tall in sorted(grid.cells, key=lambda c: c.box[1] - c.box[3]):
        lines = [_box(line) for line in _lines(words.get(tall, ()))]
        if len(lines) < _LINES:
            continue
        if _are_apart(lines) and (rows := _rows_beside(grid, tall, words)):
            parted = _parted(grid, tall, rows)
            return parted, _read_alone(parted, grid, words)
    return None


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """The lines that words make, from the top down."""
    placed = [(_middle(w.box), w) for w in words if w.box is not None]
    placed.sort(key=lambda pair: pair[0])
    found: list[list[Word]] = []
    usual = median(_high(word) for _, word in placed) if placed else 0.0
    for level, word in placed:
        if found and level - _middle(_box(found[-1])) < _LEVEL * usual:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda w: _box([w])) for line in found]


def _high(word: Word) -> int:
    box = _box([word])
    return box[3] - box[1]


def _box(words: Iterable[Word]) -> Box:
    box = union(w.box for w in words)
    assert box is not None
    return box


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _are_apart(lines: Sequence[Box]) -> bool:
    height = median(b[3] - b[1] for b in lines)
    gaps = [b[1] - a[3] for a, b in pairwise(lines)]
    return median(gaps) >= _APART * height and min(gaps) > 0


def _rows_beside(grid: Grid, tall: Cell, words: Mapping[Cell, tuple[Word, ...]]) -> list[Box]:
    """The lines of all that stands beside a tall cell, where they may be rows."""
    inside = _beside(grid, tall)
    columns = {c.column for c in inside if c.column != tall.column}
    if not any(sum(c.column == column for c in inside) >= _BESIDE for column in columns):
        return []
    lines = _lines(w for c in inside for w in words.get(c, ()))
    usual = median(_high(word) for line in lines for word in line)
    rows = [_usual_box(line) for line in lines if any(map(_is_read, line)) or _is_high(line, usual)]
    own = [_box(line) for line in _lines(words[tall])]
    led = sum(any(row[1] <= _middle(line) <= row[3] for line in own) for row in rows)
    return rows if led >= _LED * len(rows) else []


def _usual_box(line: Sequence[Word]) -> Box:
    """Around a line, as high as most of its words: bits of rules make some higher."""
    x0, _, x1, _ = _box(line)
    boxes = [_box([word]) for word in line]
    return x0, round(median(b[1] for b in boxes)), x1, round(median(b[3] for b in boxes))


def _is_read(word: Word) -> bool:
    return (word.confidence or 0.0) >= _READ and sum(map(str.isalnum, word.text)) > 1


def _is_high(line: Sequence[Word], usual: float) -> bool:
    """Whether a line that was not read is as high as others: a bit of a rule is flat."""
    return median(map(_high, line)) >= _HIGH * usual


def _is_sure(line: Sequence[Word]) -> bool:
    return min(w.confidence or 0.0 for w in line) >= _SURE


def _beside(grid: Grid, tall: Cell) -> list[Cell]:
    """The cells as high as a tall one at most that stand where it does, itself among them."""
    room = _ROOM * (tall.box[3] - tall.box[1]) / _LINES
    top, bottom = tall.box[1] - room, tall.box[3] + room
    return [c for c in grid.cells if top <= c.box[1] and c.box[3] <= bottom]


def _parted(grid: Grid, tall: Cell, rows: Sequence[Box]) -> Grid:
    inside = set(_beside(grid, tall))
    first, last = min(c.row for c in inside), max(c.row for c in inside)
    gone = last + 1 - first - len(rows)
    made = [
        Cell(first + i, column, (x0, y0, x1, y1))
        for i, (y0, y1) in enumerate(_edges(rows, tall.box))
        for column in sorted({c.column for c in inside})
        for x0, x1 in [_sides(inside, column, (y0 + y1) / 2)]
    ]
    kept = [
        c if c.row <= last else replace(c, row=c.row - gone) for c in grid.cells if c not in inside
    ]
    cells = sorted([*kept, *made], key=lambda c: (c.row, c.column))
    return replace(grid, cells=tuple(cells))


def _edges(rows: Sequence[Box], around: Box) -> list[tuple[int, int]]:
    """Where rows begin and end: near their print, so that no rule lies in them."""
    middles = [around[1], *((a[3] + b[1]) // 2 for a, b in pairwise(rows)), around[3]]
    room = round(_AROUND * median(row[3] - row[1] for row in rows))
    return [
        (max(top, row[1] - room), min(bottom, row[3] + room))
        for row, (top, bottom) in zip(rows, pairwise(middles), strict=True)
    ]


def _sides(cells: set[Cell], column: int, level: float) -> tuple[int, int]:
    """Left and right edge of a column at a height."""
    own = [c.box for c in cells if c.column == column]
    nearest = min(own, key=lambda box: abs(_middle(box) - level))
    narrowest = min(box[2] - box[0] for box in own)
    # A cell that spans columns is wider than the others of its column.
    return nearest[0], min(nearest[2], nearest[0] + round(_WIDEST * narrowest))


def _read_alone(
    parted: Grid, grid: Grid, words: Mapping[Cell, tuple[Word, ...]]
) -> dict[Cell, tuple[Word, ...]]:
    """The words of cells that had one line each before, and lines that were surely read."""
    read = {cell: words[cell] for cell in parted.cells if cell in words}
    open_ = [cell for cell in parted.cells if cell not in read]
    for cell in grid.cells:
        lines = _lines(words.get(cell, ()))
        for line in lines:
            box = _box(line)
            x, y = (box[0] + box[2]) / 2, _middle(box)
            place = next((c for c in open_ if _holds(c.box, x, y)), None)
            if place and (len(lines) == 1 or _is_sure(line)):
                read[place] = tuple(line)
    return read


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
