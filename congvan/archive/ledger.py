"""What a run writes down: its files, its documents, their pages; each change one transaction."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import congvan
from congvan.archive import index
from congvan.archive.errors import FileChanged, FileGone, dump
from congvan.archive.events import now
from congvan.archive.identity import Identity
from congvan.archive.steps import Stamp
from congvan.archive.store import Store
from congvan.archive.summary import Summary
from congvan.inputs import printable
from ocr.errors import DocumentError, EngineMissing, OutputError

# Seconds: a file that was written so shortly before it was read may have been written
# again with the same stamp. FAT counts in steps of two seconds.
_RACY_NS = 2_000_000_000
# No fault of the document: the disk is full, a file is busy, somebody removed a program.
PASSING = (OutputError, FileGone, FileChanged, EngineMissing)


class Ledger:
    """The books of one run.

    Args:
        store: Open for writing.
        identity: Options and versions of the run.
    """

    def __init__(self, store: Store, identity: Identity) -> None:
        self._store = store
        self._identity = identity
        self._started = time.monotonic()
        with store.transaction():
            store.execute(
                "UPDATE run SET ended = ?, outcome = 'killed' WHERE ended IS NULL", [now()]
            )
            self._forget_refused()
            software = f"congvan {congvan.__version__}"
            self.run = store.insert("run", {"started": now(), "software": software})

    def progress(self, found: int, seen: int, documents: int, pages: int) -> None:
        """Write down how far the run is."""
        seconds = round(time.monotonic() - self._started, 1)
        counts = {"found": found, "seen": seen, "documents": documents, "pages": pages}
        self._store.update("run", self.run, {**counts, "seconds": seconds})

    def end(self, outcome: str) -> None:
        """Close the run."""
        self._store.update("run", self.run, {"ended": now(), "outcome": outcome})

    def unchanged(self, path: Path, stamp: Stamp) -> sqlite3.Row | None:
        """The document of a file that needs no reading; None if it has to be read."""
        row = self._store.one("SELECT * FROM source WHERE path = ?", [os.fsencode(path)])
        if row is None or row["document"] is None or row["reason"] is not None:
            return None
        known = Stamp(row["size"], row["mtime_ns"], row["ctime_ns"])
        if known != stamp or row["read_at"] - stamp.mtime_ns < _RACY_NS:
            return None
        return self.document(row["document"])

    def document(self, number: int) -> sqlite3.Row:
        """A document by its number."""
        row = self._store.one("SELECT * FROM document WHERE id = ?", [number])
        assert row is not None
        return row

    def failed_pages(self, number: int) -> int:
        """How many pages of a document failed."""
        row = self._store.one(
            "SELECT count(*) FROM page WHERE document = ? AND state = 'failed'", [number]
        )
        assert row is not None
        return int(row[0])

    def same(self, sha256: str) -> sqlite3.Row | None:
        """The document of that content."""
        return self._store.one("SELECT * FROM document WHERE sha256 = ?", [sha256])

    def link(self, path: Path, stamp: Stamp, document: int) -> str | None:
        """Note which document a file holds.

        Returns:
            The old name, if the file was renamed.
        """
        with self._store.transaction():
            renamed = None
            for other in self._store.execute(
                "SELECT id, path, shown FROM source WHERE document = ?", [document]
            ).fetchall():
                if other["path"] != os.fsencode(path) and not os.path.lexists(other["path"]):
                    self._store.execute("DELETE FROM source WHERE id = ?", [other["id"]])
                    renamed = str(other["shown"])
            values = {**_stamped(stamp), "document": document, "reason": None}
            self._note(path, values)
        return renamed

    def refuse(self, path: Path, error: DocumentError) -> None:
        """Note why a file could not be read at all; the next run tries again."""
        with self._store.transaction():
            self._note(path, {"reason": dump(error)})

    def begin(self, sha256: str, size: int, pages: int) -> tuple[int, dict[int, str | None]]:
        """Open a document, new or to be done again.

        Returns:
            Its number; and the pages that an earlier run has read already, each with the
            reason where it failed.
        """
        limits, recipe = self._identity.limits, self._identity.recipe
        values = {"state": "pending", "recipe": recipe, "limits": limits, "run": self.run}
        values |= {"reason": None, "retry": 0, "page_count": pages}
        with self._store.transaction():
            old = self.same(sha256)
            if old is None:
                number = self._store.insert("document", {"sha256": sha256, "bytes": size, **values})
                return number, {}
            number = old["id"]
            goes_on = old["state"] == "pending" or old["retry"]
            if not goes_on or old["recipe"] != recipe:
                self._store.execute("DELETE FROM reading WHERE document = ?", [number])
            elif old["limits"] != limits:
                self._store.execute(
                    "DELETE FROM reading WHERE document = ? AND data IS NULL", [number]
                )
            self._store.update("document", number, values)
            known = self._store.execute(
                "SELECT number, reason FROM reading WHERE document = ?", [number]
            )
            return number, {row["number"]: row["reason"] for row in known}

    def read(self, document: int, page: int, data: bytes | None, reason: str | None) -> None:
        """Keep what was read of a page, or why it failed."""
        values = {"document": document, "number": page, "data": data, "reason": reason}
        with self._store.transaction():
            self._store.insert("reading", values)

    def finish(self, document: int, summary: Summary, seconds: float) -> None:
        """A document is done and its files are in their places."""
        values = {"state": summary.state, "results": 1, "retry": 0, "reason": None}
        values |= {"run": self.run, "finished": now(), "seconds": round(seconds, 2)}
        with self._store.transaction():
            index.put(self._store, document, summary)
            self._store.update("document", document, {**summary.document, **values})
            self._store.execute("DELETE FROM reading WHERE document = ?", [document])

    def fail(
        self,
        document: int,
        error: DocumentError,
        pages: Mapping[int, str | None],
        seconds: float,
    ) -> None:
        """A document failed; what was read of it is kept if it failed for what may pass.

        Args:
            document: Its number.
            error: Why.
            pages: All its pages, with the reason of those that failed by themselves.
            seconds: It took.
        """
        passing = isinstance(error, PASSING)
        values = {"state": "failed", "reason": dump(error), "retry": int(passing)}
        values |= {"run": self.run, "finished": now(), "seconds": round(seconds, 2)}
        with self._store.transaction():
            self._store.update("document", document, values)
            self._store.execute("DELETE FROM page WHERE document = ?", [document])
            for number, reason in pages.items():
                row = {"document": document, "number": number, "state": "failed"}
                self._store.insert("page", {**row, "reason": reason or dump(error)})
            if not passing:
                self._store.execute("DELETE FROM reading WHERE document = ?", [document])

    def _forget_refused(self) -> None:
        """Files that could not be read and are gone now, folders that can be read again."""
        for row in self._store.execute(
            "SELECT id, path FROM source WHERE document IS NULL"
        ).fetchall():
            readable = os.path.isdir(row["path"]) and os.access(row["path"], os.R_OK | os.X_OK)  # noqa: PTH112
            if readable or not os.path.lexists(row["path"]):
                self._store.execute("DELETE FROM source WHERE id = ?", [row["id"]])

    def _note(self, path: Path, values: Mapping[str, object]) -> None:
        key = os.fsencode(path)
        row = self._store.one("SELECT id FROM source WHERE path = ?", [key])
        if row is None:
            shown = printable(str(path))
            self._store.insert("source", {"path": key, "shown": shown, **values})
        else:
            self._store.update("source", row["id"], dict(values))


def _stamped(stamp: Stamp) -> dict[str, object]:
    return {**asdict(stamp), "read_at": time.time_ns()}
