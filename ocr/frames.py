"""Where on a mask of rules a table stands: its frame, without what only runs into it.

A streak of the scanner, the stroke of a pen or a seal may touch a table; it begins or ends
where no side of the table does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.marks import alone, marks_of
from ocr.page import Box
from ocr.picture import Image, transposed, u8

MIN_WIDTH = 0.2  # of the page: narrower frames are stamps and boxes round a title
MIN_INCHES = 0.25  # high
EDGE, _ALONG = 0.08, 0.7  # inches of a side; share of it along which a rule runs
_HIGH = 1.0  # inches of rules that are columns whatever stands across
_OPEN = 0.5  # share of a side without a rule
_BEYOND = 12  # edges of tables: what goes farther is another thing, not what touches one
_STREAKS = 0.15  # of a width may be struck through

Columns = NDArray[np.int64]


class Frame(NamedTuple):
    """The rules of what may be a table.

    Attributes:
        rules: ``(h, w)`` mask of them, their own copy.
        x: Where it begins on the whole mask.
        y: Likewise.
    """

    rules: Image
    x: int
    y: int


def frames_of(rules: Image, dpi: float) -> Iterator[Frame]:
    """All marks of the size of a table, each as far as its own sides go.

    Args:
        rules: ``(h, w)`` mask of the rules in a part of a page.
        dpi: Of it.
    """
    edge = round(EDGE * dpi)
    for x, y, w, h in marks_of(rules):
        if w < MIN_WIDTH * rules.shape[1] or h < MIN_INCHES * dpi:
            continue
        frame = alone(rules[y : y + h, x : x + w])
        top, bottom = _ends(transposed(frame), edge)
        _strike(frame, top, bottom, edge)
        left, right = _ends(frame[top:bottom], edge)
        cut = np.ascontiguousarray(frame[top:bottom, left:right])
        if cut.shape[1] >= MIN_WIDTH * rules.shape[1] and cut.shape[0] >= MIN_INCHES * dpi:
            yield Frame(cut, x + left, y + top)


def _ends(frame: Image, edge: int) -> tuple[int, int]:
    """From which column to which a table goes.

    What neither the upper nor the lower rule goes on to, beyond the outermost rule down, is
    none of it.
    """
    first, last = 0, frame.shape[1]
    down = _down(frame, edge)
    if len(down) >= 2:
        left, right = int(down[0]), int(down[-1]) + 1  # as far as half an edge from the rules
        if 1.25 * edge < left <= _BEYOND * edge and not _goes_on(
            frame[:, left::-1], frame[:, left:], edge
        ):
            first = left
        if 1.25 * edge < last - right <= _BEYOND * edge and not _goes_on(
            frame[:, right:], frame[:, right::-1], edge
        ):
            last = right
    return first, last


def _goes_on(beyond: Image, within: Image, edge: int) -> bool:
    """Whether the upper or the lower rule, or most of the others, run on beyond a side."""
    if any(bool(end.any(0).mean() >= _OPEN) for end in (beyond[:edge], beyond[-edge:])):
        return True
    return _count(beyond[:, edge]) >= _OPEN * _count(within[:, min(2 * edge, within.shape[1] - 1)])


def _count(line: Image) -> int:
    """How many rules a line across them meets."""
    return int(np.count_nonzero(np.diff((line > 0).astype(np.int8)) > 0))


def _down(frame: Image, edge: int) -> Columns:
    """The columns of pixels beside which a rule runs down most of the height."""
    share = cv2.reduce(cv2.dilate(frame, np.ones((1, edge), np.uint8)), 0, cv2.REDUCE_AVG).ravel()
    return np.flatnonzero(share >= 255 * _ALONG)


def _strike(frame: Image, top: int, bottom: int, edge: int) -> None:
    """Take out what runs through a table from above it to below."""
    if not top or bottom == len(frame):
        return
    wide = np.ones((1, edge), np.uint8)
    above, below = (
        cv2.dilate(cv2.reduce(part, 0, cv2.REDUCE_MAX), wide)
        for part in (frame[:top], frame[bottom:])
    )
    through = u8(cv2.bitwise_and(above, below))
    if through.mean() > 255 * _STREAKS:
        return
    last = frame.shape[1] - 1
    for x, _, w, _ in marks_of(through):
        left, right = max(0, x - 2), min(last, x + w + 1)
        frame[top:bottom, left:right] = frame[top:bottom, [left]] & frame[top:bottom, [right]]


def columns_of(down: Image, dpi: float) -> Box | None:
    """Where three long rules stand side by side, as nothing but columns of a table do.

    Args:
        down: ``(h, w)`` mask of the rules down in a part of a page.
        dpi: Of it.

    Returns:
        Left, top, right and bottom of them; None where there are fewer.
    """
    long = [mark for mark in marks_of(down) if mark[3] >= _HIGH * dpi]
    if len(long) < 3:
        return None
    top, bottom = min(y for _, y, _, _ in long), max(y + h for _, y, _, h in long)
    edge = round(EDGE * dpi)
    sides = _down(down[top:bottom], edge)
    if np.count_nonzero(np.diff(sides) > edge) < 2:
        return None
    left, right = int(sides[0]) + edge // 2, int(sides[-1]) - edge // 2
    return (left, top, right, bottom) if right - left >= MIN_WIDTH * down.shape[1] else None


def is_framed(frame: Image, edge: int) -> bool:
    """Whether rules run along two sides of the box around them: the strokes of a pen do not.

    Args:
        frame: ``(h, w)`` mask of the rules.
        edge: Pixels from its sides where they run.
    """
    sides = (
        frame[:edge].any(0),
        frame[-edge:].any(0),
        frame[:, :edge].any(1),
        frame[:, -edge:].any(1),
    )
    return sum(bool(side.mean() >= _ALONG) for side in sides) >= 2


def is_open(side: Image) -> bool:
    """Whether no rule runs down a side of a frame: it ends where rules across do."""
    return bool(side.any(1).mean() < _OPEN)
