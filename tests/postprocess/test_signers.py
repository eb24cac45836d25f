"""Who signs a joint document, and titles of which a letter was misread."""

from dataclasses import replace

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.fields.flow import rows_of
from postprocess.fields.signature_rows import is_title
from postprocess.fields.titles import mended_title
from postprocess.record import Dispatch, Status

WIDTH = 1600


def line(text: str, x: int, y: int) -> tuple[Word, ...]:
    words = []
    for token in text.split():
        words.append(Word(token, (x, y, x + 12 * len(token), y + 30), 0.95))
        x += 12 * len(token) + 10
    return tuple(words)


def signed(issuer: str, *pairs: tuple[str, str], marked: bool = True) -> Dispatch:
    """A document with rows at the end of which each has a left and a right part.

    Its body ends with the end mark, or without.
    """
    left = (Line(line(issuer, 100, 60)), Line(line("Số: 7/HD-LN", 100, 90)))
    head = (
        Block(BlockKind.HEADER_LEFT, left),
        Block(BlockKind.HEADER_RIGHT, (Line(line("Độc lập - Tự do - Hạnh phúc", 900, 60)),)),
        Block(
            BlockKind.TITLE,
            (Line(line("HƯỚNG DẪN", 740, 150)), Line(line("Về giám định", 730, 190))),
        ),
    )
    end = [
        Line(line("Căn cứ Luật Giám định;", 200, 260)),
        Line(line(f"Các đơn vị thực hiện.{'/.' if marked else ''}", 200, 300)),
    ]
    for i, (left, right) in enumerate(pairs):
        y = 400 + 60 * i
        end.append(Line(line(left, 150, y) + line(right, 1000, y)))
    blocks = (*head, Block(BlockKind.BODY, tuple(end)))
    return extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)], one_document=True)


PAIRS = (
    ("KT. GIÁM ĐỐC SỞ Y TẾ", "GIÁM ĐỐC SỞ TƯ PHÁP"),
    ("PHÓ GIÁM ĐỐC", ""),
    ("Lê Văn Tám", "Trần Thị Nga"),
)


def test_both_sign_a_joint_document() -> None:
    record = signed("SỞ Y TẾ - SỞ TƯ PHÁP", *PAIRS)
    assert record.signer.value == "Lê Văn Tám; Trần Thị Nga"
    assert record.signer.status is Status.OK
    assert record.signer_title.value == "KT. GIÁM ĐỐC SỞ Y TẾ, PHÓ GIÁM ĐỐC; GIÁM ĐỐC SỞ TƯ PHÁP"
    assert record.authority.value == "KT."


def test_one_whose_name_was_not_read_leaves_a_doubt() -> None:
    record = signed("SỞ Y TẾ - SỞ TƯ PHÁP", *PAIRS[:2], ("", "Trần Thị Nga"))
    assert (record.signer.value, record.signer.status) == ("Trần Thị Nga", Status.DOUBTFUL)


def test_two_names_on_a_row_are_not_one() -> None:
    record = signed("SỞ Y TẾ", ("", "GIÁM ĐỐC"), ("Lê Văn Tám", "Trần Thị Nga"))
    assert record.signer.value != "Lê Văn Tám Trần Thị Nga"


def test_of_one_agency_one_signs() -> None:
    record = signed("SỞ Y TẾ", ("KẾ TOÁN TRƯỞNG", "GIÁM ĐỐC"), ("Lê Văn Tám", "Trần Thị Nga"))
    assert (record.signer.value, record.signer_title.value) == ("Trần Thị Nga", "GIÁM ĐỐC")


def abreast(issuer: str, *columns: tuple[str, str]) -> Dispatch:
    """A document whose signatures the layout has parted: a title and a name in each column."""
    page = Page(1, (), WIDTH, 2300, 200.0, TextOrigin.OCR)
    head = Block(BlockKind.HEADER_LEFT, (Line(line(issuer, 100, 60)),))
    motto = Block(BlockKind.HEADER_RIGHT, (Line(line("Độc lập - Tự do - Hạnh phúc", 900, 60)),))
    title = Block(
        BlockKind.TITLE, (Line(line("BIÊN BẢN", 740, 150)), Line(line("Về giám định", 730, 190)))
    )
    text = Block(BlockKind.BODY, (Line(line("Cuộc họp kết thúc lúc 11 giờ./.", 200, 260)),))
    signed = (
        Block(
            BlockKind.SIGNATURE,
            (Line(line(title, 150 + 800 * i, 400)), Line(line(name, 150 + 800 * i, 600))),
        )
        for i, (title, name) in enumerate(columns)
    )
    return extract([replace(page, blocks=(head, motto, title, text, *signed))], one_document=True)


