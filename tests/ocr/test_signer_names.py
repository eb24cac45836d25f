"""Names under strokes and seals: read by their own reader, always in doubt, never over print."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from pictures import turned
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.ctc import Reading
from ocr.figures import UNSURE
from ocr.ink import RedPrint
from ocr.page import Block, BlockKind, Line, Word
from ocr.preprocess import OcrCopy
from ocr.signers import fill, sweep
from ocr.signers.fill import read_signer
from ocr.signers.names import name_in
from ocr.signers.place import unsigned
from ocr.signers.sweep import read_name

DPI = 300.0
SHAPE = (1400, 2480)
AT = (1500, 520)  # of the name
TITLE = Word("GIÁM", (1540, 260, 1690, 310), 0.95), Word("ĐỐC", (1710, 260, 1820, 310), 0.95)
TITLED = Block(BlockKind.SIGNATURE, (Line(TITLE),))


def printed(text, face="Bold", size=58):
    """A name as it stands on a page, dark on white."""
    image = Image.new("L", (SHAPE[1], SHAPE[0]), 255)
    font = ImageFont.truetype(TINOS.format(face), size)
    ImageDraw.Draw(image).text(AT, text, fill=20, font=font)
    return np.array(image)


def signed(sheet, dark=40):
    """The same with a pen's stroke through the name and the rim of a seal over it."""
    x, y = AT
    pen = np.array([(x - 80, y + 60), (x + 160, y + 20), (x + 330, y + 45), (x + 480, y - 60)])
    cv2.polylines(sheet, [pen.astype(np.int32)], False, dark, 6, cv2.LINE_AA)
    cv2.circle(sheet, (x - 60, y - 150), 210, dark, 7, cv2.LINE_AA)
    return sheet


def copy_of(sheet):
    return OcrCopy(sheet, sheet, np.eye(2, 3), DPI, 0, 0.0)


def text(line):
    return " ".join(word.text for word in line.words)


@pytest.mark.parametrize("angle", [0.0, 3.0, -3.0])
@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Trần Thị Hồng Hạnh"])
def test_a_name_is_read_level_or_not(name, angle):
    sheet = turned(printed(name, "Italic", 62)[300:900, 1200:2300], angle)
    assert " ".join(w.text for w in read_name([sheet], DPI)) == name


@pytest.mark.parametrize(
    ("votes", "name"),
    [
        ({"trần công lộc": 4, "trần lông lộc": 3, "trần công lọc": 1.5, "trần bông lộc": 1}, True),
        ({"trần công lộc": 4, "trần lông lộc": 3, "trần bông lộc": 2}, False),
        ({"trần công lộc": 4, "lê văn tám": 3, "trần lộc": 2}, False),
    ],
)
def test_each_word_of_a_name_needs_half_of_the_votes(votes, name, monkeypatch):
    def look(windows, seen, _):
        for text, n in votes.items() if windows else ():
            of = seen[text]
            of.votes, of.window = n / 10, windows[0]
            of.reading = Reading(text, 1.0, tuple(range(len(text))))
        return [], []

    monkeypatch.setattr(sweep, "_look", look)
    sheet = printed("Trần Công Lộc")[300:900, 1200:2300]
    found = " ".join(word.text for word in read_name([sheet], DPI))
    assert found == ("Trần Công Lộc" if name else "")


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Lê Minh Tuấn", "Phạm Thị Thu Hà"])
def test_a_name_is_read_under_pen_and_seal(name):
    sheet = signed(printed(name))
    blocks = read_signer(sheet, copy_of(sheet), [TITLED], None)
    title, line = blocks[0].lines
    assert title.words == TITLE
    assert text(line) == name
    assert all(word.confidence <= UNSURE for word in line.words)


def test_its_words_stand_where_they_are_printed():
    sheet = signed(printed("ThS. Lê Minh Tuấn"))
    (block,) = read_signer(sheet, copy_of(sheet), [TITLED], None)
    words = block.lines[1].words
    assert [w.text for w in words] == ["Lê", "Minh", "Tuấn"]
    lefts = [w.box[0] for w in words]
    assert lefts == sorted(lefts)
    assert lefts[0] > AT[0] + 90  # behind the degree
    assert all(w.box[1] < AT[1] + 40 < w.box[3] for w in words)


def test_what_print_made_of_it_gives_way():
    junk = Line(
        (Word("„yễn", (1510, 530, 1640, 585), 0.3), Word("V#n", (1650, 530, 1740, 585), 0.2))
    )
    other = Line((Word("Nơi", (300, 200, 360, 240), 0.9),))
    sheet = signed(printed("Nguyễn Văn An"))
    blocks = [
        Block(BlockKind.RECIPIENTS, (other,)),
        Block(BlockKind.SIGNATURE, (Line(TITLE), junk)),
    ]
    recipients, signature = read_signer(sheet, copy_of(sheet), blocks, None)
    assert recipients == blocks[0]
    assert [text(line) for line in signature.lines] == ["GIÁM ĐỐC", "Nguyễn Văn An"]


