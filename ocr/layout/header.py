"""The two header columns: agency and number left, national title and date right."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from rapidfuzz import fuzz
from unidecode import unidecode

from ocr.layout.segments import ADDRESSEE, Segment, cut, paragraphs
from ocr.page import Block, BlockKind, Box, Word

_MOTTOES = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam")
_SECOND_MOTTO = "doc lap - tu do - hanh phuc"
_CAPITALS = 0.6  # of the letters of a national title, however badly read
_DATE_LINE = regex.compile(r"\b(ng?ay|thang|nam)\b|\bn[ag]m\s*\d|\b(19|20)\d\d\b")


def take_header(
    segments: list[Segment], width: int, height: int, pitch: float
) -> tuple[list[Block], list[Segment]]:
    """Take the two header columns, and what stands above them, out of the segments."""
    motto = _motto(segments, height)
    if motto is None:
        return [], segments
    split, top, bottom = motto
    above: list[Segment] = []
    left: list[Segment] = []
    right: list[Segment] = []
    rest: list[Segment] = []
    ended = False
    right_end = float("inf")  # height at which the right column is over
    for segment in sorted(segments, key=lambda s: s.centre):
        if segment.centre < top - 1.5 * pitch and segment.box[0] > 0.3 * width:
            above.append(segment)
            continue
        below = segment.centre - bottom  # of the motto, in pixels
        ended = ended or below > 14 * pitch or ADDRESSEE.match(segment.folded) is not None
        # A title that has begun runs across: it is not cut any more.
        right_ended = segment.centre > right_end
        for part in [segment] if right_ended else cut(segment, split, pitch, 0.45):
            side = _side(part, split, width, pitch)
            if ended or side == "across":
                # Something runs across below the motto: the header is over.
                ended = ended or below > 0.5 * pitch
                (rest if ended else left).append(part)
            elif side == "left":
                left.append(part)
            elif right_ended or (below > 3.5 * pitch and not _is_date(part)):
                rest.append(part)  # a title begins
                right_end = min(right_end, part.centre)
            else:
                right.append(part)
                if below > 0.8 * pitch and _is_date(part):
                    # Blanks filled in by hand part the date line: its end is right of it.
                    right_end = part.centre + 0.6 * pitch
    blocks = paragraphs(above, BlockKind.MARGINALIA, pitch, split=False)
    blocks += paragraphs(left, BlockKind.HEADER_LEFT, pitch, split=False)
    blocks += paragraphs(right, BlockKind.HEADER_RIGHT, pitch, split=False)
    return blocks, rest


def _motto(segments: Iterable[Segment], height: int) -> tuple[float, float, float] | None:
    """Left edge of the right column, and top and bottom of the motto's lines."""
    found: list[tuple[float, Box]] = []
    for segment in segments:
        if segment.box[1] > 0.5 * height:
            continue
        for phrase in (*_MOTTOES, _SECOND_MOTTO):
            match = fuzz.partial_ratio_alignment(phrase, segment.folded, score_cutoff=72)
            if match is not None and len(segment.folded) >= 0.7 * len(phrase):
                word = _word_at(segment, match.dest_start)
                # "… của Đảng Cộng sản Việt Nam" in a body is no head.
                if phrase in _MOTTOES and not _in_capitals(segment, word, match.dest_end):
                    continue
                assert word.box is not None
                found.append((word.box[0], segment.box))
                break
    if not found:
        return None
    first = min(box[1] for _, box in found)
    found = [f for f in found if f[1][1] < first + 0.08 * height]  # the same header's lines
    return (
        min(x for x, _ in found),
        min((b[1] + b[3]) / 2 for _, b in found),
        max((b[1] + b[3]) / 2 for _, b in found),
    )


def _word_at(segment: Segment, offset: int) -> Word:
    at = 0
    for word in segment.words:
        at += len(unidecode(word.text)) + 1
        if offset < at - 1:
            return word
    return segment.words[-1]


def _in_capitals(segment: Segment, first: Word, end: int) -> bool:
    """Whether the words from one up to an offset are printed in capitals, some slips allowed."""
    last = segment.words.index(_word_at(segment, max(end - 1, 0)))
    words = segment.words[segment.words.index(first) : last + 1]
    letters = [c for w in words for c in w.text if c.isalpha()]
    return sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)


def _side(segment: Segment, split: float, width: int, pitch: float) -> str:
    x0, _, x1, _ = segment.box
    if x1 <= split + 1.5 * pitch or (x0 + x1) / 2 < 0.32 * width:
        return "left"
    if x0 >= split - 5 * pitch and (x0 + x1) / 2 > split:
        return "right"
    return "across"


def _is_date(segment: Segment) -> bool:
    return len(_DATE_LINE.findall(segment.folded)) >= 1
