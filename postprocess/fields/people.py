"""Who is written to and who gets a copy: lists of items."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from ocr.page import Box, Word
from postprocess.fields import abbreviated
from postprocess.fields.body import begins_body
from postprocess.fields.flow import Flow, Row
from postprocess.fields.fragments import torn
from postprocess.fields.head import TO
from postprocess.fields.names import illegible, known_place
from postprocess.fields.plausible import likeliest, plausible
from postprocess.fields.value import (
    SURE_RULE,
    SURE_TEXT,
    SURE_WORD_IN_TEXT,
    WEAK_RULE,
    text_value,
)
from postprocess.record import Text

_MIDDLE = 0.25  # of the page's width; a list of a body begins left of it
_FIRST_ROWS, _ITEMS = 8, 2  # among which it begins, and of which it has at least so many
_LONGEST_LIST = 40  # rows of addressees; they may fill half of a page
_SPECK = 2  # letters that are no item

# One letter of it may be lost or another, but then a stop or nothing follows.
COPIES = regex.compile(
    r"^\W{0,3}(?:n[o0][il1]\s*nha[nm]h?(?:\b|(?=\w?\d[^\w\n]*(?:\n|$)))|"  # "Nơi nhậnA7"
    r"[a-z]?[o0aeu][il1]\s*nh?[aeo][nm]\b(?=\W*[:;]))"
    r"\s*[:;.,]*"
)
_ITEM = regex.compile(r"^[\s\-–—~•+*_.,'`‘’“”\"=:|]*(?=[\p{L}\d(])")
DASHED = regex.compile(r"^\s*(?:[-–—~•+*_=]|\. )+\s*(?=[\p{L}\d(])")
# "(để b/c)", "(b/c)", as they are read in small italics.
# A dash of an item may not have been read. What ends with a semicolon ends an item, so does
# what is always the first; "Lưu: VT" is always the last (decree 30/2020, annex I, 9b).
_ENDS = (
    r"(?<=;)\s*\n|(?<=:)\s*\n(?=\p{Lu})|(?<=Như (?:trên|kính gửi|[Đđ]iều \d))\W*\n"
    r"|(?:[;:.,]|\n)[^\p{L}\d]*(?=L?ưu\b\W*V[TP]\b)"
)
_BY_DASHES = regex.compile(rf"(?:\n|(?<=;)\s*|^\s*)(?=\s*[-–—~•+*=_])|{_ENDS}")
# Of a list whose items end with commas one that lost its dash is no part of that above it.
_BY_COMMAS = regex.compile(rf"{_BY_DASHES.pattern}|(?<=,)\s*\n(?=\p{{Lu}})")
_BY_ROWS = regex.compile(rf"\n(?!\p{{Ll}})|(?<=;)\s+|{_ENDS}")
# "SN Như trên", "ưu: VT": specks before the first item, the last without its first letter.
_SPECKS = regex.compile(r"^\S{1,2}\s+(?=Như (?:trên|kính gửi|[Đđ]iều \d))")
# In whose stead who signs at the right does so is nobody who gets a copy.
_AUTHORITY_ALONE = regex.compile(r"(?:K/?T|T/?M|T/?L|TUQ)")
# What a form asks for under the list of copies is nobody who gets one.
_FORM_BELOW = regex.compile(
    r"\n\W*(?:ho (?:va )?ten|so dien thoai|dien thoai|email|dia chi|nguoi lien he)\b[^\n]*:"
)
# "Bản điện tử:" names how those below get theirs, and none of them.
FORM_OF_COPY = regex.compile(
    r"[^\w\-–—]{0,3}(?:gui )?(?:(?:bang|qua) )?(?:ban|van ban|vb) (?:dien tu|giay|mem|in)\s*:\W*"
)
# The dot of an i read as a hook: "Chỉ cục", "Chỉ đoàn" are none.
_CHI = regex.compile(r"\bChỉ(?= (?:cục|[Đđ]oàn|bộ|nhánh|hội|[Ủủ]y|[Uu]ỷ)\b)")
# "tỉnh An R Giang": a letter that a speck or a pen was read as amid a name.
_AMID_NAME = regex.compile(r"(?<=\b(?P<a>\p{Lu}\p{Ll}+) )\p{Lu} (?=(?P<b>\p{Lu}\p{Ll}+))")
_BEHIND_STOP = regex.compile(  # "Bộ Nội vụ;H", "Sở Nội vụ:F]"
    r"(?<=\p{L}\)?)(?:;\s?[\p{L}\d'’|{}\[\]]{1,2}|:\s?[\p{L}\d]?[\[\]|{}'’]{1,2})$"
)
# "(t/h)", "(p/h)", "(t/hiện)" whose slash was not read.
_NO_SLASH = regex.compile(r"(?<=\((?:để )?)(?:(?P<t>t)(?P<h>h|hiện)|(?P<t>p)(?P<h>h))(?=[\s)]|$)")
# What a pen wrote behind the stop that ends the list.
_PEN_LAST = regex.compile(r"(?<=^Lưu.*\p{L}{2})\.\s+(?:\d{1,3}|\S{0,2}[^\p{L}\d\s.,;)\-&]\S{0,2})$")
# "SởKH&ĐT": a blank that was not read.
_GLUED = regex.compile(r"\b(?P<kind>Sở|Bộ|Cục|Vụ|Phòng)(?=\p{Lu}{2})")
_HEADING = regex.compile(r"\W*(?:\d{1,2}|[IVX]{1,4})[.)]\s*\p{Lu}{2}")  # "-1. NỘI DUNG", no item
_DASHES = frozenset("-–—~•+*")
_PEN_BEHIND = regex.compile(r"\p{L};[^\p{L};]*$")
# "(báo cáo). Z4 DÄ", "(L-40b).4": what seal and pen left behind the stop of an item.
_SEAL_BEHIND = regex.compile(r"(?<=\w\))[.;]\s?\S(?:\P{Ll}{0,8})$|(?<=\p{L});[^\p{L}]+$")
# "Như điều 2 HẠNG 725": nothing stands behind it but a bracket or another article.
_AS_ARTICLE = regex.compile(r"(?<=^Như [Đđ]iều \d{1,2})\s+(?!\()\P{Ll}+$")
_AS_ADDRESSED = regex.compile(r"^Nh[ưuứừ] kính g\S{0,3}$")
# "(đề th/hiện)": no bracket says so but one that tells what for; "(đề bạt)" is another word.
_PURPOSE = regex.compile(
    r"\(đ[eêéèẻẽẹềểễếệ] (?=\p{L}{1,3}/|(?:báo cáo|biết|th[ựu]c hiện|phối hợp|theo dõi|chỉ đạo|"
    r"thi hành|giải quyết|đăng|xem xét)\b)"
)
_KEPT = regex.compile(r"^ưu(?=\W*V[TP]\b)")
_FOR_REPORT = regex.compile(r"\((?P<to>đ[eêéèẻẽẹềểễếệ] )?b[/íìiIl1|][ceoC€©](?P<rest>áo)?\s?[)}\]]")


def split_addressees(rows: Sequence[Row], *, letter: bool = False) -> tuple[list[Row], list[Row]]:
    """``Kính gửi`` and what belongs to it, and all other rows.

    Args:
        rows: After the head; the addressees stand within the first of them.
        letter: The document has no title: it is written to somebody, even if the label was
            not read.
    """
    for i, row in enumerate(rows[:16]):
        label = TO.match(row.folded)
        if not label:
            continue
        mine = [row]
        if regex.search(r"(?:\.{4}|…{2}|_{4})", row.text):
            return mine, [*rows[:i], *rows[i + 1 :]]  # a form with the name left open
        # A speck or two behind the label are no addressee.
        empty = sum(c.isalnum() for c in row.text[label.end() :]) <= _SPECK
        # A pen may have written behind the stop of the first item.
        behind = row.text[label.end() :]
        listed = empty or bool(DASHED.match(behind) or _PEN_BEHIND.search(behind))
        for below in rows[i + 1 : i + _LONGEST_LIST]:
            next_row = _without_stamp(below, row)
            dashed = bool(DASHED.match(next_row.text)) and not _HEADING.match(next_row.text)
            unfinished = not regex.search(r"[.;:]\W*$", mine[-1].text)
            wrapped = next_row.text[:1].islower() or (
                listed and next_row.block == mine[-1].block and not begins_body(next_row)
            )
            first = empty and len(mine) == 1
            # A dash that was not read: the item above ends with a semicolon, read as a colon.
            open_end = mine[-1].text.rstrip().endswith((";", ":"))
            follows = listed and open_end and not begins_body(next_row)
            beside = len(mine) == 1 and not listed and _stands_under(next_row, row, label.end())
            beside = beside or (dashed and _stands_right(next_row, mine[-1], row, label.end()))
            if not (first or (listed and dashed) or (wrapped and unfinished) or follows or beside):
                break
            mine.append(next_row)
        return mine, [*rows[:i], *rows[i + len(mine) :]]
    start, end = _list_in_the_middle(rows) if letter else (0, 0)
    return list(rows[start:end]), [*rows[:start], *rows[end:]]


def _stands_under(row: Row, labelled: Row, end: int) -> bool:
    """Whether a row begins right under the first addressee, behind ``Kính gửi:``: it is another."""
    at = labelled.text[:end].rstrip().count(" ") + 1
    words = labelled.line.words
    box, other = row.line.box, words[at].box if at < len(words) else None
    if not box or not other or not row.width or not row.text[:1].isupper():
        return False
    high = other[3] - other[1]
    return abs(box[0] - other[0]) < high and box[1] - other[3] < high


def _stands_right(row: Row, above: Row, labelled: Row, end: int) -> bool:
    """Whether an item stands right under another, no further left than the first of them."""
    at = labelled.text[:end].rstrip().count(" ") + 1
    words = labelled.line.words
    box, other, over = row.line.box, words[at].box if at < len(words) else None, above.line.box
    if not box or not other or not over or row.page != above.page:
        return False
    high = other[3] - other[1]
    return box[0] > other[0] - high and box[1] - over[3] < 1.5 * high


def _without_stamp(row: Row, label: Row) -> Row:
    """An item without what stands left of the label in front of its dash: half of a stamp."""
    edge = label.line.words[0].box
    words = row.line.words
    dash = next((k for k, w in enumerate(words) if w.text in _DASHES and _is_right(w, edge)), 0)
    foreign = dash and not any(_is_right(word, edge) for word in words[:dash])
    return row.part(dash) if foreign and row.page == label.page else row


def _is_right(word: Word, edge: Box | None) -> bool:
    return word.box is None or edge is None or word.box[0] >= edge[0]


def _list_in_the_middle(rows: Sequence[Row]) -> tuple[int, int]:
    """Where a list of two items or more begins and ends above a body; lists of it stand left."""
    dashed = [bool(DASHED.match(r.text)) and _in_the_middle(r, rows) for r in rows[:_FIRST_ROWS]]
    if not any(dashed):
        return 0, 0
    start = end = dashed.index(True)
    while end < len(rows) and _in_the_middle(rows[end], rows):
        end += 1
    items = sum(DASHED.match(row.text) is not None for row in rows[start:end])
    if items < _ITEMS or not rows[end - 1].text.endswith("."):
        return 0, 0
    above = start > 0 and rows[start - 1].text.endswith(";")  # its dash was not read
    return start - above, end


def _in_the_middle(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row begins as far right as the addressees do (decree 30/2020, annex I, 9a)."""
    box = row.line.box
    return box is not None and row.page == rows[0].page and box[0] > _MIDDLE * row.width > 0


