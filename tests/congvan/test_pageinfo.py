"""What the record says of a page."""

from __future__ import annotations

import pytest

from congvan.pageinfo import page_info
from ocr.page import Block, BlockKind, Colour, ImageQuality, Line, Page, TextOrigin, Word

A4 = (1654, 2339)


def made(size=A4, dpi=200.0, colour=Colour.COLOUR, confidence=0.9):
    words = (Word("Sở", (1, 1, 9, 9), confidence),)
    blocks = (Block(BlockKind.BODY, (Line(words),)),)
    quality = ImageQuality(colour, 0.9, 0.127)
    return Page(1, blocks, *size, dpi, TextOrigin.OCR, quality=quality)


@pytest.mark.parametrize(
    ("page", "lacking"),
    [
        (made(), []),
        (made((2339, 1654)), []),
        (made((1654, 2339), dpi=199.6), []),
        (made((1166, 1654)), []),  # A5
        (made(colour=Colour.GREY), ["colour"]),
        (made(colour=Colour.BILEVEL), ["colour"]),
        (made((1240, 1754), dpi=150), ["resolution"]),
        (made((1654, 2339), dpi=300), ["scale"]),  # A4 shrunk to two thirds
        (made((800, 800), dpi=72, colour=Colour.GREY), ["colour", "resolution", "scale"]),
    ],
)
def test_what_an_electronic_copy_lacks(page, lacking):
    assert page_info(page).quality.below_decree_30 == lacking


def test_a_page_without_picture_has_no_quality():
    assert page_info(Page(1, (), *A4, 200.0, TextOrigin.TEXT_LAYER)).quality is None


def test_states():
    assert page_info(made()).status == "done"
    assert page_info(made(confidence=0.3)).status == "doubtful"
    assert page_info(made(), skipped=True).status == "skipped"
    failed = page_info(made(), error="out of paper")
    assert (failed.status, failed.notes) == ("failed", ["out of paper"])
    assert page_info(Page(1, (), *A4, 200.0, TextOrigin.BLANK)).status == "blank"
