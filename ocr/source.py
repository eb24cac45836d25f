"""Where the picture of a page comes from, and the limits it has to keep.

Plain values without pixels: they are made once for a document and travel to the worker
that makes the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ocr.errors import PageTooLarge, TooManyPages

if TYPE_CHECKING:  # the main process never sees a pixel: it need not load numpy
    import numpy as np
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8]"

A4_WIDTH_INCHES = 8.27
A4_HEIGHT_INCHES = 11.69
_SHORT_SIDE_INCHES = (3.0, 14.0)  # receipt to A3: what an office scans
# Cameras and chat programs write 72 or 96 into every picture, whatever it shows, and what makes
# a PDF of it has a page as large as that says.
_PLACEHOLDER = 100.0  # dpi; above it a value was meant
_A4_SHORT_SIDE = 9.0  # inches; a page larger than A4 is none by such a value


def a4_dpi(width: int, height: int) -> float:
    """Pixels to an inch of a picture of A4, upright or lying."""
    return width / (A4_WIDTH_INCHES if width <= height else A4_HEIGHT_INCHES)


def is_placeholder(width: int, height: int, dpi: float) -> bool:
    """Whether a resolution says nothing: it would make a sheet larger than A4, and is that low."""
    return dpi <= _PLACEHOLDER and min(width, height) / dpi > _A4_SHORT_SIDE


def may_be_meant(width: int, height: int, dpi: float) -> bool:
    """Whether a picture's own resolution makes a sheet that an office scans."""
    if not dpi or is_placeholder(width, height, dpi):
        return False
    return _SHORT_SIDE_INCHES[0] <= min(width, height) / dpi <= _SHORT_SIDE_INCHES[1]


class FileKind(StrEnum):
    """What a file is, by its content."""

    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPEG = "jpeg"


class PageKind(StrEnum):
    """How the picture of a page is had."""

    EMBEDDED = "embedded"  # the one image that is the PDF page, not rendered again
    RENDERED = "rendered"  # layered, mixed or born-digital PDF page
    FRAME = "frame"  # a frame of an image file


class PageImage(NamedTuple):
    """The picture of a page.

    Attributes:
        pixels: ``(height, width)`` grey or ``(height, width, 3)`` RGB, uint8.
        dpi: Pixels to an inch of paper.
    """

    pixels: Pixels
    dpi: float


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of a document before any pixel is made.

    Attributes:
        path: The file.
        number: 1 for the first page.
        kind: How the picture will be had.
        width: Of the picture, in pixels.
        height: Of the picture, in pixels.
        width_pt: Of the page as shown, in points.
        height_pt: Of the page as shown, in points.
        dpi: Of the picture.
        colour: Whether a rendered page is rendered in colour.
    """

    path: Path
    number: int
    kind: PageKind
    width: int = 0
    height: int = 0
    width_pt: float = 0.0
    height_pt: float = 0.0
    dpi: float = 0.0
    colour: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A file that can be read, page by page.

    Attributes:
        path: The file.
        kind: By its content, whatever its name says.
        pages: In order, at least one.
        notes: What had to be mended.
    """

    path: Path
    kind: FileKind
    pages: tuple[PageSource, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before it can fill the memory.

    Attributes:
        max_megapixels: For one page.
        max_pages: For one document.
    """

    max_megapixels: float = 100
    max_pages: int = 2000

    def check_pages(self, pages: int) -> None:
        """Refuse too many pages.

        Raises:
            TooManyPages: ``pages`` is above the limit.
        """
        if pages > self.max_pages:
            raise TooManyPages(pages=pages, limit=self.max_pages)

    def check_pixels(self, page: int, width: float, height: float) -> None:
        """Refuse a picture that is too large.

        Raises:
            PageTooLarge: ``width * height`` pixels are above the limit.
        """
        megapixels = width * height / 1e6
        if megapixels > self.max_megapixels:
            raise PageTooLarge(
                page=page, megapixels=round(megapixels), limit=f"{self.max_megapixels:g}"
            )
