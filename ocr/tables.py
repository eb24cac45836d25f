"""Reading the cells of ruled tables.

All cells of a table are set one below the other on one picture and read in one run:
as good as a run for each cell, at the price of one. Cells of figures that hold
something else afterwards (``§`` for 8, ``lI`` for 11) are read once more with an
alphabet of figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import regex

from ocr.engines import Engine
from ocr.grid import Cell, Grid, without_rules
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.preprocess import Image

FIGURES = "0123456789.,%/-+()"
# What a figure is taken for, character by character; a cell that surely holds anything else
# ("Nam", "TT") is a word and is left alone, whatever stands above and below it.
_LIKE_FIGURES = regex.compile(r"^[\d.,/%+()\[\]|!lIiïíìJjOoöóòQSsBZzg§&†‡ˆ'’-]+$")
_FIGURE = regex.compile(r"^[-+(]?\d[\d.,/]*%?\)?$")
UNSURE = 0.5  # confidence given to a figure that two readings were needed for
_GAP = 40  # px between cells on the picture: lines of different cells must not join


@dataclass(frozen=True, slots=True)
class _Cutting:
    """A cell's ink, and where its top left corner stood on the page's copy."""

    cell: Cell
    image: Image
    origin: tuple[int, int]


def read_table(grey: Image, grid: Grid, dpi: float, engine: Engine, timeout: float) -> Block | None:
    """Read the cells of a ruled table.

    Args:
        grey: ``(h, w)`` the upright copy the grid was found on.
        grid: The table.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds for each of at most two runs.

    Returns:
        A ``TABLE`` block, one line a row, boxes in pixels of ``grey``; None where no
        cell holds ink.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    cuttings = [c for cell in grid.cells if (c := _cutting(grey, cell, dpi)) is not None]
    if not cuttings:
        return None
    words = _read(cuttings, dpi, engine, timeout)
    doubted = [c for c in cuttings if _doubted(c.cell, grid, words)]
    if doubted:
        again = _read(doubted, dpi, engine, timeout, charset=FIGURES)
        words.update({cell: _settled(words[cell], again.get(cell, [])) for cell in words})
    return _block(grid, words)


def _read(
    cuttings: Sequence[_Cutting],
    dpi: float,
    engine: Engine,
    timeout: float,
    charset: str | None = None,
) -> dict[Cell, list[Word]]:
    height = sum(c.image.shape[0] + _GAP for c in cuttings) + _GAP
    width = max(c.image.shape[1] for c in cuttings) + 2 * _GAP
    sheet = np.full((height, width), 255, np.uint8)
    tops = []
    y = _GAP
    for cutting in cuttings:
        h, w = cutting.image.shape
        sheet[y : y + h, _GAP : _GAP + w] = cutting.image
        tops.append(y)
        y += h + _GAP
    words: dict[Cell, list[Word]] = defaultdict(list)
    for line in engine.recognise(sheet, dpi, timeout, one_column=True, charset=charset):
        for word in line.words:
            assert word.box is not None
            x0, y0, x1, y1 = word.box
            i = int(np.searchsorted(tops, (y0 + y1) / 2 + _GAP / 2)) - 1
            cutting = cuttings[max(i, 0)]
            dx, dy = cutting.origin[0] - _GAP, cutting.origin[1] - tops[max(i, 0)]
            box = (x0 + dx, y0 + dy, x1 + dx, y1 + dy)
            words[cutting.cell].append(Word(word.text, box, word.confidence))
    return words


def _cutting(grey: Image, cell: Cell, dpi: float) -> _Cutting | None:
    """The ink of a cell without its rules and specks; None where there is none."""
    x0, y0, x1, y1 = _inset(cell.box, 2)
    if x1 - x0 < 5 or y1 - y0 < 5:
        return None
    cut = without_rules(grey, (x0, y0, x1, y1), dpi)
    ink = (cut < 140).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    h, w = ink.shape
    keep = np.zeros(count, dtype=bool)
    for i in range(1, count):
        x, y, bw, bh, area = (int(v) for v in stats[i])
        at_edge = x == 0 or y == 0 or x + bw == w or y + bh == h
        sliver = at_edge and min(bw, bh) <= dpi / 40  # what is left of a rule
        keep[i] = area >= (dpi / 100) ** 2 and not sliver
    kept = keep[labels]
    if not kept.any():
        return None
    # Paint dropped specks as paper, but leave the grey rim of what is kept.
    rim = cv2.dilate(kept.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    cut[~rim] = 255
    ys, xs = np.nonzero(rim)
    top, bottom, left, right = ys.min(), ys.max() + 1, xs.min(), xs.max() + 1
    return _Cutting(cell, cut[top:bottom, left:right], (x0 + int(left), y0 + int(top)))


def _doubted(cell: Cell, grid: Grid, words: dict[Cell, list[Word]]) -> bool:
    """Whether a cell stands in a column of figures and does not hold one."""
    if not 1 <= len(words.get(cell, ())) <= 2 or _is_figure(words[cell][0].text):
        return False
    unsure = all((w.confidence or 0.0) < UNSURE for w in words[cell])
    if not unsure and not all(_LIKE_FIGURES.match(w.text) for w in words[cell]):
        return False
    column = [c for c in grid.cells if c.column == cell.column and c != cell and words.get(c)]
    figures = sum(all(_is_figure(w.text) for w in words[c]) for c in column)
    # Headings stand in the column too, so that half is much.
    return figures >= 2 and figures >= 0.5 * len(column)


def _settled(first: list[Word], second: list[Word]) -> list[Word]:
    """One word of two readings of a cell of figures, marked as unsure.

    The second reading counts only if it is a figure: a dash or a word stays. Digits that
    the first reader saw stay too, since an alphabet of figures makes any blot a digit.
    """
    if len(second) != 1 or not _is_figure(second[0].text):
        return first
    text, seen = second[0].text, "".join(w.text for w in first)
    if len(text) == len(seen):
        text = "".join(a if a.isdigit() else b for a, b in zip(seen, text, strict=True))
    confidence = min(second[0].confidence or 0.0, UNSURE)
    return [Word(text, second[0].box, confidence)]


def _is_figure(text: str) -> bool:
    return _FIGURE.match(text) is not None


def _block(grid: Grid, words: dict[Cell, list[Word]]) -> Block | None:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    lines = [_row(cells, words) for _, cells in sorted(rows.items())]
    lines = [line for line in lines if line.words]
    return Block(BlockKind.TABLE, tuple(lines)) if lines else None


def _row(cells: Iterable[Cell], words: dict[Cell, list[Word]]) -> Line:
    row: list[Word] = []
    tabs: list[int] = []
    for i, cell in enumerate(sorted(cells, key=lambda c: c.column)):
        if i:
            tabs.append(len(row))
        row += words.get(cell, ())
    return Line(tuple(row), tuple(tabs))


def _inset(box: Box, by: int) -> Box:
    return (box[0] + by, box[1] + by, box[2] - by, box[3] - by)
