"""The bar under ``≥`` and ``≤``, which Tesseract's Vietnamese model does not know.

It reads ``> 5,0`` where ``≥ 5,0`` is printed: another value. So every ``>`` and ``<`` is
looked at for a level bar at its foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ocr.page import Block, Word
from ocr.picture import Image
from ocr.rules import ink_of

_BARRED = {">": "≥", "<": "≤"}
_BELOW = 0.25  # of a word's height: what is looked at below it
_FOOT = 0.6  # share of the sign's height above its foot
_LEVEL = 0.75  # share of its width that a row of a bar fills; a slanted stroke fills less


def with_bars(blocks: Sequence[Block], grey: Image) -> tuple[Block, ...]:
    """Blocks whose signs of order have the bars that are printed.

    Args:
        blocks: Boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
    """
    return tuple(block.changed(lambda word: _barred(word, grey)) for block in blocks)


def _barred(word: Word, grey: Image) -> Word:
    sign = word.text[:1]
    if sign not in _BARRED or word.box is None or not _has_bar(word, grey):
        return word
    return replace(word, text=_BARRED[sign] + word.text[1:])


def _has_bar(word: Word, grey: Image) -> bool:
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    cut = grey[max(0, y0) : y1 + round(_BELOW * (y1 - y0)), max(0, x0) : x1]
    if not cut.size:
        return False
    ink = ink_of(cut) > 0
    columns = np.flatnonzero(ink.any(0))
    if not len(columns):
        return False
    gaps = np.flatnonzero(np.diff(columns) > 1)
    last = columns[gaps[0]] if len(gaps) else columns[-1]
    sign = ink[:, columns[0] : last + 1]
    rows = np.flatnonzero(sign.any(1))
    filled = sign[rows[0] : rows[-1] + 1].mean(1)
    foot = round(_FOOT * len(filled))
    # Both strokes of an equals sign, or a letter, have a level one higher up too.
    return bool(filled[foot:].max(initial=0) >= _LEVEL > filled[:foot].max(initial=0))
