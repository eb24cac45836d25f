"""A name that no window shows clearly, put together from several."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.signers.composed import composed_name
from ocr.signers.tokens import INDEX, TOKENS
from ocr.signers.windows import Window
from ocr.strip_reader import HEIGHT

WIDTH = 900


def shown(text, top=20, doubts=None):
    """A window in which a text is seen; ``doubts``: another letter nearly as likely at a place."""
    logs = np.full((4 * len(text) + 8, len(TOKENS) + 1), -6.0, np.float32)
    logs[:, 0] = -0.01
    for i, letter in enumerate(text):
        steps = slice(4 + 4 * i, 6 + 4 * i)
        logs[steps, 0] = -4.0
        logs[steps, INDEX[letter]] = -0.1
        if doubts and i in doubts:
            logs[steps, INDEX[letter]] = -0.9
            logs[steps, INDEX[doubts[i]]] = -0.7
    return Window(np.zeros((HEIGHT, logs.shape[0] * 2), np.uint8), 0.5, top, 0.0), logs


def name_of(*texts):
    """The name that windows with texts show, two of each, one a little lower."""
    windows = [shown(text, top) for text in texts for top in (20, 28)]
    return " ".join(word.text for word in composed_name(windows, {}, WIDTH))


@pytest.mark.parametrize(
    "text", ["m trần quang lộc", "võ ng trần quang lộc ts", "trần quang lộc h ch"]
)
def test_strokes_beside_a_name_are_no_part_of_it(text):
    assert name_of(text, "trần quang lộc") == "Trần Quang Lộc"


def test_words_come_from_the_windows_that_show_them_best():
    assert (
        name_of("s hoằng khánh tùng", "hoàng khámh tùng", "hoàng khánh tờng") == "Hoàng Khánh Tùng"
    )


def test_a_family_with_one_other_letter_is_known():
    assert name_of("guyễn trọng khang", "nguyễm trọng khang") == "Nguyễn Trọng Khang"


@pytest.mark.parametrize(
    "text",
    [
        "tạm nghỉ phép",  # no family's name
        "trương phòng",  # a title with an accent misread
        "nguyễn",  # no name behind it
        "trần qzx đbg",  # no words
    ],
)
def test_what_is_no_name_gives_none(text):
    assert name_of(text, text) == ""


def test_one_window_is_not_enough():
    assert composed_name([shown("trần quang lộc")], {}, WIDTH) == []


def test_without_windows_there_is_none():
    assert composed_name([], {}, WIDTH) == []


def test_of_two_names_as_likely_none_is_said():
    like_n, like_m = {11: "n"}, {11: "m"}
    windows = [shown("trần văn tâm", top, like_n) for top in (20, 28)]
    windows += [shown("trần văn tân", top, like_m) for top in (20, 28)]
    assert composed_name(windows, {}, WIDTH) == []


def test_its_words_stand_one_behind_the_other_and_in_doubt():
    words = composed_name([shown("m trần quang lộc", top) for top in (20, 28, 36)], {}, WIDTH)
    lefts = [word.box[0] for word in words]
    assert lefts == sorted(lefts)
    assert all(0 <= w.box[0] < w.box[2] <= WIDTH and w.box[1] < w.box[3] for w in words)
    assert all(word.confidence <= 0.5 for word in words)


def test_windows_with_a_stroke_or_two_do_not_crowd_out_those_with_a_name():
    strokes = [shown("tsm", top, {0: "l", 1: "n", 2: "h"}) for top in range(0, 160, 8)]
    blank = np.full((400, len(TOKENS) + 1), -6.0, np.float32)
    blank[:, 0] = -0.001
    strokes = [(window, np.concatenate((logs, blank))) for window, logs in strokes]
    named = [shown("m trần quang lộc", top) for top in (20, 28)]
    found = composed_name([*strokes, *named], {}, WIDTH)
    assert [word.text for word in found] == ["Trần", "Quang", "Lộc"]


def test_of_two_names_as_likely_the_far_more_usual_one_is_said():
    assert name_of("thái doãn thanh", "thái doãn chanh") == "Thái Doãn Thanh"


def test_a_rare_name_that_is_seen_clearly_stays():
    assert name_of("nguyễn đình thuân", "nguyễn đình thuân") == "Nguyễn Đình Thuân"


@pytest.mark.parametrize("title", ["hồ hiệu trưởng", "phan thường trực", "lê giám đốc"])
def test_a_title_behind_what_looks_like_a_family_is_no_name(title):
    assert name_of(title, title) == ""


def test_a_stroke_read_as_a_family_before_another_is_left_out():
    assert name_of("a nguyễn quân", "nguyễn quân") == "Nguyễn Quân"
