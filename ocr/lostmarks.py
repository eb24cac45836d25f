"""Marks of a list that a recogniser left out: a column of dashes far left of its paragraphs.

It takes a column of nothing but dashes or bullets for dirt. So what stands alone before a line is
looked at; it counts only where another stands above or below it, for specks stand anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from ocr.engines import RawLine
from ocr.listmarks import SURE, ink_before, shape_of
from ocr.page import Box, Word, letters_in
from ocr.picture import Image

# In heights of the words of a page.
_REACH = (0.15, 4.5)  # how far from its print a mark stands
_ALIGNED = 0.5  # by which the marks of a list differ at most
_ALONE = 0.8  # of the ink before a line that is the mark


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    sign: str
    box: Box


def with_lost_marks(lines: Sequence[RawLine], grey: Image) -> list[RawLine]:
    """The lines with the marks of lists that stand before them and were not read.

    Args:
        lines: As read, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
    """
    boxes = [w.box for line in lines for w in line.words if w.box is not None]
    if not boxes:
        return list(lines)
    size, every = median(b[3] - b[1] for b in boxes), np.array(boxes)
    found = [m for i, line in enumerate(lines) if (m := _before(i, line, every, grey, size))]
    read = [w for line in lines for w in line.words[:1] if w.text in ("-", "–", "•") and w.box]
    marked = list(lines)
    for mark in found:
        places = [(m.sign, m.box[0]) for m in found if m is not mark]
        places += [(w.text, w.box[0]) for w in read if w.box]
        if any(s == mark.sign and abs(x - mark.box[0]) < _ALIGNED * size for s, x in places):
            word = Word(mark.sign, mark.box, SURE)
            marked[mark.line] = replace(lines[mark.line], words=(word, *lines[mark.line].words))
    return marked


def _before(
    at: int,
    line: RawLine,
    every: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    grey: Image,
    size: float,
) -> _Mark | None:
    """The mark alone before a line of print; None where there is none, or more."""
    first = line.words[0].box
    if first is None or letters_in(line.words[0].text) < 2:
        return None
    left, right = max(0, round(first[0] - _REACH[1] * size)), round(first[0] - _REACH[0] * size)
    within = (every[:, 0] < right) & (every[:, 2] > left)
    if (within & (every[:, 1] < first[3]) & (every[:, 3] > first[1])).any():
        return None
    ink = ink_before(grey, (left, first[1], right, first[3]), first)
    count, _, marks, _ = cv2.connectedComponentsWithStats(ink)
    if count < 2:
        return None
    x, y, w, h, area = marks[1 + int(np.argmax(marks[1:, cv2.CC_STAT_AREA]))].tolist()
    sign = shape_of(ink[y : y + h, x : x + w], y, area, size)
    if sign is None or area < _ALONE * np.count_nonzero(ink):
        return None
    return _Mark(at, sign, (left + x, first[1] + y, left + x + w, first[1] + y + h))
