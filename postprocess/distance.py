"""Weighted edit distance from a token to every word of the vocabulary at once.

For changes that the confusion table has never seen. The prefix tree is laid out level by
level, so that a whole level is one numpy step, and prefixes that are already too dear are
left behind.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

import dictionaries
from dictionaries.ngram import Floats, Ids
from dictionaries.syllable import skeleton

MARK_COST = 4.5  # same base letter, marks never seen confused
MARKED_COST = 5.5  # a vowel with marks read as any other letter
LETTER_COST = 7.0  # another letter
SIGN_COST = 4.5  # a letter read as a figure or sign, or such a sign added
LOST_COST = 6.5  # a printed letter that was not read
ADDED_COST = 6.5  # a read letter that was not printed
FARTHEST = 16.0  # words farther than this are not offered
MAX_LENGTH = 12  # letters of a word in the tree

MARKED_VOWELS = frozenset("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")


class _Level(NamedTuple):
    """Prefixes of one length.

    Attributes:
        parent: Index of each prefix's beginning in the level above.
        letter: Index of its last letter in the alphabet.
        word: Its number if it is a word, else -1.
    """

    parent: Ids
    letter: Ids
    word: Ids


@cache
def _alphabet() -> dict[str, int]:
    letters = {c for w in dictionaries.vocabulary().words if w[0] != "<" for c in w}
    return {c: i for i, c in enumerate(sorted(letters))}


@cache
def _levels() -> tuple[_Level, ...]:
    alphabet = _alphabet()
    numbers = dictionaries.vocabulary().number
    words = [w for w in numbers if w[0] != "<" and len(w) <= MAX_LENGTH]
    above = {"": 0}
    levels = []
    for length in range(1, MAX_LENGTH + 1):
        prefixes = sorted({w[:length] for w in words if len(w) >= length})
        levels.append(
            _Level(
                np.array([above[p[:-1]] for p in prefixes], np.int64),
                np.array([alphabet[p[-1]] for p in prefixes], np.int64),
                np.array([numbers.get(p, -1) for p in prefixes], np.int64),
            )
        )
        above = {p: i for i, p in enumerate(prefixes)}
    return tuple(levels)


@lru_cache(maxsize=4096)
def _prices(char: str, shape: str) -> Floats:
    """Cost of reading each letter of the alphabet as ``char``."""
    alphabet = _alphabet()
    low = char.lower()
    base, is_sign = skeleton(low), not char.isalpha()
    prices = np.full(len(alphabet), SIGN_COST if is_sign else LETTER_COST, np.float32)
    for letter, at in alphabet.items():
        if letter == low:
            prices[at] = 0.7
        elif skeleton(letter) == base:
            prices[at] = MARK_COST
        elif letter in MARKED_VOWELS:
            prices[at] = min(prices[at], MARKED_COST)
    for truth, cost in dictionaries.confusions().chunks.get(char, ()):
        at_known = alphabet.get(truth.lower())
        if at_known is not None and truth.isupper() == (shape == "UPPER"):
            prices[at_known] = min(prices[at_known], cost)
    return prices


def nearest(read: str, shape: str, first: str) -> list[tuple[str, float]]:
    """Words within `FARTHEST` of a token, with their distance in nats.

    Args:
        read: The token.
        shape: Letter case of the print behind the first letter, ``lower`` or ``UPPER``.
        first: The same for the first letter.
    """
    size = len(read)
    prices = np.stack([_prices(c, shape if i else first) for i, c in enumerate(read)])
    added = np.array([ADDED_COST if c.isalpha() else SIGN_COST for c in read], np.float32)
    row = np.concatenate([[0.0], np.cumsum(added)]).astype(np.float32)[None, :]
    alive: npt.NDArray[np.bool_] = np.ones(1, np.bool_)
    position = np.zeros(1, np.int64)  # of each living prefix of the level above in ``row``
    found: list[tuple[str, float]] = []
    words = dictionaries.vocabulary().words
    for level in _levels():
        chosen = np.flatnonzero(alive[level.parent])
        if not len(chosen):
            break
        parents = row[position[level.parent[chosen]]]
        new = parents + LOST_COST
        np.minimum(new[:, 1:], parents[:, :-1] + prices[:, level.letter[chosen]].T, out=new[:, 1:])
        for j in range(size):
            np.minimum(new[:, j + 1], new[:, j] + added[j], out=new[:, j + 1])
        last = new[:, -1]
        for i in np.flatnonzero((level.word[chosen] >= 0) & (last <= FARTHEST)):
            found.append((words[level.word[chosen[i]]], float(last[i])))
        good = new.min(axis=1) <= FARTHEST
        alive = np.zeros(len(level.parent), np.bool_)
        alive[chosen[good]] = True
        position = np.zeros(len(level.parent), np.int64)
        position[chosen[good]] = np.arange(int(good.sum()))
        row = new[good]
    return found
