"""A figure that was found in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at ``text[start:end]``, figures as printed."""

    start: int
    end: int
    value: str | None = None
    unit: tuple[int, int] | None = None
    numerator: str | None = None
    denominator: str | None = None
    percent: str | None = None
    words: int | None = None  # what is written out behind it
    rule: str = "running text"

    @property
    def is_part(self) -> bool:
        """Whether its unit is that of the sum before it that it is a part of."""
        return self.unit is not None and self.unit[1] <= self.start
