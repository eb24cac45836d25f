"""The foot: recipients left, signature right."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from unidecode import unidecode

from ocr.layout.segments import Segment, cut, paragraphs, segment_of
from ocr.page import Block, BlockKind, Box, Word, letters_in

# One letter of "Nơi nhận" may be lost or another, but then its colon follows.
_RECIPIENTS = regex.compile(
    r"^\W*(?:(?:noi|nai|nol|ndi)\s*(?:nhn|nhgn|nh[ad]n)|"
    r"[a-z]?[o0aeu][il1]\s*nh?[aeo][nm]\s*[:;])"
)
# Its end and its colon under a pen: it stands alone, or a title's code beside it.
_TOUCHED = regex.compile(r"N[ơo]i\s*nh\p{L}{1,3}\W*(?:$|(?:TM|KT|TL|TUQ)\s?[.,])")

_BLANK = 1.5  # heights between its words, at most
_APART = 6.0  # lines of blank paper below a list


def take_foot(
    segments: list[Segment], tables: Sequence[tuple[Box, Block]], width: int, pitch: float
) -> tuple[list[Block], list[Segment], list[Segment]]:
    """Take recipients and signature out of the segments.

    Returns:
        Their blocks, the segments above them, and those below.
    """
    segments = _with_whole_label(segments)
    anchors = [s for s in segments if s.box[0] < 0.45 * width and begins_recipients(s.words)]
    if not anchors:
        return [], segments, []
    anchor = max(anchors, key=lambda s: s.centre)
    bottom = min((b[1] for b, _ in tables if b[1] > anchor.centre), default=10**9)
    zone = [s for s in segments if anchor.centre - 1.5 * pitch < s.centre < bottom]
    split = _foot_split(zone, anchor, width)
    # The signature may begin a line or two above "Nơi nhận".
    start = anchor.centre - 3.5 * pitch
    recipients, signature, rest, below = [], [], [], []
    ended = float(bottom)
    for segment in sorted(segments, key=lambda s: s.centre):
        parts = cut(segment, split, pitch, 1.0) if segment.centre >= start else [segment]
        for part in parts:
            x0, _, x1, _ = part.box
            crosses = x0 < split - 3 * pitch and x1 > split + 3 * pitch
            if part.centre >= anchor.centre + pitch and crosses and x1 - x0 > 0.5 * width:
                ended = min(ended, part.centre)
            if part.centre >= ended:
                below.append(part)
            elif x0 >= split - pitch and part.centre >= start:
                if not is_stroke(part):
                    signature.append(part)
            elif part.centre >= anchor.centre - 0.6 * pitch:
                recipients.append(part)
            else:
                rest.append(part)
    listed = _together(recipients, pitch)
    blocks = paragraphs(recipients[:listed], BlockKind.RECIPIENTS, pitch, split=False)
    blocks += paragraphs(signature, BlockKind.SIGNATURE, pitch, split=False)
    blocks += paragraphs(recipients[listed:], BlockKind.MARGINALIA, pitch, split=False)
    return blocks, rest, below


def _with_whole_label(segments: list[Segment]) -> list[Segment]:
    """The segments with a label in one whose two words were read on two lines."""
    for first in (s for s in segments if len(s.words) == 1):
        for second in segments:
            high = first.box[3] - first.box[1]
            near = 0 <= second.box[0] - first.box[2] < _BLANK * high
            if near and abs(second.centre - first.centre) < high:
                whole = segment_of((*first.words, *second.words))
                if whole and begins_recipients(whole.words) and len(whole.words) == 2:
                    return [s for s in segments if s not in (first, second)] + [whole]
    return segments


def _together(rows: Sequence[Segment], pitch: float) -> int:
    """How many rows of the left column, from its head, are the list: a caption stands far below."""
    bottom = rows[0].box[3] if rows else 0
    for at, row in enumerate(rows):
        if row.box[1] - bottom > _APART * pitch:
            return at
        bottom = max(bottom, row.box[3])
    return len(rows)


def begins_recipients(words: Sequence[Word]) -> bool:
    """Whether words are the label of the list of recipients, or begin with it."""
    text = " ".join(w.text for w in words)
    return bool(_RECIPIENTS.match(unidecode(text).lower()) or _TOUCHED.match(text))


def is_stroke(segment: Segment) -> bool:
    """Whether a segment in the signature column is the signature or the seal, not print.

    Names and titles have letters and no digits; under a seal they may be read badly, so
    that longer words stay also where the reader is unsure.
    """
    return not any(
        (letters >= 2 and confidence >= 0.5) or (letters >= 4 and confidence >= 0.25)
        for w in segment.words
        for letters in (letters_in(w.text),)
        for confidence in (1.0 if w.confidence is None else w.confidence,)
    )


def _foot_split(zone: Sequence[Segment], anchor: Segment, width: int) -> float:
    """Left edge of the signature column: right of the widest empty strip in the middle."""
    taken = sorted((s.box[0], s.box[2]) for s in zone if s.box[2] - s.box[0] < 0.6 * width)
    best, split, reach = 0.0, 0.5 * width, float(anchor.box[2])
    for x0, x1 in taken:
        if x0 > reach and x0 > 0.33 * width and x0 - reach > best:
            best, split = x0 - reach, x0 - (x0 - reach) / 3
        reach = max(reach, x1)
    return split
