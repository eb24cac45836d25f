"""The lines of number and date are found by any of their printed words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from heads import EM, head, line

from ocr.page import Block, BlockKind, Line
from ocr.slots.find import SlotKind, find_slot_lines


def found(**texts):
    blocks = head(**texts)
    return {
        hit.kind: " ".join(
            w.text for w in blocks[hit.block].lines[hit.line].words[hit.start : hit.end]
        )
        for hit in find_slot_lines(blocks, 300)
    }


@pytest.mark.parametrize(
    "number",
    ["Số: 1834 /BC-SYT", "Số: /BC-SYT", ".Só:1#12 /SYT-TCCB", "Số:(/8†/SYT-NVY", "5Ö /TB-SYT",
     "Sá:202/SYT-NVY", "Số: 36-HD/VPTW", "Sóz#/SYT-NVY", "Số:ZbA /BC-SYT", "Số:zw€ TM-SYT",
     "Sôớ{ /BC-SYT", "Só:Ao03⁄UBND-VP", "QĐ-UBND", "Số 01+ /2010/ TTLT-BQP", "Số s/ BC-SYT"],
)  # fmt: skip
def test_a_number_line_is_found_however_the_pen_was_read(number):
    assert found(number_text=number)[SlotKind.NUMBER] == number


@pytest.mark.parametrize(
    ("number", "sure", "label"),
    [
        ("Số 36-HD/VPTW", 0.95, "Số"),  # the Party prints no colon
        ("Số 36-HD/VPTW", 0.5, "Số:"),
        ("Số: 36-HD/VPTW", 0.95, "Số:"),
    ],
)
def test_how_the_label_is_printed(number, sure, label):
    left = Block(BlockKind.HEADER_LEFT, (line(number, sure=sure),))
    (hit,) = find_slot_lines((left,), 300)
    assert hit.label == label


@pytest.mark.parametrize(
    "date",
    ["ngày lễ tháng 8 năm 2022", "ngày tháng @năm 2010", "ngày3O tháng2năm 2010",
     "ngày 0Htháng năm 2025"],
)  # fmt: skip
def test_a_date_line_is_found_however_the_pen_was_read(date):
    assert found(date_text=f"Cần Thơ, {date}")[SlotKind.DATE] == date


@pytest.mark.parametrize(
    "number",
    [
        "SỞ Y TẾ AN GIANG",
        "BAN SOẠN THẢO",
        "Sơn La",
        "TTYT/BVĐK.....",
        "SởYT/VP",
        "Sơn /BC",
        "VNPT-HN",
        "Sơn La và /BC-SYT",
        "BC-VT VIỆT NAM",
    ],
)
def test_an_office_is_no_number(number):
    assert SlotKind.NUMBER not in found(number_text=number)


@pytest.mark.parametrize("own", ["Số: 12 /BC-SYT", "Sở Y tế"])
def test_the_number_of_a_stamp_of_arrival_is_not_the_documents(own):
    stamp = [line(text, top=20 + 60 * i) for i, text in enumerate(("ĐẾN", "Số: 1834", "Ngày: 5/6"))]
    left = Block(BlockKind.HEADER_LEFT, (*stamp, line(own, top=300)))
    hits = [left.lines[hit.line].text for hit in find_slot_lines((left,), 300)]
    assert hits == ([own] if "/" in own else [])


def test_what_a_pen_wrote_above_the_head_is_not_the_number():
    noted, own = "0310 /XAVT", "Số: 12 /BC-SYT"
    left = Block(BlockKind.HEADER_LEFT, (line(noted, top=20), line(own, top=300)))
    (hit,) = find_slot_lines((left,), 300)
    assert left.lines[hit.line].text == own


@pytest.mark.parametrize("own", ["Số:Ao03⁄UBND-VP", "Số: 12"])
def test_a_number_in_what_a_letter_is_about_is_not_its_own(own):
    about = [
        line(text, top=400 + 60 * i, sure=0.95)
        for i, text in enumerate(("V/v thực hiện Thông tư", "116/2018/TT-BNV ngày 28/11 của"))
    ]
    left = Block(BlockKind.HEADER_LEFT, (line(own, top=300), *about))
    hits = [left.lines[hit.line].text for hit in find_slot_lines((left,), 300)]
    assert hits == [own]


def test_a_year_alone_is_no_date_line():
    assert SlotKind.DATE not in found(date_text="Kế hoạch năm học")


def test_running_text_with_a_word_like_an_anchor_is_no_date_line():
    assert SlotKind.DATE not in found(
        date_text="Phòng Truyền thông và Quản trị thương hiệu", sure=0.95
    )


def test_a_page_without_a_head_has_no_slots():
    body = Block(BlockKind.BODY, (line("Căn cứ Quyết định số 12/QĐ-UBND ngày 5 tháng 6 năm 2020"),))
    assert find_slot_lines((body,), 300) == []


def test_where_an_anchor_is_missing_the_line_reaches_to_where_it_would_be():
    (hit,) = (h for h in find_slot_lines(head(number_text="42 /KH-SYT"), 300) if h.kind == "number")
    symbol = head(number_text="42 /KH-SYT")[0].lines[1].words[-1].box
    assert hit.box[0] < symbol[0] - 4 * EM


def test_a_word_that_a_pen_made_higher_does_not_lift_the_line():
    left, right = head(number_text="Số:(/8†/SYT-NVY")
    (word,) = left.lines[1].words
    x0, _, x1, y1 = word.box
    high = replace(word, box=(x0, y1 - 2 * EM, x1, y1))
    left = replace(left, lines=(left.lines[0], Line((high,))))
    (hit,) = (h for h in find_slot_lines((left, right), 300) if h.kind == "number")
    assert y1 - EM < hit.box[1] < hit.box[3] == y1


@pytest.mark.parametrize("date", ["ngày", "ngày tháng", "ngày tháng 8 năm", "tháng 8 năm"])
def test_where_the_year_was_not_read_the_line_reaches_to_where_it_would_be(date):
    blocks = head(date_text=date)
    (hit,) = (h for h in find_slot_lines(blocks, 300) if h.kind == "date")
    last = blocks[1].lines[1].words[-1]
    assert hit.box[2] > last.box[2] + EM * (4 if "năm" not in date else 2)
