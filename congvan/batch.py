"""Many documents at once, a process per core; a page that crashes or hangs costs only itself."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import partial

from congvan.crew import Crew, Job
from congvan.errors import SecretMark, UsageError
from congvan.inputs import Task
from congvan.results import Opened, PageResult
from congvan.settings import Settings
from ocr.errors import DocumentError, EngineMissing, PageTimeout
from ocr.source import PageSource
from postprocess.record import Dispatch, Status

_GRACE = 30.0  # seconds beyond a page's limit: the recogniser's own limit acts first
_OPEN_LIMIT = 300.0  # seconds to open a document or to write its results
_FINISH_PER_PAGE = 10.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        task: The file.
        record: The record of the file; None if it failed or was set apart.
        further: Those of its documents if it holds several.
        error: Why it failed; None if it is done.
        apart: Its mark of secrecy if nothing of it was written for that.
        pages: Number of its pages, 0 where it could not be opened.
        failed_pages: How many of them could not be read.
        seconds: From its opening to its results, waiting included.
        earlier: Whether an earlier run had done it.
    """

    task: Task
    record: Dispatch | None = None
    further: tuple[Dispatch, ...] = ()
    error: DocumentError | None = None
    apart: str | None = None
    pages: int = 0
    failed_pages: int = 0
    seconds: float = 0.0
    earlier: bool = False

    @property
    def records(self) -> tuple[Dispatch, ...]:
        """Those of its documents, in the order of the pages."""
        return self.further or (() if self.record is None else (self.record,))

    @property
    def secret(self) -> bool:
        """Whether it bears a mark of secrecy, written or not."""
        return self.apart is not None or any(
            r.secrecy.status is not Status.ABSENT for r in self.records
        )


class Listener:
    """What happens, as it happens; the default does nothing."""

    def opened(self, pages: int) -> None:
        """A document of so many pages is being read."""

    def page_done(self) -> None:
        """A page is read, or given up."""

    def document_done(self, outcome: Outcome) -> None:
        """A document is done, or failed."""


@dataclass(slots=True)
class _Work:
    """A document on its way: its results fill up, then it is finished."""

    task: Task
    started: float
    opened: Opened | None = None
    results: dict[int, PageResult] = field(default_factory=dict)


class Batch:
    """Digitises documents in worker processes.

    Args:
        tasks: The documents.
        settings: Of the run.
        workers: Number of processes.
        force: Do again what is done.
        listener: Told of progress.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        settings: Settings,
        *,
        workers: int,
        force: bool = False,
        listener: Listener | None = None,
    ) -> None:
        self._tasks = deque(tasks)
        self._settings = settings
        self._workers = workers
        self._force = force
        self._listener = listener or Listener()
        self._finished: deque[Outcome] = deque()

    def run(self) -> Generator[Outcome, None, None]:
        """Digitise all; each outcome as soon as it is known.

        Leaving the iterator early (an error, Ctrl-C) kills the workers; what is finished
        stays, what is not leaves nothing behind.

        Raises:
            UsageError: There is no recogniser of that name.
            EngineMissing: It is not installed.
        """
        with Crew(self._workers) as self._crew:
            self._crew.add(self._check())
            while self._tasks or self._crew.busy:
                self._crew.turn(self._more)
                while self._finished:
                    yield self._finished.popleft()

    def _check(self) -> Job:
        """A worker has the recogniser loaded: this process would need it for nothing else."""
        engine = (self._settings.engine,)
        return Job("congvan.settings:check_engine", engine, _OPEN_LIMIT, lambda _: None, _raised)

    def _more(self) -> bool:
        if not self._tasks:
            return False
        self._open(self._tasks.popleft())
        return True

    def _open(self, task: Task) -> None:
        work = _Work(task, time.monotonic())
        self._crew.add(
            Job(
                "congvan.pipeline:open_source",
                (task, self._settings),
                _OPEN_LIMIT,
                partial(self._opened, work),
                partial(self._fail, work),
                {"force": self._force},
            )
        )

    def _opened(self, work: _Work, opened: Opened) -> None:
        pages = opened.document.pages
        self._listener.opened(len(pages))
        if opened.done:
            for _ in pages:
                self._listener.page_done()
            self._done(work, opened.done, earlier=True)
            return
        work.opened = opened
        for page in pages:
            self._crew.add(
                Job(
                    "congvan.pipeline:read_page",
                    (page, self._settings),
                    self._settings.timeout + _GRACE,
                    partial(self._read, work, page.number),
                    partial(self._unread, work, page),
                )
            )

    def _unread(self, work: _Work, page: PageSource, error: DocumentError) -> None:
        if isinstance(error, PageTimeout):  # time that was up outside the recogniser
            error = PageTimeout(page=page.number, seconds=round(self._settings.timeout))
        self._read(work, page.number, PageResult.failed(page, error))

    def _read(self, work: _Work, number: int, result: PageResult) -> None:
        assert work.opened is not None
        work.results[number] = result
        self._listener.page_done()
        if len(work.results) < len(work.opened.document.pages):
            return
        results = [work.results[n] for n in sorted(work.results)]
        errors = [r.error for r in results if r.error is not None]
        if len(errors) == len(results):
            self._fail(work, errors[0])
            return
        self._crew.add(
            Job(
                "congvan.documents:finish_file",
                (work.opened, results, work.task.target, self._settings),
                _OPEN_LIMIT + _FINISH_PER_PAGE * len(results),
                partial(self._done, work),
                partial(self._fail, work),
                finishes=True,
            )
        )

    def _done(self, work: _Work, records: tuple[Dispatch, ...], *, earlier: bool = False) -> None:
        pages = records[0].pages
        self._end(
            Outcome(
                work.task,
                records[0],
                records[1:],
                pages=len(pages),
                failed_pages=sum(page.status == "failed" for page in pages),
                seconds=time.monotonic() - work.started,
                earlier=earlier,
            )
        )

    def _fail(self, work: _Work, error: DocumentError) -> None:
        pages = len(work.opened.document.pages) if work.opened else 0
        seconds = time.monotonic() - work.started
        if isinstance(error, SecretMark):
            self._end(Outcome(work.task, apart=error.mark, pages=pages, seconds=seconds))
        else:
            self._end(Outcome(work.task, error=error, pages=pages, seconds=seconds))

    def _end(self, outcome: Outcome) -> None:
        self._finished.append(outcome)
        self._listener.document_done(outcome)


def _raised(error: DocumentError) -> None:
    if isinstance(error, UsageError | EngineMissing):  # of anything else the pages will tell
        raise error
