"""Those who sign side by side: each title with the name under it, one column after the other.

Minutes, joint documents and forms are signed so. Where the list of recipients stands beside a
signature that is the foot's own matter (`foot`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from ocr.layout.foot import begins_recipients, is_stroke
from ocr.layout.segments import Segment, cut, paragraphs, rows_of
from ocr.page import Block, BlockKind, Box, in_capitals, letters_in, union

TITLE = regex.compile(
    r"\b(?:giam doc|chu tich|truong|chanh|thu truong|bi thu|chu nhiem|thu ky|chi huy|uy vien|"
    r"thu tuong|tu lenh|tham phan|kiem sat vien|dai dien|chinh uy)\b"
)
_HEAD = regex.compile(r"cong hoa xa hoi|doc lap|dang cong san")  # of a document that begins here
_LONGEST = 8  # words of a title
_NAME = regex.compile(r"(?:\p{Lu}[\p{Ll}.'’]+(?:\s|$)){2,5}")
# Line heights: a gap between columns, the room that a signature takes, all of them.
_GAP, _ROOM, _HEIGHT = 2.0, 16.0, 30.0
_TITLE_ROWS = 2  # an agency's name may stand above the title


def take_abreast(
    segments: Sequence[Segment], pitch: float
) -> tuple[list[tuple[Box, Block]], list[Segment]]:
    """Take signatures that stand side by side out of the segments of a body.

    Args:
        segments: What is no header.
        pitch: Height of a line, in pixels.

    Returns:
        A block for each who signs, left to right, with the box of all of them, and the
        segments that are in none.
    """
    rows = rows_of(segments, pitch)
    for i, row in enumerate(rows):
        heads = [s for s in row if letters_in("".join(w.text for w in s.words)) > 1]
        if not _are_heads(heads, pitch):
            continue
        under = _under(rows[i:], heads, pitch)
        columns = [[s for s in column if not is_stroke(s)] for column in _parted(under, heads)]
        if not _sign(columns):
            continue
        box = union(s.box for column in columns for s in column)
        assert box is not None
        blocks = [paragraphs(c, BlockKind.SIGNATURE, pitch, split=False)[0] for c in columns if c]
        taken = {id(s) for r in rows[i : i + len(under)] for s in r}
        return [(box, block) for block in blocks], [s for s in segments if id(s) not in taken]
    return [], list(segments)


def _are_heads(row: Sequence[Segment], pitch: float) -> bool:
    """Whether a row is titles, or agencies above titles, with wide gaps between them."""
    if len(row) < 2 or any(b.box[0] - a.box[2] < _GAP * pitch for a, b in pairwise(row)):
        return False
    return all(
        len(s.words) <= _LONGEST
        and in_capitals("".join(w.text for w in s.words))
        and _HEAD.search(s.folded) is None
        for s in row
    )


def _under(
    rows: Sequence[list[Segment]], heads: Sequence[Segment], pitch: float
) -> list[list[Segment]]:
    """The heads' row and those below it, as far as nothing runs through the columns."""
    found = [list(rows[0])]
    for row in rows[1:]:
        far = row[0].centre - found[-1][0].centre > _ROOM * pitch
        if far or row[0].centre - rows[0][0].centre > _HEIGHT * pitch:
            break
        parts = [p for s in row for p in _cut_between(s, heads, pitch)]
        if any(_runs_through(p, heads) or begins_recipients(p.words) for p in parts):
            break
        found.append(parts)
    return found


def _edges(heads: Sequence[Segment]) -> list[float]:
    """Where one column ends and the next begins."""
    return [(a.box[2] + b.box[0]) / 2 for a, b in pairwise(heads)]


def _cut_between(segment: Segment, heads: Sequence[Segment], pitch: float) -> list[Segment]:
    for edge in _edges(heads):
        if segment.box[0] < edge < segment.box[2]:
            return cut(segment, edge, pitch, 1.0)
    return [segment]


def _runs_through(segment: Segment, heads: Sequence[Segment]) -> bool:
    """Whether a segment lies in two columns, and not by the end of a pen's stroke."""
    x0, _, x1, _ = segment.box
    return any(min(edge - x0, x1 - edge) > 0.15 * (x1 - x0) for edge in _edges(heads))


def _parted(rows: Sequence[Sequence[Segment]], heads: Sequence[Segment]) -> list[list[Segment]]:
    columns: list[list[Segment]] = [[] for _ in heads]
    for row in rows:
        for segment in row:
            middle = (segment.box[0] + segment.box[2]) / 2
            columns[sum(edge < middle for edge in _edges(heads))].append(segment)
    return columns


def _sign(columns: Sequence[Sequence[Segment]]) -> bool:
    """Whether what stands in the columns is titles above names; seals and pens hide some."""
    titled = sum(any(map(_is_title, column[:_TITLE_ROWS])) for column in columns)
    named = sum(any(_is_name(s) for s in column[1:]) for column in columns)
    return named == len(columns) or (min(titled, named) >= 1 and titled + named > len(columns))


def _is_title(segment: Segment) -> bool:
    """Whether a segment names an office; ``- Ban Giám đốc;`` gets a copy."""
    capitals = in_capitals("".join(w.text for w in segment.words))
    return capitals and TITLE.search(segment.folded) is not None


def _is_name(segment: Segment) -> bool:
    return _NAME.fullmatch(" ".join(w.text for w in segment.words)) is not None
