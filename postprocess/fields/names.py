"""Whether names of agencies and places are spelt as such names are.

OCR most often drops or swaps an accent, with high confidence, and the result is a legal
syllable (``SỞ Y TÉ``). In the name of an agency or a province only one spelling is
possible; another makes the field doubtful. It is never corrected here: that is the repair's
work.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

import regex
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from dictionaries.syllable import is_syllable, old_style
from postprocess.fields.flow import fold

_TELLING = 8  # letters of a name of which one may be misread
_LONGEST_SYLLABLE = 7  # nghiêng
_NEW = frozenset(("covid", "corona", "ebola", "tiktok", "vneid"))  # younger than the vocabulary
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

# What names of units of administration begin with; the name itself follows.
_UNIT = regex.compile(r"(?:tỉnh|thành phố|thủ đô|quận|huyện|thị xã)\s+")
_ANY_UNIT = regex.compile(
    r"^(?:(?:tỉnh|t\.?[pxt]\b\.?|thành phố|thủ đô|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)"
    r"[^\S\n]*|[pqhx]\.[^\S\n]*)",
    regex.MULTILINE,
)
_NOT_IN_NAMES = regex.compile(r"[^\p{L}\d\n]+")
_ALLOWED: dict[str, set[str]] = {}
_KEYS = frozenset(map(fold, _WORDS.split()))
for _word in (*_WORDS.split(), *_WORDS_ALSO.split()):
    if fold(_word) in _KEYS:
        _ALLOWED.setdefault(fold(_word), set()).add(old_style(_word))

# "CHi CỤC", "TRUN6 TÂM", "THỐNG K": a letter was read as another, or alone is left of a word.
_ODD_LETTER = regex.compile(
    r"\p{Lu}{2}\p{Ll}|\p{Lu}\d|\d\p{Lu}|(?<![\p{L}.&/-])[GHKLMNPQRST](?![\p{L}.&/-])"
)
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
        if marked and not is_syllable(plain) and plain not in _place_words():
            return True
        if len(word) > _LONGEST_SYLLABLE and word.isalpha() and not _is_initials(word):
            return True
        if len(word) >= _FOREIGN and not _is_initials(word) and _unheard(plain):
            return True
    return False


def _unheard(plain: str) -> bool:
    """Whether a word is no syllable and stands in no official text: foreign, or misread."""
    known = is_syllable(plain) or plain in dictionaries.vocabulary().number or plain in _NEW
    return not known and plain not in _place_words()


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
    """
    return " ".join(_parted(word) for word in name.split())


def _parted(word: str) -> str:
    plain = old_style(word.lower())
    if not word.isalpha() or is_syllable(plain) or plain in _place_words():
        return word
    for at in range(1, len(word)):
        halves = plain[:at], plain[at:]
        short = halves[0] in _SHORT and is_syllable(halves[1])
        if short or all(part in _SHORT or part in _SPELT for part in halves):
            return f"{word[:at]} {word[at:]}"
    ways = _ways(plain)
    if len(ways) != 1:
        return word
    ends = [sum(map(len, ways[0][:i])) for i in range(len(ways[0]) + 1)]
    return " ".join(word[a:b] for a, b in pairwise(ends))


@lru_cache(maxsize=256)
def _ways(plain: str) -> tuple[tuple[str, ...], ...]:
    """How letters part into words of names of agencies: ``trườngđạihọc``."""
    if not plain:
        return ((),)
    longest = min(len(plain), _LONGEST_SYLLABLE)
    ends = [at for at in range(2, longest + 1) if plain[:at] in _SPELT]
    return tuple((plain[:at], *rest) for at in ends for rest in _ways(plain[at:]))


@cache
def _places() -> dict[str, set[str]]:
    """Provinces and districts, then and now: names without accents to their spellings."""
    known: dict[str, set[str]] = {}
    for full in {n for p in dictionaries.places() for n in (p.province, p.district) if n}:
        words = [old_style(w) for w in regex.findall(r"\p{L}+", _UNIT.sub("", full.lower()))]
        # Names of one syllable and numbers ("Huế", "Quận 1") are too short to tell.
        if len(words) > 1:
            known.setdefault(" ".join(map(fold, words)), set()).add(" ".join(words))
    return known


@cache
def _all_places() -> frozenset[str]:
    """Every province, district and commune, then and now, as it is spelt."""
    full = {n for p in dictionaries.places() for n in p[1:] if n}
    return frozenset(_own_names("\n".join(full)))


