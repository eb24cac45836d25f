"""Ruled tables: where on a page they stand, and which rules make them.

Rules are looked for dark, dotted and pale; of what is seen in one place the fullest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ocr.cells import Grid, completed, filled, grids_within, has_holes, with_shared_columns
from ocr.faint import rows_between_columns
from ocr.frames import MIN_INCHES, MIN_WIDTH
from ocr.marks import marks_of
from ocr.mending import mended, without_print
from ocr.page import meet
from ocr.parting import parted, without_dotted_columns
from ocr.picture import Image, halved_ink
from ocr.ringed import without_ringed
from ocr.rules import (
    DOTS,
    HAIRLINES,
    PALE,
    WIDE_DOTS,
    Tones,
    ink_of,
    lines_of,
    rules_of,
    together,
    tones_of,
    without_rules,
)

_HALF_FULL = 0.5  # share of its rows and columns that the cells of a table fill, no chart's
_LEAST = 0.33  # inches of a rule by which a table is seen; feet of letters seem none as long
_AROUND = 0.5  # inches that are looked at above and below what is seen at half the size
_SURE, _WHOLE = 12, 0.9  # cells of a table with faint rules; share of its places that have one
_RIM = 0.02  # inches round a cell that are rule
_TALL, _TALLER = 1.5, 4.0  # inches, and heights of the lowest cell, of one that may be many
_MERGED = 0.6  # share of its places that a table with merged cells has
# How much of its area a table may lack of what another shows whose places are nearly as full.
_LOST, _NEARLY = 0.1, 0.9
_FULLER = 0.025  # by how much a table with paler rules must be fuller


def find_grids(grey: Image, dpi: float) -> list[Grid]:
    """All ruled tables of an upright, straight picture, top to bottom.

    Args:
        grey: ``(h, w)``, 255 = paper.
        dpi: Of the picture.
    """
    grids: list[Grid] = []
    tones: Tones | None = None
    for region in _regions(grey, dpi):
        tones = tones_of(grey) if tones is None else tones
        grids += _in_region(grey[slice(*region)], region[0], tones, dpi)
    tables = [g for g in grids if filled([g]) >= _HALF_FULL and not _inside_another(g, grids)]
    tables = [without_ringed(without_dotted_columns(t, grey, dpi), grey, dpi) for t in tables]
    whole = (with_shared_columns(completed(table, dpi)) for table in tables)
    return sorted(whole, key=lambda g: g.box[1])


def without_cells(unruled: Image, grids: Sequence[Grid], dpi: float) -> Image:
    """The picture without rules, with the cells of its tables painted as paper too.

    What stands inside a frame but in no cell that was found stays: it must not be lost.
    """
    if not grids:
        return unruled
    rest = unruled.copy()
    rim = round(_RIM * dpi)  # pale rules stand between the cells
    for grid in grids:
        for cell in grid.cells:
            a, b, c, d = cell.box
            rest[max(0, b - rim) : d + rim, max(0, a - rim) : c + rim] = 255
    return rest


def without_rules_of(grey: Image, grids: Sequence[Grid], dpi: float) -> Image:
    """The picture with the rules of its tables painted as paper; itself where it has none."""
    if not grids:
        return grey
    rest = grey.copy()
    height, width = grey.shape
    for grid in grids:
        x0, y0, x1, y1 = grid.box
        frame = (max(0, x0 - 3), max(0, y0 - 3), min(width, x1 + 3), min(height, y1 + 3))
        rest[frame[1] : frame[3], frame[0] : frame[2]] = without_rules(grey, frame, dpi)
    return rest


def _regions(grey: Image, dpi: float) -> list[tuple[int, int]]:
    """Top and bottom of each part of a page where rules of the size of a table may stand.

    They are looked for at half the size, at a quarter of the cost; parts that meet are one.
    """
    half = halved_ink(grey)
    rules = rules_of(ink_of(half, HAIRLINES), dpi / 2, dots=DOTS, least=_LEAST)
    if rules is None:
        return []
    margin = round(_AROUND * dpi)
    spans = sorted(
        (2 * y - margin, 2 * (y + h) + margin)
        for _, y, w, h in marks_of(rules)
        if w >= 0.9 * MIN_WIDTH * half.shape[1] and h >= 0.9 * MIN_INCHES * dpi / 2
    )
    regions: list[tuple[int, int]] = []
    for top, bottom in spans:
        if regions and top <= regions[-1][1]:
            regions[-1] = (regions[-1][0], max(bottom, regions[-1][1]))
        else:
            regions.append((top, bottom))
    return [(max(0, top), min(len(grey), bottom)) for top, bottom in regions]


def _in_region(part: Image, top: int, tones: Tones, dpi: float) -> list[Grid]:
    """The tables in a part of a page that begins at ``top``; ``tones`` are the page's."""
    dark = ink_of(part, 0.0, tones)

    @cache
    def ink(pale: float) -> Image:
        return ink_of(part, pale, tones)

    @cache
    def lines(pale: float, dots: float) -> tuple[Image, Image]:
        return lines_of(ink(pale), dpi, dots=dots)

    def seen(pale: float, dots: float, *, mend: bool = False) -> list[Grid]:
        across, down = lines(pale, dots)
        if mend:
            across = without_print(across, ink(pale), dpi, pale=pale in PALE)
            across, down = mended(across, down, dpi)
        return grids_within(together(across, down), dark, top, dpi) if down.any() else []

    dotted = seen(HAIRLINES, DOTS)
    if not dotted:
        rules = rows_between_columns(ink(PALE[-1]), dpi, dots=WIDE_DOTS)
        grids = [] if rules is None else grids_within(rules, dark, top, dpi)
        return [g for g in grids if len(g.cells) >= _SURE and filled([g]) >= _WHOLE]

    def fullest(passes: Sequence[Sequence[Grid]]) -> list[tuple[Grid, Grid]]:
        """The tables that the passes saw, and as they are when merged cells were looked at."""
        found = [grid for place in _places(passes) for grid in _fullest(place)]
        pale = ink(PALE[-1])
        return [(g, g if filled([g]) == 1 else parted(g, pale, top, dpi)) for g in found]

    passes = [seen(0.0, 0.0), seen(HAIRLINES, 0.0), dotted]
    if any(filled(place[0]) < 1 or _is_lumped(place[0], dpi) for place in _places(passes)):
        # Cells may be parted by rules too broken, or too pale, to be seen at first.
        passes.append(seen(HAIRLINES, DOTS, mend=True))
        found = fullest(passes)
        if all(_is_settled(grid, again, dpi) for grid, again in found):
            return [again for _, again in found]
        passes += [seen(pale, WIDE_DOTS) for pale in PALE]
        passes.append(seen(PALE[-1], WIDE_DOTS, mend=True))
    return [again for _, again in fullest(passes)]


