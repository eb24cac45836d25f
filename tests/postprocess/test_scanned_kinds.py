"""Kinds and addressees in heads of scans."""

from __future__ import annotations

import pytest
from printed import line
from scanned_heads import BODY, SURE, of

from ocr.page import Block, BlockKind
from postprocess.extract import extract
from postprocess.record import Status


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
    ("x", "found"), [(680, ["Trường Đại học An Bình", "Phòng Đào tạo"]),
                     (250, ["Trường Đại học An Bình"])],
)  # fmt: skip
def test_a_dashed_addressee_under_the_first(x: int, found: list[str]) -> None:
    to = (line("Kính gửi: Trường Đại học An Bình.", 540, 320), line("- Phòng Đào tạo", x, 360))
    body = line("Công ty xin gửi lời chào trân trọng đến Quý trường.", 250, 440)
    record = of([*SURE, ("Số: 12/SNV-VP", 0.95)], Block(BlockKind.BODY, (*to, body)), BODY)
    assert [a.value for a in record.addressees] == found


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


@pytest.mark.parametrize(
    ("number", "title", "kind", "subject"),
    [
        ("Số: 01/GP-SNV", "Y PHÉP KHOAN NƯỚC DƯỚI ĐẤT", "Giấy phép", "KHOAN NƯỚC DƯỚI ĐẤT"),
        ("Số: 01/GP-SNV", "LẤY PHÉP THĂM DÒ NƯỚC", "Giấy phép", "THĂM DÒ NƯỚC"),
        ("Số: 01/TB-SNV", "CÁC BẢO HIỂM XÃ HỘI", "Thông báo", "CÁC BẢO HIỂM XÃ HỘI"),
    ],
)
def test_a_kind_whose_first_word_a_stamp_half_hides(
    number: str, title: str, kind: str, subject: str
) -> None:
    block = Block(BlockKind.TITLE, (line(title, None, 300),))
    record = of([*SURE, (number, 0.95)], block, BODY)
    assert record.type.value == kind
    assert record.subject.value == subject
