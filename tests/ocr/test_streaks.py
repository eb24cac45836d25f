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
    done = without_streaks(streaked)
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
    assert without_streaks(image) is image


def test_a_page_without_one_is_left_as_it_is():
    image = page()
    assert without_streaks(image) is image
    blank = np.full((HEIGHT, WIDTH), 250, np.uint8)
    assert without_streaks(blank) is blank
