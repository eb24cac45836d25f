"""Repairing a page: words stay where they stand."""

from __future__ import annotations

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.edits import replay
from postprocess.pages import repair_page


def line(text: str, y: int, tabs: tuple[int, ...] = ()) -> Line:
    words = text.split()
    return Line(
        tuple(Word(w, (i * 100, y, i * 100 + 90, y + 20), 0.9) for i, w in enumerate(words)), tabs
    )


def page(*lines: Line, kind: BlockKind = BlockKind.BODY) -> Page:
    return Page(number=1, blocks=(Block(kind, lines),), width=2000, height=1000)


def test_boxes_and_lines_are_kept() -> None:
    before = page(
        line("Uy ban nhan dan huyén bdo cdo két qua thuc hién", 0),
        line("cong tac cai cach thu tuc hanh chinh", 30),
    )
    after, edits = repair_page(before, "garbled")
    assert after.text.split("\n") == [
        "Ủy ban nhân dân huyện báo cáo kết quả thực hiện",
        "công tác cải cách thủ tục hành chính",
    ]
    assert [w.box for w in after.words()] == [w.box for w in before.words()]
    assert replay(before.text, edits) == after.text


def test_joined_words_get_the_box_around_both() -> None:
    before = page(line("Uy ban nhan dan tinh ban hanh Quyét din h vé viéc quy dinh", 0))
    after, _ = repair_page(before, "garbled")
    word = next(w for w in after.words() if w.text == "định")
    assert word.box == (800, 0, 990, 20)


def test_a_word_that_is_two_shares_its_box() -> None:
    before = page(line("Bo truong Bo Y té quy dinhchi tiét thi hanh Nghi dinh nay", 0))
    after, _ = repair_page(before, "garbled")
    words = list(after.words())
    first = next(i for i, w in enumerate(words) if w.text == "định")
    left, right = words[first].box, words[first + 1].box
    assert left is not None
    assert right is not None
    assert (left[0], right[2]) == (600, 690)
    assert left[2] == right[0]


def test_cells_stay_cells() -> None:
    before = page(line("1 Sô giường bệnh 12 15", 0, (1, 4, 4, 5)), kind=BlockKind.TABLE)
    after, edits = repair_page(before, "vietnamese")
    (row,) = after.lines()
    assert row.tabs == (1, 4, 4, 5)
    assert [[w.text for w in cell] for cell in row.cells][2:] == [[], ["12"], ["15"]]
    assert replay(before.text, edits) == after.text


def test_empty_page() -> None:
    empty = Page(number=1)
    assert repair_page(empty) == (empty, ())


def test_confidence_of_an_edited_word_is_below_one() -> None:
    after, _ = repair_page(
        page(line("phát triển kinh tê - xã hội của địa phương", 0)), "vietnamese"
    )
    edited = next(w for w in after.words() if w.text == "tế")
    assert edited.confidence is not None
    assert 0 < edited.confidence < 1


def test_what_a_pen_left_behind_the_text_goes() -> None:
    after, _ = repair_page(
        page(line("Các đơn vị thực hiện theo thông báo này./ 2T", 0)), "vietnamese"
    )
    assert after.text == "Các đơn vị thực hiện theo thông báo này./."


def test_the_number_of_a_pen_stays_one_where_its_symbol_is_mended() -> None:
    shares = (("1834", 0.9), ("1854", 0.05))
    word = Word("1834/QĐĐ-UBND", (0, 0, 90, 20), 0.8, shares)
    block = Block(BlockKind.HEADER_LEFT, (Line((word,)),))
    page, _ = repair_page(Page(1, (block,), 100, 50, 200, TextOrigin.OCR), mode="vietnamese")
    (mended,) = page.blocks[0].lines[0].words
    assert (mended.text, mended.candidates) == ("1834/QĐ-UBND", shares)
