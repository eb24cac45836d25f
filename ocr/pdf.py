"""PDF in: pages described from their boxes and resources, pictures made one by one.

Pikepdf opens and mends, pdfium finds and decodes the one image of a scanned page; all other
pages are drawn, see `ocr.drawing`.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import cv2
import pikepdf
import pypdfium2 as pdfium

from ocr.drawing import drawn
from ocr.errors import DamagedFile, EncryptedFile
from ocr.pagebox import PageBox, page_box
from ocr.pageimage import Placement, decode, find_page_image
from ocr.pdfpage import DeclaredImage, look_at, may_be_one_image, whole_number
from ocr.picture import u8
from ocr.source import (
    Limits,
    PageImage,
    PageKind,
    PageSource,
    Pixels,
    a4_dpi,
    is_placeholder,
)

_SQUARE = 0.05  # by which a page's picture may be stretched
_POINT = 70.0  # dpi; a point for each pixel is 72
_FINEST_A4 = 400.0  # dpi that offices scan A4 with


@contextmanager
def open_pdf(path: Path, *, inherit: bool = True) -> Iterator[pikepdf.Pdf]:
    """Open a PDF, mended where it can be.

    Args:
        path: The file.
        inherit: Give each page what it has from the page tree; reads all pages.

    Raises:
        EncryptedFile: It needs a password; one with an owner password only does not.
        DamagedFile: Not even the page tree can be found.
    """
    try:
        pdf = pikepdf.open(path, inherit_page_attributes=inherit)
    except pikepdf.PasswordError as error:
        raise EncryptedFile from error
    except (pikepdf.PdfError, RecursionError) as error:
        raise DamagedFile(reason=_short(error)) from error
    with pdf:
        if "/Size" not in pdf.trailer:  # lost; qpdf writes only what was there, a right one
            pdf.trailer.Size = 0
        yield pdf


@contextmanager
def open_page(path: Path, number: int) -> Iterator[tuple[Path, int, PageBox]]:
    """A page for programs that would mend a damaged file in their own way, or not at all.

    Args:
        path: A PDF.
        number: 1 for the first page.

    Yields:
        A file, the number of the page in it, and its box. The file is the PDF itself, or
        while it is open a copy of the one page if the PDF had to be mended: else pages
        that pdfium or poppler do not find would shift the numbers of the others.
    """
    with open_pdf(path) as pdf:
        page = pdf.pages[number - 1]
        box = page_box(page)
        if not pdf.get_warnings():
            yield path, number, box
            return
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder, pikepdf.new() as copy:
            mended = Path(folder, "page.pdf")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of form fields, which are drawn all the same
                copy.pages.append(page)
                copy.save(mended)
            yield mended, 1, box


def describe(path: Path, limits: Limits, dpi: float) -> tuple[list[PageSource], list[str]]:
    """The pages of a PDF and what had to be mended, without making a pixel.

    Args:
        path: The file.
        limits: Checked from the page tree, the boxes and the declared image sizes.
        dpi: For pages that have to be rendered.

    Raises:
        DocumentError: Encrypted, damaged, too many pages, a page too large.
    """
    _check_declared_pages(path, limits)
    with open_pdf(path) as pdf:
        pages = list(pdf.pages)
        if not pages:
            raise DamagedFile(reason="no pages")
        limits.check_pages(len(pages))
        mended = bool(pdf.get_warnings())
        # Of a damaged file pdfium may count other pages; then all are rendered.
        with _Pdfium(None if mended else path) as objects:
            sources = [
                _describe_page(
                    PageSource(path, number, PageKind.RENDERED, dpi=dpi), page, objects, limits
                )
                for number, page in enumerate(pages, 1)
            ]
        notes = []
        if mended or pdf.get_warnings():  # of a part that was looked at since
            notes.append("the PDF was damaged and has been mended")
            notes += [
                f"page {n} lost a part" for n, page in enumerate(pages, 1) if look_at(page).lost
            ]
    return sources, notes


def _check_declared_pages(path: Path, limits: Limits) -> None:
    """Refuse too many pages before the page tree is walked; it may also lie."""
    with open_pdf(path, inherit=False) as pdf:
        tree = pdf.Root.get("/Pages")
        declared = (
            whole_number(tree.get("/Count")) if isinstance(tree, pikepdf.Dictionary) else None
        )
        limits.check_pages(declared or 0)


def load(source: PageSource, timeout: float, *, looks: bool = True) -> PageImage:
    """The picture of a page of a PDF, with the looks of its annotations if they are wanted.

    Raises:
        DamagedFile: The page cannot be drawn.
        PageTimeout: Drawing took longer than ``timeout`` seconds.
        EngineMissing: Poppler is not installed.
    """
    with open_page(source.path, source.number) as (path, number, box):
        if source.kind is PageKind.EMBEDDED or not looks:
            with _Pdfium(path) as objects:
                placement = objects.placement(number, box)
                if placement is not None:
                    return PageImage(_in_size(decode(placement), source), source.dpi)
        shown = replace(source, path=path, number=number)
        return PageImage(drawn(shown, box.rotate, timeout, looks=looks), source.dpi)


def _in_size(pixels: Pixels, source: PageSource) -> Pixels:
    """A picture in the size that its page was described with."""
    if pixels.shape[:2] == (source.height, source.width):
        return pixels
    smaller = len(pixels) > source.height
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return u8(cv2.resize(pixels, (source.width, source.height), interpolation=how))


def _describe_page(
    source: PageSource, page: pikepdf.Page, objects: _Pdfium, limits: Limits
) -> PageSource:
    box = page_box(page)
    width_pt, height_pt = box.points
    parts = look_at(page)
    for image in parts.images:
        limits.check_pixels(source.number, image.width, image.height)
    if may_be_one_image(page, parts):
        found = objects.placement(source.number, box)
        if found is not None:
            limits.check_pixels(source.number, found.width, found.height)
            return replace(
                source,
                kind=PageKind.EMBEDDED,
                width=found.width,
                height=found.height,
                width_pt=width_pt,
                height_pt=height_pt,
                dpi=_dpi_of(found.width, found.height, found.dpi),
            )
    scale = source.dpi / 72 * _shrunk(parts.images, width_pt, height_pt)
    limits.check_pixels(source.number, width_pt * scale, height_pt * scale)
    return replace(
        source,
        width=max(1, round(width_pt * scale)),
        height=max(1, round(height_pt * scale)),
        width_pt=width_pt,
        height_pt=height_pt,
        colour=parts.coloured,
    )


def _shrunk(images: Sequence[DeclaredImage], width_pt: float, height_pt: float) -> float:
    """By how much less a page is drawn that its picture's 72 dpi made larger than it is."""
    largest = max(images, key=lambda image: image.width * image.height, default=None)
    if largest is None:
        return 1.0
    across, down = largest.width / width_pt * 72, largest.height / height_pt * 72
    if abs(across / down - 1) > _SQUARE:  # it is no picture of the page
        return 1.0
    return float(across / _dpi_of(largest.width, largest.height, across))


def _dpi_of(width: int, height: int, declared: float) -> float:
    """What a page's size makes it, or that of A4 where a picture's 72 dpi made the size.

    A picture too fine for that is one of a large sheet, a map.
    """
    a4 = a4_dpi(width, height)
    by_picture = declared >= _POINT and is_placeholder(width, height, declared)
    return a4 if by_picture and a4 <= _FINEST_A4 else declared


class _Pdfium:
    """Pdfium's view of the file; where it has none, pages are rendered."""

    def __init__(self, path: Path | None) -> None:
        try:
            self._pdf = pdfium.PdfDocument(path) if path is not None else None
        except pdfium.PdfiumError:
            self._pdf = None

    def __enter__(self) -> _Pdfium:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def placement(self, number: int, box: PageBox) -> Placement | None:
        """The one image of a page; None if the page is not plain."""
        if self._pdf is None:
            return None
        try:
            return find_page_image(self._pdf[number - 1], box)
        except (pdfium.PdfiumError, IndexError):
            return None


def _short(error: Exception) -> str:
    """The last part of a library's message, without the path and object numbers."""
    return str(error).strip().splitlines()[-1].rsplit(": ", 1)[-1][:120] if str(error) else "?"
