"""The signs ÷ and ±, which Tesseract's Vietnamese model does not know.

It reads ``10z15`` and ``+0,000``, or takes one for a figure: ``3÷5 tầng`` becomes 325. So in and
between words with figures they are looked for in the ink: a bar with a dot above and one below,
a cross with a bar below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import regex

from ocr.figures import UNSURE
from ocr.marks import alone, marks_of
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.picture import Image
from ocr.rules import ink_of

_HAS_FIGURE = regex.compile(r".*\d|[+z=÷±]")
_READ = regex.compile(r"[+z=:÷±\-–]+")  # what a sign is read as
_LEAST = 16  # pixels of a word's height
# In heights of a word.
_WIDE = (0.25, 0.95)  # a bar
_FLAT = 2.2  # its width by its height
_GAP = (0.4, 3.0)  # between two words, where a sign may stand
# In widths of a bar.
_DOT, _NEAR, _MIDDLE = 0.45, 0.8, 0.25
_AS_WIDE, _CLOSE = (0.75, 1.3), 0.5  # a cross over it
_CORNER, _EMPTY = 0.3, 0.1
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Sign:
    """÷ or ±, and its box in pixels of the picture."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


def with_ranges(blocks: Sequence[Block], grey: Image) -> tuple[Block, ...]:
    """Blocks whose words bear the signs ÷ and ± that are printed.

    Args:
        blocks: Boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
    """
    return tuple(
        replace(
            block,
            lines=tuple(
                _in_line(line, grey, between=block.kind is not BlockKind.TABLE)
                for line in block.lines
            ),
        )
        for block in blocks
    )


def _in_line(line: Line, grey: Image, *, between: bool) -> Line:
    words: list[Word] = []
    heights = [w.box[3] - w.box[1] for w in line.words if w.box]
    for word in line.words:
        numeric = word.box is not None and _HAS_FIGURE.match(word.text)
        if numeric and between and words and (sign := _between(words[-1], word, grey)):
            words.append(Word(sign.text, sign.box, _SURE))
        words.append(_signed(word, median(heights), grey) if numeric else word)
    return replace(line, words=tuple(words))


def _between(left: Word, right: Word, grey: Image) -> _Sign | None:
    """The one sign in the gap between two figures, that no word covers."""
    if left.box is None or right.box is None or not _HAS_FIGURE.match(left.text):
        return None
    height = right.box[3] - right.box[1]
    gap = right.box[0] - left.box[2]
    if not _GAP[0] * height <= gap <= _GAP[1] * height:
        return None
    place = (left.box[2] + 1, right.box[1], right.box[0] - 1, right.box[3])
    signs = list(_signs(place, height, grey))
    return signs[0] if len(signs) == 1 else None


def _signed(word: Word, high: float, grey: Image) -> Word:
    """The word with its signs in place of what they were read as."""
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    around = max(0, round((high - (y1 - y0)) / 2))  # a sign alone is low
    signs = sorted(
        _signs((x0, y0 - around, x1, y1 + around), high, grey), key=lambda sign: -sign.middle
    )
    text, sure = word.text, word.confidence or 0.0
    for sign in signs:
        at = (sign.middle - x0) / max(1, x1 - x0) * len(text)
        read = min(
            (m.span() for m in _READ.finditer(text)),
            key=lambda span: abs((span[0] + span[1]) / 2 - at),
            default=None,
        )
        if read is None or abs((read[0] + read[1]) / 2 - at) > 2:
            read = (int(at), int(at) + 1)  # it was taken for a figure
            sure = min(sure, UNSURE)
        text = text[: read[0]] + sign.text + text[read[1] :]
    return replace(word, text=text, confidence=sure) if signs else word


def _signs(box: Box, high: float, grey: Image) -> Iterator[_Sign]:
    """Signs in a box, by the usual height of words."""
    x0, y0, x1, y1 = box
    left, top = max(0, x0 - 1), max(0, y0 - 2)
    cut = grey[top : y1 + 2, left : x1 + 1]
    if high < _LEAST or not cut.size:
        return
    ink = ink_of(cut)
    marks = list(marks_of(ink))
    for x, y, w, h in marks:
        if not (_WIDE[0] * high <= w <= _WIDE[1] * high and w >= _FLAT * h):
            continue
        around = [m for m in marks if abs(m[0] + m[2] / 2 - x - w / 2) <= _MIDDLE * w and m[1] != y]
        above = [m for m in around if y - _NEAR * w <= m[1] + m[3] <= y + 1]
        below = [m for m in around if y + h - 1 <= m[1] <= y + h + _NEAR * w]
        place = (left + x, top + y - round(w / 2), left + x + w, top + y + h + round(w / 2))
        if len(above) == len(below) == 1 and all(_is_dot(m, w) for m in (*above, *below)):
            yield _Sign("÷", place)
        elif len(above) == 1 and not below and _is_cross(above[0], y, w, ink):
            yield _Sign("±", place)


def _is_dot(mark: Sequence[int], wide: int) -> bool:
    _, _, w, h = mark
    return max(w, h) <= _DOT * wide and 0.5 * w <= h <= 2 * w


def _is_cross(mark: Sequence[int], foot: int, wide: int, inked: Image) -> bool:
    """Whether a mark is a plus right above a bar: its corners are empty, its arms are not."""
    x, y, w, h = mark
    if not (_AS_WIDE[0] * wide <= w <= _AS_WIDE[1] * wide and 0.6 * w <= h <= 1.3 * w):
        return False
    if foot - y - h > _CLOSE * wide:
        return False
    ink = alone(np.ascontiguousarray(inked[y : y + h, x : x + w])) > 0
    a, b = max(1, round(_CORNER * h)), max(1, round(_CORNER * w))
    corners = [ink[:a, :b], ink[:a, -b:], ink[-a:, :b], ink[-a:, -b:]]
    arms = (
        ink[h // 2 - 1 : h // 2 + 2].any(axis=0).mean(),
        ink[:, w // 2 - 1 : w // 2 + 2].any(axis=1).mean(),
    )
    return bool(max(c.mean() for c in corners) <= _EMPTY and min(arms) > 0.9)
