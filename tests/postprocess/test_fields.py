"""The grammars that the fields are read with."""

import csv
from pathlib import Path

import pytest

from postprocess.fields import dates, kinds, symbols
from postprocess.fields.agency import superior_and_issuer
from postprocess.fields.body import begins_body
from postprocess.fields.figures import number, ratio_check
from postprocess.fields.flow import Flow, fold, rows_of
from postprocess.fields.names import misspelt_agency
from postprocess.fields.place_names import misspelt_place
from postprocess.fields.plausible import plausible
from postprocess.fields.references import references_in
from postprocess.fields.statistics import statistics_in
from postprocess.fields.titles import misspelt_title
from postprocess.record import Status
from postprocess.textpages import pages_from_text

CASES = Path(__file__).parent / "cases"
with (CASES / "symbols.tsv").open(encoding="utf-8") as _file:
    SYMBOLS = [row for row in csv.reader(_file, delimiter="\t") if row][1:]


def flow_of(text: str) -> Flow:
    return Flow.of(rows_of(pages_from_text(text)))


@pytest.mark.parametrize("row", SYMBOLS, ids=lambda row: row[0])
def test_symbols(row: list[str]) -> None:
    text, *expected = row
    found = [v for s in symbols.find(text) for v in (s.number, s.symbol)]
    assert found == expected


FORMS = [
    line.split("\t")
    for line in (CASES / "symbol_forms.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith(("#", "text\t"))
]


@pytest.mark.parametrize("row", [r for r in FORMS if r[1]], ids=lambda row: row[0])
def test_every_form_of_number_and_symbol(row: list[str]) -> None:
    text, number_, symbol, _ = row
    assert [(s.number, s.symbol) for s in symbols.find(text)] == [(number_, symbol)]


@pytest.mark.parametrize("row", [r for r in FORMS if not r[1]], ids=lambda row: row[0])
def test_look_alikes_are_no_documents(row: list[str]) -> None:
    for text in (row[0], f"theo {row[0]} nêu trên", f"Mẫu số {row[0]}", f"(mẫu {row[0]})"):
        assert references_in([flow_of(text)], None) == []


@pytest.mark.parametrize("text", ["QUYẾT ĐỊNH số Ở ĐÂY", "Ⅳ ﬁ ß İ 𝐀", "e\u0301", ""])
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 05 tháng 01 năm 2020", "2020-01-05"),
        ("ngày 20/7/2023", "2023-07-20"),
        ("ngày 15-12-2016", "2016-12-15"),
        ("ngày 30 tháng 2 năm 2020", None),
        ("trong tháng 02/2024", None),
        ("tỷ lệ 12/13/2014", None),
        ("ngày tháng năm 2017", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    found = dates.first(fold(text))
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("QUYÉT ĐỊNH", "Quyết định"),
        ("CHƯƠN G TRÌNH PHÓI HỢP", "Chương trình phối hợp"),
        ("TỜTRÌNH", "Tờ trình"),
        ("THÔNG TƯ LIÊN TỊCH", "Thông tư liên tịch"),
        ("BÁO CÁO THỰC TRẠNG", "Báo cáo"),
        ("BÁO ĐỘNG", None),
        ("NỘI DUNG KẾ HOẠCH", None),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    found = kinds.heading(text)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.506", 1506), ("81,76", 81.76), ("04", 4), ("48.640.000", 48640000), ("1.5", None)],
)
def test_numbers(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [
        (("260", "318", "81,76"), "pass"),
        (("1.506", "1.663", "90,55"), "warn"),  # cut, not rounded
        (("158", "309", "51.13"), "pass"),
        (("1", "3", "35"), "fail"),
        (("1", "0", "100"), "fail"),
    ],
)
def test_ratio_check(ratio: tuple[str, str, str], verdict: str) -> None:
    assert ratio_check(*ratio)[0] == verdict


def test_names_keep_both_tone_styles() -> None:
    assert not misspelt_place("Khánh Hoà")
    assert not misspelt_agency("UỶ BAN NHÂN DÂN TỈNH THANH HOÁ")
    assert misspelt_agency("SỞ Y TÉ")
    assert misspelt_title("PHÓ GIÁM ĐÓC")
    assert not misspelt_title("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("của Bộ Tài chính quy định", ("Bộ Tài chính",)),
        ("của Cục Quản lý Khám, chữa bệnh về việc", ("Cục Quản lý Khám, chữa bệnh",)),
        ("của Thủ tướng Chính phủ và Công văn số 2", ("Thủ tướng Chính phủ",)),
        ("của Bộ Giáo dục và Đào tạo ban hành", ("Bộ Giáo dục và Đào tạo",)),
        ("của UBND tỉnh V/v phê duyệt", ("UBND tỉnh",)),
        ("của Sở Y tế.", ("Sở Y tế",)),
        ("của các cơ quan có liên quan", (None,)),
    ],
)
def test_issuer_of_a_reference(text: str, expected: tuple[str | None]) -> None:
    (found,) = references_in([flow_of(f"Theo Quyết định số 7/QĐ-BTC ngày 1/2/2019 {text}")], None)
    assert (found.issuer,) == expected


