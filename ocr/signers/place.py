"""Where a name must stand: under a signer's title or beside the recipients, if print was not
read well there (Decree 30/2020/NĐ-CP, annex I: 7, 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex
from unidecode import unidecode

from ocr.layout.abreast import TITLE
from ocr.page import Block, BlockKind, Box, Line, Word, in_capitals, letters_in
from ocr.signers.names import name_of_print

_OF_HIGHLANDS = regex.compile(r"\b[HKRYN]['’°?]\p{L}")  # the reader of names knows no apostrophe
# Shares of the page: nobody signs above and left of these, and who signs alone does right.
_LOWER, _LEFT, _RIGHT = 0.15, 0.2, 0.4
_MOST_WORDS = 10  # of a title
_UNDER_MM, _BESIDE_MM = 62.0, 50.0  # how far down and to either side of its middle a name stands
_AROUND_MM = (-8.0, 80.0)  # from the upper edge of the recipients, where they sign beside them
_LOWEST_MM = 6.0  # of a place for a name
_ABREAST_MM = 8.0  # by which titles side by side differ in height at most
_WIDE = 2.5  # heights of a word; a blank between two columns
_READ = 0.8  # confidence of words that are print and were read
# Under a title a text goes on: lines from the left beyond its middle, words that were read well.
_GOING_ON, _FEW_READ = 2, 10
_OF_SEAL = 3  # words of a line at most that is what a seal says
# The body for which one signs (decree 30/2020, annex I, 7a) stands above a title and nowhere else.
_FOR_BODY = regex.compile(r"T/?M(?:\.| )")


class Place(NamedTuple):
    """Where a name must stand.

    Attributes:
        area: In the pixels of the boxes.
        block: Index of the block that the name belongs to; None where there is none.
        beside: Boxes of words in the area, of lines that run into it from the left.
    """

    area: Box
    block: int | None
    beside: tuple[Box, ...] = ()


def unsigned(blocks: Sequence[Block], shape: tuple[int, int], dpi: float) -> Iterator[Place]:
    """The places for the signer's name of a page, the likeliest first, if none was read there.

    Args:
        blocks: Of the page, boxes in pixels of the picture.
        shape: Height and width of the picture.
        dpi: Of it.
    """
    mm = dpi / 25.4
    places = list(_under_titles(blocks, shape, mm))
    beside = _beside_recipients(blocks, shape, mm)
    # Far above, a title is that of who decides: the signer's own was not read.
    if beside and all(place.area[3] < beside.area[1] for place in places):
        places = [beside]
    over: list[Box] = []
    for found in places:
        # Of two titles above each other one place is enough.
        again = any(abs(found.area[0] - box[0]) < _ABREAST_MM * mm for box in over)
        if again or found.area[3] - found.area[1] < _LOWEST_MM * mm:
            continue
        over.append(found.area)
        if free := _if_free(blocks, found):
            yield free


def _if_free(blocks: Sequence[Block], place: Place) -> Place | None:
    """The place with what runs into it, if neither a name nor a text was read there."""
    words = [(line, there) for _, line in _lines(blocks) if (there := _inside(line, place.area))]
    own = [Line(there) for line, there in words if _box(line)[0] >= place.area[0]]
    middle = (place.area[0] + place.area[2]) / 2
    through = sum(_box(line)[0] < place.area[0] and _box(line)[2] > middle for line, _ in words)
    read = sum(_is_read(w) for line in own if len(line.words) > _OF_SEAL for w in line.words)
    if through >= _GOING_ON or read > _FEW_READ or any(map(is_name, own)):
        return None
    beside = (w.box for line, there in words if _box(line)[0] < place.area[0] for w in there)
    return place._replace(beside=tuple(box for box in beside if box is not None))


def _under_titles(blocks: Sequence[Block], shape: tuple[int, int], mm: float) -> Iterator[Place]:
    """Under the lowest titles of the page; of those side by side the right one first."""
    pieces = ((i, piece) for i, line in _lines(blocks) for piece in _pieces(line))
    titles = [(i, p) for i, p in pieces if is_title(p, shape) or is_for_body(p)]
    lowest = max((_box(line)[3] for _, line in titles), default=0) - _ABREAST_MM * mm
    abreast = [found for found in titles if _box(found[1])[3] >= lowest]
    own = [found for found in abreast if not is_for_body(found[1])]
    for block, title in sorted(own or abreast, key=lambda found: -_box(found[1])[2]):
        x0, _, x1, y1 = _box(title)
        middle, reach = (x0 + x1) / 2, _BESIDE_MM * mm
        left, right = max(0, round(middle - reach)), min(shape[1], round(middle + reach))
        yield Place((left, y1, right, min(shape[0], round(y1 + _UNDER_MM * mm))), block)


def _beside_recipients(blocks: Sequence[Block], shape: tuple[int, int], mm: float) -> Place | None:
    """Right of the recipients: a seal or a pen hides the title too."""
    kinds = [block.kind for block in blocks]
    if BlockKind.RECIPIENTS not in kinds:
        return None
    box = blocks[kinds.index(BlockKind.RECIPIENTS)].box
    if box is None:
        return None
    upper, lower = (round(box[1] + reach * mm) for reach in _AROUND_MM)
    area = (
        max(box[2], round(_RIGHT * shape[1])), max(0, upper), shape[1], min(shape[0], lower)
    )  # fmt: skip
    if area[2] - area[0] < _BESIDE_MM * mm:
        return None
    signed = BlockKind.SIGNATURE
    return Place(area, kinds.index(signed) if signed in kinds else None)


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[int, Line]]:
    return ((i, line) for i, b in enumerate(blocks) for line in b.lines if line.words)


def _box(line: Line) -> Box:
    assert line.box is not None
    return line.box


def is_title(line: Line, shape: tuple[int, int]) -> bool:
    """Whether a line is a signer's title, by where it stands on a picture of a height and width."""
    if len(line.words) > _MOST_WORDS:
        return False
    x0, y0, x1, _ = _box(line)
    if y0 < _LOWER * shape[0] or (x0 + x1) / 2 < _LEFT * shape[1]:
        return False
    if not in_capitals(line.text):
        return False
    return TITLE.search(unidecode(line.text).lower()) is not None