def _is_settled(grid: Grid, again: Grid, dpi: float) -> bool:
    """Whether a table has all of its cells, or merged ones that no rule parts and no hole.

    Args:
        grid: The table.
        again: The same after its merged cells were looked at.
        dpi: Of it.
    """
    if _is_lumped([grid], dpi):
        return False
    full = filled([grid])
    return full == 1 or (again is grid and full >= _MERGED and not has_holes(grid))


def _is_lumped(grids: Sequence[Grid], dpi: float) -> bool:
    """Whether a cell is so much higher than others that it may be many rows."""
    heights = [cell.box[3] - cell.box[1] for grid in grids for cell in grid.cells]
    return max(heights) > max(_TALL * dpi, _TALLER * min(heights))


def _places(passes: Sequence[Sequence[Grid]]) -> list[list[list[Grid]]]:
    """What each pass saw in the same place, without those that saw nothing there."""
    places: list[list[tuple[int, Grid]]] = []
    for i, grids in enumerate(passes):
        for grid in grids:
            met = [p for p in places if any(meet(grid.box, other.box) for _, other in p)]
            places = [p for p in places if p not in met]
            places.append([*(seen for place in met for seen in place), (i, grid)])
    return [
        [seen for i in range(len(passes)) if (seen := [g for k, g in place if k == i])]
        for place in places
    ]


def _fullest(place: Sequence[list[Grid]]) -> list[Grid]:
    """The tables of the first pass, or of one that parts many more cells or whole rows.

    A streak of the scanner, or a letter that stands between two rules, parts a few only; a
    streak runs down the page, so a column that one pass alone sees is none. A table of which
    a good part lies in no cell was not seen whole, however full its columns are.
    """
    first = place[0]
    whole = [grids for grids in place if _cells(grids) >= _cells(first)]
    best = max(whole, key=filled)
    most = [g for g in whole if filled(g) >= _NEARLY * filled(best)]
    larger = [g for g in most if _area(g) >= _area(best) + _LOST]
    if larger:
        return max(larger, key=_area)
    if filled(best) >= filled(first) + _FULLER:
        return best
    if filled(first) < 1:
        return first
    columns = [grid.columns for grid in first]
    alike = [g for g in whole if filled(g) >= 1 and [grid.columns for grid in g] == columns]
    return max(alike, key=_cells)


def _area(grids: Sequence[Grid]) -> float:
    """The share of the area of tables that lies in cells."""
    boxes = [cell.box for grid in grids for cell in grid.cells]
    inside, whole = (
        sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in some)
        for some in (boxes, [grid.box for grid in grids])
    )
    return inside / whole


def _cells(grids: Sequence[Grid]) -> int:
    return sum(len(grid.cells) for grid in grids)


def _inside_another(grid: Grid, grids: Iterable[Grid]) -> bool:
    x0, y0, x1, y1 = grid.box
    return any(
        o is not grid and o.box[0] <= x0 and o.box[1] <= y0 and o.box[2] >= x1 and o.box[3] >= y1
        for o in grids
    )
