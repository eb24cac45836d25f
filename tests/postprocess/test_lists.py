"""Items of ``Kính gửi`` and ``Nơi nhận`` as pictures and texts give them."""

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.fields.flow import rows_of
from postprocess.fields.people import addressees, recipients, split_addressees
from postprocess.record import Status, Text


def page(*lines: str) -> Page:
    """A page with these lines in one block, all surely read."""
    block = Block(
        BlockKind.RECIPIENTS,
        tuple(Line(tuple(Word(w, None, 0.95) for w in text.split())) for text in lines),
    )
    return Page(1, (block,), 1600, 2300, 200.0, TextOrigin.OCR)


def shown(items: list[Text]) -> list[str]:
    return [f"{i.value}{'' if i.status is Status.OK else ' ?'}" for i in items]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        # Items that end with commas, one of which lost its dash; one that goes on.
        (("Nơi nhận:", "- Ban Bí thư,", "- Tỉnh đoàn,", "Đảng ủy Sở,", "- Các sở,", "- Các xã."),
         ["Ban Bí thư", "Tỉnh đoàn", "Đảng ủy Sở", "Các sở", "Các xã"]),
        (("Nơi nhận:", "- Đảng ủy,", "Công an tỉnh;", "- Các sở;", "- Các xã."),
         ["Đảng ủy, Công an tỉnh", "Các sở", "Các xã"]),
        # The code of who signs beside the list.
        (("Nơi nhận:", "KT.", "- Ban giám hiệu;", "- Các khoa;"), ["Ban giám hiệu", "Các khoa"]),
        # A form below the list.
        (("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "- Họ tên người nộp: Lê Văn An", "Sở Nội vụ"),
         ["Như trên", "Lưu: VT"]),
        (("Nơi nhận:", "SN Như trên;", "- Lưu: VT."), ["Như trên ?", "Lưu: VT"]),
        (("Nơi nhận:", "Như trên:", "ưu: VT, TCHC."), ["Như trên ?", "Lưu: VT, TCHC ?"]),
        (("Nơi nhận:", "- Như trên;", "- Website;': ' Lưu: VT, an (2b)."),
         ["Như trên", "Website", "Lưu: VT, an (2b)"]),
        (("Nơi nhận:", "- Các đơn vị trực thuộc:", "Học viên;", "- Lưu: VT."),
         ["Các đơn vị trực thuộc ?", "Học viên", "Lưu: VT"]),
        (("ơi nhận:", "- Như trên;", "- Lưu:"), ["Như trên", "Lưu ?"]),
        (("Nơi nhận:", "- Văn phòng (Phòng Hành chính;", "Phòng Quản trị);", "- Lưu: VT."),
         ["Văn phòng (Phòng Hành chính; Phòng Quản trị)", "Lưu: VT"]),
        (("Nơi nhận:", "- UBND tỉnh (để", "- Các đơn vị;", "- Lưu: VT."),
         ["UBND tỉnh (để ?", "Các đơn vị", "Lưu: VT"]),
        (("Nơi nhận:", "- Trung lâm Y tế các huyện;", "- Ông Lê Văn Tà;", "- Lưu: VT."),
         ["Trung tâm Y tế các huyện ?", "Ông Lê Văn Tà", "Lưu: VT"]),
        (("Nơi nhận:", "- Các phòng (th);", "- Như Điều 2 (thiện);", "- Lưu: VT. 14"),
         ["Các phòng (t/h) ?", "Như Điều 2 (t/hiện) ?", "Lưu: VT ?"]),
        (("Nơi nhận:", "- Bộ Nội vụ (báo cáo). Z4 DÄ", "- Như điều 2 HẠNG 725", "- Lưu: VT (4b).4"),
         ["Bộ Nội vụ (báo cáo) ?", "Như điều 2 ?", "Lưu: VT (4b) ?"]),
        (("Nơi nhận:", "- Như kính go;", "- Công an xã (đề th/hiện);", "- Sở Y tế (b/©);",
          "- Lưu: VT."),
         ["Như kính gửi ?", "Công an xã (để th/hiện) ?", "Sở Y tế (b/c) ?", "Lưu: VT"]),
        (("Nơi nhận:", "-(Cơ quan thuế;", "- Bộ Nội vụ ( đề b/c và dự);", "- Lưu: VT."),
         ["Cơ quan thuế ?", "Bộ Nội vụ (để b/c và dự) ?", "Lưu: VT"]),
        # Nothing of this is taken apart.
        (("Nơi nhận:", "- (Các) Sở Y tế;", "- Lưu: VT."), ["(Các) Sở Y tế", "Lưu: VT"]),
        (("Nơi nhận:", "- Như Điều 2 và 3;", "- Tổ (đề án 06);", "- Lưu: VT (4b). Hà Nội."),
         ["Như Điều 2 và 3", "Tổ (đề án 06)", "Lưu: VT (4b). Hà Nội"]),
        (("Nơi nhận:", "- Sở Nội vụ: Giám đốc, các Phó Giám đốc;", "- Lưu: VT."),
         ["Sở Nội vụ: Giám đốc, các Phó Giám đốc", "Lưu: VT"]),
        (("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, TH(3)."), ["Như Điều 3", "Lưu: VT, TH(3)"]),
    ],
)  # fmt: skip
def test_recipients(lines: tuple[str, ...], items: list[str]) -> None:
    found = recipients(rows_of([page(*lines)]))
    assert [i.removesuffix(" ?") for i in shown(found)] == [i.removesuffix(" ?") for i in items]
    doubted = [i for i in items if i.endswith(" ?")]
    assert set(doubted) <= set(shown(found))


