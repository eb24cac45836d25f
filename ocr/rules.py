"""Ruling lines: found dark or grey, whole, dotted or broken, straight or a little askew."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.marks import marks_of
from ocr.page import Box
from ocr.picture import Image, transposed, u8

# How far from ink to paper the grey of a rule may be: hairlines are paler than print.
HAIRLINES = 0.6
PALE = (0.7, 0.8)
# Inches.
DOTS, WIDE_DOTS = 0.017, 0.025  # between the dots of a rule; where a table was seen already
_STROKE = 0.22  # longer than any stroke of 14 pt print
_WORD = 1.0  # as long as few words
_BREAK = 0.1  # of a rule that is closed whatever stands there
_THROUGH, _STREAKS = 0.97, 2  # of a height; a table cut off above and below has more
THICKER = 3  # pixels by which each side of a rule in a mask of them is out
# The noise of paper is seen at what is lighter than most of it, where no print blurs it, and
# at the darkest quarter, where the other side shines through. What is darker by four standard
# deviations is no noise; one of them in distances of a quarter.
_NOISE, _QUARTER = 4, 1.5
_EVERY = 8  # pixel is looked at first


@dataclass(frozen=True, slots=True)
class Tones:
    """What grey levels a picture prints and is printed on.

    Attributes:
        ink: Up to which a pixel is ink, by Otsu.
        paper: From which it may be paper and its noise.
    """

    ink: float
    paper: float

    def paler(self, by: float) -> float:
        """The level up to which what is paler than print counts as ink.

        Args:
            by: 0 nothing does, 1 all that is not white; paper never does.
        """
        return min(self.ink + by * (255 - self.ink), max(self.ink, self.paper))


def tones_of(grey: Image) -> Tones:
    """The tones of a picture, ``(h, w)`` grey."""
    ink = ink_level(grey)
    share = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()) / grey.size
    darker, middle, lighter = (int(np.searchsorted(share, part)) for part in (0.25, 0.5, 0.84))
    noise = max(lighter - middle, _QUARTER * (middle - darker))
    return Tones(ink, middle - _NOISE * noise)


def ink_level(grey: Image) -> float:
    """The grey up to which a pixel of a picture, ``(h, w)``, is ink, by Otsu."""
    return cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[0]


def ink_of(grey: Image, pale: float = 0.0, tones: Tones | None = None) -> Image:
    """Mask of the ink of a picture.

    Args:
        grey: ``(h, w)``, 255 = paper.
        pale: What counts as ink too: 0 nothing paler than print, 1 all that is not white.
        tones: Of the picture, where they are known from the whole page.
    """
    tones = tones_of(grey) if tones is None else tones
    _, ink = cv2.threshold(grey, tones.paler(pale), 255, cv2.THRESH_BINARY_INV)
    return u8(ink)


def rules_of(ink: Image, dpi: float, *, dots: float = 0.0, least: float = _STROKE) -> Image | None:
    """Mask of the ruling lines, across and down; None where there are not both.

    Args:
        ink: ``(h, w)`` 255 where ink is.
        dpi: Of it.
        dots: Inches between dots or dashes that make a rule. The feet of bold letters may
            make one too: not for painting over rules.
        least: Inches of the shortest piece of a rule.
    """
    across, down = lines_of(ink, dpi, least=least, dots=dots)
    return together(across, down) if down.any() else None


def lines_of(
    ink: Image, dpi: float, *, dots: float = 0.0, least: float = _STROKE
) -> tuple[Image, Image]:
    """Masks of the rules across and of those down, as for `rules_of`; none where not both are."""
    across = _lines(ink, dpi, 1, least=least, dots=dots)
    if not across.any():
        return across, across
    return across, _without_streaks(_lines(ink, dpi, 0, least=least, dots=dots))


def _without_streaks(down: Image) -> Image:
    """The rules down without one or two that run from edge to edge, beyond all others."""
    marks = list(marks_of(down))
    through = [mark for mark in marks if mark[3] >= _THROUGH * len(down)]
    if 0 < len(through) <= _STREAKS and len(marks) - len(through) >= 2:
        down = down.copy()
        for x, y, w, h in through:
            down[y : y + h, x : x + w] = 0
    return down


def _lines(
    ink: Image, dpi: float, axis: int, *, least: float, dots: float = 0.0, broken: float = _BREAK
) -> Image:
    """The rules of one direction, down (axis 0) or across (1); ``broken``: inches closed."""
    if axis == 0:  # rows are taken out and put back faster than columns
        return transposed(_lines(transposed(ink), dpi, 1, least=least, dots=dots, broken=broken))
    # A slanted hairline is a stair of short runs: thickened, its steps overlap.
    mask = u8(cv2.dilate(ink, _column(max(3, round(dpi / 100)))))
    if dots:
        mask = u8(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _row(max(2, round(dots * dpi)))))
    length = max(20, round(least * dpi))
    # Only few rows of pixels hold a run as long: a run of half that shows in every eighth pixel.
    runs = cv2.erode(mask[:, ::_EVERY], _row(length // (2 * _EVERY)))
    lines = np.flatnonzero(cv2.reduce(runs, 1, cv2.REDUCE_MAX))
    found = np.zeros_like(mask)
    if len(lines):
        pieces = cv2.morphologyEx(mask[lines], cv2.MORPH_OPEN, _row(length))
        # Close breaks of scanned hairlines along their own direction only.
        if broken:
            gap = _row(max(3, round(broken * dpi)))
            pieces = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, gap)
        found[lines] = pieces
    return found


def together(across: Image, down: Image) -> Image:
    """One mask of rules across and down, thickened so that they meet."""
    touch = np.ones((5, 5), np.uint8)  # lines that end a few pixels short of another
    return u8(cv2.dilate(cv2.bitwise_or(across, down), touch))


def _row(length: int) -> Image:
    return np.ones((1, length), np.uint8)


def _column(length: int) -> Image:
    return np.ones((length, 1), np.uint8)


def without_rules(grey: Image, box: Box, dpi: float) -> Image:
    """The cut-out of ``box`` with its ruling lines painted as paper.

    A pixel beside them goes with them, no more: print may touch a rule.
    """
    x0, y0, x1, y1 = box
    cut = grey[y0:y1, x0:x1].copy()
    tones = tones_of(cut)
    dark, pale = ink_of(cut, 0.0, tones), ink_of(cut, HAIRLINES, tones)
    # The feet of a word may make a line too, where pale ink counts; none is as long.
    for ink, axis, least in ((pale, 0, _STROKE), (pale, 1, _WORD), (dark, 1, _STROKE)):
        cut[_lines(ink, dpi, axis, least=least, broken=0.0) > 0] = 255
    return cut
