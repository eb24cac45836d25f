"""Names of persons: what is one, and whether its family name is spelt as families are."""

from __future__ import annotations

import regex
from rapidfuzz.distance.Levenshtein import distance

from dictionaries import families
from dictionaries.syllable import is_syllable, old_style
from postprocess.fields import kinds
from postprocess.fields.flow import fold, squeeze
from postprocess.fields.place_names import known_place
from postprocess.fields.titles import TITLE, ends_title_word

_NO_NAME = regex.compile(r"\b(?:phu luc|van ban|noi dung|danh muc|ho so|van phong|co phan)\b")
# What a name may be but for its accents: "Trần Văn Phong", "Lê Văn Bân".
_AS_SPELT = regex.compile(r"\bvăn (?:bản|phòng)\b")
# What signs may stand under who signs: "BỘ TÀI CHÍNH". Families are called Đoàn and Vũ, not so.
_AGENCY = regex.compile(
    r"(?:bộ|sở|cục|chi cục|tổng cục|ủy ban|hội đồng|công an|kho bạc|ngân hàng|viện|trường|ban|"
    r"phòng|trung tâm|thanh tra|liên đoàn|mặt trận|công ty|bảo hiểm|tòa án)\s"
)
_PAIR = 2  # words: such a pair may be a place ("Đồng Nai"), capitals a heading ("PHƯƠNG ÁN")
_LONGEST = 5  # words of a name
# Long enough to be known with a letter misread, and what is left then is no syllable.
_LONG = ("nguyễn", "huỳnh", "nghiêm", "quách")
_FAMILIES = frozenset((*map(fold, (*families.SPELT, *families.ONE_WAY)), *families.FOLDED))
# "H’Vi", "K’Brêu": of the central highlands.
_PREFIXED = regex.compile(r"[HKRYN]['’]\p{L}+(?:\s\p{Lu}['’]?\p{L}+){1,3}$")
_APOSTROPHE = regex.compile(r"(?<=\b[HKRYN])[”“\"‘`´°?^](?=\p{Lu})")
_SIGNED = regex.compile(r"^\W*[Đđ][aãâ] k[ýyí]\W+", regex.IGNORECASE)  # of a copy
_RANK = regex.compile(
    r"(?:(?:thieu|trung|thuong|dai)\s+(?:ta|tuong|uy)|(?:pho |chuan )?do doc|bac si|duoc si|"
    r"luong y|ky su|kien truc su|luat su|cu nhan|thac si|tien si|(?:pho )?giao su|nha giao)\s+"
)
# "S. Trần Văn An": of a degree before a name a letter is left.
_OF_DEGREE = regex.compile(r"^\W{0,2}S\.\s+(?=\p{Lu}\p{L}+\s)")
_HONOUR = regex.compile(
    r"(?:(?:pgs|gs|tskh|ts|th\W?s|bs|cn|ks|kts|ds|ls|ng[un][td]|tt[un][td]|"
    r"(?:bs|ds|ths|ts)?\.?\s?ck[il1]{0,2}|th|ong|ba)(?:[.,:\s]+|$))+"
)
# What a pen or a seal leaves of a rank ("hiếu tướng"), and a row of degrees however it was read.
_HALF_RANK = regex.compile(r"(?:\S{1,7}\s+)?(?:tướng|tá|úy)\s+(?=\p{Lu}\p{Ll}+\s\p{Lu})")
_DEGREES = regex.compile(r"(?:\p{L}{1,4}\.\s?){2,}(?=\p{Lu}\p{L})")


def person(text: str) -> str | None:
    """A person's name if a line is one: two to six words, each with a capital.

    >>> person("PGS.TS. Nguyễn Văn An"), person("BSCKI.Trần Thị Bình"), person("VĂN PHÒNG")
    ('Nguyễn Văn An', 'Trần Thị Bình', None)
    >>> person("BỘ TÀI CHÍNH"), person("Đoàn Văn An")
    (None, 'Đoàn Văn An')
    """
    line = _APOSTROPHE.sub("’", _mended_family(_OF_DEGREE.sub("", _SIGNED.sub("", text))))
    core = regex.sub(r"[^\p{L}\s.\-'’]", " ", line).strip(" .-'’")
    if rank := _RANK.match(fold(core)) or _HALF_RANK.match(core) or _DEGREES.match(core):
        core = core[rank.end() :]
    if honour := _HONOUR.match(fold(core)):
        core = core[honour.end() :]
    words = core.split()
    # "Thị" stands behind a family name that is lost, "Trưởng" is of a title.
    if not 2 <= len(words) <= 6 or words[0].lower() in ("trưởng", "thị"):
        return None
    if not all((w[0].isupper() and w[1:].islower()) or w.isupper() for w in words):
        return None if _PREFIXED.match(core) is None else " ".join(words)
    # "Mã ICD", "Chương II": capitals among words that have only one are an abbreviation.
    short = any(w.isupper() and w.isascii() and len(w) > 1 for w in words)
    if (short and not core.isupper()) or kinds.heading(core) or _names_a_thing(core):
        return None
    # "ƯỞNG BAN": a seal hides where the title begins.
    of_title = core.isupper() and all(map(ends_title_word, words))
    # Of two words in capitals the first is spelt as a family: "VIỄN THÔNG", "CHỦ TỊCHQ" are none.
    family = old_style(words[0].lower())
    of_title |= core.isupper() and len(words) == _PAIR and family not in families.SPELT
    if of_title or _AGENCY.match(" ".join(map(old_style, core.lower().split()))):
        return None
    if not all(w.isalpha() for w in words):
        return None
    rare = family in families.RARE
    if core.isupper() or (len(words) == _PAIR and known_place(core)):
        rare = False
    return " ".join(words) if rare or fold(words[0]) in _FAMILIES else None


