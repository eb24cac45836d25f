"""Framed stamps in the upper part of a page, and their upright pictures.

The stamp of arrival is a frame of 35 × 50 mm (Decree 30/2020/NĐ-CP, annex IV; many offices
have a lower one), red, blue or black, stamped a little askew and often over print. Its rules are
longer than any stroke of print, so they are what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.marks import marks_of
from ocr.page import Box
from ocr.picture import Image, above, channel, percentiles, shrunk, u8
from ocr.preprocess import OcrCopy
from ocr.rules import ink_level
from ocr.skew import ANALYSIS_HEIGHT

PX = 12.0  # pixels of an upright picture for a millimetre
_UPPER = 0.62  # of a page: where stamps of arrival stand
_RULE = 9.0  # millimetres of the shortest piece of a rule that counts
_GAPS = (0.0, 6.0, 15.0)  # millimetres between pieces of a frame that was not inked all round
_RED_RULE = 14  # redness above the paper's: a hairline of pale ink has little left when shrunk
_PALE = 0.4  # how far from ink to paper the grey of a rule may be
_WIDTH, _HEIGHT = (28.0, 80.0), (14.0, 60.0)  # millimetres
_SIDE = 0.5  # share of a side that must be seen, of three of the four
_WHOLE_SIDE = 0.9  # and of two that meet
_AT_SIDE = 0.18  # share of width or height within which a side of a turned frame lies
_TURNED = 15.0  # degrees; nobody stamps more askew than that


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on the copy of a page.

    Attributes:
        centre: x and y, in pixels of the copy.
        size: Width and height, in pixels of the copy.
        angle: Degrees clockwise by which it is turned.
        red: Its rules are red ink.
    """

    centre: tuple[float, float]
    size: tuple[float, float]
    angle: float
    red: bool


