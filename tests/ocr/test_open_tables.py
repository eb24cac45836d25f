"""Tables without rules are told by their columns of figures; lists and signatures are none."""

from __future__ import annotations

import pytest

from ocr.engines import RawLine
from ocr.layout import arrange
from ocr.page import BlockKind, Word

WIDTH, HEIGHT, SIZE, STEP = 1654, 2339, 34, 60
PROSE = "thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về công tác y tế năm"


def line(y, *cells):
    """A line of runs of words, each at its place."""
    words = []
    for x, text in cells:
        at = x
        for word in text.split():
            words.append(Word(word, (at, y, at + 15 * len(word), y + SIZE), 0.95))
            at += 15 * len(word) + 12
    return RawLine(tuple(words))


def page(*rows, step=STEP):
    """Prose above, the rows, prose below."""
    lines = [line(600 + STEP * i, (240, PROSE)) for i in range(4)]
    y = 900
    for row in rows:
        lines.append(line(y, *row))
        y += step
    lines += [line(y + 60 + STEP * i, (240, PROSE)) for i in range(4)]
    return arrange(lines, (), WIDTH, HEIGHT)


HEAD = ((240, "TT"), (380, "Đơn vị"), (800, "Số xã"), (1100, "Tỷ lệ (%)"))
FIRST = ((240, "1"), (380, "Huyện An Biên"), (800, "9"), (1100, "95,4"))
SECOND = ((240, "2"), (380, "Huyện An Minh"), (1100, "91,25%"))
THIRD = ((240, "3"), (380, "Thành phố Rạch Giá"), (800, "1.112"), (1100, "97,1"))


def test_rows_of_figures_under_each_other_are_a_table():
    blocks = page(HEAD, FIRST, SECOND, THIRD)
    kinds = [b.kind for b in blocks]
    assert kinds == [BlockKind.BODY, BlockKind.TABLE, BlockKind.BODY]
    assert blocks[1].text.split("\n") == [
        "TT\tĐơn vị\tSố xã\tTỷ lệ (%)",
        "1\tHuyện An Biên\t9\t95,4",
        "2\tHuyện An Minh\t\t91,25%",
        "3\tThành phố Rạch Giá\t1.112\t97,1",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [FIRST, SECOND],
        [((240, f"{i}."), (380, "Họp giao ban hằng tuần")) for i in range(1, 6)],
        [((240, "Nguyễn Văn An"), (900, "Giám đốc")) for _ in range(5)],
        [((240, "từ ngày"), (700, "01 tháng 02"), (1100, "đến hết năm"))] * 4,
        [((240 + 150 * i, "Chi"), (700 + 150 * i, "12")) for i in range(4)],
    ],
    ids=["two rows", "a numbered list", "names", "words between figures", "a staircase"],
)
def test_what_only_looks_like_columns_stays_text(rows):
    assert BlockKind.TABLE not in {b.kind for b in page(*rows)}


def test_rows_far_from_each_other_are_no_table():
    assert BlockKind.TABLE not in {b.kind for b in page(FIRST, SECOND, THIRD, step=200)}


def test_no_word_is_lost():
    blocks = page(HEAD, FIRST, SECOND, THIRD)
    read = sorted(w for b in blocks for w in b.text.split())
    given = [t for row in (HEAD, FIRST, SECOND, THIRD) for _, t in row] + [PROSE] * 8
    assert read == sorted(w for text in given for w in text.split())
