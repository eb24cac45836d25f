"""Where the sheet lies on a photograph: its four corners."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.picture import Image

Points = NDArray[np.float64]

_SMALL = 400  # px; the longer side of the picture in which the sheet is looked for
_LEAST = 0.3  # of the picture; a smaller sheet is a note on a page
_FILLED = 0.93  # of its four-cornered hull a sheet fills
_FRAME = 0.008  # of the longer side; what is nearer to the edge of the picture runs on beyond it
# In logarithm of brightness, by which neighbouring points of paper may differ: little on a
# pale desk, more where a shadow falls on a dark one.
_EVEN = (0.01, 0.017, 0.03)
_DARKER = 0.05  # in logarithm of brightness, by which what lies around is darker than the sheet
_RIGHT_ANGLE = 1.2  # degrees by which a scanned sheet's corners may be off
_SAME_SIDES = 0.015  # share by which its opposite sides may differ
_TURNED = 6.0  # degrees; scans that lie further askew are laid straight too


@dataclass(frozen=True, slots=True)
class Corners:
    """The sheet's corners on the picture.

    Attributes:
        points: ``(4, 2)`` x and y, from the top left clockwise.
    """

    points: Points

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet: means of opposite sides, in pixels."""
        top, right, bottom, left = self._sides()
        return (top + bottom) / 2, (left + right) / 2

    @property
    def oblique(self) -> bool:
        """Whether the sheet was seen from the side or lies far askew."""
        top, right, bottom, left = self._sides()
        if max(_differ(top, bottom), _differ(left, right)) > _SAME_SIDES:
            return True
        edges = np.roll(self.points, -1, axis=0) - self.points
        angles = np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))
        between = (np.roll(angles, -1) - angles) % 360
        return bool(np.abs(between - 90).max() > _RIGHT_ANGLE or abs(angles[0]) > _TURNED)

    def _sides(self) -> tuple[float, ...]:
        edges = np.roll(self.points, -1, axis=0) - self.points
        return tuple(float(v) for v in np.hypot(edges[:, 0], edges[:, 1]))


def corners_of(image: Image) -> Corners | None:
    """Find a bright sheet that lies wholly within a picture.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB.

    Returns:
        None where the paper runs to the edge of the picture, or no sheet stands out.
    """
    paper, scale = _paper(image)
    tone = _tone(paper)
    around = np.concatenate([tone[0], tone[-1], tone[:, 0], tone[:, -1]])
    if float(np.median(around)) > float(np.percentile(tone, 95)) - _DARKER:
        return None  # a scan: the paper goes to the edge
    found = [quad for mask in _masks(paper, tone) if (quad := _quad(mask))]
    if not found:
        return None
    filled, points = max(found, key=lambda f: f[0])
    return Corners(points / scale) if filled >= _FILLED else None


def beside_sheet(image: Image) -> Image | None:
    """Mask of what lies around a sheet that need not be in the picture with all corners.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB.

    Returns:
        A small picture of the same proportions, 255 beside the sheet; None where nothing
        beside it can be told from paper.
    """
    paper, _ = _paper(image)
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
        if area < _LEAST * h * w or cv2.contourArea(outline) < _FILLED * area:
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


def _paper(image: Image) -> tuple[Image, float]:
    """The picture small and grey without its print, and how small."""
    every = max(1, max(image.shape[:2]) // (2 * _SMALL))
    part = image[::every, ::every]
    scale = _SMALL / max(part.shape[:2])
    small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    # Closing takes the print away, so that the paper is one even area.
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9)))
    return np.asarray(cv2.GaussianBlur(closed, (3, 3), 0), np.uint8), scale / every


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
            masks.append(mask[1:-1, 1:-1])
    return masks


def _quad(mask: Image) -> tuple[float, Points] | None:
    """How well a sheet of four corners fills the mask, and the corners."""
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7))), np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    h, w = mask.shape
    outline = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    area = cv2.contourArea(hull)
    if area < _LEAST * h * w or len(hull) < 4:
        return None
    x, y, bw, bh = cv2.boundingRect(hull)
    margin = max(1.0, _FRAME * max(h, w))
    if x <= margin or y <= margin or x + bw >= w - margin or y + bh >= h - margin:
        return None
    corners = _four_corners(hull)
    if corners is None:
        return None
    quad = cv2.contourArea(corners.astype(np.float32))
    return min(cv2.contourArea(outline), quad) / max(area, quad), _clockwise(corners)


def _four_corners(hull: cv2.typing.MatLike) -> Points | None:
    """The hull cut down to four corners: the coarsest outline that still has four."""
    around = cv2.arcLength(hull, closed=True)
    for share in np.arange(0.01, 0.1, 0.005):
        outline = cv2.approxPolyDP(hull, share * around, closed=True)
        if len(outline) == 4:
            return np.asarray(outline, np.float64).reshape(4, 2)
        if len(outline) < 4:
            return None
    return None


def _clockwise(points: Points) -> Points:
    """From the top left on."""
    centre = points.mean(axis=0)
    angle = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    around = points[np.argsort(angle)]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)
