"""The note that another document may begin on a page of this one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postprocess.record import Dispatch

_OTHER = "another document may begin here"


def note_others(record: Dispatch, pages: Sequence[int]) -> None:
    """Send a person to pages on which another document may begin.

    Args:
        record: Its reasons for review grow.
        pages: Their numbers, from 1.
    """
    review = record.needs_review
    review.reasons += [f"page {n}: {_OTHER}" for n in pages]
    review.value = bool(review.reasons)


def others_in(record: Dispatch) -> list[int]:
    """The pages that `note_others` has noted."""
    notes = (re.fullmatch(rf"page (\d+): {_OTHER}", r) for r in record.needs_review.reasons)
    return [int(note[1]) for note in notes if note]
