"""The page model: what a reader hands on and everything after it works with.

A page is blocks in reading order, a block is lines, a line is words. All values are
frozen, so that a stage can only make a new page, never change the one it was given.
Text is NFC. Boxes are ``(x0, y0, x1, y1)`` in pixels of the page image that is kept
(origin top left), whatever copy of it the recogniser saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

Box = tuple[int, int, int, int]
_CAPITALS = 0.8  # of the letters of a line in capitals


class BlockKind(StrEnum):
    """What part of an official document a block is (Decree 30/2020/NĐ-CP, annex I)."""

    HEADER_LEFT = "header_left"  # superior, issuer, number, V/v
    HEADER_RIGHT = "header_right"  # national title, motto, place and date
    TITLE = "title"  # kind of document and what it is about
    BODY = "body"
    TABLE = "table"
    FOOTNOTE = "footnote"
    RECIPIENTS = "recipients"  # "Nơi nhận", foot left
    SIGNATURE = "signature"  # authority, title, name, foot right
    PAGE_NUMBER = "page_number"
    MARGINALIA = "marginalia"  # stamps, notes by hand, signature captions
    ARRIVAL = "arrival"  # the stamp "ĐẾN" of who received the paper: none of its text


class TextOrigin(StrEnum):
    """Where the words of a page come from."""

    OCR = "ocr"  # read from the picture
    TEXT_LAYER = "text_layer"  # the page's own good text
    BLANK = "blank"  # nothing on it
    PLAIN_TEXT = "plain_text"  # the input was text, there is no picture


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters without a space.

    Attributes:
        text: NFC, no white space.
        box: Place on the page image, None where the input was text.
        confidence: The reader's own, 0 to 1; None where it gave none.
        candidates: What may stand in a slot that a pen can have filled in, with shares of
            the votes, best first; empty for words that only the recogniser of print read.
    """

    text: str
    box: Box | None = None
    confidence: float | None = None
    candidates: tuple[tuple[str, float], ...] = ()

    def unscaled(self, by: float) -> Word:
        """The word on a picture of which that of its box is so many times as large."""
        assert self.box is not None
        x0, y0, x1, y1 = (round(v / by) for v in self.box)
        return replace(self, box=(x0, y0, x1, y1))

    def moved(self, dx: int, dy: int) -> Word:
        """The word on a picture of which that of its box is a cut-out."""
        assert self.box is not None
        x0, y0, x1, y1 = self.box
        return replace(self, box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy))


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one printed line, or of one table row.

    Attributes:
        words: In reading order; in a table row, cell by cell.
        tabs: For a table row, the index of the first word of each cell but the first
            (``len(words)`` for an empty last cell). Two equal indices stand around an
            empty cell. Empty tuple for running text.
    """

    words: tuple[Word, ...]
    tabs: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words joined by one space, cells by one TAB."""
        return "\t".join(" ".join(w.text for w in cell) for cell in self.cells)

    @property
    def cells(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each cell; one cell holding all words for running text."""
        bounds = (0, *self.tabs, len(self.words))
        return tuple(self.words[a:b] for a, b in pairwise(bounds))

    @property
    def box(self) -> Box | None:
        """Smallest box around all words, None where no word has one."""
        return union(w.box for w in self.words)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and what they are."""

    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """One text line per printed line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def box(self) -> Box | None:
        """Smallest box around all lines, None where no word has one."""
        return union(line.box for line in self.lines)

    def changed(self, change: Callable[[Word], Word]) -> Block:
        """The block with each of its words changed; lines and cells stay as they are."""
        lines = (Line(tuple(map(change, line.words)), line.tabs) for line in self.lines)
        return Block(self.kind, tuple(lines))


class Colour(StrEnum):
    """What kind of picture a page is."""

    COLOUR = "colour"
    GREY = "grey"
    BILEVEL = "bilevel"


@dataclass(frozen=True, slots=True)
class ImageQuality:
    """How good the picture of a page is.

    Attributes:
        colour: Of the picture, not of what is printed on it.
        contrast: Between paper and ink, 0 to 1.
        blur: Millimetres over which ink fades into paper: one pixel in a sharp scan; None
            where there is no print.
    """

    colour: Colour
    contrast: float
    blur: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document.

    Attributes:
        number: 1 for the first page of the file.
        blocks: In reading order.
        width: Of the page image, in pixels; 0 where the input was text.
        height: Of the page image, in pixels; 0 where the input was text.
        dpi: Of the page image; 0 where the input was text.
        origin: Where the words come from.
        layer: What was found of a text layer: ``none``; ``kept``; ``garbled`` (no
            Vietnamese) or ``replaced`` (of another OCR on a scan), and the page was read
            again; ``partial`` (a caption on a scan), and all of the page was read.
        rotation: Degrees clockwise that the page image must be turned to stand upright.
        skew: Degrees counter-clockwise by which the upright lines rise to the right.
        quality: Of its picture; None where no picture was made.
        flattened: It was seen from the side or bent, and laid flat before it was read; its
            boxes are those on the page image as it is.
        fold: Column of pixels where the second of two pages begins that lie side by side on
            the page image; 0 where it shows one.
    """

    number: int
    blocks: tuple[Block, ...] = ()
    width: int = 0
    height: int = 0
    dpi: float = 0.0
    origin: TextOrigin = TextOrigin.PLAIN_TEXT
    layer: str = "none"
    rotation: int = 0
    skew: float = 0.0
    quality: ImageQuality | None = None
    flattened: bool = False
    fold: int = 0

    @property
    def text(self) -> str:
        """The text in reading order, blocks parted by an empty line."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def own_text(self) -> str:
        """The same without the stamp of arrival, which others put on the paper."""
        own = (block for block in self.blocks if block.kind is not BlockKind.ARRIVAL)
        return "\n\n".join(block.text for block in own)

    def lines(self) -> Iterator[Line]:
        """All lines in reading order."""
        for block in self.blocks:
            yield from block.lines

    def words(self) -> Iterator[Word]:
        """All words in reading order."""
        for line in self.lines():
            yield from line.words


def letters_in(text: str) -> int:
    """Number of letters: characters that have a case.

    A lone accent (``ˆ``) has none, though ``str.isalpha`` takes it for a letter.
    """
    return sum(c.lower() != c.upper() for c in text)


def in_capitals(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    return sum(c.isupper() for c in text) >= _CAPITALS * letters_in(text)


def meet(box: Box, other: Box) -> bool:
    """Whether two boxes share a pixel."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def union(boxes: Iterator[Box | None]) -> Box | None:
    """Smallest box around all that are not None; None if there is none."""
    known = [b for b in boxes if b is not None]
    if not known:
        return None
    return (
        min(b[0] for b in known),
        min(b[1] for b in known),
        max(b[2] for b in known),
        max(b[3] for b in known),
    )
