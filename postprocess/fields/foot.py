"""The foot of a document: who gets a copy at the left, who signs at the right.

Decree 30/2020/NĐ-CP, annex I, 7 and 9b. Both stand side by side; a reader may hand them on one
after the other, on one line, or as the end of the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from ocr.page import BlockKind
from postprocess.fields.copies import (
    ENCLOSED,
    FIRST_COPY,
    LAST_COPY,
    first_copy,
    goes_on_beside,
    goes_on_undashed,
    is_copy,
    is_last_copy,
    may_be_copy,
    pages_of_copies,
)
from postprocess.fields.flow import Row, squeeze
from postprocess.fields.head import cut, pieces
from postprocess.fields.items import DASHED
from postprocess.fields.people import COPIES
from postprocess.fields.signature_rows import (
    LONGEST_TITLE,
    columns_of,
    each_signer,
    half_read_signature,
    is_maybe_name,
    is_name,
    is_title,
    like_name,
    names_agency,
    signing_columns,
    signs,
    stands_under,
    who_signs,
)
from postprocess.fields.titles import AUTHORITY

_END_MARK = regex.compile(r"\./\s*[.,]")
_BETWEEN = 4  # rows, of a signature at most, between the last copy and one that was read late
_SENTENCE = 4  # words of a row of text below a signature
_NEAR = 10  # rows of a text behind the last copy that may sign; below them an annex may stand
_NAME_BEHIND = regex.compile(r"[.;]\s+(?=(?:\p{Lu}\p{Ll}+\s?){2,5}$)")
_TITLE_BEHIND = regex.compile(r"[;:.,]\s+(?=\p{Lu}{2,}[\p{Lu}\s./]*$)")


@dataclass(slots=True)
class Foot:
    """Rows of the foot of a document, and the body above it."""

    body: list[Row] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)
    signature: list[Row] = field(default_factory=list)
    before: list[list[Row]] = field(default_factory=list)  # who signs it too, in order


def split_foot(rows: Sequence[Row], apart: Sequence[Row] = (), *, joint: bool = False) -> Foot:
    """Part the foot (``Nơi nhận``, signature) from the body.

    The foot begins behind the end mark ``./.`` or at ``Nơi nhận``; without either only
    what the layout took for a signature is one.

    Args:
        rows: After the head and the addressees.
        apart: What stands in no column: title and name may be stamped in red.
        joint: Several agencies issue it, so that all who sign are signers.
    """
    foot = Foot()
    start = _start_of_foot(rows)
    pages = pages_of_copies(rows, start) if start is not None and start < len(rows) else None
    since = 0  # rows of other things since the last copy
    enclosed = closed = False
    for i, row in enumerate(rows):
        before, since = len(foot.copies), since + 1
        enclosed = bool(ENCLOSED.match(row.folded)) or (enclosed and not first_copy(row))
        if row.kind is BlockKind.SIGNATURE and (pages is None or row.page in pages):
            foot.signature.append(row)
        elif pages is None or i < (start or 0) or row.page not in pages or _is_cells(row):
            # Right of the copies, a signature may come first in reading order.
            foot.body.append(row)
        elif may_be_copy(row) and not (is_last_copy(foot.copies) and since > _BETWEEN):
            left, right = _columns(row)
            if left:
                (foot.body if enclosed else foot.copies).append(left)
            if right:
                foot.signature.append(right)
        elif not enclosed and is_copy(row, foot.copies):
            foot.copies.append(row)
        elif not foot.signature and (columns := signing_columns(rows[i:])):
            _take_columns(foot, columns, joint=joint)
            _take_lefts(foot, rows[i + 1 :])
            foot.body += rows[i + 1 :]
            break
        elif (row.width or not foot.copies or since <= _NEAR) and (
            _is_of_signature(row, foot) or (foot.copies and i == len(rows) - 1 and like_name(row))
        ):
            # Below, another may have noted that he filed the paper, and signed that.
            (foot.body if closed else foot.signature).append(row)
        elif not enclosed and goes_on_undashed(row, foot.copies, beside=bool(foot.signature)):
            foot.copies.append(row)
        else:
            foot.body.append(row)
            closed |= not joint and _is_signed(foot) and len(row.line.words) >= _SENTENCE
        since = 0 if len(foot.copies) > before else since
    _part_signature(foot, joint=joint)
    _lift_signature(foot, joint=joint)
    _add_stamped(foot, apart)
    if joint and not foot.before:
        *foot.before, foot.signature = each_signer(foot.signature)
    return foot


def _take_columns(foot: Foot, columns: list[list[Row]], *, joint: bool) -> None:
    """The signature, or the signatures, of those who sign side by side."""
    if joint:
        *foot.before, last = columns
    else:
        last = who_signs(columns)
    foot.signature = last + foot.signature


def _start_of_foot(rows: Sequence[Row]) -> int | None:
    """The row of ``Nơi nhận`` or of titles right above it, else the first behind the end mark."""
    label = next((i for i, row in enumerate(rows) if COPIES.match(row.folded)), None)
    if label is None:
        # Its label was not read, but "Như trên" is the first of the list and of no other.
        label = next((i for i, row in enumerate(rows) if FIRST_COPY.match(row.folded)), None)
    if label is not None:
        # The signature stands beside the copies and may begin above them.
        return _first_title(rows, label)
    ends = [i for i, row in enumerate(rows) if _END_MARK.search(row.text)]
    # The end mark closes a document; figures and items may follow it in an annex.
    return ends[-1] + 1 if ends and len(rows) - ends[-1] <= 25 else None


def _is_signed(foot: Foot) -> bool:
    """Whether a title and a name under it were read."""
    return any(map(is_title, foot.signature)) and any(map(is_name, foot.signature))


def _is_of_signature(row: Row, foot: Foot) -> bool:
    """Whether a row signs, or names the agency whose head a title above it is of."""
    under = bool(foot.signature) and is_title(foot.signature[-1]) and names_agency(row)
    return under or signs(row)


def _first_title(rows: Sequence[Row], at: int) -> int:
    """Where the titles right above a row begin; ``at`` where none stands there."""
    while at and rows[at - 1].page == rows[at].page:
        named = at > 1 and names_agency(rows[at - 1]) and is_title(rows[at - 2])
        if not (is_title(rows[at - 1]) or named):
            break
        at -= 1
    return at


def _take_lefts(foot: Foot, rows: Sequence[Row]) -> None:
    """The copies at the left of rows that a signature at their right shares with them."""
    for left in (pieces(row)[0] for row in rows):
        if DASHED.match(left.text) or goes_on_beside(left, foot.copies):
            foot.copies.append(left)


def _is_cells(row: Row) -> bool:
    """Whether a row is of a table, not of the foot with a tab between its columns."""
    return row.kind is BlockKind.TABLE and not (
        COPIES.match(row.folded) or DASHED.match(row.text) or signs(row)
    )


def _part_signature(foot: Foot, *, joint: bool) -> None:
    """Part a signature whose titles stand side by side.

    Who bear the same one sign together, and so do agencies whose names stand above the titles.
    """
    if columns := columns_of(foot.signature):
        together = len({squeeze(c[0].text) for c in columns}) == 1 or all(
            names_agency(c[0]) for c in columns
        )
        foot.signature = []
        _take_columns(foot, columns, joint=joint or together)
        return
    for i in range(len(foot.signature)):
        if columns := signing_columns(foot.signature[i:]):
            alike = len({squeeze(column[0].text) for column in columns}) == 1
            foot.signature = []
            _take_columns(foot, columns, joint=joint or alike)
            return


def _lift_signature(foot: Foot, *, joint: bool) -> None:
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
        first, columns = i, signing_columns(foot.body[i:])
        # "KT. BỘ TRƯỞNG" above "THỨ TRƯỞNG", "Người lập biểu" beside the upper of two titles.
        while (columns or is_title(row)) and first:
            if not (higher := signing_columns(foot.body[first - 1 :])):
                break
            first, columns = first - 1, higher
        if columns:
            _take_columns(foot, columns, joint=joint)
            del foot.body[first:]
            return
        if is_title(row) and len(row.line.words) <= LONGEST_TITLE:
            first = _first_title(foot.body, i)
            foot.signature = foot.body[first:] + foot.signature
            del foot.body[first:]
            _lift_beside(foot)
            if joint:
                _lift_signers_above(foot)
            return
    if not foot.signature:
        first = half_read_signature(foot.body)
        foot.signature = foot.body[first:]
        del foot.body[first:]


def _lift_beside(foot: Foot) -> None:
    """Take the list of copies and the titles beside it apart, where its label was not read."""
    for i in range(len(foot.body) - 1, max(len(foot.body) - _BETWEEN, 0) - 1, -1):
        parts = pieces(foot.body[i])
        if len(parts) > 1 and AUTHORITY.match(parts[-1].folded):
            rows = [pieces(row) for row in foot.body[i:]]
            foot.signature = [p[-1] for p in rows if len(p) > 1] + foot.signature
            foot.copies += [p[0] for p in rows if DASHED.match(p[0].text)]
            del foot.body[i:]
            return


def _lift_signers_above(foot: Foot) -> None:
    """Further titles with a name under them, one signature below the other."""
    while foot.body and is_maybe_name(foot.body[-1]):
        first = _first_title(foot.body, len(foot.body) - 1)
        if first == len(foot.body) - 1:
            return
        foot.before.insert(0, foot.body[first:])
        del foot.body[first:]


def _add_stamped(foot: Foot, apart: Sequence[Row]) -> None:
    """What is stamped in red stands in no column of print: it belongs to the title above it.

    A name where none was read, a deputy's title under that of the head.
    """
    titles = [row for row in foot.signature if is_title(row)]
    if not titles:
        return
    last, named = titles[-1], any(map(is_maybe_name, foot.signature))
    for row in apart:
        mine = is_title(row) and stands_under(row, last)
        fits = mine or (is_maybe_name(row) and not named)
        if fits and row.page == last.page and _stands_below(row, last):
            foot.signature.append(row)


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
    if (hit := _NAME_BEHIND.search(row.text)) and LAST_COPY.match(row.folded):
        left, right = cut(row, hit.end())
        if right is not None and is_maybe_name(right):
            return left, right
    behind = [cut(row, hit.end()) for hit in _TITLE_BEHIND.finditer(row.text, overlapped=True)]
    # "Lưu: VT, KT." names a department, so does "Lưu: VT, TH. GIÁM ĐỐC" before the title.
    ways = [
        (left, right)
        for left, right in behind
        if right is not None
        and is_title(right)
        and not (len(right.line.words) == 1 and LAST_COPY.match(row.folded))
    ]
    if ways:
        coded = (way for way in ways if way[1] and AUTHORITY.match(way[1].folded))
        return next(coded, ways[-1])
    words = row.line.words
    for i in range(1, len(words)):
        a, b = words[i - 1].box, words[i].box
        if a and b and row.width and b[0] - a[2] > 3 * (a[3] - a[1]) and b[0] > 0.4 * row.width:
            return row.part(0, i), row.part(i)
    return row, None