def test_references_in_lists_and_again() -> None:
    text = (
        "Căn cứ các Thông tư số 12/2015/TT-BTC ngày 3/4/2015, số 13/2016/TT-BTC và\n"
        "14/2017/TT-BTC;\n"
        "thực hiện Thông tư 13/2016/TT-BTC của Bộ Tài chính ngày 5/6/2016; số 9/QĐ-SYT là số này."
    )
    found = references_in([flow_of(text)], ("9", "qd-syt"))
    assert [(r.type, r.number, r.mentions) for r in found] == [
        ("Thông tư", "12", 1),
        ("Thông tư", "13", 2),
        ("Thông tư", "14", 1),
    ]
    assert (found[1].date, found[1].issuer) == ("2016-06-05", "Bộ Tài chính")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Công văn số 15 02/KCB-NV ngày 13/10/2017", "figures broken by a space"),
        ("Công văn số 1502/KCB NV ngày 13/10/2017", "symbol broken"),
        ("Công văn số 1502/KCB-NV ngày I3/I0/2017", "date not read"),
        ("Công văn số 1502/KCB-NV ogày 08 tháng 10 năm 20241 của", "date not read"),
        ("Công văn số S02/KCB-NV ngày 13/10/2017", "letters among the figures"),
        ("Nghị định số 15/2020/ND-CP ngày 13/10/2020", "letters of the symbol mended"),
        ("Nghị quyết số 15/2020/QHI4 ngày 13/10/2020", "letters of the symbol mended"),
        ("Thông tư số 15/2020/TT: -BNV ngày 13/10/2020", "letters of the symbol mended"),
        ("Thông tư số 15/2020/QĐ-TTg ngày 13/10/2020", "kind and symbol disagree"),
    ],
)
def test_references_that_are_not_sure(text: str, rule: str) -> None:
    (found,) = references_in([flow_of(text)], None)
    assert (found.status, found.rule) == ("doubtful", rule)
    if rule.startswith("figures"):
        assert found.number == "1502"
    if rule.startswith("letters among"):
        assert found.number is None


