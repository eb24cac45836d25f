"""Tables as files: whole or not at all, row by row, text always as text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from congvan.archive.errors import MissingPackage, TooLong
from congvan.archive.export.sheet import Cell, Sheet
from congvan.outputs.atomic import write_atomic
from ocr.errors import OutputError

# A spreadsheet takes text that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767  # characters, Excel's limit
_LONGEST_NAME = 31
_MOST_ROWS = 1_048_576
_BATCH = 5_000  # rows of a parquet row group
_WIDTHS = (8, 60)  # characters, narrowest and widest column


def write_xlsx(sheets: Iterable[Sheet], path: Path) -> int:
    """Write sheets as one workbook; returns the number of rows."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "dd/mm/yyyy",
    }
    rows = 0
    with write_atomic(path) as file:
        book = xlsxwriter.Workbook(file, options)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        names: set[str] = set()
        for sheet in sheets:
            rows += _write_sheet(book, sheet, bold, _sheet_name(sheet.name, names))
        book.close()
    return rows


def write_csv(sheet: Sheet, path: Path) -> int:
    """Write a sheet as CSV in UTF-8 with the mark that Excel looks for.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    rows = 0
    with write_atomic(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(sheet.columns)
        for row in sheet.rows:
            writer.writerow([_csv_cell(cell) for cell in row])
            rows += 1
        text.detach()
    return rows


def write_lines(lines: Iterable[str], path: Path) -> int:
    """Write lines of JSON."""
    rows = 0
    with write_atomic(path) as file:
        for line in lines:
            file.write(line.encode("utf-8") + b"\n")
            rows += 1
    return rows


def write_parquet(sheet: Sheet, path: Path) -> int:
    """Write a sheet as Parquet; dates and numbers keep their types.

    Raises:
        MissingPackage: pyarrow is not installed; it is large, and few need it.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise MissingPackage(what="Parquet", package="pyarrow", extra="parquet") from error
    rows = iter(sheet.rows)
    count = 0
    with write_atomic(path) as file:
        writer: Any = None
        schema = pa.schema([(name, _arrow_type(name, pa)) for name in sheet.columns])
        while batch := list(islice(rows, _BATCH)):
            columns = [
                [_arrow_cell(cell, schema.field(i).type, pa) for cell in column]
                for i, column in enumerate(zip(*batch, strict=True))
            ]
            table = pa.table(columns, schema=schema)
            writer = writer or pq.ParquetWriter(file, schema)
            writer.write_table(table)
            count += len(batch)
        writer = writer or pq.ParquetWriter(file, schema)
        writer.close()
    return count


def _write_sheet(book: Any, sheet: Sheet, bold: Any, name: str) -> int:
    page = book.add_worksheet(name)
    for i, heading in enumerate(sheet.columns):
        page.set_column(i, i, min(max(len(heading) + 2, _WIDTHS[0]), _WIDTHS[1]))
    top = 0
    for line in sheet.head:
        page.write_string(top, 0, line)
        top += 1
    top += bool(sheet.head)
    page.write_row(top, 0, sheet.columns, bold)
    page.freeze_panes(top + 1, 0)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        if top + count >= _MOST_ROWS:
            raise OutputError(path=sheet.name, reason=f"more than {_MOST_ROWS} rows; use CSV")
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > _LONGEST_CELL:
                name = f"{sheet.name} {count}"
                limits = {"length": len(cell), "limit": _LONGEST_CELL}
                raise TooLong(document=name, field=sheet.columns[column], **limits)
            _write_cell(page, top + count, column, cell)
    return count


def _write_cell(page: Any, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day))
    else:
        page.write_number(row, column, cell)


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that Excel takes: no ``[]:*?/\\``, short, and only once."""
    plain = "".join("-" if c in "[]:*?/\\" else c for c in name).strip("' ") or "1"
    short, n = plain[:_LONGEST_NAME], 1
    while short.casefold() in used:
        n += 1
        end = f" ({n})"
        short = plain[: _LONGEST_NAME - len(end)] + end
    used.add(short.casefold())
    return short


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if isinstance(cell, float) and math.isfinite(cell) and cell == int(cell):
        return str(int(cell))
    return str(cell)


_NUMBERS = frozenset(
    {"document", "pages", "page", "mentions", "value", "numerator", "denominator", "percent"}
)
_WHOLE = frozenset({"document", "pages", "page", "mentions"})


def _arrow_type(name: str, pa: Any) -> Any:
    if name in _NUMBERS:
        return pa.int64() if name in _WHOLE else pa.float64()
    return pa.date32() if name == "date" else pa.string()


def _arrow_cell(cell: Cell, kind: Any, pa: Any) -> Cell:
    # A date of which only the month is known has no place among dates.
    if kind == pa.date32():
        return cell if isinstance(cell, dt.date) else None
    return str(cell) if kind == pa.string() and cell is not None else cell
