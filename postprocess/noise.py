"""Letters ``a) b) c)`` of lists; in garbled text, hyphens between the syllables of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from postprocess.edits import Edit
from postprocess.links import link
from postprocess.tokens import Kind, Token

_LETTERS = "abcdđeghiklmnopqrstuvxy"  # of a list; Vietnamese lists have no f j w z
_READ_AS = {"b": "6", "c": "¢e", "đ": "d@0", "e": "¢c", "g": "9"}
_SIGNS = {"¢": "c", "©": "c", "€": "c", "ø": "g", "ä": "a"}  # which are no letters of lists
# Of Vietnamese text: read, due, and the next one as read.
_BETWEEN = frozenset((("đ", "d", "đ"), ("e", "c", "d"), ("e", "c", "đ")))
_MARK = re.compile(r"^\s*(?P<letter>[a-zđ])\)\s", re.MULTILINE)
_OPENING = frozenset(("sau", "đây", "gồm", "là", "này"))  # behind which something is listed
WORD = -4.0  # log P(b | a) from which two syllables with a hyphen between are one word


def list_letters(found: Sequence[Token], *, garbled: bool) -> Iterator[Edit]:
    """Letters of a list that were misread, by the one before: ``c) d) d)`` → ``c) d) đ)``.

    A reader of Vietnamese takes ``d)`` for ``đ)`` instead: ``c) đ) đ)`` → ``c) d) đ)``, and
    ``c)`` for ``e)``: ``b) e) d)``.

    Args:
        found: The tokens of the text.
        garbled: Whether its reader knows no Vietnamese.
    """
    marks = [t for t in found if t.kind is Kind.NUMBER and (t.initial or t.field == 0)]
    marks = [t for t in marks if len(t.text) == 1 and not t.text.isupper()]
    before = ""
    for at, token in enumerate(marks):
        letter = token.text
        place = _LETTERS.find(before) + 1 if before else 0
        due = _LETTERS[place] if place < len(_LETTERS) else ""
        next_ = marks[at + 1].text if at + 1 < len(marks) else ""
        new = _SIGNS.get(letter, letter)
        if (garbled and letter in _READ_AS.get(due, "")) or (
            not garbled and (letter, due, next_) in _BETWEEN
        ):
            new = due
        if new != letter:
            yield Edit(token.start, token.start + 1, letter, new, "list", 0.9)
        before = new if new in _LETTERS else ""


def list_stops(text: str) -> Iterator[Edit]:
    """Colons at the end of a paragraph ``b)`` before one ``c)``: there a semicolon is printed.

    A reader of Vietnamese takes one for the other; of 11,641 clauses of papers 22 end so.
    """
    marks = list(_MARK.finditer(text))
    for mark, next_ in pairwise(marks):
        place = _LETTERS.find(mark["letter"])
        if place < 0 or _LETTERS[place + 1 : place + 2] != next_["letter"]:
            continue
        clause = text[mark.end() : next_.start()].rstrip()
        words = clause[:-1].rsplit(maxsplit=1)
        if clause.endswith(":") and not (words and words[-1] in _OPENING):
            at = mark.end() + len(clause) - 1
            yield Edit(at, at + 1, ":", ";", "list", 0.9)


def hyphens(found: Sequence[Token], mended: Sequence[Edit]) -> Iterator[Edit]:
    """Hyphens between two syllables that are a word: ``quy-định`` → ``quy định``."""
    after = {e.start: e.after for e in mended if e.made}
    for a, b in pairwise(found):
        if not (a.kind is b.kind is Kind.WORD and a.field == b.field and b.start == a.end + 1):
            continue
        first, second = after.get(a.start, a.text), after.get(b.start, b.text)
        if not (first.islower() and second.islower()):
            continue
        if link(first, second) > WORD:
            yield Edit(a.end, b.start, "-", " ", "hyphen", 0.9)
