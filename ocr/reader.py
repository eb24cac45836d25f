"""Reading one page: picture in, words in reading order out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np

from ocr.arrival.fill import read_arrival
from ocr.copy_reader import read_copy, set_upright
from ocr.engines import Engine
from ocr.errors import EngineFailed, PageTimeout
from ocr.figures import UNSURE
from ocr.flat import FlatSheet, laid_flat
from ocr.ink import red_print
from ocr.page import Block, Box, Page, TextOrigin, Word
from ocr.picture import Image
from ocr.preprocess import OcrCopy, is_blank, prepare, redness_of, without_tint
from ocr.reversed import upright_print
from ocr.signers.fill import read_signer
from ocr.signers.fill_titles import read_titles
from ocr.skew import looks_sideways
from ocr.slots.fill import fill_slots
from ocr.spreads import fold_of


@dataclass(frozen=True, slots=True)
class _Read:
    """What a picture says: blocks with boxes in its pixels, and how it lay, as a `Page` says."""

    blocks: tuple[Block, ...]
    rotation: int
    skew: float
    fold: int = 0


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
    flat = laid_flat(image, dpi)
    if flat is not None:
        image, dpi = flat.image, flat.dpi
    image = upright_print(without_tint(image), dpi)
    on_its_head = flat is not None and flat.rotation != 0
    try:
        read = _read(image, dpi, engine, deadline, may_stand_on_its_head=on_its_head)
    except TimeoutError as error:
        raise PageTimeout(page=number, seconds=round(timeout)) from error
    except RuntimeError as error:
        raise EngineFailed(engine=engine.name, page=number, reason=error) from error
    if read is None:
        return replace(page, origin=TextOrigin.BLANK)
    page = replace(page, rotation=read.rotation, skew=read.skew)
    if flat is None:
        return replace(page, blocks=read.blocks, fold=read.fold)
    fold = flat.box_on_photograph((read.fold, 0, read.fold, image.shape[0]), width, height)
    return replace(
        page,
        blocks=tuple(_on_photograph(block, flat, width, height) for block in read.blocks),
        rotation=(flat.rotation + read.rotation) % 360,
        flattened=True,
        fold=(fold[0] + fold[2]) // 2 if read.fold and not flat.rotation else 0,
    )


def _read(
    image: Image,
    dpi: float,
    engine: Engine,
    deadline: float,
    *,
    may_stand_on_its_head: bool = False,
) -> _Read | None:
    """What a flat picture says; None where it is blank."""
    redness = redness_of(image) if image.ndim == 3 else None
    copy = prepare(image, dpi, redness=redness)
    red = red_print(image, dpi, redness)
    if red is None and is_blank(copy.small):
        return None
    if looks_sideways(copy.small) or may_stand_on_its_head:
        copy = set_upright(image, dpi, copy, engine, deadline)
    height, width = image.shape[:2]
    fold = 0 if copy.rotation else fold_of(copy.image, copy.small)
    if fold:
        place = copy.box_on_page((fold, 0, fold, copy.image.shape[0]), width, height)
        return _read_abreast(image, (place[0] + place[2]) // 2, dpi, engine, deadline)
    copy, blocks = read_copy(image, dpi, copy, redness, red, engine, deadline)
    blocks = read_arrival(image, copy, blocks, redness)
    blocks = fill_slots(image, copy, blocks, copy.dpi)
    blocks = read_signer(image, copy, blocks, red)
    blocks = read_titles(image, copy, blocks, red)
    on_page = tuple(_on_page(block, copy, width, height) for block in blocks)
    return _Read(on_page, copy.rotation, copy.skew)


def _read_abreast(
    image: Image, fold: int, dpi: float, engine: Engine, deadline: float
) -> _Read | None:
    """What two pages on one picture say, one after the other."""
    blocks: list[Block] = []
    skews = []
    for x0, x1 in ((0, fold), (fold, image.shape[1])):
        page = _read(np.ascontiguousarray(image[:, x0:x1]), dpi, engine, deadline)
        if page is not None:
            blocks += [_moved(block, x0) for block in page.blocks]
            skews.append(page.skew)
    return _Read(tuple(blocks), 0, fmean(skews), fold) if skews else None


def _moved(block: Block, by: int) -> Block:
    return block.changed(lambda word: word.moved(by, 0))


def _on_page(block: Block, copy: OcrCopy, width: int, height: int) -> Block:
    placed = _placed(block, lambda box: copy.box_on_page(box, width, height))
    return placed.changed(lambda word: _doubted_under(word, copy.struck)) if copy.struck else placed


def _doubted_under(word: Word, struck: Sequence[int]) -> Word:
    """The word, doubted if a thick streak covered letters of it."""
    assert word.box is not None
    under = any(word.box[0] <= x < word.box[2] for x in struck)
    return replace(word, confidence=min(word.confidence or 0.0, UNSURE)) if under else word


def _on_photograph(block: Block, flat: FlatSheet, width: int, height: int) -> Block:
    return _placed(block, lambda box: flat.box_on_photograph(box, width, height))


def _placed(block: Block, where: Callable[[Box], Box]) -> Block:
    def moved(word: Word) -> Word:
        assert word.box is not None
        return replace(word, box=where(word.box))

    return block.changed(moved)
