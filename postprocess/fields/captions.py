"""What is set above or beside the head of a paper by others: captions of signatures, of copies.

A certified copy bears who signed it and when (Decree 30/2020/NĐ-CP, annex I, part I, 7), in small
print that wraps as its frame is narrow; gazettes, drafts and forms say so there too.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import BlockKind
from postprocess.fields.flow import Row
from postprocess.fields.head import in_capitals

_CAPTION = regex.compile(
    r"^\W{0,8}(?:\d*\W*cong bao\s*/|sao y|sao luc|trich sao|.*tho\S{0,2} gian ky|.*\d:\d\d:\d\d|"
    r"ky boi|n?guoi ky|ngay ky|"
    r"email|co quan(?: phat hanh)?:|van ban quy pham phap luat$|"
    r"cong van den|xem xong|luu hanh|den\W*$|du thao\W*$|mau so|trang \d|bieu mau|"
    r"ban (?:sao|chinh|photo)\W*$)"
)
# Small print of a digital signature that no beginning tells: "snv@binhan.gov.vn".
_SIGNED = regex.compile(
    r".*(?:\bky boi\b|\bsigned\b|\breason:|\blocation:|\bemail\b|@|\bco quan:|thoi gian ky\b"
    r"|\bn?guoi ky\s?:)"
)
# What an app of a telephone writes under each page.
_APP = regex.compile(r"\W*(?:scanned|duoc quet|quet)\s(?:with|by|bang|boi)\b.{2,24}")


def is_caption(row: Row) -> bool:
    """Whether a row by its beginning is of no head of a paper, but of a caption."""
    # A title stands in the middle: at the left it is what was read of "CÔNG VĂN ĐẾN".
    arrived = row.kind is BlockKind.HEADER_LEFT and row.folded.strip(" .:") == "cong van"
    return arrived or _CAPTION.match(row.folded) is not None


def above_agencies(agencies: Sequence[Row], apart: Sequence[Row]) -> int:
    """How many rows above the first agency are small print of a digital signature.

    Its words in small letters stand there line by line; an agency is printed in capitals, but
    for typed texts.

    Args:
        agencies: Rows of the left column above the number.
        apart: Rows that were taken out of the head before.
    """
    first = next((i for i, row in enumerate(agencies) if in_capitals(row.text)), 0)
    signed = any(_SIGNED.match(row.folded) for row in (*apart, *agencies[:first]))
    return first if first and signed and agencies[0].width else 0


def of_app(row: Row) -> bool:
    """Whether a row is the mark of an app that took the picture: ``Scanned with CamScanner``."""
    return _APP.fullmatch(row.folded) is not None
