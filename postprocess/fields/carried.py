"""Names in lists that go on in the row below, although it begins with a capital.

``Sở Y tế tỉnh / Bình An``, ``Ủy ban nhân dân / Tỉnh Bình An``, ``Công ty / TNHH An Lạc``. In
lists without dashes each row that begins so would else be an item of its own.
"""

from __future__ import annotations

import regex

from postprocess.fields.agency_kinds import begins_name
from postprocess.fields.flow import fold
from postprocess.fields.place_names import known_place

_ENDS_IN_UNIT = regex.compile(
    r"\b(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran)\s*$"
)
_UNIT = regex.compile(r"(?:Tỉnh|Thành phố|TP\.?|Huyện|Quận|Thị xã|Xã|Phường)\s+\p{Lu}.")
_COMMITTEE = regex.compile(r"\b(?:uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan)\s*$")
_FORM_OF_COMPANY = regex.compile(r"(?:TNHH|Cổ phần|CP|MTV)\s")
_COMPANY = regex.compile(r"\bcong ty\s*$")


def is_carried(above: str, below: str) -> bool:
    """Whether a row is the end of the name in the row above it.

    >>> is_carried("Sở Y tế tỉnh", "Bình Định."), is_carried("Sở Y tế tỉnh", "Sở Nội vụ")
    (True, False)
    >>> is_carried("Ủy ban nhân dân", "Tỉnh Bình Định"), is_carried("Sở Y tế", "Tỉnh đoàn")
    (True, False)
    >>> is_carried("Giám đốc Công ty", "TNHH An Lạc"), is_carried("Các xã;", "TNHH An Lạc")
    (True, False)
    """
    over, below = fold(above), below.strip(" .;,")
    if begins_name(fold(below)):
        return False
    if _ENDS_IN_UNIT.search(over):
        return known_place(below)
    if _COMMITTEE.search(over):
        return _UNIT.match(below) is not None
    return _COMPANY.search(over) is not None and _FORM_OF_COMPANY.match(below) is not None
