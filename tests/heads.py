"""Heads of official documents as a recogniser of print hands them on."""

from __future__ import annotations

from ocr.page import Block, BlockKind, Line, Word

EM = 56  # pixels: 13.5 points at 300 dpi


def line(text, left=300, top=400, sure=0.9):
    """Words as wide as their letters, a blank between them."""
    words, x = [], left
    for word in text.split():
        wide = len(word) * EM // 2
        words.append(Word(word, (x, top, x + wide, top + 38), sure))
        x += wide + EM // 3
    return Line(tuple(words))


def head(number_text="Số: 12/BC-SYT", date_text="Hà Nội, ngày 5 tháng 6 năm 2020", sure=0.5):
    """Two columns; ``sure`` is how well number and date were read."""
    return (
        Block(BlockKind.HEADER_LEFT, (line("SỞ Y TẾ", top=300), line(number_text, sure=sure))),
        Block(
            BlockKind.HEADER_RIGHT,
            (line("Độc lập - Tự do", 1400, 300), line(date_text, 1400, sure=sure)),
        ),
    )
