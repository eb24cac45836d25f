"""Whether names of agencies are spelt as such names are.

OCR most often drops or swaps an accent, with high confidence, and the result is a legal
syllable (``SỞ Y TÉ``). In the name of an agency or a province only one spelling is
possible; another makes the field doubtful. It is never corrected here: that is the repair's
work.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import regex

import dictionaries
from dictionaries.syllable import is_syllable, old_style
from postprocess.fields.flow import fold
from postprocess.fields.place_names import (
    known_place,
    misspelt_place,
    place_words,
    spelt_place,
    without_place,
)

_LONGEST_SYLLABLE = 7  # nghiêng
_NEW = frozenset(("covid", "corona", "ebola", "tiktok", "vneid"))  # younger than the vocabulary
_PLACE_IN_ONE = 6  # letters of a place whose two words are read as one: "LẠNGSƠN"
_FOREIGN = 5  # letters of a word that is no abbreviation
_VOWELS_OF_INITIALS = 0.25
_WORDS = """
ủy ban nhân dân tỉnh thành phố huyện quận thị xã phường trấn bộ sở cục chi vụ văn phòng trường
đại học cao đẳng trung tâm bệnh viện đa khoa hội đồng đoàn liên hiệp đảng y tế giáo dục đào tạo
tài chính nguyên môi nội công an thương tư pháp xây dựng giao thông vận tải nông nghiệp phát
triển nông thôn khoa học nghệ lao động bình văn hóa thể thao du lịch quốc phòng ngoại dân tộc
thanh tra kho bạc bảo hiểm tòa án kiểm sát quản lý dự trữ vệ sinh thực phẩm kế hoạch đầu
ngân hàng nhà nước hành quốc chủ tịch thủ tướng phủ tổng ương mặt trận tổ việt nam cổ truyền
"""
_WORDS_ALSO = """
phó phổ tình đông nhận ái chú từ tử trưởng tính mới nội nổi tế tê bách kỹ thuật dược điện lực
uỷ hoá toà hoà ý an ân viên viện lập lạp sơ số kỉ kì hướng hội hồi phú thú tri trị
đô nha nhã hà hạ lao lào bảo báo bình binh tô to tổ tố hàng hải hai thanh thành thạnh bạc bắc kinh
kiến kiên tây tuyên kế ninh hiệp điểm diêm cơ cổ có xa xá dung dũng công cống cồng
chỉ chí chữ cộng cổng đài đăng đạo đảo đấu dầu đức dụng hỏa hoa khóa nghề nguyễn phạm phong phụ
phương quan quân sắt thế thảo thi thống thư thường thưởng tích trú tự tượng tường vấn viễn bản bổ
tai kê mắt mật lão bờ tạm thử trưng xạ phóng ngoài kiếm tinh trần trương vạn vân uy hỏi hạnh
"""

_ALLOWED: dict[str, set[str]] = {}
_KEYS = frozenset(map(fold, _WORDS.split()))
for _word in (*_WORDS.split(), *_WORDS_ALSO.split()):
    if fold(_word) in _KEYS:
        _ALLOWED.setdefault(fold(_word), set()).add(old_style(_word))

# "CHi CỤC", "TRUN6 TÂM", "THỐNG K": a letter was read as another, or alone is left of a word.
_ODD_LETTER = regex.compile(
    r"\p{Lu}{2}\p{Ll}|\p{Lu}\d|\d\p{Lu}|(?<![\p{L}.&/-])[GHKLMNPQRST](?![\p{L}.&/-])"
)
# "BANTC-BVCTNB": initials have no vowel.
_BEFORE_INITIALS = regex.compile(r"(?:BAN|PHÒNG|ĐOÀN)(?=[BCDĐGHKLMNPQRSTVX]{2,}(?:[-&]|$))")
_NO_VOWEL = regex.compile(r"[bcdđghklmnpqrstvx]{2,8}")
_SPELT = frozenset(map(old_style, _WORDS.split()))
_SHORT = frozenset({"ubnd", "hđnd", "ql", "bql"})


def illegible(text: str) -> bool:
    """A word with Vietnamese letters that is no Vietnamese syllable, one too long or never heard.

    >>> illegible("SỞ Y TÊHÂU GIANG"), illegible("SỞ TT&TT ĐẮK LẮK"), illegible("GDNNGDTX")
    (True, False, False)
    """
    for word in regex.findall(r"\p{L}+", text):
        marked = not word.isascii() and fold(word) != word.lower().replace("đ", "d")
        plain = old_style(word.lower())
        if marked and not is_syllable(plain) and plain not in place_words():
            return True
        if len(word) > _LONGEST_SYLLABLE and word.isalpha() and not _is_initials(word):
            return True
        if len(word) >= _FOREIGN and not _is_initials(word) and _unheard(plain):
            return True
    return False


def _unheard(plain: str) -> bool:
    """Whether a word is no syllable and stands in no official text: foreign, or misread."""
    known = is_syllable(plain) or plain in dictionaries.vocabulary().number or plain in _NEW
    return not known and plain not in place_words()


def _is_initials(word: str) -> bool:
    """``GDNNGDTX``: capitals with hardly a vowel, of which two joined words have more."""
    return word.isupper() and sum(c in "aeiouy" for c in fold(word)) <= _VOWELS_OF_INITIALS * len(
        word
    )


def parted(name: str) -> str:
    """The name of an agency with a blank where a reader lost it between two of its words.

    >>> parted("SỞY TẾ HẬU GIANG"), parted("UBNDTỈNH KIÊN GIANG"), parted("SỞ TT&TT")
    ('SỞ Y TẾ HẬU GIANG', 'UBND TỈNH KIÊN GIANG', 'SỞ TT&TT')
    >>> parted("TRƯỜNGĐẠIHỌC AN GIANG")
    'TRƯỜNG ĐẠI HỌC AN GIANG'
    >>> parted("UBND TỈNH LẠNGSƠN")
    'UBND TỈNH LẠNG SƠN'
    """
    return " ".join(_parted(word) for word in name.split())


def _parted(word: str) -> str:
    if (own := _BEFORE_INITIALS.match(word)) is not None:
        return f"{own[0]} {word[own.end() :]}"
    plain = old_style(word.lower())
    if not word.isalpha() or is_syllable(plain) or plain in place_words():
        return word
    for at in range(1, len(word)):
        halves = plain[:at], plain[at:]
        short = halves[0] in _SHORT and is_syllable(halves[1])
        of_place = len(word) >= _PLACE_IN_ONE and known_place(f"{word[:at]} {word[at:]}")
        if short or of_place or all(part in _SHORT or part in _SPELT for part in halves):
            return f"{word[:at]} {word[at:]}"
    if unit := _unit_in_one(word):
        return unit
    ways = _ways(plain)
    if len(ways) != 1:
        return word
    ends = [sum(map(len, ways[0][:i])) for i in range(len(ways[0]) + 1)]
    return " ".join(word[a:b] for a, b in pairwise(ends))


# "UBNDTÌNHAN…": who governs a unit, in one word with it.
_UNIT_IN_ONE = regex.compile(
    r"(?P<who>ubnd|hdnd)(?P<unit>tinh|huyen|thanhpho|thixa|quan|xa|phuong)"
)
_UNITS = {
    "tinh": "TỈNH",
    "huyen": "HUYỆN",
    "thanhpho": "THÀNH PHỐ",
    "thixa": "THỊ XÃ",
    "quan": "QUẬN",
    "xa": "XÃ",
    "phuong": "PHƯỜNG",
}


def _unit_in_one(word: str) -> str | None:
    hit = _UNIT_IN_ONE.match(fold(word)) if word.isupper() else None
    if hit is None:
        return None
    place = word[hit.end() :]
    for at in range(2, len(place) - 1):
        name = f"{place[:at]} {place[at:]}"
        if known_place(name) or (name := (spelt_place(name) or "").upper()):
            return f"{word[: hit.end('who')]} {_UNITS[hit['unit']]} {name}"
    return None


@lru_cache(maxsize=256)
def _ways(plain: str) -> tuple[tuple[str, ...], ...]:
    """How letters part into words of names of agencies: ``trườngđạihọc``."""
    if not plain:
        return ((),)
    longest = min(len(plain), _LONGEST_SYLLABLE)
    ends = [at for at in range(2, longest + 1) if plain[:at] in _SPELT]
    return tuple((plain[:at], *rest) for at in ends for rest in _ways(plain[at:]))


# Behind these stands a name of its own: of a person, a village.
_NAMED = regex.compile(
    r"\b(?:tiểu học|thcs|thpt|mầm non|mẫu giáo|trung học cơ sở|trung học phổ thông|xã(?! hội)|"
    r"phường|thị trấn|huyện|quận)(?=\s+\S)"
)


def of_kind(name: str) -> str:
    """The name of an agency without the name of its own that only some have.

    >>> of_kind("TRƯỜNG THCS NGUYỄN HỮU THỌ"), of_kind("BẢO HIỂM XÃ HỘI TỈNH")
    ('TRƯỜNG THCS', 'BẢO HIỂM XÃ HỘI TỈNH')
    """
    named = _NAMED.search(name.lower())
    return name[: named.end()] if named else name


def is_name_word(word: str) -> bool:
    """Whether names of agencies have a word, in small letters, spelt so."""
    return old_style(word) in _SPELT


def misspelt_agency(name: str) -> bool:
    """A word of an agency's name that such names do not have, or not in these accents.

    >>> misspelt_agency("SỞ Y TẺ"), misspelt_agency("SỞ Y TẾ KIÊN GIANG")
    (True, False)
    >>> misspelt_agency("KHO BẠC NHÀ NƯỚY")
    True
    """
    if illegible(name) or _ODD_LETTER.search(name):
        return True
    known = dictionaries.vocabulary().number
    for word in map(old_style, regex.findall(r"\p{L}+", of_kind(without_place(name)).lower())):
        allowed = _ALLOWED.get(fold(word))
        short = _NO_VOWEL.fullmatch(word) is not None  # that it was read well is seen elsewhere
        unheard = not short and word not in known and word not in place_words()
        if unheard or (allowed and word not in allowed):
            return True
    return misspelt_place(name)


def lone_names(text: str) -> list[str]:
    """Words with a capital that stand alone among small letters, where no name of two words is."""
    hits = list(regex.finditer(r"\p{L}+", text))
    small = [True, *(hit[0].islower() for hit in hits), True]
    return [
        hit[0].lower()
        for i, hit in enumerate(hits)
        if hit[0].istitle()
        and small[i + 2]
        and (small[i] or i == 1)
        and is_syllable(hit[0].lower())
    ]
