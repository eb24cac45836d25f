"""Tables without rules: rows one below the other whose cells stand in the same columns.

Only where it is sure: three rows and more, clear gutters between the columns, and one
column that is nothing but figures. Everything else stays lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ocr.layout.segments import Segment
from ocr.page import Block, BlockKind, Box, Line, Word, union

_ROWS = 3
_APART = 2.2  # line heights from one row to the next
_GUTTER = 0.8  # line heights between columns
_FIGURES = 0.8  # of the cells of a column, of which there must be as many as rows are asked for
_FIGURE = regex.compile(r"[-+(]?\d[\d.,/:%\s-]*[%)đ]?")

Columns = list[tuple[float, float]]


def take_tables(
    rows: Sequence[list[Segment]], pitch: float
) -> tuple[list[tuple[Box, Block]], list[list[Segment]]]:
    """Part the tables of a body from its lines.

    Args:
        rows: Lines of what is neither header nor foot, each left to right.
        pitch: Height of a line, in pixels.

    Returns:
        Each table with its box, and the rows that are in none.
    """
    tables: list[tuple[Box, Block]] = []
    taken: set[int] = set()
    for run in _runs(rows, pitch):
        columns = _columns(run, _GUTTER * pitch)
        if len(columns) < 2 or not _has_figures(run, columns):
            continue
        box = union(s.box for row in run for s in row)
        assert box is not None
        block = Block(BlockKind.TABLE, tuple(_line(row, columns) for row in run))
        tables.append((box, block))
        taken.update(map(id, run))
    return tables, [row for row in rows if id(row) not in taken]


def _runs(rows: Sequence[list[Segment]], pitch: float) -> Iterator[list[list[Segment]]]:
    """Rows of several segments that follow each other closely."""
    run: list[list[Segment]] = []
    for row in rows:
        near = bool(run) and row[0].centre - run[-1][0].centre <= _APART * pitch
        if run and (len(row) < 2 or not near):
            if len(run) >= _ROWS:
                yield run
            run = []
        if len(row) >= 2:
            run.append(row)
    if len(run) >= _ROWS:
        yield run


def _columns(run: Sequence[Sequence[Segment]], gutter: float) -> Columns:
    """Left and right edges of the columns; none where a row has two cells in one of them."""
    spans = sorted((float(s.box[0]), float(s.box[2])) for row in run for s in row)
    columns: Columns = []
    for left, right in spans:
        if columns and left < columns[-1][1] + gutter:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    for row in run:
        places = [_place(s, columns) for s in row]
        if len(set(places)) < len(places):
            return []
    return columns


def _place(segment: Segment, columns: Columns) -> int:
    middle = (segment.box[0] + segment.box[2]) / 2
    return next(i for i, (left, right) in enumerate(columns) if left <= middle <= right)


def _has_figures(run: Sequence[Sequence[Segment]], columns: Columns) -> bool:
    """Whether a column behind the first holds figures: the first may be a list's numbers."""
    headed = not any(_is_figure(s) for s in run[0])
    rows = run[1:] if headed else run
    for column in range(1, len(columns)):
        cells = [s for row in rows for s in row if _place(s, columns) == column]
        figures = sum(map(_is_figure, cells))
        if figures >= _ROWS and figures >= _FIGURES * len(cells):
            return True
    return False


def _is_figure(cell: Segment) -> bool:
    return _FIGURE.fullmatch(" ".join(w.text for w in cell.words)) is not None


def _line(row: Sequence[Segment], columns: Columns) -> Line:
    words: list[Word] = []
    tabs: list[int] = []
    cells = {_place(s, columns): s for s in row}
    for column in range(len(columns)):
        if column:
            tabs.append(len(words))
        if column in cells:
            words += cells[column].words
    return Line(tuple(words), tuple(tabs))