@pytest.mark.parametrize(
    ("item", "sure", "value"),
    [
        ("Bộ TITT", 0.6, "Bộ TTTT"),
        ("Cổng TT-BT tỉnh", 0.6, "Cổng TT-ĐT tỉnh"),
        ("Bộ TITT", 0.95, "Bộ TTTT"),
        ("Vụ GDPT, Bộ KHCN", 0.6, "Vụ GDPT, Bộ KHCN"),
        ("CT, BCT, BTC", 0.6, "CT, BCT, BTC"),
    ],
)
def test_abbreviations_that_look_like_one_known_one(item: str, sure: float, value: str) -> None:
    rows = ("Nơi nhận:", f"- {item};", "- Lưu: VT.")
    lines = tuple(Line(tuple(Word(w, None, sure) for w in text.split())) for text in rows)
    block = Block(BlockKind.RECIPIENTS, lines)
    found = recipients(rows_of([Page(1, (block,), 1600, 2300, 200.0, TextOrigin.OCR)]))
    assert found[0].value == value
    assert value == item or found[0].status is Status.DOUBTFUL


def test_abbreviations_that_no_model_can_judge_must_be_read_well() -> None:
    words = (("- CT, các", 0.95), ("BGT;", 0.71), ("- Lưu:", 0.95), ("LÒ.", 0.75))
    line = Line(tuple(Word(w, None, sure) for text, sure in words for w in text.split()))
    label = Line((Word("Nơi", None, 0.95), Word("nhận:", None, 0.95)))
    block = Block(BlockKind.RECIPIENTS, (label, line))
    read = Page(1, (block,), 1600, 2300, 200.0, TextOrigin.OCR)
    assert shown(recipients(rows_of([read]))) == ["CT, các PCT ?", "Lưu: LÒ ?"]


def test_addressees_below_a_speck_and_a_colon() -> None:
    lines = ("Kính gửi: F", "- Phòng Nội vụ;", "- Phòng Tài chính:", "Phòng Tư pháp;",
             "- Các xã, phường.", "Thực hiện kế hoạch năm, Sở Nội vụ đề nghị:")  # fmt: skip
    mine, rest = split_addressees(rows_of([page(*lines)]))
    assert shown(addressees(mine)) == [
        "Phòng Nội vụ", "Phòng Tài chính ?", "Phòng Tư pháp", "Các xã, phường",
    ]  # fmt: skip
    assert [r.text for r in rest] == [lines[-1]]


LONG = "Kính gửi: Ủy ban nhân dân các tỉnh, thành phố: Hà Nội, Bắc Ninh, Hưng Yên, Quảng"
BODY = "Thực hiện Nghị quyết số 12/NQ-CP ngày 01/3/2025 của Chính phủ, Sở Nội vụ đề nghị như sau"


@pytest.mark.parametrize(
    ("below", "left", "items"),
    [
        # The row above is full, and this one begins where it does.
        ("Ngãi và Huế.", 300, [f"{LONG[10:]} Ngãi và Huế"]),
        ("Ngãi và Huế.", 160, [LONG[10:]]),  # a paragraph
        (BODY, 300, [LONG[10:]]),
    ],
)
def test_a_name_that_fills_its_row_goes_on(below: str, left: int, items: list[str]) -> None:
    rows = (line(LONG, 300, 500), line(below, left, 540), line(BODY, 160, 620))
    read = Page(1, (Block(BlockKind.BODY, rows),), 1600, 2300, 200.0, TextOrigin.OCR)
    mine, _ = split_addressees(rows_of([read]))
    assert [item.value for item in addressees(mine)] == items


def test_the_last_copies_of_a_text_need_no_dash() -> None:
    record = extract(
        "SỞ Y TẾ\nSố: 7/SYT-VP\nV/v khám sức khỏe\nĐộc lập - Tự do - Hạnh phúc\nKính gửi: Ban A.\n"
        "Đề nghị thực hiện./.\nNơi nhận:\n- Như trên;\n- Văn phòng (Phòng A;\nPhòng B);\n"
        "Lưu: VT.\nGIÁM ĐỐC\nLê Văn Tám\n"
    )
    assert shown(record.recipients) == ["Như trên", "Văn phòng (Phòng A; Phòng B)", "Lưu: VT"]
    assert (record.signer.value, record.signer_title.value) == ("Lê Văn Tám", "GIÁM ĐỐC")


@pytest.mark.parametrize(
    ("left", "found"),
    [(600, ["Phòng Nội vụ", "Phòng Tư pháp các huyện"]), (260, [])],
)
@pytest.mark.parametrize("body_at", [260, 700])  # a stamp hides the first words of the body
def test_a_list_in_the_middle_of_a_letter_is_who_it_is_written_to(
    body_at: int, left: int, found: list[str]
) -> None:
    head = (line("SỞ NỘI VỤ", 200, 100), line("Số: 15/SNV-VP", 180, 140),
            line("V/v khám sức khỏe", 160, 190))  # fmt: skip
    body = (line("- Phòng Nội vụ;", left, 400), line("- Phòng Tư pháp", left, 440),
            line("các huyện.", left, 480), line("Sở Nội vụ đề nghị.", body_at, 560))  # fmt: skip
    blocks = (
        Block(BlockKind.HEADER_LEFT, head),
        Block(BlockKind.HEADER_RIGHT, (line("Độc lập - Tự do - Hạnh phúc", 850, 140),)),
        Block(BlockKind.BODY, body),
    )
    page = Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)
    record = extract([page], one_document=True)
    assert [a.value for a in record.addressees] == found
    assert all(a.status is Status.DOUBTFUL for a in record.addressees)


def test_letters_behind_a_stop_are_no_part_of_an_item() -> None:
    found = recipients(rows_of([page("Nơi nhận:", "- Bộ Nội vụ;H", "- Như trên;", "- Lưu: VT.")]))
    assert shown(found) == ["Bộ Nội vụ ?", "Như trên", "Lưu: VT"]


def test_dashes_of_an_annex_are_no_copies() -> None:
    text = (
        "Trên đây là báo cáo của Sở Nội vụ./.\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\n"
        "Lê Văn Tám\nPHỤ LỤC\nDANH MỤC HỒ SƠ\nPhần một\nTrong đó gồm có:\n"
        "- Tên hồ sơ;\n- Số lượng trang.\nNơi nhận: ghi rõ nơi gửi\n"
    )
    record = extract(text)
    assert shown(record.recipients) == ["UBND tỉnh", "Lưu: VT"]
    assert record.signer.value == "Lê Văn Tám"


