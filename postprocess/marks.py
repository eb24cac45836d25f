"""Readings of a word by a Vietnamese recogniser that may have slipped on a mark.

Only words with the same base letters are offered. What such a recogniser really gets
wrong on office scans is the tone over a circumflex (``nguôn`` for ``nguồn``); any other
mark is dear, and names are dearer.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

import dictionaries
from dictionaries.syllable import is_syllable, skeleton, split_tone

TONE_ON_HAT = 3.0  # nats: tone lost, added or changed over â ê ô
TONE = 4.5  # the same over another vowel
HAT = 5.5  # another vowel letter: a ă â, e ê, o ô ơ, u ư
BAR = 6.0  # d, đ
_HAT = "\u0302"


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[tuple[str, float], ...]:
    """Vocabulary syllables with the same base letters, without the word itself.

    Args:
        word: Lower case, tone in the older place.

    Returns:
        Syllables with the cost of their having been read as ``word``.
    """
    return tuple(
        (other, slip_cost(other, word))
        for other in _families().get(skeleton(word), ())
        if other != word
    )


def slip_cost(printed: str, read: str) -> float:
    """Cost in nats of reading one word as another with the same base letters."""
    base_a, tone_a = split_tone(printed)
    base_b, tone_b = split_tone(read)
    cost = 0.0
    for a, b in zip(base_a, base_b, strict=False):
        if a != b:
            cost += BAR if "đ" in (a, b) else HAT
    if tone_a != tone_b:
        cost += TONE_ON_HAT if _HAT in unicodedata.normalize("NFD", base_a) else TONE
    return cost


@cache
def _families() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in dictionaries.vocabulary().words:
        if is_syllable(word):
            found[skeleton(word)].append(word)
    return {base: tuple(words) for base, words in found.items()}
