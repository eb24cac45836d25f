"""What workers do for the archive: take a file in, and finish a document."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from congvan.archive.errors import FileChanged, FileGone, load
from congvan.archive.places import Places
from congvan.archive.readings import unpack
from congvan.archive.store import Store
from congvan.archive.summary import Summary, summarise
from congvan.documents import check_secrecy, segments_of
from congvan.finishing import finish
from congvan.results import Opened, PageResult
from congvan.settings import Settings
from ocr.document import open_document
from ocr.errors import DocumentError, OutputError
from ocr.source import Document

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells, without reading it, that a file is still the same."""

    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file's status."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in.

    Attributes:
        stamp: Of the file, the same before and after it was read.
        sha256: Of its content.
        document: Its pages; None if it cannot be opened.
        error: Why it cannot be opened.
    """

    stamp: Stamp
    sha256: str
    document: Document | None = None
    error: DocumentError | None = None


def take_in(path: Path, copy: Path, settings: Settings) -> Taken:
    """Copy a file, and describe what was copied.

    From here on only the copy is read: whatever becomes of the file, the pages belong to
    the hash. A file on a slow share is read only once.

    Args:
        path: The file.
        copy: Where the copy goes; its folder is made.
        settings: Of the run.

    Raises:
        FileGone: It cannot be read.
        FileChanged: It changed while it was read.
        OutputError: The copy cannot be written.
    """
    stamp, sha256 = _copied(path, copy)
    try:
        document = open_document(
            copy,
            max_megapixels=settings.max_megapixels,
            max_pages=settings.max_pages,
            dpi=settings.dpi,
        )
    except DocumentError as error:
        return Taken(stamp, sha256, error=error)
    return Taken(stamp, sha256, document)


def complete(
    places: Places, row: int, document: Document, name: str, sha256: str, settings: Settings
) -> Summary:
    """Make the results of a document from its pages that were read.

    Args:
        places: Of the archive.
        row: Number of the document in the database, where its pages wait.
        document: Its copy.
        name: Of its file.
        sha256: Of its content.
        settings: Of the run.

    Raises:
        SecretMark: It bears a mark of secrecy, and the settings do not ignore it.
        DocumentError: The results cannot be written.
    """
    with Store(places) as store:
        readings = store.execute("SELECT * FROM reading WHERE document = ?", [row]).fetchall()
    known = {r["number"]: r for r in readings}
    results = []
    for source in document.pages:
        reading = known[source.number]
        if reading["data"] is None:
            results.append(PageResult.failed(source, load(reading["reason"])))
        else:
            results.append(unpack(reading["data"]))
    # A file that holds several documents is kept whole; a mark on any of them counts.
    check_secrecy(segments_of(results, settings), results, settings)
    size = document.path.stat().st_size
    target = places.target(sha256)
    opened = Opened(document, sha256, size, name=name)
    record = finish(opened, results, target, settings, aside=places.work)
    return summarise(record, results, target)


def _copied(path: Path, copy: Path) -> tuple[Stamp, str]:
    try:
        # Without waiting: a pipe that nobody writes to would hold the worker for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        source = open(handle, "rb", buffering=0)  # noqa: PTH123, SIM115 — closed below
    except OSError as error:
        raise FileGone(reason=error.strerror or error) from error
    with source:
        before = os.fstat(source.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise FileGone(reason="not a regular file")
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            target = copy.open("wb", buffering=0)
        except OSError as error:
            raise OutputError(path=copy, reason=error.strerror or error) from error
        digest, size = hashlib.sha256(), 0
        with target:
            while size <= before.st_size:  # a file that grows faster than it is read has no end
                try:
                    chunk = source.read(_CHUNK)
                except OSError as error:
                    raise FileGone(reason=error.strerror or error) from error
                if not chunk:
                    break
                digest.update(chunk)
                size += len(chunk)
                _write(target.fileno(), chunk, copy)
        after = os.fstat(source.fileno())
    stamp = Stamp.of(after)
    if Stamp.of(before) != stamp or size != stamp.size:
        raise FileChanged
    return stamp, digest.hexdigest()


def _write(handle: int, chunk: bytes, copy: Path) -> None:
    rest = memoryview(chunk)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        raise OutputError(path=copy, reason=error.strerror or error) from error
