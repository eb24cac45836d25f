"""Black seals: found where they are, taken out with the pen, and what was beside them doubted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.engines import RawLine
from ocr.page import Block, BlockKind, Line, Word
from ocr.rings import find_seals
from ocr.seals import doubted_beside, missed_lines, without_seals

DPI = 200
MM = DPI / 25.4
X, Y, RADIUS = 900, 1300, round(16.8 * MM)


def paper(ink: int = 0) -> np.ndarray:
    """A page of text with a seal, a stroke of the pen and a name below; all in one ink."""
    image = np.full((2300, 1650), 255, np.uint8)
    for top in range(300, 1000, 50):
        put(image, "Noi dung van ban hanh chinh duoc trinh bay", 250, top, ink)
    cv2.circle(image, (X, Y), RADIUS, ink, 5)
    cv2.circle(image, (X, Y), round(0.9 * RADIUS), ink, 2)
    put(image, "SO Y TE", X - 60, Y, ink)
    cv2.polylines(image, [np.array([(X, Y), (X + 300, Y - 60), (X + 500, Y + 40)])], False, ink, 2)
    put(image, "Nguyen Van An", X - 20, Y + RADIUS + 15, ink)
    return image


def put(image: np.ndarray, text: str, x: int, y: int, ink: int = 0) -> None:
    cv2.putText(image, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1, ink, 3)


@pytest.mark.parametrize("ink", [0, 110])
def test_a_seal_is_found_where_it_is(ink: int) -> None:
    (seal,) = find_seals(paper(ink), DPI)
    assert abs(seal.x - X) < MM
    assert abs(seal.y - Y) < MM
    assert seal.radius == pytest.approx(RADIUS, abs=0.12 * RADIUS)


def test_text_and_an_emblem_in_the_head_are_no_seals() -> None:
    image = paper()
    image[1100:1600] = 255
    cv2.circle(image, (800, 160), RADIUS, 0, 5)
    assert find_seals(image, DPI) == []
    assert without_seals(image, DPI) is None


def test_seal_and_pen_go_and_the_name_that_touches_them_stays() -> None:
    image = paper()
    page = without_seals(image, DPI)
    assert page is not None
    assert (page.image[Y - 60 : Y + 60, X - 100 : X + 100] < 128).sum() == 0
    assert (page.image[Y - 60 : Y + 40, X + RADIUS + 20 : X + 490] < 128).sum() == 0
    name = np.s_[Y + RADIUS - 10 : Y + RADIUS + 20, X + 60 : X + 240]
    assert (page.image[name] < 128).sum() > 0.9 * (image[name] < 128).sum()
    assert (page.image[300:1000] == image[300:1000]).all()
    assert page.cut[Y, X - 50]
    assert not page.cut[:1000].any()


def test_words_beside_a_seal_are_doubted() -> None:
    cut = np.zeros((100, 400), np.bool_)
    cut[:, 180:200] = True
    words = tuple(Word(t, (x, 20, x + 60, 50), 0.95) for t, x in (("Bên", 205), ("xa", 300)))
    (block,) = doubted_beside([Block(BlockKind.SIGNATURE, (Line(words),))], cut)
    assert [w.confidence for w in block.lines[0].words] == [0.5, 0.95]


class Reader:
    """Reads one name wherever it looks, at the same place of the picture."""

    name = "stub"

    def __init__(self, *confidences: float) -> None:
        self.confidences = confidences

    def recognise(self, image: np.ndarray, dpi: float, timeout: float) -> list[RawLine]:
        texts = ("Trần", "Văn", "An")
        return [
            RawLine(
                tuple(
                    Word(t, (20 + 60 * i, 30, 70 + 60 * i, 60), c)
                    for i, (t, c) in enumerate(zip(texts, self.confidences, strict=True))
                )
            )
        ]


def test_a_line_that_the_page_s_reading_left_out_is_added_once() -> None:
    page = without_seals(paper(), DPI)
    assert page is not None
    (line,) = missed_lines([], page, DPI, Reader(0.9, 0.9, 0.9), 10)
    left, top = page.signed[0][:2]
    assert line.words[0].box == (left + 20, top + 30, left + 70, top + 60)
    assert missed_lines([line], page, DPI, Reader(0.9, 0.9, 0.9), 10) == []
    assert missed_lines([], page, DPI, Reader(0.1, 0.2, 0.9), 10) == []
