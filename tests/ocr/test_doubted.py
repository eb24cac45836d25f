"""The second reading of doubted words: of two readers the surer one spells a word."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.doubted import read_doubted_again
from ocr.engines import Model, RawLine
from ocr.page import Word

PAPER = np.full((400, 1400), 255, np.uint8)


def line(words, y=100, x=50):
    made = []
    for text, confidence in words:
        made.append(Word(text, (x, y, x + 20 * len(text), y + 30), confidence))
        x += 20 * len(text) + 10
    return tuple(made)


class Second:
    """Reads the only cut-out of the sheet as it was told, words where the cut-out has them."""

    name = "second"

    def __init__(self, reading):
        self.reading = reading
        self.calls = 0

    def recognise(self, image, dpi, timeout, *, one_column=False, model=Model.TEXT):
        assert model is Model.SECOND
        self.calls += 1
        return [RawLine(line(self.reading, y=46, x=46))]  # the margin and the rim of the sheet


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(("TE", 0.3), ("TẾ", 0.9), ("TẾ", 0.9), id="accents by the surer"),
        pytest.param(("TẾ", 0.7), ("TE", 0.6), ("TẾ", 0.7), id="not by the less sure"),
        pytest.param(("Hà", 0.7), ("Hồ", 0.8), ("Hà", 0.7), id="other letters, hardly surer"),
        pytest.param(("Hà", 0.5), ("Hồ", 0.9), ("Hồ", 0.9), id="other letters, much surer"),
        pytest.param(("tế", 0.6), ("tế", 0.9), ("tế", 0.9), id="both agree"),
        pytest.param(("tế", 0.6), ("20", 0.9), ("tế", 0.6), id="a figure is no spelling of a word"),
    ],
)
def test_one_word_read_twice(first, second, expected):
    engine = Second([("Y.", 0.9), second])
    lines = [line([("SỞ", 0.9), ("Y.", 0.9), first])]
    (found,) = read_doubted_again(lines, PAPER, 300, engine, 10)
    assert (found[2].text, found[2].confidence) == expected
    assert found[2].box == lines[0][2].box
    assert [w.text for w in found[:2]] == ["SỞ", "Y."]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((("VT,", 0.9), ("CNTI", 0.5)), "VT,CNTT", ["VT,", "CNTT"]),
        ((("XDCT", 0.5), ("(KH)", 0.9)), "XDCB(KH)", ["XDCB", "(KH)"]),
        ((("VT", 0.9), ("VTHC", 0.5)), "VTVTHS", ["VT", "VTHS"]),
    ],
)
def test_a_word_that_ran_into_its_neighbour_is_parted_from_it(first, second, expected):
    (found,) = read_doubted_again([line(first)], PAPER, 300, Second([(second, 0.9)]), 10)
    assert [w.text for w in found] == expected


def test_sure_lines_and_figures_are_not_read_again():
    engine = Second([])
    lines = [line([("SỞ", 0.9), ("20/2017", 0.2), ("-", 0.1)]), ()]
    assert read_doubted_again(lines, PAPER, 300, engine, 10) == lines
    assert engine.calls == 0


def test_without_a_second_model_everything_stays():
    class Single(Second):
        def recognise(self, image, dpi, timeout, *, one_column=False, model=Model.TEXT):
            return []

    lines = [line([("SỞ", 0.9), ("TE", 0.2)])]
    assert read_doubted_again(lines, PAPER, 300, Single([]), 10) == lines


def test_neighbours_are_read_along_and_words_that_meet_as_one():
    class Counts(Second):
        def recognise(self, image, dpi, timeout, *, one_column=False, model=Model.TEXT):
            rows = (image < 255).any(axis=1).astype(int)
            self.cuttings = int((np.diff(rows) == 1).sum())
            return []

    def cuttings(*words):
        engine = Counts([])
        read_doubted_again([line(words)], ink, 300, engine, 10)
        return engine.cuttings

    ink = PAPER.copy()
    ink[100:130, 50:700] = 0
    sure = [(c, 0.9) for c in "abcd"]
    assert cuttings(sure[0], ("TE", 0.2), sure[1], ("SO", 0.2)) == 1
    assert cuttings(("TE", 0.2), *sure, ("SO", 0.2)) == 2
