"""Pairs of words that a page has often: what is read alike elsewhere is no slip.

A model of the language knows ``quân đoàn`` better than ``quận đoàn``; a page that names its own
district's youth union ten times knows better still.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from postprocess.edits import Edit
from postprocess.tokens import Kind, Token

_OFTEN = 2  # times that a pair stands elsewhere on the page


def without_repeated(found: Sequence[Token], edits: Sequence[Edit]) -> list[Edit]:
    """The edits but for those of words that stand before the same word elsewhere, left alone.

    Where the page has what they would become before that word too, the other is a slip that was
    made several times.

    Args:
        found: All tokens of a page.
        edits: Of its words by the language model, and others.
    """
    changed = {edit.start: edit for edit in edits}
    pairs = Counter(
        (a.text.lower(), b.text.lower())
        for a, b in _pairs(found)
        if not {a.start, b.start} & changed.keys()
    )
    # "Sở thông" is there too where "Sở Thông tin" is: what stands before a word tells nothing.
    often = {
        a.start
        for a, b in _pairs(found)
        if (edit := changed.get(a.start)) is not None
        and pairs[a.text.lower(), b.text.lower()] >= _OFTEN
        and not pairs[edit.after.lower(), b.text.lower()]
    }
    return [e for e in edits if e.start not in often or not _is_of_model(e)]


def _is_of_model(edit: Edit) -> bool:
    return edit.why == "language model" and edit.before.lower() != edit.after.lower()


def _pairs(found: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Two words that follow each other on a line."""
    return ((a, b) for a, b in pairwise(found) if a.kind is b.kind is Kind.WORD and not b.initial)
