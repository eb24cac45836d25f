"""The grammar of document numbers and symbols.

``20/2017/QĐ-UBND`` is number ``20`` and symbol ``2017/QĐ-UBND``; the Party writes
``36-HD/VPTW`` (``36``, ``HD/VPTW``), the Council of Ministers wrote ``87-CP``. Sources:
Decree 30/2020/NĐ-CP annex I, Decree 34/2016/NĐ-CP, Guidance 36-HD/VPTW. Agencies choose
their own abbreviations, so the grammar knows shapes, never names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

import dictionaries

# Look-alikes that scanners, keyboards and typists put in a symbol.
_LOOKALIKE = str.maketrans("ÐСРТВНКМАЕОХ∕⁄–—−", "ĐCPTBHKMAEOX//---")

# An apostrophe is a stroke of a letter: "CĐ-T'Tg".
_LETTERS = r"\p{Lu}(?:[\p{L}\d]|['’‘`´](?=\p{L})){0,15}"
_GROUP = rf"{_LETTERS}(?:[.,&+]{_LETTERS}){{0,4}}"
# A space may stand on one side of a separator; on both only between capitals, for else
# "57-NQ/TW - Về việc" would be swallowed. A dash may be read twice, with specks beside it:
# "KCB- -NV", "TT-] -BNV", "TT: -BNV".
_TAIL = (
    rf"(?:(?:[-/]\s?|-\s?-|(?:-[\s\]\[|_-]{{1,3}}|[:.]\s-)(?=\p{{Lu}}{{2}})|\s[-/]){_GROUP}"
    rf"|\s[-/]\s\p{{Lu}}{{2,}}\d{{0,2}}(?!\p{{L}}))"
)
# The police name the unit that drew a paper up: "TTr-CAT(PC04)".
UNIT = r"(?:\(\p{Lu}[\p{Lu}\d]{1,5}\))?"
# OCR may break the year by a space.
_YEAR = r"(?:(?:19|20)\d\d|20\d\s\d|20\s\d\d|2\s0\d\d)"
_NUMBER = r"\d{1,5}(?:\.\d{1,3})?[a-eA-E]?"
KIND = dictionaries.kind_pattern()  # all of two letters and more: none is a number's suffix
# A speck may stand between "số" and the number: "số ,1486/QĐ-TTg".
_START = r"(?:(?<![\p{L}\d/.,\-]|\d:)|(?<=\bs[ốóoô]\s[.,\-']))"

# The slash behind a year may be lost before a kind: "76/2015 QĐ-UBND", "154/2020NĐ-CP".
_WITH_YEAR = rf"(?:{_YEAR}(?:\s?[/-]\s?|\s?(?=\p{{Lu}}{{2,4}}-)))"
_STATE_SYMBOL = (
    rf"(?P<symbol>{_YEAR}\s?/\s?QH\s1\d(?!\d)|{_WITH_YEAR}?{_GROUP}{_TAIL}{{0,6}}{UNIT})"
)
_STATE = regex.compile(rf"{_START}(?P<number>{_NUMBER})\s?//?\s?{_STATE_SYMBOL}")
# Letters among the figures of a number: "số S81/BNV-TCPCP".
_MISREAD = regex.compile(
    rf"(?<=\bs[ốóoô]\s?[:.]?\s?)(?P<number>(?=\S{{0,4}}\d)[\dlIOoSBZ§L]{{2,5}})\s?/\s?{_STATE_SYMBOL}"
)
# A space that fell into a number: "số 3 7/2025/NĐ-CP", "số Ï 195/QĐ-BNV".
_TORN_OFF = regex.compile(r"\b(?i:s[ốóoô])\s?[:.]?\s?(?P<torn>[\dlIÏÍÌïíì|!\]\[]{1,3})\s$")
_FIGURES = str.maketrans("lLIÏÍÌïíì|!][Oo", "1111111111111" + "00")
# Without the dash of the Party's form only behind "số": "số 52 HD/BTCTW", "số 89 TC/TCT".
_BLANK = (
    r"\s(?=\p{Lu}{2}/T[UW]\b)|(?<=\b[sS][ốóoôỐ]\s?[:.]?\s?\d{1,5}[a-e]?)(?:"
    rf"\s(?=\p{{Lu}}\p{{L}}{{1,6}}\s?/\s?\p{{Lu}})|(?=(?:{KIND})\s?/\s?\p{{Lu}}))"
)
_PARTY = regex.compile(
    rf"{_START}(?P<number>{_NUMBER})(?:\s?-\s?|{_BLANK})"
    rf"(?P<symbol>{_GROUP}\s?/\s?{_GROUP}{_TAIL}{{0,3}})"
)
_OLD = regex.compile(
    rf"{_START}(?P<number>{_NUMBER})\s?-\s?(?P<symbol>(?:CP|HĐBT|CT|TTg|CTN|TW|NQ|CT/TW)\b)"
)
_PATTERNS = (_STATE, _PARTY, _OLD, _MISREAD)
# "NĐ-CPngày": words glued to the symbol by OCR or PDF export.
_GLUED = regex.compile(r"(?:ngày|ngay|của|cua|về|để|đã|năm|và)\p{Ll}*$")
# What stands before look-alikes: forms, standards, codes of procedures.
_FOREIGN = regex.compile(
    r"(?:m[aẫ]u(?:\s+s[oố])?|quy[eể]n\s+s[oố]|bi[eể]u(?:\s+s[oố])?|tcvn|qcvn|tcn|phi[eế]u\s+s[oố]|"
    r"đi[eệ]n tho[aạ]i|fax)"
    r"[:\s]*$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number and symbol found in a text, at ``text[start:end]``."""

    number: str
    symbol: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str]:
        """Equal for the same document however it is spaced."""
        return (self.number.lstrip("0"), self.symbol.casefold())


