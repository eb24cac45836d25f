"""Signs of order with a bar below are told from those without."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.page import Block, BlockKind, Line, Word
from ocr.signs import with_bars

STROKES = {
    "≥": [((10, 10), (34, 20)), ((34, 20), (10, 30)), ((10, 38), (34, 38))],
    "≤": [((34, 10), (10, 20)), ((10, 20), (34, 30)), ((10, 38), (34, 38))],
    ">": [((10, 10), (34, 20)), ((34, 20), (10, 30))],
    "<": [((34, 10), (10, 20)), ((10, 20), (34, 30))],
    "=": [((10, 16), (34, 16)), ((10, 26), (34, 26))],
    "slanted": [((10, 10), (34, 20)), ((34, 20), (10, 30)), ((34, 26), (10, 37))],
    "none": [],
}


@pytest.mark.parametrize(
    ("printed", "read", "is_"),
    [
        ("≥", ">5,0", "≥5,0"),
        ("≥", ">", "≥"),
        ("≤", "<5,0", "≤5,0"),
        (">", ">5,0", ">5,0"),
        ("<", "<", "<"),
        ("≥", "5,0", "5,0"),
        ("=", ">", ">"),
        ("slanted", ">", ">"),
        ("none", ">", ">"),
    ],
)
def test_a_bar_is_seen_where_one_is(printed, read, is_):
    grey = np.full((60, 130), 250, np.uint8)
    for start, end in STROKES[printed]:
        cv2.line(grey, start, end, 30, 2, cv2.LINE_AA)
    cv2.putText(grey, "5.0", (50, 32), cv2.FONT_HERSHEY_TRIPLEX, 0.8, 30, 1, cv2.LINE_AA)
    right = 110 if len(read) > 1 else 40
    block = Block(BlockKind.BODY, (Line((Word(read, (8, 8, right, 34), 0.9),)),))
    (found,) = with_bars([block], cv2.GaussianBlur(grey, (3, 3), 0.7))
    assert found.text == is_


def test_a_word_off_the_picture_stays_as_it_is():
    for box in ((200, 0, 240, 20), (0, 0, 0, 0), (-9, -9, 5, 5)):
        block = Block(BlockKind.BODY, (Line((Word(">", box, 0.9),)),))
        assert with_bars([block], np.full((60, 130), 250, np.uint8)) == (block,)
