"""The two header columns: agency and number left, national title and date right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

import regex
from rapidfuzz import fuzz
from unidecode import unidecode

from ocr.layout.segments import ADDRESSEE, Segment, cut, paragraphs, segment_of
from ocr.page import Block, BlockKind, Box, Word

# Whole, and what of it no agency's name has: CÔNG ĐOÀN VIỆT NAM is no motto, nor is
# CAO ĐẲNG CÔNG NGHỆ. Real ones that were misread had 83 and more of 100.
_MOTTOES = (
    ("cong hoa xa hoi chu nghia viet nam", "cong hoa xa hoi chu nghia"),
    ("dang cong san viet nam", "dang cong san"),
)
# What stands in its place on papers of the youth union, over a date. It stands in left columns
# too, so it counts at the right alone. THÀNH PHỐ HỒ CHÍ MINH is 80 of 100 like it.
_UNIONS = ("doan tncs ho chi minh", "doan thanh nien cong san ho chi minh")
_UNION_ALIKE = 88.0
_OVER_DATE = 5.0  # lines
_FIRST_WORDS = frozenset(("cong", "dang", "doc", "doan"))
_SECOND_MOTTO = "doc lap - tu do - hanh phuc"
# How they begin and end: a seal on the middle leaves no more, nor does a signature set there.
_ENDS = (
    (("cong hoa", "viet nam"), 35, True),
    (("doc lap", "hanh phuc"), 28, False),
)
_ENDS_ALIKE, _SPREAD = 87.0, 0.25  # of 100; by how much its length may differ
_ALIKE, _LONG_ALIKE = 76.0, 85.0  # of 100; the latter where there are many places to match
_LONG = 1.7  # times as long as the phrase
_FEWEST_WIDE = 3  # lines that tell where the middle of the text is
_CAPITALS = 0.5  # share of the letters of a motto; running text speaks of the state too
_AMID = 0.05  # of the page's width: so near to the middle of the text stands a title
_ASIDE = 0.07  # and so far at least from the middle of the left column
_NUMBER = regex.compile(r"\W{0,2}s[o0]\b")
_RIGHT = 0.4  # of the page's width, right of which its date stands
_HEAD = 10  # lines of a head above its date
_UNDER = 2.0  # lines below the motto: a title stands no higher
_DATE_LINE = regex.compile(r"\b(ng?ay|thang|nam)\b|\bn[ag]m\s*\d|\b(19|20)\d\d\b")


class _Motto(NamedTuple):
    """Left edge of the motto, its top and bottom line, and its middle, in pixels."""

    left: float
    top: float
    bottom: float
    middle: float


def take_header(
    segments: list[Segment], width: int, height: int, pitch: float
) -> tuple[list[Block], list[Segment]]:
    """Take the two header columns, and what stands above them, out of the segments."""
    motto = (
        _motto(segments, height)
        or _union(segments, width, height, pitch)
        or _number_and_date(segments, width, height, pitch)
    )
    if motto is None:
        return [], segments
    if _is_in_the_middle(motto, segments, width, pitch):
        return _single(motto, segments, width, pitch)
    split, top, bottom, _ = motto
    middle = _middle_of_text(segments, width) or width / 2
    above: list[Segment] = []
    left: list[Segment] = []
    right: list[Segment] = []
    rest: list[Segment] = []
    ended = False
    right_end = float("inf")  # height at which the right column is over
    for segment in sorted(segments, key=lambda s: s.centre):
        aside = segment.box[0] > 0.3 * width
        if aside and (segment.centre < top - 1.5 * pitch or _goes_on(above, segment, top)):
            above.append(segment)
            continue
        below = segment.centre - bottom  # of the motto, in pixels
        ended = ended or below > 14 * pitch or ADDRESSEE.match(segment.folded) is not None
        # A title that has begun runs across: it is not cut any more.
        right_ended = segment.centre > right_end
        for part in [segment] if right_ended else _parted(segment, split, pitch):
            side = _side(part, split, width, pitch)
            if side == "left" and below > _UNDER * pitch and _is_title(part, left, middle, width):
                side = "across"
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


def _goes_on(above: Sequence[Segment], segment: Segment, top: float) -> bool:
    """Whether a line above the motto is the next of a caption's, in small print, close together."""
    if not above or segment.box[3] > top:
        return False
    x0, _, x1, bottom = above[-1].box
    return segment.box[1] - bottom < 0.5 * segment.height and x0 <= segment.box[0] < x1


