"""Who is written to and who gets a copy: lists of items."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import Box, Word
from postprocess.fields.body import DECIDER, begins_body
from postprocess.fields.carried import is_carried
from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.head import TO
from postprocess.fields.items import BY_OPEN_ROWS, DASHED, FORM_OF_COPY, SPECK, bounds_of, items_of
from postprocess.fields.value import (
    WEAK_RULE,
)
from postprocess.record import Text

_MIDDLE = 0.25  # of the page's width; a list of a body begins left of it
_FIRST_ROWS, _ITEMS = 8, 2  # among which it begins, and of which it has at least so many
_LEFT, _FULL = 0.01, 0.55  # of the page's width: where a body begins, how much a row of it fills
_LONGEST_LIST = 40  # rows of addressees; they may fill half of a page

# Some write "Nơi gửi:". One letter may be lost or another, but then a stop or nothing follows.
COPIES = regex.compile(
    # "Nơi nhận hồ sơ:" tells where people hand something in.
    r"^\W{0,3}(?:n[o0][il1]\s?gui\s*:|n[o0][il1]\s*nha[nm]h?(?!\s+(?:ho so|don|hang|thu|bao cao)\b)"
    r"(?:\b|(?=\w?\d[^\w\n]*(?:\n|$)))|"  # "Nơi nhậnA7"
    r"noi\s*nh[aeo][nm](?=[^\w\n]*(?:\n|$))|"  # a pen over its end
    r"[a-z]?[o0aeu][il1]\s*nh?[aeo][nm]\b(?=\W*[:;]))"
    r"\s*[:;.,]*"
)
# Decree 30/2020/NĐ-CP, form 1.6: a telegram has no "Kính gửi", it says who wires whom.
_WIRES = regex.compile(r"[^.;:\n]{6,90}\bdien\s*:\W*(?:\n|$)")
_HEADING = regex.compile(r"\W*(?:\d{1,2}|[IVX]{1,4})[.)]\s*\p{Lu}{2}")  # "-1. NỘI DUNG", no item
_SEMICOLON = regex.compile(r";\s*\n")
_DATED = regex.compile(r"(?:ngày|tháng|năm)\s\d")  # a body whose first word was not read
_ENDS_LIST = regex.compile(r"\p{Ll}{2}\.$")
_DASHES = frozenset("-–—~•+*")
_SMALL_WORD = regex.compile(r"\W*\p{Ll}+\W*")
_OPEN = regex.compile(r"\p{L}(?:,|\s*[-–—])$")
_PEN_BEHIND = regex.compile(r"\p{L};[^\p{L};]*$")


def split_addressees(rows: Sequence[Row], *, letter: bool = False) -> tuple[list[Row], list[Row]]:
    """``Kính gửi`` and what belongs to it, and all other rows.

    Args:
        rows: After the head; the addressees stand within the first of them.
        letter: The document has no title: it is written to somebody, even if the label was
            not read.
    """
    for i, row in enumerate(rows[:16]):
        label = TO.match(row.folded) or _wires(row, rows[i + 1 : i + 2])
        if not label:
            continue
        mine = [row]
        behind = row.text[label.end() :]
        list_below = any(DASHED.match(_without_stamp(r, row).text) for r in rows[i + 1 : i + 2])
        # A speck or two behind the label are no addressee, nor is a small word before a list.
        empty = sum(c.isalnum() for c in behind) <= SPECK
        empty = empty or bool(list_below and _SMALL_WORD.fullmatch(behind))
        if not list_below and regex.search(r"(?:\.{4}|…{2}|_{4})", row.text):
            return mine, [*rows[:i], *rows[i + 1 :]]  # a form with the name left open
        # A pen may have written behind the stop of the first item.
        listed = empty or bool(DASHED.match(behind) or _PEN_BEHIND.search(behind))
        for below in rows[i + 1 : i + _LONGEST_LIST]:
            next_row = _without_stamp(below, row)
            dashed = bool(DASHED.match(next_row.text)) and not _HEADING.match(next_row.text)
            unfinished = not regex.search(r"[.;:]\W*$", mine[-1].text)
            wrapped = (next_row.text[:1].islower() and not _DATED.match(next_row.text)) or (
                listed and next_row.block == mine[-1].block and not begins_body(next_row)
            )
            first = empty and len(mine) == 1
            if (first and _is_of_body(next_row, row)) or _is_left_of_list(next_row, mine[1:]):
                break
            # A dash that was not read: the item above ends with a semicolon, read as a colon.
            open_end = mine[-1].text.rstrip().endswith((";", ":"))
            follows = listed and open_end and not begins_body(next_row)
            beside = len(mine) == 1 and not listed and _stands_under(next_row, row, label.end())
            beside = beside or (dashed and _stands_right(next_row, mine[-1], row, label.end()))
            carried = not dashed and (
                is_carried(mine[-1].text, next_row.text)
                or _is_open(mine, next_row)
                or (unfinished and _is_wrapped(mine, next_row))
            )
            more = (listed and dashed) or (wrapped and unfinished) or carried
            if not (first or more or follows or beside):
                break
            mine.append(next_row)
        return mine, [*rows[:i], *rows[i + len(mine) :]]
    start, end = _list_in_the_middle(rows) if letter else (0, 0)
    return list(rows[start:end]), [*rows[:start], *rows[end:]]


def _is_open(mine: Sequence[Row], row: Row) -> bool:
    """Whether a name goes on in a row: a comma or a dash behind it says that more follows."""
    box, label = row.line.box, mine[0].line.words[0].box
    inside = box is None or label is None or box[0] > label[2]
    return inside and _OPEN.search(mine[-1].text) is not None and not begins_body(row)


def _is_wrapped(mine: Sequence[Row], row: Row) -> bool:
    """Whether the row above is full, and all begin where the label does: a long name goes on."""
    box, above = row.line.box, mine[-1].line.box
    full = box and above and above[2] > box[2] - _LEFT * row.width
    return bool(full) and _is_running([*mine, row]) and not begins_body(row)


def _is_running(rows: Sequence[Row]) -> bool:
    """Whether rows without dashes all begin where their label does."""
    starts = [row.line.box[0] for row in rows if row.line.box]
    level = len(starts) == len(rows) > 1 and max(starts) - min(starts) < _LEFT * rows[0].width
    return level and not any(DASHED.match(row.text) for row in rows)


def _wires(row: Row, below: Sequence[Row]) -> regex.Match[str] | None:
    """``BỘ TRƯỞNG BỘ Y TẾ điện:`` above a list of those who are wired."""
    listed = below and DASHED.match(below[0].text) and DECIDER.match(row.folded)
    return _WIRES.fullmatch(row.folded) if listed else None


def _is_of_body(row: Row, label: Row) -> bool:
    """Whether a row under a label alone is the first of the body: nobody is written to there.

    It fills the page from where the label begins; who is written to stands right of that.
    """
    box, other = row.line.box, label.line.box
    if not box or not other or not row.width or DASHED.match(row.text):
        return False
    return box[0] < other[0] + _LEFT * row.width and box[2] - box[0] > _FULL * row.width


def _is_left_of_list(row: Row, items: Sequence[Row]) -> bool:
    """Whether a row without a dash begins left of all that have one: no item goes on there."""
    box = row.line.box
    dashed = [r.line.box[0] for r in items if r.line.box and DASHED.match(r.text)]
    if not box or not dashed or DASHED.match(row.text):
        return False
    return box[0] < min(dashed) - 4 * _LEFT * row.width


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
        below = rows[end].text if end < len(rows) else ""
        if _ENDS_LIST.search(rows[end - 1].text) and not DASHED.match(below):
            break  # what a stamp left of the body may stand in the middle too
    items = sum(DASHED.match(row.text) is not None for row in rows[start:end])
    if items < _ITEMS or not rows[end - 1].text.endswith("."):
        return 0, 0
    above = start > 0 and rows[start - 1].text.endswith(";")  # its dash was not read
    return start - above, end


def _in_the_middle(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row begins as far right as the addressees do (decree 30/2020, annex I, 9a)."""
    box = row.line.box
    return box is not None and row.page == rows[0].page and box[0] > _MIDDLE * row.width > 0


