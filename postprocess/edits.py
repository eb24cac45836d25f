"""What the repair did to a text: the explanation is part of the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, made or only proposed.

    Attributes:
        start: Offset of the first character replaced, in the text before the repair.
        end: Offset behind the last character replaced.
        before: ``text[start:end]`` of the text before the repair.
        after: What stands there instead.
        why: Short name of the evidence, for example ``language model`` or ``symbol``.
        confidence: 0 to 1, that ``after`` is right.
        made: False for a doubtful edit, which is proposed to a person and not applied.
    """

    start: int
    end: int
    before: str
    after: str
    why: str
    confidence: float
    made: bool = True


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and how it came about; ``replay(before, edits) == text``."""

    text: str
    edits: tuple[Edit, ...]


def replay(before: str, edits: Iterable[Edit]) -> str:
    """Apply the edits that were made to the text they were made on.

    Args:
        before: The text as it was.
        edits: In order of ``start``, not overlapping.

    Returns:
        The text with every edit of ``made`` applied.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.made:
            parts += (before[at : edit.start], edit.after)
            at = edit.end
    return "".join(parts) + before[at:]
