"""The stamp of arrival on drawn pages: found, read by votes, and never made up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
import stamps

from ocr.arrival import fill, labels
from ocr.arrival.fill import read_arrival
from ocr.arrival.frames import frames_of, upright
from ocr.arrival.labels import labels_of
from ocr.arrival.read import dates_of, read_filled
from ocr.document import load_image, open_document
from ocr.page import Block, BlockKind, Line, Word
from ocr.preprocess import prepare, redness_of
from ocr.slots.training.hands import Pen

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
SURE = 0.9
drawn = pytest.mark.skipif(
    not Path(stamps.TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


@dataclass
class Read:
    """A drawn page and what was read in its stamp."""

    truth: stamps.Stamped
    number: tuple
    date: tuple


def page_of(image, dpi):
    redness = redness_of(image) if image.ndim == 3 else None
    return redness, prepare(image, dpi, redness=redness)


def read(seed, **kind):
    truth = stamps.stamped(Pen(np.random.default_rng((9, seed))), **kind)
    redness, copy = page_of(truth.image, truth.dpi)
    year = int(truth.date[:4])
    for frame in frames_of(copy, redness):
        picture = upright(truth.image, copy, frame)
        if found := labels_of(picture.print):
            number, date = read_filled(picture, found, frozenset((year, year + 1)))
            return Read(truth, number.candidates if number else (), date.candidates)
    return Read(truth, (), ())


def said(date):
    """What a reading of the date may be: the truth with and without its year."""
    year, month, day = (int(part) for part in date.split("-"))
    return (f"{day}/{month}/{year}", f"{day}/{month}")


@drawn
def test_stamps_are_read_and_what_is_sure_is_right():
    pages = [read(seed, over_print=seed % 3 == 0) for seed in range(9)]
    found = [page for page in pages if page.number]
    numbers = [page.number[0][0] == page.truth.number for page in found]
    dates = [page.date[0][0] in said(page.truth.date) for page in found if page.date]
    assert len(found) >= 8
    assert sum(numbers) >= 7
    assert sum(dates) >= 5
    for page in found:
        for candidates, right in ((page.number, (page.truth.number,)),
                                  (page.date, said(page.truth.date))):  # fmt: skip
            assert sum(share for _, share in candidates) <= 1.001
            assert not candidates or candidates[0][1] < SURE or candidates[0][0] in right


@drawn
def test_a_stamp_that_is_not_filled_in_is_blank():
    pages = [read(seed, over_print=False, blank=True) for seed in range(4)]
    found = [c for page in pages for c in (page.number, page.date) if c]
    assert len(found) >= 6
    assert sum(c[0][0] == "" for c in found) >= len(found) - 1
    assert not [c for c in found if c[0][0] and c[0][1] >= SURE]


@drawn
def test_a_stamp_with_an_hour_has_a_date_and_no_number():
    pages = [read(seed, over_print=False, hour=True) for seed in range(6)]
    dated = [page for page in pages if page.date]
    assert len(dated) >= 4
    assert sum(page.date[0][0] in said(page.truth.date) for page in dated) >= 3
    assert not [page.number for page in pages if page.number and page.number[0][0]]


@drawn
@pytest.mark.parametrize("seed", range(3))
def test_a_stamp_whose_number_stands_far_right_of_its_date(seed):
    page = stamps.with_month_in_words(seed)
    _, copy = page_of(page, 300.0)
    (found, *_) = (labels_of(upright(page, copy, frame).print) for frame in frames_of(copy))
    assert found is not None
    assert found.number is not None
    assert found.number.x > found.date.x + found.em
    assert found.number.y < found.date.y


@drawn
@pytest.mark.parametrize(("courtesy", "taken"), [("Kính chuyển:", True), ("Kính gửi:", False)])
def test_what_is_passed_on_is_of_the_stamp_and_who_is_addressed_is_not(courtesy, taken):
    page = stamps.with_month_in_words(0)
    _, copy = page_of(page, 300.0)
    found = fill._find(page, copy, None, frozenset())
    under = found.labels.date.y + 1.5 * found.labels.em
    left, top = found.picture.to_copy @ (60, under, 1)
    first, second = courtesy.split()
    words = (
        Word(first, (round(left), round(top), round(left) + 60, round(top) + 30), 0.9),
        Word(second, (round(left) + 70, round(top), round(left) + 150, round(top) + 30), 0.9),
    )
    kept, *_ = read_arrival(page, copy, (Block(BlockKind.HEADER_LEFT, (Line(words),)),))
    assert (kept.kind is BlockKind.ARRIVAL) == taken
    assert taken or kept.text == courtesy


def framed(*words):
    """A page with a frame of the size of a stamp, print in it."""
    page = np.full((2339, 1654), 255, np.uint8)
    cv2.rectangle(page, (150, 500), (560, 720), (0,), 3)
    for i, text in enumerate(words):
        at = (180, 570 + 60 * i)
        cv2.putText(page, text, at, cv2.FONT_HERSHEY_SIMPLEX, 1.3, (0,), 3)
    return page


@pytest.mark.parametrize("words", [("HOA TOC",), ("Ban in", "ngang"), ()])
def test_another_frame_is_none(words):
    page = framed(*words)
    redness, copy = page_of(page, 200.0)
    assert len(list(frames_of(copy, redness))) == 1
    blocks = (Block(BlockKind.BODY, (Line((Word("HOA", (180, 540, 260, 575), 0.9),)),)),)
    assert read_arrival(page, copy, blocks, redness) == blocks


@pytest.mark.parametrize("kind", ["pale", "two corners", "a dark one with a gap"])
def test_frames_that_are_pale_or_not_inked_all_round(kind):
    page = np.full((2339, 1654, 3), 250, np.uint8)
    pale, dark = (250, 205, 210), (40, 40, 40)
    ink = dark if kind.startswith("a dark") else pale
    cv2.rectangle(page, (150, 500), (560, 800), ink, 2)
    if kind == "two corners":
        page[560:680, 140:160] = 250
        page[690:790, 550:570] = 250
    elif kind != "pale":
        page[490:510, 250:290] = 250
        page[790:810, 250:290] = 250
    redness, copy = page_of(page, 200.0)
    sizes = [frame.size for frame in frames_of(copy, redness)]
    assert any(size == pytest.approx((416, 306), abs=16) for size in sizes)
    assert len(sizes) <= 6  # each costs a look


def test_the_stamp_of_a_sample():
    """A red stamp and a blue pen, by a hand that the reader never saw."""
    image = load_image(open_document(SAMPLES / "cong-van.pdf").pages[0])
    redness, copy = page_of(image.pixels, image.dpi)
    stamp = read_arrival(image.pixels, copy, (), redness)[-1]
    number, date = (line.words[1].candidates for line in stamp.lines[-2:])
    assert (number[0][0], date[0][0]) == ("846", "8/8/2022")


def test_a_page_without_a_frame_is_not_looked_at_any_further(monkeypatch):
    page = np.full((2339, 1654), 255, np.uint8)
    cv2.putText(page, "Kinh gui: 12/3/2019", (200, 500), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (0,), 3)
    redness, copy = page_of(page, 200.0)
    monkeypatch.setattr(labels, "log_probabilities", None)
    assert read_arrival(page, copy, (), redness) == ()


@drawn
def test_words_of_its_rows_are_taken_out_and_print_stays():
    truth = stamps.stamped(Pen(np.random.default_rng((9, 1))), over_print=False)
    _, copy = page_of(truth.image, truth.dpi)
    x0, y0, x1, y1 = truth.box
    scale, middle = truth.dpi / 25.4, (x0 + x1) // 2

    def line(text, x, y, sure=0.95):
        box = (round(x), round(y), round(x + 8 * scale), round(y + 3 * scale))
        return Line((Word(text, box, sure),))

    office = line("HUYỆN", middle, y0 + (6 + 2) * scale)
    figures = line("9999", middle, (y0 + y1) // 2)
    print_ = line("trình", middle, (y0 + y1) // 2)
    outside = line("Số:", x1 + 5 * scale, (y0 + y1) // 2)
    blocks = (Block(BlockKind.HEADER_LEFT, (office, figures, print_, outside)),)
    kept, stamp = read_arrival(truth.image, copy, blocks, None)
    assert [row.text for row in kept.lines] == ["trình", "Số:"]
    assert stamp.kind is BlockKind.ARRIVAL
    texts = [row.text.split()[0] for row in stamp.lines]
    assert texts == ["HUYỆN", "ĐẾN", "Số:", "Ngày:"]
    assert stamp.lines[2].words[1].candidates[0][1] == stamp.lines[2].words[1].confidence


def test_years_of_the_date_line_bound_those_of_the_stamp():
    date = Line(tuple(Word(w) for w in ("An", "Bình,", "ngày", "5", "tháng", "4", "năm", "2017")))
    assert fill._years((Block(BlockKind.HEADER_RIGHT, (date,)),)) == {2017, 2018}
    assert fill._years((Block(BlockKind.BODY, (date,)),)) == frozenset()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("18/10/17", ["18/10/2017"]),
        ("18-10-98", ["18/10/1998"]),
        ("5/7", ["5/7"]),
        ("05072019", ["5/7/2019"]),
        ("1112", ["1/1/2012", "11/12"]),
        ("", [""]),
        ("32/1", []),
        ("3/13", []),
        ("12//3", []),
    ],
)
def test_dates_that_figures_may_be(text, dates):
    found = dict(dates_of(text))
    assert sorted(found) == sorted(dates)
    assert not found or abs(sum(found.values()) - 1) < 1e-9


@drawn
@pytest.mark.parametrize(
    ("kind", "sure", "kept"),
    [
        (BlockKind.HEADER_LEFT, 0.95, True),  # black print under red ink is the document's
        (BlockKind.HEADER_LEFT, 0.5, False),
        (BlockKind.MARGINALIA, 0.95, False),  # read of the red ink itself
    ],
)
def test_capitals_under_a_red_stamp(kind, sure, kept):
    for seed in range(20):
        truth = stamps.stamped(Pen(np.random.default_rng((9, seed))), over_print=False)
        redness, copy = page_of(truth.image, truth.dpi)
        found = fill._find(truth.image, copy, redness, frozenset())
        if found is not None and found.frame.red:
            break
    mm, (x0, y0, x1, _) = truth.dpi / 25.4, truth.box
    left, top = (x0 + x1) // 2, round(y0 + 8 * mm)
    box = (left, top, round(left + 8 * mm), round(top + 3 * mm))
    blocks = (Block(kind, (Line((Word("NHIỆM", box, sure),)),)),)
    rest = read_arrival(truth.image, copy, blocks, redness)
    assert any(block.kind is kind for block in rest) == kept
