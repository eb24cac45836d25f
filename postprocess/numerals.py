"""Signs, Roman numbers and letters of clauses that a reader of Vietnamese took for others.

Only where nothing else can stand: ``Chương HI`` is ``III``, ``điểm ø`` is ``điểm g``. What
may be right as it is stays: ``Phụ lục H``, unless other appendices have Roman numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from dictionaries.syllable import is_syllable, skeleton
from dictionaries.text import BREAK, COMMA
from postprocess.edits import Edit
from postprocess.tokens import Kind, Token

_NO_LETTERS = str.maketrans("¡ƒ", "if")  # of no word here
_TILDE = str.maketrans("ñÑ", "ũŨ")  # El Niño stays: Niũo is no syllable
_LETTERS = {"¡": "i", "ø": "g"}  # of clauses
_READ = re.compile(r"(?=.*H)[HIVX]{2,5}")
_JOINED = {"HT": "III", "IT": "II", "Ï": "I"}  # a T is a stroke only in these
_ROMAN = re.compile(r"X{0,2}(V?I{1,3}|IV|IX)")
_WITH_BRACKET = re.compile(r"[HIVX]{1,4}D")
_NUMBERED = frozenset(("luc", "chuong", "phan", "muc"))  # Phụ lục III
_ROMAN_ONLY = frozenset(("luc", "chuong"))  # behind which no abbreviation stands
_LINE_NUMBER = frozenset(("HI", "IH"))  # which begin no line as they are
# Headings ``H. Kết quả`` and ``L. Tình hình`` on a page without the letters before them; a
# place (``H. Châu Thành``) has a second capital.
_LETTERED = re.compile(r"^[A-G][.)]\s", re.MULTILINE)
_SECOND = regex.compile(r"^(?:II\.\s|H\. \p{Lu}\p{Ll}+ \p{Ll})", regex.MULTILINE)
_CAPITALS = 4  # words, of which no place has so many: H. CHÂU THÀNH A
_HEADING = {"H": "II", "L": "I"}
# ``I.`` before ``2.``, with nothing numbered between: the first paragraph of a list.
_FIRST = regex.compile(
    r"^I(?=\.\s+\p{Lu}\p{Ll})(?=(?:(?!^\s*(?:\d{1,2}|[IVX]+|[a-z])[.)]\s).)*?^\s*2\.\s)",
    regex.MULTILINE | regex.DOTALL,
)
# Headings in capitals, ``1. MỤC ĐÍCH`` over ``1. Nâng cao``, ``11. YÊU CẦU`` behind ``4.``.
_IN_FIGURES = regex.compile(
    r"^(?P<n>\d{1,3})(?=\.\s(?P<capitals>\p{Lu}{2,}[ ,]\p{Lu}{2,})?)", regex.MULTILINE
)
_STROKES = {"1": "I", "11": "II", "111": "III"}


def numerals(text: str, found: Sequence[Token]) -> Iterator[Edit]:
    """Edits of signs, Roman numbers and letters of clauses in Vietnamese text.

    Args:
        text: The text.
        found: Its tokens.
    """
    romans = any(
        skeleton(a.text.lower()) == "luc" and len(b.text) > 1 and _ROMAN.fullmatch(b.text)
        for a, b in pairwise(found)
    )
    headings = {} if _LETTERED.search(text) else _HEADING
    for at, token in enumerate(found):
        before = found[at - 1] if at else None
        behind = found[at + 1] if at + 1 < len(found) else None
        new, why = token.text, ""
        if (letter := _LETTERS.get(token.text)) and (
            text[token.start - 1 : token.end + 1] == "(¡)" or _is_clause(before, token, behind)
        ):
            new, why = letter, "clause"
        elif "ñ" in token.text.lower() and is_syllable((u := token.text.translate(_TILDE)).lower()):
            new, why = u, "sign"
        elif token.kind is Kind.WORD and (plain := token.text.translate(_NO_LETTERS)).isalpha():
            new, why = plain, "sign"
        if token.kind is Kind.WORD and (number := _number(before, token, behind, romans)):
            new, why = number, "roman"
        elif term := _term(text, before, token):
            new, why = term, "roman"
        elif (
            token.text in headings
            and _is_heading(found[at : at + 1 + _CAPITALS])
            and (token.text == "H" or _SECOND.search(text))
        ):
            new, why = headings[token.text], "roman"
        if new != token.text:
            yield Edit(token.start, token.end, token.text, new, why, 0.95)
    for match in _FIRST.finditer(text):
        yield Edit(*match.span(), "I", "1", "list", 0.9)
    yield from _in_figures(text)


def _in_figures(text: str) -> Iterator[Edit]:
    """Roman numbers of headings that were read as figures, where no figure can stand."""
    marks = list(_IN_FIGURES.finditer(text))
    for at, mark in enumerate(marks):
        number, roman = int(mark["n"]), _STROKES.get(mark["n"])
        if roman is None or mark["capitals"] is None:
            continue
        before = int(marks[at - 1]["n"]) if at else 0
        behind = int(marks[at + 1]["n"]) if at + 1 < len(marks) else 0
        over_a_list = number == 1 and behind == 1
        out_of_order = number > 1 and before != number - 1 and behind != number + 1
        if over_a_list or out_of_order:
            yield Edit(*mark.span("n"), mark["n"], roman, "roman", 0.9)


def _term(text: str, before: Token | None, token: Token) -> str | None:
    """The term of a congress whose last stroke and bracket are a D: ``(khóa XD``, ``(khóa XD)``.

    A stroke that touches the bracket makes one with it; it is there already, or was opened.
    """
    if before is None or before.after or skeleton(before.text.lower()) != "khoa":
        return None
    if not _WITH_BRACKET.fullmatch(token.text):
        return None
    number = f"{token.text[:-1].replace('H', 'II')}I"
    line = text[text.rfind("\n", 0, token.start) + 1 : token.start]
    closed = text[token.end : token.end + 1] == ")"
    if not _ROMAN.fullmatch(number) or line.count("(") <= line.count(")"):
        return None
    return number if closed else f"{number})"


def _is_clause(before: Token | None, token: Token, behind: Token | None) -> bool:
    """Whether a letter names a clause: ``điểm g``, ``e, g khoản 2``."""
    if behind is not None and not token.after and behind.text == "khoản":
        return True
    if before is None:
        return False
    return before.text.lower() == "điểm" or (len(before.text) == 1 and before.after == COMMA)


def _begins_line(token: Token) -> bool:
    return (token.initial or token.field == 0) and token.after == BREAK


def _is_heading(found: Sequence[Token]) -> bool:
    """Whether a letter numbers a line that goes on with one capital, or with capitals alone."""
    if len(found) < 3 or not _begins_line(found[0]):
        return False
    behind = found[1:]
    capitals = all(t.kind is Kind.WORD and t.text.isupper() for t in behind)
    together = not any(t.after for t in behind[:-1]) and not any(t.initial for t in behind)
    if capitals and together and len(behind) == _CAPITALS:
        return True
    return behind[0].text.istitle() and behind[1].text.islower()


def _number(before: Token | None, token: Token, behind: Token | None, romans: bool) -> str | None:
    """The Roman number that a token is, None if it may be something else."""
    if (
        _begins_line(token)
        and token.text in _LINE_NUMBER
        and behind is not None
        and behind.text[:1].isupper()
    ):
        return "III"
    named = skeleton(before.text.lower()) if before is not None and not before.after else ""
    if named not in _NUMBERED:
        return None
    if token.text in _JOINED and named in _ROMAN_ONLY:
        return _JOINED[token.text]
    if token.text == "H":
        return "II" if named == "chuong" or (named == "luc" and romans) else None
    number = token.text.replace("H", "II")
    return number if _READ.fullmatch(token.text) and _ROMAN.fullmatch(number) else None
