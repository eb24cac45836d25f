"""Signs that a subject was read too short, too long or wrong, however sure its words are."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import Box, union
from postprocess.fields.flow import Row
from postprocess.fields.fragments import torn
from postprocess.fields.head import Header
from postprocess.record import Stamp

# Signs that no subject has, and a lone letter: what is left of a stamp or a fold.
_ODD = regex.compile(
    r"[^\p{L}\d\s.,;:()/\-–—“”\"'’&%+]|(?<![\w/.,\-])[b-df-hj-np-tvwxz](?![\w/.,)\-])"
)
# "đơn Ỷ thuộc Sở": no name is one such letter amid a sentence.
_LONE_CAPITAL = regex.compile(r"(?<=\p{Ll}\s)[^\P{Lu}A-ZĐÁÝÂÔÊ](?![\p{L}\d])")
# "nhận chương 012": the end of a date, its beginning under a stamp.
_HALF_DATE = regex.compile(r"(?<![\d/.,\-])0\d{2}\.?$")
# A sentence ends within it, or what it announces would follow: it took in the body.
_GOES_OVER = regex.compile(r"[;:]$|\bnhư sau\b|\p{Ll}{3,}\.\s+\p{Lu}\p{Ll}")
# What follows was not read or not taken in.
_STOPS_SHORT = regex.compile(
    r"\s(?:công văn|của|và|các|những|cho|với|tại|theo|trong|trên|về)$", regex.IGNORECASE
)
# A quotation or a bracket whose end is not there: ``thuộc Đề án “Hỗ trợ hệ``.
_UNCLOSED = regex.compile(r"[“\"„][^”\"“’']*$|\([^)]*$")
_FEWEST = 3  # words: of the first readings of four sets one of four subjects with less was whole
_LAWS = frozenset(("Luật", "Bộ luật", "Pháp lệnh"))
# Of the page's width. Rows of right subjects lay within 0.02 of the title's middle; where a
# stamp hid the end of a ``V/v`` its row lay 0.04 beside the others, one under the start of none.
_OFF_MIDDLE = 0.03
_LEFT_OF_MIDDLE = 0.02
_NEAR = 2.0  # heights of a row, within which one may be the next of a sentence


def is_odd(value: str) -> bool:
    """Whether the text of a subject bears a sign that it is not all, or not only, the subject.

    >>> is_odd("Nhiệm vụ của các đơn Ỷ thuộc Sở"), is_odd("Nhiệm vụ của các đơn vị thuộc Sở")
    (True, False)
    >>> is_odd("góp ý dự thảo kèm theo Công văn"), is_odd("báo cáo tháng 012.")
    (True, True)
    >>> is_odd("thuộc Đề án “Hỗ trợ hệ"), is_odd("thuộc Đề án “Hỗ trợ hệ sinh thái”")
    (True, False)
    """
    signs = (_ODD, _GOES_OVER, _LONE_CAPITAL, _HALF_DATE, _STOPS_SHORT, _UNCLOSED)
    return torn(value) or any(sign.search(value) for sign in signs)


def misses_words(header: Header) -> bool:
    """Whether rows of the subject or the row below show that words of it were not read."""
    rows = header.subject or header.about or header.unlabelled
    if not rows:
        return False
    return (
        _is_short(header)
        or _begins_small(header)
        or _goes_on_below(rows[-1], header)
        or _is_off(rows, header)
    )


def _begins_small(header: Header) -> bool:
    """Whether what stands under a title begins with a small letter: a stamp hides its first word.

    Some write ``về việc …`` so, and ``của Hội đồng … về …``.
    """
    if header.title is None or not header.subject:
        return False
    first = header.subject[0]
    below = first.line is not header.title[1].line
    return (
        below and first.text[:1].islower() and not first.folded.startswith(("ve ", "v/v", "cua "))
    )


def _is_short(header: Header) -> bool:
    """Whether a scan has so few words under a title or number that more stand elsewhere.

    Laws are named so (``LUẬT / ĐẤT ĐAI``).
    """
    rows = header.subject or ([] if header.about else header.unlabelled)
    words = [word for row in rows for word in row.line.words]
    law = header.title is not None and header.title[0] in _LAWS
    read = any(word.confidence is not None for word in words)
    return bool(rows) and read and not law and len(words) < _FEWEST


def _goes_on_below(last: Row, header: Header) -> bool:
    """Whether a row right under the last of the subject begins with a small letter."""
    below = next(iter(header.rest), None)
    if below is None or below.page != last.page or not below.text[:1].islower():
        return False
    box, other = last.line.box, below.line.box
    return not (box and other) or other[1] - box[3] < _NEAR * (box[3] - box[1])


def _is_off(rows: Sequence[Row], header: Header) -> bool:
    """Whether a row stands neither in the middle of the others nor begins where they do."""
    title = header.title[1] if header.title and header.subject else None
    boxes = [row.line.box for row in rows if row.line.box and row.page == rows[0].page]
    width = rows[0].width
    if not width or len(boxes) != len(rows):
        return False
    if title is not None:
        whole = title.line.box
        if whole is None or title.page != rows[0].page:
            return False
        # Of a title that goes on with its subject the whole row counts.
        boxes = [b for b in boxes if not whole[1] <= (b[1] + b[3]) / 2 <= whole[3]]
        return any(abs(_middle(b) - _middle(whole)) > _OFF_MIDDLE * width for b in boxes)
    others = boxes[:-1]
    last = boxes[-1]
    return bool(others) and not any(
        abs(_middle(b) - _middle(last)) < _OFF_MIDDLE * width
        or abs(b[0] - last[0]) < _OFF_MIDDLE * width
        for b in others
    )


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2


def is_beside_stamp(header: Header, stamp: Stamp) -> bool:
    """Whether the end of a row of the subject lies under a stamp of arrival.

    Such a row stands left of the title's middle, and the stamp right of it at its height.
    """
    title = header.title[1] if header.title else None
    box = union(part.box for part in (stamp.number, stamp.date))
    if title is None or box is None:
        return False
    return any(_ends_at(row, box, title) for row in header.subject if row.page == title.page)


def _ends_at(row: Row, stamp: Box, title: Row) -> bool:
    box, middle = row.line.box, title.line.box
    if box is None or middle is None:
        return False
    beside = box[1] < stamp[3] and stamp[1] < box[3] and box[2] < stamp[2]
    return beside and _middle(middle) - _middle(box) > _LEFT_OF_MIDDLE * row.width
