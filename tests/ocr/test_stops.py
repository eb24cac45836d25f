"""Colons and semicolons are those that are printed; letters' dots and specks are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from stamps import TINOS
from test_drawn_signs import texts

from ocr.page import BlockKind
from ocr.stops import with_stops

pytestmark = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)


def ends(there, read, style, size):
    there, read = (["Phòng", *text.split(), "Bộ"] for text in (there, read))
    return " ".join(texts(with_stops, there, read, style=style, size=size)[1:-1])


@pytest.mark.parametrize("size", [46, 58])
@pytest.mark.parametrize(
    ("there", "read"),
    [
        ("động;", "động:"),
        ("lý;", "lý:"),
        ("2019;", "2019,"),
        ("tế;", "tế,"),
        ("sau:", "sau;"),
        ("là:", "là;"),
        ("95%;", "95%:"),
    ],
)
def test_a_stop_is_the_one_that_is_printed(there, read, size):
    assert ends(there, read, "Regular", size) == there


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
@pytest.mark.parametrize("size", [46, 58])
@pytest.mark.parametrize(
    "there",
    [
        "vũ khí,",
        "sửa đổi,",
        "quản lý:",
        "giải trí;",
        "gồm:",
        "(*):",
        "(.);",
        "hết.",
        "rừng,",
        "sẽ;",
    ],
)
def test_what_is_read_as_printed_stays(there, size, style):
    assert ends(there, there, style, size) == there


def test_small_print_stays_as_it_is():
    assert texts(with_stops, ["động;"], ["động:"], size=14) == ["động:"]


def test_cells_stay_as_they_are():
    assert texts(with_stops, ["động;"], ["động:"], kind=BlockKind.TABLE) == ["động:"]
