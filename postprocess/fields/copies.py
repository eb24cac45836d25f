"""Which rows of a foot are of the list of copies (decree 30/2020/NĐ-CP, annex I, 9b)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import BlockKind
from postprocess.fields.flow import Row
from postprocess.fields.items import DASHED, FORM_OF_COPY
from postprocess.fields.people import COPIES
from postprocess.fields.titles import AUTHORITY

_KEPT = regex.compile(r"\W*luu\W{1,3}v[tp]\b")
FIRST_COPY = regex.compile(r"\W*[-–—]\s*nhu (?:tren|kinh gui|dieu \d)\b")
LAST_COPY = regex.compile(r"\W*luu\b")
# "Tài liệu gửi kèm theo:": what follows goes with the paper, it gets no copy.
ENCLOSED = regex.compile(
    r"\W{0,3}(?:(?:cac )?(?:tai lieu|ho so|giay to|van ban)\b[^:]{0,20}\s)?"
    r"(?:(?:gui|dinh)\s+)?kem(?: theo)?(?: gom(?: co)?)?\s*:"
)
_STOPPED = regex.compile(r"\p{L}(?<!\b(?i:TP|TX|TT|Q|P))\.\W*$")  # not "TP. / Cần Thơ"
# "TH, NC.": departments that keep a paper too, under "Lưu: VT, KT,".
_CODES = regex.compile(r"(?:[A-ZĐ&-]{2,8}\d?[,.;]?\s*)+")
_PAGE_NUMBER = regex.compile(r"\W{0,2}\d{1,3}\W{0,2}")


def may_be_copy(row: Row) -> bool:
    """Whether a row begins as the list of copies or an item of it does."""
    dashed = DASHED.match(row.text) and not AUTHORITY.match(row.folded)
    return bool(COPIES.match(row.folded) or dashed)


def first_copy(row: Row) -> bool:
    """Whether the list of copies begins with a row."""
    return bool(COPIES.match(row.folded) or FIRST_COPY.match(row.folded))


def is_last_copy(copies: Sequence[Row]) -> bool:
    """``Lưu: VT, …`` ends the list (decree 30/2020, annex I, 9b)."""
    return bool(copies) and LAST_COPY.match(copies[-1].folded) is not None


def pages_of_copies(rows: Sequence[Row], start: int) -> frozenset[int]:
    """The page on which the foot begins, and the next where the list of copies goes on there.

    Args:
        rows: Of the document behind its head.
        start: The first of the foot.
    """
    page = rows[start].page
    here = [row for row in rows[start:] if row.page == page]
    over = [
        row for row in rows[start:] if row.page == page + 1 and not _PAGE_NUMBER.fullmatch(row.text)
    ]
    last = next((i for i, row in enumerate(over) if LAST_COPY.match(row.folded)), None)
    # Only "Lưu" below items tells it from the items of an annex.
    open_list = any(map(may_be_copy, here)) and not any(LAST_COPY.match(r.folded) for r in here)
    if last is None or not open_list or not DASHED.match(over[0].text):
        return frozenset((page,))
    dashed = sum(DASHED.match(row.text) is not None for row in over[:last])
    return frozenset((page, page + 1) if 2 * dashed >= last else (page,))


def is_copy(row: Row, copies: Sequence[Row]) -> bool:
    """Whether the layout or its words put a row into the list of copies."""
    if copies and FORM_OF_COPY.fullmatch(row.folded):
        return True  # others get theirs otherwise: the list goes on
    listed = is_last_copy(copies) and copies[-1].text.rstrip().endswith(",")
    codes = is_last_copy(copies) and _CODES.fullmatch(row.text)
    if listed or (codes and not _STOPPED.search(copies[-1].text)):
        return row.kind is BlockKind.RECIPIENTS and not AUTHORITY.match(row.folded)
    if is_last_copy(copies) or _PAGE_NUMBER.fullmatch(row.text):
        return False
    if _ended(row, copies):
        return False
    kept = bool(copies) and _KEPT.match(row.folded) is not None
    return row.kind is BlockKind.RECIPIENTS or kept


def goes_on_undashed(row: Row, copies: Sequence[Row], *, beside: bool) -> bool:
    """Whether a row without a dash belongs to the copies, ``beside`` a signature or not."""
    if beside:
        return goes_on_beside(row, copies)
    return bool(copies) and _goes_on(row, copies[-1])


def goes_on_beside(row: Row, copies: Sequence[Row]) -> bool:
    """Whether a row whose dash was not read goes on with a list beside which somebody signs.

    It begins where the items of the list do, right under the last of them.
    """
    box, last = row.line.box, copies[-1].line.box if copies else None
    if not box or not last or row.page != copies[-1].page or not _goes_on(row, copies[-1]):
        return False
    high = last[3] - last[1]
    lefts = [copy.line.box[0] for copy in copies if copy.line.box]
    return min(abs(box[0] - left) for left in lefts) < 2 * high and box[1] - last[3] < high


def _ended(row: Row, copies: Sequence[Row]) -> bool:
    """Whether a stop ended a list of dashed items above a row without a dash."""
    dashed = sum(DASHED.match(c.text) is not None for c in copies)
    undashed = not DASHED.match(row.text) and not row.text[:1].islower()
    return dashed > 1 and undashed and _STOPPED.search(copies[-1].text) is not None


def _goes_on(row: Row, above: Row) -> bool:
    """Whether a row without a dash belongs to the list of copies."""
    if LAST_COPY.match(above.folded) and _STOPPED.search(above.text):
        return False
    open_list = above.text.rstrip().endswith(";") and not LAST_COPY.match(above.folded)
    # "(để báo cáo)" alone is said of several items.
    return row.text[:1].islower() or (open_list and not row.text.startswith("("))
