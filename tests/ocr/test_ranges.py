"""The signs ÷ and ± are told by their ink, whatever they were read as."""

from __future__ import annotations

from pathlib import Path

import pytest
from stamps import TINOS
from test_drawn_signs import printed

from ocr.page import Block, BlockKind, Line, Word
from ocr.ranges import with_ranges

pytestmark = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


def words_of(there, read, style="Regular", size=46, kind=BlockKind.BODY):
    page, boxes = printed(["Số", *there, "tầng"], style, size)
    row = [
        Word(text, box, 0.9)
        for text, box in zip(["Số", *read, "tầng"], boxes, strict=True)
        if text is not None
    ]
    (block,) = with_ranges([Block(kind, (Line(tuple(row)),))], page)
    return block.lines[0].words[1:-1]


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize("size", [46, 58])
@pytest.mark.parametrize(
    ("there", "read"),
    [
        (["KT01÷KT05;"], ["KT01+KT05;"]),
        (["10÷15"], ["10z15"]),
        (["40÷60%,"], ["40+z60%,"]),
        (["±0,000"], ["+0,000"]),
        (["(±0,5"], ["(+0,5"]),
        (["20", "÷", "25"], ["20", "+", "25"]),
        (["20", "÷", "25"], ["20", None, "25"]),
        # As printed.
        (["+2,50"], ["+2,50"]),
        (["12", "+", "15", "=", "27"], ["12", "+", "15", "=", "27"]),
        (["10-15:"], ["10-15:"]),
        (["5", "5"], ["5", "5"]),
        (["1.234.567;"], ["1.234.567;"]),
    ],
)
def test_a_sign_is_the_one_that_is_printed(there, read, style, size):
    assert [word.text for word in words_of(there, read, style, size)] == there


@pytest.mark.parametrize(("there", "read"), [("3÷5", "325"), ("25±2", "2542")])
def test_a_figure_that_is_a_sign_is_doubted(there, read):
    (word,) = words_of([there], [read])
    assert word.text == there
    assert word.confidence is not None and word.confidence <= 0.5


def test_none_is_put_between_the_cells_of_a_table():
    found = words_of(["20", "÷", "25"], ["20", None, "25"], kind=BlockKind.TABLE)
    assert [word.text for word in found] == ["20", "25"]
