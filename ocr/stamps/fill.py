"""Names on stamps put in the place of what a reader of print made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocr.engines import RawLine
from ocr.figures import UNSURE
from ocr.page import Box, letters_in, meet, union
from ocr.picture import Image
from ocr.stamps.find import stamp_lines
from ocr.stamps.read import read_name

_NO_DIRT = 0.3  # confidence of words that are none of the strokes which are dropped as dirt
_READ = 0.8  # confidence of words that are print and were read


def with_names(
    lines: Sequence[RawLine], sheet: Image, origin: tuple[int, int], dpi: float
) -> list[RawLine]:
    """The lines with names that only their own reader knows, always in doubt.

    Args:
        lines: What a reader of print found, boxes in pixels of the page.
        sheet: ``(h, w)`` grey, where signatures may stand; the ink of stamps alone, on white.
        origin: Its upper left corner on the page.
        dpi: Of it.
    """
    kept = list(lines)
    for box in stamp_lines(sheet, dpi):
        on_page = (box[0] + origin[0], box[1] + origin[1], box[2] + origin[0], box[3] + origin[1])
        over = [line for line in kept if _overlap(line, on_page)]
        if any(map(_is_read, over)):
            continue
        words = [word.moved(*origin) for word in read_name(sheet, box)]
        if words:
            kept = [line for line in kept if line not in over]
            doubted = (
                replace(w, confidence=min(_NO_DIRT + (w.confidence or 0.0), UNSURE)) for w in words
            )
            kept.append(RawLine(tuple(doubted)))
    return kept


def _overlap(line: RawLine, box: Box) -> bool:
    own = union(word.box for word in line.words)
    return own is not None and meet(own, box)


def _is_read(line: RawLine) -> bool:
    words = [w for w in line.words if letters_in(w.text) > 1]
    return len(words) > 1 and all((w.confidence or 0.0) >= _READ for w in words)
