"""What a name looks like: a family's first, words of the vocabulary behind it."""

from __future__ import annotations

import regex
from unidecode import unidecode

import dictionaries
from dictionaries import families
from dictionaries.syllable import old_style

_FEWEST, _MOST = 2, 5  # words of a name
# What stands before a name and says what its bearer is, where no stop parts it from the name.
_RANK = regex.compile(
    r"(?:\S+ (?:tá|tướng|úy)|bác sĩ|kỹ sư|luật sư|thạc sĩ|tiến sĩ|"
    r"thẩm phán|(?:pgs|gs|ts|ths|bs|ks|cn|ds|bscki{1,2}|cki{1,2})(?: ts)?) "
)
_INITIAL = regex.compile(r"[bcdđghklmnpqrstvx]")  # a word of which no more was seen
_OTHERS = families.FOLDED | frozenset(map(unidecode, families.SPELT))  # without accents


def name_in(text: str) -> str:
    """The name at the end of a line in small letters, without degrees; empty where none is.

    A family's name in accents that no family has is given as the only one of its letters is.

    >>> name_in("ths. lê văn an"), name_in("thượng tá trần thị bình"), name_in("giám đốc")
    ('lê văn an', 'trần thị bình', '')
    >>> name_in("nguyên văn an"), name_in("hả văn an")
    ('nguyễn văn an', 'hả văn an')
    """
    name = text.rpartition(".")[2].strip()
    if rank := _RANK.match(name):
        name = name[rank.end() :]
    words = name.split()
    if not _FEWEST <= len(words) <= _MOST or not _is_family(words):
        return ""
    known = dictionaries.vocabulary().number
    whole = all(old_style(word) in known and not _INITIAL.fullmatch(word) for word in words)
    return " ".join((_spelt(words[0]), *words[1:])) if whole else ""


def name_of_print(text: str) -> str:
    """The same for a line of print, of which only words and the stops of degrees count.

    >>> name_of_print("“PGS.TS. Nguyễn Văn An")
    'nguyễn văn an'
    """
    return name_in(" ".join(regex.findall(r"[\p{L}.]+", text.lower())))


def _spelt(family: str) -> str:
    plain = old_style(family)
    known = families.same_letters(family)
    sure = len(known) == 1 and plain not in families.RARE and plain not in known
    return known[0] if sure else family


def _is_family(words: list[str]) -> bool:
    first = old_style(words[0])
    if first in families.SPELT or first in families.RARE:
        return True
    # Of the others many are words of other things too: "viên", "văn"; "thị" stands second.
    return first != "thị" and unidecode(first) in _OTHERS and len(words) > _FEWEST
