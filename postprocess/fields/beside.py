"""What stands beside the rows of a subject, which have the title's middle: stamps and pens."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.page import Box, Word
from postprocess.fields.flow import Row
from postprocess.fields.head import in_capitals

LEFT, RIGHT = "left", "right"
_OUT = 0.05  # of the page's width, by which a row begins left of the one above
_POOR = 0.8  # mean confidence of what a stamp is read as
_WIDE = 0.8  # heights of a word between two; within a sentence hardly any gap is wider
SAME_MIDDLE = 0.015  # of the page's width: half an indent is more


def side_of(row: Row, title: Row | None, around: Sequence[Row]) -> str | None:
    """On which side a row stands that ends before the title begins, or begins where it has ended.

    Args:
        row: Under the title.
        title: The row of the title; None if there is none.
        around: The rows above and below, and itself.

    Returns:
        `LEFT` or `RIGHT`; None for a row that has the title's middle, is half of one that was
        cut at a gap, or was read well.
    """
    box, other = row.line.box, title.line.box if title else None
    if title is None or not box or not other or not row.width or row.page != title.page:
        return None
    if (other[0] <= box[2] and box[0] <= other[2]) or not is_poor(row.line.words):
        return None
    halves = [r.line.box for r in around if r is not row and not in_same_middle(r, title)]
    if any(half and _is_level(box, half) for half in halves):
        return None
    return LEFT if box[2] < other[0] else RIGHT


def without_margin(row: Row, over: Row | None) -> tuple[Row | None, Row]:
    """A row of a subject without what a stamp beside it was read as, and that.

    A subject stands in the middle: without the first words, poorly read, the row does, with
    them not.
    """
    box, above = row.line.box, over.line.box if over else None
    words = row.line.words
    if not box or not above or box[0] >= above[0] - _OUT * row.width:
        return None, row
    middle, near = above[0] + above[2], 2 * SAME_MIDDLE * row.width
    if box[0] + box[2] > middle - 2 * near:
        return None, row
    for at in range(1, len(words) - 1):
        left = words[at].box
        if left and is_poor(words[:at]) and abs(left[0] + box[2] - middle) < near:
            return row.part(0, at), row.part(at)
    return None, row


def without_tail(row: Row, above: Row | None) -> tuple[Row, Row | None]:
    """A row without the last words that a stamp right of it was read as, and those.

    Without them, behind a wide gap or in capitals amid small letters, it has the middle of the
    row above, with them not.
    """
    box, other = row.line.box, above.line.box if above else None
    words = row.line.words
    near = 2 * SAME_MIDDLE * row.width
    if not box or not other or box[0] + box[2] < other[0] + other[2] + 2 * near:
        return row, None
    for at in range(len(words) - 1, 1, -1):
        last, following = words[at - 1].box, words[at].box
        if not last or not following:
            return row, None
        tail = " ".join(w.text for w in words[at:])
        shouts = in_capitals(tail) and not in_capitals(" ".join(w.text for w in words[:at]))
        wide = following[0] - last[2] > _WIDE * (last[3] - last[1])
        centred = abs(box[0] + last[2] - other[0] - other[2]) < near
        if centred and (wide or shouts):
            return row.part(0, at), row.part(at)
    return row, None


def in_same_middle(row: Row, above: Row | None, off: float = SAME_MIDDLE) -> bool:
    """Whether two rows have one middle, but for a part ``off`` of the page's width."""
    box, other = row.line.box, above.line.box if above else None
    if box is None or other is None:
        return False
    return abs(box[0] + box[2] - other[0] - other[2]) / 2 < off * row.width


def is_poor(words: Sequence[Word]) -> bool:
    """Whether words were read as badly as stamps are."""
    read = [word.confidence or 0.0 for word in words]
    return sum(read) < _POOR * len(read)


def _is_level(box: Box, other: Box) -> bool:
    """Whether two boxes stand side by side on one line."""
    apart = box[2] <= other[0] or other[2] <= box[0]
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return apart and 2 * shared > min(box[3] - box[1], other[3] - other[1])


def is_indented(row: Row, below: Row) -> bool:
    """Whether a row begins right of the one below it, and both end at the same margin."""
    box, other = row.line.box, below.line.box
    if box is None or other is None:
        return False
    same_end = abs(box[2] - other[2]) < SAME_MIDDLE * row.width
    return same_end and box[0] - other[0] > SAME_MIDDLE * row.width


def is_above_block(row: Row, below: Sequence[Row], above: Row) -> bool:
    """Whether a row is the first of a paragraph, a stamp over its first words.

    Of the two below it both edges are even, as no lines are that stand in the middle.
    """
    if len(below) < 2:
        return False
    over, first, second = (r.line.box for r in (above, *below[:2]))
    if not over or not first or not second or not is_indented(row, below[0]):
        return False
    least = SAME_MIDDLE * row.width
    even = abs(first[0] - second[0]) < least and abs(first[2] - second[2]) < least
    return even and min(over[0] - first[0], first[2] - over[2]) > least
