"""Clauses i and l, and those that are numbered (i), before they are taken for dirt.

Tesseract's Vietnamese model has no word of one i: it reads ``điểm ¡ khoản 1`` and
``(¡) Nội dung``, and what stands alone so is mostly a speck. Between clauses it is a letter.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from ocr.engines import RawLine
from ocr.marks import marks_of
from ocr.numerals import is_clause, small_numeral
from ocr.page import Box, Word
from ocr.picture import Image
from ocr.rules import ink_of

# What one stroke is read as, with a dot or without.
_STROKE = regex.compile(r"[¡ïìíỉĩịÌÍÏỈĨỊiIl1|\]!](?P<tail>[,;]?)")
_HIGH = 0.5  # of the word before: a stem is no lower
_SLIM, _DOT = 0.75, 0.5  # of its height, to which a stem is wide, and a dot over it
_SURE = 0.9


def with_clauses(line: RawLine, grey: Image) -> RawLine:
    """The line with letters of clauses in place of strokes, each as its ink is.

    Args:
        line: As read, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
    """
    words = list(line.words)
    if words and (numbered := small_numeral(words[0], grey)):
        words[0] = replace(numbered, confidence=max(_SURE, numbered.confidence or 0.0))
    for at, word in enumerate(words):
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