def line_of(name, confidence):
    x, words = AT[0] - 10, []
    for token in name.split():
        words.append(Word(token, (x, 525, x + 110, 585), confidence))
        x += 125
    return Line(tuple(words))


def test_what_both_readers_say_is_sure():
    sheet = signed(printed("Nguyễn Văn An"))
    blocks = [Block(BlockKind.SIGNATURE, (Line(TITLE), line_of("Nguyễn Văn An", 0.6)))]
    (block,) = read_signer(sheet, copy_of(sheet), blocks, None)
    title, name = block.lines
    assert title == blocks[0].lines[0]
    assert text(name) == "Nguyễn Văn An"
    assert all(word.confidence >= 0.9 for word in name.words)


@pytest.mark.parametrize(
    ("first", "again", "swept", "name"),
    [
        ("Trân", "Trân", "Trần", "Trân"),
        ("Trân", "Trần", "Trân", "Trân"),
        ("Trân", "Trần", "Trần", "Trần"),
        ("Trân", "Trấn", "Trần", "Trần"),
    ],
)
def test_of_three_readings_in_other_accents_two_say_which(first, again, swept, name, monkeypatch):
    blocks, looked, found = (
        [Block(BlockKind.SIGNATURE, (Line(TITLE), line_of(f"Hoàng {word} Châu", sure)))]
        for word, sure in ((first, 0.6), (again, UNSURE), (swept, UNSURE))
    )
    monkeypatch.setattr(fill, "look_again", lambda *_: tuple(looked))
    monkeypatch.setattr(fill, "read_name", lambda *_: [
        word.moved(-place.area[0], -place.area[1]) for word in found[0].lines[1].words
    ])  # fmt: skip
    (place,) = unsigned(looked, SHAPE, DPI)
    sheet = signed(printed("Hoàng Trân Châu"))
    (block,) = read_signer(sheet, copy_of(sheet), blocks, None)
    assert text(block.lines[1]) == f"Hoàng {name} Châu"


def test_what_they_read_differently_is_in_doubt():
    sheet = signed(printed("Nguyễn Văn An"))
    blocks = [Block(BlockKind.SIGNATURE, (Line(TITLE), line_of("Nguyễn Vân Ân", 0.6)))]
    (block,) = read_signer(sheet, copy_of(sheet), blocks, None)
    assert text(block.lines[1]) == "Nguyễn Văn An"
    assert all(word.confidence <= UNSURE for word in block.lines[1].words[1:])


def test_a_name_stands_beside_recipients_where_the_only_title_is_far_above():
    deciding = tuple(replace(w, box=(w.box[0], 20, w.box[2], 70)) for w in TITLE)
    head = Block(BlockKind.TITLE, (Line(deciding),))
    recipients = Block(BlockKind.RECIPIENTS, (Line((Word("Nơi", (300, 1200, 360, 1240), 0.9),)),))
    (place,) = unsigned([head, recipients], SHAPE, DPI)
    assert place.area[1] > 1000


def test_what_a_seal_says_is_no_text_that_goes_on():
    sealed = tuple(
        Line(
            (Word("CÔNG", (1640, y, 1740, y + 30), 0.9), Word("NGHỆ", (1760, y, 1860, y + 30), 0.9))
        )
        for y in range(330, 630, 40)
    )
    assert list(unsigned([TITLED, Block(BlockKind.SIGNATURE, sealed)], SHAPE, DPI))


def test_for_whom_one_signs_says_where_a_name_stands():
    body = ["TM.", "BAN", "THƯỜNG", "VỤ", "QUẬN", "ĐOÀN"]
    words = (Word(w, (1340 + 140 * i, 260, 1460 + 140 * i, 310), 0.9) for i, w in enumerate(body))
    blocks = [Block(BlockKind.SIGNATURE, (Line(tuple(words)),))]
    sheet = signed(printed("Nguyễn Văn An"))
    (signature,) = read_signer(sheet, copy_of(sheet), blocks, None)
    assert text(signature.lines[1]) == "Nguyễn Văn An"


def test_a_name_goes_where_print_was_read_as_some_of_it():
    title = replace(TITLED, kind=BlockKind.BODY)
    half = replace(TITLED, lines=(line_of("uyễn Văn An", 0.5),))
    sheet = signed(printed("Nguyễn Văn An"))
    body, signature = read_signer(sheet, copy_of(sheet), [title, half], None)
    assert body == title
    assert text(signature.lines[0]) == "Nguyễn Văn An"


def test_beside_recipients_no_title_is_needed():
    sheet = signed(printed("Nguyễn Văn An"))
    recipients = Block(BlockKind.RECIPIENTS, (Line((Word("Nơi", (300, 300, 360, 340), 0.9),)),))
    _, signature = read_signer(sheet, copy_of(sheet), [recipients], None)
    assert signature.kind is BlockKind.SIGNATURE
    assert text(signature.lines[0]) == "Nguyễn Văn An"


