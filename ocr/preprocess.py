"""Clean-up of the copy that the recogniser sees; the page that is kept is never touched.

Images are uint8 arrays, ``(h, w)`` grey with 255 = paper, or ``(h, w, 3)`` RGB. Every
step is a function from one image to the next; ``prepare`` is their order.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.page import Box
from ocr.picture import (
    Image,
    above,
    box_around,
    channel,
    middles_of_sides,
    percentiles,
    scaled,
    shrunk,
    u8,
)
from ocr.skew import ANALYSIS_HEIGHT, Matrix, skew_of, straightened
from ocr.streaks import without_streaks

OCR_DPI = 300.0  # Tesseract's models were trained near x-heights of 20–30 px: 13–14 pt at 300 dpi
RED = 40  # redness from which a pixel is red ink
_RIM = 2  # px around it that are only reddish
_INK = 40  # levels by which a mark is darker than the paper; those of a worn ribbon hardly are
_TINTED = 16  # redness of paper that is no more white, yellowed or badly lit
_LOOK = 150  # pixels of the longer side that are looked at for the colour of the paper
_SKEW_WORTH_TURNING = 0.5  # degrees; below it Tesseract follows the slope by itself


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
        struck: Columns of the page image that a thick streak covered.
    """

    image: Image
    small: Image
    to_page: Matrix
    dpi: float
    rotation: int
    skew: float
    struck: tuple[int, ...] = ()

    def like(self, image: Image, area: Box | None = None) -> Image:
        """Another picture of the same page, turned and scaled like this copy; itself if it is.

        Args:
            image: ``(h, w)`` grey or ``(h, w, 3)``, same pixels as the page image.
            area: What of it is wanted, in pixels of the copy; all if None.
        """
        h, w = self.image.shape
        x0, y0, x1, y1 = area or (0, 0, w, h)
        if image.shape[:2] == (h, w) and np.array_equal(self.to_page, np.eye(2, 3)):
            return image[y0:y1, x0:x1] if area else image
        part = self.to_page @ np.array([[1, 0, x0], [0, 1, y0], [0, 0, 1]], np.float64)
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        paper = (255, 255, 255)
        return u8(cv2.warpAffine(image, part, (x1 - x0, y1 - y0), flags=how, borderValue=paper))

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


def prepare(
    image: Image,
    dpi: float,
    rotation: int = 0,
    redness: Image | None = None,
    stretch: float = 1.0,
) -> OcrCopy:
    """Make the copy for the recogniser.

    Args:
        image: ``(h, w)`` or ``(h, w, 3)`` RGB, the page image.
        dpi: Of the page image.
        rotation: Degrees clockwise (0, 90, 180, 270) that set the page upright.
        redness: Of the image, if it is known already.
        stretch: How many times as wide, against its height, the copy is to be.

    Returns:
        The upright, even, straight copy with its matrix back to the page image.
    """
    grey, struck = without_streaks(without_red_ink(image, redness))
    grey, to_page = _turned(grey, rotation)
    scale = _scale_for(dpi)
    across, down = scale * max(1.0, stretch), scale * max(1.0, 1 / stretch)
    if (across, down) != (1.0, 1.0):
        grey = scaled(grey, across, down)
        to_page = to_page @ np.diag([1 / across, 1 / down, 1.0])
    small = shrunk(grey, ANALYSIS_HEIGHT)
    for step in (without_dark_borders, evenly_lit):
        done = step(grey, small)
        if done is not grey:
            grey, small = done, shrunk(done, ANALYSIS_HEIGHT)
    skew = skew_of(small)
    if abs(skew) >= _SKEW_WORTH_TURNING:
        grey, back = straightened(grey, skew)
        small = shrunk(grey, ANALYSIS_HEIGHT)
        to_page = to_page @ back
    else:
        skew = 0.0
    return OcrCopy(grey, small, to_page[:2], dpi * scale, rotation, skew, tuple(struck))


def without_red_ink(image: Image, redness: Image | None = None) -> Image:
    """Grey copy in which red ink (seals, stamps) is as bright as paper.

    Red ink reflects red: in the red channel a seal fades into the paper while black
    print below it stays dark, so the print survives.

    Args:
        image: Grey or RGB.
        redness: Of the image, if it is known already.
    """
    if image.ndim == 2:
        return image
    grey = u8(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY))
    redness = redness_of(image) if redness is None else redness
    ink = above(redness, RED)
    if not cv2.countNonZero(ink):
        return grey
    # Most of a page bears none; around what does is where its soft rim is looked for.
    x, y, w, h = cv2.boundingRect(ink)
    part = slice(max(0, y - _RIM), y + h + _RIM), slice(max(0, x - _RIM), x + w + _RIM)
    red = channel(image[part], 0)
    grey[part] = _faded(grey[part], red, redness[part], ink[part])
    return grey


