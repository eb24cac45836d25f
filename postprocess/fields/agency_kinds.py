"""What the names of agencies begin with, and which kinds stand under which.

A name is known by its first words. They are few, so that one misread letter of them
(``CH CỤC``) can only be one of them.
"""

from __future__ import annotations

from functools import cache

import regex
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from dictionaries.syllable import is_syllable, old_style
from postprocess.fields.flow import fold, squeeze
from postprocess.fields.ministries import is_ministry, parts_of
from postprocess.fields.place_names import (
    ends_in_unit,
    known_place,
    nearest_place,
    only_near,
    spelt_as_place,
    spelt_place,
    without_place,
)

# Words of names that begin as names do, and on a line of their own go on with the one above:
# "TẬP ĐOÀN BƯU CHÍNH / VIỄN THÔNG VIỆT NAM", "BAN CHỈ ĐẠO / PHÒNG, CHỐNG DỊCH".
_WITHIN = (
    r"khoa (?:hoc|giao)|vien (?:thong|chuc|phi|tro)|to (?:quoc|chuc|tung)|so (?:huu|hoa)|"
    r"bao (?:ve|chi|ton|dam|tri|cao)|nha (?:nuoc|giao|o|dat|va)|bo (?:doi|tro)|"
    r"dai (?:bieu|dien|ly)|quy (?:hoach|che|dinh|chuan)|hoi (?:nhap|thao)|tong (?:hop|ket)|"
    r"phong(?:,| chong| chay| benh| ve| tranh)|doi (?:moi|ngoai|song|ngu)|dang (?:ky|kiem)|"
    r"vu trang|ban (?:quyen|do|hanh)|doan ket"
)
_HEAD = regex.compile(
    rf"^\W{{0,8}}(?!(?:{_WITHIN})\b)"
    r"(?:bo\b|so\b|cuc\b|ch\S{1,2} cuc\b|tong\b|truong\b|uy ban\b|ubnd\b|hdnd\b|"
    r"van phong\b|thanh tra\b|ban\b|phong\b|trung tam\b|benh vien\b|vien\b|dang\b|tinh uy\b|"
    r"huyen uy\b|"
    r"thanh uy\b|quan uy\b|thi uy\b|dang bo\b|dang uy\b|hoi dong\b|hoi\b|cong ty\b|tap doan\b|"
    r"chinh phu\b|thu tuong\b|quoc hoi\b|chu tich\b|toa an\b|vien kiem sat\b|lien doan\b|"
    r"cong doan\b|doan\b|mat tran\b|uy ban mat tran\b|kho bac\b|bao hiem\b|ngan hang\b|"
    r"cong an\b|bo chi huy\b|dai\b|bao\b|khoa\b|to\b|doi\b|tram\b|chi bo\b|lien hiep\b|"
    r"kiem toan\b|dai hoc\b|hoc vien\b|nha\b|xi nghiep\b|hop tac xa\b|ttyt|bvdk|uy hoi\b|vu\b|"
    r"thong tan\b|chi nhanh\b|lien minh\b|hiep hoi\b|quy\b|quan (?:khu|doan|chung)\b|ctcp\b|"
    r"(?:su|lu|trung) doan\b|trai (?:tam )?giam\b|bao tang\b|thu vien\b|vuon quoc gia\b|"
    r"cau lac bo\b|cong thong tin\b|phan (?:vien|hieu|hoi)\b|chi hoi\b|co quan\b|tap chi\b|"
    r"nha may\b|thi hanh an dan su\b|(?:lien )?chi doan\b|cum thi dua\b|khoi thi dua\b|"
    r"(?:tieu|binh) doan\b|don bien phong\b|(?:ubmttq|mttq|bql|bcd|hdqt|ldld)\b|"
    # Since 2025 the tax office of a province is its "Thuế".
    r"thue (?:tinh|thanh pho|co so)\b|"
    # Until 1981 the department of a province was its "Ty".
    r"ty (?!tnhh\b|co phan\b|cp\b)|doanh nghiep tu nhan\b|"
    r"hat kiem lam\b|(?:nong|lam) truong\b|cang vu\b|tieu ban\b|bch\b|btv\b|"
    # Youth unions, not the districts Đoan Hùng and Đoàn Kết.
    r"(?:tinh|huyen|thanh|quan|xa) doan\b(?! (?:hung|ket)\b))"
)
# First words long enough that one letter of them may be lost, added or another.
_FIRST_WORDS = """
    chi cục, tổng cục, trung tâm, bệnh viện, văn phòng, thanh tra, ủy ban nhân dân, học viện,
    hội đồng nhân dân, viện kiểm sát, tòa án nhân dân, kho bạc nhà nước, bảo hiểm xã hội,
    liên đoàn lao động, ngân hàng, công ty, trường đại học, trường cao đẳng, trường tiểu học,
    ban quản lý, ban chỉ đạo, ban chấp hành, liên hiệp, mặt trận tổ quốc, huyện ủy, tỉnh ủy
"""
_FIRST = tuple(" ".join(words.split()) for words in _FIRST_WORDS.split(","))
_UNIT_AT_END = regex.compile(
    r" (?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)$"
)
_TOWN = regex.compile(r"TP\b\.?\s?(?=\p{L})")
_AND = regex.compile(r"\sVÀ\s")
_LETTERS_A_SLIP = 12  # letters of a name for each that may be misread beside the first
_TELLING_END = 4  # words by which a department is known without its first two
_FEW_LETTERS = 2  # of an abbreviation, too few to know it by all but one
# A dash between such two is a speck or a rule: they never issue a document together.
_UNDER = tuple(
    (regex.compile(rf"\W*(?:{above})\b"), regex.compile(rf"\W*(?:{below})\b"))
    for above, below in (
        (
            "ubnd|uy ban (?:nhan dan|hanh chinh)",
            "so|ty|phong|chi cuc|trung tam|truong|benh vien|van phong|thanh tra|"
            "ban (?:quan ly|dan toc)|hoi dong (?!nhan dan)",
        ),
        ("bo", "tong cuc|cuc|vu|vien|truong|benh vien|thanh tra|van phong|trung tam|hoc vien"),
        ("so", "chi cuc|trung tam|truong|benh vien|phong|van phong|thanh tra|tram"),
    )
)

