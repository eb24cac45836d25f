"""What a picture is said to be: its kind, contrast and sharpness."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pictures import page

from ocr.imagequality import measure
from ocr.page import Colour

DPI = 200


@pytest.fixture(scope="module")
def sharp():
    return np.where(np.array(page(1654, 2339)) > 128, 255, 0).astype(np.uint8)


def test_black_and_white(sharp):
    found = measure(sharp, DPI)
    assert found.colour is Colour.BILEVEL
    assert found.contrast == 1.0
    assert found.blur == pytest.approx(25.4 / DPI, abs=0.001)


def test_blur_grows_with_the_blur_of_the_picture(sharp):
    blurs = [measure(cv2.GaussianBlur(sharp, (0, 0), s), DPI).blur for s in (0.8, 1.6, 3.0)]
    assert 25.4 / DPI < blurs[0] < blurs[1] < blurs[2]


def test_the_same_print_scanned_finer_is_no_more_blurred(sharp):
    soft = cv2.GaussianBlur(sharp, (0, 0), 1.2)
    fine = cv2.resize(soft, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    assert measure(fine, 1.5 * DPI).blur == pytest.approx(measure(soft, DPI).blur, rel=0.15)


def test_pale_print(sharp):
    pale = (210 + (sharp.astype(int) - 255) // 3).astype(np.uint8)
    found = measure(pale, DPI)
    assert found.colour is Colour.GREY
    assert found.contrast == pytest.approx(1 / 3, abs=0.02)


def test_colour_is_that_of_the_picture(sharp):
    grey = np.repeat(sharp[..., None], 3, axis=2)
    assert measure(grey, DPI).colour is Colour.BILEVEL
    tinted = grey.copy()
    tinted[..., 2] = np.minimum(tinted[..., 2], 225)  # yellowish paper
    assert measure(tinted, DPI).colour is Colour.COLOUR


def test_paper_alone_has_no_sharpness():
    found = measure(np.full((2339, 1654), 240, np.uint8), DPI)
    assert (found.contrast, found.blur) == (0.0, None)
