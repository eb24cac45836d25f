"""Letters of a text: normal form, look-alikes, the two places of the tone mark."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from dictionaries.syllable import new_style, old_style

ToneStyle = Literal["new", "old", "keep"]

# Letters of other alphabets that look like Vietnamese ones and are typed in their place.
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"})
_SLASH = re.compile(r"(?<=\d)\N{FRACTION SLASH}(?=\d)")  # of readers: 13/2014 is no fraction


def nfc(text: str) -> str:
    """NFC with look-alikes of Đ and đ, and of the slash in figures, replaced.

    Combining marks in any order come together: the horn and the tone of ``ữ`` may be
    written either way round.
    """
    return unicodedata.normalize("NFC", _SLASH.sub("/", text.translate(_LOOK_ALIKES)))


def cased_like(word: str, shape: str) -> str:
    """Write a lower-case word in the letter case ``lower``, ``Title`` or ``UPPER``."""
    if shape == "UPPER":
        return word.upper()
    return word[:1].upper() + word[1:] if shape == "Title" else word


def shape_of(word: str) -> str:
    """``UPPER`` for two and more capitals and no small letter, ``Title``, else ``lower``."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return "UPPER"
    return "Title" if word[:1].isupper() else "lower"


def styled(word: str, style: ToneStyle) -> str:
    """The syllable with its tone mark where the style puts it; other words as they are.

    Args:
        word: In any letter case.
        style: ``old`` is ``hòa, thúy``, ``new`` is ``hoà, thuý``, ``keep`` changes nothing.
    """
    if style == "keep":
        return word
    plain = word.lower()
    moved = old_style(plain) if style == "old" else new_style(plain)
    if moved == plain or len(moved) != len(word):
        return word
    return "".join(m.upper() if w.isupper() else m for w, m in zip(word, moved, strict=True))
