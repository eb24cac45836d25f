"""Print that the first reading left out is read; what a pen drew is not taken for any."""

from __future__ import annotations

import cv2
import numpy as np
from faults.engines import Steady

from ocr.engines import RawLine
from ocr.missed import missed_print
from ocr.page import Word

DPI = 200


class Reads(Steady):
    """Reads one line of every picture, and keeps the pictures."""

    def __init__(self, text, confidence):
        self.text, self.confidence, self.seen = text, confidence, []

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        self.seen.append(image)
        y, x = (int(v.min()) for v in np.nonzero(image < 100))
        words = [
            Word(t, (x + 90 * i, y, x + 90 * i + 80, y + 28), self.confidence)
            for i, t in enumerate(self.text.split())
        ]
        return [RawLine(tuple(words))]


def page():
    """A paragraph that was read, and a short line above it that was not."""
    image = np.full((1200, 1600), 255, np.uint8)
    lines = []
    for y in range(500, 900, 50):
        words = []
        for x in range(200, 1400, 120):
            cv2.putText(image, "word", (x, y + 28), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
            words.append(Word("word", (x, y, x + 100, y + 32), 0.95))
        lines.append(RawLine(tuple(words)))
    return image, lines


def test_a_short_line_that_stands_apart_is_read():
    image, lines = page()
    cv2.putText(image, "To all of", (300, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    engine = Reads("Kính gửi:", 0.95)
    (line,) = missed_print(lines, image, DPI, engine, 10)
    assert [w.text for w in line.words] == ["Kính", "gửi:"]
    x0, y0, _, _ = line.words[0].box
    assert abs(x0 - 300) < 15
    assert abs(y0 - 372) < 15


def test_nothing_is_asked_where_every_word_was_read():
    image, lines = page()
    engine = Reads("Kính gửi:", 0.95)
    assert missed_print(lines, image, DPI, engine, 10) == []
    assert engine.seen == []


def test_strokes_that_were_hardly_read_are_no_print():
    image, lines = page()
    cv2.ellipse(image, (500, 380), (60, 15), 20, 0, 300, 0, 3)
    cv2.putText(image, "Xwv", (560, 390), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.0, 0, 2)
    assert missed_print(lines, image, DPI, Reads("lưng ẩi", 0.4), 10) == []


def test_specks_and_rules_are_not_looked_at():
    image, lines = page()
    cv2.line(image, (200, 420), (1300, 420), 0, 2)
    for x in range(250, 600, 20):
        cv2.circle(image, (x, 300), 2, 0, -1)
    engine = Reads("Kính gửi:", 0.95)
    assert missed_print(lines, image, DPI, engine, 10) == []
    assert engine.seen == []
