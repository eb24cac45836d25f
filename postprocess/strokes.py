"""A lone I or l that is a 1: ``Lần I``, ``đình chỉ I năm``, ``phường l``.

In many fonts they are one stroke, and a reader of Vietnamese takes every third 1 for an I.
The words beside it tell: ``Quý I`` stays, and what stands at the beginning of a line, where
either numbers a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import dictionaries
from dictionaries.strokes import STROKES, lone_strokes
from postprocess.edits import Edit
from postprocess.tokens import Token

# P(read so | printed) for each of STROKES; of 157 ones in print of computers every third was
# read as an I and every fifteenth as an l.
_READ = {"I": (0.2, 0.95, 0.02), "l": (0.08, 0.03, 0.95)}
_SURE, _LIKELY = 0.95, 0.5  # by both neighbours; by the word before it alone
_SEEN = 0.4
# Words behind which Roman numbers stand in the same text: Doanh nghiệp I, Doanh nghiệp II.
_ROMAN = re.compile(r"(?P<before>[^\W\d_]+) (?:[Il],? (?:và )?)?(?:II|III|IV|VI{0,3})\b")
_CLAUSE = ("l", "điểm")  # a letter of the alphabet


def ones(
    text: str, found: Sequence[Token], confidences: Sequence[float | None] | None = None
) -> Iterator[Edit]:
    """Edits of strokes that are a 1, in a text of a reader of Vietnamese.

    Args:
        text: The text.
        found: Its tokens.
        confidences: The reader's, one per white-space token; what it hardly saw is a speck.
    """
    known, one = dictionaries.strokes(), STROKES.index("1")
    fields = {token.start: token.field for token in found}
    roman = {match["before"].lower() for match in _ROMAN.finditer(text)}
    for stroke in lone_strokes(text):
        read = _READ.get(stroke.text)
        if read is None or (stroke.text, stroke.before) == _CLAUSE or stroke.before in roman:
            continue
        if confidences and (confidences[fields[stroke.start]] or 0.0) < _SEEN:
            continue
        before, after = known.beside(stroke)
        chance = known.chances(read, before, after)[one]
        # What is behind it tells much of khoản 1 Điều 2, where the word before it must agree.
        if chance >= _SURE and known.chances(read, before)[one] >= _LIKELY:
            yield Edit(stroke.start, stroke.start + 1, stroke.text, "1", "stroke", chance)
