"""Letters of names of agencies that can only be misread, as they are meant."""

from __future__ import annotations

import regex

import dictionaries
from dictionaries.syllable import is_syllable, old_style
from postprocess.fields.names import is_name_word

# "TRUVÈN THÔNG": no syllable has a V within.
_INNER_V = regex.compile(r"(?<=\p{Lu}U)V(?=[EÈÉẺẼẸÊỀẾỂỄỆ])")
# "(KHÓA XD": the last stroke of a figure and the bracket behind it.
_TERM = regex.compile(r"(?<=\(KH(?:ÓA|OÁ) )([IVX]+)[D\])]?\]?$(?<=[D\]])")
# "ĐỘ! CÔNG BINH": a stroke behind a capital is a letter.
_STROKE = regex.compile(r"(?<!\S)(?P<word>\p{Lu}+)[!|](?!\S)")
_WITH_D = regex.compile(r"\bD\p{Lu}+")
# Army corps have figures.
_OF_DISTRICT = regex.compile(
    r"(?<!\p{L})(Q[Uu])[Ââ]([Nn])(?=\s[Đđ](?:OÀN|oàn)\b(?!\s(?:\d|[IVX]+\b)))"
)
_OF_CELL = regex.compile(r"(?<!\p{L})(C[Hh])[Ỉỉ](?=\s[Đđ](?:OÀN|oàn)\b)")


def with_letters(name: str) -> str:
    """The name with the letters that a word of it must have.

    >>> with_letters("BỘ ĐỘ! CÔNG BINH"), with_letters("THÀNH DOÀN"), with_letters("BAN DÂN TỘC")
    ('BỘ ĐỘI CÔNG BINH', 'THÀNH ĐOÀN', 'BAN DÂN TỘC')
    """
    spelt = _STROKE.sub(_with_stroke, _WITH_D.sub(_with_bar, name))
    return _INNER_V.sub("Y", _TERM.sub(r"\1I)", spelt))


def with_unions(text: str) -> str:
    """A name with the youth union of a district, and its cells, as they are spelt.

    >>> with_unions("BTV QUÂN ĐOÀN"), with_unions("Quân đoàn 4"), with_unions("BCH CHỈ ĐOÀN")
    ('BTV QUẬN ĐOÀN', 'Quân đoàn 4', 'BCH CHI ĐOÀN')
    """
    text = _OF_DISTRICT.sub(lambda hit: f"{hit[1]}{'Ậ' if hit[2] == 'N' else 'ậ'}{hit[2]}", text)
    return _OF_CELL.sub(lambda hit: f"{hit[1]}{'I' if hit[1][1] == 'H' else 'i'}", text)


def _with_bar(hit: regex.Match[str]) -> str:
    """A word of a name whose Đ lost its bar: ``THÀNH DOÀN``."""
    word = hit[0].lower()
    known = old_style(word) in dictionaries.vocabulary().number
    return hit[0] if known or not is_name_word(f"đ{word[1:]}") else f"Đ{hit[0][1:]}"


def _with_stroke(hit: regex.Match[str]) -> str:
    whole = f"{hit['word']}I"
    return whole if is_syllable(old_style(whole.lower())) else hit[0]