DIRECTOR, HEAD = ("GIÁM ĐỐC", "Lê Văn Tám"), ("CHỦ TỊCH", "Trần Thị Nga")


def test_of_columns_one_signs_for_an_agency_and_both_for_two() -> None:
    record = abreast("SỞ Y TẾ", DIRECTOR, HEAD)
    assert (record.signer.value, record.signer_title.value) == ("Trần Thị Nga", "CHỦ TỊCH")
    record = abreast("SỞ Y TẾ -SỞ TƯ PHÁP", DIRECTOR, HEAD)  # the recogniser lost a blank
    assert record.signer.value == "Lê Văn Tám; Trần Thị Nga"
    assert record.signer_title.value == "GIÁM ĐỐC; CHỦ TỊCH"


def test_signatures_below_each_other_in_a_text() -> None:
    record = extract(
        "SỞ Y TẾ - SỞ TƯ PHÁP\nSố: 7/HD-LN\nĐộc lập - Tự do - Hạnh phúc\nHƯỚNG DẪN\nVề giám định\n"
        "Điều 1. Nội dung.\nGIÁM ĐỐC SỞ Y TẾ\nLê Văn Tám\nGIÁM ĐỐC SỞ TƯ PHÁP\nTrần Thị Nga\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    assert record.signer.value == "Lê Văn Tám; Trần Thị Nga"
    assert record.signer_title.value == "GIÁM ĐỐC SỞ Y TẾ; GIÁM ĐỐC SỞ TƯ PHÁP"


def test_an_agency_under_a_title_is_part_of_it_and_no_person() -> None:
    record = extract(
        "BỘ Y TẾ - BỘ TƯ PHÁP\nSố: 7/2014/TTLT-BYT-BTP\nĐộc lập - Tự do - Hạnh phúc\n"
        "THÔNG TƯ LIÊN TỊCH\nVề giám định\nĐiều 1. Nội dung./.\n"
        "KT. BỘ TRƯỞNG\nBỘ TƯ PHÁP\nTHỨ TRƯỞNG\nLê Văn Tám\n"
        "KT. BỘ TRƯỞNG\nBỘ Y TẾ\nTHỨ TRƯỞNG\nTrần Thị Nga\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    assert record.signer.value == "Lê Văn Tám; Trần Thị Nga"
    assert record.signer_title.value == (
        "KT. BỘ TRƯỞNG BỘ TƯ PHÁP, THỨ TRƯỞNG; KT. BỘ TRƯỞNG BỘ Y TẾ, THỨ TRƯỞNG"
    )


@pytest.mark.parametrize(
    ("rows", "sure"),
    [
        ("TM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH", True),
        ("TM. ĐOÀN ĐẠI BIỂU QUỐC HỘI\nPHÓ TRƯỞNG ĐOÀN", True),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", True),
        ("TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH", False),  # KT. is lost
        ("CỤC TRƯỞNG G", False),  # what a seal was read as
        ("GIÁM ĐỐC SỞ Y TẾ", True),
    ],
)
def test_titles_that_are_whole_and_those_that_are_not(rows: str, sure: bool) -> None:
    record = extract(
        f"Số: 7/KH-VP\nĐộc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\nVề hội nghị\nĐiều 1. Nội dung./.\n"
        f"Nơi nhận:\n- Như trên.\n{rows}\nLê Văn Tám\n"
    )
    assert (record.signer_title.status is Status.OK) is sure


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("CH CỤC TRƯỞNG", "CHI CỤC TRƯỞNG"),
        ("KT. IIIỆU TRƯỞNG", "KT. HIỆU TRƯỞNG"),
        ("PHÓ GIAM DOG", "PHÓ GIÁM ĐỐC"),
        ("THỔNG ĐỐC", "THỐNG ĐỐC"),
        ("CHỦ NHIÊM", "CHỦ NHIỆM"),
        ("[ÂM PHÁN", "THẨM PHÁN"),
        ("ĐÀM PHÁN", None),
        ("HIỆU TRƯỞNG", None),
        ("THỦ TRƯỞNG", None),
        ("GIÁM SÁT", None),
        ("CHỦ TRÌ", None),
        ("GIÁM ĐỐC SỞ Y TẾ", None),
        ("TM. ỦY BAN NHÂN DÂN", None),
        ("BAN QUẢN LÝ", None),
    ],
)
def test_a_title_with_a_letter_misread(read: str, meant: str | None) -> None:
    assert mended_title(read) == meant


