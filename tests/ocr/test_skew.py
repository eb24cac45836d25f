"""The angle of the lines of text, small and a quarter turn."""

from __future__ import annotations

import numpy as np
import pytest
from pictures import page, turned

from ocr.skew import looks_sideways, skew_of, slant_of


def grey(**options):
    return np.array(page(**options))


@pytest.mark.parametrize("angle", [-4.0, -1.3, 0.8, 2.5])
def test_skew_is_measured(angle):
    assert skew_of(turned(grey(), angle)) == pytest.approx(angle, abs=0.15)


def test_a_straight_page_has_no_skew():
    assert skew_of(grey()) == 0.0


@pytest.mark.parametrize("angle", [0.0, 1.3, -2.4])
def test_sideways_pages_are_seen(angle):
    askew = turned(grey(), angle)
    assert looks_sideways(np.ascontiguousarray(np.rot90(askew)))
    assert not looks_sideways(askew)
    assert not looks_sideways(grey())
    assert not looks_sideways(np.full((500, 500), 255, np.uint8))


@pytest.mark.parametrize("angle", [-38.0, -12.5, 0.0, 9.0, 27.0])
def test_lines_that_rise_much_are_measured_across_and_down(angle):
    askew = turned(grey(lines=26), angle)
    assert slant_of(askew) == pytest.approx(angle, abs=0.3)
    assert slant_of(np.ascontiguousarray(np.rot90(askew))) == pytest.approx(angle, abs=0.3)


@pytest.mark.parametrize(
    "picture",
    [
        np.full((500, 500), 255, np.uint8),
        np.random.default_rng(2).integers(0, 256, (900, 700), dtype=np.uint8),
        np.array(page(lines=0, marked=True)),
    ],
    ids=["blank", "noise", "a square"],
)
def test_what_has_no_lines_does_not_rise(picture):
    assert slant_of(picture) == 0.0
