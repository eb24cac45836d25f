"""A hairline down the whole page goes, what is printed stays."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.streaks import without_streaks

HEIGHT, WIDTH = 1200, 800


def page():
    """Lines of print with bars across column 400."""
    image = np.full((HEIGHT, WIDTH), 250, np.uint8)
    for y in range(100, 1100, 60):
        image[y : y + 4, 380:420] = 20
        image[y : y + 24, 300:304] = 20
    return image


@pytest.mark.parametrize("wide", [1, 2])
def test_a_streak_goes_and_print_across_it_stays(wide):
    streaked = page()
    streaked[:, 400 : 400 + wide] = np.minimum(streaked[:, 400 : 400 + wide], 180)
    done, _ = without_streaks(streaked)
    assert np.abs(done.astype(int) - page()).max() <= 1


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (slice(100, 1100), slice(400, 402)),  # a rule of a table, a frame
        (slice(0, 1200), slice(790, 800)),  # the edge of the sheet
        (slice(0, 1200), slice(400, 412)),  # a bar
    ],
)
def test_rules_and_borders_stay(rows, columns):
    image = page()
    image[rows, columns] = 30
    assert without_streaks(image)[0] is image


def test_a_page_without_one_is_left_as_it_is():
    image = page()
    assert without_streaks(image)[0] is image
    blank = np.full((HEIGHT, WIDTH), 250, np.uint8)
    assert without_streaks(blank)[0] is blank


@pytest.mark.parametrize("edge", [False, True])
def test_a_thick_streak_goes_and_is_named(edge):
    image = np.full((3000, 800), 250, np.uint8)
    for y in range(100, 2900, 60):
        image[y : y + 4, 380:430] = 20
    clean = image.copy()
    image[:, 400:408] = 20
    if edge:  # ragged
        image[np.arange(3000) % 7 < 5, 408] = 20
    done, struck = without_streaks(image)
    assert struck == list(range(400, 409 if edge else 408))
    assert np.abs(done.astype(int) - clean).max() <= 1


def test_a_thin_streak_beside_a_thick_one_hides_it_not():
    image = np.full((3000, 800), 250, np.uint8)
    for y in range(100, 2900, 60):
        image[y : y + 4, 380:430] = 20
    clean = image.copy()
    image[:, 400:408] = 20
    image[:, 417:419] = 20
    done, struck = without_streaks(image)
    assert struck == list(range(400, 408))
    assert np.abs(done.astype(int) - clean).max() <= 1


def test_a_bar_is_no_streak():
    image = np.full((3000, 800), 250, np.uint8)
    image[:, 400:420] = 20
    assert without_streaks(image) == (image, [])
