"""Where the sheet lies on a photograph: its four corners."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.flat.quad import CLOSE, Cut, clockwise, four_sides
from ocr.picture import Image

Points = NDArray[np.float64]

_SMALL = 400  # px; the longer side of the picture in which the sheet is looked for
_LEAST = 0.1  # of the picture; a smaller sheet would not be read
_LARGE = 0.3  # of the picture; a smaller part of it is no sheet that is cut off all round
_FILLED = 0.9  # of its four corners a sheet fills, with folds and bent edges
_FILLED_IF_CUT = 0.93  # the same where sides are guessed that the picture cut off
_PRINT = 25  # levels by which print is darker than the paper around it
# Of what is printed on the sheet as much may be printed, on as bright a ground, beside it; less
# where sides are guessed.
_LOST, _LOST_IF_CUT = 0.1, 0.03
_AS_BRIGHT = 0.25  # in logarithm of brightness, by which such a ground may be darker
# In logarithm of brightness, by which neighbouring points of paper may differ: little on a
# pale desk, more where a shadow falls on a dark one.
_EVEN = (0.01, 0.017, 0.03)
_DARKER = 0.05  # in logarithm of brightness, by which what lies around is darker than the sheet
_DESK = 0.25  # the same of a desk: shades at the rim of a scan are paler
_RIGHT_ANGLE = 1.2  # degrees by which a scanned sheet's corners may be off
_SURELY_OFF = 2.5  # the same where sides are guessed
_SAME_SIDES = 0.015  # share by which its opposite sides may differ
_TURNED = 6.0  # degrees; scans that lie further askew are laid straight too
_WHOLE = (False, False, False, False)


@dataclass(frozen=True, slots=True)
class Corners:
    """The sheet's corners on the picture.

    Attributes:
        points: ``(4, 2)`` x and y, from the top left clockwise; some may lie outside.
        cut: Whether the picture ends before the sheet does: at its top, right, bottom, left.
    """

    points: Points
    cut: Cut = _WHOLE

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet: means of opposite sides, in pixels."""
        top, right, bottom, left = self._sides()
        return (top + bottom) / 2, (left + right) / 2

    def oblique(self, off: float = _RIGHT_ANGLE) -> bool:
        """Whether the sheet was seen from the side or lies far askew.

        Args:
            off: Degrees by which its corners may be off right angles.
        """
        top, right, bottom, left = self._sides()
        if max(_differ(top, bottom), _differ(left, right)) > _SAME_SIDES and not any(self.cut):
            return True
        edges = np.roll(self.points, -1, axis=0) - self.points
        angles = np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))
        between = (np.roll(angles, -1) - angles) % 360
        return bool(np.abs(between - 90).max() > off or abs(angles[0]) > _TURNED)

    def _sides(self) -> tuple[float, ...]:
        edges = np.roll(self.points, -1, axis=0) - self.points
        return tuple(float(v) for v in np.hypot(edges[:, 0], edges[:, 1]))


def corners_of(image: Image) -> Corners | None:
    """Find a bright sheet in a picture, one of whose sides may be cut off.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB.

    Returns:
        None where the paper runs to the edge of the picture, no sheet stands out, or another
        lies beside it.
    """
    grey, paper, scale = _paper(image)
    tone = _tone(paper)
    around = np.concatenate([tone[0], tone[-1], tone[:, 0], tone[:, -1]])
    darker = float(np.percentile(tone, 95)) - float(np.median(around))
    if darker < _DARKER:
        return None  # a scan: the paper goes to the edge
    best: Corners | None = None
    rank: tuple[int, bool, float] = (0, False, 0.0)
    for mask in _masks(paper, tone):
        quad = _quad(mask)
        if quad is None or quad[0] < _FILLED:
            continue
        filled, points, sides = quad
        corners = Corners(points / scale, sides)
        cut = sum(corners.cut)
        surely = filled >= _FILLED_IF_CUT and darker >= _DESK and corners.oblique(_SURELY_OFF)
        if cut and not surely:
            continue
        # What is seen wholly goes before what was drawn on beyond the picture.
        seen = bool((points >= 0).all() and (points <= paper.shape[::-1]).all())
        as_good = best is None or (-cut, seen, filled) > rank
        if as_good and _alone(points, grey, paper, tone, cut=cut > 0):
            best, rank = corners, (-cut, seen, filled)
    return best


