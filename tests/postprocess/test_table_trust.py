"""What makes a figure of a scanned table sure, and what speaks against it."""

from __future__ import annotations

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract


def statuses(*rows: str, heading: float = 0.95) -> dict[str | None, str]:
    """Statuses of the figures of a table; ``~`` behind a cell: its readings did not agree."""
    lines = []
    for at, row in enumerate(rows):
        words: list[Word] = []
        tabs = []
        for column, cell in enumerate(row.split("|")):
            if column:
                tabs.append(len(words))
            for token in cell.strip().split():
                text, sign, sure = token.partition("~")
                read = float(sure or 0.5) if sign else 0.95 if at else heading
                left = 200 * column + 10 * len(words)
                words.append(Word(text, (left, 40 * at, left + 9, 40 * at + 30), read))
        lines.append(Line(tuple(words), tuple(tabs)))
    page = Page(1, (Block(BlockKind.TABLE, tuple(lines)),), 1600, 2300, 200.0, TextOrigin.OCR)
    return {s.indicator: s.status.value for s in extract([page]).statistics}


HEAD = "Xã|Số hộ|Số ca"


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("1.250~0.72", "ok"),  # two readings had its digits
        ("1.250~0.6", "doubtful"),
        ("7~0.72", "doubtful"),  # little ink
        ("7~0.9", "ok"),
    ],
)
def test_how_well_a_figure_must_be_read(cell: str, status: str) -> None:
    found = statuses(HEAD, f"An Hòa|{cell}|3", "Bình An|8|4", "Tân Lập|9|6")
    assert found["An Hòa - Số hộ"] == status


def test_a_large_figure_that_stands_twice_in_its_row_is_sure() -> None:
    head = "Nội dung|Tổng số tiền|Chi cục"
    found = statuses(head, "Mua giấy|7.350.000~|7.350.000", "Thuê xe|1.200.000~|1.700.000")
    assert found["Mua giấy - Tổng số tiền"] == "ok"
    assert found["Thuê xe - Tổng số tiền"] == "doubtful"
    # Small ones are the same by chance.
    assert statuses(HEAD, "An Hòa|12~|12", "Bình An|8|4")["An Hòa - Số hộ"] == "doubtful"


def test_a_total_that_adds_up_confirms_its_parts() -> None:
    found = statuses(HEAD, "An Hòa|12~|3", "Bình An|8|4", "Tổng số|20|7")
    assert found["An Hòa - Số hộ"] == "ok"


def test_a_total_that_does_not_add_up_refutes_all_of_them() -> None:
    rows = ("1|An Hòa|727|3", "2|Bình An|8|4", "3|Tân Lập|15|5")
    found = statuses("TT|Xã|Số hộ|Số ca", *rows, "|Cộng|150|12")
    assert {v for k, v in found.items() if k and k.endswith("Số hộ")} == {"doubtful"}
    assert {v for k, v in found.items() if k and k.endswith("Số ca")} == {"ok"}


def test_a_heading_that_was_not_read_names_nothing() -> None:
    found = statuses(HEAD, "An Hòa|12|3", "Bình An|8|4", heading=0.3)
    assert set(found.values()) == {"doubtful"}


def test_columns_under_one_heading_are_told_apart_by_their_numbers() -> None:
    cells = {
        0: ("Xã", 100), 1: ("Năm 2017", 300), 2: ("Năm 2018", 500), 3: ("So sánh (%)", 800),
    }  # fmt: skip
    numbers = {i: (str(i + 1), 100 + 200 * i) for i in range(5)}
    lines = [_placed(cells), _placed(numbers)]
    for i, name in enumerate(("An Hòa", "Bình An", "Tân Lập")):
        row = [name, f"{5 + i}", f"{6 + i}", "120", "110"]
        lines.append(_placed({c: (t, 100 + 200 * c) for c, t in enumerate(row)}))
    page = Page(1, (Block(BlockKind.TABLE, tuple(lines)),), 1600, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert [c.text for c in record.tables[0].header][3:] == ["So sánh (%) - 4", "So sánh (%) - 5"]
    found = {s.indicator: (s.value, s.unit, s.status.value) for s in record.statistics}
    assert found["An Hòa - So sánh (%) - 5"] == (110, "%", "ok")


def _placed(cells: dict[int, tuple[str, int]]) -> Line:
    """A row of five columns; the cells' words begin at the given pixels."""
    words: list[Word] = []
    tabs = []
    for column in range(5):
        if column:
            tabs.append(len(words))
        text, left = cells.get(column, ("", 0))
        for i, token in enumerate(text.split()):
            words.append(Word(token, (left + 20 * i, 0, left + 20 * i + 15, 30), 0.95))
    return Line(tuple(words), tuple(tabs))
