"""Tables as read: header, rows, and the unit that the line above them names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ocr.page import Block, BlockKind, Line, Page, Word, union
from postprocess.fields.figures import MONEY, UNIT, with_units
from postprocess.fields.flow import fold
from postprocess.fields.table_head import header_of
from postprocess.fields.value import SURE_FIGURES
from postprocess.record import Status, Table, TableCell

# ``Đơn vị tính: triệu đồng``; ``Đơn vị: Sở Nội vụ`` names no unit.
_UNIT_LINE = with_units(
    rf"(?:^|\W)(?:don vi(?: tinh)?|dvt)\W{{0,3}}"
    rf"(?P<unit>(?:1\.?000\s*)?(?:{MONEY}|{UNIT}|%))[\s.)]*$"
)
_NEAR = 3  # lines above a table among which its unit may stand
_BETWEEN = 8  # words between the parts of a table on two pages: page numbers, marks
_SAME_COLUMN = 0.5  # of the narrower of two columns that lies within the other
_ALIKE, _SAME_HEADINGS = 0.75, 0.75  # of two headings; share of those that are alike
CONTINUED = "table, header of the page before"


def tables_of(pages: Sequence[Page]) -> list[Table]:
    """Each TABLE block with more than one column as a table.

    A table that goes on over a page is two tables here. The second takes the header of the
    first if it has none of its own and its columns lie at the same places.
    """
    tables: list[Table] = []
    between = _BETWEEN  # words since the last table
    for page in pages:
        lines: list[Line] = []
        for block in page.blocks:
            if not _is_table(block):
                lines += block.lines
                between += sum(len(line.words) for line in block.lines)
                continue
            table = _table(block, page.number, lines)
            if tables and tables[-1].page == page.number - 1 and between < _BETWEEN:
                _continue(tables[-1], table)
            tables.append(table)
            lines, between = [], 0
    return tables


def _is_table(block: Block) -> bool:
    return block.kind is BlockKind.TABLE and any(line.tabs for line in block.lines)


def _table(block: Block, page: int, before: Sequence[Line]) -> Table:
    rows = [[_cell(words) for words in line.cells] for line in block.lines]
    known = [w.confidence for ln in block.lines for w in ln.words if w.confidence is not None]
    mean = sum(known) / len(known) if known else None
    header, count = header_of(rows)
    return Table(
        unit=_unit_above(before),
        header=header,
        rows=rows[count:],
        page=page,
        box=block.box,
        confidence=None if mean is None else round(mean, 3),
        status=Status.OK if mean is None or mean >= SURE_FIGURES else Status.DOUBTFUL,
        rule="table",
    )


def _cell(words: Sequence[Word]) -> TableCell:
    known = [w.confidence for w in words if w.confidence is not None]
    lowest = min(known, default=None)
    return TableCell(
        text=" ".join(w.text for w in words),
        box=union(w.box for w in words),
        confidence=None if lowest is None else round(lowest, 3),
    )


def _unit_above(lines: Sequence[Line]) -> str | None:
    for line in reversed(lines[-_NEAR:]):
        if hit := _UNIT_LINE.search(fold(line.text)):
            return line.text[slice(*hit.span("unit"))]
    return None


def _continue(before: Table, table: Table) -> None:
    """Give a table without header that of the one before which it goes on with."""
    if not table.header and before.header and _same_columns(before, table):
        table.header = [TableCell(text=c.text, confidence=c.confidence) for c in before.header]
        table.rule = CONTINUED
    if not same_header(before, table):
        return
    if table.unit is None:
        table.unit = before.unit
    # A header that is printed on each page: the surer reading of a heading stands on both.
    for i, (one, other) in enumerate(zip(before.header, table.header, strict=True)):
        if one.text != other.text and _alike(one.text, other.text):
            surer = max(one, other, key=lambda cell: cell.confidence or 0.0)
            for header, cell in ((before.header, one), (table.header, other)):
                read = {"text": surer.text, "confidence": surer.confidence}
                header[i] = cell.model_copy(update=read)


def same_header(one: Table, other: Table) -> bool:
    """Whether two tables have the same header, but for what was misread."""
    if not one.header or len(one.header) != len(other.header):
        return False
    pairs = zip(one.header, other.header, strict=True)
    alike = sum(_alike(a.text, b.text) for a, b in pairs)
    return alike >= _SAME_HEADINGS * len(one.header)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= _ALIKE


def _same_columns(before: Table, table: Table) -> bool:
    """Whether each column of a table lies where that of the one before lies."""
    columns = len(before.header)
    if any(len(row) != columns for row in table.rows):
        return False
    pairs = [
        (one, other)
        for i in range(columns)
        if (one := _across(before, i)) and (other := _across(table, i))
    ]
    return len(pairs) > 1 and all(_overlap(*pair) >= _SAME_COLUMN for pair in pairs)


def _across(table: Table, column: int) -> tuple[int, int] | None:
    """From where to where a column's words stand on the page, in pixels."""
    boxes = [cell.box for cell in _column(table, column) if cell.box is not None]
    return (min(b[0] for b in boxes), max(b[2] for b in boxes)) if boxes else None


def _column(table: Table, column: int) -> Iterator[TableCell]:
    rows = [table.header, *table.rows]
    boxes = [row[column + 1].box for row in rows if column + 1 < len(row)]
    end = min((box[0] for box in boxes if box), default=None)  # the next column begins there
    for row in rows:
        # A row with one cell filled may hold a heading that reaches over all columns.
        if column >= len(row) or sum(bool(cell.text) for cell in row) < 2:
            continue
        box = row[column].box
        # So does a total's label over those of counter and names.
        if box and end is not None and not row[column + 1].text and box[0] + box[2] > 2 * end:
            continue
        yield row[column]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """What share of the narrower of two stretches lies within the other."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / max(1, min(one[1] - one[0], other[1] - other[0]))