def is_for_body(line: Line) -> bool:
    """Whether a line says for which body one signs: ``TM. BAN THƯỜNG VỤ``."""
    return in_capitals(line.text) and _FOR_BODY.match(line.text) is not None


def _pieces(line: Line) -> list[Line]:
    """What stands between the wide blanks of a line: titles side by side, or recipients."""
    if line.tabs:
        return []
    boxes = [word.box or (0, 0, 0, 0) for word in line.words]
    starts = [
        i
        for i, (before, box) in enumerate(pairwise(boxes), 1)
        if box[0] - before[2] > _WIDE * (box[3] - box[1])
    ]
    ends = [0, *starts, len(boxes)]
    return [Line(line.words[a:b]) for a, b in pairwise(ends)]


def _inside(line: Line, area: Box) -> tuple[Word, ...]:
    """The words of a line whose middles lie in an area."""
    return tuple(
        w
        for w in line.words
        if w.box is not None
        and area[0] <= (w.box[0] + w.box[2]) / 2 <= area[2]
        and area[1] <= (w.box[1] + w.box[3]) / 2 <= area[3]
    )


def _is_read(word: Word) -> bool:
    return letters_in(word.text) > 1 and (word.confidence or 0.0) >= _READ


def is_name(line: Line, *, sure: bool = True) -> bool:
    """Whether a line is a name, every word of it surely read, if that is asked for."""
    if _OF_HIGHLANDS.search(line.text):
        return True
    # "TM. BAN THƯỜNG VỤ" names nobody called Ban.
    name = "" if is_for_body(line) else name_of_print(line.text)
    words = line.words[-len(name.split()) :] if name else ()
    return bool(words) and (not sure or all((w.confidence or 0.0) >= _READ for w in words))
