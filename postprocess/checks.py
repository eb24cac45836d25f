"""Cross-checks of a record: small named rules, each with a verdict.

A check may lower the status of a field to doubtful; it never changes a value. Those of dates
stand in `postprocess.date_checks`, that of a document's own later pages in
`postprocess.own_reference`, which may also confirm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import regex

from postprocess.date_checks import DATE_RULES, date_not_future, possible_years
from postprocess.fields import kinds
from postprocess.fields.agency_kinds import abbreviates
from postprocess.fields.figures import ratio_check
from postprocess.fields.flow import fold
from postprocess.geography import province_named, provinces_of
from postprocess.record import Check, Dispatch, Status
from postprocess.sums import table_sums
from postprocess.verdicts import judged, lower

_SURE_BY_ITSELF = 0.8  # a symbol's confidence; below it, it should name the issuer
_FEW_LETTERS = 3  # of a group, of which the others say little
_CONFIRMED_FROM = 0.2  # a symbol's confidence; below it its slash was not read either


def run_checks(record: Dispatch, today: dt.date | None = None) -> list[Check]:
    """Run all checks and lower what they find fault with.

    Args:
        record: Its statuses are changed in place.
        today: No document is younger; the day of the run if None.

    Returns:
        One verdict for each rule that had something to check.
    """
    day = today or dt.date.today()
    possible_years(record, day)
    verdicts = [c for rule in _RULES for c in rule(record)]
    return [*date_not_future(record, day), *verdicts]


def _agency_in_symbol(record: Dispatch) -> Iterator[Check]:
    """The initials of the issuer should be in its symbol.

    Agencies choose their own abbreviations, so a miss is only a warning; but a row of the
    issuer may be lost there, and of a poor reading of the symbol a letter. Where every group
    of a symbol is explained, by the kinds of document and by the issuer, a reading of poor
    confidence is confirmed; not so poor a one that its first letters may have been lost.
    """
    if record.symbol.value is None or record.issuer.value is None:
        return
    groups = [g for g in regex.split(r"[/\-]", record.symbol.value) if not g.isdigit()]
    if _names_no_agency(groups, record.issuer.value):
        return
    of_issuer = [abbreviates(fold(g), record.issuer.value) for g in groups]
    explained = all(a or kinds.is_abbreviation(g) for a, g in zip(of_issuer, groups, strict=True))
    slot = record.symbol.rule in ("number slot", "party form")
    slot = slot and (record.symbol.confidence or 0.0) >= _CONFIRMED_FROM
    if any(of_issuer) and explained and slot and record.issuer.status is Status.OK:
        record.symbol.status = Status.OK
    if not any(of_issuer) and record.issuer.box is not None:
        # One letter away from the issuer's, the symbol is misread; else a row may be lost.
        misread = any(_nearly_names(fold(g), record.issuer.value) for g in groups)
        if misread or (record.symbol.confidence or 0.0) < _SURE_BY_ITSELF:
            lower(record.symbol)
        if not misread:
            lower(record.issuer)
    message = f"{record.symbol.value}: {record.issuer.value}"
    yield judged("agency_in_symbol", message, ok=any(of_issuer), else_="warn")


# Of papers on offences (decree 118/2021/NĐ-CP, forms): "QĐ-XPHC", "BB-VPHC".
_OF_OFFENCES = frozenset(("XPHC", "XPVPHC", "VPHC", "KPHQ", "TGTVPT", "CCXP"))


def _names_no_agency(groups: Sequence[str], issuer: str) -> bool:
    """Whether a symbol is of a form that has no agency in it: of courts, on offences, ``TB``.

    Courts number by what they decide in: ``12/2025/QĐST-DS`` (resolution 01/2017/NQ-HĐTP).
    """
    court = fold(issuer).startswith(("toa an", "tand")) and "TA" not in "".join(groups)
    alone = len(groups) == 1 and kinds.is_abbreviation(groups[0])
    return court or alone or not _OF_OFFENCES.isdisjoint(groups)


def _nearly_names(group: str, issuer: str) -> bool:
    """Whether all letters of a group but one are initials of a name, in order."""
    others = (group[:i] + group[i + 1 :] for i in range(len(group)))
    return len(group) > _FEW_LETTERS and any(abbreviates(g, issuer) for g in others)


# The head of an agency has the title of its kind; who signs for him has it behind "KT.".
_HEADED = (
    (regex.compile(r"chi cuc\b"), regex.compile(r"\bchi cuc truong\b")),
    (regex.compile(r"tong cuc\b"), regex.compile(r"\btong cuc truong\b")),
    (regex.compile(r"cuc\b"), regex.compile(r"(?<!\bchi )\bcuc truong\b")),
    (regex.compile(r"so\b"), regex.compile(r"\bgiam doc\b")),
    (regex.compile(r"(?:uy ban nhan dan|ubnd)\b"), regex.compile(r"\bchu tich\b")),
    (regex.compile(r"bo\b(?! chi huy| tu lenh)"), regex.compile(r"\b(?:bo|thu) truong\b")),
)


def _title_of_issuer(record: Dispatch) -> Iterator[Check]:
    """Who signs in his own right or for the head has the title of the issuer's kind."""
    title, issuer = fold(record.signer_title.value or ""), fold(record.issuer.value or "")
    # By order others sign; of a joint document each has a title of his own.
    if not title or regex.search(r"t\.?l\b|t\.?u\.?q\b|\bq\.|[;/]", title) or "-" in issuer:
        return
    for kind, head in _HEADED:
        if kind.match(issuer):
            ok = head.search(title) is not None
            message = f"{record.signer_title.value}: {record.issuer.value}"
            yield judged("title_of_issuer", message, record.signer_title, ok=ok, else_="warn")
            return


def _place_of_issuer(record: Dispatch) -> Iterator[Check]:
    """A local agency issues in its province, or in a unit of it (decree 30/2020, annex I).

    Some sit elsewhere and units change their province, so it is a warning; but most misread
    places are caught so, and the place becomes doubtful. One of no known name says nothing.
    """
    agencies = (record.issuer.value, record.superior.value)
    province = next((p for a in agencies if a and (p := province_named(a))), None)
    if record.place.value is None or province is None:
        return
    known = provinces_of(record.place.value)
    if known:
        message, ok = f"{record.place.value}: {record.issuer.value}", province in known
        yield judged("place_of_issuer", message, record.place, ok=ok, else_="warn")


def _ratio_percent(record: Dispatch) -> Iterator[Check]:
    for figure in record.statistics:
        if figure.percent is None or figure.check is None:
            continue
        hit = regex.search(
            r"(?P<n>[\d.]+)\s?/\s?(?P<d>[\d.]+).*?(?P<p>\d+(?:[.,]\d+)?)\s?%", figure.raw or ""
        )
        if not hit:
            continue
        verdict, message = ratio_check(hit["n"], hit["d"], hit["p"])
        if verdict == "fail":
            lower(figure)
        if verdict == "warn":
            message += " (last digit cut, not rounded)"
        yield Check(rule="ratio_percent", verdict=verdict, message=message)


def _number_in_words(record: Dispatch) -> Iterator[Check]:
    for figure in record.statistics:
        if figure.check is None or "in words" not in figure.check:
            continue
        yield judged("number_in_words", figure.check, figure, ok=False)


_RULES: tuple[Callable[[Dispatch], Iterator[Check]], ...] = (
    *DATE_RULES,
    _agency_in_symbol,
    _title_of_issuer,
    _place_of_issuer,
    _ratio_percent,
    _number_in_words,
    table_sums,
)
