"""Subjects and lists of scans: where they begin and end, and what a speck made of a sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.extract import extract
from postprocess.record import Status

WIDTH = 1600
CASES = Path(__file__).parent / "cases"
ABOVE = """UBND TỈNH BÌNH AN
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
"""


def rows(texts: Sequence[str], left: int, top: int) -> tuple[Line, ...]:
    return tuple(line(text, left, top + 40 * i) for i, text in enumerate(texts))


def page(*blocks: Block, about: tuple[Line, ...] = (), number: str = "Số: 12/KH-SNV") -> Page:
    left = (line("UBND TỈNH BÌNH AN", 200, 100), line("SỞ NỘI VỤ", 220, 140))
    right = (
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 100),
        line("Đặc lập - Tự do - Hạnh phúc", 850, 140),
        line("Bình An, ngày 09 tháng 3 năm 2021", 850, 180),
    )
    head = (
        Block(BlockKind.HEADER_LEFT, (*left, line(number, 220, 180), *about)),
        Block(BlockKind.HEADER_RIGHT, right),
    )
    return Page(1, (*head, *blocks), WIDTH, 2300, 200.0, TextOrigin.OCR)


def titled(*subject: Line, body: str = "Căn cứ Luật Thi đua, khen thưởng;") -> Page:
    title = Block(BlockKind.TITLE, (line("KẾ HOẠCH", None, 300), *subject))
    return page(title, Block(BlockKind.BODY, (line(body, 250, 520),)))


@pytest.mark.parametrize(
    "subject",
    [
        "Thi hành một số điều của Luật Lưu trữ",
        "Nội dung chỉ tiêu thống kê của tỉnh",
        "Nhận và trả hồ sơ tại bộ phận một cửa",
    ],
)
def test_a_line_in_the_middle_is_subject_whatever_it_begins_with(subject: str) -> None:
    record = extract([titled(line(subject, None, 340))])
    assert (record.subject.value, record.subject.status) == (subject, Status.OK)


def test_an_indented_line_that_begins_so_is_body() -> None:
    body = "Thực hiện Công văn số 7/BNV-VP ngày 01/02/2021 của Bộ Nội vụ, Sở báo cáo như sau:"
    record = extract([titled(line("Thi đua năm 2021", None, 340), body=body)])
    assert record.subject.value == "Thi đua năm 2021"


def test_a_subject_in_capitals_goes_on_in_capitals() -> None:
    first, second = "MỨC THU LỆ PHÍ CẤP GIẤY CHỨNG", "NHẬN ĐĂNG KÝ"
    record = extract([titled(line(first, None, 340), line(second, None, 380))])
    assert record.subject.value == f"{first} {second}"


def test_a_wide_line_that_the_layout_took_for_body_is_subject_and_doubted() -> None:
    wide = "quy định chi tiết một số điều của Luật Thi đua, khen thưởng trong các cơ quan"
    title = Block(BlockKind.TITLE, (line("KẾ HOẠCH", None, 300), line("Thực hiện", None, 340)))
    body = line("Sở Nội vụ xây dựng kế hoạch như sau:", 280, 480)
    record = extract(
        [
            page(
                title,
                Block(BlockKind.BODY, (line(wide, None, 380),)),
                Block(BlockKind.BODY, (body,)),
            )
        ]
    )
    assert record.subject.value == f"Thực hiện {wide}"
    assert record.subject.status is Status.DOUBTFUL


def test_what_a_stamp_was_read_as_is_no_subject() -> None:
    noise = line("kZhq .sxzn1 jzllnu", 300, 380, sure=0.1)
    record = extract([titled(line("Thi đua năm 2021", None, 340), noise)])
    assert (record.subject.value, record.subject.status) == ("Thi đua năm 2021", Status.DOUBTFUL)


@pytest.mark.parametrize(
    ("left", "value"),
    [
        (60, "Tổ chức hội thi tay nghề của các đơn vị"),  # left of where the title begins
        (1300, "Tổ chức hội thi tay nghề của các đơn vị"),  # where it has ended
        (None, "Tổ chức hội thi tay nghề ĐÈN Ngòy: 22 của các đơn vị"),  # in its middle
    ],
)
def test_what_stands_beside_a_subject_is_none_of_it(left: int | None, value: str) -> None:
    rows = (
        line("Tổ chức hội thi tay nghề", None, 340),
        line("ĐÈN Ngòy: 22", left, 380, sure=0.6),
        line("của các đơn vị", None, 420),
    )
    record = extract([titled(*rows)])
    assert (record.subject.value, record.subject.status) == (value, Status.DOUBTFUL)


@pytest.mark.parametrize(
    ("tail", "gap", "value"),
    [
        ("TRƯỜNG AN", 12, "lần thứ V năm 2021"),  # in capitals amid small letters
        ("phòng ban", 60, "lần thứ V năm 2021"),  # behind a wide gap
        ("phòng ban", 12, "lần thứ V năm 2021 phòng ban"),
    ],
)
def test_what_a_stamp_left_at_the_end_of_a_row(tail: str, gap: int, value: str) -> None:
    words = line("lần thứ V năm 2021", None, 380).words
    assert words[-1].box is not None
    row = Line((*words, *line(tail, words[-1].box[2] + gap, 380).words))
    record = extract([titled(line("Tổ chức hội thi tay nghề", None, 340), row)])
    assert record.subject.value == f"Tổ chức hội thi tay nghề {value}"
    assert record.subject.status is Status.DOUBTFUL


def test_two_halves_of_a_row_of_a_subject_stay() -> None:
    halves = (line("của các phòng, ban", 380, 380), line("thuộc Sở năm 2021", 1000, 380))
    record = extract([titled(line("Tổ chức hội thi tay nghề", None, 340), *halves)])
    assert record.subject.value == "Tổ chức hội thi tay nghề của các phòng, ban thuộc Sở năm 2021"


def test_the_right_column_is_no_subject_and_letters_alone_are_none() -> None:
    about = (
        line("V/v rà soát biên chế", 210, 230),
        line("Ồ 1", 60, 270, sure=0.3),
    )
    scan = page(
        Block(BlockKind.BODY, (line("Kính gửi: Sở Y tế", 500, 400),)),
        about=about,
        number="Số: 12/SNV-VP",
    )
    left, right, *rest = scan.blocks
    mark = line("Ủy ban nhân dân tỉnh Bình An", 1100, 30)
    blocks = (left, replace(right, lines=(mark, *right.lines)), *rest)
    record = extract([replace(scan, blocks=blocks)])
    assert (record.subject.value, record.subject.status) == ("rà soát biên chế", Status.OK)


def test_a_gap_behind_the_label_in_words_is_no_end_of_the_subject() -> None:
    label, rest = line("Về việc", 200, 230), line("chế độ nghỉ phép", 400, 230)
    about = (Line((*label.words, *rest.words)),)
    to = Block(BlockKind.BODY, (line("Kính gửi: Sở Y tế", 500, 320),))
    record = extract([page(to, about=about, number="Số: 12/SNV-VP")])
    assert record.subject.value == "Về việc chế độ nghỉ phép"
    assert record.subject.status is Status.DOUBTFUL


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("Và kế hoạch năm 2021", "Về kế hoạch năm 2021"),
        ("Lớp năm thứ ïI", "Lớp năm thứ II"),
        ("Hồ sơ cân bổ sung năm 2021", "Hồ sơ cần bổ sung năm 2021"),
    ],
)
def test_what_must_be_meant_is_proposed_and_doubted(read: str, value: str) -> None:
    record = extract([titled(line(read, None, 340))])
    assert (record.subject.value, record.subject.status) == (value, Status.DOUBTFUL)
    assert record.subject.raw == read


def test_a_roman_figure_must_be_read_as_surely_as_others() -> None:
    words = line("Kết quả xét nghiệm quý II", None, 340).words
    unsure = Word(words[-1].text, words[-1].box, 0.5)
    record = extract([titled(Line((*words[:-1], unsure)))])
    assert record.subject.status is Status.DOUBTFUL


@pytest.mark.parametrize("label", ["V/v", "V/", "Viv", "2v", "VIv"])
def test_the_label_of_a_letter_as_it_is_read(label: str) -> None:
    about = (line(f"{label} rà soát biên chế", 210, 230),)
    to = Block(BlockKind.BODY, (line("Kính gửi: Sở Y tế", 500, 320),))
    record = extract([page(to, about=about, number="Số: 12/SNV-VP")])
    assert (record.subject.value, record.type.value) == ("rà soát biên chế", "Công văn")
    assert [a.value for a in record.addressees] == ["Sở Y tế"]


def test_lists_go_on_where_a_dash_was_not_read() -> None:
    to = ("ĐẾN Kính gửi:", "- Sở Y tế;", "Sở Tài chính;", "- Sở Tư pháp.")
    copies = ("Nơi nhận:", "- Như trên;", "UBND tỉnh;", "- Lưu: VT.")
    blocks = (
        Block(BlockKind.BODY, tuple(line(t, 500, 320 + 40 * i) for i, t in enumerate(to))),
        Block(
            BlockKind.BODY, (line("Sở Nội vụ đề nghị các cơ quan phối hợp thực hiện./.", 250, 520),)
        ),
        Block(
            BlockKind.RECIPIENTS, tuple(line(t, 200, 600 + 40 * i) for i, t in enumerate(copies))
        ),
    )
    record = extract([page(*blocks, about=(line("V/v biên chế", 210, 230),))])
    assert [a.value for a in record.addressees] == ["Sở Y tế", "Sở Tài chính", "Sở Tư pháp"]
    assert [r.value for r in record.recipients] == ["Như trên", "UBND tỉnh", "Lưu: VT"]


@pytest.mark.parametrize(
    "case",
    (CASES / "papers.tsv").read_text("utf-8").splitlines()[3:],
    ids=lambda c: c.split("\t")[0],
)
def test_kinds_of_papers(case: str) -> None:
    lines, *wanted = case.split("\t")
    record = extract(ABOVE + lines.replace(" / ", "\n") + "\n")
    fields = (record.type, record.number, record.symbol, record.subject)
    shown = [f"{f.value or '-'}{' ?' if f.status is Status.DOUBTFUL else ''}" for f in fields]
    assert shown == wanted


def test_the_first_sentence_of_an_invitation_is_no_subject() -> None:
    body = (
        line(
            "Ủy ban nhân dân tỉnh tổ chức buổi làm việc để nghe Sở Nội vụ báo cáo kết quả", 300, 400
        ),
        line(
            "công tác năm và các giải pháp nâng cao chất lượng phục vụ người dân, doanh nghiệp.",
            220,
            440,
        ),
    )
    ends = [max(r.box[2] for r in body if r.box)] * 2
    wide = [Line(tuple(_until(r.words, end))) for r, end in zip(body, ends, strict=True)]
    title = Block(BlockKind.TITLE, (line("GIẤY MỜI", None, 300),))
    record = extract([page(title, Block(BlockKind.BODY, tuple(wide)), number="Số: 5/GM-SNV")])
    assert (record.type.value, record.subject.value) == ("Giấy mời", None)


@pytest.mark.parametrize(
    ("kind", "whole"),
    [(BlockKind.BODY, False), (BlockKind.TITLE, True)],  # set as a paragraph, or in the middle
)
def test_a_paragraph_under_a_subject_in_capitals(kind: BlockKind, whole: bool) -> None:
    texts = (
        "í nhánh của Trung tâm Lưu trữ lịch sử tỉnh Bình An cần tuyển dụng viên chức",
        "làm việc tại các kho lưu trữ trên địa bàn các huyện và thành phố của tỉnh ta",
    )
    first, second = line(texts[0], 300, 400), line(texts[1], 220, 440)
    end = max(r.words[-1].box[2] for r in (first, second) if r.words[-1].box)
    block = Block(kind, tuple(Line(tuple(_until(r.words, end))) for r in (first, second)))
    title = Block(BlockKind.TITLE, (line("THÔNG BÁO", None, 300),))
    capitals = Block(BlockKind.TITLE, (line("TUYỂN DỤNG VIÊN CHỨC", None, 340),))
    record = extract([page(title, capitals, block, number="Số: 5/TB-SNV")])
    assert record.subject.value == " ".join(("TUYỂN DỤNG VIÊN CHỨC", *(texts if whole else ())))


@pytest.mark.parametrize(
    ("above", "subject"),
    [
        ("SỞ NỘI VỤ TỈNH BÌNH AN SỞ Y TẾ", None),  # a head whose columns were read as one
        ("Báo cáo kết quả khám sức khỏe", "Báo cáo kết quả khám sức khỏe"),
    ],
)
def test_what_stands_above_the_addressees_where_no_head_is(above: str, subject: str | None) -> None:
    rows = (line(above, 200, 100), line("Kính gửi: Sở Tư pháp", 500, 200),
            line("Thực hiện kế hoạch năm, Sở báo cáo kết quả.", 250, 300))  # fmt: skip
    scan = Page(1, (Block(BlockKind.BODY, rows),), WIDTH, 2300, 200.0, TextOrigin.OCR)
    assert extract([scan]).subject.value == subject


@pytest.mark.parametrize(
    ("last", "whole"),
    [(None, True), (250, False)],  # a last line in the middle, or at the left as of a paragraph
)
def test_a_wide_subject_of_minutes(last: int | None, whole: bool) -> None:
    texts = ("Việc thực hiện nội quy và bảo quản hồ sơ của các kho lưu trữ của tỉnh", "tại Bình An")
    rows = (line(texts[0], 400, 360), line(texts[1], last, 400))
    blocks = (
        Block(BlockKind.TITLE, (line("BIÊN BẢN KIỂM TRA", None, 300),)),
        Block(BlockKind.BODY, rows),
        Block(
            BlockKind.BODY, (line("Hôm nay, ngày 09 tháng 3 năm 2021, Sở tiến hành:", 280, 480),)
        ),
    )
    record = extract([page(*blocks, number="Số: 5/BB-SNV")])
    assert record.subject.value == " ".join(("KIỂM TRA", *(texts if whole else ())))


def _until(words: Sequence[Word], end: int) -> list[Word]:
    """Words of a line whose last one ends there."""
    *rest, last = words
    assert last.box is not None
    return [*rest, replace(last, box=(*last.box[:2], end, last.box[3]))]


@pytest.mark.parametrize(
    ("subject", "status"),
    [
        ("CÔNG NHẬN LIÊN ĐOÀN KARA,EDOL TỈNH", Status.DOUBTFUL),  # of one word
        ("CÔNG NHẬN LIÊN ĐOÀN KAROTI TỈNH", Status.DOUBTFUL),  # that nobody uses
        ("CÔNG NHẬN LIÊN ĐOÀN KARATE TỈNH", Status.OK),
        ("PHÒNG, CHỐNG DỊCH COVID-19", Status.OK),
    ],
)
def test_words_in_capitals_that_are_no_words(subject: str, status: Status) -> None:
    record = extract([titled(line(subject, None, 340))])
    assert (record.subject.value, record.subject.status) == (subject, status)


@pytest.mark.parametrize("board", ["HỘI ĐỒNG QUẢN TRỊ", "HỘI ĐỒNG THÀNH VIÊN", "HỘI ĐỒNG TRƯỜNG"])
def test_who_decides_is_no_subject(board: str) -> None:
    text = (
        "CÔNG TY CỔ PHẦN AN BÌNH\nSố: 36/NQ-HĐQT\nAn Bình, ngày 26 tháng 6 năm 2018\nNGHỊ QUYẾT\n"
        f"{board} CÔNG TY CỔ PHẦN AN BÌNH\nCăn cứ Luật Doanh nghiệp ngày 26 tháng 11 năm 2014;\n"
    )
    assert extract(text).subject.value is None