# "15/11r-SNV", "04 1Tr/ĐTN": Tờ trình is the one abbreviation that ends so.
_TTR = regex.compile(r"(?<=\d\s?[/-]\s?|\d\s)(?!TT)[T1Il7]{2}r(?=\s?[/-])")


def even(text: str) -> str:
    """The text with look-alike characters replaced one for one."""
    joined = regex.sub(r"(?<=\p{L})_(?=\p{L})", "-", text)
    return _TTR.sub("TTr", joined.translate(_LOOKALIKE))


_NOTE_MARK = regex.compile(r"(?<=QH1[2-6])\d$")  # "QH15" and the mark of a note
_SPECKS = regex.compile(r"-[\]\[|_-]+|[:.]-")
# One Đ read as two, or one B: "QĐĐ-UBND", "QĐĐCT", "HĐĐĐND", "B8C-STC".
_TWICE = regex.compile(r"(?<=(?:^|[/\-])[QN])ĐĐ|ĐĐ(?=-)|ĐĐĐ")
_B_TWICE = regex.compile(r"(?<=B)8(?=\p{Lu})")
_TERM = regex.compile(r"(?<=/)QH[Il|]1?([0-6])$")  # terms of the Assembly have two figures
_TW = regex.compile(r"(?<=/)[I1]W$")


def tidy(symbol: str) -> str:
    """A symbol as the decree writes it: no spaces, plain hyphens, no stray ends.

    >>> tidy("KCB - NV")
    'KCB-NV'
    >>> tidy("2024/QH151")
    '2024/QH15'
    """
    parted = regex.sub(rf"^({_YEAR})\s?(?=\p{{Lu}})", r"\1/", even(symbol))
    joined = _SPECKS.sub("-", regex.sub(r"\s+|['’‘`´]", "", parted))
    joined = _TWICE.sub("Đ", _B_TWICE.sub("", joined))
    joined = _TERM.sub(r"QH1\1", _TW.sub("TW", joined))
    joined = _NOTE_MARK.sub("", joined)
    return joined.strip(".,;:-/_'`")


def find(text: str) -> Iterator[Symbol]:
    """All numbers with symbol in a text, left to right, not overlapping.

    Args:
        text: NFC; line breaks may stand inside a symbol after its hyphen.
    """
    plain = even(text)
    at = 0
    while True:
        hits = [m for m in (p.search(plain, at) for p in _PATTERNS) if m]
        if not hits:
            return
        hit = min(hits, key=lambda m: (m.start(), -m.end()))
        at = hit.end()
        number, symbol = hit["number"].translate(_FIGURES), hit["symbol"]
        start, end = hit.span()
        if torn := _TORN_OFF.search(plain, max(0, start - 12), start):
            start = torn.start("torn")
            number = torn["torn"].translate(_FIGURES) + number
        if glued := _GLUED.search(symbol):
            end -= len(symbol) - glued.start()
            symbol = symbol[: glued.start()]
        if _FOREIGN.search(plain[max(0, hit.start() - 24) : hit.start()]):
            continue
        if sum(c.isupper() for c in symbol) >= 2:
            yield Symbol(number, tidy(symbol), start, end)


def without_year(symbol: str) -> str:
    """The symbol without the year of a legal document.

    >>> without_year("2017/QĐ-UBND")
    'QĐ-UBND'
    """
    return regex.sub(rf"^{_YEAR}[/-]", "", symbol)


def year_in(symbol: str) -> int | None:
    """The year that a legal document carries in its symbol.

    >>> year_in("2017/QĐ-UBND")
    2017
    """
    hit = regex.match(rf"({_YEAR})[/-]", symbol)
    return int(hit[1]) if hit else None
