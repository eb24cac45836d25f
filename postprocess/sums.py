"""Whether the totals of a table are the sums of its rows and columns.

A table does not say how it adds up: rows may be parts of other rows, columns may be rates.
So a total is only called wrong where the other totals of its table are right, or where its
rows are numbered from 1 without a gap; anything less sure is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from postprocess.fields.figures import number
from postprocess.fields.flow import fold
from postprocess.record import Check, Dispatch, Status, Table

Number = float | int
_TOTAL = regex.compile(r"\W*(?:tong(?: so| cong)?|cong)\b[^\d]{0,25}")
_TOTAL_HEAD = regex.compile(r"\W*(?:tong(?: so| cong)?|cong)\W*")
# Columns that are not sums of their rows.
_NO_SUM = regex.compile(
    r"%|\b(?:ty le|ti le|ty suat|don gia|gia|binh quan|trung binh|stt|tt|muc|he so|diem|"
    r"xep|hang|ghi chu|don vi|dvt|thang|ngay|ma so|so voi|tang|giam|dien thoai|tuoi)\b"
)
_PART = regex.compile(r"\W{0,2}(?:[-+–•]|trong do\b|gom\b)")
_UPPER = regex.compile(r"\W{0,2}(?:[IVX]{1,5}|[A-Z])\W{0,2}")
_LEAST = 2  # rows or columns that make a sum
_TOLERANCE = 0.051  # parts with one decimal were rounded


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total that was checked: what adds up to what, by which heading."""

    name: str
    added: Number
    total: Number
    plain: bool  # its rows are numbered through

    @property
    def right(self) -> bool:
        """Whether it adds up."""
        return abs(self.added - self.total) <= _TOLERANCE * isinstance(self.added, float)


def table_sums(record: Dispatch) -> Iterator[Check]:
    """Check the totals of all tables; figures of a wrong one become doubtful."""
    for table in record.tables:
        sums = [*_column_sums(table), *_row_sums(table)]
        right = sum(s.right for s in sums)
        for item in sums:
            if item.right:
                continue
            sure = right > 0 or item.plain
            if sure:
                _lower(record, table, item.name)
            yield Check(
                rule="table_sum",
                verdict="fail" if sure else "warn",
                message=f"table on page {table.page}, '{item.name}': "
                f"adds up to {_shown(item.added)}, the total says {_shown(item.total)}",
            )
        if right and right == len(sums):
            yield Check(
                rule="table_sum",
                verdict="pass",
                message=f"table on page {table.page}: {right} totals add up",
            )


def _column_sums(table: Table) -> Iterator[_Sum]:
    """The total row against the rows, for each column that may be added."""
    if not table.header:
        return
    rows = [[cell.text for cell in row] for row in table.rows]
    rows = [row for row in rows if len(row) == len(table.header)]
    totals = [row for row in rows if any(_TOTAL.fullmatch(fold(c)) for c in row[:2])]
    if len(totals) != 1 or totals[0] not in (rows[0], rows[-1]):
        return
    others = [row for row in rows if row is not totals[0]]
    groups = _groups(others)
    for column in _columns(table):
        total = number(totals[0][column])
        if total is None:
            continue
        added = [s for g in groups if (s := _added([row[column] for row in g])) is not None]
        if added:
            best = next((s for s in added if abs(s - total) <= _TOLERANCE), added[0])
            yield _Sum(table.header[column].text, best, total, _is_plain(others))


def _is_plain(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are numbered 1, 2, 3 …: none is part of another, none on another page."""
    counters = [row[0].strip(" .") for row in rows]
    return len(rows) > _LEAST and counters == [str(n) for n in range(1, len(rows) + 1)]


def _groups(rows: Sequence[Sequence[str]]) -> list[list[Sequence[str]]]:
    """The sets of rows that may add up: all, without parts of others, the upper level."""
    whole = list(rows)
    without_parts = [r for r in rows if not any(_PART.match(fold(c)) for c in r[:2])]
    upper = [r for r in rows if r and _UPPER.fullmatch(r[0])]
    return [
        g for i, g in enumerate((whole, without_parts, upper)) if i == 0 or 0 < len(g) < len(rows)
    ]


def _columns(table: Table) -> list[int]:
    """The columns whose figures may be added."""
    heads = [fold(cell.text) for cell in table.header]
    label = next((i for i, h in enumerate(heads) if not regex.fullmatch(r"\W*(?:s?tt|#)\W*", h)), 0)
    # "Năm 2020", not "Nam": the year needs its accent.
    years = {i for i, cell in enumerate(table.header) if "năm" in cell.text.lower()}
    return [
        i for i, h in enumerate(heads) if i > label and i not in years and not _NO_SUM.search(h)
    ]


def _added(cells: Sequence[str]) -> Number | None:
    """Their sum; None if one is neither a number nor left blank, or too few are numbers."""
    values = []
    for cell in cells:
        if regex.fullmatch(r"[\s\-–_.x]*", cell):
            continue
        value = number(cell)
        if value is None:
            return None
        values.append(value)
    return sum(values) if len(values) >= _LEAST else None


def _row_sums(table: Table) -> Iterator[_Sum]:
    """The total column against the others: rows that differ where most rows agree."""
    heads = [fold(cell.text) for cell in table.header]
    totals = [i for i, h in enumerate(heads) if _TOTAL_HEAD.fullmatch(h)]
    parts = [i for i in _columns(table) if i not in totals]
    if len(totals) != 1 or len(parts) < _LEAST:
        return
    found = []
    for row in table.rows:
        if len(row) != len(heads):
            continue
        total = number(row[totals[0]].text)
        added = _added([row[i].text for i in parts])
        if total is not None and added is not None:
            name = next((c.text for c in row if any(x.isalpha() for x in c.text)), "?")
            found.append(_Sum(name, added, total, plain=False))
    right = sum(s.right for s in found)
    if right >= _LEAST and right > len(found) - right:
        yield from found


def _lower(record: Dispatch, table: Table, name: str) -> None:
    """What was read of a table whose total is wrong needs a look."""
    if table.status is Status.OK:
        table.status = Status.DOUBTFUL
    for figure in record.statistics:
        named = (figure.indicator or "").split(" - ")
        if figure.rule == "table" and figure.page == table.page and name in (named[0], named[-1]):
            figure.status = Status.DOUBTFUL


def _shown(value: Number) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
