"""What a person sees of an archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from congvan.archive.entry import Entry, Onlooker
from congvan.archive.status import Failure, Review, Status
from congvan.messages import say
from congvan.progress import Bars

MOST_ROWS = 20  # of a list, where not all are asked for
_PLAIN_WIDTH = 160  # columns, where the output is no terminal


class Bar(Bars, Onlooker):
    """Bars for the files and pages that are taken in.

    Args:
        lang: Of the messages.
        as_json: Print a JSON line for each file to stdout.
    """

    def __init__(self, lang: str, *, as_json: bool = False) -> None:
        super().__init__(lang, "files")
        self._json = as_json

    def entry(self, entry: Entry) -> None:
        """One file further."""
        if self._json:
            print(json.dumps(entry.as_dict(self._lang), ensure_ascii=False), flush=True)
        self.file_done(entry.path, None if entry.earlier else entry.error)


def print_status(
    found: Status,
    failed: Iterable[Failure],
    review: Iterable[Review],
    lang: str,
    most: int | None = MOST_ROWS,
) -> None:
    """Print how an archive stands.

    Args:
        found: Its counts.
        failed: What failed.
        review: What a person must look at.
        lang: Of the messages.
        most: Rows of each list; None for all.
    """
    console = Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    table = Table(header_style="bold")
    table.add_column(say(lang, "state"))
    for key in ("count_documents", "count_pages"):
        table.add_column(say(lang, key), justify="right")
    for state, documents in found.documents.items():
        pages = found.pages.get(state)
        label = say(lang, f"state_{state}")
        table.add_row(label, str(documents), "" if pages is None else str(pages))
    console.print(table)
    if found.run is not None:
        console.print(Text(_run_line(found, lang)), soft_wrap=True)
    rows = []
    for failure in islice(failed, most):
        page = f", {say(lang, 'page_of', n=failure.page)}" if failure.page else ""
        rows.append(f"{failure.path}{page}: {failure.message(lang)}")
    _print_list(console, say(lang, "failures"), rows, "red", lang, most)
    rows = [f"{r.path}: {'; '.join(json.loads(r.reasons))}" for r in islice(review, most)]
    _print_list(console, say(lang, "reviews", n=found.needs_review), rows, "yellow", lang, most)
    rows = [" = ".join(group) for group in found.duplicates[:most]]
    _print_list(console, say(lang, "duplicates"), rows, "yellow", lang, most)


def _print_list(
    console: Console, title: str, rows: list[str], style: str, lang: str, most: int | None
) -> None:
    if not rows:
        return
    console.print(Text(f"\n{title}", style=f"bold {style}"))
    for row in rows:
        console.print(Text(f"  {row}"), soft_wrap=True)
    if most is not None and len(rows) == most:
        console.print(Text(f"  … {say(lang, 'all_rows')}: --all"), soft_wrap=True)


def _run_line(found: Status, lang: str) -> str:
    run = found.run
    assert run is not None
    key = "run_running" if run.running else "run_ended"
    parts = [
        say(
            lang,
            key,
            started=run.started,
            ended=run.ended or "?",
            outcome=run.outcome,
            seen=run.seen,
            found=run.found,
            pages=run.pages,
        )
    ]
    if run.pages_per_hour:
        parts.append(say(lang, "rate", rate=run.pages_per_hour))
    if run.seconds_left is not None:
        hours, rest = divmod(round(run.seconds_left), 3600)
        parts.append(say(lang, "left", left=f"{hours}:{rest // 60:02d} h"))
    return "; ".join(parts)
