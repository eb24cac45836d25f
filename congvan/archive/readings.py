"""Pages that were read, kept until their document is finished, so that no kill loses them."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import zlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from congvan.pipeline import read_page
from congvan.results import PageResult
from congvan.settings import Settings
from ocr.errors import DocumentError, OutputError
from ocr.page import Page
from ocr.source import PageSource
from postprocess.edits import Edit

_ROOM = 20 << 20  # bytes: the picture of a page takes half of it
_QUICK = 1  # zlib level: boxes and words shrink to a sixth


@dataclass(frozen=True, slots=True)
class _Kept:
    page: Page
    edits: tuple[Edit, ...]
    skipped: bool


_ADAPTER = TypeAdapter(_Kept)


def read(source: PageSource, settings: Settings) -> bytes:
    """Read a page in a worker; see `congvan.pipeline.read_page`.

    Returns:
        The result as bytes for the database.

    Raises:
        OutputError: The temporary folder is full, which is no fault of the page.
        DocumentError: The page cannot be drawn or read, or not in time.
    """
    try:
        return pack(read_page(source, settings))
    except (OSError, DocumentError) as error:
        folder = tempfile.gettempdir()
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        if full or shutil.disk_usage(folder).free < _ROOM:
            raise OutputError(path=folder, reason=os.strerror(errno.ENOSPC)) from error
        raise


def pack(result: PageResult) -> bytes:
    """A result without error as bytes; `unpack` makes it again."""
    kept = _Kept(result.page, result.edits, result.skipped)
    return zlib.compress(_ADAPTER.dump_json(kept), _QUICK)


def unpack(data: bytes) -> PageResult:
    """The result that `pack` wrote down."""
    kept = _ADAPTER.validate_json(zlib.decompress(data))
    return PageResult(kept.page, kept.edits, skipped=kept.skipped)
