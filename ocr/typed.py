"""Pages that are no scans: their own text, set in reading order and into the cells of tables.

The text of a page says nothing of its tables. Where it draws lines, its picture is looked at
for them as that of a scan is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2

from ocr.cells import Cell, Grid
from ocr.engines import RawLine
from ocr.grid import find_grids
from ocr.layout import arrange
from ocr.page import Block, Box, Word
from ocr.picture import Image, u8
from ocr.source import PageImage
from ocr.tables import table_block
from ocr.textlayer import TextLayer

_FEWEST_STROKES = 6  # of a table of four cells


def typed_blocks(
    layer: TextLayer, width: int, height: int, draw: Callable[[], PageImage]
) -> tuple[Block, ...]:
    """The blocks of a page that tells its own text.

    Args:
        layer: Its text.
        width: Of the page image, in pixels.
        height: Of the page image.
        draw: Makes the page image; only asked where the page may have ruled tables.

    Raises:
        DocumentError: The page cannot be drawn, or not in time.
    """
    lines = [RawLine(line.words) for line in layer.lines if line.box is not None]
    grids: list[Grid] = []
    if layer.strokes >= _FEWEST_STROKES:
        drawn = draw()
        grids = find_grids(_grey(drawn.pixels), drawn.dpi)
    tables: list[tuple[Box, Block]] = []
    for grid in grids:
        lines, words = _taken(lines, grid)
        if (block := table_block(grid, words)) is not None:
            tables.append((grid.box, block))
    return arrange([line for line in lines if line.words], tables, width, height)


def _grey(pixels: Image) -> Image:
    return pixels if pixels.ndim == 2 else u8(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


def _taken(
    lines: Sequence[RawLine], grid: Grid
) -> tuple[list[RawLine], dict[Cell, tuple[Word, ...]]]:
    """The lines without what stands in the cells of a table, and the words of its cells."""
    cells: dict[Cell, list[Word]] = {}
    rest: list[RawLine] = []
    for line in lines:
        outside = []
        for word in line.words:
            cell = _cell_of(word, grid)
            if cell is None:
                outside.append(word)
            else:
                cells.setdefault(cell, []).append(word)
        rest.append(RawLine(tuple(outside)))
    return rest, {cell: tuple(words) for cell, words in cells.items()}


def _cell_of(word: Word, grid: Grid) -> Cell | None:
    if word.box is None:
        return None
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    for cell in grid.cells:
        x0, y0, x1, y1 = cell.box
        if x0 <= x < x1 and y0 <= y < y1:
            return cell
    return None
