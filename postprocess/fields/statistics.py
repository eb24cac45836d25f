"""Figures in running text: what is counted, for whom, how much, when.

A figure is a number with a unit, a percentage, a sum of money or a share
(``1.506/1.663 hồ sơ, đạt 90,55%``). Dates, articles, list numbers, durations and document
numbers are none. What is counted is the words of its clause; they are kept as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from dictionaries.syllable import is_syllable, old_style
from postprocess.fields import amount_rows, dates
from postprocess.fields.comparison import comparison_of
from postprocess.fields.figure import Figure
from postprocess.fields.figures import may_be_a_day, number, ratio_check
from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.head import gaps
from postprocess.fields.indicators import (
    clause_start,
    counted,
    heading_of,
    indicator_of,
    says_nothing,
    trimmed,
    without_rest,
)
from postprocess.fields.spotting import LETTERED, PAIRS, RANGE, figures_of
from postprocess.fields.subject import period_in
from postprocess.fields.value import SURE_FIGURES
from postprocess.record import Statistic, Status

_TIME = regex.compile(
    r"\b(?:tinh\s+)?(?:luy ke(?: tu dau nam)?|trong (?:thang|quy|nam|tuan|ky)(?![\w\s]{0,3}\d)|"
    r"dau nam|"
    r"den nay|den thoi diem bao cao)\b"
)
_UNTIL = regex.compile(r"\bden (?:het )?(?:ngay )?(?=\d)")
_SCOPE = regex.compile(
    r"^(?P<scope>(?:cap|tuyen) (?:tinh|huyen|xa|thanh pho|trung uong)|toan (?:tinh|huyen|xa|"
    r"nganh|quoc|truong)|"
    r"(?:tren dia ban|tai) (?:tinh|huyen|thanh pho|xa|phuong|"
    r"quan)(?: [A-Z][a-z]*){0,3})(?:\s*[,:]?\s+|$)"
)
# A dash may touch what it marks: "-Đảng viên: 11", "+01 giải nhất".
_BEGIN = regex.compile(
    r"\W{0,2}(?:[-–•+*](?:\s|(?=\p{Lu}))|\+(?=\d)|\d{1,2}[.)](?!\d)|[a-z]\)|[IVX]+[.\-])|[¹²³⁴-⁹]\s"
)


# Sums and measures have decimals, what is counted has none.
_MEASURED = regex.compile(r"t[iy]\b|trieu|ha\b|k?m[23²³]?\b|tan\b|ta\b|kg|lit|mm|cm|kwh|mw")
_THREE_BEHIND = regex.compile(r"\d{1,3},\d{3}")
_PAGE_NUMBER = regex.compile(r"\W*\d{1,3}\W*")


def statistics_in(rows: Sequence[Row], period: str | None) -> list[Statistic]:
    """All figures of running text.

    Args:
        rows: Body and footnotes, no tables.
        period: Of the document; stands in for "trong tháng".

    Returns:
        In reading order, sums at the ends of rows first.
    """
    found, prose = amount_rows.amounts_in(_without_page_numbers(rows), period)
    lasting: str | None = None
    for paragraph in _paragraphs(prose):
        flow = Flow.of(paragraph)
        text = flow.folded.replace("\n", " ")
        hits = figures_of(text, flow.text.replace("\n", " "))
        figures = list(_in_paragraph(flow, text, hits, lasting, period))
        if any(map(_is_tabular, paragraph)):
            for figure in figures:
                figure.status, figure.rule = Status.DOUBTFUL, amount_rows.RULE
        found += figures
        # "Tính từ ngày … đến ngày … như sau:" holds for the list under it.
        if text.rstrip().endswith(":"):
            ranged = RANGE.search(text)
            lasting = _printed_range(flow, ranged) if ranged else lasting
    return found


def _without_page_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that are a number and the first or last of their page."""
    return [
        row
        for i, row in enumerate(rows)
        if not (
            _PAGE_NUMBER.fullmatch(row.text)
            and any(not 0 <= j < len(rows) or rows[j].page != row.page for j in (i - 1, i + 1))
        )
    ]


def _is_tabular(row: Row) -> bool:
    """Whether a row is of a table that was not found as one: its figures have no sure names."""
    return "|" in row.text or len(gaps(row)) > 1


