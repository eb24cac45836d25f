"""What is a person's name under a signature, and what is a title half read."""

from __future__ import annotations

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin
from postprocess.extract import extract
from postprocess.fields.persons import maybe_person, person, spelt_family
from postprocess.record import Dispatch, Status, Text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BSCKI. Võ Thị Lan", "Võ Thị Lan"),
        ("BSCKII.Trần Văn An", "Trần Văn An"),
        ("BSCKL Lâm Văn An", "Lâm Văn An"),
        ("BS.CKI. Hồ Văn An", "Hồ Văn An"),
        ("PGS. TS. Bùi Văn An", "Bùi Văn An"),
        ("Th.s Bùi Văn An", "Bùi Văn An"),
        ("ThS. Bùi Văn An", "Bùi Văn An"),
        ("Thái Sơn An", "Thái Sơn An"),
        ("BỘ TÀI CHÍNH", None),
        ("Thiếu tướng Hà Văn An", "Hà Văn An"),
        ("NGUYỄN VĂN AN", "NGUYỄN VĂN AN"),
        ("VĂN PHÒNG", None),
        ("Danh mục Hồ sơ", None),
        ("Kế hoạch Tài chính", None),
        ("Thị Lan", None),
        # What a pen leaves of a rank, degrees misread, a title that a seal cut.
        ("hiếu tướng Hà Văn An", "Hà Văn An"),
        ("Pu. tướng Bùi Văn An", "Bùi Văn An"),
        ("ES.TS. Đỗ Văn An", "Đỗ Văn An"),
        ("ƯỞNG BẠN", None),
        ("ƯNG HỮU BAN", "ƯNG HỮU BAN"),
        # Rarer families, ranks, names of the central highlands.
        ("Đại tá Đậu Văn An", "Đậu Văn An"),
        ("Ngôn An", "Ngôn An"),
        ("Luật sư Giàng A Páo", "Giàng A Páo"),
        ("H’Lan Êban", "H’Lan Êban"),
        ("H”Lan Êban", "H’Lan Êban"),
        ("H°Lan Êban", "H’Lan Êban"),
        ("H?Lan ÊBan", "H’Lan ÊBan"),
        # A long family name with one letter that leaves no syllable.
        ("Nguyếy Văn An", "Nguyễn Văn An"),
        ("N„uyễn Văn An", "Nguyễn Văn An"),
        ("Guyến Văn An", "Nguyễn Văn An"),
        ("PHƯƠNG ÁN", None),
        ("PHƯƠNG PHÁP LẬP VÀ TRÌNH BÀY", None),
        ("Đồng Nai", None),
        ("Chung cư An Phú", None),
        ("Nguyền rủa An", None),
        ("VIỄN THÔNG", None),
        ("CHỦ TỊCHQ", None),
        ("LÊ AN", "LÊ AN"),
        ("Mã ICD", None),
        ("Chương II", None),
    ],
)
def test_person(text: str, name: str | None) -> None:
    assert person(text) == name


def test_a_small_first_letter_may_be_what_a_seal_left() -> None:
    assert maybe_person(":‹guyễn Văn An") == "Nguyễn Văn An"
    assert person("võ Thị Lan") is None
    assert maybe_person("võ Thị Lan") == "Võ Thị Lan"


def test_a_name_that_begins_with_its_middle_has_lost_its_family() -> None:
    assert spelt_family("Văn An") == ("Văn An", False)


@pytest.mark.parametrize("name", ["Nguyễn An", "Vu An", "Trình An", "Kpă An", "Tòng An"])
def test_a_family_that_spells_itself_so_is_left_alone(name: str) -> None:
    assert spelt_family(name) == (name, True)


def signed(*rows: str) -> tuple[Text, Text]:
    """Signer and title of a page that ends with these rows, all surely read."""
    record = ended(*rows)
    return record.signer, record.signer_title


def ended(*rows: str) -> Dispatch:
    """The record of such a page."""

    blocks = (
        Block(BlockKind.BODY, (line("Đề nghị các đơn vị thực hiện./.", 200, 400),)),
        Block(BlockKind.RECIPIENTS, (line("Nơi nhận:", 200, 500), line("- Như trên.", 200, 540))),
        Block(BlockKind.SIGNATURE, tuple(line(t, 900, 500 + 50 * i) for i, t in enumerate(rows))),
    )
    return extract([Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)])


def test_a_misread_family_name_is_put_right_and_doubted() -> None:
    signer, _ = signed("GIÁM ĐỐC", "Nguyên Văn An")
    assert (signer.value, signer.raw) == ("Nguyễn Văn An", "Nguyên Văn An")
    assert signer.status is Status.DOUBTFUL


