"""Two lines that were read as one, and lines that only lean."""

from __future__ import annotations

import pytest

from ocr.page import BlockKind, Line, Word
from postprocess.fields.flow import Row
from postprocess.fields.mixed_rows import unmixed


def row(words: str, tops: list[int]) -> Row:
    """Words of 60 pixels, one beside the other, at these heights of a page."""
    placed = zip(words.split(), tops, strict=True)
    line = Line(tuple(
        Word(text, (100 * i, top, 100 * i + 90, top + 60), 0.95)
        for i, (text, top) in enumerate(placed)
    ))  # fmt: skip
    return Row(1, BlockKind.RECIPIENTS, 1, line, 1600)


@pytest.mark.parametrize(
    ("words", "tops", "lines"),
    [
        ("- - Như Lưu trên; VT, TH.", [0, 70, 2, 71, 1, 72, 73], ["- Như trên;", "- Lưu VT, TH."]),
        # A line that leans; one with a word that was read high.
        ("Các phòng, ban của Sở", [0, 20, 40, 60, 80], ["Các phòng, ban của Sở"]),
        ("Kính gửi: Sở Nội vụ", [0, 1, 45, 46, 47], ["Kính gửi: Sở Nội vụ"]),
        ("Các phòng 1) của Sở", [0, 1, 70, 1, 0], ["Các phòng 1) của Sở"]),
    ],
)
def test_words_at_two_heights_by_turns_are_of_two_lines(
    words: str, tops: list[int], lines: list[str]
) -> None:
    parts = unmixed([row(words, tops)])
    assert [part.text for part in parts] == lines
    doubted = [w.confidence != 0.95 for part in parts for w in part.line.words]
    assert all(doubted) if len(lines) > 1 else not any(doubted)
