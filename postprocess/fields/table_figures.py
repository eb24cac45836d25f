"""The figures of tables, named by the headers of row and column.

A figure is ``ok`` only if it was read well, its column has a heading, it looks like the other
figures of its column, and no total refutes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from ocr.page import BlockKind, Line, Word, letters_in
from postprocess.fields.figures import MONEY, UNIT, UNITS, number
from postprocess.fields.flow import Row, fold
from postprocess.fields.statistics import statistics_in
from postprocess.fields.table_head import is_column_numbers, is_counter, is_unit, key_of
from postprocess.fields.value import SURE_FIGURES
from postprocess.record import Statistic, Status, Table, TableCell
from postprocess.sums import Sum, sums_of

_CELL = regex.compile(
    r"(?P<n>\d[\d.,]*)\s*(?P<unit>%|[\p{L}][\p{L}\s/²³\d]{0,14})?\s*(?P<rest>\(.*)?"
)
_AGAINST = regex.compile(r"^So\s+với\s+|\s*\(?%\)?\s*$", regex.IGNORECASE)
# Columns whose figures are names, dates or remarks, and count nothing.
_NAMES = regex.compile(
    r"(?:tieu )?muc|ma|chuong|khoan|ngay|thang|lop|phong|to|thua|(?:ghi chu|ma so|so hieu|"
    r"so van ban|so ky hieu|so dien thoai|dien thoai|ngay sinh|ngay thang|so cmnd|cccd|"
    r"so tai khoan|tai khoan|so bao danh|sbd|thoi gian|so to|so thua|can cu)\b.*"
)
_YEAR = regex.compile(r"(?i)năm(?: sinh)?")  # needs its accent: "Nam sinh" are counted
_UNIT = regex.compile(rf"(?:1\.?000\s*)?(?:{MONEY}|{UNIT}|%)")
_IN_BRACKETS = regex.compile(r"\((?:don vi(?: tinh)?|dvt)?[\s:]*(?P<unit>[^()]+)\)")
_COUNTED = regex.compile(rf"(?:tong )?so (?:luong )?(?P<unit>{UNIT})\b")
_SPELT = {fold(unit): unit for unit in UNITS}
_SURE_HEADING = 0.5  # confidence of the worst word of a heading
_FEW = 3  # figures of a column by which another is judged
_LARGE, _LONG = 1_000, 10_000  # may have its thousands parted; has them parted


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold, by their indices."""

    label: int
    unit: int | None
    counters: frozenset[int]
    figures: tuple[int, ...]


def table_statistics(tables: Sequence[Table], period: str | None) -> list[Statistic]:
    """The figures of tables: indicator is ``row header - column header``.

    Figures among the words of a cell are read as those of running text.

    Args:
        tables: Without a header a figure alone in its cell cannot be named, and is not given.
        period: Of the document.
    """
    refuted = [s for s in sums_of(tables) if not s.right]
    found = []
    for i, table in enumerate(tables):
        columns = _columns(table)
        if columns is None:
            found += [f for row in table.rows for c in row for f in _in_words(c, table, period)]
        else:
            found += _statistics(table, i, columns, refuted, period)
    return found


def _columns(table: Table) -> _Columns | None:
    heads = [c.text for c in table.header]
    counters = frozenset(i for i, h in enumerate(heads) if is_counter(h))
    unit = next((i for i, h in enumerate(heads) if is_unit(h)), None)
    others = [
        i
        for i, h in enumerate(heads)
        if i not in counters and i != unit and not _is_name(h.split(" - ")[-1])
    ]
    label = next((i for i in others if _holds_words(table, i)), None)
    if label is None:
        return None
    figures = tuple(i for i in others if i > label)
    return _Columns(label, unit, counters, figures)


def _is_name(heading: str) -> bool:
    return bool(_NAMES.fullmatch(key_of(heading)) or _YEAR.fullmatch(heading.strip()))


def _holds_words(table: Table, column: int) -> bool:
    """Whether most of what stands in a column is words."""
    texts = [row[column].text for row in table.rows if column < len(row) and row[column].text]
    return 2 * sum(letters_in(t) > 1 and not _CELL.fullmatch(t) for t in texts) > len(texts)


