"""The figures of tables, named by the headers of row and column.

A figure is ``ok`` only if it was read well, its column has a heading, it looks like the other
figures of its column, and no total refutes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from ocr.page import letters_in
from postprocess.fields.figures import END, MONEY, UNIT, UNITS, number, with_units
from postprocess.fields.flow import fold
from postprocess.fields.table_cell import Figure, figure_of
from postprocess.fields.table_commas import as_printed, with_stops
from postprocess.fields.table_head import is_counter, is_unit, key_of, rows_below
from postprocess.fields.table_products import Product, products_in
from postprocess.fields.table_trust import (
    Totals,
    in_column,
    is_like_others,
    is_trusted,
    shapes_of,
    stands_twice,
    totals_of,
)
from postprocess.fields.table_words import in_words
from postprocess.record import Statistic, Status, Table, TableCell

_AGAINST = regex.compile(r"^So\s+với\s+|\s*\(?%\)?\s*$", regex.IGNORECASE)
# Columns whose figures are names, dates or remarks, and count nothing.
_NAMES = regex.compile(
    r"(?:tieu )?muc|ma|chuong|khoan|thang|quy|tuan|lop|phong|to|thua|lo|trang|dieu|ngach|bac|"
    r"dt|fax|(?:ma (?!tuy)|ngay(?! cong)|ghi chu|so hieu|so van ban|so ky hieu|(?:so )?dien thoai|"
    r"so cmnd|cccd|(?:so )?tai khoan|so bao danh|sbd|thoi gian|so to|so thua|so lo|can cu|han)\b.*"
)
_YEAR = regex.compile(r"(?:19|20)\d\d")  # under "Nam sinh" they are no men, whatever was read
_UNIT = with_units(rf"(?:1\.?000\s*)?(?:{MONEY}|{UNIT}|%)")
_IN_BRACKETS = regex.compile(r"\((?:don vi(?: tinh)?|dvt)?[\s:]*(?P<unit>[^()]+)\)")
_COUNTED = with_units(rf"(?:tong )?so (?:luong )?(?P<unit>{UNIT}){END}")
_SPELT = {fold(unit): unit for unit in UNITS}
_UNREAD = regex.compile(r"(?=.*\d)(?=.*[\p{L}§&+])[\dSOÔÓolIlZ§&+.,\s]+")  # "S3"
# "Số vụ > 30 người" says which are counted, "đạt > 95%" how many ought to be.
_CONDITION = regex.compile(r"(?:[<>]=?|[≤≥])\s?\d[\d.,]*(?![\d.,]*\s?%)")
_SHARE = regex.compile(r"\s*(?P<n>\d{1,4})\s?/\s?(?P<d>\d{1,4})\s*")
_SHARES = 3  # cells that tell a column of shares
_ORDINAL = regex.compile(r"\d{1,3}")
_FEWEST_COUNTED, _MOSTLY = 5, 0.7  # rows of a column that numbers them, and share of its cells
_NUMERAL = 3  # letters of a Roman numeral


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold, by their indices."""

    label: int
    unit: int | None
    figures: tuple[int, ...]


def table_statistics(tables: Sequence[Table], period: str | None) -> list[Statistic]:
    """The figures of tables: indicator is ``row header - column header``.

    Figures among the words of a cell are read as those of running text.

    Args:
        tables: Without a header a figure alone in its cell cannot be named, and is not given.
        period: Of the document.
    """
    stopped = [with_stops(table) for table in tables]
    totals = totals_of(stopped)
    found = []
    for i, table in enumerate(stopped):
        columns = _columns(table)
        if columns is None:
            found += [f for row in table.rows for c in row for f in in_words(c, table, period)]
        else:
            figures = list(_statistics(table, i, columns, totals, period))
            if table is not tables[i]:
                for figure in figures:
                    figure.raw = as_printed(figure.raw or "")
            found += figures
    return found


