"""A name put together from what several windows show of it, where no window shows it clearly.

A pen's strokes beside a name, or a letter of a script that looks like another (``Chanh`` for
``Thanh``), leave no window that reads as a name and no more. So names are made of the words that
windows show one behind another, and each is laid over all windows: the one that explains them
best is the name, if it does so clearly.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray
from unidecode import unidecode

import dictionaries
from dictionaries.syllable import in_old_style, is_syllable, old_style
from dictionaries.titles import AUTHORITIES, TITLES
from ocr.ctc import readings
from ocr.page import Word, meet
from ocr.signers.alignment import found_words
from ocr.signers.judged import Judged, Shown, as_letters, families_like, judged
from ocr.signers.tokens import TOKENS
from ocr.strip_reader import BLANK

_WINDOWS, _FEW_WINDOWS = 14, 6  # the clearest, that are looked at; for a name that was read
_LIKELY = 4  # readings of a window
_MOST = 3  # words behind the family's name
_NAMES, _WORDS, _COMBINED = 25, 5, 120  # names, words at one place of them, names made of these
_VOTED = 6  # names read beside the one that was
_FEW = 0.02  # share of the votes that every name has
# Nats that a name needs by the windows, and more than another of other letters.
_LEAST, _CLEARER = 25.0, 1.0


def composed_name(shown: Sequence[Shown], votes: Mapping[str, float], width: int) -> list[Word]:
    """The words of the name that windows show together; none where that is not clear.

    Args:
        shown: Windows with letters.
        votes: Names that single windows were read as, in small letters, with their votes.
        width: Of the cut-out in its pixels.

    Returns:
        Words with a capital each, boxes in pixels of the cut-out.
    """
    names = _judged(shown, votes)
    if not names or names[0].shown < _LEAST:
        return []
    best, *others = names
    rival = max((o.nats for o in others if not as_letters(o.name, best.name)), default=0.0)
    return words_of(best, width) if best.nats >= rival + _CLEARER else []


def words_of(name: Judged, width: int) -> list[Word]:
    """The words of a name on a cut-out of a width, with a capital each, in doubt."""
    x0, y0, x1, y1 = name.box
    return list(found_words(name.name.title(), (x0, y0, min(width, x1), y1)))


def more_usual(name: str, shown: Sequence[Shown], votes: Mapping[str, float]) -> Judged | None:
    """The name that is likelier than one which the windows were read as, if there is one."""
    if not shown:
        return None
    voted = nlargest(_VOTED, votes, key=lambda other: votes[other])
    found = judged(_clearest(shown, _FEW_WINDOWS), [name, *voted], _by_votes(votes))
    best = next(iter(_but_titles(found)), None)
    return None if best is None or best.name == in_old_style(name) else best


def _judged(shown: Sequence[Shown], votes: Mapping[str, float]) -> list[Judged]:
    clearest = _clearest(shown, _WINDOWS)
    if not clearest:
        return []
    voted = nlargest(_NAMES, votes, key=lambda name: votes[name])
    names = [*voted, *_combined(_names(clearest))]
    return _but_titles(judged(clearest, names, _by_votes(votes)))


def _but_titles(found: Sequence[Judged]) -> list[Judged]:
    """Names without titles, and without what a title that stands there explains better."""
    titles = [one for one in found if _is_of_title(one.name)]
    return [
        one
        for one in found
        if not any(t.shown >= one.shown and meet(t.box, one.box) for t in titles)
    ]


def _by_votes(votes: Mapping[str, float]) -> Callable[[str], float]:
    """Nats for a name by its share of the votes."""
    spelt: defaultdict[str, float] = defaultdict(float)
    for name, n in votes.items():
        spelt[in_old_style(name)] += n
    total = sum(votes.values()) or 1.0
    return lambda name: math.log(spelt.get(name, 0.0) / total + _FEW)


def _clearest(shown: Sequence[Shown], most: int) -> list[Shown]:
    return nlargest(most, shown, key=lambda one: _clearness(one[1]))


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
                        for family in families_like(word):
                            found[" ".join((family, *rest))] += reading.share
    return found


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


_PLAIN_TITLES = frozenset(map(unidecode, TITLES))
_ALL_TITLES = unidecode(" | ".join((*TITLES, *AUTHORITIES)))


def _is_of_title(name: str) -> bool:
    """Whether it is a piece of a title or an authority, or a title with a word before it."""
    plain = unidecode(name)
    return plain in _ALL_TITLES or plain.partition(" ")[2] in _PLAIN_TITLES
