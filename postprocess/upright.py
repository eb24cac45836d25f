"""Pages that were scanned on their side or head, set upright while a record is made of them.

Of two that lie side by side on one picture the second is set below the first. Boxes are those
on the page image as it is; what stands above, beside or under another line is told by them as a
person holds the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel

from ocr.page import Box, Page, Word
from postprocess.record import Dispatch, Evidence, TableCell


def upright(pages: Sequence[Page]) -> list[Page]:
    """The pages with boxes as on their upright pictures."""
    return [_upright(page) if _lies(page) else page for page in pages]


def _lies(page: Page) -> bool:
    return page.rotation != 0 or page.fold != 0


def _upright(page: Page) -> Page:
    def turn(word: Word) -> Word:
        if word.box is None:
            return word
        box = turned(word.box, page.rotation, page.width, page.height)
        return replace(word, box=_below(box, page) if page.fold else box)

    blocks = tuple(block.changed(turn) for block in page.blocks)
    width, height = _size(page)
    if page.fold:
        width, height = max(page.fold, width - page.fold), 2 * height
    return replace(page, blocks=blocks, width=width, height=height, rotation=0, fold=0)


def _below(box: Box, page: Page) -> Box:
    """A box on the second of two pages as if that lay below the first; others as they are."""
    x0, y0, x1, y1 = box
    if (x0 + x1) / 2 < page.fold:
        return box
    return x0 - page.fold, y0 + page.height, x1 - page.fold, y1 + page.height


def _beside(box: Box, page: Page) -> Box:
    """The way back; a box that begins on the first page and ends on the second reaches over both.

    >>> page = Page(1, width=200, height=150, fold=110)
    >>> _beside((10, 20, 30, 40), page), _beside(_below((120, 20, 190, 40), page), page)
    ((10, 20, 30, 40), (120, 20, 190, 40))
    >>> _beside((10, 130, 80, 170), page)
    (10, 0, 190, 150)
    """
    x0, y0, x1, y1 = box
    first, second = y0 < page.height, y1 > page.height
    if first and second:
        return x0, 0, x1 + page.fold, page.height
    if second:
        return x0 + page.fold, y0 - page.height, x1 + page.fold, y1 - page.height
    return box


def _size(page: Page) -> tuple[int, int]:
    """Width and height of a page that stands upright."""
    sideways = page.rotation in (90, 270)
    return (page.height, page.width) if sideways else (page.width, page.height)


def turned(box: Box, rotation: int, width: int, height: int) -> Box:
    """A box on a picture of this size after it was turned clockwise.

    >>> turned((10, 20, 30, 25), 90, 100, 200), turned((175, 10, 180, 30), 270, 200, 100)
    ((175, 10, 180, 30), (10, 20, 30, 25))
    >>> turned((10, 20, 30, 25), 180, 100, 200)
    (70, 175, 90, 180)
    """
    x0, y0, x1, y1 = box
    for _ in range(rotation // 90 % 4):
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        width, height = height, width
    return x0, y0, x1, y1


def turn_back(record: Dispatch, pages: Sequence[Page]) -> None:
    """Set the boxes of a record made of upright pages as they are on the page images.

    Args:
        record: Changed in place.
        pages: As they were scanned.
    """
    lying = {page.number: page for page in pages if _lies(page)}
    if lying:
        _turn_back(record, lying, 0, set())


def _turn_back(value: object, lying: Mapping[int, Page], number: int, seen: set[int]) -> None:
    """The same of a part of a record, on this page unless it names its own."""
    if isinstance(value, list):
        for part in value:
            _turn_back(part, lying, number, seen)
    elif isinstance(value, BaseModel) and id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, Evidence):
            number = value.page or number
        if isinstance(value, Evidence | TableCell) and value.box and number in lying:
            page = lying[number]
            box = _beside(value.box, page) if page.fold else value.box
            value.box = turned(box, 360 - page.rotation, *_size(page))
        for part in list(value.__dict__.values()):
            _turn_back(part, lying, number, seen)
