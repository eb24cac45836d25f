"""Lines that a speck on the glass of a scanner draws down a whole page, thin or thick.

They cut through figures, and rules of tables end at them. A line is one if it runs from the
upper edge of the picture to the lower one, darker than the paper on either side in every part
of the way: no rule and no frame does.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ocr.picture import Image, u8

_BESIDE = 4  # px on either side that are paper
_DARKER = 16  # levels than these
_PAPER = 150
_EVERY = 8  # row is looked at
_PARTS = 10  # of a page, each of which the line runs through …
_SHARE = 0.8  # … along this share of what is paper there
_RAGGED, _EDGE = 0.5, 2  # share of the height along which an edge of it is ink; columns of it
_CLEAR = 0.5  # share of a column beside which there is paper
_MOST = 6  # columns: more are a border
_THICK = 300  # of the height is as wide as a thick one
_INK = 100  # which it is all the way

Columns = list[int]


def without_streaks(grey: Image) -> tuple[Image, Columns]:
    """The picture with such lines painted as what stands on either side.

    Args:
        grey: ``(h, w)``, 255 = paper, as scanned: not turned by less than a right angle.

    Returns:
        The picture itself if there are none; and the columns of thick ones, under which
        letters went.
    """
    every = grey[::_EVERY]
    inked = (every[::4] < _INK).mean(0)  # most pages have no column of ink
    if inked.max(initial=0.0) >= _RAGGED:
        inked = (every < _INK).mean(0)
    most = max(1, len(grey) // _THICK)
    dark = _runs(np.flatnonzero(inked >= _SHARE).tolist())
    dark = [run for run in dark if _BESIDE <= len(run) <= most]
    done = _without_thin(grey, inked)  # one may stand right beside a thick one
    found = set(_streaks(done[::_EVERY], most + _BESIDE)) if dark else set()
    wide = [run for run in dark if found.issuperset(run[1:-1])]
    if not wide:
        return done, []
    thick = _with_edges([x for run in wide for x in run], inked)
    return _without_thin(_painted(done, thick, lightest=True), inked), thick


def _without_thin(grey: Image, inked: NDArray[np.float64]) -> Image:
    thin = _with_edges(_streaks(grey[::_EVERY], _BESIDE), inked)
    return _painted(grey, thin if len(thin) <= _MOST else [], lightest=False)


def _painted(grey: Image, columns: Columns, *, lightest: bool) -> Image:
    """The picture with columns as those beside are: the lighter of them, or both in equal parts."""
    if not columns:
        return grey
    done = grey.copy()
    last = grey.shape[1] - 1
    for run in _runs(columns):
        beside = grey[:, [max(0, run[0] - 1), min(last, run[-1] + 1)]].astype(np.uint16)
        level = u8((beside.max(1) if lightest else beside.mean(1).round()).astype(np.uint8))
        done[:, run] = np.maximum(grey[:, run], level[:, None])
    return done


def _runs(columns: Columns) -> list[Columns]:
    """Columns that stand side by side, together."""
    groups = groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0])
    return [[x for _, x in group] for _, group in groups]


def _with_edges(columns: Columns, inked: NDArray[np.float64]) -> Columns:
    """Columns with ragged edges of theirs: what is ink on much of the height of the page."""
    found = set(columns)
    for _ in range(_EDGE):
        found |= {x + by for x in found for by in (-1, 1) if inked[x + by] >= _RAGGED}
    return sorted(found)


def _streaks(every: Image, beside: int) -> Columns:
    """Columns that are darker all the way than those so many pixels beside, where these are paper.

    Args:
        every: ``(h, w)``, some rows of the picture.
        beside: Pixels.
    """
    rows = every.astype(np.int16)
    if rows.shape[0] < _PARTS or rows.shape[1] <= 2 * beside:
        return []
    middle = rows[:, beside:-beside]
    sides = np.minimum(rows[:, : -2 * beside], rows[:, 2 * beside :])
    paper = sides > _PAPER
    dark = paper & (sides - middle >= _DARKER)
    found = paper.mean(axis=0) >= _CLEAR
    for part in np.array_split(np.arange(len(rows)), _PARTS):
        found &= dark[part].sum(axis=0) >= _SHARE * np.maximum(1, paper[part].sum(axis=0))
    return [int(x) + beside for x in np.flatnonzero(found)]
