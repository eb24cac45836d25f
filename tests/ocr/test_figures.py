"""The second reading of figures: digits are put right, everything else stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ocr.engines import RawLine
from ocr.figures import UNSURE, read_figures_again
from ocr.page import Word

CASES = json.loads((Path(__file__).parent / "figures.json").read_text("utf-8"))
PAPER = np.full((400, 1400), 255, np.uint8)


def line(words, y=100):
    """Words of 20 px a letter on one line, a space of 10 px between them."""
    x, made = 50, []
    for text, confidence in words:
        made.append(Word(text, (x, y, x + 20 * len(text), y + 30), confidence))
        x += 20 * len(text) + 10
    return tuple(made)


class Second:
    """Reads the cut-outs of a sheet as what it was told, one line each."""

    name = "second"

    def __init__(self, *readings):
        self.readings = readings
        self.calls = 0

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        assert model == "figures"
        assert one_column
        self.calls += 1
        lines, y = [], 40
        for reading in self.readings:
            lines.append(RawLine(line(reading, y + 4)))
            y += 38 + 40  # a cut-out is 30 px and its margins high, 40 px stand between two
        return lines


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_of_two_readings_the_surer_figure_stands(case):
    lines = [line(case["first"])]
    only = {"columns": [0] if case.get("column") else [], "cells": [0] if case.get("cell") else []}
    (found,) = read_figures_again(lines, PAPER, 300, Second(case["second"]), 10, **only)
    assert [w.text for w in found] == case["is"]
    assert (min(w.confidence for w in found) <= UNSURE) == case.get("unsure", False)


def test_figures_on_two_lines_of_a_cell_stay_two():
    cell = line([("17,000,000", 0.9)]) + line([("89,925,720", 0.9)], y=145)
    second = Second([("17,000,000", 0.95)], [("89,925,720", 0.95)])
    (found,) = read_figures_again([cell], PAPER, 300, second, 10, columns=[0], cells=[0])
    assert [w.text for w in found] == ["17,000,000", "89,925,720"]


def test_nothing_is_read_where_nothing_looks_like_a_figure():
    engine = Second()
    lines = [line([("Ủy", 0.9), ("ban", 0.4), ("-", 0.9), ("nhân", 0.9)])]
    assert read_figures_again(lines, PAPER, 300, engine, 10) == lines
    assert engine.calls == 0


def test_words_around_a_figure_and_lines_without_one_stay_in_their_places():
    lines = [
        line([("có", 0.9), ("Ø7", 0.7), ("BN", 0.9)]),
        line([("không", 0.9)], 200),
        line([("1", 0.8), ("123", 0.9), ("cas,", 0.9), ("L01", 0.8), ("BN", 0.9)], 300),
    ]
    second = Second([("07", 0.95)], [("1123", 0.95)], [("101", 0.95)])
    found = read_figures_again(lines, PAPER, 300, second, 10)
    assert [[w.text for w in words] for words in found] == [
        ["có", "07", "BN"],
        ["không"],
        ["1123", "cas,", "101", "BN"],
    ]
    assert found[1] == lines[1]
    x0, y0, x1, _ = found[2][0].box
    assert lines[2][0].box[0] - 10 < x0 < x1 < lines[2][2].box[0]
    assert abs(y0 - 300) < 10


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        (("51", 0.66), ("51", 0.9), 0.966),
        (("51", 0.8), ("51", 0.8), 0.96),
        (("51", 0.66), ("51", 0.7), UNSURE),  # hardly read
        (("51", 0.4), ("51", 0.93), 0.4),  # may be cut by a rule
        (("995", 0.76), ("99,5", 0.72), UNSURE),  # parted elsewhere: another figure
        (("Nam", 0.66), ("Nam", 0.93), 0.66),
    ],
)
def test_a_figure_of_a_cell_is_surer_where_two_readings_agree(first, second, sure):
    only = {"columns": [0], "cells": [0]}
    (found,) = read_figures_again([line([first])], PAPER, 300, Second([second]), 10, **only)
    assert (found[0].text, found[0].confidence) == (first[0], pytest.approx(sure))


def test_a_comma_for_a_stop_is_no_other_figure():
    only = {"columns": [0], "cells": [0]}
    second = Second([("99.5", 0.93)])
    (found,) = read_figures_again([line([("99,5", 0.66)])], PAPER, 300, second, 10, **only)
    assert found[0].confidence > 0.93
