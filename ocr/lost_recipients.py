"""A list of recipients whose label was not read: it stands left of who signs.

Its small rows begin beside a title in larger print, and all that a recogniser makes of both
may be a mark or two. So where somebody signs and no list was found, the print left of the title
is read by itself; it is a list only if ``Nơi nhận`` is read there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ocr.engines import Engine, RawLine
from ocr.layout.foot import begins_recipients
from ocr.layout.segments import Segment, line_height, segments_of
from ocr.merged_rows import is_print, merged_rows, stands_on
from ocr.page import Box, Line, Word, letters_in
from ocr.picture import Image
from ocr.recipients import read_column, without_strokes
from ocr.signers.place import is_title

_RIGHT = 0.4  # of the page's width: who signs stands right of that
# In heights of a line:
_OVER = 3.0  # the label above the first title
_SIGNED = 8.0  # a signature with titles above it and below: KT. TỔ TRƯỞNG … PHÓ CỤC TRƯỞNG
_DOWN = 14.0  # a list is so long
_BESIDE = 0.5  # between the list and the title
_LEFT = 1.0
_MARGIN = 0.1  # of the page's width, at most
_FEWEST = 2  # rows of a list, its label is one


def with_lost_recipients(
    lines: Sequence[RawLine], grey: Image, dpi: float, engine: Engine, timeout: float
) -> list[RawLine]:
    """The lines with a list of recipients that was not read as one.

    Args:
        lines: Of the page, boxes in pixels of ``grey``.
        grey: ``(h, w)`` what was read.
        dpi: Of it.
        engine: The recogniser.
        timeout: Seconds.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    box = _beside_title([s for line in lines for s in segments_of(line)], grey)
    if box is None:
        return list(lines)
    rows = [
        row
        for line in read_column(box, grey, dpi, engine, timeout)
        if (row := without_strokes(line))
    ]
    start = next((i for i, row in enumerate(rows) if begins_recipients(row)), len(rows))
    found = [row for i, row in enumerate(rows) if i == start or (i > start and is_print(row))]
    if len(found) < _FEWEST:
        return list(lines)
    read = (
        box[0],
        min(word.box[1] for word in found[0] if word.box),
        max(word.box[2] for row in found for word in row if word.box),
        max(word.box[3] for row in found for word in row if word.box),
    )
    here = [_here(line, read, box[2]) for line in lines]
    left = [
        replace(line, words=tuple(w for w in line.words if w not in inside))
        for line, inside in zip(lines, here, strict=True)
    ]
    size = median(
        w.box[3] - w.box[1] for row in found for w in row if w.box and letters_in(w.text) > 1
    )
    label, *rest = found
    others = [Line(words) for words in here if any(letters_in(w.text) > 1 for w in words)]
    others = [line for line in others if not stands_on(line, label, size)]
    listed = [Line(label), *merged_rows(others, rest, size)]
    return [*(line for line in left if line.words), *(RawLine(line.words) for line in listed)]


def _here(line: RawLine, read: Box, edge: int) -> tuple[Word, ...]:
    """The words of a line in a list that was read, and what goes on with them in its column."""
    words: list[Word] = []
    for segment in segments_of(line):
        whole = _stands_in(segment.words[0], read) and segment.box[2] <= edge
        words += [w for w in segment.words if whole or _stands_in(w, read)]
    return tuple(words)


def _beside_title(segments: Sequence[Segment], grey: Image) -> Box | None:
    """The column left of who signs; None where nobody does or a list was read."""
    height, width = grey.shape
    if not segments or any(begins_recipients(s.words) for s in segments):
        return None
    pitch = line_height(segments)
    titles = _titles(segments, grey, pitch)
    if not titles:
        return None
    first = titles[-1]
    edge = round(min(title.box[0] for title in titles) - _BESIDE * pitch)
    middle = (first.box[0] + first.box[2]) / 2
    upper = first.box[1] - _OVER * pitch
    through = [s.box for s in segments if s.box[0] < edge - _OVER * pitch and s.box[2] > middle]
    # Rows of the body above and below run through both columns; what a seal left of a title may
    # stand behind a row of the list.
    top = max((b[3] for b in through if b[3] <= first.box[1]), default=0)
    bottom = min((b[1] for b in through if b[1] >= first.box[3]), default=height)
    left = min(*(s.box[0] - _LEFT * pitch for s in segments), _MARGIN * width)
    box = (
        max(0, round(left)), max(top, round(upper)),
        edge, min(bottom, round(first.box[3] + _DOWN * pitch)),
    )  # fmt: skip
    return box if box[2] > box[0] and box[3] - box[1] > 2 * pitch else None


def _titles(segments: Sequence[Segment], grey: Image, pitch: float) -> list[Segment]:
    """The titles that stand above each other where somebody signs, from the lowest up."""
    right = (s for s in segments if s.box[0] > _RIGHT * grey.shape[1])
    found: list[Segment] = []
    for title in sorted(right, key=lambda s: -s.box[1]):
        near = not found or found[-1].box[1] - title.box[3] < _SIGNED * pitch
        if near and is_title(Line(title.words), grey.shape):
            found.append(title)
    return found


def _stands_in(word: Word, box: Box) -> bool:
    assert word.box is not None
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]
