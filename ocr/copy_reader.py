"""What the copy of a page says that was made ready for the recogniser, in reading order."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np

from ocr.beside_stamps import with_print_beside
from ocr.cells import Cell, Grid
from ocr.cellvotes import read_doubted_figures
from ocr.clauses import with_clauses
from ocr.codes import with_even_codes
from ocr.crosses import with_crosses
from ocr.cutoff import with_doubted_ends
from ocr.dashes import with_dashes
from ocr.dots import dotted
from ocr.doubted import read_doubted_again
from ocr.engines import Engine, RawLine
from ocr.figures import read_figures_again
from ocr.footnotes import footnote_rule
from ocr.form import read_form_again
from ocr.grid import find_grids, without_cells, without_rules_of
from ocr.ink import RedPrint
from ocr.layout import arrange
from ocr.leaders import leaders_of, with_leaders, without_leaders
from ocr.listmarks import with_list_marks
from ocr.lost_recipients import with_lost_recipients
from ocr.lostmarks import with_lost_marks, with_marks_in_cells
from ocr.missed import missed_print
from ocr.noise import without_doubles, without_noise
from ocr.note_marks import with_note_marks
from ocr.numberlists import with_doubted_dates, with_even_lists
from ocr.numerals import with_numerals
from ocr.ordinals import with_ordinals
from ocr.page import Block, BlockKind, Line, Word
from ocr.picture import Image
from ocr.powers import with_powers
from ocr.preprocess import OcrCopy, prepare
from ocr.printed_rows import with_printed_rows
from ocr.proportions import stretch_of
from ocr.ranges import with_ranges
from ocr.recipients import read_recipients_alone
from ocr.redlines import red_lines
from ocr.seals import doubted_beside, missed_lines, without_seals
from ocr.signs import with_bars
from ocr.smaller import read_smaller
from ocr.specks import without_specks
from ocr.stops import with_stops
from ocr.tables import cells_of_figures, read_cells, table_block
from ocr.torn import whole_words

# What the ink of words says of them that was read otherwise.
_BY_INK = (with_bars, with_ranges, with_numerals, with_dashes, with_stops, with_doubted_ends)
_ILLEGIBLE = 0.55  # mean confidence below which the page may stand on its head
_UNSURE_PAGE = 0.94  # below it specks may be what makes the page hard to read
_BETTER = 0.005  # by which another picture of the page has to be read more surely
_KEPT_ROWS = 0.8  # of those of its tables that the other picture must have
_LARGEST = 40_000_000  # pixels of a copy that is read otherwise too: A3 of 400 dpi has 31 million


def read_copy(
    image: Image,
    dpi: float,
    copy: OcrCopy,
    redness: Image | None,
    red: RedPrint | None,
    engine: Engine,
    deadline: float,
) -> tuple[OcrCopy, tuple[Block, ...]]:
    """Read the copy, and one that is made otherwise where that is read more surely.

    Args:
        image: ``(h, w)`` grey or ``(h, w, 3)`` RGB, the page image.
        dpi: Of it.
        copy: Made of it.
        redness: Of it, see `redness_of`; None where it is grey.
        red: Its print in red.
        engine: The recogniser.
        deadline: When the time is over, on the monotonic clock.

    Returns:
        The copy that was read, and blocks in reading order, boxes in its pixels.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    blocks = _blocks(copy, red, engine, deadline)
    if copy.image.size > _LARGEST:  # a map or a drawing: it would take minutes
        return copy, blocks

    def better_of(other: OcrCopy) -> tuple[OcrCopy, tuple[Block, ...]]:
        again = _blocks(other, red, engine, deadline)
        gained = _confidence(again) - _confidence(blocks)
        # A table that is no more found reads on as lines, and surely enough.
        lost = _table_rows(again) < _KEPT_ROWS * _table_rows(blocks)
        return (other, again) if gained > _BETTER and not lost else (copy, blocks)

    stretch = stretch_of(blocks)
    if stretch != 1.0:
        copy, blocks = better_of(prepare(image, dpi, copy.rotation, redness, stretch))
    if _confidence(blocks) < _UNSURE_PAGE:
        clean = without_specks(copy.image, copy.dpi)
        if clean is not None and _reads_better(clean, copy, engine, deadline):
            copy, blocks = better_of(replace(copy, image=clean))
    if _confidence(blocks) < _ILLEGIBLE:
        if copy.rotation:  # rules and handwriting may have made it look as if it lay
            other = prepare(image, dpi, redness=redness)
        else:
            other = set_upright(image, dpi, copy, engine, deadline)
        if other.rotation != copy.rotation:
            copy, blocks = better_of(other)
    return copy, blocks


