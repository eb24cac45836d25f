"""Cells that the strokes of a round seal make where it lies over a table, as at an annex's head.

A seal's rings are as long and as upright as rules, but no other row has a rule there.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ocr.cells import APART, Cell, Grid, with_cells
from ocr.picture import Image
from ocr.rings import Seal, find_seals

_REACH = 1.25  # of the radius of a ring that was found: a seal has more than one


def without_ringed(grid: Grid, grey: Image, dpi: float) -> Grid:
    """The table without cells that end within a seal, where those of no other row do.

    Args:
        grid: The table.
        grey: ``(h, w)`` the page.
        dpi: Of it.
    """
    odd = {cell: ends for cell in grid.cells if (ends := _own_ends(cell, grid.cells, dpi))}
    if not odd:
        return grid
    seals = find_seals(grey, dpi, top=0.0)
    cells = [
        cell
        for cell in grid.cells
        if not any(_meets(seal, cell, x) for seal in seals for x in odd.get(cell, ()))
    ]
    if len(cells) == len(grid.cells) or not cells:
        return grid
    return with_cells(grid, cells)


def _own_ends(cell: Cell, cells: Iterable[Cell], dpi: float) -> list[int]:
    """Where a cell begins or ends, if none of another row does there."""
    others = [other.box for other in cells if other.row != cell.row]
    return [
        cell.box[side]
        for side in (0, 2)
        if all(abs(box[side] - cell.box[side]) > APART * dpi for box in others)
    ]


def _meets(seal: Seal, cell: Cell, x: int) -> bool:
    """Whether an upright side of a cell runs into a seal."""
    _, y0, _, y1 = cell.box
    y = min(max(seal.y, y0), y1)
    return bool(np.hypot(x - seal.x, y - seal.y) <= _REACH * seal.radius)
