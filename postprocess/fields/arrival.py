"""Number and date of the stamp ``ĐẾN`` of the office that received a paper.

Form: decree 30/2020/NĐ-CP, annex IV: office, ``ĐẾN``, ``Số``, ``Ngày``, ``Chuyển``. A pen fills it
in, and few such stamps could be measured on: a reading is never more than doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from postprocess.fields import dates
from postprocess.fields.flow import Flow, Found, Row
from postprocess.fields.value import absent, by_hand, text_value, unread
from postprocess.record import Stamp, Status, Text

_ARRIVAL = regex.compile(
    r"(?:\bcong van den\b|^\W*den\W*$|\bden\b\W+(?:so|ngay)\b|^\W*d[eé]n\W+s[o0])"
)
_NUMBER = regex.compile(r"\bs[o0]\b\W*(\d{1,6})\b")
_WRITTEN = regex.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_ROWS = 6  # of a stamp, from ĐẾN on
_OTHER_YEAR = 0.1  # of its share is left to a date whose year does not fit the document's
# Chance from which a reading is a value: of 60 drawn stamps 6 of 16 readings below it were right,
# 13 of 24 up to 0.7, and 65 of 67 above.
_MAYBE = 0.5
_RULE = "arrival stamp"


def arrival(apart: Sequence[Row], dated: Text) -> Stamp:
    """Number and date of the stamp, where there is one.

    Args:
        apart: Rows that are not of the document's own text.
        dated: The document's own date. A paper arrives in that year or the next; a date in a
            stamp may leave its year out.
    """
    stamp = Stamp(number=absent("no stamp"), date=absent("no stamp"))
    start = next((i for i, r in enumerate(apart) if _ARRIVAL.search(r.folded)), None)
    if start is None:
        return stamp
    rows = apart[start : start + _ROWS]
    by_pen = [Flow.of([row]).all() for row in rows]
    slots = [found for found in by_pen if found.candidates]
    if slots:
        return _by_pen(slots, dated.value)
    flow = Flow.of(rows)
    stamp.number = unread(flow.found(0, len(rows[0].text)), _RULE)
    stamp.date = stamp.number.model_copy()
    if hit := _NUMBER.search(flow.folded):
        stamp.number = _doubted(text_value(flow.found(*hit.span(1)), hit[1], _RULE))
    if day := dates.first(flow.folded):
        stamp.date = _doubted(text_value(flow.found(day.start, day.end), day.iso, _RULE))
    return stamp


def _by_pen(slots: Sequence[Found], dated: str | None) -> Stamp:
    """Of the slots that the reader of stamps has seen: one each, told by their labels."""
    # A label may be too pale to be seen; and ``Giờ:`` may stand where the number would.
    unseen = unread(slots[0], f"{_RULE}, no label seen")
    stamp = Stamp(number=unseen, date=unseen.model_copy())
    for found in slots:
        if found.raw.startswith("Số"):
            stamp.number = _field(found, [c for c in found.candidates if c[0]])
        elif found.raw.startswith("Ngày"):
            stamp.date = _field(found, _dates(found.candidates, dated))
    return stamp


def _field(found: Found, shares: Sequence[tuple[str, float]]) -> Text:
    blank = next((share for value, share in found.candidates if not value), 0.0)
    if not shares or blank > shares[0][1]:
        return unread(found, f"{_RULE}, slot seems blank")
    field = by_hand(found, shares, _RULE)
    field.candidates = field.candidates or [shares[0][0]]
    if shares[0][1] < _MAYBE:
        field.value = None
    return _doubted(field)


def _dates(candidates: Sequence[tuple[str, float]], dated: str | None) -> list[tuple[str, float]]:
    """ISO dates with their shares, best first; without any year only where one is known."""
    year = int(dated[:4]) if dated else None
    shares: dict[str, float] = {}
    for text, share in candidates:
        hit = _WRITTEN.fullmatch(text)
        if hit is None:
            continue
        if hit[3]:
            value = dates.iso(hit[1], hit[2], hit[3])
            fits = year is None or 0 <= int(hit[3]) - year <= 1
        else:
            value, fits = _without_year(hit[1], hit[2], dated), True
        if value:
            shares[value] = shares.get(value, 0.0) + share * (1.0 if fits else _OTHER_YEAR)
    return sorted(shares.items(), key=lambda item: -item[1])


def _without_year(day: str, month: str, dated: str | None) -> str | None:
    """The first such day since the document's own."""
    if dated is None:
        return None
    own = int(dated[:4])
    later = (dates.iso(day, month, str(year)) for year in (own, own + 1))
    return next((value for value in later if value and value >= dated), None)


def _doubted(field: Text) -> Text:
    field.status = Status.DOUBTFUL
    return field
