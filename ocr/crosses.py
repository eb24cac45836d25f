"""The cross that marks a cell: a small ``x`` or a capital, by its height.

Alone it has nothing beside it to tell them apart, and is read as a capital.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median

import numpy as np

from ocr.cells import Cell
from ocr.page import Word
from ocr.picture import Image
from ocr.rules import ink_of

_CROSSES = frozenset("xX×")
_FEWEST = 3  # figures of the table, which are as high as capitals
_CAPITAL = 0.83  # of their height; a small x has 0.68


def with_crosses(
    words: Mapping[Cell, tuple[Word, ...]], grey: Image
) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with their lone crosses as high as they are printed.

    Args:
        words: Of each cell, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read, without rules.
    """
    done = dict(words)
    crosses = [
        cell for cell, found in words.items() if [w.text in _CROSSES for w in found] == [True]
    ]
    if not crosses:
        return done
    figures = [_height(w, grey) for found in words.values() for w in found if w.text.isdigit()]
    if len(figures) < _FEWEST:
        return done
    least = _CAPITAL * median(figures)
    for cell in crosses:
        (word,) = words[cell]
        done[cell] = (replace(word, text="X" if _height(word, grey) >= least else "x"),)
    return done


def _height(word: Word, grey: Image) -> int:
    """Rows of ink in the box of a word, in pixels."""
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    cut = grey[max(0, y0) : y1, max(0, x0) : x1]
    return int(np.count_nonzero(ink_of(cut).any(axis=1))) if cut.size else 0
