"""Photographs are laid flat, scans stay as they are, and every word finds its way back."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pictures import page, turned

from ocr.flat import laid_flat
from ocr.flat.corners import corners_of

DESK = 70
QUADS = {
    "from below": [[190, 120], [1080, 100], [1230, 1690], [60, 1720]],
    "from the left": [[100, 60], [1150, 190], [1130, 1600], [80, 1750]],
    "turned": [[220, 60], [1270, 200], [1100, 1760], [50, 1620]],
}


def sheet(**options):
    """Lines as wide as the page, with one long mark among them."""
    image = np.array(page(lines=26, **options))
    image[260:360, 640:860] = 255
    image[295:325, 700:780] = 0
    return image


def photographed(image, quad, *, desk=DESK, size=(1340, 1850)):
    """The sheet seen from the side, on a desk."""
    h, w = image.shape
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, np.array(quad, np.float32))
    return cv2.warpPerspective(image, matrix, size, borderValue=(desk,)), matrix


def bent(image, rise=26.0):
    """The lines rise and fall: each column is moved up by its own amount."""
    h, w = image.shape
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    move = (rise * np.sin(2 * np.pi * x / w)).astype(np.float32)
    return cv2.remap(image, x, y + move, cv2.INTER_LINEAR, borderValue=(255,))


def lit_unevenly(image):
    h, w = image.shape[:2]
    light = np.linspace(1.0, 0.55, w)[None, :] * np.linspace(1.0, 0.75, h)[:, None]
    return (image * (light if image.ndim == 2 else light[..., None])).astype(np.uint8)


def rimmed(image):
    """A scan that lies a little askew, with the lid's shade above it and beside it."""
    h, w = image.shape
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    there = np.array([[60, 40], [w + 20, 62], [w - 10, h + 50], [30, h + 30]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, there)
    return cv2.warpPerspective(image, matrix, (w, h), borderValue=(215,))


def filled_with_print():
    """A page whose lines run from edge to edge, as a telephone held near sees it."""
    image = np.full((2400, 2400), 235, np.uint8)
    for y in range(60, 2400, 62):
        for x in range(40 + 7 * y % 50, 2360, 66):
            image[y : y + 18, x : x + 44] = 20
    return image


def longest_mark(image):
    ink = (image < 128).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    x, y, w, h, _ = max(stats[1:], key=lambda s: s[2])
    return int(x), int(y), int(x + w), int(y + h)


def levels(image, at=(215, 1000)):
    """For each printed line: by how much its marks differ in height between two columns."""
    rows = [np.flatnonzero(image[:, x : x + 120].min(axis=1) < 128) for x in at]
    tops = [r[np.flatnonzero(np.diff(r, prepend=-9) > 5)] for r in rows]
    assert len(tops[0]) == len(tops[1])
    return np.abs(tops[0] - tops[1])


@pytest.mark.parametrize(
    "scan",
    [
        sheet(),
        turned(sheet(), 2.5),
        lit_unevenly(sheet()),
        np.full((1754, 1240), 250, np.uint8),
        np.zeros((1754, 1240), np.uint8),
        np.random.default_rng(1).integers(0, 256, (600, 400), dtype=np.uint8),
        np.full((12, 9), 255, np.uint8),
        np.array(page(lines=3)),
        turned(sheet(), 7.0),
        rimmed(sheet()),
    ],
    ids=[
        "straight",
        "skewed",
        "shadow",
        "blank",
        "black",
        "noise",
        "tiny",
        "three lines",
        "far askew",
        "dark rims",
    ],
)
def test_what_is_flat_stays_as_it_is(scan):
    assert laid_flat(scan, 150) is None


@pytest.mark.parametrize("quad", QUADS.values(), ids=QUADS)
@pytest.mark.parametrize("colour", [False, True], ids=["grey", "colour"])
def test_a_sheet_seen_from_the_side_is_laid_flat(quad, colour):
    image, _ = photographed(sheet(), quad)
    photo = lit_unevenly(np.dstack([image] * 3) if colour else image)
    flat = laid_flat(photo, 72)
    assert flat is not None
    grey = flat.image[..., 0] if colour else flat.image
    h, w = grey.shape
    assert w / h == pytest.approx(210 / 297, abs=0.02)
    assert flat.dpi == pytest.approx(h / 11.69, rel=0.02)  # a sheet of A4, whatever was said
    assert levels(cv2.resize(grey, (1240, 1754))).max() <= 6
    assert np.median(grey) > 240  # the shadow is gone


@pytest.mark.parametrize("quad", QUADS.values(), ids=QUADS)
def test_words_find_their_way_back_to_the_photograph(quad):
    image, matrix = photographed(sheet(), quad)
    flat = laid_flat(image, 150)
    assert flat is not None
    x0, y0, x1, y1 = flat.box_on_photograph(longest_mark(flat.image), *image.shape[::-1])
    marks = np.array([[[700, 295], [780, 295], [780, 325], [700, 325]]], np.float32)
    there = cv2.perspectiveTransform(marks, matrix)[0]
    left, top = there.min(axis=0)
    right, bottom = there.max(axis=0)
    assert abs(x0 - left) < 12
    assert abs(x1 - right) < 12
    assert abs(y0 - top) < 12
    assert abs(y1 - bottom) < 12


@pytest.mark.parametrize("rise", [26.0, -40.0])
def test_a_bent_sheet_is_straightened_by_its_lines(rise):
    image = bent(sheet(), rise)
    assert levels(image).max() > 30
    flat = laid_flat(image, 150)
    assert flat is not None
    assert flat.dpi == 150
    assert levels(flat.image).max() <= 6
    x0, y0, x1, y1 = flat.box_on_photograph(longest_mark(flat.image), *image.shape[::-1])
    left, top, right, bottom = longest_mark(image)
    assert max(abs(x0 - left), abs(x1 - right)) <= 4
    assert max(abs(y0 - top), abs(y1 - bottom)) <= 14  # the mark slopes on the photograph


def test_the_desk_beside_a_bent_sheet_that_is_cut_off_does_not_read_as_print():
    image, _ = photographed(
        bent(sheet()), [[-20, -30], [1225, 60], [1240, 1790], [-40, 1800]], size=(1300, 1780)
    )
    rng = np.random.default_rng(3)
    desk = rng.integers(60, 120, image.shape, dtype=np.uint8)
    photo = np.where(image == DESK, desk, image)
    flat = laid_flat(photo, 150)
    assert flat is not None
    assert (flat.image[:, -45:] < 128).mean() < 0.02


def test_a_small_sheet_scanned_straight_keeps_its_resolution():
    scan = np.full((1754, 1240), 120, np.uint8)
    small = np.array(page(width=874, height=1240, lines=16))
    scan[200:1440, 150:1024] = small
    flat = laid_flat(scan, 150)
    assert flat is not None
    assert flat.dpi == 150
    assert flat.image.shape[0] == pytest.approx(1240, abs=25)


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (5, 5, 5000, 5000), (900, 1200, 1000, 1230)])
def test_boxes_stay_on_the_photograph(box):
    image, _ = photographed(sheet(), QUADS["turned"])
    flat = laid_flat(image, 150)
    assert flat is not None
    h, w = image.shape
    x0, y0, x1, y1 = flat.box_on_photograph(box, w, h)
    assert 0 <= x0 < x1 <= w
    assert 0 <= y0 < y1 <= h


