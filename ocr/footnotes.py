"""Where the footnotes of a page begin: under a short rule, in smaller print, at its foot."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from unidecode import unidecode

from ocr.engines import RawLine
from ocr.marks import marks_of
from ocr.page import Box
from ocr.picture import Image, halved_ink

_RULE = (1.2, 3.2)  # inches: Word's own is 2
_THICK = 0.03  # inches
_HIGHEST = 0.45  # of the page: above it no footnotes begin
_LOWEST = 0.8  # of the page: they reach at least down to it
_MARGIN = 0.35  # inches by which the rule may begin beside the lines
_SMALLER = 0.92  # print of notes beside that of the body
_WORDS = 4  # of a line whose height is looked at


def footnote_rule(lines: Sequence[RawLine], grey: Image, dpi: float) -> float | None:
    """Height of the rule below which footnotes stand; None where there is none.

    Args:
        lines: Of the page, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read, without tables.
        dpi: Of the copy.
    """
    if not _ends_in_small_print(lines):
        return None
    height = grey.shape[0]
    top = round(_HIGHEST * height)
    _, ink = cv2.threshold(halved_ink(grey[top:]), 140, 1, cv2.THRESH_BINARY_INV)
    # A slanted hairline is a stair of short runs: thickened, its steps overlap.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    run = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(_RULE[0] * dpi / 2)), np.uint8))
    marks = (tuple(2 * v for v in mark) for mark in marks_of(np.asarray(run, np.uint8)))
    for x, y, w, h in sorted(marks, key=lambda mark: -mark[1]):
        short = w <= _RULE[1] * dpi and h <= _THICK * dpi + 4
        if short and _parts_notes(lines, x, top + y + h / 2, height, dpi):
            return float(top + y + h / 2)
    return None


def _ends_in_small_print(lines: Sequence[RawLine]) -> bool:
    """Whether the lowest line is smaller than the others: few pages have to be looked at."""
    full = [[b for w in line.words if (b := w.box)] for line in lines if len(line.words) >= _WORDS]
    full = [boxes for boxes in full if len(boxes) >= _WORDS]
    if len(full) < 3:
        return False
    sizes = [float(np.median([b[3] - b[1] for b in boxes])) for boxes in full]
    lowest = max(range(len(full)), key=lambda i: full[i][0][3])
    return sizes[lowest] <= _SMALLER * float(np.median(sizes))


def _parts_notes(lines: Sequence[RawLine], left: int, rule: float, height: int, dpi: float) -> bool:
    """Whether notes stand below a rule, and the text of the page above."""
    above: list[Box] = []
    below: list[Box] = []
    for line in lines:
        boxes = [w.box for w in line.words if w.box is not None]
        if len(boxes) < _WORDS:
            continue
        (below if sum(b[1] + b[3] for b in boxes) > 2 * rule * len(boxes) else above).extend(boxes)
        if boxes[0][1] > rule and _is_foot(line):
            return False
    if len(above) < 2 * _WORDS or not below or len(below) > len(above):
        return False
    print_above, print_below = (float(np.median([b[3] - b[1] for b in s])) for s in (above, below))
    return (
        abs(left - min(b[0] for b in below)) < _MARGIN * dpi
        and max(b[3] for b in below) > _LOWEST * height
        and print_below <= _SMALLER * print_above
    )


def _is_foot(line: RawLine) -> bool:
    """Recipients stand in small print too, under a rule of their own in some offices."""
    text = unidecode(" ".join(w.text for w in line.words)).lower()
    return text.startswith(("noi nhan", "- nhu", "- luu", "nhu tren"))
