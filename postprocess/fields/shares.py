"""Shares, ``1.506/1.663 hồ sơ, đạt 90,55%``, and percentages, in folded text."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from postprocess.fields.figure import Figure
from postprocess.fields.figures import END, MONEY, NUMBER, UNIT, may_be_a_day, number, with_units

WHOLE = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
_PERCENT = r"(?P<percent>\d{1,3}(?:[.,]\d{1,2})?)\s?%"
_SHARE = with_units(
    rf"(?P<n>{NUMBER})\s?/\s?(?P<d>{WHOLE})(?![\d/.,]*\d|/|\s?-)"
    rf"(?:\s+(?P<unit>{UNIT}){END})?(?:[^;.\d%]{{0,60}}?{_PERCENT})?"
)
# "1.234 tỷ đồng/1.500 tỷ đồng, đạt 82,3%"
_SHARE_OF_UNITS = with_units(
    rf"(?P<n>{NUMBER})\s(?P<same>{MONEY}|{UNIT})\s?/\s?(?P<d>{WHOLE}(?:,\d+)?)\s"
    rf"(?P<unit>(?P=same)){END}(?:[^;.\d%]{{0,60}}?{_PERCENT})?"
)
# "95,6% (5.234/5.475 trẻ)"
_SHARE_BEHIND = with_units(
    rf"(?<![\w/.,\-–]){_PERCENT}\s?\((?P<n>{NUMBER})\s?/\s?(?P<d>{WHOLE})"
    rf"(?:\s+(?P<unit>{UNIT}){END})?[^()\d]{{0,40}}\)"
)
# "78,6% so với số dự thi tuyển (88/112)"
_SHARE_TOLD = regex.compile(
    rf"(?<![\w/.,\-–]){_PERCENT}(?P<of>[^()\d%;.]{{1,60}})\((?P<n>{NUMBER})\s?/\s?"
    rf"(?P<d>{WHOLE})\)"
)
_NEAR = 1.0  # per cent that a share and what it comes to may differ, and still be one figure
_ALONE = regex.compile(rf"(?<![\w/.,\-–]){_PERCENT}")
_ROUND_THE_CLOCK = ((24, 24), (24, 7))
# "Quy hoạch chi tiết 1/500", "tỷ lệ 1/2.000": how much smaller a plan or a map is drawn.
_SCALES = frozenset({200, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000})
_DRAWN = regex.compile(
    r"\b(?:quy hoach|ban do|ban ve|binh do|trich do|trich luc|mat bang)\b[^;:.]{0,90}$"
)
_SCALE = regex.compile(r"\bty le\s*$")
_SHARE_NOT_BEFORE = regex.compile(
    r"\b(?:ngay|thang|quy|so|tu|den|dieu|khoan|hoc ky|nam hoc|lop)\s*$"
)


def shares(text: str) -> Iterator[Figure]:
    """Shares and percentages of a paragraph.

    Args:
        text: Folded, without line breaks.
    """
    for m in _SHARE_TOLD.finditer(text):
        top, bottom = number(m["n"]), number(m["d"])
        told = number(m["percent"], dotted=True)
        if top and bottom and told and abs(100 * top / bottom - told) < _NEAR:
            yield Figure(m.start(), m.end(), None, None, m["n"], m["d"], m["percent"])
    for m in (
        *_SHARE_OF_UNITS.finditer(text),
        *_SHARE_BEHIND.finditer(text),
        *_SHARE.finditer(text),
    ):
        if _is_share(text, m):
            unit = m.span("unit") if m["unit"] else None
            yield Figure(m.start(), m.end(), None, unit, m["n"], m["d"], m["percent"])
    for m in _ALONE.finditer(text):
        yield Figure(m.start(), m.end(), percent=m["percent"])


def _is_scale(text: str, m: regex.Match[str]) -> bool:
    before = text[max(0, m.start() - 100) : m.start()]
    named = _SCALE.search(before) is not None and not m["unit"]
    return m["percent"] is None and (named or _DRAWN.search(before) is not None)


def _is_share(text: str, m: regex.Match[str]) -> bool:
    """A share and neither a date, a month of a year nor a document number."""
    if _SHARE_NOT_BEFORE.search(text[max(0, m.start() - 12) : m.start()]):
        return False
    top, bottom = number(m["n"]), number(m["d"])
    if (top, bottom) in _ROUND_THE_CLOCK or (top == 1 and bottom in _SCALES and _is_scale(text, m)):
        return False
    if top is None or not bottom or regex.match(r"\s?[-–]?\s?[a-z]{2,}-", text[m.end("d") :]):
        return False
    if may_be_a_day(m["n"], m["d"]) and m["percent"] is None:
        if bool(m["unit"]):
            return True
        # "Có mặt: 09/11", and neither "Họp: 30/3" nor "Họp: 08/4".
        labelled_so = regex.search(r":\s*$", text[: m.start()]) is not None
        padded = m["n"].startswith("0") and len(m["d"]) == 1
        return labelled_so and top <= bottom and not padded
    return top <= bottom or m["percent"] is not None
