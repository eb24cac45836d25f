"""The cross that marks a cell is as high as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from stamps import TINOS
from test_drawn_signs import printed

from ocr.cells import Cell
from ocr.crosses import with_crosses
from ocr.page import Word

pytestmark = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


def texts(there, read, style="Regular"):
    page, boxes = printed(there, style, 46)
    cells = {
        Cell(0, column, box): (Word(text, box, 0.9),)
        for column, (text, box) in enumerate(zip(read, boxes, strict=True))
    }
    return [word.text for (word,) in with_crosses(cells, page).values()]


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize(
    ("there", "read"),
    [
        (["1", "x", "20", "x", "34"], ["1", "X", "20", "x", "34"]),
        (["1", "X", "20", "x", "34"], ["1", "x", "20", "X", "34"]),
        (["1", "20", "34", "Xã", "ax"], ["1", "20", "34", "Xã", "ax"]),
    ],
)
def test_crosses_are_told_by_their_height(there, read, style):
    assert texts(there, read, style) == there


def test_without_figures_they_stay_as_read():
    assert texts(["Có", "x", "12"], ["Có", "X", "12"]) == ["Có", "X", "12"]
