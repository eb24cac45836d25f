"""What a doubted figure must be for its total to add up.

Where all else of a row or column was read surely, and one figure was not, the total tells it.
That is believed only of what looks like the figure that was read, for papers add up wrongly
too: one digit is another, was lost, or was seen where there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from postprocess.fields.figures import number
from postprocess.fields.table_head import rows_below
from postprocess.record import Table, TableCell
from postprocess.sums import Sum, sums_of

Place = tuple[int, int, int]  # table, row, column
_LEAST = 2  # digits of a figure: any looks like one digit


def told_by_totals(
    tables: Sequence[Table], sums: Sequence[Sum], doubted: Callable[[TableCell], bool]
) -> dict[Place, int]:
    """The values that totals give to doubted figures, by their cells.

    Args:
        tables: Of a document.
        sums: Their totals that can be checked.
        doubted: Whether a cell was read poorly.
    """
    found: defaultdict[Place, set[int]] = defaultdict(set)
    for item in sums:
        others = (o for o in sums if o.tables == item.tables and o.right and not o.weak)
        if item.right or item.weak or item.product or not any(others):
            continue
        unsure = [p for p, cell in _figures(tables, item) if doubted(cell)]
        if len(unsure) != 1:
            continue
        text = _cell(tables, unsure[0]).text
        read = number(text)
        for told in (item.added, (read or 0) + item.total - item.added):
            if (
                isinstance(told, int)
                and _is_alike("".join(filter(str.isdigit, text)), told)
                and _adds_up(tables, unsure[0], told, item)
            ):
                found[unsure[0]].add(told)
    return {place: values.pop() for place, values in found.items() if len(values) == 1}


def _figures(tables: Sequence[Table], item: Sum) -> list[tuple[Place, TableCell]]:
    return [
        ((i, at, column), cell)
        for i in item.tables
        for at, row in rows_below(tables[i])
        for column, cell in enumerate(row)
        if item.covers(i, at, column) and number(cell.text) is not None
    ]


def _cell(tables: Sequence[Table], place: Place) -> TableCell:
    table, row, column = place
    return tables[table].rows[row][column]


def _is_alike(read: str, told: int) -> bool:
    """Whether a number has the digits that were read but for one, which may be missing."""
    meant = str(told).zfill(min(len(read), 2))  # "01"
    if told < 0 or min(len(read), len(meant)) < _LEAST:
        return False
    if len(read) == len(meant):
        return sum(a != b for a, b in zip(read, meant, strict=True)) == 1
    short, long = sorted((read, meant), key=len)
    return any(short == long[:i] + long[i + 1 :] for i in range(len(long)))


def _adds_up(tables: Sequence[Table], place: Place, told: int, item: Sum) -> bool:
    """Whether the total is right if a cell says what it tells."""
    index, at, column = place
    rows = [list(row) for row in tables[index].rows]
    rows[at][column] = rows[at][column].model_copy(update={"text": str(told)})
    changed = list(tables)
    changed[index] = tables[index].model_copy(update={"rows": rows})
    return any(
        s.right and (s.tables, s.column, s.row) == (item.tables, item.column, item.row)
        for s in sums_of(changed)
    )