@pytest.mark.parametrize(
    ("read", "title", "doubted"),
    [
        ("KT. GIÁM ĐỐC", "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC", True),  # his own lies under the seal
        ("KT. BỘ TRƯỞNG", "KT. BỘ TRƯỞNG, THỨ TRƯỞNG", True),
        ("KT. TỔ TRƯỞNG", "KT. TỔ TRƯỞNG", True),  # who knows what he is called
        ("GIÁM ĐỐC", "GIÁM ĐỐC", False),
        ("HIỆU TRƯỞNG TRƯỜNG", "HIỆU TRƯỞNG", True),  # the last word is of the seal
        ("CHỦ TỊCH 4x_", "CHỦ TỊCH", True),  # of a pen
        ("TM/ HIỆP HỘI ĐIỀU AN BÌNH", "TM/ HIỆP HỘI ĐIỀU AN BÌNH", True),  # his own was not read
    ],
)
def test_a_title_by_itself(read: str, title: str, doubted: bool) -> None:
    issuer = "TRƯỜNG ĐẠI HỌC AN GIANG" if "HIỆU" in read else "SỞ Y TẾ"
    record = signed(issuer, ("", read), ("", "Lê Văn Tám"))
    assert record.signer_title.value == title
    assert (record.signer_title.status is Status.DOUBTFUL) == doubted


def test_what_is_left_of_a_degree_is_no_name() -> None:
    record = signed("SỞ Y TẾ", ("", "GIÁM ĐỐC"), ("", "S. Lê Văn Tám"))
    assert record.signer.value == "Lê Văn Tám"


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (("KT. BỘ TRƯỞNG", "THỨ TRƯỜNG"), "KT. BỘ TRƯỞNG, THỨ TRƯỞNG"),
        (("CHỈ HUY TRƯỞNG ĐẠI TÁ",), "CHỈ HUY TRƯỞNG"),
        (("PHỤ TRÁCH PHÒNG TỔ CHỨC",), "PHỤ TRÁCH PHÒNG TỔ CHỨC"),
    ],
)
def test_titles_as_they_are_written(rows: tuple[str, ...], title: str) -> None:
    record = signed("BỘ Y TẾ", *(("", row) for row in (*rows, "Lê Văn Tám")))
    assert record.signer_title.value == title


def test_the_mark_of_an_app_is_no_signature() -> None:
    record = signed(
        "SỞ Y TẾ", ("", "GIÁM ĐỐC"), ("", "Lê Văn Tám"), ("Scanned with CamScanner", "")
    )
    assert (record.signer.value, record.signer_title.value) == ("Lê Văn Tám", "GIÁM ĐỐC")


def _under(*rows: tuple[str, int], middle: int | None = None) -> Dispatch:
    """A letter with these rows of a signature, each at its height."""
    end = [Line(line("Các đơn vị thực hiện./.", 200, 300)), Line(line("Nơi nhận:", 150, 360))]
    end += [Line(line("- Như trên;", 150, 400)), Line(line("- Lưu: VT.", 150, 440))]
    lines = [line(text, 1000, y) for text, y in rows]
    if middle is not None:
        moved = [
            (words, middle - (1000 + words[-1].box[2]) // 2) for words in lines if words[-1].box
        ]
        lines = [tuple(w.moved(by, 0) for w in words) for words, by in moved]
    signs = tuple(map(Line, lines))
    blocks = (Block(BlockKind.BODY, tuple(end)), Block(BlockKind.SIGNATURE, signs))
    return extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)], one_document=True)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ((("TRƯỞNG BAN", 360), ("CHỦ TỊCH UBND TỈNH", 600), ("Lê Văn Tám", 640)), "TRƯỞNG BAN"),
        (
            (("TM. HỘI ĐỒNG", 360), ("CHỦ TỊCH", 400), ("GIÁM ĐỐC SỞ Y", 600), ("Lê Văn Tám", 640)),
            "TM. HỘI ĐỒNG, CHỦ TỊCH",
        ),
        ((("KT. GIÁM ĐỐC", 360), ("PHÓ GIÁM ĐỐC", 440), ("Lê Văn Tám", 640)),
         "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC"),
        # What stands close below it, though no title was seen in it.
        ((("TL. BỘ TRƯỞNG", 360), ("KTVỤTRƯỞNG VỤ PHÁP CHẾ", 400), ("PHÓ VỤ TRƯỞNG", 480),
          ("Lê Văn Tám", 640)), "TL. BỘ TRƯỞNG, PHÓ VỤ TRƯỞNG"),
    ],
)  # fmt: skip
def test_the_office_under_the_signature_is_not_the_title(
    rows: tuple[tuple[str, int], ...], title: str
) -> None:
    assert _under(*rows).signer_title.value == title