@pytest.mark.parametrize("name", ["Nguyếy Văn An", "N„uyễn Văn An", "H”Lan Êban"])
def test_a_name_that_was_mended_is_doubted(name: str) -> None:
    signer, _ = signed("GIÁM ĐỐC", name)
    assert signer.value is not None
    assert signer.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        (("GIÁM ĐỐC", "Nguyễn Văn An"), Status.OK),
        (("GIÁM ĐỐC", "PHÓ GIÁM bồ", "Nguyễn Văn An"), Status.DOUBTFUL),
        (("{- GIÁM ĐỐC", "Nguyễn Văn An"), Status.DOUBTFUL),
        (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An"), Status.OK),
        (("THỦ TRƯỞNG ĐƠN VỊ", "Nguyễn Văn An"), Status.OK),
        (("VỤ TRƯỞNG VỤ PHÁP CHẾ", "Nguyễn Văn An"), Status.OK),
        (("VỤ TRƯỞNG VỤ PHÁP CHÊ", "Nguyễn Văn An"), Status.DOUBTFUL),
        (("GIÁM ĐỐC SỞ Y TỄ", "Nguyễn Văn An"), Status.DOUBTFUL),
    ],
)
def test_a_title_that_is_half_read_is_doubted(rows: tuple[str, ...], status: Status) -> None:
    assert signed(*rows)[1].status is status


def test_of_a_name_of_two_words_the_family_may_be_hidden() -> None:
    assert signed("GIÁM ĐỐC", "Hoàng An")[0].status is Status.DOUBTFUL
    assert signed("GIÁM ĐỐC", "Hoàng Văn An")[0].status is Status.OK


