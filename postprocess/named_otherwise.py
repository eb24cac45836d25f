"""Who is written to or gets a copy, against how the rest of a paper names the same.

A company or a cooperative that a letter goes to is named again in its text, and no model knows
how it is spelt. Where a word between the same two words has one letter otherwise there, at least
as often as the list has it (``Công ty Sein Blue``, ``Sei Blue``), one of the two was misread. Of
five sets of papers that doubts two misread names and one right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from dictionaries.syllable import split_tone
from postprocess.fields.flow import Row, fold, squeeze
from postprocess.record import Dispatch, Status, Text
from postprocess.verdicts import lower

_WORD = regex.compile(r"[\p{L}\d]+")
_SHORTEST = 3  # letters of a word of which one may be another
_STROKES = frozenset("1il")  # figure and letters that are read as each other


def doubt_lists(record: Dispatch, rows: Sequence[Row]) -> None:
    """Doubt who is written to and who gets a copy where the rest of the paper says otherwise.

    Args:
        record: With its symbol; items of its lists are changed in place.
        rows: All of the document as a recogniser read it; none of a typed text.
    """
    if rows:
        items = [*record.addressees, *record.recipients]
        doubt_marked_capitals(items)
        doubt_named_otherwise(items, rows)
        doubt_kept_by(record.recipients, record.symbol)


def doubt_marked_capitals(items: Sequence[Text]) -> None:
    """Doubt items with capitals that bear a tone and are no word: ``các PỚT UBND`` for ``PCT``.

    Args:
        items: Of the lists; changed in place.
    """
    known = dictionaries.vocabulary().number
    for item in items:
        capitals = (w for w in _WORD.findall(item.value or "") if w.isupper() and len(w) > 1)
        if any(split_tone(word)[1] and word.lower() not in known for word in capitals):
            item.status = Status.DOUBTFUL


def doubt_named_otherwise(items: Sequence[Text], rows: Sequence[Row]) -> None:
    """Doubt items that the text names with one other letter, and propose what it says more often.

    Args:
        items: Of the lists; changed in place.
        rows: All of the document.
    """
    own = {id(item): list(_threes(item.raw or "")) for item in items if item.status is Status.OK}
    keys = {key for threes in own.values() for key, _ in threes}
    if not keys:
        return
    named: dict[tuple[str, str], Counter[str]] = {}
    for key, word in _threes(" ".join(row.text for row in rows)):
        if key in keys:
            named.setdefault(key, Counter())[word] += 1
    for item in items:
        for key, word in own.get(id(item), ()):
            said = named.get(key, Counter())
            same = sum(n for other, n in said.items() if fold(other) == fold(word))
            near = [(n, other) for other, n in said.items() if n >= same and _is_near(word, other)]
            if near:
                lower(item)
                often, other = max(near)
                if often > same and item.value:
                    item.value = regex.sub(rf"\b{regex.escape(word)}\b", other, item.value)


def doubt_kept_by(items: Sequence[Text], symbol: Text) -> None:
    """Doubt ``Lưu: VT, KDCL`` in a paper whose symbol names the unit otherwise (``QLCL-KĐCL``).

    Args:
        items: Of the list of copies; changed in place.
        symbol: Of the document; where it is sure, its spelling is proposed.
    """
    groups = {squeeze(g): g for g in regex.split(r"[/-]", symbol.value or "") if len(g) > 2}
    for item in items:
        if not (item.value and item.value.startswith("Lưu") and item.status is Status.OK):
            continue
        for word in regex.findall(r"\p{Lu}{3,}", item.value):
            own = groups.get(squeeze(word), word)
            if own != word:
                lower(item)
                if symbol.status is Status.OK:
                    item.value = item.value.replace(word, own)


def _threes(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Each word between two others, and those folded."""
    words = _WORD.findall(text)
    plain = [fold(word) for word in words]
    return (((a, c), word) for a, word, c in zip(plain, words[1:], plain[2:], strict=False))


def _is_near(word: str, other: str) -> bool:
    """Whether two words may be one, misread: numbers are not."""
    word, other = fold(word), fold(other)
    if word == other or (word.isdigit() and other.isdigit()):
        return False
    alike = {word, other} <= _STROKES or min(len(word), len(other)) >= _SHORTEST
    return alike and distance(word, other, score_cutoff=1) <= 1
