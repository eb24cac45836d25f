"""What a recogniser makes of dirt goes; what numbers a paragraph stays, however badly read."""

from __future__ import annotations

import pytest

from ocr.engines import RawLine
from ocr.noise import without_noise
from ocr.page import Word


@pytest.mark.parametrize(
    ("first", "sure", "gap", "kept"),
    [
        ("____€)", 0.09, 12, "€)"),
        ("©)", 0.2, 12, "©)"),
        ("d)", 0.1, 12, "d)"),
        ("€)", 0.09, 300, None),  # far from the print that it would number
        ("€", 0.09, 12, None),
        ("¬", 0.5, 12, None),
        ("(~)", 0.2, 12, None),
        ("3.", 0.1, 12, "3."),
    ],
)
def test_the_beginning_of_a_line(first, sure, gap, kept):
    word = Word(first, (100, 50, 140, 80), sure)
    print_ = Word("Lưu", (140 + gap, 50, 220 + gap, 80), 0.97)
    line = without_noise(RawLine((word, print_)))
    assert [w.text for w in line.words] == ([kept] if kept else []) + ["Lưu"]
