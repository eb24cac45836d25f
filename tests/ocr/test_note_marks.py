"""The raised figures that lead to footnotes are written where text and notes agree."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr.engines import RawLine
from ocr.note_marks import with_note_marks
from ocr.page import Block, BlockKind, Line, Word

SMALL, GAP = 22, 40  # px: height of a small letter, from line to line
FIGURES = ImageFont.load_default(26)


class Reader:
    """Reads the n-th cut-out of a sheet as the n-th text."""

    name = "fake"

    def __init__(self, *texts):
        self.texts = texts
        self.asked = 0

    def recognise(self, image, dpi, timeout, *, one_column=False, model=None):
        self.asked += 1
        rows = np.flatnonzero((image < 128).any(axis=1))
        bands = np.split(rows, np.flatnonzero(np.diff(rows) > 10) + 1)
        return [
            RawLine((Word(text, (40, int(band[0]), 90, int(band[-1])), 0.9),))
            for text, band in zip(self.texts, bands, strict=True)
            if text
        ]


class Sheet:
    """A page with lines of letters, each a stroke with a foot, and raised figures."""

    def __init__(self):
        self.picture = Image.new("L", (1200, 900), 255)
        self.draw = ImageDraw.Draw(self.picture)
        self.lines = {BlockKind.BODY: [], BlockKind.FOOTNOTE: []}
        self.y = 100

    def line(self, kind, *texts, before=None):
        words, x = [], 100
        if before is not None:
            self.raised(x, before)
            x += 50
        for text, _, figure in (text.partition("^") for text in texts):
            left = x
            for _ in text.rstrip("."):
                self.draw.rectangle((x, self.y, x + 11, self.y + SMALL), fill=0)
                x += 18
            if figure:
                self.raised(x, figure)
                x += 20 * len(figure)
            if text.endswith("."):
                self.draw.rectangle((x, self.y + SMALL - 3, x + 3, self.y + SMALL), fill=0)
                x += 8
            words.append(Word(text, (left, self.y - 16, x, self.y + SMALL + 2), 0.9))
            x += 30
        self.lines[kind].append(Line(tuple(words)))
        self.y += GAP + SMALL

    def raised(self, x, figure):
        self.draw.text((x, self.y + 4), figure, font=FIGURES, fill=0, anchor="ls")

    def written(self, engine):
        blocks = [Block(kind, tuple(lines)) for kind, lines in self.lines.items() if lines]
        return with_note_marks(blocks, np.array(self.picture), engine, 10.0)


def page(*, first=1, bodies=2, notes=2, reads=("cùng”.", "tháng1.")):
    sheet = Sheet()
    for i in range(bodies):
        words = [f"{w}^{first + i}" if w == reads[i] else w for w in ("tăng", reads[i], "mắc")]
        sheet.line(BlockKind.BODY, *words)
    for i in range(notes):
        sheet.line(BlockKind.FOOTNOTE, "Theo", "báo", "cáo", before=str(first + i))
    return sheet


def texts(blocks):
    return [line.text for block in blocks for line in block.lines]


def test_marks_in_the_text_and_before_the_notes_are_written():
    assert texts(page().written(Reader("111", "222", "1 1 1", "»"))) == [
        "tăng cùng¹. mắc",
        "tăng tháng². mắc",
        "¹ Theo báo cáo",
        "² Theo báo cáo",
    ]


def test_notes_may_begin_with_another_number():
    marks = texts(page(first=9).written(Reader("999", "101010", "", "101010")))
    assert marks[:2] == ["tăng cùng⁹. mắc", "tăng tháng¹⁰. mắc"]


def test_a_speck_before_a_note_was_its_figure():
    sheet = page(notes=1)
    sheet.line(BlockKind.FOOTNOTE, "Theo", "báo", "cáo", before="2")
    line = sheet.lines[BlockKind.FOOTNOTE][1]
    speck = Word("?", (98, line.words[0].box[1], 118, line.words[0].box[3] - 10), 0.3)
    sheet.lines[BlockKind.FOOTNOTE][1] = Line((speck, *line.words))
    assert texts(sheet.written(Reader("111", "222", "111", "222")))[-1] == "² Theo báo cáo"


def test_specks_among_the_marks_are_left_out():
    sheet = page(bodies=3, reads=("cùng”.", "quốc.", "tháng1."))
    marks = texts(sheet.written(Reader("111", "", "222", "111", "222")))
    assert marks[:3] == ["tăng cùng¹. mắc", "tăng quốc. mắc", "tăng tháng². mắc"]
    assert marks[3:] == ["¹ Theo báo cáo", "² Theo báo cáo"]


def test_a_mark_too_many_that_is_not_read_in_order_leaves_all_as_it_was():
    sheet = page(bodies=3, reads=("cùng”.", "quốc.", "tháng1."))
    assert texts(sheet.written(Reader("111", "", "", "111", "222")))[0] == "tăng cùng”. mắc"


@pytest.mark.parametrize(
    ("read", "after"), [("cùng).", "cùng¹."), ("cùng!5", "cùng¹"), ("(cùng).", "(cùng)¹.")]
)
def test_what_the_mark_was_taken_for_goes(read, after):
    marks = texts(page(bodies=1, notes=1, reads=(read,)).written(Reader("111", "111")))
    assert marks[0] == f"tăng {after} mắc"


@pytest.mark.parametrize(
    ("sheet", "engine"),
    [
        (page(notes=3), Reader()),
        (page(bodies=1), Reader()),
        (page(bodies=0), Reader()),
        (page(), Reader("»", "))", "111", "")),
    ],
    ids=["more notes than marks", "fewer marks", "no mark", "figures that are not read"],
)
def test_nothing_is_written_without_evidence(sheet, engine):
    before = texts([Block(kind, tuple(lines)) for kind, lines in sheet.lines.items() if lines])
    assert texts(sheet.written(engine)) == before


def test_a_page_without_footnotes_is_not_looked_at():
    sheet, engine = page(notes=0), Reader()
    assert texts(sheet.written(engine)) == ["tăng cùng”. mắc", "tăng tháng1. mắc"]
    assert engine.asked == 0
