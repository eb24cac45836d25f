"""Pictures as arrays: their type, smaller copies of them, boxes of points on them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.page import Box

Image = NDArray[np.uint8]  # ``(h, w)`` grey with 255 = paper, or ``(h, w, 3)`` RGB


def u8(array: NDArray[np.generic] | cv2.typing.MatLike) -> Image:
    """OpenCV's stubs lose the element type; all arrays here are uint8."""
    return np.asarray(array, dtype=np.uint8)


def above(grey: Image, value: int) -> Image:
    """Mask of the pixels that are brighter than a value."""
    return u8(cv2.threshold(grey, value, 255, cv2.THRESH_BINARY)[1])


def shrunk(grey: Image, longer: int) -> Image:
    """The picture with its longer side ``longer`` pixels.

    By halves first: a step from one size to another that is no multiple costs most.
    """
    while max(grey.shape) >= 2 * longer:
        grey = halved(grey)
    scale = longer / max(grey.shape)
    return u8(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR))


def scaled(image: Image, by: float, down: float | None = None) -> Image:
    """The picture so many times as large, as smooth as its pixels allow.

    Args:
        image: Any.
        by: Factor of its width, and of its height too where ``down`` is None.
        down: Factor of its height.
    """
    down = by if down is None else down
    how = cv2.INTER_AREA if by * down < 1 else cv2.INTER_CUBIC
    return u8(cv2.resize(image, None, fx=by, fy=down, interpolation=how))


def halved(image: Image) -> Image:
    """The picture at half the size, each pixel the mean of four."""
    return u8(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def halved_ink(grey: Image) -> Image:
    """The picture at half the size, each pixel the darkest of four: hairlines stay."""
    return np.ascontiguousarray(u8(cv2.erode(grey, np.ones((2, 2), np.uint8)))[::2, ::2])


def channel(image: Image, index: int) -> Image:
    """One channel of a picture of several, in a third of the time of a slice's copy."""
    return u8(cv2.extractChannel(image, index))


def transposed(image: Image) -> Image:
    """The picture with its rows as columns, in a fifth of the time of a copy by numpy."""
    return u8(cv2.transpose(image))


def percentiles(grey: Image, *shares: float) -> list[float]:
    """As `numpy.percentile`, which sorts the pixels, but by counting them.

    Args:
        grey: ``(h, w)``, less than 16 million pixels: they are counted in single precision.
        shares: 0 to 100.
    """
    below = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel(), dtype=np.float64)
    found = []
    for share in shares:
        at = share / 100 * (grey.size - 1)
        before, part = math.floor(at), at % 1
        lower, upper = np.searchsorted(below, (before, math.ceil(at)), side="right").tolist()
        step = upper - lower
        found.append(upper - step * (1 - part) if part >= 0.5 else lower + step * part)
    return found


def middles_of_sides(box: Box) -> list[tuple[float, float]]:
    """Points to map instead of a box's corners, x and y.

    A turned box would grow at its corners; its middles keep words at small angles tight.
    """
    x0, y0, x1, y1 = box
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    return [(x0, cy), (x1, cy), (cx, y0), (cx, y1)]


def box_around(points: Sequence[Sequence[float]], width: int, height: int) -> Box:
    """The smallest box around points, x and y, clipped to a picture of that size.

    In plain numbers: for the few points of a word an array costs ten times as much.
    """
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (
        min(max(math.floor(min(xs)), 0), width - 1),
        min(max(math.floor(min(ys)), 0), height - 1),
        min(max(math.ceil(max(xs)), 1), width),
        min(max(math.ceil(max(ys)), 1), height),
    )
