"""What the reader of the slots sees is set among the words of the head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from heads import head

from ocr.preprocess import prepare
from ocr.slots import fill
from ocr.slots.find import SlotKind
from ocr.slots.read import Slot

PAGE = np.full((1000, 2480), 255, np.uint8)
COPY = prepare(PAGE, 300)
BOXES = {
    "number": (420, 380, 520, 460),
    "day": (1750, 380, 1800, 460),
    "month": (1950, 380, 2000, 460),
    "year": (2100, 380, 2200, 460),
}


@pytest.fixture
def filled(monkeypatch):
    """The two lines after the reader saw what the test says; None where it saw nothing."""

    def run(number=None, date=None, **texts):
        def say(_image, _copy, line):
            names = ("number",) if line.kind is SlotKind.NUMBER else ("day", "month", "year")
            seen = (number,) if line.kind is SlotKind.NUMBER else date or (None, None, None)
            return [
                Slot(name, tuple(shares.items()), BOXES[name])
                for name, shares in zip(names, seen, strict=True)
                if shares is not None
            ]

        monkeypatch.setattr(fill, "read_slots", say)
        blocks = head(**texts)
        after = fill.fill_slots(PAGE, COPY, blocks, 300)
        assert (after[0].lines[0], after[1].lines[0]) == (blocks[0].lines[0], blocks[1].lines[0])
        return after[0].lines[1], after[1].lines[1]

    return run


@pytest.mark.parametrize(
    ("read", "after"),
    [
        ("Số: /BC-SYT", "Số: 1834 /BC-SYT"),
        ("Số:(/8†/SYT-NVY", "Số: 1834 /SYT-NVY"),
        ("Số: É€ /CV - CC", "Số: 1834 /CV - CC"),
        ("Sá:202/SYT-NVY", "Số: 1834 /SYT-NVY"),  # the label is known by its place
        ("Sóé⁄29/KH- CC", "Số: 1834 /KH- CC"),
        ("Số: 442 CC", "Số: 1834 /CC"),  # the slash was read as part of the figures
        ("Số:z?€ TM-SYT", "Số: 1834 /TM-SYT"),
        ("Số: 24 T.Tr- CC", "Số: 1834 /T.Tr- CC"),
        ("Số: z6-HD/VPTW", "Số: 1834 -HD/VPTW"),  # the Party parts them with a dash
        ("Số: z6-TTr/ĐTN", "Số: 1834 -TTr/ĐTN"),
        ("Số: z6 HD/ĐTN", "Số: 1834 HD/ĐTN"),  # or with a blank, or with nothing
        ("Số: 11KHLT/ĐTN-PGD&ĐT", "Số: 1834 KHLT/ĐTN-PGD&ĐT"),
        ("Số: CT/QĐ-UBND", "Số: 1834 /QĐ-UBND"),
        ("Số: 000004 TTIr/ĐTN", "Số: 1834 TTIr/ĐTN"),  # a kind misread, right of the figures
        ("Số: Zb/ĐTN", "Số: 1834 /ĐTN"),  # the figures
        ("Số: /J05/QĐ-UBND", "Số: 1834 /QĐ-UBND"),
        ("Số: s2 - CV/HNDT", "Số: 1834 - CV/HNDT"),
        ("Số: Zi7BC - CC", "Số: 1834 /BC - CC"),
        ("Số: Tƒ/I/QLCL-VP", "Số: 1834 /QLCL-VP"),  # a slash read twice
        ("Số: 8/2010/QĐ-UBND", "Số: 1834 /2010/QĐ-UBND"),
    ],
)
def test_a_number_by_hand_stands_between_label_and_symbol(filled, read, after):
    line, _ = filled(number={"1834": 0.9, "1854": 0.05}, number_text=read)
    assert line.text == after
    (word,) = (w for w in line.words if w.candidates)
    assert (word.text, word.box) == ("1834", BOXES["number"])
    assert word.confidence == pytest.approx(0.9, abs=0.05)


@pytest.mark.parametrize(("gap", "after"), [(3, "Số: 1834/BC-SYT"), (30, "Số: 1834 /BC-SYT")])
def test_a_blank_stands_before_the_slash_where_one_is_seen(filled, monkeypatch, gap, after):
    grey = COPY.image.copy()
    grey[390:450, 430:520] = 0  # the number
    grey[390:450, 520 + gap : 700] = 0  # its symbol
    monkeypatch.setitem(filled.__globals__, "COPY", replace(COPY, image=grey))
    line, _ = filled(number={"1834": 0.9, "1854": 0.05}, number_text="Số: /BC-SYT")
    assert line.text == after
    (word,) = (w for w in line.words if w.candidates)
    assert word.candidates[0][0] == "1834"


def test_a_symbol_whose_slash_was_not_read_is_in_doubt(filled):
    line, _ = filled(number={"1834": 0.9}, number_text="Số:z?€ TM-SYT", sure=0.95)
    assert line.words[-1].text == "/TM-SYT"
    assert line.words[-1].confidence <= 0.2


def test_a_symbol_whose_year_was_not_read_is_in_doubt(filled):
    line, _ = filled(number={"1834": 0.9}, number_text="Số: z6/20/0/QĐ-UBND", sure=0.95)
    assert line.words[-1].text == "/QĐ-UBND"
    assert line.words[-1].confidence <= 0.2
    line, _ = filled(number={"1834": 0.9}, number_text="Số: z/6/QĐ-UBND", sure=0.95)
    assert line.words[-1].confidence > 0.9


def test_print_that_both_read_alike_stays_as_it_is(filled):
    text = "Số: 51/2025/TT-BCA"
    line, _ = filled(number={"51": 0.7}, number_text=text, sure=0.95)
    assert line.text == text
    assert not any(w.candidates for w in line.words)


@pytest.mark.parametrize("sure", [0.3, 0.95])
def test_the_line_that_a_number_is_written_on_goes(filled, sure):
    line, _ = filled(number={"1834": 0.9}, number_text="Số:1834_ /BC-SYT", sure=sure)
    assert line.text == "Số: 1834 /BC-SYT"


@pytest.mark.parametrize("text", ["Số: 09-01/26/PT-PNC", "Số: 12.3/QĐ-UBND"])
def test_print_of_figures_in_parts_stays_as_it_is(filled, text):
    line, _ = filled(number={"0901": 1.0}, number_text=text, sure=0.95)
    assert line.text == text


def test_print_that_the_reader_contradicts_is_in_doubt(filled):
    line, _ = filled(number={"1595": 0.9}, number_text="Số: 4235 /SGDĐT-CTrTT", sure=0.95)
    (word,) = (w for w in line.words if w.candidates)
    assert word.confidence < 0.9
    assert {"1595", "4235"} <= {v for v, _ in word.candidates}


def test_a_slot_that_is_blank_to_both_stays_blank(filled):
    line, _ = filled(number={"": 0.9}, number_text="Số: /2017/TT-BYT")
    assert line.text == "Số: /2017/TT-BYT"


def test_strokes_that_neither_can_read_stay_as_they_were_read(filled):
    line, _ = filled(number=None, number_text="Số: Ñ#^ /BC-SYT")
    assert line.text == "Số: Ñ#^ /BC-SYT"


@pytest.mark.parametrize(
    ("read", "after"),
    [
        ("Kiên Giang, ngày tháng 10 năm 2017", "Kiên Giang, ngày 17 tháng 10 năm 2017"),
        ("Vị Thanh, Š tháng D2#ăm 2017", "Vị Thanh, ngày 17 tháng 10 năm 2017"),
        ("Vị Thanh, ngày3O tháng2năm 2017", "Vị Thanh, ngày 17 tháng 10 năm 2017"),
        ("Kiên Giang, ngày Ƒˆ tháng LÍ năm 20017", "Kiên Giang, ngày 17 tháng 10 năm 2017"),
    ],
)
def test_a_date_by_hand_stands_between_its_words(filled, read, after):
    date = ({"17": 0.9}, {"10": 0.95}, {"2017": 0.9})
    _, line = filled(date=date, date_text=read)
    assert line.text == after
    assert [w.text for w in line.words if w.candidates] == ["17", "10", "2017"]


def test_a_printed_date_that_both_read_alike_stays_as_it_is(filled):
    text = "Hà Nội, ngày 05 tháng 6 năm 2020"
    _, line = filled(date=({"05": 0.6}, {"6": 0.6}, {"2020": 0.6}), date_text=text, sure=0.9)
    assert (line.text, [w.candidates for w in line.words]) == (text, [()] * 8)


def test_a_date_whose_month_is_not_seen_stays_as_it_was_read(filled):
    text = "Hà Nội, ngày Ô tháng năm 2020"
    _, line = filled(date=({"5": 0.6}, None, {"2020": 0.6}), date_text=text)
    assert line.text == text


@pytest.mark.parametrize("text", ["Hà Nội, ngày tháng năm", "Hà Nội, ngày … tháng … năm …"])
def test_a_date_of_which_nothing_is_filled_in_stays_without_figures(filled, text):
    _, line = filled(date=({"": 0.9}, {"": 0.9}, {"": 0.9}), date_text=text)
    assert line.text == "Hà Nội, ngày tháng năm"
