"""Print squeezed or squashed is read in its own proportions; other print as it stands."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from faults.engines import Steady
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.engines import DEFAULT, RawLine, engine
from ocr.page import Block, BlockKind, Line, Word
from ocr.proportions import stretch_of
from ocr.reader import read_page

DPI = 150.0
TEXT = (
    "Thực hiện kế hoạch công tác năm, các đơn vị tiếp nhận hồ sơ",
    "của người dân tại bộ phận một cửa và trả kết quả đúng hạn;",
    "những trường hợp phải xin lỗi đều có văn bản gửi đến từng hộ.",
    "Đề nghị thủ trưởng các cơ quan quan tâm, chỉ đạo thực hiện.",
)


def printed():
    """A page of 150 dpi with four lines of 13 points."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(TINOS.format("Regular"), 27)
    for i, line in enumerate(TEXT):
        draw.text((180, 300 + 40 * i), line, fill=20, font=font)
    return np.array(image)


@pytest.mark.parametrize(("across", "down"), [(0.5, 1), (0.65, 1), (1, 0.55)])
def test_squeezed_and_squashed_print_is_read_and_placed(across, down):
    sheet = printed()
    squeezed = cv2.resize(sheet, None, fx=across, fy=down, interpolation=cv2.INTER_AREA)
    words = list(read_page(squeezed, DPI, 1, engine(DEFAULT), 60).words())
    wanted = " ".join(TEXT).split()
    read = [word.text for word in words]
    assert sum(word in read for word in wanted) >= 0.9 * len(wanted)
    there = next(w.box for w in words if w.text == "hạn;")
    upright = next(
        w.box for w in read_page(sheet, DPI, 1, engine(DEFAULT), 60).words() if w.text == "hạn;"
    )
    asked = [v * f for v, f in zip(upright, (across, down) * 2, strict=True)]
    assert there == pytest.approx(asked, abs=4)


def blocks(*words):
    """One line of words ``(text, width, height)``."""
    line = Line(tuple(Word(text, (0, 0, w, h), 0.9) for text, w, h in words))
    return (Block(BlockKind.BODY, (line,)),)


@pytest.mark.parametrize(
    ("words", "stretch"),
    [
        ([("hoạch", 60, 24)] * 30, 1.0),  # as usual
        ([("hoạch", 30, 24)] * 30, 2.0),  # half as wide, or less: no more than twice at once
        ([("hoạch", 12, 24)] * 30, 2.0),
        ([("hoạch", 60, 12)] * 30, 0.53),
        ([("hoạch", 30, 24)] * 19, 1.0),  # too few
        ([("HOẠCH", 30, 24)] * 30, 1.0),  # capitals are of another shape
        ([("12.345", 30, 24)] * 30, 1.0),
        ([("hoạch", 60, 24)] * 20 + [("trường", 30, 24)] * 15, 1.0),  # most are as usual
    ],
)
def test_the_shape_of_most_words_tells(words, stretch):
    assert stretch_of(blocks(*words)) == pytest.approx(stretch, abs=0.15)


class Narrow(Steady):
    """Reads all print as narrow, and that of a wider picture less surely."""

    def __init__(self):
        self.widths = []

    def recognise(self, image, dpi, timeout, **how):
        self.widths.append(image.shape[1])
        sure = 0.9 if image.shape[1] == min(self.widths) else 0.7
        boxes = [(40 * i, 100, 40 * i + 30, 140) for i in range(30)]
        return [RawLine(tuple(Word("hoạch", box, sure) for box in boxes))]


def test_what_reads_worse_when_it_is_stretched_stays_as_it_was():
    read = read_page(printed(), DPI, 1, Narrow(), 60)
    assert {word.confidence for word in read.words()} == {0.9}
