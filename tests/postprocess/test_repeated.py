"""What a page says often is no slip, however rare it is elsewhere."""

from __future__ import annotations

import pytest

from postprocess.edits import Edit
from postprocess.repeated import without_repeated
from postprocess.tokens import tokens

OFTEN = "Quận Đoàn báo cáo\nđề nghị Quận Đoàn\nTM. BAN THƯỜNG VỤ QUẬN ĐOÀN"


def edit(text, before, after, why="language model"):
    start = text.rindex(before)
    return Edit(start, start + len(before), before, after, why, 0.95, made=True)


@pytest.mark.parametrize(
    ("text", "made", "kept"),
    [
        (OFTEN, ("QUẬN", "QUÂN"), False),
        (OFTEN, ("QUẬN", "QUÂN", "fixed line"), True),  # other evidence is no guess
        (OFTEN, ("QUẬN", "Quận"), True),  # the case alone
        (OFTEN.replace("đề nghị Quận", "đề nghị quân"), ("QUẬN", "QUÂN"), True),  # once is seldom
        (OFTEN.replace("Đoàn", "ủy"), ("QUẬN", "QUÂN"), True),  # beside another word
        ("Quận\nĐoàn một\nQuận\nĐoàn hai\nQUẬN ĐOÀN", ("QUẬN", "QUÂN"), True),  # of two lines
        ("Sở Quận một\nSở Quận hai\nSở QUẬN ĐOÀN", ("QUẬN", "QUÂN"), True),  # only behind it
        (f"Quân đoàn 4\n{OFTEN}", ("QUẬN", "QUÂN"), True),  # the page has both
    ],
)
def test_an_edit_of_what_stands_so_elsewhere_goes(text, made, kept):
    proposed = [edit(text, *made)]
    assert without_repeated(tokens(text), proposed) == (proposed if kept else [])


def test_a_slip_that_is_mended_everywhere_is_no_evidence():
    text = "quân đòan một\nquân đòan hai\nquân đòan ba"
    all_ = [
        Edit(i, i + 4, "đòan", "đoàn", "language model", 0.95, made=True)
        for i in range(len(text))
        if text.startswith("đòan", i)
    ]
    assert without_repeated(tokens(text), all_) == all_
