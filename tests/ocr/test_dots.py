"""Whether an i bears a dot or a hook is told by its size."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from stamps import TINOS
from test_drawn_signs import printed

from ocr.dots import dotted
from ocr.page import Word

BOX = (100, 100, 170, 146)


def page(draw):
    image = np.full((300, 400), 255, np.uint8)
    cv2.ellipse(image, (111, 132), (10, 13), 0, 40, 320, 0, 3)  # c
    cv2.rectangle(image, (128, 103), (132, 145), 0, -1)  # h
    cv2.rectangle(image, (133, 120), (148, 124), 0, -1)
    cv2.rectangle(image, (144, 120), (148, 145), 0, -1)
    cv2.rectangle(image, (158, 118), (162, 145), 0, -1)  # i
    draw(image)
    return image


def dot(image):
    cv2.circle(image, (160, 107), 3, 0, -1)


def hook(image):
    cv2.ellipse(image, (160, 106), (4, 4), 0, -120, 90, 0, 2)


def nothing(image):
    pass


@pytest.mark.parametrize(
    ("draw", "text", "dpi", "after"),
    [
        (dot, "chỉ", 300, "chi"),
        (dot, "(Chỉ", 300, "(Chi"),
        (hook, "chỉ", 300, "chỉ"),
        (nothing, "chỉ", 300, "chỉ"),
        (dot, "chỉ", 200, "chỉ"),  # too few pixels to tell
        (dot, "chỉnh", 300, "chỉnh"),  # not its last letter
        (dot, "CHỈ", 300, "CHỈ"),
        (dot, "chí", 300, "chí"),
    ],
)
def test_a_hook_over_an_i(draw, text, dpi, after):
    (word,) = dotted([Word(text, BOX, 0.9)], page(draw), dpi)
    assert word.text == after


@pytest.mark.skipif(not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore")
@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize(
    ("there", "read", "after"),
    [
        ("Đinh", "Định", "Đinh"),
        ("Đinh", "Đinh", "Đinh"),
        # As printed.
        ("Định", "Định", "Định"),
        ("Đỉnh", "Đỉnh", "Đỉnh"),
        ("Đình", "Đình", "Đình"),
        ("định", "định", "định"),
    ],
)
def test_the_family_dinh(there, read, after, style):
    page, (box, _) = printed([there, "Văn"], style)
    (word,) = dotted([Word(read, box, 0.8)], page, 300)
    assert word.text == after


@pytest.mark.skipif(not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore")
@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_family_dinh_under_a_hook(style):
    page, (box, _) = printed(["Đinh", "Văn"], style)
    (word,) = dotted([Word("Đỉnh", box, 0.8)], page, 300)
    assert word.text == "Đinh"


def test_a_dot_that_runs_into_its_letter_is_one():
    if not Path(TINOS.format("Regular")).exists():
        pytest.skip("needs fonts-croscore")
    page, (box, _) = printed(["Định", "Văn"])
    blurred = np.where(cv2.erode(page, np.ones((7, 3), np.uint8)) < 128, 0, 255).astype(np.uint8)
    (word,) = dotted([Word("Định", box, 0.8)], blurred, 300)
    assert word.text == "Định"
