"""How running text becomes the tokens that the language model counts.

White-space tokens are taken apart into words, punctuation and figures. Words are lower
case with the tone in the older place, so that ``Hoà`` and ``hòa`` are one word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dictionaries.syllable import old_style

BREAK = "<.>"  # end of a sentence, clause or paragraph
COMMA = "<,>"
NUMBER = "<#>"  # figure, date, money, numbering
CODE = "<code>"  # symbol of a document, address, anything mixed
UNKNOWN = "<unk>"
SPECIALS = (UNKNOWN, BREAK, COMMA, NUMBER, CODE)

_OPENING = "([{\"'“‘«<•*"
_CLOSING = ")]}\"'”’»>"
_STOPS = ".;:!?…"
_NUMBER = re.compile(r"[\d.,/%:\-+°xX–()]*\d[\d.,/%:\-+°–()]*[a-zđ]?|[IVXLC]{1,5}|[a-zđA-ZĐ]")
_ROMAN = re.compile(r"[IVXLC]+")
WORDS = frozenset("aàáởơôýyủừẩÀỞÔÝ")  # words of one letter, not numbering
_SPLIT = re.compile(r"[/\-–]")


@lru_cache(maxsize=200_000)
def pieces(token: str) -> tuple[str, ...]:
    """Tokens of the language model in one white-space token.

    >>> pieces("(Hoà,")
    ('hòa', '<,>')
    >>> pieces("13/7/2023.")
    ('<#>', '<.>')
    """
    core = token.strip(_OPENING)
    tail: tuple[str, ...] = ()
    while core and core[-1] in _CLOSING + _STOPS + ",":
        if core[-1] in _STOPS:
            tail = (BREAK,)
        elif core[-1] == "," and not tail:
            tail = (COMMA,)
        core = core[:-1].rstrip(_OPENING)
    return _core(core) + tail


def _core(core: str) -> tuple[str, ...]:
    """Tokens of a white-space token without its outer punctuation."""
    if core in ("", "&", "/", "=", "_", "./"):
        return ()
    if core in ("-", "–", "—", "+", "|"):
        return (BREAK,)
    if core in WORDS or (len(core) > 1 and core.isalpha() and not _ROMAN.fullmatch(core)):
        return (old_style(core.lower()),)
    if _NUMBER.fullmatch(core):
        return (NUMBER,)
    parts = _SPLIT.split(core)
    if len(parts) > 1 and all(p.isalpha() and (p.islower() or p.istitle()) for p in parts):
        return tuple(old_style(p.lower()) for p in parts)
    return (CODE,)
