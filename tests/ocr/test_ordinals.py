"""Numbers of rows that were not read are told by their neighbours, and stay doubtful."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.cells import Cell, Grid
from ocr.ordinals import with_ordinals
from ocr.page import Word


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("TT 1 2 3", "TT 1 2 3"),
        ("TT 1 ? 3", "TT 1 2* 3"),  # ?: ink that was not read
        ("TT 1. ? 3.", "TT 1. 2.* 3."),
        ("TT ? 2 3", "TT 1* 2 3"),
        ("TT | 2 3", "TT 1* 2 3"),
        ("TT Ị 2 3", "TT 1* 2 3"),
        ("9 10 lãi", "9 10 11*"),
        ("9 10 lãi 12", "9 10 11* 12"),
        ("6 S 8", "6 7* 8"),
        ("6 1~ 8", "6 7* 8"),  # ~: hardly read
        ("6 1 8", "6 1 8"),  # a figure that was read well is not changed
        ("1 _ 3", "1 _ 3"),  # _: no ink
        ("1 ? 4", "1 ? 4"),
        ("1 ? ? 4", "1 2* 3* 4"),
        ("1 ? Cộng 4", "1 2* Cộng 4"),
        ("I 1 2 II 1 2", "I 1 2 II 1 2"),
        ("I 2 3", "1* 2 3"),
        ("1 2 3 II", "1 2 3 II"),
        ("10 11 lãi", "10 11 lãi"),
        ("3. 4. $.", "3. 4. 5.*"),
        ("TT |", "TT 1*"),
        ("TT Cộng", "TT Cộng"),
        ("Đạt |", "Đạt |"),
        ("3. 4. B", "3. 4. B"),
        ("3 4 )~", "3 4 5*"),
        ("3 4 )", "3 4 5*"),
        ("3 5 )", "3 5 )"),
        ("3 4 ) 9", "3 4 ) 9"),
        ("5 Cộng 7", "5 Cộng 7"),
        ("Nam Nữ 3", "Nam Nữ 3"),
        ("I 1 2 H 1 2 IH 1", "I 1 2 II* 1 2 III* 1"),
        ("? 1 2 H 1", "I* 1 2 II* 1"),
        ("1 1 2 II 1", "I* 1 2 II 1"),
        ("12. 13. H. 14. 15.", "12. 13. II.* 14. 15."),
        ("A H C", "A H C"),
        ("7 8 b", "7 8 b"),
        ("7 8 b H 8 9", "7 a* b II* 8 9"),
        ("a b C", "a b c*"),
        ("A B C", "A B C"),
        ("1 8 b c", "1 a* b c"),
        ("2 a b e d d e g", "2 a b c* d đ* e g"),
        ("a b c d e f", "a b c d e f"),
        ("3 8 b e bị đ R f 8 16 8 b", "3 a* b c* d* đ e* f g* 16 a* b"),
        ("a) b) e) d) đ)", "a) b) c)* d) đ)"),
        ("m m2 m b", "m m2 m b"),
        ("2 x x", "2 x x"),
        ("4 4.1 4.2 43 44 5", "4 4.1 4.2 4.3* 4.4* 5"),
        ("51 5.2 6", "5.1* 5.2 6"),
        ("4.1 4.2 45 5", "4.1 4.2 45 5"),
        ("42 43 44", "42 43 44"),
    ],
)
def test_rows(read, expected):
    texts = read.split()
    cells = tuple(Cell(i, 0, (10, 50 * i + 5, 90, 50 * i + 45)) for i in range(len(texts)))
    grey = np.full((50 * len(texts), 100), 255, np.uint8)
    for cell, text in zip(cells, texts, strict=True):
        if text != "_":
            grey[cell.box[1] + 10 : cell.box[1] + 30, 40:50] = 0
    words = {
        cell: (Word(text.rstrip("~"), cell.box, 0.4 if text.endswith("~") else 0.9),)
        for cell, text in zip(cells, texts, strict=True)
        if text not in "_?"
    }
    found = with_ordinals(grey, Grid((0, 0, 100, 900), cells, 2), words, 200)
    shown = []
    for cell, text in zip(cells, texts, strict=True):
        if cell not in found:
            shown.append(text)
        else:
            (word,) = found[cell]
            changed = found[cell] != words.get(cell)
            assert not changed or word.confidence == 0.5
            shown.append(word.text + "*" * changed)
    assert " ".join(shown) == expected.replace("~", "")


@pytest.mark.parametrize(
    ("flag", "read", "expected"),
    [
        (False, "1 1 2 3", "I 1 2 3"),  # a list of one: it looks like I
        (False, "TT 1 1 2", "TT I 1 2"),
        (True, "1 1 2 3", "1 1 2 3"),
        (False, "1 1 2 2 1 2", "1 1 2 2 1 2"),
        (False, "1 2 3", "1 2 3"),
    ],
)
def test_a_lone_head_of_rows(flag, read, expected):
    texts = read.split()
    cells = tuple(Cell(i, 0, (10, 50 * i + 5, 90, 50 * i + 45)) for i in range(len(texts)))
    grey = np.full((50 * len(texts), 100), 255, np.uint8)
    for top in (15, 65):
        grey[top : top + 20, 46:50] = 0
        grey[top : top + 3, 42 : 46 if flag else 54] = 0
    words = {c: (Word(text, c.box, 0.9),) for c, text in zip(cells, texts, strict=True)}
    found = with_ordinals(grey, Grid((0, 0, 100, 900), cells, 2), words, 200)
    assert " ".join(found[c][0].text for c in cells) == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("1. 2. 3, 4.", "1. 2. 3. 4."),
        ("1, 2, 3. 4,", "1, 2, 3. 4,"),
        ("1 2 3, 4", "1 2 3, 4"),
        ("1. 2. 3,5 4.", "1. 2. 3,5 4."),
    ],
)
def test_a_stop_that_was_read_as_a_comma(read, expected):
    cells = tuple(Cell(i, 0, (10, 50 * i + 5, 90, 50 * i + 45)) for i in range(4))
    words = {c: (Word(text, c.box, 0.9),) for c, text in zip(cells, read.split(), strict=True)}
    grey = np.full((200, 100), 255, np.uint8)
    found = with_ordinals(grey, Grid((0, 0, 100, 200), cells, 2), words, 200)
    assert " ".join(found[c][0].text for c in cells) == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("1 2 3 4 M 6 7 ở 9 l1", "1 2 3 4 5* 6 7 8* 9 10*"),
        ("1 2 3 4 8 6 7", "1 2 3 4 8 6 7"),  # read well: as printed
        ("A B 1 2 3 4", "A B 1 2 3 4"),
        ("1 2 M", "1 2 M"),
        ("A B 1 2 3 4 —^ 6=5/2", "A B 1 2 3 4 5* 6=5/2"),
        ("A B 1 2 3 4 §=4 6=5/2", "A B 1 2 3 4 §=4 6=5/2"),
        ("A B 1 2 3 —^ 6 7", "A B 1 2 3 —^ 6 7"),
        ("1 2 3 4 tổng số", "1 2 3 4 tổng số"),
        ("(1) (2 @ (4 6) (6) +) (8)", "(1) (2)* (3)* (4)* (5)* (6) (7)* (8)"),
        ("A B (1) (2) (?) (4) (5)", "A B (1) (2) (3)* (4) (5)"),
        ("(A) (B) (1) (2) (3 (4)", "(A) (B) (1) (2) (3)* (4)"),
        ("(1) (2) (3) (4 (5)=(3)+(4)", "(1) (2) (3) (4)* (5)=(3)+(4)"),
        ("(12) (5) (3) (4) (17)", "(12) (5) (3) (4) (17)"),  # losses
        ("(1) (2) @ (9)", "(1) (2) @ (9)"),
        ("(1) (2) (3) (4) (đồng)", "(1) (2) (3) (4) (đồng)"),
    ],
)
def test_columns(read, expected):
    cells = tuple(Cell(2, i, (50 * i + 5, 10, 50 * i + 45, 40)) for i in range(len(read.split())))
    words = {c: (Word(t, c.box, 0.9),) for c, t in zip(cells, read.split(), strict=True)}
    grey = np.full((50, 50 * len(cells)), 255, np.uint8)
    found = with_ordinals(grey, Grid((0, 0, 900, 50), cells, len(cells)), words, 200)
    shown = [found[c][0].text + "*" * (found[c] != words[c]) for c in cells]
    assert " ".join(shown) == expected


@pytest.mark.parametrize(
    ("wide", "read", "expected"),
    [
        (40, "Er~ 1 2 3", "TT* 1 2 3"),
        (56, "Sñ~ 1 2 3", "STT* 1 2 3"),
        (40, "Er 1 2 3", "Er 1 2 3"),  # surely read
        (40, "Er~ 1 2 4", "Er 1 2 4"),
        (40, "Nguyễn~ 1 2 3", "Nguyễn 1 2 3"),
        (20, "Er~ 1 2 3", "Er 1 2 3"),  # one letter
        (80, "Er~ 1 2 3", "Er 1 2 3"),
    ],
)
def test_what_stands_over_the_numbers_of_rows(wide, read, expected):
    texts = read.split()
    cells = tuple(Cell(i, 0, (10, 50 * i + 5, 150, 50 * i + 45)) for i in range(len(texts)))
    grey = np.full((50 * len(texts), 160), 255, np.uint8)
    grey[15:35, 30 : 30 + wide] = 0
    words = {
        cell: (Word(text.rstrip("~"), cell.box, 0.2 if text.endswith("~") else 0.9),)
        for cell, text in zip(cells, texts, strict=True)
    }
    found = with_ordinals(grey, Grid((0, 0, 160, 900), cells, 2), words, 200)
    shown = [found[c][0].text + "*" * (found[c] != words[c]) for c in cells]
    assert " ".join(shown) == expected
