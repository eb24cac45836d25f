"""Image files in: multi-page TIFF, PNG, JPEG.

Pillow reads headers without decoding, so limits come first. Its own bomb check is set
aside in favour of ours, which the user can move.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from ocr.errors import DamagedFile
from ocr.source import (
    Limits,
    PageImage,
    PageKind,
    PageSource,
    Pixels,
    a4_dpi,
    may_be_meant,
)

_EXIF_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)  # orientations that exchange width and height
_STRIP_OFFSETS, _STRIP_LENGTHS = (273, 324), (279, 325)  # TIFF: strips, tiles
_ERRORS = (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError)


@contextmanager
def no_bomb_check() -> Iterator[None]:
    """Pillow without its own size limit, for pictures whose size was checked before."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


@contextmanager
def open_image(path: Path) -> Iterator[Image.Image]:
    """Open an image file, header only.

    Raises:
        DamagedFile: The header cannot be read.
    """
    with no_bomb_check(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of broken EXIF and TIFF tags
        try:
            image = Image.open(path, formats=("TIFF", "PNG", "JPEG"))
        except _ERRORS as error:
            raise DamagedFile(reason="the header cannot be read") from error
        with image:
            yield image


def describe(path: Path, limits: Limits) -> list[PageSource]:
    """The frames of an image file as pages.

    Raises:
        DocumentError: Damaged, too many frames, a frame too large.
    """
    size = path.stat().st_size
    sources: list[PageSource] = []
    with open_image(path) as image:
        for number in range(1, limits.max_pages + 2):
            try:
                image.seek(number - 1)
            except EOFError:
                break
            except _ERRORS as error:
                raise DamagedFile(reason=str(error)[:120]) from error
            limits.check_pages(number)
            limits.check_pixels(number, *image.size)
            _check_whole_tiff(image, size)
            sources.append(_describe_frame(path, number, image))
            limits.check_pixels(number, sources[-1].width, sources[-1].height)
            if image.format != "TIFF":
                break  # further frames of a JPEG (MPO) or PNG are previews, animations
    return sources


def load(source: PageSource) -> PageImage:
    """The picture of a frame, upright as its EXIF orientation says.

    Raises:
        DamagedFile: The data end early or cannot be decoded.
    """
    with open_image(source.path) as image:
        try:
            image.seek(source.number - 1)
            image.load()
            upright = ImageOps.exif_transpose(image) or image
            pixels = to_pixels(upright)
        except (*_ERRORS, MemoryError) as error:
            raise DamagedFile(reason=str(error)[:120]) from error
    rows, columns = pixels.shape[:2]
    if (columns, rows) != (source.width, source.height):  # fax: pixels are not square
        stretched = Image.fromarray(pixels).resize((source.width, source.height))
        pixels = np.asarray(stretched)
    return PageImage(pixels, source.dpi)


def to_pixels(image: Image.Image) -> Pixels:
    """Any Pillow image as grey or RGB on white.

    Sixteen bits become eight by their high byte, transparency shows white paper.

    Returns:
        ``(height, width)`` or ``(height, width, 3)`` uint8.
    """
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image).astype(np.float64)
        top = 65535.0 if image.mode != "F" else max(1.0, float(values.max()))
        return np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    if image.mode in ("1", "L"):
        return np.asarray(image.convert("L"))
    return np.asarray(image.convert("RGB"))


def _describe_frame(path: Path, number: int, image: Image.Image) -> PageSource:
    width, height = image.size
    dpi_x, dpi_y = _declared_dpi(image)
    if orientation(image) in _TURNED:
        width, height, dpi_x, dpi_y = height, width, dpi_y, dpi_x
    dpi = max(dpi_x, dpi_y)
    if dpi and not 0.95 < dpi_x / dpi_y < 1.05:
        width, height = round(width * dpi / dpi_x), round(height * dpi / dpi_y)
    if not may_be_meant(width, height, dpi):
        dpi = a4_dpi(width, height)
    return PageSource(
        path=path,
        number=number,
        kind=PageKind.FRAME,
        width=width,
        height=height,
        width_pt=width / dpi * 72,
        height_pt=height / dpi * 72,
        dpi=dpi,
    )


def orientation(image: Image.Image) -> int:
    """EXIF or TIFF orientation, 1 to 8; 1 where there is none or nonsense."""
    try:
        value = image.getexif().get(_EXIF_ORIENTATION, 1)
    except _ERRORS:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _declared_dpi(image: Image.Image) -> tuple[float, float]:
    """Horizontal and vertical dpi as declared, ``(0, 0)`` where it cannot be meant."""
    try:
        x, y = (float(v) for v in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    if not (50 <= x <= 2500 and 50 <= y <= 2500 and 1 / 3 <= x / y <= 3):
        return 0.0, 0.0
    return x, y


def _check_whole_tiff(image: Image.Image, size: int) -> None:
    """The decoder fills missing strips with white or black and says nothing."""
    tags = getattr(image, "tag_v2", None)
    if tags is None:
        return
    for offsets_tag, lengths_tag in zip(_STRIP_OFFSETS, _STRIP_LENGTHS, strict=True):
        offsets, lengths = tags.get(offsets_tag), tags.get(lengths_tag)
        if offsets is None or lengths is None:
            continue
        ends = np.atleast_1d(offsets).astype(np.int64) + np.atleast_1d(lengths).astype(np.int64)
        if ends.size and int(ends.max()) > size:
            raise DamagedFile(reason="the TIFF ends before its image data")
