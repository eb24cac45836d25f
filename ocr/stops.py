"""Colons and semicolons at the ends of words, told by their ink.

``ưu tiên lao động:`` where a semicolon is printed joins what is two items of a list. Both have
a dot above the line; below it a semicolon has a tail, a colon another dot. A comma under a
speck of the scan has a dot above it too, so a mark must be round and right above the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

import regex

from ocr.marks import marks_of
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.picture import Image
from ocr.rules import ink_of

_ENDED = regex.compile(r".*[\p{L}\p{N}%](?P<stop>[:;,])")
_LEAST = 24  # pixels of the height of words: below it a tail is a pixel
# In heights of the words of a line.
_BELOW = 0.25  # what is looked at below its box
_LETTER = 0.35  # the lowest mark that tells where the line is
_STOP = 0.42  # the widest and highest stop
_HIGH = 0.2  # how far above the line an upper dot stands at least
_TAIL, _ROUND = 0.09, 0.06  # how far below the line a tail reaches, a dot at most
_SAME = 0.08  # how far apart the middles of its two marks are across, at most
_ALIKE = 0.7  # of the width of a dot, its height, and both of another


def with_stops(blocks: Sequence[Block], grey: Image) -> tuple[Block, ...]:
    """Blocks of text whose words end with the colon or semicolon that is printed.

    Args:
        blocks: Boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
    """
    return tuple(
        block
        if block.kind is BlockKind.TABLE
        else replace(block, lines=tuple(_in_line(line, grey) for line in block.lines))
        for block in blocks
    )


def _in_line(line: Line, grey: Image) -> Line:
    heights = [w.box[3] - w.box[1] for w in line.words if w.box]
    high = median(heights) if heights else 0.0
    if high < _LEAST:
        return line
    return replace(line, words=tuple(_stopped(word, high, grey) for word in line.words))


def _stopped(word: Word, high: float, grey: Image) -> Word:
    match = _ENDED.fullmatch(word.text)
    if match is None or word.box is None:
        return word
    stop = _stop(word.box, high, grey)
    if stop is None or stop == match["stop"]:
        return word
    return replace(word, text=word.text[:-1] + stop)


def _stop(box: Box, high: float, grey: Image) -> str | None:
    """The stop at the end of a word; None where it is not clear.

    Args:
        box: Of the word.
        high: Usual height of the words of its line.
        grey: ``(h, w)`` the picture.
    """
    x0, y0, x1, y1 = box
    left, top = max(0, x1 - round(3 * high), x0), max(0, y0)
    cut = grey[top : y1 + round(_BELOW * high), left : x1 + 2]
    if not cut.size:
        return None
    marks = list(marks_of(ink_of(cut)))
    letters = [(y + h, x + w) for x, y, w, h in marks if h >= _LETTER * high]
    if len(letters) < 2:
        return None
    feet = sorted(foot for foot, _ in letters)
    line = feet[len(feet) // 4]  # letters with tails stand lower
    end = max(x for _, x in letters)
    stops = [
        (x, y, w, h) for x, y, w, h in marks if x >= end and max(w, h) <= _STOP * high and w * h > 4
    ]
    lower = [m for m in stops if m[1] + m[3] > line - 0.1 * high]
    upper = [m for m in stops if m[1] + m[3] < line - _HIGH * high]
    if len(stops) != 2 or len(lower) != 1 or len(upper) != 1:
        return None
    (x, y, w, h), (x_, y_, w_, h_) = upper[0], lower[0]
    dot = _ALIKE * w <= h <= w / _ALIKE and abs(2 * x + w - 2 * x_ - w_) <= 2 * _SAME * high
    if not dot or y + h >= y_:
        return None
    below = y_ + h_ - line
    if below >= _TAIL * high and h_ > w_:
        return ";"
    alike = _ALIKE * h <= h_ <= h / _ALIKE and _ALIKE * w <= w_ <= w / _ALIKE
    return ":" if alike and below <= _ROUND * high else None
