"""The ink of a cell: without dirt and what is left of its rules, but with all of its print."""

from __future__ import annotations

import math
from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.cells import Cell
from ocr.page import Box, Word
from ocr.picture import Image, u8
from ocr.rules import THICKER, ink_level
from ocr.sheet import Cutting

INK = 140  # grey level below which a pixel is ink, on all but pale print
_PALE = 0.5  # how far from ink to paper pale print is
# Inches: how far stops stand beside print, and two marks above it; what is as small is dirt
# elsewhere.
_BESIDE, _ABOVE, _SPECK = 0.05, 0.08, 0.03
# Inches of what is left of a rule: how near the edge of its cell, how high it is, or how slim,
# which no stem is, and how far from marks that are higher. So many thin ones are one rule.
_RIM, _FLAT, _SLIM, _BELOW, _BROKEN = 0.06, 0.02, 0.012, 0.03, 3
# Strokes through an empty cell: longer than a letter, of so much of their box, so straight.
_LETTER, _THIN, _STRAIGHT = 0.25, 0.25, 0.03


def cuttings_of(
    grey: Image, cells: Iterable[Cell], dpi: float, *, pale: bool = False
) -> dict[Cell, Cutting]:
    """The ink of those cells that hold some.

    Args:
        grey: ``(h, w)`` the upright copy without its rules.
        cells: On it.
        dpi: Of the copy.
        pale: Whether print much paler than the page's counts.
    """
    wanted = tuple(cells)
    if not wanted:
        return {}
    level = ink_level(grey)
    level = level + _PALE * (255 - level) if pale else max(INK, level + 1)
    return {c: cut for c in wanted if (cut := _cutting(grey, c, dpi, level)) is not None}


def touches_rule(cell: Cell, cutting: Cutting) -> bool:
    """Whether ink reaches the left or right edge: a rule may have cut it, or be part of it."""
    x0, _, x1, _ = _whole(cell)
    left = cutting.origin[0]
    return left <= x0 or left + cutting.image.shape[1] >= x1


def _whole(cell: Cell) -> Box:
    """A cell as far as its rules, which are seen thicker than they are."""
    x0, y0, x1, y1 = cell.box
    return (x0 - THICKER, y0 - THICKER, x1 + THICKER, y1 + THICKER)


def _cutting(grey: Image, cell: Cell, dpi: float, level: float) -> Cutting | None:
    """The ink of a cell without specks; None where there is none."""
    x0, y0, x1, y1 = _whole(cell)
    x0, y0 = max(0, x0), max(0, y0)  # a table may reach the edge of its page
    cut = _levelled(grey[y0:y1, x0:x1], cell.falls)
    y0 += abs(cell.falls) // 2
    if not cut.size:  # of nothing OpenCV labels what is not there
        return None
    ink = (cut < level).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    h, w = ink.shape
    x, y, wide, high, area = stats.T
    at_edge = (x == 0) | (y == 0) | (x + wide == w) | (y + high == h)
    edge = at_edge & (np.minimum(wide, high) <= dpi / 40)  # what is left of a rule
    keep = (area >= (dpi / 100) ** 2) & ~edge
    keep[0] = edge[0] = False
    through = keep & (wide > _LETTER * dpi) & (2 * high > h) & (area < _THIN * wide * high)
    struck = _slashes(through, labels, stats, dpi)
    if struck.any():  # the ends of those through the cells above and below it
        close = _RIM * dpi / 2
        near = (x < close) | (y < close) | (x + wide > w - close) | (y + high > h - close)
        struck |= _slashes(keep & ~struck & near, labels, stats, dpi)
    edge, keep = edge | struck, keep & ~struck
    flat = keep & (high <= _FLAT * dpi) & (wide >= 2 * high)
    flat &= (y < _RIM * dpi) | (y + high > h - _RIM * dpi)
    slim = keep & (wide <= _FLAT * dpi) & (2 * high >= 3 * wide)
    for side in (x < _RIM * dpi, x + wide > w - _RIM * dpi):
        if np.count_nonzero(slim & side) < _BROKEN:
            slim &= ~side | (wide <= _SLIM * dpi)
    slim &= (x < _RIM * dpi) | (x + wide > w - _RIM * dpi)
    pieces = flat | slim
    if pieces.any() and (letters := keep & ~pieces & (high > _FLAT * dpi)).any():
        # Pieces of it, and no tilde: that has its letter, or a hat, close below.
        reach = round(_BELOW * dpi)
        flat[labels[_grown(letters[labels], 1, reach)]] = False
        slim[labels[_grown(letters[labels], reach, 1)]] = False
        edge, keep = edge | flat | slim, keep & ~flat & ~slim
    large = keep & (np.maximum(wide, high) > _SPECK * dpi)
    if not keep.any():
        return None
    print_ = large if large.any() else keep
    # Paint dropped specks as paper, but leave the grey rim of what is kept, and what stands
    # beside it: the stops of a pale figure are smaller and paler than specks may be.
    kept = print_[labels]
    rim = _grown(kept, 2, 2)
    beside = _grown(kept, round(_BESIDE * dpi), round(_ABOVE * dpi))
    rim |= beside & ~_grown(edge[labels], 2, 2) & (cut < level + _PALE * (255 - level))
    cut[~rim] = 255
    ys, xs = np.nonzero(rim)
    top, bottom, left, right = ys.min(), ys.max() + 1, xs.min(), xs.max() + 1
    return Cutting(cut[top:bottom, left:right], (x0 + int(left), y0 + int(top)))


def _slashes(
    marks: NDArray[np.bool_], labels: cv2.typing.MatLike, stats: cv2.typing.MatLike, dpi: float
) -> NDArray[np.bool_]:
    """Which of some marks are straight strokes from corner to corner, or two that cross."""
    slashes = np.zeros_like(marks)
    for i in np.flatnonzero(marks):
        x, y, w, h, _ = stats[i].tolist()
        ys, xs = np.nonzero(labels[y : y + h, x : x + w] == i)
        down, up = abs(xs * h - ys * w), abs(xs * h + ys * w - h * w)
        slashes[i] = (np.minimum(down, up) <= _STRAIGHT * dpi * math.hypot(h, w)).all()
    return slashes


def _levelled(cut: Image, falls: int) -> Image:
    """A copy of a cell, without what of those above and below its box holds in a bent table."""
    h, w = cut.shape
    if not falls or h <= abs(falls):
        return cut.copy()
    shear = np.array([[1, 0, 0], [falls / w, 1, -falls / 2]], np.float32)
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    level = cv2.warpAffine(cut, shear, (w, h), flags=how, borderValue=(255,))
    off = abs(falls) // 2
    return u8(level[off : h - off])


def in_place(words: Iterable[Word], cell: Cell) -> tuple[Word, ...]:
    """Words of a cell that was levelled, where they stand on the page."""
    x0, _, x1, _ = cell.box
    return tuple(
        word.moved(
            0,
            round(cell.falls * ((word.box[0] + word.box[2]) / 2 - x0) / (x1 - x0) - cell.falls / 2),
        )
        if cell.falls and word.box
        else word
        for word in words
    )


def _grown(mask: NDArray[np.bool_], across: int, down: int) -> NDArray[np.bool_]:
    """The mask with so many pixels more on each side."""
    around = np.ones((2 * down + 1, 2 * across + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), around) > 0)
