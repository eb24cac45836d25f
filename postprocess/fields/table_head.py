"""The header of a table: its rows, joined column by column, and the row of column numbers.

A header of several rows has merged cells: a heading over some columns stands above the
headings of each, one beside them reaches over all rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from ocr.page import letters_in, union
from postprocess.fields.figures import number
from postprocess.fields.flow import fold
from postprocess.record import Table, TableCell

Row = Sequence[TableCell]

_MOST = 4  # rows of a header
# What numbers a row, not a column: a row that begins so is no header.
_COUNTER = regex.compile(r"\W*(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđĐ])\W*")
_COUNTERS = frozenset({"tt", "stt", "sott", "sothutu", "#"})
_UNITS = frozenset({"don vi", "dvt", "don vi tinh", "don vi do", "dv tinh"})
# Headings above labels: beside them a row of years is a header, not figures.
_LABELS = regex.compile(
    r"(?:cac )?(?:noi dung|chi tieu|danh muc|ten|don vi|dia phuong|hang muc|khoan muc|loai|nganh|"
    r"linh vuc|nhiem vu)\b"
)
_YEAR = regex.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = regex.compile(r"\W*(?P<n>\d{1,2})\W*(?:[=:]\W*[\d\s()+\-–/*x:%.,]+)?")
_LEAST_NUMBERED = 3  # columns in order that tell a row of their numbers
_SCRAWL, _MANY = 3, 6  # letters, columns
_COLUMN_LETTER = regex.compile(r"\W*[A-ZĐa-zđ]\W*")


def key_of(heading: str) -> str:
    """A heading without accents, case and stops: what kinds of columns are known by."""
    return fold(heading).strip(" .:")


def is_counter(heading: str) -> bool:
    """Whether a heading is that of the column that numbers the rows."""
    return "".join(key_of(heading).replace(".", "").split()) in _COUNTERS


def is_unit(heading: str) -> bool:
    """Whether a heading is that of a column of units."""
    return key_of(heading) in _UNITS


def header_of(rows: Sequence[Row]) -> tuple[list[TableCell], int]:
    """The header of a table, its rows joined, and how many of the rows it is.

    Returns:
        A cell for each column; none and 0 where the first row is no header.
    """
    if not rows or not _may_begin(rows[0]):
        return [], 0
    count = 1
    while count < min(_MOST, len(rows) - 1) and _goes_on(rows[:count], rows[count]):
        count += 1
    header = [_joined(rows[:count], i) for i in range(len(rows[0]))]
    return _told_apart(header, rows[count:]), count


def _told_apart(header: list[TableCell], below: Sequence[Row]) -> list[TableCell]:
    """The header, columns under one merged heading told apart by their numbers.

    ``So sánh (%)`` over three columns becomes ``So sánh (%) - 5=4/3`` and so on.
    """
    numbers = below[0] if below and is_column_numbers(below[0]) else ()
    for i, cell in enumerate(header):
        end = i + 1
        while end < len(header) and not header[end].text:
            end += 1
        merged = len(numbers) == len(header) and cell.text and all(c.text for c in numbers[i:end])
        if merged and end > i + 1 and _reaches_over(cell, below, i, end - 1):
            for column in range(i, end):
                text = f"{cell.text} - {numbers[column].text}"
                header[column] = cell.model_copy(update={"text": text})
    return header


def _reaches_over(heading: TableCell, below: Sequence[Row], first: int, last: int) -> bool:
    """Whether a heading stands in the middle of several columns, not above the first."""
    one, other = (
        union(row[i].box for row in below if len(row) > i and row[i].box) for i in (first, last)
    )
    if heading.box is None or one is None or other is None:
        return False
    middle = (heading.box[0] + heading.box[2]) / 2
    return abs(middle - (one[0] + other[2]) / 2) < abs(middle - (one[0] + one[2]) / 2)


def rows_below(table: Table) -> Iterator[tuple[int, list[TableCell]]]:
    """The rows that may hold figures, with their indices: whole ones, no column numbers."""
    numbered = False  # numbers of columns stand above all figures
    for i, row in enumerate(table.rows):
        if len(row) != len(table.header):
            continue
        if not numbered and is_column_numbers(row):
            numbered = True
            continue
        numbered = numbered or _has_figures(row)
        yield i, row


def is_column_numbers(row: Row) -> bool:
    """Whether a row only numbers the columns: ``A B 1 2``, ``(1) (2) (3=1+2)``.

    One in three may be misread, for a row that was taken for figures would be false in all.
    """
    return sum(bool(cell.text) for cell in row) > len(row) / 2 and _counts_columns(row)


def _counts_columns(row: Row) -> bool:
    at = [(i, cell.text) for i, cell in enumerate(row) if cell.text]
    # Of many columns one number may be read as a scrawl ("lHI").
    if any(letters_in(text) > 1 and (len(text) > _SCRAWL or len(at) < _MANY) for _, text in at):
        return False
    hits = [(i, int(hit["n"])) for i, text in at if (hit := _COLUMN_NUMBER.fullmatch(text))]
    signs = sum(_COLUMN_LETTER.fullmatch(text) is not None for _, text in at)
    # Columns that have no number part the others: those in order count.
    steps = Counter(n - i for i, n in hits).most_common(1)
    inorder = steps[0][1] if steps else 0
    return (
        inorder > 1 and inorder + signs >= _LEAST_NUMBERED and 3 * (inorder + signs) >= 2 * len(at)
    )


def _may_begin(row: Row) -> bool:
    words = [cell for cell in row if letters_in(cell.text) > 1 or _YEAR.fullmatch(cell.text)]
    if is_column_numbers(row) or _has_figures(row) or len(words) < min(2, len(row)):
        return False
    first = row[0].text
    return not (_COUNTER.fullmatch(first) and not is_counter(first) and len(row) > 2)


def _has_figures(row: Row) -> bool:
    """Whether figures stand behind the first cell: years beside a heading of labels are none."""
    found = [c.text for c in row[1:] if number(c.text.rstrip("% ")) is not None]
    labelled = any(is_counter(c.text) or _LABELS.match(key_of(c.text)) for c in row[:2])
    return bool(found) and not (labelled and all(_YEAR.fullmatch(text) for text in found))


def _goes_on(above: Sequence[Row], row: Row) -> bool:
    """Whether a row holds the headings under merged ones."""
    if len(row) != len(above[0]) or row[0].text or not _may_be_headings(row):
        return False
    at = [i for i, cell in enumerate(row) if cell.text]
    # A heading over several columns leaves all but its first column empty.
    free = sum(not any(r[i].text for r in above) for i in at)
    return len(at) > 1 and free > 0 and 2 * free >= len(at)


def _may_be_headings(row: Row) -> bool:
    """Whether what figures a row holds may head columns: years, or marks from 1 to 5."""
    found = [c.text for c in row if number(c.text.rstrip("% ")) is not None]
    return all(map(_YEAR.fullmatch, found)) or _counts_columns(row)


def _joined(rows: Sequence[Row], column: int) -> TableCell:
    """The headings above a column, the widest first."""
    cells = [
        cell
        for i, row in enumerate(rows)
        if (cell := _above(row, column, rows[i + 1 :])) is not None
    ]
    known = [c.confidence for c in cells if c.confidence is not None]
    return TableCell(
        text=" - ".join(cell.text for cell in cells),
        box=union(cell.box for cell in cells),
        confidence=min(known, default=None),
    )


def _above(row: Row, column: int, below: Sequence[Row]) -> TableCell | None:
    """The heading of a row that stands above a column, also if it begins to the left."""
    if row[column].text:
        return row[column]
    if not any(r[column].text for r in below):
        return None
    for i in range(column - 1, -1, -1):
        if not any(r[i].text for r in below):
            return None
        if row[i].text:
            return row[i]
    return None
