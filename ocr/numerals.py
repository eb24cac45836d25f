"""Roman numerals: how many strokes are printed. Tesseract reads ``II.`` where ``III.`` is, ``HI``
for ``III``, ``IL`` for ``II.``, ``(1)`` for ``(i)``: another chapter; and ``I`` where a 1 is.

Stems are counted on two levels where a capital has no serif; a V or an X has two there. A 1 has a
flag at the left of its head, where an I of the same face has two serifs or none. So has that of
``quý 1/2012``, while the quarter of a year is mostly Roman.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import regex

from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.picture import Image
from ocr.rules import ink_of

_Ink = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

_CAPITAL = regex.compile(r"(?P<head>[VX]?)(?P<ones>[IlH|]{1,3}|[IH]{1,2}L)(?P<tail>[.,:;]?)")
_SMALL = regex.compile(r"(?P<open>\()(?P<ones>[i1l!|¡ïìíỉñ0]{0,3})(?P<close>\)[.,:;]?)")
_ALONE = regex.compile(r"[IHl|!ÍÌỈĨỊÏíìỉĩịï]{1,3}")  # in a cell; figures are read otherwise
_TWO = frozenset(("II", "III"))
_LETTERED = regex.compile(r"(?=[|!]*[IHl])[IHl|!]{1,3}")  # else what is left of a rule
_QUARTER = regex.compile(r"[1IHl|]{1,3}(?P<rest>V?[/⁄]{1,2}\d{4}.*)")
_QUARTERS = frozenset(("quý", "quí"))
_NEAR = 4  # words: ``quý I, II và III/2012``
_POINT = regex.compile(r"đi[eể]m|điêm|diểm", regex.IGNORECASE)
_CLAUSE = regex.compile(r"[a-zđ][,;]?")
_AND = frozenset(("và", "hoặc", "đến", "khoản"))
_LEVELS = (0.22, 0.36), (0.62, 0.76)  # of a capital's height, between serifs and bar of an H
_SMALL_LEVEL = (0.5, 0.66)  # of a bracket's height: stems of small letters
_BAR, _INKED = (0.35, 0.65), 0.6  # where that of an H lies, and how much of a row it fills
_HEAD, _FLAG = 0.2, 0.06  # where serifs are, and how much further left a flag reaches than right
_DOT = (0.1, 0.5)
_LEAST = 12  # pixels of height
_BESIDE = 2  # pixels: a box may end within a bracket
_MOST = 3
_SLIM = 0.4  # width of a stem by its height, at most
_ALIKE = 1.7  # widest stem by the slimmest


def with_numerals(blocks: Sequence[Block], grey: Image) -> tuple[Block, ...]:
    """Blocks of text whose Roman numerals, and ones read as such, are the strokes that are printed.

    Args:
        blocks: Boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
    """
    return tuple(
        _in_cells(block, grey)
        if block.kind is BlockKind.TABLE
        else replace(block, lines=tuple(_in_line(line, grey) for line in block.lines))
        for block in blocks
    )


def _in_line(line: Line, grey: Image) -> Line:
    words = line.words
    return replace(line, words=tuple(_as_printed(words, at, grey) for at in range(len(words))))


def _as_printed(words: Sequence[Word], at: int, grey: Image) -> Word:
    word = words[at]
    if word.text.startswith("l") and is_clause(words, at):
        return word
    quarter = _QUARTER.fullmatch(word.text)
    if quarter and any(w.text.lower() in _QUARTERS for w in words[max(0, at - _NEAR) : at]):
        return _quarter(word, quarter["rest"], grey)
    return _numeral(word, grey)


def _in_cells(table: Block, grey: Image) -> Block:
    """A table with the numerals at the head of its cells, before a stop or alone."""
    lines = []
    for line in table.lines:
        words, heads = list(line.words), (0, *line.tabs)
        for at, end in pairwise((*heads, len(words))):
            alone = _ALONE if at == 0 else _LETTERED
            if end - at == 1 and alone.fullmatch(words[at].text):
                words[at] = _strokes(words[at], grey)
            elif at < end and words[at].text[-1:] in (".", "L"):
                words[at] = _numeral(words[at], grey)
        lines.append(replace(line, words=tuple(words)))
    if _TWO.isdisjoint(line.words[0].text for line in lines if line.words):
        return replace(table, lines=tuple(lines))
    # Over II and III one stroke that was read as no figure is I, whatever specks are at its head.
    return replace(
        table,
        lines=tuple(
            replace(new, words=(replace(new.words[0], text="I"), *new.words[1:]))
            if new.words and new.words[0].text == "1" != old.words[0].text
            else new
            for old, new in zip(table.lines, lines, strict=True)
        ),
    )


def _strokes(word: Word, grey: Image) -> Word:
    """As many strokes as are printed, if those are sure."""
    ink = _ink(word.box, grey) if word.box else None
    count, sign = (0, "") if ink is None else _capitals(ink, headed=False)
    return replace(word, text=sign * count) if count else word


def _numeral(word: Word, grey: Image) -> Word:
    capital, small = _CAPITAL.fullmatch(word.text), _SMALL.fullmatch(word.text)
    if word.box is None or not (capital or small):
        return word
    ink = _ink(word.box, grey)
    if ink is None:
        return word
    if capital:
        count, sign = _capitals(ink, headed=bool(capital["head"]))
        eaten = "." if capital["ones"].endswith("L") and not capital["tail"] else ""
        text = f"{capital['head']}{sign * count}{capital['tail']}{eaten}"
    elif small:
        count = _smalls(ink)
        text = f"({'i' * count}{small['close']}"
    return replace(word, text=text) if count else word


def is_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a clause stands there: behind "điểm" or another, before "khoản" or another."""
    before, behind = words[max(0, at - 2) : at], words[at + 1 : at + 2]
    if not before:
        return False
    last = before[-1].text
    listed = len(before) == 2 and last in _AND and _CLAUSE.fullmatch(before[0].text)
    begins = _POINT.fullmatch(last) or _CLAUSE.fullmatch(last) or listed
    if words[at].text[0] == "1" and (not behind or behind[0].text != "khoản"):
        return False  # "điểm 1 mục 2"
    goes_on = not behind or behind[0].text in _AND or _CLAUSE.fullmatch(behind[0].text)
    return bool(begins and goes_on)


