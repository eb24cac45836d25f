"""Takes a text apart into what may be repaired and what must come through.

Every token knows its place in the text, so that edits can be laid on it and on nothing
else. White space is never part of a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from dictionaries.text import BREAK, COMMA


class Kind(Enum):
    """What a token is."""

    WORD = auto()  # letters, perhaps misread ones
    NUMBER = auto()  # figure, date, money, percentage, numbering
    SYMBOL = auto()  # symbol of a document: 09/UBND-HCC
    FIXED = auto()  # e-mail and web address, code: never touched


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or symbol without its outer punctuation.

    Attributes:
        start: Offset of the first character in the text.
        end: Offset behind the last one.
        text: The characters.
        kind: What it is.
        field: Index of the white-space token it belongs to.
        after: Token of the language model for the punctuation behind it, ``""`` for none.
        before: The same for what stands in front of it.
        initial: First of its line, or of its cell.
        quoted: Between quotation marks, where words stand as someone else wrote them.
    """

    start: int
    end: int
    text: str
    kind: Kind
    field: int
    after: str = ""
    before: str = ""
    initial: bool = False
    quoted: bool = False


_OPENING = "([{\"'“”‘’«<•*|~_"
_CLOSING = ")]}\"'”’“»>|~_"
_STOPS = ".;:!?…"
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|.*(www\.|https?:|://)|[\w-]+(\.[\w-]+)*\.(vn|com|org|net|gov)\b",
    re.I,
)
_NUMBER = re.compile(r"[\d.,/%:\-–+°()*]*\d([x\d.,/%:\-–+°()*]*[\d%°])?")
_NUMBERED = re.compile(r"[\d.,/%:\-–]*[\dlIOoSB][\d.,/%:\-–lIOoSB]*")
_SYMBOL = re.compile(r"[\w&.]*[/-][\w&./-]+", re.UNICODE)
_CODE = re.compile(r"[A-ZĐ]{1,4}\d+[\w.]*|\d+(\.\d+)+\.[A-Z]\d+")
_INITIALS = re.compile(r"[A-ZĐ]{1,5}&[A-ZĐ]{1,5}")  # GD&ĐT
_NUMBERING = re.compile(r"[a-zđA-ZĐ]\d?\)|[¢@€©øä]\)")  # b) and the like
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,200}[\"”]")
_PARTS = re.compile(r"[^/\-–….]+(?:\.{1,2}[^/\-–….]+)*")  # also at dots to be filled in
_LETTERS = re.compile(r"[^\W_]|[¢&@$£§€¥©®]")  # signs among them that stand for letters
_ROMAN = re.compile(r"[IVXLC]+")


def tokens(text: str, *, garbled: bool = False) -> tuple[Token, ...]:
    """The tokens of a text in order.

    Args:
        text: NFC.
        garbled: Whether a closing ``’`` or ``?`` inside a sentence may be part of a
            misread letter (``cơ’``, ``giữ?``) and so belongs to the word.
    """
    found: list[Token] = []
    quotes = [m.span() for m in _QUOTED.finditer(text)]
    gap = 0
    for field, match in enumerate(re.finditer(r"\S+", text)):
        between = text[gap : match.start()]
        gap = match.end()
        before = BREAK if between.count("\n") > 1 else ""
        raw = match.group()
        signs = "’‘'" if garbled else ""
        if raw.endswith("]") and garbled and "[" not in text[: match.end()]:
            signs += "]"  # an I with a dot below
        if garbled and raw.endswith("?") and _goes_on(text, match):
            signs += "?"
        while quotes and quotes[0][1] <= match.start():
            quotes.pop(0)
        initial = "\n" in between or "\t" in between
        mine = _field(raw, match.start(), field, before, initial, signs)
        if quotes and quotes[0][0] < match.end():
            mine = (replace(token, quoted=True) for token in mine)
        found.extend(mine)
    return tuple(found)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence does: a small letter follows, or a capital in a line of capitals."""
    following = text[match.end() : match.end() + 3].strip()[:1]
    return following.islower() or (match.group()[0].isupper() and following.isupper())


def _field(
    raw: str, offset: int, field: int, before: str, initial: bool, signs: str
) -> Iterator[Token]:
    start, end = 0, len(raw)
    while start < end and raw[start] in _OPENING + "-–—+":
        before = BREAK if raw[start] in "-–—+•*" else before
        start += 1
    after = ""
    numbering = _NUMBERING.fullmatch(raw[start:])
    while end > start and raw[end - 1] in _CLOSING + _STOPS + ",-–/":
        char = raw[end - 1]
        if char in signs and raw[end - 2 : end - 1].isalnum():
            break
        if char in _STOPS:
            after = BREAK
        elif char == "," and not after:
            after = COMMA
        end -= 1
    core = raw[start:end]
    if not core:
        # Punctuation alone: it is context for the words beside it, not a token.
        yield Token(offset, offset, "", Kind.FIXED, field, after or BREAK, before, initial)
        return
    at = offset + start
    if _ADDRESS.match(core) or not _LETTERS.search(core):
        yield Token(at, at + len(core), core, Kind.FIXED, field, after, before, initial)
        return
    if (
        numbering
        or _NUMBER.fullmatch(core)
        or (_NUMBERED.fullmatch(core) and _digits(core) * 2 > len(core))
    ):
        yield Token(at, at + len(core), core, Kind.NUMBER, field, after, before, initial)
        return
    if _SYMBOL.fullmatch(core) and not _is_compound(core):
        yield Token(at, at + len(core), core, Kind.SYMBOL, field, after, before, initial)
        return
    if (_CODE.fullmatch(core) and _digits(core) > 1) or _INITIALS.fullmatch(core):
        yield Token(at, at + len(core), core, Kind.FIXED, field, after, before, initial)
        return
    parts = list(_PARTS.finditer(core))
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        yield Token(
            at + part.start(),
            at + part.end(),
            part.group(),
            Kind.NUMBER if _ROMAN.fullmatch(part.group()) else Kind.WORD,
            field,
            after if last else "",
            before if i == 0 else "",
            initial and i == 0,
        )


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _is_compound(core: str) -> bool:
    """``và/hoặc``, ``Nam-Bắc``: words, where a symbol has capitals or figures."""
    parts = re.split(r"[/\-–]", core)
    return all(
        sum(c.isalpha() for c in p) > 1 and (p.islower() or (p[0].isupper() and p[1:].islower()))
        for p in parts
        if p
    )
