"""Text typed with the fonts of before Unicode (TCVN3 ``.VnTime``, VNI ``VNI-Times``).

Such text comes out of old PDF and Word files as Latin-1 letters: ``Uû ban nh©n d©n``,
``Coäng hoøa``. TCVN3 capitals with marks came from another font, so their case is lost.
Some makers of PDF lose Đ and đ alone, and all other marks are right: ``ðiều ñộng``.
"""

from __future__ import annotations

import re
from functools import cache

import dictionaries
from dictionaries.syllable import is_syllable, old_style

# Signs that no Vietnamese, English or French word holds, but nearly every TCVN3 one does.
_TCVN3 = re.compile(r"[®©ª«¬\u00adµ¶·¸¹¨§¦]")
# A vowel with a second letter that bears its mark; none of these pairs is Unicode spelling.
_VNI = re.compile(r"[aeouyôöAEOUYÔÖ][øùïûåäØÙÏÛÅÄ]|[aeoAEO][âáàãêéèüëõ]|[öÖ]")
_MARKED = re.compile(r"[ăâêôơưạ-ỹ]")
_WORD = re.compile(r"[^\s\d.,;:()/]{2,}")
ENOUGH = 4  # words with such signs below which nothing is claimed
SHARE = 0.2


def legacy_encoding(text: str) -> str | None:
    """``tcvn3``, ``vni``, ``no_d`` or None for the encoding that a text is shown in."""
    words = _WORD.findall(text)
    if _is_without_d(text, words):
        return "no_d"
    if not words or re.search(r"[ạ-ỹđĐ]", text):
        return None
    for name, signs, kinds in (("tcvn3", _TCVN3, 3), ("vni", _VNI, 5)):
        marked = [w for w in words if signs.search(w)]
        found = {m for w in marked for m in signs.findall(w)}
        if len(marked) >= ENOUGH and len(marked) > SHARE * len(words) and len(found) >= kinds:
            return name
    return None


def _is_without_d(text: str, words: list[str]) -> bool:
    """Whether all its đ are ñ: no foreign name has so many in syllables with Vietnamese marks."""
    if "ñ" not in text or "đ" in text.lower():
        return False
    marked = [w for w in words if "ñ" in w.lower()]
    found = [decode(w, "no_d").lower() for w in marked]
    right = [w for w in found if is_syllable(old_style(w)) and _MARKED.search(w)]
    return len(right) >= ENOUGH and len(right) > len(marked) / 2


def decode(word: str, encoding: str) -> str:
    """One word of text in such an encoding as Unicode."""
    pattern, letters = _letters(encoding)
    return pattern.sub(lambda m: letters[m.group()], word)


@cache
def _letters(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    letters = dictionaries.legacy_letters(encoding)
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters
