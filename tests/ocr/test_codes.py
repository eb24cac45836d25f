"""Codes of a column begin alike: a letter that is read for a digit is one."""

from __future__ import annotations

import pytest

from ocr.cells import Cell
from ocr.codes import with_even_codes
from ocr.page import Word


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("H41MXD.03 HS7XD-KTO.05 H57MC.06 H52MD.07 HSIMXD.04", "2 5"),
        ("H684430517228 HI684410506147 H614430102397 H614430102441 H614430102318", "2"),
        ("H68443051722S H684410506147 H614430102397 H614430102441 H614430102318", "1"),
        ("H41MXD.03 HS7XD-KTO.05", ""),  # too few
        ("SỐ7XM HS7XD HH7XD HT7XD HB7XD", ""),  # letters
        ("TOEFLX IELTSS KINHTE QUANLY VANTHU", ""),  # words
        ("H41MXD.03 HOADUC H57MC.06 H52MD.07 H41MXD.04 H41MXD.05", ""),  # a word among them
    ],
)
def test_codes_of_a_column(read, expected):
    cells = [Cell(row, 1, (0, 40 * row, 100, 40 * row + 30)) for row in range(len(read.split()))]
    words = {c: (Word(text, c.box, 0.9),) for c, text in zip(cells, read.split(), strict=True)}
    found = with_even_codes(words)
    changed = [cell for cell in cells if found[cell] != words[cell]]
    assert " ".join(str(cell.row + 1) for cell in changed) == expected
    assert all(found[cell][0].confidence == 0.5 for cell in changed)


def test_what_is_changed_looks_like_the_others():
    texts = ("H41MXD.03", "HS7XD-KTO.05", "H57MC.06", "H52MD.07", "HSIMXD.04")
    cells = [Cell(row, 1, (0, 40 * row, 100, 40 * row + 30)) for row in range(len(texts))]
    words = {c: (Word(text, c.box, 0.9),) for c, text in zip(cells, texts, strict=True)}
    found = [w.text for words in with_even_codes(words).values() for w in words]
    assert found == ["H41MXD.03", "H57XD-KTO.05", "H57MC.06", "H52MD.07", "H51MXD.04"]
