"""The small raised figures that lead from the text to its footnotes.

A recogniser of lines takes them for quotation marks and accents. On a page with footnotes
they are looked for by their place: small, raised, with nothing below. They are only written
where text and footnotes bear as many, and where enough of them are read as what the count
makes them, or where specks are among them and all that the notes need are read:
``kỳ)'.`` becomes ``kỳ)¹.``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
import regex
from numpy.typing import NDArray

from ocr.engines import Engine
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.picture import Image
from ocr.raised import as_raised, is_thrice, read_raised

# Heights and places in x-heights, the height of a small letter.
_HIGH = (0.55, 1.25)
_WIDE = (0.1, 1.6)  # of a figure or two
_RAISED = 0.4  # its foot above the line
_TOP = (1.2, 2.4)  # its head above it
_SMALL = 0.35  # of the heights of letters: most are small, many bear accents
_FEW = 3  # letters that tell nothing of a line
_NEAR = 0.5  # figures of one number
_END = 2.2  # what its figures and a stop take of the end of a word
_BEHIND = 1.2  # what is looked at behind the last word
_LEAST_READ = 0.5  # share of the marks that are read as the figures that they should be
_HIGHEST = 100  # number of a note
_SURE = 0.9
_MOST_SPECKS = 8  # marks of a text that may be none
# A word with the mark as it may have been read, and the stop behind it.
_ENDED = regex.compile(
    r"^(?P<word>.*?[\p{L}\p{N})\]%])(?P<mark>[^\p{L}\p{N})\]%,.;:]{0,2})(?P<stop>[,.;:]*)$"
)
# A capital behind a bracket or a small letter, a letter of no Vietnamese word, ``!5``.
_ODD_END = regex.compile(
    r"(?<=[)\]%])[\p{L}\p{N}]$|(?<=\p{Ll})(?:\p{Lu}|\p{N}|ÿ)$|(?<=\p{Ll})[!¡*°']\p{N}{1,2}$"
)
_SPECK = regex.compile(r"^\P{L}{1,3}$|^\p{L}$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A raised mark: the line it stands in, the word it is at, and its place."""

    block: int
    line: int
    word: int
    box: Box


