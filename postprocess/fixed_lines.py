"""Lines that can be no other than one of a few: the national title, and kinds of document.

Where a seal hides the middle of the title, its ends tell it; a line in capitals with no meaning
that is a kind of document but for a letter or a space is that kind: ``TÒTRÌNH`` (decree
30/2020/NĐ-CP, annexes I and III).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from dictionaries.syllable import is_syllable, skeleton
from postprocess.edits import Edit
from postprocess.tokens import Kind, Token

_MOST_WORDS = 4
_LONG = 7  # letters of a kind of which one may be wrong
_SURE = 0.9
_HIDDEN = 0.5  # of what a seal covers
_MOTTOES = (
    (
        regex.compile(r"C[ỘÔO]NG H[ÒO][ÀA]? (?P<middle>[^\n\t]{8,22}?) V[IÍ][ỆÊE]T NAM(?=$|\n)"),
        "XÃ HỘI CHỦ NGHĨA",
    ),
    (
        regex.compile(r"Đ[ộôo]c l[ậâa]p (?P<middle>[^\n\t]{2,12}?) H[ạa]nh ph[úu]c(?=$|\n)"),
        "- Tự do -",
    ),
    (
        regex.compile(r"(?<=VI[ỆE]T NAM\n)Đ[ộôo]c l[ậâa]p (?P<middle>[^\n\t]{10,24}?)(?=$|\n)"),
        "- Tự do - Hạnh phúc",
    ),
)
_LIKELY = 0.7
_ABOUT = 3  # letters of what may be Về
_BEFORE_WORK = frozenset(("về", "sự", "vụ", "làm", "các", "mọi", "xin", "tìm", "một", "cho"))
_LIKE = 45.0  # of 100, that the middle must have in common with what it is


def fixed_lines(text: str, found: Sequence[Token]) -> Iterator[Edit]:
    """The edits that make the lines what they are.

    Args:
        text: The text.
        found: Its tokens.
    """
    for pattern, middle in _MOTTOES:
        for match in pattern.finditer(text):
            read = match["middle"]
            if _letters(read) != _letters(middle) and _is_like(read, middle):
                yield Edit(*match.span("middle"), read, middle, "national title", _HIDDEN)
    titled = False
    for line in _lines(found):
        words = [token.text.lower() for token in line]
        # What a document is about begins so under its kind.
        if titled and words[1:2] == ["việc"] and _may_be_about(line[0]):
            about = line[0]
            yield Edit(about.start, about.end, about.text, "Về", "under the title", _LIKELY)
        titled = _is_kind(line)
        if (
            len(line) > _MOST_WORDS
            or any(t.kind is not Kind.WORD or not t.text.isupper() for t in line)
            or all(map(is_syllable, words))
        ):
            continue
        key = skeleton("".join(words))
        near = [kind for letters, kind in _kinds() if _is_near(key, letters)]
        # Where marks alone are wrong the repair of words knows it (`postprocess.phrases`).
        if len(near) == 1 and [skeleton(w.lower()) for w in near[0].split()] != [
            skeleton(w) for w in words
        ]:
            start, end = line[0].start, line[-1].end
            yield Edit(start, end, text[start:end], near[0], "kind of document", _SURE)


def _may_be_about(token: Token) -> bool:
    """Whether a word may be ``Về``, but for its marks and another letter."""
    short = token.kind is Kind.WORD and token.text.istitle() and 1 < len(token.text) <= _ABOUT
    return short and not token.after and token.text.lower() not in _BEFORE_WORK


def _is_kind(line: Sequence[Token]) -> bool:
    """Whether a line in capitals is a kind of document, but for its marks."""
    letters = skeleton("".join(t.text for t in line).lower())
    return all(t.text.isupper() for t in line) and any(letters == kind for kind, _ in _kinds())


def _is_like(read: str, meant: str) -> bool:
    """Whether so much is left of it that it is no other state's: ``MIỀN NAM``."""
    return fuzz.ratio(skeleton(read.lower()), skeleton(meant.lower())) >= _LIKE


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, skeleton(text.lower())))


def _lines(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    first = 0
    for at in range(1, len(found) + 1):
        if at == len(found) or found[at].initial:
            yield found[first:at]
            first = at


def _is_near(read: str, kind: str) -> bool:
    return distance(read, kind) <= (len(kind) >= _LONG)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    """Letters and name, in capitals, of each kind of two words and more."""
    names = {t.name.partition(" (")[0].upper() for t in dictionaries.document_types()}
    names = {name for name in names if " " in name and name.replace(" ", "").isalpha()}
    return tuple((skeleton(name.replace(" ", "").lower()), name) for name in sorted(names))
