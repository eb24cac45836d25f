"""How much likelier a changed word of Vietnamese text is than what was read.

A word is weighed with its neighbours as decoded, so that two words changed side by side
would bear each other out: ``chuyên đề`` is no ``chuyển để``. Changes that stand near each
other are therefore weighed together, against all that was read there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from dictionaries.ngram import NgramModel
from postprocess.decoder import EMPTY, Choice, Decoded, Slot

REACH = 2  # places between two changes that the trigram model sees together
FIT = -3.5  # mean log probability of a word from which its odds are taken as they are;
FITTING = 0.5  # what a nat less or more of it takes from them or adds


def probabilities(
    slots: Sequence[Slot],
    read: Sequence[Choice],
    result: Sequence[Decoded],
    model: NgramModel,
    start: int,
    weight: float,
    *,
    rated: bool,
) -> list[float]:
    """Probability of each place's choice against what was read; 1 where that was chosen.

    Where the chosen word fits badly the model has seen little of what may stand there, and
    its odds are taken for less.

    Args:
        slots: The slots of a segment.
        read: The choice of each that is what was read.
        result: What was chosen.
        model: The language model.
        start: Number of the word that stands before and behind the segment.
        weight: Of the language model against the costs.
        rated: Whether the reader said how sure it was of the words. That is in their costs
            and is better evidence than how well a word fits, which then does not count: in
            the heads of real papers seldom words fit badly and slips are many.
    """
    chosen = [slot[d.index] for slot, d in zip(slots, result, strict=True)]
    found = [1.0] * len(slots)
    changed = [i for i, (c, r) in enumerate(zip(chosen, read, strict=True)) if c.word != r.word]
    if not changed:
        return found
    best = _score(chosen, model, start, weight)

    def odds(places: Sequence[int]) -> float:
        kept = [read[i] if i in places else c for i, c in enumerate(chosen)]
        return best - _score(kept, model, start, weight)

    for run in _runs(changed):
        together = odds(run)
        for i in run:
            least = min(together, odds([i])) if len(run) > 1 else together
            known = 0.0 if rated else FITTING * (result[i].fit - FIT)
            found[i] = 1 / (1 + math.exp(-least - known))
    return found


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Places in runs of such as stand near each other."""
    runs: list[list[int]] = []
    for at in places:
        if runs and at - runs[-1][-1] <= REACH:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _score(row: Sequence[Choice], model: NgramModel, start: int, weight: float) -> float:
    """Log probability of a row of choices and of what was read of them."""
    words = [c.word for c in row if c.word != EMPTY]
    ids = np.array([start, start, *words, start, start], np.int64)
    total = float(model.score(ids[:-2], ids[1:-1], ids[2:]).sum())
    return weight * total - sum(c.cost for c in row)
