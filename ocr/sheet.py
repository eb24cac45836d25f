"""Many small cut-outs of a page read in one run: set one below the other on a sheet.

As good as a run for each, at the price of one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from ocr.engines import Engine, Model
from ocr.page import Box, Word
from ocr.picture import Image, scaled

_GAP = 40  # px between cut-outs: lines of different ones must not join
_OTHER_SIZES = (0.9, 1.25)
_LEGIBLE = 0.4  # mean confidence of what is read at another size
_TALLEST = 16_000  # px of a sheet; Tesseract refuses pictures of 32,768 and more


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of a picture, and where its top left corner stood on it.

    Attributes:
        image: ``(h, w)`` grey.
        origin: ``(x, y)`` in pixels of the picture.
    """

    image: Image
    origin: tuple[int, int]

    @property
    def box(self) -> Box:
        """Where it stood on the picture."""
        (x, y), (h, w) = self.origin, self.image.shape
        return (x, y, x + w, y + h)

    def thrice(self, dpi: float) -> Cutting:
        """The picture three times side by side, a twelfth of an inch apart."""
        return Cutting(thrice(self.image, round(dpi / 12)), self.origin)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line that are read again together.

    Attributes:
        line: Index of the line.
        start: Index of the first word.
        stop: Index after the last one.
    """

    line: int
    start: int
    stop: int


def read_cuttings(
    cuttings: Sequence[Cutting], dpi: float, engine: Engine, timeout: float, *, model: Model
) -> list[list[Word]]:
    """Read cut-outs.

    Args:
        cuttings: Pieces of one picture.
        dpi: Of the picture.
        engine: The recogniser.
        timeout: Seconds for all of them.
        model: See ``Engine.recognise``.

    Returns:
        The words of each, boxes in pixels of the picture.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    deadline = time.monotonic() + timeout
    words: list[list[Word]] = []
    for batch in _batches(cuttings):
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        words += _read_sheet(batch, dpi, engine, left, model=model)
    return words


def read_at_sizes(
    cuttings: Sequence[Cutting], dpi: float, engine: Engine, timeout: float, *, least: float = 0.0
) -> list[list[Word]]:
    """Read cut-outs; one in which nothing was read is read again at other sizes.

    Tesseract's search for lines drops a short one now and then, however clear it is.

    Args:
        cuttings: Pieces of one picture.
        dpi: Of the picture.
        engine: The recogniser.
        timeout: Seconds for all of them.
        least: Inches of width of those that are read again.

    Returns:
        The words of each, boxes in pixels of the picture.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    deadline = time.monotonic() + timeout
    read = read_cuttings(cuttings, dpi, engine, timeout, model=Model.TEXT)
    for scale in _OTHER_SIZES:
        wide = (i for i, c in enumerate(cuttings) if c.image.shape[1] >= least * dpi)
        empty = [i for i in wide if not read[i]]
        again = [Cutting(scaled(cuttings[i].image, scale), (0, 0)) for i in empty]
        left = max(0.001, deadline - time.monotonic())
        found = read_cuttings(again, dpi * scale, engine, left, model=Model.TEXT)
        for i, words in zip(empty, found, strict=True):
            if words and fmean(w.confidence or 0.0 for w in words) >= _LEGIBLE:
                read[i] = [w.unscaled(scale).moved(*cuttings[i].origin) for w in words]
    return read


def thrice(image: Image, gap: int) -> Image:
    """A picture three times side by side: a figure or two alone on a line are often misread.

    Args:
        image: ``(h, w)`` grey.
        gap: Pixels between two.
    """
    space = np.full((image.shape[0], gap), 255, np.uint8)
    return np.hstack([image, space, image, space, image])


def _batches(cuttings: Sequence[Cutting]) -> Iterator[list[Cutting]]:
    batch: list[Cutting] = []
    height = 0
    for cutting in cuttings:
        needed = cutting.image.shape[0] + _GAP
        if batch and height + needed > _TALLEST:
            yield batch
            batch, height = [], 0
        batch.append(cutting)
        height += needed
    if batch:
        yield batch


def _read_sheet(
    cuttings: Sequence[Cutting], dpi: float, engine: Engine, timeout: float, *, model: Model
) -> list[list[Word]]:
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
    words: list[list[Word]] = [[] for _ in cuttings]
    for line in engine.recognise(sheet, dpi, timeout, one_column=True, model=model):
        for word in line.words:
            assert word.box is not None
            middle = (word.box[1] + word.box[3]) / 2
            i = max(0, int(np.searchsorted(tops, middle + _GAP / 2)) - 1)
            dx, dy = cuttings[i].origin[0] - _GAP, cuttings[i].origin[1] - tops[i]
            words[i].append(word.moved(dx, dy))
    return words
