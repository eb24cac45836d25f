"""The flat picture of a sheet, and the way back to the photograph."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.flat.bend import Bend, bend_of, text_lines, tilt_of
from ocr.flat.corners import Corners, beside_sheet, corners_of
from ocr.imagequality import measure
from ocr.page import Box
from ocr.picture import Image, box_around, middles_of_sides
from ocr.preprocess import evenly_lit
from ocr.skew import levelled, looks_sideways
from ocr.source import A4_HEIGHT_INCHES, A4_WIDTH_INCHES

Map = NDArray[np.float32]
Matrix = NDArray[np.float64]

_STEP = 16  # pixels of the flat picture between the points whose place is computed
_BAND = 256  # rows that are drawn at once
_A4 = 210 / 297
_NEARLY_A4 = 0.25  # by how much a sheet of A4, seen from the side, may look too long or short
_LINES_AT = 1100  # px; the longer side of the picture in which lines are followed
# Of made photographs in focus the blur is 0.34 to 0.53 mm; on 14 out of focus, 0.56 to 0.92 mm,
# the mean word error fell from 0.20 to 0.11 so. Those in focus read no better.
_BLURRED = 0.55  # mm, as `measure` tells it
_PIXELS = 2.7  # over fewer a picture is coarse, not blurred
_SOFT, _SHARPER = 0.3, 1.5  # mm; by how many times the difference from a softer picture


@dataclass(frozen=True, slots=True)
class FlatSheet:
    """A sheet as if it had been scanned.

    Attributes:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB, evenly lit, paper white.
        dpi: Of ``image``.
        places: ``(rows, columns, 2)`` x and y on the photograph of every 16th point of
            ``image`` in both directions.
        rotation: Degrees clockwise that the photograph was turned, so that its lines run
            across; it may stand on its head then.
    """

    image: Image
    dpi: float
    places: Map
    rotation: int = 0

    def box_on_photograph(self, box: Box, width: int, height: int) -> Box:
        """The axis-aligned box on the photograph that holds ``box`` of the flat picture.

        Args:
            box: In pixels of ``image``.
            width: Of the photograph; the result is clipped to it.
            height: Of the photograph.
        """
        points = np.array(middles_of_sides(box), np.float32) / np.float32(_STEP)
        there = cv2.remap(
            self.places,
            np.ascontiguousarray(points[None, :, 0]),
            np.ascontiguousarray(points[None, :, 1]),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return box_around(there[0].tolist(), width, height)


def laid_flat(image: Image, dpi: float) -> FlatSheet | None:
    """Straighten a photographed or bent page; None where it is flat already.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB, the page image; not changed.
        dpi: Of the image; where the sheet's corners are seen, they tell better.
    """
    corners = corners_of(image)
    (width, height), to_photo = _base(image, corners)
    small, shrink = _drawn_small(image, to_photo, width, height)
    lines = text_lines(small)
    tilt = tilt_of(small, lines) if corners is None else 0.0
    if tilt:
        (width, height), to_photo = levelled(width, height, tilt)
        small, shrink = _drawn_small(image, to_photo, width, height)
        lines = text_lines(small)
    seen_askew = corners is not None or tilt != 0
    rotation = 90 if seen_askew and looks_sideways(small) else 0
    if rotation:
        # Its corners or its lines are as they were, only the way to them is turned.
        to_photo = to_photo @ np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, height], [0.0, 0.0, 1.0]])
        width, height = height, width
        small = np.ascontiguousarray(np.rot90(small, -1))
        lines = text_lines(small)
    bend = bend_of(lines, small.shape[1], small.shape[0], photographed=seen_askew)
    if bend is None and not seen_askew:
        return None
    bent = _places(width, height, bend, shrink)
    seen = cv2.perspectiveTransform(bent.reshape(1, -1, 2), to_photo)
    places = np.asarray(seen, np.float32).reshape(bent.shape)
    flat = _white(_drawn(image, places))
    beside = beside_sheet(image)
    if beside is not None:
        _paint_desk(flat, places, beside, beside.shape[0] / image.shape[0])
    _paint_outside(flat, places, image.shape[1], image.shape[0])
    if corners is not None and corners.oblique():
        across, down = (height, width) if rotation else (width, height)
        dpi = _dpi(corners, across, down) or dpi
    return FlatSheet(_sharpened(flat, dpi), dpi, places, rotation)


def _dpi(corners: Corners, width: float, height: float) -> float | None:
    """Resolution of a sheet of A4; None where neither its width nor its height is seen."""
    top, right, bottom, left = corners.cut
    if not any(corners.cut):
        return max(width, height) / A4_HEIGHT_INCHES
    if not left and not right:
        return width / A4_WIDTH_INCHES
    if not top and not bottom:
        return height / (A4_HEIGHT_INCHES if height > width else A4_WIDTH_INCHES)
    return None


def _base(image: Image, corners: Corners | None) -> tuple[tuple[int, int], Matrix]:
    """Size of the sheet without perspective, and the way from there to the photograph."""
    if corners is None:
        return (image.shape[1], image.shape[0]), np.eye(3)
    width, height = corners.size
    a4 = _A4 if width <= height else 1 / _A4
    if not any(corners.cut) and abs(width / height / a4 - 1) < _NEARLY_A4:
        # As many pixels as before, in the right proportion.
        area = width * height
        width, height = np.sqrt(area * a4), np.sqrt(area / a4)
    w, h = round(width), round(height)
    flat = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    to_photo = cv2.getPerspectiveTransform(flat, corners.points.astype(np.float32))
    return (w, h), np.asarray(to_photo, np.float64)


def _drawn_small(image: Image, to_photo: Matrix, width: int, height: int) -> tuple[Image, float]:
    """The sheet in grey, evenly lit, 1,100 pixels at most, and its sides' share of the sheet's."""
    shrink = min(1.0, _LINES_AT / max(width, height))
    every = max(1, int(0.7 / shrink))
    grey = np.ascontiguousarray((image if image.ndim == 2 else image[..., 1])[::every, ::every])
    less = cv2.resize(
        grey, None, fx=shrink * every, fy=shrink * every, interpolation=cv2.INTER_LINEAR
    )
    if np.array_equal(to_photo, np.eye(3)):
        return evenly_lit(np.asarray(less, np.uint8)), shrink
    matrix = np.diag([shrink, shrink, 1.0]) @ to_photo @ np.diag([1 / shrink, 1 / shrink, 1.0])
    w, h = round(width * shrink), round(height * shrink)
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    drawn = cv2.warpPerspective(less, matrix, (w, h), flags=how, borderMode=cv2.BORDER_REPLICATE)
    even = evenly_lit(np.asarray(drawn, np.uint8))
    # What lies beyond the photograph is drawn as streaks, which would be followed as lines.
    seen = cv2.warpPerspective(np.ones_like(less), matrix, (w, h), flags=how)
    return np.asarray(np.where(seen > 0, even, 255), np.uint8), shrink


def _places(width: int, height: int, bend: Bend | None, shrink: float) -> Map:
    """``(rows, columns, 2)``: where the points of the flat picture lie on the bent one."""
    xs = np.arange(0, width + _STEP, _STEP, dtype=np.float64)
    if bend is None:
        x, y = np.meshgrid(xs, np.arange(0, height + _STEP, _STEP, dtype=np.float64))
        return np.stack([x, y], axis=-1).astype(np.float32)
    ys = np.linspace(-0.05 * height, 1.05 * height, 120)
    x, y = np.meshgrid(xs, ys)
    levels = bend.level(x * shrink, y * shrink) / shrink
    # Sheets bend beyond their height: what is printed at the edges is to stay in the picture.
    inside = (ys >= 0) & (ys <= height)
    top, bottom = levels[inside].min(), levels[inside].max()
    wanted = np.arange(top, bottom + _STEP, _STEP)
    there = np.stack([np.interp(wanted, levels[:, i], ys) for i in range(len(xs))], axis=1)
    x = np.broadcast_to(xs, there.shape)
    return np.stack([x, there], axis=-1).astype(np.float32)


def _drawn(image: Image, places: Map) -> Image:
    rows, columns = places.shape[:2]
    width, height = (columns - 1) * _STEP + 1, (rows - 1) * _STEP + 1
    flat = np.empty((height, width, *image.shape[2:]), np.uint8)
    # A band at a time: the places of all pixels would take sixteen times the picture's memory.
    for top in range(0, height, _BAND):
        down = np.arange(top, min(height, top + _BAND), dtype=np.float32)
        # The grid's points lie at every 16th pixel: resizing would put them half a step off.
        x, y = np.meshgrid(np.arange(width, dtype=np.float32) / _STEP, down / _STEP)
        there = cv2.remap(places, x, y, cv2.INTER_LINEAR)
        flat[top : top + len(down)] = cv2.remap(
            image,
            there[..., 0],
            there[..., 1],
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
    return flat


def _white(flat: Image) -> Image:
    """Paper white in every channel: lamps are yellow, shadows blue."""
    if flat.ndim == 2:
        return evenly_lit(flat)
    return np.ascontiguousarray(
        np.stack([evenly_lit(np.ascontiguousarray(flat[..., c])) for c in range(3)], axis=-1)
    )


def _sharpened(flat: Image, dpi: float) -> Image:
    """Strokes that the camera blurred, as narrow as they were."""
    blur = measure(flat, dpi).blur
    if blur is None or blur < max(_BLURRED, _PIXELS * 25.4 / dpi):
        return flat
    soft = cv2.GaussianBlur(flat, (0, 0), _SOFT / 25.4 * dpi)
    return np.asarray(cv2.addWeighted(flat, 1 + _SHARPER, soft, -_SHARPER, 0), np.uint8)


def _paint_desk(flat: Image, places: Map, beside: Image, scale: float) -> None:
    """What lay beside the sheet becomes paper: made as bright, a desk would read as print."""
    there = places * scale
    desk = cv2.remap(
        beside, there[..., 0], there[..., 1], cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE
    )
    h, w = flat.shape[:2]
    flat[cv2.resize(desk, (w, h), interpolation=cv2.INTER_NEAREST) > 0] = 255


def _paint_outside(flat: Image, places: Map, width: int, height: int) -> None:
    """What lies beyond the edge of the photograph becomes paper: it would be drawn as streaks."""
    x, y = places[..., 0], places[..., 1]
    seen = ((x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1)).astype(np.uint8)
    if seen.all():
        return
    h, w = flat.shape[:2]
    flat[cv2.resize(seen, (w, h), interpolation=cv2.INTER_NEAREST) == 0] = 255
