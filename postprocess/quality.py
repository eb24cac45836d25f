"""Is a text good Vietnamese, or did something that knows none write it?"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

import dictionaries
from dictionaries.syllable import is_syllable, old_style, skeleton
from postprocess.legacy import legacy_encoding
from postprocess.unicode import nfc

_WORD = re.compile(r"[^\W\d_]+(?:[¢&@$£§][^\W\d_]*)*|\b\w*[¢&@$£§]\w*")
# Measured on 12 rendered pages and 14 real ones: good text 0.82 to 1.0, text read by an
# English recogniser 0.37 to 0.46, English prose 0.6.
GARBLED_BELOW = 0.7
BARE_ABOVE = 0.55  # share of Vietnamese syllables when marks are ignored; English has 0.3
OWN_ABOVE = 0.1  # share of words with letters that only a reader of Vietnamese writes
ENOUGH = 6  # fewer words say nothing
LINKED = -9.0  # log P of a pair of neighbours below which they are none


def vietnamese_share(text: str) -> float:
    """Share of the words that are Vietnamese as they stand, 0 to 1.

    A word counts if it is a known word and stands well beside its neighbours: ``tinh``
    alone may be right, ``Uy ban nhan dan tinh`` is not, since no Vietnamese sentence has
    these words in a row. 1.0 for a text without words (figures only).
    """
    words = [w.lower() for w in _WORD.findall(nfc(text)) if len(w) > 1 or w.lower() != skeleton(w)]
    words = [w for w in words if not _is_code(w)]
    if not words:
        return 1.0
    number = dictionaries.vocabulary().number
    ids = np.array([number.get(old_style(w), 0) for w in words], np.int64)
    legal = np.array([is_syllable(w) or number.get(w, 0) > 0 for w in words])
    if len(words) == 1:
        return float(legal[0])
    model = dictionaries.ngrams()
    links = model.bigram(ids[:-1], ids[1:])
    near = np.maximum(np.r_[links, -99.0], np.r_[-99.0, links])
    return float((legal & (ids > 0) & (near > LINKED)).mean())


def _is_code(word: str) -> bool:
    return len(word) < 6 and not any(c in "aeiouyăâêôơư" for c in skeleton(word))


def is_garbled(text: str) -> bool:
    """Whether a text was made by a reader without Vietnamese, or is wrongly encoded.

    False for good Vietnamese, for figures, and for text in another language: that looks as
    little Vietnamese, but its words are no Vietnamese syllables without their marks.
    """
    if legacy_encoding(text) is not None:
        return True
    words = [w for w in _WORD.findall(nfc(text)) if len(w) > 1 and not _is_code(w)]
    if len(words) < ENOUGH or sum(map(_is_own, words)) > OWN_ABOVE * len(words):
        return False
    bare = sum(skeleton(w) in _skeletons() for w in words) / len(words)
    return vietnamese_share(text) < GARBLED_BELOW and bare > BARE_ABOVE


def _is_own(word: str) -> bool:
    """Whether a word has a letter of Vietnamese alone: ă đ ĩ ũ ơ ư and ạ to ỹ."""
    return any(c in "ăđĩũơư" or "ạ" <= c <= "ỹ" for c in word.lower())


@cache
def _skeletons() -> frozenset[str]:
    """Syllables without their marks."""
    vocabulary = dictionaries.vocabulary()
    return frozenset(skeleton(w) for w in vocabulary.words if is_syllable(w))
