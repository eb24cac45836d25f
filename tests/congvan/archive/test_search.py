"""What was written is found: with accents and without, by number, by what it cites."""

from __future__ import annotations

import json

import pytest
from commands import congvan
from filled import dispatch, fill

from congvan.archive.errors import NoArchive
from congvan.archive.search import Filters, search
from congvan.archive.words import code, code_of, fold, spell

CITING = (
    "Thực hiện Công điện số 644/CĐ-TTg ngày 13 tháng 7 năm 2023 của Thủ tướng Chính phủ "
    "về việc chấn chỉnh, tăng cường trách nhiệm trong giải quyết thủ tục hành chính."
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("kho")
    fill(
        root,
        {
            "/q/1.pdf": dispatch("20", body=CITING + "\f\nTrang hai\nSố hóa hồ sơ đất đai"),
            "/q/2.pdf": dispatch(
                "09",
                symbol="UBND-HCC",
                kind="CÔNG VĂN",
                date=(2022, 3, 1),
                subject="Tăng cường số hoá",
                body="Cải tạo công viên. Thủ đô. Hành lang chính.",
            ),
            "/q/3.pdf": dispatch(
                "644",
                symbol="CĐ-TTg",
                superior="CHÍNH PHỦ",
                issuer="THỦ TƯỚNG CHÍNH PHỦ",
                place="Hà Nội",
                date=(2023, 7, 13),
                kind="CÔNG ĐIỆN",
                subject="Về chấn chỉnh kỷ cương",
                body="Mua bán, ban hành văn bản.",
            ),
        },
    )
    return root


def found(root, query, **filters):
    return [h.file for h in search(query, root, filters=Filters(**filters))]


@pytest.mark.parametrize(
    "query",
    ["cải cách thủ tục hành chính", "cai cach thu tuc", "CẢI CÁCH", "cai cách thu tuc hanh chính"],
)
def test_words_are_found_with_and_without_accents(root, query):
    assert found(root, query) == ["/q/1.pdf"]


def test_the_letter_dd_is_found_by_d(root):
    assert found(root, "dat dai") == ["/q/1.pdf"]
    assert found(root, "đất đai") == ["/q/1.pdf"]


def test_wrong_accents_are_not_found(root):
    assert found(root, "đất đại") == []


def test_both_places_of_a_tone_mark_are_one_spelling(root):
    assert set(found(root, "số hóa")) == set(found(root, "số hoá")) == {"/q/1.pdf", "/q/2.pdf"}


def test_a_phrase_goes_before_scattered_words(root):
    hits = search("thu hanh chinh", root)
    assert [h.why for h in hits] == ["words"] * len(hits)
    hits = search("thu tuc hanh chinh", root)
    assert hits[0].why == "phrase"


def test_the_matching_line_and_page_are_shown(root):
    (hit,) = search("dat dai", root)
    assert (hit.page, hit.line) == (2, "Số hóa hồ sơ đất đai")


def test_a_number_finds_the_document_itself_then_those_that_cite_it(root):
    hits = search("644/CĐ-TTg", root)
    assert [(h.file, h.why) for h in hits][:2] == [("/q/3.pdf", "number"), ("/q/1.pdf", "cites")]
    assert "644/CĐ-TTg" in hits[1].line
    assert found(root, "", cites="644/cđ-ttg") == ["/q/1.pdf"]
    assert found(root, "", number="9/UBND-HCC") == ["/q/2.pdf"]
    assert found(root, "", number="20") == ["/q/1.pdf"]


def test_filters_narrow(root):
    assert set(found(root, "", issuer="thap muoi")) == {"/q/1.pdf", "/q/2.pdf"}
    assert found(root, "", issuer="Tháp Mười", since="2023") == ["/q/1.pdf"]
    assert found(root, "", until="2022-03") == ["/q/2.pdf"]
    assert found(root, "", type="công điện") == ["/q/3.pdf"]
    assert found(root, "so hoa", until="2022") == ["/q/2.pdf"]


@pytest.mark.parametrize(
    "query", ['"', "a AND", "NEAR(", "*", "100%", "(x", "col:x", "'; --", "\0"]
)
def test_signs_of_query_languages_are_only_signs(root, query):
    search(query, root)
    found(root, "", issuer=query, number=query, cites=query)


def test_there_must_be_an_archive(tmp_path):
    with pytest.raises(NoArchive):
        search("a", tmp_path)


def test_the_command_prints_for_a_person_and_as_data(root):
    status, data, _ = congvan("search", "thu tuc hanh chinh", "--archive", root, "--json")
    assert status == 0
    assert json.loads(data.splitlines()[0])["file"] == "/q/1.pdf"
    status, data, _ = congvan("search", "dat dai", "--archive", root, "--lang", "vi")
    assert "trang 2: Số hóa hồ sơ đất đai" in data
    status, _, messages = congvan("search", "a", "--archive", root / "no")
    assert status == 2
    assert "congvan ingest" in messages


def test_keys():
    assert fold("Đường ĐẤT Ủy") == "duong dat uy"
    assert spell("Uỷ ban HOÀ BÌNH") == "ủy ban hòa bình"
    assert code("Số: 09 / UBND - HCC") == code_of("09", "UBND-HCC") == "9/ubnd/hcc"
    assert code("36-HD/VPTW") == code_of("36", "HD/VPTW")