def with_note_marks(
    blocks: Sequence[Block], grey: Image, engine: Engine, timeout: float
) -> tuple[Block, ...]:
    """Blocks with the figures of footnotes, in the text and before the notes.

    Args:
        blocks: In reading order, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
        engine: The recogniser.
        timeout: Seconds for all of them.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    if not any(b.kind is BlockKind.FOOTNOTE for b in blocks):
        return tuple(blocks)
    text = list(_marks(blocks, grey, BlockKind.BODY))
    notes = list(_marks(blocks, grey, BlockKind.FOOTNOTE))
    if not len(notes) <= len(text) <= len(notes) + _MOST_SPECKS:
        return tuple(blocks)
    read = read_raised([mark.box for mark in (*text, *notes)], grey, engine, timeout)
    if len(text) == len(notes):
        first = _first_number(read, len(notes))
    else:
        text, first = _among_specks(text, read[: len(text)], read[len(text) :])
    if not notes or first is None:
        return tuple(blocks)
    marks = [*text, *notes]
    # From the end, so that the places of earlier words stay.
    for i, mark in reversed(list(enumerate(marks))):
        number = first + i % len(notes)
        blocks = _written(blocks, mark, number, note=i >= len(notes))
    return tuple(blocks)


def _first_number(read: Sequence[str], notes: int) -> int | None:
    """The number of the first note, by what was read of all marks; None where too few agree."""
    agreed = {
        first: sum(is_thrice(text, first + i % notes) for i, text in enumerate(read))
        for first in range(1, _HIGHEST)
    }
    best = max(agreed, key=lambda first: agreed[first])
    return best if agreed[best] >= max(2, _LEAST_READ * len(read)) else None


def _among_specks(
    text: Sequence[_Mark], read: Sequence[str], notes: Sequence[str]
) -> tuple[list[_Mark], int | None]:
    """The marks of a text that are read as its notes need them, and the first one's number.

    Where there are more marks than notes, every figure must be read in its order.
    """
    for first in range(1, _HIGHEST):
        left = iter(zip(text, read, strict=True))
        chosen = []
        for number in range(first, first + len(notes)):
            mark = next((mark for mark, seen in left if is_thrice(seen, number)), None)
            if mark is not None:
                chosen.append(mark)
        agreed = sum(is_thrice(seen, first + i) for i, seen in enumerate(notes))
        if len(chosen) == len(notes) and agreed >= _LEAST_READ * len(notes):
            return chosen, first
    return [], None


def _written(blocks: Sequence[Block], mark: _Mark, number: int, *, note: bool) -> tuple[Block, ...]:
    """Blocks with a figure written where its mark stands."""
    block = blocks[mark.block]
    line = block.lines[mark.line]
    words = list(line.words)
    word = words[mark.word]
    raised = as_raised(number)
    if not note:
        opened = any("(" in w.text for w in words[: mark.word + 1])
        words[mark.word] = replace(word, text=_ended(word, mark.box, number, opened=opened))
    elif word.box is not None and word.box[0] < mark.box[2]:
        words[0] = replace(word, text=raised, confidence=_SURE)
    else:
        words.insert(0, Word(raised, mark.box, _SURE))
    lines = list(block.lines)
    lines[mark.line] = Line(tuple(words))
    done = list(blocks)
    done[mark.block] = replace(block, lines=tuple(lines))
    return tuple(done)


def _ended(word: Word, mark: Box, number: int, *, opened: bool) -> str:
    """The text of a word with its note's figure in place of what that was read as.

    A bracket that was not ``opened`` before is the figure.
    """
    match = _ENDED.match(word.text)
    if match is None:
        return word.text + as_raised(number)
    text, stop = match["word"], match["stop"]
    if text.endswith(")") and not opened and not match["mark"]:
        return text[:-1] + as_raised(number) + stop
    assert word.box is not None
    if not match["mark"] and (mark[0] + mark[2]) / 2 < word.box[2]:
        # A letter or a digit: ``kỳ)Ÿ.``, ``2017`` with a 1 behind it.
        bare = text.removesuffix(str(number))
        text = bare if bare != text else _ODD_END.sub("", text)
    return text + as_raised(number) + stop


def _marks(blocks: Sequence[Block], grey: Image, kind: BlockKind) -> Iterator[_Mark]:
    """Raised marks: of notes those that a line begins with, of text those behind words."""
    for b, block in enumerate(blocks):
        if block.kind is not kind:
            continue
        for n, line in enumerate(block.lines):
            boxes = [box for w in line.words if (box := w.box) is not None]
            if line.tabs or not boxes or len(boxes) < len(line.words):
                continue
            for mark, small in _raised(grey, boxes):
                if kind is BlockKind.FOOTNOTE:
                    # Before the first word, or read as one.
                    first = boxes[min(len(boxes) - 1, _is_speck(line.words[0].text))]
                    if mark[2] <= first[0]:
                        yield _Mark(b, n, 0, mark)
                    continue
                behind = [i for i, box in enumerate(boxes) if box[2] - _END * small <= mark[0]]
                if behind and (behind[-1] + 1 == len(boxes) or mark[2] < boxes[behind[-1] + 1][0]):
                    yield _Mark(b, n, behind[-1], mark)


def _is_speck(text: str) -> bool:
    return _SPECK.match(text) is not None


def _raised(grey: Image, boxes: Sequence[Box]) -> list[tuple[Box, float]]:
    """Small marks above the line of some words, with nothing below them.

    Returns:
        The place of each, and the height of a small letter beside it.
    """
    height = median(box[3] - box[1] for box in boxes)
    left = max(0, round(min(b[0] for b in boxes) - _BEHIND * height))
    right = min(grey.shape[1], round(max(b[2] for b in boxes) + _BEHIND * height))
    top, bottom = max(0, min(b[1] for b in boxes) - 2), max(b[3] for b in boxes) + 2
    cut = grey[top:bottom, left:right]
    _, ink = cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    letters = [
        (y + h, h)
        for _, y, w, h, _ in stats[1:].tolist()
        if h >= 0.3 * height and w >= 0.15 * height
    ]
    if len(letters) < _FEW:
        return []
    small = float(np.quantile([h for _, h in letters], _SMALL))
    foot = round(median(y for y, _ in letters))
    raised = round(foot - _RAISED * small)
    above, below = labels[:raised], labels[raised : foot + 1]
    standing = set(np.unique(below).tolist())  # marks that reach down to the line: letters
    found: list[Box] = []
    for x0, x1 in _spans(np.asarray(above.any(axis=0) & ~below.any(axis=0))):
        part = above[:, x0:x1]
        if standing & set(np.unique(part[part > 0]).tolist()):
            continue
        rows = np.flatnonzero(part.any(axis=1))
        y0, y1 = int(rows[0]), int(rows[-1]) + 1
        if (
            _HIGH[0] * small <= y1 - y0 <= _HIGH[1] * small
            and _WIDE[0] * small <= x1 - x0 <= _WIDE[1] * small
            and foot - _TOP[1] * small <= y0 <= foot - _TOP[0] * small
        ):
            box = (left + x0, top + y0, left + x1, top + y1)
            if found and box[0] - found[-1][2] <= _NEAR * small:
                last = found.pop()  # the figures of one number
                box = (last[0], min(last[1], box[1]), box[2], max(last[3], box[3]))
            found.append(box)
    return [(box, small) for box in found]


def _spans(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Beginning and end of each run of True."""
    edges = np.flatnonzero(np.diff(np.r_[False, mask, False].astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
