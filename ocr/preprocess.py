"""Clean-up of the copy that the recogniser sees; the page that is kept is never touched.

Images are uint8 arrays, ``(h, w)`` grey with 255 = paper, or ``(h, w, 3)`` RGB. Every
step is a function from one image to the next; ``prepare`` is their order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.page import Box

Image = NDArray[np.uint8]
Matrix = NDArray[np.float64]

OCR_DPI = 300.0  # Tesseract's models were trained near x-heights of 20–30 px: 13–14 pt at 300 dpi
RED = 40  # redness from which a pixel is red ink
_RIM = 2  # px around it that are only reddish
_SKEW_LIMIT = 8.0  # degrees; a sheet that lies further askew is a photograph's affair
_SKEW_WORTH_TURNING = 0.5  # degrees; below it Tesseract follows the slope by itself
_ANALYSIS_HEIGHT = 1000  # px; skew and orientation are measured on a small copy


@dataclass(frozen=True, slots=True)
class OcrCopy:
    """A picture made ready for reading, and the way back.

    Attributes:
        image: ``(h, w)`` grey, upright, about 300 dpi.
        small: The same, its longer side 1,000 pixels, for looks at the whole.
        to_page: ``(2, 3)`` affine matrix from its pixels to those of the page image.
        dpi: Of ``image``.
        rotation: Degrees clockwise that the page image was turned.
        skew: Degrees counter-clockwise by which the lines rose before deskewing.
    """

    image: Image
    small: Image
    to_page: Matrix
    dpi: float
    rotation: int
    skew: float

    def like(self, image: Image) -> Image:
        """Another picture of the same page, turned and scaled like this copy; itself if it is.

        Args:
            image: ``(h, w)`` grey, same pixels as the page image.
        """
        h, w = self.image.shape
        if image.shape == (h, w) and np.array_equal(self.to_page, np.eye(2, 3)):
            return image
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return _u8(cv2.warpAffine(image, self.to_page, (w, h), flags=how, borderValue=(255,)))

    def box_on_page(self, box: Box, width: int, height: int) -> Box:
        """The axis-aligned box on the page image that holds ``box`` of the copy.

        Args:
            box: In pixels of ``image``.
            width: Of the page image; the result is clipped to it.
            height: Of the page image.
        """
        (a, b, c), (d, e, f) = self.to_page.tolist()
        points = [(a * x + b * y + c, d * x + e * y + f) for x, y in middles_of_sides(box)]
        return box_around(points, width, height)


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


def prepare(image: Image, dpi: float, rotation: int = 0) -> OcrCopy:
    """Make the copy for the recogniser.

    Args:
        image: ``(h, w)`` or ``(h, w, 3)`` RGB, the page image.
        dpi: Of the page image.
        rotation: Degrees clockwise (0, 90, 180, 270) that set the page upright.

    Returns:
        The upright, even, straight copy with its matrix back to the page image.
    """
    grey = without_red_ink(image)
    grey, to_page = _turned(grey, rotation)
    scale = _scale_for(dpi)
    if scale != 1.0:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        grey = _u8(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how))
        to_page = to_page @ np.diag([1 / scale, 1 / scale, 1.0])
    grey = without_dark_borders(grey)
    grey = evenly_lit(grey)
    small = _shrunk(grey, _ANALYSIS_HEIGHT)
    skew = skew_of(small)
    if abs(skew) >= _SKEW_WORTH_TURNING:
        grey, back = _straightened(grey, skew)
        small = _shrunk(grey, _ANALYSIS_HEIGHT)
        to_page = to_page @ back
    else:
        skew = 0.0
    return OcrCopy(grey, small, to_page[:2], dpi * scale, rotation, skew)


def without_red_ink(image: Image) -> Image:
    """Grey copy in which red ink (seals, stamps) is as bright as paper.

    Red ink reflects red: in the red channel a seal fades into the paper while black
    print below it stays dark, so the print survives.

    Args:
        image: Grey or RGB.
    """
    if image.ndim == 2:
        return image
    grey = _u8(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    red, redness = np.ascontiguousarray(image[..., 0]), redness_of(image)
    ink = above(redness, RED)
    if not cv2.countNonZero(ink):
        return grey
    # Most of a page bears none; around what does is where its soft rim is looked for.
    x, y, w, h = cv2.boundingRect(ink)
    part = slice(max(0, y - _RIM), y + h + _RIM), slice(max(0, x - _RIM), x + w + _RIM)
    grey[part] = _faded(grey[part], red[part], redness[part], ink[part])
    return grey


def _faded(grey: Image, red: Image, redness: Image, ink: Image) -> Image:
    # Under a seal the paper is not fully bright in red either: stretch what is pale.
    paler = cv2.addWeighted(red, 1.5, red, 0, -40)
    faded = cv2.copyTo(cv2.max(paler, grey), ink, grey.copy())
    # The soft rim of a stroke is only reddish; left alone it would draw the seal's outline.
    around = np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8)
    near = cv2.subtract(cv2.dilate(ink, around), ink)
    reddish = cv2.bitwise_and(above(redness, 8), above(red, 130))
    return _u8(cv2.bitwise_or(faded, cv2.bitwise_and(near, reddish)))


def above(grey: Image, value: int) -> Image:
    """Mask of the pixels that are brighter than a value."""
    return _u8(cv2.threshold(grey, value, 255, cv2.THRESH_BINARY)[1])


def redness_of(image: Image) -> Image:
    """By how much red outshines green and blue, ``(h, w)``; 0 for grey, black and blue.

    Args:
        image: ``(h, w, 3)`` RGB.
    """
    red, green, blue = cv2.split(image)
    return _u8(cv2.subtract(red, cv2.max(green, blue)))


def without_dark_borders(grey: Image) -> Image:
    """Paint the black margins that a scanner leaves around a sheet as paper.

    Only dark areas that touch the edge and are far larger than letters are painted, so
    that print that runs to the edge stays.
    """
    h, w = grey.shape
    dark = _u8((_shrunk(grey, _ANALYSIS_HEIGHT) < 90).astype(np.uint8))
    if not dark.any():
        return grey
    kernel = np.ones((9, 9), np.uint8)
    dark = _u8(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    sh, sw = dark.shape
    mask = np.zeros_like(dark)
    for i in range(1, count):
        x, y, bw, bh, _area = stats[i]
        touches = x <= 1 or y <= 1 or x + bw >= sw - 1 or y + bh >= sh - 1
        if touches and max(bw, bh) > 0.1 * max(sh, sw):
            mask[labels == i] = 1
    if not mask.any():
        return grey
    mask = _u8(cv2.dilate(mask, np.ones((7, 7), np.uint8)))
    full = cv2.resize(mask, (w, h), interpolation=cv2.INTER_NEAREST)
    result = grey.copy()
    result[full > 0] = 255
    return result


def evenly_lit(grey: Image) -> Image:
    """Divide by the paper's own brightness where it is uneven.

    A flat scan comes back as it is: dividing it would only amplify noise.
    """
    h, w = grey.shape
    small = _shrunk(grey, 300)
    # Closing with a window wider than a letter leaves the paper between the letters.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    paper = cv2.medianBlur(_u8(paper), 21)
    low, high = np.percentile(paper, (3, 97))
    if low > 235 or (low > 180 and high - low < 12):
        return grey
    background = cv2.resize(paper, (w, h), interpolation=cv2.INTER_LINEAR)
    return _u8(cv2.divide(grey, np.maximum(background, 40), scale=255))


def skew_of(grey: Image) -> float:
    """Angle of the text lines in degrees, counter-clockwise positive.

    The angle at which the row profile of the ink changes most from row to row
    (Postl 1986); coarse steps first, then fine ones around the best.
    """
    ink = _small_ink(grey)
    if ink.sum() < 255 * 50:
        return 0.0
    coarse = np.arange(-_SKEW_LIMIT, _SKEW_LIMIT + 0.1, 0.5)
    half = halved(ink)
    best = max(coarse, key=lambda a: _profile_contrast(half, a))
    fine = np.arange(best - 0.4, best + 0.41, 0.1)
    best = max(fine, key=lambda a: _profile_contrast(ink, a))
    if _profile_contrast(ink, best) < 1.02 * _profile_contrast(ink, 0.0):
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
    turned = np.ascontiguousarray(np.rot90(ink))
    down = max(_profile_contrast(turned, a) for a in angles)
    # An upright page is sharp enough at one of the first angles; the others need no look.
    upright = any(_profile_contrast(ink, a) >= down for a in sorted(angles, key=abs))
    return not upright and ink.sum() > 255 * 50


def is_blank(grey: Image) -> bool:
    """Whether a page holds nothing but paper: no mark of the size of a letter.

    Show-through and dust of a back side stay below it; a single printed line does not.

    Args:
        grey: Already without dark borders and evenly lit, as `prepare` leaves it.
    """
    small = _shrunk(grey, _ANALYSIS_HEIGHT)
    h, w = small.shape
    inner = small[h // 50 : h - h // 50, w // 50 : w - w // 50]
    dark = _u8((inner < 150).astype(np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    return int(np.count_nonzero(stats[1:, cv2.CC_STAT_AREA] >= 6)) < 4


def _shrunk(grey: Image, longer: int) -> Image:
    """The picture with its longer side ``longer`` pixels; the small steps cost least by halves."""
    while max(grey.shape) >= 2 * longer:
        grey = halved(grey)
    scale = longer / max(grey.shape)
    return _u8(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def halved_ink(grey: Image) -> Image:
    """The picture at half the size, each pixel the darkest of four: hairlines stay."""
    return np.ascontiguousarray(_u8(cv2.erode(grey, np.ones((2, 2), np.uint8)))[::2, ::2])


def halved(image: Image) -> Image:
    """The picture at half the size, each pixel the mean of four."""
    return _u8(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def _small_ink(grey: Image) -> Image:
    small = _shrunk(grey, min(_ANALYSIS_HEIGHT, max(grey.shape)))
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    # Rules and pictures would outweigh the text: long runs are taken out.
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, 60), np.uint8))
    columns = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((60, 1), np.uint8))
    return _u8(cv2.subtract(cv2.subtract(ink, rules), columns))


def _profile_contrast(ink: Image, angle: float) -> float:
    if angle:
        h, w = ink.shape
        turn = cv2.getRotationMatrix2D((w / 2, h / 2), -angle, 1.0)
        ink = _u8(cv2.warpAffine(ink, turn, (w, h), flags=cv2.INTER_NEAREST))
    profile = cv2.reduce(ink, 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F)
    return float(np.square(np.diff(profile[:, 0])).sum())


def _straightened(grey: Image, skew: float) -> tuple[Image, Matrix]:
    h, w = grey.shape
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), -skew, 1.0)
    # Grow the canvas, so that nothing is cut off at the corners.
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    new_w, new_h = round(h * sin + w * cos), round(h * cos + w * sin)
    turn[0, 2] += (new_w - w) / 2
    turn[1, 2] += (new_h - h) / 2
    turned = cv2.warpAffine(
        grey, turn, (new_w, new_h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    forward = np.vstack([turn, [0.0, 0.0, 1.0]])
    return _u8(turned), np.linalg.inv(forward)


def _turned(grey: Image, rotation: int) -> tuple[Image, Matrix]:
    h, w = grey.shape
    if rotation == 90:
        back = np.array([[0, 1, 0], [-1, 0, h], [0, 0, 1]], dtype=np.float64)
        return _u8(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE)), back
    if rotation == 180:
        back = np.array([[-1, 0, w], [0, -1, h], [0, 0, 1]], dtype=np.float64)
        return _u8(cv2.rotate(grey, cv2.ROTATE_180)), back
    if rotation == 270:
        back = np.array([[0, -1, w], [1, 0, 0], [0, 0, 1]], dtype=np.float64)
        return _u8(cv2.rotate(grey, cv2.ROTATE_90_COUNTERCLOCKWISE)), back
    return grey, np.eye(3)


def _scale_for(dpi: float) -> float:
    # At 200 dpi, enlarging by resampling reads no better (14 real pages: word error 0.170
    # against 0.167), and it costs time.
    if 180 <= dpi <= 360:
        return 1.0
    return float(np.clip(OCR_DPI / dpi, 0.25, 4.0))


def _u8(array: NDArray[np.generic] | cv2.typing.MatLike) -> Image:
    """OpenCV's stubs lose the element type; all arrays here are uint8."""
    return np.asarray(array, dtype=np.uint8)
