"""The event log of an archive: what happened and when, a JSON line each."""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

_TAIL = 1 << 16


def now() -> str:
    """The time as ISO 8601, UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Events:
    """Appends events; use as a context manager.

    A log is no state: that it cannot be written, on a full disk, stops nothing.

    Args:
        path: The file; a line that a killed run left unfinished is removed.
        run: Number of the run, in every event.
    """

    def __init__(self, path: Path, run: int) -> None:
        self._run = run
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        size = os.fstat(self._handle).st_size
        tail = os.pread(self._handle, _TAIL, max(0, size - _TAIL))
        if tail and not tail.endswith(b"\n"):
            os.ftruncate(self._handle, size - len(tail) + tail.rfind(b"\n") + 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._handle)

    def add(self, event: str, **values: Any) -> None:
        """Append one event."""
        line = {"time": now(), "run": self._run, "event": event, **values}
        data = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with suppress(OSError):
            os.write(self._handle, data)  # one call: lines of two processes never mix
