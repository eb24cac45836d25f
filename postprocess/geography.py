"""Which province a place or an agency belongs to, before and since the merger of July 2025."""

from __future__ import annotations

from functools import cache

import regex

import dictionaries
from postprocess.fields.flow import fold, squeeze

_UNIT = regex.compile(
    r"^(?:tinh|thanh pho|tp\.?|thu do|quan|huyen|thi xa|tx\.?|phuong|xa|thi tran|tt\.?|dac khu)\s+"
)
_LONGEST_NAME = 5  # words: Bà Rịa - Vũng Tàu


def bare(name: str) -> str:
    """The key of a unit's own name: ``Huyện Tháp Mười`` and ``THÁP MƯỜI`` are the same.

    Units with a number keep their kind: ``Quận 1``.
    """
    folded = fold(name).strip()
    rest = _UNIT.sub("", folded)
    return squeeze(folded if rest[:1].isdigit() else rest)


@cache
def _provinces() -> dict[str, frozenset[str]]:
    """Name of a unit at any level to the provinces that have one of that name."""
    key = cache(bare)  # names come back thousands of times
    found: dict[str, set[str]] = {}
    for place in dictionaries.places():
        province = key(place.province)
        for name in {place.province, place.district, place.commune} - {""}:
            found.setdefault(key(name), set()).add(province)
    return {name: frozenset(provinces) for name, provinces in found.items()}


@cache
def _province_keys() -> frozenset[str]:
    return frozenset(map(bare, {place.province for place in dictionaries.places()}))


def provinces_of(place: str) -> frozenset[str]:
    """Keys of the provinces that have, or are, a place of this name; empty if it is unknown."""
    return _provinces().get(bare(place), frozenset())


def province_named(agency: str) -> str | None:
    """The key of the province that an agency's name ends with, None if it names none.

    >>> province_named("SỞ Y TẾ TỈNH KIÊN GIANG"), province_named("BỘ Y TẾ")
    ('kiengiang', None)
    """
    words = regex.findall(r"[a-z]+", fold(agency))
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        key = "".join(words[-count:])
        if key in _province_keys():
            return key
    return None
