"""Lines of print as a recogniser hands them on, surely read."""

from __future__ import annotations

from ocr.page import Line, Word


def line(text: str, x: int, y: int) -> Line:
    """Words from ``x`` on, 12 pixels a letter and 10 between two, 30 pixels high."""
    words = []
    for token in text.split():
        words.append(Word(token, (x, y, x + 12 * len(token), y + 30), 0.95))
        x += 12 * len(token) + 10
    return Line(tuple(words))
