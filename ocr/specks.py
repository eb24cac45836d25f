"""Specks of old copies: far smaller than the dots of letters, and as many as these."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.picture import Image, u8
from ocr.rules import ink_level

_SPECK = 0.11  # mm²; the dot of an i at 10 points has 0.2
_LETTER = 0.48  # mm²
_MANY = 0.7  # to a letter; of 338 pages of real scans one in fourteen has as many
_DARK = 60  # the level from which ink is dark in any light
_RIM = np.ones((3, 3), np.uint8)


def without_specks(grey: Image, dpi: float) -> Image | None:
    """The picture without specks; None where they are few.

    Pieces of pale letters are as small: whoever asks has to see which picture reads better.

    Args:
        grey: ``(h, w)``; not changed.
        dpi: Of the picture.
    """
    level = max(ink_level(grey), _DARK)
    ink = u8(cv2.threshold(grey, level, 1, cv2.THRESH_BINARY_INV)[1])
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    areas = np.asarray(stats[:, cv2.CC_STAT_AREA] * (25.4 / dpi) ** 2, np.float64)
    specks = areas < _SPECK
    letters = int(np.count_nonzero(areas[1:] >= _LETTER))
    if np.count_nonzero(specks) < _MANY * max(1, letters):
        return None
    mask = u8(specks[labels].astype(np.uint8))
    # Their soft rims go too, but for what is ink of letters.
    gone = cv2.dilate(mask, _RIM) > (ink & ~mask)
    return np.where(gone, np.uint8(255), grey)
