"""Files appear whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ocr.errors import OutputError

_PERMISSIONS = 0o666  # what open() gives; the umask takes from it


@contextmanager
def write_atomic(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its place and move it there when it is whole and on the disk.

    A file that was there is replaced in one step; on any error it stays as it was and
    nothing is left behind.

    Args:
        path: Where the file shall stand; its folder is made.

    Yields:
        A seekable binary file, readable too.

    Raises:
        OutputError: The disk is full, the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".congvan-", suffix=".part")
    except OSError as error:
        raise _refused(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_PERMISSIONS & ~_umask())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_text_atomic(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all.

    Raises:
        OutputError: As `write_atomic`.
    """
    with write_atomic(path) as file:
        file.write(text.encode("utf-8"))


def sync_folder(folder: Path) -> None:
    """The new name itself must reach the disk; some network folders cannot be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(path=path, reason=error.strerror or str(error))
