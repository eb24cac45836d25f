"""The list of recipients read by itself: its column is cut out of the foot of a page.

Its small rows stand beside titles and a seal in larger print, at other heights. A recogniser
that reads straight across takes rows of both for one line, and then loses rows, ends of rows
and dashes. In a column of its own none stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import numpy as np

from ocr.engines import Engine, RawLine
from ocr.merged_rows import STROKE, merged_rows
from ocr.page import Block, BlockKind, Box, Line, Word, letters_in, meet
from ocr.picture import Image
from ocr.smaller import read_smaller

_MARGIN = 40  # px of paper around the column
# In heights of the list's print:
_LEFT, _ABOVE, _RIGHT = 1.0, 0.5, 1.5  # room around what was read
_BELOW = 5.0  # where rows that were not read may stand
_CLEAR = 0.3  # to what stands below
_WIDEST = 0.42  # of the page's width: rows that were cut short may be as long
_GAP = 2.2  # between words of a row, at most
_SURE_DASH = 0.9
_DASHES = frozenset("-–—~_")


def read_recipients_alone(
    blocks: Sequence[Block], grey: Image, dpi: float, engine: Engine, timeout: float
) -> tuple[Block, ...]:
    """Read the column of recipients by itself, and take of each row the better reading.

    Args:
        blocks: Of the page, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds.

    Returns:
        The blocks; rows of the list that were not read before are in their place.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    at = [i for i, block in enumerate(blocks) if block.kind is BlockKind.RECIPIENTS]
    if len(at) != 1 or any(line.tabs for line in blocks[at[0]].lines):
        return tuple(blocks)
    lines = blocks[at[0]].lines
    heights = [w.box[3] - w.box[1] for w in _print(lines) if w.box]
    if not heights:
        return tuple(blocks)
    size = median(heights)
    others = [line for i, block in enumerate(blocks) if i != at[0] for line in block.lines]
    read = read_column(_column(lines, others, size, grey), grey, dpi, engine, timeout)
    around = [word.box for word in _print(others) if word.box]
    rows = (without_strokes(_within(line, around, size)) for line in read)
    merged = merged_rows(lines, [row for row in rows if row], size)
    return tuple(
        replace(block, lines=tuple(merged)) if i == at[0] else block
        for i, block in enumerate(blocks)
    )


def _print(lines: Sequence[Line]) -> list[Word]:
    return [w for line in lines for w in line.words if w.box and letters_in(w.text) > 1]


def _column(lines: Sequence[Line], others: Sequence[Line], size: float, grey: Image) -> Box:
    """The box of the column: as far as the signature beside it and what stands below."""
    height, width = grey.shape
    boxes = [w.box for line in lines for w in line.words if w.box]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    top = min(w.box[1] for w in _print(lines) if w.box)
    bottom = max(b[3] for b in boxes)
    around = [w.box for w in _print(others) if w.box]
    beside = min(
        (b[0] for b in around if b[0] > right and b[3] > top - size and b[1] < bottom + size),
        default=width,
    )
    edge = min(max(right + _RIGHT * size, _WIDEST * width), (right + beside) / 2 + size)
    edge = min(edge, beside - size / 2) if beside - size / 2 > right else right
    below = min((b[1] for b in around if b[1] > bottom and b[0] < edge), default=height)
    return (
        max(0, round(left - _LEFT * size)),
        max(0, round(top - _ABOVE * size)),
        min(width, round(edge)),
        min(height, round(max(bottom, min(bottom + _BELOW * size, below - _CLEAR * size)))),
    )


def read_column(box: Box, grey: Image, dpi: float, engine: Engine, timeout: float) -> list[RawLine]:
    """Lines of a column that is cut out of a page.

    Args:
        box: Of the column.
        grey: ``(h, w)`` the page.
        dpi: Of it.
        engine: The recogniser.
        timeout: Seconds.

    Returns:
        The lines, boxes in pixels of the page.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    x0, y0, x1, y1 = box
    image = np.pad(grey[y0:y1, x0:x1], _MARGIN, constant_values=255)
    read = read_smaller(image, dpi, engine, timeout, one_column=True)

    def placed(word: Word) -> Word:
        return word.moved(x0 - _MARGIN, y0 - _MARGIN)

    return [replace(line, words=tuple(map(placed, line.words))) for line in read]


def _within(line: RawLine, around: Sequence[Box], size: float) -> RawLine:
    """A line as far as the list goes: up to a wide gap or a word of the signature beside it."""
    words: list[Word] = []
    for word in line.words:
        box, last = word.box, words[-1].box if words else None
        assert box is not None
        if (last and box[0] - last[2] > _GAP * size) or any(meet(box, other) for other in around):
            break
        words.append(word)
    return replace(line, words=tuple(words))


def without_strokes(line: RawLine) -> tuple[Word, ...]:
    """The words of a row without what pen and seal left at its end; nothing if it is no print."""
    words = list(line.words)
    while words and ((words[-1].confidence or 0.0) < STROKE or _is_far_sign(words)):
        words.pop()
    if not any(letters_in(w.text) > 1 for w in words):
        return ()
    if _DASHES.issuperset(words[0].text):
        words[0] = replace(words[0], text="-", confidence=_SURE_DASH)
    return tuple(words)


def _is_far_sign(words: Sequence[Word]) -> bool:
    """Whether the last of a row is a sign that stands by itself: a stop read where a speck is."""
    if len(words) < 2 or any(c.isalnum() for c in words[-1].text):
        return False
    before, last = words[-2].box, words[-1].box
    return bool(before and last and last[0] - before[2] > _GAP * (before[3] - before[1]))
