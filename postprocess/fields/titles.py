"""Titles of those who sign: which there are, and one of them with a letter misread.

They stand alone on a row in capitals, few and always the same, so that a row with one other
letter (``GHI CỤC TRƯỞNG``) can only be the nearest of them.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex
from rapidfuzz.distance.Levenshtein import distance

from dictionaries.syllable import old_style
from dictionaries.titles import TITLES
from postprocess.fields.flow import fold, squeeze

AUTHORITY = regex.compile(
    r"^\W{0,8}(?P<code>(?:t\s?[./]?\s?u\s?[./]?\s?q|tm|kt|tl|q)(?=\s?[.,:])"
    # Its stop was not read.
    r"|(?:tm|kt|tl|tuq)(?=\s(?:tong |chi )?(?:giam doc|chu tich|bo truong|cuc truong|hieu truong|"
    r"vien truong|truong (?:phong|ban)|chanh|uy ban|hoi dong|ban (?:thuong|chap)|chu nhiem)\b)"
    r"|(?:t/m|k/t|t/l)(?=[\s.,])|(?:tm|kt|tl)(?=/\s?\p{L}))"  # of the Party, and of old papers
)
TITLE = regex.compile(
    r"\b(?:giam doc|chu tich|bo truong|thu truong|cuc truong|vu truong|truong phong|pho phong|"
    r"hieu truong|chanh van phong|pho van phong|chanh thanh tra|chanh an|vien truong|vien pho|"
    r"truong ban|pho ban|truong doan|truong khoa|thu tuong|thong doc|chu nhiem|bi thu|truong ty|"
    r"tong thu ky|uy vien|tong cuc truong|chi huy truong|ke toan truong|tong bien tap|doi truong|"
    r"to truong|tram truong|quan doc|thu ky|chu toa|chu tri|thuong truc|chuyen vien|"
    r"truong dai dien|tham phan|kiem sat vien|chap hanh vien|cong chung vien|dieu tra vien|"
    r"truong (?:co quan|tram|bo mon|thon|cong an|tieu ban|xom|to|chi nhanh)|"
    r"chanh tong|truong so|benh vien truong|phu trach (?:phong|khoa|ban|truong|ke toan))\b"
)
_WORDS = """
    giám đốc chủ tịch phó bộ trưởng thứ cục vụ phòng hiệu chánh văn viện ban thủ tướng
    chi tổng thư ký kỹ ủy viên thanh tra chỉ huy khoa bí nhiệm đội nhân dân kế toán
