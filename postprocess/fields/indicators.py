"""What a figure of running text counts: the words of its clause, as printed."""

from __future__ import annotations

import regex

from postprocess.fields.figure import Figure
from postprocess.fields.figures import MONEY_UNIT
from postprocess.fields.flow import Flow, fold

_LEAD_TIME = regex.compile(
    r"^(?:[\s,–\-]*(?:(?:tinh )?(?:den|tu|trong|luy ke|nam|thang|quy)\b[^,]{0,60},|"
    r"(?:tinh )?den nay\b(?: da\b)?|(?:tinh )?den (?:ngay )?\d[\d/]*(?: da\b)?|trong do\b|"
    r"chia thanh\b|trong (?:thang|quy|nam)\b"
    r"(?:\s*(?:\d{1,2}(?:/\d{4})?|\d{4})(?!\d))?|luy ke(?: tu dau nam)?\b|"
    r"so voi (?:thang truoc|cung ky|nam truoc)\b|"
    r"tu (?:ngay )?\d[\d/]* den (?:het )?(?:ngay )?\d[\d/]*))+\s*"
)
_LIGHT = regex.compile(
    r"(?:^|\s)(?:la|co|da|(?<!khong )dat|duoc|gom|chiem|voi|khoang|tren|hon|gan|tong so|"
    r"tiep nhan|ghi nhan|bang|trong do|va|ty le|ti le|cho|con|chi|cac|ca|tong|so tien|la:|:)\s*$"
)
_AFTER_STOP = regex.compile(
    r"[,.;:()“”\"%]|\d|\s(?:va|trong do|so voi|duoc|da|dat|chiem|tang|giam|bang|de|nham|do|thi|vao|"
    r"tu|den|theo|tai|nam|hien|chua|khong|cua|la|o|tham|voi|co|duoi)\s|\s[-–]\s"
)
# Words that say nothing of what is counted: it is what the figure before counts.
_WEAK = regex.compile(
    r"\W*(?:(?:tang|giam|len|den|den duoi|tro len|con|them|va|lan luot|luy ke|nhung|chi|dat)"
    r"[\s,]*)*"
    r"(?:toi da|toi thieu)?\W*"
)
# What a percentage is of.
_BASES = r"(?:ke hoach|du toan|chi tieu|tong so|dan so|dien tich|muc tieu)\b"
_BASE = regex.compile(rf"{_BASES}[^,]*?(?:, | va )")
_HEADING = regex.compile(
    r"\W*(?:\d[\d.]*\.?\s|[a-z]\)\s)?(?P<of>[a-z][^:.;\d]{3,90})(?<!nhu sau|sau day):\s"
)
_BEHIND = regex.compile(r"\s+(?!va\s)\w+")
_LONGEST = 16  # words of a clause that still say what is counted


def clause_start(text: str, at: int, least: int) -> int:
    """Behind the last full stop, semicolon, colon or bracket before a figure."""
    start = least
    for m in regex.finditer(
        r"[.;:](?=\s|$)|\((?![^()]*\))|^\W*(?:\d{1,2}[.)]|[-–•+¹²³⁴-⁹])+\s", text[:at]
    ):
        if m.end() > start and not regex.fullmatch(r"[\s:(]*", text[m.end() : at]):
            start = m.end()
    return start


def without_rest(own: str, before: Figure | None) -> str:
    """A clause without what still belongs to the figure before it.

    ``98,5% kế hoạch, giảm 3,2%``; ``(Viettel, VNPT) đạt``.
    """
    if before is not None and before.percent and _BASE.match(fold(own)):
        own = regex.split(r", | và ", own, maxsplit=1)[1]
    closed = own.find(")")
    if closed >= 0 and "(" not in own[:closed]:
        own = own[closed + 1 :].strip(" ,;")
    return regex.sub(r"^(?:[a-zđ]\)|trong đó|với|gồm|và)\s+", "", own)


# Of a note behind a word; m² and m³ are units.
_NOTE = regex.compile(r"(?:(?<!\b[kcd]?m)[⁰¹²³⁴-⁹]| )+$")


def trimmed(flow: Flow, text: str, start: int, end: int) -> str:
    """The words of the clause without time phrase in front and light verbs behind."""
    while True:
        lead = regex.match(r"[\s,;:.()\-–⁰¹²³⁴-⁹]+", text[start:end]) or _LEAD_TIME.match(
            text[start:end]
        )
        if not lead or not lead.end():
            break
        start += lead.end()
    # Two figures side by side: the first is a word that was read as one ("12" for "là").
    if misread := regex.search(r"\s\d{1,2}\s*$", text[start:end]):
        end = start + misread.start()
    while tail := _LIGHT.search(text[start:end]):
        end = start + tail.start()
    # What stands in brackets tells of the words before it, not of the figure.
    words = regex.sub(r"\s*\([^()]*\)[\s:]*$", "", flow.text[start:end]).split()
    if len(words) > _LONGEST:
        tail_words = " ".join(words).rsplit(", ", 1)[-1].split()
        words = tail_words[-_LONGEST:]
    return " ".join(words).strip(" ,;:(-–")


def heading_of(flow: Flow, text: str, first: int) -> str:
    """What stands before the colon of a list item whose parts are counted, or nothing.

    ``- Học tiếng Anh: Bậc C1: 14; A2: 60``. What is counted itself is no heading of
    parts: ``- Số xã: 12``.
    """
    hit = _HEADING.match(text)
    if hit is None or not hit.end() < first or not any(map(str.isalpha, text[hit.end() : first])):
        return ""
    return " ".join(flow.text[slice(*hit.span("of"))].split())


def counted(flow: Flow, text: str, hit: Figure) -> tuple[str, int]:
    """What a count counts, or a percentage is of: its unit and the words that go on with it."""
    of_percent = hit.percent is not None and hit.numerator is None
    if hit.numerator or not (of_percent or hit.unit):
        return "", hit.end
    if hit.unit and MONEY_UNIT.fullmatch(text[slice(*hit.unit)]):
        return "", hit.end
    begin, behind = hit.unit or (hit.end, hit.end)
    if hit.is_part and (word := _BEHIND.match(text, hit.end)):
        begin, behind = word.span()  # "19 thí sinh (16 nữ, 3 nam)"
    if of_percent and regex.match(rf"\s*{_BASES}", text[behind:]):
        return "", hit.end
    stop = _AFTER_STOP.search(text, behind)
    end = min(stop.start() if stop else len(text), behind + 90)
    # A number may belong to a name: "Tổng đài 1022".
    if stop and stop[0].isdigit() and regex.search(r"tong dai $", text[:end]):
        name = regex.match(r"\d+", text[end:])
        end += name.end() if name else 0
    words = " ".join(flow.text[begin:end].split()).lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")
    return _NOTE.sub("", words), end


def indicator_of(lead: str, after: str, topic: str) -> str | None:
    """What is counted: the words before a figure, and those that go on with its unit.

    A list item names its topic; few words behind it say which part of it is meant.
    """
    if topic and lead and len(lead.split()) <= 3 and lead != topic:
        lead = f"{topic} - {lead}"
    parts = [p for p in (lead, after) if any(map(str.isalpha, p))]
    return " - ".join(parts) or None


def says_nothing(words: str) -> bool:
    """Whether the words before a figure do not say what it counts: that stands further up."""
    return _WEAK.fullmatch(fold(words)) is not None
