"""Parts of one line of a head that are rows of their own: a place, the end of a symbol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from ocr.page import Line
from postprocess.fields import dates
from postprocess.fields.flow import Row
from postprocess.fields.head import NUMBER_SLOT

_JUDGMENT = regex.compile(r"\W{0,3}ban an so\b")
_DAY = regex.compile(r"\W{0,2}ngay\b")
_BESIDE_DATE = 4  # rows among which the place before a date may have been set
_PLACE = regex.compile(r"\W{0,2}\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){0,3},")
# "Số: 12/HDLN-BCA-BTP-", below it "BYT-BTC".
_OPEN_SYMBOL = regex.compile(r"/.*\p{Lu}\s?[-–]\W*$")
_GROUPS = regex.compile(r"\W{0,2}\p{Lu}[\p{Lu}\d]+(?:\s?[-–]\s?\p{Lu}[\p{Lu}\d]+)*\W{0,2}")


def whole_symbols(rows: Sequence[Row]) -> list[Row]:
    """Rows of the left column, that of a number with the groups of its symbol below a dash."""
    whole: list[Row] = []
    for row in rows:
        above = whole[-1] if whole else None
        numbered = above is not None and NUMBER_SLOT.match(above.folded)
        if above and numbered and _OPEN_SYMBOL.search(above.text) and _GROUPS.fullmatch(row.text):
            whole[-1] = _joined(above, row)
        else:
            whole.append(row)
    return whole


def day_of_judgment(rows: Sequence[Row]) -> tuple[Row | None, list[Row]]:
    """``Ngày: 10/01/2025`` right under ``Bản án số`` (form 52-DS, resolution 01/2017/NQ-HĐTP).

    Returns:
        Its row, None where there is none, and the other rows.
    """
    for i in range(1, len(rows)):
        if _JUDGMENT.match(rows[i - 1].folded) and _DAY.match(rows[i].folded):
            return rows[i], [*rows[:i], *rows[i + 1 :]]
    return None, list(rows)


def place_before(rows: Sequence[Row], date: Row | None) -> tuple[Row | None, list[Row]]:
    """The row of a date with the name of its place, where that stands by itself before it.

    Args:
        rows: That follow the columns of the head.
        date: The row of the date, if there is one.

    Returns:
        The row of the date, and the other rows.
    """
    box = date.line.box if date else None
    if date is None or box is None or dates.FORM.match(date.folded) is None:
        return date, list(rows)
    for i, row in enumerate(rows[:_BESIDE_DATE]):
        other = row.line.box
        if other is None or _PLACE.fullmatch(row.text) is None:
            continue
        high = min(box[3] - box[1], other[3] - other[1])
        beside = min(box[3], other[3]) - max(box[1], other[1]) > high / 2
        if beside and -high < box[0] - other[2] < high:
            return _joined(row, date), [*rows[:i], *rows[i + 1 :]]
    return date, list(rows)


def _joined(row: Row, more: Row) -> Row:
    """The words of two rows as one."""
    return replace(row, line=Line((*row.line.words, *more.line.words)))
