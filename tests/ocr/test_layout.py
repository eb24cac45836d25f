"""Reading order of the form that Decree 30/2020 sets, from lines read straight across."""

from __future__ import annotations

import pytest

from ocr.engines import RawLine
from ocr.layout import arrange
from ocr.page import Block, BlockKind, Line, Word

WIDTH, HEIGHT = 1650, 2340
LETTER, SPACE, SIZE = 16, 14, 32


def words(text, x, y, confidence=0.9):
    found = []
    for token in text.split():
        found.append(Word(token, (x, y, x + LETTER * len(token), y + SIZE), confidence))
        x = found[-1].box[2] + SPACE
    return found


def line(y, *runs, confidence=0.9):
    """A recogniser's line: runs of ``(x, text)`` that stand at the same height."""
    return RawLine(tuple(w for x, text in runs for w in words(text, x, y, confidence)))


def body(
    y, text="Thực hiện Công văn số 14/UBND-HCC ngày 15 tháng 8 năm 2023 của Ủy ban nhân dân tỉnh"
):
    return line(y, (200, text))


HEADER = [
    line(150, (250, "UBND TỈNH AN BÌNH"), (760, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    line(195, (330, "SỞ Y TẾ"), (860, "Độc lập - Tự do - Hạnh phúc")),
    line(265, (270, "Số: 12/SYT-NVY"), (840, "An Bình, ngày 05 tháng 3 năm 2021")),
]
SUBJECT = [line(320, (230, "V/v báo cáo công tác")), line(360, (230, "quý I năm 2021"))]
FOOT = [
    line(1800, (200, "Nơi nhận:"), (1000, "KT. GIÁM ĐỐC")),
    line(1845, (200, "- Như trên;"), (980, "PHÓ GIÁM ĐỐC")),
    line(1890, (200, "- Lưu: VT.")),
    line(2050, (1000, "Nguyễn Văn An")),
]


def kinds(blocks):
    return [(b.kind, b.text.replace("\n", " | ")) for b in blocks]


def test_a_motto_in_the_middle_parts_no_lines_below_it():
    lines = [
        line(150, (500, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        line(195, (620, "Độc lập - Tự do - Hạnh phúc")),
        line(265, (800, "An Bình, ngày 05 tháng 3 năm 2021")),
        line(340, (750, "BIÊN BẢN")),
        line(385, (600, "Về việc kiểm kê tài sản")),
        line(470, (260, "Hôm nay, lúc"), (560, "14 giờ 00 phút, ngày 29 tháng 5 năm 2017 tại")),
        line(515, (200, "phòng họp, chúng tôi gồm")),
        line(560, (260, "1. Ông"), (480, "Nguyễn Văn An")),
        *(body(y) for y in range(620, 800, 45)),
    ]
    found = kinds(arrange(lines, (), WIDTH, HEIGHT))
    assert found[0] == (
        BlockKind.HEADER_RIGHT,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | Độc lập - Tự do - Hạnh phúc"
        " | An Bình, ngày 05 tháng 3 năm 2021",
    )
    assert found[1] == (BlockKind.TITLE, "BIÊN BẢN | Về việc kiểm kê tài sản")
    assert found[2][1].startswith(
        "Hôm nay, lúc 14 giờ 00 phút, ngày 29 tháng 5 năm 2017 tại | phòng họp, chúng tôi gồm"
    )


def test_a_letter_is_read_column_by_column():
    lines = [
        *HEADER,
        *SUBJECT,
        line(480, (550, "Kính gửi: Các phòng ban")),
        body(600),
        body(645),
        *FOOT,
    ]
    found = kinds(arrange(lines, (), WIDTH, HEIGHT))
    assert found[0] == (
        BlockKind.HEADER_LEFT,
        "UBND TỈNH AN BÌNH | SỞ Y TẾ | Số: 12/SYT-NVY | V/v báo cáo công tác | quý I năm 2021",
    )
    assert found[1] == (
        BlockKind.HEADER_RIGHT,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | Độc lập - Tự do - Hạnh phúc"
        " | An Bình, ngày 05 tháng 3 năm 2021",
    )
    assert found[2] == (BlockKind.BODY, "Kính gửi: Các phòng ban")
    assert found[-2] == (BlockKind.RECIPIENTS, "Nơi nhận: | - Như trên; | - Lưu: VT.")
    assert found[-1] == (BlockKind.SIGNATURE, "KT. GIÁM ĐỐC | PHÓ GIÁM ĐỐC | Nguyễn Văn An")


@pytest.mark.parametrize("gap", [28, SPACE])
def test_header_columns_that_nearly_touch_are_parted(gap):
    agency = (330, "ỦY BAN NHÂN DÂN TỈNH B")
    end = line(150, agency).words[-1].box[2]
    close = line(150, agency, (end + gap, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    blocks = arrange([close, *HEADER[1:], body(600)], (), WIDTH, HEIGHT)
    assert blocks[0].lines[0].text == "ỦY BAN NHÂN DÂN TỈNH B"
    assert blocks[1].lines[0].text.startswith("CỘNG HÒA")


def test_a_date_line_with_blanks_stays_together():
    parted = line(265, (760, "An Bình, ngày"), (1180, "tháng"), (1400, "năm 2021"))
    blocks = arrange(
        [*HEADER[:2], parted, line(420, (760, "BÁO CÁO")), body(600)], (), WIDTH, HEIGHT
    )
    assert blocks[1].kind is BlockKind.HEADER_RIGHT
    assert blocks[1].lines[-1].text == "An Bình, ngày tháng năm 2021"
    assert blocks[2].text == "BÁO CÁO"


def test_the_title_is_parted_from_the_body():
    lines = [
        *HEADER,
        line(420, (760, "BÁO CÁO")),
        line(465, (480, "Kết quả công tác y tế dự phòng năm 2020")),
        body(600),
        body(645),
        body(690),
    ]
    found = arrange(lines, (), WIDTH, HEIGHT)
    assert found[2].kind is BlockKind.TITLE
    assert found[2].text == "BÁO CÁO\nKết quả công tác y tế dự phòng năm 2020"
    assert found[3].kind is BlockKind.BODY


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2/5", "Trang 2"])
def test_a_page_without_header_is_body_in_order_and_its_number_stands_apart(number):
    lines = [line(60, (810, number)), body(200), body(245)]
    found = arrange(lines, (), WIDTH, HEIGHT)
    assert [b.kind for b in found] == [BlockKind.PAGE_NUMBER, BlockKind.BODY]


def test_what_runs_across_below_the_foot_comes_after_it():
    note = line(
        2150, (200, "Ghi chú: Khi cần thêm thông tin, đề nghị liên hệ Văn phòng Sở Y tế tỉnh")
    )
    found = arrange([*HEADER, body(600), *FOOT, note], (), WIDTH, HEIGHT)
    assert found[-1].text.startswith("Ghi chú")
    assert found[-2].kind is BlockKind.SIGNATURE


def test_a_table_stands_where_it_stood():
    table = Block(BlockKind.TABLE, (Line(tuple(words("TT Tên", 220, 820)), (1,)),))
    lines = [body(600), body(645), body(1200)]
    found = arrange(lines, [((200, 800, 1400, 1000), table)], WIDTH, HEIGHT)
    assert [b.kind for b in found] == [BlockKind.BODY, BlockKind.TABLE, BlockKind.BODY]


def test_strokes_of_a_pen_are_no_text_but_digits_stay():
    scribble = RawLine((Word("ƒ", (1000, 1930, 1020, 1990), 0.4),))
    digit = RawLine((Word("7", (700, 300, 720, 330), 0.2),))
    text = "\n".join(b.text for b in arrange([body(600), scribble, digit], (), WIDTH, HEIGHT))
    assert "ƒ" not in text
    assert "7" in text


def test_nothing_gives_nothing():
    assert arrange([], (), WIDTH, HEIGHT) == ()


def test_no_word_is_lost_or_doubled():
    lines = [*HEADER, *SUBJECT, line(420, (760, "BÁO CÁO")), body(600), body(645), *FOOT]
    found = arrange(lines, (), WIDTH, HEIGHT)
    put = sorted(w.box for b in found for ln in b.lines for w in ln.words)
    assert put == sorted(w.box for ln in lines for w in ln.words)


def test_a_title_goes_on_in_a_line_that_nearly_fills_the_width():
    paragraph = [body(745 + 45 * i) for i in range(4)]
    left, right = paragraph[0].words[0].box[0], paragraph[0].words[-1].box[2]

    def centred(y, text):
        run = words(text, 0, y)
        return line(y, ((left + right - run[-1].box[2]) // 2, text))

    wide = centred(
        575, "của Ủy ban nhân dân tỉnh về việc thực hiện Công văn 14 ngày 15 tháng 8 năm nay"
    )
    room = wide.words[0].box[0] - left
    assert 0 < room < 0.025 * WIDTH  # nearer to the margins than a title's lines else are
    indented = line(700, (left + 100, "Căn cứ kế hoạch năm của Ủy ban nhân dân tỉnh về việc này"))
    lines = [*HEADER, centred(480, "BÁO CÁO"), centred(530, "Kết quả công tác"), wide, indented]
    blocks = arrange([*lines, *paragraph], (), WIDTH, HEIGHT)
    (title,) = (b for b in blocks if b.kind is BlockKind.TITLE)
    assert [len(row.words) for row in title.lines] == [2, 4, len(wide.words)]


@pytest.mark.parametrize("union", ["ĐOÀN TNCS HỒ CHÍ MINH", ""])
def test_number_and_date_part_a_head_without_a_motto(union):
    lines = [
        line(150, (200, "ĐOÀN KHỐI DOANH NGHIỆP"), *([(900, union)] if union else [])),
        line(195, (200, "BCH ĐOÀN TRƯỜNG AN BÌNH")),
        line(265, (270, "Số: 12- TB/ĐTN"), (840, "An Bình, ngày 05 tháng 3 năm 2021")),
        line(360, (750, "THÔNG BÁO")),
        line(405, (540, "Về việc nhận hồ sơ xét học bổng")),
        *(body(y) for y in range(520, 700, 45)),
    ]
    found = kinds(arrange(lines, (), WIDTH, HEIGHT))
    date = "An Bình, ngày 05 tháng 3 năm 2021"
    assert found[:3] == [
        (
            BlockKind.HEADER_LEFT,
            "ĐOÀN KHỐI DOANH NGHIỆP | BCH ĐOÀN TRƯỜNG AN BÌNH | Số: 12- TB/ĐTN",
        ),
        (BlockKind.HEADER_RIGHT, f"{union} | {date}" if union else date),
        (BlockKind.TITLE, "THÔNG BÁO | Về việc nhận hồ sơ xét học bổng"),
    ]


def _union_paper(left, below):
    """A paper of a youth union: its number below the row of its date; no national title."""
    return [
        line(150, (200, left), (900, "ĐOÀN TNCS HỒ CHÍ MINH")),
        line(195, (200, "BCH ĐOÀN TRƯỜNG AN BÌNH"), (840, below)),
        line(240, (290, "***")),
        line(285, (270, "Số: 12 TB/ĐTN")),
        line(380, (750, "THÔNG BÁO")),
        *(body(y) for y in range(520, 700, 45)),
    ]


def test_the_union_s_name_over_a_date_parts_a_head_as_a_motto_does():
    lines = _union_paper("ĐOÀN PHƯỜNG AN BÌNH", "An Bình, ngày 05 tháng 3 năm 2021")
    found = kinds(arrange(lines, (), WIDTH, HEIGHT))
    assert found[:3] == [
        (
            BlockKind.HEADER_LEFT,
            "ĐOÀN PHƯỜNG AN BÌNH | BCH ĐOÀN TRƯỜNG AN BÌNH | *** | Số: 12 TB/ĐTN",
        ),
        (
            BlockKind.HEADER_RIGHT,
            "ĐOÀN TNCS HỒ CHÍ MINH | An Bình, ngày 05 tháng 3 năm 2021",
        ),
        (BlockKind.TITLE, "THÔNG BÁO"),
    ]


@pytest.mark.parametrize(
    ("left", "below"),
    [("ĐOÀN PHƯỜNG AN BÌNH", "Trang 2"), ("ĐOÀN TNCS HỒ CHÍ MINH", "THÀNH PHỐ HỒ CHÍ MINH")],
)
def test_the_union_s_name_without_a_date_parts_nothing(left, below):
    found = {kind for kind, _ in kinds(arrange(_union_paper(left, below), (), WIDTH, HEIGHT))}
    assert BlockKind.HEADER_RIGHT not in found


@pytest.mark.parametrize(
    "row",
    [
        [(200, "Số: 12/TB-ĐTN"), (840, "Trang 2")],
        [(200, "Nơi sinh: An Bình"), (840, "ngày 05 tháng 3 năm 1990")],
        [(200, "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2021)")],
    ],
)
def test_other_rows_part_no_head(row):
    lines = [
        line(150, (600, "DANH SÁCH")),
        line(265, *row),
        *(body(y) for y in range(360, 600, 45)),
    ]
    found = {kind for kind, _ in kinds(arrange(lines, (), WIDTH, HEIGHT))}
    assert found.isdisjoint((BlockKind.HEADER_LEFT, BlockKind.HEADER_RIGHT))


def test_running_text_and_agencies_are_no_motto():
    """Else the page is cut in two, and a date is looked for where there is none."""
    lines = [
        body(200, "5. Phòng/Ban chức năng Công tác sinh viên phối hợp với các đơn vị"),
        body(245, "- Cục Đường sắt Việt Nam; Đảng Cộng sản Việt Nam; Tổng Công ty"),
        body(290, "nước Cộng hòa xã hội chủ nghĩa Việt Nam quy định tại khoản 2"),
        line(335, (200, "TRƯỜNG CAO ĐẲNG CÔNG NGHỆ AN BÌNH")),
        line(380, (200, "TỔNG CÔNG TY ĐƯỜNG SẮT VIỆT NAM")),
    ]
    assert {b.kind for b in arrange(lines, (), WIDTH, HEIGHT)} == {BlockKind.BODY}


def test_an_agency_of_the_whole_country_stands_left_of_the_motto():
    lines = [
        line(150, (250, "CÔNG ĐOÀN VIỆT NAM"), (760, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        *HEADER[1:],
        body(600),
    ]
    found = arrange(lines, (), WIDTH, HEIGHT)
    assert found[0].kind is BlockKind.HEADER_LEFT
    assert found[0].text.splitlines()[:2] == ["CÔNG ĐOÀN VIỆT NAM", "SỞ Y TẾ"]
    assert found[1].text.startswith("CỘNG HÒA")


def test_a_misread_motto_and_that_of_the_party_are_told():
    for motto in ("CÔNG HÒA XẢ HÔI CHỦ NGHlA VIÊT NAM", "ĐÀNG CỌNG SẲN VIỆT NAN"):
        lines = [line(150, (250, "TỈNH ỦY AN BÌNH"), (760, motto)), body(600)]
        assert arrange(lines, (), WIDTH, HEIGHT)[0].text == "TỈNH ỦY AN BÌNH"


def test_a_line_of_a_body_that_sounds_like_a_motto_is_no_head():
    lines = [
        body(200, "báo cáo tháng của Tổng công ty Đường sắt Việt Nam về vận tải hàng hóa"),
        body(245, "theo đường lối của Đảng Cộng sản Việt Nam và pháp luật, các cơ quan, đơn vị"),
        line(290, (200, "liên quan thực hiện./.")),
        *[line(y - 1400, *runs) for y, *runs in (
            (1800, (200, "Nơi nhận:"), (1000, "KT. BỘ TRƯỞNG")),
            (1845, (200, "- Như trên;"), (1000, "THỨ TRƯỞNG")),
            (1890, (200, "- Lưu: VT."), (1000, "Nguyễn Văn An")),
        )],
    ]  # fmt: skip
    found = kinds(arrange(lines, (), WIDTH, HEIGHT))
    assert [kind for kind, _ in found] == [
        BlockKind.BODY, BlockKind.RECIPIENTS, BlockKind.SIGNATURE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "parted"),
    [("Nơi nhôm", True), ("Nơi nhận", True), ("Nơi nhóm", True), ("Hai năm", False)],
)
def test_a_label_with_a_pen_over_its_end_parts_the_foot(label, parted):
    lines = [
        body(200, "thực hiện và báo cáo kết quả về Sở Xây dựng trước ngày 20 hằng tháng để gộp"),
        *[line(y - 1400, *runs) for y, *runs in (
            (1800, (200, label), (1000, "KT. GIÁM ĐỐC")),
            (1845, (200, "- Như trên;"), (1000, "PHÓ GIÁM ĐỐC")),
            (1890, (200, "- Lưu: VT."), (1000, "Nguyễn Văn An")),
        )],
    ]  # fmt: skip
    found = {kind for kind, _ in kinds(arrange(lines, (), WIDTH, HEIGHT))}
    assert (BlockKind.RECIPIENTS in found) == parted


def test_a_national_title_with_a_slip_is_one():
    slip = line(150, (250, "UBND TỈNH AN BÌNH"), (760, "CỘNG HÒA XÃ HỘi CHU NGHIA VIET NAM"))
    found = kinds(arrange([slip, *HEADER[1:], body(600)], (), WIDTH, HEIGHT))
    assert [kind for kind, _ in found[:2]] == [BlockKind.HEADER_LEFT, BlockKind.HEADER_RIGHT]


def test_a_stroke_among_the_words_of_a_line_does_not_draw_it_to_the_next():
    text = [
        RawLine(tuple(Word("chữ", (x, y, x + 150, y + 62), 0.9) for x in range(300, 2100, 180)))
        for y in (1500, 1590, 1680)
    ]
    high = RawLine((
        Word("Nơi", (357, 1881, 429, 1914), 0.9),
        Word("nhận:", (441, 1880, 564, 1923), 0.9),
        Word("J", (567, 1864, 591, 1974), 0.9),
    ))  # fmt: skip
    lower = [Word("Lưu:", (399, 1932, 466, 1962), 0.9), Word("VT.", (480, 1932, 544, 1962), 0.9)]
    blocks = arrange([*text, high, RawLine(tuple(lower))], (), 2480, 3508)
    rows = [row.text for block in blocks for row in block.lines]
    assert rows[-2:] == ["Nơi nhận: J", "Lưu: VT."]


def test_a_motto_of_which_a_seal_leaves_the_ends_parts_the_columns():
    lines = [
        line(150, (250, "UBND TỈNH AN BÌNH"), (640, "CỘNG HÒA XX Hi?ï È:¡Ủ }.GHĨA VIỆT NAM")),
        line(195, (330, "SỞ Y TẾ"), (760, "Độc lập lự - Hạnh phúc")),
        HEADER[2],
        body(600),
    ]
    found = kinds(arrange(lines, (), WIDTH, HEIGHT))
    assert found[0] == (BlockKind.HEADER_LEFT, "UBND TỈNH AN BÌNH | SỞ Y TẾ | Số: 12/SYT-NVY")
    assert found[1][0] is BlockKind.HEADER_RIGHT


def test_words_of_a_motto_far_apart_in_a_text_are_none():
    lines = [body(200, "CỘNG HÒA LIÊN BANG ĐỨC VÀ CHÍNH PHỦ NƯỚC CỘNG HÒA NAM PHI VỚI VIỆT NAM")]
    assert {b.kind for b in arrange(lines, (), WIDTH, HEIGHT)} == {BlockKind.BODY}


def test_a_caption_far_below_the_recipients_is_none_of_them():
    caption = [line(2200, (100, "Ngày ký: 16/10/2017"))]
    found = kinds(arrange([*HEADER, body(600), *FOOT, *caption], (), WIDTH, HEIGHT))
    assert found[-3] == (BlockKind.RECIPIENTS, "Nơi nhận: | - Như trên; | - Lưu: VT.")
    assert found[-1] == (BlockKind.MARGINALIA, "Ngày ký: 16/10/2017")
    near = [line(2000, (200, "- Hội Diêm dân."))]
    assert kinds(arrange([*HEADER, body(600), *FOOT, *near], (), WIDTH, HEIGHT))[-2] == (
        BlockKind.RECIPIENTS,
        "Nơi nhận: | - Như trên; | - Lưu: VT. | - Hội Diêm dân.",
    )


@pytest.mark.parametrize("label", ["Nơi nhôm", "Nơi nhậm,"])
def test_a_label_whose_end_a_pen_touched(label):
    foot = [line(1800, (200, label), (1000, "KT. GIÁM ĐỐC")), *FOOT[1:]]
    found = kinds(arrange([*HEADER, body(600), *foot], (), WIDTH, HEIGHT))
    assert found[-2] == (BlockKind.RECIPIENTS, f"{label} | - Như trên; | - Lưu: VT.")


@pytest.mark.parametrize("text", ["Nơi nhiều hộ", "nơi nhiều.", "Nơi nhập học sinh"])
def test_other_lines_begin_no_list(text):
    lines = [*HEADER, body(600), line(645, (200, text)), body(690), line(1800, (1000, "GIÁM ĐỐC"))]
    assert BlockKind.RECIPIENTS not in {b.kind for b in arrange(lines, (), WIDTH, HEIGHT)}


def test_the_last_row_of_a_caption_stays_with_it():
    small = [
        RawLine((Word(text, (1300, y, 1300 + 9 * len(text), y + 20), 0.9),))
        for y, text in (
            (60, "Ký bởi: Văn phòng"),
            (82, "Thời gian ký: 02.04.2021"),
            (104, "+07:00"),
        )
    ]
    blocks = arrange([*small, *HEADER, body(600)], (), WIDTH, HEIGHT)
    assert blocks[0].text.splitlines()[-1] == "+07:00"
    assert blocks[2].text.startswith("CỘNG HÒA")


def test_the_president_who_signs_high_on_a_page_parts_no_head():
    """The name of the state under his title is no motto."""
    lines = [
        body(300, "Thủ tướng Chính phủ, Chủ nhiệm Văn phòng Chủ tịch nước, các cơ quan có"),
        body(345, "liên quan chịu trách nhiệm thi hành Quyết định này."),
        line(430, (980, "CHỦ TỊCH")),
        line(475, (200, "Nơi nhận:"), (700, "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        line(520, (200, "- Như trên;")),
        line(565, (200, "- Lưu: VT.")),
        line(700, (960, "Nguyễn Văn An")),
    ]
    found = arrange(lines, (), WIDTH, HEIGHT)
    assert [b.kind for b in found] == [
        BlockKind.BODY, BlockKind.RECIPIENTS, BlockKind.SIGNATURE,
    ]  # fmt: skip
    assert found[0].lines[0].text.endswith("các cơ quan có")


def test_a_label_whose_words_were_read_on_two_lines_is_one():
    lines = [
        body(300),
        line(1795, (200, "Nơi"), (1000, "CHỦ TỊCH")),
        line(1805, (262, "nhận:"), (900, "ỦY BAN NHÂN DÂN TỈNH")),
        line(1850, (200, "- Như trên;")),
        line(1895, (200, "- Lưu: VT.")),
    ]
    found = arrange(lines, (), WIDTH, HEIGHT)
    (recipients,) = (b for b in found if b.kind is BlockKind.RECIPIENTS)
    assert recipients.text.splitlines() == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
