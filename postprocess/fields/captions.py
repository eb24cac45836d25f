"""What is set above or beside the head of a paper by others: captions of signatures, of copies.

A certified copy bears who signed it and when (Decree 30/2020/NĐ-CP, annex I, part I, 7), in small
print that wraps as its frame is narrow; gazettes, drafts and forms say so there too.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from postprocess.fields.flow import Row

_CAPTION = regex.compile(
    r"^\W{0,8}(?:\d*\W*cong bao\s*/|sao y|sao luc|trich sao|.*tho\S{0,2} gian ky|.*\d:\d\d:\d\d|"
    r"ky boi|n?guoi ky|ngay ky|"
    r"email|co quan(?: phat hanh)?:|van ban quy pham phap luat$|"
    r"cong van den|xem xong|luu hanh|den\W*$|du thao\W*$|mau so|trang \d|bieu mau)"
)
_SIGNER = regex.compile(r"^\W{0,3}(?:ky boi|n?guoi ky|co quan):")
_TIME = regex.compile(r"^.{0,12}tho\S{0,2} gian ky|^\W{0,3}ngay ky")
_ROWS = 5  # that a narrow caption has between the two


def is_caption(row: Row) -> bool:
    """Whether a row by its beginning is of no head of a paper, but of a caption."""
    return _CAPTION.match(row.folded) is not None


def wrapped_caption(rows: Sequence[Row]) -> range:
    """Rows from who signed to when: a narrow caption breaks the name of an agency.

    Args:
        rows: Of the top of a page, in reading order.
    """
    folded = [row.folded for row in rows]
    begin = next((i for i, text in enumerate(folded) if _SIGNER.match(text)), None)
    if begin is None:
        return range(0)
    near = enumerate(folded[begin : begin + _ROWS + 1], begin)
    end = next((i for i, text in near if _TIME.match(text)), begin)
    return range(begin, end)
