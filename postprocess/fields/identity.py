"""Number, symbol, date and place: what names a document.

Number and day are most often written by hand into a printed form, and a recogniser made
for print invents figures there. So a reading is believed only where slot, shape and
confidence agree; else the field is doubtful, with the reading as ``raw``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import product

import regex

from postprocess.fields import dates, kinds, symbols
from postprocess.fields.flow import Flow, Found, Row
from postprocess.fields.head import NUMBER_SLOT, gaps
from postprocess.fields.place import place_alone, place_before
from postprocess.fields.value import (
    SURE_FIGURES,
    SURE_RULE,
    SURE_TEXT,
    WEAK_RULE,
    absent,
    by_hand,
    text_value,
    unread,
)
from postprocess.record import Status, Text

# Folded letters that stand for figures where a figure must be.
_FIGURE_LIKE = str.maketrans("oil|", "0111")
_CLEAN = regex.compile(r"\d{1,8}(?:\.\d{1,3})?[a-eA-E]?")
_LONG = 6  # figures: contracts have so many, and what was misread
_BLANK = regex.compile(r"[\s.…_\-]*")
# The slash that counts is the one before the year or the first group in capitals: a pen's
# figures may be read as slashes too.
_AFTER_SLASH = regex.compile(
    r"(?P<number>.*?)/\s*(?P<symbol>(?:(?:19|20)\d\d\s?[/\-]\s?)?\p{Lu}[\p{L}\d&+.,]*"
    r"(?:\s?[-/]\s?(?:\p{Lu}[\p{L}\d&+.,]*|(?:19|20)\d\d(?!\d))){0,9}"
    rf"{symbols.UNIT})"
)
# Of a certificate of business registration: a number and no symbol, longer than any other.
_REGISTERED = regex.compile(r"\s*(?P<number>\d{6,13})\W*")
_YEAR_ALONE = regex.compile(r"(?P<number>.*?)/\s*(?P<symbol>(?:19|20)\d\d)(?=[\s.,;_*-]*$)")
# What a symbol goes on with on its line where a blank parts its last group: "NQ-LĐCV ATh".
_LAST_GROUP = regex.compile(r"\s\p{Lu}[\p{L}\d]{0,5}(?=\W*$)")
# Where the slash was lost: what ends the slot in capitals is the symbol.
_TRAILING = regex.compile(r"(?P<symbol>\p{Lu}{2,}\p{L}*(?:\s?-\s?\p{Lu}[\p{L}\d&+.,]*)+)")
# Until 1998 central agencies wrote "Số: 87-CP".
_OLD = regex.compile(r"(?P<number>[^\-/]{1,8}?)\s?[-–]\s?(?P<symbol>CP|HĐBT|CT|TTg|CTN)\b")
# Abbreviations keep Đ, Ư, Ô, but no tone.
_TONE = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")
# One letter and a slash before a kind: what a pen's figures were read as ("C/QĐ-UBND").
_PEN_BEFORE = regex.compile(r"\p{L}\s?/\s?(?=\p{Lu}\p{L}{1,4}\s?-)")
# A note in the margin before the label: "tại Số: 12/SNV-VP".
_LATE_LABEL = regex.compile(r"\S{1,6}\s+s[o0]\s*[:;]+\s*(?=\d)")
_FOREIGN = regex.compile(r"[^a-zA-ZđĐÂĂÊÔƠƯ\d/.,&+\-()]")  # no symbol has such a letter or sign
_PARTY = regex.compile(
    r"(?P<number>[^\-/]{0,8}?)\s?-\s?(?P<symbol>\p{Lu}\p{L}{0,4}\s?/\s?\p{Lu}[\p{L}\d&+\-]*"
    r"(?:\.\p{Lu}[\p{L}\d&+\-]+)*)"
)
# The same without its dash: "Số 06 TTr/ĐTN"; it is told by the kind before the slash.
_SPACED = regex.compile(
    rf"(?P<number>[^\-/]{{0,8}}?)(?:\s|(?<=\d)(?=(?:{symbols.KIND})\s?/))"
    r"(?P<symbol>(?P<kind>\p{Lu}\p{L}{0,6})\s?/\s?\p{Lu}[\p{L}\d&+]*(?:\s?-\s?\p{Lu}[\p{L}\d&+]*)*)"
)
_FIGURES = regex.compile(r"\d{1,5}[a-c]?(?=\s)")
_PRINTED = regex.compile(r"\p{Lu}{2,4}-\p{Lu}[\p{L}\d&+\-]+")


def number_and_symbol(row: Row | None, was_read: bool) -> tuple[Text, Text]:
    """The document's own number and symbol.

    Args:
        row: The row with the number slot, None where there is none.
        was_read: Whether a recogniser read the page, so that a blank may hide writing.

    Returns:
        Number (what stands before the first slash) and symbol (all after it).
    """
    if row is None:
        return absent("no number slot"), absent("no number slot")
    flow = Flow.of([row])
    plain = symbols.even(flow.text)
    slot = NUMBER_SLOT.search(flow.folded)
    noted = None if slot else _LATE_LABEL.match(flow.folded)
    start = slot.start("rest") if slot else noted.end() if noted else 0
    rest = plain[start:]
    party = _PARTY.match(rest)
    if party and "/" in rest[: party.start("symbol")]:
        party = None
    misread = False
    if party is None and (spaced := _SPACED.match(rest)):
        known = kinds.by_abbreviation(spaced["kind"])
        misread = known is None and _is_before_kind(spaced["number"], spaced["symbol"])
        party = spaced if known or misread else None
    hit = party or _AFTER_SLASH.match(rest) or _YEAR_ALONE.match(rest) or _OLD.match(rest)
    if hit is None and (alone := _REGISTERED.fullmatch(rest)):
        found = flow.found(start + alone.start("number"), start + alone.end("number"))
        return figures(found, alone["number"], "number slot, no symbol"), absent("no symbol")
    if hit is None:
        return _without_slash(flow, rest, start, was_read)
    rule = "party form" if party else "number slot"
    ends = (start + hit.start("number"), start + hit.end("number"))
    field = _number(flow, hit["number"], *ends, rule=rule, was_read=was_read)
    if slot is None and field.status is Status.OK:
        field.status, field.rule = Status.DOUBTFUL, "slot without label"
    end = start + hit.end("symbol")
    if whole := _behind_pen(plain, start + hit.start("symbol"), end):
        symbol = _symbol(flow, *whole, f"{rule}, a pen before it")
        symbol.status = Status.DOUBTFUL
        return field, symbol
    more = _LAST_GROUP.match(plain, end) if _is_beside(row, plain, end) else None
    symbol = _symbol(flow, start + hit.start("symbol"), end, rule)
    if misread:
        symbol.status, symbol.rule = Status.DOUBTFUL, f"{rule}, kind unknown"
    if more and symbol.value:
        symbol.value += f" {more[0].strip()}"
    behind = plain[more.end() if more else end :]
    # On a line of typed text a date may follow.
    left = any(map(str.isalnum, behind)) if row.width else _LAST_GROUP.match(behind)
    if more or left:
        symbol.status, symbol.rule = Status.DOUBTFUL, f"{rule}, more behind it"
    return field, symbol


def _is_before_kind(number: str, symbol: str) -> bool:
    """Whether figures stand before what may be a kind: ``04 TIr/ĐTN``, not ``04 SO/QĐ-UBND``."""
    kind, _, agency = symbol.partition("/")
    whole = bool(_CLEAN.fullmatch(number.strip()))
    return whole and len(kind.strip()) > 1 and kinds.by_symbol(agency.strip()) is None


def _behind_pen(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a known symbol stands in the word of one that is none: ``II(ẾTB-AB``, of TB-AB.

    What a pen wrote over the slash was read as its first letters.
    """
    word = regex.compile(r"\S*").match(text, start)
    if kinds.by_symbol(text[start:end]) or word is None or word.end() == end:
        return None
    ways = _PRINTED.finditer(text, end, word.end(), overlapped=True)
    return next((way.span() for way in ways if kinds.by_symbol(way[0])), None)


