"""The left column as a picture gives it: misread first words, dashes that are specks."""

from pathlib import Path

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.fields.agency import is_joint, superior_and_issuer
from postprocess.fields.agency_kinds import mended_name, stands_under
from postprocess.fields.flow import Row, rows_of
from postprocess.record import Status

CASES = Path(__file__).parent / "cases"
HEADS = [row.split("\t") for row in (CASES / "heads.tsv").read_text("utf-8").splitlines()[2:]]
AS_READ = [
    row.split("\t")
    for row in (CASES / "left_columns.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
][1:]


def rows(*lines: str) -> list[Row]:
    """Rows of a left column, surely read."""
    blocks = Block(
        BlockKind.HEADER_LEFT,
        tuple(Line(tuple(Word(w, (0, 0, 9, 9), 0.95) for w in text.split())) for text in lines),
    )
    return rows_of([Page(1, (blocks,), 1600, 2300, 200.0, TextOrigin.OCR)])


@pytest.mark.parametrize(
    ("lines", "superior", "issuer", "status"),
    [
        (("SỞ Y TẾ", "CH CỤC DÂN SỐ"), "SỞ Y TẾ", "CHI CỤC DÂN SỐ", Status.DOUBTFUL),
        (("UBND TỈNH LONG AN", "SỞ TẾ"), "UBND TỈNH LONG AN", "SỞ Y TẾ", Status.DOUBTFUL),
        (("SỞ Y TẾ LÂM ĐỘNG",), None, "SỞ Y TẾ LÂM ĐỒNG", Status.DOUBTFUL),
        (("UBND TỈNH LONG AN", "Y TẾ"), "UBND TỈNH LONG AN", "SỞ Y TẾ", Status.DOUBTFUL),
        (("UBND TỈNH LONG AN", "SỞ Y"), "UBND TỈNH LONG AN", "SỞ Y TẾ", Status.DOUBTFUL),
        (("UBND TỈNH LONG AN", "SỞ TÀI"), "UBND TỈNH LONG AN", "SỞ TÀI", Status.DOUBTFUL),
        (("Ở TƯ PHÁP HÀ TĨNH",), None, "SỞ TƯ PHÁP HÀ TĨNH", Status.DOUBTFUL),
        (("UBND TỈNH LONG AN -", "SỞ Y TẾ"), "UBND TỈNH LONG AN", "SỞ Y TẾ", Status.OK),
        (("UBND TỈNH LONG AN", "-.SỞ Y TẾ"), "UBND TỈNH LONG AN", "SỞ Y TẾ", Status.OK),
        (("ĐẢNG BỘ TỈNH NAM ĐỊNH", "HUYỆN ỦY HẢI HẬU"), "ĐẢNG BỘ TỈNH NAM ĐỊNH",
         "HUYỆN ỦY HẢI HẬU", Status.OK),
        (("BỘ QUỐC PHÒNG", "QUÂN KHU 9"), "BỘ QUỐC PHÒNG", "QUÂN KHU 9", Status.OK),
        # None of these is two agencies, or another name.
        (("SỞ Y TẾ - SỞ TÀI CHÍNH",), None, "SỞ Y TẾ - SỞ TÀI CHÍNH", Status.OK),
        (("SỞ Y TẾ -", "SỞ TÀI CHÍNH"), None, "SỞ Y TẾ - SỞ TÀI CHÍNH", Status.OK),
        (("ỦY BAN NHÂN DÂN", "HUYỆN THANH TRÌ"), None, "ỦY BAN NHÂN DÂN HUYỆN THANH TRÌ",
         Status.OK),
        (("ỦY BAN NHÂN DÂN", "HUYỆN ĐOAN HÙNG"), None, "ỦY BAN NHÂN DÂN HUYỆN ĐOAN HÙNG",
         Status.OK),
        # A word that no such name has, a small letter among capitals, a torn word.
        (("BẢO HIỂM XÃ HỘY",), None, "BẢO HIỂM XÃ HỘI", Status.DOUBTFUL),
        (("CỤC HẢI QUAN XÂY NHÁY",), None, "CỤC HẢI QUAN XÂY NHÁY", Status.DOUBTFUL),
        (("CHi CỤC DÂN SỐ",), None, "CHi CỤC DÂN SỐ", Status.DOUBTFUL),
        (("CHI CỤC BẢO V Ệ",), None, "CHI CỤC BẢO V Ệ", Status.DOUBTFUL),
    ],
)  # fmt: skip
def test_left_column(
    lines: tuple[str, ...], superior: str | None, issuer: str, status: Status
) -> None:
    over, own = superior_and_issuer(rows(*lines))
    assert (over.value, own.value, own.status) == (superior, issuer, status)


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case[0])
def test_names_go_on_over_lines(case: list[str]) -> None:
    lines, superior, issuer = case
    over, own = superior_and_issuer(rows(*lines.split(" / ")))
    assert (over.value or "-", own.value) == (superior, issuer)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("CHI CỤC TIÊU CHUẪN ĐOLƯỜNG CHẤT LƯỢNC 7", "CHI CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG"),
        ("TRUNG TÂM KIỂM SOÁI BỆNH TẬP", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT"),
        ("PHÒNG TÀI CHÍNH - KẾ HOẠCII", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
        # Others that are called nearly so.
        ("TRUNG TÂM KHUYẾN CÔNG", None), ("CHI CỤC THÚ Y", None), ("CHI CỤC THUẾ", None),
        ("CHI CỤC THỦY LỢI", None), ("PHÒNG NỘI VỤ", None), ("TRUNG TÂM KHUYẾN NGƯ", None),
    ],
)  # fmt: skip
def test_long_names_of_the_list_may_lose_more_letters(read: str, meant: str | None) -> None:
    assert mended_name(read) == meant


