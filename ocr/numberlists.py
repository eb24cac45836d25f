"""Lists of numbers in a column, ``12,14,14,12``: their commas are hard to tell from stops.

The stroke of a date, ``21/9``, is read as 1, or lost between figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from ocr.cells import Cell
from ocr.figures import unsure
from ocr.page import Word

_LIST = regex.compile(r"^\d{1,2}(?:[.,]\d{1,2}){2,}$")
_DATE, _BARE = regex.compile(r"^\d{1,2}/\d{1,2}\b"), regex.compile(r"^\d{2,4}$")
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


def with_doubted_dates(words: Mapping[Cell, tuple[Word, ...]]) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with figures doubted that stand alone in a column of days and months.

    Args:
        words: The cells as read.
    """
    dates, bare = (
        Counter(
            c.column for c, found in words.items() if len(found) == 1 and kind.match(found[0].text)
        )
        for kind in (_DATE, _BARE)
    )
    return {
        cell: tuple(unsure(found))
        if dates[cell.column] >= max(_LEAST, _MORE * bare[cell.column])
        and len(found) == 1
        and _BARE.match(found[0].text)
        else found
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
