"""Ministries: a closed list, by which a word that was lost in such a name is seen."""

from __future__ import annotations

from functools import cache

import regex

import dictionaries
from postprocess.fields.flow import fold, squeeze

# "BỘ CHỈ HUY QUÂN SỰ", "BỘ CHQS", "BỘ MÔN" are none.
_NO_MINISTRY = regex.compile(r"bo (?:chi huy|ch(?:qs|bp)|tu lenh|tong|doi|mon|phan|may|luat)\b")
_NEXT_MINISTRY = regex.compile(r"\s*[-–—]\s*(?=BỘ\s)")
_BETWEEN = regex.compile(r"\s+va\s+|\s*[-–—&,]\s*")


def is_ministry(name: str) -> bool:
    """Whether a name is that of a ministry: its first word says so."""
    folded = fold(name)
    return folded.startswith("bo ") and not _NO_MINISTRY.match(folded)


def unknown_ministry(name: str) -> bool:
    """Whether a ministry of that name is in no list: there never were many.

    What stands between two words of it, ``VÀ``, a dash or a comma, does not count.

    >>> unknown_ministry("BỘ GIÁO DỤC & ĐÀO TẠO"), unknown_ministry("BỘ GIÁO DỤC TẠO")
    (False, True)
    """
    names = _NEXT_MINISTRY.split(name)  # that issue a document together
    return any(is_ministry(n) and parts_of(n) not in _ministries() for n in names)


def parts_of(name: str) -> tuple[str, ...]:
    """The letters of a name between its dashes, commas and ``VÀ``."""
    return tuple(squeeze(part) for part in _BETWEEN.split(fold(name)))


@cache
def _ministries() -> frozenset[tuple[str, ...]]:
    names = (a.name.partition(" (")[0] for a in dictionaries.agencies() if a.kind == "agency")
    return frozenset(parts_of(name) for name in names if is_ministry(name))
