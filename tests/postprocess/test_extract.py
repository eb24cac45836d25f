"""Whole records from texts that are written in the manner of real documents."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postprocess.extract import extract
from postprocess.record import Dispatch, Evidence, Status

RECORDS = Path(__file__).parent / "cases" / "records"
NAMES = (
    "type number symbol date place superior issuer subject signer signer_title authority urgency "
    "secrecy period language"
)
SCALARS = NAMES.split()


def difference(record: Dispatch, expected: dict) -> list[str]:
    """What of the expected part of a record is otherwise in the record."""
    wrong = []
    for name in SCALARS:
        if name in expected and getattr(record, name).value != expected[name]:
            wrong.append(f"{name}: {getattr(record, name).value!r}")
    for name in ("addressees", "recipients"):
        values = [item.value for item in getattr(record, name)]
        if name in expected and values != expected[name]:
            wrong.append(f"{name}: {values!r}")
    for name in ("references", "statistics"):
        if name not in expected:
            continue
        found = [item.model_dump(mode="json") for item in getattr(record, name)]
        if len(found) != len(expected[name]):
            wrong.append(f"{name}: {len(found)} of {len(expected[name])}: {found}")
        for item, want in zip(found, expected[name], strict=False):
            wrong += [f"{name}.{k}: {item[k]!r} != {v!r}" for k, v in want.items() if item[k] != v]
    if "copy" in expected:
        values = {"number": record.copy_.number.value, "date": record.copy_.date.value}
        if values != expected["copy"]:
            wrong.append(f"copy: {values}")
    if "doubtful" in expected:
        doubtful = [n for n in SCALARS if getattr(record, n).status is Status.DOUBTFUL]
        if doubtful != expected["doubtful"]:
            wrong.append(f"doubtful: {doubtful}")
    if "review" in expected and record.needs_review.value is not expected["review"]:
        wrong.append(f"review: {record.needs_review.reasons}")
    for rule, verdict in expected.get("checks", {}).items():
        verdicts = {c.verdict for c in record.checks if c.rule == rule}
        if verdicts != {verdict}:
            wrong.append(f"{rule}: {verdicts}")
    return wrong


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.txt")), ids=lambda p: p.stem)
def test_record(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert difference(extract(path.read_text("utf-8")), expected) == []


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.txt")), ids=lambda p: p.stem)
def test_every_value_has_evidence_and_absent_ones_none(path: Path) -> None:
    text = path.read_text("utf-8")
    record = extract(path.read_text("utf-8"))
    fields: list[Evidence] = [getattr(record, name) for name in SCALARS]
    fields += [*record.addressees, *record.recipients, *record.references]
    for field in fields:
        if field.status is Status.ABSENT:
            assert getattr(field, "value", None) is None
            assert field.raw is None
        elif field.raw is not None:
            assert field.page == 1
            assert field.box is None
            # Titles of a signature stand in a column, between rows of the other.
            assert all(word in text for word in field.raw.split())
        assert field.rule


def test_record_survives_json() -> None:
    record = extract((RECORDS / "seed.txt").read_text("utf-8"))
    assert Dispatch.model_validate_json(record.model_dump_json(by_alias=True)) == record


def test_empty_text_is_an_empty_record_to_look_at() -> None:
    record = extract("")
    assert record.needs_review.value
    assert all(getattr(record, name).value is None for name in SCALARS)


def test_decomposed_text_gives_the_same() -> None:
    text = (RECORDS / "letter.txt").read_text("utf-8")
    assert extract(unicodedata.normalize("NFD", text)) == extract(text)


def test_form_feeds_part_pages() -> None:
    first = (RECORDS / "minutes.txt").read_text("utf-8")
    record = extract(first + "\fTheo Quyết định số 9/QĐ-UBND ngày 01/02/2019.\n\f")
    assert record.page_count.value == 2
    assert record.references[-1].page == 2


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("Sốsố:/-. \n\tQĐUBND0123456789ngàythámvKíhgử(%)"), max_size=300
    )
)
def test_nothing_makes_it_fail(text: str) -> None:
    extract(text)


@pytest.mark.parametrize(
    "text", ["." * 20_000, "số " * 4_000, "của Bộ Y tế và " * 1_200, "( a b " * 2_000]
)
def test_long_lines_do_not_hang_it(text: str) -> None:
    # Patterns that look back and forth took minutes over these before rows were wrapped.
    extract(text)


def letter(agency="SỞ Y TẾ", place="Kiên Giang", subject="báo cáo nhanh hoạt động ngành"):
    return (
        f"UBND TỈNH KIÊN GIANG\n{agency}\nSố: 12/SYT-NVY\nV/v {subject}\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{place}, ngày 05 tháng 10 năm 2017\n\nKính gửi: Phòng Y tế các huyện.\n\n"
        "Sở Y tế đề nghị các đơn vị báo cáo trước ngày 15 tháng 10 năm 2017./.\n"
    )


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("issuer", {"agency": "SỞ Y"}),  # the last word was lost under a seal
        ("issuer", {"agency": "SỞ Y KIÊN GIANG"}),
        ("place", {"place": "TP. Hà Chí Minh"}),
        ("subject", {"subject": "nghỉ bù địp nghỉ lễ"}),
        ("subject", {"subject": "tập huấn cho y bác sĩ các c tỉnh phía Nam"}),
    ],
)
def test_a_value_that_lost_something_is_never_said_to_be_right(field, changed):
    assert getattr(extract(letter()), field).status == "ok"
    found = getattr(extract(letter(**changed)), field)
    assert found.value
    assert found.status == "doubtful"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("SƠ Y TÉ", "SỞ Y TẾ"),
        ("CHỈ CỤC AN TOÀN VẸ SINH THỰC PHẨM", "CHI CỤC AN TOÀN VỆ SINH THỰC PHẨM"),
    ],
)
def test_accents_of_an_agency_are_told_by_its_letters_and_doubtful(read, value):
    issuer = extract(letter(agency=read)).issuer
    assert (issuer.value, issuer.raw, issuer.status) == (value, read, "doubtful")


def test_a_seldom_name_of_an_agency_stays():
    assert (
        extract(letter(agency="SỞ VĂN HÓA TỈNH BÌNH AN")).issuer.value == "SỞ VĂN HÓA TỈNH BÌNH AN"
    )


@pytest.mark.parametrize(
    ("printed", "value", "status"),
    [
        ("Cục trưởng (để b/c)", "Cục trưởng (để b/c)", Status.OK),
        ("Cục trưởng (đề b/e)", "Cục trưởng (để b/c)", Status.DOUBTFUL),
        ("Cục trưởng (đê b/cáo)", "Cục trưởng (để b/cáo)", Status.DOUBTFUL),
        ("Cục trưởng (đề bạt)", "Cục trưởng (đề bạt)", Status.OK),
    ],
)
def test_for_report_in_small_italics(printed: str, value: str, status: Status) -> None:
    record = extract(f"Nơi nhận:\n- Như trên;\n- {printed};\n- Lưu: VT.")
    assert (record.recipients[1].value, record.recipients[1].status) == (value, status)


def test_a_symbol_alone_under_the_agency_is_no_part_of_its_name() -> None:
    record = extract(
        "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nQĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "An Giang, ngày 04 tháng 10 năm 2022\nQUYẾT ĐỊNH\nVề việc tặng Bằng khen\n"
    )
    assert record.issuer.value == "ỦY BAN NHÂN DÂN TỈNH AN GIANG"
    assert (record.number.value, record.number.status) == (None, Status.DOUBTFUL)
    assert (record.symbol.value, record.symbol.status) == ("QĐ-UBND", Status.DOUBTFUL)
