"""Print that is squeezed or squashed: a picture made to fit a sheet, a fax whose pixels were
taken for squares. The recogniser knows letters in their own proportions only."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ocr.page import Block

# On 220 real first pages of all kinds a letter was 0.49 to 0.65 times as wide as the boxes of
# words are high; of pages squeezed to 0.7 of their width, where the errors of words begin to
# double, 0.38, of pages squashed as much 0.73.
_USUAL = 0.53
_NARROW, _WIDE = 0.45, 0.70
_MOST = 2.0  # that letters are stretched at once: of print worse than that few are read
_WORDS = 20  # fewer say little


def stretch_of(blocks: Sequence[Block]) -> float:
    """How many times as wide, against their height, letters would have to be.

    Args:
        blocks: As read, with boxes in a picture in which the lines run across.

    Returns:
        1.0 where letters are as usual, or too few are read to say.
    """
    shapes = []
    for word in (word for block in blocks for line in block.lines for word in line.words):
        text, box = word.text, word.box
        if box is not None and len(text) > 1 and text.isalpha() and text.islower():
            shapes.append((box[2] - box[0]) / len(text) / (box[3] - box[1]))
    if len(shapes) < _WORDS or _NARROW <= (shape := median(shapes)) <= _WIDE:
        return 1.0
    return min(max(_USUAL / shape, 1 / _MOST), _MOST)
