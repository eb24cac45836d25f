"""Family names that lost a mark, in text of a reader of Vietnamese: ``Nguyên Thị An``.

The language model leaves names as they are. But before ``Thị`` and ``Văn``, the commonest middle
names, stands a family name, and one that is none but for its marks is the one that it was. So
does one at the head of a name in a column of names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from dictionaries import families
from dictionaries.syllable import old_style, skeleton
from postprocess.edits import Edit
from postprocess.links import link
from postprocess.marks import slip_cost
from postprocess.tokens import Kind, Token
from postprocess.unicode import cased_like, shape_of

_PERSONS = frozenset(("ông", "bà"))
_MIDDLE = ("Thị", "Văn")
_DEAREST = 4.5  # nats of the name's marks
_DEAREST_IN_COLUMN = 6.0
_LIKELIER = 3.0  # nats by which the middle name must be behind the family's name: Đô Thị
_SURE = 0.9
_COLUMN = regex.compile(
    r"họ (?:và |, ?)?(?:chữ đệm(?:,| và) )?tên(?: \p{L}+){0,3}", regex.IGNORECASE
)
_NAME = regex.compile(r"(?P<family>\p{Lu}\p{Ll}+)(?: \p{Lu}\p{Ll}+){1,4}")


def names_in_columns(text: str) -> Iterator[Edit]:
    """The edits that make the right family names in columns of tables headed ``Họ và tên``.

    Args:
        text: With tabs between the cells of a row.
    """
    columns: list[int] = []
    start = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        named = [at for at, cell in enumerate(cells) if _COLUMN.fullmatch(cell.strip())]
        columns = [] if len(cells) == 1 else named or columns
        for at in columns:
            name = _NAME.fullmatch(cells[at]) if at < len(cells) and not named else None
            read = old_style(name["family"].lower()) if name else ""
            if name and (family := _meant(read, _DEAREST_IN_COLUMN)):
                first = start + sum(len(cell) + 1 for cell in cells[:at])
                new = cased_like(family, "Title")
                old = name["family"]
                yield Edit(first, first + len(old), old, new, "column of names", _SURE)
        start += len(line) + 1


def families_read(found: Sequence[Token]) -> set[int]:
    """Where names of three words and more begin with a family: what ``Đỗ Thị An`` means is sure.

    Args:
        found: The tokens of a text.

    Returns:
        The starts of such families, and of "ông" and "bà" before them: no language model may
        make ``Đô Thị`` of them.
    """
    starts: set[int] = set()
    for at, (first, middle, given) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        before = found[at - 1] if at else None
        if old_style(first.text.lower()) not in families.KNOWN:
            continue
        person = before is not None and before.text.lower() in _PERSONS
        inner = before is not None and not person and _goes_on(before, first)
        if _goes_on(first, middle) and _goes_on(middle, given) and not inner:
            starts.add(first.start)
            if before is not None and person:
                starts.add(before.start)
    return starts


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
def _meant(read: str, dearest: float = _DEAREST) -> str | None:
    """The one family whose name a word is but for its marks; none for what is a name itself."""
    near = families.same_letters(read)
    if len(near) != 1 or read in (*near, *families.RARE) or skeleton(read) in families.FOLDED:
        return None
    return near[0] if slip_cost(near[0], read) <= dearest else None
