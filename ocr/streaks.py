"""Hairlines that a speck on the glass of a scanner draws down a whole page.

They cut through figures, and rules of tables end at them. A line is one if it runs from the
upper edge of the picture to the lower one, darker than the paper on either side in every part
of the way: no rule and no frame does.
"""

from __future__ import annotations

import numpy as np

from ocr.picture import Image, u8

_BESIDE = 4  # px on either side that are paper
_DARKER = 16  # levels than these
_PAPER = 150
_EVERY = 8  # row is looked at
_PARTS = 10  # of a page, each of which the line runs through …
_SHARE = 0.8  # … along this share of what is paper there
_CLEAR = 0.5  # share of a column beside which there is paper
_MOST = 6  # columns: more are a border


def without_streaks(grey: Image) -> Image:
    """The picture with such lines painted as what stands on either side; itself without any.

    Args:
        grey: ``(h, w)``, 255 = paper, as scanned: not turned by less than a right angle.
    """
    columns = _streaks(grey)
    if not 0 < len(columns) <= _MOST:
        return grey
    done = grey.copy()
    last = grey.shape[1] - 1
    for x in columns:
        left, right = x - 1, x + 1
        while left in columns:
            left -= 1
        while right in columns:
            right += 1
        beside = grey[:, [max(0, left), min(last, right)]].astype(np.uint16).mean(axis=1)
        done[:, x] = np.maximum(grey[:, x], u8(beside.round()))
    return done


def _streaks(grey: Image) -> list[int]:
    rows = grey[::_EVERY].astype(np.int16)
    if rows.shape[0] < _PARTS or rows.shape[1] <= 2 * _BESIDE:
        return []
    middle = rows[:, _BESIDE:-_BESIDE]
    sides = np.minimum(rows[:, : -2 * _BESIDE], rows[:, 2 * _BESIDE :])
    paper = sides > _PAPER
    dark = paper & (sides - middle >= _DARKER)
    found = paper.mean(axis=0) >= _CLEAR
    for part in np.array_split(np.arange(len(rows)), _PARTS):
        found &= dark[part].sum(axis=0) >= _SHARE * np.maximum(1, paper[part].sum(axis=0))
    return [int(x) + _BESIDE for x in np.flatnonzero(found)]
