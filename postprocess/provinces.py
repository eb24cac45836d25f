"""Names of provinces that lost a mark, in text of a reader of Vietnamese: ``tỉnh Lâm Đông``.

The language model leaves names as they are. But where a province is named, by the word
before it, by a date behind it, or since the page has its right name too, two words that
differ from its name in the marks of one syllable, and are no place themselves, are it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import dictionaries
from dictionaries.syllable import old_style, skeleton
from dictionaries.text import COMMA
from postprocess.edits import Edit
from postprocess.marks import slip_cost
from postprocess.tokens import Kind, Token
from postprocess.unicode import cased_like, shape_of

_DEAREST = 4.5  # nats of the syllable's marks
_SURE = 0.9
_LEVELS = ("tỉnh", "phố")
# Before a name in capitals, where persons have capitals too.
_AGENCIES = ("ủy", "uỷ", "ubnd", "hđnd", "đoàn", "sở")


def provinces(found: Sequence[Token]) -> Iterator[Edit]:
    """The edits that make the right names.

    Args:
        found: The tokens of a text.
    """
    pairs = list(pairwise(found))
    there = {_words(a, b) for a, b in pairs}
    for at, (first, second) in enumerate(pairs):
        read = _words(first, second)
        name = _meant(read)
        if name is None or not _stands_together(first, second):
            continue
        before = found[at - 1] if at else None
        after = found[at + 2] if at + 2 < len(found) else None
        if not (_named(first, second, before, after) or (name in there and _alone(first, before))):
            continue
        for token, word, printed in zip((first, second), read, name, strict=True):
            if word != printed:
                new = cased_like(printed, shape_of(token.text))
                yield Edit(token.start, token.end, token.text, new, "place", _SURE)


def _words(first: Token, second: Token) -> tuple[str, str]:
    return old_style(first.text.lower()), old_style(second.text.lower())


def _stands_together(first: Token, second: Token) -> bool:
    shapes = {shape_of(first.text), shape_of(second.text)}
    return (
        first.kind is second.kind is Kind.WORD
        and not first.after
        and first.field != second.field
        and shapes in ({"Title"}, {"UPPER"})
    )


def _named(first: Token, second: Token, before: Token | None, after: Token | None) -> bool:
    """Whether the words beside say that it is a province, or the place of a date line."""
    if before is not None and not before.after and before.text.lower() in _LEVELS:
        return True
    dated = after is not None and after.text.lower() == "ngày" and second.after == COMMA
    return dated and (first.initial or before is None)


def _alone(first: Token, before: Token | None) -> bool:
    """Whether no other name stands right before it, of which it could be the rest."""
    if before is None or first.initial or before.after:
        return shape_of(first.text) == "Title"
    return before.text.islower() or before.text.lower() in _AGENCIES


def _meant(read: tuple[str, str]) -> tuple[str, str] | None:
    """The province whose name two words are, but for the marks of one of them."""
    name = _names().get((skeleton(read[0]), skeleton(read[1])))
    if name is None:
        return None
    wrong = [(printed, word) for printed, word in zip(name, read, strict=True) if printed != word]
    slip = len(wrong) == 1 and slip_cost(*wrong[0]) <= _DEAREST
    return name if slip and read not in _places() else None


@cache
def _names() -> dict[tuple[str, str], tuple[str, str]]:
    """Names of two syllables by these without marks; none that two provinces would share."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for province in {place.province for place in dictionaries.places()}:
        words = _syllables(province)[1:]
        words = words[1:] if words[0] == "phố" else words
        if len(words) == 2:
            name = (words[0], words[1])
            found.setdefault((skeleton(name[0]), skeleton(name[1])), set()).add(name)
    return {key: names.pop() for key, names in found.items() if len(names) == 1}


@cache
def _places() -> frozenset[tuple[str, str]]:
    """The last two syllables of every place's name."""
    names = {n for p in dictionaries.places() for n in (p.commune, p.district, p.province) if n}
    rows = (_syllables(name)[-2:] for name in names)
    return frozenset((row[0], row[1]) for row in rows if len(row) == 2)


def _syllables(name: str) -> list[str]:
    return [old_style(word) for word in name.lower().split()]