def addressees(rows: Sequence[Row]) -> list[Text]:
    """One value for each addressee; none where the line holds only dots."""
    if not rows:
        return []
    flow = Flow.of(rows)
    if label := TO.match(flow.folded):
        ends = _SEMICOLON if _is_running(rows) else _ends_of(flow.text[label.end() :])
        return items_of(flow, label.end(), "Kính gửi", ends=ends)
    if label := _WIRES.match(flow.folded):
        return items_of(flow, label.end(), "who wires")
    return items_of(flow, 0, "list above the body, Kính gửi not read", prior=WEAK_RULE)


def _ends_of(text: str) -> regex.Pattern[str] | None:
    """Where addressees without dashes end; a comma or a dash at the end of a row ends none."""
    return None if any(map(DASHED.match, text.split("\n"))) else BY_OPEN_ROWS


def recipients(rows: Sequence[Row]) -> list[Text]:
    """One value for each line of ``Nơi nhận``."""
    lists: list[list[Row]] = [[]]
    for row in rows:
        if FORM_OF_COPY.fullmatch(row.folded):
            lists.append([])
        else:
            lists[-1].append(row)
    text = "\n".join(row.text for part in lists for row in part)
    label = COPIES.match(fold(text))
    ends = bounds_of(text[label.end() if label else 0 :])
    items: list[Text] = []
    for flow in map(Flow.of, lists):
        label = COPIES.match(flow.folded)
        items += items_of(flow, label.end() if label else 0, "Nơi nhận", ends=ends)
    return items
