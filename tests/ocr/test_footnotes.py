"""Footnotes are told by their rule and their small print, and read last."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.engines import RawLine
from ocr.footnotes import footnote_rule
from ocr.layout import arrange
from ocr.page import BlockKind, Word

DPI, WIDTH, HEIGHT = 200, 1654, 2339
BODY, NOTE = 34, 26  # px: print of 13 and of 10 points


def line(y, size, text="một hai ba bốn năm sáu", left=240):
    words = []
    for word in text.split():
        words.append(Word(word, (left, y, left + 11 * len(word), y + size), 0.95))
        left += 11 * len(word) + 12
    return RawLine(tuple(words))


def body(until=1900):
    return [line(y, BODY) for y in range(200, until, 55)]


def notes(size=NOTE, at=2000, text="Một hai ba bốn năm"):
    return [line(at + 40 * i, size, text) for i in range(3)]


def picture(y=1965, left=240, length=400):
    page = np.full((HEIGHT, WIDTH), 255, np.uint8)
    if length:
        cv2.line(page, (left, y), (left + length, y + 1), 0, 2)
    return page


def test_notes_stand_under_a_short_rule_in_smaller_print():
    rule = footnote_rule([*body(), *notes()], picture(), DPI)
    assert rule == pytest.approx(1965, abs=4)


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        ([*body(), *notes()], picture(length=0)),
        ([*body(), *notes()], picture(length=1200)),
        ([*body(), *notes()], picture(left=900)),
        ([*body(), *notes(size=BODY)], picture()),
        ([*body(600), *notes(at=900)], picture(y=800)),
        ([*body(1200), *notes(at=1400)], picture(y=1300)),
        ([*body(), *notes(text="Nơi nhận: như trên, lưu VT")], picture()),
        ([], picture()),
    ],
    ids=[
        "no rule", "a rule across the page", "a rule elsewhere", "print of the same size",
        "in the upper half", "not at the foot", "recipients", "an empty page",
    ],
)  # fmt: skip
def test_what_only_looks_like_notes_is_body(lines, page):
    assert footnote_rule(lines, page, DPI) is None


def test_notes_come_after_the_recipients_and_before_the_page_number():
    foot = line(1700, BODY, "Nơi nhận:"), line(1700, BODY, "KT. GIÁM ĐỐC", left=1000)
    number = line(2250, BODY, "2", left=820)
    page = arrange([*body(1500), *foot, *notes(), number], (), WIDTH, HEIGHT, 1965.0)
    kinds = [block.kind for block in page]
    assert kinds[-2:] == [BlockKind.FOOTNOTE, BlockKind.PAGE_NUMBER]
    assert kinds.count(BlockKind.FOOTNOTE) == 1
    assert len(page[-2].lines) == 3


def test_without_a_rule_nothing_is_a_note():
    page = arrange([*body(), *notes()], (), WIDTH, HEIGHT)
    assert BlockKind.FOOTNOTE not in {block.kind for block in page}
