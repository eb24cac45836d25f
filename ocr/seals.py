"""Round seals that are not red: scans in black and white or grey have lost their colour.

Ring, pen and print that touch are one picture to a recogniser, which then reads neither the
signer's title nor the name. The seal and the strokes of the pen beside it are taken out
before the page is read, and words beside them are doubted.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Engine, RawLine
from ocr.figures import UNSURE
from ocr.page import Block, Box, Word, letters_in
from ocr.picture import Image
from ocr.rings import DARK, Seal, darkness, find_seals

_RING = 0.42  # the same of one of the thin rings of a seal
_INSIDE = 0.64  # of the radius: what stands further in is of the seal alone
_RIM_MM = 1.4
_AROUND_MM = (6.0, 14.0, 80.0, 16.0)  # left, above, right, below: where title and name stand
_STROKE_MM = (22.0, 9.0)  # width and height that no letter has
_STROKE_FILLS = 0.25  # of its box at most
_HAIR_MM, _HAIR_FILLS = 6.0, 0.1  # the same of what is left of a ring or of a thin pen

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A picture without its seals.

    Attributes:
        image: ``(h, w)`` grey; seals and the strokes of the pen beside them are paper.
        cut: ``(h, w)`` whether a pixel was made paper.
        signed: Where title and name of each seal stand.
    """

    image: Image
    cut: Bools
    signed: tuple[Box, ...]


def without_seals(grey: Image, dpi: float) -> Unsealed | None:
    """Take the seals out of a picture; None where it has none.

    Args:
        grey: ``(h, w)`` the upright copy; not changed.
        dpi: Of it.
    """
    seals = find_seals(grey, dpi)
    if not seals:
        return None
    image = grey.copy()
    cut = np.zeros(grey.shape, np.bool_)
    signed = tuple(_around(seal, grey.shape, dpi) for seal in seals)
    for seal, (x0, y0, x1, y1) in zip(seals, signed, strict=True):
        there = np.s_[y0:y1, x0:x1]
        left = _without_seal(grey, seal, (x0, y0, x1, y1), dpi)
        image[there] = cv2.max(image[there], left)
        cut[there] |= image[there] != grey[there]
    return Unsealed(image, cut, signed)


def _without_seal(grey: Image, seal: Seal, around: Box, dpi: float) -> Image:
    """The cut-out around a seal with its rings, its inside and the pen painted as paper."""
    x0, y0, x1, y1 = around
    left = grey[y0:y1, x0:x1].copy()
    reach = math.ceil(1.1 * seal.radius + _RIM_MM * dpi / 25.4)
    part, (px, py) = _part(left, seal, around, reach)
    away = np.hypot(
        np.arange(px, px + part.shape[1])[None, :] - seal.x,
        np.arange(py, py + part.shape[0])[:, None] - seal.y,
    )
    part[(away < _INSIDE * seal.radius) | _rings(grey, seal, away)] = 255
    inside = np.zeros(left.shape, np.bool_)
    _part(inside, seal, around, reach)[0][away < seal.radius + _RIM_MM * dpi / 25.4] = True
    left[inside & ~_reaching_out(left, inside)] = 255
    left[_strokes(left, dpi)] = 255
    return left


def _part(
    cut: NDArray[Any], seal: Seal, around: Box, reach: int
) -> tuple[NDArray[Any], tuple[int, int]]:
    """The square of a cut-out in which a seal lies, and where it begins on the page."""
    x0, y0, _, _ = around
    left, top = max(0, round(seal.x) - reach - x0), max(0, round(seal.y) - reach - y0)
    right, bottom = round(seal.x) + reach + 1 - x0, round(seal.y) + reach + 1 - y0
    return cut[top:bottom, left:right], (x0 + left, y0 + top)


def _around(seal: Seal, shape: tuple[int, ...], dpi: float) -> Box:
    left, above, right, below = (v * dpi / 25.4 for v in _AROUND_MM)
    return (
        max(0, round(seal.x - seal.radius - left)),
        max(0, round(seal.y - seal.radius - above)),
        min(shape[1], round(seal.x + seal.radius + right)),
        min(shape[0], round(seal.y + seal.radius + below)),
    )


