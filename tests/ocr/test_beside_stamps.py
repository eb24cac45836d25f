"""Print that runs on beside a black framed stamp is read; what lies under it is in doubt."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from faults.engines import Steady

from ocr.beside_stamps import with_print_beside
from ocr.engines import RawLine
from ocr.figures import UNSURE
from ocr.page import Word
from ocr.preprocess import prepare

DPI, WIDTH = 300, 2481
FRAME = (150, 900, 700, 1200)  # 47 × 25 mm
ROW = 1000  # of print that runs through it


class Reads(Steady):
    """Reads the words it was given, at their places on the page, and keeps the pictures."""

    def __init__(self, *words):
        self.words, self.seen = words, []

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        self.seen.append(image)
        smaller = image.shape[1] / (WIDTH + 80)  # large print is read at a smaller size
        upper = FRAME[1] - 115  # of the band; 40 pixels of paper are laid around it
        moved = [word.moved(40, round(40 - upper)).unscaled(1 / smaller) for word in self.words]
        return [RawLine(tuple(moved))]


def words(text, x, y=ROW, sure=0.95):
    placed = []
    for token in text.split():
        placed.append(Word(token, (x, y, x + 22 * len(token), y + 40), sure))
        x += 22 * len(token) + 14
    return tuple(placed)


def stamped(frame=FRAME, beside="PRINT BESIDE IT"):
    """The copy of a page with lines of print, a frame, and print on a row that runs through it."""
    page = np.full((3508, WIDTH), 255, np.uint8)
    for y in range(1500, 3000, 60):
        cv2.putText(page, "lines of a body " * 5, (250, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    cv2.putText(page, beside, (1700, ROW + 38), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 0, 4)
    if frame:
        cv2.rectangle(page, frame[:2], frame[2:], 0, 5)
        cv2.putText(page, "CONG VAN DEN", (220, 1000), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 0, 4)
    return prepare(page, DPI)


def read(lines, engine, copy=None, tables=()):
    copy = copy or stamped()
    return with_print_beside(lines, copy, copy.image, tables, engine, 10)


def text(lines):
    return [" ".join(word.text for word in line.words) for line in lines]


BODY = RawLine(words("Căn cứ Luật Tổ chức Chính phủ", 300, 1500))


def test_a_line_that_was_lost_beside_the_frame_is_read():
    engine = Reads(*words("vụ kết nối, chia sẻ dữ liệu", 720))
    lines = read([BODY], engine)
    assert text(lines) == ["Căn cứ Luật Tổ chức Chính phủ", "vụ kết nối, chia sẻ dữ liệu"]
    x, y, _, _ = lines[1].words[0].box
    assert abs(x - 720) <= 3
    assert abs(y - ROW) <= 15
    assert lines[0] == BODY


def test_it_is_read_with_the_frame_out_of_the_way():
    engine = Reads(*words("vụ kết nối, chia sẻ dữ liệu", 720))
    read([BODY], engine)
    (band,) = engine.seen
    left = band[:, : band.shape[1] // 2]
    assert left.min() == 255  # frame and what stands in it are paper, and nothing else is near
    assert band.min() < 255


def test_what_may_have_begun_under_the_frame_is_in_doubt():
    lines = read([BODY], Reads(*words("vụ kết nối, chia sẻ dữ liệu", 720)))
    sure = [word.confidence for word in lines[1].words]
    assert sure[0] == UNSURE
    assert min(sure[2:]) > 0.9


def test_a_piece_of_a_letter_is_left_out_and_what_follows_it_is_in_doubt():
    piece = (Word("£", (715, ROW, 722, ROW + 40), 0.2),)
    lines = read([BODY], Reads(*piece, *words("kết nối, chia sẻ dữ liệu", 810)))
    assert text(lines)[1] == "kết nối, chia sẻ dữ liệu"
    assert lines[1].words[0].confidence == UNSURE


def test_words_under_the_frame_stay_and_those_beside_it_are_the_better_reading():
    under, lost = words("Sửa đổi", 500, sure=0.7), words("¬.Ÿ dữ", 1500, sure=0.4)
    lines = read([RawLine(under + lost), BODY], Reads(*words("bổ sung Quyết định số 20", 720)))
    assert text(lines) == ["Sửa đổi bổ sung Quyết định số 20", "Căn cứ Luật Tổ chức Chính phủ"]


@pytest.mark.parametrize(
    ("read_before", "read_beside"),
    [
        ("bổ sung Quyết định số 20", "bổ sung Quyết định sô 20"),  # as much
        ("bổ sung Quyết định số 20", "bổ sung Quyết"),  # less
        ("", "Quyết"),  # too little to be a row by itself
    ],
)
def test_lines_stay_where_no_more_is_read_beside_the_frame(read_before, read_beside):
    lines = [RawLine(words(read_before, 720))] if read_before else []
    assert read([*lines, BODY], Reads(*words(read_beside, 720))) == [*lines, BODY]


def test_what_is_read_badly_is_no_print():
    scrawl = words("ẻ.ĩ lrn tz.. Ñuwử", 720, sure=0.5)
    assert read([BODY], Reads(*scrawl)) == [BODY]


def test_rows_above_and_below_the_frame_are_not_its_business():
    for y in (FRAME[1] - 90, FRAME[3] + 60):
        assert read([BODY], Reads(*words("vụ kết nối, chia sẻ dữ liệu", 720, y))) == [BODY]


def test_nothing_is_asked_where_all_print_beside_the_frame_was_read():
    engine = Reads(*words("PRINT BESIDE IT", 1700))
    wide = Word("PRINT", (1700, ROW, 2150, ROW + 40), 0.95)
    assert read([RawLine((wide,)), BODY], engine) == [RawLine((wide,)), BODY]
    assert engine.seen == []
    doubted = [RawLine((replace(wide, confidence=0.5),)), BODY]
    assert text(read(doubted, engine))[0] == "PRINT BESIDE IT"


def test_nothing_is_asked_without_a_frame_or_for_that_of_a_table():
    engine = Reads(*words("vụ kết nối, chia sẻ dữ liệu", 720))
    assert read([BODY], engine, stamped(None)) == [BODY]
    assert read([BODY], engine, tables=[(140, 890, 2300, 1400)]) == [BODY]
    assert engine.seen == []
