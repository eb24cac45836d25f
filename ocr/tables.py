"""Reading the cells of ruled tables.

All cells of a table are read in one run. Which columns hold figures is told by what was
read: whatever else seems to stand in a cell of theirs is a figure for the second reading
(``figures``).
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median

import cv2
import numpy as np
import regex

from ocr.cellink import INK, cuttings_of, in_place, touches_rule
from ocr.cells import Cell, Grid
from ocr.engines import Engine, Model
from ocr.figures import is_figure, unsure
from ocr.page import Block, BlockKind, Line, Word
from ocr.picture import Image
from ocr.sheet import Cutting, read_at_sizes, read_cuttings

_WORDY = regex.compile(r"\p{L}{3}")  # "lãi" for 11 is the longest that was seen
_UNSURE_WORD = 0.85
_READ_WELL = 0.7  # confidence that pale print needs
_EVEN = 0.25  # of their height, by which two strokes of one sign may differ
_HYPHEN, _LOW, _WIDE = 0.025, 0.035, 0.3  # inches: shortest dash, lowest figure, longest sign
_SMALL = 0.6  # of the height of words, to which those marks are high that stand for them
_DASH = Word("-", confidence=0.9)
_DITTO = Word('"', confidence=0.9)


def read_cells(
    grey: Image, grid: Grid, dpi: float, engine: Engine, timeout: float
) -> dict[Cell, tuple[Word, ...]]:
    """Read the cells of a ruled table.

    Args:
        grey: ``(h, w)`` the upright copy the grid was found on, without its rules.
        grid: The table.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds for all cells.

    Returns:
        The words of each cell that holds ink, boxes in pixels of ``grey``.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    inked = cuttings_of(grey, grid.cells, dpi)
    deadline = time.monotonic() + timeout
    pale = _pale_words(grey, [c for c in grid.cells if c not in inked], dpi, engine, deadline)
    read = read_at_sizes(list(inked.values()), dpi, engine, timeout, least=_WIDE)
    words = {
        cell: in_place(_cut_by_rule(found) if touches_rule(cell, inked[cell]) else found, cell)
        for cell, found in zip(inked, read, strict=True)
    }
    unread = {cell: inked[cell] for cell, found in words.items() if not found}
    words |= read_lone_signs(unread, dpi, engine, deadline) | pale
    return words | _dittos(inked, words, dpi)


def _dittos(
    inked: Mapping[Cell, Cutting], words: Mapping[Cell, tuple[Word, ...]], dpi: float
) -> dict[Cell, tuple[Word, ...]]:
    """The marks that say "as above" in cells where no word was read, smaller than any other."""
    heights = [b[3] - b[1] for found in words.values() for w in found if (b := w.box)]
    if not heights:
        return {}
    highest = _SMALL * median(heights)
    return {
        cell: (replace(_DITTO, box=cutting.box),)
        for cell, cutting in inked.items()
        if cutting.image.shape[0] <= highest and _is_ditto(cutting, dpi)
    }


def _pale_words(
    grey: Image, cells: Sequence[Cell], dpi: float, engine: Engine, deadline: float
) -> dict[Cell, tuple[Word, ...]]:
    """What is printed in cells much paler than the rest of the page, where it can be read.

    What shines through from the other side of the sheet is as pale, and is read badly.
    """
    found = cuttings_of(grey, cells, dpi, pale=True)
    found = {c: cut for c, cut in found.items() if min(cut.image.shape) >= _LOW * dpi}
    left = deadline - time.monotonic()
    read = read_cuttings(list(found.values()), dpi, engine, left, model=Model.TEXT)
    return {
        cell: tuple(words)
        for cell, words in zip(found, read, strict=True)
        if words and fmean(w.confidence or 0.0 for w in words) >= _READ_WELL
    }


def read_lone_signs(
    cuttings: Mapping[Cell, Cutting], dpi: float, engine: Engine, deadline: float
) -> dict[Cell, tuple[Word, ...]]:
    """What stands alone in cells in which nothing was read: a dash, a figure or two.

    A recogniser of lines takes so little ink for a speck. A dash is known by its shape, a
    figure is read three times over beside itself.

    Args:
        cuttings: Their ink.
        dpi: Of the copy.
        engine: The recogniser.
        deadline: By the monotonic clock.

    Returns:
        One word for each cell where all three are the same figure, or a dash.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    found = {cell: (_DASH, c) for cell, c in cuttings.items() if _is_dash(c, dpi)}
    small = {
        cell: c
        for cell, c in cuttings.items()
        if cell not in found and c.image.shape[0] >= _LOW * dpi and c.image.shape[1] <= _WIDE * dpi
    }
    repeated = [c.thrice(dpi) for c in small.values()]
    read = read_cuttings(repeated, dpi, engine, deadline - time.monotonic(), model=Model.FIGURES)
    for (cell, cutting), words in zip(small.items(), read, strict=True):
        texts = {w.text for w in words}
        if len(words) == 3 and len(texts) == 1 and is_figure(text := texts.pop()):
            sure = min(w.confidence or 0.0 for w in words)
            found[cell] = (replace(_DASH, text=text, confidence=sure), cutting)
    return {cell: (replace(word, box=cutting.box),) for cell, (word, cutting) in found.items()}


def _cut_by_rule(words: Sequence[Word]) -> list[Word]:
    return [unsure([word])[0] if is_figure(word.text) else word for word in words]


def _is_dash(cutting: Cutting, dpi: float) -> bool:
    """Whether the ink is one level stroke of the length of a dash."""
    ink = (cutting.image < INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    if count != 2:
        return False
    _, _, w, h, area = (int(v) for v in stats[1])
    return 2 * h <= w <= _WIDE * dpi and w >= _HYPHEN * dpi and area >= 0.7 * w * h


def _is_ditto(cutting: Cutting, dpi: float) -> bool:
    """Whether the ink is two short strokes side by side, no broader at their feet."""
    ink = (cutting.image < INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    if count != 3:
        return False
    (x, y, w, h, _), (other, top, wide, high, _) = sorted(stats[1:].tolist())
    even = max(abs(h - high), abs(y - top), abs(w - wide)) <= _EVEN * max(h, high)
    upright = 2 * max(w, wide) <= 1.2 * min(h, high) and min(h, high) >= _LOW * dpi
    third = len(ink) // 3
    pointed = ink[-third:].sum() <= ink[:third].sum()
    return bool(even and upright and pointed and 0 < other - x - w <= max(h, high))


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
    """The table as a block, one line a row; None where no cell holds words.

    Each line has a cell for each column. What stands in a merged cell stands in the first of
    its rows and columns; the others are empty.
    """
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    lines = [_row(cells, grid.columns, words) for _, cells in sorted(rows.items())]
    lines = [line for line in lines if line.words]
    return Block(BlockKind.TABLE, tuple(lines)) if lines else None


def _row(cells: Iterable[Cell], columns: int, words: Mapping[Cell, tuple[Word, ...]]) -> Line:
    standing: dict[int, tuple[Word, ...]] = defaultdict(tuple)
    for cell in cells:
        standing[cell.column] += words.get(cell, ())
    row: list[Word] = []
    tabs: list[int] = []
    for column in range(columns):
        if column:
            tabs.append(len(row))
        row += standing[column]
    return Line(tuple(row), tuple(tabs))
