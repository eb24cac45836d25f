"""Subjects that were read too short, too long or wrong, and those that are right all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin
from postprocess.extract import extract
from postprocess.record import Status, Text

CASES = [
    row.split("\t")
    for row in (Path(__file__).parent / "cases" / "subjects.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
][1:]
HEAD = (line("UBND TỈNH BÌNH AN", 200, 100), line("SỞ NỘI VỤ", 260, 140))
RIGHT = (line("Độc lập - Tự do - Hạnh phúc", 850, 140),
         line("Bình An, ngày 19 tháng 3 năm 2021", 850, 180))  # fmt: skip
BODY = line("Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;", 250, 620)


def subject_of(left: tuple[Line, ...], title: tuple[Line, ...], body: tuple[Line, ...]) -> Text:
    blocks = (Block(BlockKind.HEADER_LEFT, (*HEAD, *left)), Block(BlockKind.HEADER_RIGHT, RIGHT),
              Block(BlockKind.TITLE, title), Block(BlockKind.BODY, body))  # fmt: skip
    pages = [Page(1, tuple(b for b in blocks if b.lines), 1600, 2300, 200.0, TextOrigin.OCR)]
    return extract(pages, one_document=True).subject


@pytest.mark.parametrize(("rows", "subject"), CASES)
def test_subjects_as_read(rows: str, subject: str) -> None:
    title = [line(t, None, 300 + 40 * i) for i, t in enumerate(("THÔNG BÁO", *rows.split(" / ")))]
    found = subject_of((line("Số: 12/TB-SNV", 260, 180),), tuple(title), (BODY,))
    assert f"{found.value}{' ?' if found.status is Status.DOUBTFUL else ''}" == subject


@pytest.mark.parametrize(
    ("x", "y", "text", "sure"),
    [
        (None, 380, "Về việc thu hồi quyết định", True),
        (820, 380, "hồi quyết định", False),  # its beginning lies under a stamp
        (None, 420, "Các đơn vị thực hiện.", True),  # of the body, for another begins so
    ],
)
def test_a_row_that_stands_off_the_middle(x: int | None, y: int, text: str, sure: bool) -> None:
    title = (line("THÔNG BÁO", None, 300), line("Về việc sửa đổi và ban hành quy chế", None, 340),
             line(text, x, y))  # fmt: skip
    found = subject_of((line("Số: 12/TB-SNV", 260, 180),), title, (BODY,))
    assert (found.status is Status.OK) == sure


@pytest.mark.parametrize(
    ("x", "last", "sure"),
    [
        (300, "lưu trữ năm", True),  # in the middle
        (160, "lưu trữ năm", True),  # begins where the row above does
        (520, "năm nay", False),  # the end of a row whose beginning is lost
    ],
)
def test_rows_of_a_letter(x: int, last: str, sure: bool) -> None:
    left = (line("Số: 15/SNV-VP", 260, 180), line("V/v tập huấn nghiệp vụ văn thư và", 160, 230),
            line(last, x, 270))  # fmt: skip
    body = (line("Kính gửi: Sở Y tế", 500, 400), line("Sở Nội vụ đề nghị.", 260, 460))
    found = subject_of(left, (), body)
    assert (found.status is Status.OK) == sure


@pytest.mark.parametrize(("below", "sure"), [("số 12 của Sở Y tế", False), (BODY.text, True)])
def test_a_small_letter_right_below_goes_on(below: str, sure: bool) -> None:
    title = (line("THÔNG BÁO", None, 300), line("Về việc thay thế các biểu mẫu", None, 340))
    body = (line(below, 120, 385), BODY)
    found = subject_of((line("Số: 12/TB-SNV", 260, 180),), title, body)
    assert (found.status is Status.OK) == sure
    assert found.value == "Về việc thay thế các biểu mẫu"


@pytest.mark.parametrize(("label", "sure"), [("V/„", True), ("", False), ("1.", False)])
def test_a_subject_under_the_number_whose_label_was_not_read(label: str, sure: bool) -> None:
    left = (line("Số: 15/SNV-VP", 260, 180),
            line(f"{label} tập huấn nghiệp vụ văn thư và", 160, 230),
            line("lưu trữ năm", 300, 270))  # fmt: skip
    found = subject_of(left, (), (line("Kính gửi: Sở Y tế", 500, 400), BODY))
    assert (found.status is Status.OK) == sure


def test_the_stamp_of_a_court_is_no_subject() -> None:
    left = (line("Bản án số: 12/2025/DS-ST", 260, 180), line("Ngày: 10/01/2025.", 260, 220),
            line("Về việc tranh chấp đất đai", 200, 260),
            line("Có HIỆU LỰC PHÁP LUẬT", 190, 300))  # fmt: skip
    assert subject_of(left, (), (BODY,)).value == "Về việc tranh chấp đất đai"


def test_who_decides_is_told_by_his_name_in_short() -> None:
    name = ("TÒA ÁN NHÂN DÂN THÀNH PHỐ MỸ AN", "TÒA ÁN NHÂN DÂN TP. MỸ AN")
    rows = ("QUYẾT ĐỊNH", "SỬA CHỮA, BỔ SUNG QUYẾT ĐỊNH", name[1])
    title = tuple(line(t, None, 300 + 40 * i) for i, t in enumerate(rows))
    left = (line(name[0], 200, 160), line("Số: 12/2025/QĐ-SCBSQĐ", 260, 200))
    found = subject_of(left, title, (BODY,))
    assert (found.value, found.status) == ("SỬA CHỮA, BỔ SUNG QUYẾT ĐỊNH", Status.OK)


@pytest.mark.parametrize(("blank", "status"), [(20, Status.OK), (30, Status.DOUBTFUL)])
def test_a_blank_in_which_a_word_may_be_lost(blank: int, status: Status) -> None:
    first = line("Về việc tổ chức tập huấn", 582, 340)
    end = first.words[-1].box
    assert end is not None
    row = Line((*first.words, *line("nghiệp vụ lưu trữ", end[2] + blank, 340).words))
    slot = (line("Số: 12/TB-SNV", 260, 180),)
    found = subject_of(slot, (line("THÔNG BÁO", None, 300), row), (BODY,))
    assert found.status is status


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("công tác lưu trữ năm 2021 của tỉnh", False),  # "Về" lies under a stamp
        ("Về công tác lưu trữ năm 2021 của tỉnh", True),
        ("về công tác lưu trữ năm 2021 của tỉnh", True),
        ("v/v công tác lưu trữ năm 2021 của tỉnh", True),
        ("Công tác lưu trữ năm 2021 của tỉnh", True),
    ],
)
def test_no_subject_begins_with_a_small_letter(text: str, sure: bool) -> None:
    title = (line("THÔNG BÁO", None, 300), line(text, None, 340))
    found = subject_of((line("Số: 12/TB-SNV", 260, 180),), title, (BODY,))
    assert (found.status is Status.OK) == sure


def test_a_subject_whose_v_a_stamp_hides_begins_with_it() -> None:
    title = (line("THÔNG BÁO", None, 300), line("ề công tác lưu trữ năm 2021", None, 340))
    found = subject_of((line("Số: 12/TB-SNV", 260, 180),), title, (BODY,))
    assert found.value == "Về công tác lưu trữ năm 2021"
    assert found.status is Status.DOUBTFUL


def test_grounds_whose_beginning_a_stamp_hides_are_no_part_of_it() -> None:
    ground = line("Luật Lưu trữ ngày 11 tháng 11 năm 2011;", 330, 380)
    title = (line("THÔNG BÁO", None, 300), line("Về công tác lưu trữ năm 2021", None, 340), ground)
    found = subject_of((line("Số: 12/TB-SNV", 260, 180),), title, (BODY,))
    assert found.value == "Về công tác lưu trữ năm 2021"
