"""Where a line of a stamp stands, and what it looks like when it is set level."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ocr.marks import marks_of
from ocr.page import Box
from ocr.picture import Image, above, u8

_INK = 185  # lightest ink
_HEIGHT_MM, _WIDTH_MM = (3.0, 16.0), (14.0, 100.0)  # of a line with a name, as it lies
_LONG = 1.8  # times as wide as high
_GAP_MM = (0.5, 4.5)  # between parts of a line: up and down (accents), and between words
_STEEPEST = 0.2  # rise of a line by its length; more is no line
_FEWEST_POINTS = 50


def stamp_lines(sheet: Image, dpi: float) -> Iterator[Box]:
    """Lines of ink that may be a name.

    Args:
        sheet: ``(h, w)`` grey; the ink of stamps alone, on white.
        dpi: Of the sheet.
    """
    mm = dpi / 25.4
    down, along = (max(1, round(gap * mm)) for gap in _GAP_MM)
    ink = above(u8(cv2.bitwise_not(sheet)), 255 - _INK)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((down, along), np.uint8))
    for x, y, w, h in marks_of(u8(joined)):
        fits = _HEIGHT_MM[0] <= h / mm <= _HEIGHT_MM[1] and _WIDTH_MM[0] <= w / mm <= _WIDTH_MM[1]
        if fits and w > _LONG * h:
            yield x, y, x + w, y + h


def levelled(sheet: Image, box: Box) -> Image:
    """The line set level, cut to its ink: ``(h, w)``, 0 = paper, 255 = ink."""
    x0, y0, x1, y1 = box
    ink = u8(255 - sheet[y0:y1, x0:x1])
    ys, xs = np.nonzero(ink > 255 - _INK)
    rise = float(np.polyfit(xs, ys, 1)[0]) if len(xs) >= _FEWEST_POINTS else 0.0
    if abs(rise) > _STEEPEST:
        rise = 0.0
    room = round(abs(rise) * (x1 - x0) / 2)
    ink = np.pad(ink, ((room, room), (0, 0)))
    shear = np.array([[1, 0, 0], [rise, 1, -rise * (x1 - x0) / 2]], np.float32)
    size = (ink.shape[1], ink.shape[0])
    level = cv2.warpAffine(ink, shear, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    rows = np.flatnonzero((level > 255 - _INK).any(axis=1))
    level = level[rows[0] : rows[-1] + 1] if len(rows) else level
    return u8(np.clip(level * (255.0 / max(40, int(level.max()))), 0, 255))
