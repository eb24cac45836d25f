"""Signs and words of a subject that can only be misread, as they are meant."""

from __future__ import annotations

from collections.abc import Container

import regex

from dictionaries.syllable import is_syllable
from postprocess.fields.last_letters import with_last_letters

_SPECK = regex.compile(r"(?<=[/-]\p{Lu}+)['’‘`](?=\p{Lu})")  # "15/CT-T'Tg"
_STOP_FOR_BLANK = regex.compile(r"(?<=\b\p{Ll}{2,})\.(?=\p{Ll}{2,}\b(?!\.))")  # "tài.liệu"
_ONE = regex.compile(r"(?<=\b[Qq]u[ýí]\s)[ÌÍĨỈỊÏìíĩỉịï](?!\w)")  # "quí Ï"
# "ĐIỀU ÙA LUẬT": of "của" the first letter lies under a stamp; no subject has that word.
_OF = regex.compile(r"(?<=\s)[ùủú]a(?=\s)", regex.IGNORECASE)
# Two strokes of a Roman figure are read as H: "Quí HI".
_STROKES = regex.compile(r"\b(?:qu[ýí]|kỳ|khóa|thứ|phần)\s+(?-i:(?=[IVX]*H)[IVXH]+)\b", regex.I)
# What specks behind a subject were read as: none asks or calls.
_CALLS = regex.compile(r"(?<=\p{L})\s?[?!¿]+$")
# No subject begins with "and"; a small letter of it may be all that a stamp left.
_BEGINS_WITH_VE = regex.compile(r"^V[àêểễẻẽ](?=\s\p{Ll})|^v[àêểễẻẽ](?=\sviệc\s)")
_SPECK_BEHIND_COMMA = regex.compile(r"(?<=\p{Ll},)\s[-–—_](?=\s\p{Ll})")
_MARKED_ROMAN = regex.compile(r"[IVXÌÍĨỈỊÏìíĩỉịï]{2,4}")  # a speck makes an accent of it
# "cấp BI", "trình độ Bl": levels of languages have a letter and a figure.
_LEVEL = regex.compile(
    r"(?<=\b(?:cấp|trình độ|bậc|chứng chỉ|chuẩn|tiếng \p{Lu}\p{Ll}+)\s[ABC])[Il](?!\w)"
)
_TIMES_IN_ONE = regex.compile(r"(?<=\b(?:lần|thứ|kỳ|khóa|khoá|quý|đợt))(?=[IVX]+\b)")  # "lầnI"
# Of the country: a stamp hid its last word.
_COUNTRY = regex.compile(r"(?<!\b(?:tiếng|người|chữ|họ)\s)\bV(?:IỆT|iệt)$", regex.I)
_TIMES = regex.compile(r"\b([Ll])[ẫẩấậâ]n(?=\s(?:thứ\b|[IVX]+\b|\d))")  # "lẫn thứ V"


def mended_signs(value: str) -> str:
    """A subject with the sign that can only be meant where another was read.

    >>> mended_signs("Và kế hoạch năm thứ ïI"), mended_signs("Về kế hoạch năm thứ II")
    ('Về kế hoạch năm thứ II', 'Về kế hoạch năm thứ II')
    >>> mended_signs("Thi chứng chỉ BI"), mended_signs("Đại hội lẫn thứ V"), mended_signs("Sổ BI")
    ('Thi chứng chỉ B1', 'Đại hội lần thứ V', 'Sổ BI')
    >>> mended_signs("HỘI CHỮ THẬP ĐỎ VIỆT"), mended_signs("dạy tiếng Việt")
    ('HỘI CHỮ THẬP ĐỎ VIỆT NAM', 'dạy tiếng Việt')
    >>> mended_signs("Báo cáo quý HI năm 2021"), mended_signs("khám bệnh, - chữa bệnh")
    ('Báo cáo quý III năm 2021', 'khám bệnh, chữa bệnh')
    """
    value = with_last_letters(_SPECK.sub("", _CALLS.sub("", value)))
    value = _SPECK_BEHIND_COMMA.sub("", _STOP_FOR_BLANK.sub(" ", value))
    value = _TIMES_IN_ONE.sub(" ", value)
    value = _COUNTRY.sub(lambda hit: hit[0] + (" NAM" if hit[0].isupper() else " Nam"), value)
    value = _LEVEL.sub("1", _TIMES.sub(r"\1ần", _ONE.sub("I", value)))
    value = _OF.sub(lambda hit: "CỦA" if hit[0].isupper() else "của", value)
    value = _STROKES.sub(lambda hit: hit[0].replace("H", "II"), value)
    words = _BEGINS_WITH_VE.sub("Về", value).split(" ")
    for i, word in enumerate(words):
        if _MARKED_ROMAN.fullmatch(word) and not is_syllable(word.lower()):
            words[i] = regex.sub(r"[^IVX]", "I", word)
    return " ".join(words)


def with_names(read: str, proposed: str, sure: Container[str]) -> str:
    """What is proposed for a subject, but names that were read well as they were read.

    A village has a name of its own, which no model knows: ``thôn Nậm Tang``.

    >>> with_names("tại thôn Nậm Tang", "tại thôn Nằm Tang", {"nậm"})
    'tại thôn Nậm Tang'
    >>> with_names("tại thôn Nậm Tang", "tại thôn Nằm Tang", ())
    'tại thôn Nằm Tang'
    """
    words, others = read.split(), proposed.split()
    cores = [word.strip(".,;:()-–“”") for word in words]
    named = [core.istitle() and at > 0 for at, core in enumerate(cores)]
    beside = [any(named[max(at - 1, 0) : at] + named[at + 1 : at + 2]) for at in range(len(words))]
    return " ".join(
        word if named[at] and beside[at] and cores[at].lower() in sure else other
        for at, (word, other) in enumerate(zip(words, others, strict=True))
    )
