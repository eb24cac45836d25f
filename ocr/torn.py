"""Words that a recogniser read twice over, the beginning or the end of one by itself.

Where it parts a line it may take a stretch of print into both parts: ``Tổ Tổng``,
``83/NQ- -HĐND``. Such words lie over each other; words that are printed do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unidecode import unidecode

from ocr.page import Word, union

_SHARED = 0.3  # of the narrower word's width: a piece of its neighbour
_DASHES = "-–—"


def whole_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line without pieces that are read again in a neighbour.

    >>> whole_words([Word("Tổ", (0, 0, 57, 40)), Word("Tổng", (30, 0, 118, 50))])[0].text
    'Tổng'
    """
    whole: list[Word] = []
    for word in words:
        if whole and (one := _one_of(whole[-1], word)) is not None:
            whole[-1] = one
        else:
            whole.append(word)
    return tuple(whole)


def _one_of(a: Word, b: Word) -> Word | None:
    """The word that two neighbours are, None if they are two."""
    if a.box is None or b.box is None:
        return None
    shared = a.box[2] - max(a.box[0], b.box[0])
    level = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    if shared <= 0 or level <= 0:
        return None
    if a.text[-1:] in _DASHES and b.text[:1] in _DASHES and min(len(a.text), len(b.text)) > 1:
        confidence = min(a.confidence or 0.0, b.confidence or 0.0)
        return replace(
            a, text=a.text + b.text[1:], box=union(iter((a.box, b.box))), confidence=confidence
        )
    narrower = min(a.box[2] - a.box[0], b.box[2] - b.box[0])
    if shared < _SHARED * narrower:
        return None
    first, second = _letters(a), _letters(b)
    wider = a if narrower < a.box[2] - a.box[0] else b
    if first and second.startswith(first):
        return b if len(second) > len(first) else wider
    return a if second and first.endswith(second) else None


def _letters(word: Word) -> str:
    """What a piece of a word and the word have in common, whatever accents were cut off."""
    return unidecode(word.text).lower()