def _columns(table: Table) -> _Columns | None:
    heads = [c.text for c in table.header]
    unit = next((i for i, h in enumerate(heads) if is_unit(h)), None)
    others = [
        i
        for i, heading in enumerate(heads)
        if i != unit and not is_counter(heading) and not _counts_rows(table, i)
    ]
    names = [i for i in others if _is_name(table, i)]
    worded = [i for i in others if _letters(table, i)]
    # Numerals are words of few letters: "IV" beside what the row is about.
    named = [i for i in worded if _letters(table, i) > _NUMERAL]
    label = next(iter([*named, *worded, *names]), None)
    if label is None:
        return None
    figures = tuple(i for i in others if i > label and i not in names)
    return _Columns(label, unit, figures)


def _counts_rows(table: Table, column: int) -> bool:
    """Whether a column numbers the rows, whatever its heading was read as.

    Lists in two halves have a second one.
    """
    cells = [(at, row[column].text.strip(" .")) for at, row in rows_below(table)]
    inked = [(at, text) for at, text in cells if text]
    firsts = Counter(int(text) - at for at, text in inked if _ORDINAL.fullmatch(text))
    most = max(firsts.values(), default=0)
    return most >= max(_FEWEST_COUNTED, _MOSTLY * len(inked))


def _is_name(table: Table, column: int) -> bool:
    """Whether a column names things: codes, dates, years."""
    key = key_of(table.header[column].text.split(" - ")[-1])
    texts = [row[column].text for _, row in rows_below(table) if row[column].text]
    years = key.startswith("nam") and bool(texts) and all(map(_YEAR.fullmatch, texts))
    return years or _NAMES.fullmatch(key) is not None


def _holds_shares(table: Table, column: int) -> bool:
    """Whether a column holds shares of one whole: ``5/5``, ``4/5``. Days of months are none."""
    texts = [row[column].text for _, row in rows_below(table) if row[column].text]
    hits = [hit for text in texts if (hit := _SHARE.fullmatch(text))]
    return (
        len(texts) >= _SHARES
        and len(hits) == len(texts)
        and len({hit["d"] for hit in hits}) == 1
        and all(int(hit["n"]) <= int(hit["d"]) for hit in hits)
    )


def _letters(table: Table, column: int) -> float:
    """How many letters the texts of a column have on average; 0 where most are no words."""
    texts = [row[column].text for _, row in rows_below(table) if row[column].text]
    words = [letters_in(t) for t in texts if letters_in(t) > 1 and figure_of(t) is None]
    return sum(words) / len(words) if 2 * len(words) > len(texts) else 0.0


def _statistics(
    table: Table, index: int, columns: _Columns, totals: Totals, period: str | None
) -> Iterator[Statistic]:
    shapes = shapes_of(table, columns.figures)
    section = above = ""
    shares = {i for i in columns.figures if _holds_shares(table, i)}
    for at, row in rows_below(table):
        if _is_section(row, columns):
            section = row[0].text.strip(" :")
        label = _label(table, row, columns.label)
        above = label or above  # of a merged label, which stands in the first of its rows
        names = [section] if section and row[0].text != label else []
        figures = {i: f for i in columns.figures if (f := in_column(table, i, row[i])) is not None}
        products = _Products.of(row, [f.value for f in figures.values()])
        for i, cell in enumerate(row):
            figure, place = figures.get(i), (index, at, i)
            indicator = " - ".join(p for p in (*names, above, table.header[i].text) if p) or None
            unread = i in columns.figures and _UNREAD.fullmatch(cell.text) is not None
            told = totals.told.get(place)
            if figure is not None and told is not None:
                figure = replace(figure, value=told, plain=False)
            if figure is not None or unread:
                found = _statistic(table, row, i, columns, figure, period)
                found.rule = found.rule if told is None else "told by its total"
                found.indicator = indicator
                proven = figure is not None and figure.value in products.values
                confirmed = proven or place in totals.confirmed
                sure = (
                    bool(label)
                    and figure is not None
                    and figure.plain
                    and is_trusted(table, row, i, columns.unit, confirmed=confirmed)
                    and is_like_others(shapes, i, cell, figure)
                    and (proven or place not in totals.refuted or stands_twice(row, i))
                )
                found.status = Status.OK if sure else Status.DOUBTFUL
                yield found
            if i in shares and (share := _SHARE.fullmatch(cell.text)):
                found = _statistic(table, row, i, columns, None, period)
                found.numerator, found.denominator = number(share["n"]), number(share["d"])
                found.indicator = indicator
                sure = bool(label) and is_trusted(table, row, i, columns.unit, confirmed=False)
                found.status = Status.OK if sure else Status.DOUBTFUL
                found.rule = table.rule
                yield found
            words = products.cells[i] if figure is None else _part(cell, figure)
            if i == columns.label and figures:
                words = words.model_copy(update={"text": _CONDITION.sub("", words.text)})
            yield from in_words(words, table, period, products.of_cells[i])


