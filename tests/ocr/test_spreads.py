"""Two pages on one picture are read one after the other; a lying page stays whole."""

from __future__ import annotations

import numpy as np
import pytest
from faults.engines import TEXT, Steady
from pictures import page, turned

from ocr.preprocess import prepare
from ocr.reader import read_page
from ocr.spreads import fold_of

PAGE = np.array(page())
BLANK = np.full_like(PAGE, 255)


def fold(picture, dpi=150):
    """Where it is cut, as a share of its width."""
    copy = prepare(picture, dpi)
    return fold_of(copy.image, copy.small) / copy.image.shape[1]


def with_fold(picture):
    folded = picture.copy()
    middle = folded.shape[1] // 2
    folded[:, middle - 8 : middle + 8] = 120
    return folded


def with_paper_edges(picture):
    edged = picture.copy()
    edged[10:14] = 90
    edged[-14:-10] = 90
    return edged


@pytest.mark.parametrize("left", [PAGE, np.array(page(lines=9)), BLANK])
@pytest.mark.parametrize("right", [PAGE, BLANK])
@pytest.mark.parametrize("seen", [np.array, with_fold, with_paper_edges])
def test_two_pages_are_cut_where_they_meet(left, right, seen):
    spread = seen(np.hstack([left, right]))
    if left is BLANK and right is BLANK:
        assert fold(spread) == 0
    else:
        assert fold(spread) == pytest.approx(0.5, abs=0.05)


def test_two_pages_that_lie_a_little_askew():
    assert fold(turned(np.hstack([PAGE, PAGE]), 0.7))


def test_a_short_last_page_on_half_of_the_glass():
    assert fold(np.hstack([BLANK, np.array(page(lines=2))]))


def list_beside_signature():
    """The foot of a lying page."""
    picture = np.full((1240, 1754), 255, np.uint8)
    for i in range(8):
        picture[200 + 40 * i : 216 + 40 * i, 150:480] = 0
    picture[200:220, 1150:1500] = 0
    picture[500:520, 1180:1460] = 0
    return picture


def columns_of_figures():
    """A table without rules that lies: no column is as wide as a page's text."""
    picture = np.full((1240, 1754), 255, np.uint8)
    for row in range(20):
        for x in (120, 400, 650, 1000, 1250, 1500):
            picture[150 + 45 * row : 168 + 45 * row, x : x + 110] = 0
    return picture


def ruled_table():
    picture = np.hstack([PAGE, PAGE])
    for y in range(140, 1400, 60):
        picture[y - 12 : y - 9, 100:-100] = 0
    return picture


def line_across():
    """A title that runs through the middle stands above two columns of text."""
    picture = np.hstack([PAGE, PAGE])
    picture[90:108, 900:1580] = 0
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        PAGE,
        np.array(page(width=1754, height=1240, lines=14)),
        list_beside_signature(),
        columns_of_figures(),
        ruled_table(),
        line_across(),
        np.full((1240, 1754), 255, np.uint8),
    ],
    ids=["upright", "lying text", "foot", "columns", "ruled", "title across", "blank"],
)
def test_what_is_one_page_is_not_cut(picture):
    assert fold(picture) == 0


def test_left_page_first_and_boxes_on_the_whole_picture():
    found = read_page(np.hstack([PAGE, PAGE]), 150, 4, Steady(), 30)
    words = list(found.words())
    assert [w.text for w in words] == 2 * list(TEXT)
    assert (found.number, found.width, found.height) == (4, 2 * 1240, 1754)
    assert found.fold == pytest.approx(1240, abs=60)
    left, right = words[0].box, words[len(TEXT)].box
    assert left == (50, 100, 100, 120)
    assert right[0] - left[0] == found.fold
    assert right[1::2] == left[1::2]


def test_blank_glass_beside_a_page_has_no_words():
    found = read_page(np.hstack([BLANK, PAGE]), 150, 1, Steady(), 30)
    assert [w.text for w in found.words()] == list(TEXT)
    assert min(w.box[0] for w in found.words()) > 1200
