"""The angle of the lines of text, and the picture turned by it."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.picture import Image, halved, shrunk, u8

Matrix = NDArray[np.float64]

ANALYSIS_HEIGHT = 1000  # px; skew and orientation are measured on a small copy
_STANDS_OUT = 1.5  # times as sharp as in any other direction
_BESIDE = 6  # degrees around the best, and square to it
_SKEW_LIMIT = 8.0  # degrees; a sheet that lies further askew is a photograph's affair


def skew_of(grey: Image) -> float:
    """Angle of the text lines in degrees, counter-clockwise positive.

    The angle at which the row profile of the ink changes most from row to row
    (Postl 1986); coarse steps first, then fine ones around the best.
    """
    ink = _small_ink(grey)
    if ink.sum() < 255 * 50:
        return 0.0
    coarse = np.arange(-_SKEW_LIMIT, _SKEW_LIMIT + 0.1, 0.5)
    best = max(coarse, key=_Ink(halved(ink)).contrast)
    points = _Ink(ink)
    best = max(np.arange(best - 0.4, best + 0.41, 0.1), key=points.contrast)
    if points.contrast(best) < 1.02 * points.contrast(0.0):
        return 0.0
    return round(float(best), 2)


def looks_sideways(grey: Image) -> bool:
    """Whether the lines of text seem to run down the page instead of across.

    Pages that lie askew are measured at their best angle both ways, and small, where words
    run together to lines: on 46 real upright pages down was at most 0.7 times as sharp as
    across, on the same pages laid sideways at least 1.4 times.
    """
    ink = halved(_small_ink(grey))
    angles = np.arange(-3.0, 3.1, 0.5)
    across, turned = _Ink(ink), _Ink(np.ascontiguousarray(np.rot90(ink)))
    down = max(map(turned.contrast, angles))
    # An upright page is sharp enough at one of the first angles; the others need no look.
    upright = any(across.contrast(a) >= down for a in sorted(angles, key=abs))
    return not upright and ink.sum() > 255 * 50


def slant_of(grey: Image) -> float:
    """Angle of lines that run far from level: a telephone was held at a slant.

    Returns:
        Degrees counter-clockwise by which they rise, up to 45 either way, whether they run
        across the picture or down it; 0 where no lines stand out.
    """
    ink = _small_ink(grey)
    if ink.sum() < 255 * 50:
        return 0.0
    halves = halved(ink)
    turned = np.ascontiguousarray(np.rot90(halves))
    angles = np.arange(-45.0, 45.0)
    across, down = (np.array([*map(_Ink(way).slanted, angles)]) for way in (halves, turned))
    sharp = np.maximum(across, down)
    best = int(sharp.argmax())
    off = np.abs((angles - angles[best] + 45) % 90 - 45)
    if sharp[best] < _STANDS_OUT * sharp[off > _BESIDE].max():
        return 0.0
    way = ink if across[best] >= down[best] else np.ascontiguousarray(np.rot90(ink))
    finer = np.arange(angles[best] - 1, angles[best] + 1.05, 0.2)
    return round(float(max(finer, key=_Ink(u8(way)).slanted)), 1)


def levelled(width: int, height: int, skew: float) -> tuple[tuple[int, int], Matrix]:
    """A sheet on which lines that rise by ``skew`` run level.

    Args:
        width: Of the picture.
        height: Of the picture.
        skew: Degrees counter-clockwise.

    Returns:
        Width and height that hold all corners of the picture, and the ``(3, 3)`` matrix from
        pixels of the sheet to those of the picture.
    """
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    w, h = round(height * sin + width * cos), round(height * cos + width * sin)
    turn[0, 2] += (w - width) / 2
    turn[1, 2] += (h - height) / 2
    return (w, h), np.linalg.inv(np.vstack([turn, [0.0, 0.0, 1.0]]))


def straightened(grey: Image, skew: float) -> tuple[Image, Matrix]:
    """The picture turned so that its lines run level, on a sheet large enough for its corners.

    Args:
        grey: ``(h, w)``.
        skew: Degrees counter-clockwise by which the lines rise.

    Returns:
        The picture, and the ``(3, 3)`` matrix from its pixels to those of ``grey``.
    """
    h, w = grey.shape
    size, back = levelled(w, h, skew)
    turned = cv2.warpAffine(
        grey,
        back[:2],
        size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return u8(turned), back


def _small_ink(grey: Image) -> Image:
    small = shrunk(grey, min(ANALYSIS_HEIGHT, max(grey.shape)))
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    # Rules and pictures would outweigh the text: long runs are taken out.
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    columns = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))
    return u8(cv2.subtract(cv2.subtract(ink, rules), columns))


class _Ink:
    """Dark points of a picture, to be looked at from several angles.

    Moving the points costs a fifth of turning the picture.
    """

    def __init__(self, ink: Image) -> None:
        at = np.flatnonzero(ink.ravel() > 0)
        ys, xs = np.divmod(at, ink.shape[1])
        self._weights = ink.ravel()[at].astype(np.float64)
        self._across = (xs - ink.shape[1] / 2).astype(np.float32)
        self._down = ys.astype(np.float32)
        self._half = ink.shape[1] / 2

    def contrast(self, angle: float) -> float:
        """How much the ink changes from row to row, if lines rise by so many degrees."""
        slope = np.float32(math.tan(math.radians(angle)))
        margin = np.float32(math.ceil(self._half * abs(slope)) + 1.5)
        rows = (self._down + (slope * self._across + margin)).astype(np.int32)
        return float(np.square(np.diff(np.bincount(rows, self._weights))).sum())

    def slanted(self, angle: float) -> float:
        """The same for lines that rise much: seen along them they lie nearer to each other."""
        return self.contrast(angle) / math.cos(math.radians(angle)) ** 2
