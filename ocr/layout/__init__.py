"""Words become blocks in reading order.

The form of Vietnamese official documents is known (Decree 30/2020/NĐ-CP, annex I): two
header columns side by side, a title, the body, and at the foot the recipients at the left
of the signature. A recogniser that knows nothing of it reads straight across. Here lines
are cut where the columns part and set in the order a person reads them.

All boxes are in pixels of the upright picture that was read.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.engines import RawLine
from ocr.layout.abreast import take_abreast
from ocr.layout.body import body_blocks
from ocr.layout.foot import take_foot
from ocr.layout.header import take_header
from ocr.layout.segments import Segment, is_scribble, line_height, paragraphs, segments_of
from ocr.page import Block, BlockKind, Box, Line

_PAGE_NUMBER = regex.compile(
    r"^[-–—.]*\s*(\d{1,3}|[ivxIVX]{1,4}|trang:? \d{1,3}(?:\s?/\s?\d{1,3})?)\s*[-–—.]*$"
)


def arrange(
    lines: Sequence[RawLine],
    tables: Sequence[tuple[Box, Block]],
    width: int,
    height: int,
    notes_from: float | None = None,
) -> tuple[Block, ...]:
    """Put what the recogniser found into blocks in reading order.

    Args:
        lines: Of the page without its tables.
        tables: Ruled tables with the boxes of their frames.
        width: Of the picture.
        height: Of the picture.
        notes_from: Height of the rule above its footnotes; None where it has none.

    Returns:
        Header left, header right, title, body with tables, recipients, signature, what
        stands below, and footnotes; page numbers as blocks of their own.
    """
    segments = [s for line in lines for s in segments_of(line) if not is_scribble(s)]
    if not segments:
        return tuple(block for _, block in sorted(tables, key=lambda t: t[0][1]))
    pitch = line_height(segments)
    numbers = [s for s in segments if _is_page_number(s, height)]
    rest = [s for s in segments if not _is_page_number(s, height)]
    notes = [s for s in rest if notes_from is not None and s.centre > notes_from]
    rest = [s for s in rest if s not in notes]
    blocks: list[Block] = []
    header, rest = take_header(rest, width, height, pitch)
    blocks += header
    signatures, rest = take_abreast(rest, pitch)
    foot, rest, below = take_foot(rest, tables, width, pitch)
    body = body_blocks(rest, [*tables, *signatures], width, pitch, starts_document=bool(header))
    blocks += body + foot + paragraphs(below, BlockKind.BODY, pitch)
    blocks += paragraphs(notes, BlockKind.FOOTNOTE, pitch, split=False)
    top = [s for s in numbers if s.centre < height / 2]
    bottom = [s for s in numbers if s.centre >= height / 2]
    return (*_numbers(top), *blocks, *_numbers(bottom))


def _is_page_number(segment: Segment, height: int) -> bool:
    at_edge = segment.centre < 0.08 * height or segment.centre > 0.9 * height
    return at_edge and _PAGE_NUMBER.match(segment.folded) is not None


def _numbers(segments: Sequence[Segment]) -> list[Block]:
    return [Block(BlockKind.PAGE_NUMBER, (Line(s.words),)) for s in segments]
