"""Citations as offices write them: lists, short forms, what is not a citation."""

from pathlib import Path

import pytest

from postprocess.extract import extract
from postprocess.fields.flow import Flow, rows_of
from postprocess.fields.references import references_in
from postprocess.record import Status
from postprocess.textpages import pages_from_text

_FILE = Path(__file__).parent / "cases" / "references.tsv"
CASES = [ln.split("\t") for ln in _FILE.read_text("utf-8").splitlines() if ln and ln[0] != "#"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:60])
def test_citations(case: list[str]) -> None:
    text, *expected = case
    flow = Flow.of(rows_of(pages_from_text(text)))
    found = [
        "|".join(str(v or "-") for v in (r.type, r.number, r.symbol, r.date, r.issuer, r.mentions))
        for r in references_in([flow], None)
    ]
    assert found == expected


GROUNDS = """Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác
văn thư;
Căn cứ Quyết định số 7/QĐ-UBND ngày 02/01/2021 của UBND tỉnh;
Theo Công văn số 8/SNV-VP ngày 03/01/2021 của Sở Nội vụ về lưu trữ, các phòng thực hiện."""


def test_the_subject_is_quoted_where_its_end_is_sure() -> None:
    flow = Flow.of(rows_of(pages_from_text(GROUNDS)))
    subjects = [r.subject for r in references_in([flow], None)]
    assert subjects == ["về công tác văn thư", None, None]


def test_a_decision_that_says_this_decision_means_itself() -> None:
    flow = Flow.of(rows_of(pages_from_text("Quyết định số 7/QĐ-UBND. Quyết định này có hiệu lực.")))
    assert [r.mentions for r in references_in([flow], None, "Quyết định")] == [1]
    assert [r.mentions for r in references_in([flow], None, "Báo cáo")] == [2]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("(Kèm theo Quyết định số 4l7/QĐ-STC ngày tháng 3 năm 2021)", []),
        ("(Ban hành kèm theo Quyết định só17/QĐ-STC ngày 05/3/2021)", []),
        ("(Kèm theo Quyết định số 17/QĐ-UBND ngày 05/3/2021)", ["17"]),
        ("(Kèm theo Kế hoạch số 17/KH-STC ngày 05/3/2021)", ["17"]),
        ("theo Quyết định số 17/QĐ-STC ngày 05/3/2021", ["17"]),
        ("Kèm theo Quyết định khen thưởng năm 2021 số 417/STC ngày 05/3/2021", []),
        ("Kèm theo Quyết định khen thưởng năm 2021 số 418/STC ngày 05/3/2021", ["418"]),
        ("Kèm theo Tờ trình khen thưởng năm 2021 số 417/STC ngày 05/3/2021", ["417"]),
    ],
)
def test_an_annex_belongs_to_the_document_itself(text: str, cited: list[str]) -> None:
    """However its number was read there: `own_reference` compares the two."""
    flow = Flow.of(rows_of(pages_from_text(text)))
    assert [r.number for r in references_in([flow], ("417", "qd-stc"), "Quyết định")] == cited


def test_mentions_of_the_subject_and_the_body_are_added() -> None:
    text = "Về thực hiện Công văn số 8/SNV-VP\n\nKính gửi: Sở A\n\nTheo Công văn số 8/SNV-VP"
    assert [r.mentions for r in extract(text).references] == [2]


@pytest.mark.parametrize(
    "text", ["Công điện 644/CĐ-T'Tg ngày 13/7/2023", "số 12/QĐ- UB ND xã", "số Ï 95/QĐ-SYT"]
)
def test_a_symbol_that_was_broken_is_doubtful(text: str) -> None:
    flow = Flow.of(rows_of(pages_from_text(text)))
    assert {r.status for r in references_in([flow], None)} == {Status.DOUBTFUL}


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 7/QĐ-UBND ngày l1 tháng 12 năm 2014",
        "Căn cứ Luật Lưu trữ ngày 2 tháng TT năm 2011;",
    ],
)
def test_a_date_in_signs_that_look_like_figures_is_doubtful(text: str) -> None:
    (reference,) = references_in([Flow.of(rows_of(pages_from_text(text)))], None)
    assert reference.date is not None
    assert reference.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Căn cứ Luật đất đai của Chủ tịch nước công bố ngày 24/7/1993;", "Luật đất đai"),
        (
            "Căn cứ Luật tổ chức HĐND (sửa đổi) đã được Quốc hội, kỳ họp thứ 5 thông qua"
            " ngày 21/6/1994;",
            "Luật tổ chức HĐND (sửa đổi)",
        ),
        ("theo Điều 52 Luật Ngân sách nhà nước ngày 25/6/2015", "Luật Ngân sách nhà nước"),
    ],
)
def test_who_passed_a_law_is_no_part_of_its_name(text: str, title: str) -> None:
    (reference,) = references_in([Flow.of(rows_of(pages_from_text(text)))], None)
    assert reference.title == title
    assert reference.date is not None


def test_the_word_before_a_number_need_not_be_its_kind() -> None:
    text = "Nghị định dưới luật của Hội đồng Chính phủ số 88/CP ngày 17/8/1994; Luật số 9/2014/QH13"
    statuses = {r.number: r.status for r in extract(f"Căn cứ {text};").references}
    assert statuses == {"88": Status.DOUBTFUL, "9": Status.OK}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13, ngày 19/6/2015;",
            "Luật Tổ chức chính quyền địa phương",
        ),
        ("Căn cứ Luật Khiếu nại\n(số 02/2011/QH13);", "Luật Khiếu nại"),
        ("theo Bộ luật Lao động số 45/2019/QH14", "Bộ luật Lao động"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B số 47/2019/QH14",
            "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B",
        ),
        ("Luật Thú y ngày 19/6/2015; Luật số 47/2019/QH14", None),
        ("Nghị định số 30/2020/NĐ-CP", None),
    ],
)
def test_a_law_with_a_number_has_its_name_too(text: str, title: str | None) -> None:
    flow = Flow.of(rows_of(pages_from_text(text)))
    assert references_in([flow], None)[-1].title == title
