"""Print that a reading of the whole page left out: short lines that stand apart.

A recogniser parts a page into blocks of text first, and what fits none of them is not read at
all: a ``Kính gửi:`` over a list that begins further right. So what looks like print and is
covered by no word is read once more by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from ocr.engines import Engine, Model, RawLine
from ocr.marks import marks_of
from ocr.page import Box, Word, letters_in
from ocr.picture import Image, above, halved, u8
from ocr.sheet import Cutting, read_cuttings

_DARK = 150
_FEWEST_WORDS = 10  # that tell how high print is on this page
_LETTER = (0.3, 1.7)  # heights of a letter's mark, in heights of a word
_WIDEST_LETTER = 6.0  # letters of faint print touch
_GAP = 1.3  # between letters and words of a line
_LINE = (2.5, 2.2)  # least width and greatest height of a line
_FEWEST_MARKS = 2
_MOST = 6  # lines of a page that are looked at, the longest first
_SURE = 0.8  # of a line's words, on the mean
_MARGIN = 0.5


def missed_print(
    lines: Sequence[RawLine], text: Image, dpi: float, engine: Engine, timeout: float
) -> list[RawLine]:
    """Lines of print that no word of a page covers.

    Args:
        lines: As read, boxes in pixels of ``text``.
        text: ``(h, w)`` grey, what was read.
        dpi: Of it.
        engine: The recogniser.
        timeout: Seconds for all.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    places = _places(lines, text)
    if not places:
        return []
    cuttings = [
        Cutting(np.ascontiguousarray(text[y0:y1, x0:x1]), (x0, y0)) for x0, y0, x1, y1 in places
    ]
    read = read_cuttings(cuttings, dpi, engine, timeout, model=Model.TEXT)
    return [RawLine(tuple(words)) for words in read if _is_print(words)]


def _is_print(words: Sequence[Word]) -> bool:
    """Whether it was read as print is: what a pen drew and half a stamp are read too."""
    sure = [w.confidence or 0.0 for w in words if letters_in(w.text)]
    long = any(letters_in(w.text) > 2 for w in words)
    return long and sum(sure) >= _SURE * len(sure)


def _places(lines: Sequence[RawLine], text: Image) -> list[Box]:
    """Where such lines stand, with paper around them."""
    boxes = [w.box for line in lines for w in line.words if w.box is not None]
    if len(boxes) < _FEWEST_WORDS:
        return []
    size = median(box[3] - box[1] for box in boxes) / 2  # on the smaller picture
    dark = above(u8(255 - halved(text)), 255 - _DARK)
    reach = round(0.4 * size)
    for x0, y0, x1, y1 in boxes:
        top, left = max(0, y0 // 2 - reach), max(0, x0 // 2 - reach)
        dark[top : y1 // 2 + reach + 1, left : x1 // 2 + reach + 1] = 0
    print_ = np.zeros_like(dark)
    letters: list[tuple[int, int]] = []
    for x, y, w, h in marks_of(dark):
        if _LETTER[0] * size <= h <= _LETTER[1] * size and w <= _WIDEST_LETTER * size:
            print_[y : y + h, x : x + w] = 255
            letters.append((x + w // 2, y + h // 2))
    gap = np.ones((1, max(1, round(_GAP * size))), np.uint8)
    joined = u8(cv2.morphologyEx(print_, cv2.MORPH_CLOSE, gap))
    height, width = text.shape
    room = round(2 * _MARGIN * size)
    places: list[Box] = []
    for x, y, w, h in marks_of(joined):
        inside = sum(x <= a < x + w and y <= b < y + h for a, b in letters)
        if w >= _LINE[0] * size and h <= _LINE[1] * size and inside >= _FEWEST_MARKS:
            places.append((
                max(0, 2 * x - room), max(0, 2 * y - room),
                min(width, 2 * (x + w) + room), min(height, 2 * (y + h) + room),
            ))  # fmt: skip
    return sorted(places, key=lambda box: box[0] - box[2])[:_MOST]
