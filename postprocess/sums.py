"""Whether the totals of a table are the sums of its rows and columns.

A table does not say how it adds up: rows may be parts of other rows, columns may be rates.
So a total is only called wrong where the other totals of its table are right, or where its
rows are numbered from 1 without a gap; anything less sure is a warning. But a figure that was
misread is refuted by its total as well, so that even a warning makes figures doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from postprocess.fields.figures import number
from postprocess.fields.flow import fold
from postprocess.fields.table_commas import with_stops
from postprocess.fields.table_head import is_counter, rows_below
from postprocess.fields.tables import same_header
from postprocess.record import Check, Dispatch, Status, Table

Number = float | int
_FORMULA = r"\(?\w{1,3}(?:\s*\+\s*\w{1,3})+\)?"  # "(1+2+3)"
_TOTAL = regex.compile(rf"\W*(?:tong(?: so| cong)?|cong)\b(?:[^\d]{{0,25}}|\W*{_FORMULA}\W*)")
_MERGED_TOTAL = regex.compile(r"\W*(?:tong (?:so|cong)|cong)\b.*")
_TOTAL_HEAD = regex.compile(r"\W*(?:tong(?: so| cong)?|cong)\W*")
# "Tổng số tiền", but also "Tổng số hộ", of which the other columns need not be parts.
_MAYBE_TOTAL_HEAD = regex.compile(r"\W*tong(?: so| cong)?(?: \p{L}+){1,3}\W*")
_HOW_MANY = regex.compile(r"(?:so|khoi) luong|so (?:nguoi|ngay|buoi)|sl")
_PRICE = regex.compile(r"don gia|dinh muc|muc chi")
_AMOUNT = regex.compile(r"thanh tien|so tien|tong tien")
# Columns that are not sums of their rows.
_NO_SUM = regex.compile(
    r"%|\b(?:ty le|ti le|ty suat|don gia|gia|binh quan|trung binh|stt|tt|muc|he so|diem|"
    r"xep|hang|ghi chu|don vi(?: tinh)?(?=\W*$)|dvt|thang|ngay|ma so|so voi|tang|giam|"
    r"dien thoai|tuoi)\b"
)
_PART = regex.compile(r"\W{0,2}(?:[-+–•]|trong do\b|gom\b)")
_UPPER = regex.compile(r"\W{0,2}(?:[IVX]{1,5}|[A-Z])\W{0,2}")
_NOTHING = regex.compile(r"[\s\-–_.x]*|[Kk]hông(?: có)?")
_LEAST = 2  # rows or columns that make a sum
_TOLERANCE = 0.051  # parts with one decimal were rounded


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that was checked: what adds up to what.

    Attributes:
        name: Heading of its column, or label of its row.
        added: Its parts, added.
        total: As printed.
        tables: Indices of the tables its parts stand in.
        column: Of a total below a column, else None.
        row: Of a total beside a row of the only table, else None.
        plain: Its rows are numbered through.
        weak: Too few of its kind are right to say that they are sums at all.
        product: It is a quantity times a price.
    """

    name: str
    added: Number
    total: Number
    tables: tuple[int, ...]
    column: int | None = None
    row: int | None = None
    plain: bool = False
    weak: bool = False
    product: bool = False

    @property
    def right(self) -> bool:
        """Whether it adds up."""
        return abs(self.added - self.total) <= _TOLERANCE * isinstance(self.added, float)

    def covers(self, table: int, row: int, column: int) -> bool:
        """Whether a cell is the total or one of its parts."""
        return table in self.tables and (column == self.column or row == self.row)


def sums_of(tables: Sequence[Table]) -> list[Sum]:
    """All totals that can be checked; a table that goes on over pages is added up as one."""
    tables = [with_stops(table) for table in tables]
    sums: list[Sum] = []
    for parts in wholes(tables):
        sums += _column_sums(tables, parts)
        for i in parts:
            sums += _row_sums(tables[i], i)
            sums += _products(tables[i], i)
    return sums


def table_sums(record: Dispatch) -> Iterator[Check]:
    """Check the totals of all tables; a table with a wrong one becomes doubtful."""
    sums = sums_of(record.tables)
    for parts in wholes(record.tables):
        own = [s for s in sums if s.tables[0] in parts]
        right = sum(s.right and not s.weak for s in own)
        for item in own:
            if item.right:
                continue
            for i in item.tables:
                if record.tables[i].status is Status.OK:
                    record.tables[i].status = Status.DOUBTFUL
            sure = not item.weak and (right > 0 or item.plain)
            page = record.tables[item.tables[-1]].page
            how = "comes" if item.product else "adds up"
            yield Check(
                rule="table_sum",
                verdict="fail" if sure else "warn",
                message=f"table on page {page}, '{item.name}': "
                f"{how} to {_shown(item.added)}, the total says {_shown(item.total)}",
            )
        if right and right == len(own):
            yield Check(
                rule="table_sum",
                verdict="pass",
                message=f"table on page {record.tables[parts[-1]].page}: {right} totals add up",
            )


