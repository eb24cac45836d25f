"""The mark that a paragraph of a list begins with: a dash, a bullet, a plus; dashes in lines.

A recogniser takes a bullet for ``e`` or ``s*``, a dash for ``~`` or ``_``, or leaves it out.
By its ink it is plain: flat, round and filled, or two strokes that cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from ocr.engines import RawLine
from ocr.page import Box, Word, letters_in, union
from ocr.picture import Image, percentiles, u8

# All in heights of the print of the line, of small letters and tall ones on the mean.
_DASH_WIDE, _DASH_HIGH = (0.2, 0.8), 0.2
_FLAT = 2.0  # a dash is wider than high by
_BULLET = (0.22, 0.6)
_ROUND = (0.75, 1.35)  # width of a bullet by its height
_FILLED = 0.62  # of a bullet's box: a disc fills 0.79
_PLUS = (0.4, 0.9)
_THIN = 0.4  # width of its upright stroke by its height
_ARM = 0.22
_PALE = 0.05  # of the darkness of print
_MOST = 0.8  # of the ink before print is the mark
_ROOM = 0.4  # beside a mark as it was read
_LEVEL = (0.25, 0.85)  # where the middle of a mark stands, from the head of the print down
_GAP = (0.15, 2.6)  # between a mark and its print
_FEWEST_WORDS = 2
_LONGEST = 3  # letters and signs that a mark is taken for
_UNSURE = 0.7
SURE = 0.9
_GAP_SIGNS = ("_", ".")  # what the gap behind a bullet is read as
_READ_AS_BULLET = frozenset(["e", "s", "o", "se", "sẽ", "ø", "©"])


def with_list_marks(lines: Sequence[RawLine], grey: Image) -> list[RawLine]:
    """The lines with the marks before them as they are printed.

    Args:
        lines: As read, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
    """
    boxes = [w.box for line in lines for w in line.words if w.box is not None]
    size = median([b[3] - b[1] for b in boxes]) if boxes else 0.0
    return [_marked(_with_dashes(line, grey, size), grey, size) for line in lines]


def _with_dashes(line: RawLine, grey: Image, usual: float) -> RawLine:
    """The line with the dashes between its words that were taken for other signs."""
    words = list(line.words)
    for i, (word, behind) in enumerate(pairwise(words)):
        if not i or word.text == "-" or len(word.text) > _LONGEST or _has_letters(word):
            continue
        if letters_in(behind.text) >= 2 and behind.box is not None:
            size = min(usual, behind.box[3] - behind.box[1])
            if _sign(word.box, behind.box, grey, size) == "-":
                words[i] = replace(word, text="-", confidence=SURE)
    return replace(line, words=tuple(words))


def _has_letters(word: Word) -> bool:
    return any(c.isalnum() for c in word.text)


def _marked(line: RawLine, grey: Image, usual: float) -> RawLine:
    words = line.words
    if len(words) < _FEWEST_WORDS:
        return line
    if not _is_odd(words[0]):
        return line
    print_ = words[2:] if words[1].text in _GAP_SIGNS else words[1:]
    if not print_ or letters_in(print_[0].text) < 2 or (print_[0].confidence or 0.0) < _UNSURE:
        return line
    around, first = union(w.box for w in print_[:2]), print_[0].box
    if around is None or first is None:
        return line
    box = (first[0], around[1], first[2], around[3])
    size = min(usual, box[3] - box[1])
    sign = _sign(words[0].box, box, grey, size)
    if sign is None:
        return line
    return replace(line, words=(replace(words[0], text=sign, confidence=SURE), *print_))


def _is_odd(word: Word) -> bool:
    """Whether a word may be a mark that was misread: ``~``, ``_``, ``e_``, an unsure ``-``."""
    text = word.text
    if any(c.isdigit() for c in text) or len(text) > _LONGEST:
        return False
    if text in ("-", "+"):
        return (word.confidence or 0.0) < _UNSURE
    if text in _READ_AS_BULLET or not letters_in(text):
        return True
    return letters_in(text) < 2 and text[-1] not in ".)/" and (word.confidence or 0.0) < _UNSURE


def is_unsure_sign(word: Word) -> bool:
    """Whether a word is signs alone, and the reader is not sure of it."""
    return not _has_letters(word) and (word.confidence or 0.0) < _UNSURE


def _sign(box: Box | None, print_: Box, grey: Image, size: float) -> str | None:
    """What the ink in a box before print is, None if it is no mark of a list."""
    if box is None or not _GAP[0] * size <= print_[0] - box[2] <= _GAP[1] * size:
        return None
    x0, x1 = box[0] - round(_ROOM * size), min(box[2] + round(_ROOM * size), print_[0] - 1)
    where = (max(0, x0), print_[1], x1, print_[3])
    ink = ink_before(grey, where, print_)
    count, _, marks, _ = cv2.connectedComponentsWithStats(ink)
    if count < 2:
        return None
    at = 1 + int(np.argmax(marks[1:, cv2.CC_STAT_AREA]))
    x, y, w, h, area = marks[at].tolist()
    if area >= _MOST * np.count_nonzero(ink):
        sign = shape_of(ink[y : y + h, x : x + w], y, area, size)
        if sign is not None:
            return sign
    stroke = (where[0] + x, where[1] + y, where[0] + x + w, where[1] + y + h)
    return "+" if _is_plus(grey, stroke, print_, size) else None


def shape_of(mark: Image, top: int, area: int, size: float) -> str | None:
    """A dash or a bullet by its ink."""
    h, w = mark.shape
    level = (top + h / 2) / size
    if not _LEVEL[0] <= level <= _LEVEL[1]:
        return None
    if h <= _DASH_HIGH * size and _DASH_WIDE[0] * size <= w <= _DASH_WIDE[1] * size:
        return "-" if w >= _FLAT * h else None
    if not _ROUND[0] <= w / h <= _ROUND[1]:
        return None
    if _BULLET[0] * size <= h <= _BULLET[1] * size and area >= _FILLED * w * h:
        return "•"
    return None


def _is_plus(grey: Image, stroke: Box, print_: Box, size: float) -> bool:
    """Whether a thin upright stroke has an arm on either side, often much paler than it is."""
    x0, y0, x1, y1 = stroke
    h, arm = y1 - y0, round(_ARM * size)
    level = ((y0 + y1) / 2 - print_[1]) / size
    if not (_PLUS[0] * size <= h <= _PLUS[1] * size and x1 - x0 <= _THIN * h):
        return False
    if not _LEVEL[0] <= level <= _LEVEL[1] or x0 - arm < 0 or x1 + arm >= print_[0]:
        return False
    dark, pale = _tones(grey, print_)
    for left in (x0 - 1 - arm, x1 + 1):
        rows = pale - grey[y0:y1, left : left + arm].mean(axis=1)
        middle = np.convolve(rows[h // 3 : h - h // 3], np.ones(3) / 3, "same").max()
        ends = float(np.concatenate([rows[: h // 4], rows[h - h // 4 :]]).mean())
        if middle - ends < _PALE * (pale - dark):
            return False
    return True


def ink_before(grey: Image, box: Box, print_: Box) -> Image:
    """Mask of the ink in a box: darker than midway between print and paper of its line."""
    height, width = grey.shape  # of a levelled cell a word may stand beyond it
    top, bottom = max(0, box[1]), min(height, box[3])
    if box[2] <= box[0] or bottom <= top or max(0, print_[0]) >= min(print_[2], width):
        return np.zeros((1, 1), np.uint8)
    cut = grey[top:bottom, box[0] : box[2]]
    return u8(cv2.threshold(cut, sum(_tones(grey, print_)) / 2, 255, cv2.THRESH_BINARY_INV)[1])


def _tones(grey: Image, print_: Box) -> tuple[float, float]:
    """How dark the print in a box is, and how pale its paper."""
    x0, y0, x1, y1 = print_
    dark, pale = percentiles(grey[max(0, y0) : y1, max(0, x0) : x1], 5, 90)
    return dark, pale
