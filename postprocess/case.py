"""Small and capital letters: ``Xuyén`` in mid-sentence is ``xuyên``, ``Di`` in a title ``DI``."""

from __future__ import annotations

from collections.abc import Sequence

import dictionaries
from dictionaries.syllable import is_syllable, old_style, split_tone
from postprocess.links import link
from postprocess.phrases import line_around
from postprocess.tokens import Kind, Token
from postprocess.unicode import shape_of

# Letters whose capital is a larger print of the small one; readers mistake their size.
_ALIKE = frozenset("CKOPSUƯVWXZÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰ")
SHORT = 2  # letters of a capital word whose second is read as a small one
# log P(b | a) from which b is the rest of a word that a begins, and below which what stands
# behind it is none of it: của Pháp lệnh.
LINKED, APART = -2.2, -6.0
SELDOM = 0.06  # share of capitals behind small words below which a lone one is a slip


def settled(row: Sequence[Token], at: int, word: str) -> str:
    """The word in the letter case that its place asks for.

    Only a lone capital that looks like its small letter, in the middle of small words, of
    a word that hardly ever has one, becomes small.

    Args:
        row: The tokens of the segment.
        at: Index of the token that was read.
        word: What it is read as.
    """
    if not word.istitle() or word[0] not in _ALIKE or at == 0:
        return word
    beside = (row[at - 1], *row[at + 1 : at + 2])
    if any(t.kind is not Kind.WORD or not t.text.islower() for t in beside) or row[at - 1].after:
        return word
    vocabulary = dictionaries.vocabulary()
    number = vocabulary.number.get(old_style(word.lower()))
    if number is None or vocabulary.capital[number] >= SELDOM:
        return word
    return word.lower()


def _going_on(row: Sequence[Token], at: int, word: str) -> str:
    """The word in small letters if it is the rest of one with that before: kiểm Soát."""
    small = settled(row, at, word)
    if small == word:
        return word
    before, behind = row[at - 1].text, row[at + 1].text if at + 1 < len(row) else ""
    return small if link(before, small) > LINKED and link(small, behind) < APART else word


def in_line(row: Sequence[Token], at: int, word: str) -> str:
    """The word of a Vietnamese text in the letter case of its line.

    A short one between two in capitals is in capitals, the rest of a word in small letters is
    small (``kiểm Soát``). A syllable with a tone in capitals
    between words that are not is hardly ever printed so (thrice in 440,000 words of papers);
    where a line has other capitals or letters, it may be of two columns: ``SỞ Y TẾ Độc lập``.

    Args:
        row: The tokens of the segment.
        at: Index of the token that was read.
        word: What it is read as.
    """
    if shape_of(word) != "UPPER":
        among = _among_capitals(row, at, word)
        return _going_on(row, at, word) if among == word else among
    if not any(split_tone(c)[1] for c in word.lower()) or not is_syllable(word.lower()):
        return word
    beside = [row[k] for k in (at - 1, at + 1) if _stands_with(row, at, k)]
    if len(beside) < 2 and _stands_with(row, at, at - 1) and _stands_with(row, at - 1, at - 2):
        beside = [row[at - 2], row[at - 1]]
    others = (t for t in line_around(row, at) if t is not row[at])
    if len(beside) < 2 or any(shape_of(t.text) == "UPPER" or len(t.text) == 1 for t in others):
        return word
    if all(t.text.islower() for t in beside):
        return word.lower() if word[0] in _ALIKE else word.title()
    return word.title() if all(t.text.istitle() for t in beside) else word


def _stands_with(row: Sequence[Token], at: int, near: int) -> bool:
    """Whether two neighbours are words of one line with nothing between them."""
    first, second = sorted((at, near))
    if first < 0 or second >= len(row):
        return False
    a, b = row[first], row[second]
    return a.kind is b.kind is Kind.WORD and not a.after and not b.initial and a.field != b.field


def _among_capitals(row: Sequence[Token], at: int, word: str) -> str:
    """The word in capitals if it stands between two words in capitals of its line."""
    beside = (*row[at - 1 : at], *row[at + 1 : at + 2])
    parted = row[at].initial or row[at].after or any(t.after for t in row[at - 1 : at])
    if len(beside) < 2 or parted or beside[1].initial or shape_of(word) == "UPPER":
        return word
    if not word.istitle() or len(word) > SHORT or row[at].field == beside[0].field:
        return word
    whole = all(
        t.kind is Kind.WORD and shape_of(t.text) == "UPPER" and is_syllable(t.text.lower())
        for t in beside
    )
    return word.upper() if whole else word