def _is_in_the_middle(motto: _Motto, segments: Sequence[Segment], width: int, pitch: float) -> bool:
    """Whether the motto stands alone over the middle of the page: minutes, contracts, letters.

    There are no columns then, and lines below it must not be parted as if there were.
    """
    middle = _middle_of_text(segments, width)
    if middle is None or abs(motto.middle - middle) > 0.06 * width:
        return False
    near = (motto.top - 2 * pitch, motto.bottom + 2 * pitch)
    return not any(
        near[0] < s.centre < near[1] and s.box[2] < motto.left and s.box[0] < 0.4 * width
        for s in segments
    )


def _middle_of_text(segments: Sequence[Segment], width: int) -> float | None:
    """Halfway between the margins of the text; None where too few lines tell them."""
    wide = [s.box for s in segments if s.box[2] - s.box[0] > 0.5 * width]
    if len(wide) < _FEWEST_WIDE:
        return None
    return (median(box[0] for box in wide) + median(box[2] for box in wide)) / 2


def _is_title(segment: Segment, left: Sequence[Segment], middle: float, width: int) -> bool:
    """Whether a line in capitals stands under the middle of the page, not of the left column.

    A short title ends left of the right column's edge, as lines of the left column do.
    """
    letters = [c for w in segment.words for c in w.text if c.isalpha()]
    if len(left) < 2 or len(letters) < 4 or not all(c.isupper() for c in letters):
        return False
    own = (segment.box[0] + segment.box[2]) / 2
    column = median((s.box[0] + s.box[2]) / 2 for s in left)
    return abs(own - middle) < _AMID * width and own - column > _ASIDE * width


def _parted(segment: Segment, split: float, pitch: float) -> list[Segment]:
    """A segment cut where the right column begins; a long name leaves little before its motto."""
    motto = _motto_in(segment) or _union_in(segment)
    at = segment.words.index(motto) if motto else 0
    begins = motto is not None and unidecode(motto.text).lower() in _FIRST_WORDS
    if at and begins and motto and motto.box and motto.box[0] == split:
        parts = (segment_of(segment.words[:at]), segment_of(segment.words[at:]))
        return [part for part in parts if part is not None]
    return cut(segment, split, pitch, 0.45)


def _single(
    motto: _Motto, segments: Sequence[Segment], width: int, pitch: float
) -> tuple[list[Block], list[Segment]]:
    """The motto that stands alone, the date at the right below it, and what stands above."""
    above = [s for s in segments if s.centre < motto.top - pitch]
    own = [s for s in segments if s.centre <= motto.bottom + 0.5 * pitch and s not in above]
    below = (s for s in segments if 0.5 * pitch < s.centre - motto.bottom < 4 * pitch)
    own += [s for s in below if s.box[0] > 0.4 * width and _is_date(s)]
    blocks = paragraphs(above, BlockKind.MARGINALIA, pitch, split=False)
    blocks += paragraphs(own, BlockKind.HEADER_RIGHT, pitch, split=False)
    return blocks, [s for s in segments if s not in above and s not in own]


def _motto(segments: Iterable[Segment], height: int) -> _Motto | None:
    """The motto's lines; None where there is none."""
    found: list[tuple[float, Box]] = []
    for segment in segments:
        if segment.box[1] > 0.5 * height:
            continue
        word = _motto_in(segment)
        if word is not None:
            assert word.box is not None
            found.append((word.box[0], segment.box))
    if not found:
        return None
    first = min(box[1] for _, box in found)
    found = [f for f in found if f[1][1] < first + 0.08 * height]  # the same header's lines
    return _Motto(
        min(x for x, _ in found),
        min((b[1] + b[3]) / 2 for _, b in found),
        max((b[1] + b[3]) / 2 for _, b in found),
        median((x + b[2]) / 2 for x, b in found),
    )


def _union(segments: Sequence[Segment], width: int, height: int, pitch: float) -> _Motto | None:
    """Where the name of the youth union stands at the right, over a date."""
    for segment in segments:
        word = _union_in(segment)
        if word is None or word.box is None or word.box[0] < _RIGHT * width:
            continue
        if segment.centre < 0.4 * height and any(
            pitch / 2 < s.centre - segment.centre < _OVER_DATE * pitch
            and s.box[2] > word.box[0]
            and len(set(_DATE_LINE.findall(s.folded))) >= 2
            for s in segments
        ):
            middle = (word.box[0] + segment.box[2]) / 2
            return _Motto(word.box[0], segment.centre, segment.centre, middle)
    return None