def _is_speck(value: str, end: int, flow: Flow) -> bool:
    """Whether a first item is what stands between the label and a list: a letter or two."""
    return len(value) <= _SPECK and DASHED.match(flow.text[end:]) is not None


def addressees(rows: Sequence[Row]) -> list[Text]:
    """One value for each addressee; none where the line holds only dots."""
    if not rows:
        return []
    flow = Flow.of(rows)
    if label := TO.match(flow.folded):
        return _items(flow, label.end(), "Kính gửi")
    return _items(flow, 0, "list above the body, Kính gửi not read", prior=WEAK_RULE)


def recipients(rows: Sequence[Row]) -> list[Text]:
    """One value for each line of ``Nơi nhận``."""
    lists: list[list[Row]] = [[]]
    for row in rows:
        if FORM_OF_COPY.fullmatch(row.folded):
            lists.append([])
        else:
            lists[-1].append(row)
    ends = _bounds_of("\n".join(row.text for row in rows))
    items: list[Text] = []
    for flow in map(Flow.of, lists):
        label = COPIES.match(flow.folded)
        items += _items(flow, label.end() if label else 0, "Nơi nhận", ends=ends)
    return items


def _without_letter(hit: regex.Match[str]) -> str:
    """Nothing where a letter parts the name of a place, else the letter."""
    return "" if known_place(f"{hit['a']} {hit['b']}") else hit[0]


