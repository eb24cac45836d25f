"""Small PDFs and pictures, made for one test each."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name

A4 = (0, 0, 595, 842)


def picture(width: int = 744, height: int = 1052) -> NDArray[np.uint8]:
    """A white page whose four corners differ: which way up it is can be seen."""
    page = np.full((height, width), 255, np.uint8)
    h, w = height // 5, width // 5
    page[:h, :w] = 0  # top left
    page[:h, -w:] = 120  # top right
    page[-h:, :w] = 200  # bottom left
    return page


def image(pdf: pikepdf.Pdf, pixels: NDArray[np.uint8], **keys: Any) -> pikepdf.Stream:
    """An image XObject of grey or RGB pixels."""
    stream = pdf.make_stream(zlib.compress(pixels.tobytes()))
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = pixels.shape[1], pixels.shape[0]
    stream.BitsPerComponent = 8
    stream.ColorSpace = Name.DeviceGray if pixels.ndim == 2 else Name.DeviceRGB
    stream.Filter = Name.FlateDecode
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return stream


def add_page(
    pdf: pikepdf.Pdf,
    content: str,
    *,
    images: dict[str, pikepdf.Stream] | None = None,
    fonts: dict[str, pikepdf.Object] | None = None,
    media: tuple[float, ...] = A4,
    **keys: Any,
) -> pikepdf.Page:
    """A page with the given drawing operators."""
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[-1]
    page.obj.MediaBox = Array(list(media))
    page.obj.Contents = pdf.make_stream(content.encode("latin-1"))
    page.obj.Resources = Dictionary(
        XObject=Dictionary({f"/{k}": v for k, v in (images or {}).items()}),
        Font=Dictionary({f"/{k}": v for k, v in (fonts or {}).items()}),
    )
    for key, value in keys.items():
        page.obj[f"/{key}"] = value
    return page


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font that is not embedded."""
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )


def scan(path: Path, content: str = "q 595 0 0 842 0 0 cm /Im Do Q", **keys: Any) -> Path:
    """A PDF of one page with one picture."""
    with pikepdf.new() as pdf:
        fonts = {"F": helvetica(pdf)} if "/F" in content else None
        add_page(pdf, content, images={"Im": image(pdf, picture())}, fonts=fonts, **keys)
        pdf.save(path)
    return path
