"""Lines of print as a recogniser hands them on."""

from __future__ import annotations

from ocr.page import Line, Word

MIDDLE = 830  # of a page of 1,600 pixels with its wider margin on the left


def line(text: str, x: int | None, y: int, sure: float = 0.95) -> Line:
    """Words 12 pixels a letter, 10 between two, 30 high; centred where no left edge is given."""
    if x is None:
        x = MIDDLE - (12 * len(text.replace(" ", "")) + 10 * text.count(" ")) // 2
    words = []
    for token in text.split():
        words.append(Word(token, (x, y, x + 12 * len(token), y + 30), sure))
        x += 12 * len(token) + 10
    return Line(tuple(words))