def _letter(*blocks: Block) -> Page:
    head = (line("SỞ NỘI VỤ", 200, 100), line("Số: 15/SNV-VP", 180, 140),
            line("V/v khám sức khỏe", 160, 190))  # fmt: skip
    right = Block(BlockKind.HEADER_RIGHT, (line("Độc lập - Tự do - Hạnh phúc", 850, 140),))
    return Page(
        1, (Block(BlockKind.HEADER_LEFT, head), right, *blocks), 1600, 2300, 200.0, TextOrigin.OCR
    )


@pytest.mark.parametrize(
    ("left", "found"),
    [(662, ["Phòng Nội vụ các huyện", "Các trường trung học"]), (250, ["Phòng Nội vụ các huyện"])],
)
def test_an_addressee_right_under_the_first_needs_no_dash(left: int, found: list[str]) -> None:
    body = (line("Kính gửi: Phòng Nội vụ các huyện", 540, 320),
            line("Các trường trung học", left, 360),
            line("Sở Nội vụ đề nghị các cơ quan phối hợp.", 250, 440))  # fmt: skip
    record = extract([_letter(Block(BlockKind.BODY, body))], one_document=True)
    assert [a.value for a in record.addressees] == found


@pytest.mark.parametrize(
    ("left", "last"),
    [(250, "Khoa Sau đại học"), (700, "Khoa Sau đại học, Phòng Đào tạo của các trường")],
)
def test_no_addressee_goes_on_left_of_their_dashes(left: int, last: str) -> None:
    body = (line("Kính gửi:", 540, 320), line("- Thủ trưởng các đơn vị có liên quan;", 680, 360),
            line("- Khoa Sau đại học,", 680, 400),
            line("Phòng Đào tạo của các trường", left, 440),
            line("Sở Nội vụ đề nghị các cơ quan phối hợp.", 250, 520))  # fmt: skip
    record = extract([_letter(Block(BlockKind.BODY, body))], one_document=True)
    assert [a.value for a in record.addressees] == ["Thủ trưởng các đơn vị có liên quan", last]


def test_a_copy_beside_a_signature_needs_no_dash() -> None:
    rows = (("Sở Nội vụ đề nghị các cơ quan phối hợp./.", ""), ("Nơi nhận:", "KT. GIÁM ĐỐC"),
            ("- Như trên;", "PHÓ GIÁM ĐỐC"), ("Các phòng;", ""), ("- Chi cục;", ""),
            ("Lưu: VT.", ""), ("", "Lê Văn Tám"))  # fmt: skip
    lines = [
        Line((*(line(a, 200, 500 + 40 * i).words), *(line(b, 1000, 500 + 40 * i).words)))
        for i, (a, b) in enumerate(rows)
    ]
    record = extract([_letter(Block(BlockKind.BODY, tuple(lines)))], one_document=True)
    assert [r.value for r in record.recipients] == ["Như trên", "Các phòng", "Chi cục", "Lưu: VT"]
    assert record.signer.value == "Lê Văn Tám"


@pytest.mark.parametrize(
    ("over", "items"),
    [
        (
            "- Các sở;\nLê Văn Tám\n- Các xã;\n- Lưu: VT.",
            ["UBND tỉnh", "Các sở", "Các xã", "Lưu: VT"],
        ),
        ("- Tên hồ sơ;\n- Số lượng trang.", ["UBND tỉnh"]),  # of an annex, no "Lưu" ends it
        ("PHỤ LỤC\n- Tên hồ sơ;\n- Lưu: VT.", ["UBND tỉnh"]),
    ],
)
def test_a_list_that_goes_on_over_the_page(over: str, items: list[str]) -> None:
    text = f"Trên đây là báo cáo của Sở Nội vụ./.\nNơi nhận:\n- UBND tỉnh;\nGIÁM ĐỐC\n\f{over}\n"
    record = extract(text, one_document=True)
    assert shown(record.recipients) == items
    assert record.signer.value == ("Lê Văn Tám" if "Tám" in over else None)
