"""Names in lists against the same names in the text."""

from __future__ import annotations

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.fields.flow import rows_of
from postprocess.named_otherwise import doubt_named_otherwise
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
