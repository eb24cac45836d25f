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
