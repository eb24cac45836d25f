"""Marks of a list that a recogniser left out: a column of dashes far left of its paragraphs.

It takes a column of nothing but dashes or bullets for dirt, or reads one unsurely. So what stands
alone before a line is looked at; it counts only where another stands above or below it, for
specks stand anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from ocr.cells import Cell
from ocr.engines import RawLine
from ocr.listmarks import SURE, ink_before, is_unsure_sign, shape_of, with_list_marks
from ocr.page import Box, Word, letters_in
from ocr.picture import Image

# In heights of the words of a page.
_REACH = (0.15, 4.5)  # how far from its print a mark stands
_ALIGNED = 0.5  # by which the marks of a list differ at most
_MARKS = ("-", "–", "•")
_ALONE = 0.8  # of the ink before a line that is the mark


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    sign: str
    box: Box


def with_lost_marks(lines: Sequence[RawLine], grey: Image) -> list[RawLine]:
    """The lines with the marks of lists that stand before them and were not read.

    Args:
        lines: As read, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
    """
    bare = [_without_specks(line) for line in lines]
    boxes = [w.box for line in bare for w in line.words if w.box is not None]
    if not boxes:
        return list(lines)
    size, every = median(b[3] - b[1] for b in boxes), np.array(boxes)
    read = [m for i, line in enumerate(lines) if (m := _read(i, line))]
    found = [m for i, line in enumerate(bare) if (m := _before(i, line, every, grey, size))]
    inked = {mark.line for mark in found}
    found += [
        m
        for m in read
        if len(bare[m.line].words) < len(lines[m.line].words) and m.line not in inked
    ]
    marked = list(lines)
    for mark in found:
        places = [(m.sign, m.box[0]) for m in (*found, *read) if m.line != mark.line]
        if any(s == mark.sign and abs(x - mark.box[0]) < _ALIGNED * size for s, x in places):
            word = Word(mark.sign, mark.box, SURE)
            marked[mark.line] = replace(lines[mark.line], words=(word, *bare[mark.line].words))
    return marked


def _read(at: int, line: RawLine) -> _Mark | None:
    first = line.words[0]
    return _Mark(at, first.text, first.box) if first.text in _MARKS and first.box else None


def _without_specks(line: RawLine) -> RawLine:
    """The line without what a mark and the dirt beside it were taken for: ``- .``, ``___``."""
    at = 0
    while at < len(line.words) - 1 and is_unsure_sign(line.words[at]):
        at += 1
    return replace(line, words=line.words[at:])


def with_marks_in_cells(
    words: Mapping[Cell, tuple[Word, ...]], grey: Image
) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with the marks of lists in them, as printed.

    Args:
        words: Of each cell, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read, without rules.
    """
    owners, lines = [], []
    for cell, found in words.items():
        for printed in _lines(found):
            owners.append(cell)
            lines.append(RawLine(printed))
    marked = with_lost_marks(with_list_marks(lines, grey), grey)
    cells: dict[Cell, tuple[Word, ...]] = dict.fromkeys(words, ())
    for cell, line, after in zip(owners, lines, marked, strict=True):
        box = after.words[0].box
        within = box is None or box[0] >= cell.box[0]  # beyond its rule is the mark of another
        cells[cell] += (after if within else line).words
    return cells


def _lines(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The printed lines of a cell: one ends where the next word stands further left."""
    start = 0
    for at, (word, behind) in enumerate(pairwise(words), 1):
        if word.box and behind.box and behind.box[0] < word.box[0]:
            yield tuple(words[start:at])
            start = at
    if words:
        yield tuple(words[start:])


def _before(
    at: int,
    line: RawLine,
    every: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    grey: Image,
    size: float,
) -> _Mark | None:
    """The mark alone before a line of print; None where there is none, or more."""
    first = line.words[0].box
    if first is None or letters_in(line.words[0].text) < 2:
        return None
    left, right = max(0, round(first[0] - _REACH[1] * size)), round(first[0] - _REACH[0] * size)
    within = (every[:, 0] < right) & (every[:, 2] > left)
    if (within & (every[:, 1] < first[3]) & (every[:, 3] > first[1])).any():
        return None
    ink = ink_before(grey, (left, first[1], right, first[3]), first)
    count, _, marks, _ = cv2.connectedComponentsWithStats(ink)
    if count < 2:
        return None
    x, y, w, h, area = marks[1 + int(np.argmax(marks[1:, cv2.CC_STAT_AREA]))].tolist()
    sign = shape_of(ink[y : y + h, x : x + w], y, area, size)
    if sign is None or area < _ALONE * np.count_nonzero(ink):
        return None
    return _Mark(at, sign, (left + x, first[1] + y, left + x + w, first[1] + y + h))
