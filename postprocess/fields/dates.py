"""Dates as official documents write them: in words, with slashes, with blanks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import regex

_DAY = r"(?P<d>\d{1,2})"
_MONTH = r"(?P<m>\d{1,2})"
_YEAR = r"(?P<y>(?:19|20)\d\d)"

# On folded text.
IN_WORDS = rf"ngay\s*{_DAY}\s*,?\s*thang\s*{_MONTH}\s*,?\s*nam\s*{_YEAR}"
IN_FIGURES = rf"(?<![\d/]){_DAY}\s?(?P<sep>[/\-.])\s?{_MONTH}\s?(?P=sep)\s?{_YEAR}(?!\d)"
_ANY = (regex.compile(IN_WORDS), regex.compile(IN_FIGURES))

# Figures read as what they look like: "tháng l1]", "tháng TT", "ngày I1".
_LIKE = r"[\doilt|!\]\[]"
_SLIPPED = regex.compile(
    rf"ngay\s*(?P<d>{_LIKE}{{1,3}})\s*,?\s*thang\s*(?P<m>{_LIKE}{{1,3}})\s*,?\s*nam\s*{_YEAR}"
)
# A space fell into the figures: "31/1 2/2024".
_SPLIT = regex.compile(
    r"(?:ngay\s*)?(?<!\d)(?P<d>\d\s?\d?)\s?/\s?(?P<m>\d\s?\d?)\s?/\s?(?P<y>(?:1\s?9|2\s?0)\s?\d\s?\d)(?!\d)"
)
_MEANT = str.maketrans("oilt|![]", "01111111")

# The slots of a printed form, whatever a pen put into them; "Thái Nguyên" begins none.
FORM = regex.compile(
    r"(?P<word>ng[a-z]y(?!en\b)|\bn[gq]a[yv])(?P<d>.{0,14}?)th[a-z]{1,2}ng(?P<m>.{0,10}?)"
    r"(?:n[a-z]|\W[a-z])m\W{0,3}(?P<y>[\doil|]{4}|[\d.…\s]{0,8})"
)

# Only under "Bản án số" the head has figures.
FIGURES = regex.compile(rf"(?P<word>ngay)\W{{0,3}}{IN_FIGURES}")
# What is left of the form where a pen ran over its other words.
DAY_WORD = regex.compile(r"\bng[a-z]y(?![a-z])")
# A date line that was torn apart, its first half and its second.
TORN = regex.compile(r"\W{0,2}(?:[a-z]+[ .\-]*){1,5},\s*ng[a-z]y\b")
YEAR_LEFT = regex.compile(r"\W*(?:\d{0,2}\s*)?n[a-z]m\W*\d{4}\W*")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at ``text[start:end]``; ``iso`` is a day that exists.

    Attributes:
        clean: Whether it was read in figures, not in signs that look like them.
    """

    iso: str
    start: int
    end: int
    clean: bool = True


_BEHIND = 12  # letters that specks and a scrawl may leave behind a date


def ends_line(folded: str) -> bool:
    """Whether a line ends with the form of a date: that of a head does.

    >>> ends_line("ha noi, ngay 5 thang 6 nam 2020")
    True
    >>> ends_line("ngay 5 thang 6 nam 2020 cua chinh phu quy dinh chi tiet")
    False
    """
    hit = FORM.search(folded)
    return hit is not None and sum(c.isalpha() for c in folded[hit.end() :]) <= _BEHIND


def iso(day: str, month: str, year: str) -> str | None:
    """The ISO form, None where no such day exists.

    >>> iso("31", "2", "2020") is None
    True
    """
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def first(folded: str, start: int = 0, end: int | None = None) -> Dated | None:
    """The first date in ``folded[start:end]`` that is a day that exists."""
    stop = len(folded) if end is None else end
    best: Dated | None = None
    for pattern in _ANY:
        for hit in pattern.finditer(folded, start, stop):
            value = iso(hit["d"], hit["m"], hit["y"])
            if value and (best is None or hit.start() < best.start):
                best = Dated(value, hit.start(), hit.end())
            if value:
                break
    return best


def at(folded: str, start: int) -> Dated | None:
    """The date that stands exactly at ``start``, with or without the word ``ngày``."""
    hit = regex.compile(IN_WORDS).match(folded, start) or regex.compile(
        rf"(?:ngay\s*)?{IN_FIGURES}"
    ).match(folded, start)
    value = iso(hit["d"], hit["m"], hit["y"]) if hit else None
    return Dated(value, hit.start(), hit.end()) if hit and value else None


def slipped(folded: str, start: int) -> Dated | None:
    """The date that stands at ``start`` with other signs for some of its figures, or torn.

    >>> slipped("ngay 22 thang l1] nam 2013", 0).iso
    '2013-11-22'
    >>> slipped("ngay 31/1 2/2024", 0).iso
    '2024-12-31'
    """
    hit = _SLIPPED.match(folded, start) or _SPLIT.match(folded, start)
    if hit is None:
        return None
    parts = ("".join(hit[part].split()) for part in "dmy")
    value = iso(*(_figures(p) if len(p) < 4 else p for p in parts))
    return Dated(value, hit.start(), hit.end(), clean=False) if value else None


def _figures(read: str) -> str:
    """Two figures at most: a stroke may have been read as two signs."""
    return read.translate(_MEANT)[:2]