def _centred(*rows: str) -> Dispatch:
    """The same with the rows one under the middle of the other."""
    return _under(*((row, 360 + 40 * i) for i, row in enumerate(rows)), middle=1200)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (("TL. GIÁM ĐỐC", "TP. HÀNH CHÍNH"), "TL. GIÁM ĐỐC, TP. HÀNH CHÍNH"),
        (("TUQ. GIÁM ĐỐC", "CÁN BỘ PHÁP CHẾ"), "TUQ. GIÁM ĐỐC, CÁN BỘ PHÁP CHẾ"),
        (("BÍ THƯ HUYỆN ỦY", "kiêm", "CHỦ TỊCH HỘI"), "BÍ THƯ HUYỆN ỦY, kiêm, CHỦ TỊCH HỘI"),
        (("TRƯỞNG PHÒNG", "HÀNH CHÍNH, QUẢN TRỊ"), "TRƯỞNG PHÒNG, HÀNH CHÍNH, QUẢN TRỊ"),
        # What no words can be made of leaves a doubt.
        (("TL. GIÁM ĐỐC", "TRƯỚGN PHXNG", "TRƯỞNG PHÒNG"), "TL. GIÁM ĐỐC, TRƯỞNG PHÒNG"),
        (("TL. GIÁM ĐỐC", "Đã ký và đóng dấu"), "TL. GIÁM ĐỐC"),
        (("kiêm", "CHỦ TỊCH HỘI"), "CHỦ TỊCH HỘI"),
    ],
)
def test_titles_of_no_list(rows: tuple[str, ...], title: str) -> None:
    record = _centred(*rows, "Lê Văn Tám")
    assert (record.signer.value, record.signer_title.value) == ("Lê Văn Tám", title)
    if "," in title:
        assert record.signer_title.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("Trần Phước Hiền", True),  # rare in texts, a name all the same
        ("Nguyễn Nhân Bản", True),
        ("Lê Minh Tuấn", True),
        ("Lê Minh Tuân", False),
        ("Đặng Vân Minh", False),
        ("Nguyễn Văn Đúc", False),
        ("Nguyễn Tân Dũng", False),
    ],
)
def test_a_name_that_is_likelier_in_other_accents_is_in_doubt(name: str, sure: bool) -> None:
    record = _centred("GIÁM ĐỐC", name)
    assert record.signer.value == name
    assert (record.signer.status is Status.OK) == sure


@pytest.mark.parametrize("middle", [None, 1200])
def test_a_title_of_no_list_stands_under_the_middle_and_close(middle: int | None) -> None:
    y = 400 if middle is None else 480
    rows = (("GIÁM ĐỐC", 360), ("BẢO VỆ THỰC VẬT AN BÌNH", y), ("Lê Văn Tám", 640))
    assert _under(*rows, middle=middle).signer_title.value == "GIÁM ĐỐC"


def test_who_made_a_form_beside_the_upper_of_two_titles() -> None:
    rows = (
        ("Người lập biểu", "KT. GIÁM ĐỐC"),
        ("", "PHÓ GIÁM ĐỐC"),
        ("Lê Văn Tám", "Trần Thị Nga"),
    )
    record = signed("SỞ Y TẾ", *rows, marked=False)
    assert record.signer.value == "Trần Thị Nga"
    assert record.signer_title.value == "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC"


