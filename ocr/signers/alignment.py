"""Known texts laid over what a reader saw: how well each explains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.figures import UNSURE
from ocr.page import Box, Word
from ocr.signers.tokens import INDEX, SPACE
from ocr.strip_reader import BLANK

_STRANGE = 2.5  # nats for a letter seen that no text explains
_NEVER = -1e9

Floats = NDArray[np.float64]


def laid_over(logs: Floats, texts: Sequence[str]) -> tuple[Floats, NDArray[np.int64]]:
    """How much better each text explains some steps than none does.

    The likeliest path through the letters of a text (Viterbi), before and behind it any path
    at all, at a price for its letters: a text need not begin or end where the steps do.

    Args:
        logs: ``(steps, tokens)``, log probabilities.
        texts: To be laid over them.

    Returns:
        Nats, shape ``(texts,)``, and the first and the last step of each, ``(texts, 2)``.
    """
    logs = logs.copy()
    best = logs.argmax(axis=1)
    free = logs.max(axis=1) - _STRANGE * ((best != BLANK) & (best != INDEX[SPACE]))
    # Blanks between words may be seen or not, and so the stop of "KT.".
    logs[:, INDEX[SPACE]] = np.maximum(logs[:, INDEX[SPACE]], logs[:, BLANK])
    logs[:, INDEX["."]] = np.maximum(logs[:, INDEX["."]], logs[:, INDEX[SPACE]])
    before = np.concatenate([[0.0], np.cumsum(free)])
    # States: the letters of a text with a blank between any two.
    letters = [[INDEX[c] for c in text] for text in texts]
    labels = np.full((len(texts), 2 * max(map(len, letters)) - 1), BLANK)
    for row, indices in zip(labels, letters, strict=True):
        row[: 2 * len(indices) : 2] = indices
    last = np.array([2 * len(indices) - 2 for indices in letters])
    may_skip = (labels[:, 2:] != BLANK) & (labels[:, 2:] != labels[:, :-2])
    every = np.arange(len(texts))
    score = np.full(labels.shape, _NEVER)
    begun = np.zeros(labels.shape, np.int64)
    nats = np.full(len(texts), _NEVER)
    ends = np.zeros((len(texts), 2), np.int64)
    for step, row in enumerate(logs[:, labels]):
        new, since = score.copy(), begun.copy()
        for back, allowed in ((1, None), (2, may_skip)):
            came = score[:, :-back] if allowed is None else np.where(allowed, score[:, :-2], _NEVER)
            better = came > new[:, back:]
            np.copyto(new[:, back:], came, where=better)
            np.copyto(since[:, back:], begun[:, :-back], where=better)
        entered = before[step] > new[:, 0]
        new[entered, 0], since[entered, 0] = before[step], step
        score, begun = new + row, since
        whole = score[every, last] + before[-1] - before[step + 1]
        better = whole > nats
        nats[better] = whole[better]
        ends[better, 0], ends[better, 1] = begun[every, last][better], step
    return nats - before[-1], ends


def found_words(text: str, box: Box, confidence: float = UNSURE) -> Iterator[Word]:
    """The words of a text that was found, its place parted by their letters."""
    x0, y0, x1, y1 = box
    each = (x1 - x0) / len(text)
    at = 0
    for word in text.split():
        left, right = round(x0 + at * each), round(x0 + (at + len(word)) * each)
        yield Word(word, (left, y0, max(left + 1, right), y1), confidence)
        at += len(word) + 1
