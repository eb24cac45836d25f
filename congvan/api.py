"""The library: the verbs of the command line as functions."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from congvan.inputs import Target, Task
from congvan.metrics import Scores
from congvan.metrics import evaluate as _evaluate
from congvan.pipeline import PageResult, finish, open_source, read_page
from congvan.settings import Settings
from ocr.errors import DocumentError
from ocr.page import Page
from ocr.source import PageSource
from postprocess.edits import Repaired
from postprocess.extract import extract as _extract
from postprocess.record import Dispatch
from postprocess.repair import repair as _repair


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
        The record. Pages that could not be read are named in ``needs_review``.

    Raises:
        DocumentError: The document cannot be read, or its results cannot be written.
    """
    settings = settings or Settings()
    source = Path(path)
    if out is None:
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
            return digitize(source, folder, settings=settings)
    task = Task(source, Target(Path(out) / source.stem))
    opened = open_source(task, settings, force=force)
    if opened.done is not None:
        return opened.done
    results = [_read(page, settings) for page in opened.document.pages]
    return finish(opened, results, task.target, settings)


def repair(text: str) -> Repaired:
    """Repair garbled Vietnamese; right Vietnamese stays as it is.

    Args:
        text: Read by an English-only OCR, or by a Vietnamese one.

    Returns:
        The text and every edit that was made or is proposed.
    """
    return _repair(text)


def extract(text_or_pages: str | Sequence[Page]) -> Dispatch:
    """Make the record of a document whose text is known.

    Args:
        text_or_pages: Text in reading order, or pages with boxes.
    """
    return _extract(text_or_pages)


def evaluate(truth: str, read: str, before: str | None = None) -> Scores:
    """Compare a text, and what it was before its repair, with the truth.

    See `congvan.metrics`.
    """
    return _evaluate(truth, read, before)


def _read(page: PageSource, settings: Settings) -> PageResult:
    try:
        return read_page(page, settings)
    except DocumentError as error:
        return PageResult.failed(page, error)
