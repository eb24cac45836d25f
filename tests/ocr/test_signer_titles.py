"""Titles under strokes and seals: known ones are read by the reader of names, in doubt."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.figures import UNSURE
from ocr.page import Block, BlockKind, Line, Word
from ocr.preprocess import OcrCopy
from ocr.signers import titles
from ocr.signers.fill_titles import read_titles
from ocr.signers.titles import Vote, title_rows

DPI = 300.0
SHAPE = (1400, 2480)
MIDDLE = 1750  # of all rows
FIRST, SPACING = 300, 70  # top of the first row, and from one to the next


def printed(*rows, size=54, spacing=SPACING):
    """Rows one below the other, dark on white, and the box of each."""
    image = Image.new("L", (SHAPE[1], SHAPE[0]), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(TINOS.format("Bold"), size)
    boxes = []
    for i, row in enumerate(rows):
        left = MIDDLE - draw.textlength(row, font=font) / 2
        at = (left, FIRST + i * spacing)
        draw.text(at, row, fill=20, font=font)
        boxes.append(tuple(map(round, draw.textbbox(at, row, font=font))))
    return np.array(image), boxes


def sealed(sheet, dark=60):
    """The same with a pen's stroke and the rims of a seal over the left of the rows."""
    centre = (MIDDLE - 260, FIRST + 190)
    for radius, width in ((215, 6), (150, 3)):
        cv2.circle(sheet, centre, radius, dark, width, cv2.LINE_AA)
    pen = np.array([(MIDDLE - 250, FIRST + 230), (MIDDLE - 90, FIRST + 40), (MIDDLE, FIRST + 150)])
    cv2.polylines(sheet, [pen.astype(np.int32)], False, dark, 6, cv2.LINE_AA)
    return sheet


def copy_of(sheet):
    return OcrCopy(sheet, sheet, np.eye(2, 3), DPI, 0, 0.0)


def line(text, box, confidence=0.95):
    """A line of print as it was read; its words share its box."""
    x0, y0, x1, y1 = box
    tokens = text.split()
    edges = np.linspace(x0, x1, len(tokens) + 1).round().astype(int).tolist()
    words = (
        Word(t, (a, y0, b - 10, y1), confidence)
        for t, a, b in zip(tokens, edges, edges[1:], strict=False)
    )
    return Line(tuple(words))


def read(sheet, *lines):
    (block,) = read_titles(sheet, copy_of(sheet), [Block(BlockKind.SIGNATURE, lines)], None)
    return block


def texts(block):
    return [" ".join(w.text for w in ln.words) for ln in block.lines]


@pytest.mark.parametrize(
    "rows",
    [
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"),
        ("HIỆU TRƯỞNG",),
        ("KT. VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG"),
    ],
)
def test_titles_are_read_under_pen_and_seal(rows):
    sheet = sealed(printed(*rows)[0])
    found = title_rows([sheet[200:700, 1200:2300]], DPI)
    assert [row.text.upper() for row in found] == list(rows)


def test_an_office_under_the_signature_makes_nobody_a_deputy():
    sheet = printed("CHỦ TỊCH", *[""] * 4, "CHỦ TỊCH")[0]
    found = title_rows([sealed(sheet)[200:900, 1200:2300]], DPI)
    assert [row.text.upper() for row in found] == ["CHỦ TỊCH", "CHỦ TỊCH"]


@pytest.mark.parametrize(
    "rows",
    [
        ("thực hiện theo quy định",),
        ("SỞ XÂY DỰNG LỘC PHÚ",),
        ("Nguyễn Văn An",),
        ("CÔNG TY CỔ PHẦN ĐÁ VÔI",),
        (),
    ],
)
def test_what_is_no_title_is_not_read_as_one(rows):
    sheet = sealed(printed(*rows)[0])
    assert title_rows([sheet[200:700, 1200:2300]], DPI) == []


