"""The domain dictionary: data files, their loader and their builder.

Every part is read when it is first asked for and kept.
"""

from __future__ import annotations

from functools import cache

from dictionaries import confusions as _confusions
from dictionaries import names as _names
from dictionaries import ngram as _ngram
from dictionaries import strokes as _strokes
from dictionaries import vocabulary as _vocabulary
from dictionaries.confusions import Confusions
from dictionaries.lists import (
    DATA,
    Agency,
    DocumentType,
    Place,
    agencies,
    document_types,
    headings,
    kind_abbreviations,
    kind_pattern,
    laws,
    legacy_letters,
    local_agencies,
    places,
    symbols,
)
from dictionaries.names import Names
from dictionaries.ngram import NgramModel
from dictionaries.strokes import Strokes
from dictionaries.vocabulary import Vocabulary

__all__ = [
    "DATA",
    "Agency",
    "Confusions",
    "DocumentType",
    "Names",
    "NgramModel",
    "Place",
    "Strokes",
    "Vocabulary",
    "agencies",
    "confusions",
    "document_types",
    "headings",
    "kind_abbreviations",
    "kind_pattern",
    "laws",
    "legacy_letters",
    "local_agencies",
    "names",
    "ngrams",
    "places",
    "strokes",
    "symbols",
    "vocabulary",
]


@cache
def vocabulary() -> Vocabulary:
    """The words of the language model."""
    return _vocabulary.load(DATA)


@cache
def ngrams() -> NgramModel:
    """The syllable trigram model, memory-mapped."""
    return _ngram.load(DATA)


@cache
def confusions() -> Confusions:
    """What an English recogniser makes of Vietnamese."""
    return _confusions.load(DATA)


@cache
def names() -> Names:
    """How usual words are in persons' names."""
    return _names.load(DATA, vocabulary())


@cache
def strokes() -> Strokes:
    """Between which words a 1, an I and an l stand alone."""
    return _strokes.load(DATA)
