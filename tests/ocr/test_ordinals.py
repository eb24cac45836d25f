"""Numbers of rows that were not read are told by their neighbours, and stay doubtful."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.cells import Cell, Grid
from ocr.ordinals import with_ordinals
from ocr.page import Word


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("TT 1 2 3", "TT 1 2 3"),
        ("TT 1 ? 3", "TT 1 2* 3"),  # ?: ink that was not read
        ("TT 1. ? 3.", "TT 1. 2.* 3."),
        ("TT ? 2 3", "TT 1* 2 3"),
        ("TT | 2 3", "TT 1* 2 3"),
        ("9 10 lãi", "9 10 11*"),
        ("9 10 lãi 12", "9 10 11* 12"),
        ("6 S 8", "6 7* 8"),
        ("6 1~ 8", "6 7* 8"),  # ~: hardly read
        ("6 1 8", "6 1 8"),  # a figure that was read well is not changed
        ("1 _ 3", "1 _ 3"),  # _: no ink
        ("1 ? 4", "1 ? 4"),
        ("I 1 2 II 1 2", "I 1 2 II 1 2"),
        ("I 2 3", "1* 2 3"),
        ("1 2 3 II", "1 2 3 II"),
        ("10 11 lãi", "10 11 lãi"),
        ("5 Cộng 7", "5 Cộng 7"),
        ("Nam Nữ 3", "Nam Nữ 3"),
    ],
)
def test_rows(read, expected):
    texts = read.split()
    cells = tuple(Cell(i, 0, (10, 50 * i + 5, 90, 50 * i + 45)) for i in range(len(texts)))
    grey = np.full((50 * len(texts), 100), 255, np.uint8)
    for cell, text in zip(cells, texts, strict=True):
        if text != "_":
            grey[cell.box[1] + 10 : cell.box[1] + 30, 40:50] = 0
    words = {
        cell: (Word(text.rstrip("~"), cell.box, 0.4 if text.endswith("~") else 0.9),)
        for cell, text in zip(cells, texts, strict=True)
        if text not in "_?"
    }
    found = with_ordinals(grey, Grid((0, 0, 100, 900), cells, 2), words, 200)
    shown = []
    for cell, text in zip(cells, texts, strict=True):
        if cell not in found:
            shown.append(text)
        else:
            (word,) = found[cell]
            changed = found[cell] != words.get(cell)
            assert not changed or word.confidence == 0.5
            shown.append(word.text + "*" * changed)
    assert " ".join(shown) == expected.replace("~", "")
