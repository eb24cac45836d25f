"""Where figures stand in a text: numbers with a unit, shares, percentages, sums.

In figures, in words (``ba mươi hai hồ sơ``) or both; ``không có`` where it stands for 0.
Dates, articles, list numbers, durations and document numbers look like figures and are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from postprocess.fields.figure import Figure
from postprocess.fields.figures import (
    END,
    MONEY,
    NUMBER,
    UNIT,
    is_unit,
    meant_by,
    number,
    with_units,
)
from postprocess.fields.labelled import labelled, parts_of_a_sum
from postprocess.fields.named_numbers import names, names_a_count
from postprocess.fields.number_words import Worded, worded_numbers
from postprocess.fields.shares import WHOLE, shares

_TIME = r"(?:gio|phut|giay|ngay(?: dem)?|tuan|thang|quy|nam)"  # in which so many are
# Some print decimals with a stop: "28.6 triệu đồng", "2.4MW". Of what is counted it numbers
# something: "2.4 Cá nhân".
_DOTTED = r"(?<![\w/.,\-–])\d{1,3}\.\d{1,2}"
_MONEY = with_units(rf"(?P<n>{NUMBER}|{_DOTTED}(?=\s(?:t[iy]|trieu)\b))\s?(?P<unit>{MONEY})")
# "1 tỷ 200 triệu đồng" is one sum, in đồng.
_SUM_IN_PARTS = regex.compile(
    rf"(?P<n>{NUMBER})\s(?:(?:t[iy]|trieu)\s(?:dong\s)?(?:{WHOLE}\s(?:trieu|nghin|ngan)\s){{1,2}})"
    r"(?P<unit>dong)\b"
)
_PART = regex.compile(rf"({NUMBER})\s(t[iy]|trieu|nghin|ngan)\b")
_PARTS = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
_COUNT = with_units(
    rf"(?P<n>{NUMBER})\s+(?P<unit>(?:{UNIT}){END}(?:/(?:{UNIT}|[kcd]?m[23²³]|{_TIME}){END})?)"
    r"(?!\s?[/:]\s?\d|(?<=can) cu\b)"
)
_MEASURE = r"(?:[kcm]?m[23²³]?|ha|kg|[kmg]wh?|[km]va)"
# "7.700m2", "tăng 3,9 lần", "03 lần/tuần"
_MEASURED = regex.compile(
    rf"(?P<n>{NUMBER}|{_DOTTED})(?P<unit>{_MEASURE}(?:/[a-z]+)?)(?![\w²³?])"
    rf"|(?P<n>{_DOTTED})\s(?P<unit>{_MEASURE}|tan|ta|lit)(?![\w²³])"
    rf"|\b(?:tang|giam|gap)\s(?:[a-z]+\s)?(?P<n>{NUMBER})\s(?P<unit>lan)\b"
    rf"|(?P<n>{NUMBER})\s(?P<unit>lan/{_TIME})\b"
)
# "5 - 10%", "01-02 cán bộ", "từ 3 đến 5 triệu đồng", "từ 80 lên 90 hồ sơ": both are figures.
_BETWEEN = with_units(
    rf"(?:(?P<a>{NUMBER})(?:\s?%)?\s?[-–]\s?|(?P<a>{NUMBER}) (?:den|len|(?P<down>xuong)(?: con)?) )"
    rf"(?P<b>{WHOLE}(?:,\d+)?)\s?(?:(?P<percent>%)|(?P<unit>{MONEY})|(?<=\s)(?P<unit>{UNIT}){END})"
)
_YEAR = regex.compile(r"(?:19|20)\d\d")
# A figure that was read as something else: "S7 BN", "3l cas", "I1 mẫu". It is there, so it is
# told, with a value where letters surely stand for 0 and 1. "I.2 Phòng" numbers something.
_UNREAD = with_units(
    rf"(?<![\w/.,\-–])(?=\S{{0,5}}\d)(?=\S{{0,5}}[oil|§ø?])(?![oil|]+\.(?!\d{{3}}))"
    rf"(?P<n>[\doil|§ø?.]{{2,7}})\s+(?P<unit>{UNIT}){END}"
)
LETTERED = "letters read for figures"
# "số mắc trong tháng/lũy kế từ đầu năm như sau: Tả (0/0), Thương hàn (7/29)"
PAIRS = regex.compile(r"(?P<a>[^/:;.,()]{3,60})/(?P<b>[^/:;.()]{3,60}?)\s+nhu sau\s*:")
_PAIR = regex.compile(r"(?P<what>[^,;:()]{2,60}?)\s*\((?P<n>\d[\d.]*)\s?/\s?(?P<d>\d[\d.]*)\)")
# "2.¡ 82 BN": a space fell into a number.
_BROKEN_BEFORE = regex.compile(r"(?<![\w.])\d{1,3}[.,]\S?\s$")
RANGE = regex.compile(
    r"tu (?:ngay )?(?P<a>\d{1,2}/\d{1,2}(?:/\d{4})?) den (?:het )?"
    r"(?:ngay )?(?P<b>\d{1,2}/\d{1,2}(?:/\d{4})?)"
)


# A sum without its unit, written out behind it: "8.335.514 (tám triệu … đồng)".
_SUM_WRITTEN_OUT = regex.compile(
    r"(?P<n>(?<![\w/.,\-–])\d{1,3}(?:\.\d{3})+)\s*"
    r"\((?=[^()]*\b(?:t[iy]|trieu|nghin|ngan|tram)\b)"
    r"[^()\d]{6,200}?\b(?P<unit>dong)\s*[.,]?\)"
)
# "Trễ hạn: không.", "- Không có hồ sơ trễ hạn": nothing was counted. Inside a clause
# "không có" is a lack ("cơ sở không có giấy phép") and no figure.
_NONE = regex.compile(
    r"(?:(?<=[^\W\d]:\s)khong(?:\s+co)?(?=\s*(?:[.;]|$))"
    r"|(?:^|(?<=[.;:]\s)|(?<=[-–•+]\s))khong\s+(?:co|ghi nhan|phat sinh|xay ra)\s+"
    r"(?P<unit>ho so|truong hop|cas?|vu|don thu|don|phan anh|kien nghi|o dich)\b)"
)
# "Ba trăm bốn mưa sáu triệu đồng": one word of a number was misread.
_TORN = regex.compile(  # mươi, trăm, triệu, nghìn, ngàn
    r"\s(?:(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|linh|le)\s)?(?:m\w{2,3}|t\w{3,4}|ng\w{2,3})\s"
)
_WRITTEN_OUT = regex.compile(
    r"\s*(?:\(\s*(?:(?:so tien )?(?:viet )?bang chu\s*:?\s*)?"
    r"|[.,;]?\s*(?:so tien )?(?:viet )?bang chu\s*:?\s*)"
)
_NUMBER_BEFORE = regex.compile(rf"(?P<n>{NUMBER})\s*\(\s*(?:bang chu\s*:?\s*)?$")
_UNIT_BEHIND = with_units(rf"\s+(?P<unit>{UNIT}|{MONEY})\b")
_UNIT_BEHIND_BRACKET = with_units(rf"\s*\)\s*(?P<unit>{UNIT}|{MONEY})\b")


_COUNTED_BEHIND = regex.compile(
    r"\s(?!va\s)(?P<words>[a-z][a-z ]{0,20}?)(?=\s*(?:[,;.)]|$|\sva\s))"
)
# What no count has: a zero before three figures, seven figures without a stop.
_IS_CODE = regex.compile(r"0\d{3,}|\d{7,}")


def figures_of(text: str, printed: str) -> list[Figure]:
    """Figures of a paragraph, left to right, each number used once.

    Args:
        text: Folded, without line breaks.
        printed: As read, of the same length.
    """
    found: list[Figure] = []
    taken = [False] * (len(text) + 1)

    def take(figure: Figure) -> None:
        span = slice(figure.start, figure.end)
        if not any(taken[span]):
            taken[span] = [True] * (figure.end - figure.start)
            found.append(figure)

    for m in RANGE.finditer(text):
        taken[m.start() : m.end()] = [True] * (m.end() - m.start())
    if head := PAIRS.search(text):
        for m in _PAIR.finditer(text, head.end()):
            take(Figure(m.start("n"), m.end("n"), value=m["n"]))
            take(Figure(m.start("d"), m.end("d"), value=m["d"]))
    for figure in (
        *_written_out(text, printed),
        *shares(text),
        *_between(text, printed),
        *_sums_in_parts(text),
        *_counts(text, printed),
        *(Figure(a, b, value=text[a:b]) for a, b in labelled(text, printed)),
    ):
        codes = (figure.value, figure.numerator, figure.denominator)
        if not any(code and _IS_CODE.fullmatch(code) for code in codes):
            take(figure)
    for total, parts in parts_of_a_sum(printed):
        # "50 học viên: Nông học 35; …": students they are all.
        summed = next((f for f in found if f.start == total), None)
        if summed is None or any(names(text, printed, a) for a, _ in parts):
            continue  # "Điều 5 (khoản 2, khoản 3)"
        counted = {f.start for f in found if f.unit}
        found = [f for f in found if (f.start, f.end) not in parts or f.unit]
        found += (
            Figure(a, b, value=text[a:b], unit=summed.unit or _words_behind(text, b))
            for a, b in parts
            if a not in counted
        )
    before = 0  # end of the number in words before
    for worded in worded_numbers(printed):
        torn = _TORN.fullmatch(text, before, worded.start) is not None
        before = worded.end if worded.value else 0
        digits = next((f for f in found if _writes_out(text, f, worded)), None)
        if digits is not None:
            found[found.index(digits)] = replace(digits, words=worded.value)
        elif in_words := _in_words(text, printed, worded):
            take(replace(in_words, value=None) if torn else in_words)
    for m in _NONE.finditer(text):
        if text[: m.start()].rstrip().endswith(".") and printed[m.start()].islower():
            continue  # no stop stands there, but a comma
        unit = m.span("unit") if m["unit"] else None
        take(Figure(m.start(), m.end(), value="0", unit=unit, rule="none in words"))
    return sorted(found, key=lambda f: f.start)


def _words_behind(text: str, end: int) -> tuple[int, int] | None:
    """What a figure counts if it stands before it: ``16 nữ``."""
    words = _COUNTED_BEHIND.match(text, end)
    return words.span("words") if words else None


def _writes_out(text: str, figure: Figure, worded: Worded) -> bool:
    """Whether ``worded`` is the figure once more: ``48.640.000đ (Bốn mươi tám triệu …)``."""
    if worded.value == 0 and number(figure.value or "0") != 0:
        return False  # "15 ngày (không kể …)"
    if figure.value is None or not figure.end <= worded.start < figure.end + 40:
        return False
    return _WRITTEN_OUT.fullmatch(text, figure.end, worded.start) is not None


def _in_words(text: str, printed: str, worded: Worded) -> Figure | None:
    """A figure in words with a unit, or one whose unit stands behind its words in brackets."""
    if hit := _NUMBER_BEFORE.search(text, max(0, worded.start - 40), worded.start):
        unit = _UNIT_BEHIND_BRACKET.match(text, worded.end)
        if unit is None or names(text, printed, hit.start()):
            return None
        return Figure(
            hit.start(), unit.end(), value=hit["n"], unit=unit.span("unit"), words=worded.value
        )
    unit = _UNIT_BEHIND.match(text, worded.end)
    # "một người", "hai bên": one word counts nothing surely.
    if unit is None or (worded.words < 2 and worded.value != 10):
        return None
    counts = is_unit(printed[slice(*unit.span("unit"))])
    if not counts or names(text, printed, worded.start):
        return None
    span = unit.span("unit")
    return Figure(worded.start, span[1], value=str(worded.value), unit=span, rule="in words")


def _written_out(text: str, printed: str) -> Iterator[Figure]:
    for m in _SUM_WRITTEN_OUT.finditer(text):
        if names(text, printed, m.start()):
            continue
        behind = printed[m.end("n") : m.start("unit")]
        words = worded_numbers(behind)
        # A word that was not read may be one of the number.
        whole = len(words) == 1 and not any(
            c.isalpha() for c in behind[: words[0].start] + behind[words[0].end :]
        )
        said = words[0].value if whole else None
        yield Figure(m.start(), m.end(), value=m["n"], unit=m.span("unit"), words=said)


def _between(text: str, printed: str) -> Iterator[Figure]:
    for m in _BETWEEN.finditer(text):
        low, high = number(m["a"]), number(m["b"])
        if m["down"]:
            low, high = high, low
        if low is None or high is None or low >= high or _YEAR.fullmatch(m["a"]):
            continue
        if names_a_count(text, printed, m.start("a"), m["a"]):
            continue
        if m["percent"]:
            yield Figure(*m.span("a"), percent=m["a"])
            yield Figure(m.start("b"), m.end(), percent=m["b"])
        elif is_unit(printed[slice(*m.span("unit"))]):
            yield Figure(*m.span("a"), value=m["a"], unit=m.span("unit"))
            yield Figure(m.start("b"), m.end(), value=m["b"], unit=m.span("unit"))


def _sums_in_parts(text: str) -> Iterator[Figure]:
    for m in _SUM_IN_PARTS.finditer(text):
        parts = _PART.findall(m[0])
        sums = [(number(n) or 0) * _PARTS[unit] for n, unit in parts]
        # Each is less than one of the part before it.
        if all(low < _PARTS[unit] for low, (_, unit) in zip(sums[1:], parts, strict=False)):
            value = f"{round(sum(sums)):,}".replace(",", ".")
            yield Figure(m.start(), m.end(), value=value, unit=m.span("unit"))


def _counts(text: str, printed: str) -> Iterator[Figure]:
    for pattern in (_MONEY, _MEASURED, _COUNT, _UNREAD):
        for m in pattern.finditer(text):
            start = m.start("n")
            broken = _BROKEN_BEFORE.search(text[max(0, start - 24) : start])
            value = None if broken else m["n"]
            rule = LETTERED if pattern is _UNREAD else "running text"
            if value and rule == LETTERED:
                value = meant_by(printed[slice(*m.span("n"))])
            if pattern is _MONEY and value and regex.fullmatch(r"\d+\.\d\d?", value):
                value = value.replace(".", ",")
            if names_a_count(text, printed, start, value):
                continue
            if pattern is _MEASURED or is_unit(printed[slice(*m.span("unit"))]):
                yield Figure(start, m.end(), value=value, unit=m.span("unit"), rule=rule)
