"""What became of a file, and how many files became what."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass, fields
from typing import Any

from congvan.archive.errors import load
from congvan.archive.places import Places
from ocr.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one file.

    Attributes:
        path: The file, as it can be printed.
        state: ``done``, ``doubtful``, ``blank``, ``skipped`` or ``failed``.
        error: Why it failed; None where only some of its pages did.
        document: Number of its document in the archive; None if it could not be read.
        pages: Of the document.
        failed_pages: How many of them could not be read.
        earlier: Whether an earlier run had done it, or this one from another file.
        results: Path of its results without suffix; None if there are none.
        record: Number, symbol, date and so on of the document.
        needs_review: Why a person must look.
        seconds: It took.
    """

    path: str
    state: str
    error: DocumentError | None = None
    document: int | None = None
    pages: int = 0
    failed_pages: int = 0
    earlier: bool = False
    results: str | None = None
    record: dict[str, Any] | None = None
    needs_review: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Plain values, for ``--json``."""
        error = self.error.message(lang) if self.error else None
        record = self.record or {}
        return {**asdict(self), "error": error, "record": record}


@dataclass(slots=True)
class Tally:
    """Files by what became of them; ``earlier`` ones are counted under their state too."""

    done: int = 0
    doubtful: int = 0
    blank: int = 0
    skipped: int = 0
    failed: int = 0
    earlier: int = 0
    pages: int = 0
    documents: int = 0
    review: int = 0

    def add(self, entry: Entry) -> None:
        """Count a file."""
        setattr(self, entry.state, getattr(self, entry.state) + 1)
        self.earlier += entry.earlier
        self.review += bool(entry.needs_review)

    @property
    def files(self) -> int:
        """Files dealt with."""
        return self.done + self.doubtful + self.blank + self.skipped + self.failed

    def as_dict(self) -> dict[str, int]:
        """Plain values."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


class Onlooker:
    """What happens, as it happens; the default does nothing."""

    def found(self, files: int) -> None:
        """So many files have been found so far."""

    def opened(self, pages: int) -> None:
        """A document of so many pages is being read."""

    def page_done(self) -> None:
        """A page is read, or given up."""

    def entry(self, entry: Entry) -> None:
        """A file is dealt with."""


def entry_of(
    row: sqlite3.Row, path: str, places: Places, *, failed_pages: int, earlier: bool
) -> Entry:
    """The entry of a file from the row of its document."""
    names = ("type", "number", "symbol", "date", "issuer", "subject")
    base = places.target(row["sha256"]).base
    return Entry(
        path,
        row["state"],
        error=load(row["reason"]) if row["reason"] else None,
        document=row["id"],
        pages=row["page_count"],
        failed_pages=failed_pages,
        earlier=earlier,
        results=str(base) if row["results"] else None,
        record={name: row[name] for name in names},
        needs_review=tuple(json.loads(row["reasons"])),
        seconds=row["seconds"],
    )
