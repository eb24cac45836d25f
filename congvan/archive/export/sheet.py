"""A table on its way out: named columns and typed cells, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        name: Of the sheet.
        columns: Headings.
        rows: Made as they are asked for.
        head: Lines above the table, where the file can hold them.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    head: tuple[str, ...] = ()


def date_cell(text: str | None) -> Cell:
    """A date as a date; a month or a year alone, and what is no date, as it is."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return text


def date_parts(text: str | None) -> tuple[int | None, int | None, int | None]:
    """Day, month and year as numbers; None for what is not known."""
    parts = [int(p) for p in (text or "").split("-") if p.isdigit()]
    year, month, day = [*parts, None, None, None][:3]
    return day, month, year
