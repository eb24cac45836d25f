"""Square and cubic metres are written as printed, metres and quotation marks left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from stamps import TINOS
from test_drawn_signs import printed

from ocr.engines import DEFAULT, engine
from ocr.page import Word
from ocr.powers import with_powers
from ocr.reader import read_page

pytestmark = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


class Unasked:
    """A recogniser that must not be asked: nothing on the page is raised."""

    def recognise(self, *_args, **_options):
        raise AssertionError("nothing is raised here")


def texts(tokens, read, reader, style="Regular", size=46):
    page, boxes = printed(tokens, style, size)
    row = tuple(Word(text, box, 0.5) for text, box in zip(read, boxes, strict=True))
    (done,) = with_powers([row], page, reader, 30.0)
    return [word.text for word in done]


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize(
    ("there", "read"),
    [
        (["21.480", "m²"], ["21.480", "m”"]),
        (["21.480", "m²,", "trong"], ["21.480", "m”,", "trong"]),
        (["1.066,80", "m²."], ["1.066,80", "mi."]),
        (["350", "m³"], ["350", "m2"]),
        (["120", "m³/ngày"], ["120", "m/ngày"]),
        (["450,5m²"], ["450,5m?"]),
        (["12", "km²"], ["12", "kmˆ"]),
        (["(đồng/m²)"], ["(đồng/m?)"]),
        (["Diện", "tích", "(m²)"], ["Diện", "tích", "(m?)"]),
        (["40.000", "đồng/m³,"], ["40.000", "đồng/m”,"]),
        (["m³"], ["mỶ"]),
    ],
)
def test_a_power_is_written_as_printed(there, read, style):
    assert texts(there, read, engine(DEFAULT), style) == there


@pytest.mark.parametrize(
    ("there", "read"),
    [
        (["dài", "25", "m,", "rộng"], ["dài", "25", "m,", "rộng"]),
        (["7,5", "m."], ["7,5", "m."]),
        (["m2"], ["m2"]),
        (["(đồng/m2)"], ["(đồng/m2)"]),
        (["năm", "mới"], ["năm", "m"]),
    ],
)
def test_what_stands_on_the_line_is_left_alone(there, read):
    assert texts(there, read, Unasked()) == read


@pytest.mark.parametrize("mark", ["”", "°", "'"])
def test_a_mark_that_is_no_figure_stays_as_it_was_read(mark):
    read = ["dài", "25", "m" + mark]
    assert texts(read, read, engine(DEFAULT)) == read


@pytest.mark.parametrize("read", ["m?", "m°,", "m,"])
def test_what_is_read_as_neither_stays_and_is_doubted(read):
    class Reader:
        def recognise(self, *_args, **_options):
            return []

    page, boxes = printed(["5", "m²" if "," not in read else "m²,"])
    row = tuple(Word(text, box, 0.9) for text, box in zip(["5", read], boxes, strict=True))
    ((_, unit),) = with_powers([row], page, Reader(), 30.0)
    assert unit.text == read
    assert unit.confidence is not None and unit.confidence <= 0.5


def test_the_unit_of_a_page_is_not_lost_as_noise():
    line = "Tổng diện tích đất xây dựng là 21.480 m², trong đó đất ở là 1.066,80 m²."
    page, _ = printed(line.split(), size=40)
    read = read_page(page, 300, 1, engine(DEFAULT), 60.0)
    assert " ".join(text.text for block in read.blocks for text in block.lines) == line
