"""Tables as read, and their figures through the headers of row and column."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import BlockKind, Page, union
from postprocess.fields.figures import number
from postprocess.fields.flow import fold
from postprocess.fields.value import SURE_FIGURES
from postprocess.record import Statistic, Status, Table, TableCell

_CELL = regex.compile(r"(?P<n>[\d.,]+)\s*(?P<unit>%|[\p{L}][\p{L}\s/²³\d]{0,14})?")
_AGAINST = regex.compile(r"^So\s+với\s+|\s*\(?%\)?\s*$", regex.IGNORECASE)
_COUNTERS = frozenset({"tt", "stt", "so tt", "so thu tu", "#"})
_UNIT_COLUMNS = frozenset({"don vi", "dvt", "don vi tinh", "don vi do"})


def tables_of(pages: Sequence[Page]) -> list[Table]:
    """Each TABLE block with more than one column as a table; its first row is the header.

    A table that goes on over a page is two tables here: whether they are one is not on
    the page.
    """
    tables = []
    for page in pages:
        for block in page.blocks:
            if block.kind is not BlockKind.TABLE or not any(line.tabs for line in block.lines):
                continue
            rows = [
                [
                    TableCell(text=" ".join(w.text for w in cell), box=union(w.box for w in cell))
                    for cell in line.cells
                ]
                for line in block.lines
            ]
            known = [
                w.confidence for ln in block.lines for w in ln.words if w.confidence is not None
            ]
            mean = sum(known) / len(known) if known else None
            header = rows[0] if not _figures(rows[0]) else []
            tables.append(
                Table(
                    header=header,
                    rows=rows[1:] if header else rows,
                    page=page.number,
                    box=block.box,
                    confidence=None if mean is None else round(mean, 3),
                    status=Status.OK if mean is None or mean >= SURE_FIGURES else Status.DOUBTFUL,
                    rule="table",
                )
            )
    return tables


def _figures(row: Sequence[TableCell]) -> int:
    return sum(number(c.text.rstrip("% ")) is not None for c in row[1:])


def statistics_of(table: Table, period: str | None) -> list[Statistic]:
    """The figures of a table: indicator is ``row header - column header``.

    Args:
        table: With a header row; without one no figure can be named, so none is given.
        period: Of the document.
    """
    if not table.header:
        return []
    heads = [c.text for c in table.header]
    keys = [fold(h).strip(" .") for h in heads]
    counters = {i for i, k in enumerate(keys) if k in _COUNTERS}
    unit_at = next((i for i, k in enumerate(keys) if k in _UNIT_COLUMNS), None)
    label_at = next((i for i in range(len(heads)) if i not in counters and i != unit_at), None)
    if label_at is None:
        return []
    found = []
    for row in table.rows:
        if len(row) != len(heads) or not any(c.isalpha() for c in row[label_at].text):
            continue
        for i, cell in enumerate(row):
            hit = _CELL.fullmatch(cell.text)
            value = number(hit["n"], share=hit["unit"] == "%") if hit else None
            if not hit or value is None or i in counters or i in (label_at, unit_at):
                continue
            share = hit["unit"] == "%" or "%" in heads[i]
            column = row[unit_at].text if unit_at is not None else ""
            unit = "%" if share else hit["unit"] or column or None
            found.append(
                Statistic(
                    indicator=f"{row[label_at].text} - {heads[i]}",
                    value=value,
                    unit=unit,
                    percent=float(value) if share else None,
                    compared_with=_AGAINST.sub("", heads[i])
                    if fold(heads[i]).startswith("so voi ")
                    else None,
                    cumulative=fold(heads[i]).startswith("luy ke"),
                    period=period,
                    raw=cell.text,
                    page=table.page,
                    box=cell.box,
                    confidence=table.confidence,
                    status=table.status,
                    rule="table",
                )
            )
    return found