def test_a_small_sheet_on_a_large_desk_is_found():
    quad = [[900, 700], [1600, 640], [1680, 1590], [860, 1660]]
    image, _ = photographed(sheet(), quad, size=(2300, 2400))
    flat = laid_flat(image, 280)
    assert flat is not None
    h, w = flat.image.shape
    assert (w, h) == (pytest.approx(740, abs=60), pytest.approx(1010, abs=60))
    assert flat.dpi == pytest.approx(h / 11.69, rel=0.02)


def test_a_corner_beyond_the_picture_is_where_its_sides_meet():
    quad = np.array([[100, 120], [990, 100], [1140, 1690], [-30, 1720]])
    image, _ = photographed(sheet(), quad.tolist())
    found = corners_of(image)
    assert found is not None
    assert found.cut == (False,) * 4
    assert np.abs(found.points - quad).max() <= 40
    flat = laid_flat(image, 150)
    assert flat is not None
    assert levels(cv2.resize(flat.image, (1240, 1754))).max() <= 6


def test_a_sheet_cut_off_below_is_laid_flat_by_its_other_sides():
    image, _ = photographed(
        sheet(), [[190, 90], [1040, 180], [1190, 2050], [60, 1930]], size=(1300, 1700)
    )
    found = corners_of(image)
    assert found is not None
    assert found.cut == (False, False, True, False)
    flat = laid_flat(image, 72)
    assert flat is not None
    assert flat.dpi == pytest.approx(flat.image.shape[1] / 8.27, rel=0.02)
    assert (flat.image[-8:] == 255).mean() > 0.5  # nothing is made up below the picture


