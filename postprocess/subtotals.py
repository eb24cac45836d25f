"""Subtotals that say so themselves: a large figure and those next to it that add up to it.

Tables of money have parts within parts, and a total at their end that no simple sum of the
column gives. But that two or more figures that stand together add up by chance, or by what was
misread, to one of at least three telling digits beside them hardly happens.
"""

from __future__ import annotations

from collections.abc import Sequence

Number = float | int
_TELLING = 100  # least total, counted in the smallest power of ten that all figures share
_LEAST = 2  # parts


def telling_parts(values: Sequence[Number | None]) -> set[int]:
    """Places of subtotals and their parts.

    Args:
        values: Of a column from top to bottom; 0 where nothing stands, None where something
            else than a figure does.

    >>> sorted(telling_parts([4821, 1925, 720, 256, 1920, 7]))
    [0, 1, 2, 3, 4]
    >>> telling_parts([4000, 2000, 2000])
    set()
    """
    found: set[int] = set()
    last = len(values) - 1
    for at in range(len(values)):
        found |= _group(values, at)
        found |= {last - k for k in _group(values[::-1], at)}
    return found


def _group(values: Sequence[Number | None], at: int) -> set[int]:
    """A figure and those behind it that add up to it; none where they do not."""
    total = values[at]
    if not isinstance(total, int) or total < _TELLING:
        return set()
    added, parts = 0, []
    for k in range(at + 1, len(values)):
        value = values[k]
        if not isinstance(value, int):
            return set()
        added += value
        parts += [k] if value else []
        if added >= total:
            break
    if added != total or len(parts) < _LEAST or not _is_telling(total, [values[k] for k in parts]):
        return set()
    return {at, *parts}


def _is_telling(total: int, parts: Sequence[Number | None]) -> bool:
    share = 1
    while all(value % (10 * share) == 0 for value in (total, *parts) if value is not None):
        share *= 10
    return total >= _TELLING * share
