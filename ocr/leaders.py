"""Leaders: the rows of dots that a pen fills in, ``Họ và tên: ………``.

A recogniser of lines makes figures and letters up of them, and misreads the print beside. So
they are taken out of what is read, and stand in the text as the dots that are printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import regex
from numpy.typing import NDArray

from ocr.engines import RawLine
from ocr.page import Box, Word, meet, union
from ocr.picture import Image, halved, u8
from ocr.rules import ink_level

_Boxes = NDArray[np.int64]

_FINE = 280.0  # dpi from which dots are seen at half the size too
# In millimetres.
_DOT = (0.2, 0.8)  # across
_PITCH = (0.6, 2.4)  # from dot to dot; those of ``…`` are wider
_LEVEL = 0.25  # between the feet of two
_EVEN = 0.3  # of their pitch, by which two steps differ at most
_FEWEST = 8  # dots; in ``ngày …../…../……`` they are fewer, and are read well
_MOST = 12_000  # dots of a page of forms; more are a shade
_COLON = 2.5  # between its dots
_MANY = 6  # leaders of a form
_SHADE = 0.5  # of its dots that have others right above or below
_SURE = 0.95
# In heights of a word.
_REACH = 8.0  # between it and the dots on its line
_APART = 0.35  # a blank
_LONG, _LONG_BELOW = 0.25, 0.19  # of the page's width; below its head, where stamps stand
_HEAD = 0.3  # of its height
_DATE = regex.compile(r",|ngày\b")  # "………, ngày … tháng …"


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of dots, from left to right, boxes in pixels of the picture."""

    dots: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Around all of them."""
        box = union(iter(self.dots))
        assert box is not None
        return box

    @property
    def pitch(self) -> float:
        """Pixels from dot to dot."""
        return (self.dots[-1][0] - self.dots[0][0]) / (len(self.dots) - 1)


def leaders_of(grey: Image, dpi: float, tables: Sequence[Box] = ()) -> list[Leader]:
    """The leaders of a form; none where all are short.

    Args:
        grey: ``(h, w)`` the upright copy.
        dpi: Of it.
        tables: Boxes within which dots are rules, or stand in cells.
    """
    by = 2 if dpi >= _FINE else 1
    small = halved(grey) if by == 2 else grey
    _, ink = cv2.threshold(small, ink_level(small), 255, cv2.THRESH_BINARY_INV)
    mm = dpi / 25.4 / by
    _, _, found, _ = cv2.connectedComponentsWithStats(u8(ink))
    sides = found[1:, 2:4]
    least, most = (side * mm for side in _DOT)
    dots = found[1:][(sides.min(axis=1) >= least) & (sides.max(axis=1) <= most)]
    if not _FEWEST <= len(dots) <= _MOST:
        return []
    boxes = [(x, y, x + w, y + h) for x, y, w, h, _ in sorted(dots.tolist())]
    every = np.array(boxes)
    rows = [_without_colon(row, every, mm) for row in _rows(boxes, mm) if len(row) >= _FEWEST]
    leaders = [Leader(tuple(row)) for row in rows if len(row) >= _FEWEST]
    leaders = [
        Leader(tuple((by * x0, by * y0, by * x1, by * y1) for x0, y0, x1, y1 in leader.dots))
        for leader in leaders
        if not _is_shade(leader, every)
    ]
    leaders = [leader for leader in leaders if not any(meet(leader.box, box) for box in tables)]
    height, width = grey.shape
    long = _long_ones(leaders, width, height)
    # A few short ones are those of a stamp: a pen and print run through them. In a head they are
    # the slots of number and date.
    if not long and len(leaders) < _MANY:
        return []
    return [leader for leader in leaders if leader in long or leader.box[1] > _HEAD * height]


def without_leaders(picture: Image, leaders: Sequence[Leader]) -> Image:
    """The picture with paper where the dots of leaders are; what crosses them stays."""
    if not leaders:
        return picture
    clean = picture.copy()
    for leader in leaders:
        for x0, y0, x1, y1 in leader.dots:
            clean[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = 255
    return clean


def with_leaders(
    lines: Sequence[RawLine], leaders: Sequence[Leader], width: int, height: int
) -> list[RawLine]:
    """The lines with the dots of leaders in their places; long ones may stand alone.

    Short ones that stand alone, or before a line that does not begin with a date, are those of
    a stamp beside the text.

    Args:
        lines: As read without them, boxes in pixels of the picture.
        leaders: Of the picture.
        width: Of it.
        height: Of it.
    """
    done, long = list(lines), _long_ones(leaders, width, height)
    for leader in leaders:
        word = Word("." * len(leader.dots), leader.box, _SURE)
        near = [
            (gap, at) for at, line in enumerate(done) if (gap := _gap(line, leader)) is not None
        ]
        at = min(near)[1] if near else None
        whole = leader in long
        if at is None and whole:
            done.append(RawLine((word,)))
        elif at is not None and (whole or not _is_before(leader, done[at].words)):
            done[at] = replace(done[at], words=_with_dots(done[at].words, word))
    return done


def _long_ones(leaders: Sequence[Leader], width: int, height: int) -> list[Leader]:
    """Those that are long, alone or with others on their line: a stamp has one on each."""

    def length(leader: Leader) -> int:
        level = (x for x in leaders if abs(x.box[1] - leader.box[1]) < leader.pitch)
        return sum(x.box[2] - x.box[0] for x in level)

    def least(leader: Leader) -> float:
        return (_LONG if leader.box[1] < _HEAD * height else _LONG_BELOW) * width

    return [leader for leader in leaders if length(leader) > least(leader)]


def _is_before(leader: Leader, words: Sequence[Word]) -> bool:
    """Whether a leader stands before all words of a line, which begins with no date."""
    first = min((w for w in words if w.box), key=lambda w: w.box[0] if w.box else 0)
    assert first.box is not None
    return leader.box[0] < first.box[0] and _DATE.match(first.text) is None


def _rows(dots: Iterable[Box], mm: float) -> list[list[Box]]:
    """Dots at even steps on one line; of those given, from left to right."""
    band, level = 2 * _LEVEL * mm, max(1.0, _LEVEL * mm)
    least, most = (step * mm for step in _PITCH)
    rows: list[list[Box]] = []
    ends: defaultdict[int, list[list[Box]]] = defaultdict(list)  # of rows, by their height
    for dot in dots:
        at = int(dot[3] / band)
        for near in (at - 1, at, at + 1):
            ends[near] = [row for row in ends[near] if dot[0] - row[-1][0] <= most]
        before = [
            row
            for near in (at - 1, at, at + 1)
            for row in ends[near]
            if abs(dot[3] - row[-1][3]) <= level and dot[0] - row[-1][0] >= least
        ]
        row = max(before, key=lambda row: row[-1][0], default=None)
        if row is None or not _is_even(row, dot):
            # The dot before may begin this row, and only end a step from another sign.
            row = [row.pop()] if row is not None and len(row) == 2 else []
            rows.append(row)
        row.append(dot)
        if not any(row is other for other in ends[at]):
            ends[at].append(row)
    return rows


def _is_even(row: Sequence[Box], dot: Box) -> bool:
    """Whether a dot is as far from the last of a row as those are from each other."""
    if len(row) == 1:
        return True
    pitch = (row[-1][0] - row[0][0]) / (len(row) - 1)
    return abs(dot[0] - row[-1][0] - pitch) <= max(1.0, _EVEN * pitch)


def _without_colon(row: Sequence[Box], dots: _Boxes, mm: float) -> Sequence[Box]:
    """The row without the lower dot of a colon before it."""
    x0, y0, x1, _ = row[0]
    left, top = dots[:, 0], dots[:, 1]
    over = (x0 - mm / 4 <= left) & (left < x1) & (y0 - _COLON * mm <= top) & (top < y0)
    return row[1:] if over.any() else row


def _is_shade(leader: Leader, dots: _Boxes) -> bool:
    """Whether a row has others right above or below: the dots of a shaded ground."""
    x0, y0, x1, y1 = leader.box
    around = round(1.5 * leader.pitch)
    within = (x0 <= dots[:, 0]) & (dots[:, 0] <= x1)
    above = (y0 - around <= dots[:, 1]) & (dots[:, 1] < y0)
    below = (y1 < dots[:, 3]) & (dots[:, 3] <= y1 + around)
    return int(np.count_nonzero(within & (above | below))) >= _SHADE * len(leader.dots)


def _gap(line: RawLine, leader: Leader) -> float | None:
    """Heights of a word from the nearest word of a line to a leader on it; None if on none."""
    x0, _, x1, foot = leader.box
    gaps = []
    for word in line.words:
        if word.box is None:
            continue
        height = max(1, word.box[3] - word.box[1])
        # Dots stand on the line, whose words may have tails.
        if word.box[1] + 0.4 * height <= foot <= word.box[3] + 0.2 * height:
            gaps.append(max(x0 - word.box[2], word.box[0] - x1, 0) / height)
    nearest = min(gaps, default=_REACH)
    return nearest if nearest < _REACH else None


def _with_dots(words: Sequence[Word], dots: Word) -> tuple[Word, ...]:
    """Words of a line and, in its place, the dots, which may be part of the word beside them."""
    assert dots.box is not None
    before = [w for w in words if w.box is not None and w.box[0] < dots.box[0]]
    behind = [w for w in words if w not in before]
    if before and _touch(before[-1], dots):
        dots = _together(before.pop(), dots)
    if behind and _touch(dots, behind[0]):
        dots = _together(dots, behind.pop(0))
    return (*before, dots, *behind)


def _touch(left: Word, right: Word) -> bool:
    assert left.box is not None and right.box is not None
    height = max(left.box[3] - left.box[1], right.box[3] - right.box[1])
    return right.box[0] - left.box[2] < _APART * height


def _together(left: Word, right: Word) -> Word:
    sure = min(left.confidence or 0.0, right.confidence or 0.0)
    return Word(left.text + right.text, union(iter((left.box, right.box))), sure)