def test_of_two_sheets_beside_each_other_none_is_lost():
    one, _ = photographed(
        sheet(), [[80, 90], [690, 60], [710, 1000], [60, 1010]], size=(1500, 1080)
    )
    other, _ = photographed(
        sheet(), [[800, 80], [1410, 100], [1440, 990], [790, 1020]], size=(1500, 1080)
    )
    assert corners_of(one) is not None
    assert corners_of(np.maximum(one, other)) is None


@pytest.mark.parametrize("angle", [-33.0, -14.0, 11.0, 24.0])
def test_a_page_that_fills_the_picture_at_a_slant_is_set_level(angle):
    image = turned(filled_with_print(), angle)[600:1800, 500:1900]
    flat = laid_flat(np.ascontiguousarray(image), 170)
    assert flat is not None
    assert flat.dpi == 170
    assert flat.rotation == 0
    middle = flat.image[300:-300, 400:-400]
    rows = (middle < 128).mean(axis=1)
    assert np.sort(rows)[-5:].mean() > 0.5  # full lines of ink, and
    assert (rows < 0.01).mean() > 0.4  # paper between them
    h, w = image.shape
    assert flat.box_on_photograph((0, 0, *flat.image.shape[::-1]), w, h) == (0, 0, w, h)


@pytest.mark.parametrize("turns", [1, 3])
def test_lines_that_run_down_the_photograph_are_turned_across(turns):
    image, matrix = photographed(bent(sheet(), 6.0), QUADS["from the left"])
    photo = np.ascontiguousarray(np.rot90(image, turns))
    flat = laid_flat(photo, 150)
    assert flat is not None
    assert flat.rotation == 90
    upright = flat.image if turns == 1 else np.rot90(flat.image, 2)
    assert levels(cv2.resize(upright, (1240, 1754))).max() <= 6
    x0, y0, x1, y1 = longest_mark(flat.image)
    box = flat.box_on_photograph((x0, y0, x1, y1), *photo.shape[::-1])
    found = np.zeros_like(photo)
    found[box[1] : box[3], box[0] : box[2]] = 255
    ys, xs = np.nonzero(np.rot90(found, -turns))
    there = cv2.perspectiveTransform(np.array([[[740.0, 310.0]]]), matrix)[0, 0]
    assert abs(xs.mean() - there[0]) < 15
    assert abs(ys.mean() - there[1]) < 15


@pytest.mark.parametrize(("blur", "gain"), [(1.6, 1.3), (0.0, 1.0)], ids=["blurred", "sharp"])
def test_only_what_the_camera_blurred_is_sharpened(monkeypatch, blur, gain):
    image, _ = photographed(sheet(), QUADS["turned"])
    photo = cv2.GaussianBlur(image, (0, 0), blur) if blur else image
    flat = laid_flat(photo, 150)
    monkeypatch.setattr("ocr.flat.sheet._BLURRED", 99.0)
    plain = laid_flat(photo, 150)
    assert flat is not None
    assert plain is not None
    steepest = [
        np.percentile(np.abs(np.diff(p.image.astype(int), axis=1)), 99.5) for p in (flat, plain)
    ]
    assert steepest[0] >= gain * steepest[1]
    assert np.array_equal(flat.image, plain.image) == (not blur)
