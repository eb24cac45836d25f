"""Clauses i and l are letters between clauses, and strokes of dirt elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from stamps import TINOS
from test_drawn_signs import printed

from ocr.clauses import with_clauses
from ocr.engines import RawLine
from ocr.numerals import with_numerals
from ocr.page import Block, BlockKind, Line, Word

pytestmark = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


def read_as(there, read, style="Regular", size=46):
    there, read = there.split(), read.split()
    page, boxes = printed(there, style, size)
    words = tuple(Word(text, box, 0.3) for text, box in zip(read, boxes, strict=True))
    line = with_clauses(RawLine(words), page)
    (block,) = with_numerals([Block(BlockKind.BODY, (Line(line.words),))], page)
    return block.text


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize("size", [46, 58])
@pytest.mark.parametrize(
    ("there", "read"),
    [
        ("tại điểm i khoản 1", "tại điểm ¡ khoản 1"),
        ("điểm d, đ, e, i, k và", "điểm d, đ, e, ï, k và"),
        ("điểm i, k và l khoản 2", "điểm ¡, k và Ì khoản 2"),
        ("điểm l khoản 3", "điểm 1 khoản 3"),
        ("điểm h, i và k", "điểm h, ¡ và k"),
    ],
)
def test_a_stroke_between_clauses_is_its_letter(there, read, style, size):
    assert read_as(there, read, style, size) == there


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize("size", [46, 58])
@pytest.mark.parametrize(
    ("there", "read"),
    [
        ("d) Trong thời hạn", "đ) Trong thời hạn"),
        ("đ) Trong thời hạn", "d) Trong thời hạn"),
        ("điểm d khoản 1", "điểm đ khoản 1"),
        ("g) Kịp thời", "8) Kịp thời"),
        ("a) Đối với", "q) Đối với"),
        ("a) Đối với", "8) Đối với"),
        # As printed.
        ("d) Trong thời hạn", "d) Trong thời hạn"),
        ("đ) Trong thời hạn", "đ) Trong thời hạn"),
        ("8) Kịp thời", "8) Kịp thời"),
        ("9) Kịp thời", "9) Kịp thời"),
        ("q) Đối với", "q) Đối với"),
    ],
)
def test_a_letter_that_begins_a_clause(there, read, style, size):
    assert read_as(there, read, style, size) == there


def test_a_letter_too_small_for_its_bar_stays():
    assert read_as("d) Trong thời hạn", "đ) Trong thời hạn", size=26) == "đ) Trong thời hạn"


@pytest.mark.parametrize(
    ("there", "read"),
    [
        ("(i) Nội dung", "() Nội dung"),
        ("(ii) Đối với", "(¡) Đối với"),
        ("(iii) Các dự án", "(1) Các dự án"),
    ],
)
def test_a_small_numeral_that_begins_a_line(there, read):
    assert read_as(there, read) == there


@pytest.mark.parametrize(
    ("there", "read"),
    [
        ("tại điểm 1 mục 2", "tại điểm 1 mục 2"),
        ("Bảng 1 khoản chi", "Bảng 1 khoản chi"),
        ("các điểm và khoản", "các điểm và khoản"),
        ("Phụ lục I, II và III", "Phụ lục I, II và III"),
        ("(1) Nội dung", "(1) Nội dung"),
    ],
)
def test_other_strokes_stay(there, read):
    assert read_as(there, read) == read