def test_a_deputy_of_whose_title_a_seal_left_the_last_word() -> None:
    record = _under(("KT. HIỆU TRƯỞNG", 360), ("2ÿ yệu TRƯỞNG", 400), ("Lê Văn Tám", 640))
    assert record.signer_title.value == "KT. HIỆU TRƯỞNG, PHÓ HIỆU TRƯỞNG"
    assert record.signer_title.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (("zT CHỦ TỊCH", "HỦ TỊCH"), "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"),
        (("q4 HIỆU TRƯỞNG EuLE", "'U TRƯỞNG"), "KT. HIỆU TRƯỞNG, PHÓ HIỆU TRƯỞNG"),
        (("1T, CHỦ TỊCH", "Sẻ CHỦ TỊCH"), "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"),
        (("VĨ CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"),
        (("CHÁNH VĂN PHÒNG TỈNH", "PHÓ CHÁNH VĂN PHÒNG"),
         "KT. CHÁNH VĂN PHÒNG TỈNH, PHÓ CHÁNH VĂN PHÒNG"),
        (("CHỦ TỊCH", "PHÓ GIÁM ĐỐC"), "CHỦ TỊCH, PHÓ GIÁM ĐỐC"),
        (("KT. CHỦ TỊCH", "Cè CHỦ TỊCH"), "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"),
        (("TM. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "TM. CHỦ TỊCH, PHÓ CHỦ TỊCH"),  # no pen wrote "TM."
        (("CHỦ TỊCH",), "CHỦ TỊCH"),
    ],
)  # fmt: skip
def test_a_title_that_is_read_twice_is_of_a_deputy(rows: tuple[str, ...], title: str) -> None:
    pairs = [("", row) for row in (*rows, "Lê Văn Tám")]
    issuer = "TRƯỜNG ĐẠI HỌC" if "HIỆU" in title else "ỦY BAN NHÂN DÂN TỈNH"
    record = signed(f"{issuer} AN GIANG", ("Nơi nhận:", ""), *pairs)
    assert record.signer_title.value == title
    assert record.signer_title.status is (Status.OK if len(rows) == 1 else Status.DOUBTFUL)


@pytest.mark.parametrize(
    ("title", "x", "signs"),
    [("Giám đốc", 900, True), ("Trưởng phòng HC - NS", 900, True), ("Phó Giám đốc", 900, True),
     ("Giám đốc", 200, False), ("Giám đốc các đơn vị", 900, False)],
)  # fmt: skip
def test_a_title_in_small_letters_right_of_the_middle(title: str, x: int, signs: bool) -> None:
    block = Block(BlockKind.BODY, (Line(line(title, x, 900)),))
    (row,) = rows_of([Page(1, (block,), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert is_title(row) == signs


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("`>PGS:ÍS. Trần Thị Vân Anh", "Trần Thị Vân Anh"),
        ("Z Huỳnh Ngọc Bình", "Huỳnh Ngọc Bình"),
        ("BẾ VĂN AN", "BẾ VĂN AN"),
        ("4 CÔNG TY CỔ PHẦN AN BÌNH", None),
        ("z Nguyễn Hoa", None),
    ],
)
def test_a_name_behind_what_a_pen_was_read_as(row: str, name: str | None) -> None:
    signer = _under(("GIÁM ĐỐC", 360), (row, 480)).signer
    assert (signer.value, signer.status) == (name, Status.DOUBTFUL)


def _filed(below: str) -> Dispatch:
    return extract(
        "UBND TỈNH AN GIANG\nSố: 7/GP-UBND\nĐộc lập - Tự do - Hạnh phúc\nGIẤY PHÉP\n"
        "Về khai thác đá\nĐiều 1. Nội dung./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
        f"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Tám\n{below}"
    )


def test_who_files_a_paper_below_its_signature_is_not_who_signs_it() -> None:
    record = _filed(
        "Giấy phép này đã được đăng ký tại Sở Y tế\nSố đăng ký: 7/ĐKKT\nGIÁM ĐỐC\nTrần Thị Nga\n"
    )
    assert record.signer.value == "Lê Văn Tám"
    assert record.signer_title.value == "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"
    assert _filed("").signer.value == "Lê Văn Tám"


def test_the_president_signs_with_the_name_of_the_state() -> None:
    record = extract(
        "CHỦ TỊCH NƯỚC\nSố: 61/QĐ-CTN\nĐộc lập - Tự do - Hạnh phúc\nQUYẾT ĐỊNH\nVề việc tặng quà\n"
        "Điều 1. Nội dung./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
        "CHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLê Văn Tám\n"
    )
    assert record.signer_title.value == "CHỦ TỊCH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert record.signer.value == "Lê Văn Tám"


@pytest.mark.parametrize(
    ("symbol", "superior", "issuer"),
    [
        ("CTr-UBND-BYT", None, "UBND TỈNH AN GIANG - BỘ Y TẾ"),
        ("KH-BYT", "UBND TỈNH AN GIANG", "BỘ Y TẾ"),
        ("KH-BYT-VP", "UBND TỈNH AN GIANG", "BỘ Y TẾ"),
        ("KH-BYT-AG", "UBND TỈNH AN GIANG", "BỘ Y TẾ"),
        ("KH-BYT-UBND", "UBND TỈNH AN GIANG", "BỘ Y TẾ"),  # not as they stand
    ],
)
def test_who_issue_a_paper_as_its_symbol_names_them(
    symbol: str, superior: str | None, issuer: str
) -> None:
    record = extract(
        f"UBND TỈNH AN GIANG\nBỘ Y TẾ\nSố: 7/{symbol}\nĐộc lập - Tự do - Hạnh phúc\n"
        "CHƯƠNG TRÌNH\nVề giám định\nĐiều 1. Nội dung./.\n"
    )
    assert (record.superior.value, record.issuer.value) == (superior, issuer)
