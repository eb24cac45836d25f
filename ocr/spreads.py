"""Two pages on one picture: a folded sheet or an open volume, or one page on half of the glass.

Read across, the lines of two pages run into one another, and what is known of where the
parts of a document's form stand on a page does not hold.
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.flat.bend import text_lines
from ocr.picture import Image, percentiles, shrunk, u8
from ocr.preprocess import is_blank
from ocr.skew import ANALYSIS_HEIGHT

_LYING = 1.2  # width of such a picture by its height, at least
_MIDDLE = (0.42, 0.58)  # of the width, between which the pages meet
_GUTTER = 0.03  # of the width, blank: two margins of 10 mm are 0.05 of A3
_SPECKS = 0.004  # of the height of a column that may be dark all the same
_EDGE = 0.04  # of the height: the paper's edges run there
_FOLD = 0.12  # of the height; what is longer is the fold or an edge, no print
_INK = 40  # levels darker than the paper
_LINES_AT = 1100  # px; the longer side of a page in which its lines are followed
_LINES, _LONG = 6, 0.55  # so many lines of that share of its half are running text
_FILLED = 0.7  # of its half, from the first print to the last, is a page beside blank glass


def fold_of(grey: Image, small: Image) -> int:
    """The column of pixels where the second page of a lying picture begins.

    A table that lies has rules across the middle, and text that fills a lying sheet has
    words there; recipients beside a signature have no lines that fill half of a sheet.

    Args:
        grey: ``(h, w)``, upright, straight, without dark borders.
        small: The same, its longer side 1,000 pixels.

    Returns:
        0 where the picture is one page.
    """
    height, width = grey.shape
    middle = _gutter(small) if width > _LYING * height else None
    if middle is None:
        return 0
    fold = round(middle * width)
    pages = (np.ascontiguousarray(page) for page in (grey[:, :fold], grey[:, fold:]))
    printed = [page for page in pages if not is_blank(page)]
    alone = len(printed) == 1 and _is_filled(printed[0])
    return fold if alone or any(map(_is_text, printed)) else 0


def _gutter(small: Image) -> float | None:
    """Where two pages meet, as a share of the width: in a blank strip, near its middle."""
    height, width = small.shape
    edge = round(_EDGE * height)
    ink = _ink(small)[edge : height - edge]
    x0, x1 = (round(share * width) for share in _MIDDLE)
    dark = np.count_nonzero(ink[:, x0:x1], axis=0) > _SPECKS * height
    ends = np.flatnonzero(np.concatenate([[True], dark, [True]]))
    at = int(np.diff(ends).argmax())
    first, last = x0 + int(ends[at]), x0 + int(ends[at + 1]) - 1  # the first of what follows
    room = _GUTTER * width / 2
    if last - first < 2 * room:
        return None
    return float(min(max(width / 2, first + room), last - room) / width)


def _ink(small: Image) -> Image:
    """Print, 1 on 0: what is dark, but for folds and edges that run down the picture."""
    dark = u8((small < percentiles(small, 50)[0] - _INK).astype(np.uint8))
    tall = np.ones((round(_FOLD * len(small)), 1), np.uint8)
    down = cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, tall), np.ones((1, 5)))
    return u8(cv2.subtract(dark, down))


def _is_filled(page: Image) -> bool:
    """Whether print stands across a page, as a letter's does; a list stands at its left."""
    small = shrunk(page, ANALYSIS_HEIGHT)
    columns = np.flatnonzero(np.count_nonzero(_ink(small), axis=0) > _SPECKS * len(small))
    return bool(columns.size) and columns[-1] - columns[0] > _FILLED * small.shape[1]


def _is_text(page: Image) -> bool:
    """Whether a half of the picture has lines of running text, as wide as a page's."""
    small = shrunk(page, _LINES_AT)
    long = [line for line in text_lines(small) if line[-1][0] - line[0][0] > _LONG * small.shape[1]]
    return len(long) >= _LINES
