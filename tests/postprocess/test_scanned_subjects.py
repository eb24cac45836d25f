"""Subjects in heads of scans: what stands beside them, labels, where they end."""

from __future__ import annotations

import pytest
from printed import line
from scanned_heads import BODY, SURE, of

from ocr.page import Block, BlockKind, Box, Line, Word
from postprocess.extract import extract
from postprocess.record import Dispatch, Status


def _titled(*subject: Line) -> Dispatch:
    title = Block(BlockKind.TITLE, (line("THÔNG TƯ", None, 300), *subject))
    return of([("BỘ NỘI VỤ", 0.95), ("Số: 12/2021/TT-BNV", 0.95)], title, BODY)


_AMENDS = """BỘ NỘI VỤ
Số: 12/2021/TT-BNV
Hà Nội, ngày 19 tháng 3 năm 2021
Sửa đổi, bổ sung một số điều của Thông tư số 02/2019/TT-BNV
ngày 24 tháng 01 năm 2019 của Bộ trưởng Bộ Nội vụ quy định
tiêu chuẩn dữ liệu thông tin đầu vào
Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
"""


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


@pytest.mark.parametrize(
    ("lefts", "whole"),
    [
        ((310, 250, 250), True),
        ((310, 250, 280), False),  # no paragraph
        ((250, 250, 250), False),  # its first line is indented
    ],
)
def test_a_stamp_where_the_body_begins(lefts: tuple[int, ...], whole: bool) -> None:
    above = line("Về việc tăng cường công tác văn thư", None, 340)
    begins = line("-#rong những năm qua công tác văn thư của các cơ quan đã được", lefts[0], 390)
    text = "quan tâm và đầu tư nhiều hơn những năm trước đây rất nhiều"
    below = [line(text, x, 430 + 40 * i) for i, x in enumerate(lefts[1:])]
    rows = [Line((*ln.words[:-1], Word(ln.words[-1].text, _to(ln, 1400), 0.95))) for ln in below]
    begins = Line((*begins.words[:-1], Word("được", _to(begins, 1400), 0.95)))
    record = _titled(above, begins, *rows)
    assert (record.subject.value == above.text) is whole


def _to(row: Line, right: int) -> Box:
    """The box of the last word of a row that ends at an edge."""
    box = row.words[-1].box
    assert box is not None
    return (box[0], box[1], right, box[3])


def test_a_date_in_a_line_of_a_subject_is_no_date_line() -> None:
    record = extract(_AMENDS)
    assert record.date.value == "2021-03-19"
    assert (record.subject.value or "").endswith("quy định tiêu chuẩn dữ liệu thông tin đầu vào")
    without = extract(_AMENDS.replace("Hà Nội, ngày 19 tháng 3 năm 2021\n", ""))
    assert without.date.value is None


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


def test_a_title_that_goes_on_with_its_subject_has_one_middle_with_the_next_row() -> None:
    """The subject begins behind the kind, so its own first row stands right of the middle."""
    about = "QUY ĐỊNH VỀ CÔNG TÁC VĂN THƯ VÀ LƯU TRỮ CỦA CƠ QUAN"
    title = line(f"THÔNG TƯ LIÊN TỊCH {about}", None, 300)
    block = Block(BlockKind.TITLE, (title, line("Năm 2021", None, 340)))
    record = of([*SURE, ("Số: 12/BB-SNV", 0.95)], block, BODY)
    assert record.subject.value == f"{about} Năm 2021"


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


def test_an_addressee_is_not_what_a_stamp_left_of_a_subject_was_read_as() -> None:
    label, first = line("Kính gửi:", 160, 380, 0.4), line("Ban chấp hành Chi đoàn", None, 380)
    record = _titled(
        line("Về việc tổ chức tập huấn nghiệp vụ lưu trữ", None, 340),
        Line((*label.words, *first.words)),
    )
    assert record.subject.value == "Về việc tổ chức tập huấn nghiệp vụ lưu trữ"
    assert [a.value for a in record.addressees] == ["Ban chấp hành Chi đoàn"]


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


@pytest.mark.parametrize(("decider", "whole"), [("BỘ TRƯỞNG BỘ NỘI VỤ", True), (None, False)])
def test_a_subject_set_as_a_paragraph_stands_above_who_decides(
    decider: str | None, whole: bool
) -> None:
    texts = (
        "Phê duyệt Chương trình hành động triển khai thực hiện Nghị quyết",
        "số 05-NQ/BCSĐ ngày 06/01/2010 của Ban Cán sự Đảng về đổi mới quản lý giáo dục",
    )
    # Both end at the right margin, the first of them is indented.
    lefts = [1420 - (line(text, 0, 0).box or (0, 0, 0, 0))[2] for text in texts]
    rows = [line(texts[i], lefts[i], 340 + 40 * i) for i in (0, 1)]
    rows.append(line("đại học giai đoạn 2010 - 2012", lefts[1], 420))
    named = [Block(BlockKind.BODY, (line(decider, None, 500),))] if decider else []
    title = Block(BlockKind.TITLE, (line("QUYẾT ĐỊNH", None, 300),))
    blocks = title, Block(BlockKind.BODY, tuple(rows)), *named, BODY
    record = of([*SURE, ("Số: 12/QĐ-BNV", 0.95)], *blocks)
    assert (record.subject.value == " ".join(row.text for row in rows)) is whole


@pytest.mark.parametrize(
    ("first", "more", "subject", "status"),
    [
        (
            "“1/2 triển khai hoạt động Ngày thứ 7",
            ("Tình nguyện hỗ trợ nhân dân về thủ tục hành chính", "Năm 2019”"),
            "triển khai hoạt động Ngày thứ 7 Tình nguyện hỗ trợ nhân dân về thủ tục hành chính"
            " Năm 2019",
            Status.OK,
        ),
        ("“V/v triển khai hoạt động", (), "triển khai hoạt động", Status.DOUBTFUL),
        ("“V/v triển khai hoạt động”", (), "triển khai hoạt động", Status.OK),
    ],
)
def test_a_subject_in_quotation_marks_goes_on_below_the_head(
    first: str, more: tuple[str, ...], subject: str, status: Status
) -> None:
    below = tuple(line(text, 180, 260 + 40 * i) for i, text in enumerate(more))
    blocks = [Block(BlockKind.BODY, below)] if below else []
    to = Block(BlockKind.BODY, (line("Kính gửi: Ban Thường vụ Đoàn các phường.", 400, 440),))
    record = of([*SURE, ("Số: 34/SNV-VP", 0.95), (first, 0.95)], *blocks, to, BODY)
    assert (record.subject.value, record.subject.status) == (subject, status)


@pytest.mark.parametrize(
    ("read", "subject", "status"),
    [
        ("BÁo4 HỌC", "HỌC", Status.DOUBTFUL),  # half of a stamp
        ("Về việc xét nâng lương", "Về việc xét nâng lương", Status.OK),
    ],
)
def test_a_word_under_the_number_is_hardly_a_subject(
    read: str, subject: str, status: Status
) -> None:
    record = of([*SURE, ("Số: 34/SNV-VP", 0.95), (read, 0.95)], BODY)
    assert (record.subject.value, record.subject.status) == (subject, status)
