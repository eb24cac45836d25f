"""Heads of scans with what stands beside them: stamps, captions, sections, lines of dates."""

from __future__ import annotations

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin
from postprocess.extract import extract
from postprocess.record import Dispatch, Status

WIDTH = 1600
RIGHT = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 100),
    ("Độc lập - Tự do - Hạnh phúc", 850, 140),
    ("Bình An, ngày 19 tháng 3 năm 2021", 850, 180),
)


def of(left: list[tuple[str, float]], *blocks: Block) -> Dispatch:
    """The record of a page with these rows in the left column of its head."""
    rows = tuple(line(t, 200, 100 + 40 * i, sure) for i, (t, sure) in enumerate(left))
    right = tuple(line(*row) for row in RIGHT)
    head = (Block(BlockKind.HEADER_LEFT, rows), Block(BlockKind.HEADER_RIGHT, right))
    return extract([Page(1, (*head, *blocks), WIDTH, 2300, 200.0, TextOrigin.OCR)])


BODY = Block(BlockKind.BODY, (line("Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;", 250, 620),))
SURE = [("UBND TỈNH BÌNH AN", 0.95), ("SỞ NỘI VỤ", 0.95)]


@pytest.mark.parametrize(
    "row",
    [
        ("Thờ gian ký: 09.07.2025 08:44:47 +07:00", 0.8),  # of a signature
        ("TRh", 0.1),  # a rule, a seal
        ("c8 n8 l0", 0.9),
        ("1. MỤC ĐÍCH VÀ YÊU CẦU", 0.95),  # where the number was not seen
        ("BẢN SAO)", 0.95),  # stamped on a copy
        ("Giấy phép số: 123456. Cấp ngày 24/03/1997", 0.95),
        ("CỘNG H0À X4 HỘI", 0.9),  # of a torn national title
        ("Xin thăm dò khoáng sản làm", 0.95),  # of a subject whose label was not read
    ],
)
def test_what_is_no_agency(row: tuple[str, float]) -> None:
    record = of([*SURE, row], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")


@pytest.mark.parametrize(
    "caption",
    [
        ["Cơ quan phát hành: SỞ NỘI VỤ AN BÌNH"],
        ["gười ký: SỞ NỘI VỤ", "Email: snv@anbinh.gov.vn", "ABC.VNThời gian ký: 08.07.2025"],
        ["Cơ quan: Sở Nội vụ", "tỉnh An Bình, Tỉnh", "An Bình", "Thời gian ký:", "19.02.2025"],
    ],
)
def test_the_caption_of_a_signature_is_no_agency(caption: list[str]) -> None:
    record = of([*((text, 0.9) for text in caption), *SURE, ("Số: 12/SNV-VP", 0.95)], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")


def test_what_follows_an_agency_named_in_a_caption_stays() -> None:
    record = of([("Cơ quan: Sở Nội vụ", 0.9), *SURE, ("Số: 12/SNV-VP", 0.95)], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")


def test_a_slot_badly_read_is_no_part_of_a_name() -> None:
    record = of([*SURE, ("315 /qp- cc", 0.4)], BODY)
    assert record.issuer.value == "SỞ NỘI VỤ"
    assert record.number.status is Status.DOUBTFUL


def test_who_stamped_the_arrival_is_no_subject() -> None:
    slot = [("Số: 12/SNV-VP", 0.95), ("V/v tổ chức tập huấn", 0.95)]
    record = of([*SURE, *slot, ("SỐ Y TẾ AN BÌNH", 0.9)], BODY)
    assert record.subject.value == "tổ chức tập huấn"


def test_what_a_stamp_leaves_under_the_subject_and_beside_the_addressees() -> None:
    slot = [("Số: 12/SNV-VP", 0.95), ("V/v tổ chức tập huấn", 0.95)]
    words = (*line("ĐẾN ¬JW.", 100, 400, 0.6).words, *line("Kính gửi: Sở Y tế", 500, 400).words)
    to = Block(BlockKind.BODY, (Line(words), line("Sở Nội vụ đề nghị như sau:", 250, 480)))
    record = of([*SURE, *slot, ("SỞ Y TẾ AN BÌNH", 0.9), ("^“ tế 85", 0.7)], to)
    assert record.subject.value == "tổ chức tập huấn"
    assert [item.value for item in record.addressees] == ["Sở Y tế"]


@pytest.mark.parametrize(
    ("read", "subject"),
    [
        ("V4: tổ chức tập huấn", "tổ chức tập huấn"),
        ("VW: tổ chức tập huấn", "tổ chức tập huấn"),
        ("Về tổ chức: tập huấn", "Về tổ chức: tập huấn"),
    ],
)
def test_a_label_before_a_colon(read: str, subject: str) -> None:
    record = of([*SURE, ("Số: 12/SNV-VP", 0.95), (read, 0.95)], BODY)
    assert record.subject.value == subject


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


def test_a_date_line_of_a_city_in_capitals_is_no_agency() -> None:
    left = [*SURE, ("TP.HCM, ngày#tháng 6 năm 2015", 0.9), ("Số: 12/SNV-VP", 0.95)]
    rows = tuple(line(t, 200, 100 + 40 * i, sure) for i, (t, sure) in enumerate(left))
    page = Page(1, (Block(BlockKind.HEADER_LEFT, rows), BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert (record.issuer.value, record.place.value) == ("SỞ NỘI VỤ", "TP.HCM")
    assert (record.date.value, record.date.status) == (None, Status.DOUBTFUL)


def test_the_number_of_a_cited_paper_is_of_the_subject() -> None:
    rows = [("V/v thay thế phụ lục kèm theo Công văn", 0.95), ("số 341/SNV-VP", 0.95)]
    record = of([*SURE, ("Số: 12/SNV-VP", 0.95), *rows], BODY)
    assert record.subject.value == "thay thế phụ lục kèm theo Công văn số 341/SNV-VP"
    assert record.number.value == "12"


@pytest.mark.parametrize(
    ("read", "subject"),
    [
        ("VŨ báo cáo công tác văn thư", "báo cáo công tác văn thư"),
        ("W báo cáo công tác văn thư", "báo cáo công tác văn thư"),
        ("Về báo cáo công tác văn thư", "Về báo cáo công tác văn thư"),
        ("Và việc tổ chức tập huấn", "Về việc tổ chức tập huấn"),
    ],
)
def test_a_label_read_as_a_word_is_no_subject(read: str, subject: str) -> None:
    record = of([*SURE, ("Số: 12/SNV-VP", 0.95), (read, 0.9)], BODY)
    assert record.subject.value == subject
    assert (record.subject.status is Status.OK) == (read == subject)


def test_a_stamp_beside_the_first_row_of_a_subject() -> None:
    row = line("Quy định chi tiết một số điều của Luật Lưu trữ về hồ sơ", None, 340)
    stamp = line("GIỜ NGÀ ĐẾN", 10, 340, 0.4)
    record = _titled(Line((*stamp.words, *row.words)))
    assert record.subject.value == "Quy định chi tiết một số điều của Luật Lưu trữ về hồ sơ"
    assert record.subject.status is Status.DOUBTFUL


def _titled(*subject: Line) -> Dispatch:
    title = Block(BlockKind.TITLE, (line("THÔNG TƯ", None, 300), *subject))
    return of([("BỘ NỘI VỤ", 0.95), ("Số: 12/2021/TT-BNV", 0.95)], title, BODY)


def test_a_stamp_in_the_margin_is_no_subject() -> None:
    above = line("Sửa đổi, bổ sung một số điều của Thông tư số 02/2019/TT-BNV", None, 340)
    row = line("ngày 24 tháng 01 năm 2019 của Bộ trưởng Bộ Nội vụ", None, 380)
    stamp = line("ZöÄ \\P VĂN", 20, 380, 0.4)
    record = _titled(above, Line((*stamp.words, *row.words)))
    assert record.subject.value == (
        "Sửa đổi, bổ sung một số điều của Thông tư số 02/2019/TT-BNV ngày 24 tháng 01 năm 2019 "
        "của Bộ trưởng Bộ Nội vụ"
    )
    assert record.subject.status is Status.DOUBTFUL


def test_a_line_well_read_keeps_its_first_words_wherever_it_stands() -> None:
    above = line("Quy định chi tiết một số điều của Luật Lưu trữ về hồ sơ", None, 340)
    record = _titled(above, line("lưu trữ điện tử và số hóa", 200, 380))
    assert (record.subject.value or "").endswith("hồ sơ lưu trữ điện tử và số hóa")


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        # A date, a dash, an agency, an abbreviation that goes on with the line above.
        (("SỬA ĐỔI MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ 17/2013/NĐ-CP",
          "NGÀY 14 THÁNG 11 NĂM 2013 CỦA CHÍNH PHỦ"),
         "SỬA ĐỔI MỘT SỐ ĐIỀU CỦA NGHỊ ĐỊNH SỐ 17/2013/NĐ-CP NGÀY 14 THÁNG 11 NĂM 2013 "
         "CỦA CHÍNH PHỦ"),
        (("PHỐI HỢP GIỮA SỞ NỘI VỤ VÀ SỞ LAO ĐỘNG", "- THƯƠNG BINH VÀ XÃ HỘI"),
         "PHỐI HỢP GIỮA SỞ NỘI VỤ VÀ SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"),
        (("BÃI BỎ MỘT SỐ QUYẾT ĐỊNH CỦA", "ỦY BAN NHÂN DÂN TỈNH BÌNH AN"),
         "BÃI BỎ MỘT SỐ QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH BÌNH AN"),
        (("Kiểm tra bếp ăn tập thể theo tiêu chuẩn", "HACCP"),
         "Kiểm tra bếp ăn tập thể theo tiêu chuẩn HACCP"),
        (("Triển khai thực hiện Nghị quyết số", "19/NQ-CP của Chính phủ"),
         "Triển khai thực hiện Nghị quyết số 19/NQ-CP của Chính phủ"),
        # None of these goes on.
        (("ỦY BAN NHÂN DÂN TỈNH BÌNH AN",), None),
        (("Quy định về lưu trữ hồ sơ", "BỘ TRƯỞNG BỘ NỘI VỤ"), "Quy định về lưu trữ hồ sơ"),
        (("Quy định về lưu trữ hồ sơ", "Điều 2. Đối tượng áp dụng"), "Quy định về lưu trữ hồ sơ"),
        (("Quy định về lưu trữ hồ sơ", "Cãn cứ Luật Lưu trữ số 33/2024/QH15;"),
         "Quy định về lưu trữ hồ sơ"),
    ],
)  # fmt: skip
def test_where_a_subject_ends(lines: tuple[str, ...], subject: str | None) -> None:
    record = _titled(*(line(text, None, 340 + 40 * i) for i, text in enumerate(lines)))
    assert record.subject.value == subject


_AMENDS = """BỘ NỘI VỤ
Số: 12/2021/TT-BNV
Hà Nội, ngày 19 tháng 3 năm 2021
Sửa đổi, bổ sung một số điều của Thông tư số 02/2019/TT-BNV
ngày 24 tháng 01 năm 2019 của Bộ trưởng Bộ Nội vụ quy định
tiêu chuẩn dữ liệu thông tin đầu vào
Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
"""


def test_a_date_in_a_line_of_a_subject_is_no_date_line() -> None:
    record = extract(_AMENDS)
    assert record.date.value == "2021-03-19"
    assert (record.subject.value or "").endswith("quy định tiêu chuẩn dữ liệu thông tin đầu vào")
    without = extract(_AMENDS.replace("Hà Nội, ngày 19 tháng 3 năm 2021\n", ""))
    assert without.date.value is None


def test_a_place_is_spelt_as_in_the_province_of_who_issues_it() -> None:
    right = tuple(
        line(text.replace("Bình An", "Thanh Hòa"), left, top) for text, left, top in RIGHT
    )
    left = (line("SỞ Y TẾ THANH HÓA", 200, 100), line("Số: 12/SYT-VP", 200, 140))
    head = (Block(BlockKind.HEADER_LEFT, left), Block(BlockKind.HEADER_RIGHT, right))
    record = extract([Page(1, (*head, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.place.value, record.place.status) == ("Thanh Hóa", Status.DOUBTFUL)


@pytest.mark.parametrize(
    ("law", "kind"),
    [
        ("Quốc hội ban hành Luật Lưu trữ.", "Luật"),
        ("Luật này quy định về lưu trữ. Khi nhận được thông báo của cơ quan, người nộp trả lời.",
         "Luật"),
        ("Khi nhận được thông báo của cơ quan, người nộp trả lời.", None),
    ],
)  # fmt: skip
def test_what_a_law_names_in_passing_is_not_its_kind(law: str, kind: str | None) -> None:
    text = f"QUỐC HỘI\nSố: 33/2024/QH15\nHà Nội, ngày 21 tháng 6 năm 2024\nLƯU TRỮ\n{law}\n"
    assert extract(text).type.value == kind


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


def test_the_frame_of_a_stamp_is_no_issuer() -> None:
    stamp = [("VĂN PHÒNG TỈNH AN BÌNH", 0.95), ("CÔNG VĂN ĐẾN", 0.95), ("Giờ....... Ngày", 0.8)]
    assert of([*stamp, ("Kính chuyển... L1", 0.6)], BODY).issuer.value is None
    assert of([*stamp, *SURE, ("Số: 5/SNV-VP", 0.95)], BODY).issuer.value == "SỞ NỘI VỤ"


def test_figures_of_a_stamp_are_no_issuer() -> None:
    assert of([("36440", 0.7), ("311A ÓC", 0.53)], BODY).issuer.value is None


def test_a_number_read_as_a_word_is_a_slot_all_the_same() -> None:
    record = of([*SURE, ("Số với QĐ-SNV", 0.75)], BODY)
    assert (record.issuer.value, record.symbol.value) == ("SỞ NỘI VỤ", "QĐ-SNV")
    assert record.number.status is record.symbol.status is Status.DOUBTFUL


def test_the_last_group_of_a_symbol_behind_a_blank() -> None:
    title = Block(BlockKind.TITLE, (line("NGHỊ QUYẾT", None, 300),))
    record = of([*SURE, ("Số: 15/NQ- LĐBR BTh", 0.95)], title, BODY)
    assert (record.symbol.value, record.symbol.status) == ("NQ-LĐBR BTh", Status.DOUBTFUL)


def test_what_a_symbol_of_a_submission_was_read_as() -> None:
    title = Block(BlockKind.TITLE, (line("TỜ TRÌNH", None, 300),))
    record = of([*SURE, ("Số: 91/UIr-SNV", 0.95)], title, BODY)
    assert (record.symbol.value, record.symbol.status) == ("TTr-SNV", Status.DOUBTFUL)


def test_a_label_whose_figures_were_read_as_a_word_is_a_number() -> None:
    record = of([*SURE, ("số uw^", 0.4)], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")
    assert (record.number.value, record.number.status) == (None, Status.DOUBTFUL)


def test_small_print_of_a_digital_signature_is_no_agency() -> None:
    caption = [("Ký bởi: Sở", 0.9), ("Nội vụ tỉnh Bình An", 0.9), ("snv@binhan.gov.vn", 0.8)]
    record = of([*caption, *SURE, ("Số: 12/SNV-VP", 0.95)], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")


@pytest.mark.parametrize(
    ("last", "whole"),
    [("cho các cơ quan, đơn vị, địa phương, trường học trên địa bàn toàn tỉnh", True),
     ("Các cơ quan, đơn vị, địa phương thực hiện các nội dung sau đây, theo đó", False)],
)  # fmt: skip
def test_a_subject_set_with_wide_leading(last: str, whole: bool) -> None:
    slot = [*SURE, ("Số: 12/TB-SNV", 0.95)]
    title = Block(
        BlockKind.TITLE,
        (
            line("THÔNG BÁO", None, 300),
            line("Về việc tổ chức tập huấn nghiệp vụ lưu trữ", None, 360),
        ),
    )
    record = of(slot, title, Block(BlockKind.BODY, (line(last, None, 420),)), BODY)
    begun = "Về việc tổ chức tập huấn nghiệp vụ lưu trữ"
    assert record.subject.value == (f"{begun} {last}" if whole else begun)
    assert not whole or record.subject.status is Status.DOUBTFUL


@pytest.mark.parametrize(("x", "status"), [(500, Status.DOUBTFUL), (None, Status.OK)])
def test_a_subject_that_ends_at_a_stamp_of_arrival(x: int | None, status: Status) -> None:
    slot = [*SURE, ("Số: 12/TB-SNV", 0.95)]
    about = line("Về việc tổ chức tập huấn nghiệp vụ", x, 360)
    title = Block(BlockKind.TITLE, (line("THÔNG BÁO", None, 300), about))
    stamp = Block(
        BlockKind.MARGINALIA,
        (line("SỞ Y TẾ", 1250, 320), line("ĐẾN", 1250, 360), line("Số: 84", 1320, 360, 0.5),
         line("Ngày: 04/5/2021", 1320, 400, 0.95)),
    )  # fmt: skip
    record = of(slot, stamp, title, BODY)
    assert record.subject.value == "Về việc tổ chức tập huấn nghiệp vụ"
    assert record.subject.status is status


def test_a_note_in_the_margin_before_the_label_of_the_number() -> None:
    record = of([*SURE, ("tại Số: 72/SNV-VP", 0.95), ("V/v cử cán bộ", 0.95)], BODY)
    assert (record.number.value, record.number.status) == ("72", Status.DOUBTFUL)
    assert record.symbol.value == "SNV-VP"


def test_a_title_that_goes_on_with_its_subject_has_one_middle_with_the_next_row() -> None:
    """The subject begins behind the kind, so its own first row stands right of the middle."""
    about = "QUY ĐỊNH VỀ CÔNG TÁC VĂN THƯ VÀ LƯU TRỮ CỦA CƠ QUAN"
    title = line(f"THÔNG TƯ LIÊN TỊCH {about}", None, 300)
    block = Block(BlockKind.TITLE, (title, line("Năm 2021", None, 340)))
    record = of([*SURE, ("Số: 12/BB-SNV", 0.95)], block, BODY)
    assert record.subject.value == f"{about} Năm 2021"


@pytest.mark.parametrize(
    ("below", "symbol"),
    [("BYT-TANDTC-VKSNDTC-BQP", "KHLN-BCA-BTP-BNV-BYT-TANDTC-VKSNDTC-BQP"),
     ("V/v phối hợp", "KHLN-BCA-BTP-BNV")],
)  # fmt: skip
def test_a_symbol_of_many_agencies_goes_on_below(below: str, symbol: str) -> None:
    issuers = [("BỘ CÔNG AN - BỘ TƯ PHÁP - BỘ NỘI VỤ", 0.95)]
    record = of([*issuers, ("Số: 31/KHLN-BCA-BTP-BNV-", 0.95), (below, 0.95)], BODY)
    assert (record.number.value, record.symbol.value) == ("31", symbol)


def test_a_unit_that_was_read_twice_is_named_once() -> None:
    record = of([("ỦY BAN NHÂN DÂN", 0.95), ("TỈNH TỈNH AN GIANG", 0.95)], BODY)
    assert record.issuer.value == "ỦY BAN NHÂN DÂN TỈNH AN GIANG"
    assert record.issuer.status is Status.DOUBTFUL


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


@pytest.mark.parametrize(("label", "kind"), [("V/v cấp giấy phép", "Công văn"), ("", None)])
def test_a_letter_whose_number_was_not_read(label: str, kind: str | None) -> None:
    to = Block(BlockKind.BODY, (line("Kính gửi: Sở Nội vụ", 540, 320),))
    record = of([("CÔNG TY TNHH AN BÌNH", 0.95), *([(label, 0.95)] if label else [])], to, BODY)
    assert record.type.value == kind
    assert kind is None or record.type.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (("HỦY QUYẾT ĐỊNH VÀ ĐÌNH CHỈ GIẢI QUYẾT VIỆC DÂN SỰ", "TÒA ÁN NHÂN DÂN TỈNH BÌNH AN"),
         "HỦY QUYẾT ĐỊNH VÀ ĐÌNH CHỈ GIẢI QUYẾT VIỆC DÂN SỰ"),
        (("BAN HÀNH QUY CHẾ LÀM VIỆC CỦA", "TÒA ÁN NHÂN DÂN TỈNH BÌNH AN"),
         "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA TÒA ÁN NHÂN DÂN TỈNH BÌNH AN"),
    ],
)  # fmt: skip
def test_the_court_that_decides_is_no_subject(lines: tuple[str, ...], subject: str) -> None:
    record = _titled(*(line(text, None, 340 + 40 * i) for i, text in enumerate(lines)))
    assert record.subject.value == subject


@pytest.mark.parametrize(
    ("wide", "subject"),
    [("“Nhà kho lưu trữ hồ sơ của các cơ quan, tổ chức trên địa bàn tỉnh Bình An”",
      "Phê duyệt thiết kế bản vẽ thi công “Nhà kho lưu trữ hồ sơ của các cơ quan, tổ chức trên "
      "địa bàn tỉnh Bình An”"),
     ("Theo nhà kho lưu trữ hồ sơ của các cơ quan, tổ chức trên địa bàn tỉnh Bình An",
      "Phê duyệt thiết kế bản vẽ thi công")],
)  # fmt: skip
def test_a_quoted_name_under_a_row_of_subject(wide: str, subject: str) -> None:
    title = (line("QUYẾT ĐỊNH", None, 300), line("Phê duyệt thiết kế bản vẽ thi công", None, 340))
    blocks = Block(BlockKind.TITLE, title), Block(BlockKind.BODY, (line(wide, None, 374),))
    record = of([*SURE, ("Số: 12/QĐ-SNV", 0.95)], *blocks, BODY)
    assert record.subject.value == subject


@pytest.mark.parametrize(
    ("left", "issuer", "kind"),
    [
        (("BAN CHỈ ĐẠO THỰC HIỆN", "CHỈ THỊ 12-CT/TW"), "BAN CHỈ ĐẠO THỰC HIỆN CHỈ THỊ 12-CT/TW",
         "Báo cáo"),
        (("BAN SOẠN THẢO", "NGHỊ ĐỊNH"), "BAN SOẠN THẢO NGHỊ ĐỊNH", "Báo cáo"),
        (("SỞ NỘI VỤ", "CHỈ THỊ"), "SỞ NỘI VỤ", "Chỉ thị"),
    ],
)  # fmt: skip
def test_a_board_that_is_named_by_a_paper(left: tuple[str, ...], issuer: str, kind: str) -> None:
    title = Block(BlockKind.TITLE, (line("BÁO CÁO", None, 300),))
    rows = [*((text, 0.95) for text in left), ("Số 27-BC/BCĐ.ĐUK", 0.95)]
    record = of(rows, title, BODY)
    assert (record.issuer.value, record.type.value) == (issuer, kind)
    if kind == "Báo cáo":
        assert (record.number.value, record.symbol.value) == ("27", "BC/BCĐ.ĐUK")


@pytest.mark.parametrize(
    ("x", "superior"),
    [(1000, "ĐOÀN TRƯỜNG ĐẠI HỌC AN BÌNH"),
     (640, "ĐOÀN TRƯỜNG ĐẠI HỌC AN BINH ĐOÀN TNCS HỒ CHÍ MINH")],  # doubtful
)  # fmt: skip
def test_the_youth_union_is_named_in_the_right_column(x: int, superior: str) -> None:
    top = Line((*line("ĐOÀN TRƯỜNG ĐẠI HỌC AN BÌNH", 200, 100).words,
                *line("ĐOÀN TNCS HỒ CHÍ MINH", x, 100).words))  # fmt: skip
    rows = (top, line("BAN CHẤP HÀNH ĐOÀN KHOA LUẬT", 200, 140),
            line("Bình An, ngày 19 tháng 3 năm 2021", 1000, 180))  # fmt: skip
    title = Block(BlockKind.TITLE, (line("DANH SÁCH", None, 300),))
    blocks = (Block(BlockKind.BODY, rows), title, BODY)
    record = extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert (record.superior.value, record.date.value) == (superior, "2021-03-19")


@pytest.mark.parametrize(
    ("row", "subject"),
    [
        ("(w% Triển khai công tác lưu trữ)", "Triển khai công tác lưu trữ"),
        ("(và công tác lưu trữ)", "và công tác lưu trữ"),
        ("Họ và tên:................ Nguyễn Văn Tám", None),
        ("Kế hoạch năm 2021: công tác lưu trữ", "Kế hoạch năm 2021: công tác lưu trữ"),
    ],
)
def test_what_stands_under_a_title(row: str, subject: str | None) -> None:
    assert _titled(line(row, None, 340)).subject.value == subject


@pytest.mark.parametrize(
    ("x", "found"), [(680, ["Trường Đại học An Bình", "Phòng Đào tạo"]),
                     (250, ["Trường Đại học An Bình"])],
)  # fmt: skip
def test_a_dashed_addressee_under_the_first(x: int, found: list[str]) -> None:
    to = (line("Kính gửi: Trường Đại học An Bình.", 540, 320), line("- Phòng Đào tạo", x, 360))
    body = line("Công ty xin gửi lời chào trân trọng đến Quý trường.", 250, 440)
    record = of([*SURE, ("Số: 12/SNV-VP", 0.95)], Block(BlockKind.BODY, (*to, body)), BODY)
    assert [a.value for a in record.addressees] == found


def test_an_addressee_is_not_what_a_stamp_left_of_a_subject_was_read_as() -> None:
    label, first = line("Kính gửi:", 160, 380, 0.4), line("Ban chấp hành Chi đoàn", None, 380)
    record = _titled(
        line("Về việc tổ chức tập huấn nghiệp vụ lưu trữ", None, 340),
        Line((*label.words, *first.words)),
    )
    assert record.subject.value == "Về việc tổ chức tập huấn nghiệp vụ lưu trữ"
    assert [a.value for a in record.addressees] == ["Ban chấp hành Chi đoàn"]


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


@pytest.mark.parametrize(
    ("decider", "subject"),
    [("TÒA ÁN NHÂN DÂN TỈNH AN GIANG", "SỬA CHỮA, BỔ SUNG QUYẾT ĐỊNH"),
     ("TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ",
      "SỬA CHỮA, BỔ SUNG QUYẾT ĐỊNH TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ")],
)  # fmt: skip
def test_who_decides_under_the_paper_that_is_changed(decider: str, subject: str) -> None:
    rows = ("QUYẾT ĐỊNH", "SỬA CHỮA, BỔ SUNG QUYẾT ĐỊNH", decider)
    title = tuple(line(t, None, 300 + 40 * i) for i, t in enumerate(rows))
    left = [("TÒA ÁN NHÂN DÂN", 0.95), ("TỈNH AN GIANG", 0.95), ("Số: 12/2025/QĐ-SCBSQĐ", 0.95)]
    assert of(left, Block(BlockKind.TITLE, title), BODY).subject.value == subject


@pytest.mark.parametrize(
    ("rows", "issuer"),
    [
        (["Công ty Cổ phần Sao Mai", "Địa chỉ: 12 Lê Lợi,", "thành phố An Bình", "ĐT: 02361.234"],
         "Công ty Cổ phần Sao Mai"),
        (["CÔNG TY TNHH SAO MAI", "Lô A2, KCN Hòa An, An Bình", "MST: 0401234567"],
         "CÔNG TY TNHH SAO MAI"),
        (["CÔNG TY TNHH SAO MAI", "*vwx"], "CÔNG TY TNHH SAO MAI"),
        (["CÔNG TY CỔ PHẦN XÂY DỰNG", "KM 9, AN GIANG"], "CÔNG TY CỔ PHẦN XÂY DỰNG KM 9, AN GIANG"),
    ],
)  # fmt: skip
def test_an_address_is_no_part_of_an_issuer(rows: list[str], issuer: str) -> None:
    record = of([*((text, 0.95) for text in rows), ("Số: 12/TB-SM", 0.95)], BODY)
    assert record.issuer.value == issuer


def test_a_faint_head_without_its_blanks() -> None:
    """Half of the national title beside the superior, no blank in the issuer's name."""
    title = line("CỘNG HÒA XÃ VIỆTNAM", 800, 100)
    top = Line((*line("BỘ CÔNG THƯƠNG", 200, 100).words, *title.words))
    rows = (top, line("TRƯỜNGĐẠIHỌCCÔNGNGHIỆP AN GIANG", 180, 140),
            line("Số: 12/TB-ĐHCN Bình An, ngày 19 tháng 3 năm 2021", 200, 180))  # fmt: skip
    blocks = (Block(BlockKind.BODY, rows), Block(BlockKind.TITLE, (line("THÔNG BÁO", None, 300),)))
    record = extract([Page(1, (*blocks, BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert record.superior.value == "BỘ CÔNG THƯƠNG"
    assert record.issuer.value == "TRƯỜNG ĐẠI HỌC CÔNG NGHIỆP AN GIANG"
    assert record.issuer.status is Status.DOUBTFUL


def test_no_syllable_has_a_v_within() -> None:
    record = of([("SỞ THÔNG TIN VÀ TRUVÈN THÔNG", 0.95), ("Số: 12/STTTT-VP", 0.95)], BODY)
    assert record.issuer.value == "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
    assert record.issuer.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("rows", "superior", "issuer"),
    [
        # A form without the national title: its agencies at the left, in small letters.
        ((("UBND Tỉnh An Giang", 100), ("Sở Nội vụ Tỉnh An Giang", 100)), "UBND Tỉnh An Giang",
         "Sở Nội vụ Tỉnh An Giang"),
        # A text that begins with an agency, and one that stands in the middle.
        ((("Sở Nội vụ Tỉnh An Giang đã nhận được hồ sơ và trả lời như sau về việc này", 100),),
         None, None),
        ((("Sở Nội vụ Tỉnh An Giang", 800),), None, None),
    ],
)  # fmt: skip
def test_agencies_of_a_form(
    rows: tuple[tuple[str, int], ...], superior: str | None, issuer: str | None
) -> None:
    lines = [line(text, x, 100 + 40 * i) for i, (text, x) in enumerate(rows)]
    lines += [line("PHIẾU ĐỐI CHIẾU HỒ SƠ", None, 300), line("Số thứ tự hồ sơ: 6", 700, 340)]
    page = Page(1, (Block(BlockKind.BODY, tuple(lines)),), WIDTH, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert (record.superior.value, record.issuer.value) == (superior, issuer)
    assert record.issuer.status is (Status.DOUBTFUL if issuer else Status.ABSENT)


@pytest.mark.parametrize(
    ("row", "kind"),
    [("QUYẾT ĐỊNH:", "Quyết định"), ("QUYẾT NGHỊ:", "Nghị quyết"),
     ("Quyết định: giao đất", "Nghị định")],
)  # fmt: skip
def test_a_kind_that_stands_only_above_the_articles(row: str, kind: str) -> None:
    grounds = line("- Căn cứ Điều lệ ban hành kèm theo Nghị định số 161/CP;", 250, 620)
    rows = (grounds, line(row, None, 680), line("Điều 1. Giao đất ở.", 250, 740))
    record = of(SURE, Block(BlockKind.BODY, rows))
    assert (record.type.value, record.type.status) == (kind, Status.DOUBTFUL)


@pytest.mark.parametrize(("x", "count"), [(600, 2), (250, 0)])  # in the middle; of a body
def test_addressees_of_a_letter_whose_labels_were_not_read(x: int, count: int) -> None:
    rows = (line("- Sở Nội vụ tỉnh Bình An;", x, 400), line("- UBND các huyện.", x, 440),
            line("Văn phòng thông báo kết quả như sau:", 250, 520))  # fmt: skip
    slot = [("Số: 12/SNV-VP", 0.95), ("Thông báo kết quả công tác", 0.95)]
    record = of([*SURE, *slot], Block(BlockKind.BODY, rows))
    assert len(record.addressees) == count
    assert all(item.status is Status.DOUBTFUL for item in record.addressees)
