"""Readings of a word by a Vietnamese recogniser that took one letter for another.

It does so in one word of five hundred, and a word of other letters comes out: ``nên`` for
``nếu``, ``sát`` as ``xát``, ``PHẢI`` as ``PHẢÀI``. One letter may be another, be added or
be lost; there are too few such slips to price each pair of letters, so that all cost alike.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import dictionaries
from dictionaries.syllable import (
    CODAS,
    ONSETS,
    TONES,
    VOWELS,
    is_syllable,
    skeleton,
    split_tone,
    toned,
)

CHANGED = 9.0  # nats: a letter read as one with another base
ADDED = 9.0  # a letter read that was not printed
LOST = 9.5  # a printed letter not read
BROKEN = 4.0  # a letter read twice, once perhaps with another mark (TRIỂẾN), or a as q
_ACROSS = frozenset(("un", "nu", "vy", "yv", "it", "ti", "il", "li", "ir", "ri"))
_SPELLINGS = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")  # kỹ and kĩ are both right


def _known(word: str) -> bool:
    return word in dictionaries.vocabulary().number and is_syllable(word)


@cache
def _letters() -> str:
    vowels = (toned(vowel, tone) for vowel in VOWELS for tone in ("", *TONES))
    return "".join(sorted({*"".join((*ONSETS, *CODAS)), *vowels}))


@cache
def _alike(letter: str) -> str:
    """Letters that may have been printed where another is read."""
    base, tone = split_tone(letter)
    vowel = base in VOWELS
    return "".join(
        c
        for c in _letters()
        if letter + c in _ACROSS
        or ((split_tone(c)[0] in VOWELS) == vowel and split_tone(c)[1] == tone)
    )


@lru_cache(maxsize=1 << 13)
def near(word: str) -> tuple[tuple[str, float], ...]:
    """Vocabulary syllables one letter away, with the cost of their having been read so.

    Syllables that differ in marks alone are left to `postprocess.marks`.

    Args:
        word: Lower case, tone in the older place.
    """
    found: dict[str, float] = {}
    for at in range(len(word) + 1):
        before, behind = word[:at], word[at:]
        for letter in _letters():
            if _known(longer := before + letter + behind):
                found.setdefault(longer, LOST)
        for letter in _alike(behind[:1]) if behind else "":
            if _known(changed := before + letter + behind[1:]):
                found[changed] = CHANGED
        if _known(shorter := before + behind[1:]):
            found[shorter] = ADDED
    found.update(broken(word))
    base, spelling = skeleton(word), word.translate(_SPELLINGS)
    return tuple(
        (w, cost)
        for w, cost in found.items()
        if skeleton(w) != base and w.translate(_SPELLINGS) != spelling
    )


@lru_cache(maxsize=1 << 13)
def broken(word: str) -> tuple[tuple[str, float], ...]:
    """Vocabulary syllables that a word is with one letter read twice, or an a as q.

    Args:
        word: Lower case, tone in the older place; if it is a syllable there are none.
    """
    if is_syllable(word):
        return ()
    pairs = [at for at in range(len(word) - 1) if skeleton(word[at]) == skeleton(word[at + 1])]
    once = [word[:k] + word[k + 1 :] for at in pairs for k in (at, at + 1)]
    return tuple((w, BROKEN) for w in dict.fromkeys((*once, word.replace("q", "a"))) if _known(w))


def marks_of(word: str) -> int:
    """How many marks the letters of a word bear: scans lose some, and hardly ever add one.

    But for a speck over an i, which is a hook to them and does not count.

    >>> marks_of("đương"), marks_of("đường"), marks_of("chỉ")
    (2, 3, 0)
    """
    return len(unicodedata.normalize("NFD", word.replace("ỉ", "i"))) - len(word)
