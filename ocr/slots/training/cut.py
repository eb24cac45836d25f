"""Figures cut out of a collected line: those that a pen set apart from all that is beside them.

Ink that hangs together is one piece. A figure is the piece that stands where the reader saw
it, with loose strokes over it, if every figure beside it has a piece of its own. The line is
set upright first, by the lean at which its strokes fill the fewest columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.slots.training.canvas import SIZE
from ocr.slots.training.hands import Mask, cut_to_ink
from ocr.slots.training.spoil import slanted

_INK = 90  # of 255: from here a pixel is ink, not the paper between two strokes
_LEANS = np.arange(-0.1, 0.56, 0.05)
# In heights of the type: how high and wide a figure may be, how far its middle lies from the
# line's and from where it was seen, and what is too small to be more than a dot of the form.
_HEIGHTS = (0.5, 1.7)
_WIDEST = 1.2
_OFF = 0.5
_DOT = 0.2
_NEAR = 2  # pixels: how exactly the reader sees


def figures_of(
    ink: Mask, text: str, spans: Sequence[tuple[float, float]], wanted: Iterable[int]
) -> list[tuple[str, Mask]]:
    """Figures of a line that stand free, upright.

    Args:
        ink: The line: 255 = ink, print of ``canvas.SIZE`` pixels, its middle at half height.
        text: Its tokens.
        spans: Left and right end of each token, in pixels of the line.
        wanted: Places in ``text`` of the figures written by a pen.

    Returns:
        Each figure and its ink, cut to its edges; those that touch something are left out.
    """
    found = []
    for run in _runs(sorted(wanted)):
        middles = [sum(spans[at]) / 2 for at in run]
        left = spans[run[0] - 1][1] if run[0] else 0.0
        right = spans[run[-1] + 1][0] if run[-1] + 1 < len(spans) else float(ink.shape[1])
        lean = _lean(ink[:, int(min(left, middles[0])) : int(max(right, middles[-1])) + 1])
        moved = lean * ink.shape[0] / 2
        upright = slanted(ink, -lean)
        slot = (left + moved, right + moved)
        figures = _free(upright, [middle + moved for middle in middles], slot)
        found += [(text[at], f) for at, f in zip(run, figures, strict=True) if f is not None]
    return found


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Places that follow each other, together."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _lean(part: Mask) -> float:
    """How far strokes lean to the right, as a share of their height."""
    middle = part.shape[0] // 2
    band = part[middle - round(0.5 * SIZE) : middle + round(0.5 * SIZE)]
    sums = [slanted(band, -lean).sum(axis=0, dtype=np.float64) for lean in _LEANS]
    return float(_LEANS[int(np.argmax([(columns**2).sum() for columns in sums]))])


def _free(ink: Mask, middles: Sequence[float], slot: tuple[float, float]) -> list[Mask | None]:
    """The figure at each of the columns; None where it is none, or touches another."""
    dark = np.asarray(ink > _INK, np.uint8)
    _, pieces, boxes, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    labels, stats = np.asarray(pieces, np.int32), np.asarray(boxes, np.int32)
    bodies: list[int] = []
    small: list[int] = []
    for i, (x, _, w, h, _) in enumerate(stats.tolist()[1:], 1):
        near = abs(centres[i][1] - ink.shape[0] / 2) < _OFF * SIZE
        if near and max(w, h) > _DOT * SIZE and slot[0] < x + w / 2 < slot[1]:
            (bodies if h > _HEIGHTS[0] * SIZE else small).append(i)
    seen = [[i for i in bodies if _within(middle, _ends(stats[i], _NEAR))] for middle in middles]
    figures: list[Mask | None] = []
    for n, middle in enumerate(middles):
        beside = [s for k, s in enumerate(seen) if abs(k - n) == 1]
        # Where a neighbour has no ink of its own, its ink is part of this one.
        alone = len(seen[n]) == 1 and all(s and s != seen[n] for s in beside)
        figures.append(_whole(ink, labels, stats, seen[n][0], small, middle) if alone else None)
    return figures


def _ends(stats: NDArray[np.int32], more: int) -> tuple[int, int]:
    return int(stats[0]) - more, int(stats[0] + stats[2]) + more


def _within(x: float, ends: tuple[int, int]) -> bool:
    return ends[0] < x < ends[1]


def _whole(
    ink: Mask,
    labels: NDArray[np.int32],
    stats: NDArray[np.int32],
    body: int,
    small: Iterable[int],
    middle: float,
) -> Mask | None:
    """A figure with the loose strokes over it, such as the bar of a 5."""
    left, right = _ends(stats[body], 0)
    parts = [body]
    for i in small:
        x0, x1 = _ends(stats[i], 0)
        above = stats[i][1] + stats[i][3] / 2 < stats[body][1] + stats[body][3] / 2
        if above and left <= (x0 + x1) / 2 <= right + _DOT * SIZE:
            parts.append(i)
    mask = np.asarray(np.isin(labels, parts), np.uint8)
    # The soft edges of its strokes belong to it.
    figure = cut_to_ink(ink * np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8))))
    h, w = figure.shape
    fits = h <= _HEIGHTS[1] * SIZE and w <= _WIDEST * SIZE
    return figure if fits and abs((left + right) / 2 - middle) < _OFF * SIZE else None