def _paragraphs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of one paragraph each: it ends with a stop or a short line."""
    current: list[Row] = []
    lengths = sorted(len(row.text) for row in rows)
    full = lengths[int(0.8 * len(lengths))] if lengths else 0
    for row in rows:
        begins = _BEGIN.match(row.text)
        # A numbered heading has no stop and may be nearly as long as a line.
        heading = len(current) == 1 and current[0].text[:1].isdigit()
        # "A2: 60;" at the end of a full line: the list of a sentence goes on.
        goes_on = current and len(current[-1].text) > 0.9 * full
        ended = current and (
            regex.search(r"[.:]\s*$" if goes_on else r"[.;:]\s*$", current[-1].text)
            or len(current[-1].text) < (0.85 if heading else 0.7) * full
        )
        if current and (begins or (ended and row.text[:1].isupper())):
            yield current
            current = []
        current.append(row)
    if current:
        yield current


def _in_paragraph(
    flow: Flow, text: str, hits: Sequence[Figure], lasting: str | None, period: str | None
) -> Iterator[Statistic]:
    lead = topic = ""
    heading = heading_of(flow, text, hits[0].start) if hits else ""
    pairs = PAIRS.search(text)
    done = 0
    before: Figure | None = None
    for hit in hits:
        own = trimmed(flow, text, clause_start(text, hit.start, done), hit.start)
        own = without_rest(own, before)
        scope_hit = _SCOPE.match(fold(own))
        scope = own[: scope_hit.end("scope")] if scope_hit else None
        own = own[scope_hit.end() :] if scope_hit else own
        when = _period(flow, text, hit.start, lasting, period)
        if pairs and hit.start > pairs.end() and hit.unit is None:
            second = text[done : hit.start].strip() == "/"
            own = lead if second else own
            side = "b" if second else "a"
            when = _period(flow, text, pairs.end(side), lasting, period)
        weak = before is not None and says_nothing(own)
        same = weak and not hit.is_part and not regex.search(r"[.;](?=\s)", text[done : hit.start])
        named = own
        if same and not says_nothing(lead):
            named = f"{lead} - {own}".strip(" -")
        lead = lead if same else own or topic
        after, end = counted(flow, text, hit)
        before_it = text[: hit.start]
        in_brackets = before_it.count("(") > before_it.count(")")
        over = heading or (topic if hit.unit or in_brackets else "")
        yield _statistic(flow, hit, indicator_of(named or lead, after, over), scope, when)
        # "- Sốt xuất huyết có 168 cas mắc, tử vong 0 cas": the list item names its topic.
        listed = hit is hits[0] and regex.match(r"\W*[-–+•]", text)
        if listed and lead[:1].isupper():
            topic = lead
        lead = lead or ("" if hit.unit else after)
        done, before = max(end, hit.end), hit


def _printed_range(flow: Flow, m: regex.Match[str]) -> str:
    return f"{flow.text[m.start('a') : m.end('a')]} - {flow.text[m.start('b') : m.end('b')]}"


def _period(flow: Flow, text: str, at: int, lasting: str | None, period: str | None) -> str | None:
    """The time phrase nearest before a figure in its paragraph, else what holds there."""
    best: tuple[int, str | None] = (-1, lasting or period)
    for m in RANGE.finditer(text, 0, at):
        best = max(best, (m.start(), _printed_range(flow, m)), key=lambda b: b[0])
    for m in _TIME.finditer(text, 0, at):
        phrase = " ".join(flow.text[m.start() : m.end()].split())
        this = m[0].startswith("trong") and (lasting or period)
        best = max(best, (m.start(), this or phrase.lower()), key=lambda b: b[0])
    start = 0
    while hit := period_in(text[start:at]):
        # "so với cùng kỳ năm 2021" tells what the figure is compared with.
        compared = text[: start + hit[1]].endswith("cung ky ")
        if not compared or text[start + hit[2] : at].strip() == "(":
            best = max(best, (start + hit[1], hit[0]), key=lambda b: b[0])
        start += hit[2]
    for m in _UNTIL.finditer(text, 0, at):
        if dated := dates.at(text, m.end()):
            best = max(best, (dated.end, dated.iso), key=lambda b: b[0])
    return best[1]


def _statistic(
    flow: Flow, hit: Figure, indicator: str | None, scope: str | None, period: str | None
) -> Statistic:
    found = flow.found(hit.start, hit.end)
    lowest = 1.0 if found.lowest is None else found.lowest
    compared = comparison_of(flow.text.replace("\n", " "), hit.start, hit.end)
    check = None
    if hit.numerator and hit.denominator and hit.percent:
        check = ratio_check(hit.numerator, hit.denominator, hit.percent)[1]
    if hit.words is not None and hit.value:
        agree = number(hit.value) == hit.words
        said = f"{hit.words:,}".replace(",", ".")
        check = "consistent" if agree else f"printed {hit.value}, in words {said}"
    unit = " ".join(flow.text[hit.unit[0] : hit.unit[1]].split()) if hit.unit else None
    unread = not (hit.value or hit.numerator or hit.percent)
    doubt = "figure not read" if unread else LETTERED if hit.rule == LETTERED else None
    if found.box is not None and not doubt:
        doubt = _doubt(hit, indicator, fold(unit or ""))
    return Statistic(
        indicator=indicator,
        scope=scope,
        value=number(hit.value, dotted=True) if hit.value else None,
        unit=unit or ("%" if hit.percent and not hit.numerator else None),
        numerator=number(hit.numerator) if hit.numerator else None,
        denominator=number(hit.denominator) if hit.denominator else None,
        percent=_as_float(number(hit.percent, dotted=True)) if hit.percent else None,
        change=compared.change,
        compared_with=compared.compared_with,
        cumulative=compared.cumulative,
        period=period,
        check=check,
        raw=found.raw,
        page=found.page,
        box=found.box,
        confidence=round(lowest, 3),
        status=Status.DOUBTFUL if doubt or lowest < SURE_FIGURES else Status.OK,
        rule=doubt or hit.rule,
    )


def _doubt(hit: Figure, indicator: str | None, unit: str) -> str | None:
    """What speaks against a figure that a recogniser read, None if nothing does."""
    if hit.value and _THREE_BEHIND.fullmatch(hit.value) and not _MEASURED.match(unit):
        return "thousands or decimals"  # a stop is often read as a comma
    if hit.numerator and hit.denominator and not (hit.percent or hit.unit):
        return "a share or a day" if may_be_a_day(hit.numerator, hit.denominator) else None
    words = regex.findall(r"\p{L}+", indicator or "")
    if hit.value and hit.unit is None and not any(is_syllable(old_style(w.lower())) for w in words):
        return "what is counted was not read"
    return None


def _as_float(value: float | int | None) -> float | None:
    return None if value is None else float(value)
