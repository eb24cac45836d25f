"""Lines that say one of the fixed things: kinds of document, agencies, heads of tables.

Few words stand there, so that the language model alone is not sure of them: ``QUYÉT ĐỊNH``.
A line with the base letters of a listed one is hardly another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import dictionaries
from dictionaries.syllable import old_style, skeleton
from postprocess.tokens import Kind, Token

LONGEST = 12  # words of a line


def listed(row: Sequence[Token], at: int) -> str | None:
    """The word that the listed line has here; lower case, tone in the older place.

    Args:
        row: The tokens of a segment.
        at: Index of a word in it.

    Returns:
        None if the printed line around the word is in no list.
    """
    line = line_around(row, at)
    if len(line) > LONGEST or any(t.kind is not Kind.WORD for t in line):
        return None
    words = _line(tuple(t.text for t in line))
    return words[line.index(row[at])] if words else None


def line_around(row: Sequence[Token], at: int) -> Sequence[Token]:
    """The tokens of the printed line (or cell) around one, or a few more than `LONGEST`.

    Args:
        row: The tokens of a segment.
        at: Index of the token in it.
    """
    first = at
    while first > 0 and not row[first].initial and at - first < LONGEST:
        first -= 1
    last = at + 1
    while last < len(row) and not row[last].initial and last - first <= LONGEST:
        last += 1
    return row[first:last]


@lru_cache(maxsize=1 << 10)
def _line(words: tuple[str, ...]) -> tuple[str, ...] | None:
    return _phrases().get(tuple(skeleton(w) for w in words))


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...] | None]:
    """Lines by their base letters; None where two lines have the same."""
    found: dict[tuple[str, ...], tuple[str, ...] | None] = {}
    for line in _lines():
        words = tuple(old_style(w) for w in line.lower().split())
        key = tuple(skeleton(w) for w in words)
        found[key] = words if found.get(key, words) == words else None
    return found


def _lines() -> Iterator[str]:
    names = [t.name for t in dictionaries.document_types()]
    names += [a.name for a in dictionaries.agencies()]
    for name in (*names, *dictionaries.headings()):
        line = name.partition(" (")[0]
        if " " in line and line.replace(" ", "").isalpha():
            yield line
