"""Lines as one string that remembers which words it is made of.

Patterns are matched on a folded copy (lower case, no accents, same length), since the
accents are what OCR gets wrong most; what was read is taken from the string itself.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from dictionaries.syllable import is_syllable, old_style
from ocr.page import BlockKind, Box, Line, Page, TextOrigin, Word, union


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in "đĐÐð":  # U+00D0 and U+0110 look alike and both occur in real texts
        return "d"
    if char in "⁄∕":  # fraction and division slash, what OCR makes of a slash in italics
        return "/"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


@lru_cache(maxsize=2048)  # rows are asked for it again and again
def fold(text: str) -> str:
    """Lower case without accents, one character for each of ``text`` (NFC).

    >>> fold("QUYẾT ĐỊNH số")
    'quyet dinh so'
    """
    return "".join(map(_fold_char, text))


def squeeze(text: str) -> str:
    """Folded, letters and digits only: the key under which two spellings are the same."""
    return "".join(c for c in fold(text) if c.isalnum())


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line, or the part of one that stands in one column.

    Attributes:
        page: Number of the page.
        kind: What the layout took its block for; a hint only.
        block: Running number of the block in the document.
        line: The words.
        width: Of the page in pixels, 0 where the input was text.
    """

    page: int
    kind: BlockKind
    block: int
    line: Line
    width: int = 0

    @property
    def text(self) -> str:
        """The words joined by a space, cells by a TAB."""
        return self.line.text

    @property
    def folded(self) -> str:
        """The text without accents, lower case."""
        return fold(self.line.text)

    def part(self, start: int, end: int | None = None) -> Row:
        """The same row with the words ``start`` to ``end`` only."""
        return Row(self.page, self.kind, self.block, Line(self.line.words[start:end]), self.width)


def rows_of(pages: Sequence[Page]) -> list[Row]:
    """All rows of the pages that hold a word, in reading order."""
    rows: list[Row] = []
    block_no = 0
    for page in pages:
        for block in page.blocks:
            block_no += 1
            rows += (
                Row(page.number, block.kind, block_no, line, page.width)
                for line in block.lines
                if line.words
            )
    return rows


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a flow: what was read there and where it stands.

    Attributes:
        raw: As read, white space made single.
        page: Page of its first word.
        box: Box of its words on that page, None for text.
        confidence: Mean of its words' confidences, None where there is none.
        lowest: The lowest of them.
        figures: The lowest of those with figures, Arabic or Roman, None where there is none.
        strange: The lowest of those that are no syllable, None where there is none.
        gap: The widest space between two of them on a line, in heights of a word.
        candidates: What may stand there if a pen wrote it, with shares, best first; empty
            for print, and where it is more than one slot.
    """

    raw: str
    page: int
    box: Box | None
    confidence: float | None
    lowest: float | None
    figures: float | None = None
    strange: float | None = None
    gap: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()


def _has_figures(word: str) -> bool:
    """Whether a word holds figures, or is a Roman number of more than one letter."""
    core = word.strip(".,;:()")
    return any(c.isdigit() for c in word) or (len(core) > 1 and set(core) <= set("IVX"))


def _is_strange(word: str) -> bool:
    """Whether a word of letters is no Vietnamese syllable: an abbreviation, or misread."""
    parts = (part.strip(".,;:()-–“”\"'…") for part in word.split("/"))
    return any(p.isalpha() and len(p) > 1 and not is_syllable(old_style(p.lower())) for p in parts)


def _widest_gap(words: Sequence[Word]) -> float:
    boxes = [w.box for w in words if w.box is not None]
    if len(boxes) < 2:
        return 0.0
    height = median(b[3] - b[1] for b in boxes)
    # Words of one line: the right one begins behind the other, no lower than its foot.
    pairs = ((a, b) for a, b in pairwise(boxes) if b[0] > a[2] and b[1] < a[3] and a[1] < b[3])
    return max((b[0] - a[2] for a, b in pairs), default=0) / max(height, 1)


def _lowest(words: Iterable[Word]) -> float | None:
    return min((w.confidence for w in words if w.confidence is not None), default=None)


def _figures_of(word: Word) -> Word:
    """The word, as sure as its figures are: letters of a symbol may stand behind a pen's number."""
    return replace(word, confidence=word.candidates[0][1]) if word.candidates else word


_WELL = 0.96  # confidence of a word of whose letters none is wrong


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows as one string.

    Attributes:
        text: Words joined by a space, rows by a line feed.
        folded: ``fold(text)``, of the same length.
    """

    text: str
    folded: str
    _starts: tuple[int, ...]
    _words: tuple[Word, ...]
    _pages: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Flow:
        """Join rows; white space inside table rows becomes ``\\t`` between cells."""
        parts: list[str] = []
        starts: list[int] = []
        words: list[Word] = []
        pages: list[int] = []
        at = 0
        for row in rows:
            if parts:
                parts.append("\n")
                at += 1
            for i, cell in enumerate(row.line.cells):
                if i:
                    parts.append("\t")
                    at += 1
                for j, word in enumerate(cell):
                    if j:
                        parts.append(" ")
                        at += 1
                    parts.append(word.text)
                    starts.append(at)
                    words.append(word)
                    pages.append(row.page)
                    at += len(word.text)
        text = "".join(parts)
        return cls(text, fold(text), tuple(starts), tuple(words), tuple(pages))

    def words(self, start: int, end: int) -> Iterator[tuple[Word, int]]:
        """The words that ``text[start:end]`` touches, each with its page."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for i in range(first, len(self._words)):
            if self._starts[i] >= end:
                return
            if self._starts[i] + len(self._words[i].text) > start:
                yield self._words[i], self._pages[i]

    def found(self, start: int, end: int) -> Found:
        """What stands at ``text[start:end]`` and where."""
        touched = list(self.words(start, end))
        raw = " ".join(self.text[start:end].split())
        if not touched:
            return Found(raw, self._pages[0] if self._pages else 1, None, None, None)
        page = touched[0][1]
        words = [w for w, _ in touched]
        known = [w.confidence for w in words if w.confidence is not None]
        slots = [w.candidates for w in words if w.candidates]
        return Found(
            raw,
            page,
            union(w.box for w, p in touched if p == page),
            sum(known) / len(known) if known else None,
            _lowest(words),
            _lowest(_figures_of(w) for w in words if _has_figures(w.text)),
            _lowest(w for w in words if _is_strange(w.text)),
            _widest_gap(words),
            slots[0] if len(slots) == 1 else (),
        )

    def well_read(self) -> frozenset[str]:
        """The words, in small letters, each of which was read with high confidence."""
        sure = (w.text for w in self._words if w.confidence is not None and w.confidence >= _WELL)
        return frozenset(text.strip(".,;:()-–").lower() for text in sure)

    def all(self) -> Found:
        """The whole flow as one stretch."""
        return self.found(0, len(self.text))


def was_read(pages: Sequence[Page]) -> bool:
    """True where a recogniser read the words, so that a gap may hide handwriting."""
    return any(page.origin is TextOrigin.OCR for page in pages)
