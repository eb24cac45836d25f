"""Labelled scans as the training of the slots' reader takes them."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest

from ocr.slots.tokens import BLANK, HEIGHT, INDEX, TOKENS
from ocr.slots.training import scanned
from ocr.slots.training.canvas import SIZE
from ocr.slots.training.collect import aligned
from ocr.slots.training.hands import Pen
from ocr.slots.training.lines import LineMaker
from ocr.slots.training.scanned import CutFigures, ScannedLines


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
