"""Ruled tables of pages that tell their own text: words go into the cells of the picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.page import BlockKind, Line, Word
from ocr.source import PageImage
from ocr.textlayer import TextLayer
from ocr.typed import typed_blocks

WIDTH, HEIGHT, DPI = 1240, 1754, 150.0
LEFT, TOP, WIDE, HIGH = 200, 600, (120, 500, 220), 80


def ruled(rows=3):
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    right, bottom = LEFT + sum(WIDE), TOP + rows * HIGH
    for r in range(rows + 1):
        cv2.line(page, (LEFT, TOP + r * HIGH), (right, TOP + r * HIGH), (0, 0, 0), 2)
    x = LEFT
    for w in (0, *WIDE):
        x += w
        cv2.line(page, (x, TOP), (x, bottom), (0, 0, 0), 2)
    return page


def row(*cells, y):
    """A line of the text layer: it runs through all cells of a row."""
    words, x = [], LEFT
    for text, wide in zip(cells, WIDE, strict=True):
        at = x + 10
        for token in text.split():
            words.append(Word(token, (at, y, at + 10 * len(token), y + 20)))
            at += 10 * len(token) + 8
        x += wide
    return Line(tuple(words))


def layer(strokes):
    return TextLayer(
        (
            Line((Word("Danh", (200, 500, 260, 520)), Word("sách", (270, 500, 330, 520)))),
            row("TT", "Tên cơ sở", "Số giường", y=TOP + 30),
            row("1", "Trạm xá", "12", y=TOP + HIGH + 10),
            row("", "xã Bình An", "", y=TOP + HIGH + 40),
            row("2", "", "7", y=TOP + 2 * HIGH + 30),
            Line((Word("Hết", (200, 900, 250, 920)),)),
        ),
        1.0,
        0.0,
        strokes,
    )


def test_words_go_into_their_cells():
    blocks = typed_blocks(layer(12), WIDTH, HEIGHT, lambda: PageImage(ruled(), DPI))
    (table,) = (b for b in blocks if b.kind is BlockKind.TABLE)
    assert [line.text for line in table.lines] == [
        "TT\tTên cơ sở\tSố giường",
        "1\tTrạm xá xã Bình An\t12",
        "2\t\t7",
    ]
    others = [line.text for b in blocks if b is not table for line in b.lines]
    assert others == ["Danh sách", "Hết"]


def test_a_page_without_rules_is_set_as_it_was():
    blank = np.full((HEIGHT, WIDTH), 255, np.uint8)
    blocks = typed_blocks(layer(12), WIDTH, HEIGHT, lambda: PageImage(blank, DPI))
    assert all(b.kind is not BlockKind.TABLE for b in blocks)
    words = sum(len(line.words) for b in blocks for line in b.lines)
    assert words == len(layer(12).words)


def test_a_page_that_draws_no_lines_is_not_drawn():
    def draw():
        pytest.fail("nothing to see on it")

    assert typed_blocks(layer(2), WIDTH, HEIGHT, draw)
