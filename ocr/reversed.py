"""Light print on dark bands, as heads of tables have it, made dark print on paper.

A recogniser reads little of it, and a table whose head is one dark mark has no rules there. The
light lines between its cells become rules, and the edge of the band is drawn as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.marks import marks_of
from ocr.picture import Image, shrunk, u8
from ocr.skew import ANALYSIS_HEIGHT

_DARK = 195  # the lightest band on which print is white
_PAPER = 250
_FLAT = 18.0  # levels by which a band differs from its middle one, on the mean: a picture does more
_SOLID = 0.88  # of the smallest slanted box around it that a band fills
_LIGHT = 0.5  # share of its print at most
_LETTERS = 4  # at least
_ALIKE = 0.25  # of their height, by which bands on one line differ
# In inches.
_HIGH, _LONG = (0.12, 2.5), 0.4  # how high a band is, and how long at least
_LETTER = (0.035, 0.3)  # how high letters are
_EDGE = 0.01  # how thick its edge is drawn
_WITHIN = 0.1  # of the picture, from whose edges scanners leave darkness


def upright_print(image: Image, dpi: float) -> Image:
    """The picture with the light print on dark bands dark; the same where there is none.

    Args:
        image: ``(h, w)`` or ``(h, w, 3)`` RGB, 255 = paper.
        dpi: Of it.
    """
    grey = image if image.ndim == 2 else u8(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    small = shrunk(grey, ANALYSIS_HEIGHT)
    by = grey.shape[0] / small.shape[0]
    bands = [_Band.of(outline * by, grey, dpi) for outline in _outlines(small, dpi / by)]
    printed = [band for band in bands if band.letters >= _LETTERS]
    # A cell of a head may hold few letters or none.
    printed += [band for band in bands if band not in printed and any(map(band.is_beside, printed))]
    result = image.copy() if printed else image
    for band in printed:
        x, y, w, h = band.box
        part = grey[y : y + h, x : x + w]
        turned = 255 - np.clip((part - band.level) * (255 / (_PAPER - band.level)), 0, 255)
        result[y : y + h, x : x + w][band.inside] = (
            turned[band.inside] if image.ndim == 2 else turned[band.inside, None]
        )
        cv2.polylines(result, [band.outline], True, (0, 0, 0), max(2, round(_EDGE * dpi)))
    return result


@dataclass(frozen=True, slots=True, eq=False)
class _Band:
    """A band: its outline, left, top, width and height, what of these it fills, its grey, and how
    many letters are on it."""

    outline: NDArray[np.int32]
    box: tuple[int, int, int, int]
    inside: NDArray[np.bool_]
    level: float
    letters: int

    @classmethod
    def of(cls, outline: NDArray[np.float64], grey: Image, dpi: float) -> _Band:
        points = np.round(outline).astype(np.int32)
        x, y, w, h = cv2.boundingRect(points)
        part = grey[y : y + h, x : x + w]
        mask = np.zeros(part.shape, np.uint8)
        cv2.drawContours(mask, [points], -1, (255,), cv2.FILLED, offset=(-x, -y))
        inside = mask > 0
        level = float(np.median(part[inside]))
        light = u8(np.where(inside & (part > (level + _PAPER) / 2), 255, 0))
        return cls(points, (x, y, w, h), inside, level, _letters(light, dpi, int(inside.sum())))

    def is_beside(self, other: _Band) -> bool:
        """Whether two bands stand on one line and are as high."""
        high = other.box[3]
        return all(abs(self.box[i] - other.box[i]) < _ALIKE * high for i in (1, 3))


def _outlines(small: Image, dpi: float) -> list[NDArray[np.int32]]:
    """Outlines of solid, even dark marks, the print and lines on them closed."""
    _, dark = cv2.threshold(small, _DARK, 255, cv2.THRESH_BINARY_INV)
    if np.count_nonzero(dark) < _HIGH[0] * _LONG * dpi**2:
        return []
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    side = max(3, round(_HIGH[0] * dpi / 2))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    bands = (np.asarray(outline, np.int32) for outline in outlines)
    return [
        np.asarray(cv2.approxPolyDP(band, 1.5, closed=True), np.int32)
        for band in bands
        if _is_band(band, small, dpi)
    ]


def _is_band(outline: NDArray[np.int32], small: Image, dpi: float) -> bool:
    (_, sides, _), (x, y, w, h) = cv2.minAreaRect(outline), cv2.boundingRect(outline)
    high, long = min(sides) / dpi, max(sides) / dpi
    height, width = small.shape
    edge = round(_WITHIN * dpi)
    if not (_HIGH[0] <= high <= _HIGH[1] and long >= _LONG):
        return False
    if x < edge or y < edge or x + w > width - edge or y + h > height - edge:
        return False
    if bool(cv2.contourArea(outline) < _SOLID * sides[0] * sides[1]):
        return False
    part = small[y : y + h, x : x + w]
    dark = part[part < _DARK]
    return bool(np.mean(np.abs(dark - np.median(dark))) <= _FLAT)


def _letters(light: Image, dpi: float, area: int) -> int:
    """How many light marks on a band are as high as letters; none if most of it is light."""
    if np.count_nonzero(light) > _LIGHT * area:
        return 0
    low, high = (side * dpi for side in _LETTER)
    return sum(low <= h <= high and w <= high for _, _, w, h in marks_of(light))
