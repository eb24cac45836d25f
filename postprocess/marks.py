"""Readings of a word by a Vietnamese recogniser that may have slipped on a mark.

Only words with the same base letters are offered. What such a recogniser really gets
wrong on office scans is the tone over a circumflex (``nguôn`` for ``nguồn``), and a speck
over an i is a hook to it (``chỉ`` for ``chi``). Prices are what was counted on rendered and
on real pages, where they were seen often; any other mark is dear, and names are dearer.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

import dictionaries
from dictionaries.syllable import is_syllable, skeleton, split_tone

HOOK_AS_ACUTE_ON_HAT = 2.0  # nats: ổ read as ố
HOOK_AS_ACUTE = 3.3  # ỏ read as ó
HOOK_ADDED = 2.5  # i read as ỉ …
HOOK_ADDED_TO_CHI = 1.0  # … which ``chi`` is four times of five
TONE_ON_HAT = 3.0  # tone lost, added or changed over â ê ô
TONE = 4.5  # the same over another vowel
HAT_LOST = 3.8  # ô read as o
HAT = 5.5  # another vowel letter: a ă â, e ê, o ô ơ, u ư
BAR_ADDED = 3.2  # d read as đ
BAR = 5.5  # đ read as d
_HAT = "\u0302"
_HOOK, _ACUTE = "\u0309", "\u0301"


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
        if other != word and is_syllable(other)
    )


def slip_cost(printed: str, read: str) -> float:
    """Cost in nats of reading one word as another with the same base letters."""
    base_a, tone_a = split_tone(printed)
    base_b, tone_b = split_tone(read)
    cost = sum(_letter_cost(a, b) for a, b in zip(base_a, base_b, strict=False) if a != b)
    return cost if tone_a == tone_b else cost + _tone_cost(base_a, tone_a, tone_b)


def _letter_cost(printed: str, read: str) -> float:
    if "đ" in (printed, read):
        return BAR_ADDED if read == "đ" else BAR
    return HAT_LOST if printed in "âêô" and read in "aeo" else HAT


def _tone_cost(base: str, printed: str, read: str) -> float:
    on_hat = _HAT in unicodedata.normalize("NFD", base)
    if (printed, read) == (_HOOK, _ACUTE):
        return HOOK_AS_ACUTE_ON_HAT if on_hat else HOOK_AS_ACUTE
    if (printed, read) == ("", _HOOK) and "i" in base and not on_hat:
        return HOOK_ADDED_TO_CHI if base == "chi" else HOOK_ADDED
    return TONE_ON_HAT if on_hat else TONE


@cache
def _families() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in dictionaries.vocabulary().words:
        found[skeleton(word)].append(word)
    return {base: tuple(words) for base, words in found.items()}
