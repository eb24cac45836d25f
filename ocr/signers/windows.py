"""Windows of a line's height over a cut-out: what the reader of names looks at."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from ocr.picture import Image, u8
from ocr.strip_reader import HEIGHT

READER = Path(__file__).with_name("names.onnx")
STEP = 8  # pixels of a strip from one window to the next
_PALE, _DARK = 30, 220  # levels below white where ink begins, and where it is black
_INK_OF = u8(np.clip((255.0 - np.arange(256) - _PALE) * (255.0 / (_DARK - _PALE)), 0, 255))
_INKED = 100  # darkness of inked pixels
# A row through letters runs over many strokes, one through a pen's few: of 200 windows with a
# name two had fewer, and of all windows more than half have.
_ROWS, _FEWEST_STROKES = 10, 12.0  # of some rows of a strip, one below the other, their mean


class Window(NamedTuple):
    """A strip of a sheet.

    Attributes:
        strip: ``(HEIGHT, w)``, 255 = ink.
        scale: Pixels of the strip for one of the sheet.
        top: Of the strip, in its pixels, on the sheet made smaller.
        slope: By how much a row falls that was set level, by its length.
    """

    strip: Image
    scale: float
    top: int
    slope: float


def ink_of(sheet: Image) -> Image:
    """A sheet, ``(h, w)`` grey, as ink: 255 = black."""
    return u8(cv2.LUT(sheet, _INK_OF))


def smaller(ink: Image, tall: float) -> tuple[Image, float]:
    """Ink at the scale at which so many of its pixels are the height of a strip, and the scale."""
    scale = HEIGHT / tall
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return u8(small), scale


def stroked(small: Image) -> list[int]:
    """Tops of the windows that may hold letters, the likeliest first."""
    inked = small > _INKED
    strokes = np.count_nonzero(inked[:, 1:] & ~inked[:, :-1], axis=1)
    if len(strokes) < _ROWS:
        return []
    means = np.convolve(strokes, np.full(_ROWS, 1 / _ROWS), "valid")
    tops = range(-HEIGHT // 4, len(small) - HEIGHT // 2, 2 * STEP)
    most = {top: float(means[max(0, top) : top + HEIGHT - _ROWS + 1].max()) for top in tops}
    likely = (top for top in tops if most[top] >= _FEWEST_STROKES)
    return sorted(likely, key=lambda top: -most[top])


def window_at(small: Image, top: int, scale: float, slope: float = 0.0) -> Window:
    """The strip that begins at a row, blank where it reaches beyond the sheet."""
    strip = np.zeros((HEIGHT, small.shape[1]), np.uint8)
    first, last = max(0, top), min(len(small), top + HEIGHT)
    strip[first - top : last - top] = small[first:last]
    return Window(strip, scale, top, slope)
