"""Cross-checks of dates: what a document cites, its symbol, its stamp of arrival, the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import regex

from postprocess.fields import symbols
from postprocess.fields.flow import fold
from postprocess.fields.value import SURE_HAND
from postprocess.record import Check, Dispatch, Reference, Status
from postprocess.verdicts import judged

_NEAR_YEARS = 2  # between a document and what it is about


def date_not_future(record: Dispatch, today: dt.date) -> Iterator[Check]:
    """No document is of a day that is yet to come."""
    if record.date.value is None:
        return
    ok = record.date.value <= today.isoformat()
    message = f"{record.date.value} {'is not' if ok else 'is'} after {today.isoformat()}"
    yield judged("date_not_future", message, record.date, ok=ok)


def _symbol_year(record: Dispatch) -> Iterator[Check]:
    """A legal document carries the year of its date (law 80/2015/QH13, article 10)."""
    year = symbols.year_in(record.symbol.value or "")
    if year is None or record.date.value is None:
        return
    ok = record.date.value.startswith(str(year))
    message = f"symbol says {year}, date says {record.date.value[:4]}"
    yield judged("symbol_year", message, record.symbol, record.date, ok=ok)


def _year_of_subject(record: Dispatch) -> Iterator[Check]:
    """A report or plan is of a year near the one that it is about.

    A law is cited with its year long after it.
    """
    subject, year = fold(record.subject.value or ""), (record.period.value or "")[:4]
    if record.date.value is None or record.period.rule != "subject" or not year.isdigit():
        return
    if regex.search(rf"\b(?:luat|nghi dinh|hien phap|nghi quyet)\b.*\b{year}\b", subject):
        return
    ok = abs(int(record.date.value[:4]) - int(year)) <= _NEAR_YEARS
    message = f"subject is of {record.period.value}, date of {record.date.value[:4]}"
    yield judged("year_of_subject", message, record.date, ok=ok, else_="warn")


def _reference_not_younger(record: Dispatch) -> Iterator[Check]:
    """A document is no older than what it cites.

    A doubtful date that is older than a surely read one may be the misread one: then another of
    its candidates that would fit is named, and never picked.
    """
    date = record.date.value
    if date is None:
        return
    for reference in record.references:
        if reference.date and reference.date > date:
            fitting = _fitting(record, reference.date) if reference.status is Status.OK else []
            hint = f"; {' or '.join(fitting)} would fit" if fitting else ""
            message = f"{_cited(reference)}, the document of {date}{hint}"
            unsure = () if fitting else (reference,)
            yield judged("reference_not_younger", message, *unsure, ok=False)


def _cited(reference: Reference) -> str:
    return f"{reference.number}/{reference.symbol} is of {reference.date}"


def _fitting(record: Dispatch, cited: str) -> list[str]:
    """Candidates of a doubtful date that are not before what is cited."""
    if record.date.status is not Status.DOUBTFUL:
        return []
    return [other for other in record.date.candidates or [] if other >= cited]


def _reference_year(record: Dispatch) -> Iterator[Check]:
    for reference in record.references:
        year = symbols.year_in(reference.symbol or "")
        if year and reference.date and not reference.date.startswith(str(year)):
            yield judged("reference_year", _cited(reference), reference, ok=False)


def _leading_zero(record: Dispatch) -> Iterator[Check]:
    """Zero before days under 10 and months 1 and 2 only (decree 30/2020, annex I).

    One paper in a hundred has it otherwise, so it is a warning and lowers nothing.
    """
    hit = regex.search(r"ngay\s*(\d+)\s*thang\s*(\d+)", fold(record.date.raw or ""))
    if not hit:
        return
    day, month = hit[1], hit[2]
    slips = [f"day {day}"] if len(day) == 1 else []
    if (len(month) == 1 and month in "12") or (
        len(month) == 2 and month in {f"0{m}" for m in range(3, 10)}
    ):
        slips.append(f"month {month}")
    if slips:
        message = f"{', '.join(slips)}: 0 belongs before days under 10 and months 1 and 2 only"
        yield judged("leading_zero", message, ok=False, else_="warn")


def _day_month_possible(record: Dispatch) -> Iterator[Check]:
    hit = regex.search(
        r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})", fold(record.date.raw or "")
    )
    if hit and record.date.value is None:
        yield judged("day_month_possible", f"no such day: {hit[1]}/{hit[2]}/{hit[3]}", ok=False)


def possible_years(record: Dispatch, today: dt.date) -> None:
    """Put candidates of the date last whose year cannot be: not the symbol's, or yet to come.

    Where another one is left they are dropped, but for the value, which no check changes.
    """
    date, year = record.date, symbols.year_in(record.symbol.value or "")
    sure = year if record.symbol.status is Status.OK else None
    if not date.candidates:
        return
    possible = [
        c
        for c in date.candidates
        if c <= today.isoformat() and (sure is None or c.startswith(str(sure)))
    ]
    if possible and possible != date.candidates:
        date.candidates = [*possible, *(c for c in [date.value] if c and c not in possible)]


def _arrival_not_before(record: Dispatch) -> Iterator[Check]:
    """A paper arrives on the day it is signed, or later.

    The stamp is filled in by hand: only a reading with nearly all votes puts the date in doubt.
    """
    arrived, date = record.arrival.date, record.date
    if arrived.value is None or date.value is None:
        return
    ok = arrived.value >= date.value
    unsure = (date,) if (arrived.confidence or 0.0) >= SURE_HAND else ()
    message = f"arrived {arrived.value}, dated {date.value}"
    yield judged("arrival_not_before", message, *unsure, ok=ok, else_="warn")


DATE_RULES: tuple[Callable[[Dispatch], Iterator[Check]], ...] = (
    _day_month_possible,
    _symbol_year,
    _year_of_subject,
    _reference_not_younger,
    _reference_year,
    _leading_zero,
    _arrival_not_before,
)
