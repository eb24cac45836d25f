"""The four sides of a sheet in a picture, some of them beyond its edge."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

CLOSE = 0.008  # of the longer side; a side so near to the edge of the picture was drawn by it
_SMOOTH = 1.0  # px; by which an outline may be drawn more simply
_FLAT = 0.02  # sine of the angle between two lines that do not meet
_FAR = 0.06  # of the longer side; sides that meet further outside than this do not


Cut = tuple[bool, bool, bool, bool]


def four_sides(outline: cv2.typing.MatLike, width: int, height: int) -> tuple[Points, Cut] | None:
    """The smallest four-cornered sheet around an outline.

    The side whose neighbours, drawn on until they meet, take in the least is given up, again
    and again: so a corner that is folded over, hidden by a finger or cut off by the edge of
    the picture is where its sides meet. One side that the picture cut off wholly is set
    parallel to the one across.

    Args:
        outline: Points of a contour.
        width: Of the picture.
        height: Of the picture.

    Returns:
        ``(4, 2)`` x and y, clockwise from the top left, outside the picture where the sheet is,
        and which sides the picture cut off: top, right, bottom, left; None where no four sides
        are to be seen.
    """
    smooth = cv2.approxPolyDP(cv2.convexHull(outline, clockwise=False), _SMOOTH, closed=True)
    hull = np.asarray(smooth, np.float64).reshape(-1, 2)
    if len(hull) < 4:
        return None
    far = _FAR * max(width, height)
    corners = _fewest(list(hull), np.array([[-far, -far], [width + far, height + far]]))
    if corners is None:
        return None
    cut = _cut_sides(np.array(corners), width, height)
    sides = _without_cuts(np.array(corners), cut, hull)
    if sides is None:
        return None
    ordered = clockwise(sides)
    first = int(np.abs(sides - ordered[0]).sum(axis=1).argmin())
    if not np.allclose(np.roll(sides, -first, axis=0), ordered):
        return None  # its sides cross
    top, right, bottom, left = cut[first:] + cut[:first]
    return ordered, (top, right, bottom, left)


def _cut_sides(corners: Points, width: int, height: int) -> list[bool]:
    """Which sides, from each corner to the next, run along the edge of the picture or beyond."""
    cut = []
    close = CLOSE * max(width, height)
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        cut.append(
            any(
                max(a[i], b[i]) <= close or min(a[i], b[i]) >= size - 1 - close
                for i, size in ((0, width), (1, height))
            )
        )
    return cut


def _fewest(corners: list[Points], within: Points) -> list[Points] | None:
    """Give up sides until four are left, none of whose corners lies outside of a frame."""
    while len(corners) > 4:
        n = len(corners)
        best: tuple[float, int, Points] | None = None
        for i in range(n):
            before, a, b, after = (corners[(i + k) % n] for k in (-1, 0, 1, 2))
            met = _meeting(before, a, after, b)
            if met is None or (met < within[0]).any() or (met > within[1]).any():
                continue
            if np.dot(met - a, a - before) < 0 or np.dot(met - b, b - after) < 0:
                continue
            more = abs(_cross(b - a, met - a)) / 2
            if best is None or more < best[0]:
                best = (more, i, met)
        if best is None:
            return None
        _, i, met = best
        corners[i] = met
        del corners[(i + 1) % n]
    return corners


def _without_cuts(corners: Points, cut: list[bool], hull: Points) -> Points | None:
    """Sides drawn by the edge of the picture become sides of a sheet that goes on there."""
    if not any(cut):
        return corners
    along = np.roll(corners, -1, axis=0) - corners
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    if sum(cut) > 1:
        return None  # too little is left to tell how it was seen
    turned = along.copy()
    for i in np.flatnonzero(cut):
        turned[i] = -along[(i + 2) % 4]
    starts = corners.copy()
    for i in np.flatnonzero(cut):
        # Moved outwards until all that is seen lies inside.
        out = np.array([turned[i][1], -turned[i][0]])
        if np.dot(out, hull.mean(axis=0) - corners[i]) > 0:
            out = -out
        starts[i] = hull[int(np.argmax(hull @ out))]
    met = [
        _meeting(starts[i - 1], starts[i - 1] + turned[i - 1], starts[i], starts[i] + turned[i])
        for i in range(4)
    ]
    found = [m for m in met if m is not None]
    return np.array(found) if len(found) == 4 else None


def _meeting(a: Points, b: Points, c: Points, d: Points) -> Points | None:
    """Where the line through a and b meets the one through c and d."""
    u, v = b - a, d - c
    turn = _cross(u, v)
    if abs(turn) < _FLAT * float(np.hypot(*u) * np.hypot(*v)):
        return None
    return np.asarray(a + u * (_cross(c - a, v) / turn))


def _cross(u: Points, v: Points) -> float:
    return float(u[0] * v[1] - u[1] * v[0])


def clockwise(points: Sequence[Points] | Points) -> Points:
    """Corners in their order, from the top left on."""
    corners = np.array(points, np.float64)
    centre = corners.mean(axis=0)
    angle = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    around = corners[np.argsort(angle)]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)