def _bounds_of(text: str) -> regex.Pattern[str]:
    """Where items of a list begin: at dashes, where there are some."""
    dashes = regex.findall(r"(?:^|\n|(?<=[;:]\s))\s*[-–—~•+*=]", text)
    if len(dashes) < 2 and "\n" in text:
        return _BY_ROWS
    ends = [above.rstrip()[-1:] for above, row in pairwise(text.split("\n")) if DASHED.match(row)]
    return _BY_COMMAS if ends.count(",") > 1 and ";" not in ends else _BY_DASHES


def _items(
    flow: Flow,
    start: int,
    rule: str,
    prior: float = SURE_RULE,
    ends: regex.Pattern[str] | None = None,
) -> list[Text]:
    """Items of a list: each begins with a dash, or with a row where none has one."""
    text = flow.text[start:]
    if form := _FORM_BELOW.search(flow.folded, start):
        text = text[: form.start() - start]
    bounds = [0]
    for hit in (ends or _bounds_of(text)).finditer(text):
        item, rest = text[bounds[-1] : hit.end()], text[hit.end() :]
        # "(Phòng Hành chính; Phòng Quản trị)" is one item.
        bracketed = item.count("(") > item.count(")") and regex.match(r"[^(]*\)", rest)
        if hit.end() and (not bracketed or DASHED.match(rest)):
            bounds.append(hit.end())
    bounds = [start + at for at in bounds]
    values = []
    for a, b in zip(bounds, [*bounds[1:], start + len(text)], strict=True):
        lead = _ITEM.match(flow.text[a:b])
        begin = a + lead.end() if lead else a
        found = flow.found(begin, b)
        printed = found.raw.strip(" .;:,_-–—'`|„")
        value = _FOR_REPORT.sub(
            lambda hit: f"({'để ' if hit['to'] else ''}b/c{hit['rest'] or ''})", printed
        )
        value = _PURPOSE.sub("(để ", _SEAL_BEHIND.sub("", value))
        # No model can tell of those whether they were read right: "CT, các BGT" for "các PCT".
        shaky = found.strange is not None and found.strange < SURE_TEXT
        weak = found.lowest is not None and found.lowest < SURE_TEXT
        value = abbreviated.mended(value) if weak else value
        value = _AS_ADDRESSED.sub("Như kính gửi", _AS_ARTICLE.sub("", value))
        value = _KEPT.sub("Lưu", _SPECKS.sub("", _BEHIND_STOP.sub("", value)))
        value = _PEN_LAST.sub("", value)
        value = _GLUED.sub(r"\g<kind> ", value)
        value = _CHI.sub("Chi", _AMID_NAME.sub(_without_letter, value))
        if found.confidence is not None:
            value = _NO_SLASH.sub(lambda hit: f"{hit['t']}/{hit['h']}", value)
        speck = a == start and _is_speck(value, b, flow)
        letters = any(map(str.isalpha, value)) and sum(map(str.isalnum, value)) > 1
        if not letters or speck or _AUTHORITY_ALONE.fullmatch(value):
            continue
        odd = regex.search(r"[^\p{L}\d\s.,;:()/\-–&“”\"'+]", value) is not None
        # Its colon was taken for a semicolon, and the next item has no dash.
        odd = odd or (found.raw.endswith(":") and not DASHED.match(flow.text[b:]))
        # So is a list that ends with a comma, and a name with a letter amid it.
        odd = odd or (value.startswith("Lưu") and found.raw.endswith((",", "-")))
        odd = odd or illegible(value) or torn(value)
        told = odd or plausible(value)
        if not told and found.confidence is not None and not value.startswith("Lưu"):
            # Where a paper is kept is said in abbreviations.
            value = likeliest(value, flow.well_read())
        sure = value == printed and not odd and told and not shaky
        values.append(
            text_value(
                found,
                value,
                rule,
                prior=prior if sure else WEAK_RULE,
                each=SURE_TEXT if value.startswith("Lưu") else SURE_WORD_IN_TEXT,
                closed=True,
            )
        )
    return values
