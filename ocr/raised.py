"""Small raised figures, each read by itself, as lines have quotation marks in their place."""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from ocr.engines import Engine, Model
from ocr.page import Box
from ocr.picture import Image, u8
from ocr.sheet import Cutting, read_cuttings, thrice

_HIGH, _DPI = 40, 300.0  # px that a figure is enlarged to
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_raised(boxes: Sequence[Box], grey: Image, engine: Engine, timeout: float) -> list[str]:
    """What the reader of figures takes each of them for, three times over beside itself.

    Args:
        boxes: Of the figures, in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
        engine: The recogniser.
        timeout: Seconds for all of them.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    return [
        "".join(w.text for w in words)
        for words in read_cuttings(
            [_enlarged(grey, box) for box in boxes], _DPI, engine, timeout, model=Model.FIGURES
        )
    ]


def is_thrice(text: str, number: int) -> bool:
    """Whether that is a number as `read_raised` gives it; one of three may be misread."""
    digits = str(number)
    return text.count(digits) >= 2 and len(text) <= 3 * len(digits) + 1


def as_raised(number: int) -> str:
    """A number in raised figures.

    >>> as_raised(12)
    '¹²'
    """
    return str(number).translate(_SUPERSCRIPT)


def _enlarged(grey: Image, box: Box) -> Cutting:
    x0, y0, x1, y1 = box
    figure = grey[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2]
    by = _HIGH / figure.shape[0]
    large = u8(cv2.resize(figure, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC))
    return Cutting(thrice(large, _HIGH // 2), (x0, y0))
