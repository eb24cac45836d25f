"""Red ink: seals are faded, red print is read on its own.

An official page bears red in three ways: round seals over the signature (Decree
30/2020/NĐ-CP, annex I: 8), framed stamps (arrival, secrecy, urgency) and red print, such
as a signer's name stamp. The first hides print, the others say something.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.marks import alone, marks_of
from ocr.page import Box
from ocr.picture import Image, above, channel, halved, u8
from ocr.preprocess import RED, redness_of

_SEAL_MM = (18.0, 50.0)  # diameters of official seals, with some room
_RIM_MM = 0.3  # of a ring that is taken out beyond its middle
_MOST_POINTS = 18  # of a hull, to lay circles through
_ON_RING = 0.02  # of the radius
_FRAME_MM = 15.0  # least width of a framed stamp; smaller things are letters and specks
_LETTER_MM = (1.2, 9.0)  # heights of red letters
_FEWEST_LETTERS = 4
_MOST_JOINED = 3  # letters that a mark as wide as several counts for: a dash is none of them


@dataclass(frozen=True, slots=True)
class RedPrint:
    """What is printed in red, without round seals.

    Attributes:
        image: ``(h, w)`` grey, red ink dark on white, seals taken out; same pixels as the
            page image.
        box: Around all of it.
        cut: ``(h, w)`` 0 where a seal was taken out, else 255: print beside it may have lost
            letters.
    """

    image: Image
    box: Box
    cut: Image


def red_print(image: Image, dpi: float, redness: Image | None = None) -> RedPrint | None:
    """The red print of a page, None where there is none worth reading.

    Args:
        image: ``(h, w, 3)`` RGB; a grey image has no red.
        dpi: Of the image.
        redness: Of the image, if it is known already.
    """
    if image.ndim == 2:
        return None
    red = above(redness_of(image) if redness is None else redness, RED)
    if cv2.countNonZero(red) < (dpi / 10) ** 2:
        return None
    # Every mark is left at half the size, and shapes need no finer one.
    small = above(halved(red), 0)
    mm = dpi / 2 / 25.4
    seals, rules = _seals_and_rules(small, mm)
    small[(seals | rules) > 0] = 0
    box = _letters(small, mm)
    if box is None:
        return None
    height, width = red.shape
    red[_doubled(seals | rules, red) > 0] = 0
    beyond = cv2.bitwise_not(cv2.dilate(red, np.ones((3, 3), np.uint8)))
    darkest = cv2.min(channel(image, 1), channel(image, 2))
    x0, y0, x1, y1 = (2 * v for v in box)
    return RedPrint(
        u8(cv2.bitwise_or(darkest, beyond)),
        (x0, y0, min(x1, width), min(y1, height)),
        u8(cv2.bitwise_not(_doubled(seals, red))),
    )


def _doubled(mask: Image, like: Image) -> Image:
    size = (like.shape[1], like.shape[0])
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _seals_and_rules(red: Image, mm: float) -> tuple[Image, Image]:
    """Masks of the round seals, and of the rules of framed stamps, which read as letters."""
    gap = round(0.5 * mm) | 1  # odd: an even kernel would shift what it closes
    joined = np.asarray(
        cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8)), np.uint8
    )
    seals, rules = np.zeros_like(red), np.zeros_like(red)
    for x, y, w, h in marks_of(joined):
        if max(w, h) < _FRAME_MM * mm:
            continue
        part = alone(joined[y : y + h, x : x + w])
        shape = _hull_share(part)
        if _is_seal(w / mm, h / mm, shape):
            (cx, cy), radius = _circle(part)
            centre = (round(x + cx), round(y + cy))
            cv2.circle(seals, centre, round(radius + _RIM_MM * mm), (255,), -1)
        elif shape > 0.9 and min(w, h) > 5 * mm:
            long = round(8 * mm) | 1
            across = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
            down = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
            lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
            rules[y : y + h, x : x + w][lines > 0] = 255
    return seals, rules


def _is_seal(width_mm: float, height_mm: float, hull_share: float) -> bool:
    """Round: its hull fills about π/4 of its box. A seal may be cut off by the page's edge."""
    larger, smaller = max(width_mm, height_mm), min(width_mm, height_mm)
    round_enough = 0.68 < hull_share < 0.88
    return _SEAL_MM[0] <= larger <= _SEAL_MM[1] and smaller > 0.35 * larger and round_enough


def _circle(part: Image) -> tuple[tuple[float, float], float]:
    """Centre and radius of a seal's ring, in pixels of its cut-out.

    A name or title that touches the ring is one mark with it and reaches out of it: of the
    circles through three points of the hull that with most of its points on it is the ring.

    Args:
        part: ``(h, w)``, not 0 where the seal is.
    """
    points = cv2.findNonZero(part).reshape(-1, 2).astype(np.float32)
    hull = cv2.convexHull(points).reshape(-1, 2).astype(np.float64)
    # x² + y² = 2ax + 2by + c
    system, squares = np.column_stack([2 * hull, np.ones(len(hull))]), (hull**2).sum(axis=1)
    few = np.unique(np.linspace(0, len(hull) - 1, _MOST_POINTS).round().astype(int))
    through = np.array(list(combinations(few.tolist(), 3)))
    through = through[np.abs(np.linalg.det(system[through])) > 1.0]  # not on a straight line
    on = _on_circles(np.linalg.solve(system[through], squares[through][..., None])[..., 0], hull)
    best = on[on.sum(axis=1).argmax()]
    a, b, c = np.linalg.lstsq(system[best], squares[best])[0].tolist()
    return (a, b), math.sqrt(max(0.0, c + a * a + b * b))


def _on_circles(circles: NDArray[np.float64], hull: NDArray[np.float64]) -> NDArray[np.bool_]:
    """``(circles, points)`` which points lie on which circles, each ``a, b, c``."""
    centres = circles[:, None, :2]
    radii = np.sqrt(np.maximum(0.0, circles[:, 2:] + (circles[:, :2] ** 2).sum(axis=1)[:, None]))
    off = np.abs(np.linalg.norm(hull[None] - centres, axis=2) - radii)
    return np.asarray(off < _ON_RING * radii)


def _hull_share(part: Image) -> float:
    hull = cv2.convexHull(cv2.findNonZero(part))
    return float(cv2.contourArea(hull)) / part.size


def _letters(red: Image, mm: float) -> Box | None:
    """Box around marks of the size of letters, None if there are too few."""
    low, high = (v * mm for v in _LETTER_MM)
    marks = [s for s in marks_of(red) if low <= s[3] <= high and s[2] <= 3 * high]
    # In bold stamps letters touch: a mark of a name may be a whole word of it.
    if sum(min(max(1, s[2] // s[3]), _MOST_JOINED) for s in marks) < _FEWEST_LETTERS:
        return None
    pad = round(2 * mm)
    h, w = red.shape
    return (
        max(0, min(s[0] for s in marks) - pad),
        max(0, min(s[1] for s in marks) - pad),
        min(w, max(s[0] + s[2] for s in marks) + pad),
        min(h, max(s[1] + s[3] for s in marks) + pad),
    )