# Of a province or a town only: "VIỄN THÔNG VIỆT NAM" ends the name of their group.
_OF_PLACE = regex.compile(
    r"^\W{0,8}(?:vien thong|dien luc|buu dien|viettel|vnpt|mobifone)\s+(?P<place>\S.*)"
)
_OF_UNIT = regex.compile(r"(?:tinh|thanh pho|tp|huyen|khu vuc|trung tam)\b")


def begins_name(folded: str) -> bool:
    """Whether a line, folded, begins as the name of an agency does.

    >>> begins_name("so y te"), begins_name("va dao tao"), begins_name("tinh kien giang")
    (True, False, False)
    >>> begins_name("vien thong an giang"), begins_name("vien thong viet nam")
    (True, False)
    >>> begins_name("vien thong ha nam - ninh binh")
    True
    """
    if own := _OF_PLACE.match(folded):
        place = own["place"].strip(" -–—.*")
        place = regex.split(r"\s*[-–—]\s*", place)[0]  # of two provinces, until 2011
        return _OF_UNIT.match(place) is not None or spelt_as_place(place)
    return _HEAD.match(folded) is not None


def stands_under(above: str, below: str) -> bool:
    """Whether an agency is of a kind that stands under that of another; both folded.

    >>> stands_under("ubnd tinh an giang -", "- so tu phap"), stands_under("bo y te -", "bo noi vu")
    (True, False)
    """
    return any(a.match(above) and b.match(below) for a, b in _UNDER)


def mended_name(name: str) -> str | None:
    """The name of an agency one letter of whose first words, or of all of them, was misread.

    Args:
        name: As read, in capitals.

    Returns:
        What can only be meant, None where the name may stand as it is.

    >>> mended_name("CH CỤC THÚ Y"), mended_name("SỞ TẾ AN GIANG"), mended_name("SỞ Y TẾ")
    ('CHI CỤC THÚ Y', 'SỞ Y TẾ AN GIANG', None)
    >>> mended_name("SỞ YTẺ"), mended_name("SỞ Y TẾ TIỀN GIAN")
    ('SỞ Y TẾ', 'SỞ Y TẾ TIỀN GIANG')
    """
    if not name.isupper():
        return None
    placed = _with_place(name)
    return _listed(placed or name) or _first_words(placed or name) or placed


