"""A file becomes pages: what it is, whether it may be read, and the picture of each page.

``open_document`` makes no pixels; ``load_image`` makes those of one page and can be
called in another process with the `PageSource` alone.
"""

from __future__ import annotations

from pathlib import Path

from ocr import pdf, raster
from ocr.errors import DamagedFile, EmptyFile, UnknownFormat
from ocr.source import Document, FileKind, Limits, PageImage, PageKind, PageSource

_PDF_HEADER_WITHIN = 1024  # readers accept rubbish before %PDF-
_SIGNATURES = {
    b"II*\0": FileKind.TIFF,
    b"MM\0*": FileKind.TIFF,
    b"II+\0": FileKind.TIFF,
    b"MM\0+": FileKind.TIFF,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff": FileKind.JPEG,
}


def file_kind(path: Path) -> FileKind:
    """What a file is, by its first bytes.

    Raises:
        EmptyFile: Zero bytes.
        UnknownFormat: None of ours.
        DamagedFile: It cannot be read from the disk.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_PDF_HEADER_WITHIN)
    except OSError as error:
        raise DamagedFile(reason=error.strerror or str(error)) from error
    if not head:
        raise EmptyFile
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return kind
    if b"%PDF-" in head:
        return FileKind.PDF
    raise UnknownFormat


def open_document(
    path: Path, *, max_megapixels: float = 100, max_pages: int = 2000, dpi: float = 300
) -> Document:
    """Describe a file without making a pixel.

    Args:
        path: PDF, TIFF, PNG or JPEG.
        max_megapixels: Limit for the picture of one page.
        max_pages: Limit for the document.
        dpi: For PDF pages that have to be rendered.

    Raises:
        DocumentError: With the reason and the way out, in both languages.
    """
    limits = Limits(max_megapixels, max_pages)
    kind = file_kind(path)
    if kind is FileKind.PDF:
        pages, notes = pdf.describe(path, limits, dpi)
    else:
        pages, notes = raster.describe(path, limits), []
    return Document(path, kind, tuple(pages), tuple(notes))


def load_image(source: PageSource, *, timeout: float = 60, looks: bool = True) -> PageImage:
    """Make the picture of one page.

    Args:
        source: From `open_document`; nothing else of the document is needed.
        timeout: Seconds after which rendering is killed.
        looks: Whether annotations of a PDF are drawn too: stamps, captions of signatures.

    Returns:
        Pixels of ``source.height`` by ``source.width``, and their dpi.

    Raises:
        DocumentError: The page cannot be drawn, or not in time.
    """
    if source.kind is PageKind.FRAME:
        return raster.load(source)
    return pdf.load(source, timeout, looks=looks)
