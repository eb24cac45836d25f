"""How far a figure of a table can be trusted: what confirms it and what speaks against it.

Two readings that agree, a total that adds up and the same figure elsewhere in its row confirm
a figure. A heading that was not read, another shape than the column's and a total that does
not add up speak against it. Thresholds: docs/record.md has the counts they were set by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from postprocess.fields.table_cell import DOT_DECIMALS, Figure, figure_of
from postprocess.fields.table_head import rows_below
from postprocess.fields.value import SURE_FIGURES, SURE_TEXT, SURE_WORD
from postprocess.record import Table, TableCell
from postprocess.subtotals import telling_parts
from postprocess.sums import Sum, sums_of, wholes
from postprocess.told_sums import told_by_totals

_THOUSANDS = regex.compile(r"\d{1,3}(?:\.\d{3})+")
_SURE_HEADING = 0.5  # confidence of the worst word of a heading, or of a unit
_DOUBTED = 0.5  # confidence that a reader gives to a figure its readings did not agree on
_FEW = 3  # figures of a column by which another is judged; digits that are telling
_LARGE, _LONG = 1_000, 10_000  # may have its thousands parted; has them parted

Cells = frozenset[tuple[int, int, int]]  # table, row and column of each


@dataclass(frozen=True, slots=True)
class Shapes:
    """How a table prints its figures; each is judged by all others of its column.

    Attributes:
        columns: Of each column of figures the cells that are not empty, with their figures.
        parted: Whether a figure has its thousands parted by stops.
        dotted: Whether one has decimals behind a stop.
    """

    columns: dict[int, list[tuple[TableCell, Figure | None]]]
    parted: bool
    dotted: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """What the totals of all tables say of their cells.

    Attributes:
        confirmed: Cells of totals that add up.
        refuted: Cells of totals that do not.
        told: What doubted figures must be for their totals to add up.
    """

    confirmed: Cells
    refuted: Cells
    told: dict[tuple[int, int, int], int]


def totals_of(tables: Sequence[Table]) -> Totals:
    """Ask the totals of tables about their cells.

    One that does not add up tells that something was misread, or that it is no sum of its
    column: what another total or its own parts confirm is not what was misread. To clear what
    was read well where another figure is doubted anyway was tried: on worse copies of pages it
    made a wrong figure sure for each right one.
    """
    confirmed = _in_parts(tables)
    refuted: set[tuple[int, int, int]] = set()
    sums = sums_of(tables)
    for item in sums:
        cells = _cells_of(item, tables)
        if not item.right:
            refuted |= cells
        elif not item.weak:
            confirmed |= cells
    told = told_by_totals(tables, sums, _is_doubted)
    return Totals(frozenset(confirmed), frozenset(refuted - confirmed), told)


def _in_parts(tables: Sequence[Table]) -> set[tuple[int, int, int]]:
    """Cells of subtotals whose parts stand below or above them and add up."""
    found: set[tuple[int, int, int]] = set()
    for parts in wholes(tables):
        rows = [(i, at, row) for i in parts for at, row in rows_below(tables[i])]
        for column in range(1, len(tables[parts[0]].header)):
            values = [figure_of(row[column].text) for _, _, row in rows]
            blank = [not row[column].text for _, _, row in rows]
            known = [
                0 if empty else None if figure is None else figure.value
                for empty, figure in zip(blank, values, strict=True)
            ]
            found |= {(*rows[k][:2], column) for k in telling_parts(known) if not blank[k]}
    return found


def _cells_of(item: Sum, tables: Sequence[Table]) -> set[tuple[int, int, int]]:
    return {
        (i, at, column)
        for i in item.tables
        for at, row in rows_below(tables[i])
        for column in range(len(row))
        if item.covers(i, at, column)
    }


def _is_doubted(cell: TableCell) -> bool:
    """Whether a figure was read poorly; one of a digit or two has little ink to go by."""
    short = sum(c.isdigit() for c in cell.text) < _FEW
    return cell.confidence is not None and cell.confidence < (SURE_FIGURES if short else SURE_WORD)


def is_trusted(
    table: Table, row: Sequence[TableCell], column: int, unit: int | None, *, confirmed: bool
) -> bool:
    """Whether a figure, the heading of its column and its unit were read well.

    Args:
        table: Its table.
        row: Its row.
        column: Of the figure.
        unit: Column of the units, None if there is none.
        confirmed: A total says that the figure is right.
    """
    cell, heading = row[column], table.header[column]
    read = confirmed or not _is_doubted(cell) or stands_twice(row, column)
    # Beside a column without heading it may reach over both, and name neither.
    named = bool(heading.text) and all(c.text for c in table.header[column + 1 : column + 2])
    words = [heading, *([row[unit]] if unit is not None else [])]
    told = all(c.confidence is None or c.confidence >= _SURE_HEADING for c in words)
    whole = table.confidence is None or table.confidence >= SURE_TEXT
    return read and named and told and whole


def stands_twice(row: Sequence[TableCell], column: int) -> bool:
    """Whether another cell of the row was read as the same large figure.

    A total beside its only part, a plan beside what came of it: two pictures, one reading.
    """
    mine = figure_of(row[column].text)
    if mine is None or mine.value < _LARGE:
        return False
    others = [c for i, c in enumerate(row) if i != column and (c.confidence or 0.0) >= _DOUBTED]
    return any((f := figure_of(c.text)) is not None and f.value == mine.value for c in others)


def shapes_of(table: Table, columns: Sequence[int]) -> Shapes:
    """The shapes of a table's figures.

    Args:
        table: The table.
        columns: Those that hold figures.
    """
    rows = [row for _, row in rows_below(table)]
    # Numbers of rows ("1.1") and of documents are no figures.
    texts = [row[i].text for row in rows for i in columns]
    return Shapes(
        {
            i: [(row[i], in_column(table, i, row[i])) for row in rows if row[i].text]
            for i in columns
        },
        parted=any(map(_THOUSANDS.fullmatch, texts)),
        dotted=any(map(DOT_DECIMALS.fullmatch, texts)),
    )


def in_column(table: Table, column: int, cell: TableCell) -> Figure | None:
    """The figure of a cell, as the heading of its column lets it be read."""
    return figure_of(cell.text, share="%" in table.header[column].text)


def is_like_others(shapes: Shapes, column: int, cell: TableCell, figure: Figure) -> bool:
    """Whether a figure has the shape of those above and below.

    Decimals, thousands parted by stops, thousands only.
    """
    others = [f for other, f in shapes.columns[column] if other is not cell]
    known = [f for f in others if f is not None]
    if len(others) > 2 * len(known) + 1:
        return False  # a column of words
    if figure.value >= _LARGE and not _parts_as_others(shapes, figure):
        return False
    values = [f.value for f in known if f.value]
    round_ = all(value % _LARGE == 0 for value in values)
    if len(values) >= _FEW and round_ and figure.value % _LARGE:
        return False
    whole = [isinstance(f.value, int) for f in known]
    return len(known) < _FEW or figure.value in (0, 100) or isinstance(figure.value, int) in whole


def _parts_as_others(shapes: Shapes, figure: Figure) -> bool:
    """Whether a large figure has its stops where the table has them.

    What has none where others have is a code, or misread; where others print decimals with
    stops, a stop says nothing.
    """
    if "." in figure.text:
        return not shapes.dotted
    return figure.value < _LONG and not shapes.parted
