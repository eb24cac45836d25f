"""Lines that a recogniser read as one: words of two, by turns (``- - Như Lưu kính gửi; VT.``).

It happens where short lines stand close and lean, as in lists of recipients. The words stand at
two heights, by turns; of one line that leans, those that stand lower are all at one end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ocr.page import Line, Word
from postprocess.fields.flow import Row

_FEWEST = 2  # words of either line
_TURNS = 3  # between the two; a line that leans has one
_UNSURE = 0.5  # confidence of their words
_APART = 0.6  # heights of a word, by which the two lines are parted


def unmixed(rows: Iterable[Row]) -> list[Row]:
    """The rows, each that holds the words of two lines as two, the upper one first."""
    return [part for row in rows for part in _lines(row)]


def _lines(row: Row) -> list[Row]:
    words = row.line.words
    if len(words) < 2 * _FEWEST or row.line.tabs:
        return [row]
    upper, lower = _by_height(words)
    if min(len(upper), len(lower)) < _FEWEST:
        return [row]
    turns = sum((a in upper) != (b in upper) for a, b in pairwise(words))
    if turns < _TURNS:
        return [row]
    return [replace(row, line=Line(tuple(map(_doubted, line)))) for line in (upper, lower)]


def _by_height(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Words above and below the widest blank between their middles; none below if it is narrow."""
    if any(word.box is None for word in words):
        return list(words), []
    high = median(_top_and_foot(w)[1] - _top_and_foot(w)[0] for w in words)
    order = sorted(map(_middle, words))
    blank, at = max((b - a, (a + b) / 2) for a, b in pairwise(order))
    if blank < _APART * high:
        return list(words), []
    return [w for w in words if _middle(w) < at], [w for w in words if _middle(w) > at]


def _doubted(word: Word) -> Word:
    """A word of which it is not sure which line it is of."""
    known = word.confidence
    return word if known is None else replace(word, confidence=min(known, _UNSURE))


def _top_and_foot(word: Word) -> tuple[float, float]:
    box = word.box or (0, 0, 0, 0)
    return box[1], box[3]


def _middle(word: Word) -> float:
    return sum(_top_and_foot(word)) / 2
