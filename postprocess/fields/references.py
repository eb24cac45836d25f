"""Other documents that this one cites, each counted once.

``Quyết định số 459/QĐ-UBND ngày 22/02/2013 của UBND tỉnh …`` in every usual way: with and
without ``số``, date in words or figures, before or after the issuer, in lists, a symbol
broken at the line end. A later mention without a date is the same document. Laws are cited
by name (decree 30/2020, annex I); they count when they stand among the legal grounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

import dictionaries
from postprocess.fields import dates, kinds, symbols
from postprocess.fields.agency import name_after_of
from postprocess.fields.flow import Flow, fold, squeeze
from postprocess.fields.value import SURE_FIGURES, SURE_KNOWN_SYMBOL
from postprocess.record import Reference, Status

_KIND_BEFORE = regex.compile(
    rf"\b(?P<kind>{kinds.PATTERN})(?:\s*,?\s*s[o06e]|\s*:)?\s*[:.]?\s*\(?$"
)
_LAW_BEFORE = regex.compile(
    r"\b(?P<kind>bo luat|luat|phap lenh|nghi quyet|hien phap)\b(?P<name>[^;]{0,200}?)"
    r"(?:\bs[o06]\b\s*[:.]?\s*|\()?\s*$"
)
_NUMBER_WORD = regex.compile(r"\bs[o06e]\s*[:.]?\s*$")
_LIST_GAP = regex.compile(r"[\s,;]*(?:va|,|;)?\s*(?:s[o06]\s*[:.]?)?\s*")
_DATE_LEAD = regex.compile(r"\s*[,(]?\s*(?:ban hanh\s+)?")
_DATE_WORD = regex.compile(r"\s*[,(]?\s*(?:ban hanh\s+)?ng[a-z]y\b")
# Figures broken off by a space before the number, letters after the symbol.
_BROKEN_BEFORE = regex.compile(r"[\d/]\s$")
_BROKEN = "figures broken by a space"
_BROKEN_BEHIND = regex.compile(r"\s?[-–]?\s\p{Lu}{2,}\b(?!\s\p{Lu})")
_NAMED_LAW = regex.compile(
    r"(?:can cu|;)\s+(?P<law>(?:bo luat|luat|phap lenh)\b(?P<name>[^;\d]{3,200}?))\s*,?\s*"
    r"(?:ngay\s*(?P<d>\d{1,2})\s*(?:thang|/)\s*(?P<m>\d{1,2})\s*(?:nam|/)\s*(?P<y>\d{4})|(?P<unread>ng[a-z]y\b)|[;.])"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    symbol: symbols.Symbol
    kind: str | None
    date: str | None
    issuer: str | None
    end: int


def references_in(flows: Sequence[Flow], own: tuple[str, str] | None) -> list[Reference]:
    """All documents cited in a text.

    Args:
        flows: Subject, body: texts of their own, over whose ends no name goes on.
        own: Folded ``Symbol.key`` of the document itself, which is not a reference.

    Returns:
        In order of first mention. ``raw`` and box are of the first mention.
    """
    merged: dict[tuple[str, str], Reference] = {}
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for part, flow in enumerate(flows):
        for m in _mentions(flow):
            # A symbol that differs in accents only is the same document badly read.
            code = (fold(m.symbol.key[0]), fold(m.symbol.key[1]))
            if code != own:
                first.setdefault(code, (part, m.symbol.start))
                _merge(merged, code, _reference(flow, m))
        for start, law in _named_laws(flow):
            name = ("law", squeeze(law.title or ""))
            first.setdefault(name, (part, start))
            _merge(merged, name, law)
    return [merged[key] for key in sorted(merged, key=first.__getitem__)]


def _merge(merged: dict[tuple[str, str], Reference], key: tuple[str, str], new: Reference) -> None:
    """Count a mention; what it tells more is added to the first one."""
    known = merged.setdefault(key, new)
    if known is new:
        return
    known.mentions += 1
    if known.status is Status.DOUBTFUL and new.status is Status.OK:
        # The same document read surely elsewhere.
        known.status, known.rule, known.confidence = new.status, new.rule, new.confidence
    known.type = known.type or new.type
    known.issuer = known.issuer or new.issuer
    if known.date and new.date and known.date != new.date:
        known.status = Status.DOUBTFUL
        known.rule = "mentions disagree in the date"
    known.date = known.date or new.date


def _mentions(flow: Flow) -> Iterator[_Mention]:
    before: _Mention | None = None
    for symbol in symbols.find(flow.text):
        kind = _kind(flow, symbol, before)
        labelled = bool(_NUMBER_WORD.search(_before(flow, symbol)[-8:]))
        implied = kinds.by_symbol(symbol.symbol)
        if not (kind or labelled or implied or symbols.year_in(symbol.symbol)):
            continue  # "20 SV/LHP", "100 BN/ngày": a ratio of units
        date, issuer, end = _details(flow, symbol.end)
        before = _Mention(symbol, kind or implied, date, issuer, end)
        yield before


def _kind(flow: Flow, symbol: symbols.Symbol, before: _Mention | None) -> str | None:
    """The kind named before a number, or that of the list it goes on with."""
    window = _before(flow, symbol)
    if symbol.symbol.split("/")[-1].startswith(("QH", "UBTVQH")) and (
        law := _LAW_BEFORE.search(window)
    ):
        return kinds.by_name(law["kind"])
    if hit := _KIND_BEFORE.search(window[-90:]):
        return kinds.by_name(hit["kind"])
    if before is not None and before.end <= symbol.start:
        between = flow.folded[before.end : symbol.start]
        if len(between) < 20 and _LIST_GAP.fullmatch(between):
            return before.kind
    return None


def _before(flow: Flow, symbol: symbols.Symbol) -> str:
    """The folded text before a number, without figures that a space broke off it."""
    before = flow.folded[max(0, symbol.start - 220) : symbol.start].replace("\n", " ")
    return regex.sub(r"\d{1,4}\s$", "", before)


def _details(flow: Flow, at: int) -> tuple[str | None, str | None, int]:
    """Date and issuer behind a symbol, in either order, and where they end."""
    date = issuer = None
    end = at
    for _ in range(2):
        if date is None and (dated := _date_at(flow.folded, end)):
            date, end = dated.iso, dated.end
        if issuer is None and (named := name_after_of(flow, end)):
            issuer, end = named
    return date, issuer, end


def _date_at(folded: str, at: int) -> dates.Dated | None:
    lead = _DATE_LEAD.match(folded, at)
    return dates.at(folded.replace("\n", " "), lead.end()) if lead else None


def _reference(flow: Flow, mention: _Mention) -> Reference:
    symbol = mention.symbol
    found = flow.found(symbol.start, symbol.end)
    lowest = 1.0 if found.lowest is None else found.lowest
    doubt = _doubt(flow, mention)
    broken = _BROKEN_BEFORE.search(flow.text[max(0, symbol.start - 2) : symbol.start])
    return Reference(
        type=mention.kind,
        number=None if broken else symbol.number,
        symbol=symbol.symbol,
        date=mention.date,
        issuer=mention.issuer,
        raw=flow.found(symbol.start, max(mention.end, symbol.end)).raw,
        page=found.page,
        box=found.box,
        confidence=round(0.5 * lowest if doubt else lowest, 3),
        status=Status.DOUBTFUL if doubt or lowest < _sure(symbol.symbol) else Status.OK,
        rule=doubt or "number and symbol",
    )


def _sure(symbol: str) -> float:
    """The confidence from which a reading is trusted: capitals in a row read poorly.

    A symbol that is in use elsewhere was hardly misread; a misread figure has a word of its
    own to lower the confidence only where the symbol has read well.
    """
    known = symbols.without_year(symbol) in dictionaries.symbols()
    return SURE_KNOWN_SYMBOL if known else SURE_FIGURES


def _doubt(flow: Flow, mention: _Mention) -> str | None:
    """What stands around a mention that makes it unsure, None if nothing does."""
    symbol = mention.symbol
    before = flow.text[max(0, symbol.start - 2) : symbol.start]
    inside = flow.text[symbol.start : symbol.end]
    if _BROKEN_BEFORE.search(before) or regex.search(r"\d\s\d", inside):
        return _BROKEN
    if _BROKEN_BEHIND.match(flow.text, symbol.end):
        return "symbol broken by a space"
    if mention.date is None and _DATE_WORD.match(flow.folded, symbol.end):
        return "date not read"
    named = kinds.by_symbol(symbol.symbol)
    if mention.kind and named and not kinds.same(mention.kind, named):
        return "kind and symbol disagree"
    return None


def _named_laws(flow: Flow) -> Iterator[tuple[int, Reference]]:
    """Laws among the grounds that are cited by name, without number."""
    folded = flow.folded.replace("\n", " ")
    for hit in _NAMED_LAW.finditer(folded, overlapped=True):
        date = dates.iso(hit["d"], hit["m"], hit["y"]) if hit["d"] else None
        found = flow.found(hit.start("law"), hit.end("law"))
        title = found.raw.rstrip(" ,.")
        kind = kinds.by_name(title.split(" ", 2)[0]) or kinds.by_name(" ".join(title.split()[:2]))
        if kind is None or squeeze(title).startswith(("luatnay", "luatso")):
            continue
        law = Reference(
            type=kind,
            title=title,
            date=date,
            raw=flow.found(hit.start("law"), hit.end() - (0 if hit["d"] else 1)).raw,
            page=found.page,
            box=found.box,
            confidence=None if found.confidence is None else round(found.confidence, 3),
            status=Status.DOUBTFUL if hit["unread"] else Status.OK,
            rule="date not read" if hit["unread"] else "law by name",
        )
        yield hit.start("law"), law
