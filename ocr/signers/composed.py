"""A name put together from what several windows show of it, where no window shows it clearly.

A pen's strokes beside a name, or a letter of a script that looks like another (``Chanh`` for
``Thanh``), leave no window that reads as a name and no more. So names are made of the words that
windows show one behind another, and each is laid over all windows: the one that explains them
best is the name, if it does so clearly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from heapq import nlargest
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance.Levenshtein import distance
from unidecode import unidecode

import dictionaries
from dictionaries import families
from dictionaries.syllable import is_syllable, old_style
from dictionaries.titles import AUTHORITIES, TITLES
from ocr.ctc import readings
from ocr.page import Word
from ocr.signers.alignment import doubtful_words, laid_over
from ocr.signers.tokens import TOKENS
from ocr.signers.windows import Window
from ocr.strip_reader import BLANK, HEIGHT, STEPS, STRIDE

Shown = tuple[Window, NDArray[np.float32]]  # a window, and what the reader sees in it

_WINDOWS = 14  # the clearest, that are looked at
_LIKELY = 4  # readings of a window
_MOST = 3  # words behind the family's name
_NAMES, _WORDS, _COMBINED = 25, 5, 120  # names, words at one place of them, names made of these
_VOTES = 3  # windows that count for a name
_USUAL = 0.3  # nats for each e-fold by which a word is more often written with a capital
_LEAST, _CLEARER = 75.0, 3.0  # nats that a name needs, and more than another of other letters


def composed_name(shown: Sequence[Shown], width: int) -> list[Word]:
    """The words of the name that windows show together; none where that is not clear.

    Args:
        shown: Windows with letters.
        width: Of the cut-out in its pixels.

    Returns:
        Words with a capital each, boxes in pixels of the cut-out.
    """
    clearest = sorted(shown, key=lambda one: -_clearness(one[1]))[:_WINDOWS]
    names = _combined(_names(clearest))
    if not names:
        return []
    nats = np.zeros((len(clearest), len(names)))
    ends = np.zeros((len(clearest), len(names), 2), np.int64)
    for i, (_, logs) in enumerate(clearest):
        seen = np.flatnonzero(logs.argmax(axis=1) != BLANK)
        first, last = max(0, int(seen[0]) - 2), int(seen[-1]) + 3
        nats[i], at = laid_over(logs[first:last].astype(np.float64), names)
        ends[i] = at + first
    votes = np.sort(np.maximum(nats, 0.0), axis=0)[-_VOTES:].sum(axis=0)
    total = votes + [_usual(name) for name in names]
    best = int(total.argmax())
    others = [n for name, n in zip(names, total, strict=True) if not _as_letters(name, names[best])]
    if votes[best] < _LEAST or total[best] < max(others, default=0.0) + _CLEARER:
        return []
    row = int(nats[:, best].argmax())
    window = clearest[row][0]
    x0, x1 = (round(step * STRIDE / STEPS / window.scale) for step in ends[row, best].tolist())
    y0, y1 = round(window.top / window.scale), round((window.top + HEIGHT) / window.scale)
    box = (max(0, x0), max(0, y0), min(width, x1), max(1, y1))
    return list(doubtful_words(names[best].title(), box))


def _clearness(logs: NDArray[np.float32]) -> float:
    """How surely the letters of a window are seen; that there are none elsewhere tells nothing."""
    best = logs.max(axis=1)
    return float(best[logs.argmax(axis=1) != BLANK].mean())


def _names(shown: Sequence[Shown]) -> dict[str, float]:
    """Names that stand anywhere in what is likely seen, with their shares."""
    found: defaultdict[str, float] = defaultdict(float)
    for _, logs in shown:
        for reading in readings(logs, TOKENS)[:_LIKELY]:
            words = reading.text.replace(".", " ").split()
            for i, word in enumerate(words):
                for size in range(1, _MOST + 1):
                    rest = [old_style(w) for w in words[i + 1 : i + 1 + size]]
                    if len(rest) == size and all(map(_is_word, rest)) and rest != ["thị"]:
                        for family in _families(word):
                            found[" ".join((family, *rest))] += reading.share
    return {name: n for name, n in found.items() if not _is_of_title(name)}


def _combined(names: dict[str, float]) -> list[str]:
    """The likeliest names, and others of the words at the same places of them."""
    likely = [name.split() for name in nlargest(_NAMES, names, key=lambda name: names[name])]
    found = dict.fromkeys(" ".join(words) for words in likely)
    by_length: defaultdict[int, list[list[str]]] = defaultdict(list)
    for words in likely:
        by_length[len(words)].append(words)
    for same in by_length.values():
        places = [list(dict.fromkeys(column))[:_WORDS] for column in zip(*same, strict=True)]
        found |= dict.fromkeys(" ".join(words) for words in islice(product(*places), _COMBINED))
    return list(found)[:_COMBINED]


def _is_word(word: str) -> bool:
    known = word in dictionaries.vocabulary().number and is_syllable(word)
    return known and (len(word) > 1 or word in "ýy")


@cache
def _families(word: str) -> tuple[str, ...]:
    """Families' names that a word may be: itself, or the common ones with one other letter."""
    word = old_style(word)
    if word in families.SPELT or word in families.RARE:
        return (word,)
    long = (family for family in families.SPELT if len(family) > 2)
    return tuple(family for family in long if distance(family, word, score_cutoff=1) <= 1)


@cache
def _titles() -> str:
    return unidecode(" | ".join((*TITLES, *AUTHORITIES)))


def _is_of_title(name: str) -> bool:
    return unidecode(name) in _titles()


def _as_letters(name: str, other: str) -> bool:
    """Whether two names differ in accents at most."""
    return unidecode(name) == unidecode(other)


def _usual(name: str) -> float:
    """How often the words of a name are written with a capital, in nats."""
    known = dictionaries.vocabulary()
    numbers = [known.number.get(word, 0) for word in name.split()]
    often = [known.counts[n] * max(0.01, known.capital[n]) for n in numbers]
    return _USUAL * float(np.log1p(often).sum())
