"""The numbers of rows: one that was not read, or hardly, is told by those above and below.

It stays doubtful, since it was not read; but a row's number is not lost, nor is 11 ``lãi``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from ocr.cellink import cuttings_of
from ocr.cells import Cell, Grid
from ocr.figures import UNSURE, is_figure
from ocr.page import Word
from ocr.picture import Image

_ORDINAL = regex.compile(r"^(?P<number>\d{1,3})(?P<stop>[.)]?)$")
_STROKES = {1: regex.compile(r"^[|lI!\]\[]$"), 11: regex.compile(r"^(?:[|lI!1]{2}|l[aàảãạ]i)$")}
_SHORT = 3  # letters that a number may be taken for


def with_ordinals(
    unruled: Image, grid: Grid, words: Mapping[Cell, tuple[Word, ...]], dpi: float
) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with the numbers of its rows.

    Args:
        unruled: ``(h, w)`` the upright copy that was read, without its rules.
        grid: The table.
        words: Its cells as read.
        dpi: Of the copy.
    """
    first = [cell for cell in grid.cells if cell.column == 0]
    unread = cuttings_of(unruled, [cell for cell in first if not words.get(cell)], dpi)
    column = [cell for cell in first if words.get(cell) or cell in unread]
    numbers = [_number(words.get(cell, ())) for cell in column]
    stops = [w.text[-1] for c in column for w in words.get(c, ()) if _ORDINAL.match(w.text)]
    stop = "." if stops.count(".") > len(stops) / 2 else ""
    found = dict(words)
    for at, cell in enumerate(column):
        number = _between(numbers, at) or _at_an_end(numbers, at, words.get(cell, ()))
        if number is None or numbers[at] == number:
            continue
        if cell in unread:
            found[cell] = (Word(f"{number}{stop}", unread[cell].box, UNSURE),)
        elif _is_doubtful(words[cell]):
            found[cell] = (Word(f"{number}{stop}", words[cell][0].box, UNSURE),)
    return found


def _number(words: Sequence[Word]) -> int | None:
    match = _ORDINAL.match(words[0].text) if len(words) == 1 else None
    return int(match["number"]) if match else None


def _between(numbers: Sequence[int | None], at: int) -> int | None:
    """The number between those above and below."""
    above = numbers[at - 1] if at else None
    below = numbers[at + 1] if at + 1 < len(numbers) else None
    return above + 1 if above is not None and below == above + 2 else None


def _at_an_end(numbers: Sequence[int | None], at: int, read: Sequence[Word]) -> int | None:
    """1 before 2 and 3, or the number behind two others, where strokes were read or nothing."""
    above, below = list(numbers[max(0, at - 2) : at]), list(numbers[at + 1 : at + 3])
    if below == [2, 3] and above[-1:] in ([], [None]):
        return 1 if not read or _looks_like(1, read) else None
    if below or len(above) < 2 or above[1] is None or above[0] != above[1] - 1:
        return None
    return above[1] + 1 if _looks_like(above[1] + 1, read) else None


def _looks_like(number: int, read: Sequence[Word]) -> bool:
    strokes = _STROKES.get(number)
    return strokes is not None and len(read) == 1 and strokes.match(read[0].text) is not None


def _is_doubtful(words: Sequence[Word]) -> bool:
    """Whether what was read may be a number that was not seen well."""
    if len(words) != 1 or len(words[0].text.rstrip(".)")) > _SHORT:
        return False
    return not is_figure(words[0].text) or (words[0].confidence or 0.0) <= UNSURE
