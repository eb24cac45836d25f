"""Who is written to, who gets a copy, and where the signature is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from ocr.page import BlockKind
from postprocess.fields.flow import Flow, Row
from postprocess.fields.head import TO, cut
from postprocess.fields.names import illegible
from postprocess.fields.plausible import plausible
from postprocess.fields.signing import (
    AUTHORITY,
    LONGEST_TITLE,
    is_maybe_name,
    is_title,
    signing_column,
    signs,
)
from postprocess.fields.title import begins_body
from postprocess.fields.value import (
    SURE_RULE,
    SURE_WORD_IN_TEXT,
    WEAK_RULE,
    text_value,
)
from postprocess.record import Text

_COPIES = regex.compile(r"^\W{0,3}n[oơ][il1]\s*nh[aâ][nm]h?\b\s*[:;.,]*")
_ITEM = regex.compile(r"^[\s\-–—~•+*_.,'`‘’“”\"=:|]*(?=[\p{L}\d(])")
_DASHED = regex.compile(r"^\s*(?:[-–—~•+*_=]|\. )+\s*(?=[\p{L}\d(])")
_END_MARK = regex.compile(r"\./\s*[.,]")
# "(để b/c)", "(b/c)", as they are read in small italics.
_FOR_REPORT = regex.compile(r"\((?P<to>đ[eêéèẻẽẹềểễếệ] )?b[/íìiIl1|][ceoC€](?P<rest>áo)?\s?[)}\]]")
_LAST_COPY = regex.compile(r"\W*luu\b")
_NAME_BEHIND = regex.compile(r"[.;]\s+(?=(?:\p{Lu}\p{Ll}+\s?){2,5}$)")
_TITLE_BEHIND = regex.compile(r"[;:.,]\s+(?=\p{Lu}{2,}[\p{Lu}\s./]*$)")


@dataclass(slots=True)
class Foot:
    """Rows of the foot of a document, and the body above it."""

    body: list[Row] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)
    signature: list[Row] = field(default_factory=list)


def split_addressees(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """``Kính gửi`` and what belongs to it, and all other rows.

    Args:
        rows: After the head; the addressees stand within the first of them.
    """
    for i, row in enumerate(rows[:16]):
        label = TO.match(row.folded)
        if not label:
            continue
        mine = [row]
        if regex.search(r"(?:\.{4}|…{2}|_{4})", row.text):
            return mine, [*rows[:i], *rows[i + 1 :]]  # a form with the name left open
        empty = not any(c.isalpha() for c in row.text[label.end() :])
        listed = empty or bool(_DASHED.match(row.text[label.end() :]))
        for next_row in rows[i + 1 : i + 14]:
            dashed = bool(_DASHED.match(next_row.text))
            unfinished = not regex.search(r"[.;:]\W*$", mine[-1].text)
            wrapped = next_row.text[:1].islower() or (
                listed and next_row.block == mine[-1].block and not begins_body(next_row)
            )
            first = empty and len(mine) == 1
            # A dash that was not read: the item above ends with a semicolon.
            follows = listed and mine[-1].text.rstrip().endswith(";") and not begins_body(next_row)
            if not (first or (listed and dashed) or (wrapped and unfinished) or follows):
                break
            mine.append(next_row)
        return mine, [*rows[:i], *rows[i + len(mine) :]]
    return [], list(rows)


def addressees(rows: Sequence[Row]) -> list[Text]:
    """One value for each addressee; none where the line holds only dots."""
    if not rows:
        return []
    flow = Flow.of(rows)
    label = TO.match(flow.folded)
    return _items(flow, label.end() if label else 0, "Kính gửi")


def split_foot(rows: Sequence[Row], apart: Sequence[Row] = ()) -> Foot:
    """Part the foot (``Nơi nhận``, signature) from the body.

    The foot begins behind the end mark ``./.`` or at ``Nơi nhận``; without either only
    what the layout took for a signature is one.

    Args:
        rows: After the head and the addressees.
        apart: What stands in no column: a name may be stamped beside its title.
    """
    foot = Foot()
    start = _start_of_foot(rows)
    page = rows[start].page if start is not None and start < len(rows) else None
    for i, row in enumerate(rows):
        if row.kind is BlockKind.SIGNATURE and (page is None or row.page == page):
            foot.signature.append(row)
        elif start is None or i < start or row.page != page or _is_cells(row):
            # Right of the copies, a signature may come first in reading order.
            foot.body.append(row)
        elif _COPIES.match(row.folded) or (
            _DASHED.match(row.text) and not AUTHORITY.match(row.folded)
        ):
            left, right = _columns(row)
            if left:
                foot.copies.append(left)
            if right:
                foot.signature.append(right)
        elif row.kind is BlockKind.RECIPIENTS and not _is_last_copy(foot.copies):
            foot.copies.append(row)
        elif not foot.signature and (column := signing_column(rows[i:])):
            foot.signature, foot.body = column, [*foot.body, *rows[i + 1 :]]
            break
        elif signs(row) or (foot.copies and i == len(rows) - 1 and _like_name(row)):
            foot.signature.append(row)
        elif foot.copies and not foot.signature and row.text[:1].islower():
            foot.copies.append(row)
        else:
            foot.body.append(row)
    _lift_signature(foot)
    _add_stamped_name(foot, apart)
    return foot


def _start_of_foot(rows: Sequence[Row]) -> int | None:
    """The row of ``Nơi nhận`` or of titles right above it, else the first behind the end mark."""
    label = next((i for i, row in enumerate(rows) if _COPIES.match(row.folded)), None)
    if label is not None:
        # The signature stands beside the copies and may begin above them.
        page = rows[label].page
        while label and is_title(rows[label - 1]) and rows[label - 1].page == page:
            label -= 1
        return label
    ends = [i for i, row in enumerate(rows) if _END_MARK.search(row.text)]
    # The end mark closes a document; figures and items may follow it in an annex.
    return ends[-1] + 1 if ends and len(rows) - ends[-1] <= 25 else None


def _is_last_copy(copies: Sequence[Row]) -> bool:
    """``Lưu: VT, …`` ends the list (decree 30/2020, annex I, 9b)."""
    return bool(copies) and _LAST_COPY.match(copies[-1].folded) is not None


def _is_cells(row: Row) -> bool:
    """Whether a row is of a table, not of the foot with a tab between its columns."""
    return row.kind is BlockKind.TABLE and not (
        _COPIES.match(row.folded) or _DASHED.match(row.text) or signs(row)
    )


def _lift_signature(foot: Foot) -> None:
    """Take a signature that a reader put under or into the end of the body out of it.

    Its title stands alone on a row, in capitals, and under it is no more than a name, a
    scrawl and what a seal was read as.
    """
    if any(is_title(r) for r in foot.signature):
        return
    last = len(foot.body)
    for i in range(last - 1, max(last - 9, -1), -1):
        row = foot.body[i]
        if _END_MARK.search(row.text) or row.kind is BlockKind.TABLE:
            return
        if (
            is_title(row)
            and len(row.line.words) <= LONGEST_TITLE
            and (i == 0 or not is_title(foot.body[i - 1]))
        ):
            foot.signature = foot.body[i:] + foot.signature
            del foot.body[i:]
            return
        if column := signing_column(foot.body[i:]):
            foot.signature = column + foot.signature
            del foot.body[i:]
            return


def _add_stamped_name(foot: Foot, apart: Sequence[Row]) -> None:
    """A name in red stands in no column of print: it belongs to the title above it."""
    titles = [row for row in foot.signature if is_title(row)]
    if not titles or any(map(is_maybe_name, foot.signature)):
        return
    last = titles[-1]
    foot.signature += [
        row
        for row in apart
        if row.page == last.page and is_maybe_name(row) and _stands_below(row, last)
    ]


def _stands_below(row: Row, title: Row) -> bool:
    box, other = row.line.box, title.line.box
    return bool(box and other and box[1] > other[3])


def _columns(row: Row) -> tuple[Row | None, Row | None]:
    """Cut a row of the foot where its right column begins.

    That is at a gap as wide as three lines are high; without boxes where, behind the label
    or the stop of an item, a title in capitals fills the row.
    """
    if row.line.tabs:
        return row.part(0, row.line.tabs[0]), row.part(row.line.tabs[0])
    if (hit := _NAME_BEHIND.search(row.text)) and _LAST_COPY.match(row.folded):
        left, right = cut(row, hit.end())
        if right is not None and is_maybe_name(right):
            return left, right
    if hit := _TITLE_BEHIND.search(row.text):
        left, right = cut(row, hit.end())
        if right is not None and is_title(right):
            return left, right
    words = row.line.words
    for i in range(1, len(words)):
        a, b = words[i - 1].box, words[i].box
        if a and b and row.width and b[0] - a[2] > 3 * (a[3] - a[1]) and b[0] > 0.4 * row.width:
            return row.part(0, i), row.part(i)
    return row, None


def _like_name(row: Row) -> bool:
    """Two to five words without figures or a stop: a name, however badly read."""
    return (
        2 <= len(row.line.words) <= 5
        and row.text[0].isupper()
        and regex.search(r"\d|[.;:,]\s*$", row.text) is None
    )


def recipients(rows: Sequence[Row]) -> list[Text]:
    """One value for each line of ``Nơi nhận``."""
    if not rows:
        return []
    flow = Flow.of(rows)
    label = _COPIES.match(flow.folded)
    return _items(flow, label.end() if label else 0, "Nơi nhận")


def _items(flow: Flow, start: int, rule: str) -> list[Text]:
    """Items of a list: each begins with a dash, or with a row where none has one."""
    bounds = [start]
    dashes = regex.findall(r"(?:^|\n|(?<=[;:]\s))\s*[-–—~•+*=]", flow.text[start:])
    dashed = len(dashes) > 1 or "\n" not in flow.text[start:]
    # The dash of an item may not have been read: what ends with a semicolon ends an item.
    pattern = (
        r"(?:\n|(?<=;)\s*|^\s*)(?=\s*[-–—~•+*=_])|(?<=;)\s*\n"
        if dashed
        else r"\n(?!\p{Ll})|(?<=;)\s+"
    )
    bounds += (start + m.end() for m in regex.finditer(pattern, flow.text[start:]) if m.end())
    values = []
    for a, b in zip(bounds, [*bounds[1:], len(flow.text)], strict=True):
        lead = _ITEM.match(flow.text[a:b])
        begin = a + lead.end() if lead else a
        found = flow.found(begin, b)
        printed = found.raw.strip(" .;:,_-–—'`|„")
        value = _FOR_REPORT.sub(
            lambda hit: f"({'để ' if hit['to'] else ''}b/c{hit['rest'] or ''})", printed
        )
        if sum(c.isalnum() for c in value) < 2:
            continue
        odd = regex.search(r"[^\p{L}\d\s.,;:()/\-–&“”\"'+]", value)
        sure = value == printed and not odd and not illegible(value) and plausible(value)
        values.append(
            text_value(
                found,
                value,
                rule,
                prior=SURE_RULE if sure else WEAK_RULE,
                each=SURE_WORD_IN_TEXT,
            )
        )
    return values
