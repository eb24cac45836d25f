"""Names on stamps: found askew, read by their own reader, always in doubt, never over print."""

from __future__ import annotations

import numpy as np
import pytest
from pictures import turned
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.engines import RawLine
from ocr.figures import UNSURE
from ocr.page import Word
from ocr.stamps.fill import with_names
from ocr.stamps.find import levelled, stamp_lines
from ocr.stamps.read import read_name

DPI = 300
AT = (300, 200)


def stamped(text, angle=0.0):
    """A name as the ink of a stamp alone, dark on white."""
    image = Image.new("L", (1200, 500), 255)
    font = ImageFont.truetype(TINOS.format("Italic"), 62)
    ImageDraw.Draw(image).text(AT, text, fill=60, font=font)
    return turned(np.array(image), angle)


@pytest.mark.parametrize("angle", [0.0, 3.0, -3.0])
@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Trần Thị Hồng Hạnh"])
def test_a_name_is_read_level_or_not(name, angle):
    sheet = stamped(name, angle=angle)
    (box,) = stamp_lines(sheet, DPI)
    assert " ".join(w.text for w in read_name(sheet, box)) == name


def test_a_degree_before_it_is_no_part_of_the_name():
    sheet = stamped("ThS. Lê Minh Tuấn")
    (box,) = stamp_lines(sheet, DPI)
    words = read_name(sheet, box)
    assert [w.text for w in words] == ["Lê", "Minh", "Tuấn"]
    lefts = [w.box[0] for w in words]
    assert lefts == sorted(lefts)
    assert lefts[0] > box[0] + 100  # behind the degree
    assert all(box[0] <= w.box[0] < w.box[2] <= box[2] for w in words)


def test_a_line_set_level_is_lower_than_it_lay():
    sheet = stamped("Nguyễn Văn An", angle=4.0)
    (box,) = stamp_lines(sheet, DPI)
    assert len(levelled(sheet, box)) < 0.85 * (box[3] - box[1])


def test_strokes_and_figures_are_no_name():
    sheet = np.full((500, 1200), 255, np.uint8)
    for x in range(100, 900, 40):
        sheet[200:260, x : x + 6] = 60
    for box in stamp_lines(sheet, DPI):
        assert read_name(sheet, box) == []


def line(text, confidence):
    x, words = AT[0], []
    for token in text.split():
        words.append(Word(token, (x, AT[1], x + 120, AT[1] + 80), confidence))
        x += 140
    return RawLine(tuple(words))


def test_what_was_read_as_print_stays():
    lines = [line("Nguyên Văn An", 0.9)]
    assert with_names(lines, stamped("Nguyễn Văn An"), (0, 0), DPI) == lines


def test_what_print_could_not_read_gives_way_and_is_in_doubt():
    above = RawLine((Word("GIÁM", (300, 60, 420, 110), 0.95),))
    after = with_names([above, line("Ng%yên V#n", 0.3)], stamped("Nguyễn Văn An"), (40, 1000), DPI)
    assert after[0] == above
    name = after[-1].words
    assert [w.text for w in name] == ["Nguyễn", "Văn", "An"]
    assert all(w.confidence <= UNSURE for w in name)
    assert name[0].box[1] > 1100  # on the page, where the sheet was cut out
