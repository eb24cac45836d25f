"""Abbreviations in lists of recipients, as a reader of print misreads them.

No language model tells whether ``TITT`` was read right; but of what offices are called in
these lists only ``TTTT`` looks like it. Offices have more names than are known here ("Vụ
GDPT"), so it stays doubtful.
"""

from __future__ import annotations

from functools import cache

import regex

from dictionaries.syllable import is_syllable, old_style

# In the recipients of papers of provinces and ministries, from general knowledge. Of three
# letters and less hardly any looks like no other.
_KNOWN = """
    UBND HĐND ĐBQH MTTQ UBMTTQ TTĐT TT-ĐT TTTT TTTU TTXVN PCVP PVPUB VPUB VPCP CCHC KSTT KSTTHC
    BTTP VHTT VHTTDL VHXH KTTH KTNS KGVX LĐLĐ LĐTBXH TNMT NNMT NN&MT GDĐT GD&ĐT GDPT KHĐT KH&ĐT KHCN
    KH&CN TN&MT NN&PTNT TT&TT VH&TT CNTT BHXH QLĐT TCCB THCS THPT PTTH PT&TH TCKH BCĐ VHTT&DL VH-TT
    CT-XH BTCTU BTGTU UBKT
"""
# Letters that are taken for each other.
_CLASSES = str.maketrans("ĐÐBPIl1|0Q", "DDDDTTTTOO")
_WORD = regex.compile(r"(?<![\p{L}\d&-])[\p{Lu}\dl|]{2,}(?:[-&][\p{Lu}\dl|]{2,})?(?![\p{L}\d&-])")
# "CHỌS", "CHỌQS": a Q, or its beginning; no syllable has that letter between two consonants.
_Q_WITH_DOT = regex.compile(r"(?<=[BCDĐGHKLMNPQRSTVX])ỌQ?(?=[BCDĐGHKLMNPQRSTVX]{2}|[BDĐKLQRSVX])")
# "P. DNỌT", "BIITC": what no syllable is and no Roman figure has.
_CAPITALS = regex.compile(r"\b\p{Lu}{3,}\b")
_H_IN_TWO = regex.compile(r"(?<=[BCDĐGHKLMNPQRST])II(?=[BCDĐGHKLMNPQRST])")
# "CT, các PCT UBND tỉnh" begins so many lists that "BGT" there is no other office.
_CHAIR = regex.compile(r"^(?P<chair>CT,? (?:các )?)(?:[BDPRF][CGO]T)\b(?!,)")


def mended(text: str) -> str:
    """The text with each abbreviation that only one known one looks like given as that.

    >>> mended("Bộ TITT"), mended("Cổng TT-BT tỉnh"), mended("CT, các BGT"), mended("Vụ ABCD")
    ('Bộ TTTT', 'Cổng TT-ĐT tỉnh', 'CT, các PCT', 'Vụ ABCD')
    """
    known = _by_class()
    text = _CAPITALS.sub(lambda hit: _spelt(hit[0]), _Q_WITH_DOT.sub("Q", text))
    text = _CHAIR.sub(lambda hit: f"{hit['chair']}PCT", text)

    def meant(hit: regex.Match[str]) -> str:
        like = known.get(hit[0].translate(_CLASSES), ())
        return like[0] if len(like) == 1 and hit[0] not in like else hit[0]

    return _WORD.sub(meant, text)


def _spelt(capitals: str) -> str:
    """Capitals that are no syllable with the letters that a mark or two strokes stand for."""
    if is_syllable(old_style(capitals.lower())):
        return capitals
    return _H_IN_TWO.sub("H", capitals.replace("Ọ", "Q"))


@cache
def _by_class() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in _KNOWN.split():
        key = word.translate(_CLASSES)
        found[key] = (*found.get(key, ()), word)
    return found
