"""A file becomes the documents it holds, each with its own three results.

Every file has ``STEM.pdf``, ``STEM.txt``, ``STEM.json``. Of one that holds several documents
these are the whole, as it came, and each document has ``STEM_p05-08.*`` with its own pages
beside them: every page of the file is in exactly one of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from congvan.earlier import earlier_of, part_target, remove_others
from congvan.errors import SecretMark, WouldOverwriteInput
from congvan.finishing import finish
from congvan.inputs import Target
from congvan.results import Opened, PageResult
from congvan.settings import OnSecret, Settings
from postprocess.fields.flow import rows_of
from postprocess.fields.marks import secrecy
from postprocess.record import Dispatch, Part, Status
from postprocess.segments import Segment, cuts_of


def finish_file(
    opened: Opened, results: Sequence[PageResult], target: Target, settings: Settings
) -> tuple[Dispatch, ...]:
    """Cut a file into its documents, make their records and write all results.

    Args:
        opened: The file.
        results: One for each of its pages, in order.
        target: Where the results go.
        settings: Of the run.

    Returns:
        The record of the file; behind it, where it holds several documents, those of each,
        in the order of the pages.

    Raises:
        SecretMark: One of them bears a mark of secrecy, and the settings do not let it be
            written. Then nothing of the file is.
        DocumentError: Something cannot be written.
    """
    segments = segments_of(results, settings)
    check_secrecy(segments, results, settings)
    if len(segments) == 1:
        record = finish(opened, results, target, settings)
        remove_others(target, opened.sha256, [target])
        return (record,)
    parts = [
        Part(number=n, of=len(segments), first_page=s.first + 1, last_page=s.last + 1)
        for n, s in enumerate(segments, 1)
    ]
    targets = [part_target(target, part, len(results)) for part in parts]
    _check_places(targets, opened)
    records = [
        finish(opened, _numbered(results[s.first : s.last + 1]), place, settings, part)
        for s, place, part in zip(segments, targets, parts, strict=True)
    ]
    # Last: a record of the whole says that those of its documents are there.
    whole = finish(opened, results, target, settings, documents=parts)
    remove_others(target, opened.sha256, [target, *targets])
    return (whole, *records)


def segments_of(results: Sequence[PageResult], settings: Settings) -> Sequence[Segment]:
    """Which pages belong together, a document each."""
    whole = [Segment(0, len(results) - 1)]
    # Pages that were not asked for say nothing: the documents cannot be told apart.
    if settings.one_document or any(result.skipped for result in results):
        return whole
    return cuts_of([result.page for result in results]).segments


def check_secrecy(
    segments: Sequence[Segment], results: Sequence[PageResult], settings: Settings
) -> None:
    """Before anything is written: one secret document keeps the whole file from it.

    Raises:
        SecretMark: A document of the file bears a mark, and the settings do not ignore it.
    """
    if settings.on_secret is OnSecret.IGNORE:
        return
    for segment in segments:
        pages = [result.page for result in results[segment.first : segment.last + 1]]
        mark = secrecy(rows_of(pages))
        if mark.status is not Status.ABSENT:
            raise SecretMark(mark=mark.value)


def _check_places(targets: Sequence[Target], opened: Opened) -> None:
    for target in targets:
        for path in (target.pdf, target.txt, target.json):
            if path.exists() and path.samefile(opened.document.path):
                raise WouldOverwriteInput(path=path)
        if not opened.force:
            earlier_of(target, opened.sha256)


def _numbered(results: Sequence[PageResult]) -> list[PageResult]:
    """Pages of one document, numbered from 1."""
    return [replace(r, page=replace(r.page, number=n)) for n, r in enumerate(results, 1)]
