"""Names that print was read as: both readers together, a rare name kept, titles left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.figures import UNSURE
from ocr.page import Block, BlockKind, Line, Word
from ocr.signers.printed import look_again

SHAPE = (400, 1400)
AT = (300, 150)
FONT = ImageFont.truetype(TINOS.format("Bold"), 58)


def drawn(name, pen=False):
    """A page with a name in bold, a pen's stroke through the space above its letters or not."""
    image = Image.new("L", (SHAPE[1], SHAPE[0]), 255)
    ImageDraw.Draw(image).text(AT, name, fill=20, font=FONT)
    page = np.array(image)
    if pen:
        cv2.line(page, (AT[0] - 60, AT[1] + 30), (AT[0] + 700, AT[1] - 20), 60, 4, cv2.LINE_AA)
    return page


def line_of(read, printed, confidence=0.8):
    """Words as they were read, where those that are printed stand."""
    words, done = [], ""
    for word, other in zip(read.split(), printed.split(), strict=True):
        left = AT[0] + round(FONT.getlength(done))
        box = (left, AT[1] + 8, left + round(FONT.getlength(other)), AT[1] + 66)
        words.append(Word(word, box, confidence))
        done += f"{other} "
    return Line(tuple(words))


def looked_at(read, printed, pen=False, kind=BlockKind.SIGNATURE, confidence=0.8):
    page = drawn(printed, pen)
    blocks = [Block(kind, (line_of(read, printed, confidence),))]
    (block,) = look_again(
        blocks, SHAPE, lambda area: [page[area[1] : area[3], area[0] : area[2]].copy()]
    )
    return block.lines[0]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Nguyễn Văn Thuân", "Nguyễn Văn Thuấn"),
        ("Lê Thị Minh Đúc", "Lê Thị Minh Đức"),
        ("Nguyễn Quảng Thanh", "Nguyễn Quang Thanh"),
        ("Phạm Lê Tuần", "Phạm Lê Tuấn"),
        ("TS. Trần Thể Sơn", "TS. Trần Thế Sơn"),
    ],
)
@pytest.mark.parametrize("pen", [False, True])
def test_a_misread_accent_is_mended_in_doubt(read, printed, pen):
    line = looked_at(read, printed, pen)
    assert line.text == printed
    for word, before in zip(line.words, read.split(), strict=True):
        assert (word.confidence <= UNSURE) == (word.text != before)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn An",
        "Phạm Thị Chinh",
        "Nguyễn Đình Thuân",  # hardly anybody is called so
        "Chử Xuân Dũng",
        "Lý Vinh Quang",
        "Hà Thanh Toản",
        "Đặng Lê Nguyệt Ánh",
        "Lò Văn Sáng",
        "PGS.TS. Nguyễn Đình Hiền",
    ],
)
@pytest.mark.parametrize("pen", [False, True])
def test_what_is_printed_stays_however_rare(name, pen):
    assert looked_at(name, name, pen).text == name


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Trần Thị Hồng Hạnh", "Lê Minh Tuấn"])
def test_what_both_readers_say_is_sure(name):
    assert all(word.confidence >= 0.9 for word in looked_at(name, name).words)


def test_what_is_nearly_as_likely_is_in_doubt():
    # The accent is under a blot: either name may stand there.
    printed = "Nguyễn Văn Thuân"
    page = drawn(printed)
    left = AT[0] + round(FONT.getlength("Nguyễn Văn Thu"))
    cv2.circle(page, (left + 16, AT[1] + 15), 14, 30, -1)
    (block,) = look_again(
        [Block(BlockKind.SIGNATURE, (line_of(printed, printed, 0.95),))],
        SHAPE,
        lambda area: [page[area[1] : area[3], area[0] : area[2]].copy()],
    )
    *others, last = block.lines[0].words
    assert last.confidence <= UNSURE
    assert [w.text for w in others] == ["Nguyễn", "Văn"]


@pytest.mark.parametrize(
    "text",
    ["TRƯỞNG PHÒNG ĐÀO TẠO", "Trưởng phòng", "Giám đốc", "LÊ VĂN TÁM"],
)
def test_titles_and_capitals_are_left_alone(text):
    assert looked_at(text, text) == line_of(text, text)


@pytest.mark.parametrize("text", ["Ban Tổ chức", "Hà Nội"])
def test_what_begins_like_a_name_stays_as_it_is_read(text):
    assert looked_at(text, text).text == text


def test_names_elsewhere_on_a_page_are_left_alone():
    read, printed = "Nguyễn Văn Thuân", "Nguyễn Văn Thuấn"
    assert looked_at(read, printed, kind=BlockKind.BODY) == line_of(read, printed)


def test_a_name_without_a_place_stays():
    line = Line((Word("Nguyễn", None, 0.9), Word("An", None, 0.9)))
    (block,) = look_again([Block(BlockKind.SIGNATURE, (line,))], SHAPE, lambda _: [])
    assert block.lines == (line,)


def test_a_family_read_with_an_accent_of_no_family_is_mended():
    line = looked_at("Định Đức Vinh", "Đinh Đức Vinh")
    assert line.text == "Đinh Đức Vinh"
    assert [w.confidence <= UNSURE for w in line.words] == [True, False, False]


@pytest.mark.parametrize("name", ["Vì Văn Sang", "Hờ A Chống", "Lô Thị Xuân", "Vu Quốc Bảo"])
def test_families_that_the_corpora_hardly_have_stay(name):
    assert looked_at(name, name).text == name


@pytest.mark.parametrize("text", ["2á Tấn đãng", "Nguyễn văn an"])
def test_what_is_not_written_as_a_name_is_none(text):
    assert looked_at(text, "Trịnh Văn Dũng") == line_of(text, "Trịnh Văn Dũng")
