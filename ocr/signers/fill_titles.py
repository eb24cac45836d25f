"""Titles of a signature that print was not read well in, read by their own reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from unidecode import unidecode

from dictionaries.syllable import old_style
from dictionaries.titles import AUTHORITIES, TITLES
from ocr.figures import UNSURE
from ocr.ink import RedPrint
from ocr.page import Block, BlockKind, Box, Line, Word, in_capitals, letters_in, union
from ocr.picture import Image
from ocr.preprocess import OcrCopy
from ocr.signers.alignment import found_words
from ocr.signers.fill import cuts_of, middle_of
from ocr.signers.place import Place, is_name, is_title
from ocr.signers.titles import TitleRow, title_rows

_SURE = 0.9  # confidence of words that are read again by nobody
_NO_BIT = 0.6  # confidence of a word that is no bit of a seal
_AGREED = 0.9  # confidence of words that two readers read alike
_HALF_MM = 45.0  # of the width of a place for titles
_ABOVE_MM, _BELOW_MM = 9.0, 9.0  # a row that was not read above the first and below the last
_CLOSE_MM = 5.0  # between two rows of a title
_ROW_MM = 3.0  # by which the middles of a row and of what was read there differ at most
_TALLEST_MM = 50.0
_ROW = 4  # letters of a row of a title, at least
_BESIDE_MM = 15.0  # to either side of a title: what is doubted there is a bit of a seal
# Heights by which the middles of rows differ that stand one under the other and are whole.
_OFF_CENTRE = 0.4


def read_titles(
    image: Image, copy: OcrCopy, blocks: Sequence[Block], red: RedPrint | None
) -> tuple[Block, ...]:
    """Read the titles of a signature again where one is in doubt, or none was read.

    Args:
        image: The page image that ``copy`` was made from.
        copy: What the words were read on.
        blocks: In reading order, boxes in pixels of the copy.
        red: The red print of the image.

    Returns:
        The blocks; known titles, in doubt, in place of what was made of them.
    """
    found: tuple[Block, ...] = tuple(blocks)
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.SIGNATURE:
            continue
        area = _area(block, blocks, copy)
        if area is None:
            continue
        cuts = list(cuts_of(image, copy, red, Place(area, i)))
        printed = sum(area[1] <= middle_of(line) <= area[3] for line in _in_capitals(block))
        for row in title_rows(cuts, copy.dpi, printed):
            x0, y0, x1, y1 = row.box
            moved = (x0 + area[0], y0 + area[1], x1 + area[0], y1 + area[1])
            found = _with_row(found, i, row._replace(box=moved), copy.dpi)
    return found


def _in_capitals(block: Block) -> list[Line]:
    return [x for x in block.lines if letters_in(x.text) >= _ROW and in_capitals(x.text)]


def _area(block: Block, blocks: Sequence[Block], copy: OcrCopy) -> Box | None:
    """Where titles are looked for; None where they were read well."""
    mm = copy.dpi / 25.4
    height, width = copy.image.shape
    lines = [line for line in block.lines if line.box is not None and not line.tabs]
    named = [i for i, line in enumerate(lines) if is_name(line, sure=False)]
    name = lines[named[-1]].box if named else None
    above = lines[: named[-1]] if named else lines
    titles = [line for line in above if is_title(line, (height, width))]
    titles = titles or [line for line in above if in_capitals(line.text)]  # "ƯỞNG PHÒNG"
    if not _in_doubt(titles, above) or (not titles and name is None):
        return None
    first, last = (_uppermost(above, titles[0], mm), titles[-1].box) if titles else (name, name)
    assert first is not None
    assert last is not None
    middle = (name or last)[0] + (name or last)[2]
    bottom = last[3] + _BELOW_MM * mm if titles else last[1]
    bottom = min(bottom, name[1]) if name else bottom
    top = first[1] - _ABOVE_MM * mm if titles else 0.0
    top = max(top, bottom - _TALLEST_MM * mm)
    x0, x1 = max(0, round(middle / 2 - _HALF_MM * mm)), round(middle / 2 + _HALF_MM * mm)
    over = [box[3] for box in _texts(blocks, block) if box[0] < middle / 2 < box[2]]
    top = max([top, *(float(y) for y in over if y <= first[1])])
    if bottom - top < _ABOVE_MM * mm / 2:
        return None
    return x0, round(top), min(width, x1), min(height, round(bottom))


def _uppermost(above: Sequence[Line], title: Line, mm: float) -> Box | None:
    """The box of the first of the rows that stand close together, down to a title."""
    at = above.index(title)
    box = title.box
    while at and box and (higher := above[at - 1].box) and 0 <= box[1] - higher[3] < _CLOSE_MM * mm:
        at, box = at - 1, higher
    return box


def _texts(blocks: Sequence[Block], own: Block) -> Iterator[Box]:
    """The boxes of the lines of other blocks."""
    for block in blocks:
        if block is not own:
            yield from (line.box for line in block.lines if line.box is not None)


def _in_doubt(titles: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether a title, or what stands beside one, was not read well."""
    if not titles or any((w.confidence or 0.0) < _SURE for line in titles for w in line.words):
        return True
    boxes = [line.box for line in above if line.box and in_capitals(line.text)]
    middles = [(box[0] + box[2]) / 2 for box in boxes]
    height = min((box[3] - box[1] for box in boxes), default=0)
    off = any(abs(m - middles[0]) > _OFF_CENTRE * height for m in middles[1:])
    lowest = _plain(titles[-1].text)
    return off or not lowest.startswith(_known())