def beside_sheet(image: Image) -> Image | None:
    """Mask of what lies around a sheet that need not be in the picture with all corners.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB.

    Returns:
        A small picture of the same proportions, 255 beside the sheet; None where nothing
        beside it can be told from paper.
    """
    _, paper, _ = _paper(image)
    tone = _tone(paper)
    h, w = paper.shape
    best: Image | None = None
    for mask in _masks(paper, tone)[1:]:
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        if not contours:
            continue
        outline = max(contours, key=cv2.contourArea)
        hull = cv2.convexHull(outline)
        area = cv2.contourArea(hull)
        if area < _LARGE * h * w or cv2.contourArea(outline) < _FILLED_IF_CUT * area:
            continue
        beside = np.full((h, w), 255, np.uint8)
        cv2.fillConvexPoly(beside, hull, (0,))
        rim = cv2.subtract(cv2.dilate(beside, np.ones((25, 25), np.uint8)), beside)
        if not beside.any() or not rim.any():
            continue
        darker = np.median(tone[beside > 0]) < np.median(tone[rim > 0]) - _DARKER
        if darker and (best is None or np.count_nonzero(beside) > np.count_nonzero(best)):
            best = beside
    return best


def _paper(image: Image) -> tuple[Image, Image, float]:
    """The picture small and grey, the same without its print, and how small."""
    every = max(1, max(image.shape[:2]) // (2 * _SMALL))
    part = image[::every, ::every]
    scale = _SMALL / max(part.shape[:2])
    small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    # Closing takes the print away, so that the paper is one even area.
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9)))
    paper = cv2.GaussianBlur(closed, (3, 3), 0)
    return np.asarray(grey, np.uint8), np.asarray(paper, np.uint8), scale / every


def _tone(paper: Image) -> NDArray[np.float32]:
    """Logarithm of brightness: the step from paper to desk is as high in shadow as in light."""
    return np.log(paper.astype(np.float32) + 8)


def _differ(a: float, b: float) -> float:
    return abs(a - b) / max(a, b)


def _masks(paper: Image, tone: NDArray[np.float32]) -> list[Image]:
    """What may be the sheet: the bright part, and what is even from the middle outwards."""
    _, bright = cv2.threshold(paper, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    masks = [np.asarray(bright, np.uint8)]
    h, w = paper.shape
    for even in _EVEN:
        for y in (h // 2, h // 3, 2 * h // 3):
            mask = np.zeros((h + 2, w + 2), np.uint8)
            how = 4 | cv2.FLOODFILL_MASK_ONLY | 255 << 8
            cv2.floodFill(tone, mask, (w // 2, y), (0,), (even,), (even,), how)
            if not any(np.array_equal(mask[1:-1, 1:-1], other) for other in masks):
                masks.append(mask[1:-1, 1:-1])
    return masks


def _quad(mask: Image) -> tuple[float, Points, Cut] | None:
    """How well a sheet of four corners fills the mask, the corners, and what is cut off."""
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7))), np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    h, w = mask.shape
    outline = max(contours, key=cv2.contourArea)
    area = float(cv2.contourArea(outline))
    if area < _LEAST * h * w:
        return None
    seen = _four_corners(cv2.convexHull(outline), w, h)
    if seen is not None and seen[0] >= _FILLED_IF_CUT:
        return min(seen[0], area / cv2.contourArea(cv2.convexHull(outline))), seen[1], _WHOLE
    found = four_sides(outline, w, h)
    if found is None:
        return None
    corners, cut = found
    within = np.count_nonzero(_inside(corners, mask.shape))
    return area / (within or 1), corners, cut


def _four_corners(hull: cv2.typing.MatLike, width: int, height: int) -> tuple[float, Points] | None:
    """The hull cut down to four corners, all within the picture, and its share of the hull."""
    x, y, w, h = cv2.boundingRect(hull)
    margin = CLOSE * max(width, height)
    if min(x, y) <= margin or x + w >= width - margin or y + h >= height - margin:
        return None
    around = cv2.arcLength(hull, closed=True)
    for share in np.arange(0.01, 0.1, 0.005):
        outline = cv2.approxPolyDP(hull, share * around, closed=True)
        if len(outline) == 4:
            corners = np.asarray(outline, np.float64).reshape(4, 2)
            return cv2.contourArea(outline) / cv2.contourArea(hull), clockwise(corners)
        if len(outline) < 4:
            return None
    return None


def _inside(corners: Points, shape: tuple[int, ...]) -> Image:
    """255 where the sheet is, as far as it is in the picture."""
    inside = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), (255,))
    return inside


def _alone(
    corners: Points, grey: Image, paper: Image, tone: NDArray[np.float32], *, cut: bool
) -> bool:
    """Whether no other sheet lies beside this one, that would be lost with the desk."""
    inside = _inside(corners, grey.shape)
    printed = cv2.subtract(paper, grey) > _PRINT
    on_it = np.count_nonzero(printed & (inside > 0))
    near = cv2.dilate(inside, np.ones((15, 15), np.uint8))
    # A side that is guessed may run across the sheet itself, through its shade.
    bright = tone > np.percentile(tone[inside > 0], 5 if cut else 50) - _AS_BRIGHT
    beside = np.count_nonzero(printed & bright & (near == 0))
    return bool(beside <= (_LOST_IF_CUT if cut else _LOST) * on_it)