def _faded(grey: Image, red: Image, redness: Image, ink: Image) -> Image:
    # Under a seal the paper is not fully bright in red either: stretch what is pale.
    paler = cv2.addWeighted(red, 1.5, red, 0, -40)
    faded = cv2.copyTo(cv2.max(paler, grey), ink, grey.copy())
    # The soft rim of a stroke is only reddish; left alone it would draw the seal's outline.
    around = np.ones((2 * _RIM + 1, 2 * _RIM + 1), np.uint8)
    near = cv2.subtract(cv2.dilate(ink, around), ink)
    reddish = cv2.bitwise_and(above(redness, 8), above(red, 130))
    return u8(cv2.bitwise_or(faded, cv2.bitwise_and(near, reddish)))


def redness_of(image: Image) -> Image:
    """By how much red outshines green and blue, ``(h, w)``; 0 for grey, black and blue.

    Args:
        image: ``(h, w, 3)`` RGB.
    """
    red, green, blue = (channel(image, i) for i in range(3))
    return u8(cv2.subtract(red, cv2.max(green, blue)))


def without_tint(image: Image) -> Image:
    """A picture of pink or reddish paper as if the paper were white; others come back as they are.

    Such paper is nearly as red as red ink: left so, patches of it would be taken for that.

    Args:
        image: ``(h, w)`` or ``(h, w, 3)`` RGB.
    """
    if image.ndim == 2:
        return image
    step = max(1, max(image.shape[:2]) // _LOOK)
    paper = np.median(image[::step, ::step].reshape(-1, 3), axis=0)
    if paper[0] - max(paper[1:]) < _TINTED or paper.min() < _INK:
        return image
    levels = np.arange(256, dtype=np.float64)[:, None] * 255 / paper
    return u8(cv2.LUT(image, np.minimum(levels, 255).astype(np.uint8)[:, None]))


def without_dark_borders(grey: Image, small: Image) -> Image:
    """Paint the black margins that a scanner leaves around a sheet as paper.

    Only dark areas that touch the edge and are far larger than letters are painted, so
    that print that runs to the edge stays.

    Args:
        grey: ``(h, w)``; comes back as it is if nothing is painted.
        small: The same, its longer side 1,000 pixels.
    """
    h, w = grey.shape
    dark = u8((small < 90).astype(np.uint8))
    if not dark.any():
        return grey
    kernel = np.ones((9, 9), np.uint8)
    dark = u8(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel))
    if not dark.any():
        return grey
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
    mask = u8(cv2.dilate(mask, np.ones((7, 7), np.uint8)))
    full = cv2.resize(mask, (w, h), interpolation=cv2.INTER_NEAREST)
    result = grey.copy()
    result[full > 0] = 255
    return result


def evenly_lit(grey: Image, small: Image | None = None) -> Image:
    """Divide by the paper's own brightness where it is uneven.

    A flat scan comes back as it is: dividing it would only amplify noise.

    Args:
        grey: ``(h, w)``.
        small: The same, smaller, if there is one.
    """
    h, w = grey.shape
    small = shrunk(grey if small is None else small, 300)
    # Closing with a window wider than a letter leaves the paper between the letters.
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    paper = cv2.medianBlur(u8(paper), 21)
    low, high = percentiles(u8(paper), 3, 97)
    if low > 235 or (low > 180 and high - low < 12):
        return grey
    background = cv2.resize(paper, (w, h), interpolation=cv2.INTER_LINEAR)
    return u8(cv2.divide(grey, np.maximum(background, 40), scale=255))


def is_blank(grey: Image) -> bool:
    """Whether a page holds nothing but paper: no mark of the size of a letter.

    Show-through and dust of a back side stay below it; a single printed line does not, nor
    does a light print: a page that is read in vain costs less than one that is lost.

    Args:
        grey: Already without dark borders and evenly lit, as `prepare` leaves it.
    """
    small = shrunk(grey, ANALYSIS_HEIGHT)
    h, w = small.shape
    inner = small[h // 50 : h - h // 50, w // 50 : w - w // 50]
    dark = u8((inner < percentiles(inner, 50)[0] - _INK).astype(np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    return int(np.count_nonzero(stats[1:, cv2.CC_STAT_AREA] >= 6)) < 4


def _turned(grey: Image, rotation: int) -> tuple[Image, Matrix]:
    h, w = grey.shape
    if rotation == 90:
        back = np.array([[0, 1, 0], [-1, 0, h], [0, 0, 1]], dtype=np.float64)
        return u8(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE)), back
    if rotation == 180:
        back = np.array([[-1, 0, w], [0, -1, h], [0, 0, 1]], dtype=np.float64)
        return u8(cv2.rotate(grey, cv2.ROTATE_180)), back
    if rotation == 270:
        back = np.array([[0, -1, w], [1, 0, 0], [0, 0, 1]], dtype=np.float64)
        return u8(cv2.rotate(grey, cv2.ROTATE_90_COUNTERCLOCKWISE)), back
    return grey, np.eye(3)


def _scale_for(dpi: float) -> float:
    # At 200 dpi, enlarging by resampling reads no better (14 real pages: word error 0.170
    # against 0.167), and it costs time.
    if 180 <= dpi <= 360:
        return 1.0
    return float(np.clip(OCR_DPI / dpi, 0.25, 4.0))
