"""A cut-out in which nothing was read is read again at other sizes; what is read stays in place."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.engines import RawLine
from ocr.page import Word
from ocr.sheet import Cutting, read_at_sizes

DPI = 300


class Picky:
    """Reads a word over all of the sheet's ink, at the resolutions that it likes."""

    name = "picky"

    def __init__(self, *likes, sure=0.9):
        self.likes, self.sure, self.asked = likes, sure, []

    def recognise(self, image, dpi, timeout, **_):
        self.asked.append(round(dpi))
        if round(dpi) not in self.likes:
            return []
        ys, xs = np.nonzero(image < 128)
        box = int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1
        return [RawLine((Word("gửi", box, self.sure),))]


def cutting(width=200):
    image = np.full((60, width), 255, np.uint8)
    image[20:40, 20 : width - 20] = 0
    return Cutting(image, (700, 900))


@pytest.mark.parametrize(
    ("likes", "asked"), [((300,), [300]), ((270,), [300, 270]), ((375,), [300, 270, 375])]
)
def test_other_sizes_are_tried_until_it_is_read(likes, asked):
    engine = Picky(*likes)
    ((word,),) = read_at_sizes([cutting()], DPI, engine, 10)
    assert engine.asked == asked
    assert np.abs(np.subtract(word.box, (720, 920, 880, 940))).max() <= 2


def test_what_is_hardly_read_at_another_size_is_nothing():
    assert read_at_sizes([cutting()], DPI, Picky(270, sure=0.3), 10) == [[]]


def test_narrow_ones_are_not_read_again():
    engine = Picky(270)
    assert read_at_sizes([cutting(80)], DPI, engine, 10, least=0.3) == [[]]
    assert engine.asked == [300]
