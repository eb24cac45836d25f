"""Codes of letters and digits, of classes, cards and goods: which of two readings has what.

An I behind a digit of a code is a 1, a 0 between letters an O; only one of two models may see
it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex
from unidecode import unidecode

from ocr.cells import Cell
from ocr.page import Word

_CODE = regex.compile(r"^(?=.*\d)(?=.*\p{Lu}.*\p{Lu})[\p{Lu}\d][\p{Lu}\d.-]{4,}$")
_ONE = regex.compile(r"(?<=\p{L}\d*\d)[I](?=\p{Lu}|\d|$)(?![IV])")
_CODE_LIKE = regex.compile(r"^\p{Lu}[\p{Lu}\d][\p{Lu}\d.-]{4,}$")
_TWICE = regex.compile(r"I1|1I")
_LEAST = 5  # codes of a column that tell how they begin
_UNSURE = 0.5  # confidence given to what no reading has
_DIGITS = str.maketrans("IlOQSBZ", "1100582")


def code_of(first: str, second: str) -> tuple[str, bool] | None:
    """A code from two readings of it, and whether both bear it out.

    Args:
        first: As the reader of Vietnamese has it.
        second: As that of English has it, which knows digits better.

    Returns:
        None where what was read is no code, or is one that stays as it is.

    >>> code_of("LP3IKTA", "LP31KTA")
    ('LP31KTA', True)
    >>> code_of("LP3ISKB", "LP3ISKB")
    ('LP31SKB', False)
    >>> code_of("H57XD-KT0.05", "H57XD-KTO.05")
    ('H57XD-KTO.05', True)
    >>> code_of("H57II", "H57II")
    """
    if not _CODE.match(first):
        return None
    both = first
    if len(first) == len(second):
        both = "".join(_sign(first, second, at) for at in range(len(first)))
    code = _ONE.sub("1", both)
    return (code, code == both) if code != first else None


def _sign(first: str, second: str, at: int) -> str:
    """One sign of a code: that of the second where the place tells that it is right."""
    own, other = first[at], second[at]
    beside = first[max(0, at - 1) : at] + first[at + 1 : at + 2]
    if own.translate(_DIGITS) == other and any(c.isdigit() for c in beside):
        return other
    if other.translate(_DIGITS) == own and own.isdigit() and not any(c.isdigit() for c in beside):
        return other
    return own


def with_even_codes(words: Mapping[Cell, tuple[Word, ...]]) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with the codes of a column as most of them begin.

    ``HS7XD-KTO.05`` among H51 and H57 begins with a figure too. What is changed is unsure.

    Args:
        words: The cells as read.
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell, found in words.items():
        if len(found) == 1 and _CODE_LIKE.match(text := found[0].text) and _has_digit(text):
            columns[cell.column].append(cell)
    changed = dict(words)
    for cells in columns.values():
        codes = [words[cell][0].text for cell in cells]
        if len(codes) < _LEAST:
            continue
        for cell, code in zip(cells, codes, strict=True):
            if (even := _like_others(code, codes)) != code:
                word = words[cell][0]
                sure = min(word.confidence or 0.0, _UNSURE)
                changed[cell] = (replace(word, text=even, confidence=sure),)
    return changed


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _like_others(code: str, others: Sequence[str]) -> str:
    lengths = Counter(map(len, others))
    length, count = lengths.most_common(1)[0]
    if len(code) == length + 1 and 2 * count > len(others):
        # One stroke was read as two.
        code = _TWICE.sub("1", code, count=1)
    for at in range(len(code)):
        beside = [other[at].isdigit() for other in others if len(other) > at]
        digits = sum(beside)
        if 2 * digits > len(beside) and not code[at].isdigit():
            digit = unidecode(code[at]).translate(_DIGITS)
            if not digit.isdigit():
                break
            code = code[:at] + digit + code[at + 1 :]
        elif 2 * digits == len(beside) or (2 * digits < len(beside) and code[at].isdigit()):
            break
    return code