@dataclass(frozen=True, slots=True)
class Upright:
    """A frame turned upright, 12 pixels for a millimetre.

    Attributes:
        print: ``(h, w)`` grey with all that is dark or coloured, without the frame's rules.
        pen: The same without red ink; ``print`` itself where the frame is not red.
        to_copy: ``(2, 3)`` affine matrix from its pixels to those of the copy.
        back: The way back, ``(2, 3)``.
    """

    print: Image
    pen: Image
    to_copy: NDArray[np.float64]
    back: NDArray[np.float64]

    def box_on_copy(self, box: Box) -> Box:
        """The box on the copy that holds ``box``."""
        x0, y0, x1, y1 = box
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]]) @ self.to_copy.T
        low, high = np.floor(corners.min(0)), np.ceil(corners.max(0))
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])

    def from_copy(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the copy lies on this picture."""
        px, py = (self.back @ (x, y, 1)).tolist()
        return px, py


def frames_of(copy: OcrCopy, redness: Image | None = None) -> Iterator[Frame]:
    """Frames of the size of a stamp in the upper part of a page; tables may be among them.

    Args:
        copy: Of the page, upright and straight.
        redness: Of the page image, see `ocr.preprocess.redness_of`; red ink is not on the copy.
    """
    height = round(_UPPER * copy.small.shape[0])
    pictures = [(copy.small[:height], False)]
    if redness is not None and (red := _red_small(copy, redness)) is not None:
        pictures.append((red[:height], True))
    for small, red_ink in pictures:
        yield from _frames(small, copy, red_ink)


def _red_small(copy: OcrCopy, redness: Image) -> Image | None:
    """Red ink dark on white, as ``copy.small``; None where there is too little for a frame."""
    small = shrunk(redness, ANALYSIS_HEIGHT)
    ink = above(small, round(percentiles(small, 50)[0]) + _RED_RULE)
    if cv2.countNonZero(ink) < ANALYSIS_HEIGHT // 5:
        return None
    by = max(redness.shape) / max(ink.shape)
    down = max(copy.image.shape) / max(copy.small.shape)
    matrix = np.diag([1 / by, 1 / by, 1.0]) @ np.vstack([copy.to_page, [0, 0, 1]])
    matrix = matrix @ np.diag([down, down, 1.0])
    size = (copy.small.shape[1], copy.small.shape[0])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return u8(255 - cv2.warpAffine(ink, matrix[:2], size, flags=how))


def _frames(small: Image, copy: OcrCopy, red: bool) -> Iterator[Frame]:
    scale = max(copy.image.shape) / max(copy.small.shape)
    mm = copy.dpi / 25.4 / scale
    rules = _rules(small, mm)
    for x, y, part in _framelike(rules, mm):
        (cx, cy), (a, b), angle = cv2.minAreaRect(cv2.findNonZero(part))
        if abs(angle) > 45:
            a, b, angle = b, a, angle - 90 * np.sign(angle)
        if abs(angle) <= _TURNED:
            centre = ((x + cx) * scale, (y + cy) * scale)
            yield Frame(centre, (a * scale, b * scale), angle, red)


def _framelike(rules: Image, mm: float) -> Iterator[tuple[int, int, Image]]:
    """Left, top and rules of what has the size and the sides of a stamp; whole ones come first."""
    known: list[Sequence[int]] = []
    for gap in _GAPS:
        kernel = np.ones((max(1, round(gap * mm)),) * 2, np.uint8)
        pieces = cv2.morphologyEx(rules, cv2.MORPH_CLOSE, kernel)
        for box in marks_of(u8(pieces)):
            x, y, w, h = box
            fits = _WIDTH[0] * mm < w < _WIDTH[1] * mm and _HEIGHT[0] * mm < h < _HEIGHT[1] * mm
            part = rules[y : y + h, x : x + w]
            again = any(np.abs(np.subtract(box, other)).max() < mm for other in known)
            if fits and not again and _is_frame(part):
                known.append(box)
                yield x, y, part


def _rules(grey: Image, mm: float) -> Image:
    """Mask of what is as long as a rule, across or down, its pieces joined."""
    level = ink_level(grey)
    level += _PALE * (255 - level)
    ink = u8(cv2.threshold(grey, level, 255, cv2.THRESH_BINARY_INV)[1])
    return u8(cv2.dilate(_long(ink, round(_RULE * mm), 3), np.ones((5, 5), np.uint8)))


def _long(ink: Image, length: int, over: int) -> Image:
    """Runs of ink of that length, across and down; a slanted rule is a stair ``over`` high."""
    found = np.zeros_like(ink)
    for thick, long in (((over, 1), (1, length)), ((1, over), (length, 1))):
        mask = cv2.dilate(ink, np.ones(thick, np.uint8))
        runs = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(long, np.uint8))
        found |= u8(runs)
    return found


def _is_frame(part: Image) -> bool:
    """Whether rules run along three sides of a mask's box, or all along two that meet."""
    h, w = part.shape
    dx, dy = max(2, round(_AT_SIDE * w)), max(2, round(_AT_SIDE * h))
    across = [part[:dy].any(0).mean(), part[-dy:].any(0).mean()]
    down = [part[:, :dx].any(1).mean(), part[:, -dx:].any(1).mean()]
    corner = max(across) >= _WHOLE_SIDE and max(down) >= _WHOLE_SIDE
    return bool(corner or sum(share >= _SIDE for share in (*across, *down)) >= 3)


def upright(image: Image, copy: OcrCopy, frame: Frame) -> Upright:
    """The picture of a frame, cut out of the page image and set upright.

    Args:
        image: The page image that ``copy`` was made from.
        copy: What the frame was found on.
        frame: From `frames_of`.
    """
    k = copy.dpi / 25.4 / PX  # pixels of the copy for one of the picture
    w, h = (round(side / k) for side in frame.size)
    turn = np.deg2rad(frame.angle)
    c, s = np.cos(turn) * k, np.sin(turn) * k
    x, y = frame.centre
    to_copy = np.array([[c, -s, x - (c * w - s * h) / 2], [s, c, y - (s * w + c * h) / 2]])
    square = np.vstack([to_copy, [0, 0, 1]])
    back = np.linalg.inv(square)[:2]
    matrix = copy.to_page @ square
    cut = cv2.warpAffine(
        image, matrix, (w, h), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderValue=(255, 255, 255),
    )  # fmt: skip
    if cut.ndim == 2:
        grey = _without_rules(u8(cut))
        return Upright(grey, grey, to_copy, back)
    red, green, blue = (channel(u8(cut), i) for i in range(3))
    dark = _without_rules(u8(cv2.min(red, cv2.min(green, blue))))
    pen = _without_rules(red) if frame.red else dark
    return Upright(dark, pen, to_copy, back)


def _without_rules(grey: Image) -> Image:
    ink = u8(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1])
    grey = grey.copy()
    grey[_long(ink, round(_RULE * PX), 7) > 0] = int(percentiles(grey, 75)[0])
    return grey
