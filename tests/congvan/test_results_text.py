"""What stands in the text of a document."""

from __future__ import annotations

from congvan.finishing import text_of
from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word


def test_the_stamp_of_arrival_is_no_text_of_the_document():
    def block(kind, *rows):
        return Block(kind, tuple(Line(tuple(map(Word, row.split()))) for row in rows))

    own = block(BlockKind.BODY, "Các đơn vị thực hiện.")
    note = block(BlockKind.MARGINALIA, "HỎA TỐC")
    stamp = block(BlockKind.ARRIVAL, "ĐẾN", "Số: 12")
    page = Page(1, (own, note, stamp), 1654, 2339, 200.0, TextOrigin.OCR)
    each = "Các đơn vị thực hiện.\n\nHỎA TỐC\n"
    assert text_of([page, page]) == f"{each}\f{each}"
    assert "Số: 12" in page.text
