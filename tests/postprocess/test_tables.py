"""Tables: headers of several rows, tables over pages, units, and which figures are doubted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.fields.table_cell import figure_of
from postprocess.record import Dispatch, Statistic, Status


def of(table: str, above: str = "Số liệu như sau:") -> Dispatch:
    return extract(f"{above}\n\n{table}\n")


def printed(table: str, above: str = "Số liệu như sau:") -> list[tuple[str | None, object]]:
    return [(s.indicator, s.value) for s in of(table, above).statistics]


def statuses(table: str) -> dict[str | None, str]:
    return {s.indicator: s.status.value for s in of(table).statistics}


def test_headings_under_a_merged_one_are_joined() -> None:
    table = (
        "TT\tXã\tSố hộ\tTiêm phòng\t\n\t\t\tTrâu bò\tHeo\n1\tAn Hòa\t12\t30\t7\n2\tBình An\t8\t4\t5"
    )
    (found,) = of(table).tables
    assert [c.text for c in found.header] == [
        "TT", "Xã", "Số hộ", "Tiêm phòng - Trâu bò", "Tiêm phòng - Heo",
    ]  # fmt: skip
    assert ("An Hòa - Tiêm phòng - Heo", 7) in printed(table)
    assert ("Bình An - Số hộ", 8) in printed(table)


def test_a_row_of_words_under_a_whole_header_is_no_heading() -> None:
    table = "TT\tNội dung\tSố hộ\tGhi chú\n\tTrong đó\t\tkèm danh sách\n1\tAn Hòa\t12\t"
    (found,) = of(table).tables
    assert [c.text for c in found.header] == ["TT", "Nội dung", "Số hộ", "Ghi chú"]
    assert printed(table) == [("An Hòa - Số hộ", 12)]


@pytest.mark.parametrize("numbers", ["A\tB\t1\t2", "(1)\t(2)\t(3)\t(4=3:2)", "1\t2\t3\t4"])
def test_numbers_of_columns_are_no_figures(numbers: str) -> None:
    table = f"TT\tXã\tSố hộ\tSố ca\n{numbers}\n1\tAn Hòa\t12\t3\n2\tBình An\t8\t4\n\tCộng\t20\t7"
    record = of(table)
    assert [s.value for s in record.statistics] == [12, 3, 8, 4, 20, 7]
    assert [c.verdict for c in record.checks if c.rule == "table_sum"] == ["pass"]


@pytest.mark.parametrize(
    ("heading", "counted"),
    [
        ("Mã ngạch", False), ("Ma túy (vụ)", True), ("Ngày nhận", False), ("Ngày công", True),
        ("Số lô", False), ("Số lớp", True), ("Hạng", True), ("Trang", False), ("Phòng", False),
        ("Số phòng", True), ("Quý", False), ("Tài khoản", False),
    ],
)  # fmt: skip
def test_columns_of_names_and_dates_hold_no_figures(heading: str, counted: bool) -> None:
    found = of(f"TT\tTên\t{heading}\n1\tAn Hòa\t12\n2\tBình An\t8").statistics
    assert [s.value for s in found] == ([12, 8] if counted else [])


def test_numerals_are_no_labels_though_their_heading_is_misread() -> None:
    table = "Sll\tNội dung\tSố tiền\nIV\tMua giống\t3.000\nVII\tMua phân\t4.500"
    assert printed(table) == [("Mua giống - Số tiền", 3000), ("Mua phân - Số tiền", 4500)]
    table = "Vật nuôi\tSố con\nBò\t12\nGà\t340"
    assert printed(table) == [("Bò - Số con", 12), ("Gà - Số con", 340)]


def test_years_beside_a_heading_of_labels_are_headings() -> None:
    table = "Chỉ tiêu\t2018\t2019\nSố lớp học nghề\t14\t17"
    assert printed(table) == [("Số lớp học nghề - 2018", 14), ("Số lớp học nghề - 2019", 17)]
    assert printed("Sản lượng lúa\t2018\t2019\nSản lượng ngô\t14\t17") == []


def test_labels_need_not_stand_first_and_codes_are_no_figures() -> None:
    table = "Mã số\tTên hàng\tMục\tSố lượng\n3105\tGiấy in\t6606\t40\n3106\tMực in\t6618\t9"
    assert printed(table) == [("Giấy in - Số lượng", 40), ("Mực in - Số lượng", 9)]


@pytest.mark.parametrize(
    ("above", "heading", "unit"),
    [
        ("Đơn vị tính: triệu đồng", "Dự toán", "triệu đồng"),
        ("(ĐVT: ha)", "Diện tích", "ha"),
        ("Đơn vị: Sở Nội vụ", "Dự toán", None),
        ("Đơn vị tính: đồng", "Số hộ nghèo", "hộ nghèo"),
        ("Đơn vị tính: đồng", "Diện tích (ha)", "ha"),
        ("Đơn vị tính: đồng", "Tỷ lệ (%)", "%"),
    ],
)
def test_units(above: str, heading: str, unit: str | None) -> None:
    record = of(f"TT\tXã\t{heading}\n1\tAn Hòa\t12\n2\tBình An\t8", above)
    assert [s.unit for s in record.statistics] == [unit, unit]


def test_a_row_over_all_columns_heads_those_below() -> None:
    table = (
        "TT\tNội dung\tSố lượng\nPhần một: Trồng trọt:\t\t\n1\tLúa\t12\n2\tNgô\t8\n"
        "Phần hai: Chăn nuôi\t\t\n1\tHeo\t5\nTổng cộng\t\t25"
    )
    assert printed(table) == [
        ("Phần một: Trồng trọt - Lúa - Số lượng", 12),
        ("Phần một: Trồng trọt - Ngô - Số lượng", 8),
        ("Phần hai: Chăn nuôi - Heo - Số lượng", 5),
        ("Tổng cộng - Số lượng", 25),
    ]


def test_figures_among_the_words_of_a_cell_count_too() -> None:
    table = "TT\tNội dung\tSố tiền\n1\tGhế xếp: 150.000đ/cái x 20 cái\t3.000.000"
    assert [s.value for s in of(table).statistics] == [150_000, 20, 3_000_000]
    table = "TT\tNội dung\tSố mẫu\n1\tThịt\t19 (trong đó có 4 mẫu lạnh)\n2\tCá\t7"
    assert [s.value for s in of(table).statistics] == [19, 4, 7]


def test_a_wrong_total_makes_its_column_doubtful_and_no_other() -> None:
    found = statuses("Xã\tSố hộ\tSố ca\nAn Hòa\t727\t3\nBình An\t8\t4\nTổng số: (1+2)\t80\t7")
    assert {k: v for k, v in found.items() if k and k.endswith("Số hộ")} == {
        "An Hòa - Số hộ": "doubtful",
        "Bình An - Số hộ": "doubtful",
        "Tổng số: (1+2) - Số hộ": "doubtful",
    }
    assert [v for k, v in found.items() if k and k.endswith("Số ca")] == ["ok"] * 3


def test_a_row_whose_total_is_wrong_is_doubtful() -> None:
    found = statuses("Xã\tNam sinh\tNữ sinh\tCộng\nAn Hòa\t10\t12\t22\nBình An\t8\t9\t71")
    assert [v for k, v in found.items() if k and k.startswith("An Hòa")] == ["ok"] * 3
    assert [v for k, v in found.items() if k and k.startswith("Bình An")] == ["doubtful"] * 3


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["12,5", "7,25", "3,5", "64"], ["ok", "ok", "ok", "doubtful"]),
        (["12,5", "7,25", "3,5", "100"], ["ok"] * 4),
        (["1.250", "7.400", "3100", "64"], ["ok", "ok", "doubtful", "ok"]),
        (["1250", "7400", "3100", "64"], ["ok"] * 4),
        (["250", "740", "31000", "64"], ["ok", "ok", "doubtful", "ok"]),
        (["5.000", "7.000", "3.000", "4.006"], ["ok", "ok", "ok", "doubtful"]),
        (["1.250", "12.5", "3.5", "64"], ["doubtful", "doubtful", "doubtful", "ok"]),
    ],
)
def test_a_figure_unlike_those_of_its_column_is_doubtful(
    column: list[str], expected: list[str]
) -> None:
    rows = [f"Xã {name}\t{value}" for name, value in zip("ABCD", column, strict=True)]
    assert list(statuses("\n".join(["Xã\tSố đo", *rows])).values()) == expected


def test_a_figure_without_heading_is_doubtful_and_so_is_one_beside_it() -> None:
    found = statuses("Xã\tSố ca\tSố hộ\t\nAn Hòa\t3\t12\t5\nBình An\t4\t8\t6")
    assert found == {
        "An Hòa - Số ca": "ok", "An Hòa - Số hộ": "doubtful", "An Hòa": "doubtful",
        "Bình An - Số ca": "ok", "Bình An - Số hộ": "doubtful", "Bình An": "doubtful",
    }  # fmt: skip


def page(
    number: int, rows: Sequence[Sequence[str]], *, left: int = 100, sure: float = 0.95
) -> Page:
    """A page with a table, columns 200 px wide.

    ``?`` behind a text marks it as badly read, each ``→`` before it sets it 60 px to the right.
    """
    lines = []
    for y, row in enumerate(rows):
        words: list[Word] = []
        tabs: list[int] = []
        for i, text in enumerate(row):
            if i:
                tabs.append(len(words))
            x = left + 200 * i + 60 * text.count("→")
            box = (x, 50 * y, x + (20 if text.strip("→").isdigit() else 90), 50 * y + 30)
            confidence = 0.4 if text.endswith("?") else sure
            words += [Word(part, box, confidence) for part in text.strip("?→").split()]
        lines.append(Line(tuple(words), tuple(tabs)))
    block = Block(BlockKind.TABLE, tuple(lines))
    return Page(number, (block,), 1000, 1400, 150, TextOrigin.OCR)


def figures(pages: Sequence[Page]) -> list[tuple[str | None, object, str]]:
    return [_shown(s) for s in extract(pages).statistics]


def _shown(s: Statistic) -> tuple[str | None, object, str]:
    return s.indicator, s.value, s.status.value


HEAD = ["TT", "Xã", "Số hộ", "Số ca"]


def test_a_badly_read_cell_or_heading_makes_figures_doubtful() -> None:
    assert figures([page(1, [HEAD, ["1", "An Hòa", "12?", "3"]])]) == [
        ("An Hòa - Số hộ", 12, "doubtful"),
        ("An Hòa - Số ca", 3, "ok"),
    ]
    assert figures([page(1, [["TT", "Xã", "Số hộ?", "Số ca"], ["1", "An Hòa", "12", "3"]])]) == [
        ("An Hòa - Số hộ", 12, "doubtful"),
        ("An Hòa - Số ca", 3, "ok"),
    ]


FIRST = [HEAD, ["1", "An Hòa", "12", "3"], ["2", "Bình An", "8", "4"]]


def test_a_table_that_goes_on_over_a_page_takes_its_header_along() -> None:
    second = [["3", "Hòa An", "5", "6"], ["", "Tổng cộng", "25", "13"]]
    record = extract([page(1, FIRST), page(2, second)])
    assert [c.text for c in record.tables[1].header] == HEAD
    assert _shown(record.statistics[4]) == ("Hòa An - Số hộ", 5, "ok")
    assert [c.verdict for c in record.checks if c.rule == "table_sum"] == ["pass"]


def test_a_total_over_several_columns_tells_nothing_of_where_they_lie() -> None:
    second = [["→3", "Hòa An", "5", "6"], ["→→→→Tổng cộng", "", "25", "13"]]
    record = extract([page(1, FIRST), page(2, second)])
    assert [c.text for c in record.tables[1].header] == HEAD
    second[1][1] = "xã"  # it reaches over nothing
    assert extract([page(1, FIRST), page(2, second)]).tables[1].header == []


def test_other_columns_do_not_take_the_header_of_the_page_before() -> None:
    second = [["3", "Hòa An", "5", "6"]]
    for other in (
        page(2, second, left=220),  # they lie elsewhere
        page(2, [row[:3] for row in second]),  # there are fewer
        page(3, second),  # not the next page
    ):
        assert extract([page(1, FIRST), other]).tables[1].header == []
    words = Line(tuple(Word(w, (0, 0, 9, 9), 0.9) for w in ("chữ " * 12).split()))
    between = page(2, second)
    text = Block(BlockKind.BODY, (words,))
    parted = Page(2, (text, *between.blocks), 1000, 1400, 150, TextOrigin.OCR)
    assert extract([page(1, FIRST), parted]).tables[1].header == []


def test_of_a_header_on_each_page_the_surer_reading_of_a_heading_stands() -> None:
    first, second = FIRST, [["TT", "Xả", "Sõ hô", "Nơi ở"], ["3", "Hòa An", "5", "6"]]
    tables = extract([page(1, first), page(2, second)]).tables
    heads = [[cell.text for cell in table.header] for table in tables]
    assert heads == [["TT", "Xã", "Số hộ", "Số ca"], ["TT", "Xã", "Số hộ", "Nơi ở"]]


def test_a_wrong_total_on_the_last_page_is_one_of_all_pages() -> None:
    misread = ["TT", "Xả", "Sõ hô", "Số ca"]
    record = extract([page(1, FIRST), page(2, [misread, ["", "Tổng cộng", "99", "7"]])])
    doubted = {s.indicator for s in record.statistics if s.status is Status.DOUBTFUL}
    assert doubted == {"An Hòa - Số hộ", "Bình An - Số hộ", "Tổng cộng - Số hộ"}
    assert {table.status for table in record.tables} == {Status.DOUBTFUL}


@pytest.mark.parametrize(
    ("text", "value", "plain"),
    [
        ("1.250", 1250, True),
        ("12,5", 12.5, True),
        ("90.000/ngày", 90_000, True),
        ("19 (trong đó 4 mẫu lạnh)", 19, True),
        ("1 250", 1250, False),  # the stop was not read
        ("71 300,000", 71_300_000, False),
        ("31,400,000", 31_400_000, False),
        ("1,250", 1.25, False),  # or thousands
        ("70 -", 70, False),
        ("12.5", 12.5, False),
        ("75.5%", 75.5, True),
        ("0.95%", 0.95, True),
        ("0,4", 0.4, True),
        ("2010", 2010, False),  # or a year
        ("1874", 1874, True),
        ("'35", 35, False),
        ("03.117", None, True),
        ("15 người", 15, True),
        ("15 ngưởi", 15, True),
        ("15 xyz", 15, False),  # no unit that is known
        (">60%", 60, False),
        ("≥ 1.250", 1250, False),
        ("44I", 441, False),
        ("0l", 1, False),
        ("ÔI", 1, False),
        ("Ø7", 7, False),
        ("5l", 5, False),
        ("O", None, True),
        ("II", None, True),
        ("8h15", None, True),
        ("12B", None, True),
        ("A4", None, True),
        ("12 34", None, True),
        ("-", None, True),
        ("4.2.1", None, True),
    ],
)
def test_what_a_cell_prints(text: str, value: object, plain: bool) -> None:
    figure = figure_of(text)
    assert (None if figure is None else figure.value) == value
    assert figure is None or figure.plain is plain


def test_a_figure_without_a_label_of_its_own_is_doubtful() -> None:
    table = "TT\tNội dung\tSố tiền\n1\t\t3.000\n2\tGiấy in\t4.500\n\t\t4.000\n3\tMực in\t1.500"
    assert [(s.indicator, s.status.value) for s in of(table).statistics] == [
        ("Số tiền", "doubtful"),
        ("Giấy in - Số tiền", "ok"),
        ("Giấy in - Số tiền", "doubtful"),
        ("Mực in - Số tiền", "ok"),
    ]


def test_a_figure_that_cannot_be_read_is_there_without_a_value() -> None:
    table = "TT\tXã\tSố hộ\n1\tAn Hòa\tS3\n2\tBình An\t8\n3\tHòa An\t12B\n4\tPhú Mỹ\t7"
    assert [(s.value, s.raw, s.rule, s.status.value) for s in of(table).statistics] == [
        (None, "S3", "figure not read", "doubtful"),
        (8, "8", "table", "ok"),
        (7, "7", "table", "ok"),
    ]


def test_column_numbers_are_known_though_some_are_misread() -> None:
    table = "TT\tXã\tSố hộ\tSố ca\tSố heo\tSố bò\nA\tB\t1\t2\tS\t4\n1\tAn Hòa\t12\t3\t5\t6"
    assert [s.value for s in of(table).statistics] == [12, 3, 5, 6]
    # Only the first row numbers columns, and a row with a name never does.
    table = "TT\tLớp\tSố nam\tSố nữ\n1\tLớp lá\t3\t4\n1\tB\t3\t4\n2\tLớp mầm\t5\t6"
    assert [s.value for s in of(table).statistics] == [3, 4, 3, 4, 5, 6]


def test_years_of_birth_are_no_figures_whatever_the_accent() -> None:
    table = "TT\tHọ tên\tNam sinh\tSố con\n1\tLê An\t1968\t2\n2\tVõ Bình\t1971\t1"
    assert [s.value for s in of(table).statistics] == [2, 1]
    table = "TT\tLớp\tNam sinh\tNữ sinh\n1\tLớp lá\t12\t9\n2\tLớp mầm\t7\t11"
    assert [s.value for s in of(table).statistics] == [12, 9, 7, 11]


def test_figures_in_a_label_may_belong_to_a_name() -> None:
    table = "TT\tTên hàng\tSố tiền\n1\tGhế cao 2 m\t3.000.000\n2\tBàn\t1.500.000"
    assert [(s.value, s.status.value) for s in of(table).statistics] == [
        (2, "doubtful"), (3_000_000, "ok"), (1_500_000, "ok"),
    ]  # fmt: skip


def test_quantity_times_price_refutes_an_amount() -> None:
    table = (
        "TT\tTên hàng\tSố lượng\tĐơn giá\tThành tiền\n1\tGiấy\t20\t5.000\t100.000\n"
        "2\tMực\t3\t90.000\t270.000\n3\tBút\t10\t3.000\t80.000"
    )
    record = of(table)
    doubted = [s.indicator for s in record.statistics if s.status is Status.DOUBTFUL]
    assert doubted == ["Bút - Số lượng", "Bút - Đơn giá", "Bút - Thành tiền"]
    assert [(c.verdict, "comes to 30000" in c.message) for c in record.checks] == [("fail", True)]


def test_a_total_of_one_part_must_equal_it() -> None:
    table = (
        "Nội dung\tTổng số tiền\tXã An\tXã Bình\nGiấy\t5.000\t5.000\t\nMực\t7.100\t\t7.100\n"
        "Bút\t3.090\t3.000\t"
    )
    doubted = {s.indicator for s in of(table).statistics if s.status is Status.DOUBTFUL}
    assert doubted == {"Bút - Tổng số tiền", "Bút - Xã An"}
    # "Tổng số hộ" is no total of what the other columns count.
    table = "Xã\tTổng số hộ\tSố hộ nghèo\tSố ca\nAn\t50\t5\t1\nBình\t70\t7\t2\nHòa\t6\t6\t"
    assert {s.status for s in of(table).statistics} == {Status.OK}


def test_years_may_stand_under_a_merged_heading() -> None:
    table = "TT\tXã\tSố hộ\t\n\t\t2018\t2019\n1\tAn Hòa\t12\t15"
    assert printed(table) == [("An Hòa - Số hộ - 2018", 12), ("An Hòa - Số hộ - 2019", 15)]


def test_marks_may_stand_under_a_merged_heading_though_one_is_misread() -> None:
    table = (
        "TT\tCâu hỏi\tSố người chọn mức\t\t\tHài lòng\n\t\t1\t2,\t3\t2+3\n"
        "1\tThủ tục gọn\t4\t17\t30\t47"
    )
    assert printed(table) == [
        ("Thủ tục gọn - Số người chọn mức - 1", 4),
        ("Thủ tục gọn - Số người chọn mức - 2,", 17),
        ("Thủ tục gọn - Số người chọn mức - 3", 30),
        ("Thủ tục gọn - Hài lòng - 2+3", 47),
    ]


def test_months_and_years_name_their_rows() -> None:
    assert printed("Tháng\tSố ca\tTử vong\n3\t12\t1\n4\t15\t0") == [
        ("Tháng 3 - Số ca", 12),
        ("Tháng 3 - Tử vong", 1),
        ("Tháng 4 - Số ca", 15),
        ("Tháng 4 - Tử vong", 0),
    ]
    assert printed("Năm\tSố vụ\n2008\t12\n2009\t15") == [
        ("Năm 2008 - Số vụ", 12),
        ("Năm 2009 - Số vụ", 15),
    ]


_ENGLISH = "TT\tNội dung\tSố tiền (đồng)\n1\tThu phí\t1,091,500\n2\tThu lãi\t982,599\n"


def test_thousands_may_be_parted_by_commas_all_over_a_table() -> None:
    table = f"{_ENGLISH}3\tThu khác\t2,000,000\n\tCộng\t4,074,099"
    record = of(table)
    assert [s.value for s in record.statistics] == [1091500, 982599, 2000000, 4074099]
    assert record.statistics[1].raw == "982,599"
    assert record.tables[0].rows[1][2].text == "982,599"
    assert [c.verdict for c in record.checks if c.rule == "table_sum"] == ["pass"]


@pytest.mark.parametrize(
    "last", ["3\tThu khác\t2.000.000\n4\tThu nợ\t1,000,000", "3\tThu khác\t7,5"]
)
def test_one_comma_parts_decimals_elsewhere(last: str) -> None:
    assert ("Thu lãi - Số tiền (đồng)", 982.599) in printed(_ENGLISH + last)


def test_a_column_of_shares_of_one_whole_is_figures() -> None:
    table = "TT\tHọ tên\tSố phiếu\n1\tÔng A Văn\t5/5\n2\tBà Bê Thị\t4/5\n3\tÔng Xê Văn\t5/5"
    shares = [(s.numerator, s.denominator) for s in of(table).statistics]
    assert shares == [(5, 5), (4, 5), (5, 5)]
    dates = "TT\tHọ tên\tNgày họp\n1\tÔng A Văn\t5/5\n2\tBà Bê Thị\t4/5\n3\tÔng Xê Văn\t3/5"
    assert of(dates).statistics == []


def test_numbers_of_many_columns_of_which_one_was_scrawled() -> None:
    heads = "TT\tXã\tHộ\tCa\tVụ\tĐơn\tPhiếu"
    table = f"{heads}\n1\t2\t3\t4\tlHI\t6\t7\n1\tAn Hòa\t12\t3\t8\t9\t5"
    assert [s.value for s in of(table).statistics] == [12, 3, 8, 9, 5]


def test_numbers_of_rows_are_no_figures_whatever_heads_them() -> None:
    left, right = ("An Hòa", "Bình An", "Hòa Lợi", "Tân Phú", "Vĩnh Hòa"), range(20, 25)
    rows = (
        f"{i}\t{xa}\t{i * i + 7}\t{n}\tẤp {n}"
        for i, (xa, n) in enumerate(zip(left, right, strict=True), 1)
    )
    table = "\n".join(("TT\tXã\tSố hộ\tT\tẤp", *rows))
    assert [s.value for s in of(table).statistics] == [8, 11, 16, 23, 32]


def test_four_figures_that_happen_to_go_up_by_one_stay() -> None:
    table = "TT\tXã\tSố hộ\n1\tAn Hòa\t4\n2\tBình An\t5\n3\tHòa Lợi\t6\n4\tTân Phú\t7"
    assert [s.value for s in of(table).statistics] == [4, 5, 6, 7]


def test_what_is_counted_may_be_said_with_a_figure() -> None:
    table = "TT\tNội dung\tSố vụ\n1\tVụ việc > 20 người\t3\n2\tTỷ lệ cấp > 95% hồ sơ\t8"
    assert [s.value or s.percent for s in of(table).statistics] == [3, 95, 8]
    # Without a figure beside it, it may be one.
    table = "TT\tNội dung\tSố vụ\n1\tMở lớp > 20 người\t\n2\tHọp\t8"
    assert [s.value for s in of(table).statistics] == [20, 8]


@pytest.mark.parametrize(("words", "sums"), [("Bảy triệu năm trăm", 0), ("Bảy triệu ba trăm", 1)])
def test_a_total_written_out_below_its_table_is_no_other_figure(words: str, sums: int) -> None:
    table = "TT\tNội dung\tSố tiền\n1\tGiấy\t3.000.000\n2\tMực\t4.500.000\n\tCộng\t7.500.000"
    found = of(f"{table}\n\nSố tiền viết bằng chữ: {words} nghìn đồng.").statistics
    assert [s.value for s in found if s.rule == "in words"] == [7_300_000] * sums
    assert [s.check for s in found if s.value == 7_500_000] == [None if sums else "consistent"]