# "TÀI CHÍNH đc", "__„,..ÔÔÔÒô§ SỞ TÀI CHÍNH": what pens and seals beside a name were read as.
_BESIDE = regex.compile(
    r"^(?:\S*[^\p{L}\s.,]\S*|\p{Ll})\s+(?:\p{Ll}\s+)?(?=\p{Lu})|^\S*[.,]\S*\p{L}\s+|"
    r"(?<=\p{Lu}{2})\s\p{Ll}{1,4}$"
)
# "HỢP TÁC", "CÔNG CỔ PHẦN" begin no other names, "ỦY KHỐI" that of a Party's committee.
_WORD_LOST = (
    (regex.compile(r"^BAN NHÂN DÂN\b"), "ỦY BAN NHÂN DÂN"),
    (regex.compile(r"\bCÔNG (?=(?:CỔ PHẦN|CP|TNHH|TRÁCH NHIỆM HỮU HẠN)\b)"), "CÔNG TY "),
    (regex.compile(r"\bHỢP TÁC (?!XÃ\b)"), "HỢP TÁC XÃ "),
    (regex.compile(r"^\P{Lu}*[ỦU][ỶYỷ] (?=KHỐI\b|CÁC\b|CƠ QUAN\b)"), "ĐẢNG ỦY "),
    (regex.compile(r"(?<=HỢP TÁC XÃ )S[ÓÒÔỒỎ](?= [\dIVX]+\b)"), "SỐ"),
)


def without_specks(name: str) -> str:
    """The name of an agency without what was read beside it, with a word that must be in it.

    >>> without_specks("HỢP TÁC XÃ AN LẠC đc"), without_specks("__.„Ôô§ SỞ Y TẾ")
    ('HỢP TÁC XÃ AN LẠC', 'SỞ Y TẾ')
    >>> without_specks("ne ỦY KHỐI CƠ QUAN"), without_specks("HỢP TÁC SÓ 3 AN BÌNH")
    ('ĐẢNG ỦY KHỐI CƠ QUAN', 'HỢP TÁC XÃ SỐ 3 AN BÌNH')
    >>> without_specks("SỞ NỘI VỤ"), without_specks("06-CT/TW CỦA TỈNH ỦY")
    ('SỞ NỘI VỤ', '06-CT/TW CỦA TỈNH ỦY')
    """
    bare = _BESIDE.sub("", name)
    if bare != name and not (bare.isupper() and begins_name(fold(bare))):
        bare = name
    for lost, whole in _WORD_LOST:
        bare = lost.sub(whole, bare)
    return bare


def _with_place(name: str) -> str | None:
    """The name with the province or district at its end as it is spelt, if one letter is not."""
    words = name.split()
    for size in (3, 2):
        own, place = " ".join(words[:-size]), " ".join(words[-size:])
        if own.endswith(" XÃ") and words[-size] == "HỘI":
            continue  # "CHÍNH SÁCH XÃ HỘI THÀNH": no commune
        # "HỘI NÔNG DÂN" is of no district that is called nearly so.
        whole = squeeze(own) in _names() or ends_in_unit(own)
        whole = whole or (_TOWN.match(place) is not None and begins_name(fold(own)))
        if own and whole and not known_place(place):
            near = spelt_place(place) or nearest_place(place)
            if near and len(near.split()) == len(_TOWN.sub("TP. ", place).split()):
                return f"{own} {near.upper()}"
    return None


