"""The dot over an i, which a recogniser of Vietnamese takes for a hook: ``chỉ`` for ``chi``.

Nor does it know the family Đinh beside so many words of law: ``Định Thị An``, ``Đỉnh Văn An``.
At 300 dpi a dot is a quarter of the letter's height across and round, a hook a third and more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import regex

from ocr.page import Box, Word
from ocr.picture import Image, u8

Mark = tuple[int, ...]  # left, top, width, height, pixels

_HOOKED = regex.compile(r"(?<=^\P{L}*\p{L}?\p{Ll}+)ỉ(?=\P{L}*$)")
_DINH = regex.compile(r"(?<=^Đ)[ịỉ](?=nh$)")
_LEAST_DPI = 250.0  # at 200 a dot is five pixels, a hook six
_STEM = 0.3  # of the cut-out's height: the lowest stem of an i
_SLIM = 0.8  # width of a stem by its height, at most
# By the height of the stem: how far across a dot is, and how much ink it has.
_ACROSS = (0.19, 0.295)
_INK = 0.03
_ROUND = 1.35
_FULL = 0.7  # of its box that a dot fills
_FLUSH = 0.12  # of its height, by which feet of letters differ
_SURE = 0.95


def dotted(words: Sequence[Word], grey: Image, dpi: float) -> tuple[Word, ...]:
    """Words that end in an i under a hook, without it where the ink is a dot; so ``Đinh``.

    Args:
        words: Of a line or cell, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
        dpi: Of it.
    """
    return tuple(_dotted(word, grey) for word in words) if dpi >= _LEAST_DPI else tuple(words)


def _dotted(word: Word, grey: Image) -> Word:
    for pattern, last in ((_HOOKED, True), (_DINH, False)):
        if (read := pattern.search(word.text)) and word.box:
            dot = _dot(word.box, grey, last=last)
            if dot is None:
                continue
            # Where a dot below was read it is enough that there is none; a family is bold mostly.
            if read.group() == "ị" or (_is_round(*dot) if last else _is_full(dot[0])):
                return replace(word, text=pattern.sub("i", word.text), confidence=_SURE)
    return word


def _dot(box: Box, grey: Image, *, last: bool) -> tuple[Mark, int] | None:
    """The one mark over the last upright stroke of a word, or the first, and how high that is.

    None where another lies over or below it.
    """
    x0, y0, x1, y1 = box
    cut = grey[max(0, y0 - 4) : y1 + 4, max(0, x0 - 2) : x1 + 3]
    _, ink = cv2.threshold(cut, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, found, _ = cv2.connectedComponentsWithStats(u8(ink))
    marks = [tuple(int(v) for v in row) for row in found[1:]]
    stems = [m for m in marks if m[3] >= _STEM * len(cut) and m[2] <= _SLIM * m[3]]
    if not stems:
        return None
    stems.sort(key=lambda m: m[0] + m[2])
    left, top, wide, high, _ = stems[-1 if last else 0]
    beside = [m for m in marks if left - 3 < m[0] + m[2] and m[0] < left + wide + 4 and m[4] >= 4]
    over = [m for m in beside if m[1] + m[3] <= top + 2]
    foot = top + high
    below = any(m[1] >= foot - 1 for m in beside)
    below |= foot > min(m[1] + m[3] for m in marks if m[3] >= high) + _FLUSH * high  # run into it
    return (over[0], high) if len(over) == 1 and not below else None


def _is_full(mark: Mark) -> bool:
    """Whether a mark fills its box as a dot does, whatever its size; a hook is a line."""
    _, _, w, h, area = mark
    return max(w, h) <= _ROUND * min(w, h) and area >= _FULL * w * h


def _is_round(mark: Mark, high: int) -> bool:
    """Whether a mark is a dot over a stroke so many pixels high."""
    _, _, w, h, area = mark
    across = max(w, h) / high
    is_round = max(w, h) <= _ROUND * min(w, h)
    return bool(_ACROSS[0] <= across <= _ACROSS[1] and is_round and area >= _INK * high * high)
