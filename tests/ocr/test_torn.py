"""Pieces of a word that were read once more beside it go; words side by side stay."""

from __future__ import annotations

import pytest

from ocr.page import Word
from ocr.torn import whole_words


def row(*words):
    return [Word(t, (x0, 0, x1, 40), 0.9) for t, x0, x1 in words]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ((("Tổ", 0, 57), ("Tổng", 30, 118), ("cục", 130, 180)), ["Tổng", "cục"]),
        ((("hị", 0, 41), ("hiểm,", 9, 138)), ["hiểm,"]),
        ((("vàng", 0, 108), ("ng", 70, 106)), ["vàng"]),
        ((("20", 0, 16), ("20", 11, 66)), ["20"]),
        ((("34/QĐ-", 0, 170), ("-ABC,", 155, 300)), ["34/QĐ-ABC,"]),
        ((("2025", 0, 140), ("-", 120, 140)), ["2025", "-"]),
        ((("thứ", 0, 115), ("I,", 88, 127)), ["thứ", "I,"]),
        ((("từ", 0, 40), ("từng", 55, 120)), ["từ", "từng"]),  # apart
        ((("báo", 0, 75), ("cao", 65, 117)), ["báo", "cao"]),
    ],
)
def test_the_words_of_a_line(words, whole):
    assert [w.text for w in whole_words(row(*words))] == whole


def test_two_lines_that_cross_are_no_pieces():
    words = [Word("Tổ", (0, 0, 57, 40), 0.9), Word("Tổng", (30, 60, 118, 100), 0.9)]
    assert list(whole_words(words)) == words
