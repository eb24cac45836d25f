"""The library: the verbs of the command line as functions."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from congvan.archive.export import export
from congvan.archive.ingest import ingest
from congvan.archive.search import search
from congvan.archive.statistics import statistics
from congvan.archive.status import status
from congvan.archive.verify import verify
from congvan.archive.watch import watch
from congvan.documents import finish_file
from congvan.inputs import Target, Task
from congvan.metrics import Scores
from congvan.metrics import evaluate as _evaluate
from congvan.numbering import series_in
from congvan.pipeline import open_source, read_page
from congvan.results import PageResult
from congvan.settings import Settings
from ocr.errors import DocumentError
from ocr.page import Page
from ocr.source import PageSource
from postprocess.edits import Repaired
from postprocess.extract import extract as _extract
from postprocess.record import Dispatch
from postprocess.repair import repair as _repair
from postprocess.schema import record_schema
from postprocess.series import Series

__all__ = [
    "digitize",
    "digitize_all",
    "evaluate",
    "export",
    "extract",
    "ingest",
    "repair",
    "schema",
    "search",
    "series",
    "statistics",
    "status",
    "verify",
    "watch",
]


def digitize(
    path: str | PathLike[str],
    out: str | PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    force: bool = False,
) -> Dispatch:
    """Read one document in this process.

    Args:
        path: PDF, TIFF, PNG or JPEG.
        out: Folder for ``STEM.pdf``, ``STEM.txt`` and ``STEM.json``; None to write nothing.
        settings: Limits and engine; the defaults of the command line if None.
        force: Replace results that are there.

    Returns:
        The record of the file; of one that holds several documents (``source.documents`` then
        names their pages) `digitize_all` gives that of each. Pages that could not be read are
        named in ``needs_review``.

    Raises:
        SecretMark: It bears a mark of secrecy; ``Settings(on_secret=OnSecret.IGNORE)`` writes it.
        DocumentError: The document cannot be read, or its results cannot be written.
    """
    return _digitized(path, out, settings=settings, force=force)[0]


def digitize_all(
    path: str | PathLike[str],
    out: str | PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    force: bool = False,
) -> tuple[Dispatch, ...]:
    """The same as `digitize`, with a record of each document that the file holds."""
    records = _digitized(path, out, settings=settings, force=force)
    return records[1:] or records


def _digitized(
    path: str | PathLike[str],
    out: str | PathLike[str] | None,
    *,
    settings: Settings | None,
    force: bool,
) -> tuple[Dispatch, ...]:
    settings = settings or Settings()
    source = Path(path)
    if out is None:
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
            return _digitized(source, folder, settings=settings, force=False)
    task = Task(source, Target(Path(out) / source.stem))
    opened = open_source(task, settings, force=force)
    if opened.done:
        return opened.done
    results = [_read(page, settings) for page in opened.document.pages]
    return finish_file(opened, results, task.target, settings)


def repair(text: str) -> Repaired:
    """Repair garbled Vietnamese; right Vietnamese stays as it is.

    Args:
        text: Read by an English-only OCR, or by a Vietnamese one.

    Returns:
        The text and every edit that was made or is proposed.
    """
    return _repair(text)


def extract(text_or_pages: str | Sequence[Page], *, one_document: bool = False) -> Dispatch:
    """Make the record of a document whose text is known.

    Args:
        text_or_pages: Text in reading order, or pages with boxes.
        one_document: It is known to be one; else pages on which another may begin are
            reasons for review.
    """
    return _extract(text_or_pages, one_document=one_document)


def evaluate(truth: str, read: str, before: str | None = None) -> Scores:
    """Compare a text, and what it was before its repair, with the truth.

    See `congvan.metrics`.
    """
    return _evaluate(truth, read, before)


def series(folder: str | PathLike[str]) -> list[Series]:
    """Gaps and repeats among the numbers of all records below a folder."""
    return series_in(Path(folder))


def schema() -> dict[str, Any]:
    """The JSON Schema of the record; see `postprocess.schema`."""
    return record_schema()


def _read(page: PageSource, settings: Settings) -> PageResult:
    try:
        return read_page(page, settings)
    except DocumentError as error:
        return PageResult.failed(page, error)