def wholes(tables: Sequence[Table]) -> list[list[int]]:
    """Indices of the tables, those together that one table on several pages makes."""
    wholes: list[list[int]] = []
    for i, table in enumerate(tables):
        last = tables[wholes[-1][-1]] if wholes else None
        if (
            last is not None
            and (last.page or 0) + 1 == table.page
            and same_header(last, table)
            and not any(_is_total(row) for _, row in _rows(last))
        ):
            wholes[-1].append(i)
        else:
            wholes.append([i])
    return wholes


def _is_total(row: Sequence[str]) -> bool:
    if any(_TOTAL.fullmatch(fold(c)) for c in row[:2]):
        return True
    # A label that reaches over the columns of counters and labels.
    return len(row) > 2 and not row[1] and _MERGED_TOTAL.fullmatch(fold(row[0])) is not None


def _column_sums(tables: Sequence[Table], parts: Sequence[int]) -> Iterator[Sum]:
    """The total row against the rows, for each column that may be added."""
    head = tables[parts[0]]
    if not head.header:
        return
    rows = [row for i in parts for _, row in _rows(tables[i])]
    totals = [row for row in rows if _is_total(row)]
    if len(totals) != 1 or (totals[0] is not rows[0] and totals[0] is not rows[-1]):
        return
    others = [row for row in rows if row is not totals[0]]
    groups = _groups(others)
    for column in _columns(head):
        total = number(totals[0][column])
        if total is None:
            continue
        added = [s for g in groups if (s := _added([row[column] for row in g])) is not None]
        if added:
            added += _nested([row[column] for row in others])
            best = next((s for s in added if abs(s - total) <= _TOLERANCE), added[0])
            name = head.header[column].text
            yield Sum(name, best, total, tuple(parts), column=column, plain=_is_plain(others))


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
    label = next((i for i, h in enumerate(heads) if not is_counter(h)), 0)
    # "Năm 2020", not "Nam": the year needs its accent.
    years = {i for i, cell in enumerate(table.header) if "năm" in cell.text.lower()}
    return [
        i for i, h in enumerate(heads) if i > label and i not in years and not _NO_SUM.search(h)
    ]


def _added(cells: Sequence[str], least: int = _LEAST) -> Number | None:
    """Their sum; None if one is neither a number nor says nothing, or too few are numbers."""
    values = []
    for cell in cells:
        if _NOTHING.fullmatch(cell):
            continue
        value = number(cell)
        if value is None:
            return None
        values.append(value)
    return sum(values) if len(values) >= least else None


def _nested(cells: Sequence[str]) -> list[Number]:
    """The sum of subtotals, each of which stands before its parts, or behind them.

    Empty where they do not part the whole column.
    """
    values = [number(cell) or 0 for cell in cells if cell]
    return [s for order in (values, values[::-1]) if (s := _subtotals(order)) is not None]


def _subtotals(values: Sequence[Number]) -> Number | None:
    rest = list(values)
    total: Number = 0
    while rest:
        subtotal, parts = rest.pop(0), 0.0
        while rest and parts < subtotal:
            parts += rest.pop(0)
        if parts != subtotal:
            return None
        total += subtotal
    return total


def _row_sums(table: Table, index: int) -> list[Sum]:
    """The total column against the others: rows that differ where others agree."""
    heads = [fold(cell.text) for cell in table.header]
    named = [i for i, h in enumerate(heads) if _TOTAL_HEAD.fullmatch(h)]
    totals = named or [i for i, h in enumerate(heads) if _MAYBE_TOTAL_HEAD.fullmatch(h)]
    parts = [i for i in _columns(table) if i not in totals]
    if len(totals) != 1 or len(parts) < _LEAST:
        return []
    found = []
    for at, row in _rows(table):
        total = number(row[totals[0]])
        added = _added([row[i] for i in parts], least=1)
        if total is not None and added is not None:
            found.append(Sum(_name(row), added, total, (index,), row=at))
    return _if_sums(found, most=not named)


def _products(table: Table, index: int) -> list[Sum]:
    """Quantity times price against the amount: rows that differ where others agree."""
    heads = [fold(cell.text).strip() for cell in table.header]
    at = [[i for i, h in enumerate(heads) if p.match(h)] for p in (_HOW_MANY, _PRICE, _AMOUNT)]
    if any(len(columns) != 1 for columns in at):
        return []
    (many,), (price,), (amount,) = at
    found = []
    for i, row in _rows(table):
        # "90.000/ngày"
        values = [number(row[c].split("/")[0].strip()) for c in (many, price, amount)]
        if None not in values:
            product, total = (values[0] or 0) * (values[1] or 0), values[2] or 0
            found.append(Sum(_name(row), product, total, (index,), row=i, product=True))
    return _if_sums(found, most=True)


def _if_sums(found: Sequence[Sum], *, most: bool) -> list[Sum]:
    """Totals beside rows, where enough of them are right: at least one, or most."""
    right = sum(s.right for s in found)
    sure = right >= _LEAST and right > len(found) - right
    if not sure and (most or not right):
        return []  # the columns are no parts of that total
    return [replace(s, weak=not sure) for s in found]


def _rows(table: Table) -> Iterator[tuple[int, list[str]]]:
    for i, row in rows_below(table):
        yield i, [cell.text for cell in row]


def _name(row: Sequence[str]) -> str:
    return next((text for text in row if any(x.isalpha() for x in text)), "?")


def _shown(value: Number) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
