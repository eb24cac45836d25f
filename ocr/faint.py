"""Rows of a table whose rules down are seen whole, and those across in a few pieces only.

Light that falls on a sheet from one side leaves of a grey hairline what lies in the shade.
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.frames import columns_of
from ocr.marks import alone, marks_of
from ocr.mending import is_print
from ocr.picture import Image
from ocr.rules import lines_of, together

_LEAST = 0.3  # share of the width along which a rule is seen
_RISE, _OFF = 0.01, 0.02  # of a rule from piece to piece, by the way between; inches besides

Piece = tuple[int, int, int, int]  # left and right end, x and y each


def rows_between_columns(ink: Image, dpi: float, *, dots: float) -> Image | None:
    """Mask of the rules of such a table, those across drawn from side to side.

    Args:
        ink: ``(h, w)`` 255 where ink is, pale ink too.
        dpi: Of it.
        dots: Inches between the dots or dashes of a rule.

    Returns:
        ``(h, w)``; None where fewer than three rules down stand side by side.
    """
    across, down = lines_of(ink, dpi, dots=dots)
    columns = columns_of(down, dpi)
    if columns is None:
        return None
    left, top, right, bottom = columns
    pieces = [p for p in _pieces(across, ink, dpi) if top <= p[1] <= bottom]
    drawn = np.zeros_like(across)
    for rule in _joined(pieces, dpi):
        if sum(p[2] - p[0] for p in rule) >= _LEAST * (right - left):
            ends = [(left, rule[0][1])]
            ends += [end for p in rule for end in (p[:2], p[2:]) if left < end[0] < right]
            ends.append((right, rule[-1][3]))
            cv2.polylines(drawn, [np.array(ends, np.int32)], False, (255,), 2)
    return together(drawn, down)


def _pieces(across: Image, ink: Image, dpi: float) -> list[Piece]:
    """The pieces of rules across, left to right, without heads and feet of print."""
    pieces = []
    for x, y, w, h in marks_of(across):
        piece = alone(across[y : y + h, x : x + w])
        if not is_print(piece, (x, y), ink, dpi):
            left, right = (round(float(np.flatnonzero(piece[:, i]).mean())) for i in (0, -1))
            pieces.append((x, y + left, x + w - 1, y + right))
    return sorted(pieces)


def _joined(pieces: list[Piece], dpi: float) -> list[list[Piece]]:
    """The pieces of each rule."""
    rules: list[list[Piece]] = []
    for piece in pieces:
        near = [(off, rule) for rule in rules if (off := _off(rule[-1], piece, dpi)) is not None]
        if near:
            min(near, key=lambda pair: pair[0])[1].append(piece)
        else:
            rules.append([piece])
    return rules


def _off(before: Piece, piece: Piece, dpi: float) -> int | None:
    """By how much a piece lies higher or lower than one before it; None if it is of another."""
    way = piece[0] - before[2]
    off = abs(piece[1] - before[3])
    return off if way >= 0 and off <= _OFF * dpi + _RISE * way else None
