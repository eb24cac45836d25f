"""Names in lists against the same names in the text."""

from __future__ import annotations

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.fields.flow import rows_of
from postprocess.named_otherwise import (
    doubt_kept_by,
    doubt_marked_capitals,
    doubt_named_otherwise,
)
from postprocess.record import Status, Text


@pytest.mark.parametrize(
    ("item", "lines", "value", "sure"),
    [
        ("Công ty TNHH Sen Vàg An Lạc", ["Công ty TNHH Sen Vàng An Lạc có", "Sen Vàng An Lạc sẽ"],
         "Công ty TNHH Sen Vàng An Lạc", False),
        ("Hợp tác xã số 1 huyện An Phú", ["xã số I huyện An Phú"], "Hợp tác xã số 1 huyện An Phú",
         False),
        # The text says it the other way more seldom, or says something else.
        ("Công ty Sen Vàng An Lạc", ["Công ty Sen Vàng An Lạc", "Công ty Sen Vàng An Lạc",
         "Công ty Sen Vàg An Lạc"], "Công ty Sen Vàng An Lạc", True),
        ("Phòng số 12 huyện An Phú", ["Phòng số 13 huyện An Phú"], "Phòng số 12 huyện An Phú",
         True),
        ("Sở Nội vụ tỉnh", ["Sở Xây dựng tỉnh"], "Sở Nội vụ tỉnh", True),
    ],
)  # fmt: skip
def test_a_name_in_a_list_and_in_the_text(
    item: str, lines: list[str], value: str, sure: bool
) -> None:
    printed = (Line(tuple(Word(w, None, 0.95) for w in text.split())) for text in (item, *lines))
    rows = rows_of([Page(1, (Block(BlockKind.BODY, tuple(printed)),), 9, 9, 9.0, TextOrigin.OCR)])
    one = Text(value=item, raw=item, status=Status.OK)
    doubt_named_otherwise([one], rows)
    assert (one.value, one.status is Status.OK) == (value, sure)


@pytest.mark.parametrize(
    ("symbol", "sure", "item", "value"),
    [("QLVT-KĐLT", True, "Lưu: VT, KDLT", "Lưu: VT, KĐLT"),
     ("QLVT-KĐLT", False, "Lưu: VT, KDLT", "Lưu: VT, KDLT")],
)  # fmt: skip
def test_where_a_paper_is_kept_is_told_by_its_symbol(
    symbol: str, sure: bool, item: str, value: str
) -> None:
    kept = Text(value=item, status=Status.OK)
    own = Text(value=symbol, status=Status.OK if sure else Status.DOUBTFUL)
    doubt_kept_by([kept], own)
    assert (kept.value, kept.status) == (value, Status.DOUBTFUL)


@pytest.mark.parametrize("item", ["Lưu: VT, KĐLT", "Lưu: VT, TCCB", "Phòng KDLT"])
def test_a_unit_that_the_symbol_does_not_name_is_no_doubt(item: str) -> None:
    kept = Text(value=item, status=Status.OK)
    doubt_kept_by([kept], Text(value="QLVT-KĐLT", status=Status.OK))
    assert (kept.value, kept.status) == (item, Status.OK)


@pytest.mark.parametrize(
    ("item", "sure"),
    [
        ("Chủ tịch, các PỚT UBND huyện", False),
        ("Chủ tịch, các PCT UBND huyện", True),
        ("CÁC PHÒNG, BAN", True),
        ("Sở GDĐT, Sở LĐTBXH", True),
        ("Phòng số Ỉ", True),  # one letter may number anything
    ],
)
def test_capitals_with_a_tone_that_are_no_word(item: str, sure: bool) -> None:
    one = Text(value=item, raw=item, status=Status.OK)
    doubt_marked_capitals([one])
    assert (one.value, one.status is Status.OK) == (item, sure)
