"""What a run tells: to its log, to whoever looks on, to the database."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from congvan.archive.entry import Entry, Onlooker, Tally, entry_of
from congvan.archive.errors import FileGone
from congvan.archive.events import Events
from congvan.archive.ledger import Ledger
from congvan.archive.places import Places
from congvan.inputs import printable
from ocr.errors import DocumentError

_NOTE = 1.0  # seconds between two notes of how far the run is


class Journal:
    """The telling side of a run.

    Args:
        places: Of the archive.
        ledger: Its books.
        events: Its log.
        onlooker: Told what happens.
    """

    def __init__(self, places: Places, ledger: Ledger, events: Events, onlooker: Onlooker) -> None:
        self._places = places
        self._ledger = ledger
        self._events = events
        self.onlooker = onlooker
        self.tally = Tally()
        self._noted = 0.0
        self._found = 0

    def refused(self, path: Path, error: OSError | DocumentError) -> None:
        """A file or folder cannot be read."""
        if isinstance(error, OSError):
            error = FileGone(reason=error.strerror or error)
        self._ledger.refuse(path, error)
        self.tell("file_failed", path, reason=error.message())
        self._entry(Entry(printable(str(path)), "failed", error))

    def settled(self, document: sqlite3.Row, path: Path, *, earlier: bool = False) -> None:
        """A file is dealt with, by this document."""
        failed = self._ledger.failed_pages(document["id"]) if document["state"] == "failed" else 0
        shown = printable(str(path))
        self._entry(entry_of(document, shown, self._places, failed_pages=failed, earlier=earlier))

    def tell(self, event: str, path: Path, **values: object) -> None:
        """Log an event of a file."""
        self._events.add(event, file=printable(str(path)), **values)

    def note(self, found: int | None = None, *, force: bool = False) -> None:
        """Note how far the run is, now and then.

        Args:
            found: Files found so far; None for as many as last time.
            force: Note it now.
        """
        found = self._found = self._found if found is None else found
        now = time.monotonic()
        if force or now - self._noted > _NOTE:
            self._noted = now
            self.onlooker.found(found)
            tally = self.tally
            self._ledger.progress(found, tally.files, tally.documents, tally.pages)

    def _entry(self, entry: Entry) -> None:
        self.tally.add(entry)
        self.onlooker.entry(entry)