def test_a_name_in_red_is_read():
    sheet = printed("Nguyễn Văn An", "Italic", 62)
    white = np.full(SHAPE, 255, np.uint8)
    red = RedPrint(sheet, (AT[0], AT[1], AT[0] + 600, AT[1] + 120), white)
    (signature,) = read_signer(white, copy_of(white), [TITLED], red)
    assert text(signature.lines[1]) == "Nguyễn Văn An"


def test_of_titles_side_by_side_each_has_a_place_the_right_one_first():
    left = tuple(Word(w.text, (w.box[0] - 800, w.box[1], w.box[2] - 800, w.box[3])) for w in TITLE)
    blocks = [Block(BlockKind.BODY, (Line((*left, *TITLE)),))]
    right_one, left_one = unsigned(blocks, SHAPE, DPI)
    assert right_one.area[0] - left_one.area[0] == 800


def test_strokes_and_figures_are_no_name():
    sheet = signed(np.full(SHAPE, 255, np.uint8))
    for x in range(1400, 1900, 40):
        sheet[520:570, x : x + 6] = 60
    blocks = [TITLED]
    assert read_signer(sheet, copy_of(sheet), blocks, None) == tuple(blocks)


def named(name, confidence):
    x, words = AT[0], []
    for token in name.split():
        words.append(Word(token, (x, 520, x + 120, 580), confidence))
        x += 140
    return Block(BlockKind.SIGNATURE, (Line(TITLE), Line(tuple(words))))


@pytest.mark.parametrize(
    ("blocks", "looked_for"),
    [
        ([TITLED], True),
        ([named("Nguyễn Văn An", 0.5)], True),
        ([named("ỦY BAN", 0.9)], True),
        ([named("Nguyễn Văn An", 0.9)], False),
        ([named("TS. Nguyễn Văn An", 0.9)], False),
        ([named("H'Linh Niê", 0.3)], False),  # a letter that the reader does not know
        ([named("H°Linh Niê", 0.3)], False),
        ([Block(BlockKind.BODY, (Line((Word("Giám", (1500, 260, 1600, 310), 0.9),)),))], False),
        ([], False),
    ],
)  # fmt: skip
def test_where_a_name_is_looked_for(blocks, looked_for):
    assert bool(list(unsigned(blocks, SHAPE, DPI))) == looked_for


def test_a_text_that_goes_on_under_a_title_is_none():
    text = "Căn cứ Luật Tổ chức chính quyền địa phương ngày tháng năm".split  # of two lines
    body = [
        Line(tuple(
            Word(word, (x, y, x + 130, y + 40), 0.95)
            for word, x in zip(text(), range(300, 2480, 160), strict=False)
        ))
        for y in (340, 400)
    ]  # fmt: skip
    blocks = [TITLED, Block(BlockKind.BODY, tuple(body))]
    assert not list(unsigned(blocks, SHAPE, DPI))


def test_recipients_that_run_beside_the_name_are_not_looked_at():
    words = "Văn phòng Chính phủ và các cơ quan của Quốc hội".split
    line = Line(tuple(
        Word(word, (x, 560, x + 75, 600), 0.95)
        for word, x in zip(words(), range(300, 2480, 90), strict=False)
    ))  # fmt: skip
    (place,) = unsigned([Block(BlockKind.RECIPIENTS, (line,)), TITLED], SHAPE, DPI)
    assert place.beside == tuple(word.box for word in line.words[-2:])


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("nguyễn văn an", "nguyễn văn an"),
        ("pgs.ts. lê thị bình", "lê thị bình"),
        ("thượng tá trần thị bình", "trần thị bình"),
        ("thương tướng đỗ văn an", "đỗ văn an"),
        ("bác sĩ hồ minh", "hồ minh"),
        ("giám đốc", ""),
        ("văn phòng", ""),  # a family, but two words that are other things too
        ("nguyễn xqz", ""),
        ("an", ""),
    ],
)
def test_names_in_lines(line, name):
    assert name_in(line) == name


def test_a_name_in_capitals_keeps_its_degree_and_its_capitals():
    told = "TS. NGUYỄN VĂN AN"
    sheet = printed(told, size=50)
    font = ImageFont.truetype(TINOS.format("Bold"), 50)
    words, done = [], ""
    for read, token in zip(["TS.", "NGUYÊN", "VĂN", "AN"], told.split(), strict=True):
        left = AT[0] + round(font.getlength(done))
        words.append(Word(read, (left, 525, left + round(font.getlength(token)), 575), 0.6))
        done += f"{token} "
    blocks = [Block(BlockKind.SIGNATURE, (Line(TITLE), Line(tuple(words))))]
    (block,) = read_signer(sheet, copy_of(sheet), blocks, None)
    assert text(block.lines[1]) == told
    assert [w.confidence <= UNSURE for w in block.lines[1].words] == [False, True, False, False]
