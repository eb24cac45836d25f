"""Rules that were seen in pieces: joined, and led on to the rules that they end short of.

A rule across a bent sheet rises on its way, so that what is left of it on both sides of a
letter that touches it does not lie at one height.
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.marks import alone, marks_of
from ocr.picture import Image, transposed

# Inches.
_REACH, _LEAST = 0.75, 0.22  # farthest that a rule goes on, and no more than half its length
_BREAK, _GAP = 0.35, 0.12  # that are joined: of a rule across, of one down (no row is as low)
_OFF, _RISE = 0.02, 0.015  # by which pieces may lie apart; and by the way between them
_MEETS = 0.02  # from its end to a rule on which it ends
_SIDE = 0.5  # beyond a piece of a rule down where the rule goes on
_BESIDE = (0.018, 0.024, 0.03)  # from a rule to where letters would be whose feet it is
_FEET = 2.0  # of the longest word or two whose feet seem one rule
_LETTERS = 0.35  # share of its length beside which they are


def mended(across: Image, down: Image, dpi: float) -> tuple[Image, Image]:
    """The rules of a picture, each as far as the rules it ends at.

    Args:
        across: ``(h, w)`` mask of the rules across.
        down: ``(h, w)`` mask of those down.
        dpi: Of both.
    """
    down = transposed(_joined(transposed(down), transposed(across), dpi, _GAP))
    return _reaching(_joined(across, down, dpi, _BREAK), down, dpi), down


def without_print(across: Image, ink: Image, dpi: float, *, pale: bool) -> Image:
    """The rules across without heads and feet of lines of print.

    Args:
        across: ``(h, w)`` mask of them.
        ink: ``(h, w)`` 255 where ink is.
        dpi: Of both.
        pale: Whether pale ink counts, where those of a whole line seem one rule. Else only
            those of words do, and what is longer is a rule, which a shaded cell may touch.
    """
    longest = across.shape[1] if pale else _FEET * dpi
    rules = np.zeros_like(across)
    for x, y, w, h in marks_of(across):
        rule = alone(across[y : y + h, x : x + w])
        if w > longest or not is_print(rule, (x, y), ink, dpi):
            rules[y : y + h, x : x + w] |= rule
    return rules


def _joined(across: Image, down: Image, dpi: float, widest: float) -> Image:
    """The rules across, joined over breaks of so many inches at which no rule down stands."""
    pieces = sorted(_ends(across))
    near = round(_MEETS * dpi)
    open_right = [(right, y) for _, _, right, y in pieces if not _meets(down, right, y, near)]
    open_left = [(left, y) for left, y, _, _ in pieces if not _meets(down, left, y, near)]
    joined = across.copy()
    for x, y in open_right:
        on = [
            (left - x, left, to)
            for left, to in open_left
            if 0 < left - x <= widest * dpi and abs(to - y) <= _OFF * dpi + _RISE * (left - x)
        ]
        if on:
            _, left, to = min(on)
            cv2.line(joined, (x, y), (left, to), (255,), 2)
    return joined


def _ends(across: Image) -> list[tuple[int, int, int, int]]:
    """The left and the right end of each rule, x and y of both."""
    found = []
    for x, y, w, h in marks_of(across):
        rule = alone(across[y : y + h, x : x + w])
        left, right = (y + round(float(np.flatnonzero(rule[:, i]).mean())) for i in (0, -1))
        found.append((x, left, x + w - 1, right))
    return found


def _meets(down: Image, x: int, y: int, near: int) -> bool:
    around = down[max(0, y - near) : y + near + 1, max(0, x - near) : x + near + 1]
    return bool(around.any())


def _reaching(across: Image, down: Image, dpi: float) -> Image:
    """The rules across, each gone on to the rules down that it ends short of."""
    aside = 2 + round(_SIDE * dpi)
    reached = across.copy()
    near = round(_MEETS * dpi)
    for left, left_y, right, right_y in _ends(across):
        reach = round(dpi * min(_REACH, max(_LEAST, (right - left) / 2 / dpi)))
        for x, y, step in ((left, left_y, -1), (right, right_y, 1)):
            if _meets(down, x, y, near):
                continue
            rows = slice(max(0, y - aside), y + aside + 1)
            way = down[rows, x : x + reach] if step > 0 else (
                down[rows, max(0, x - reach) : x + 1][:, ::-1]
            )  # fmt: skip
            if len(met := np.flatnonzero(way.any(0))):
                cv2.line(reached, (x, y), (x + step * (int(met[0]) + near), y), (255,), 2)
    return reached


def is_print(rule: Image, origin: tuple[int, int], ink: Image, dpi: float) -> bool:
    """Whether a line has letters right above or below it: it is their feet or heads.

    Args:
        rule: ``(h, w)`` the line alone, cut out.
        origin: Left and top of that on the picture.
        ink: ``(h, w)`` of the picture.
        dpi: Of it.
    """
    tops = origin[1] + rule.argmax(0)
    feet = tops + np.count_nonzero(rule, 0)
    columns = origin[0] + np.arange(rule.shape[1])
    beside = [round(inches * dpi) for inches in _BESIDE]
    above = np.any([ink[np.maximum(tops - by, 0), columns] for by in beside], 0)
    below = np.any([ink[np.minimum(feet + by, len(ink) - 1), columns] for by in beside], 0)
    return bool(max(above.mean(), below.mean()) > _LETTERS)
