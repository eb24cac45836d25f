"""Take files into the archive: each file, each document, each page once, whatever happens.

The story of a file: it is looked up by its stamp; if that does not settle it, it is copied
and hashed; its pages are read one by one, each kept as soon as it is read; its results are
written and moved; and then one transaction says that it is done. Killed anywhere, the next
run goes on behind the last thing that was kept.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from congvan.archive.entry import Tally
from congvan.archive.errors import dump, load
from congvan.archive.identity import Again, Identity
from congvan.archive.journal import Journal
from congvan.archive.ledger import PASSING, Ledger
from congvan.archive.places import Places
from congvan.archive.steps import Stamp, Taken
from congvan.archive.summary import Summary
from congvan.crew import Crew, Job
from congvan.settings import Settings
from congvan.worker import Hold
from ocr.errors import DocumentError, PageTimeout
from ocr.source import Document, PageSource

_GRACE = 30.0  # seconds beyond a page's limit: the recogniser's own limit acts first
_OPEN_LIMIT = 300.0  # seconds to take a file in, or to write its results
_FINISH_PER_PAGE = 10.0


@dataclass(slots=True)
class _Work:
    """A document on its way."""

    row: int
    path: Path
    sha256: str
    document: Document
    started: float
    reasons: dict[int, str | None] = field(default_factory=dict)  # of pages dealt with
    waiting: int = 0  # pages that are not back yet
    trouble: DocumentError | None = None  # it will fail when all are back
    others: list[Path] = field(default_factory=list)  # files of the same content


class Intake:
    """One run's way of taking files; made by `congvan.archive.ingest.running`.

    Args:
        places: Of the archive.
        ledger: Its books.
        journal: What it tells.
        settings: Engine and limits.
        identity: Of these settings.
        workers: Number of processes.
        memory: Megabytes a worker may take.
        again: What is done again.
        hold: Shows that the workers belong to this run.
        scratch: For the workers' temporary files.
    """

    def __init__(
        self,
        places: Places,
        ledger: Ledger,
        journal: Journal,
        settings: Settings,
        *,
        identity: Identity,
        workers: int,
        memory: int,
        again: Again | None,
        hold: Hold,
        scratch: Path,
    ) -> None:
        self.places = places
        self._ledger = ledger
        self.journal = journal
        self._settings = settings
        self._identity = identity
        self._again = again
        self._crew = partial(
            Crew, workers, memory=memory, second_try=True, scratch=scratch, hold=hold
        )
        self._open: dict[int, _Work] = {}
        self._copies = 0

    def take(self, files: Iterable[Path], found: Callable[[], int]) -> Tally:
        """Take all files.

        Args:
            files: Asked for one by one, as workers fall idle.
            found: How many have been found so far.

        Returns:
            What became of the files of this run so far.
        """
        waiting = iter(files)
        ended = False

        def more() -> bool:
            nonlocal ended
            path = None if ended else next(waiting, None)
            if path is None:
                ended = True
                return False
            self._consider(path)
            self.journal.note(found())
            return True

        with self._crew() as self._jobs:
            while not ended or self._jobs.busy:
                self._jobs.turn(more)
                self.journal.note(found())
        self.journal.note(found())
        return self.journal.tally

    def _consider(self, path: Path) -> None:
        try:
            stamp = Stamp.of(path.stat())
        except OSError as error:
            self.journal.refused(path, error)
            return
        document = self._ledger.unchanged(path, stamp)
        if document is not None and self._settled(document):
            self.journal.settled(document, path, earlier=True)
            return
        if document is not None and (work := self._open.get(document["id"])):
            work.others.append(path)
            return
        self._copies += 1
        copy = self.places.work / f"{self._copies:08d}" / "scan"
        self._jobs.add(
            Job(
                "congvan.archive.steps:take_in",
                (path, copy, self._settings),
                _OPEN_LIMIT,
                partial(self._taken, path, copy),
                partial(self._not_taken, path, copy),
            )
        )

    def _settled(self, document: sqlite3.Row) -> bool:
        return self._identity.is_settled(document, self._again, self._ledger.run)

    def _not_taken(self, path: Path, copy: Path, error: DocumentError) -> None:
        _remove(copy)
        self.journal.refused(path, error)

    def _taken(self, path: Path, copy: Path, taken: Taken) -> None:
        same = self._ledger.same(taken.sha256)
        if same is not None and (same["id"] in self._open or self._settled(same)):
            _remove(copy)
            self._link(path, taken.stamp, same["id"])
            if work := self._open.get(same["id"]):
                work.others.append(path)
            else:
                self.journal.settled(same, path, earlier=True)
            return
        pages = taken.document.pages if taken.document else ()
        row, known = self._ledger.begin(taken.sha256, taken.stamp.size, len(pages))
        self._link(path, taken.stamp, row)
        document = taken.document
        if document is None:
            assert taken.error is not None
            _remove(copy)
            self._ledger.fail(row, taken.error, {}, 0.0)
            self.journal.tell("document_failed", path, document=row, reason=taken.error.message())
            self.journal.settled(self._ledger.document(row), path)
            return
        work = _Work(row, path, taken.sha256, document, time.monotonic(), known)
        self._open[row] = work
        self.journal.onlooker.opened(len(pages))
        for _ in known:
            self.journal.onlooker.page_done()
        left = [page for page in pages if page.number not in known]
        work.waiting = len(left)
        for page in left:
            self._jobs.add(
                Job(
                    "congvan.archive.readings:read",
                    (page, self._settings),
                    self._settings.timeout + _GRACE,
                    partial(self._read, work, page.number),
                    partial(self._unread, work, page),
                )
            )
        if not left:
            self._all_read(work)

    def _link(self, path: Path, stamp: Stamp, row: int) -> None:
        renamed = self._ledger.link(path, stamp, row)
        if renamed is not None:
            self.journal.tell("file_renamed", path, document=row, was=renamed)

    def _read(self, work: _Work, number: int, data: bytes) -> None:
        self._ledger.read(work.row, number, data, None)
        self.journal.tally.pages += 1
        self._page_back(work, number, None)

    def _unread(self, work: _Work, page: PageSource, error: DocumentError) -> None:
        if isinstance(error, PageTimeout):  # time that was up outside the recogniser
            error = PageTimeout(page=page.number, seconds=round(self._settings.timeout))
        if isinstance(error, PASSING):  # no fault of the page
            work.trouble = error
        else:
            self._ledger.read(work.row, page.number, None, dump(error))
        message = error.message()
        self.journal.tell(
            "page_failed", work.path, document=work.row, page=page.number, reason=message
        )
        self._page_back(work, page.number, dump(error))

    def _page_back(self, work: _Work, number: int, reason: str | None) -> None:
        work.reasons[number] = reason
        work.waiting -= 1
        self.journal.onlooker.page_done()
        if work.waiting == 0:
            self._all_read(work)

    def _all_read(self, work: _Work) -> None:
        failed = [reason for reason in work.reasons.values() if reason]
        if work.trouble is not None:
            self._fail(work, work.trouble)
        elif len(failed) == len(work.reasons):
            self._fail(work, load(failed[0]))
        else:
            self._finish(work)

    def _finish(self, work: _Work) -> None:
        self._jobs.add(
            Job(
                "congvan.archive.steps:complete",
                (
                    self.places,
                    work.row,
                    work.document,
                    work.path.name,
                    work.sha256,
                    self._settings,
                ),
                _OPEN_LIMIT + _FINISH_PER_PAGE * len(work.reasons),
                partial(self._finished, work),
                partial(self._fail, work),
                finishes=True,
            )
        )

    def _finished(self, work: _Work, summary: Summary) -> None:
        seconds = time.monotonic() - work.started
        self._ledger.finish(work.row, summary, seconds)
        self.journal.tell(
            "document_finished",
            work.path,
            document=work.row,
            state=summary.state,
            pages=len(summary.pages),
            seconds=round(seconds, 2),
        )
        self._close(work)

    def _fail(self, work: _Work, error: DocumentError) -> None:
        seconds = time.monotonic() - work.started
        self._ledger.fail(work.row, error, work.reasons, seconds)
        self.journal.tell("document_failed", work.path, document=work.row, reason=error.message())
        self._close(work)

    def _close(self, work: _Work) -> None:
        del self._open[work.row]
        _remove(work.document.path)
        self.journal.tally.documents += 1
        for earlier, path in enumerate((work.path, *work.others)):
            self.journal.settled(self._ledger.document(work.row), path, earlier=bool(earlier))


def _remove(copy: Path) -> None:
    shutil.rmtree(copy.parent, ignore_errors=True)
