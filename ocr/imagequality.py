"""How good the picture of a page is: what a scan is accepted or done again by."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.page import Colour, ImageQuality
from ocr.picture import Image, channel, percentiles, u8

_EVERY = 13  # rows looked at: a sheet is alike all over
_TINT = 8  # by how much channels differ where there is colour; a grey picture has none
_BETWEEN = (24, 231)  # values that no black and white picture has
_PAPER, _INK = 85.0, 0.3  # percentiles: ink may cover only some thousandths of a sheet
_FAINT = 40  # less between paper and ink is no print
_EDGE = 0.08  # of that, from which a step between two pixels is an edge


def measure(image: Image, dpi: float) -> ImageQuality:
    """Look at the picture of a page.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB.
        dpi: Of the image.
    """
    rows = image[::_EVERY]
    colour, grey = _colour(rows)
    ink, paper = percentiles(np.ascontiguousarray(grey[:, ::3]), _INK, _PAPER)
    depth = paper - ink
    if depth < _FAINT:
        return ImageQuality(colour, round(max(0.0, depth) / 255, 2))
    steps = np.abs(np.diff(grey.astype(np.int16), axis=1))
    edges = steps[steps > _EDGE * depth]
    blur = None
    if edges.size:
        # The steepest tenth of the edges are those of strokes that cross the row.
        steep = min(depth, float(np.percentile(edges, 90)))
        blur = round(depth / steep * 25.4 / dpi, 3)
    return ImageQuality(colour, round(depth / 255, 2), blur)


def _colour(rows: Image) -> tuple[Colour, Image]:
    """The kind of picture, and the rows in grey."""
    if rows.ndim == 3:
        red, grey, blue = (channel(rows, i) for i in range(3))
        most, least = cv2.max(red, cv2.max(grey, blue)), cv2.min(red, cv2.min(grey, blue))
        spread = cv2.subtract(most, least)
        if percentiles(u8(spread), 99.9)[0] >= _TINT:
            return Colour.COLOUR, grey
    else:
        grey = rows
    between = np.count_nonzero((grey > _BETWEEN[0]) & (grey < _BETWEEN[1]))
    return (Colour.BILEVEL if between < 1e-3 * grey.size else Colour.GREY), grey
