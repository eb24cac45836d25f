"""From steps to strings: paths of one string are summed, what is not allowed is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ocr.ctc import readings
from ocr.slots.tokens import INDEX, TOKENS
from ocr.strip_reader import BLANK

SIZE = len(TOKENS) + 1


def steps(*rows):
    """Log probabilities from ``{token: share}`` for each step; "" is nothing."""
    logs = np.full((len(rows), SIZE), -np.inf, np.float32)
    for row, shares in zip(logs, rows, strict=True):
        for token, share in shares.items():
            row[INDEX[token] if token else BLANK] = np.log(share)
    return logs


def test_a_token_held_is_one_and_nothing_between_makes_it_two():
    held = steps({"1": 1.0}, {"1": 1.0}, {"": 1.0})
    assert readings(held, TOKENS)[0].text == "1"
    again = steps({"1": 1.0}, {"": 1.0}, {"1": 1.0})
    assert readings(again, TOKENS)[0].text == "11"


def test_the_ways_to_one_string_are_summed():
    # "1" may be seen at either step: .6*.4 + .4*.6 + .6*.6, more than any one way.
    found = {
        r.text: r.share for r in readings(steps({"1": 0.6, "": 0.4}, {"1": 0.6, "": 0.4}), TOKENS)
    }
    assert found["1"] == pytest.approx(0.84)
    assert found[""] == pytest.approx(0.16)


def test_what_is_not_allowed_keeps_its_share_to_itself():
    logs = steps({"5": 0.5, "x": 0.5})
    (best, *_) = readings(logs, TOKENS, "0123456789")
    assert (best.text, best.share) == ("5", pytest.approx(0.5))


def test_what_is_too_long_is_lost_and_does_not_crowd_out_the_rest():
    logs = steps({"1": 1.0}, {"": 1.0}, {"2": 0.7, "": 0.3})
    found = {r.text: r.share for r in readings(logs, TOKENS, longest=1)}
    assert found == {"1": pytest.approx(0.3)}


def test_a_reading_tells_where_its_tokens_are():
    (best, *_) = readings(steps({"": 1.0}, {"4": 1.0}, {"": 1.0}, {"2": 1.0}), TOKENS)
    assert (best.text, best.steps) == ("42", (1, 3))


@given(arrays(np.float32, (6, SIZE), elements=st.floats(-8, 8, width=32)))
def test_shares_are_never_more_than_all(scores):
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    found = readings(logs, TOKENS)
    shares = [r.share for r in found]
    assert 0 < sum(shares) <= 1 + 1e-4
    assert shares == sorted(shares, reverse=True)
    assert len({r.text for r in found}) == len(found)