@dataclass(frozen=True, slots=True)
class _Products:
    """The products among the words of a row.

    Attributes:
        cells: Of the row, letters for digits put right in confirmed products.
        of_cells: For each cell its products.
        values: Of those that a figure of the row confirms.
    """

    cells: list[TableCell]
    of_cells: list[list[Product]]
    values: set[float | int]

    @classmethod
    def of(cls, row: Sequence[TableCell], amounts: Sequence[float | int]) -> _Products:
        read = [products_in(cell.text, amounts) for cell in row]
        return cls(
            [c.model_copy(update={"text": text}) for c, (text, _) in zip(row, read, strict=True)],
            [products for _, products in read],
            {p.value for _, products in read for p in products if p.proven},
        )


def _is_section(row: Sequence[TableCell], columns: _Columns) -> bool:
    """Whether a row is one cell over all columns, those of counters too."""
    return (
        columns.label > 0 and letters_in(row[0].text) > 2 and not any(cell.text for cell in row[1:])
    )


def _label(table: Table, row: Sequence[TableCell], column: int) -> str:
    """The words that name a row; of a merged cell they stand in the first column."""
    label = row[column].text
    if letters_in(label) > 1:  # a lone letter may number a column
        return label
    if label and _is_name(table, column):
        return f"{table.header[column].text} {label}"  # "Tháng 3"
    return row[0].text if letters_in(row[0].text) > 2 else ""


def _statistic(
    table: Table,
    row: Sequence[TableCell],
    column: int,
    columns: _Columns,
    figure: Figure | None,
    period: str | None,
) -> Statistic:
    cell, heading = row[column], table.header[column].text
    own = figure.unit if figure else ""
    share = own == "%" or "%" in heading
    beside = row[columns.unit].text if columns.unit is not None else ""
    unit = "%" if share else own or beside or _unit_of(heading) or table.unit
    last = heading.split(" - ")[-1]
    return Statistic(
        value=figure.value if figure else None,
        unit=unit,
        percent=float(figure.value) if figure and share else None,
        compared_with=_AGAINST.sub("", last) if fold(last).startswith("so voi ") else None,
        cumulative=fold(last).startswith("luy ke"),
        period=period,
        raw=cell.text,
        page=table.page,
        box=cell.box,
        confidence=table.confidence if cell.confidence is None else cell.confidence,
        rule=table.rule if figure else "figure not read",
    )


def _unit_of(heading: str) -> str | None:
    """The unit that a heading names, as it is spelt: ``(triệu đồng)``, ``Số mẫu đạt``."""
    folded = fold(heading)
    for hit in _IN_BRACKETS.finditer(folded):
        if _UNIT.fullmatch(hit["unit"].strip()):
            unit = heading[slice(*hit.span("unit"))].strip()
            return _SPELT.get(fold(unit), unit)
    counted = _COUNTED.match(folded.split(" - ")[-1])
    return _SPELT.get(" ".join(counted["unit"].split())) if counted else None


def _part(cell: TableCell, figure: Figure) -> TableCell:
    """The cell with what stands in brackets behind its figure."""
    return cell.model_copy(update={"text": figure.rest.strip("()")})
