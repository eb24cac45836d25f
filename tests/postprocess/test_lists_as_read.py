"""Items of ``Kính gửi`` and ``Nơi nhận`` from the lines that a recogniser makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.fields.flow import Row, rows_of
from postprocess.fields.foot import split_foot
from postprocess.fields.people import addressees, recipients, split_addressees
from postprocess.record import Status, Text

FILE = Path(__file__).parent / "cases" / "lists.tsv"
CASES = [
    row.split("\t") for row in FILE.read_text("utf-8").splitlines() if not row.startswith("#")
][1:]


def read(lines: list[str], kind: BlockKind) -> list[Row]:
    """Rows of one block, all surely read."""
    words = (Line(tuple(Word(word, None, 0.95) for word in text.split())) for text in lines)
    return rows_of([Page(1, (Block(kind, tuple(words)),), 1600, 2300, 200.0, TextOrigin.OCR)])


def shown(items: list[Text]) -> str:
    return " | ".join(f"{i.value}{'' if i.status is Status.OK else ' ?'}" for i in items)


@pytest.mark.parametrize(("which", "lines", "items"), CASES)
def test_items_of_a_list(which: str, lines: str, items: str) -> None:
    if which == "copies":
        foot = split_foot(read(lines.split(" / "), BlockKind.RECIPIENTS))
        assert shown(recipients(foot.copies)) == items
    else:
        mine, _ = split_addressees(read(lines.split(" / "), BlockKind.BODY))
        assert shown(addressees(mine)) == items


def test_a_list_of_addressees_may_fill_half_a_page() -> None:
    offices = [f"- Phòng Nội vụ, phòng Tư pháp huyện Bình An {n};" for n in range(1, 21)]
    rows = read(["Kính gửi:", *offices, "Thực hiện kế hoạch năm, Sở Nội vụ đề nghị:"],
                BlockKind.BODY)  # fmt: skip
    mine, rest = split_addressees(rows)
    assert (len(addressees(mine)), len(rest)) == (20, 1)


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["Tài liệu gửi kèm theo:", "- Bản đồ khu đất;", "- Giấy chứng nhận."], ""),
        (["Nơi nhận:", "- Như trên;", "Hồ sơ kèm theo gồm có:", "- Bản đồ khu đất;"], "Như trên"),
        (["Hồ sơ kèm theo:", "- Bản đồ;", "Nơi nhận:", "- Như trên;", "- Lưu: VT."],
         "Như trên | Lưu: VT"),
        (["Nơi nhận:", "- Như trên (kèm theo hồ sơ);", "- Lưu: VT."],
         "Như trên (kèm theo hồ sơ) | Lưu: VT"),
    ],
)  # fmt: skip
def test_what_is_enclosed_is_no_copy(lines: list[str], items: str) -> None:
    rows = read(["Kính đề nghị xem xét, giải quyết./.", *lines], BlockKind.BODY)
    assert shown(recipients(split_foot(rows).copies)) == items


@pytest.mark.parametrize(
    ("x", "count"),
    [
        (300, 0),  # where the label begins: a body that nobody was named above
        (500, 1),
    ],
)
def test_what_stands_below_a_label_alone(x: int, count: int) -> None:
    text = "Các sở, ban, ngành, đoàn thể của tỉnh và các huyện, thành phố, thị xã, các xã, phường."
    rows = (line("Kính gửi:", 300, 600), line(text, x, 660), line("Tỉnh đã họp.", 240, 700))
    page = Page(1, (Block(BlockKind.BODY, rows),), 1600, 2300, 200.0, TextOrigin.OCR)
    mine, rest = split_addressees(rows_of([page]))
    assert [item.value for item in addressees(mine)] == [text[:-1]] * count
    assert len(mine) + len(rest) == 3
