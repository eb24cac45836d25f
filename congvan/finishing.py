"""The end of a dispatch's story: its pages become the record and the three results.

What this needs loads as long as a page is read, so it runs in a process of its own, which
loads while the first pages are read; see `congvan.crew`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import congvan
from congvan.errors import SecretMark
from congvan.inputs import Target, printable
from congvan.outputs.crops import write_crops
from congvan.outputs.searchable_pdf import write_searchable
from congvan.outputs.staging import staged
from congvan.pageinfo import page_info
from congvan.results import Opened, PageResult
from congvan.settings import OnSecret, Settings
from ocr.engines import engine
from ocr.page import Page
from ocr.signatures import signatures
from ocr.source import Document, FileKind, Limits
from postprocess.extract import extract
from postprocess.record import Dispatch, Part, Signature, Source, Status


def finish(
    opened: Opened,
    results: Sequence[PageResult],
    target: Target,
    settings: Settings,
    part: Part | None = None,
    documents: Sequence[Part] = (),
    aside: Path | None = None,
) -> Dispatch:
    """Make the record of one document and write its three results, all or none.

    Args:
        opened: The file.
        results: One for each page of the document, in order, numbered from 1.
        target: Where the results go.
        settings: Of the run.
        part: Which pages of the file these are; None for all.
        documents: Those that the file holds, if several: they have records of their own.
        aside: Folder to write them in first, see `staged`.

    Returns:
        The record as written.

    Raises:
        SecretMark: It bears a mark of secrecy, and the settings do not let it be written.
        DocumentError: Something cannot be written.
    """
    document = opened.document
    pages = [result.page for result in results]
    record = extract(pages, one_document=settings.one_document or bool(documents))
    if record.secrecy.status is not Status.ABSENT and settings.on_secret is not OnSecret.IGNORE:
        raise SecretMark(mark=record.secrecy.value)
    record.pages = [page_info(r.page, skipped=r.skipped, error=r.reason) for r in results]
    record.source = Source(
        file=printable(opened.name or document.path.name),
        sha256=opened.sha256,
        bytes=opened.size,
        part=part,
        documents=list(documents),
        engine=f"{settings.engine} {engine(settings.engine).version()}",
        software=f"congvan {congvan.__version__}",
    )
    if document.kind is FileKind.PDF:
        record.source.signed = [
            Signature(signer=s.signer, time=s.time, field=s.field)
            for s in signatures(document.path)
        ]
    _note_pages(record, document)
    limits = Limits(settings.max_megapixels, settings.max_pages)
    with staged(target, aside) as stage:
        pdf = write_searchable(
            document.path,
            pages,
            stage.pdf,
            title=title_of(record),
            limits=limits,
            only=(part.first_page, part.last_page) if part else None,
        )
        record.source.pdf, record.source.pdf_reasons = pdf.conformance, list(pdf.reasons)
        record.source.notes = [*document.notes, *pdf.notes]
        if settings.crops:
            sources = document.pages
            if part:
                sources = sources[part.first_page - 1 : part.last_page]
            write_crops(record, sources, stage.crops, timeout=settings.timeout)
        stage.write(stage.txt, text_of(pages))
        stage.write(stage.json, json_of(record))
    return record


def text_of(pages: Sequence[Page]) -> str:
    """The text of a document; a form feed parts pages, as other OCR programs write it.

    What the stamp of arrival says is in the record and in the PDF.
    """
    return "\f".join(page.own_text + "\n" for page in pages)


def json_of(record: Dispatch) -> str:
    """The record as JSON text."""
    return record.model_dump_json(by_alias=True, indent=1) + "\n"


def title_of(record: Dispatch) -> str | None:
    """``Báo cáo 20/BC-UBND: subject``, as far as it is surely known; None if nothing is."""
    sure = {
        name: field.value
        for name in ("type", "number", "symbol", "subject")
        if (field := getattr(record, name)).status == "ok" and field.value
    }
    number = "/".join(sure[k] for k in ("number", "symbol") if k in sure)
    head = " ".join(part for part in (sure.get("type"), number) if part)
    return ": ".join(part for part in (head, sure.get("subject")) if part) or None


def _note_pages(record: Dispatch, document: Document) -> None:
    """Add to the reasons for review what only the pages know."""
    reasons = record.needs_review.reasons
    for info in record.pages:
        if info.status == "failed":
            reasons.append(f"page {info.number}: {info.notes[-1]}")
        elif info.status == "doubtful":
            reasons.append(f"page {info.number}: hard to read")
    reasons += [f"file: {note}" for note in document.notes]
    record.needs_review.value = bool(reasons)
