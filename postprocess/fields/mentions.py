"""Where documents are cited in full: number and symbol, and what stands around them.

``số 12, 13/QĐ-UBND`` share a symbol, ``… cùng ngày 05/01/2021`` a date. What stands once
behind a list holds for all of it only where it says so, or where the symbol is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from postprocess.fields import dates, kinds, symbols
from postprocess.fields.agency_in_text import name_after_of
from postprocess.fields.flow import Flow, fold

_KIND_BEFORE = regex.compile(
    rf"\b(?P<kind>{kinds.PATTERN})(?:\s*:)?(?:\s*,?\s*s[o06e])?\s*[:.]?\s*\(?$"
)
_LAW_BEFORE = regex.compile(
    r"\b(?P<kind>bo luat|luat|phap lenh|nghi quyet|hien phap)\b(?P<name>[^;]{0,200}?)"
    r"(?:\bs[o06]\b\s*[:.]?\s*|\()?\s*$"
)
# "Biên bản họp Hội đồng trường số …": what it is a record of, a licence for, a report on.
_KIND_WITH_MORE = regex.compile(
    r"\b(?P<kind>bien ban|giay phep|hop dong|giay chung nhan|bao cao(?=\s(?:ket qua|tham dinh"
    r"|tham tra|danh gia|giai trinh|nghien cuu|thuyet minh|tong hop)\b))"
    r"\s(?:(?!\bvan ban\b)[^;:.()\d]){2,70}?\ss[o06]\s*[:.]?\s*$"
)
# "Thông báo kết luận số …": the kind of paper that tells what was concluded.
_TOLD_BY = regex.compile(r"\b(?P<kind>thong bao) ket luan$")
_NUMBER_WORD = regex.compile(r"\bs[o06e]\s*[:.]?\s*$")
_LIST_GAP = regex.compile(r"[\s,;]*(?:va|,|;)?\s*(?:s[o06]\s*[:.]?)?\s*")
# Numbers that share the symbol of the last: "số 12, 13 và 14/QĐ-UBND".
_SHARED = regex.compile(r"\bs[o06]\s*[:.]?\s*(?P<list>(?:\d{1,5}[a-e]?\s*(?:,|;|va\b)\s*)+)$")
_SAME_DAY = regex.compile(r"\s*,?\s*(?:cung|deu)\s+(?:ban hanh\s+)?(?=ngay\b)")
# "Nghị quyết của Hội đồng nhân dân tỉnh số …", "Quyết định ngày 05/01/2021 số …".
_KIND_IN_FRONT = regex.compile(
    rf"\b(?P<kind>{kinds.PATTERN})\s+(?:(?P<dated>ngay\s[^;:()]{{6,40}}?)\s*,?\s+)?"
    r"(?P<of>cua\s[^,;:.()\d]{3,80}?\s+)?s[o06]\s*[:.]?\s*$"
)
# "Ngày 05/01/2021, UBND tỉnh đã ban hành Công văn số …": the day of what is named there.
_ISSUED = regex.compile(
    rf"\b(?P<dated>ngay\s*(?=\d)[\d\s/.\-]{{6,14}}\d|ngay\s+\d{{1,2}}\s+thang\s+\d{{1,2}}\s+nam\s+\d{{4}})"
    rf"\s*,?\s+[^.;:()\d]{{2,90}}?\s(?:da\s+|cung\s+)?(?:ban hanh|co|ky|gui|xay dung)\s+"
    rf"(?:{kinds.PATTERN})\s*(?:s[o06]\s*[:.]?)?\s*$"
)
# "Luật số 91/2015/QH13 được Quốc hội khóa XIII thông qua ngày …".
_PASSED = regex.compile(r"[^;]{0,160}?\bthong qua\s+(?=ngay\b)")
_OF_PARLIAMENT = ("QH", "UBTVQH")
_OF_ORDERS = ("CTN", "HĐNN")  # that made laws known: "Bộ luật Lao động số 35-L/CTN"
_PAPER_BEFORE = regex.compile(r"\bvan ban\s+(?:s[o06]\s*[:.]?\s*)?$")
_DATE_LEAD = regex.compile(r"\s*[,(\"“”'‘’]?\s*(?:ban hanh\s+)?")  # quotes are specks


@dataclass(frozen=True, slots=True)
class Mention:
    """A document cited in full; its details end at ``text[:end]``."""

    symbol: symbols.Symbol
    kind: str | None
    date: str | None
    issuer: str | None
    end: int
    same_day: bool = False  # its date holds for those before it too
    clean: bool = True  # its date was read in figures
    labelled: bool = False  # a word says that it is a number

    @property
    def code(self) -> tuple[str, str]:
        """A symbol that differs in accents only is the same document badly read."""
        number, symbol = self.symbol.key
        return fold(number), fold(symbol)


_NOWHERE = symbols.Symbol("", "", 0, 0)


def mentions_in(flow: Flow) -> list[Mention]:
    """All full citations of a text, in order."""
    found: list[Mention] = []
    for symbol in symbols.find(flow.text):
        before = found[-1] if found else None
        kind, date, issuer = _in_front(flow, symbol)
        kind = kind or _kind(flow, symbol, found)
        shared = _shared(flow, symbol)
        listed = before is not None and before.labelled and _goes_on(flow, before, symbol)
        ahead = _before(flow, symbol)
        named = _NUMBER_WORD.search(ahead[-8:]) or _PAPER_BEFORE.search(ahead[-14:])
        labelled = bool(shared or listed or named)
        implied = kinds.by_symbol(symbol.symbol)
        if not (kind or labelled or implied or symbols.year_in(symbol.symbol)):
            continue  # "20 SV/LHP", "100 BN/ngày": a ratio of units
        behind = _details(flow, symbol.end)
        mention = replace(
            behind,
            symbol=symbol,
            kind=kind or implied,
            date=date or behind.date or _issued(flow, symbol) or _passed(flow, symbol),
            issuer=issuer or behind.issuer,
            labelled=labelled,
        )
        if before is not None:
            _share(flow, found, mention)
        found += (replace(mention, symbol=s, date=None, end=s.end) for s in shared)
        found.append(mention)
    return found


def _goes_on(flow: Flow, before: Mention, symbol: symbols.Symbol) -> bool:
    """Whether a number goes on with the list of the one before it."""
    between = flow.folded[before.end : symbol.start]
    return before.end <= symbol.start and len(between) < 20 and bool(_LIST_GAP.fullmatch(between))


def _issued(flow: Flow, symbol: symbols.Symbol) -> str | None:
    """The date in front of who issued it: ``Ngày …, UBND tỉnh ban hành Công văn số …``."""
    folded = flow.folded.replace("\n", " ")
    hit = _ISSUED.search(folded, max(0, symbol.start - 180), symbol.start)
    dated = dates.at(folded, hit.start("dated")) if hit else None
    return dated.iso if dated else None


def _passed(flow: Flow, symbol: symbols.Symbol) -> str | None:
    """The day on which a law was passed, where a sentence of its own tells it."""
    if not symbol.symbol.split("/")[-1].startswith(_OF_PARLIAMENT):
        return None
    folded = flow.folded.replace("\n", " ")
    lead = _PASSED.match(folded, symbol.end)
    dated = dates.at(folded, lead.end()) if lead else None
    return dated.iso if dated else None


def _share(flow: Flow, found: list[Mention], last: Mention) -> None:
    """Give the documents of a list what is said once, behind the last of them."""
    at = last.symbol.start
    for i in range(len(found) - 1, -1, -1):
        item = found[i]
        between = flow.folded[item.end : at]
        same = item.symbol.symbol == last.symbol.symbol
        listed = regex.fullmatch(
            rf"[\s,;]*(?:va|,|;)?\s*(?:(?:{kinds.PATTERN})\s*)?(?:s[o06]\s*[:.]?)?\s*", between
        )
        if not listed or not (same or last.same_day):
            return
        date = item.date or (last.date if last.same_day else None)
        # One symbol, one agency.
        issuer = item.issuer or (last.issuer if same else None)
        found[i] = replace(item, date=date, issuer=issuer)
        at = item.symbol.start


def _shared(flow: Flow, symbol: symbols.Symbol) -> list[symbols.Symbol]:
    """The numbers before a symbol that share it."""
    start = max(0, symbol.start - 80)
    hit = _SHARED.search(flow.folded, start, symbol.start)
    if hit is None:
        return []
    return [
        replace(symbol, number=m[0], start=m.start(), end=m.end())
        for m in regex.finditer(
            r"\d+[a-eA-E]?", flow.text[: hit.end("list")], pos=hit.start("list")
        )
    ]


def _in_front(flow: Flow, symbol: symbols.Symbol) -> tuple[str | None, str | None, str | None]:
    """Kind, date and issuer where they stand before ``số``."""
    start = max(0, symbol.start - 160)
    folded = flow.folded.replace("\n", " ")
    hit = _KIND_IN_FRONT.search(folded, start, symbol.start)
    if hit is None or not (hit["dated"] or hit["of"]):
        return None, None, None
    if hit["of"] and (
        _KIND_BEFORE.search(folded, hit.start("of"), symbol.start)
        or regex.match(r"cua (?:bo luat|luat|phap lenh)\b", hit["of"])
    ):
        return None, None, None  # "Quy định của Nghị định số …", "… của Luật Lưu trữ số …"
    date = dates.at(folded, hit.start("dated")) if hit["dated"] else None
    if hit["dated"] and date is None:
        return None, None, None
    named = name_after_of(flow, hit.start("of")) if hit["of"] else None
    # A name that goes on past "số" is a sentence.
    issuer = named[0].removesuffix(" số").strip() if named else None
    if named and named[1] < hit.end("of") - 1:
        issuer = None
    return kinds.by_name(hit["kind"]), date.iso if date else None, issuer


def _kind(flow: Flow, symbol: symbols.Symbol, found: Sequence[Mention]) -> str | None:
    """The kind named before a number, or that of the list it goes on with."""
    window = _SHARED.sub("so ", _before(flow, symbol))
    direct = _KIND_BEFORE.search(window[-90:])
    if direct and direct["kind"] == "nghi quyet":
        return kinds.by_name(direct["kind"])
    enacted = symbol.symbol.split("/")[-1].startswith((*_OF_PARLIAMENT, *_OF_ORDERS))
    if enacted and not direct and (law := _LAW_BEFORE.search(window)):
        return kinds.by_name(law["kind"])
    if direct:
        own, told = direct["kind"], _TOLD_BY.search(window[-90:], 0, direct.end("kind"))
        # "Thông báo kết luận số 88-TB/HU", but "Thông báo Kết luận số 88-KL/TW".
        of_it = told and kinds.by_symbol(symbol.symbol) != kinds.by_name(own)
        return kinds.by_name(told["kind"] if told and of_it else own)
    if further := _KIND_WITH_MORE.search(window[-90:]):
        return kinds.by_name(further["kind"])
    before = found[-1] if found else None
    if before is not None and (_goes_on(flow, before, symbol) or _same_list(flow, before, symbol)):
        return _kind_of_list(found, symbol)
    paper = kinds.by_symbol(symbol.symbol) is None and _PAPER_BEFORE.search(window[-20:])
    return kinds.PAPER if paper else None


_NEXT_OF_LIST = regex.compile(r"(?:,|\bva)\s+s[o06]\s*[:.]?\s*$")


def _kind_of_list(found: Sequence[Mention], symbol: symbols.Symbol) -> str | None:
    """The kind of what a list goes on with: no number of a letter goes on with decrees.

    In ``các Công văn: số 1/BTC-QLCS về … tại Nghị định số 104/2024/NĐ-CP; số 2/BTC-ĐT`` it does
    with the letter.
    """
    named = kinds.by_symbol(symbol.symbol)
    alike = (m.kind for m in reversed(found) if kinds.by_symbol(m.symbol.symbol) == named)
    return next(alike, named)


def _same_list(flow: Flow, before: Mention, symbol: symbols.Symbol) -> bool:
    """Whether a sentence goes on with a number of the same symbol.

    ``các Công văn: số 1/UBND-VX về …, số 2/UBND-VX về …``
    """
    between = flow.folded[before.end : symbol.start].replace("\n", " ")
    same = fold(before.symbol.symbol) == fold(symbol.symbol)
    return (
        same and not regex.search(r"[.;](?:\s|$)", between) and bool(_NEXT_OF_LIST.search(between))
    )


def _before(flow: Flow, symbol: symbols.Symbol) -> str:
    """The folded text before a number, without figures that a space broke off it."""
    before = flow.folded[max(0, symbol.start - 220) : symbol.start].replace("\n", " ")
    return regex.sub(r"\d{1,4}\s$", "", before)


def _details(flow: Flow, at: int) -> Mention:
    """Date and issuer behind a symbol, in either order, and where they end."""
    date = issuer = None
    clean = True
    same = _SAME_DAY.match(flow.folded, at)
    end = same.end() if same else at
    for _ in range(2):
        if date is None and (dated := _date_at(flow.folded, end)):
            date, end, clean = dated.iso, dated.end, dated.clean
        if issuer is None and (named := name_after_of(flow, end)):
            issuer, end = named
    return Mention(_NOWHERE, None, date, issuer, end, same_day=bool(same and date), clean=clean)


def _date_at(folded: str, at: int) -> dates.Dated | None:
    lead = _DATE_LEAD.match(folded, at)
    if lead is None:
        return None
    flat = folded.replace("\n", " ")
    return dates.at(flat, lead.end()) or dates.slipped(flat, lead.end())
