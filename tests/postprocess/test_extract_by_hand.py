"""Slots that a pen filled in: what has nearly all votes is ok, the rest is for a person."""

from __future__ import annotations

import json

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.pages import repair_page
from postprocess.record import Status


def line(y, *words):
    """Words from texts; a dict is a slot: its candidates with their shares."""
    made, x = [], 200
    for word in words:
        shares = tuple(word.items()) if isinstance(word, dict) else ()
        text, sure = shares[0] if shares else (word, 0.95)
        made.append(Word(text, (x, y, x + 12 * len(text), y + 30), sure, shares))
        x += 12 * len(text) + 10
    return Line(tuple(made))


def record(number=None, day=None, month="10", year="2017"):
    """Of a page with these slots; a text is print, a dict is a pen's."""
    slots = [s for s in (number,) if s is not None]
    left = (
        line(100, "UBND", "TỈNH", "BÌNH", "AN"),
        line(140, "SỞ", "Y", "TẾ"),
        line(180, "Số:", *slots, "/BC-SYT"),
    )
    date = [w for w in ("ngày", day, "tháng", month, "năm", year) if w is not None]
    right = (
        line(100, *["CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"]),
        line(140, *["Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc"]),
        line(180, "Bình", "An,", *date),
    )
    blocks = (Block(BlockKind.HEADER_LEFT, left), Block(BlockKind.HEADER_RIGHT, right))
    page = Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)
    return extract([repair_page(page, mode="vietnamese")[0]])


def test_what_has_nearly_all_votes_is_ok():
    found = record({"1834": 0.97, "1854": 0.02}, {"17": 0.98})
    assert (found.number.value, found.number.status) == ("1834", Status.OK)
    assert (found.date.value, found.date.status) == ("2017-10-17", Status.OK)
    assert (found.number.confidence, found.number.candidates) == (0.97, None)
    assert (found.symbol.value, found.symbol.status) == ("BC-SYT", Status.OK)


def test_a_close_race_is_doubtful_and_names_its_candidates():
    found = record({"1834": 0.6, "1854": 0.3, "1884": 0.001}, {"17": 0.55, "11": 0.4})
    assert (found.number.value, found.number.status) == ("1834", Status.DOUBTFUL)
    assert found.number.candidates == ["1834", "1854"]
    assert (found.date.value, found.date.status) == ("2017-10-17", Status.DOUBTFUL)
    assert found.date.candidates == ["2017-10-17", "2017-10-11"]
    assert {r.split(":")[0] for r in found.needs_review.reasons} >= {"number", "date"}


def test_a_guess_is_no_value():
    found = record({"1834": 0.2, "1854": 0.15}, {"17": 0.2})
    assert (found.number.value, found.number.status) == (None, Status.DOUBTFUL)
    assert found.number.candidates == ["1834", "1854"]
    assert found.date.value is None


@pytest.mark.parametrize("number", ["", None])
def test_a_blank_slot_is_no_number(number):
    found = record(number if number is None else {"": 0.9}, {"17": 0.98})
    assert (found.number.value, found.number.status) == (None, Status.DOUBTFUL)


def test_a_date_is_as_sure_as_its_slots_together():
    found = record("12", {"17": 0.9}, {"10": 0.9}, {"2017": 0.9})
    assert found.date.confidence == pytest.approx(0.9**3, abs=1e-3)
    assert found.date.status is Status.DOUBTFUL


def test_days_that_do_not_exist_are_no_candidates():
    found = record("12", {"30": 0.6, "20": 0.39}, {"02": 0.99}, "2017")
    assert (found.date.value, found.date.status) == ("2017-02-20", Status.DOUBTFUL)
    assert found.date.candidates == ["2017-02-20"]


def test_the_key_is_there_only_where_a_pen_is_in_doubt():
    data = json.loads(record({"1834": 0.6}, {"17": 0.98}).model_dump_json(by_alias=True))
    assert data["number"]["candidates"] == ["1834"]
    assert all("candidates" not in data[name] for name in ("date", "symbol", "issuer", "arrival"))
