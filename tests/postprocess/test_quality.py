"""Telling good Vietnamese from what an English recogniser or an old font made of it."""

from __future__ import annotations

import pytest

from postprocess.quality import is_garbled, vietnamese_share

GOOD = (
    "Ủy ban nhân dân huyện báo cáo kết quả thực hiện công tác cải cách thủ tục hành chính "
    "tháng 02 năm 2024 trên địa bàn huyện như sau."
)
BAD = (
    "Uy ban nhan dan huyén bdo cdo két qua thuc hién cong tac cai cach thu tuc hanh chinh "
    "thang 02 nam 2024 trén dia ban huyén nhu sau."
)
ENGLISH = (
    "The committee reports the results of the reform of administrative procedures in the "
    "district for February and asks the offices to continue with their work."
)


def test_good_and_garbled_text_are_far_apart() -> None:
    assert vietnamese_share(GOOD) > 0.9
    assert vietnamese_share(BAD) < 0.6


@pytest.mark.parametrize(
    "text",
    [GOOD, ENGLISH, "", "1.506 1.663 90,55% 13/7/2023 1022 02/2024 260 318", "Số: 12/QĐ-UBND"],
)
def test_not_garbled(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        BAD,
        "Uû ban nh©n d©n tØnh ban hµnh QuyÕt ®Þnh vÒ viÖc qu¶n lý ®Êt ®ai",
        "UÛy ban nhaân daân tænh ban haønh Quyeát ñònh veà vieäc quaûn lyù ñaát ñai cuûa huyeän",
    ],
)
def test_garbled(text: str) -> None:
    assert is_garbled(text)


def test_figures_alone_are_no_evidence() -> None:
    assert vietnamese_share("1.506 1.663 90,55%") == 1.0
