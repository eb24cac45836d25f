"""Laws that are cited by name: ``Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011``.

Among the grounds all of them count (decree 30/2020/NĐ-CP, annex I); elsewhere those of which the
date or the year is told, and those whose names are known: what follows ``Luật`` in a sentence
may go on to be anything.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

import dictionaries
from postprocess.fields import dates, kinds
from postprocess.fields.flow import Flow, Found, fold, squeeze
from postprocess.record import Reference, Status

SLIPPED = "date read in signs that look like figures"
# "Căn cứ Luật …;"; with its date also elsewhere: "khoản 3 Điều 52 Luật … ngày 25/6/2015",
# "Luật … ngày 18/6/2012 và Luật … ngày 19/11/2018". Who passed it is no part of its name.
_NAMED_LAW = regex.compile(
    r"(?P<lead>can cu|;|\b(?:dieu \d{1,3}[a-z]?|theo|cua|tai|va|hanh)|,)\s+"
    r"(?P<law>(?:bo luat|luat|phap lenh)\b(?P<name>[^;\d]{3,200}?))"
    r"(?:\s*,?\s(?:cua|(?:da\s)?(?:duoc|do))\s(?:quoc hoi|chu tich nuoc|uy ban thuong vu)\b"
    r"[^;]{0,160}?)?\s*,?\s*"
    r"(?:ngay\s*(?P<d>\d{1,2})\s*(?:thang|/)\s*(?P<m>\d{1,2})\s*(?:nam|/)\s*(?P<y>\d{4})|(?P<unread>ng[a-z]y\b)"
    r"|(?P<years>cac nam (?:19|20)\d\d)|(?P<year>nam (?:19|20)\d\d)(?=\s*(?:[;,.()]|va\b|$))|[;.])"
)
_NEXT_LAW = regex.compile(r"(?:\s+va |,\s)(?=(?:bo luat|luat|phap lenh)\b)")
# "Mục 14 Luật sửa đổi, bổ sung một số điều của Luật … năm 2013" is one, whatever leads to it.
_AMENDS = regex.compile(r"\b(?:bo luat|luat|phap lenh)\s+sua doi\b[^;.:()\d]{3,90}\bcua\s+$")
_REACH = 120

# What no name of a law has: "Điều 9 Luật Việc làm trong thời gian từ ngày …".
_SENTENCE = regex.compile(
    r"[.,:()]|\b(?:nhung|nen|trong|tu|den|truoc|sau|ke|khi|theo|thi(?! dua| hanh)|ma|duoc|da|la|"
    r"thong tu|nghi dinh|quy dinh)\b"
)
# A known one, with its year or not; what stands behind it may say that it is told in full there.
_KNOWN_LAW = regex.compile(
    r"\b(?P<law>\L<laws>)(?!\w)(?:\s(?:nam\s)?(?P<year>(?:19|20)\d\d)\b)?"
    r"(?P<told>\s*,?\s*\(?\s*(?:s[o06]\b|ngay\b|luat\s+s[o06]\b))?",
    laws=[form for law in map(fold, dictionaries.laws()) for form in {law, law.replace(",", "")}],
)
# "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B"; an article is not the whole of it; who
# enacts a law says "Quốc hội ban hành Luật …".
_OF_ANOTHER = regex.compile(
    r"\b(?:luat|phap lenh)\s+sua doi\b[^;.:()]*$|\bdieu\s\d{1,3}[a-z]?\s(?:cua\s)?$"
    r"|\b(?<!luat )ban hanh\s$"
)


def named_laws(flow: Flow) -> list[tuple[int, str | None, Reference]]:
    """Laws that are cited by name, without number, in order: where, of which year, and what."""
    laws = list(_cited(flow))
    told = {start for start, *_ in laws}
    laws += (law for law in _in_passing(flow) if law[0] not in told)
    return sorted(laws, key=lambda law: law[0])


def _cited(flow: Flow) -> Iterator[tuple[int, str | None, Reference]]:
    """Those among the grounds, and those of which the date or the year is told."""
    folded = flow.folded.replace("\n", " ")
    named = 0  # end of the law before: "Luật sửa đổi … của Luật … ngày …" is one
    for hit in _NAMED_LAW.finditer(folded, overlapped=True):
        if hit.start("law") < named:
            continue
        date = dates.iso(hit["d"], hit["m"], hit["y"]) if hit["d"] else None
        if hit["name"].lstrip().startswith(","):
            continue  # "Căn cứ luật, pháp lệnh, …"
        name = hit["name"].replace(" sua doi, bo sung", "")
        if hit["lead"] not in ("can cu", ";") and (
            (date is None and hit["year"] is None) or _SENTENCE.search(name.replace(",", ""))
        ):
            continue  # named in passing
        before, named = named, hit.end()
        start, end = hit.span("law")
        if amends := _AMENDS.search(folded, max(before, start - _REACH), start):
            start = amends.start()
        # "Luật … và Luật sửa đổi … của Luật …": two, the second of which may name two.
        while (
            "sua doi" not in folded[start : start + 14]
            and date is None
            and (further := _NEXT_LAW.search(folded, start, end))
        ):
            yield from _law(flow, hit, start, further.start(), None)
            start = further.end()
        yield from _law(flow, hit, start, end, date)


# "Luật Lưu trữ số 33/2024/QH15"; what a law amends is named behind it.
_BEFORE_NUMBER = regex.compile(
    r"\b(?P<law>(?:bo luat|(?<!bo )luat|phap lenh)\s(?!s[o06]\b)(?P<name>[^;:.()\d]{2,160}?))"
    r"[\s,]*\(?s[o06]\s*[:.]?\s*$"
)


def name_before(flow: Flow, at: int) -> str | None:
    """The name of the law whose number stands at an offset of a text."""
    folded = flow.folded.replace("\n", " ")
    begin = max(0, at - 2 * _REACH)
    hits = list(_BEFORE_NUMBER.finditer(folded, begin, at, overlapped=True))
    amending = [hit for hit in hits if hit["name"].startswith("sua doi")]
    hit = (amending or hits)[-1] if hits else None
    return None if hit is None else flow.found(*hit.span("law")).raw.rstrip(" ,")


def _in_passing(flow: Flow) -> Iterator[tuple[int, str | None, Reference]]:
    """Those that a text names without date or number.

    Not those that it cites with their number too, which are the same, nor those of which it cites
    an article.
    """
    folded = flow.folded.replace("\n", " ")
    hits = [
        hit
        for hit in _KNOWN_LAW.finditer(folded)
        if flow.text[hit.start()].isupper()
        and not _OF_ANOTHER.search(folded, max(0, hit.start() - _REACH), hit.start())
    ]
    numbered = {hit["law"] for hit in hits if hit["told"] and "ngay" not in hit["told"]}
    for hit in hits:
        if not hit["told"] and hit["law"] not in numbered:
            end = hit.end("year") if hit["year"] else hit.end("law")
            law = _reference(flow.found(*hit.span("law")), flow.found(hit.start(), end).raw)
            yield hit.start(), hit["year"], law


def _law(
    flow: Flow, hit: regex.Match[str], start: int, end: int, date: str | None
) -> Iterator[tuple[int, str | None, Reference]]:
    """The law that ``text[start:end]`` names; nothing where it names none."""
    folded = flow.folded.replace("\n", " ")
    guess = dates.slipped(folded, hit.start("unread")) if hit["unread"] else None
    last = end == hit.end("law")  # what stands behind the last of several is of that one
    told = max(end, hit.end() - 1 if hit["unread"] else 0, hit.end("y"), hit.end("year"))
    law = _reference(flow.found(start, end), flow.found(start, told if last else end).raw)
    if law.type is None or squeeze(law.title or "").startswith(("luatnay", "luatso")):
        return
    law.date = guess.iso if guess else date
    if hit["unread"]:
        law.status, law.rule = Status.DOUBTFUL, SLIPPED if guess else "date not read"
    yield start, hit["year"][-4:] if hit["year"] and last else None, law


def _reference(found: Found, raw: str) -> Reference:
    title = regex.sub(r"\s+ban hành$", "", found.raw.rstrip(" ,."))
    return Reference(
        type=kinds.by_name(title.split(" ", 2)[0]) or kinds.by_name(" ".join(title.split()[:2])),
        title=title,
        raw=raw,
        page=found.page,
        box=found.box,
        confidence=None if found.confidence is None else round(found.confidence, 3),
        status=Status.OK,
        rule="law by name",
    )
