"""Head, title and signature read line by line: three readings vote on every word."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.engines import Model, RawLine
from ocr.form import read_form_again
from ocr.page import Block, BlockKind, Line, Word

PAPER = np.full((400, 1400), 255, np.uint8)
RIM = 40 + 6  # margin of the sheet and rim of the cut-out


def words(spelt, x=50, y=100):
    """``SỞ.9 Y·TẾ.8``: words with their confidence; a dot in the middle is a narrow blank."""
    made = []
    for part in spelt.split():
        text, sure = part.rsplit("@", 1)
        for piece in text.split("·"):
            made.append(Word(piece, (x, y, x + 20 * len(piece), y + 30), float(sure)))
            x += 20 * len(piece)
        x += 12
    return tuple(made)


class Readers:
    """Two models that read the only line of the sheet as they were told."""

    name = "readers"

    def __init__(self, text, second):
        self.readings = {Model.TEXT: text, Model.SECOND: second}
        self.calls = 0

    def recognise(self, image, dpi, timeout, *, one_column=False, model=Model.TEXT):
        self.calls += 1
        return [RawLine(words(self.readings[model], RIM, RIM))]


@pytest.mark.parametrize(
    ("page", "line", "second", "expected"),
    [
        pytest.param("SƠ@.6 Y@.9", "SỞ@.8 Y@.9", "SỞ@.7 Y@.9", "SỞ Y", id="two against one"),
        pytest.param("SỞ@.9 Y@.9", "SỞ@.9 Y@.9", "SƠ@.9 Y@.9", "SỞ Y", id="the page and one"),
        pytest.param("YTẺ@.6", "Y·TẺ@.5", "Y·TẾ@.9", "YTẺ", id="spaces are no vote"),
        pytest.param("YTẾ@.6", "Y·TẾ@.9", "Y·TE@.5", "Y TẾ", id="of one spelling the surest"),
        pytest.param("Quí@.9 III@.6", "Quí@.9 II@.9", "Quí@.9 III@.7", "Quí III", id="Roman"),
        pytest.param("quí@.9 I@.5", "quí@.9 Ï@.9", "quí@.9 Ï@.9", "quí I", id="no Roman figure"),
        pytest.param("quả@.9 Š@.7", "quả@.9 3@.6", "quả@.9 5@.9", "quả 5", id="no such letter"),
        pytest.param("số@.8 72@.8", "số@.9 79@.9", "số@.9 72@.7", "số 72", id="a figure stays"),
        pytest.param("số@.8 72@.8", "số@.9 79@.9", "số@.9 79@.9", "số 79", id="two against it"),
        pytest.param("Số:@.9 Š12/QĐ@.5", "Số:@.9 512/QĐ@.6", "Số:@.9 112/QĐ@.9", "Số: Š12/QĐ",
                     id="a pen's figures are read by others"),
        pytest.param("các@.9 c@.3 tỉnh@.9", "các@.9", "các@.9", "các tỉnh", id="a speck"),
        pytest.param("sáng@.9 kiến@.7 Trường@.9", *["sángkiếnTrườngHọcSinhGiỏi@.99"] * 2,
                     "sáng kiến Trường", id="of two lines run together, none"),
    ],
)  # fmt: skip
def test_votes(page, line, second, expected):
    blocks = (Block(BlockKind.HEADER_LEFT, (Line(words(page)),)),)
    (block,) = read_form_again(blocks, PAPER, 300, Readers(line, second), 10)
    assert block.lines[0].text == expected


@pytest.mark.parametrize(
    ("page", "line", "sure"),
    [("thứ@.9 XII@.7", "thứ@.9 XI@.95", False), ("thứ@.9 XII,@.9", "thứ@.9 XII@.95", True)],
)
def test_a_roman_figure_that_is_read_in_two_ways_is_unsure(page, line, sure):
    blocks = (Block(BlockKind.TITLE, (Line(words(page)),)),)
    (block,) = read_form_again(blocks, PAPER, 300, Readers(line, line), 10)
    assert (block.lines[0].words[1].confidence >= 0.7) == sure


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        pytest.param(BlockKind.BODY, "SƠ@.5 Y@.5", id="running text"),
        pytest.param(BlockKind.TITLE, "BÁO@.95 CÁO@.95", id="surely read"),
        pytest.param(BlockKind.TITLE, "20@.5 -@.2", id="no letters"),
    ],
)
def test_what_is_not_read_again(kind, page):
    blocks = (Block(kind, (Line(words(page)),)),)
    engine = Readers("X@.99", "X@.99")
    assert read_form_again(blocks, PAPER, 300, engine, 10) == blocks
    assert engine.calls == 0


@pytest.mark.parametrize(("left", "shown"), [(180, True), (135, False), (320, False)])
def test_a_box_that_begins_amid_its_word_hides_none_of_it(left, shown):
    paper = PAPER.copy()
    paper[100:130, left - 15 : left - 10] = 0  # a letter before the box
    row = Word("Bộ", (50, 100, 110, 130), 0.9), Word("ưởng", (left, 100, left + 80, 130), 0.8)

    class Sees(Readers):
        def recognise(self, image, dpi, timeout, *, one_column=False, model=Model.TEXT):
            self.ink = (image < 128).any()
            return []

    engine = Sees("", "")
    read_form_again([Block(BlockKind.RECIPIENTS, (Line(row),))], paper, 300, engine, 10)
    assert engine.ink == shown