def small_numeral(word: Word, grey: Image) -> Word | None:
    """``(i)``, ``(ii)`` or ``(iii)`` if that is printed, whatever was read between the brackets.

    Args:
        word: As read, its box in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
    """
    numeral = _numeral(word, grey) if _SMALL.fullmatch(word.text) else word
    return numeral if numeral.text.startswith("(i") else None


def _quarter(word: Word, rest: str, grey: Image) -> Word:
    """``1/2012`` behind "quý" with an I, if the stroke before its slash has no flag."""
    ink = _ink(word.box, grey) if word.box else None
    if ink is None:
        return word
    upper, lower = (_runs(ink, level) for level in _LEVELS)
    count = next((i for i, run in enumerate(upper) if not _stands(run, lower)), 0)
    if rest.startswith("V"):
        count = min(count, 1)  # the strokes of a V are steeper than a slash
    if not 1 <= count <= _MOST or not _alike(upper[:count], len(ink)):
        return word
    end = (upper[count - 1][1] + upper[count][0]) // 2
    if _have_flags(ink[:, :end], upper[:count]):
        return word
    return replace(word, text="I" * count + rest)


def _ink(box: Box, grey: Image) -> _Ink | None:
    x0, y0, x1, y1 = box
    cut = grey[max(0, y0) : y1, max(0, x0 - _BESIDE) : x1 + _BESIDE]
    return _trimmed(ink_of(cut) > 0) if len(cut) >= _LEAST and cut.size else None


def _trimmed(ink: _Ink) -> _Ink:
    rows = np.flatnonzero(ink.any(1))
    return ink[rows[0] : rows[-1] + 1] if len(rows) else ink


def _runs(ink: _Ink, level: tuple[float, float]) -> list[tuple[int, int]]:
    """Columns from and to that are inked on all of a level."""
    part = ink[round(level[0] * len(ink)) : max(round(level[1] * len(ink)), 1)]
    full = part.mean(0) > 0.5 if part.size else np.zeros(ink.shape[1], bool)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _capitals(ink: _Ink, *, headed: bool) -> tuple[int, str]:
    """Strokes behind a V or X, or alone, and whether each is I or 1; 0 where it is not sure."""
    upper, lower = (_runs(ink, level) for level in _LEVELS)
    stems = upper[2:] if headed else upper
    if not 1 <= len(stems) <= _MOST or not _alike(stems, len(ink)):
        return 0, ""
    # A stem stands on both levels; there is no bar between two.
    upright = all(_stands(stem, lower) for stem in stems)
    middle = ink[round(_BAR[0] * len(ink)) : round(_BAR[1] * len(ink))]
    between = [middle[:, b:c] for (_, b), (c, _) in pairwise(stems)]
    barred = any(gap.size and gap.mean(1).max() > _INKED for gap in between)
    sign = "1" if not headed and _have_flags(ink, stems) else "I"
    return (len(stems), sign) if upright and not barred else (0, "")


def _stands(stem: tuple[int, int], lower: Sequence[tuple[int, int]]) -> bool:
    return any(stem[0] < d and c < stem[1] for c, d in lower)


def _have_flags(ink: _Ink, stems: Sequence[tuple[int, int]]) -> bool:
    """Whether the strokes are figures: what they have at their heads reaches further left."""
    head = np.flatnonzero(ink[: round(_HEAD * len(ink))].any(0))
    left, right = stems[0][0] - head[0], head[-1] + 1 - stems[-1][1]
    return bool(left - right > _FLAG * len(ink))


def _smalls(ink: _Ink) -> int:
    """Strokes of i between brackets, each with its dot; 0 where it is not sure."""
    stems = _runs(ink, _SMALL_LEVEL)[1:-1]
    if not 1 <= len(stems) <= _MOST or not _alike(stems, len(ink)):
        return 0
    high = ink[round(_DOT[0] * len(ink)) : round(_DOT[1] * len(ink))]
    return len(stems) if all(_is_dotted(high[:, a:b]) for a, b in stems) else 0


def _is_dotted(column: _Ink) -> bool:
    """Whether there is ink in a column and paper below it."""
    inked = np.flatnonzero(column.any(1))
    return bool(len(inked) and len(inked) < len(column) - inked[0])


def _alike(stems: Sequence[tuple[int, int]], height: int) -> bool:
    widths = [b - a for a, b in stems]
    return max(widths) <= min(_SLIM * height, _ALIKE * min(widths) + 1)
