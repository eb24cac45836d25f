"""What a cited document is about, where that is quoted.

``Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn
thư;``: among the grounds the semicolon says where the quotation ends. Elsewhere it cannot
be told from the sentence that goes on, so nothing is taken.
"""

from __future__ import annotations

import regex

from postprocess.fields import symbols
from postprocess.fields.flow import Flow

_SUBJECT = regex.compile(
    r"\s*,?\s*(?P<subject>(?:ve|v/v|quy dinh|huong dan|ban hanh|phe duyet|sua doi|thanh lap|"
    r"cong bo|giao|quy che)\b[^;]{3,300}?)\s*[;.]?\s*(?:;|$)"
)
_GROUND = regex.compile(r"(?:^|[\n;])\W{0,3}(?:can cu|thuc hien|theo|xet)\b[^;]*$")


def quoted_subject(flow: Flow, start: int, end: int) -> str | None:
    """The subject that stands behind a citation among the grounds.

    Args:
        flow: The text.
        start: Where the citation begins.
        end: Where its number, date and issuer end.

    Returns:
        As printed, on one line; None where its end is not sure.
    """
    if not _GROUND.search(flow.folded, max(0, start - 200), start):
        return None
    hit = _SUBJECT.match(flow.folded, end)
    if hit is None or flow.folded[hit.end() - 1 : hit.end()] != ";":
        return None
    text = " ".join(flow.text[hit.start("subject") : hit.end("subject")].split())
    if ". " in text or any(symbols.find(text)):
        return None
    return text
