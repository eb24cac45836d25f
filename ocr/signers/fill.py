"""Names that only their own reader knows, put among the words of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
from unidecode import unidecode

from dictionaries.syllable import in_old_style
from ocr.figures import UNSURE
from ocr.ink import RedPrint
from ocr.page import Block, BlockKind, Box, Line, Word, union
from ocr.picture import Image, channel, u8
from ocr.preprocess import OcrCopy
from ocr.signers.names import name_in
from ocr.signers.place import Place, unsigned
from ocr.signers.printed import look_again, spelt_as, surer
from ocr.signers.sweep import read_name

_CLEARER = 0.6  # share of the votes that a name needs against one that print was read as
_BIT = 2  # characters
_NO_DIRT = 0.3  # confidence of words that are none of the strokes which are dropped as dirt


def read_signer(
    image: Image, copy: OcrCopy, blocks: Sequence[Block], red: RedPrint | None
) -> tuple[Block, ...]:
    """Read the signer's name under a title where a recogniser of print could not.

    Args:
        image: The page image that ``copy`` was made from.
        copy: What the words were read on.
        blocks: In reading order, boxes in pixels of the copy.
        red: The red print of the image.

    Returns:
        The blocks; the name in place of what was made of it, in doubt. Where both readers
        say the same it is sure. As they are where no name is missing or none can be read.
    """
    height, width = copy.image.shape
    as_read = blocks
    blocks = look_again(
        blocks, (height, width), lambda area: cuts_of(image, copy, red, Place(area, None))
    )
    name: list[Word] = []
    place = None
    for place in unsigned(blocks, (height, width), copy.dpi):
        cuts = list(cuts_of(image, copy, red, place))
        name = [word.moved(*place.area[:2]) for word in read_name(cuts, copy.dpi)]
        if name:
            break
    where = union(word.box for word in name)
    if place is None or where is None:
        return tuple(blocks)
    printed = _words_under(blocks, where)
    as_printed = printed[-len(name) :]
    at_first = _words_under(as_read, where)[-len(name) :]
    if _same(as_printed, name):
        # What looked again is the reader that reads now: it does not agree with itself.
        if _same(at_first, name):
            blocks = [b.changed(lambda w: surer(w) if w in printed else w) for b in blocks]
        return tuple(blocks)
    if unidecode(_small(as_printed)) == unidecode(_small(name)):
        again = [as_printed] if as_printed != at_first else []  # or nothing looked again
        spelt = spelt_as(as_printed, _by_most(at_first, *again, name))
        instead = dict(zip(as_printed, spelt, strict=True))
        return tuple(b.changed(lambda w: instead.get(w, w)) for b in blocks)
    if name_in(_small(printed)) and (name[0].confidence or 0.0) < _CLEARER:
        return tuple(blocks)
    words = tuple(
        replace(w, confidence=min(_NO_DIRT + (w.confidence or 0.0), UNSURE)) for w in name
    )
    return tuple(_with_name(blocks, _block_of(printed, blocks, place), Line(words), where))


def cuts_of(image: Image, copy: OcrCopy, red: RedPrint | None, place: Place) -> Iterator[Image]:
    """A place with ink that is neither red nor blue, with all but red, and with red print.

    Without the words that run into it.
    """
    x0, y0, x1, y1 = place.area
    cuts = [copy.image[y0:y1, x0:x1]]
    if image.ndim == 3:
        cut = copy.like(image, place.area)
        first, *others = (channel(cut, i) for i in range(3))
        cuts.insert(0, u8(cv2.max(first, cv2.max(*others))))
    if red is not None:
        cuts.append(copy.like(red.image, place.area))
    for part in cuts:
        cut = part.copy()
        for left, top, right, bottom in place.beside:
            rows = slice(max(0, top - y0), max(0, bottom - y0))
            cut[rows, max(0, left - x0) : max(0, right - x0)] = 255
        yield cut


def _block_of(printed: Sequence[Word], blocks: Sequence[Block], place: Place) -> int | None:
    """The block that a name belongs to: the signature where print was read as some of it."""
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.SIGNATURE and any(
            word in line.words for line in block.lines for word in printed
        ):
            return i
    return place.block


def _words_under(blocks: Sequence[Block], where: Box) -> list[Word]:
    return [w for block in blocks for line in block.lines for w in line.words if _under(w, where)]


def _by_most(*readings: Sequence[Word]) -> str:
    """The name as most readings have each word; as the last has it where none agree."""
    *_, last = readings
    alike = [words for words in readings if len(words) == len(last)]
    found = []
    for spelt in zip(*alike, strict=True):
        votes = Counter(in_old_style(word.text.lower()) for word in reversed(spelt))
        found.append(max(votes, key=lambda word: votes[word]))
    return " ".join(found)


def _same(words: Sequence[Word], name: Sequence[Word]) -> bool:
    return in_old_style(_small(words)) == in_old_style(_small(name))


def _small(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words).lower()


def _with_name(blocks: Sequence[Block], titled: int | None, name: Line, where: Box) -> list[Block]:
    kept = []
    for i, block in enumerate(blocks):
        lines = [
            line
            if line.tabs
            else Line(tuple(w for w in line.words if not _under(w, where) and not _bit(w, where)))
            for line in block.lines
        ]
        lines = [line for line in lines if line.words]
        if i == titled:
            lines.append(name)
            lines.sort(key=middle_of)
        if lines:
            kept.append(Block(block.kind, tuple(lines)))
    if titled is None:
        recipients = [i for i, b in enumerate(kept) if b.kind is BlockKind.RECIPIENTS]
        after = 1 + (recipients[-1] if recipients else len(kept) - 1)
        kept.insert(after, Block(BlockKind.SIGNATURE, (name,)))
    return kept


def _under(word: Word, name: Box) -> bool:
    """Whether the middle of a word lies where the name does: it is what was made of it."""
    if word.box is None:
        return False
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return name[0] <= x <= name[2] and name[1] <= y <= name[3]


def _bit(word: Word, name: Box) -> bool:
    """Whether a word beside the name is a bit of a pen's stroke: no stop ends it as a degree."""
    if word.box is None or len(word.text) > _BIT:
        return False
    near = name[2] - name[0]
    beside = name[0] - near <= word.box[0] and word.box[2] <= name[2] + near
    y = (word.box[1] + word.box[3]) / 2
    return beside and name[1] <= y <= name[3] and not word.text.endswith(".")


def middle_of(line: Line) -> float:
    """The height at which the middle of a line stands; 0 for one without a box."""
    box = line.box
    return 0.0 if box is None else (box[1] + box[3]) / 2
