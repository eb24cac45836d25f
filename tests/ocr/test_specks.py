"""Specks of old copies go where the page reads better so; the dots of letters stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from faults.engines import Steady
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr import copy_reader
from ocr.engines import RawLine
from ocr.page import Block, BlockKind, Line, Word
from ocr.reader import read_page
from ocr.specks import without_specks

DPI = 200.0
LINE = "Kính gửi: Thủ trưởng các đơn vị thuộc và trực thuộc."


def printed(specks=0, sides=(1, 2)):
    """Ten lines of print of 13 points, and specks of some pixels anywhere, always the same."""
    image = Image.new("L", (1654, 1200), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(TINOS.format("Regular"), 36)
    for i in range(10):
        draw.text((200, 200 + 60 * i), LINE, fill=0, font=font)
    sheet = np.array(image)
    rng = np.random.default_rng(5)
    for _ in range(specks):
        x, y, side = rng.integers(0, 1640), rng.integers(0, 1190), rng.choice(sides)
        sheet[y : y + side, x : x + side] = 0
    return sheet


def test_specks_go_and_letters_with_their_dots_stay():
    clean = without_specks(printed(1500), DPI)
    assert clean is not None
    away = (clean > printed()).mean()
    assert (clean < 128).sum() == pytest.approx((printed() < 128).sum(), rel=0.03)
    assert away < 0.001


@pytest.mark.parametrize("sheet", [printed(), printed(100), printed(1500, sides=(4, 5))])
def test_a_picture_with_few_specks_is_left_alone_and_so_are_dots(sheet):
    assert without_specks(sheet, DPI) is None


class Reads(Steady):
    """Reads a page of specks less surely than one without, or more so."""

    def __init__(self, specky, clean):
        self.sure = {True: specky, False: clean}

    def recognise(self, image, dpi, timeout, **how):
        areas = cv2.connectedComponentsWithStats((image < 128).astype(np.uint8))[2][:, 4]
        specky = (areas < 7).sum() > 0.5 * (areas > 30).sum()
        boxes = [(200 + 60 * i, 210, 250 + 60 * i, 240) for i in range(12)]
        text = "gưỉ" if specky else "gửi"
        return [RawLine(tuple(Word(text, box, self.sure[specky]) for box in boxes))]


@pytest.mark.parametrize(
    ("specky", "clean", "read"),
    [(0.8, 0.9, "gửi"), (0.8, 0.7, "gưỉ"), (0.8, 0.801, "gưỉ"), (0.96, 0.99, "gưỉ")],
)
def test_the_surer_reading_of_a_page_that_reads_badly_stays(specky, clean, read):
    page = read_page(printed(1500), DPI, 1, Reads(specky, clean), 60)
    assert {word.text for word in page.words()} == {read}


def test_a_sheet_as_large_as_a_map_is_read_once(monkeypatch):
    monkeypatch.setattr(copy_reader, "_LARGEST", 1_000_000)
    page = read_page(printed(1500), DPI, 1, Reads(0.8, 0.9), 60)
    assert {word.text for word in page.words()} == {"gưỉ"}


@pytest.mark.parametrize(("rows", "read"), [(6, "gưỉ"), (0, "gửi")])
def test_a_clean_picture_without_the_table_is_no_better(monkeypatch, rows, read):
    table = Block(BlockKind.TABLE, (Line((Word("1", (1, 1, 9, 9), 0.9),)),) * rows)
    specky = iter((True, False))
    found = {
        True: (Block(BlockKind.BODY, (Line((Word("gưỉ", (9, 9, 99, 30), 0.8),) * 12),)), table),
        False: (Block(BlockKind.BODY, (Line((Word("gửi", (9, 9, 99, 30), 0.9),) * 12),)),),
    }
    monkeypatch.setattr(copy_reader, "_blocks", lambda *_: found[next(specky)])
    monkeypatch.setattr(copy_reader, "_reads_better", lambda *_: True)
    page = read_page(printed(1500), DPI, 1, Reads(0.8, 0.9), 60)
    assert {w.text for w in page.words() if len(w.text) > 1} == {read}
