"""The angle of the lines of text, small and a quarter turn."""

from __future__ import annotations

import numpy as np
import pytest
from pictures import page, turned

from ocr.skew import looks_sideways, skew_of


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
