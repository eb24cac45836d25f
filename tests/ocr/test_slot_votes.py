"""Two readers of one slot: agreement makes sure, a contradiction makes doubt."""

from __future__ import annotations

import pytest

from ocr.slots.votes import together
from postprocess.fields.value import SURE_HAND


def test_neither_has_a_say():
    assert together((), None, None) is None


def test_one_view_in_five_is_not_sure():
    assert together((("12", 0.2),), None, None).confidence == pytest.approx(0.2)


def test_print_that_is_read_well_confirms():
    alone = together((("12", 0.6), ("17", 0.1)), None, None)
    both = together((("12", 0.6), ("17", 0.1)), "12", 0.95)
    assert (alone.text, both.text) == ("12", "12")
    assert both.confidence > 0.95 > alone.confidence


def test_print_that_is_read_badly_confirms_little():
    well = together((("12", 0.6),), "12", 0.95)
    badly = together((("12", 0.6),), "12", 0.40)
    assert 0.6 < badly.confidence < well.confidence


def test_a_contradiction_is_never_sure():
    for share in (0.5, 0.9, 0.99):
        verdict = together((("1595", share),), "4235", 0.92)
        assert verdict.confidence < SURE_HAND
        assert {v for v, _ in verdict.candidates} == {"1595", "4235"}


def test_a_zero_in_front_is_no_contradiction():
    assert together((("05", 0.7),), "5", 0.95).text == "05"