"""
_SPELT = frozenset(map(old_style, _WORDS.split()))
_KEYS = frozenset(map(fold, _SPELT))
# "\\M PHÁN", "[ÂM PHÁN": no other title ends so.
_JUDGE = regex.compile(r"[^\w]{0,3}t?h?a?m phan")
_TWO_WAYS = frozenset(("thutruong", "phothutruong"))  # "THỨ TRƯỞNG", "THỦ TRƯỞNG"
_TELLING = 7  # letters of a title of which one may be misread
_MORE_TELLING = 12  # and two


@cache
def _titles() -> dict[str, str]:
    """Titles by their letters."""
    return {squeeze(title): title for title in TITLES}


def _words(title: str) -> list[str]:
    return [old_style(w) for w in regex.findall(r"\p{L}+", title.lower())]


@lru_cache(maxsize=256)
def mended_title(text: str) -> str | None:
    """The title that a row says with a letter or two misread, None where it is as it should be.

    Args:
        text: A row in capitals.

    >>> mended_title("GHI CỤC TRƯỞNG"), mended_title("KT. CIHCỤC TRƯỞNG"), mended_title("GIÁM ĐỐC")
    ('CHI CỤC TRƯỞNG', 'KT. CHI CỤC TRƯỞNG', None)
    >>> mended_title("GIÁM SÁT"), mended_title("GIÁM ĐỐC SỞ Y TẾ"), mended_title("THỔNG ĐỐC")
    (None, None, 'THỐNG ĐỐC')
    >>> mended_title("[ÂM PHÁN"), mended_title("THẨM PHÁN"), mended_title("THỨ TRƯỜNG")
    ('THẨM PHÁN', None, 'THỨ TRƯỞNG')
    """
    code = AUTHORITY.match(fold(text))
    start = code.end() if code else 0
    start += len(text[start:]) - len(text[start:].lstrip(" .,"))
    key, known = squeeze(text[start:]), _titles()
    if _JUDGE.fullmatch(fold(text)) and key not in known:
        return "THẨM PHÁN"
    if len(key) < _TELLING - 1 and key not in known:
        return None
    if key in _TWO_WAYS:
        first, _, last = text.rpartition(" ")
        return f"{first} TRƯỞNG" if _words(last) == ["trường"] else None
    if key in known and _words(text[start:]) == _words(known[key]):
        return None
    # In bold capitals H is often read as II.
    keys = {key, key.replace("ii", "h", 1)}
    near = sorted((min(distance(k, one, score_cutoff=2) for one in keys), k) for k in known)
    best, title = near[0]
    allowed = (len(title) >= _TELLING) + (len(title) >= _MORE_TELLING)
    if best > allowed or near[1][0] == best:
        return None
    lead = regex.sub(r"^[^\p{L}]+", "", text[:start])
    return f"{lead}{known[title].upper()}"


# What the head of an agency is called, by what its name begins with.
_OF_KIND = {
    "chi cuc": "CHI CỤC TRƯỞNG",
    "tong cuc": "TỔNG CỤC TRƯỞNG",
    "cuc": "CỤC TRƯỞNG",
    "bo": "BỘ TRƯỞNG",
    "so": "GIÁM ĐỐC",
    "benh vien": "GIÁM ĐỐC",
    "trung tam": "GIÁM ĐỐC",
    "ubnd": "CHỦ TỊCH",
    "uy ban nhan dan": "CHỦ TỊCH",
    "hoi dong nhan dan": "CHỦ TỊCH",
    "truong": "HIỆU TRƯỞNG",
    "vien": "VIỆN TRƯỞNG",
}
_MANY_END_SO = "truong"  # that alone tells nothing
_LEAST, _SPECKS = 4, 2  # letters of the end, and before it


def title_of(issuer: str, read: str) -> str | None:
    """The title of an agency's head of which only the end was read; None if that is not so.

    >>> title_of("CHI CỤC THÚ Y", "CỤC TRƯỞNG"), title_of("CHI CỤC THÚ Y", "PHÓ CỤC TRƯỞNG")
    ('CHI CỤC TRƯỞNG', 'PHÓ CHI CỤC TRƯỞNG')
    >>> title_of("CỤC THÚ Y", "CỤC TRƯỞNG"), title_of("SỞ Y TẾ", "ÁM ĐỐC")
    (None, 'GIÁM ĐỐC')
    """
    name = f"{fold(issuer)} "
    whole = next((t for kind, t in _OF_KIND.items() if name.startswith(f"{kind} ")), None)
    code = AUTHORITY.match(fold(read))
    lead = regex.match(r"[\W]*(?:ph\S )?", fold(read), pos=code.end() if code else 0)
    if whole is None or lead is None:
        return None
    rest, meant = squeeze(read[lead.end() :]), squeeze(whole)
    if rest in _titles() and not meant.endswith(rest):
        return None  # of another
    ends = next(i for i in range(len(rest) + 1) if meant.endswith(rest[i:]))
    end = rest[ends:]
    # A speck or two are what is left of its beginning.
    if ends > _SPECKS or len(end) < _LEAST or end == meant or _MANY_END_SO.endswith(end):
        return None
    return regex.sub(r"^[^\p{L}]+", "", f"{read[: lead.end()]}{whole}")


_PEN = 3  # letters that "KT." by hand is read as
_END = 5  # letters of the end of a title at least


def read_twice(head: str, own: str) -> str | None:
    """The title that a pen's ``KT.`` stands before, where the row below is its end once more.

    Nobody signs twice: it is the head, and a deputy whose ``PHÓ`` a seal hides.

    >>> read_twice("zT CHỦ TỊCH", "HỦ TỊCH"), read_twice("CHỦ TỊCH", "CHỦ TỊCH")
    ('CHỦ TỊCH', None)
    >>> read_twice("1T, CỤC TRƯỞNG", "Sẻ CỤC TRƯỜNG"), read_twice("VĨ CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    ('CỤC TRƯỞNG', 'CHỦ TỊCH')
    """
    hit = TITLE.search(fold(head))
    pen = len(squeeze(head[: hit.start()])) if hit else 0
    if hit is None or pen > _PEN:
        return None
    title, end = head[hit.start() : hit.end()], squeeze(own)
    deputy = len(end) - len(squeeze(title))  # letters that his "PHÓ" was read as
    if 0 < deputy <= _PEN and end.endswith(squeeze(title)) and (pen or not end.startswith("pho")):
        return title
    return title if pen and len(end) >= _END and squeeze(title).endswith(end) else None


def misspelt_title(title: str) -> bool:
    """A word of a signer's title in accents that titles do not have.

    >>> misspelt_title("KT. GIÁM ĐÓC"), misspelt_title("PHÓ GIÁM ĐỐC")
    (True, False)
    """
    words = regex.findall(r"\p{L}+", title.lower())
    return any(fold(w) in _KEYS and old_style(w) not in _SPELT for w in words)


def ends_title_word(word: str) -> bool:
    """Whether a word may be what is left of one of a title: its end.

    >>> ends_title_word("ƯỞNG"), ends_title_word("BẠN"), ends_title_word("AN")
    (True, True, False)
    """
    key = fold(word)
    return any(
        title.endswith(key) and len(title) - len(key) <= 2 for title in _KEYS if len(key) > 2
    )
