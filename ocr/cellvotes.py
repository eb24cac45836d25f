"""Figures in cells on which two readings do not agree: read again at another size, by votes.

A figure or two alone on a line are easily taken for others (``7`` for 1, ``S3`` for 53). Of
2433 figures on worn copies and drawn pages two readings left 381 in doubt. A third, three
times beside itself and at another size, agreed with what stood for 186 of them, a fourth with
either for 101 more; all 287 were right.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ocr.cellink import cuttings_of, touches_rule
from ocr.cells import Cell, Grid
from ocr.digits import both, digits_of, evenly_parted, is_well_parted
from ocr.engines import Engine, Model
from ocr.figures import SURE, UNSURE, is_below, is_figure, may_be_figure
from ocr.page import Word
from ocr.picture import Image, scaled
from ocr.sheet import Cutting, read_cuttings
from ocr.tables import cells_of_figures

# Digits that the network misreads at one size it reads at another.
_SMALL, _LARGE = 200.0, 280.0  # dots per inch of it, for finer and for coarser pictures
_FINE = 250.0
_ALONE = 0.85  # confidence that the fourth needs where what stands may be of the same model


def read_doubted_figures(
    grey: Image,
    grid: Grid,
    words: Mapping[Cell, tuple[Word, ...]],
    dpi: float,
    engine: Engine,
    deadline: float,
) -> dict[Cell, tuple[Word, ...]]:
    """Read once more what should be a figure and is in doubt.

    Args:
        grey: ``(h, w)`` the upright copy the grid was found on, without its rules.
        grid: The table.
        words: Its cells after two readings.
        dpi: Of the copy.
        engine: The recogniser.
        deadline: By the monotonic clock.

    Returns:
        All cells. What two readings agree on stands, and is sure unless a rule cuts it; what
        was read alike three times, and by no other reading, stands and is unsure.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    expected = cells_of_figures(grid, words)
    doubted = [cell for cell, found in words.items() if _is_doubted(found, cell in expected)]
    if not doubted:
        return dict(words)
    cuttings = cuttings_of(grey, doubted, dpi)
    resized = {cell: _resized(cut, dpi) for cell, cut in cuttings.items()}

    def read(pictures: Sequence[Cutting]) -> list[list[Word]]:
        left = deadline - time.monotonic()
        return read_cuttings(pictures, dpi, engine, left, model=Model.FIGURES)

    repeated = read([cut.thrice(dpi) for cut in resized.values()])
    thirds = {c: _once(again) for c, again in zip(resized, repeated, strict=True)}
    left = [c for c, third in thirds.items() if not _agree(third, words[c])]
    fourths = dict(zip(left, read([resized[c] for c in left]), strict=True))
    found = dict(words)
    for cell, third in thirds.items():
        settled = _settled(words[cell], third, fourths.get(cell, ()))
        # Among words a figure that no other reading has is a word.
        if settled is not None and (cell in expected or settled.confidence != UNSURE):
            sure = UNSURE if touches_rule(cell, cuttings[cell]) else settled.confidence
            found[cell] = (replace(settled, box=cuttings[cell].box, confidence=sure),)
    return found


def _is_doubted(words: Sequence[Word], expected: bool) -> bool:
    """Whether a figure stands in a cell, or may stand where one is expected, and is unsure."""
    if any(is_below(word, after) for word, after in pairwise(words)):
        return False
    if not all(map(_is_whole, words)):
        strange = len(words) == 1 and (words[0].confidence or 0.0) < UNSURE  # 51 is "lãi"
        return expected and (strange or all(map(may_be_figure, words)))
    return any((w.confidence or 0.0) <= UNSURE for w in words)


def _is_whole(word: Word) -> bool:
    return is_figure(word.text) and is_well_parted(word.text)


def _resized(cutting: Cutting, dpi: float) -> Cutting:
    scale = (_SMALL if dpi > _FINE else _LARGE) / dpi
    return Cutting(scaled(cutting.image, scale), cutting.origin)


def _once(words: Sequence[Word]) -> tuple[Word, ...]:
    """The figure that was read three times; none where the three differ."""
    text = "".join(w.text for w in words)
    once = text[: len(text) // 3]
    if text != 3 * once or not is_figure(once) or not is_well_parted(once):
        return ()
    return (replace(words[0], text=once, confidence=min(w.confidence or 0.0 for w in words)),)


def _agree(one: Sequence[Word], other: Sequence[Word], least: float = SURE) -> bool:
    """Whether two readings are figures with the same digits, and the first is sure of them."""
    return (
        bool(one and other)
        and all(map(_is_whole, (*one, *other)))
        and digits_of(one) == digits_of(other)
        and min(w.confidence or 0.0 for w in one) >= least
    )


def _settled(
    standing: Sequence[Word], third: Sequence[Word], fourth: Sequence[Word]
) -> Word | None:
    """What the readings make: a figure and how sure it is, None where what stands stays."""
    if _agree(third, standing):
        return _of_both(third, standing)
    read, text = "".join(w.text for w in third), "".join(w.text for w in standing)
    # It lacks the comma of what stands: one is lost, but none comes of nothing.
    less = read != text and read == text.replace(",", "").replace(".", "")
    if not less and _agree(fourth, third, UNSURE):
        found = _of_both(fourth, third)
        # Two readings of one model against one of another.
        against = all(map(_is_whole, standing)) and digits_of(standing) != digits_of(third)
        return replace(found, confidence=UNSURE) if against else found
    if _agree(fourth, standing, _ALONE):
        return _of_both(fourth, standing)
    if third and read != text and not less:
        return replace(third[0], confidence=UNSURE)
    return None


def _of_both(one: Sequence[Word], other: Sequence[Word]) -> Word:
    """One figure of two readings that have the same digits."""
    sure = both(*(min(w.confidence or 0.0 for w in words) for words in (one, other)))
    text = "".join(w.text for w in evenly_parted(one, other))
    return replace(one[0], text=text, confidence=sure)
