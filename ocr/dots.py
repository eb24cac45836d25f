"""The dot over an i, which a recogniser of Vietnamese takes for a hook: ``chỉ`` for ``chi``.

At 300 dpi a dot is a quarter of the letter's height across and round, a hook a third and more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import regex

from ocr.page import Box, Word
from ocr.picture import Image, u8

_HOOKED = regex.compile(r"(?<=^\P{L}*\p{L}?\p{Ll}+)ỉ(?=\P{L}*$)")
_LEAST_DPI = 250.0  # at 200 a dot is five pixels, a hook six
_STEM = 0.3  # of the cut-out's height: the lowest stem of an i
_SLIM = 0.8  # width of a stem by its height, at most
# By the height of the stem: how far across a dot is, and how much ink it has.
_ACROSS = (0.19, 0.295)
_INK = 0.03
_ROUND = 1.35
_SURE = 0.95


def dotted(words: Sequence[Word], grey: Image, dpi: float) -> tuple[Word, ...]:
    """Words that end in an i under a hook, without the hook where the ink is a dot.

    Args:
        words: Of a line or cell, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
        dpi: Of it.
    """
    return tuple(
        replace(word, text=_HOOKED.sub("i", word.text), confidence=_SURE)
        if dpi >= _LEAST_DPI and _HOOKED.search(word.text) and _is_dotted(word.box, grey)
        else word
        for word in words
    )


def _is_dotted(box: Box | None, grey: Image) -> bool:
    """Whether over the last upright stroke of a word there is one round dot."""
    if box is None:
        return False
    x0, y0, x1, y1 = box
    cut = grey[max(0, y0 - 4) : y1 + 4, max(0, x0 - 2) : x1 + 3]
    _, ink = cv2.threshold(cut, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, found, _ = cv2.connectedComponentsWithStats(u8(ink))
    marks = [tuple(int(v) for v in row) for row in found[1:]]
    stems = [m for m in marks if m[3] >= _STEM * len(cut) and m[2] <= _SLIM * m[3]]
    if not stems:
        return False
    left, top, wide, high, _ = max(stems, key=lambda m: m[0] + m[2])
    over = [
        m
        for m in marks
        if m[1] + m[3] <= top + 2 and left - 3 < m[0] + m[2] and m[0] < left + wide + 4
        if m[4] >= 4
    ]
    if len(over) != 1:
        return False
    _, _, w, h, area = over[0]
    across = max(w, h) / high
    round_ = max(w, h) <= _ROUND * min(w, h)
    return bool(_ACROSS[0] <= across <= _ACROSS[1] and round_ and area >= _INK * high * high)