def _listed(name: str) -> str | None:
    own = _UNIT_AT_END.sub("", without_place(name))
    key, known = squeeze(own), _names()
    if key in known:
        meant = known[key].upper()
        return None if _spelt_alike(own, meant) else meant + name[len(own) :]
    if own != name:
        # Of a province: "Ở Y TẾ AN GIANG" is no ministry.
        known = {k: n for k, n in known.items() if not n.startswith("Bộ ")}
    near = only_near(key, known, slips=1 + len(key) // _LETTERS_A_SLIP)
    if near and _spelt_alike(_AND.sub(" ", own), _AND.sub(" ", known[near].upper())):
        if is_ministry(known[near]) and parts_of(own) != parts_of(known[near]):
            return known[near].upper()  # "BỘ TÀI NGUYÊN MÔI TRƯỜNG"
        return None  # "PHÁT THANH - TRUYỀN HÌNH"
    return None if near is None else known[near].upper() + name[len(own) :]


def headless(name: str) -> str | None:
    """The department whose name without its first word this is; None if there is none.

    >>> headless("Y TẾ"), headless("TỈNH AN GIANG")
    ('SỞ Y TẾ', None)
    >>> headless("NGHIỆP VÀ MÔI TRƯỜNG"), headless("MÔI TRƯỜNG")
    ('SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', None)
    """
    key = squeeze(name)
    if f"so{key}" in _names():
        return f"SỞ {name}"
    if len(name.split()) < _TELLING_END:
        return None
    ends = [n for k, n in _names().items() if k.startswith("so") and k.endswith(key) and k != key]
    return ends[0].upper() if len(ends) == 1 else None


def completed(name: str) -> str | None:
    """The only agency of the lists whose name goes on where this one ends; None if none or several.

    >>> completed("SỞ Y"), completed("SỞ TÀI"), completed("SỞ Y TẾ")
    ('SỞ Y TẾ', None, None)
    """
    begun = [n for n in _names().values() if fold(n).startswith(f"{fold(name)} ")]
    return begun[0].upper() if len(begun) == 1 else None


def _spelt_alike(name: str, other: str) -> bool:
    """Whether two names have the same words, whatever stands between them."""
    a, b = ([old_style(w) for w in regex.findall(r"\p{L}+", n.lower())] for n in (name, other))
    return a == b


@cache
def _names() -> dict[str, str]:
    """Agencies by their letters."""
    central = (a.name.partition(" (")[0] for a in dictionaries.agencies() if a.kind == "agency")
    names = (n for n in central if begins_name(fold(n)) and "/" not in n and " " in n)
    return {squeeze(n): n for n in (*names, *dictionaries.local_agencies())}


def _first_words(name: str) -> str | None:
    if begins_name(fold(name)):
        return None
    words = name.split()
    for first in _FIRST:
        count = len(first.split())
        for size in (count, count - 1):  # a blank may be lost
            read = squeeze(" ".join(words[:size]))
            if len(words) > size > 0 and distance(read, squeeze(first)) <= 1:
                return " ".join((first.upper(), *words[size:]))
    return None


def abbreviations_of(issuer: str) -> list[str]:
    """How a symbol may name an agency, of three letters and more; none if it is in no list.

    >>> abbreviations_of("SỞ Y TẾ AN GIANG"), abbreviations_of("UBND TỈNH AN GIANG")
    (['SYT'], ['UBND'])
    """
    own = squeeze(without_place(issuer))
    if own.startswith(("ubnd", "uybannhandan")):
        return ["UBND"]
    if own.startswith("hoidongnhandan"):
        return ["HĐND"]
    listed = (a for a in dictionaries.agencies() if a.status == "current")
    return [a.symbol for a in listed if squeeze(a.name) == own and len(a.symbol) > _FEW_LETTERS]


def abbreviates(group: str, issuer: str) -> bool:
    """Whether a group of a symbol, folded, is a word of a name or initials of its words.

    >>> abbreviates("syt", "SỞ Y TẾ AN GIANG"), abbreviates("syt", "UBND TỈNH AN GIANG")
    (True, False)
    >>> abbreviates("sgd&dt", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    True
    """
    words = regex.findall(r"[\p{L}]+", fold(issuer))
    # An abbreviation in the name gives all its letters: "TRƯỜNG ĐH NGOẠI THƯƠNG" is ĐHNT.
    initials = "".join(w[0] if is_syllable(w) else w for w in words)
    group = group.rstrip("0123456789").replace("&", "")  # of the National Assembly: QH15
    if group == "ttg":
        return words[:2] == ["thu", "tuong"]
    if len(group) < 2:
        return False
    # "TW" is Trung ương.
    return group in words or any(
        _subsequence(g, initials) for g in (group, group.replace("w", "u"))
    )


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)