def set_upright(
    image: Image, dpi: float, copy: OcrCopy, engine: Engine, deadline: float
) -> OcrCopy:
    """The copy turned as the recogniser says that its letters stand; itself if upright."""
    rotation = engine.orientation(copy.image, _left(deadline))
    return prepare(image, dpi, rotation) if rotation else copy


def _blocks(
    copy: OcrCopy, red: RedPrint | None, engine: Engine, deadline: float
) -> tuple[Block, ...]:
    grids = find_grids(copy.image, copy.dpi)
    unsealed = without_seals(copy.image, copy.dpi)
    if unsealed is not None:
        copy = replace(copy, image=unsealed.image)
    leaders = leaders_of(copy.image, copy.dpi, [grid.box for grid in grids])
    copy = replace(copy, image=without_leaders(copy.image, leaders))
    unruled = without_rules_of(copy.image, grids, copy.dpi)
    text = without_cells(unruled, grids, copy.dpi)
    lines = read_smaller(text, copy.dpi, engine, _left(deadline))
    if unsealed is not None:
        page = replace(unsealed, image=text)
        lines += missed_lines(lines, page, copy.dpi, engine, _left(deadline))
    lines += missed_print(lines, text, copy.dpi, engine, _left(deadline))
    tables_at = [grid.box for grid in grids]
    lines = with_print_beside(lines, copy, text, tables_at, engine, _left(deadline))
    grids, cells = _read_tables(grids, unruled, copy.dpi, engine, deadline)
    lines, cells = _read_again(lines, grids, cells, unruled, copy.dpi, engine, deadline)
    lines = [
        replace(line, words=dotted(whole_words(line.words), unruled, copy.dpi)) for line in lines
    ]
    lines = with_lost_marks(with_list_marks(lines, text), text)
    cells = [{c: dotted(words, unruled, copy.dpi) for c, words in t.items()} for t in cells]
    cells = [with_marks_in_cells(with_crosses(table, unruled), unruled) for table in cells]
    cells = [
        read_doubted_figures(unruled, grid, words, copy.dpi, engine, deadline)
        for grid, words in zip(grids, cells, strict=True)
    ]
    cells = [
        with_doubted_dates(
            with_even_lists(with_even_codes(with_ordinals(unruled, grid, words, copy.dpi)))
        )
        for grid, words in zip(grids, cells, strict=True)
    ]
    lines = [without_noise(with_clauses(line, text)) for line in lines]
    tables = [
        (grid.box, block)
        for grid, words in zip(grids, cells, strict=True)
        if (block := table_block(grid, words))
    ]
    height, width = copy.image.shape
    stamps: list[RawLine] = []
    for line in red_lines(copy, red, engine, _left(deadline)):
        x, y = line.words[0].box[:2] if line.words[0].box else (0, 0)
        # A signer's name is often a red stamp; red elsewhere is put on the page by others.
        signs = y > 0.4 * height and x > 0.4 * width
        (lines if signs else stamps).append(line)
    lines = [line for line in without_doubles(lines) if line.words]
    lines = with_lost_recipients(lines, copy.image, copy.dpi, engine, _left(deadline))
    lines = with_leaders(lines, leaders, width, height)
    blocks = arrange(lines, tables, width, height, footnote_rule(lines, text, copy.dpi))
    blocks = read_recipients_alone(blocks, copy.image, copy.dpi, engine, _left(deadline))
    blocks = read_form_again(blocks, copy.image, copy.dpi, engine, _left(deadline))
    blocks = with_note_marks(blocks, copy.image, engine, _left(deadline))
    for told_by_ink in _BY_INK:
        blocks = told_by_ink(blocks, copy.image)
    if unsealed is not None:
        blocks = doubted_beside(blocks, unsealed.cut)
    if stamps:
        marginal = Block(BlockKind.MARGINALIA, tuple(Line(s.words) for s in stamps))
        blocks = (*blocks, marginal)
    return blocks


