"""Signs by which a short text is seen to be torn: letters alone, brackets that do not match.

A reader is often sure of each piece of a word that it tore (``V Ệ THỰC VẬT``), so that its
confidence says nothing. What bears such a sign is doubtful; nothing is mended here.
"""

from __future__ import annotations

import regex

from dictionaries.syllable import is_syllable, old_style
from postprocess.fields.flow import fold

# "V Ệ THỰC VẬT": a consonant apart from its vowel, and not one of several ("khối B ôn").
_APART = regex.compile(
    r"(?<![\w/.]|\b(?:khoi|nhom|loai|hang|bang|mau|lop|doi|ben|khu|to|diem|ca|nha|vung)\s)"
    r"(?P<word>[bcdghklmnpqrstvx]{1,3}\s[aeiouy][a-z]{0,3})(?![a-z])"
)
# "số 12/KH-CNT Y", "số 12/T T-BTC": a letter of a symbol apart from it.
_TAIL = regex.compile(r"/\S*-\p{Lu}\S*\s\p{Lu}(?![\p{L}\d])|/\p{Lu}{1,2}\s\p{Lu}+-")
# "các huyện miền núi, SỞ TƯ PHÁP SƠN LA": a stamp among words in small letters.
_STAMP = regex.compile(r"(?:(?<!\p{L})\p{Lu}{1,7}\s+){2,}\p{Lu}{1,7}(?!\p{L})")
# "ở tr.": what is left of a word.
_BEGUN = regex.compile(r"(?<![\p{L}\d/.])(?:ch|gh|kh|ng|nh|ph|qu|th|tr|ngh)(?![\p{L}\d/])")
# "tẾ": a capital behind small letters. "Như", "Lưu": the rest is lost.
_MIXED = regex.compile(r"(?<!\p{L})\p{Ll}+(?![A-Z])\p{Lu}|^(?:Như|Lưu)$")
# "số l", "năm 2920".
_FIGURE = regex.compile(
    r"\b(?:số|khoản|điều|quý|tháng|ngày)\s+[lO](?![\p{L}\d/])"
    r"|\b(?:cấp|quý|quí|kỳ|loại|hạng|bậc|lần|thứ)\s+(?-i:[il|])(?!\w)"
    r"|\b(?:quý|quí|học kỳ|năm thứ)\s+11\b"
    r"|\b(?:19|20)\s\d\d\b|\bnăm\s+(?!19|20)\d{4}\b|\bnăm\s+(?:19|20)[\dlO]*[lO]",
    regex.IGNORECASE,
)
# "danh sách ,Hộ nghèo", "và. Thông tư", "201 7TT": specks among words and figures.
_SPECK = regex.compile(
    r"\p{L}[.,;:][-–]+\p{L}|\s[,;:.](?=\p{L})|\b(?:và|của|các|những|với|tại)[.,:;](?=\s)|\d\s\d\p{Lu}{2}"
)
# "PICKI,EBALI": a sign within a word, where none of its halves is one.
_WITHIN = regex.compile(r"(?<!\p{L})(?P<a>\p{L}+)[,;:!|](?P<b>\p{L}+)")
# "Ban QLDA ABCTW TW": what two readings made of one abbreviation.
_TWICE = regex.compile(r"(?P<last>\p{Lu}{2,})\s(?P=last)(?!\p{L})")


def torn(text: str) -> bool:
    """Whether a text has a sign that a part of a word was lost or stands apart.

    >>> torn("CỤC BẢO V Ệ THỰC VẬT"), torn("CỤC BẢO VỆ THỰC VẬT")
    (True, False)
    >>> torn("Vùng V Hải quân"), torn("kết thúc năm 2920"), torn("xin kinh phí)")
    (False, True, True)
    >>> torn("LIÊN ĐOÀN KARAF,EDO TỈNH"), torn("tỉnh Long An,nhiệm kỳ I")
    (True, False)
    >>> torn("danh sách ,Hộ nghèo"), torn("Ban QLDA ABCTW TW"), torn("dân tộc thiểu số, miền núi")
    (True, True, False)
    """
    if text.count("(") != text.count(")"):
        return True
    if not text.isupper() and (stamp := _STAMP.search(text)) and not stamp[0].isascii():
        return True
    if any(sign.search(text) for sign in (_TAIL, _BEGUN, _MIXED, _FIGURE, _SPECK)):
        return True
    if not text.isupper() and _TWICE.search(text):
        return True
    halves = (hit.group("a", "b") for hit in _WITHIN.finditer(text))
    if any(not any(map(_is_word, pair)) for pair in halves):
        return True
    apart = (hit.span("word") for hit in _APART.finditer(fold(text), overlapped=True))
    return any(_is_word("".join(text[slice(*span)].split())) for span in apart)


def _is_word(text: str) -> bool:
    return is_syllable(old_style(text.lower()))
