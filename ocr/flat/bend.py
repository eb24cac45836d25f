"""How a sheet is bent: by the lines of text, which were straight when they were printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.picture import Image
from ocr.skew import slant_of

Floats = NDArray[np.float64]

_EVERY = 8  # px between the columns in which lines are followed
_BLUR = 12  # px along the lines; a quarter of it across them
_INK = 40  # of 255, from which a ridge is one of print
_JUMP = 3  # px that a line rises or falls at most from one of them to the next
_LONG = 0.15  # of the width; shorter runs are words, not lines
_LEAST = 6  # lines from which a bend is told
_ASLANT = 0.01  # rise of a line to its run; a sheet seen from the side is not flat yet
_LEVEL = 0.08  # the same; so far lines can be told from slanted ones
_SLANTED = 8.0  # degrees; below it a sheet is straightened as scans are
_SPREAD = 0.25  # of the height that they must cover
_ACROSS, _DOWN = 6, 3  # powers of x and y
_STIFF = 2e-5  # what keeps the higher powers small where no line asks for them
_ROUNDS = 5
# Median departure from parallel straight lines, in pixels, and the share of it that may be
# left, where bent lines are believed. Of 103 scans three had 1.0 or more, with 0.8
# left; of 28 photographs cut off at the edges 24, most with less than 0.5 left.
_BENT, _LEFT = 1.1, 0.65
_BENT_SEEN, _LEFT_SEEN = 0.9, 0.85  # the same where the sheet was seen from the side
_SQUEEZED = 0.5  # a sheet whose lines come nearer to each other than this is not understood


@dataclass(frozen=True, slots=True)
class Bend:
    """The height at which each point of a picture was printed.

    Attributes:
        weights: Of ``x^m y^n``, m from 1, added to y.
        width: Of the picture in pixels; x runs from -1 to 1 over it.
        height: The same of y.
    """

    weights: Floats
    width: int
    height: int

    def level(self, x: Floats, y: Floats) -> Floats:
        """Height in pixels at which the points were printed; any shape."""
        u, v = 2 * x / self.width - 1, 2 * y / self.height - 1
        return y + (_powers(u.ravel(), v.ravel()) @ self.weights).reshape(y.shape)


def tilt_of(grey: Image, lines: Sequence[Floats]) -> float:
    """Degrees counter-clockwise by which lines rise that run far from level; 0 where they do not.

    Args:
        grey: ``(h, w)``, evenly lit, about 1,100 pixels high.
        lines: Those that could be followed in it; where they run level, they are believed.
    """
    if len(lines) >= _LEAST:
        ends = [(line[-1] - line[0]) for line in lines]
        if abs(float(np.median([rise / run for run, rise in ends]))) < _LEVEL:
            return 0.0
    slant = slant_of(grey)
    return slant if abs(slant) >= _SLANTED else 0.0


def bend_of(lines: Sequence[Floats], w: int, h: int, *, photographed: bool) -> Bend | None:
    """Tell how lines of text bend; None where they are straight.

    Args:
        lines: From `text_lines`.
        w: Width of the picture in which they were followed, about 1,100 pixels high.
        h: Its height.
        photographed: The sheet was seen from the side: less is enough to be believed.
    """
    if len(lines) < _LEAST:
        return None
    middles = np.array([line[:, 1].mean() for line in lines])
    if middles.max() - middles.min() < _SPREAD * h:
        return None
    bent, left = (_BENT_SEEN, _LEFT_SEEN) if photographed else (_BENT, _LEFT)
    points = _Points(lines, w, h)
    before = points.departure_of_parallels()
    if photographed and abs(points.slope()) > _ASLANT:
        before = points.departure_from_level()  # sides that were guessed left the lines aslant
    elif before < bent:
        return None
    weights, after = points.fitted()
    if after > left * before:
        return None
    bend = Bend(weights, w, h)
    x, y = np.meshgrid(np.linspace(0, w, 30), np.linspace(0, h, 60))
    if (np.diff(bend.level(x, y), axis=0) < _SQUEEZED * h / 59).any():
        return None
    return bend


def text_lines(grey: Image) -> list[Floats]:
    """The run of each line of text, ``(n, 2)`` x and y in pixels, in a picture that is evenly lit.

    Blurred along the lines, each is a ridge of ink: ridges are followed from column to
    column (Stamatopoulos et al. 2011 follow the words' boxes instead, which Vietnamese
    marks, reaching from one line into the next, would join).
    """
    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((60, 1))))
    h, w = ink.shape
    columns = cv2.resize(ink, (max(1, w // _EVERY), h), interpolation=cv2.INTER_AREA)
    sampled = cv2.GaussianBlur(
        columns.astype(np.float32), (0, 0), sigmaX=_BLUR / _EVERY, sigmaY=_BLUR / 4
    )
    ridge = np.zeros(sampled.shape, bool)
    ridge[1:-1] = (sampled[1:-1] > sampled[:-2]) & (sampled[1:-1] >= sampled[2:])
    ridge &= sampled > _INK
    open_: list[list[tuple[float, int]]] = []
    done: list[list[tuple[float, int]]] = []
    for column in range(sampled.shape[1]):
        ys = np.flatnonzero(ridge[:, column]).tolist()
        free = dict.fromkeys(ys)
        going = []
        for line in open_:
            y = _nearest(ys, line[-1][1])
            if y in free and abs(y - line[-1][1]) <= _JUMP:
                del free[y]
                line.append(((column + 0.5) * _EVERY, y))
                going.append(line)
            else:
                done.append(line)
        open_ = going + [[((column + 0.5) * _EVERY, y)] for y in free]
    least = max(8, _LONG * grey.shape[1] / _EVERY)
    return [np.array(line, np.float64) for line in (*done, *open_) if len(line) >= least]


def _nearest(ys: Sequence[int], to: int) -> int:
    """Which of some numbers in order is nearest to one, the lower of two; -1 if there are none."""
    at = bisect_left(ys, to)
    if at == len(ys) or (at and to - ys[at - 1] <= ys[at] - to):
        at -= 1
    return ys[at] if ys else -1


def _powers(u: Floats, v: Floats) -> Floats:
    return np.stack([u**m * v**n for m in range(1, _ACROSS + 1) for n in range(_DOWN + 1)], axis=1)


class _Points:
    """The points of all lines, each less the mean of its line: along it the level is the same."""

    def __init__(self, lines: Sequence[Floats], width: int, height: int) -> None:
        points = np.concatenate(lines)
        self._u, self._v = 2 * points[:, 0] / width - 1, 2 * points[:, 1] / height - 1
        self._count, self._width = len(lines), width
        self._line = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        self._wanted = -self._centred(points[:, 1])

    def slope(self) -> float:
        """Median rise of the lines to their run."""
        return float(np.median(self._slopes())) * 2 / self._width

    def departure_of_parallels(self) -> float:
        """Median departure of the lines from straight ones of one slope, in pixels."""
        parallel = self._centred(self._u) * np.median(self._slopes())
        return float(np.median(self._departures(parallel)))

    def departure_from_level(self) -> float:
        """The same from level ones."""
        return float(np.median(self._departures(np.zeros_like(self._wanted))))

    def _slopes(self) -> Floats:
        along = self._centred(self._u)
        return np.bincount(self._line, along * self._wanted) / np.bincount(self._line, along**2)

    def fitted(self) -> tuple[Floats, float]:
        """Least squares over all lines, and their median departure from it.

        Lines that do not follow the others (handwriting, a slanted stamp) lose their weight.
        """
        raised = _powers(self._u, self._v)
        a = np.stack([self._centred(power) for power in raised.T], axis=1)
        b = self._wanted
        stiff = np.repeat([0.1] + [m * m for m in range(2, _ACROSS + 1)], _DOWN + 1) * _STIFF
        trust = np.ones(self._count)
        for _ in range(_ROUNDS):
            t = trust[self._line][:, None]
            weights = np.linalg.solve((a * t).T @ a + np.diag(stiff) * len(a), (a * t).T @ b)
            off = self._departures(a @ weights)
            trust = 1 / (1 + np.square(off / max(0.7, 2 * float(np.median(off)))))
        return np.asarray(weights, np.float64), float(np.median(off))

    def _centred(self, values: Floats) -> Floats:
        """Values of all points, each less the mean of its line."""
        means = np.bincount(self._line, values) / np.bincount(self._line)
        return np.asarray(values - means[self._line])

    def _departures(self, levels: Floats) -> Floats:
        """Root mean square of each line's errors."""
        errors = np.square(levels - self._wanted)
        return np.sqrt(np.bincount(self._line, errors) / np.bincount(self._line))
