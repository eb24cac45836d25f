"""Take scans from folders as the scanner writes them.

By looking again and again, not by the system's notices: those do not come from network
folders, where most scanners write.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from congvan.archive.entry import Onlooker, Tally
from congvan.archive.ingest import MEMORY, existing, running
from congvan.archive.places import Places
from congvan.archive.steps import Stamp
from congvan.archive.store import Store
from congvan.inputs import files_in
from congvan.settings import Settings

QUIET = 10.0  # seconds
INTERVAL = 2.0  # seconds
_SLOWEST = 300.0  # seconds between two tries of a file that is busy
_FIRST = 5.0


def watch(
    folders: Sequence[str | os.PathLike[str]],
    archive: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    memory: int = MEMORY,
    quiet: float = QUIET,
    interval: float = INTERVAL,
    onlooker: Onlooker | None = None,
    stop: threading.Event | None = None,
) -> Tally:
    """Digitise what comes into folders, until it is stopped.

    What is in the folders already is taken first. State is in the archive alone: a watch
    that was killed goes on where it was.

    Args:
        folders: To watch, with the folders in them.
        archive: The folder of the archive; it is made.
        settings: Engine and limits.
        workers: Number of processes; None for one a core.
        memory: Megabytes a worker may take.
        quiet: Seconds without a change of size and time after which a file is complete.
        interval: Seconds between two looks.
        onlooker: Told what happens.
        stop: Ends the watch when it is set; else Ctrl-C does.

    Returns:
        How many files became what.

    Raises:
        UsageError: A folder does not exist.
        ArchiveBusy: Another run is at work on the archive.
    """
    given = existing(folders)
    stop = stop or threading.Event()
    with running(archive, settings, workers, memory, None, onlooker) as intake:
        with Store(intake.places) as store:
            gate = Gate(given, intake.places, store, quiet)
            seen = 0
            while not stop.is_set():
                ready = list(gate.ready())
                if ready:
                    seen += len(ready)
                    total = seen
                    intake.take(ready, found=lambda n=total: n)  # type: ignore[misc]
                else:
                    stop.wait(interval)
        return intake.journal.tally


@dataclass(slots=True)
class _Waiting:
    stamp: Stamp
    since: float  # by the monotonic clock


@dataclass(slots=True)
class _Tried:
    stamp: Stamp
    next: float
    pause: float


class Gate:
    """Lets files through that the scanner has finished and the archive does not know yet.

    Args:
        folders: To look into.
        places: Of the archive, whose own files are none.
        store: Of the archive.
        quiet: Seconds without a change.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        places: Places,
        store: Store,
        quiet: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._out = places.root.resolve()
        self._store = store
        self._quiet = quiet
        self._clock = clock
        self._waiting: dict[Path, _Waiting] = {}
        self._tried: dict[Path, _Tried] = {}

    def ready(self) -> Iterator[Path]:
        """Look once; the files that may be taken now."""
        now = self._clock()
        seen: set[Path] = set()
        for path in self._files():
            try:
                stamp = Stamp.of(path.stat())
            except OSError:  # just moved or removed
                continue
            if self._known(path, stamp):
                continue
            seen.add(path)
            waiting = self._waiting.get(path)
            if waiting is None or waiting.stamp != stamp:
                self._waiting[path] = _Waiting(stamp, now)
            elif now - waiting.since >= self._quiet and self._may_try(path, stamp, now):
                yield path
        for gone in self._waiting.keys() - seen:
            del self._waiting[gone]
        for gone in self._tried.keys() - seen:
            del self._tried[gone]

    def _files(self) -> Iterator[Path]:
        for folder in self._folders:
            if folder.is_dir():
                yield from files_in(folder, self._out, lambda *_: None)
            elif folder.exists():
                yield folder

    def _known(self, path: Path, stamp: Stamp) -> bool:
        """Whether the archive has dealt with these very bytes; failed for good counts too."""
        row = self._store.one(
            "SELECT s.size, s.mtime_ns, s.ctime_ns, s.reason, d.state, d.retry FROM source s"
            " LEFT JOIN document d ON d.id = s.document WHERE s.path = ?",
            [os.fsencode(path)],
        )
        if row is None or row["state"] in (None, "pending") or row["reason"] or row["retry"]:
            return False
        return Stamp(row["size"], row["mtime_ns"], row["ctime_ns"]) == stamp

    def _may_try(self, path: Path, stamp: Stamp, now: float) -> bool:
        """What was busy is tried again, less and less often."""
        tried = self._tried.get(path)
        if tried is None or tried.stamp != stamp:
            self._tried[path] = _Tried(stamp, now + _FIRST, _FIRST)
            return True
        if now < tried.next:
            return False
        tried.pause = min(2 * tried.pause, _SLOWEST)
        tried.next = now + tried.pause
        return True
