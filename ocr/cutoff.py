"""Figures of which only a part was read: ``50`` where ``5038/TB-ĐHV`` is printed.

Where the ink goes on right beside a word, and no other word covers it, the word is no whole one.
A word that lost letters shows it; a number does not. So it is doubted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from ocr.figures import UNSURE
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.picture import Image
from ocr.rules import Tones, ink_of, tones_of

# In heights of the words of a line.
_BESIDE = 1.2  # what is looked at
_GAP = 0.3  # of what goes on with a word
_GOES_ON = 0.5  # columns with ink in it, at least
_EDGE = 0.15  # of a word's own height, above and below: rules and neighbours' tails lie there

_Boxes = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def with_doubted_ends(blocks: Sequence[Block], grey: Image) -> tuple[Block, ...]:
    """Blocks of text in which figures that go on in ink no word covers are unsure.

    Args:
        blocks: Boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
    """
    boxes = [w.box for b in blocks for line in b.lines for w in line.words if w.box]
    if not boxes:
        return tuple(blocks)
    # Of the page, a pixel in sixteen: paper alone has no ink.
    every, tones = np.array(boxes), tones_of(np.ascontiguousarray(grey[::4, ::4]))

    def doubted(line: Line) -> Line:
        height = median(w.box[3] - w.box[1] for w in line.words if w.box)
        words = (
            replace(w, confidence=UNSURE)
            if _is_sure_figure(w) and w.box and _goes_on(w.box, height, every, grey, tones)
            else w
            for w in line.words
        )
        return replace(line, words=tuple(words))

    return tuple(
        block
        if block.kind is BlockKind.TABLE
        else replace(block, lines=tuple(doubted(x) if x.box else x for x in block.lines))
        for block in blocks
    )


def _is_sure_figure(word: Word) -> bool:
    return (word.confidence or 0.0) > UNSURE and any(map(str.isdigit, word.text))


def _goes_on(box: Box, height: float, every: _Boxes, grey: Image, tones: Tones) -> bool:
    """Whether there is ink right behind a word or right before it that is of no other."""
    x0, y0, x1, y1 = box
    edge, far = round(_EDGE * (y1 - y0)), round(_BESIDE * height)
    top, bottom = y0 + edge, y1 - edge
    for left, right, behind in ((x1 + 1, x1 + far, True), (max(0, x0 - far), x0 - 1, False)):
        level = (every[:, 1] < bottom) & (every[:, 3] > top)
        other = level & (every[:, 0] < right) & (every[:, 2] > left) & (every != box).any(1)
        part = grey[top:bottom, left:right]
        if other.any() or not part.size:
            continue
        inked = np.flatnonzero(ink_of(part, tones=tones).any(0))
        if len(inked) > _GOES_ON * height:
            gap = inked[0] if behind else part.shape[1] - 1 - inked[-1]
            if gap < _GAP * height:
                return True
    return False