def _read_tables(
    grids: Sequence[Grid], unruled: Image, dpi: float, engine: Engine, deadline: float
) -> tuple[list[Grid], list[dict[Cell, tuple[Word, ...]]]]:
    """The tables and their cells; once more where lines of print turn out to be the rows."""
    tables, cells = [], []
    for grid in grids:
        table, words = grid, read_cells(unruled, grid, dpi, engine, _left(deadline))
        if parted := with_printed_rows(grid, words):
            table, known = parted
            unread = replace(table, cells=tuple(c for c in table.cells if c not in known))
            words = known | read_cells(unruled, unread, dpi, engine, _left(deadline))
        tables.append(table)
        cells.append(words)
    return tables, cells


def _read_again(
    lines: Sequence[RawLine],
    grids: Sequence[Grid],
    cells: Sequence[dict[Cell, tuple[Word, ...]]],
    unruled: Image,
    dpi: float,
    engine: Engine,
    deadline: float,
) -> tuple[list[RawLine], list[dict[Cell, tuple[Word, ...]]]]:
    """Lines and cells after the second reading of doubted words and of figures."""
    every = [line.words for line in lines]
    columns = set()
    for grid, table in zip(grids, cells, strict=True):
        figures = cells_of_figures(grid, table)
        for cell, found in table.items():
            if cell in figures:
                columns.add(len(every))
            every.append(found)
    every = read_doubted_again(every, unruled, dpi, engine, _left(deadline))
    again = read_figures_again(
        every,
        unruled,
        dpi,
        engine,
        _left(deadline),
        columns=columns,
        cells=range(len(lines), len(every)),
    )
    again = with_powers(again, unruled, engine, _left(deadline))
    read = iter(again[len(lines) :])
    return (
        [replace(line, words=words) for line, words in zip(lines, again, strict=False)],
        [{cell: next(read) for cell in table} for table in cells],
    )


def _reads_better(other: Image, copy: OcrCopy, engine: Engine, deadline: float) -> bool:
    """Whether the middle of a page is read more surely, by a first reading alone, on a picture."""
    middle = slice(len(other) // 3, 2 * len(other) // 3)
    sure = []
    for image in (copy.image, other):
        part = np.ascontiguousarray(image[middle])
        lines = read_smaller(part, copy.dpi, engine, _left(deadline))
        sure.append(_sureness(word for line in lines for word in line.words))
    return sure[1] - sure[0] > _BETTER


def _table_rows(blocks: Sequence[Block]) -> int:
    return sum(len(block.lines) for block in blocks if block.kind is BlockKind.TABLE)


def _confidence(blocks: Sequence[Block]) -> float:
    return _sureness(_words(blocks))


def _sureness(words: Iterable[Word]) -> float:
    """Mean confidence of the words that have letters; 1 where there are too few to say."""
    known = [
        w.confidence
        for w in words
        if w.confidence is not None and sum(c.isalpha() for c in w.text) >= 2
    ]
    return fmean(known) if len(known) >= 8 else 1.0


def _words(blocks: Sequence[Block]) -> Iterator[Word]:
    for block in blocks:
        for line in block.lines:
            yield from line.words


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
