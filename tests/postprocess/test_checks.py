"""Checks of places and pages."""

import pytest

from postprocess.checks import run_checks
from postprocess.extract import extract
from postprocess.geography import province_named, provinces_of
from postprocess.record import Dispatch, Status, Text

HEAD = """SỞ Y TẾ {issuer}
TRUNG TÂM Y TẾ
Số: 15/KH-TTYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}, ngày 04 tháng 3 năm 2021

KẾ HOẠCH
Tiêm chủng mở rộng

"""


def verdicts(text: str, rule: str) -> list[str]:
    return [c.verdict for c in extract(text).checks if c.rule == rule]


@pytest.mark.parametrize(
    ("issuer", "place", "verdict"),
    [
        ("TỈNH KIÊN GIANG", "Kiên Giang", ["pass"]),
        ("KIÊN GIANG", "Rạch Giá", ["pass"]),
        ("TỈNH AN GIANG", "Rạch Giá", ["pass"]),  # since July 2025
        ("TỈNH KIÊN GIANG", "Cà Mau", ["warn"]),
        ("TỈNH KIÊN GIANG", "Không Đâu", []),
        ("QUỐC GIA", "Hà Nội", []),
    ],
)
def test_place_belongs_to_the_issuer(issuer: str, place: str, verdict: list[str]) -> None:
    record = extract(HEAD.format(issuer=issuer, place=place))
    assert [c.verdict for c in record.checks if c.rule == "place_of_issuer"] == verdict
    assert record.place.value == place  # never changed
    if verdict:  # what is known of a place; an unknown one is another rule's matter
        assert record.place.status is (Status.OK if verdict == ["pass"] else Status.DOUBTFUL)


def test_provinces() -> None:
    assert province_named("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU") == "bariavungtau"
    assert province_named("BỘ Y TẾ") is None
    assert provinces_of("Thành phố Hồ Chí Minh") == provinces_of("TP. Hồ Chí Minh")
    assert not provinces_of("")


PAGE = "Nội dung trang có nhiều chữ để đọc.\n"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([None, 2, 3, 4], ["pass"]),
        ([None, 2, 3, 5, 6], ["fail"]),
        ([None, 2, 3, 3, 4], ["fail"]),
        ([None, 2, 3, 8, 5], ["warn"] * 2),  # one misread figure
        ([None, 2, 3, None, 2, 3], []),  # an appendix counts anew
        ([None, None], []),
    ],
)
def test_page_numbers(numbers: list[int | None], expected: list[str]) -> None:
    text = "\f".join((f"{n}\n" if n else "") + PAGE for n in numbers)
    assert verdicts(text, "page_sequence") == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["1/3\n" + PAGE, "2/3\n" + PAGE, "3/3\n" + PAGE], ["pass"]),
        (["1/3\n" + PAGE, "2/3\n" + PAGE], ["fail"]),
        ([PAGE, "Biên bản này gồm 03 (ba) trang.\n"], ["fail"]),
        ([PAGE, "Biên bản gồm 02 trang, lập thành 02 bản.\n"], ["pass"]),
        ([PAGE, "Văn bản có 02 trang.\n", PAGE], ["warn"]),
        ([PAGE, PAGE + "Trang bị 02 trang thiết bị.\n"], []),
    ],
)
def test_page_counts(pages: list[str], expected: list[str]) -> None:
    assert verdicts("\f".join(pages), "page_count") == expected


@pytest.mark.parametrize(
    ("issuer", "symbol", "verdict"),
    [
        ("SỞ Y TẾ", "TB-SYT", ["pass"]),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TB-SGD&ĐT", ["pass"]),
        ("SỞ Y TẾ", "TB-SNV", ["warn"]),
        # Forms that name no agency: of courts, on offences, a kind alone.
        ("TÒA ÁN NHÂN DÂN TỈNH AN GIANG", "2025/QĐST-DS", []),
        ("TÒA ÁN NHÂN DÂN TỐI CAO", "TB-TANDTC", ["pass"]),
        ("CỤC HẢI QUAN", "QĐ-XPHC", []),
        ("CÔNG TY CỔ PHẦN AN LẠC", "TB", []),
    ],
)
def test_the_agency_in_a_symbol(issuer: str, symbol: str, verdict: list[str]) -> None:
    texts = (Text(value=value, status=Status.OK, confidence=0.9, box=(0, 0, 9, 9))
             for value in (issuer, symbol))  # fmt: skip
    record = Dispatch()
    record.issuer, record.symbol = texts
    found = [c.verdict for c in run_checks(record) if c.rule == "agency_in_symbol"]
    assert found == verdict
    assert record.issuer.status is (Status.DOUBTFUL if verdict == ["warn"] else Status.OK)
