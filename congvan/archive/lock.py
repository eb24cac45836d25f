"""One run at a time on an archive, and no litter of those that were killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from congvan.archive.errors import ArchiveBusy
from congvan.archive.places import Places
from congvan.forks import socket_folder
from congvan.worker import Hold
from ocr.errors import OutputError

_PREFIX = "congvan-run-"
_SIZE = 4096  # bytes of the lock file
_PATIENCE = 30.0  # seconds for the workers of a killed run to notice that it is gone


@contextmanager
def held(places: Places) -> Iterator[tuple[Hold, Path]]:
    """Hold the archive for one run.

    The lock goes with the process, however it ends. What an earlier run left half done is
    removed first, when its last worker has ended.

    Yields:
        What shows that the workers belong to this run, and a folder for temporary files.

    Raises:
        ArchiveBusy: Another run holds it.
        OutputError: The archive cannot be written.
    """
    try:
        for folder in (places.root, places.results):
            folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(places.lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(path=places.root, reason=error.strerror or error) from error
    try:
        _take(lock, places)
        pid, left = _read(lock)
        run, scratch = uuid.uuid4().hex, Path(tempfile.gettempdir(), _PREFIX + uuid.uuid4().hex)
        # The fork server keeps its socket in a folder of its own, which a kill leaves too.
        own = [str(scratch), socket_folder()]
        try:
            _write(lock, run, [*own, *left])
            _await_workers(places, pid)
            _clean(places, left)
            _write(lock, run, own)
            places.work.mkdir(exist_ok=True)
            scratch.mkdir(mode=0o700)
        except OSError as error:
            raise OutputError(path=places.root, reason=error.strerror or error) from error
        try:
            yield Hold(run, places.lock, places.workers), scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            shutil.rmtree(places.work, ignore_errors=True)
            with suppress(OSError):
                os.pwrite(lock, b"\n" * _SIZE, 0)  # nothing is left to remove
    finally:
        os.close(lock)


def is_held(places: Places) -> bool:
    """Whether a run is at work on the archive."""
    try:
        lock = os.open(places.lock, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _take(lock: int, places: Places) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ArchiveBusy(path=places.root, pid=_read(lock)[0]) from None


def _read(lock: int) -> tuple[str, list[str]]:
    """The process that wrote the lock file last, and the folders that it may have left."""
    lines = os.pread(lock, _SIZE, 0).decode("utf-8", "replace").split("\n")
    return lines[1] if len(lines) > 1 else "?", [line for line in lines[2:] if line]


def _write(lock: int, run: str, folders: list[str]) -> None:
    """Write the lock file in one go: no kill leaves half of it."""
    text = "\n".join((run, str(os.getpid()), *folders, ""))
    os.pwrite(lock, text.encode("utf-8")[:_SIZE].ljust(_SIZE, b"\n"), 0)


def _await_workers(places: Places, pid: str) -> None:
    """Wait until no worker of a killed run is left that might still write."""
    workers = os.open(places.workers, os.O_RDWR | os.O_CREAT, 0o666)
    deadline = time.monotonic() + _PATIENCE
    try:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(workers, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            if time.monotonic() > deadline:
                raise ArchiveBusy(path=places.root, pid=pid)
            time.sleep(0.1)
    finally:
        os.close(workers)


def _clean(places: Places, left: list[str]) -> None:
    shutil.rmtree(places.work, ignore_errors=True)
    for folder in map(Path, left):
        # The file could say anything; only what a run makes is removed.
        if folder.name.startswith((_PREFIX, "pymp-")) and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
