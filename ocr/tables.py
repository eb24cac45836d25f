"""Reading the cells of ruled tables.

All cells of a table are read in one run. Which columns hold figures is told by what was
read: whatever else seems to stand in a cell of theirs is a figure for the second reading
(``figures``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import cv2
import numpy as np
import regex

from ocr.engines import Engine
from ocr.figures import is_figure
from ocr.grid import Cell, Grid, without_rules
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.preprocess import Image
from ocr.sheet import Cutting, read_cuttings

_WORDY = regex.compile(r"\p{L}{3}")  # "lãi" for 11 is the longest that was seen
_UNSURE_WORD = 0.85


def read_cells(
    grey: Image, grid: Grid, dpi: float, engine: Engine, timeout: float
) -> dict[Cell, tuple[Word, ...]]:
    """Read the cells of a ruled table.

    Args:
        grey: ``(h, w)`` the upright copy the grid was found on.
        grid: The table.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds for all cells.

    Returns:
        The words of each cell that holds ink, boxes in pixels of ``grey``.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    inked = {cell: c for cell in grid.cells if (c := _cutting(grey, cell, dpi)) is not None}
    words = read_cuttings(list(inked.values()), dpi, engine, timeout, figures=False)
    return {cell: tuple(found) for cell, found in zip(inked, words, strict=True)}


def cells_of_figures(grid: Grid, words: Mapping[Cell, tuple[Word, ...]]) -> set[Cell]:
    """Cells that should hold a figure, by what else stands in their column.

    A cell that surely holds a word ("Nam") is left alone, whatever stands above and below.
    """
    return {cell for cell, found in words.items() if _should_be_figure(cell, found, grid, words)}


def _should_be_figure(
    cell: Cell, found: tuple[Word, ...], grid: Grid, words: Mapping[Cell, tuple[Word, ...]]
) -> bool:
    if not 1 <= len(found) <= 2:
        return False
    if any(_WORDY.search(w.text) and (w.confidence or 0.0) >= _UNSURE_WORD for w in found):
        return False
    column = [c for c in grid.cells if c.column == cell.column and c != cell and words.get(c)]
    figures = sum(all(is_figure(w.text) for w in words[c]) for c in column)
    # Headings stand in the column too, so that half is much.
    return figures >= 2 and figures >= 0.5 * len(column)


def table_block(grid: Grid, words: Mapping[Cell, tuple[Word, ...]]) -> Block | None:
    """The table as a block, one line a row; None where no cell holds words."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    lines = [_row(cells, words) for _, cells in sorted(rows.items())]
    lines = [line for line in lines if line.words]
    return Block(BlockKind.TABLE, tuple(lines)) if lines else None


def _cutting(grey: Image, cell: Cell, dpi: float) -> Cutting | None:
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
    return Cutting(cut[top:bottom, left:right], (x0 + int(left), y0 + int(top)))


def _row(cells: Iterable[Cell], words: Mapping[Cell, tuple[Word, ...]]) -> Line:
    row: list[Word] = []
    tabs: list[int] = []
    for i, cell in enumerate(sorted(cells, key=lambda c: c.column)):
        if i:
            tabs.append(len(row))
        row += words.get(cell, ())
    return Line(tuple(row), tuple(tabs))


def _inset(box: Box, by: int) -> Box:
    return (box[0] + by, box[1] + by, box[2] - by, box[3] - by)
