"""Runs of words on a line, and how lines are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex
from unidecode import unidecode

from ocr.engines import RawLine
from ocr.page import Block, BlockKind, Box, Line, Word, union

# "ính gửi": a capital that stands out may not be read.
ADDRESSEE = regex.compile(r"^\W*k?[il1]nh[\W_]{0,4}g[uio]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words on one line without a gap that could be between columns."""

    words: tuple[Word, ...]
    box: Box

    @property
    def centre(self) -> float:
        """Vertical middle of most words, in pixels: a pen's stroke among them may be high."""
        return median((b[1] + b[3]) / 2 for w in self.words if (b := w.box))

    @property
    def height(self) -> float:
        """Of most words, in pixels."""
        return median(b[3] - b[1] for w in self.words if (b := w.box))

    @property
    def folded(self) -> str:
        """The text without marks and in lower case, for matching."""
        return unidecode(" ".join(w.text for w in self.words)).lower()


def segments_of(line: RawLine) -> list[Segment]:
    """Cut a line where the gap is wider than any between words."""
    runs: list[list[Word]] = []
    for word in line.words:
        assert word.box is not None
        if runs:
            last = runs[-1][-1].box
            assert last is not None
            gap, size = word.box[0] - last[2], min(word.box[3] - word.box[1], last[3] - last[1])
            if gap < 2.2 * max(size, 18):
                runs[-1].append(word)
                continue
        runs.append([word])
    return [s for run in runs if (s := segment_of(run)) is not None]


def segment_of(words: Sequence[Word]) -> Segment | None:
    """The words as a segment, None where no word has a box."""
    box = union(w.box for w in words)
    return Segment(tuple(words), box) if box else None


def line_height(segments: Iterable[Segment]) -> float:
    """Usual height of a line of several words, in pixels."""
    heights = [s.box[3] - s.box[1] for s in segments if len(s.words) > 1]
    return median(heights) if heights else 40.0


def cut(segment: Segment, split: float, pitch: float, least: float) -> list[Segment]:
    """Cut a segment in two at the widest gap near the right column's edge.

    Args:
        segment: To be cut.
        split: Left edge of the right column, in pixels.
        pitch: Height of a line, in pixels.
        least: Smallest gap to cut at, in line heights.
    """
    best, at = least * pitch, 0
    for i in range(1, len(segment.words)):
        a, b = segment.words[i - 1].box, segment.words[i].box
        assert a is not None
        assert b is not None
        near = split - 7 * pitch < b[0] < split + 4 * pitch
        if near and b[0] - a[2] > best:
            best, at = b[0] - a[2], i
    if not at:
        return [segment]
    parts = (segment_of(segment.words[:at]), segment_of(segment.words[at:]))
    return [p for p in parts if p is not None]


def rows_of(segments: Iterable[Segment], pitch: float) -> list[list[Segment]]:
    """Segments that stand on one line, left to right; lines top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.centre):
        if rows and segment.centre - median(s.centre for s in rows[-1]) < _reach(
            (*rows[-1], segment), pitch
        ):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.box[0]) for row in rows]


def _reach(row: Iterable[Segment], pitch: float) -> float:
    """How far the middles of a line lie apart at most: small print stands closer."""
    return 0.5 * min(pitch, 1.2 * max(s.height for s in row))


def paragraphs(
    segments: Sequence[Segment], kind: BlockKind, pitch: float, *, split: bool = True
) -> list[Block]:
    """Lines as blocks, parted where the gap is clearly wider than between lines."""
    lines = [Line(_by_place(row)) for row in rows_of(segments, pitch)]
    if not lines:
        return []
    if not split:
        return [Block(kind, tuple(lines))]
    tops = [line.box[1] if line.box else 0 for line in lines]
    steps = [b - a for a, b in pairwise(tops)]
    usual = median(steps) if steps else 0.0
    blocks: list[list[Line]] = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        if step > 1.35 * usual:
            blocks.append([])
        blocks[-1].append(line)
    return [Block(kind, tuple(block)) for block in blocks]


def _by_place(row: Iterable[Segment]) -> tuple[Word, ...]:
    # Word by word: what was filled into a form stands between the words of its segment.
    words = [w for segment in row for w in segment.words]
    return tuple(sorted(words, key=lambda w: w.box[0] if w.box else 0))


def is_scribble(segment: Segment) -> bool:
    """Whether a segment that stands alone is a stroke of a pen or a seal taken for letters."""
    return (
        len(segment.words) <= 2
        and all(
            len(w.text) <= 2 and (w.confidence if w.confidence is not None else 1.0) < 0.7
            for w in segment.words
            if not any(c.isdigit() for c in w.text)
        )
        and not any(c.isdigit() for w in segment.words for c in w.text)
    )
