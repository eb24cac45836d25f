"""Lists of numbers in a column, ``12,14,14,12``: their commas are hard to tell from stops."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from ocr.cells import Cell
from ocr.page import Word

_LIST = regex.compile(r"^\d{1,2}(?:[.,]\d{1,2}){2,}$")
_LEAST, _MORE = 3, 3  # lists of a column that have one sign throughout; times those with the other


def with_even_lists(words: Mapping[Cell, tuple[Word, ...]]) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with the signs in lists of numbers as most lists of a column have them.

    Neither a figure nor a date has groups of one or two digits between both signs.

    Args:
        words: The cells as read.
    """
    columns: dict[int, list[str]] = defaultdict(list)
    for cell, found in words.items():
        columns[cell.column] += [w.text for w in found if _LIST.match(w.text)]
    signs = {column: _sign(lists) for column, lists in columns.items()}
    return {
        cell: tuple(_even(word, sign) for word in found) if (sign := signs[cell.column]) else found
        for cell, found in words.items()
    }


def _sign(lists: Sequence[str]) -> str | None:
    pure = Counter(sign for text in lists for sign, other in (",.", ".,") if other not in text)
    for sign, other in (",.", ".,"):
        if pure[sign] >= max(_LEAST, _MORE * pure[other]):
            return sign
    return None


def _even(word: Word, sign: str) -> Word:
    if not _LIST.match(word.text):
        return word
    return replace(word, text=regex.sub("[.,]", sign, word.text))
