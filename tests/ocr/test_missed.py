"""Print that the first reading left out is read; what a pen drew is not taken for any."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
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


class ReadsWords(Steady):
    """Reads what it is told, at places from the first ink of the picture on."""

    def __init__(self, *words):
        self.words = words

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        y0, x0 = (int(v.min()) for v in np.nonzero(image < 100))
        found = [
            Word(text, (x0 + x, y0 + y, x0 + x + 80, y0 + y + 28), sure)
            for text, x, y, sure in self.words
        ]
        return [RawLine(tuple(found))]


def test_two_lines_that_nearly_touch_are_two():
    image, lines = page()
    cv2.putText(image, "To all of", (300, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    engine = ReadsWords(("Kính", 0, 0, 0.9), ("gửi:", 90, 2, 0.9), ("Các", 40, 40, 0.9))
    found = missed_print(lines, image, DPI, engine, 10)
    assert [[w.text for w in line.words] for line in found] == [["Kính", "gửi:"], ["Các"]]


def test_a_line_stays_print_where_a_seal_stands_at_its_end():
    image, lines = page()
    cv2.putText(image, "To all of", (300, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    print_ = [(t, 90 * i, 0, 0.95) for i, t in enumerate(["Trường", "được", "thành", "lập"])]
    engine = ReadsWords(*print_, ("x", 400, 2, 0.1), (">4", 500, -2, 0.3))
    (line,) = missed_print(lines, image, DPI, engine, 10)
    assert [w.text for w in line.words] == ["Trường", "được", "thành", "lập"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([("Hà", 0.96), ("Nội,", 0.95), ("ngày...", 0.2), ("tháng", 0.83)], True),
        ([("ĐD", 0.61), ("UBND", 0.7), ("XÃ:YÊN", 0.6), ("THÀNH", 0.95)], True),
        ([("ngày", 0.7), ("07/02/2025", 0.92), ("zqw", 0.1)], True),
        ([("ngày", 0.9), ("zqw", 0.3), ("fTrt", 0.3)], False),  # one word alone
        ([("Hà", 0.9), ("Nội", 0.9), ("zqw", 0.3), ("fTrt", 0.3), ("rtz", 0.3)], False),
        ([("Hà", 0.7), ("Nội", 0.7), ("zqw", 0.3)], False),
        ([("qzw", 0.7), ("fTrt", 0.7)], False),  # no syllables
        ([("Số:", 0.9), ("„/z/VPĐP-HCTH", 0.5)], True),  # a pen filled in the number
        ([("Số:", 0.9), ("4z", 0.2), ("/QĐ-UBND", 0.4)], True),
        ([("Số:", 0.3), ("„/z/VPĐP-HCTH", 0.3)], False),
        ([("Số:", 0.9), ("„/z", 0.3)], False),
        ([("Sốt", 0.7), ("4/QĐ", 0.4)], False),
    ],
)
def test_a_line_that_a_pen_touches_has_two_clear_words(words, kept):
    image, lines = page()
    cv2.putText(image, "To all of", (300, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    engine = ReadsWords(*((text, 90 * i, 0, sure) for i, (text, sure) in enumerate(words)))
    found = missed_print(lines, image, DPI, engine, 10)
    assert bool(found) == kept


def test_a_word_of_far_too_few_letters_covers_no_print():
    image, lines = page()
    cv2.putText(image, "To all of", (300, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    lines.append(RawLine((Word("mm.", (295, 366, 490, 410), 0.4),)))
    (line,) = missed_print(lines, image, DPI, Reads("Nơi nhận:", 0.95), 10)
    assert [w.text for w in line.words] == ["Nơi", "nhận:"]


class ReadsEach(Steady):
    """Reads cut-outs from top to bottom, each as its text and confidence."""

    def __init__(self, *texts):
        self.texts = texts

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        inked = np.flatnonzero((image < 100).any(axis=1))
        tops = [int(y) for i, y in enumerate(inked) if not i or y - inked[i - 1] > 30]
        lines = []
        for y, (text, sure) in zip(tops, self.texts, strict=True):
            x = int(np.flatnonzero((image[y : y + 30] < 100).any(axis=0)).min())
            boxes = [(x + 90 * i, y, x + 90 * i + 80, y + 28) for i in range(len(text.split()))]
            lines.append(RawLine(tuple(map(Word, text.split(), boxes, [sure] * len(boxes)))))
        return lines


@pytest.mark.parametrize(
    ("label", "y", "sure", "read"),
    [
        pytest.param("Kính gửi:", 400, 0.7, True, id="on its dots"),
        pytest.param("Kính gửi:", 400, 0.5, False, id="hardly read"),
        pytest.param("Kính gửi:", 320, 0.7, False, id="on another line"),
        pytest.param("Địa chỉ:", 400, 0.7, False, id="beside another label"),
    ],
)
def test_a_name_on_dots_behind_the_label_of_the_addressees(label, y, sure, read):
    image, lines = page()
    cv2.putText(image, "Kind of", (300, y), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    cv2.putText(image, "NAME OF OFFICE", (700, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    engine = ReadsEach(("TRƯỜNG NGHỀ MUỐI", sure), (label, 0.95))  # the longest first
    found = missed_print(lines, image, DPI, engine, 10)
    assert [" ".join(w.text for w in line.words) for line in found] == (
        ["TRƯỜNG NGHỀ MUỐI", label] if read else [label]
    )
