"""Red ink: seals are faded, red print is read on its own.

An official page bears red in three ways: round seals over the signature (Decree
30/2020/NĐ-CP, annex I: 8), framed stamps (arrival, secrecy, urgency) and red print, such
as a signer's name stamp. The first hides print, the others say something.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.page import Box
from ocr.preprocess import RED, Image, redness_of

_SEAL_MM = (18.0, 50.0)  # diameters of official seals, with some room
_FRAME_MM = 15.0  # least width of a framed stamp; smaller things are letters and specks
_LETTER_MM = (1.2, 9.0)  # heights of red letters
_FEWEST_LETTERS = 4


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


def red_print(image: Image, dpi: float) -> RedPrint | None:
    """The red print of a page, None where there is none worth reading.

    Args:
        image: ``(h, w, 3)`` RGB; a grey image has no red.
        dpi: Of the image.
    """
    if image.ndim == 2:
        return None
    _, red = cv2.threshold(redness_of(image), RED, 255, cv2.THRESH_BINARY)
    red = np.array(red, dtype=np.uint8)
    if cv2.countNonZero(red) < (dpi / 10) ** 2:
        return None
    mm = dpi / 25.4
    gap = max(1, round(0.5 * mm))
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8))
    cut = np.full_like(red, 255)
    for i in range(1, count):
        x, y, w, h, _area = (int(v) for v in stats[i])
        if max(w, h) < _FRAME_MM * mm:
            continue
        part = np.asarray(labels[y : y + h, x : x + w] == i, dtype=np.uint8)
        shape = _hull_share(part)
        if _is_seal(w / mm, h / mm, shape):
            centre, radius = (x + w // 2, y + h // 2), round(0.54 * max(w, h))
            cv2.circle(red, centre, radius, (0,), -1)
            cv2.circle(cut, centre, radius, (0,), -1)
        elif shape > 0.9 and min(w, h) > 5 * mm:
            # A framed stamp: its rules would be read as letters.
            rules = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((1, round(8 * mm)), np.uint8))
            down = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((round(8 * mm), 1), np.uint8))
            rules = cv2.dilate(cv2.bitwise_or(rules, down), np.ones((3, 3), np.uint8))
            red[y : y + h, x : x + w][rules > 0] = 0
    box = _letters(np.asarray(red, dtype=np.uint8), mm)
    if box is None:
        return None
    near = cv2.dilate(red, np.ones((3, 3), np.uint8)) > 0
    darkest = cv2.min(image[..., 1], image[..., 2])
    return RedPrint(np.where(near, darkest, 255).astype(np.uint8), box, np.asarray(cut, np.uint8))


def _is_seal(width_mm: float, height_mm: float, hull_share: float) -> bool:
    """Round: its hull fills about π/4 of its box. A seal may be cut off by the page's edge."""
    larger, smaller = max(width_mm, height_mm), min(width_mm, height_mm)
    round_enough = 0.68 < hull_share < 0.88
    return _SEAL_MM[0] <= larger <= _SEAL_MM[1] and smaller > 0.35 * larger and round_enough


def _hull_share(part: Image) -> float:
    hull = cv2.convexHull(cv2.findNonZero(part))
    return float(cv2.contourArea(hull)) / part.size


def _letters(red: Image, mm: float) -> Box | None:
    """Box around marks of the size of letters, None if there are too few."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(red)
    low, high = (v * mm for v in _LETTER_MM)
    marks = [s for s in stats[1:] if low <= s[3] <= high and s[2] <= 3 * high]
    if len(marks) < _FEWEST_LETTERS:
        return None
    pad = round(2 * mm)
    h, w = red.shape
    return (
        max(0, min(int(s[0]) for s in marks) - pad),
        max(0, min(int(s[1]) for s in marks) - pad),
        min(w, max(int(s[0] + s[2]) for s in marks) + pad),
        min(h, max(int(s[1] + s[3]) for s in marks) + pad),
    )
