"""Family names that lost a mark, in text of a reader of Vietnamese: ``Nguyên Thị An``.

The language model leaves names as they are. But before ``Thị`` and ``Văn``, the commonest middle
names, stands a family name, and one that is none but for its marks is the one that it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dictionaries import families
from dictionaries.syllable import old_style, skeleton
from postprocess.edits import Edit
from postprocess.links import link
from postprocess.marks import slip_cost
from postprocess.tokens import Kind, Token
from postprocess.unicode import cased_like, shape_of

_MIDDLE = ("Thị", "Văn")
_DEAREST = 4.5  # nats of the name's marks
_LIKELIER = 3.0  # nats by which the middle name must be behind the family's name: Đô Thị
_SURE = 0.9


def family_names(found: Sequence[Token]) -> Iterator[Edit]:
    """The edits that make the right names.

    Args:
        found: The tokens of a text.
    """
    for at in range(len(found) - 2):
        family, middle, given = found[at : at + 3]
        if middle.text not in _MIDDLE or not (_goes_on(family, middle) and _goes_on(middle, given)):
            continue
        if at and _goes_on(found[at - 1], family):
            continue  # the rest of another name
        read = old_style(family.text.lower())
        name = _meant(read)
        if name and link(name, middle.text) > link(read, middle.text) + _LIKELIER:
            new = cased_like(name, shape_of(family.text))
            yield Edit(family.start, family.end, family.text, new, "family name", _SURE)


def _goes_on(first: Token, second: Token) -> bool:
    """Whether two words with a capital stand behind each other on one line."""
    return (
        first.kind is second.kind is Kind.WORD
        and shape_of(first.text) == shape_of(second.text) == "Title"
        and not (first.after or second.initial or second.before)
        and first.field != second.field
    )


@cache
def _meant(read: str) -> str | None:
    """The one family whose name a word is but for its marks; none for what is a name itself."""
    near = families.same_letters(read)
    if len(near) != 1 or read in (*near, *families.RARE) or skeleton(read) in families.FOLDED:
        return None
    return near[0] if slip_cost(near[0], read) <= _DEAREST else None