def _rings(grey: Image, seal: Seal, away: NDArray[np.float64]) -> Bools:
    """Pixels of the thin rings of a seal: radii at which most of the circle is dark.

    Args:
        grey: The page.
        seal: Its seal.
        away: ``(h, w)`` distances of the pixels looked at from the seal's middle.
    """
    radii = np.arange(_INSIDE * seal.radius, 1.1 * seal.radius, 1.0)
    found = radii[darkness(grey, seal.x, seal.y, radii) >= _RING]
    if not len(found):
        return np.zeros(away.shape, np.bool_)
    behind = found[np.searchsorted(found, away).clip(max=len(found) - 1)]
    before = found[(np.searchsorted(found, away) - 1).clip(min=0)]
    return np.asarray(np.minimum(np.abs(away - behind), np.abs(away - before)) < 1.2)


def _reaching_out(grey: Image, inside: Bools) -> Bools:
    """Pixels of marks that lie in a seal only in part: letters of title and name."""
    count, labels = cv2.connectedComponents((grey < DARK).astype(np.uint8))
    outer = np.zeros(count, np.bool_)
    outer[labels[~inside]] = True
    outer[0] = False
    return np.asarray(outer[labels])


def _strokes(grey: Image, dpi: float) -> Bools:
    """Pixels of marks that are larger than letters and thin: what a pen drew."""
    dark = (grey < DARK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    wide, high, hair = (v * dpi / 25.4 for v in (*_STROKE_MM, _HAIR_MM))
    large = [
        i
        for i, (_, _, w, h, area) in enumerate(stats)
        if i
        and (
            ((w > wide or h > high) and area < _STROKE_FILLS * w * h)
            or (max(w, h) > hair and area < _HAIR_FILLS * w * h)
        )
    ]
    strokes = np.zeros(count, np.uint8)
    strokes[large] = 1
    return np.asarray(cv2.dilate(strokes[labels], np.ones((3, 3), np.uint8)) > 0)


def missed_lines(
    lines: Sequence[RawLine], page: Unsealed, dpi: float, engine: Engine, timeout: float
) -> list[RawLine]:
    """Lines beside a seal that a reading of the whole page left out.

    A name that is stamped is often askew, and beside straight columns no line of its own.

    Args:
        lines: As read, boxes in pixels of ``page.image``.
        page: Without its seals.
        dpi: Of it.
        engine: The recogniser.
        timeout: Seconds for all.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    deadline = time.monotonic() + timeout
    taken = np.zeros(page.image.shape, np.bool_)
    for line in lines:
        for word in line.words:
            if letters_in(word.text) and word.box is not None:
                x0, y0, x1, y1 = word.box
                taken[y0:y1, x0:x1] = True
    missed: list[RawLine] = []
    for left, top, right, bottom in page.signed:
        part = np.ascontiguousarray(page.image[top:bottom, left:right])
        for line in engine.recognise(part, dpi, deadline - time.monotonic()):
            words = tuple(w.moved(left, top) for w in line.words if letters_in(w.text))
            sure = sum((w.confidence or 0.0) >= UNSURE and letters_in(w.text) > 1 for w in words)
            if sure > 1 and not any(_on(w, taken) for w in words):
                missed.append(RawLine(words))
    return missed


def _on(word: Word, taken: Bools) -> bool:
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    return bool(taken[y0:y1, x0:x1].any())


def doubted_beside(blocks: Sequence[Block], cut: Bools) -> tuple[Block, ...]:
    """Blocks with the words doubted that stand beside what was taken out of the picture.

    Letters of theirs may have gone with it.

    Args:
        blocks: Boxes in pixels of the picture.
        cut: As in `Unsealed`.
    """

    def checked(word: Word) -> Word:
        assert word.box is not None
        x0, y0, x1, y1 = word.box
        reach = (y1 - y0) // 2
        if not cut[y0:y1, max(0, x0 - reach) : x1 + reach].any():
            return word
        return replace(word, confidence=min(word.confidence or 0.0, UNSURE))

    return tuple(block.changed(checked) for block in blocks)
