"""What a reader adds to a page: specks read as signs, alone or at the edge of a word, and
the third circle of ``‰`` read as a letter.

Only signs that clean text does not have in such a place (looked for in 320,000 words of
official texts); nothing of words and figures is touched. A stroke that may be a figure or
a Roman one stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

import dictionaries
from dictionaries.syllable import is_syllable, old_style, skeleton
from dictionaries.text import COMMA

_DIRT = "_'’‘`~^¬ˆ‹›"  # signs that never stand alone
_LONE = re.compile(rf"[{_DIRT}.]{{1,3}}|[{_DIRT}]{{1,2}}[-.:;,]{{1,2}}|[.:;,-][{_DIRT}]{{1,2}}|\|")
_FAINT = re.compile(rf"[{_DIRT}.,:;\"“”«»°*]{{1,3}}")  # specks if the reader says so …
FAINT = 0.5  # … with less confidence than this
_BLANK = re.compile(r"_{3,}|\.{2,}|’{2}|'{2}")  # to be filled in; a ditto sign
# Words behind which a stroke is a number: Phụ lục I, khoản 1.
_COUNTED = re.compile(
    "luc|khoan|dieu|phan|chuong|muc|diem|hang|loai|cap|quy|so|thang|lop|vung|nhom|bang|va"
)
_EDGED = re.compile(
    r"(?P<front>[_'’‘.]*)(?P<core>[^\W\d_]{2,})"
    r"(?:(?P<stop>[;:,])[.,;:]|(?P<back>[-_'’`.]|[?!][”\"'’]?))?"
)
_STOPS = (".", ",", ":", ";")
_STOPPED = re.compile(r"\w[.;:]$")
_PAIRS = {"'": "'", "’": "‘’'", "‘": "’'"}
_PER_MILLE = re.compile(r"[\d.,]*%[oO0°]")  # ‰: nothing stands behind a per cent sign
# A bracket read beside the sign of an address, and the hosts whose last letter is known.
_ADDRESS = re.compile(
    r"(?P<name>[\w.+-]{2,}[^\W_])[()]?@[()]?(?P<host>[^\W_][\w.-]*\.\w{2,3})(?P<stop>[.,;)]*)"
)
_COM = re.compile(r"\b(gmail|yahoo|hotmail|outlook)\.con$")
PROSE = 5  # words of a line that is no row of a table
LINKED = -3.0  # log P(b | a) from which nothing parts two words, one at the end of its line
SURER = 3.0  # nats by which a comma must be likelier than nothing, or the other way round


def specks(
    text: str, *, garbled: bool, confidences: Sequence[float | None] | None = None
) -> dict[tuple[int, int], str]:
    """Words that are specks or bear some: their places, and what is left of them.

    Args:
        text: As it was read.
        garbled: Whether its reader knows no Vietnamese; a sign at the end of a word may
            then be part of a letter.
        confidences: The reader's, one per white-space token.

    >>> specks(". Theo đề nghị", garbled=False)
    {(0, 1): ''}
    >>> specks("xử' lý", garbled=False)
    {(0, 3): 'xử'}
    """
    found: dict[tuple[int, int], str] = {}
    lines = text.split("\n")
    offset = field = 0
    for number, line in enumerate(lines):
        words = line.split()
        behind = lines[number + 1].split()[:1] if number + 1 < len(lines) else []
        for i, match in enumerate(re.finditer(r"\S+", line)):
            word = match.group()
            if word.isalnum():
                continue
            sure = confidences[field + i] if confidences else None
            label = word == ":" and 0 < i < len(words) - 1  # Số : 12
            faint = sure is not None and sure < FAINT and _FAINT.fullmatch(word) and not label
            if _PER_MILLE.fullmatch(word):
                after = word[:-2] + "‰"
            elif address := _ADDRESS.fullmatch(word):
                host = _COM.sub(r"\1.com", address["host"])
                after = address["name"] + "@" + host + address["stop"]
            elif word == "»" and i == 0 and len(words) > 1 and "«" not in line:
                after = "•"  # of a list
            elif faint or _is_speck(words, i, behind, garbled):
                after = ""
            else:
                after = _without_edges(words, i, behind, garbled)
            if after != word:
                found[match.start() + offset, match.end() + offset] = after
        field += len(words)
        offset += len(line) + 1
    return found


def _is_speck(words: Sequence[str], i: int, behind: Sequence[str], garbled: bool) -> bool:
    """Whether word ``i`` of a line, with the first word of the next, is nothing."""
    word = words[i]
    if garbled and word == "-" and len(words) == 1:
        return True
    if _is_bracket_again(words, i) or (i and word in _STOPS and _STOPPED.search(words[i - 1])):
        return True
    if not _LONE.fullmatch(word) or _BLANK.fullmatch(word):
        return False
    if word == "|":
        # Several bars part the cells of a table; beside few words it may be a figure of one.
        number = i > 0 and _COUNTED.fullmatch(skeleton(words[i - 1]))
        return words.count("|") == 1 and not number and (garbled or len(words) >= PROSE)
    if word != "." or i == 0:
        return not _has_mate(words, word)
    last = i == len(words) - 1
    return any(_goes_on(words[i - 1], w, last) for w in (behind if last else words[i + 1 : i + 2]))


def _is_bracket_again(words: Sequence[str], i: int) -> bool:
    """Whether a bracket alone is the one that the next word begins with, read twice."""
    line = "".join(words)
    twice = words[i] == "(" and "".join(words[i + 1 : i + 2]).startswith("(")
    return twice and line.count("(") > line.count(")")


def _without_edges(words: Sequence[str], i: int, behind: Sequence[str], garbled: bool) -> str:
    """Word ``i`` of a line without the specks before and behind it."""
    word = words[i]
    match = _EDGED.fullmatch(word)
    if match is None:
        return word
    front, core, stop, back = match.group("front", "core", "stop", "back")
    if front and not _is_front(words, i, front, core):
        return word
    if stop:
        return core + stop
    if back == ".":
        return core + _stop(core, words[i + 1 : i + 2], behind)
    after = "".join(words[i + 1 : i + 2])
    if back == "-":  # no clean text has one behind a word: kinh tế- xã hội
        return f"{core} -" if core.islower() and after.islower() and not garbled else word
    goes_on = core.islower() and (after or "".join(behind))[:1].islower()  # Yahoo! is a name
    ends = back and back[0] in "?!" and not goes_on
    kept = not back or (garbled and back != "_") or ends or _has_mate(words, back)
    return core + back if kept and back else core


def _goes_on(before: str, after: str, wrapped: bool) -> bool:
    """Whether no sentence can end between two words; a heading may where it is wrapped."""
    capitals = before.isupper() and after.isupper() and len(after) > 1
    return after[:1].islower() or (wrapped and capitals)


def _is_front(words: Sequence[str], i: int, front: str, core: str) -> bool:
    """Whether the signs before a word are specks."""
    if old_style(core.lower()) not in dictionaries.vocabulary().number:
        return False
    if "." in front:
        return front == "." and (i == 0 or core.islower())
    return not _has_mate(words, front[0])


def _has_mate(words: Sequence[str], sign: str) -> bool:
    """Whether a quotation mark has another in its line."""
    mates = _PAIRS.get(sign, "")
    line = "".join(words)
    return sum(line.count(c) for c in mates) > (sign in mates)


def _stop(word: str, following: Sequence[str], behind: Sequence[str]) -> str:
    """What was printed where a full stop was read before a small letter: ``.``, ``,``, none.

    Clean text has no such stop behind a whole word of a line.
    """
    after = "".join(following or behind).rstrip(",.;:")
    number = dictionaries.vocabulary().number
    first, second = number.get(old_style(word.lower()), 0), number.get(old_style(after), 0)
    if not (first and second and is_syllable(word.lower()) and after.islower()):
        return "."
    comma, model = number[COMMA], dictionaries.ngrams()
    a, b, c = (np.array([n]) for n in (first, comma, second))
    nothing = float(model.bigram(a, c)[0])
    parted = float(model.bigram(a, b)[0] + model.score(a, b, c)[0])
    if nothing > parted + SURER and (following or nothing > LINKED):
        return ""
    return "," if following and parted > nothing + SURER else "."
