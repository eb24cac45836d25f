"""Number, symbol, date and place in heads of scans."""

from __future__ import annotations

import pytest
from printed import line
from scanned_heads import BODY, RIGHT, SURE, WIDTH, of

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.record import Status


@pytest.mark.parametrize(
    ("read", "place", "status"),
    [
        ("Thái", "Thái Nguyên", Status.DOUBTFUL),  # its second word was not read
        ("Phú", "Phú", Status.DOUBTFUL),  # of no province or district
        ("Đăng ký lần đầu,", None, Status.ABSENT),
    ],
)
def test_a_place_half_read_and_none(read: str, place: str | None, status: Status) -> None:
    left = [line("ĐẠI HỌC THÁI NGUYÊN", 200, 100), line("TRƯỜNG PHÚ NGHĨA HƯNG", 200, 140)]
    right = [line(*RIGHT[0]), line(*RIGHT[1]), line(f"{read} ngày 19 tháng 3 năm 2021", 850, 180)]
    head = (Block(BlockKind.HEADER_LEFT, tuple(left)), Block(BlockKind.HEADER_RIGHT, tuple(right)))
    record = extract([Page(1, (*head, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.place.value, record.place.status) == (place, status)


@pytest.mark.parametrize(
    ("slot", "number", "status"),
    [
        ("Số: 0123456789", "0123456789", Status.OK),  # of a certificate of registration
        ("Số: 29", None, Status.DOUBTFUL),  # its symbol was not read
    ],
)
def test_a_number_without_symbol(slot: str, number: str | None, status: Status) -> None:
    record = of([*SURE, (slot, 0.95)], BODY)
    assert (record.number.value, record.number.status) == (number, status)


@pytest.mark.parametrize(
    ("slot", "symbol", "status"),
    [
        ("Số: 1118 /II(ẾTB-ABC", "TB-ABC", Status.DOUBTFUL),  # a pen over the slash
        ("Số: 12/SYT-VX(a)", "SYT-VX", Status.DOUBTFUL),  # what stands behind is none
        ("Số: 12/QĐ-SYT", "QĐ-SYT", Status.OK),
    ],
)
def test_a_symbol_behind_what_a_pen_wrote(slot: str, symbol: str, status: Status) -> None:
    record = of([*SURE, (slot, 0.95)], BODY)
    assert (record.symbol.value, record.symbol.status) == (symbol, status)


@pytest.mark.parametrize(
    ("slot", "number", "symbol", "status"),
    [
        ("Số: 04 TTr/ĐTN", "04", "TTr/ĐTN", Status.OK),
        ("Số: 11KHLT/ĐTN-PGD&ĐT", "11", "KHLT/ĐTN-PGD&ĐT", Status.OK),
        ("Số : 04 TTIr/ĐTN", "04", "TTIr/ĐTN", Status.DOUBTFUL),  # no kind that is known
        ("Số: 12 SO/QĐ-UBND", None, "QĐ-UBND", Status.OK),  # a pen's figures, not a kind
    ],
)
def test_a_symbol_without_a_dash_before_it(
    slot: str, number: str | None, symbol: str, status: Status
) -> None:
    record = of([*SURE, (slot, 0.95)], BODY)
    assert (record.number.value, record.symbol.value) == (number, symbol)
    assert record.symbol.status is status


def test_a_place_is_spelt_as_in_the_province_of_who_issues_it() -> None:
    right = tuple(
        line(text.replace("Bình An", "Thanh Hòa"), left, top) for text, left, top in RIGHT
    )
    left = (line("SỞ Y TẾ THANH HÓA", 200, 100), line("Số: 12/SYT-VP", 200, 140))
    head = (Block(BlockKind.HEADER_LEFT, left), Block(BlockKind.HEADER_RIGHT, right))
    record = extract([Page(1, (*head, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.place.value, record.place.status) == ("Thanh Hóa", Status.DOUBTFUL)


@pytest.mark.parametrize(
    ("read", "place"),
    [
        ("P. Bình An, ngày 19 tháng 3 năm 2021", "P. Bình An"),
        ('"Cần Thơ, ngày 19 tháng 3 năm 2021', "Cần Thơ"),
        ("Thành phố Cần Thơ, ngày 19 tháng 3 năm 2021", "Thành phố Cần Thơ"),
        ("Xuân Hương ~ Đà Lạt, ngày 19 tháng 3 năm 2021", "Xuân Hương ~ Đà Lạt"),
        ("Cần Thơ, kè ngày 19 tháng 3 năm 2021", "Cần Thơ"),  # what a pen left
    ],
)
def test_a_place_is_as_it_is_printed(read: str, place: str) -> None:
    head = (
        Block(BlockKind.HEADER_LEFT, (line("SỞ NỘI VỤ", 200, 100), line("Số: 5/QĐ-SNV", 200, 180))),
        Block(BlockKind.HEADER_RIGHT, (line(RIGHT[0][0], 800, 100), line(read, 850, 180))),
    )
    record = extract([Page(1, (*head, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.place.value, record.date.value) == (place, "2021-03-19")


@pytest.mark.parametrize(
    ("slot", "number"),
    [
        ("Số: 4071 SNV-VP", "4071"),  # its slash was not read
        ("Số: 4Z71 SNV-VP", None),
        ("Số: 4071SNV-VP", None),  # which of it is the number?
    ],
)
def test_a_number_without_its_slash(slot: str, number: str | None) -> None:
    record = of([*SURE, (slot, 0.95)], BODY)
    assert (record.number.value, record.number.status) == (number, Status.DOUBTFUL)


@pytest.mark.parametrize(("seen", "number"), [((("2034", 0.98),), "2034"), ((), None)])
def test_a_slot_whose_label_and_slash_a_stamp_hides(
    seen: tuple[tuple[str, float], ...], number: str | None
) -> None:
    rows = [line(text, 200, 100 + 40 * i) for i, (text, _) in enumerate(SURE)]
    rows.append(
        Line((Word("2034", (340, 180, 400, 210), 0.9, seen), *line("-SNV-VP", 420, 180).words))
    )
    head = (
        Block(BlockKind.HEADER_LEFT, tuple(rows)),
        Block(BlockKind.HEADER_RIGHT, tuple(line(*row) for row in RIGHT)),
    )
    record = extract([Page(1, (*head, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert record.number.value == number
    assert record.number.status is not Status.OK


def test_what_a_pen_wrote_above_the_head() -> None:
    record = of([("0310 /XAVT kẻ", 0.5), *SURE, ("Số: 4071 /SNV-VP", 0.95)], BODY)
    assert (record.number.value, record.symbol.value) == ("4071", "SNV-VP")
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")


def test_a_date_under_the_title() -> None:
    head = Block(BlockKind.HEADER_LEFT, (line("UBND TỈNH BÌNH AN", 200, 100),))
    right = Block(BlockKind.HEADER_RIGHT, tuple(line(*row) for row in RIGHT[:2]))
    title = Block(
        BlockKind.TITLE,
        (line("BẢNG THỐNG KÊ", None, 260), line("Cần Thơ, ngày 19 tháng 3 năm 2021", None, 300)),
    )
    record = extract([Page(1, (head, right, title, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.type.value, record.date.value) == ("Bảng thống kê", "2021-03-19")
    assert record.place.value == "Cần Thơ"


def test_a_number_read_as_a_word_is_a_slot_all_the_same() -> None:
    record = of([*SURE, ("Số với QĐ-SNV", 0.75)], BODY)
    assert (record.issuer.value, record.symbol.value) == ("SỞ NỘI VỤ", "QĐ-SNV")
    assert record.number.status is record.symbol.status is Status.DOUBTFUL


def test_the_last_group_of_a_symbol_behind_a_blank() -> None:
    title = Block(BlockKind.TITLE, (line("NGHỊ QUYẾT", None, 300),))
    record = of([*SURE, ("Số: 15/NQ- LĐCV ATh", 0.95)], title, BODY)
    assert (record.symbol.value, record.symbol.status) == ("NQ-LĐCV ATh", Status.DOUBTFUL)


def test_what_a_symbol_of_a_submission_was_read_as() -> None:
    title = Block(BlockKind.TITLE, (line("TỜ TRÌNH", None, 300),))
    record = of([*SURE, ("Số: 91/UIr-SNV", 0.95)], title, BODY)
    assert (record.symbol.value, record.symbol.status) == ("TTr-SNV", Status.DOUBTFUL)


def test_a_label_whose_figures_were_read_as_a_word_is_a_number() -> None:
    record = of([*SURE, ("số uw^", 0.4)], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")
    assert (record.number.value, record.number.status) == (None, Status.DOUBTFUL)


def test_a_note_in_the_margin_before_the_label_of_the_number() -> None:
    record = of([*SURE, ("tại Số: 72/SNV-VP", 0.95), ("V/v cử cán bộ", 0.95)], BODY)
    assert (record.number.value, record.number.status) == ("72", Status.DOUBTFUL)
    assert record.symbol.value == "SNV-VP"


@pytest.mark.parametrize(
    ("below", "symbol"),
    [("BYT-TANDTC-VKSNDTC-BQP", "KHLN-BCA-BTP-BNV-BYT-TANDTC-VKSNDTC-BQP"),
     ("V/v phối hợp", "KHLN-BCA-BTP-BNV")],
)  # fmt: skip
def test_a_symbol_of_many_agencies_goes_on_below(below: str, symbol: str) -> None:
    issuers = [("BỘ CÔNG AN - BỘ TƯ PHÁP - BỘ NỘI VỤ", 0.95)]
    record = of([*issuers, ("Số: 31/KHLN-BCA-BTP-BNV-", 0.95), (below, 0.95)], BODY)
    assert (record.number.value, record.symbol.value) == ("31", symbol)


def test_figures_of_a_stamp_under_the_number_begin_no_section() -> None:
    stamp = ("6) NH CHÍN PHÙ", 0.5)
    title = Block(BlockKind.TITLE, (line("LUẬT", None, 300), line("LƯU TRỮ", None, 340)))
    record = of([("QUỐC HỘI", 0.95), ("Luật số: 33/2024/QH15", 0.95), stamp], title, BODY)
    assert (record.type.value, record.subject.value) == ("Luật", "LƯU TRỮ")


@pytest.mark.parametrize(
    ("place", "x", "found"),
    [("Bình An,", 745, "Bình An"), ("Bình An", 745, None), ("Bình An,", 300, None)],
)
def test_a_place_that_stands_by_itself_before_the_date(
    place: str, x: int, found: str | None
) -> None:
    left = (line("SỞ NỘI VỤ", 200, 100), line("Số: 5/SNV-VP", 200, 140))
    right = (*(line(*row) for row in RIGHT[:2]), line("ngày 19 tháng 3 năm 2021", 850, 180))
    blocks = (
        Block(BlockKind.HEADER_LEFT, left),
        Block(BlockKind.HEADER_RIGHT, right),
        Block(BlockKind.BODY, (line(place, x, 182),)),
        BODY,
    )
    record = extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.place.value, record.date.value) == (found, "2021-03-19")


@pytest.mark.parametrize(
    ("label", "to", "kind"),
    [
        ("V/v cấp giấy phép", "Kính gửi: Sở Nội vụ", "Công văn"),
        ("", "Kính gửi: Sở Nội vụ", "Công văn"),
        ("", "Thời gian qua, các đơn vị đã có nhiều cố gắng", None),
    ],
)
def test_a_letter_whose_number_was_not_read(label: str, to: str, kind: str | None) -> None:
    below = Block(BlockKind.BODY, (line(to, 540, 320),))
    record = of([("CÔNG TY TNHH AN BÌNH", 0.95), *([(label, 0.95)] if label else [])], below, BODY)
    assert record.type.value == kind
    assert kind is None or record.type.status is Status.DOUBTFUL
    assert record.number.status is (Status.DOUBTFUL if kind else Status.ABSENT)


@pytest.mark.parametrize(
    ("day", "date"),
    [("Ngày: 10/01/2025.", "2025-01-10"), ("Ngày 10 - 01 - 2025", "2025-01-10"),
     ("Ngày: ...../01/2025", None)],
)  # fmt: skip
def test_the_head_of_a_judgment(day: str, date: str | None) -> None:
    """Form 52-DS of resolution 01/2017/NQ-HĐTP: no title, the day under the number."""
    head = (("TÒA ÁN NHÂN DÂN", 0.95), ("TỈNH AN GIANG", 0.95), ("Bản án số: 12/2025/DS-ST", 0.95))
    rows = [(day, 0.95), ("V/v tranh chấp hợp đồng vay tài sản", 0.95)]
    left = tuple(line(t, 200, 100 + 40 * i) for i, (t, _) in enumerate([*head, *rows]))
    right = tuple(line(*row) for row in RIGHT[:2])
    named = line("NHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, 400)
    blocks = (Block(BlockKind.HEADER_LEFT, left), Block(BlockKind.HEADER_RIGHT, right),
              Block(BlockKind.BODY, (named,)), BODY)  # fmt: skip
    record = extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.type.value, record.type.status) == ("Bản án", Status.OK)
    assert (record.number.value, record.symbol.value) == ("12", "2025/DS-ST")
    assert (record.date.value, record.date.status) == (date, Status.DOUBTFUL)
    assert record.subject.value == "tranh chấp hợp đồng vay tài sản"
