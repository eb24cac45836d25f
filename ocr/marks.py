"""Connected marks of a mask that is mostly empty."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from ocr.page import Box
from ocr.picture import Image, above, halved, u8

_DARK = 150  # grey of print
# In heights of a word: around it what is its own, how high a letter is and how wide one of faint
# print, whose letters touch.
_REACH, _LETTER, _WIDEST = 0.4, (0.3, 1.7), 6.0


def marks_of(mask: Image) -> Iterator[Sequence[int]]:
    """Left, top, width and height of each mark, those within the holes of others too.

    By their outlines, which on a mask that is mostly empty cost a tenth of labelling it.

    Args:
        mask: ``(h, w)``, not 0 where a mark is.
    """
    outlines, nested = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for outline, (_, _, _, parent) in zip(outlines, nested[0] if outlines else (), strict=True):
        if parent < 0:  # no hole
            yield cv2.boundingRect(outline)


def uncovered_letters(text: Image, boxes: Iterable[Box], size: float) -> list[Sequence[int]]:
    """Marks of the size of letters that lie under no box: print that was not read.

    Args:
        text: ``(h, w)`` grey.
        boxes: Of what was read, in its pixels; some may lie beside it.
        size: Height of a word, in pixels of the picture at half its size.

    Returns:
        Left, top, width and height of each, in pixels of the picture at half its size.
    """
    dark = above(u8(255 - halved(text)), 255 - _DARK)
    reach = round(_REACH * size)
    for x0, y0, x1, y1 in boxes:
        top, left = max(0, y0 // 2 - reach), max(0, x0 // 2 - reach)
        dark[top : max(0, y1 // 2 + reach + 1), left : x1 // 2 + reach + 1] = 0
    low, high = (part * size for part in _LETTER)
    return [m for m in marks_of(dark) if low <= m[3] <= high and m[2] <= _WIDEST * size]


def alone(cut: Image) -> Image:
    """The mark that touches all four sides of its cut-out, without others that lie in it.

    Args:
        cut: ``(h, w)``, not 0 where a mark is.

    Returns:
        ``(h, w)`` 255 and 0.
    """
    outlines, nested = cv2.findContours(cut, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    sizes = [
        math.prod(cv2.boundingRect(outline)[2:]) if parent < 0 else 0
        for outline, (_, _, _, parent) in zip(outlines, nested[0], strict=True)
    ]
    drawn = np.zeros(cut.shape, np.uint8)
    cv2.drawContours(drawn, outlines, sizes.index(max(sizes)), (255,), cv2.FILLED, 8, nested, 1)
    return drawn
