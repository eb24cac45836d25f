"""What every worker process loads once, and how it is held: its group, its limits, its end."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import resource
import signal
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from types import FrameType
from typing import Any

from congvan.errors import OutOfMemory

_NO_MEMORY = -4  # cv2.Error.StsNoMem


@dataclass(frozen=True, slots=True)
class Hold:
    """A file that says which run may write; its workers keep another one locked.

    Attributes:
        run: Name of the run.
        current: File that holds the name of the run that may write.
        workers: File that each worker holds a shared lock on while it lives.
    """

    run: str
    current: Path
    workers: Path


def enter(scratch: Path | None, hold: Hold | None) -> None:
    """Set a new worker up: a process group of its own, which ends with the main process.

    Args:
        scratch: Folder for temporary files; None for the system's.
        hold: What shows a later run that this worker is still there.
    """
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, _end_group)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if scratch is not None:
        tempfile.tempdir = str(scratch)
        os.environ["TMPDIR"] = str(scratch)
    if hold is not None:
        # Kept open, and so locked, until the process ends.
        fcntl.flock(os.open(hold.workers, os.O_RDWR | os.O_CREAT), fcntl.LOCK_SH)
        # The main process may have died before the lock was taken, and a new run begun.
        if hold.current.read_text(encoding="utf-8").split("\n")[0] != hold.run:
            os._exit(1)


def enter_to_finish(scratch: Path | None, hold: Hold | None) -> None:
    """Set up a worker that makes records and results; it loads what that needs."""
    enter(scratch, hold)
    resolve_name("congvan.ready:load_finishing")()


def limited(call: str, args: tuple[Any, ...], kwargs: dict[str, Any], megabytes: int | None) -> Any:
    """Call a function that may take so much memory; programs that it starts may too.

    Args:
        call: ``module:name``.
        args: Of the function.
        kwargs: Of the function.
        megabytes: None for no limit.

    Raises:
        OutOfMemory: It wanted more.
    """
    function = resolve_name(call)
    if megabytes is None:
        return function(*args, **kwargs)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_reserved() + (megabytes << 20), hard))
    try:
        return function(*args, **kwargs)
    except Exception as error:
        # Of OpenCV's errors by their number, so that the main process need not load it.
        if isinstance(error, MemoryError) or getattr(error, "code", None) == _NO_MEMORY:
            raise OutOfMemory(limit=megabytes) from error
        raise


def _reserved() -> int:
    """Bytes of memory this process has asked for; libraries ask for much that they never use."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, IndexError, ValueError):  # no Linux
        return 0
    return pages * resource.getpagesize()


def _end_group(_signal: int = 0, _frame: FrameType | None = None) -> None:
    # The recogniser that this worker may be waiting for goes with it.
    with suppress(ProcessLookupError):
        os.killpg(0, signal.SIGKILL)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end_group()
