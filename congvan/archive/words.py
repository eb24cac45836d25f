"""How words are compared: in one spelling with their accents, or without any."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dictionaries.syllable import old_style
from postprocess.unicode import nfc

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"[\s.]*[/–-][\s.]*")


def fold(text: str) -> str:
    """Lower case without accents, đ included.

    >>> fold("Thủ tục ĐẤT ĐAI")
    'thu tuc dat dai'
    """
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def spell(text: str) -> str:
    """Lower case, tone marks where the older style has them: ``hoà`` and ``hòa`` are one word.

    >>> spell("Uỷ ban Hoà Bình")
    'ủy ban hòa bình'
    """
    return _WORD.sub(lambda word: _spelled(word.group()), nfc(text).lower())


def code_of(number: str | None, symbol: str | None) -> str | None:
    """The key of a document's number and symbol, the same for ``36-HD/VPTW``, ``36/HD-VPTW``.

    >>> code_of("09", "UBND-HCC")
    '9/ubnd/hcc'
    """
    if not number and not symbol:
        return None
    return code(f"{number or ''}/{symbol or ''}")


def code(text: str) -> str:
    """The key of what a person writes for a number: ``Số: 09 / UBND-HCC``."""
    plain = fold(nfc(text)).strip().removeprefix("so").lstrip(" :")
    return _PARTS.sub("/", plain).lstrip("0")


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> str:
    return old_style(word)
