"""Numbers that count nothing: those of dates, places in a text, rooms, things with a number."""

from __future__ import annotations

import unicodedata

import regex

from postprocess.fields.figures import number

# What makes the number after it a date, a place in a text, a name.
_NAMES = regex.compile(
    r"(?:\b(?:ngay|thang|nam|quy)\s*$|"
    r"(?:\b(?:(?<!\b(?:tong|doanh|dan|quan|si|thieu|da|chi|he|ty|diem) )so|"
    r"dieu|khoan|muc|phan|chuong|"
    r"trang|bang|(?<!\b(?:dai|tieu) )bieu|(?<!\bso )mau|phu luc|quan|"
    r"tong dai|(?<!\btuong )duong|phong so|khoa|giai doan|(?<!\b(?:tang|giam) )tu|lop|"
    r"dien thoai|dt|sdt|fax|so le|may le|noi bo|tai khoan|stk|ma so thue|mst|"
    # Named by a number: "Ban Chỉ đạo 138 tỉnh", "Đề án 06".
    r"ban chi dao|bcd|to cong tac|(?<!\bcac )de an|chi thi|nghi dinh|nghi quyet|thong tu|"
    r"lan thu|tuyp|(?<!\b(?:hieu|nang|dong|nghi) )luc|vao|to|phien|diem)\s*[:.]?|"
    r"\b(?<!\b(?:xa|dai|hiep|dong|chi|le|co|the|mo|phi) )hoi|"
    r"[a-z]\d*[.\-]|[(/]?\d[/.\-]|/|\d\s?[-–])\s*$)"
)
# Words that only look like those without their accents: "mức 200.000 đồng", "y đa khoa: 46".
_OTHERS = frozenset({"mức", "khoa", "tô", "lực", "hồi"})
_LAST_WORD = regex.compile(r"(\p{L}+)\W*$")
_FROM = regex.compile(r"\btu\s*$")
# "cấp 2" is a rank, "cấp 100 giấy chứng nhận" a figure.
_RANK = regex.compile(r"\b(?:hang|cap|ky)\s*$")
_HIGHEST_RANK = 12
_REACH = 24  # characters that are looked at


def names(text: str, printed: str, at: int) -> bool:
    """Whether what stands before ``text[at:]`` makes the number there a name or a date.

    Args:
        text: Folded.
        printed: As read, of the same length.
        at: Where the number begins.
    """
    last = _LAST_WORD.search(printed, max(0, at - _REACH), at)
    if last and unicodedata.normalize("NFC", last[1]).lower() in _OTHERS:
        return False
    return _NAMES.search(text[max(0, at - _REACH) : at]) is not None


def names_a_count(text: str, printed: str, at: int, value: str | None) -> bool:
    """The same for a number with a unit: ``từ 10 người`` counts, ``cấp 2`` does not."""
    before = text[max(0, at - _REACH) : at]
    if _RANK.search(before) and (number(value or "0") or 0) <= _HIGHEST_RANK:
        return True
    begins = _FROM.search(before)
    return names(text, printed, at - len(begins[0]) if begins else at)
