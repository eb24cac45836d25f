"""From the reader's answer at each step to the strings it may mean, with their shares."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr.strip_reader import BLANK

_BEAM = 16
_UNLIKELY = 5e-4  # share of a token at a step below which it is not followed
_NONE = -math.inf


@dataclass(frozen=True, slots=True)
class Reading:
    """A string of tokens with its probability.

    Attributes:
        text: Tokens.
        share: Of all that the reader thinks possible, 0 to 1.
        steps: The step at which each token is seen.
    """

    text: str
    share: float
    steps: tuple[int, ...]


@dataclass(slots=True)
class _Beam:
    steps: tuple[int, ...]
    blank: float = _NONE  # log probability of all paths that end in nothing
    token: float = _NONE  # of those that end in the last token
    all: float = _NONE  # and of both


def readings(
    logs: NDArray[np.float32],
    tokens: str,
    allowed: str | None = None,
    longest: int | None = None,
    fits: Callable[[str], bool] | None = None,
) -> list[Reading]:
    """The likeliest strings, best first.

    Prefix beam search (Graves 2008; Hannun 2014): the paths of one string are summed.

    Args:
        logs: ``(steps, tokens)``, log probabilities of each token at each step.
        tokens: What each index behind the blank stands for.
        allowed: Those that may be in a string, all by default; what others would have had is
            lost.
        longest: No longer string is followed; what those would have had is lost too.
        fits: Whether a string may begin so; what others would have had is lost too.
    """
    beams: dict[str, _Beam] = {"": _Beam((), blank=0.0, all=0.0)}
    usable = [i for i, token in enumerate(tokens, 1) if token in (allowed or tokens)]
    least = math.log(_UNLIKELY)
    some = np.any(logs[:, usable].astype(np.float64) > least, axis=1)
    for step, row in enumerate(logs.tolist()):
        if not some[step]:
            for beam in beams.values():
                beam.blank = beam.all = beam.all + row[BLANK]
                beam.token = _NONE
            continue
        likely = [i for i in (BLANK, *usable) if row[i] > least]
        new: dict[str, _Beam] = {}
        for text, beam in beams.items():
            _follow(
                text,
                beam,
                row,
                likely,
                step,
                new,
                tokens,
                growing=longest is None or len(text) < longest,
                fits=fits,
            )
        for beam in new.values():
            beam.all = _sum(beam.blank, beam.token)
        beams = dict(sorted(new.items(), key=lambda item: -item[1].all)[:_BEAM])
    found = sorted(beams.items(), key=lambda item: -item[1].all)
    return [Reading(text, math.exp(beam.all), beam.steps) for text, beam in found]


def _follow(
    text: str,
    beam: _Beam,
    row: list[float],
    likely: list[int],
    step: int,
    new: dict[str, _Beam],
    tokens: str,
    *,
    growing: bool,
    fits: Callable[[str], bool] | None,
) -> None:
    total = beam.all
    last = text[-1:]
    for token in likely:
        p = row[token]
        if token == BLANK:
            if (same := new.get(text)) is None:
                same = new[text] = _Beam(beam.steps)
            same.blank = _sum(same.blank, total + p)
            continue
        letter = tokens[token - 1]
        repeated = last == letter
        if repeated:
            if (same := new.get(text)) is None:
                same = new[text] = _Beam(beam.steps)
            same.token = _sum(same.token, beam.token + p)
        if not growing or (fits is not None and not fits(text + letter)):
            continue
        if (longer := new.get(text + letter)) is None:
            longer = new[text + letter] = _Beam((*beam.steps, step))
        longer.token = _sum(longer.token, (beam.blank if repeated else total) + p)


def _sum(a: float, b: float) -> float:
    """log(exp a + exp b)."""
    if a < b:
        a, b = b, a
    return a if b == _NONE else a + math.log1p(math.exp(b - a))