def figures(text: str) -> list[tuple[object, ...]]:
    found = statistics_in(rows_of(pages_from_text(text)), None)
    return [(s.value, s.numerator, s.denominator, s.percent, s.unit) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 12/5/2020, Điều 5, khoản 2, năm 2021, tháng 02/2024, quý I/2023.",
        "Hội nghị lúc 08 giờ tại Hội trường số 3, điện thoại: 02973.872.704.",
        "Trong 10 năm thực hiện, người từ 15 tuổi, sau 05 ngày.",
        "Số 12/2015/QĐ-UBND, Tổng đài 1022 hoạt động 24/7.",
        "1. Kết quả\n2. Nhiệm vụ",
        "giai đoạn 2011-2020, học kỳ I năm học 2021-2022",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có 1.291 cas mắc", [(1291, None, None, None, "cas")]),
        ("đạt 95,5% kế hoạch", [(None, None, None, 95.5, "%")]),
        ("thu 12,5 tỷ đồng", [(12.5, None, None, None, "tỷ đồng")]),
        ("giá 120.000 đồng/m³", [(120000, None, None, None, "đồng/m³")]),
        ("tổ chức 02 lớp cho 45 học viên, 3 cán bộ", [
            (2, None, None, None, "lớp"), (45, None, None, None, "học viên"),
            (3, None, None, None, "cán bộ"),
        ]),
        ("giải quyết 20/25 hồ sơ (80%)", [(None, 20, 25, 80.0, "hồ sơ")]),
        ("phát hiện Ø7 BN lao", [(7, None, None, None, "BN")]),
        ("có I1 mẫu đạt, 2l cas mắc", [
            (11, None, None, None, "mẫu"), (None, None, None, None, "cas"),
        ]),
        ("I.2 Phòng Nội vụ", []),
        ("phát hiện 2.¡ 82 BN lao", [(None, None, None, None, "BN")]),
        ("là 851 người (biên chế chính thức 403; hợp đồng ngắn hạn 448)", [
            (851, None, None, None, "người"), (403, None, None, None, "người"),
            (448, None, None, None, "người"),
        ]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(text) == expected


def test_pairs_of_month_and_year_to_date() -> None:
    text = "Số mắc trong tháng/lũy kế từ đầu năm như sau: Tả (0/1), Sởi (05/21)."
    found = statistics_in(rows_of(pages_from_text(text)), None)
    assert [(s.indicator, s.value, s.period) for s in found] == [
        ("Tả", 0, "trong tháng"),
        ("Tả", 1, "lũy kế từ đầu năm"),
        ("Sởi", 5, "trong tháng"),
        ("Sởi", 21, "lũy kế từ đầu năm"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xin bổ sung kinh phí năm 2010", True),
        ("xin bỗ sung kinh phí năm 2010", False),
        ("SỞ Y TẾ", True),
        ("Họp Hội đồng Thi đua - Khen thưởng", True),
        ("báo cáo sô lượng hồ sơ", False),
        ("V/v: 12/2020 (2, 3E)", True),
        ("", True),
    ],
)
def test_plausible(text: str, expected: bool) -> None:
    assert plausible(text) is expected


def test_columns_of_a_text_layout_are_parted_and_blanks_are_not() -> None:
    text = (
        "SỞ NỘI VỤ            Độc lập - Tự do - Hạnh phúc\nSố:       /QĐ-SNV\nngày      tháng 5\n"
    )
    (page,) = pages_from_text(text + "Nơi nhận:        GIÁM ĐỐC")
    assert [line.text for line in page.lines()] == [
        "SỞ NỘI VỤ",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /QĐ-SNV",
        "ngày tháng 5",
        "Nơi nhận:",
        "GIÁM ĐỐC",
    ]


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ("I. Tình hình công tác y tế", True),
        ("L. Tình hình công tác y tế", True),  # as I. is read
        ("II) Kết quả", True),
        ("Lập kế hoạch phòng, chống dịch", False),
        ("lượt tiểu đoàn địch", False),
    ],
)
def test_what_only_begins_a_body(row: str, first: bool) -> None:
    (found,) = rows_of(pages_from_text(row))
    assert begins_body(found) is first


@pytest.mark.parametrize(
    ("head", "superior", "issuer", "status"),
    [
        ("VĂN PHÒNG\nCHỦ TỊCH NƯỚC", None, "VĂN PHÒNG CHỦ TỊCH NƯỚC", Status.OK),
        ("BỘ Y TẾ\nBỆNH VIỆN\nCÔNG AN", "BỘ Y TẾ", "BỆNH VIỆN CÔNG AN", Status.OK),
        ("UBND TỈNH AN GIANG\nVĂN PHÒNG", "UBND TỈNH AN GIANG", "VĂN PHÒNG", Status.OK),
        ("BỘ LAO ĐỘNG -", None, "BỘ LAO ĐỘNG", Status.DOUBTFUL),
        (
            "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH AN GIANG",
            "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM",
            "CHI NHÁNH TỈNH AN GIANG",
            Status.OK,
        ),
    ],
)
def test_agencies_on_several_rows(
    head: str, superior: str | None, issuer: str, status: Status
) -> None:
    over, own = superior_and_issuer(rows_of(pages_from_text(head)))
    assert (over.value, own.value, own.status) == (superior, issuer, status)


def test_a_code_that_ends_in_tr_is_a_proposal() -> None:
    (reference,) = references_in([flow_of("tại Tờ trình số 15/11r-SNV ngày 12/3/2021.")], None)
    assert (reference.type, reference.symbol) == ("Tờ trình", "TTr-SNV")
