"""One page from picture to words: blank, upside down, out of time, broken."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from faults.engines import TEXT, Fails, Steady
from pictures import page

from ocr import reader
from ocr.engines import RawLine, engine
from ocr.errors import EngineFailed, PageTimeout
from ocr.page import TextOrigin, Word
from ocr.reader import read_page


def test_a_blank_page_is_not_handed_to_the_recogniser():
    blank = np.full((1754, 1240), 250, np.uint8)
    found = read_page(blank, 150, 3, Fails(), 10)
    assert found.origin is TextOrigin.BLANK
    assert (found.number, found.blocks, found.width, found.height) == (3, (), 1240, 1754)


def test_boxes_are_those_of_the_page_image_whatever_was_read():
    found = read_page(np.array(page()), 150, 1, Steady(), 10)
    (first, *_) = found.words()
    assert [w.text for w in found.words()] == list(TEXT)
    assert first.box == (50, 100, 100, 120)  # the copy was twice as large


class UpsideDown(Steady):
    """Reads rubbish until the page is turned."""

    def __init__(self):
        self.turned = False

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        if self.turned:
            return super().recognise(image, dpi, timeout)
        boxes = [(100 * i, 100, 100 * i + 80, 140) for i in range(12)]
        return [RawLine(tuple(Word("ɐqunɐ", b, 0.3) for b in boxes))]

    def orientation(self, image, timeout):
        self.turned = True
        return 180


def test_a_page_that_reads_badly_is_turned():
    found = read_page(np.array(page()), 150, 1, UpsideDown(), 10)
    assert found.rotation == 180
    assert [w.text for w in found.words()] == list(TEXT)
    assert next(found.words()).box == (1240 - 100, 1754 - 120, 1240 - 50, 1754 - 100)


class TakenForLying(Steady):
    """Turns a page on its head that stands upright, its black corner at the top left."""

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        stands = image[:300, :300].min() < 100 or image.shape[0] < 1000
        boxes = [(100 * i, 400, 100 * i + 80, 440) for i in range(12)]
        text, sure = ("Mục", 0.5) if stands else ("ɔnW", 0.3)
        return [RawLine(tuple(Word(text, box, sure) for box in boxes))]

    def orientation(self, image, timeout):
        return 180


def test_a_page_that_reads_still_worse_on_its_head_is_turned_back(monkeypatch):
    monkeypatch.setattr(reader, "looks_sideways", lambda small: True)
    sheet = np.array(page())
    sheet[40:90, 40:90] = 0
    found = read_page(sheet, 150, 1, TakenForLying(), 20)
    assert found.rotation == 0
    assert {w.text for w in found.words()} == {"Mục"}


def test_a_photograph_taken_sideways_stands_upright():
    sheet = np.array(page(width=1240, height=1754, lines=26))
    sheet[100:130, 150:400] = 0
    desk = np.full((2000, 1500), 60, np.uint8)
    desk[120:1874, 130:1370] = sheet
    photo = np.ascontiguousarray(np.rot90(desk, 3))
    found = read_page(photo, 150, 1, UpsideDown(), 10)
    assert found.flattened
    assert found.rotation == 270
    (first, *_) = found.words()
    x0, y0, x1, y1 = first.box
    # The first word stands at the top left of the sheet: bottom right of a photograph turned so.
    assert (x0 + x1) / 2 > 1500
    assert (y0 + y1) / 2 < 400


def test_a_failure_says_which_page():
    with pytest.raises(EngineFailed, match="page 7"):
        read_page(np.array(page(marked=True)), 150, 7, Fails(), 10)


class Slow(Steady):
    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        raise TimeoutError


def test_time_that_is_up_says_which_page():
    with pytest.raises(PageTimeout, match="Page 7"):
        read_page(np.array(page()), 150, 7, Slow(), 10)


class Scribbles(Steady):
    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        read = [("~^", 0.3), ("ƒ", 0.1), ("dreongluan@gmail.com", 0.1), ("4%", 0.05), ("của", 0.9)]
        boxes = [(100 + 400 * i, 200, 400 + 400 * i, 240) for i in range(len(read))]
        return [RawLine(tuple(Word(t, b, c) for (t, c), b in zip(read, boxes, strict=True)))]


def test_dirt_is_dropped_and_whatever_could_be_a_word_or_a_figure_stays():
    found = read_page(np.array(page()), 150, 1, Scribbles(), 10)
    assert [w.text for w in found.words()] == ["dreongluan@gmail.com", "4%", "của"]


class SeesPrintUnderASeal(Steady):
    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        read = [("SỞ", 0.9), ("Y", 0.9), ("TE", 0.12), ("Độc", 0.9), ("-", 0.3), ("Tự", 0.9)]
        boxes = [(100 + 60 * i, 200, 150 + 60 * i, 240) for i in range(len(read))]
        alone = RawLine((Word("RE", (700, 800, 740, 830), 0.1),))
        line = RawLine(tuple(Word(t, b, c) for (t, c), b in zip(read, boxes, strict=True)))
        return [line, alone]


def test_what_stands_in_line_with_print_is_never_dropped():
    found = read_page(np.array(page()), 150, 1, SeesPrintUnderASeal(), 10)
    assert [w.text for w in found.words()] == ["SỞ", "Y", "TE", "Độc", "-", "Tự"]


class ReadsNameStamp(Steady):
    """Nothing on the page, a name of three words in its red ink."""

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        if image.shape[0] > 400:
            return []
        texts = ("Hoàng", "Văn", "Hận")
        words = (Word(t, (20 + 180 * i, 20, 180 + 180 * i, 50), 0.9) for i, t in enumerate(texts))
        return [RawLine(tuple(words))]


def test_a_name_that_a_seal_touches_is_doubted():
    red = (200, 40, 60)
    picture = np.full((2339, 1654, 3), 245, np.uint8)
    for i in range(12):  # letters of the name stamp
        cv2.rectangle(picture, (1000 + 45 * i, 1900), (1025 + 45 * i, 1930), red, -1)
    cv2.circle(picture, (850, 1850), 140, red, 6)  # the seal ends where the name begins
    found = read_page(picture, 200, 1, ReadsNameStamp(), 10)
    assert [w.text for w in found.words()] == ["Hoàng", "Văn", "Hận"]
    assert [w.confidence < 0.7 for w in found.words()] == [True, False, False]


class SeesDouble(Steady):
    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        line = super().recognise(image, dpi, timeout)[0]
        x0, y0, x1, y1 = line.words[1].box
        stroke = RawLine((Word("J)ệt", (x0 - 5, y0 + 4, x1 - 20, y1 + 2), 0.4),))
        return [line, stroke]


def test_of_two_words_on_one_spot_the_surer_stays():
    found = read_page(np.array(page()), 150, 1, SeesDouble(), 10)
    assert [w.text for w in found.words()] == list(TEXT)


def test_an_unknown_engine_is_named():
    with pytest.raises(ValueError, match="tesseract"):
        engine("no_such_engine")
