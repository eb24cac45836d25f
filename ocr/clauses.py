"""Letters of clauses: i and l, before they are taken for dirt, d and đ, g; and the numeral (i).

Tesseract's Vietnamese model has no word of one i: it reads ``điểm ¡ khoản 1`` and
``(¡) Nội dung``, and what stands alone so is mostly a speck. Between clauses it is a letter.
It reads ``đ)`` where ``d)`` is and ``8)`` for ``g)``: the stem of a đ has a bar, and a g begins
lower than its bracket. So an a that was taken for a q ends above its end.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import regex

from ocr.engines import RawLine
from ocr.marks import marks_of
from ocr.numerals import is_clause, small_numeral
from ocr.page import Box, Word
from ocr.picture import Image
from ocr.rules import ink_of

# What one stroke is read as, with a dot or without.
_STROKE = regex.compile(r"[¡ïìíỉĩịÌÍÏỈĨỊiIl1|\]!](?P<tail>[,;]?)")
_BARRED = regex.compile(r"(?P<letter>[dđ])(?P<tail>[),;]?)")
_TALL = regex.compile(r"[89q]\)")  # what is lower than it was read: g) and a)
_HIGH = 0.5  # of the word before: a stem is no lower
_SLIM, _DOT = 0.75, 0.5  # of its height, to which a stem is wide, and a dot over it
_BAR, _LEVEL = (0.1, 0.15), 0.36  # of its height: how long a bar is, and above what
_LETTER = 0.4  # of the height of a word, the lowest of its letters
_LEAST = 26  # pixels of a letter: of fewer a bar is none
_LOWER = 0.14  # of the height of a bracket, by which letters are lower or end above it
_SURE, _CLEAR = 0.9, 0.85


def with_clauses(line: RawLine, grey: Image) -> RawLine:
    """The line with letters of clauses in place of strokes, each as its ink is.

    Args:
        line: As read, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
    """
    words = list(line.words)
    if words and (numbered := small_numeral(words[0], grey)):
        words[0] = replace(numbered, confidence=max(_SURE, numbered.confidence or 0.0))
    if words and _TALL.fullmatch(words[0].text) and (low := _low(words[0], grey)):
        words[0] = low
    for at, word in enumerate(words):
        barred = _BARRED.fullmatch(word.text)
        unsure = (word.confidence or 0.0) < _CLEAR
        if barred and unsure and (is_clause(words, at) or (at == 0 and barred["tail"] == ")")):
            letter = _barred(word.box, grey) or barred["letter"]
            words[at] = replace(word, text=letter + barred["tail"])
        stroke = _STROKE.fullmatch(word.text)
        if stroke and is_clause(words, at) and (letter := _letter(word, words[at - 1], grey)):
            words[at] = replace(word, text=letter + stroke["tail"], confidence=_SURE)
    return replace(line, words=tuple(words))


def _letter(word: Word, beside: Word, grey: Image) -> str | None:
    """An i if a dot stands over the one stem of a word, else an l; None if there is none."""
    if word.box is None or beside.box is None:
        return None
    box, high = _around(word.box, beside.box), beside.box[3] - beside.box[1]
    x0, y0, x1, y1 = box
    cut = grey[y0:y1, x0:x1]
    if not cut.size:
        return None
    marks = list(marks_of(ink_of(cut)))
    stems = [m for m in marks if m[3] >= _HIGH * high and m[2] <= _SLIM * m[3]]
    stems = stems or [m for m in marks if m[3] >= _HIGH * _HIGH * high and m[2] <= _SLIM * m[3]]
    if len(stems) != 1:
        return None
    x, y, w, h = stems[0]
    over = [m for m in marks if m[1] + m[3] <= y and m[0] < x + w + 3 and x - 3 < m[0] + m[2]]
    if over:
        return "i" if len(over) == 1 and max(over[0][2:]) <= _DOT * h else None
    return "l" if h >= 0.6 * high else None


def _around(box: Box, beside: Box) -> Box:
    """The box of a word as high as the one beside it: a dot may lie above the former."""
    return (max(0, box[0] - 1), max(0, min(box[1], beside[1])), box[2] + 1, max(box[3], beside[3]))


def _first(box: Box | None, grey: Image) -> tuple[Image, list[Box]] | None:
    """The ink of a word and its higher marks from the left, as boxes in it."""
    if box is None:
        return None
    x0, y0, x1, y1 = box
    ink = ink_of(grey[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2])
    marks = sorted(tuple(m) for m in marks_of(ink) if m[3] >= _LETTER * (y1 - y0))
    return (ink, [(x, y, x + w, y + h) for x, y, w, h in marks]) if marks else None


def _barred(box: Box | None, grey: Image) -> str | None:
    """đ if a bar crosses the stem, d if none does; None if it is not sure."""
    found = _first(box, grey)
    if found is None:
        return None
    ink, ((x0, y0, x1, y1), *_) = found
    letter, high = ink[y0:y1, x0:x1] > 0, y1 - y0
    if high < _LEAST:
        return None
    widths = np.count_nonzero(letter[: round(_LEVEL * high)], 1)
    above, below = np.minimum.accumulate(widths), np.minimum.accumulate(widths[::-1])[::-1]
    out = (widths - np.maximum(above, below)).max() / high
    return "d" if out <= _BAR[0] else "đ" if out >= _BAR[1] else None


def _low(word: Word, grey: Image) -> Word | None:
    """``g)`` if a figure begins below its bracket's top, ``a)`` if it ends above its end too."""
    found = _first(word.box, grey)
    if found is None or len(found[1]) != 2:
        return None
    letter, bracket = found[1]
    least = _LOWER * (bracket[3] - bracket[1])
    low, ends = letter[1] - bracket[1] > least, bracket[3] - letter[3] > least
    if not low:
        return None  # a figure
    text = "a)" if ends else "g)"
    return replace(word, text=text) if ends or word.text[0] != "q" else None
