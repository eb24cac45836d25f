"""Pages of a PDF that are no single image, drawn: layered scans, several images, text.

Pdfium draws them in this process, in a third of the time that poppler takes (the layered
pages of an archive at 300 dpi: 0.2 s against 0.7 s). Poppler draws what pdfium does not:
pages that it cannot open, and the looks of signatures and form fields, of which it leaves
out those that the form has lost.
"""

from __future__ import annotations

import ctypes
import time

import numpy as np
import pdf2image
import pdf2image.exceptions
import pypdfium2 as pdfium
import pypdfium2.internal as pdfium_i
import pypdfium2.raw as pdfium_c

from ocr.errors import DamagedFile, EngineMissing, PageTimeout
from ocr.raster import no_bomb_check
from ocr.source import PageSource, Pixels


def drawn(source: PageSource, rotate: int, timeout: float, *, looks: bool = True) -> Pixels:
    """The picture of a page.

    Args:
        source: The page; its width and height are those of the picture.
        rotate: Degrees clockwise that the page is turned by its own ``/Rotate``.
        timeout: Seconds that it may take; pdfium looks at the clock between the things that
            it draws.
        looks: Whether annotations are drawn too.

    Returns:
        ``(height, width)`` grey where the page has no colour, else ``(height, width, 3)`` RGB.

    Raises:
        DamagedFile: The page cannot be drawn.
        PageTimeout: Drawing took longer than ``timeout``.
        EngineMissing: Poppler is needed and not installed.
    """
    try:
        pixels = _by_pdfium(source, timeout, looks=looks)
    except pdfium.PdfiumError:
        pixels = None
    return _by_poppler(source, rotate, timeout) if pixels is None else pixels


def _by_pdfium(source: PageSource, timeout: float, *, looks: bool) -> Pixels | None:
    """The picture of a page; None if it bears form fields and they are to be drawn."""
    deadline = time.monotonic() + timeout
    with pdfium.PdfDocument(source.path) as pdf:
        page = pdf[source.number - 1]
        if looks and _has_fields(page):
            return None
        shape = (source.height, source.width, 3 if source.colour else 1)
        pixels = np.full(shape, 255, np.uint8)
        kind = pdfium_c.FPDFBitmap_BGR if source.colour else pdfium_c.FPDFBitmap_Gray
        buffer = pixels.ctypes.data_as(ctypes.c_void_p)
        bitmap = pdfium_c.FPDFBitmap_CreateEx(
            source.width, source.height, kind, buffer, pixels.strides[0]
        )
        if not bitmap:
            raise pdfium.PdfiumError("no bitmap")
        colours = pdfium_c.FPDF_REVERSE_BYTE_ORDER if source.colour else pdfium_c.FPDF_GRAYSCALE
        flags = (pdfium_c.FPDF_ANNOT if looks else 0) | colours
        where = (0, 0, source.width, source.height, 0, flags)
        state = pdfium_c.FPDF_RenderPageBitmap_Start(bitmap, page, *where, _until(deadline))
        pdfium_c.FPDF_RenderPage_Close(page)
        pdfium_c.FPDFBitmap_Destroy(bitmap)
    if state == pdfium_c.FPDF_RENDER_TOBECONTINUED:
        raise PageTimeout(page=source.number, seconds=round(timeout))
    if state != pdfium_c.FPDF_RENDER_DONE:
        raise pdfium.PdfiumError("not drawn")
    return pixels if source.colour else pixels[:, :, 0]


def _until(deadline: float) -> pdfium_c.IFSDK_PAUSE:
    """Makes pdfium pause when the time is up."""
    pause = pdfium_c.IFSDK_PAUSE(version=1)
    pdfium_i.set_callback(pause, "NeedToPauseNow", lambda _: time.monotonic() > deadline)
    return pause


def _has_fields(page: pdfium.PdfPage) -> bool:
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind == pdfium_c.FPDF_ANNOT_WIDGET:
            return True
    return False


def _by_poppler(source: PageSource, rotate: int, timeout: float) -> Pixels:
    # The size is given, not the resolution: poppler does not know /UserUnit. It wants the
    # size of the page before /Rotate.
    size = (source.width, source.height)
    if rotate in (90, 270):
        size = (source.height, source.width)
    try:
        with no_bomb_check():
            images = pdf2image.convert_from_path(
                source.path,
                first_page=source.number,
                last_page=source.number,
                size=size,
                use_cropbox=True,
                grayscale=not source.colour,
                fmt="ppm",  # raw pixels; writing PNG takes three times as long
                timeout=max(1, round(timeout)),
            )
    except pdf2image.exceptions.PDFPopplerTimeoutError as error:
        raise PageTimeout(page=source.number, seconds=round(timeout)) from error
    except pdf2image.exceptions.PDFInfoNotInstalledError as error:
        raise EngineMissing(what="poppler", how="apt install poppler-utils") from error
    except (pdf2image.exceptions.PDFPageCountError, OSError, ValueError) as error:
        raise DamagedFile(reason=str(error).strip()[-120:]) from error
    if not images:
        raise DamagedFile(reason=f"page {source.number} cannot be drawn")
    return np.asarray(images[0])