def test_a_name_without_its_last_word_is_doubtful() -> None:
    assert (
        superior_and_issuer(rows("TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT"))[1].status is Status.DOUBTFUL
    )


@pytest.mark.parametrize(
    "name",
    ["TỔNG CỤC HẢI QUAN", "BAN CHỈ ĐẠO PHÒNG CHỐNG THIÊN TAI", "BAN THƯỜNG VỤ TỈNH ỦY",
     "BỘ CHỈ HUY QUÂN SỰ TỈNH TRÀ VINH", "TRƯỜNG ĐẠI HỌC SƯ PHẠM", "CỤC THỐNG KÊ TỈNH HÀ TĨNH",
     "ĐẠI HỌC ĐÀ NẴNG", "CỤC THI HÀNH ÁN DÂN SỰ TỈNH GIA LAI"],
)  # fmt: skip
def test_words_that_such_names_have(name: str) -> None:
    assert superior_and_issuer(rows(name))[1].status is Status.OK


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("TỔNG CỤC HẢI QUẬN", "TỔNG CỤC HẢI QUAN"),
        ("BAN CHÍ ĐẠO PHÒNG CHỐNG THIÊN TAI", "BAN CHỈ ĐẠO PHÒNG CHỐNG THIÊN TAI"),
        ("SỞ Y TÉ", "SỞ Y TẾ"),
        ("TẬP ĐOÀN BẦU KHÍ VIỆT NAM", "TẬP ĐOÀN DẦU KHÍ VIỆT NAM"),
        ("BỘ CHỈ HUY QUÂN SỰ TỈNH TÀ VINH", "BỘ CHỈ HUY QUÂN SỰ TỈNH TRÀ VINH"),
        ("TRUN6 TÂM DƯỢC LIỆU", "TRUNG TÂM DƯỢC LIỆU"),
        ("CỤC THÚ T", "CỤC THÚ T"),
        ("TRƯỜNG TIỂU HỌC VÕ THỊ SÂU", "TRƯỜNG TIỂU HỌC VÕ THỊ SÁU"),
    ],
)
def test_words_in_accents_that_they_have_not(read: str, meant: str) -> None:
    issuer = superior_and_issuer(rows(read))[1]
    assert (issuer.value, issuer.status) == (meant, Status.DOUBTFUL)


@pytest.mark.parametrize(
    "name",
    ["CỤC THUẾ", "CỤC THÚ Y", "HỘI NÔNG DÂN", "SỞ NGOẠI VỤ", "BỘ Y TẾ", "Sở Tế", "THANH TRÌ"],
)
def test_names_that_are_near_another_stay(name: str) -> None:
    assert mended_name(name) is None


def test_what_stands_under_what() -> None:
    assert stands_under("so y te", "trung tam kiem nghiem")
    assert not stands_under("so y te", "so tai chinh")
    assert not stands_under("ubnd tinh", "uy ban mat tran to quoc")


@pytest.mark.parametrize(
    ("lines", "symbol", "joint"),
    [
        (("BỘ Y TẾ - BỘ NỘI VỤ",), None, True),
        (("CÔNG AN TỈNH -", "SỞ Y TẾ"), None, True),
        (("BỘ Y TẾ", "BỘ NỘI VỤ"), "2015/TTLT-BYT-BNV", True),
        (("SỞ Y TẾ", "BẢO HIỂM XÃ HỘI TỈNH LONG AN"), "HDLN-SYT-BHXH", True),
        (("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",), None, False),
        (("UBND TỈNH LONG AN -", "SỞ Y TẾ"), None, False),
        (("BỘ Y TẾ", "CỤC QUẢN LÝ DƯỢC"), "QĐ-QLD", False),
        (("UBND TỈNH LONG AN", "SỞ Y TẾ"), "KHLT-SYT-STC", False),
    ],
)
def test_joint(lines: tuple[str, ...], symbol: str | None, joint: bool) -> None:
    _, issuer = superior_and_issuer(rows(*lines), symbol)
    assert is_joint(issuer.value) is joint


@pytest.mark.parametrize(("lines", "superior", "issuer"), AS_READ)
def test_left_columns_as_read(lines: str, superior: str, issuer: str) -> None:
    fields = superior_and_issuer(rows(*lines.split(" / ")))
    shown = [f"{f.value or '-'}{' ?' if f.status is Status.DOUBTFUL else ''}" for f in fields]
    assert shown == [superior, issuer]
