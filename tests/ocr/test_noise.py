"""What a recogniser makes of dirt goes; what numbers a paragraph stays, however badly read."""

from __future__ import annotations

import pytest

from ocr.engines import RawLine
from ocr.noise import without_doubles, without_noise
from ocr.page import Word


@pytest.mark.parametrize(
    ("first", "sure", "gap", "kept"),
    [
        ("____€)", 0.09, 12, "€)"),
        ("©)", 0.2, 12, "©)"),
        ("d)", 0.1, 12, "d)"),
        ("€)", 0.09, 300, None),  # far from the print that it would number
        ("€", 0.09, 12, None),
        ("¬", 0.5, 12, None),
        ("(~)", 0.2, 12, None),
        ("3.", 0.1, 12, "3."),
        ("C.", 0.1, 12, "C."),
        ("-*“b)", 0.2, 12, "b)"),
        ("[.", 0.2, 12, "I."),  # which number, its list tells
        ("!.", 0.2, 300, None),
        ("__H,", 0.4, 12, "H."),  # and how many strokes it has, its ink
        ("__a,", 0.2, 12, None),
    ],
)
def test_the_beginning_of_a_line(first, sure, gap, kept):
    word = Word(first, (100, 50, 140, 80), sure)
    print_ = Word("Lưu", (140 + gap, 50, 220 + gap, 80), 0.97)
    line = without_noise(RawLine((word, print_)))
    assert [w.text for w in line.words] == ([kept] if kept else []) + ["Lưu"]


@pytest.mark.parametrize(
    ("before", "mark", "behind", "kept"),
    [
        ("do", "—-", "Hạnh", True),
        ("2027", "-", "2028)", True),
        ("do", "—~", "Hạnh", False),
    ],
)
def test_a_faint_dash_between_words_or_figures(before, mark, behind, kept):
    words = (
        Word(before, (100, 50, 180, 80), 0.9),
        Word(mark, (195, 63, 215, 66), 0.4),
        Word(behind, (230, 50, 330, 80), 0.9),
    )
    texts = [w.text for w in without_noise(RawLine(words)).words]
    assert texts == ([before, "-", behind] if kept else [before, behind])


@pytest.mark.parametrize(
    ("before", "gap", "kept"), [("(để", 12, True), ("để", 12, False), ("(để", 200, False)]
)
def test_what_closes_a_bracket_stays(before, gap, kept):
    words = (
        Word(before, (100, 50, 140, 80), 0.8),
        Word("b/€);", (140 + gap, 50, 200 + gap, 80), 0.1),
    )
    assert (len(without_noise(RawLine(words)).words) == 2) is kept


@pytest.mark.parametrize(
    ("purpose", "kept"),
    [("(b/€);", True), ("(t/h);", True), ("b/c)", True), ("(b€);", False), ("(€/€);", False)],
)
def test_what_a_recipient_is_to_do_with_it_stays(purpose, kept):
    words = (Word("vụ", (100, 50, 140, 80), 0.9), Word(purpose, (150, 50, 210, 90), 0.4))
    assert (len(without_noise(RawLine(words)).words) == 2) is kept


def word(text, box):
    return Word(text, box, 0.96)


def test_a_line_that_was_read_twice_is_there_once():
    first = RawLine((word("Quyết", (534, 2032, 607, 2077)), word("định", (694, 2053, 727, 2077))))
    second = RawLine(
        (
            word("hành", (426, 2034, 516, 2067)),
            word("Quyết", (571, 2032, 651, 2067)),
            word("định", (666, 2034, 750, 2067)),
        )
    )
    kept = [w.text for line in without_doubles([first, second]) for w in line.words]
    assert sorted(kept) == ["Quyết", "hành", "định"]


def test_a_word_read_once_more_stands_in_its_line():
    said = (word("định", (100, 100, 160, 130)), Word("nàỵ", (172, 98, 240, 132), 0.2))
    end = word("này.", (170, 100, 236, 130))
    (line, empty) = without_doubles([RawLine(said), RawLine((end,))])
    assert ([w.text for w in line.words], empty.words) == (["định", "này."], ())
    row = RawLine((end, word("Nơi", (300, 100, 340, 130))))  # it is of another line
    assert without_doubles([RawLine(said), row]) == [RawLine(said[:1]), row]
    torn = (
        *said[:1],
        *(Word(t, b, 0.2) for t, b in (("n", (170, 100, 190, 130)), ("ày", (190, 100, 236, 130)))),
    )
    (line, empty) = without_doubles([RawLine(torn), RawLine((end,))])
    assert ([w.text for w in line.words], empty.words) == (["định", "này."], ())


def test_the_same_word_below_and_beside_itself_stays():
    lines = [
        RawLine((word("đời", (100, 100, 160, 130)), word("đời", (172, 100, 232, 130)))),
        RawLine((word("đời", (100, 125, 160, 178)),)),  # a box that reaches into the line above
    ]
    assert without_doubles(lines) == lines


def test_a_dash_whose_box_lies_over_a_word_stays():
    words = (word("lập", (1047, 298, 1155, 352)), word("-", (1130, 292, 1158, 358)))
    assert without_doubles([RawLine(words)]) == [RawLine(words)]


@pytest.mark.parametrize(
    ("text", "over", "kept"),
    [
        # A pen's figures and dots between the words of a date, a figure of it surely read.
        ("ngày..vo..tháng.4..năm", ["2"], ["ngày..vo..tháng.4..năm", "2"]),
        ("ngàyUvotháng", ["tháng"], ["tháng"]),
        ("A7170", ["-"], ["-"]),
        ("—2“z—¬_", ["Các", "ủy", "viên"], ["Các", "ủy", "viên"]),  # strokes over print
    ],
)
def test_a_long_word_is_not_lost_for_a_sign_in_its_box(text, over, kept):
    long = Word(text, (100, 100, 700, 140), 0.0)
    sure = [Word(t, (120 + 150 * i, 105, 200 + 150 * i, 135), 0.97) for i, t in enumerate(over)]
    lines = without_doubles([RawLine((long,)), RawLine(tuple(sure))])
    assert [w.text for line in lines for w in line.words] == kept


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("———————ước", "ước"),
        ("tỉnh–––", "tỉnh"),
        ("kinh——xã", "kinh——xã"),
        ("——a", "——a"),
        ("—2020", "—2020"),
        ("___họ", "___họ"),  # to be filled in
    ],
)
def test_a_streak_that_runs_into_a_word(read, kept):
    line = without_noise(RawLine((Word(read, (100, 50, 240, 80), 0.8),)))
    (word,) = line.words
    assert word.text == kept
    assert (word.confidence < 0.8) == (kept != read)
