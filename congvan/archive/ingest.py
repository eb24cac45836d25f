"""``congvan ingest``: one run over files and folders."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from congvan.archive.entry import Onlooker, Tally
from congvan.archive.events import Events
from congvan.archive.identity import Again, Identity
from congvan.archive.intake import Intake
from congvan.archive.journal import Journal
from congvan.archive.ledger import Ledger
from congvan.archive.lock import held
from congvan.archive.places import Places
from congvan.archive.store import Store
from congvan.errors import UsageError
from congvan.inputs import files_in, printable
from congvan.settings import Settings
from ocr.errors import DocumentError

MEMORY = 600  # megabytes a worker may take


def ingest(
    paths: Sequence[str | os.PathLike[str]],
    archive: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    memory: int = MEMORY,
    again: Again | None = None,
    onlooker: Onlooker | None = None,
) -> Tally:
    """Digitise files and folders into an archive; what is done already is not done again.

    Args:
        paths: Files and folders.
        archive: The folder of the archive; it is made.
        settings: Engine and limits.
        workers: Number of processes; None for one a core.
        memory: Megabytes a worker may take.
        again: Do again what ``failed``, what is ``doubtful``, or ``all``.
        onlooker: Told what happens.

    Returns:
        How many files became what.

    Raises:
        UsageError: A path does not exist.
        ArchiveBusy: Another run is at work on the archive.
        OutputError: The archive cannot be written.
        ArchiveUnusable: Its disk is full or damaged; what was finished is kept.
    """
    given = existing(paths)
    with running(archive, settings, workers, memory, again, onlooker) as intake:
        counter = _Counter(given, intake.places.root)
        counter.start()
        try:
            return intake.take(_files(given, intake), found=lambda: counter.files)
        finally:
            counter.stopped = True


def existing(paths: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """The paths, each of which is there.

    Raises:
        UsageError: One is not.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if not path.exists():
            shown = printable(str(path))
            raise UsageError(en=f"There is no {shown}.", vi=f"Không có {shown}.")
    return given


@contextmanager
def running(
    archive: str | os.PathLike[str],
    settings: Settings | None,
    workers: int | None,
    memory: int,
    again: Again | None,
    onlooker: Onlooker | None,
) -> Iterator[Intake]:
    """Hold an archive for one run, and close the books at its end."""
    places = Places(Path(archive))
    settings = settings or Settings()
    identity = Identity.of(settings, memory)
    with held(places) as (hold, scratch), Store(places, write=True) as store:
        ledger = Ledger(store, identity)
        with Events(places.events, ledger.run) as events:
            events.add("run_started")
            journal = Journal(places, ledger, events, onlooker or Onlooker())
            intake = Intake(
                places,
                ledger,
                journal,
                settings,
                identity=identity,
                workers=workers or cores(),
                memory=memory,
                again=again,
                hold=hold,
                scratch=scratch,
            )
            outcome = "interrupted"
            try:
                yield intake
                outcome = "finished"
            except Exception:
                outcome = "failed"
                raise
            finally:
                events.add("run_ended", outcome=outcome, **journal.tally.as_dict())
                with suppress(DocumentError):
                    journal.note(force=True)
                    ledger.end(outcome)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _files(given: Sequence[Path], intake: Intake) -> Iterator[Path]:
    """The files, found as they are asked for; the archive's own are none."""
    out = intake.places.root.resolve()
    for path in given:
        if path.is_dir():
            yield from files_in(path, out, intake.journal.refused)
        else:
            yield path


class _Counter(threading.Thread):
    """Counts the files beside the run, which does not wait for the number."""

    def __init__(self, given: Sequence[Path], out: Path) -> None:
        super().__init__(daemon=True)
        self._given = given
        self._out = out.resolve()
        self.files = 0
        self.stopped = False

    def run(self) -> None:
        """Count until all are found or the run has ended."""
        for path in self._given:
            if not path.is_dir():
                self.files += 1
                continue
            for _ in files_in(path, self._out, lambda *_: None):
                self.files += 1
                if self.stopped:
                    return
