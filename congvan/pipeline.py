"""The story of one dispatch, from the file to its three results, top to bottom.

``open_source`` → ``read_page`` for each page → ``finish``. Each is a function of plain
values that can run in any process; what they share is in their arguments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import congvan
from congvan.earlier import earlier
from congvan.errors import SecretMark, WouldOverwriteInput
from congvan.inputs import Target, Task, printable
from congvan.outputs.crops import write_crops
from congvan.outputs.searchable_pdf import write_searchable
from congvan.outputs.staging import staged
from congvan.pageinfo import page_info
from congvan.results import Opened, PageResult, unread
from congvan.settings import OnSecret, Settings
from ocr.document import load_image, open_document
from ocr.engines import engine
from ocr.imagequality import measure
from ocr.page import Page, TextOrigin
from ocr.reader import read_page as read_image
from ocr.signatures import signatures
from ocr.source import Document, FileKind, Limits, PageKind, PageSource
from ocr.textlayer import TextLayer, text_layer
from ocr.typed import typed_blocks
from postprocess.extract import extract
from postprocess.pages import repair_page
from postprocess.quality import is_garbled
from postprocess.record import Dispatch, Part, Signature, Source, Status

_PICTURE = 0.4  # of the page: an image that may itself hold text
_MORE_THAN_A_CAPTION = 100  # words


def open_source(task: Task, settings: Settings, *, force: bool) -> Opened:
    """Open a document, check its limits, and see whether it is done already.

    Raises:
        DocumentError: It cannot be read, or its results would overwrite something.
    """
    target = task.target
    for path in (target.pdf, target.txt, target.json):
        if path.exists() and path.samefile(task.source):
            raise WouldOverwriteInput(path=path)
    document = open_document(
        task.source,
        max_megapixels=settings.max_megapixels,
        max_pages=settings.max_pages,
        dpi=settings.dpi,
    )
    size, sha256 = _digest(task.source)
    done = () if force else earlier(target, sha256, cut=not settings.one_document)
    return Opened(document, sha256, size, done, force)


def read_page(source: PageSource, settings: Settings) -> PageResult:
    """Read and repair one page.

    Raises:
        DocumentError: The page cannot be drawn or read, or not in time.
    """
    page = unread(source)
    if not settings.wants(source.number):
        return PageResult(page, skipped=True)
    layer = _layer(source)
    garbled = is_garbled(layer.text)
    if _tells_all(layer) and not garbled:
        blocks = typed_blocks(
            layer, page.width, page.height, lambda: load_image(source, timeout=settings.timeout)
        )
        return PageResult(replace(page, blocks=blocks, origin=TextOrigin.TEXT_LAYER, layer="kept"))
    image = load_image(source, timeout=settings.timeout)
    page = read_image(
        image.pixels, image.dpi, source.number, engine(settings.engine), settings.timeout
    )
    quality = measure(image.pixels, image.dpi)
    page = replace(page, layer=_verdict(layer, garbled=garbled), quality=quality)
    page, edits = repair_page(page, mode="vietnamese")
    return PageResult(page, edits)


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
    """The text of a document; a form feed parts pages, as other OCR programs write it."""
    return "\f".join(page.text + "\n" for page in pages)


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


def _layer(source: PageSource) -> TextLayer:
    if source.kind is PageKind.FRAME:
        return TextLayer()
    return text_layer(source.path, source.number, source.width, source.height)


def _tells_all(layer: TextLayer) -> bool:
    """Whether a page's own text is all that is written on it.

    A scan may bear a few typed words, such as the caption of a digital signature; a
    letterhead may lie under a page that is all text.
    """
    return layer.born_digital and (
        layer.image_coverage < _PICTURE or len(layer.words) > _MORE_THAN_A_CAPTION
    )


def _verdict(layer: TextLayer, *, garbled: bool) -> str:
    if not layer.words:
        return "none"
    if garbled:
        return "garbled"
    return "partial" if layer.born_digital else "replaced"


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


def _digest(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest
