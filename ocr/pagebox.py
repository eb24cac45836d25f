"""The visible area of a PDF page, and the way between its points and pixels.

Everywhere in this house a page image covers exactly what a viewer shows: the crop box,
turned by ``/Rotate``. So one mapping serves the reader of text layers and the writer of
invisible text alike, whatever picture of the page was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

Point = tuple[float, float]

_LETTER = (0.0, 0.0, 612.0, 792.0)  # what viewers show of a page without a usable box
_SMALLEST = 1.0  # a side below one unit cannot be meant


@dataclass(frozen=True, slots=True)
class PageBox:
    """Crop box in user space units, and how a viewer shows it.

    Attributes:
        x0: Left edge.
        y0: Bottom edge.
        x1: Right edge.
        y1: Top edge.
        rotate: Degrees clockwise by which a viewer turns it: 0, 90, 180 or 270.
        unit: Points to a user space unit (``/UserUnit``).
    """

    x0: float
    y0: float
    x1: float
    y1: float
    rotate: int = 0
    unit: float = 1.0

    @property
    def shown(self) -> Point:
        """Width and height as shown, in user space units."""
        width, height = self.x1 - self.x0, self.y1 - self.y0
        return (height, width) if self.rotate in (90, 270) else (width, height)

    @property
    def points(self) -> Point:
        """Width and height as shown, in points of 1/72 inch."""
        width, height = self.shown
        return width * self.unit, height * self.unit

    def to_user(self, u: float, v: float) -> Point:
        """Shares of the shown width (from the left) and height (from the top) to user space."""
        width, height = self.x1 - self.x0, self.y1 - self.y0
        if self.rotate == 90:
            return self.x0 + v * width, self.y0 + u * height
        if self.rotate == 180:
            return self.x1 - u * width, self.y0 + v * height
        if self.rotate == 270:
            return self.x1 - v * width, self.y1 - u * height
        return self.x0 + u * width, self.y1 - v * height

    def to_shown(self, x: float, y: float) -> Point:
        """User space to shares of the shown width (from the left) and height (from the top)."""
        across = (x - self.x0) / (self.x1 - self.x0)
        up = (y - self.y0) / (self.y1 - self.y0)
        if self.rotate == 90:
            return up, across
        if self.rotate == 180:
            return 1 - across, up
        if self.rotate == 270:
            return 1 - up, 1 - across
        return across, 1 - up


def page_box(page: pikepdf.Page) -> PageBox:
    """The visible area of a page; inherited and missing entries are resolved.

    A box that is missing, no box at all or too small counts as absent; viewers do the same.
    """
    media = _box(page.obj.get("/MediaBox")) or _LETTER
    crop = _box(page.obj.get("/CropBox")) or media
    both = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    x0, y0, x1, y1 = both if _usable(both) else media
    rotate = _number(page.obj.get("/Rotate"), 0)
    unit = _number(page.obj.get("/UserUnit"), 1)
    return PageBox(x0, y0, x1, y1, round(rotate / 90) * 90 % 360, float(unit) if unit > 0 else 1.0)


def _box(value: object) -> tuple[float, float, float, float] | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    try:
        a, b, c, d = (float(v) for v in value)
    except (TypeError, ValueError):
        return None
    box = (min(a, c), min(b, d), max(a, c), max(b, d))
    return box if _usable(box) else None


def _usable(box: Sequence[float]) -> bool:
    return box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST


def _number(value: object, default: float) -> float:
    try:
        return default if value is None else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return default
