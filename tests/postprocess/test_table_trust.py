"""What makes a figure of a scanned table sure, and what speaks against it."""

from __future__ import annotations

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract


def table(*rows: str, heading: float = 0.95) -> Page:
    """A page with a table; ``~`` behind a cell: its readings did not agree."""
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
    return Page(1, (Block(BlockKind.TABLE, tuple(lines)),), 1600, 2300, 200.0, TextOrigin.OCR)


def statuses(*rows: str, heading: float = 0.95) -> dict[str | None, str]:
    """Statuses of the figures of a table, by what they are of."""
    page = table(*rows, heading=heading)
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


def test_what_something_else_confirms_is_not_refuted_by_a_total() -> None:
    head = "TT|Nội dung|Tổng số tiền|Chi cục|Kết quả"
    rows = ("1|Mua giấy|7.350.000|7.350.000|5.100", "2|Thuê xe|1.200.000|1.700.000|4.300")
    found = statuses(head, *rows, "3|Mua bàn|4.000.000||6.200", "|Cộng|13.550.000|9.050.000|9")
    assert found["Mua giấy - Tổng số tiền"] == "ok"  # stands twice
    for doubted in ("Thuê xe - Tổng số tiền", "Mua bàn - Tổng số tiền", "Mua bàn - Kết quả"):
        assert found[doubted] == "doubtful"


SUBTOTALS = (
    "I|Mua dụng cụ|4.821.000~",
    "|Phích lạnh|1.925.000~",
    "|Kéo|720.000",
    "|Băng keo|2.176.000",
    "II|Thuê xe|1.200.000",
    "|Cộng|6.000.000",
)


def test_a_subtotal_confirms_its_parts_whatever_the_total_is() -> None:
    found = statuses("TT|Nội dung|Kinh phí (đồng)", *SUBTOTALS)
    names = [row.split("|")[1] for row in SUBTOTALS]
    said = [found[f"{name} - Kinh phí (đồng)"] for name in names]
    assert said == ["ok", "ok", "ok", "ok", "doubtful", "doubtful"]


@pytest.mark.parametrize(
    ("at", "cell"),
    [
        (1, "|Phích lạnh|1.925.500~"),  # does not add up
        (2, "|Kéo|một ít"),  # a part that is no figure
    ],
)
def test_what_does_not_add_up_or_was_not_read_is_no_subtotal(at: int, cell: str) -> None:
    rows = [*SUBTOTALS[:at], cell, *SUBTOTALS[at + 1 :]]
    found = statuses("TT|Nội dung|Kinh phí (đồng)", *rows)
    assert found["Mua dụng cụ - Kinh phí (đồng)"] == "doubtful"


@pytest.mark.parametrize(
    ("words", "amount", "figures"),
    [
        ("Phích: 275.000đ/cái x 07 cái", "1.925.000~", {275_000: "ok", 7: "ok", 1_925_000: "ok"}),
        ("Thù lao 45.000đ/người x 08 người x 5 lớp", "1.800.000",
         {45_000: "ok", 8: "ok", 5: "ok", 1_800_000: "ok"}),
        # Days and months are factors too, and what stands without blanks.
        ("Thuê 20.000đ/lần x 08 lần/tháng x 03 tháng xl2xã", "5.760.000",
         {20_000: "ok", 8: "ok", 3: "ok", 12: "ok", 5_760_000: "ok"}),
        ("Công 45.000đ/người x 07 người x 11 ngày", "3.460.000", {7: "doubtful", 11: "doubtful"}),
        ("Bộ lọc:I2.300.000đ/cái x OI cái", "12.300.000", {12_300_000: "ok", 1: "ok"}),
        ("Khổ giấy 210 x 297 ngày", "1.000", {210: None, 297: None}),
        # A factor, or the amount, was misread, or the paper multiplies wrongly.
        ("Phích: 275.000đ/cái x 01 cái", "1.925.000~",
         {275_000: "doubtful", 1: "doubtful", 1_925_000: "doubtful"}),
        ("Phích: 275.000đ/cái x ÓI cái", "275.000~", {275_000: "ok", 1: "ok"}),
        # Small products come by chance.
        ("Bàn 2 cái x 3 phòng", "6~", {2: "doubtful", 3: "doubtful", 6: "doubtful"}),
    ],
)  # fmt: skip
def test_a_product_among_words_confirms_its_factors_and_the_figure_of_its_row(
    words: str, amount: str, figures: dict[int, str]
) -> None:
    page = table("TT|Nội dung|Kinh phí", f"1|{words}|{amount}", "2|Thuê xe|1.200.000")
    read = {s.value: s.status.value for s in extract([page]).statistics}
    assert {value: read.get(value) for value in figures} == figures


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


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("640~", 64),  # a digit too many
        ("4~", 4),  # any digit looks like one
        ("6~", 6),
        ("84~", 64),
        ("64~", 64),
        ("37~", 37),  # the total may be wrong
        ("84", 84),  # read well: the paper may add up wrongly
    ],
)
def test_a_total_tells_a_doubted_figure_that_looks_like_what_was_read(
    cell: str, value: int
) -> None:
    rows = ("An Hòa|21|3", f"Bình An|{cell}|Không", "Tân Lập|15|6", "Cộng|100|9")
    found = {s.indicator: s for s in extract([table(HEAD, *rows)]).statistics}
    figure = found["Bình An - Số hộ"]
    assert figure.value == value
    assert figure.raw == cell.rstrip("~")
    assert figure.status.value == ("ok" if cell == "64~" else "doubtful")
    assert (figure.rule == "told by its total") is (value != int(cell.rstrip("~")))


def test_a_total_tells_nothing_where_two_are_doubted_or_none_adds_up() -> None:
    rows = ("An Hòa|21~|3", "Bình An|84~|4", "Tân Lập|15|6", "Cộng|100|13")
    assert 64 not in {s.value for s in extract([table(HEAD, *rows)]).statistics}
    rows = ("An Hòa|21|3", "Bình An|84~|4", "Tân Lập|15|6", "Cộng|100|9")
    assert 64 not in {s.value for s in extract([table(HEAD, *rows)]).statistics}
