"""Which dash is printed between words: a hyphen, or the longer dash that word processors set.

Tesseract reads either as either. A hyphen is a third of an em long, an en dash a half (Unicode
Standard, 6.2): by the usual height of a line's words, accents and tails included, 0.25 to 0.42 and
0.53 to 0.68 on 65 of them, at 200 to 300 dpi.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import cv2

from ocr.page import Block, Box, Line
from ocr.picture import Image, u8
from ocr.rules import ink_of

_DASHES = frozenset("-–—")
_EN, _EM = 0.47, 0.8  # shortest, by the usual height of the line's words
_FLAT = 1.8  # width by height of a dash, at least
_MIDDLE = (0.35, 0.75)  # of the height of the words beside it; a rule under them lies lower
_LEVEL = 0.7  # heights of a line between the middles of what stands on one
_NEAR = 1.5  # heights of a line between a dash and a word beside it


def with_dashes(blocks: Sequence[Block], grey: Image) -> tuple[Block, ...]:
    """Blocks whose dashes beside words are as long as the printed ones.

    Args:
        blocks: Boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
    """
    return tuple(
        replace(block, lines=tuple(_measured(line, grey) for line in block.lines))
        for block in blocks
    )


def _measured(line: Line, grey: Image) -> Line:
    if not any(word.text in _DASHES for word in line.words):
        return line
    boxes = [word.box for word in line.words if word.box and word.text not in _DASHES]
    height = median(box[3] - box[1] for box in boxes) if boxes else 0.0
    words = list(line.words)
    for i, word in enumerate(words):
        if word.text in _DASHES and word.box is not None:
            before = words[i - 1].box if i else None
            behind = words[i + 1].box if i + 1 < len(words) else None
            length = _length(word.box, before, behind, height, grey)
            if length:
                sign = "-" if length < _EN * height else "–"
                words[i] = replace(word, text=sign if length < _EM * height else word.text)
    return replace(line, words=tuple(words))


def _length(box: Box, before: Box | None, behind: Box | None, height: float, grey: Image) -> float:
    """Of the longest flat stroke between two words, in pixels; 0 where there is none.

    The box of a dash itself is not what is printed: Tesseract's are too high and too long.
    """
    before = before if before and _beside(before, box, height) else None
    behind = behind if behind and _beside(box, behind, height) else None
    beside = [b for b in (before, behind) if b is not None]
    left, right = before[2] if before else box[0], behind[0] if behind else box[2]
    if not beside or right <= left:
        return 0.0
    top, bottom = min(b[1] for b in beside), max(b[3] for b in beside)
    cut = grey[max(0, top) : bottom, max(0, left - 2) : right + 2]
    if not cut.size:
        return 0.0
    _, _, marks, middles = cv2.connectedComponentsWithStats(u8(ink_of(cut) > 0))
    return max(
        (
            float(w)
            for (_, _, w, h, _), (_, y) in zip(marks[1:], middles[1:], strict=True)
            if w >= _FLAT * h and _MIDDLE[0] < y / len(cut) < _MIDDLE[1]
        ),
        default=0.0,
    )


def _beside(left: Box, right: Box, height: float) -> bool:
    """Whether one box stands close to another on its line; the lines of a cell are one."""
    level = abs(left[1] + left[3] - right[1] - right[3]) / 2 < _LEVEL * height
    return level and -height < right[0] - left[2] < _NEAR * height