@pytest.mark.parametrize(
    ("rows", "sure"),
    [
        # Who signs for the chairman is his deputy, and nobody else.
        (("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), True),
        (("TM. ỦY BAN", "PHÓ CHỦ TỊCH"), False),
    ],
)
def test_a_hidden_word_is_found(rows, sure):
    sheet, (head, own) = printed(*rows)
    seen = (own[0] + 150, own[1], own[2], own[3])
    block = read(sealed(sheet), line(rows[0], head), line("CHỦ TỊCH", seen))
    assert texts(block) == list(rows)
    assert block.lines[0] == line(rows[0], head)
    assert all((word.confidence > UNSURE) == sure for word in block.lines[1].words)


def test_a_row_stands_where_print_shows_it():
    sheet, (head, own) = printed("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    joined = line("KT.CHU TỊCH", head, 0.8)  # one word of two
    last = line("CHỦ TỊCH", (own[0] + 150, *own[1:]))
    block = read(sealed(sheet), joined, last)
    assert texts(block) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert block.lines[0].box[0] == head[0]
    for box, (x0, _, x1, _) in zip((ln.box for ln in block.lines), (head, own), strict=True):
        assert abs((box[0] + box[2]) - (x0 + x1)) / 2 < 0.3 * (box[3] - box[1])


def test_two_words_that_are_both_hidden_are_in_doubt():
    sheet, boxes = printed("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    for (x0, y0, _, y1), wide in zip(boxes, (95, 150), strict=True):
        sheet[y0 - 10 : y1 + 10, x0 - 10 : x0 + wide] = 255
    seen = [(x0 + w, y0, x1, y1) for (x0, y0, x1, y1), w in zip(boxes, (95, 150), strict=True)]
    block = read(sealed(sheet), *(line("CHỦ TỊCH", box, 0.8) for box in seen))
    assert texts(block) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert all(word.confidence <= UNSURE for ln in block.lines for word in ln.words)


def test_bits_of_a_seal_give_way():
    sheet, (own,) = printed("TRƯỞNG PHÒNG")
    bits = Word("“®", (own[0] - 90, own[1], own[0] - 40, own[3]), 0.3)
    half = line("ƯỞNG PHÒNG", own, 0.4)
    block = read(sealed(sheet), Line((bits, *half.words)))
    assert texts(block) == ["TRƯỞNG PHÒNG"]


@pytest.mark.parametrize(("sure", "stays"), [(0.95, True), (0.5, False)])
def test_an_abbreviation_beside_a_title_is_no_bit_of_a_seal(sure, stays):
    sheet, (own,) = printed("TRƯỞNG PHÒNG")
    short = Word("P.", (own[2] + 15, own[1], own[2] + 60, own[3]), sure)
    block = read(sealed(sheet), Line((*line("TRƯỚNG PHÒNG", own, 0.8).words, short)))
    assert texts(block) == ["TRƯỞNG PHÒNG P." if stays else "TRƯỞNG PHÒNG"]


def test_a_title_that_was_not_read_is_found_above_the_name():
    sheet, (_, name) = printed("CỤC TRƯỞNG", "Nguyễn Văn An")
    block = read(sealed(sheet), line("Nguyễn Văn An", name))
    assert texts(block) == ["CỤC TRƯỞNG", "Nguyễn Văn An"]
    left, top, right, bottom = block.lines[0].box
    assert left < MIDDLE < right
    assert top < FIRST + 35 < bottom


def test_titles_that_were_read_well_are_left_as_they_are():
    sheet, (head, own) = printed("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    lines = line("TL. CỤC TRƯỞNG", head), line("CHÁNH VĂN PHÒNG", own)
    assert read(sheet, *lines) == Block(BlockKind.SIGNATURE, lines)


def test_a_code_that_was_read_well_stays():
    sheet, (head, own) = printed("TL. VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG")
    other = line("KT. VỤ TRƯỞNG", head).words[0], *line("KT. VỤ TRƯỜNG", head, 0.5).words[1:]
    block = read(sealed(sheet), Line(other), line("PHÓ VỤ TRƯỞNG", own))
    assert texts(block) == ["KT. VỤ TRƯỜNG", "PHÓ VỤ TRƯỞNG"]


@pytest.mark.parametrize("rows", [("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), ("THỨ TRƯỞNG",)])
def test_a_deputy_of_a_minister_is_one_though_little_is_above_him(rows):
    found = title_rows([sealed(printed(*rows)[0])[200:700, 1200:2300]], DPI)
    assert [row.text.upper() for row in found] == list(rows)


def test_a_short_title_below_the_body_is_due_however_little_is_seen():
    sheet, _ = printed("TM. BAN THƯỜNG VỤ QUẬN ĐOÀN", "BÍ THƯ", size=44, spacing=56)
    for radius, width in ((190, 9), (140, 4), (60, 4)):
        cv2.circle(sheet, (MIDDLE - 60, FIRST + 170), radius, 60, width, cv2.LINE_AA)
    pen = np.array([(MIDDLE - 200, FIRST + 30), (MIDDLE - 20, FIRST + 130), (MIDDLE, FIRST + 40)])
    cv2.polylines(sheet, [pen.astype(np.int32)], False, 60, 6, cv2.LINE_AA)
    found = title_rows([sheet[200:600, 1200:2300]], DPI)
    assert [row.text for row in found] == ["tm. ban thường vụ", "bí thư"]


@pytest.mark.parametrize(
    ("above", "below", "deputy"),
    [
        ("chủ tịch", "chủ tịch", ("kt. chủ tịch", "phó chủ tịch")),
        ("kt. chủ tịch", "chủ tịch", ("kt. chủ tịch", "phó chủ tịch")),
        ("tl. chủ tịch", "chủ tịch", ("kt. chủ tịch", "phó chủ tịch")),
        ("chủ tịch", "phó chủ tịch", ("kt. chủ tịch", "phó chủ tịch")),
        ("tl. chủ tịch", "chánh văn phòng", ("tl. chủ tịch", "chánh văn phòng")),
        ("tm. ủy ban nhân dân", "chủ tịch", ("tm. ủy ban nhân dân", "chủ tịch")),
    ],
)
def test_nobody_signs_for_himself(above, below, deputy, monkeypatch):
    seen = [
        Vote(text, 30.0, top, (0, 10 * top, 300, 10 * top + 40))
        for text, first in ((above, 10), (below, 18))
        for top in (first, first + 1)
    ]
    monkeypatch.setattr(titles, "_votes", lambda *_: seen)
    found = title_rows([np.full((400, 900), 255, np.uint8)], DPI)
    assert tuple(row.text for row in found) == deputy


@pytest.mark.parametrize(("kt", "text"), [(24.0, "bí thư"), (20.0, "phó bí thư")])
def test_a_rim_before_a_title_makes_no_deputy(kt, text, monkeypatch):
    nats = {"bí thư": 20.0, "phó bí thư": 22.0, "kt. bí thư": kt}
    seen = [Vote(t, n, top, (0, 0, 300, 40 + top)) for t, n in nats.items() for top in (10, 12)]
    monkeypatch.setattr(titles, "_votes", lambda *_: seen)
    (row,) = title_rows([np.full((400, 900), 255, np.uint8)], DPI)
    assert row.text == text


def test_a_body_is_no_name():
    sheet, (head,) = printed("TM. BAN THƯỜNG VỤ")
    block = read(sealed(sheet), line("TM. BAN THƯỜNG VU", head, 0.6))
    assert texts(block) == ["TM. BAN THƯỜNG VỤ"]


def test_other_print_that_was_read_well_stays():
    sheet, (head, own) = printed("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    lines = line("KT. TRƯỞNG BAN", head, 0.7), line("SỞ XÂY DỰNG", own)
    assert texts(read(sheet, *lines)) == ["KT. TRƯỞNG BAN", "SỞ XÂY DỰNG"]


def test_only_signatures_are_looked_at():
    sheet, (own,) = printed("GIÁM ĐỐC")
    body = Block(BlockKind.BODY, (line("ÁM ĐỐC", own, 0.3),))
    assert read_titles(sheet, copy_of(sheet), [body], None) == (body,)