@cache
def _place_words() -> frozenset[str]:
    """Words of their names; some are of no Vietnamese language (Đắk, Lắk)."""
    return frozenset(word for name in _all_places() for word in name.split())


def _own_names(lines: str) -> list[str]:
    """The names of units without what they are, one for each line: there are thousands."""
    bare = _NOT_IN_NAMES.sub(" ", _ANY_UNIT.sub("", lines.lower()))
    return [" ".join(map(old_style, line.split())) for line in bare.split("\n")]


def known_place(name: str) -> bool:
    """Whether a unit of administration is called so, accents included.

    >>> known_place("TP. Hồ Chí Minh"), known_place("TP. Hà Chí Minh")
    (True, False)
    """
    return " ".join(_own_names(name)) in _all_places()


def spelt_as_place(folded: str) -> bool:
    """Whether a province or district has these letters, whatever its accents.

    >>> spelt_as_place("an giang"), spelt_as_place("viet nam")
    (True, False)
    """
    return folded in _places()


def spelt_place(name: str) -> str | None:
    """The only unit of administration of these letters, in its accents; None if none or several.

    What unit it is stays as it is printed.

    >>> spelt_place("Vĩnh"), spelt_place("Cà Mâu"), spelt_place("Thanh Hoa")
    ('Vinh', 'Cà Mau', None)
    >>> spelt_place("P. Bình Thuân")
    'P. Bình Thuận'
    """
    own = " ".join(_own_names(name))
    key = fold(own)
    spelt = {p for p in _all_places() if len(p) == len(own) and fold(p) == key}
    if len(spelt) != 1:
        return None
    unit = _ANY_UNIT.match(name.lower())
    full = " ".join(w.capitalize() for w in spelt.pop().split())
    return f"{name[: unit.end()].rstrip() if unit else ''} {full}".strip()


def nearest_place(name: str) -> str | None:
    """The only province or district whose name differs by one letter; None if none or several.

    >>> nearest_place("TP.Hà Chí Minh"), nearest_place("Kiên Gianq"), nearest_place("Long An")
    ('TP. Hồ Chí Minh', 'Kiên Giang', None)
    """
    unit = _ANY_UNIT.match(name.lower())
    start = unit.end() if unit else 0
    key = " ".join(fold(" ".join(_own_names(name[start:]))).split())
    if len(key) < _TELLING:
        return None
    near = only_near(key, _places())
    if near is None or len(spelt := _places()[near]) != 1 or key in _places():
        return None
    full = " ".join(w.capitalize() for w in next(iter(spelt)).split())
    return f"{name[:start].rstrip()} {full}".strip()


def only_near(key: str, known: Iterable[str], slips: int = 1) -> str | None:
    """The only one of some words that differs by so few letters; None if none or several do."""
    near = [
        k
        for k in known
        if abs(len(k) - len(key)) <= slips and 0 < distance(k, key, score_cutoff=slips) <= slips
    ]
    return near[0] if len(near) == 1 else None


def without_place(name: str) -> str:
    """The name of an agency without the province or district at its end.

    >>> without_place("SỞ Y TẾ HẬU GIANG"), without_place("UBND TỈNH AN GIANG")
    ('SỞ Y TẾ', 'UBND TỈNH')
    """
    words = name.split()
    for size in (4, 3, 2):
        if len(words) > size and " ".join(map(fold, words[-size:])) in _places():
            return " ".join(words[:-size])
    return name


def misspelt_place(name: str) -> bool:
    """The name of a province or district in accents that no such name has.

    >>> misspelt_place("Cân Thơ"), misspelt_place("Cần Thơ"), misspelt_place("Xuân Lai")
    (True, False, False)
    """
    words = [old_style(w) for w in regex.findall(r"\p{L}+", name.lower())]
    keys = [fold(w) for w in words]
    for size in (4, 3, 2):
        for i in range(len(words) - size + 1):
            right = _places().get(" ".join(keys[i : i + size]))
            if right:
                return " ".join(words[i : i + size]) not in right
    return False


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


def ends_in_unit(name: str) -> bool:
    """Whether a name ends with what a unit of administration is: its own name is lost or cut.

    >>> ends_in_unit("UBND TỈNH"), ends_in_unit("SỞ Y TẾ")
    (True, False)
    """
    return (
        regex.search(
            r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn)$", name.lower()
        )
        is not None
    )


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
        unheard = word not in known and word not in _place_words()
        if unheard or (allowed and word not in allowed):
            return True
    return misspelt_place(name)
