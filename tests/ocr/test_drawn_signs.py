"""Roman numerals and dashes are as many strokes, and as long, as are printed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.cutoff import with_doubted_ends
from ocr.dashes import with_dashes
from ocr.numerals import with_numerals
from ocr.page import Block, BlockKind, Line, Word

drawn = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


def printed(tokens, style="Regular", size=50):
    """Words as they are drawn, each with its box."""
    font = ImageFont.truetype(TINOS.format(style), size)
    page = Image.new("L", (1600, 200), 255)
    pen = ImageDraw.Draw(page)
    boxes, x = [], 40
    for token in tokens:
        pen.text((x, 60), token, fill=0, font=font)
        boxes.append(tuple(map(int, pen.textbbox((x, 60), token, font=font))))
        x = boxes[-1][2] + size // 4
    return np.asarray(page), boxes


def texts(change, tokens, read, kind=BlockKind.BODY, style="Regular", size=50):
    page, boxes = printed(tokens, style, size)
    words = tuple(Word(text, box, 0.9) for text, box in zip(read, boxes, strict=True))
    (block,) = change([Block(kind, (Line(words),))], page)
    return [word.text for word in block.lines[0].words]


@drawn
@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize(
    ("there", "read", "after"),
    [
        ("II.", "I.", "II."),
        ("III.", "II.", "III."),
        ("III,", "HI,", "III,"),
        ("II", "H", "II"),
        ("VII", "VI", "VII"),
        ("VIII,", "VH,", "VIII,"),
        ("XII", "XI", "XII"),
        ("(i)", "(1)", "(i)"),
        ("(ii)", "(¡)", "(ii)"),
        ("(iii)", "(ii)", "(iii)"),
        ("(i)", "()", "(i)"),
        ("(ii)", "()", "(ii)"),
        # As printed.
        ("I.", "I.", "I."),
        ("III", "III", "III"),
        ("VI", "VI", "VI"),
        ("H", "H", "H"),
        ("(1)", "(1)", "(1)"),
        ("(11)", "(11)", "(11)"),
        ("(0)", "(0)", "(0)"),
        ("(10)", "(10)", "(10)"),
        ("(  )", "()", "()"),
        ("(l)", "(l)", "(l)"),
        ("IV", "IV", "IV"),
        ("II.", "IL", "II."),
        ("I.", "IL.", "I."),
        ("L.", "L.", "L."),
        ("1.", "l.", "1."),
        ("1", "I", "1"),
        ("11", "ll", "11"),
        ("11.", "lI.", "11."),
        ("I.", "l.", "I."),
        ("Hồ", "Hồ", "Hồ"),
    ],
)
def test_strokes_of_a_numeral(there, read, after, style):
    line = ["Chương", there, "Các"]
    assert texts(with_numerals, line, ["Chương", read, "Các"], style=style)[1] == after


@drawn
@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize(
    ("there", "read", "after"),
    [
        (["quý", "I/2012"], ["quý", "1/2012"], "I/2012"),
        (["Quý", "II/2024,"], ["Quý", "11/2024,"], "II/2024,"),
        (["Quý", "III/2024"], ["Quý", "II1/2024"], "III/2024"),
        (["quý", "III/2012."], ["quý", "II/2012."], "III/2012."),
        (["Quý", "II,", "III/2012"], ["Quý", "II,", "HI/2012"], "III/2012"),
        (["Quý", "IV/2024"], ["Quý", "1V/2024"], "IV/2024"),
        # As printed.
        (["quý", "1/2012"], ["quý", "1/2012"], "1/2012"),
        (["quý", "2/2012"], ["quý", "2/2012"], "2/2012"),
        (["quý", "IV/2012"], ["quý", "IV/2012"], "IV/2012"),
        (["tháng", "11/2024"], ["tháng", "11/2024"], "11/2024"),
        (["tháng", "I/2024"], ["tháng", "1/2024"], "1/2024"),
        (["quý", "I", "và", "tháng", "11/2024"], ["quý", "I", "và", "tháng", "11/2024"], "11/2024"),
    ],
)
def test_the_quarter_of_a_year(there, read, after, style):
    assert texts(with_numerals, there, read, style=style)[-1] == after


@drawn
@pytest.mark.parametrize(
    ("there", "read", "after"),
    [("III.", "II.", "III."), ("II.", "IL", "II."), ("11", "II", "II"), ("L.", "L.", "L.")],
)
def test_numerals_with_a_stop_at_the_head_of_a_cell(there, read, after):
    page, boxes = printed(["12", there, "Chi"])
    words = tuple(Word(t, box, 0.9) for t, box in zip(["12", read, "Chi"], boxes, strict=True))
    (block,) = with_numerals([Block(BlockKind.TABLE, (Line(words, (1,)),))], page)
    assert [word.text for word in block.lines[0].words] == ["12", after, "Chi"]
    (block,) = with_numerals([Block(BlockKind.TABLE, (Line(words, (3,)),))], page)
    assert [word.text for word in block.lines[0].words] == ["12", read, "Chi"]


@drawn
@pytest.mark.parametrize(("below", "after"), [("II", "I"), ("2", "1")])
def test_one_stroke_over_two_is_a_numeral(below, after):
    page, boxes = printed(["1", below])
    lines = (Line((Word("|", boxes[0], 0.9),)), Line((Word(below, boxes[1], 0.9),)))
    (block,) = with_numerals([Block(BlockKind.TABLE, lines)], page)
    assert [line.words[0].text for line in block.lines] == [after, below]
    lines = (Line((Word("1", boxes[0], 0.9),)), lines[1])
    (block,) = with_numerals([Block(BlockKind.TABLE, lines)], page)
    assert block.lines[0].words[0].text == "1"


@drawn
@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize(
    ("there", "read", "after"),
    [
        ("II", "HI", "II"),
        ("II", "I", "II"),
        ("III", "IH", "III"),
        ("I", "|", "I"),
        ("1", "|", "1"),
        ("11", "lI", "11"),
        # Figures are read otherwise, and words are none.
        ("11", "11", "11"),
        ("II", "11", "11"),
        ("H", "H", "H"),
        ("IV", "IV", "IV"),
        ("Hà", "Hà", "Hà"),
    ],
)
def test_a_numeral_alone_in_a_cell(there, read, after, style):
    page, boxes = printed([there, "Chi"], style)
    words = tuple(Word(t, box, 0.9) for t, box in zip([read, "Chi"], boxes, strict=True))
    (block,) = with_numerals([Block(BlockKind.TABLE, (Line(words, (1,)),))], page)
    assert [word.text for word in block.lines[0].words] == [after, "Chi"]


@drawn
@pytest.mark.parametrize("size", [34, 50])
@pytest.mark.parametrize(
    ("there", "read", "after"),
    [
        ("–", "-", "–"),
        ("–", "—", "–"),
        ("-", "-", "-"),
        ("-", "—", "-"),
        ("—", "—", "—"),
    ],
)
def test_dashes_are_as_long_as_printed(there, read, after, size):
    line = ["Độc", "lập", there, "Tự", "do"]
    as_read = ["Độc", "lập", read, "Tự", "do"]
    assert texts(with_dashes, line, as_read, size=size)[2] == after
    bullet = texts(with_dashes, [there, "Như", "trên;"], [read, "Như", "trên;"], size=size)
    assert bullet[0] == after


@drawn
def test_a_dash_alone_in_its_cell_has_no_words_beside_it():
    page, boxes = printed(["12", " ", " ", " ", " ", " ", "–", " ", " ", " ", " ", " ", "34"])
    words = tuple(Word(t, boxes[i], 0.9) for i, t in ((0, "12"), (6, "-"), (12, "34")))
    (block,) = with_dashes([Block(BlockKind.TABLE, (Line(words, (1, 2)),))], page)
    assert block.lines[0].words[1].text == "-"


@drawn
def test_a_dash_among_the_words_of_a_cell():
    line = ["Hành", "chính", "–", "Tổng", "hợp"]
    read = ["Hành", "chính", "-", "Tổng", "hợp"]
    assert texts(with_dashes, line, read, kind=BlockKind.TABLE) == line


@drawn
def test_a_rule_under_words_is_no_dash():
    page, boxes = printed(["Độc", "lập", " ", "Tự"])
    page = page.copy()
    page[boxes[0][3] + 2 : boxes[0][3] + 5, 40:400] = 0
    words = tuple(Word(t, b, 0.9) for t, b in zip(["Độc", "lập", "-", "Tự"], boxes, strict=True))
    (block,) = with_dashes([Block(BlockKind.BODY, (Line(words),))], page)
    assert block.lines[0].words[2].text == "-"


@drawn
@pytest.mark.parametrize(
    ("read", "reach", "doubted"),
    [
        ("50", 0.4, True),  # of "5038/TB-ĐHV"
        ("TB-ĐHV", -0.6, False),  # no figure: a word that lost letters shows it
        ("5038/TB-ĐHV", 1.0, False),
        ("38/TB-ĐHV", -0.75, True),  # its end was read
    ],
)
def test_a_number_whose_ink_goes_on_is_doubted(read, reach, doubted):
    page, boxes = printed(["số", "5038/TB-ĐHV", "ngày"])
    x0, y0, x1, y1 = boxes[1]
    wide = round((x1 - x0) * abs(reach))
    boxes[1] = (x0, y0, x0 + wide, y1) if reach > 0 else (x1 - wide, y0, x1, y1)
    words = tuple(Word(t, b, 0.9) for t, b in zip(["số", read, "ngày"], boxes, strict=True))
    (block,) = with_doubted_ends([Block(BlockKind.BODY, (Line(words),))], page)
    assert [w.confidence < 0.9 for w in block.lines[0].words] == [False, doubted, False]


@drawn
def test_a_number_beside_paper_and_words_is_not_doubted():
    page, boxes = printed(["ngày", "15", "tháng", "3", "năm", "2023"])
    noisy = np.clip(page - np.random.default_rng(1).integers(0, 30, page.shape), 0, 255)
    read = ["ngày", "15", "tháng", "3", "năm", "2023"]
    words = tuple(Word(t, b, 0.9) for t, b in zip(read, boxes, strict=True))
    block = Block(BlockKind.BODY, (Line(words),))
    assert with_doubted_ends([block], noisy.astype(np.uint8)) == (block,)
