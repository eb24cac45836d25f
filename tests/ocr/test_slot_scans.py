"""Labelled scans as the training of the slots' reader takes them."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest

from ocr.slots.tokens import INDEX, TOKENS
from ocr.slots.training import scanned
from ocr.slots.training.canvas import SIZE
from ocr.slots.training.collect import aligned, places_of
from ocr.slots.training.cut import figures_of
from ocr.slots.training.hands import Pen
from ocr.slots.training.lines import LineMaker
from ocr.slots.training.scanned import CutFigures, ScannedLines
from ocr.strip_reader import BLANK, HEIGHT


def logs(*seen):
    """Steps at which one token each is seen nearly surely; None is nothing."""
    rows = np.full((len(seen), len(TOKENS) + 1), np.log(0.001), np.float32)
    for row, token in zip(rows, seen, strict=True):
        row[BLANK if token is None else INDEX[token]] = np.log(0.9)
    return rows


def test_tokens_are_found_where_they_are_seen():
    seen = logs(None, "s", None, "3", "3", None, "3", None, "/", None)
    assert aligned(seen, "s33/") == [1.5, 4.0, 6.5, 8.5]


def test_a_token_that_was_read_as_another_lies_between_its_neighbours():
    seen = logs(None, "s", None, None, "8", None, "3", None, "/", None)
    middles = aligned(seen, "s33/")
    assert middles[0] < middles[1] < middles[2] == 6.5


@pytest.mark.parametrize(
    ("text", "slots", "figures"),
    [
        ("s33/2010/k", ["number"], "33"),
        ("33-k/k", ["number"], "33"),
        ("s33k", ["number"], "33"),
        ("g23t02n2010", ["day"], "23"),
        ("g23t02n2010", ["day", "month"], "2302"),
        ("g23t02n2010", ["year"], "2010"),
        ("gtn2010", ["day", "month"], ""),
        ("g23t02n2010", [], ""),
    ],
)
def test_figures_of_a_slot_are_those_behind_its_anchor(text, slots, figures):
    assert "".join(text[at] for at in places_of(text, slots)) == figures


def line_with(*boxes, lean=0.0):
    """A line with a stroke for each box, its left and right end at the middle of the line."""
    ink = np.zeros((110, 200), np.uint8)
    for x0, x1, y0, y1 in boxes:
        corners = [(x0 + lean * (55 - y0), y0), (x1 + lean * (55 - y0), y0),
                   (x1 + lean * (55 - y1), y1), (x0 + lean * (55 - y1), y1)]  # fmt: skip
        cv2.fillPoly(ink, [np.round(corners).astype(np.int32)], (255,))
    return ink


SPANS = [(10, 40), (60, 82), (90, 112), (130, 160)]
LABEL, FIRST, SECOND, SLASH = (
    (12, 38, 45, 65),
    (68, 74, 42, 68),
    (98, 104, 42, 68),
    (140, 144, 40, 66),
)


@pytest.mark.parametrize("lean", [0.0, 0.3])
def test_figures_that_stand_free_are_cut_out_upright(lean):
    ink = line_with(FIRST, SECOND, lean=lean)
    ink = np.maximum(ink, line_with(LABEL, SLASH))
    found = figures_of(ink, "s12/", SPANS, [1, 2])
    assert [figure for figure, _ in found] == ["1", "2"]
    for _, mask in found:
        assert mask.shape[0] == pytest.approx(27, abs=2)
        assert mask.shape[1] == pytest.approx(7, abs=3)


def test_a_loose_stroke_above_belongs_to_its_figure_and_dots_below_to_none():
    body, bar = (68, 74, 48, 68), (71, 84, 42, 44)
    dots = [(x, x + 3, 66, 69) for x in (80, 86, 92, 112)]
    found = figures_of(line_with(LABEL, body, bar, SECOND, *dots), "s52/", SPANS, [1, 2])
    assert [mask.shape for _, mask in found] == [(27, 17), (27, 7)]


@pytest.mark.parametrize(
    "beside",
    [
        (70, 100, 53, 57),  # the next figure
        (30, 70, 53, 57),  # the label
        (66, 76, 10, 100),  # what runs across the line
    ],
)
def test_figures_that_touch_something_are_left_out(beside):
    found = figures_of(line_with(LABEL, FIRST, SECOND, beside), "s12/", SPANS, [1, 2])
    assert "1" not in [figure for figure, _ in found]


def test_a_figure_without_ink_of_its_own_leaves_its_neighbour_out_too():
    assert figures_of(line_with(LABEL, FIRST), "s12/", SPANS, [1, 2]) == []
    assert figures_of(line_with(LABEL), "s12/", SPANS, [1, 2]) == []


@pytest.fixture
def folder(tmp_path):
    """A line with two strokes 40 pixels apart, and a bar for every figure."""
    ink = np.zeros((110, 200), np.uint8)
    ink[45:65, 60:64] = ink[45:65, 100:104] = 255
    cv2.imwrite(str(tmp_path / "a.png"), ink)
    line = {"file": "a.png", "text": "s1", "spans": [[60, 64], [100, 104]], "weight": 1}
    (tmp_path / "lines.json").write_text(json.dumps([line]))
    (tmp_path / "figures").mkdir()
    for figure in range(10):
        bar = np.full((20 + figure, 6), 255, np.uint8)
        for hand in ("an", "binh"):
            cv2.imwrite(str(tmp_path / "figures" / f"{figure}_{hand}_1.png"), bar)
    return tmp_path


def test_a_scanned_line_keeps_its_tokens_where_its_ink_is(folder):
    rng = np.random.default_rng(1)
    maker = LineMaker([(1.0, Pen(rng))], [], [], rng)
    lines = ScannedLines(folder)
    for _ in range(20):
        sample = lines.sample(maker)
        assert sample.text == "s1"
        assert sample.strip.shape[0] == HEIGHT
        for left, right in sample.spans:
            part = sample.strip[12:36, max(0, int(left) - 3) : int(right) + 4]
            assert part.max() > 150


def test_cut_figures_are_drawn_as_high_as_they_were(folder, monkeypatch):
    monkeypatch.setattr(scanned, "_RARE", 0)  # no pen
    rng = np.random.default_rng(1)
    cut = CutFigures.load(folder / "figures", Pen(rng), rng)
    assert sorted(cut.by_digit) == [str(figure) for figure in range(10)]
    for _ in range(20):
        glyph = cut.writer()
        for figure in ("0", "9"):
            mask = glyph(figure, SIZE, 2.0)
            assert mask.shape[0] == pytest.approx(20 + int(figure), abs=4)
            assert mask.max() > 200
