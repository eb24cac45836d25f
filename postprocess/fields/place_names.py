"""Names of units of administration: how they are spelt, and what unit a name begins with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from dictionaries.syllable import old_style
from postprocess.fields.flow import fold

_OLD = regex.compile(r"(?<=\b[đl])ăk\b")
_LOST = 2  # letters of the start of a name that may not be read
_TELLING = 8  # letters of a name of which one may be misread
# What names of units of administration begin with; the name itself follows.
_UNIT = regex.compile(r"(?:tỉnh|thành phố|thủ đô|quận|huyện|thị xã)\s+")
_ANY_UNIT = regex.compile(
    r"^(?:(?:tỉnh|t\.?[pxt]\b\.?|thành phố|thủ đô|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)"
    r"[^\S\n]*|[pqhx]\.[^\S\n]*)",
    regex.MULTILINE,
)
_UNIT_WITHIN = regex.compile(
    r".*\b(?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)\b(?P<name>.*)",
    regex.IGNORECASE,
)
_NOT_IN_NAMES = regex.compile(r"[^\p{L}\d\n]+")


@cache
def _places() -> dict[str, set[str]]:
    """Provinces and districts, then and now: names without accents to their spellings."""
    known: dict[str, set[str]] = {}
    for full in {n for p in dictionaries.places() for n in (p.province, p.district) if n}:
        words = [old_style(w) for w in regex.findall(r"\p{L}+", _UNIT.sub("", full.lower()))]
        # Names of one syllable and numbers ("Huế", "Quận 1") are too short to tell.
        if len(words) > 1:
            known.setdefault(" ".join(map(fold, words)), set()).add(" ".join(words))
    return known


@cache
def _all_places() -> frozenset[str]:
    """Every province, district and commune, then and now, as it is spelt."""
    full = {n for p in dictionaries.places() for n in p[1:] if n}
    return frozenset(_own_names("\n".join(full)))


@cache
def place_words() -> frozenset[str]:
    """Words of their names; some are of no Vietnamese language (Đắk, Lắk)."""
    words = {word for name in _all_places() for word in name.split()}
    return frozenset(words | {"đăk", "lăk"})


def _own_names(lines: str) -> list[str]:
    """The names of units without what they are, one for each line: there are thousands."""
    bare = _NOT_IN_NAMES.sub(" ", _ANY_UNIT.sub("", lines.lower()))
    return [" ".join(map(old_style, line.split())) for line in bare.split("\n")]


def known_place(name: str) -> bool:
    """Whether a unit of administration is called so, accents included.

    >>> known_place("TP. Hồ Chí Minh"), known_place("TP. Hà Chí Minh"), known_place("Đăk Lăk")
    (True, False, True)
    """
    return _modern(" ".join(_own_names(name))) in _all_places()


def goes_on_as_place(above: str, row: str) -> bool:
    """Whether a row is the rest of the name that a unit at the end of the one above has.

    >>> goes_on_as_place("UBND TỈNH NGHỆ", "AN"), goes_on_as_place("UBND THỊ XÃ", "PHONG ĐIỀN")
    (True, True)
    >>> goes_on_as_place("UBND TỈNH NGHỆ AN", "SỞ Y TẾ")
    False
    """
    unit = _UNIT_WITHIN.match(above)
    name = unit["name"] if unit else ""
    return unit is not None and not known_place(name) and known_place(f"{name} {row}")


def _modern(name: str) -> str:
    """``đăk lăk``, as it was long spelt and papers still have it, as it is spelt now."""
    return _OLD.sub("ắk", name)


def spelt_as_place(folded: str) -> bool:
    """Whether a province or district has these letters, whatever its accents.

    >>> spelt_as_place("an giang"), spelt_as_place("viet nam")
    (True, False)
    """
    return folded in _places()


def spelt_place(name: str) -> str | None:
    """The only unit of administration of these letters, in its accents; None if none or several.

    What unit it is stays as it is printed.

    >>> spelt_place("Vĩnh"), spelt_place("Cà Mâu"), spelt_place("Thanh Hoa")
    ('Vinh', 'Cà Mau', None)
    >>> spelt_place("P. Bình Thuân")
    'P. Bình Thuận'
    """
    own = " ".join(_own_names(name))
    key = fold(own)
    if _modern(own) != own and known_place(name):
        return None
    spelt = {p for p in _all_places() if len(p) == len(own) and fold(p) == key}
    if len(spelt) != 1:
        return None
    unit = _ANY_UNIT.match(name.lower())
    full = " ".join(w.capitalize() for w in spelt.pop().split())
    return f"{name[: unit.end()].rstrip() if unit else ''} {full}".strip()


def nearest_place(name: str) -> str | None:
    """The only province or district whose name differs by one letter; None if none or several.

    >>> nearest_place("TP.Hà Chí Minh"), nearest_place("Kiên Gianq"), nearest_place("Long An")
    ('TP. Hồ Chí Minh', 'Kiên Giang', None)
    """
    unit = _ANY_UNIT.match(name.lower())
    start = unit.end() if unit else 0
    key = " ".join(fold(" ".join(_own_names(name[start:]))).split())
    if len(key) < _TELLING:
        return None
    near = only_near(key, _places())
    if near is None or len(spelt := _places()[near]) != 1 or key in _places():
        return None
    full = " ".join(w.capitalize() for w in next(iter(spelt)).split())
    return f"{name[:start].rstrip()} {full}".strip()


def without_start(name: str) -> str | None:
    """The only province or district that ends so and has a letter or two before it.

    >>> without_start("ái Nguyên"), without_start("Thái Nguyên"), without_start("Giang")
    ('Thái Nguyên', None, None)
    """
    key = fold(" ".join(name.split()))
    whole = [
        p for p in _places() if p.endswith(key) and 0 < len(p) - len(key) <= _LOST and " " in key
    ]
    if len(whole) != 1 or len(spelt := _places()[whole[0]]) != 1:
        return None
    return " ".join(w.capitalize() for w in next(iter(spelt)).split())


def only_near(key: str, known: Iterable[str], slips: int = 1) -> str | None:
    """The only one of some words that differs by so few letters; None if none or several do."""
    near = [
        k
        for k in known
        if abs(len(k) - len(key)) <= slips and 0 < distance(k, key, score_cutoff=slips) <= slips
    ]
    return near[0] if len(near) == 1 else None


def without_place(name: str) -> str:
    """The name of an agency without the province or district at its end.

    >>> without_place("SỞ Y TẾ HẬU GIANG"), without_place("UBND TỈNH AN GIANG")
    ('SỞ Y TẾ', 'UBND TỈNH')
    """
    words = name.split()
    for size in (4, 3, 2):
        if len(words) > size and " ".join(map(fold, words[-size:])) in _places():
            return " ".join(words[:-size])
    return name


def misspelt_place(name: str) -> bool:
    """The name of a province or district in accents that no such name has.

    >>> misspelt_place("Cân Thơ"), misspelt_place("Cần Thơ"), misspelt_place("Xuân Lai")
    (True, False, False)
    """
    words = [old_style(w) for w in regex.findall(r"\p{L}+", name.lower())]
    keys = [fold(w) for w in words]
    for size in (4, 3, 2):
        for i in range(len(words) - size + 1):
            right = _places().get(" ".join(keys[i : i + size]))
            if right:
                return _modern(" ".join(words[i : i + size])) not in right
    return False


def ends_in_unit(name: str) -> bool:
    """Whether a name ends with what a unit of administration is: its own name is lost or cut.

    >>> ends_in_unit("UBND TỈNH"), ends_in_unit("SỞ Y TẾ")
    (True, False)
    """
    return (
        regex.search(
            r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn)$", name.lower()
        )
        is not None
    )
