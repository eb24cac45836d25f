"""Who issues a paper in heads of scans: stamps, captions and small print are no agency."""

from __future__ import annotations

import pytest
from printed import line
from scanned_heads import BODY, SURE, WIDTH, of

from ocr.page import Block, BlockKind, Line, Page, TextOrigin
from postprocess.extract import extract
from postprocess.record import Status


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


def test_a_date_line_of_a_city_in_capitals_is_no_agency() -> None:
    left = [*SURE, ("TP.HCM, ngày#tháng 6 năm 2015", 0.9), ("Số: 12/SNV-VP", 0.95)]
    rows = tuple(line(t, 200, 100 + 40 * i, sure) for i, (t, sure) in enumerate(left))
    page = Page(1, (Block(BlockKind.HEADER_LEFT, rows), BODY), WIDTH, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert (record.issuer.value, record.place.value) == ("SỞ NỘI VỤ", "TP.HCM")
    assert (record.date.value, record.date.status) == (None, Status.DOUBTFUL)


def test_the_frame_of_a_stamp_is_no_issuer() -> None:
    stamp = [("VĂN PHÒNG TỈNH AN BÌNH", 0.95), ("CÔNG VĂN ĐẾN", 0.95), ("Giờ....... Ngày", 0.8)]
    assert of([*stamp, ("Kính chuyển... L1", 0.6)], BODY).issuer.value is None
    assert of([*stamp, *SURE, ("Số: 5/SNV-VP", 0.95)], BODY).issuer.value == "SỞ NỘI VỤ"


def test_figures_of_a_stamp_are_no_issuer() -> None:
    assert of([("36440", 0.7), ("311A ÓC", 0.53)], BODY).issuer.value is None


@pytest.mark.parametrize(
    "caption",
    [
        ("Ký bởi: Sở", "Nội vụ tỉnh Bình An", "snv@binhan.gov.vn"),
        # Cut off where the columns part.
        ("Người ký: Cổng Thông tin điện tử", "Emai", "Cơ q", "BINHAN vNThời gian ký: 18.01"),
    ],
)
def test_small_print_of_a_digital_signature_is_no_agency(caption: tuple[str, ...]) -> None:
    small = [(text, 0.9) for text in caption]
    record = of([*small, *SURE, ("Số: 12/SNV-VP", 0.95)], BODY)
    assert (record.superior.value, record.issuer.value) == ("UBND TỈNH BÌNH AN", "SỞ NỘI VỤ")


def test_a_unit_that_was_read_twice_is_named_once() -> None:
    record = of([("ỦY BAN NHÂN DÂN", 0.95), ("TỈNH TỈNH AN GIANG", 0.95)], BODY)
    assert record.issuer.value == "ỦY BAN NHÂN DÂN TỈNH AN GIANG"
    assert record.issuer.status is Status.DOUBTFUL


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
