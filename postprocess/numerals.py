"""Roman numbers and letters of clauses that a reader of Vietnamese took for other letters.

Only where nothing else can stand: ``Chương HI`` is ``III``, ``điểm ø`` is ``điểm g``. What
may be right as it is stays (``Phụ lục H``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dictionaries.syllable import skeleton
from dictionaries.text import BREAK, COMMA
from postprocess.edits import Edit
from postprocess.tokens import Kind, Token

_READ = re.compile(r"(?=.*H)[HIVX]{2,5}")
_JOINED = {"HT": "III", "IT": "II"}  # a T stands for a stroke only in these
_ROMAN = re.compile(r"X{0,2}(V?I{1,3}|IV|IX)")
_NUMBERED = frozenset(("luc", "chuong", "phan", "muc"))  # Phụ lục III
_ROMAN_ONLY = frozenset(("luc", "chuong"))  # behind which no abbreviation stands
_LINE_NUMBER = frozenset(("HI", "IH"))  # which begin no line as they are


def numerals(found: Sequence[Token]) -> Iterator[Edit]:
    """Edits of Roman numbers and of clause letters in Vietnamese text.

    Args:
        found: The tokens of the text.
    """
    for at, token in enumerate(found):
        if token.kind is not Kind.WORD or not token.text.isalpha():
            continue
        before = found[at - 1] if at and not found[at - 1].after else None
        behind = found[at + 1] if at + 1 < len(found) and not token.after else None
        if token.text == "ø" and _is_clause(found[at - 1] if at else None, behind):
            yield Edit(token.start, token.end, token.text, "g", "clause", 0.95)
        elif number := _number(token, before, found[at + 1 : at + 2]):
            yield Edit(token.start, token.end, token.text, number, "roman", 0.9)


def _is_clause(before: Token | None, behind: Token | None) -> bool:
    """Whether a letter between two tokens names a clause: ``điểm g``, ``e, g khoản 2``."""
    if behind is not None and behind.text == "khoản":
        return True
    if before is None:
        return False
    return before.text.lower() == "điểm" or (len(before.text) == 1 and before.after == COMMA)


def _number(token: Token, before: Token | None, following: Sequence[Token]) -> str | None:
    """The Roman number that a token is, None if it may be something else."""
    begins = (token.initial or token.field == 0) and token.after == BREAK
    if begins and token.text in _LINE_NUMBER and any(t.text[:1].isupper() for t in following):
        return "III"
    named = skeleton(before.text.lower()) if before is not None else ""
    if named not in _NUMBERED:
        return None
    if token.text in _JOINED and named in _ROMAN_ONLY:
        return _JOINED[token.text]
    number = token.text.replace("H", "II")
    return number if _READ.fullmatch(token.text) and _ROMAN.fullmatch(number) else None
