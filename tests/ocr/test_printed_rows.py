"""Rows told by lines of print where the rules of a table are lost in some columns."""

from __future__ import annotations

import pytest

from ocr.cells import Cell, Grid
from ocr.page import Word
from ocr.printed_rows import with_printed_rows

PITCH, HIGH, TOP = 100, 30, 100
NAMES = ("An", "Bình", "Cao", "Dĩ", "Hà", "Lâm")
EDGES = ((0, 90), (100, 390), (400, 590), (600, 790))


def word(text, x, y, sure=0.95):
    return Word(text, (x, y, x + 20 * len(text), y + HIGH), sure)


def table(names=NAMES, pitch=PITCH, *, halves=False, figures=None):
    """Two tall cells of numbers and names beside figures in rows of their own."""
    bottom = TOP + pitch * len(names)
    head = [Cell(0, c, (x0, 10, x1, TOP - 10)) for c, (x0, x1) in enumerate(EDGES)]
    words = {c: (word(f"C{c.column}", c.box[0] + 10, 30),) for c in head}
    tall = [Cell(1, c, (EDGES[c][0], TOP, EDGES[c][1], bottom)) for c in (0, 1)]
    level = [TOP + 35 + pitch * i for i in range(len(names))]
    words[tall[0]] = tuple(word(str(i), 20, y) for i, y in enumerate(level, 1))
    words[tall[1]] = tuple(word(name, 120, y) for name, y in zip(names, level, strict=True))
    cells = [*head, *tall]
    row = 1
    for i in range(len(figures or names)):
        y0 = TOP + pitch * i
        spans = [(y0, y0 + pitch // 2), (y0 + pitch // 2, y0 + pitch)] if halves else [
            (y0, y0 + pitch)
        ]  # fmt: skip
        for n, (top, end) in enumerate(spans):
            for c in (2, 3):
                cell = Cell(row, c, (EDGES[c][0], top + 4, EDGES[c][1], end - 4))
                cells.append(cell)
                if n == 0:
                    text = (figures or [f"{10 * (k + 1)}" for k in range(len(names))])[i]
                    words[cell] = (word(text, EDGES[c][0] + 20, y0 + 35),)
            row += 1
    cells.append(Cell(row, 0, (0, bottom + 5, 790, bottom + 80)))
    words[cells[-1]] = (word("Cộng", 20, bottom + 20),)
    return Grid((0, 0, 800, bottom + 90), tuple(cells), 4), words


@pytest.mark.parametrize("halves", [False, True])
def test_each_line_of_a_tall_cell_is_a_row(halves):
    grid, words = table(halves=halves)
    found = with_printed_rows(grid, words)
    assert found is not None
    parted, known = found
    rows = [[known[c][0].text for c in parted.cells if c.row == r and c in known] for r in range(8)]
    assert rows[0] == ["C0", "C1", "C2", "C3"]
    assert rows[1:7] == [[str(i), n, f"{i}0", f"{i}0"] for i, n in enumerate(NAMES, 1)]
    assert rows[7] == ["Cộng"]
    assert parted.columns == grid.columns
    tops = [c.box[1] for c in parted.cells if c.column == 0]
    assert tops == sorted(tops)


def test_what_was_hardly_read_in_a_tall_cell_is_read_anew():
    grid, words = table()
    tall = next(c for c in grid.cells if c.row == 1 and c.column == 1)
    words[tall] = tuple(Word(w.text, w.box, 0.3 if w.text == "Cao" else 0.9) for w in words[tall])
    parted, known = with_printed_rows(grid, words)
    third = next(c for c in parted.cells if (c.row, c.column) == (3, 1))
    assert third not in known
    assert words[tall][2].box[1] >= third.box[1]
    assert words[tall][2].box[3] <= third.box[3]


def test_bits_of_rules_are_no_rows():
    grid, words = table()
    tall = next(c for c in grid.cells if c.row == 1 and c.column == 1)
    bits = Word("mm...", (120, TOP + 90, 200, TOP + 95), 0.2)
    words[tall] = (*words[tall], bits)
    parted, _ = with_printed_rows(grid, words)
    assert max(c.row for c in parted.cells) == 7


@pytest.mark.parametrize(
    "grid_and_words",
    [
        table(NAMES[:3]),  # too few
        table(pitch=40),  # lines of one text
        table(figures=["1", "2"]),  # beside nothing that is parted
    ],
    ids=["few", "text", "beside nothing"],
)
def test_a_merged_cell_stays(grid_and_words):
    assert with_printed_rows(*grid_and_words) is None


def test_a_merged_cell_of_some_of_the_rows_stays():
    grid, words = table(tuple("ABCDEFGHIKLMNO"))
    for cell in [c for c in grid.cells if c.row == 1 and c.column < 2]:
        words[cell] = words[cell][::3]  # a line for every third of them
    assert with_printed_rows(grid, words) is None


def test_a_row_that_was_hardly_read_is_a_row():
    grid, words = table()
    for cell, found in words.items():
        words[cell] = tuple(
            Word(w.text, w.box, 0.2) if TOP + 200 < w.box[1] < TOP + 300 else w for w in found
        )
    parted, known = with_printed_rows(grid, words)
    third = [c for c in parted.cells if c.row == 3]
    assert len(third) == 4
    assert [known[c][0].text for c in third if c in known] == ["30", "30"]
