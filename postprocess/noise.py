"""Hyphens between the syllables of a word, and the letters ``a) b) c)`` of a list.

Only for garbled text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

import dictionaries
from dictionaries.syllable import old_style
from postprocess.edits import Edit
from postprocess.tokens import Kind, Token

_LETTERS = "abcdđeghiklmnopqrstuvxy"  # of a list; Vietnamese lists have no f j w z
_READ_AS = {"b": "6", "c": "¢e", "đ": "d@0", "e": "¢c", "g": "9"}
WORD = -4.0  # log P(b | a) from which two syllables with a hyphen between are one word


def list_letters(found: Sequence[Token]) -> Iterator[Edit]:
    """Letters of a list that were misread, by the one before: ``c) d) d)`` → ``c) d) đ)``."""
    before = ""
    for token in found:
        if token.kind is not Kind.NUMBER or not (token.initial or token.field == 0):
            continue
        letter = token.text
        if len(letter) != 1 or letter.isupper():
            continue
        at = _LETTERS.find(before) + 1 if before else 0
        due = _LETTERS[at] if at < len(_LETTERS) else ""
        if letter != due and letter in _READ_AS.get(due, ""):
            yield Edit(token.start, token.start + 1, letter, due, "list", 0.9)
            letter = due
        before = letter if letter in _LETTERS else ""


def hyphens(found: Sequence[Token], mended: Sequence[Edit]) -> Iterator[Edit]:
    """Hyphens between two syllables that are a word: ``quy-định`` → ``quy định``."""
    after = {e.start: e.after for e in mended if e.made}
    number = dictionaries.vocabulary().number
    for a, b in pairwise(found):
        if not (a.kind is b.kind is Kind.WORD and a.field == b.field and b.start == a.end + 1):
            continue
        first, second = after.get(a.start, a.text), after.get(b.start, b.text)
        if not (first.islower() and second.islower()):
            continue
        pair = [number.get(old_style(w), 0) for w in (first, second)]
        if all(pair):
            link = dictionaries.ngrams().bigram(np.array(pair[:1]), np.array(pair[1:]))[0]
            if link > WORD:
                yield Edit(a.end, b.start, "-", " ", "hyphen", 0.9)