def _is_beside(row: Row, text: str, end: int) -> bool:
    """Whether the word behind a symbol stands as near as words of one line do."""
    return bool(row.width) and not gaps(row.part(text[:end].count(" "))) and " " in text[end:]


def _without_slash(flow: Flow, rest: str, start: int, was_read: bool) -> tuple[Text, Text]:
    """Number and symbol of a slot whose slash is missing or was read as a figure."""
    if tail := _TRAILING.search(rest):
        symbol = _symbol(flow, start + tail.start(), start + tail.end(), "slash not read")
        symbol.status = Status.DOUBTFUL
        end = start + max(tail.start(), 1)
        # What was read as a slot ends where its figures do, whatever the slash was read as.
        own = _FIGURES.match(rest)
        seen = flow.found(start, start + own.end()) if own else None
        if own and seen and seen.candidates:
            number = _number(flow, own[0], start, start + own.end(), rule="slot", was_read=True)
            number.status = Status.DOUBTFUL
            return number, symbol
        # A slash beside figures may have been read as one of them.
        if not was_read or not rest[: tail.start()].endswith(" "):
            return unread(flow.found(start, end), "slash not read"), symbol
        number = _number(
            flow, flow.text[start:end], start, end, rule="slash not read", was_read=True
        )
        number.status = Status.DOUBTFUL
        return number, symbol
    if was_read:
        return unread(flow.all(), "number slot"), unread(flow.all(), "number slot")
    return absent("blank slot"), absent("blank slot")


def _number(flow: Flow, number: str, start: int, end: int, *, rule: str, was_read: bool) -> Text:
    found = flow.found(start, end)
    core = number.strip()
    if _BLANK.fullmatch(number):
        # A draft leaves the number out; a pen's number may not have been seen at all.
        return unread(found, "blank slot") if was_read else absent("blank slot")
    if not _CLEAN.fullmatch(core):
        return unread(found, rule)
    if found.candidates:
        # An empty candidate is a slot left blank; that is no number.
        shares = [c for c in found.candidates if c[0]]
        if shares and shares[0][0] == core:
            return by_hand(found, shares, rule)
    field = figures(found, core, rule, whole=" " not in core)
    if was_read and len(core) >= _LONG:
        field.status = Status.DOUBTFUL
    return field


