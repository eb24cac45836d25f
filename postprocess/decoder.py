"""Finds the likeliest words of many segments at once.

Beam search under the trigram model, one numpy step per position for all segments
together. Split and joined words are written as *chains*: a candidate may demand that the
candidate before it be its partner; the empty word takes a place without being one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dictionaries.ngram import Floats, Ids, NgramModel

EMPTY = -1  # number of the empty word
BEAM = 8
AHEAD = 5  # choices of the next slot that are looked at before it is reached; a slot
# holds its most promising choices first
BATCH = 24  # segments decoded together
AFTER_EMPTY = -6.0  # log probability assumed of a word behind an empty one
_BAD = np.float32(1e9)


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a slot.

    Attributes:
        word: Number of the word in the vocabulary, or `EMPTY`.
        cost: Negative log probability of what was read, given this word.
        text: The word as it would be written.
        chain: 0, or a number that the next slot's choice must name as ``needs``.
        needs: 0, or the ``chain`` number of the choice before.
    """

    word: int
    cost: float
    text: str
    chain: int = 0
    needs: int = 0


Slot = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The choice for a slot and how sure it is.

    Attributes:
        index: Which choice of the slot.
        posterior: Probability of each choice of the slot with its neighbours as decoded.
        fit: Mean log probability of the chosen word and of the one behind it.
    """

    index: int
    posterior: tuple[float, ...]
    fit: float


def decode(
    segments: Sequence[Sequence[Slot]], model: NgramModel, start: int, weight: float
) -> list[list[Decoded]]:
    """Decode segments of slots.

    Args:
        segments: Each a sequence of slots; a slot has at least one choice.
        model: The language model.
        start: Number of the word that stands before each segment.
        weight: Of the language model against the costs.

    Returns:
        One `Decoded` per slot of each segment.
    """
    order = sorted(range(len(segments)), key=lambda i: len(segments[i]))
    results: list[list[Decoded]] = [[] for _ in segments]
    for at in range(0, len(order), BATCH):
        batch = [i for i in order[at : at + BATCH] if segments[i]]
        if batch:
            decoded = _Batch([segments[i] for i in batch], model, start, weight).run()
            for i, result in zip(batch, decoded, strict=True):
                results[i] = result
    return results


class _Batch:
    """Padded arrays of some segments: S segments, T slots, K choices, B beams.

    Short segments are padded with slots that hold only the start word, which costs the
    same for every path once the segment is over.
    """

    def __init__(
        self, segments: list[Sequence[Slot]], model: NgramModel, start: int, weight: float
    ) -> None:
        self.segments, self.model, self.start, self.weight = segments, model, start, weight
        size = (len(segments), max(map(len, segments)), max(len(c) for s in segments for c in s))
        self.words = np.full(size, start, np.int64)
        self.costs = np.full(size, _BAD, np.float32)
        self.costs[:, :, 0] = 0
        self.chains = np.zeros(size, np.int32)
        self.needs = np.zeros(size, np.int32)
        self.widths = [1] * size[1]
        for i, segment in enumerate(segments):
            for t, slot in enumerate(segment):
                k = len(slot)
                self.widths[t] = max(self.widths[t], k)
                self.words[i, t, :k] = [c.word for c in slot]
                self.costs[i, t, :k] = [c.cost for c in slot]
                if any(c.chain or c.needs for c in slot):
                    self.chains[i, t, :k] = [c.chain for c in slot]
                    self.needs[i, t, :k] = [c.needs for c in slot]

    def run(self) -> list[list[Decoded]]:
        picks = self._search()
        posteriors, fits = self._posteriors(picks)
        return [
            [
                Decoded(
                    int(picks[i, t]),
                    tuple(posteriors[i, t, : len(slot)].tolist()),
                    float(fits[i, t]),
                )
                for t, slot in enumerate(segment)
            ]
            for i, segment in enumerate(self.segments)
        ]

    def _search(self) -> Ids:
        """Index of the best choice of every slot, shape (S, T)."""
        size, slots, _ = self.words.shape
        w1 = np.full((size, 1), self.start, np.int64)
        w2 = np.full((size, 1), self.start, np.int64)
        chain = np.zeros((size, 1), np.int32)
        score = np.zeros((size, 1), np.float32)
        history: list[tuple[Ids, Ids]] = []
        outlook = self._outlook()
        rows = np.arange(size)[:, None]
        for t in range(slots):
            width = self.widths[t]
            words = self.words[:, t, :width]
            empty = words == EMPTY
            safe = np.where(empty, 0, words)
            lm = self.model.trigram(
                w1[:, :, None],
                w2[:, :, None],
                safe[:, None, :],
                self.model.context(w1, w2)[:, :, None],
                self.model.bigram(w2[:, :, None], safe[:, None, :]),
            )
            gain = np.where(empty[:, None, :], np.float32(0), self.weight * lm)
            total = score[:, :, None] + gain - self.costs[:, t, None, :width]
            total = np.where(chain[:, :, None] == self.needs[:, t, None, :width], total, -_BAD)
            if total.shape[1] > 1:
                total = _recombined(total, w2, empty)
            # Paths are cut by what they may still reach, not by what they have.
            promise = (total + outlook[t][:, None, :]).reshape(size, -1)
            beam_width = min(BEAM, promise.shape[1])
            best = np.argpartition(-promise, beam_width - 1, axis=1)[:, :beam_width]
            back, pick = best // width, best % width
            score = total.reshape(size, -1)[rows, best]
            skipped = empty[rows, pick]
            old1, old2 = w1[rows, back], w2[rows, back]
            w1 = np.where(skipped, old1, old2)
            w2 = np.where(skipped, old2, safe[rows, pick])
            chain = self.chains[:, t][rows, pick]
            history.append((back, pick))
        picks = np.zeros((size, slots), np.int64)
        beam = score.argmax(axis=1)[:, None]
        for t in range(slots - 1, -1, -1):
            back, pick = history[t]
            picks[:, t] = np.take_along_axis(pick, beam, 1)[:, 0]
            beam = np.take_along_axis(back, beam, 1)
        return picks

    def _outlook(self) -> list[Floats]:
        """For every choice the best score of the slots behind it, by bigrams alone.

        One array (S, choices) per slot. Without it a rare word at the end of a seldom pair
        would be cut before the word that explains it is seen.
        """
        outlook = [np.zeros((len(self.words), self.widths[-1]), np.float32)]
        for t in range(self.words.shape[1] - 2, -1, -1):
            before = self.words[:, t, : self.widths[t]]
            near = min(self.widths[t + 1], AHEAD)
            words, costs = self.words[:, t + 1, :near], self.costs[:, t + 1, :near]
            link = self.model.bigram(
                np.maximum(before, 0)[:, :, None], np.maximum(words, 0)[:, None, :]
            )
            link = np.where(words[:, None, :] == EMPTY, 0, link)
            link = np.where(before[:, :, None] == EMPTY, np.minimum(link, AFTER_EMPTY), link)
            onward = outlook[-1][:, :near] - costs
            outlook.append((self.weight * link + onward[:, None, :]).max(axis=2))
        return outlook[::-1]

    def _posteriors(self, picks: Ids) -> tuple[Floats, Floats]:
        """Softmax over the choices of each slot, its neighbours fixed, and the fits.

        Shapes (S, T, K) and (S, T).
        """
        chosen = np.take_along_axis(self.words, picks[:, :, None], 2)[:, :, 0]
        b, a = self._neighbours(chosen)
        d, e = (x[:, ::-1] for x in self._neighbours(chosen[:, ::-1]))
        a, b, d, e = (x[:, :, None] for x in (a, b, d, e))
        c = np.where(self.words == EMPTY, self.start, self.words)
        m = self.model
        near = m.score(a, b, c) + m.score(b, c, d)
        total = self.weight * (near + m.score(c, d, e)) - self.costs
        total -= total.max(axis=2, keepdims=True)
        odds = np.exp(total)
        fits = np.take_along_axis(near, picks[:, :, None], 2)[:, :, 0] / 2
        share = odds / odds.sum(axis=2, keepdims=True)
        return share.astype(np.float32), fits.astype(np.float32)

    def _neighbours(self, chosen: Ids) -> tuple[Ids, Ids]:
        """The word before each slot and the one before that, past empty words."""
        near = np.full(chosen.shape, self.start, np.int64)
        far = near.copy()
        for t in range(1, chosen.shape[1]):
            skipped = chosen[:, t - 1] == EMPTY
            near[:, t] = np.where(skipped, near[:, t - 1], chosen[:, t - 1])
            far[:, t] = np.where(skipped, far[:, t - 1], near[:, t - 1])
        return near, far


def _recombined(total: Floats, w2: Ids, empty: npt.NDArray[np.bool_]) -> Floats:
    """Drop paths that end in the same two words as a better one; shape (S, B, K)."""
    beams = w2.shape[1]
    same = w2[:, :, None] == w2[:, None, :]  # (S, B, B)
    rival = np.where(same[:, :, :, None], total[:, None, :, :], -_BAD)  # (S, B, rival, K)
    best = rival.argmax(axis=2)
    mine = best == np.arange(beams)[None, :, None]
    return np.where(mine | empty[:, None, :], total, -_BAD)
