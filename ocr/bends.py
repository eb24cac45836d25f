"""Tables that lie bent or at a slant: where their cells would stand if they were straight.

A page under a phone is seldom flat: a rule may rise by half the height of a row and more on
its way across. How much rules rise and lean is measured on the cells between them, as one
smooth surface each over all of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.page import Box
from ocr.picture import Image, transposed, u8

_FROM, _TO = 0.2, 0.8  # of a side: where it is measured
_LEAST = 12  # cells by which a bend is known
_THICK = 3  # pixels
_COLUMNS = (1, 3, 1, 3, 4)  # from which on each term of a slope is known
_ODD = 3.0  # median differences, beyond which a cell is merged or broken

Mask = NDArray[np.bool_]
_Outermost = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def close_round(frame: Image, short: int) -> None:
    """Draw the outer rules of a bent table through the ends of its other rules.

    Args:
        frame: ``(h, w)`` mask of its rules; changed.
        short: Pixels by which rules may end before its sides.
    """
    ruled = frame > 0
    outermost = _outermost(ruled)
    rows, *ends = outermost
    edges = np.concatenate([np.stack([end, rows], 1) for end in ends])
    outline = np.asarray(cv2.convexHull(edges.astype(np.int32)), np.int32)
    whole = cv2.fillConvexPoly(np.zeros_like(frame), outline, (255,)) > 0
    for side in _ends(outermost, whole, short):
        cv2.polylines(frame, [side[:, ::-1]], False, (255,), _THICK)
    for side in _ends(_outermost(_turned(ruled)), _turned(whole), short):
        cv2.polylines(frame, [side], False, (255,), _THICK)


def _ends(outermost: _Outermost, whole: Mask, short: int) -> list[NDArray[np.int32]]:
    """Row and column where rules end near the left side of a whole, and near the right one."""
    rows, *ends = outermost
    _, *sides = _outermost(whole[rows])
    found = []
    for end, side in zip(ends, sides, strict=True):
        near = np.abs(end - side) <= short
        found.append(np.stack([rows[near], end[near]], axis=1).astype(np.int32))
    return found


def _outermost(ruled: Mask) -> _Outermost:
    """The rows that have something, and the first and the last column in which each has it."""
    rows = np.flatnonzero(ruled.any(1))
    inked = ruled[rows]
    mirrored = u8(cv2.flip(inked.view(np.uint8), 1)).view(np.bool_) if len(rows) else inked
    return rows, inked.argmax(1), ruled.shape[1] - 1 - mirrored.argmax(1)


def _turned(mask: Mask) -> Mask:
    return transposed(mask.view(np.uint8)).view(np.bool_)


def straightened(
    frame: Image, boxes: Sequence[Box], tolerance: float
) -> tuple[list[float], list[float]]:
    """How high cells would begin in a straight table, and how far each falls on its way across.

    Columns are far enough apart to be told by where they begin, lean as they may.

    Args:
        frame: ``(h, w)`` mask of its rules.
        boxes: Its cells, in pixels of the mask.
        tolerance: Pixels by which cells of one row may differ.

    Returns:
        For each cell a height, and by how many pixels its right end lies lower than its left
        one; the height of its box and 0 where rules across hardly rise, or where there are
        too few cells to say.
    """
    plain = [float(b[1]) for b in boxes], [0.0] * len(boxes)
    sides = [_upper(frame, box) for box in boxes]
    seen = [i for i, side in enumerate(sides) if side is not None]
    if len(seen) < _LEAST:
        return plain
    box = np.array(boxes, float)
    at, to = np.array([side for side in sides if side is not None], float).T
    size = np.array(frame.shape[::-1], float)
    x, y = (box[:, 0] + box[:, 2]) / 2 / size[0], (box[:, 1] + box[:, 3]) / 2 / size[1]
    wide = box[:, 2] - box[:, 0]
    part = (_TO - _FROM) * wide[seen]
    columns = 1 + int(np.count_nonzero(np.diff(np.sort(box[:, 0])) > tolerance))
    factors = _fitted(x[seen], y[seen], (to - at) / part * size[0], part, columns)
    fallen = _whole(x, y) @ factors
    if np.ptp(fallen) <= tolerance / 2:
        return plain
    falls = _slope(x, y) @ factors * wide / size[0]
    # A box begins where its edge is highest.
    heights = box[:, 1] + np.abs(falls) / 2 - fallen
    return [float(v) for v in heights], [float(v) for v in falls]


def _upper(frame: Image, box: Box) -> tuple[int, int] | None:
    """How high the upper edge of a cell runs near its two ends."""
    x0, y0, x1, y1 = box
    ends = []
    for part in (_FROM, _TO):
        column = frame[y0 : (y0 + y1) // 2, x0 + round(part * (x1 - x0))]
        if not column.size or column[-1]:
            return None
        rules = np.flatnonzero(column)
        ends.append(y0 + (int(rules[-1]) + 1 if len(rules) else 0))
    return ends[0], ends[1]


def _fitted(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    rise: NDArray[np.float64],
    wide: NDArray[np.float64],
    columns: int,
) -> NDArray[np.float64]:
    """The surface that rises so, by least squares, without what is odd in a first try.

    Few columns do not tell how the slope goes from one to the next: it would be noise.
    """
    slopes, use = _slope(x, y), np.ones(len(x), bool)
    slopes[:, [i for i, least in enumerate(_COLUMNS) if columns < least]] = 0
    factors: NDArray[np.float64] = np.zeros(slopes.shape[1])
    for _ in range(2):
        weighed = wide[use, None] * slopes[use]
        factors = np.asarray(np.linalg.lstsq(weighed, wide[use] * rise[use], rcond=None)[0])
        off = np.abs(slopes @ factors - rise) * wide
        use = off <= max(1.0, _ODD * median(off))
    return factors


def _slope(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    one = np.ones_like(x)
    return np.stack([one, x, y, x * y, x**2], axis=1)


def _whole(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """What of a surface has the slopes of ``_slope`` along x, from the left edge on."""
    return np.stack([x, x**2 / 2, x * y, x**2 * y / 2, x**3 / 3], axis=1)
