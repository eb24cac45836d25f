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
    """The edits but for those of words that stand beside the same word elsewhere, left alone.

    Args:
        found: All tokens of a page.
        edits: Of its words by the language model, and others.
    """
    changed = {edit.start: edit for edit in edits}
    pairs = Counter(
        (a, b) for a, b, *places in _pairs(found) if not any(at in changed for at in places)
    )
    often = {at for a, b, *places in _pairs(found) if pairs[a, b] >= _OFTEN for at in places}
    return [e for e in edits if e.start not in often or not _is_of_model(e)]


def _is_of_model(edit: Edit) -> bool:
    return edit.why == "language model" and edit.before.lower() != edit.after.lower()


def _pairs(found: Sequence[Token]) -> Iterator[tuple[str, str, int, int]]:
    """Two words that follow each other, in small letters, and where they begin."""
    for a, b in pairwise(found):
        if a.kind is b.kind is Kind.WORD:
            yield a.text.lower(), b.text.lower(), a.start, b.start
