"""Figures of all documents, put together by month, year, issuer or scope."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congvan.archive.places import Places
from congvan.archive.store import Store
from congvan.archive.words import fold
from congvan.errors import UsageError

PERCENT = "%"
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Figure:
    """What documents say of an indicator, for one month, issuer or the like.

    Attributes:
        group: What it stands for, in the order of ``by``; None where it is not known.
        unit: ``%``, or the unit of the counts.
        value: Percent of all cases where they are given, else the mean of the percents;
            the sum of counts.
        numerator: Of all percents, where all give it.
        denominator: Of all percents, where all give it.
        figures: Number of figures it is made of.
        doubtful: How many of them a person must look at.
        documents: Number of documents that give them.
    """

    group: tuple[str | None, ...]
    unit: str | None
    value: float
    numerator: float | None
    denominator: float | None
    figures: int
    doubtful: int
    documents: int

    def as_dict(self, by: Sequence[str]) -> dict[str, Any]:
        """Plain values."""
        own = ("unit", "value", "numerator", "denominator", "figures", "doubtful", "documents")
        values = {name: getattr(self, name) for name in own}
        return {**dict(zip(by, self.group, strict=True)), **values}


@dataclass(slots=True)
class _Sum:
    percents: list[float] = field(default_factory=list)
    numerator: float = 0.0
    denominator: float = 0.0
    counted: int = 0  # percents that give both
    total: float = 0.0
    figures: int = 0
    doubtful: int = 0
    documents: set[int] = field(default_factory=set)


def statistics(
    archive: str | os.PathLike[str],
    indicator: str,
    *,
    by: Sequence[str] = ("month",),
    scope: str | None = None,
    sure: bool = False,
) -> list[Figure]:
    """Put the figures of an indicator together.

    A month is that of the figure's own period, else that of the document's date.

    Args:
        archive: The folder of the archive.
        indicator: Words of its name, with or without accents; empty for all.
        by: What they are put together by: ``month``, ``year``, ``issuer``, ``scope``,
            ``indicator``; several for a table of more than one dimension.
        scope: Only figures whose scope holds these words.
        sure: Leave out what is doubtful.

    Returns:
        Sorted by group.

    Raises:
        UsageError: ``by`` names something else.
        NoArchive: There is none.
        ArchiveUnusable: It cannot be read.
    """
    unknown = [name for name in by if name not in BY]
    if unknown or not by:
        raise UsageError(
            en=f"--by {' '.join(unknown)}: one of {', '.join(BY)}",
            vi=f"--by {' '.join(unknown)}: một trong {', '.join(BY)}",
        )
    query = (
        "SELECT s.*, d.date, d.issuer FROM statistic s JOIN document d ON d.id = s.document"
        " WHERE d.results"
    )
    values: list[str] = []
    for word in fold(indicator).split():
        query += " AND s.indicator_key LIKE ? ESCAPE '\\'"
        values.append("%" + re.sub(r"([\\%_])", r"\\\1", word) + "%")
    if sure:
        query += " AND s.status = 'ok'"
    sums: dict[tuple[tuple[str | None, ...], str | None], _Sum] = {}
    with Store(Places(Path(archive))) as store:
        for row in store.rows(query, values):
            if scope and not set(fold(scope).split()) <= set(fold(row["scope"] or "").split()):
                continue
            unit = _unit(row)
            if unit is None and row["value"] is None:
                continue
            group = tuple(BY[name](row) for name in by)
            _add(sums.setdefault((group, unit), _Sum()), row)
    found = [_figure(group, unit, found) for (group, unit), found in sums.items()]
    return sorted(found, key=lambda f: ([g or "" for g in f.group], f.unit or ""))


def _unit(row: Any) -> str | None:
    if row["percent"] is not None or row["denominator"]:
        return PERCENT
    unit = row["unit"]
    return str(unit) if unit else None


def _add(found: _Sum, row: Any) -> None:
    found.figures += 1
    found.doubtful += row["status"] != "ok"
    found.documents.add(row["document"])
    if _unit(row) != PERCENT:
        found.total += row["value"]
        return
    numerator, denominator, percent = row["numerator"], row["denominator"], row["percent"]
    if numerator is not None and denominator:
        found.counted += 1
        found.numerator += numerator
        found.denominator += denominator
        percent = 100 * numerator / denominator if percent is None else percent
    found.percents.append(percent)


def _figure(group: tuple[str | None, ...], unit: str | None, found: _Sum) -> Figure:
    numerator = denominator = None
    value = found.total
    if unit == PERCENT:
        value = sum(found.percents) / len(found.percents)
        if found.counted == len(found.percents):
            numerator, denominator = found.numerator, found.denominator
            value = 100 * numerator / denominator
    return Figure(
        group,
        unit,
        round(value, 4),
        numerator,
        denominator,
        found.figures,
        found.doubtful,
        len(found.documents),
    )


def _month(row: Any) -> str | None:
    for text in (row["period"], row["date"]):
        if text and (found := _MONTH.match(text)):
            return found.group()
    return None


def _year(row: Any) -> str | None:
    for text in (row["period"], row["date"]):
        if text and (found := _YEAR.match(text)):
            return found.group()
    return None


BY: dict[str, Callable[[Any], str | None]] = {
    "month": _month,
    "year": _year,
    "issuer": lambda row: row["issuer"],
    "scope": lambda row: row["scope"],
    "indicator": lambda row: row["indicator"],
}
