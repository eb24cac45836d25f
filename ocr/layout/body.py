"""What stands between header and foot: title, paragraphs, tables in their places."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ocr.layout.columns import take_tables
from ocr.layout.segments import ADDRESSEE, Segment, paragraphs, rows_of
from ocr.page import Block, BlockKind, Box


def body_blocks(
    segments: list[Segment],
    tables: Sequence[tuple[Box, Block]],
    width: int,
    pitch: float,
    *,
    starts_document: bool,
) -> list[Block]:
    """Title, paragraphs and tables, top to bottom.

    Args:
        segments: What is neither header nor foot.
        tables: Ruled tables with the boxes of their frames.
        width: Of the picture.
        pitch: Height of a line, in pixels.
        starts_document: Whether a header stands above; only then there is a title.
    """
    title: list[Segment] = []
    rows = rows_of(segments, pitch)
    if starts_document:
        margins = _margins(rows, width)
        while rows and (
            _is_centred(rows[0], margins, width)
            or (title and _is_centred_under(rows[0], title[-1], _edges(rows), width, pitch))
        ):
            if title and rows[0][0].centre - title[-1].centre > 4 * pitch:
                break
            title += rows.pop(0)
    open_tables, rows = take_tables(rows, pitch)
    tables = [*tables, *open_tables]
    items: list[tuple[float, Block]] = [
        (block.box[1] if block.box else 0.0, block) for block in _row_blocks(rows, pitch, tables)
    ]
    items += [(float(box[1]), block) for box, block in tables]
    body = [block for _, block in sorted(items, key=lambda item: item[0])]
    return paragraphs(title, BlockKind.TITLE, pitch, split=False) + body


def _margins(rows: Sequence[Sequence[Segment]], width: int) -> tuple[float, float]:
    """Left and right edge of the body: what most of its wide lines keep to."""
    wide = [row for row in rows if row[-1].box[2] - row[0].box[0] > 0.6 * width]
    if len(wide) < 3:
        return 0.14 * width, 0.93 * width  # 30 and 15 mm of A4, as the decree asks
    return median(row[0].box[0] for row in wide), median(row[-1].box[2] for row in wide)


def _edges(rows: Sequence[Sequence[Segment]]) -> tuple[float, float]:
    """Outermost left and right that lines reach, a stray one aside: indents do not count."""
    lefts = sorted(row[0].box[0] for row in rows)
    rights = sorted(row[-1].box[2] for row in rows)
    stray = len(rows) // 8
    return lefts[stray], rights[-1 - stray]


def _is_centred(row: Sequence[Segment], margins: tuple[float, float], width: int) -> bool:
    """Whether a line stands in the middle, clear of both margins: a title, not a body line."""
    left, right = row[0].box[0] - margins[0], margins[1] - row[-1].box[2]
    clear = min(left, right) > 0.025 * width
    return (
        clear
        and abs(left - right) < 0.09 * width
        and ADDRESSEE.match(row[0].folded) is None
        and not row[0].folded.startswith(("-", "+"))
    )


def _is_centred_under(
    row: Sequence[Segment], above: Segment, edges: tuple[float, float], width: int, pitch: float
) -> bool:
    """Whether a line goes on with a title although it nearly fills the width.

    It has the same middle as the line above and touches no margin; the first line of a
    paragraph is indented, so that its middle lies to the right.
    """
    left, right = row[0].box[0], row[-1].box[2]
    shift = abs(left + right - above.box[0] - above.box[2]) / 2
    return (
        len(row) == 1
        and shift < 0.008 * width
        and min(left - edges[0], edges[1] - right) > 0.008 * width
        and row[0].centre - above.centre < 2.5 * pitch
        and ADDRESSEE.match(row[0].folded) is None
    )


def _row_blocks(
    rows: Sequence[Sequence[Segment]], pitch: float, tables: Sequence[tuple[Box, Block]]
) -> list[Block]:
    """Rows as paragraphs; a table between two rows parts them."""
    blocks: list[Block] = []
    edges = sorted(box[1] for box, _ in tables)
    for_edge: dict[int, list[Segment]] = {}
    for row in rows:
        above = sum(edge < row[0].centre for edge in edges)
        for_edge.setdefault(above, []).extend(row)
    for _, segments in sorted(for_edge.items()):
        blocks += paragraphs(segments, BlockKind.BODY, pitch)
    return blocks
