"""Where a name must stand: under a signer's title or beside the recipients, if print was not
read well there (Decree 30/2020/NĐ-CP, annex I: 7, 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex
from unidecode import unidecode

from ocr.page import Block, BlockKind, Box, Line, Word, letters_in
from ocr.signers.names import name_in

_TITLE = regex.compile(
    r"\b(?:giam doc|chu tich|truong|chanh|thu truong|bi thu|chu nhiem|thu ky|chi huy|uy vien|"
    r"thu tuong|tu lenh|tham phan|kiem sat vien|dai dien|chinh uy)\b"
)
_OF_HIGHLANDS = regex.compile(r"\b[HKRYN]['’]\p{L}")  # the reader of names knows no apostrophe
_CAPITALS = 0.8  # of a title's letters
_LOWER, _RIGHT = 0.15, 0.4  # shares of the page: above and left of these nobody signs
_MOST_WORDS = 10  # of a title
_UNDER_MM, _BESIDE_MM = 62.0, 46.0  # how far down and to either side of its middle a name stands
_AROUND_MM = (-8.0, 80.0)  # from the upper edge of the recipients, where they sign beside them
_LOWEST_MM = 6.0  # of a place for a name
_WIDE = 2.5  # heights of a word; a blank between two columns
_READ = 0.8  # confidence of words that are print and were read
# Under a title a text goes on: lines from the left beyond its middle, words that were read well.
_GOING_ON, _FEW_READ = 2, 10


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


def unsigned(blocks: Sequence[Block], shape: tuple[int, int], dpi: float) -> Place | None:
    """The place for the signer's name of a page, if no name was read well there.

    Args:
        blocks: Of the page, boxes in pixels of the picture.
        shape: Height and width of the picture.
        dpi: Of it.
    """
    mm = dpi / 25.4
    place = _under_title(blocks, shape, mm) or _beside_recipients(blocks, shape, mm)
    if place is None or place.area[3] - place.area[1] < _LOWEST_MM * mm:
        return None
    words = [(line, there) for _, line in _lines(blocks) if (there := _inside(line, place.area))]
    own = [Line(there) for line, there in words if _box(line)[0] >= place.area[0]]
    middle = (place.area[0] + place.area[2]) / 2
    through = sum(_box(line)[0] < place.area[0] and _box(line)[2] > middle for line, _ in words)
    read = sum(_is_read(word) for line in own for word in line.words)
    if through >= _GOING_ON or read > _FEW_READ or any(map(_is_name, own)):
        return None
    beside = (w.box for line, there in words if _box(line)[0] < place.area[0] for w in there)
    return place._replace(beside=tuple(box for box in beside if box is not None))


def _under_title(blocks: Sequence[Block], shape: tuple[int, int], mm: float) -> Place | None:
    """Under the lowest title of the page."""
    titles = [(i, line) for i, line in _lines(blocks) if _is_title(line, shape)]
    if not titles:
        return None
    block, title = max(titles, key=lambda found: _box(found[1])[3])
    x0, _, x1, y1 = _box(_last_piece(title))
    middle, reach = (x0 + x1) / 2, _BESIDE_MM * mm
    left, right = max(0, round(middle - reach)), min(shape[1], round(middle + reach))
    return Place((left, y1, right, min(shape[0], round(y1 + _UNDER_MM * mm))), block)


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


def _is_title(line: Line, shape: tuple[int, int]) -> bool:
    if line.tabs or len(line.words) > _MOST_WORDS:
        return False
    x0, y0, x1, _ = _box(line)
    if y0 < _LOWER * shape[0] or (x0 + x1) / 2 < _RIGHT * shape[1]:
        return False
    capitals = sum(c.isupper() for c in line.text)
    if capitals < _CAPITALS * letters_in(line.text):
        return False
    return _TITLE.search(unidecode(line.text).lower()) is not None


def _last_piece(line: Line) -> Line:
    """What stands behind the last wide blank of a line: recipients may stand left of a title."""
    boxes = [word.box or (0, 0, 0, 0) for word in line.words]
    starts = [
        i
        for i, (before, box) in enumerate(pairwise(boxes), 1)
        if box[0] - before[2] > _WIDE * (box[3] - box[1])
    ]
    return Line(line.words[starts[-1] :]) if starts else line


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


def _is_name(line: Line) -> bool:
    """Whether a line is a name, every word of it surely read."""
    if _OF_HIGHLANDS.search(line.text):
        return True
    name = name_in(" ".join(regex.findall(r"[\p{L}.]+", line.text.lower())))
    words = line.words[-len(name.split()) :] if name else ()
    return bool(words) and all((w.confidence or 0.0) >= _READ for w in words)