@cache
def _known() -> tuple[str, ...]:
    return tuple(map(_plain, TITLES))


@cache
def _codes() -> frozenset[str]:
    return frozenset(row.partition(".")[0] for row in AUTHORITIES)


def _plain(text: str) -> str:
    return unidecode("".join(c for c in text.lower() if c.isalpha()))


def _with_row(blocks: Sequence[Block], signed: int, row: TitleRow, dpi: float) -> tuple[Block, ...]:
    """The blocks with a row in place of what was read there, if that was not the same."""
    lines = blocks[signed].lines
    middle = (row.box[1] + row.box[3]) / 2
    under = [[w for w in line.words if _under(w, row.box)] for line in lines]
    nearest = min(
        (
            (abs(middle_of(Line(tuple(words))) - middle), i)
            for i, words in enumerate(under)
            if words
        ),
        default=(dpi, -1),
    )
    at = nearest[1] if nearest[0] <= _ROW_MM * dpi / 25.4 else -1
    there = under[at] if at >= 0 else []
    if at >= 0 and _key(row.text) == _key(lines[at].text):
        lines = tuple(_sure(line) if i == at else line for i, line in enumerate(lines))
        return (*blocks[:signed], replace(blocks[signed], lines=lines), *blocks[signed + 1 :])
    if at >= 0 and _key(row.text) in _key(lines[at].text):
        return tuple(blocks)  # it says more
    if at >= 0 and _says_otherwise(lines[at], row.text):
        return tuple(blocks)
    read = _plain("".join(w.text for w in there))
    sure = there and all((w.confidence or 0.0) >= _SURE for w in there)
    if sure and not _plain(row.text).endswith(read):
        return tuple(blocks)
    near = _BESIDE_MM * dpi / 25.4
    whole = union(w.box for w in there) if read == _plain(row.text) else None
    confidence = _AGREED if row.sure else UNSURE
    words = list(found_words(row.text.upper(), whole or row.box, confidence))
    if whole and len(there) == len(words):  # the list says how it is spelt
        words = [replace(w, text=new.text) for w, new in zip(there, words, strict=True)]
    elif not whole:
        words = _placed(words, there)
    if at < 0:
        new = sorted([*lines, Line(tuple(words))], key=middle_of)
    else:
        kept = [w for w in lines[at].words if w not in there and not _bit(w, row.box, near)]
        kept = [w for w in kept if not _again(w, words, row.box)]
        merged = sorted([*kept, *words], key=lambda w: w.box[0] if w.box else 0)
        new = [*lines[:at], Line(tuple(merged)), *lines[at + 1 :]]
    block = replace(blocks[signed], lines=tuple(new))
    return (*blocks[:signed], block, *blocks[signed + 1 :])


def _placed(words: list[Word], there: Sequence[Word]) -> list[Word]:
    """The words of a row where print was read as the last of them.

    The others stand as far to the left as their letters need: where one letter ends and the
    next begins the reader of names does not see, and what is centred is told by it.
    """
    boxes: list[Box] = []
    for word, read in zip(reversed(words), reversed(there), strict=False):
        if read.box is None or _plain(read.text) != _plain(word.text):
            break
        boxes.insert(0, read.box)
    if not boxes:
        return words
    first, known = words[: -len(boxes)], words[-len(boxes) :]
    left, y0, _, y1 = boxes[0]
    each = (boxes[-1][2] - left) / len(" ".join(word.text for word in known))
    placed = [replace(word, box=box) for word, box in zip(known, boxes, strict=True)]
    if not first:
        return placed
    text = " ".join(word.text for word in first)
    before = (round(left - each * (len(text) + 1)), y0, round(left - each), y1)
    return [*found_words(text, before, first[0].confidence or UNSURE), *placed]


def _says_otherwise(line: Line, text: str) -> bool:
    """Whether another code of authority was read well in a line: its agency's name misled."""
    said = {_plain(w.text) for w in line.words if (w.confidence or 0.0) >= _SURE} & _codes()
    return bool(said) and _plain(text.partition(" ")[0]) in _codes() - said


def _sure(line: Line) -> Line:
    """A line that two readers read alike who know nothing of each other."""
    return Line(tuple(replace(w, confidence=max(_AGREED, w.confidence or 0.0)) for w in line.words))


def _key(text: str) -> str:
    words = ("".join(c for c in word if c.isalpha()) for word in text.lower().split())
    return "".join(map(old_style, words))


def _under(word: Word, row: Box) -> bool:
    """Whether the middle of a word lies above or below a row, or on it."""
    return word.box is not None and row[0] <= (word.box[0] + word.box[2]) / 2 <= row[2]


def _again(word: Word, words: Sequence[Word], row: Box) -> bool:
    """Whether a word that ends right of a row is its last one: how wide it is is a guess."""
    right = word.box is not None and row[2] < word.box[2]
    return right and _plain(word.text) == _plain(words[-1].text)


def _bit(word: Word, row: Box, near: float) -> bool:
    """Whether a word beside a row is doubted: a bit of a seal or of what is lost under it.

    A letter with a stop that was read well is an abbreviation: ``TRƯỞNG PHÒNG P. KT``.
    """
    short = letters_in(word.text) < 2
    sure = (word.confidence or 0.0) >= (_SURE if short else _NO_BIT)
    if word.box is None or (sure and (not short or word.text.endswith("."))):
        return False
    return row[0] - near <= word.box[0] and word.box[2] <= row[2] + near