def _symbol(flow: Flow, start: int, end: int, rule: str) -> Text:
    found = flow.found(start, end)
    pen = _PEN_BEFORE.match(flow.text, start, end)
    if pen and kinds.by_symbol(flow.text[pen.end() : end]):
        value = symbols.tidy(flow.text[pen.end() : end])
        return text_value(found, value, f"{rule}, a pen before it", prior=WEAK_RULE)
    value = symbols.tidy(flow.text[start:end])
    # The number shares its word with the symbol where no space parts them, and its poor
    # confidence says little about the symbol: letters in print read well beside a pen.
    odd = (
        "ĐĐ" in value
        or _TONE.search(unicodedata.normalize("NFD", value))
        or _FOREIGN.search(value)
        or any(c.islower() for c in regex.sub(r"TTg|TTr|CTr|QyĐ|TrS|TTra|T\.Tr|đ", "", value))
    )
    return text_value(
        found, value, rule, prior=WEAK_RULE if odd else SURE_RULE, sure=SURE_TEXT - 0.2, each=0.0
    )


def figures(found: Found, value: str, rule: str, *, whole: bool = True) -> Text:
    """A value made of figures: ok only if every word of it was read with confidence."""
    field = text_value(found, value, rule)
    lowest = 1.0 if found.lowest is None else found.lowest
    field.confidence = round(min(field.confidence or 0.0, lowest), 3)
    ok = whole and lowest >= SURE_FIGURES
    field.status = Status.OK if ok else Status.DOUBTFUL
    return field


def date_and_place(row: Row | None, was_read: bool, agencies: Sequence[str]) -> tuple[Text, Text]:
    """The document's own date and place, from ``<place>, ngày … tháng … năm …``.

    Args:
        row: The row of the date, None where there is none.
        was_read: Whether a recogniser read the page.
        agencies: Issuer and superior: where they name a province, a place that was misread
            is one of it.

    Returns:
        The date as ISO, or doubtful without value where a pen's day cannot be read; the
        place as printed.
    """
    if row is None:
        return absent("no date line"), absent("no date line")
    flow = Flow.of([row])
    patterns = (dates.FORM, dates.FIGURES, dates.DAY_WORD)
    form = next((hit for p in patterns if (hit := p.search(flow.folded))), None)
    if form is None and flow.text.endswith(","):
        return absent("no date line"), place_alone(flow)
    if form is None:
        return absent("no date line"), absent("no date line")
    place = place_before(flow, form.start(), agencies, was_read=was_read)
    return _date(flow, form, was_read), place


def _date(flow: Flow, form: regex.Match[str], was_read: bool) -> Text:
    if "d" not in form.groupdict():
        return unread(flow.found(form.start(), len(flow.text)), "date line")
    found = flow.found(form.start(), form.end())
    slots = [_shares(flow, form.start(k), form.end(k)) for k in ("d", "m", "y")]
    if any(flow.found(form.start(k), form.end(k)).candidates for k in ("d", "m")):
        return _written_date(found, slots)
    parts = [form[k].strip(" .,:…_") for k in ("d", "m", "y")]
    guessed = [p.translate(_FIGURE_LIKE) for p in parts]
    if not parts[0] and not parts[1] and not was_read:
        return absent("blank date line")
    if all(p.isdigit() for p in guessed) and (value := dates.iso(*guessed)):
        figure_words = [flow.found(form.start(k), form.end(k)) for k in ("d", "m", "y")]
        known = [f.lowest for f in figure_words if f.lowest is not None]
        field = figures(
            Found(found.raw, found.page, found.box, found.confidence, min(known, default=None)),
            value,
            "date line",
        )
        # A figure glued to its word ("ngày5tháng") was squeezed in by a pen.
        spaced = all(flow.text[form.start(k)].isspace() for k in ("d", "m"))
        if guessed != parts or not spaced:
            field.status = Status.DOUBTFUL
        return field
    return unread(found, "date line")


def _shares(flow: Flow, start: int, end: int) -> Sequence[tuple[str, float]]:
    """What may stand in a slot of the date, with shares; empty where that is not known."""
    found = flow.found(start, end)
    if found.candidates:
        return found.candidates
    core = flow.text[start:end].strip(" .,:…_")
    lowest = 1.0 if found.lowest is None else found.lowest
    # Print that was read with confidence leaves no doubt, whatever its figure of confidence.
    return ((core, 1.0 if lowest >= SURE_FIGURES else lowest),) if core.isdigit() else ()


def _written_date(found: Found, slots: Sequence[Sequence[tuple[str, float]]]) -> Text:
    """The dates that day, month and year can make up, each as likely as all three together."""
    shares: dict[str, float] = {}
    for (day, a), (month, b), (year, c) in product(*slots):
        if day and month and year and (value := dates.iso(day, month, year)):
            shares[value] = shares.get(value, 0.0) + a * b * c
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    return by_hand(found, ranked[:5], "date line") if ranked else unread(found, "date line")
