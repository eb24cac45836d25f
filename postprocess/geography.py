"""Which province a place or an agency belongs to, before and since the merger of July 2025."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from postprocess.fields.flow import fold

_UNIT = regex.compile(
    r"^(?:tinh|thanh pho|tp\.?|thu do|quan|huyen|thi xa|tx\.?|phuong|xa|thi tran|tt\.?|dac khu) +",
    regex.MULTILINE,
)
_NO_KEY = regex.compile(r"[^\p{L}\p{N}\n]+")
_OWN_NAME = regex.compile(r"^(?:Tỉnh|Thành phố|Thị xã|Huyện|Quận(?! \d)) ")
_LETTERS_A_SLIP = 3  # letters of a name for each that may be misread
_LONGEST_NAME = 5  # words: Bà Rịa - Vũng Tàu


def bare(name: str) -> str:
    """The key of a unit's own name: ``Huyện Tháp Mười`` and ``THÁP MƯỜI`` are the same.

    Units with a number keep their kind: ``Quận 1``.
    """
    return _all_bare([name])[0]


def _all_bare(names: Sequence[str]) -> list[str]:
    """The keys of names, made in one go: there are thousands."""
    folded = fold("\n".join(" ".join(name.split()) for name in names))
    own = _UNIT.sub("", folded)
    pairs = zip(folded.split("\n"), own.split("\n"), strict=True)
    chosen = "\n".join(whole if rest[:1].isdigit() else rest for whole, rest in pairs)
    return _NO_KEY.sub("", chosen).split("\n")


@cache
def _provinces() -> dict[str, frozenset[str]]:
    """Name of a unit at any level to the provinces that have one of that name."""
    names = sorted({name for place in dictionaries.places() for name in place[1:]})
    key = dict(zip(names, _all_bare(names), strict=True))
    found: dict[str, set[str]] = {}
    for place in dictionaries.places():
        province = key[place.province]
        for name in {place.province, place.district, place.commune} - {""}:
            found.setdefault(key[name], set()).add(province)
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


@cache
def _units() -> dict[str, dict[str, str]]:
    """Of each province its own name and those of its districts, by their keys."""
    found: dict[str, dict[str, str]] = {}
    for place in dictionaries.places():
        names = {n for n in (place.province, place.district) if n}
        units = found.setdefault(bare(place.province), {})
        units.update({bare(name): _OWN_NAME.sub("", name) for name in names})
    return found


def unit_near(read: str, agencies: Sequence[str]) -> str | None:
    """The province or district that a misread place can only be, where an agency sits.

    Args:
        read: Up to two letters of it lost, added or others.
        agencies: Names of which the first that names a province counts.

    >>> unit_near("Sa Dét c", ["SỞ Y TẾ ĐỒNG THÁP"]), unit_near("Đ Nẵn", ["BỘ Y TẾ"])
    ('Sa Đéc', None)
    """
    province = next((p for a in agencies if (p := province_named(a))), None)
    units, key = _units().get(province or "", {}), bare(read)
    ranked = sorted((distance(key, unit), unit) for unit in units)
    if not ranked or ranked[0][0] > len(ranked[0][1]) // _LETTERS_A_SLIP:
        return None
    unique = len(ranked) == 1 or ranked[1][0] > ranked[0][0] + 1
    return units[ranked[0][1]] if unique else None
