"""Those who sign side by side are read column by column; nothing else is."""

from __future__ import annotations

import pytest
from test_layout import FOOT, HEADER, HEIGHT, WIDTH, body, kinds, line

from ocr.layout import arrange
from ocr.page import BlockKind

TEXT = [*HEADER, *(body(y) for y in range(520, 700, 45))]


def signatures(lines):
    return [text for kind, text in kinds(arrange(lines, (), WIDTH, HEIGHT)) if kind == "signature"]


TWO = [
    line(900, (300, "THƯ KÝ"), (1050, "CHỦ TỌA")),
    line(1100, (240, "Nguyễn Văn An"), (1000, "Trần Thị Bình")),
]


def test_two_columns():
    assert signatures([*TEXT, *TWO]) == ["THƯ KÝ | Nguyễn Văn An", "CHỦ TỌA | Trần Thị Bình"]


def test_three_columns_and_names_at_different_heights():
    lines = [
        line(900, (200, "NGƯỜI LẬP"), (700, "KẾ TOÁN TRƯỞNG"), (1250, "GIÁM ĐỐC")),
        line(1100, (180, "Nguyễn Văn An"), (1200, "Lê Văn Cường")),
        line(1140, (700, "Trần Thị Bình")),
    ]
    assert signatures([*TEXT, *lines]) == [
        "NGƯỜI LẬP | Nguyễn Văn An",
        "KẾ TOÁN TRƯỞNG | Trần Thị Bình",
        "GIÁM ĐỐC | Lê Văn Cường",
    ]


def test_titles_under_seals_are_known_by_the_names_below():
    lines = [
        line(900, (200, "SỞ Y TẾ"), (1000, "LIÊN ĐOÀN LAO ĐỘNG")),
        line(945, (250, "ẤM ĐÓC"), (1100, "[Ủ ỊCH")),
        line(1200, (240, "Nguyễn Văn An"), (1000, "Trần Thị Bình")),
    ]
    assert signatures([*TEXT, *lines]) == [
        "SỞ Y TẾ | ẤM ĐÓC | Nguyễn Văn An",
        "LIÊN ĐOÀN LAO ĐỘNG | [Ủ ỊCH | Trần Thị Bình",
    ]


def test_the_recipients_below_stay_a_list():
    lower = [line(y, (200, text)) for y, text in (
        (1300, "Nơi nhận:"), (1345, "- Như trên;"), (1390, "- Lưu: VT."),
    )]  # fmt: skip
    found = kinds(arrange([*TEXT, *TWO, *lower], (), WIDTH, HEIGHT))
    assert found[-3:] == [
        (BlockKind.SIGNATURE, "THƯ KÝ | Nguyễn Văn An"),
        (BlockKind.SIGNATURE, "CHỦ TỌA | Trần Thị Bình"),
        (BlockKind.RECIPIENTS, "Nơi nhận: | - Như trên; | - Lưu: VT."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # one who signs, the recipients at his left
        FOOT,
        # a list of persons without rules
        [
            line(900, (200, "HỌ VÀ TÊN"), (900, "CHỨC VỤ")),
            line(945, (200, "Nguyễn Văn An"), (900, "trưởng phòng")),
            line(990, (200, "Trần Thị Bình"), (900, "chuyên viên")),
        ],
        # the head of a second document
        [
            line(900, (250, "UBND TỈNH AN BÌNH"), (760, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
            line(945, (330, "CHỦ TỊCH"), (860, "Nguyễn Văn An")),
        ],
        # titles with nothing under them
        [line(900, (300, "THƯ KÝ"), (1050, "CHỦ TỌA"))],
        # a text runs on below
        [line(900, (300, "THƯ KÝ"), (1050, "CHỦ TỌA")), body(1000)],
    ],
    ids=["recipients", "persons", "head", "titles alone", "text"],
)
def test_what_is_none(lines):
    blocks = signatures([*TEXT, *lines])
    assert len(blocks) <= 1
    assert not any("THƯ KÝ" in block or "HỌ VÀ" in block for block in blocks)


def test_an_office_in_small_letters_gets_a_copy():
    """Under a row that was badly read, beside the deputy's title."""
    lines = [
        line(895, (200, "Nơi nhận:"), (1000, "KT. GIÁM ĐỐC")),
        line(945, (200, "DLE HD"), (1000, "PHÓ GIÁM ĐỐC")),
        line(990, (200, "- Ban Giám đốc;")),
        line(1035, (200, "- Lưu: VT.")),
        line(1200, (1000, "Trần Thị Bình")),
    ]
    found = dict(kinds(arrange([*TEXT, *lines], (), WIDTH, HEIGHT)))
    assert "- Ban Giám đốc; | - Lưu: VT." in found[BlockKind.RECIPIENTS]