def _union_in(segment: Segment) -> Word | None:
    """The word with which the name of the youth union begins."""
    for name in _UNIONS:
        match = fuzz.partial_ratio_alignment(name, segment.folded, score_cutoff=_UNION_ALIKE)
        if match is not None and len(segment.folded) >= len(name) - 2:
            word = _word_at(segment, match.dest_start)
            if _in_capitals(segment, word):
                return word
    return None


def _number_and_date(
    segments: Sequence[Segment], width: int, height: int, pitch: float
) -> _Motto | None:
    """Where the right column stands by its date, beside a number at the left, without a motto.

    Unions and associations have none; ``ĐOÀN TNCS HỒ CHÍ MINH`` or nothing stands in its place.
    """
    head = [s for s in segments if s.centre < 0.4 * height]
    for date in head:
        if date.box[0] < _RIGHT * width or len(set(_DATE_LINE.findall(date.folded))) < 2:
            continue
        beside = (s for s in head if abs(s.centre - date.centre) < pitch and s.box[2] < date.box[0])
        if not any(_NUMBER.match(s.folded) for s in beside):
            continue
        right = (s for s in head if s.box[0] > _RIGHT * width)
        above = [s for s in right if pitch / 2 < date.centre - s.centre < _HEAD * pitch]
        left = min(s.box[0] for s in (*above, date))
        top = min(s.centre for s in (*above, date))
        return _Motto(left, top, date.centre - pitch, (date.box[0] + date.box[2]) / 2)
    return None


def _motto_in(segment: Segment) -> Word | None:
    """The word with which a motto begins; None if the line has none.

    ``NƯỚC CỘNG HÒA …`` is none: the president signs so.
    """
    word = _begins_motto(segment)
    at = segment.words.index(word) if word else 0
    return None if at and unidecode(segment.words[at - 1].text).lower() == "nuoc" else word


def _begins_motto(segment: Segment) -> Word | None:
    text = segment.folded
    for (begin, end), length, capitals in _ENDS:
        first, last = (
            fuzz.partial_ratio_alignment(part, text, score_cutoff=_ENDS_ALIKE)
            for part in (begin, end)
        )
        if first is None or last is None:
            continue
        long = last.dest_end - first.dest_start
        word = _word_at(segment, first.dest_start)
        if abs(long - length) < _SPREAD * length and (not capitals or _in_capitals(segment, word)):
            return word
    for whole, own in _MOTTOES:
        match = fuzz.partial_ratio_alignment(own, text, score_cutoff=_ALIKE)
        if match is None or fuzz.partial_ratio(whole, text) < _ALIKE or len(text) < len(own):
            continue
        word = _word_at(segment, match.dest_start)
        if _in_capitals(segment, word):
            return word
    many = len(text) > _LONG * len(_SECOND_MOTTO)
    match = fuzz.partial_ratio_alignment(
        _SECOND_MOTTO, text, score_cutoff=_LONG_ALIKE if many else _ALIKE
    )
    if match is None or len(text) < 0.7 * len(_SECOND_MOTTO):
        return None
    return _word_at(segment, match.dest_start)


def _in_capitals(segment: Segment, first: Word) -> bool:
    """Whether most letters from a word on are capitals."""
    letters = [c for w in segment.words[segment.words.index(first) :] for c in w.text]
    return sum(c.isupper() for c in letters) >= _CAPITALS * sum(c.isalpha() for c in letters)


def _word_at(segment: Segment, offset: int) -> Word:
    at = 0
    for word in segment.words:
        at += len(unidecode(word.text)) + 1
        if offset < at - 1:
            return word
    return segment.words[-1]


def _side(segment: Segment, split: float, width: int, pitch: float) -> str:
    x0, _, x1, _ = segment.box
    if x1 <= split + 1.5 * pitch or (x0 + x1) / 2 < 0.32 * width:
        return "left"
    if x0 >= split - 5 * pitch and (x0 + x1) / 2 > split:
        return "right"
    return "across"


def _is_date(segment: Segment) -> bool:
    return len(_DATE_LINE.findall(segment.folded)) >= 1
