"""Clean-up of the copy for the recogniser, and the way back to the page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pictures import page, turned

from ocr.picture import shrunk
from ocr.preprocess import (
    evenly_lit,
    is_blank,
    prepare,
    without_dark_borders,
    without_red_ink,
    without_tint,
)


def grey(**options):
    return np.array(page(**options))


@pytest.mark.parametrize("angle", [0.0, 2.0, -3.0])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_find_their_way_back(angle, rotation):
    """A mark found on the copy lies, mapped back, on the same mark of the page."""
    image = grey()
    image[260:360, 640:860] = 255
    image[295:325, 700:780] = 0  # one long mark among short ones
    image = turned(image, angle)
    image = np.ascontiguousarray(np.rot90(image, rotation // 90))  # lying on the scanner so
    copy = prepare(image, 150, rotation)
    assert copy.rotation == rotation
    h, w = image.shape
    ink = (copy.image < 128).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    x, y, bw, bh, _ = max(stats[1:], key=lambda s: s[2])
    x0, y0, x1, y1 = copy.box_on_page((x, y, x + bw, y + bh), w, h)
    inside = image[y0:y1, x0:x1]
    assert 0 <= x0 < x1 <= w
    assert 0 <= y0 < y1 <= h
    assert (inside < 128).mean() > 0.75
    assert (x1 - x0) * (y1 - y0) < 1.35 * 80 * 30


def test_a_red_seal_fades_and_the_print_below_stays():
    image = np.full((200, 200, 3), 255, np.uint8)
    image[50:150, 50:150] = (215, 60, 70)
    image[95:105, 20:180] = (40, 25, 30)  # print, red-tinged where the seal lies over it
    result = without_red_ink(image)
    assert result[60, 60] > 230
    assert result[100, 100] < 90
    assert result[100, 30] < 90


@pytest.mark.parametrize("paper", [(212, 158, 175), (205, 180, 160), (250, 250, 250)])
def test_print_and_seals_on_tinted_paper(paper):
    """Pink paper is as red as pale red ink is: print on it must stay, a seal fade."""
    noise = np.random.default_rng(1).integers(-12, 13, (400, 400, 1))
    image = np.clip(np.full((400, 400, 3), paper) + noise, 0, 255).astype(np.uint8)
    image[250:350, 250:350] = np.array(paper) * (0.95, 0.35, 0.4)
    image[95:105, 20:180] = (50, 35, 40)
    result = without_red_ink(without_tint(image)).astype(int)
    around = np.median(result)
    assert result[100, 20:180].max() < 100
    assert np.percentile(result[:80], 5) > around - 30
    assert result[300, 260:340].min() > around - 60


def test_white_paper_comes_back_as_it_is():
    image = np.full((200, 200, 3), (250, 246, 240), np.uint8)
    image[50:150, 50:150] = (215, 60, 70)
    assert without_tint(image) is image
    assert without_tint(image[..., 0].copy()).ndim == 2


def test_blue_ink_stays():
    image = np.full((100, 100, 3), 255, np.uint8)
    image[40:60, 40:60] = (40, 60, 160)
    assert without_red_ink(image)[50, 50] < 120


def test_dark_borders_go_and_print_near_the_edge_stays():
    image = grey()
    image[:, :60] = 10
    image[600:618, 62:120] = 0  # a word beside the border
    image[800:818, -45:-2] = 0  # a word at the other edge
    result = without_dark_borders(image, shrunk(image, 1000))
    assert result[:, :50].min() == 255
    assert result[610, 100] == 0
    assert result[809, -20] == 0


def test_a_flat_page_is_not_touched():
    image = grey()
    assert evenly_lit(image) is image


def test_a_shadow_is_taken_out():
    image = grey().astype(np.float32)
    shade = np.linspace(1.0, 0.45, image.shape[1])
    shaded = (image * shade).astype(np.uint8)
    result = evenly_lit(shaded)
    paper = result[20:120, :]  # nothing is printed there
    assert paper.min() > 215


def test_blank_pages_are_told_from_nearly_blank_ones():
    rng = np.random.default_rng(1)
    paper = rng.normal(245, 3, (1754, 1240)).clip(0, 255).astype(np.uint8)
    assert is_blank(paper)
    assert is_blank(np.full((1754, 1240), 255, np.uint8))
    one_line = paper.copy()
    for x in range(200, 600, 30):
        one_line[400:418, x : x + 18] = 20
    assert not is_blank(one_line)
    light, show_through = paper.copy(), paper.copy()
    for x in range(200, 600, 30):
        light[400:418, x : x + 18] = 190
        show_through[400:418, x : x + 18] = 215
    assert not is_blank(light)
    assert is_blank(show_through)