def _names_a_thing(text: str) -> bool:
    """Whether a line has words that no name has; behind a family's they are as they are spelt.

    >>> [_names_a_thing(t) for t in ("Trần Văn Phong", "Trần Văn Phòng", "Văn Phong")]
    [False, True, True]
    """
    first, *others = map(old_style, text.lower().split())
    if first in families.SPELT and others[:1] == ["văn"] and len(others) == _PAIR:
        return _AS_SPELT.search(" ".join(others)) is not None
    return _NO_NAME.search(fold(text)) is not None


def _mended_family(text: str) -> str:
    """A line with its family name as it is spelt, where one letter or sign of a long one is not.

    >>> _mended_family("N„uyễn Văn An"), _mended_family("Nguyên Văn An")
    ('Nguyễn Văn An', 'Nguyên Văn An')
    >>> _mended_family("Guyến Văn An")
    'Nguyễn Văn An'
    """
    hit = regex.search(r"(?:^|(?<=\s))\p{Lu}\S{3,7}(?=\s+\p{Lu})", text)
    if hit is None:
        return text
    word = hit[0]
    key = squeeze(word)
    beheaded = key == "guyen"  # no word is spelt so, though a syllable could
    if word.isalpha() and is_syllable(old_style(word.lower())) and not beheaded:
        return text
    near = [f for f in _LONG if key != fold(f) and distance(key, fold(f)) <= 1]
    if not near:
        return text
    spelt = near[0].upper() if word.isupper() else near[0].capitalize()
    return text[: hit.start()] + spelt + text[hit.end() :]


def maybe_person(text: str) -> str | None:
    """The same for a line of which a seal may have left a small first letter, or half a rank."""
    bare = regex.sub(r"^\P{L}+", "", text)
    return person(text) or person(bare[:1].upper() + bare[1:])


def name_at_end(text: str) -> str | None:
    """The name of three words or more that ends a line, behind what a pen or a seal was read as.

    Its family is one of the commonest or of the rarer ones, with all its accents.

    >>> name_at_end("`>PGS:ÍS. Trần Thị Vân Anh"), name_at_end("Z Huỳnh Ngọc Bình")
    ('Trần Thị Vân Anh', 'Huỳnh Ngọc Bình')
    >>> name_at_end("BẾ VĂN AN"), name_at_end("PHƯƠNG ÁN"), name_at_end("Hà Nội Việt Nam")
    ('BẾ VĂN AN', None, None)
    """
    words = text.split()
    for first in range(max(0, len(words) - _LONGEST), len(words) - _PAIR):
        name = " ".join(words[first:])
        family, *others = map(old_style, name.lower().split())
        cased = name.isupper() or all(w[:1].isupper() and w[1:].islower() for w in words[first:])
        spelt = family in families.SPELT or family in families.RARE
        if cased and spelt and all(map(is_syllable, others)) and not _is_of_office(name):
            return name
    return None


def _is_of_office(name: str) -> bool:
    """Whether words that may be a name are of a title, an agency, a place or a heading."""
    folded = fold(name)
    office = TITLE.search(folded) or _names_a_thing(name) or _AGENCY.match(name.lower())
    place = known_place(" ".join(name.split()[:_PAIR]))
    return bool(office or place or kinds.heading(name))


def spelt_family(name: str) -> tuple[str, bool]:
    """A name as its family spells itself, and whether it was spelt so.

    >>> spelt_family("Nguyên Văn An"), spelt_family("Vũ Thị Bình"), spelt_family("Đăng An")
    (('Nguyễn Văn An', False), ('Vũ Thị Bình', True), ('Đăng An', False))
    >>> spelt_family("Thần Văn An"), spelt_family("Là Văn An")
    (('Thân Văn An', False), ('Là Văn An', True))
    """
    family, _, rest = name.partition(" ")
    known = families.same_letters(family)
    if not known or old_style(family.lower()) in known:
        # "Văn An": the family name before it is lost, unless it is Văn itself.
        return name, family.lower() != "văn" or " " in rest
    if len(known) > 1:
        return name, False
    return f"{known[0].upper() if family.isupper() else known[0].capitalize()} {rest}", False
