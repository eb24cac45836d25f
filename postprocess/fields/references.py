"""Other documents that this one cites, each counted once.

``Quyết định số 459/QĐ-UBND ngày 22/02/2013 của UBND tỉnh …`` in every usual way: with and
without ``số``, date in words or figures, before or after the issuer, in lists, a symbol
broken at the line end (`mentions`). A later mention without a date, or in short
(``Nghị định này``), is the same document; the same number in another year is another one.
Laws are cited by name too (`laws`).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

import dictionaries
from postprocess.fields import kinds, symbols
from postprocess.fields.flow import Flow, fold, squeeze
from postprocess.fields.laws import SLIPPED, name_before, named_laws
from postprocess.fields.mentions import Mention, mentions_in
from postprocess.fields.quoted import quoted_subject
from postprocess.fields.short_forms import Cited, short_mentions
from postprocess.fields.value import SURE_FIGURES, SURE_KNOWN_SYMBOL
from postprocess.record import Reference, Status

# "ogày 08 tháng 10": the word itself may be misread.
_DATE_WORD = regex.compile(
    r"\s*[,(]?\s*(?:ban hanh\s+)?(?:ng[a-z]y\b|\S{0,2}[gq]a[yv]\s+\d|\d{1,2}\s*thang\s*\d)"
)
# Signs in a symbol that are none of its letters: strokes of others, specks.
_STRAYS = regex.compile(r"['’‘`´\]\[|]|[:.]\s?-|QH\s?[Il|]|[I1]W$")
_FIRST_GROUP = regex.compile(r"^(?:(?:19|20)\d\d/)?(?P<kind>\p{Lu}{2,5}[1l]?)(?=[-/])")
# Figures broken off by a space before the number, letters after the symbol.
_BROKEN_BEFORE = regex.compile(r"[\d/]\s$")
_OTHER_YEAR = "the same number in another year"
_BROKEN = "figures broken by a space"
_BROKEN_BEHIND = regex.compile(r"\s?[-–]?\s\p{Lu}{2,}\b(?!\s\p{Lu})|['’‘`´|]\s?\p{L}")


def references_in(
    flows: Sequence[Flow], own: tuple[str, str] | None, own_kind: str | None = None
) -> list[Reference]:
    """All documents cited in a text.

    Args:
        flows: Subject, body: texts of their own, over whose ends no name goes on.
        own: Folded ``Symbol.key`` of the document itself, which is not a reference.
        own_kind: Its kind: ``Quyết định này`` in a decision is the decision itself.

    Returns:
        In order of first mention. ``raw`` and box are of the first mention.
    """
    merged: dict[tuple[str, ...], Reference] = {}
    first: dict[tuple[str, ...], tuple[int, int]] = {}
    for part, flow in enumerate(flows):
        cited: list[Cited] = []
        for m in mentions_in(flow):
            if m.code != own and not _is_annexed_to(flow, m, own, own_kind):
                new = _reference(flow, m)
                key = _key(merged, m.code, new)
                first.setdefault(key, (part, m.symbol.start))
                _merge(merged, key, new)
                # A letter has no kind in its symbol, but its unit (decree 30/2020, annex I).
                kind = kinds.LETTER if m.kind == kinds.PAPER else m.kind
                cited.append(Cited(m.code, kind, m.symbol.number, m.end))
        for code in short_mentions(flow.folded.replace("\n", " "), cited, own_kind):
            merged[code].mentions += 1
        for start, year, law in named_laws(flow):
            name = _law_key(merged, law, year)
            first.setdefault(name, (part, start))
            _merge(merged, name, law)
    return [merged[key] for key in sorted(merged, key=first.__getitem__)]


def _is_annexed_to(
    flow: Flow, mention: Mention, own: tuple[str, str] | None, own_kind: str | None
) -> bool:
    """Whether an annex says what it belongs to: its number misread or by a pen, or its kind
    in words and not in its symbol."""
    if own is None or own_kind is None:
        return False
    number, symbol = mention.code
    shortened = number == own[0] and own[1].endswith(f"-{symbol}")
    if symbol != own[1] and not shortened:
        return False
    about = r"[^().;:]{0,60}" if shortened else ""
    begin = r"(?:^|[\n(])\W*" if shortened else r"(?:^|\()"
    annexed = rf"{begin}(?:ban hanh )?kem theo {fold(own_kind)}\b{about}\s+s\S{{0,3}}\s*$"
    return regex.search(annexed, flow.folded[: mention.symbol.start]) is not None


def _key(
    merged: dict[tuple[str, ...], Reference], code: tuple[str, str], new: Reference
) -> tuple[str, ...]:
    """Number and symbol; with the year where another year's document has the same.

    Numbers begin anew each year (decree 30/2020, article 15). A misread year would look the
    same, so both are doubtful unless the text is exact.
    """
    known = merged.get(code)
    if known is None or not known.date or not new.date or known.date[:4] == new.date[:4]:
        return code
    if known.box or new.box:
        known.status = new.status = Status.DOUBTFUL
        known.rule = new.rule = _OTHER_YEAR
    return (*code, new.date[:4])


def _law_key(
    merged: dict[tuple[str, ...], Reference], law: Reference, year: str | None
) -> tuple[str, ...]:
    """Its name; with the year where a law of another year has the same (Luật Đất đai năm 2003)."""
    name = ("law", squeeze(law.title or ""))
    year = law.date[:4] if law.date else year
    for key, known in merged.items():
        if key[:2] == name:
            other = known.date[:4] if known.date else key[2] if len(key) > 2 else None
            if year is None or other is None or other == year:
                return key
    return (*name, year) if year else name


def _merge(merged: dict[tuple[str, ...], Reference], key: tuple[str, ...], new: Reference) -> None:
    """Count a mention; what it tells more is added to the first one."""
    known = merged.setdefault(key, new)
    if known is new:
        return
    known.mentions += 1
    read_better = known.status is Status.DOUBTFUL and new.status is Status.OK
    if read_better and known.rule != _OTHER_YEAR:
        # The same document read surely elsewhere.
        known.status, known.rule, known.confidence = new.status, new.rule, new.confidence
        known.symbol = new.symbol
    if known.type in (None, kinds.PAPER):
        known.type = new.type or known.type
    known.issuer = known.issuer or new.issuer
    known.title = known.title or new.title
    known.subject = known.subject or new.subject
    if known.date and new.date and known.date != new.date:
        known.status = Status.DOUBTFUL
        known.rule = "mentions disagree in the date"
    known.date = known.date or new.date


def _reference(flow: Flow, mention: Mention) -> Reference:
    symbol = mention.symbol
    found = flow.found(symbol.start, symbol.end)
    lowest = 1.0 if found.lowest is None else found.lowest
    doubt = _doubt(flow, mention)
    broken = _BROKEN_BEFORE.search(flow.text[max(0, symbol.start - 2) : symbol.start])
    return Reference(
        type=mention.kind,
        number=None if broken or not symbol.number[0].isdigit() else symbol.number,
        symbol=_of_kind(mention),
        date=mention.date,
        issuer=mention.issuer,
        title=name_before(flow, symbol.start) if mention.kind in _LAWS else None,
        subject=quoted_subject(flow, symbol.start, mention.end),
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


def _doubt(flow: Flow, mention: Mention) -> str | None:
    """What stands around a mention that makes it unsure, None if nothing does."""
    if torn := _torn(flow, mention):
        return torn
    if not mention.clean:
        return SLIPPED
    if mention.date is None and _DATE_WORD.match(flow.folded, mention.symbol.end):
        return "date not read"
    agree = mention.kind is None or _may_bear(mention.kind, mention.symbol.symbol)
    return None if agree else "kind and symbol disagree"


def _torn(flow: Flow, mention: Mention) -> str | None:
    """What is wrong with a number and symbol as they were read."""
    symbol = mention.symbol
    before = flow.text[max(0, symbol.start - 2) : symbol.start]
    inside = flow.text[symbol.start : symbol.end]
    if _BROKEN_BEFORE.search(before) or regex.search(r"[\p{L}\d|!]\s\d", inside):
        return _BROKEN
    if regex.match(r"\d*[lLIOoSBZ§]", inside):
        return "letters among the figures"
    if _STRAYS.search(inside) or _of_kind(mention) != symbol.symbol:
        return "letters of the symbol mended"
    return "symbol broken" if _BROKEN_BEHIND.match(flow.text, symbol.end) else None


def _of_kind(mention: Mention) -> str:
    """The symbol, its kind as the kind named before it has it: not ``ND-CP``, ``TT1-BNV``."""
    symbol = mention.symbol.symbol
    group = _FIRST_GROUP.match(symbol)
    if group is None or mention.kind is None or kinds.by_abbreviation(group["kind"]):
        return symbol
    kind = group["kind"]
    read = {fold(kind), fold(kind.rstrip("1lI")), fold(kind.replace("I", ""))}
    meant = [a for a in kinds.abbreviations(mention.kind) if fold(a) in read]
    return symbol[: group.start("kind")] + meant[0] + symbol[group.end() :] if meant else symbol


def _may_bear(kind: str, symbol: str) -> bool:
    """Whether a paper of a kind may have a symbol.

    In "Nghị định dưới luật … số 88/CP" the word before the number is not its kind.
    """
    named = kinds.by_symbol(symbol)
    law = kind not in _LAWS or _OF_LEGISLATURE.search(symbol) is not None
    return law and (named is None or kinds.same(kind, named))


_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
# National Assembly, its committee, the Council of State and the President before them.
_OF_LEGISLATURE = regex.compile(r"QH|HĐNN|CTN|SL|PL|LCT|NN")
