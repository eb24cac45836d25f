"""Which of some names windows show: how well each explains them, and how usual it is.

What the reader of names sees and what is known of names are both log probabilities, so they
are added. What wins so is likely and not sure: who is called as hardly anybody is loses to a
letter misread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance.Levenshtein import distance
from unidecode import unidecode

import dictionaries
from dictionaries import families
from dictionaries.syllable import in_old_style, old_style
from ocr.page import Box
from ocr.signers.alignment import laid_over
from ocr.signers.windows import Window
from ocr.strip_reader import BLANK, HEIGHT, STEPS, STRIDE

Shown = tuple[Window, NDArray[np.float32]]  # a window, and what the reader sees in it

_WINDOWS = 3  # that count for a name: they show the same strokes, so their mean does
_BEST = 6  # names of which others are tried that are more usual
_ROUNDS = 3
_FEWEST = 2  # words of a name
_FEWEST_SEEN = 5  # letters


class Judged(NamedTuple):
    """A name.

    Attributes:
        name: In small letters, tones in the older place.
        nats: For it: by the windows, by what is known of names, and by other evidence.
        shown: Of them, those by the windows.
        box: Where it stands, in pixels of the cut-out.
    """

    name: str
    nats: float
    shown: float
    box: Box


def judged(
    shown: Sequence[Shown], names: Iterable[str], evidence: Callable[[str], float]
) -> list[Judged]:
    """Some names, and more usual ones that are like the best of them, the likeliest first.

    Args:
        shown: Windows with letters.
        names: In small letters.
        evidence: Nats for a name by what the windows do not show.
    """
    known = dictionaries.names()
    found: dict[str, Judged] = {}
    new = list(dict.fromkeys(map(in_old_style, names)))
    for _ in range(_ROUNDS):
        for name, (nats, box) in zip(new, _seen(shown, new), strict=True):
            found[name] = Judged(name, nats + known.nats(name) + evidence(name), nats, box)
        best = sorted(found.values(), key=lambda one: -one.nats)[:_BEST]
        new = [
            n for n in dict.fromkeys(o for one in best for o in _alike(one.name)) if n not in found
        ]
        if not new:
            break
    return sorted(found.values(), key=lambda one: -one.nats)


def _seen(shown: Sequence[Shown], names: Sequence[str]) -> list[tuple[float, Box]]:
    """How well windows show names, and where the clearest of them has each."""
    if not names:
        return []
    nats = np.zeros((max(_WINDOWS, len(shown)), len(names)))
    ends = np.zeros((len(nats), len(names), 2), np.int64)
    for i, (_, logs) in enumerate(shown):
        seen = np.flatnonzero(logs.argmax(axis=1) != BLANK)
        first, last = max(0, int(seen[0]) - 2), int(seen[-1]) + 3
        nats[i], at = laid_over(logs[first:last].astype(np.float64), names)
        ends[i] = at + first
    clear = np.sort(np.maximum(nats, 0.0), axis=0)[-_WINDOWS:].mean(axis=0)
    best = nats[: len(shown)].argmax(axis=0)
    return [
        (float(clear[k]), _box(shown[row][0], ends[row, k])) for k, row in enumerate(best.tolist())
    ]


def _box(window: Window, ends: NDArray[np.int64]) -> Box:
    x0, x1 = (round(step * STRIDE / STEPS / window.scale) for step in ends.tolist())
    y0, y1 = round(window.top / window.scale), round((window.top + HEIGHT) / window.scale)
    return max(0, x0), max(0, y0), max(1, x1), max(1, y1)


def _alike(name: str) -> list[str]:
    """More usual names that differ in one word, or lack one that stands before a family's."""
    known = dictionaries.names()
    words = name.split()
    least = known.nats(name)
    found = [" ".join((family, *words[1:])) for family in families_like(words[0])]
    for i, word in enumerate(words[1:], 1):
        for other in _words_alike(word, last=i == len(words) - 1):
            changed = " ".join((*words[:i], other, *words[i + 1 :]))
            if known.nats(changed) > least:
                found.append(changed)
    if len(words) > _FEWEST and words[1] in families.SPELT:
        found.append(" ".join(words[1:]))
    return found


@lru_cache(maxsize=4096)
def _words_alike(word: str, *, last: bool) -> tuple[str, ...]:
    return tuple(dictionaries.names().alike(word, last=last))


@cache
def families_like(word: str) -> tuple[str, ...]:
    """Families' names that a word may be: itself, or the common ones with one other letter."""
    word = old_style(word)
    if word in families.SPELT or word in families.RARE:
        return (word,)
    long = (family for family in families.SPELT if len(family) > 2)
    return tuple(family for family in long if distance(family, word, score_cutoff=1) <= 1)


def is_lettered(logs: NDArray[np.float32]) -> bool:
    """Whether a reader saw enough letters for a name."""
    return int(np.count_nonzero(logs.argmax(axis=1) != BLANK)) >= _FEWEST_SEEN


def as_letters(name: str, other: str) -> bool:
    """Whether two names differ in accents at most."""
    return unidecode(name) == unidecode(other)
