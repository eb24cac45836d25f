"""How likely one word stands behind another, by the language model."""

from __future__ import annotations

import numpy as np

import dictionaries
from dictionaries.syllable import old_style


def link(first: str, second: str) -> float:
    """Log probability of a word behind another, minus infinity where one is not known.

    Args:
        first: A word, in any letter case.
        second: The one behind it.
    """
    number = dictionaries.vocabulary().number
    a, b = number.get(old_style(first.lower()), 0), number.get(old_style(second.lower()), 0)
    if not (a and b):
        return -np.inf
    return float(dictionaries.ngrams().bigram(np.array([a]), np.array([b]))[0])
