"""Whether the accents of a short text are what the language model expects.

An accent that OCR dropped or swapped leaves a legal syllable and a high confidence
(``xin bỗ sung``). The repair changes a word only where it is nearly sure; a word that it
left alone although another with the same letters fits far better makes a field doubtful.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import regex

import dictionaries
from dictionaries.ngram import Ids
from dictionaries.syllable import old_style
from dictionaries.text import BREAK, UNKNOWN, pieces
from postprocess.fields.flow import fold

# Nats by which another word must fit better. On the half that was tuned on, words of right
# subjects stayed under 2.4 and most wrong subjects had one over it (docs/record.md).
_DOUBT = 2.5
# Log probability that a line ends here. Names of agencies on first pages stay above -3.6,
# the same with their last word cut off fall below -5.9.
_UNFINISHED = -5.0


@cache
def _variants() -> dict[str, tuple[int, ...]]:
    """Numbers of the words that have the same letters without accents."""
    groups: dict[str, list[int]] = {}
    for i, word in enumerate(dictionaries.vocabulary().words):
        if word.isalpha():
            groups.setdefault(fold(word), []).append(i)
    return {key: tuple(numbers) for key, numbers in groups.items()}


def doubt(text: str) -> float:
    """By how many nats the worst word falls behind its best variant; 0 if none does.

    Args:
        text: A phrase, NFC, in any letter case.
    """
    tokens = [piece for word in text.lower().split() for piece in pieces(word)]
    numbers = dictionaries.vocabulary().number
    unknown = numbers[UNKNOWN]
    ids = [numbers.get(t, unknown) for t in (BREAK, BREAK, *tokens, BREAK, BREAK)]
    contexts, words, owners = [], [], []
    for i, token in enumerate(tokens, 2):
        others = [v for v in _variants().get(fold(token), ()) if v != ids[i]]
        if not others:
            continue
        for word in (ids[i], *others):
            contexts.append((ids[i - 2], ids[i - 1], ids[i + 1], ids[i + 2]))
            words.append(word)
            owners.append(i)
    if not words:
        return 0.0
    scores = _score(np.array(contexts, np.int64), np.array(words, np.int64))
    worst, start = 0.0, 0
    for end in range(1, len(owners) + 1):
        if end == len(owners) or owners[end] != owners[start]:
            worst = max(worst, float(scores[start + 1 : end].max() - scores[start]))
            start = end
    return worst


def finished(text: str) -> bool:
    """Whether a name can end where this one does: ``SỞ Y`` cannot, a word was lost.

    >>> finished("SỞ Y TẾ"), finished("SỞ Y")
    (True, False)
    """
    tokens = [piece for word in text.lower().split() for piece in pieces(word)]
    numbers = dictionaries.vocabulary().number
    ids = [numbers.get(t, numbers[UNKNOWN]) for t in (BREAK, BREAK, *tokens, BREAK)]
    a, b, c = (np.array([i], np.int64) for i in ids[-3:])
    return float(dictionaries.ngrams().score(a, b, c)[0]) > _UNFINISHED


def _score(contexts: Ids, words: Ids) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """log P of each word between two words on either side, up to a constant."""
    a, b, c, d = contexts.T
    model = dictionaries.ngrams()
    scores = model.score(a, b, words) + model.score(b, words, c) + model.score(words, c, d)
    return np.asarray(scores, np.float32)


def plausible(text: str) -> bool:
    """Whether no word of a text is likely to have lost or changed its accents.

    A word with accents, no name by its case, that no official text has is one too.

    >>> plausible("xin bổ sung kinh phí"), plausible("xin bỗ sung kinh phí")
    (True, False)
    >>> plausible("nhân địp nghỉ lễ")
    False
    """
    known = dictionaries.vocabulary().number
    words = (w for w in regex.findall(r"\p{L}+", text) if w.islower())
    strange = any(not w.isascii() and old_style(w) not in known and w not in known for w in words)
    return not strange and doubt(text) < _DOUBT
