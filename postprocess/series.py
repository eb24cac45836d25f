"""Numbers of one agency, kind and year run on from 01: gaps, repeats, what may fill a gap.

Decree 30/2020/NĐ-CP, article 15: one series for each kind and year, letters of all drafting
units in one. Legal documents (with the year in the symbol) have their own. The Party numbers
by term. Advisory bodies and secret papers have series of their own, and an office may have
one series for several kinds, so what is listed is a question to a person, never a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import regex

from postprocess.fields import kinds, symbols
from postprocess.fields.flow import squeeze
from postprocess.geography import province_named
from postprocess.record import Dispatch, Status

_TERM = 5  # years between congresses: 2010, 2015, 2020, 2025
_MIDDLE = 7  # month from which papers of a congress year count to the new term


class Member(NamedTuple):
    """A document in its series.

    Attributes:
        name: Of its record.
        number: As read, None if it was not.
        sure: Whether the number was said ``ok``.
        date: ISO, None if it is not known.
    """

    name: str
    number: int | None
    sure: bool
    date: str | None


class Proposal(NamedTuple):
    """A doubtful number that fills a gap: to be looked at, not to be taken.

    Attributes:
        name: Of the record.
        number: That would fill the gap.
        reason: ``read so``, or ``by its date`` where the number was not read and only this
            gap lies between documents of earlier and later days.
    """

    name: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """What is known of one series.

    Attributes:
        agency: As printed in its first record, its superior behind it where it needs one.
        kind: Kind of document; legal documents are marked.
        years: ``2021``, of the Party ``2020-2025``.
        members: By number, then name.
        gaps: First and last missing number, between the lowest and the highest sure one.
        repeats: Numbers that several documents have, with their names.
        disorder: Pairs of names where the higher number has the earlier date.
        proposals: Doubtful numbers that fill a gap.
    """

    agency: str
    kind: str
    years: str
    members: tuple[Member, ...]
    gaps: tuple[tuple[int, int], ...] = ()
    repeats: tuple[tuple[int, tuple[str, ...]], ...] = ()
    disorder: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def striking(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.gaps or self.repeats or self.disorder or self.proposals)


@dataclass(slots=True)
class _Group:
    agency: str
    members: list[Member] = field(default_factory=list)


def series_of(records: Iterable[tuple[str, Dispatch]]) -> list[Series]:
    """Sort documents into series and look at their numbers.

    Args:
        records: With a name for each, such as the path of the record.

    Returns:
        By agency, kind and year. Documents without agency, kind or year are in none; a
        document that was scanned twice (same file) counts once.
    """
    groups: dict[tuple[str, str, str], _Group] = {}
    seen: set[tuple[str, int]] = set()
    for name, record in records:
        key = _key(record)
        part = record.source.part.first_page if record.source.part else 0
        if key is None or (record.source.sha256 and (record.source.sha256, part) in seen):
            continue
        seen.add((record.source.sha256 or name, part))
        group = groups.setdefault(key, _Group(_full(record)))
        group.members.append(_member(name, record))
    return [
        _looked_at(group.agency, kind, years, group.members)
        for (_, kind, years), group in sorted(groups.items())
    ]


def _key(record: Dispatch) -> tuple[str, str, str] | None:
    """Agency, kind and years of the series that a document belongs to."""
    symbol = record.symbol.value
    agency = record.issuer.value
    if symbol is None or agency is None:
        return None
    kind = kinds.by_symbol(symbol) or record.type.value
    year = symbols.year_in(symbol) or _year(record)
    if not kind or not year:
        return None
    if symbols.year_in(symbol):
        kind += " (quy phạm)"
    years = str(year)
    if record.number.rule == "party form" or regex.fullmatch(r"\p{Lu}\p{L}{0,3}/\p{Lu}.*", symbol):
        years = _term(year, record.date.value)
    return squeeze(_full(record)), kind, years


def _full(record: Dispatch) -> str:
    """The issuer; with its superior where its name alone says no province (``SỞ Y TẾ``)."""
    agency, superior = record.issuer.value or "", record.superior.value
    return agency if superior is None or province_named(agency) else f"{agency}, {superior}"


def _year(record: Dispatch) -> int | None:
    """Of the date; where a pen's day was not read, the year that is printed behind it."""
    if record.date.value is not None:
        return int(record.date.value[:4])
    printed = regex.search(r"\b(?:19|20)\d\d\b", record.date.raw or "")
    return int(printed[0]) if printed else None


def _term(year: int, date: str | None) -> str:
    """The term of the Party: local congresses are held in 2010, 2015, 2020, 2025."""
    first = year - year % _TERM
    if year == first and (date is None or int(date[5:7]) < _MIDDLE):
        first -= _TERM
    return f"{first}-{first + _TERM}"


def _member(name: str, record: Dispatch) -> Member:
    digits = regex.match(r"\d+", record.number.value or "")
    sure = record.number.status is Status.OK
    date = record.date.value if record.date.status is Status.OK else None
    return Member(name, int(digits[0]) if digits else None, sure and bool(digits), date)


def _looked_at(agency: str, kind: str, years: str, members: list[Member]) -> Series:
    members.sort(key=lambda m: (m.number is None, m.number or 0, m.name))
    sure = [m for m in members if m.sure and m.number is not None]
    numbers = sorted({m.number for m in sure if m.number is not None})
    gaps = tuple((a + 1, b - 1) for a, b in pairwise(numbers) if b - a > 1)
    names: dict[int, list[str]] = {}
    for m in sure:
        names.setdefault(m.number or 0, []).append(m.name)
    return Series(
        agency,
        kind,
        years,
        tuple(members),
        gaps,
        tuple((n, tuple(found)) for n, found in sorted(names.items()) if len(found) > 1),
        tuple((a.name, b.name) for a, b in pairwise(sure) if a.date and b.date and a.date > b.date),
        tuple(_proposals(members, sure, gaps)),
    )


def _proposals(
    members: Sequence[Member], sure: Sequence[Member], gaps: Sequence[tuple[int, int]]
) -> Iterable[Proposal]:
    missing = [n for a, b in gaps for n in range(a, b + 1)]
    for m in members:
        if m.sure:
            continue
        if m.number is not None:
            if m.number in missing:
                yield Proposal(m.name, m.number, "read so")
        elif m.date is not None:
            fitting = [n for n in missing if _fits(n, m.date, sure)]
            if len(fitting) == 1:
                yield Proposal(m.name, fitting[0], "by its date")


def _fits(number: int, date: str, sure: Sequence[Member]) -> bool:
    """Whether documents with lower numbers are not younger and those with higher not older."""
    return all(
        m.date is None or (m.date <= date if (m.number or 0) < number else m.date >= date)
        for m in sure
    )
