"""Ruled tables: found straight and askew, with breaks and merged cells; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from pictures import turned

from ocr.cellink import cuttings_of
from ocr.cells import Cell, Grid
from ocr.engines import RawLine
from ocr.grid import find_grids, without_cells, without_rules_of
from ocr.page import BlockKind, Word
from ocr.tables import cells_of_figures, read_cells, table_block

DPI = 200
XS, YS = (150, 300, 700, 1000, 1200), (300, 380, 460, 540)


def without_both(picture, grid):
    return without_cells(without_rules_of(picture, [grid], DPI), [grid], DPI)


def read(picture, grid, engine):
    return read_cells(without_rules_of(picture, [grid], DPI), grid, DPI, engine, 60)


def table(xs=XS, ys=YS):
    picture = np.full((1000, 1400), 255, np.uint8)
    for x in xs:
        cv2.line(picture, (x, ys[0]), (x, ys[-1]), 0, 2)
    for y in ys:
        cv2.line(picture, (xs[0], y), (xs[-1], y), 0, 2)
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            x, y = xs[column] + 30, ys[row] + 30
            cv2.rectangle(picture, (x, y), (x + 40, y + 20), 0, -1)
    return picture


@pytest.mark.parametrize("angle", [0.0, 0.3, -0.4])
def test_every_cell_is_found(angle):
    (grid,) = find_grids(turned(table(), angle), DPI)
    assert grid.columns == 4
    assert [(c.row, c.column) for c in grid.cells] == [(r, c) for r in range(3) for c in range(4)]


def ruled(dpi, dash, gap, grey):
    """A table of four rows whose rules are dashed and grey, with letters in its cells."""
    scale = dpi / 200
    xs, ys = (tuple(round(v * scale) for v in edges) for edges in (XS, (*YS, 620)))
    picture = np.full((round(1000 * scale), round(1400 * scale)), 255, np.uint8)
    steps = np.arange(1500 * scale) % (dash + gap) < dash
    for x in xs:
        column = picture[ys[0] : ys[-1], x : x + 2]
        column[steps[: len(column)]] = grey
    for y in ys:
        row = picture[y : y + 2, xs[0] : xs[-1]]
        row[:, steps[: row.shape[1]]] = grey
    for x in xs[:-1]:
        for y in ys[:-1]:
            place = (x + 20, y + round(50 * scale))
            cv2.putText(picture, "4.31", place, cv2.FONT_HERSHEY_SIMPLEX, scale, 40, 3)
    return cv2.GaussianBlur(picture, (3, 3), 0.6)


@pytest.mark.parametrize(
    ("dpi", "dash", "gap", "grey"),
    [
        (200, 1, 0, 170),  # grey hairlines
        (300, 1, 0, 200),
        (200, 2, 2, 0),  # dotted
        (300, 2, 4, 150),
        (300, 8, 4, 0),  # dashed
    ],
)
def test_grey_dotted_and_dashed_rules_are_seen(dpi, dash, gap, grey):
    for angle in (0.0, 0.3):
        (grid,) = find_grids(turned(ruled(dpi, dash, gap, grey), angle), dpi)
        assert (grid.columns, len(grid.cells)) == (4, 16)


def noisy(picture, contrast, paper, sigma):
    """The picture as a pale copy on paper that is grey and uneven from pixel to pixel."""
    noise = np.random.default_rng(3).normal(0, sigma, picture.shape)
    return np.clip(paper - (255.0 - picture) * contrast + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("contrast", "paper", "sigma"), [(0.25, 246, 3.0), (0.3, 240, 4.0), (0.5, 232, 5.0)]
)
def test_the_noise_of_grey_paper_is_no_pale_ink(contrast, paper, sigma):
    (grid,) = find_grids(noisy(ruled(DPI, 1, 0, 20), contrast, paper, sigma), DPI)
    assert (len(grid.cells), grid.columns) == (16, 4)
    bare = np.full((1000, 1400), 255, np.uint8)
    cv2.putText(bare, "4.31", (200, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 40, 3)
    assert find_grids(noisy(bare, contrast, paper, sigma), DPI) == []


def photographed(rules):
    """A heading and three columns in dark rules; pale ones of the rows, as given, end short."""
    picture = np.full((1000, 1400), 255, np.uint8)
    for x in (100, 200, 900, 1250):
        cv2.line(picture, (x, 200), (x, 700), 0, 3)
    for y in (200, 250, 700):
        cv2.line(picture, (100, y), (1250, y), 0, 3)
    for y in rules:
        for left, right in ((106, 180), (225, 1180)):
            cv2.line(picture, (left, y), (right, y), 120, 1)
    for row, y in enumerate(range(290, 700, 50)):
        for x, text in ((130, str(row)), (225, "Thu tien cua hoi vien nam"), (1010, "15.549.684")):
            cv2.putText(picture, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return picture


def test_pale_rules_that_end_short_of_the_frame_part_its_rows():
    (grid,) = find_grids(photographed(range(310, 700, 50)), DPI)
    assert grid.columns == 3
    assert len(grid.cells) == 3 + 3 * 9


def test_rows_of_print_in_a_frame_are_parted_by_no_feet():
    assert sum(len(grid.cells) for grid in find_grids(photographed(()), DPI)) == 6


def test_a_streak_of_the_scanner_is_no_column():
    picture = ruled(300, 1, 0, 0)
    picture[420:600, 450:1052] = 255  # no cell is whole: pale rules are looked for
    picture[:, 1290:1293] = np.minimum(picture[:, 1290:1293], 235)
    (grid,) = find_grids(picture, 300)
    assert grid.columns == 4


def test_a_table_whose_rules_fade_is_seen_whole():
    xs, ys = (100, 160, 420, 560, 700, 900, 1100, 1300), range(200, 561, 60)
    picture = np.full((1000, 1500), 255, np.uint8)
    for y in ys:
        cv2.line(picture, (100, y), (700, y), 150, 2)
        cv2.line(picture, (700, y), (1300, y), 150 if y == 200 else 230, 2)
    for column, x in enumerate(xs):
        for row, y in enumerate(ys[:-1]):
            if (row, column) not in ((2, 4), (3, 3), (5, 5)):  # broken off there
                cv2.line(picture, (x, y), (x, y + 60), 150 if x < 700 else 230, 2)
            if column < 7:
                grey = 60 if x < 700 else 200
                at = (x + 10, y + 40)
                cv2.putText(picture, "73", at, cv2.FONT_HERSHEY_SIMPLEX, 0.8, grey, 2)
    (grid,) = find_grids(picture, DPI)
    assert (grid.columns, len(grid.cells)) == (7, 39)


def test_a_cell_that_the_frame_would_cut_stays_on_the_page():
    picture = table()
    picture[295:545, 1100:1160] = 255  # all rules end before the last of them
    picture[305:535, 1190:1210] = 255
    for y in YS[:-1]:
        picture[y + 30 : y + 50, 1085:1115] = 0  # print across that end
    (grid,) = find_grids(picture, DPI)
    assert grid.columns == 3
    assert (without_both(picture, grid)[330:350, 1085:1115] == 0).all()


def test_a_pale_table_below_a_dark_one_is_seen_too():
    picture = np.vstack([ruled(300, 1, 0, 0)[:980], ruled(300, 1, 0, 200)[400:]])
    grids = find_grids(picture, 300)
    assert [(grid.columns, len(grid.cells)) for grid in grids] == [(4, 16), (4, 16)]


def test_gridlines_of_a_chart_are_no_table():
    picture = np.full((1200, 1500), 255, np.uint8)
    for y in range(200, 1000, 100):
        picture[y : y + 2, 200:1300] = 190
    for i, x in enumerate(range(260, 1260, 90)):
        picture[990 - 70 * (1 + i * 5 % 8) : 990, x : x + 30] = 60
    assert find_grids(picture, 300) == []


def test_rows_of_print_are_no_table():
    picture = np.full((1500, 1400), 255, np.uint8)
    for y in range(100, 1400, 44):
        cv2.putText(picture, "ILHEMIN IIIHT " * 5, (80, y), cv2.FONT_HERSHEY_TRIPLEX, 1.1, 30, 3)
    assert find_grids(picture, DPI) == []


def test_small_breaks_are_bridged():
    picture = table()
    picture[380:383, 420:430] = 255
    picture[330:340, 700:702] = 255
    (grid,) = find_grids(picture, DPI)
    assert len(grid.cells) == 12


def test_a_merged_cell_is_one():
    picture = table()
    picture[302:379, 299:302] = 255
    (grid,) = find_grids(picture, DPI)
    assert len(grid.cells) == 11
    assert [c.column for c in grid.cells if c.row == 0] == [0, 2, 3]


def test_frames_and_underlines_are_no_tables():
    picture = np.full((1000, 1400), 255, np.uint8)
    cv2.rectangle(picture, (200, 200), (600, 300), 0, 2)  # a stamp
    cv2.line(picture, (100, 500), (1300, 500), 0, 2)
    assert find_grids(picture, DPI) == []
    assert find_grids(np.full((500, 500), 255, np.uint8), DPI) == []


def test_what_is_in_no_cell_stays_on_the_page():
    picture = table()
    (grid,) = find_grids(picture, DPI)
    lost = grid.cells[5]
    rest = without_both(picture, type(grid)(grid.box, tuple(c for c in grid.cells if c != lost), 4))
    x0, y0, x1, y1 = lost.box
    assert (rest[y0:y1, x0:x1] < 128).sum() > 500  # its ink can still be read
    rest[y0:y1, x0:x1] = 255
    assert (rest[290:560, 140:1210] < 128).sum() == 0  # and all others are gone


class Fake:
    """Reads each mark of the sheet as the next of its texts."""

    name = "fake"

    def __init__(self, texts):
        self.texts = texts

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        _, _, stats, _ = cv2.connectedComponentsWithStats((image < 200).astype(np.uint8))
        boxes = sorted((int(y), int(x), int(w), int(h)) for x, y, w, h, _ in stats[1:])
        assert len(boxes) == len(self.texts)
        return [
            RawLine((Word(t, (x, y, x + w, y + h), 0.8),))
            for t, (y, x, w, h) in zip(self.texts, boxes, strict=True)
        ]


def test_rows_come_out_with_their_boxes_and_empty_cells():
    picture = table()
    picture[490:520, 725:775] = 255  # the cell in the last row, third column, is empty
    (grid,) = find_grids(picture, DPI)
    texts = ["TT", "Tên", "Số", "Tỷ", "1", "An", "20", "5%", "2", "Bình", "7%"]
    block = table_block(grid, read(picture, grid, Fake(texts)))
    assert block.kind is BlockKind.TABLE
    assert block.text == "TT\tTên\tSố\tTỷ\n1\tAn\t20\t5%\n2\tBình\t\t7%"
    (x0, y0, x1, y1) = block.lines[1].words[2].box
    assert abs(x0 - 730) < 8
    assert abs(y0 - 410) < 8
    assert (picture[y0:y1, x0:x1] < 128).mean() > 0.6


def test_a_merged_cell_keeps_its_row_as_long_as_the_others():
    picture = table()
    picture[382:459, 290:310] = 255  # the first two cells of the second row are one
    picture[405:440, 165:225] = 255
    (grid,) = find_grids(picture, DPI)
    texts = ["TT", "Tên", "Số", "Tỷ", "Cộng", "20", "5%", "2", "Bình", "9", "7%"]
    block = table_block(grid, read(picture, grid, Fake(texts)))
    assert block.text == "TT\tTên\tSố\tTỷ\nCộng\t\t20\t5%\n2\tBình\t9\t7%"


def test_pale_print_in_cells_is_not_taken_for_specks():
    picture = np.maximum(table(), 160)
    (grid,) = find_grids(picture, DPI)
    assert len(read(picture, grid, Fake(["x"] * 12))) == 12


@pytest.mark.parametrize(
    ("away", "size", "marks"), [(4, 2, 13), (80, 2, 12), (80, 5, 12), (80, 9, 13)]
)
def test_a_speck_goes_but_not_a_stop_beside_print(away, size, marks):
    picture = table()
    x = 370 + away  # behind the mark of a cell that ends at 370
    picture[505 : 505 + size, x : x + size] = 100
    (grid,) = find_grids(picture, DPI)
    words = read(picture, grid, Fake(["x"] * marks))
    assert sum(map(len, words.values())) == marks


@pytest.mark.parametrize(
    ("top", "left", "kept"),
    [
        (6, 150, False),  # beside print, at the edge of the cell: what is left of a rule
        (92, 150, False),
        (6, 60, False),  # above it
        (22, 60, True),  # a tilde: close above a letter
        (50, 150, True),  # a dash
    ],
)
def test_pieces_of_a_rule_are_no_print_but_tildes_and_dashes_are(top, left, kept):
    cell = np.full((100, 300), 255, np.uint8)
    cell[28:70, 40:60] = cell[28:70, 65:90] = 0
    cell[top : top + 3, left : left + 25] = 0
    (cutting,) = cuttings_of(cell, [Cell(0, 0, (3, 3, 297, 97))], DPI).values()
    there = np.zeros(cell.shape, bool)
    x, y = cutting.origin
    h, w = cutting.image.shape
    there[y : y + h, x : x + w] = cutting.image < 100
    assert there[top : top + 3, left : left + 25].any() == kept


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        ([(5, 30, 2, 20)], False),  # x, y, width, height of what is left of an upright rule
        ([(292, 30, 2, 20)], False),
        ([(5, 8, 4, 20), (6, 34, 4, 12), (7, 60, 4, 25)], False),  # of one that leans
        ([(5, 30, 4, 20)], True),  # as thick as a stem
        ([(34, 30, 2, 20)], True),  # of a worn letter
        ([(150, 30, 2, 20)], True),
    ],
)
def test_pieces_of_an_upright_rule_are_no_print_but_stems_are(pieces, kept):
    cell = np.full((100, 300), 255, np.uint8)
    cell[28:70, 40:60] = cell[28:70, 65:90] = 0
    for x, y, w, h in pieces:
        cell[y : y + h, x : x + w] = 0
    (cutting,) = cuttings_of(cell, [Cell(0, 0, (3, 3, 297, 97))], DPI).values()
    (left, top), (h, w) = cutting.origin, cutting.image.shape
    there = np.zeros(cell.shape, bool)
    there[top : top + h, left : left + w] = cutting.image < 100
    x, y, w, h = pieces[0]
    assert there[y : y + h, x : x + w].any() == kept


def slashed(*strokes):
    cell = np.full((100, 300), 255, np.uint8)
    for stroke in strokes:
        cv2.polylines(cell, [np.array(stroke)], False, 0, 3)
    return cell


@pytest.mark.parametrize(
    ("cell", "empty"),
    [
        (slashed([(0, 10), (299, 80)]), True),
        (slashed([(0, 10), (299, 80)], [(0, 80), (299, 10)]), True),
        (slashed([(0, 10), (299, 80)], [(0, 75), (50, 99)]), True),  # and that of the cell below
        (slashed([(100, 10), (125, 80)]), False),  # no longer than a letter
        (slashed([(0, 10), (90, 90), (160, 15), (290, 80)]), False),  # a pen's
        (slashed([(10, 50), (290, 52)]), False),  # a leader
    ],
)
def test_a_stroke_from_corner_to_corner_is_no_print(cell, empty):
    assert bool(cuttings_of(cell, [Cell(0, 0, (3, 3, 297, 97))], DPI)) != empty


def test_print_beside_a_slash_stays():
    cell = slashed([(0, 10), (299, 80)])
    cell[60:90, 40:60] = 0
    (cutting,) = cuttings_of(cell, [Cell(0, 0, (3, 3, 297, 97))], DPI).values()
    assert cutting.image.shape[1] <= 24


def test_a_lone_dash_at_the_foot_of_its_cell_stays():
    cell = np.full((100, 300), 255, np.uint8)
    cell[90:93, 200:225] = 0
    assert cuttings_of(cell, [Cell(0, 0, (3, 3, 297, 97))], DPI)


@pytest.mark.parametrize(("sure", "kept"), [(0.9, 1), (0.4, 0)])
def test_print_much_paler_than_the_rest_is_read_too(sure, kept):
    picture = table()
    picture = cv2.GaussianBlur(picture, (5, 5), 1)
    picture[488:513, 728:773] = 190  # what shines through the sheet is as pale, and read badly
    (grid,) = find_grids(picture, DPI)

    class Reads(Fake):
        def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
            lines = super().recognise(image, dpi, timeout)
            return [RawLine((replace(line.words[0], confidence=sure),)) for line in lines]

    class Pale:
        name = "pale"

        def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
            dark = (image < 100).any()
            engine = Fake(["x"] * 11) if dark else Reads(["An"])
            return engine.recognise(image, dpi, timeout)

    words = read(picture, grid, Pale())
    assert len(words) == 11 + kept


@pytest.mark.parametrize("box", [(-2, 0, 60, 40), (1, -1, 60, 40), (99, 40, 160, 80)])
def test_a_cell_at_the_edge_of_the_page_is_read(box):
    picture = np.full((60, 100), 255, np.uint8)
    picture[10:30, 20:40] = 0
    found = cuttings_of(picture, [Cell(0, 0, box), Cell(1, 0, (120, 5, 160, 40))], DPI)
    assert [c.row for c in found] == ([0] if box[0] < 60 else [])


def test_a_figure_that_touches_a_rule_is_unsure():
    picture = table()
    picture[410:430, 962:998] = 0  # beside the mark of the third cell, up to its right rule
    (grid,) = find_grids(picture, DPI)
    words = read(picture, grid, Fake(["12"] * 13))
    assert {c.confidence for c in words[grid.cells[6]]} == {0.5}
    assert {w.confidence for c in grid.cells if c != grid.cells[6] for w in words[c]} == {0.8}


def test_print_beside_a_rule_keeps_all_of_its_strokes():
    picture = table()
    picture[410:430, 305:309] = 0  # a stroke of it is five pixels from the rule …
    picture[432:459, 740:744] = 0  # … and another comes down to one
    (grid,) = find_grids(picture, DPI)
    kept = without_rules_of(picture, [grid], DPI)
    assert (kept[410:430, 305:309] < 128).all()
    assert (kept[432:458, 740:744] < 128).all()
    words = read(picture, grid, Fake(["x"] * 14))
    assert words[grid.cells[5]][0].box[0] <= 305


def test_the_feet_of_a_pale_word_are_no_rule():
    picture = table()
    picture[430:432, 330:480] = 150  # nearly an inch, as pale as a hairline
    (grid,) = find_grids(picture, DPI)
    assert (without_rules_of(picture, [grid], DPI)[430:432, 330:480] == 150).all()


def test_a_row_that_a_paler_rule_parts_is_two():
    picture = table()
    picture[380:382, 140:1210] = np.maximum(picture[380:382, 140:1210], 175)
    (grid,) = find_grids(cv2.GaussianBlur(picture, (3, 3), 0.6), DPI)
    assert len(grid.cells) == 12


def test_a_long_table_is_read_on_several_sheets():
    ys = tuple(range(100, 100 + 80 * 300, 80))
    picture = np.full((ys[-1] + 100, 900), 255, np.uint8)
    for i, y in enumerate(ys[:-1]):
        cv2.rectangle(picture, (180, y + 20), (220 + i % 3, y + 50), 0, -1)
    cells = tuple(Cell(i, 0, (150, y, 500, y + 80)) for i, y in enumerate(ys[:-1]))
    heights = []

    class Counts:
        name = "counts"

        def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
            heights.append(image.shape[0])
            _, _, stats, _ = cv2.connectedComponentsWithStats((image < 128).astype(np.uint8))
            return [
                RawLine((Word(str(h), (x, y, x + w, y + h), 0.8),)) for x, y, w, h, _ in stats[1:]
            ]

    grid = Grid((150, 100, 500, ys[-1]), cells, 1)
    words = read(picture, grid, Counts())
    assert max(heights) < 32_767  # what Tesseract takes
    assert len(heights) > 1
    assert [len(words[cell]) for cell in cells] == [1] * 299
    assert all(cell.box[1] < words[cell][0].box[1] < cell.box[3] for cell in cells)


@pytest.mark.parametrize(
    ("odd", "expected"), [("§", True), ("5]", True), ("lãi", True), ("Nam", False)]
)
def test_a_column_of_figures_is_known_by_most_of_its_cells(odd, expected):
    grid = Grid((0, 0, 100, 500), tuple(Cell(i, 1, (0, i, 9, i + 1)) for i in range(5)), 2)
    texts = ["Số", "20", odd, "31", "7"]
    words = {
        c: (Word(t, c.box, 0.9 if t == "Nam" else 0.8),)
        for c, t in zip(grid.cells, texts, strict=True)
    }
    assert (grid.cells[2] in cells_of_figures(grid, words)) is expected


def signature(seed):
    """Strokes of a pen across each other: a wave, loops and a line under them."""
    rng = np.random.default_rng(seed)
    page = np.full((1000, 2480), 255, np.uint8)
    t = np.linspace(0, 1, 400)
    x = 1550 + 650 * t + 60 * np.sin(2 * np.pi * rng.uniform(3, 7) * t + rng.uniform(0, 6))
    y = 500 + 70 * np.sin(2 * np.pi * rng.uniform(3, 8) * t + rng.uniform(0, 6)) * (1 - 0.5 * t)
    pen = int(rng.integers(4, 8))
    points = np.stack([x, y + rng.uniform(-30, 30) * t], axis=1).astype(np.int32)
    cv2.polylines(page, [points], False, 0, pen, cv2.LINE_AA)
    cv2.line(page, (1550, 550), (2200, 550 - int(60 * rng.random())), 0, 6)
    return page


def test_a_signature_is_no_table():
    found = [seed for seed in range(150) if find_grids(signature(seed), 300)]
    assert found == []
