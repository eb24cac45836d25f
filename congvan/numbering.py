"""What ``congvan series`` shows: the numbers of many records, agency by agency."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from congvan.messages import say
from congvan.record_files import records_in
from postprocess.series import Series, series_of

_MOST = 12  # gaps and names in a cell; --json has all


def series_in(folder: Path) -> list[Series]:
    """The series of all records below a folder, named by their paths in it."""
    return series_of(
        (str(path.relative_to(folder)), record)
        for path, record in records_in(folder)
        if not record.source.documents  # those have records of their own
    )


def as_data(series: Series) -> dict[str, Any]:
    """One series as plain values, for ``--json``."""
    data = asdict(series)
    data["members"] = [m._asdict() for m in series.members]
    data["proposals"] = [p._asdict() for p in series.proposals]
    return data


def print_series(found: Sequence[Series], lang: str) -> None:
    """Print one row a series to stdout."""
    table = Table(header_style="bold")
    for key in ("agency", "kind", "years", "count", "gaps", "repeats", "proposals"):
        table.add_column(say(lang, f"series_{key}"), overflow="fold")
    for series in found:
        numbers = [m.number for m in series.members if m.sure and m.number is not None]
        span = f"{min(numbers)}–{max(numbers)}" if numbers else "–"
        repeats = [f"{n}: {', '.join(names)}" for n, names in series.repeats]
        repeats += [say(lang, "series_disorder", a=a, b=b) for a, b in series.disorder]
        table.add_row(
            Text(series.agency),
            Text(series.kind),
            Text(series.years),
            Text(f"{len(series.members)} ({span})"),
            Text(_some([str(a) if a == b else f"{a}–{b}" for a, b in series.gaps], lang)),
            Text(_some(repeats, lang)),
            Text(_some([f"{p.name}: {p.number}?" for p in series.proposals], lang)),
            style="yellow" if series.striking else "",
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _some(items: Sequence[str], lang: str) -> str:
    shown = list(items[:_MOST])
    if len(items) > _MOST:
        shown.append(say(lang, "more", n=len(items) - _MOST))
    return "; ".join(shown)
