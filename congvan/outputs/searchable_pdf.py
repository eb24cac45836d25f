"""``STEM.pdf``: a copy of the scan that can be searched, PDF/A-2b where it validates.

The pictures of the pages are not touched. The result says of itself what the validator
found in the very bytes that were written, and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Name, pdfa

from congvan.outputs.atomic import write_atomic
from congvan.outputs.clean import clean
from congvan.outputs.glyphless import add_font
from congvan.outputs.hidden_text import remove_hidden_text
from congvan.outputs.pdfa_reasons import reasons_of
from congvan.outputs.text_layer import text_content
from congvan.outputs.wrap import wrap
from ocr.document import file_kind, open_document
from ocr.errors import DamagedFile, OutputError
from ocr.page import Page, TextOrigin
from ocr.pagebox import page_box
from ocr.pdf import open_pdf
from ocr.source import FileKind, Limits

CONFORMS = "PDF/A-2b"
PLAIN = "PDF"
_FLAVOUR = "2b"
_FONT = "CongvanText"
_LIMITS = Limits()
_OF_ALL_PAGES = ("/Outlines", "/PageLabels", "/StructTreeRoot", "/MarkInfo", "/Dests", "/Threads")
logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of dates in fonts
_NEWEST = "1.7"  # ISO 19005-2 rests on ISO 32000-1


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What was written.

    Attributes:
        conformance: ``PDF/A-2b`` if the written bytes passed validation, else ``PDF``.
        reasons: Why it is not PDF/A-2b; empty if it is.
        notes: What could not be done on a page, for example an old text layer left in.
    """

    conformance: str
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def write_searchable(
    source_path: Path,
    pages: Sequence[Page],
    out: Path,
    *,
    title: str | None = None,
    limits: Limits = _LIMITS,
    only: tuple[int, int] | None = None,
) -> PdfResult:
    """Write a searchable copy of a document.

    Pages that were read get invisible text in place of what they had of it; pages that
    keep their own text, and pages that were not read, stay as they are.

    Args:
        source_path: PDF, TIFF, PNG or JPEG; never written to.
        pages: Pages that were read, by their number in the copy.
        out: Appears whole or not at all.
        title: Of the document; None keeps the title that is there.
        limits: The document was opened with.
        only: First and last page of the file, from 1, that go into the copy; None for all.

    Raises:
        OutputError: The output cannot be written, or is the input.
        DocumentError: The input cannot be read.
    """
    if out.exists() and out.samefile(source_path):
        raise OutputError(path=out, reason="this is the input, which is never changed")
    with _open(source_path, limits) as pdf:
        if only is not None:
            _keep(pdf, *only)
        notes = _write_text(pdf, pages)
        clean(pdf)
        pdf.Root.Lang = pikepdf.String("vi")
        pdfa.prepare(pdf, _FLAVOUR)
        if title:
            with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata["dc:title"] = title
        with write_atomic(out) as file:
            reasons = _save_validated(pdf, file)
    return PdfResult(PLAIN if reasons else CONFORMS, reasons, notes)


@contextmanager
def _open(path: Path, limits: Limits) -> Iterator[pikepdf.Pdf]:
    if file_kind(path) is FileKind.PDF:
        with open_pdf(path) as pdf:
            yield pdf
    else:
        document = open_document(
            path, max_megapixels=limits.max_megapixels, max_pages=limits.max_pages
        )
        with wrap(document) as pdf:
            yield pdf


def _keep(pdf: pikepdf.Pdf, first: int, last: int) -> None:
    """Drop the other pages, and what in the catalogue speaks of pages that are gone."""
    del pdf.pages[last:]
    del pdf.pages[: first - 1]
    for key in _OF_ALL_PAGES:
        if key in pdf.Root:
            del pdf.Root[key]


def _write_text(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> tuple[str, ...]:
    notes = []
    font: pikepdf.Object | None = None
    letters = "".join({c for page in pages for word in page.words() for c in word.text})
    for page in pages:
        if page.origin is not TextOrigin.OCR and page.layer != "garbled":
            continue
        target = pdf.pages[page.number - 1]
        try:
            remove_hidden_text(pdf, target)
        except (pikepdf.PdfError, ValueError, TypeError, RecursionError) as error:
            notes.append(f"page {page.number}: its old text layer was left in ({error})")
        content = text_content(page, page_box(target), _FONT)
        if not content:
            continue
        font = font or add_font(pdf, letters)
        target.add_resource(font, Name.Font, Name(f"/{_FONT}"), replace_existing=True)
        # Before the page's own content: there the graphics state is untouched.
        target.contents_add(content, prepend=True)
    return tuple(notes)


def _save_validated(pdf: pikepdf.Pdf, file: BinaryIO) -> tuple[str, ...]:
    """Write, validate what was written, and if it does not pass write it without the claim.

    Returns:
        Why it is not PDF/A; empty if it is.
    """
    options: dict[str, Any] = {"recompress_flate": False, "deterministic_id": True}
    if pdf.pdf_version > _NEWEST:
        options["force_version"] = _NEWEST
    settings = pdfa.resolve_save_kwargs(_FLAVOUR, **options)
    _save(pdf, file, settings)
    report = pdfa.validate_written(file, _FLAVOUR, settings)
    if report.passed:
        return ()
    reasons = reasons_of(report, file)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        for claim in ("pdfaid:part", "pdfaid:conformance", "pdfaid:amd", "pdfaid:rev"):
            if claim in metadata:
                del metadata[claim]
    file.seek(0)
    file.truncate()
    _save(pdf, file, settings)
    return reasons


def _save(pdf: pikepdf.Pdf, file: BinaryIO, settings: dict[str, Any]) -> None:
    try:
        pdf.save(file, **settings)
    except pikepdf.PdfError as error:
        raise DamagedFile(reason=str(error)[-120:]) from error
    file.flush()
    file.seek(0)
