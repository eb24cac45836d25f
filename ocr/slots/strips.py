"""Strips: the picture of a line of the form, several times, as the reader wants it.

The page image is used, not the copy for the recogniser: its red channel shows a blue or
black pen dark and lets red stamps fade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from ocr.picture import Image, channel, percentiles
from ocr.preprocess import OcrCopy
from ocr.slots.find import SlotKind, SlotLine
from ocr.slots.tokens import EM
from ocr.strip_reader import HEIGHT

_PAD = 0.6  # ems of paper left and right of the line
_WIDEST = 640  # pixels of a strip; no line of the form is longer


class View(NamedTuple):
    """How a line is looked at.

    Attributes:
        size: Of the print, in ems.
        rise: How much higher the line is taken, in ems.
        stretch: How much wider.
        lean: How far what leans to the right is set up, as a share of its height.
    """

    size: float
    rise: float
    stretch: float
    lean: float


# The first ones differ most. A number is in upright print beside figures that may be packed;
# a date line is in italics, as hands are.
VIEWS: dict[SlotKind, tuple[View, ...]] = {
    SlotKind.NUMBER: (
        View(1.45, 0.0, 1.15, 0.0), View(1.58, 0.03, 1.0, 0.15), View(1.3, 0.07, 1.15, -0.1),
        View(1.45, 0.06, 1.0, 0.15), View(1.3, 0.0, 1.15, 0.0), View(1.58, 0.03, 1.15, -0.1),
        View(1.45, 0.0, 0.9, 0.0),
    ),
    SlotKind.DATE: (
        View(1.45, 0.0, 1.0, 0.15), View(1.3, 0.0, 1.15, 0.3), View(1.58, 0.03, 1.0, 0.0),
        View(1.3, 0.07, 1.0, 0.15), View(1.45, 0.06, 0.9, 0.3), View(1.58, 0.03, 1.15, 0.15),
        View(1.3, 0.0, 1.0, 0.0),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strip:
    """One view of a line.

    Attributes:
        ink: ``(HEIGHT, w)``, 0 = paper, 255 = ink.
        left: Where the strip begins, in pixels of the copy.
        scale: Pixels of the copy for one of the strip, along the line.
    """

    ink: Image
    left: float
    scale: float


def strips_of(image: Image, copy: OcrCopy, line: SlotLine, views: Sequence[View]) -> list[Strip]:
    """Views of a line.

    Args:
        image: The page image, ``(h, w)`` or ``(h, w, 3)`` RGB.
        copy: The upright, straight copy that the line was found on.
        line: The line.
        views: Of ``VIEWS``.
    """
    return [_strip(image, copy, line, view) for view in views]


def _strip(image: Image, copy: OcrCopy, line: SlotLine, view: View) -> Strip:
    x0, y0, x1, y1 = line.box
    em = line.em / view.size
    down = em / EM
    along = down / view.stretch
    left = x0 - _PAD * em
    top = (y0 + y1) / 2 - HEIGHT / 2 * down - view.rise * em
    width = min(_WIDEST, round((x1 - x0 + 2 * _PAD * em) / along))
    grey = patch(image, copy, left, top, (along, down), (max(16, width), HEIGHT), view.lean)
    return Strip(as_ink(grey), left, along)


def patch(
    image: Image,
    copy: OcrCopy,
    left: float,
    top: float,
    scale: tuple[float, float],
    size: tuple[int, int],
    lean: float,
) -> Image:
    """Part of the page, upright and straight, shrunk without losing thin strokes.

    Args:
        image: The page image.
        copy: The upright, straight copy of it.
        left: Where the part begins, in pixels of the copy.
        top: The same from above.
        scale: Pixels of the copy for one of the part, along and down.
        size: Width and height of the part, in its own pixels.
        lean: How far what leans to the right is set up, as a share of its height.
    """
    fine = max(1, round(min(scale) * float(np.hypot(*copy.to_page[0, :2]))))
    along, down = scale[0] / fine, scale[1] / fine
    left += lean * scale[1] * size[1] / 2  # the middle of the line stays where it is
    to_copy = np.array([[along, -lean * down, left], [0.0, down, top], [0.0, 0.0, 1.0]])
    matrix = copy.to_page @ to_copy
    big = (size[0] * fine, size[1] * fine)
    # Only what the strip shows is cut out of the page: a channel of all of it costs time.
    corners = np.array([[0, 0, 1], [big[0], 0, 1], [0, big[1], 1], [*big, 1]]) @ matrix.T
    x0, y0 = np.maximum(np.floor(corners.min(0)).astype(int) - 2, 0)
    x1, y1 = np.ceil(corners.max(0)).astype(int) + 3
    part = image[y0:y1, x0:x1]
    if part.size == 0:
        return np.full((size[1], size[0]), 255, np.uint8)
    part = channel(part, 0) if part.ndim == 3 else np.ascontiguousarray(part)
    matrix = matrix - np.array([[0, 0, x0], [0, 0, y0]])
    paper = percentiles(part, 75)[0]
    drawn = cv2.warpAffine(
        part, matrix, big, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=(paper,)
    )
    return np.asarray(cv2.resize(drawn, size, interpolation=cv2.INTER_AREA), np.uint8)


def as_ink(grey: Image) -> Image:
    """Ink bright on black, stretched so that paper is 0 and the darkest ink 255."""
    dark, paper = percentiles(grey, 1, 75)
    span = max(40.0, paper - dark)
    ink = (paper - grey.astype(np.float32)) * (255 / span)
    return np.asarray(np.clip(ink, 0, 255), np.uint8)
