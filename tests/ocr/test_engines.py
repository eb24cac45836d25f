"""Tesseract by both doors: the same words, a time limit, nothing left of the last picture."""

from __future__ import annotations

import shutil

import cv2
import numpy as np
import pytest

from ocr.engines import DEFAULT, Model, engine
from ocr.engines.tesseract import Tesseract, installed
from ocr.engines.tsv import _COLUMNS, lines_of
from ocr.noise import without_doubles

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not there")
DOORS = ["tesseract", pytest.param("tesserocr", marks=pytest.mark.skipif(
    DEFAULT != "tesserocr", reason="tesserocr has no wheel here"))]  # fmt: skip


def picture(*lines):
    image = np.full((120 + 90 * len(lines), 1400), 255, np.uint8)
    for i, line in enumerate(lines):
        cv2.putText(image, line, (60, 120 + 90 * i), cv2.FONT_HERSHEY_DUPLEX, 1.6, (0,), 3)
    return image


def text(lines):
    return [" ".join(w.text for w in line.words) for line in lines]


@pytest.fixture(params=DOORS)
def door(request):
    return engine(request.param)


def test_words_boxes_and_confidences(door):
    (line,) = door.recognise(picture("BAO CAO TINH"), 200, 30)
    assert text([line]) == ["BAO CAO TINH"]
    x0, y0, x1, y1 = line.words[0].box
    assert 50 < x0 < 75
    assert 75 < y0 < y1 < 130
    assert x1 < line.words[1].box[0]
    assert all(0.5 < w.confidence <= 1 for w in line.words)


def test_what_was_read_before_does_not_matter(door):
    first, other = picture("UBND TINH", "SO 2023"), picture("KE HOACH", "NAM 1987", "AN GIANG")
    alone = door.recognise(first, 200, 30)
    door.recognise(other, 300, 30, one_column=True)
    door.recognise(other, 200, 30, model=Model.FIGURES)
    assert door.recognise(first, 200, 30) == alone


def test_time_that_is_up(door):
    many = picture(*["UBND TINH AN GIANG 2023"] * 60)
    with pytest.raises(TimeoutError):
        door.recognise(many, 200, 0.02)
    assert text(door.recognise(picture("BAO CAO TINH"), 200, 30)) == ["BAO CAO TINH"]


def test_an_empty_picture_holds_nothing(door):
    assert door.recognise(np.full((300, 400), 255, np.uint8), 200, 30) == []


def test_a_model_that_is_not_installed_reads_nothing(door, monkeypatch):
    missing = installed().languages - {"Vietnamese", "script/Vietnamese"}
    only = type(installed())(missing, installed().folder)
    monkeypatch.setattr("ocr.engines.tesseract.installed", lambda: only)
    assert door.recognise(picture("SO"), 200, 30, model=Model.SECOND) == []


def test_both_doors_name_themselves():
    assert Tesseract().version()[0].isdigit()
    assert engine().version()[0].isdigit()
    assert engine().name == DEFAULT


def test_a_table_with_and_without_headings():
    row = "5\t1\t2\t1\t1\t1\t10\t20\t30\t40\t96.5\tTi\u0309nh"  # the mark apart
    heads = "\t".join(_COLUMNS)
    (line,) = lines_of(row)
    assert lines_of(f"{heads}\n{row}") == [line]
    assert (line.block, line.words[0].box, line.words[0].confidence) == (2, (10, 20, 40, 60), 0.965)
    assert line.words[0].text == "Tỉnh"
    assert lines_of("5\t1\t2\t1\t1\t1\t10\t20\t30\t40\t96.5\t ") == []


def test_a_box_that_reaches_over_the_next_words_ends_where_they_begin():
    words = [("CỘNG", 10, 60), ("HÒA", 70, 228), ("XÃ", 120, 150), ("HỘI", 160, 230)]
    rows = [
        f"5\t1\t1\t1\t1\t{i}\t{left}\t0\t{right - left}\t20\t95\t{word}"
        for i, (word, left, right) in enumerate(words)
    ]
    (line,) = lines_of("\n".join(rows))
    assert [w.box[::2] for w in line.words] == [(10, 60), (70, 120), (120, 150), (160, 230)]
    assert without_doubles([line]) == [line]  # each is a word of its own


def test_a_pen_s_box_that_reaches_over_most_of_the_next_word_stays():
    rows = ["5\t1\t1\t1\t1\t1\t10\t0\t50\t20\t20\tj4", "5\t1\t1\t1\t1\t2\t30\t0\t40\t20\t95\tVT"]
    (line,) = lines_of("\n".join(rows))
    assert [w.box[::2] for w in line.words] == [(10, 60), (30, 70)]


def test_a_box_that_begins_before_its_word():
    rows = ["5\t1\t1\t1\t1\t1\t50\t0\t40\t20\t95\tSố:", "5\t1\t1\t1\t1\t2\t40\t0\t90\t20\t95\t12"]
    (line,) = lines_of("\n".join(rows))
    assert [w.box[::2] for w in line.words] == [(50, 90), (90, 130)]