def _statistics(
    table: Table, index: int, columns: _Columns, refuted: Sequence[Sum], period: str | None
) -> Iterator[Statistic]:
    section = ""
    for at, row in enumerate(table.rows):
        if len(row) != len(table.header) or is_column_numbers(row):
            continue
        if _is_section(row, columns):
            section = row[0].text.strip(" :")
        label = _label(row, columns)
        for i, cell in enumerate(row):
            value = _value(cell, table, i) if i in columns.figures and label else None
            if value is None:
                yield from _in_words(cell, table, period)
                continue
            figure = _figure(table, row, i, columns, value, period)
            heading = [section] if section and row[0].text != label else []
            figure.indicator = " - ".join([*heading, label, table.header[i].text]).rstrip(" -")
            sure = (
                _is_sure(table, row, i, columns.unit)
                and _is_like_others(table, i, cell)
                and not any(s.covers(index, at, i) for s in refuted)
            )
            figure.status = table.status if sure else Status.DOUBTFUL
            yield figure
            if hit := _CELL.fullmatch(cell.text):
                yield from _in_words(_part(cell, hit["rest"] or ""), table, period)


def _is_section(row: Sequence[TableCell], columns: _Columns) -> bool:
    """Whether a row is one cell over all columns, those of counters too."""
    return (
        columns.label > 0 and letters_in(row[0].text) > 2 and not any(cell.text for cell in row[1:])
    )


def _label(row: Sequence[TableCell], columns: _Columns) -> str:
    """The words that name a row; of a merged cell they stand in the first column."""
    for i in (columns.label, 0):
        if any(c.isalpha() for c in row[i].text) and (i or letters_in(row[i].text) > 1):
            return row[i].text
    return ""


def _value(cell: TableCell, table: Table, column: int) -> float | int | None:
    hit = _CELL.fullmatch(cell.text)
    return number(hit["n"], share=_is_share(hit["unit"], table, column)) if hit else None


def _is_share(unit: str | None, table: Table, column: int) -> bool:
    return unit == "%" or "%" in table.header[column].text


def _figure(
    table: Table,
    row: Sequence[TableCell],
    column: int,
    columns: _Columns,
    value: float | int,
    period: str | None,
) -> Statistic:
    cell, heading = row[column], table.header[column].text
    own = hit["unit"] if (hit := _CELL.fullmatch(cell.text)) else None
    share = _is_share(own, table, column)
    beside = row[columns.unit].text if columns.unit is not None else ""
    unit = "%" if share else (own or "").strip() or beside or _unit_of(heading) or table.unit
    last = heading.split(" - ")[-1]
    return Statistic(
        value=value,
        unit=unit,
        percent=float(value) if share else None,
        compared_with=_AGAINST.sub("", last) if fold(last).startswith("so voi ") else None,
        cumulative=fold(last).startswith("luy ke"),
        period=period,
        raw=cell.text,
        page=table.page,
        box=cell.box,
        confidence=table.confidence if cell.confidence is None else cell.confidence,
        rule=table.rule,
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


def _is_sure(table: Table, row: Sequence[TableCell], column: int, unit: int | None) -> bool:
    """Whether a cell, the heading of its column and its unit were read well."""
    cells = [row[column], *([row[unit]] if unit is not None else [])]
    read = min(1.0 if c.confidence is None else c.confidence for c in cells)
    heading = table.header[column]
    named = 1.0 if heading.confidence is None else heading.confidence
    return read >= SURE_FIGURES and named >= _SURE_HEADING and bool(heading.text)


def _is_like_others(table: Table, column: int, cell: TableCell) -> bool:
    """Whether a figure has the shape of those above and below: decimals, parted thousands."""
    others = [
        row[column]
        for row in table.rows
        if len(row) == len(table.header) and row[column] is not cell and row[column].text
    ]
    known = [(c.text, v) for c in others if (v := _value(c, table, column)) is not None]
    value = _value(cell, table, column) or 0
    if len(others) > 2 * len(known) + 1:
        return False  # a column of words
    large = ["." in text for text, v in known if v >= _LARGE]
    if value >= _LARGE and "." not in cell.text and all(large) and (large or value >= _LONG):
        return False
    whole = [isinstance(v, int) for _, v in known]
    return len(known) < _FEW or value in (0, 100) or isinstance(value, int) in whole


def _in_words(cell: TableCell, table: Table, period: str | None) -> list[Statistic]:
    """The figures among the words of a cell."""
    if not letters_in(cell.text):
        return []
    words = tuple(Word(part, cell.box, cell.confidence) for part in cell.text.split())
    found = statistics_in([Row(table.page or 1, BlockKind.BODY, 0, Line(words))], period)
    for figure in found:
        if table.status is not Status.OK:
            figure.status = table.status
    return found


def _part(cell: TableCell, text: str) -> TableCell:
    return cell.model_copy(update={"text": text.strip("()")})
