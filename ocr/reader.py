"""Reading one page: picture in, words in reading order out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np

from ocr.engines import Engine, RawLine
from ocr.errors import EngineFailed, PageTimeout
from ocr.grid import find_grids, without_tables
from ocr.ink import RedPrint, red_print
from ocr.layout import arrange
from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word, letters_in
from ocr.preprocess import Image, OcrCopy, is_blank, looks_sideways, prepare
from ocr.slots.fill import fill_slots
from ocr.tables import read_table

_ILLEGIBLE = 0.55  # mean confidence below which the page may stand on its head
# Marks that stand beside letters or not at all: alone they are specks and strokes of a pen.
_NEVER_ALONE = frozenset("ˆ˜^`´¨¬¦¡¿‹›|\\_")


def read_page(image: Image, dpi: float, number: int, engine: Engine, timeout: float) -> Page:
    """Read a page image.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB; not changed.
        dpi: Of the image.
        number: Of the page, from 1.
        engine: The recogniser.
        timeout: Seconds for the whole page; the recogniser is killed when they are over.

    Returns:
        The page with blocks in reading order, boxes in pixels of ``image``.

    Raises:
        PageTimeout: The time was up.
        EngineFailed: The recogniser failed.
    """
    deadline = time.monotonic() + timeout
    height, width = image.shape[:2]
    page = Page(number, (), width, height, dpi, TextOrigin.OCR)
    try:
        copy = prepare(image, dpi)
        if is_blank(copy.image):
            return replace(page, origin=TextOrigin.BLANK)
        if looks_sideways(copy.image):
            copy = _turned(image, dpi, copy, engine, deadline)
        red = red_print(image, dpi)
        blocks = _blocks(copy, red, engine, deadline)
        if _confidence(blocks) < _ILLEGIBLE and copy.rotation == 0:
            turned = _turned(image, dpi, copy, engine, deadline)
            if turned.rotation:
                again = _blocks(turned, red, engine, deadline)
                if _confidence(again) > _confidence(blocks):
                    copy, blocks = turned, again
    except TimeoutError as error:
        raise PageTimeout(page=number, seconds=round(timeout)) from error
    except RuntimeError as error:
        raise EngineFailed(engine=engine.name, page=number, reason=error) from error
    blocks = fill_slots(image, copy, blocks, copy.dpi)
    mapped = tuple(_on_page(block, copy, width, height) for block in blocks)
    return replace(page, blocks=mapped, rotation=copy.rotation, skew=copy.skew)


def _turned(image: Image, dpi: float, copy: OcrCopy, engine: Engine, deadline: float) -> OcrCopy:
    rotation = engine.orientation(copy.image, _left(deadline))
    return prepare(image, dpi, rotation) if rotation else copy


def _blocks(
    copy: OcrCopy, red: RedPrint | None, engine: Engine, deadline: float
) -> tuple[Block, ...]:
    grids = find_grids(copy.image, copy.dpi)
    text = without_tables(copy.image, grids, copy.dpi)
    lines = [_clean(line) for line in engine.recognise(text, copy.dpi, _left(deadline))]
    tables = [
        (grid.box, block)
        for grid in grids
        if (block := read_table(copy.image, grid, copy.dpi, engine, _left(deadline)))
    ]
    height, width = copy.image.shape
    stamps: list[RawLine] = []
    for line in _red_lines(copy, red, engine, deadline):
        x, y = line.words[0].box[:2] if line.words[0].box else (0, 0)
        # A signer's name is often a red stamp; red elsewhere is put on the page by others.
        signs = y > 0.4 * height and x > 0.4 * width
        (lines if signs else stamps).append(line)
    lines = _without_doubles(lines)
    blocks = arrange([line for line in lines if line.words], tables, width, height)
    if stamps:
        marginal = Block(BlockKind.MARGINALIA, tuple(Line(s.words) for s in stamps))
        blocks = (*blocks, marginal)
    return blocks


def _without_doubles(lines: Sequence[RawLine]) -> list[RawLine]:
    """Of two words that stand on the same spot only the surer one.

    Strokes over print are read as words of their own, on lines of their own.
    """
    words = [word for line in lines for word in line.words]
    dropped: set[int] = set()
    boxes = np.array([word.box for word in words], dtype=np.float64).reshape(-1, 4)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    for i, word in enumerate(words):
        width = np.minimum(boxes[:, 2], boxes[i, 2]) - np.maximum(boxes[:, 0], boxes[i, 0])
        height = np.minimum(boxes[:, 3], boxes[i, 3]) - np.maximum(boxes[:, 1], boxes[i, 1])
        shared = np.clip(width, 0, None) * np.clip(height, 0, None)
        shared[i] = 0
        for j in np.nonzero(shared > 0.6 * np.minimum(areas, areas[i]))[0]:
            if (word.confidence or 0.0) < (words[j].confidence or 0.0):
                dropped.add(id(word))
    return [replace(ln, words=tuple(w for w in ln.words if id(w) not in dropped)) for ln in lines]


def _red_lines(
    copy: OcrCopy, red: RedPrint | None, engine: Engine, deadline: float
) -> list[RawLine]:
    """What is printed in red, boxes in pixels of the copy."""
    if red is None:
        return []
    sheet = copy.like(red.image)
    ys, xs = np.nonzero(sheet < 200)
    if not len(xs):
        return []
    left, top = max(0, int(xs.min()) - 20), max(0, int(ys.min()) - 20)
    cut = np.ascontiguousarray(sheet[top : int(ys.max()) + 20, left : int(xs.max()) + 20])
    found = engine.recognise(cut, copy.dpi, _left(deadline))
    lines = [
        RawLine(tuple(_moved(w, left, top) for w in line.words if _is_sure(w))) for line in found
    ]
    return [line for line in lines if line.words]


def _is_sure(word: Word) -> bool:
    """Half a seal reads as letters too: of red ink only what was read well is taken."""
    return (word.confidence or 0.0) >= 0.5 and sum(c.isalnum() for c in word.text) >= 2


def _moved(word: Word, dx: int, dy: int) -> Word:
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy))


def _clean(line: RawLine) -> RawLine:
    """Drop what seals, signatures and dirt were taken for.

    Words with digits stay, however unsure: a number may be written by hand.
    """
    return replace(line, words=tuple(w for w in line.words if not _is_noise(w)))


def _is_noise(word: Word) -> bool:
    if any(c.isdigit() for c in word.text):
        return False
    confidence = word.confidence or 0.0
    letters = letters_in(word.text)
    if letters == 0:
        return confidence < 0.6 or _NEVER_ALONE.issuperset(word.text)
    # A scribble is read as a letter or two among marks. Longer words stay: they are
    # something, and dropping them would lose what a person could still make out.
    return letters <= 2 and (
        confidence < 0.25 or (confidence < 0.5 and letters < 0.45 * len(word.text))
    )


def _confidence(blocks: Sequence[Block]) -> float:
    """Mean confidence of the words that have letters; 1 where there are too few to say."""
    known = [
        w.confidence
        for w in _words(blocks)
        if w.confidence is not None and sum(c.isalpha() for c in w.text) >= 2
    ]
    return fmean(known) if len(known) >= 8 else 1.0


def _words(blocks: Sequence[Block]) -> Iterator[Word]:
    for block in blocks:
        for line in block.lines:
            yield from line.words


def _on_page(block: Block, copy: OcrCopy, width: int, height: int) -> Block:
    def mapped(word: Word) -> Word:
        assert word.box is not None
        return replace(word, box=copy.box_on_page(word.box, width, height))

    lines = tuple(Line(tuple(map(mapped, line.words)), line.tabs) for line in block.lines)
    return Block(block.kind, lines)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