@pytest.mark.parametrize(
    ("rows", "title", "authority"),
    [
        (("TM. ỦY BAN NHÂN DÂN", "KT.CHỦ TỊCH", "PHÓ kq vết TỊCH"),
         "TM. ỦY BAN NHÂN DÂN, KT.CHỦ TỊCH, PHÓ CHỦ TỊCH", "TM. KT."),
        (("KT. GIÁM ĐỐC", "4 GIÁM ĐỐC"), "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC", "KT."),
        (("“1. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC", "KT."),
    ],
)  # fmt: skip
def test_who_signs_for_another_under_a_seal(
    rows: tuple[str, ...], title: str, authority: str
) -> None:
    record = ended(*rows, "Lê Văn An")
    assert (record.signer_title.value, record.authority.value) == (title, authority)
    assert record.signer_title.status is record.authority.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC"),
        (("PHÓ GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC"),
        (("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "TL. GIÁM ĐỐC, CHÁNH VĂN PHÒNG"),
    ],
)
def test_titles_that_are_whole_stay(rows: tuple[str, ...], title: str) -> None:
    assert signed(*rows, "Lê Văn An")[1].value == title


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (("KT: GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "KT."),
        (("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "KT."),
        (("TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "TM."),
        (("TL CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "TL."),
    ],
)
def test_codes_of_authority_without_their_stop(rows: tuple[str, ...], codes: str) -> None:
    record = ended(*rows, "Lê Văn An")
    assert record.authority.value == codes


def test_a_name_that_nobody_bears_in_these_accents() -> None:
    assert signed("GIÁM ĐỐC", "Nguyễn Thị Mính Khai")[0].status is Status.DOUBTFUL
    assert signed("GIÁM ĐỐC", "Nguyễn Thị Minh Khai")[0].status is Status.OK


def test_copies_and_titles_side_by_side_where_the_label_was_not_read() -> None:
    def side(left: str, right: str, y: int) -> Line:
        return Line((*line(left, 200, y).words, *line(right, 900, y).words))

    rows = (
        line("Đề nghị các đơn vị thực hiện./.", 200, 400),
        side("R52 28", "TM. HỘI ĐỒNG QUẢN LÝ", 500),
        side("- Ban Kiểm soát;", "CHUU TICH", 540),
        line("- Ban Điều hành;", 200, 580),
        line("CHỦ TỊCH HỘI LHPN TỈNH", 900, 800),
        line("Lê Thị An", 960, 840),
    )
    page = Page(1, (Block(BlockKind.BODY, rows),), 1600, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert record.signer_title.value == "TM. HỘI ĐỒNG QUẢN LÝ, CHỦ TỊCH"
    assert record.signer_title.status is Status.DOUBTFUL
    assert [r.value for r in record.recipients] == ["Ban Kiểm soát", "Ban Điều hành"]


def test_the_list_of_copies_begins_with_the_first_of_them() -> None:
    rows = ("Đề nghị thực hiện./.", "- Như trên;", "- Sở Nội vụ;", "- Lưu: VT.")
    lines = tuple(line(t, 200, 400 + 40 * i) for i, t in enumerate(rows))
    page = Page(1, (Block(BlockKind.BODY, lines),), 1600, 2300, 200.0, TextOrigin.OCR)
    assert [r.value for r in extract([page]).recipients] == ["Như trên", "Sở Nội vụ", "Lưu: VT"]


def test_two_with_one_title_sign_together() -> None:
    def side(left: str, right: str, y: int) -> Line:
        return Line((*line(left, 500, y).words, *line(right, 1100, y).words))

    signs = (side("CHỦ TỊCH", "CHỦ TỊCH", 500), side("Lê Văn An", "Vũ Thị Bình", 700))
    copies = (line("Nơi nhận:", 200, 500), line("- Lưu: VT.", 200, 540))
    blocks = (
        Block(BlockKind.BODY, (line("Đề nghị thực hiện./.", 200, 400),)),
        Block(BlockKind.RECIPIENTS, copies),
        Block(BlockKind.SIGNATURE, signs),
    )
    record = extract([Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)])
    assert record.signer.value == "Lê Văn An; Vũ Thị Bình"
    assert record.signer_title.value == "CHỦ TỊCH; CHỦ TỊCH"


def test_a_heading_of_an_annex_far_below_signs_nothing() -> None:
    annex = "\n".join(f"Nội dung thứ {i} của phụ lục" for i in range(12))
    text = "Đề nghị thực hiện./.\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn An\n"
    record = extract(f"{text}{annex}\nLỮ HÀNH QUỐC TẾ\n")
    assert (record.signer.value, record.signer_title.value) == ("Lê Văn An", "GIÁM ĐỐC")


@pytest.mark.parametrize("line", ["uượng tá Lê Văn An", "tá Lê Văn An", "úy Lê Văn An"])
def test_half_a_rank_before_a_name(line: str) -> None:
    assert maybe_person(line) == "Lê Văn An"
    assert maybe_person("hiệu tá lê văn") is None


@pytest.mark.parametrize(
    ("rows", "name", "status"),
    [
        # What a seal leaves of titles, right of the middle above a name.
        ((("HÁP HÀNH", 1000), ("TỊCH", 1050), ("guyến Văn An", 1000)), "Nguyễn Văn An",
         Status.DOUBTFUL),
        # No name; a name in the text; a heading above one at the left.
        ((("HÁP HÀNH", 1000), ("TỊCH", 1050), ("Sở Nội vụ An Bình", 1000)), None, Status.ABSENT),
        ((("Người nhận là", 1000), ("Trần Văn An", 1000)), None, Status.ABSENT),
        ((("DANH SÁCH", 700), ("Trần Văn An", 200)), None, Status.ABSENT),
    ],
)  # fmt: skip
def test_a_signature_of_whose_titles_ends_are_left(
    rows: tuple[tuple[str, int], ...], name: str | None, status: Status
) -> None:
    body = [line("Hội không có tài sản nào cần xử lý.", 200, 400)]
    body += [line(text, x, 500 + 60 * i) for i, (text, x) in enumerate(rows)]
    title = Block(
        BlockKind.TITLE, (line("BÁO CÁO", None, 300), line("Về xử lý tài sản", None, 340))
    )
    page = Page(1, (title, Block(BlockKind.BODY, tuple(body))), 1600, 2300, 200.0, TextOrigin.OCR)
    record = extract([page])
    assert (record.signer.value, record.signer.status) == (name, status)


@pytest.mark.parametrize(
    ("sure", "status"),
    [((0.95, 0.95, 0.95), Status.OK), ((0.9, 0.92, 0.9), Status.OK),  # the latter by two readers
     ((0.95, 0.86, 0.95), Status.DOUBTFUL)],
)  # fmt: skip
def test_a_name_must_be_read_well(sure: tuple[float, ...], status: Status) -> None:
    words = [line(w, 1000 + 60 * i, 560, s).words[0]
             for i, (w, s) in enumerate(zip(("Trần", "Văn", "An"), sure, strict=True))]  # fmt: skip
    rows = (line("GIÁM ĐỐC", 1000, 500), Line(tuple(words)))
    page = Page(1, (Block(BlockKind.SIGNATURE, rows),), 1600, 2300, 200.0, TextOrigin.OCR)
    assert extract([page]).signer.status is status


@pytest.mark.parametrize(
    ("text", "x", "status"),
    [("CÔNG TY TNHH AN BÌNH", 1000, Status.DOUBTFUL),  # somebody signed under it
     ("Công ty TNHH An Bình cam đoan thực hiện.", 200, Status.ABSENT),
     ("BẢN ĐỒ KHU ĐẤT", 1000, Status.ABSENT)],
)  # fmt: skip
def test_who_issues_it_named_again_above_an_unread_signature(
    text: str, x: int, status: Status
) -> None:
    left = line("CÔNG TY TNHH AN BÌNH", 200, 100)
    right = line("Độc lập - Tự do - Hạnh phúc", 850, 140)
    head = (Block(BlockKind.HEADER_LEFT, (left,)), Block(BlockKind.HEADER_RIGHT, (right,)))
    title = Block(BlockKind.TITLE, (line("ĐƠN XIN GIAO ĐẤT", None, 300),))
    body = (line("Chúng tôi xin giao đất ở xã An Phú.", 200, 400), line(text, x, 500))
    blocks = (*head, title, Block(BlockKind.BODY, body))
    page = Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)
    assert extract([page]).signer.status is status


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Trần Văn Phong", "Trần Văn Phong"),
        ("Lê Văn Bân", "Lê Văn Bân"),
        ("Trần Văn Phòng", None),
        ("Văn Phong", None),
        ("Hồ Sơ", None),
    ],
)
def test_a_name_that_is_a_thing_but_for_its_accents(line: str, name: str | None) -> None:
    assert person(line) == name
