"""The raised 2 and 3 of ``m²`` and ``m³``, which Tesseract's Vietnamese model does not know.

It reads ``21.480 m”`` or ``50.000 đồng/m?``, and as metres, or not at all, an area would be
silently wrong. So behind every ``m`` of a measure a small raised figure is looked for, and read
by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from ocr.engines import Engine
from ocr.figures import UNSURE
from ocr.marks import marks_of
from ocr.page import Box, Word
from ocr.picture import Image
from ocr.raised import as_raised, is_thrice, read_raised
from ocr.rules import ink_of

# A measure in metres: alone, behind a figure, ``(m`` or ``đồng/m``; what was read behind it.
_METRES = regex.compile(
    r"(?P<unit>(?:|.*[\d(/⁄])[kcd]?m)(?P<mark>[^\s),.;:/⁄]{0,2})(?P<behind>[),.;:/⁄].*)?"
)
_ODD = regex.compile(r"(?=.*[?*°º”\"’'ˆ^])[\d?*°º”\"’'ˆ^]+")
_FIGURE = regex.compile(r"[\d,.]*\d")
# By the height of the m: how wide it is at least, how high and wide a raised figure is, and
# how far its foot is above the line.
_WIDE_M = 1.15
_HIGH = (0.5, 1.3)
_WIDE = (0.15, 1.1)
_RAISED = 0.35
_LEAST_M = 0.25  # of the word's height
_BEHIND = 0.5  # of the word's height: the box of a word may end at its m
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Power:
    """A raised figure: the row and word that it stands behind, and its place."""

    row: int
    word: int
    box: Box


def with_powers(
    rows: Sequence[tuple[Word, ...]], grey: Image, engine: Engine, timeout: float
) -> list[tuple[Word, ...]]:
    """Rows whose square and cubic metres are written as such.

    Args:
        rows: Words of lines and cells, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
        engine: The recogniser.
        timeout: Seconds for all of them.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    done = [list(row) for row in rows]
    powers: list[_Power] = []
    for r, row in enumerate(rows):
        for i, word in enumerate(row):
            match = _METRES.fullmatch(word.text)
            if match is None:
                continue
            if box := _power_behind(row, i, match["unit"], grey):
                powers.append(_Power(r, i, box))
            elif _ODD.fullmatch(match["mark"]):
                done[r][i] = _doubted(word)
    if powers:
        read = read_raised([power.box for power in powers], grey, engine, timeout)
        for power, text in zip(powers, read, strict=True):
            done[power.row][power.word] = _raised(done[power.row][power.word], text)
    return [tuple(row) for row in done]


def _doubted(word: Word) -> Word:
    return replace(word, confidence=min(UNSURE, word.confidence or 0.0))


def _raised(word: Word, read: str) -> Word:
    """The word with the power that was read; doubted if that is none."""
    match = _METRES.fullmatch(word.text)
    power = next((n for n in (2, 3) if is_thrice(read, n)), None)
    if match is None or power is None:
        return _doubted(word)
    text = match["unit"] + as_raised(power) + (match["behind"] or "")
    return replace(word, text=text, confidence=max(_SURE, word.confidence or 0.0))


def _power_behind(row: Sequence[Word], at: int, unit: str, grey: Image) -> Box | None:
    """Where a raised figure stands behind a unit, if that is a measure and one does."""
    word = row[at]
    alone = len(unit.removesuffix("m").strip("kcd")) == 0
    # ``m`` of a sentence is none: a figure stands before it, or it is all of a cell.
    if alone and len(row) > 1 and not (at and _FIGURE.fullmatch(row[at - 1].text)):
        return None
    end = row[at + 1].box if at + 1 < len(row) else None
    return _raised_figure(grey, word.box, end[0] if end else grey.shape[1]) if word.box else None


def _raised_figure(grey: Image, box: Box, end: int) -> Box | None:
    """Where a small figure stands raised behind the last wide letter of a word, if one does.

    Args:
        grey: ``(h, w)`` the picture.
        box: Of the word.
        end: Where the next word begins.
    """
    x0, y0, x1, y1 = box
    height = y1 - y0
    left, top = max(0, x0 - 2), max(0, y0 - height // 4)
    cut = grey[top : y1 + 2, left : min(end, x1 + round(_BEHIND * height))]
    if not cut.size:
        return None
    marks = list(marks_of(ink_of(cut)))
    wide = [m for m in marks if m[2] >= _WIDE_M * m[3] and m[3] >= _LEAST_M * height]
    if not wide:
        return None
    mx, my, mw, mh = max(wide, key=tuple)
    behind = [m for m in marks if m[0] >= mx + 0.8 * mw]
    foot = my + mh - _RAISED * mh
    figures = [
        (x, y, w, h)
        for x, y, w, h in behind
        if y + h <= foot
        and _HIGH[0] * mh <= h <= _HIGH[1] * mh
        and _WIDE[0] * mh <= w <= _WIDE[1] * mh
    ]
    if len(figures) != 1:
        return None
    x, y, w, h = figures[0]
    return (left + x, top + y, left + x + w, top + y + h)
