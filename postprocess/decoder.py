"""Finds the likeliest words of many segments at once.

Beam search under the trigram model, one numpy step per position for all segments
together; a position holds the choices of all of them in one row, without gaps. Split and
joined words are written as *chains*: a candidate may demand that the candidate before it
be its partner; the empty word takes a place without being one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dictionaries.ngram import Floats, Ids, NgramModel

EMPTY = -1  # number of the empty word
BEAM = 10
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
    order = sorted((i for i, s in enumerate(segments) if s), key=lambda i: -len(segments[i]))
    results: list[list[Decoded]] = [[] for _ in segments]
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        decoded = _Batch([segments[i] for i in batch], model, start, weight).run()
        for i, result in zip(batch, decoded, strict=True):
            results[i] = result
    return results


class _Column(NamedTuple):
    """All choices of one position, V of them, segment by segment.

    Attributes:
        size: Number of segments that reach so far; they are the first ones of the batch.
        width: Choices of the widest slot.
        segment: Which segment each belongs to, shape (V,).
        place: Its index in its slot.
        word: As in `Choice`.
        cost: As in `Choice`.
        chain: As in `Choice`; None if no choice of the position has one.
        needs: As in `Choice`; None with ``chain`` of the position before.
        empty: Whether it is the empty word; None if none is.
    """

    size: int
    width: int
    segment: Ids
    place: Ids
    word: Ids
    cost: Floats
    chain: Ids | None
    needs: Ids | None
    empty: npt.NDArray[np.bool_] | None


def _column(slots: Sequence[Slot]) -> _Column:
    choices = [c for slot in slots for c in slot]
    sizes = np.array([len(slot) for slot in slots])
    ends = sizes.cumsum()
    word = np.array([c.word for c in choices], np.int64)
    empty = word == EMPTY
    return _Column(
        size=len(slots),
        width=int(sizes.max()),
        segment=np.repeat(np.arange(len(slots)), sizes),
        place=np.arange(len(choices)) - np.repeat(ends - sizes, sizes),
        word=np.where(empty, 0, word),
        cost=np.array([c.cost for c in choices], np.float32),
        chain=np.array([c.chain for c in choices]) if any(c.chain for c in choices) else None,
        needs=np.array([c.needs for c in choices]) if any(c.needs for c in choices) else None,
        empty=empty if empty.any() else None,
    )


class _Batch:
    """Some segments, the longest first: S segments, T positions, B beams."""

    def __init__(
        self, segments: list[Sequence[Slot]], model: NgramModel, start: int, weight: float
    ) -> None:
        self.segments, self.model, self.start, self.weight = segments, model, start, weight
        end: Slot = (Choice(start, 0.0, ""),)  # a segment ends as it begins
        longest = len(segments[0])
        self.columns = [
            _column([s[t] if t < len(s) else end for s in segments if t <= len(s)])
            for t in range(longest + 1)
        ]

    def run(self) -> list[list[Decoded]]:
        picks = self._search()
        posteriors, fits = self._posteriors(picks)
        results: list[list[Decoded]] = [[] for _ in self.segments]
        at = number = 0
        for t, column in enumerate(self.columns):
            for i in range(column.size):
                segment = self.segments[i]
                size = len(segment[t]) if t < len(segment) else 1
                if t < len(segment):
                    results[i].append(
                        Decoded(int(picks[i, t]), tuple(posteriors[at : at + size]), fits[number])
                    )
                at += size
                number += 1
        return results

    def _search(self) -> Ids:
        """Index of the best choice of every slot, shape (S, T)."""
        size = len(self.segments)
        w1 = np.full((size, 1), self.start, np.int64)
        w2 = np.full((size, 1), self.start, np.int64)
        chain = np.zeros((size, 1), np.int64)
        score = np.zeros((size, 1), np.float32)
        last = np.zeros(size, np.int64)  # best beam at the end of each segment
        history: list[tuple[Ids, Ids]] = []
        outlook = self._outlook()
        for t, column in enumerate(self.columns):
            n, mine = column.size, column.segment
            last[n : len(score)] = score[n:].argmax(axis=1)
            w1, w2, chain, score = w1[:n], w2[:n], chain[:n], score[:n]
            before, word = w2[mine], column.word[:, None]  # (V, B), (V, 1)
            context = self.model.context(w1, w2)[mine]
            link = self.model.bigram(before, word)
            gain = self.weight * self.model.trigram(w1[mine], before, word, context, link)
            if column.empty is not None:
                gain[column.empty] = 0
            total = score[mine] + gain - column.cost[:, None]
            if column.needs is not None or chain.any():
                needs = 0 if column.needs is None else column.needs[:, None]
                total = np.where(chain[mine] == needs, total, -_BAD)
            if total.shape[1] > 1:
                total = _recombined(total, w2, column)
            # Paths are cut by what they may still reach, not by what they have.
            beams = total.shape[1]
            dread = np.full((n, column.width, beams), _BAD, np.float32)
            dread[mine, column.place] = -total - outlook[t][:, None]
            kept = min(BEAM, column.width * beams) - 1
            best = np.argpartition(dread.reshape(n, -1), kept, axis=1)[:, : kept + 1]
            pick, back = best // beams, best % beams
            rows = np.arange(n)[:, None]
            first = np.searchsorted(mine, np.arange(n))[:, None]
            # Where a slot has fewer paths than beams, what is left over is no choice of it.
            at = np.minimum(first + pick, len(mine) - 1)
            real = mine[at] == rows
            score = np.where(real, total[at, back], -_BAD)
            skipped = False if column.empty is None else column.empty[at]
            old1, old2 = w1[rows, back], w2[rows, back]
            w1 = np.where(skipped, old1, old2)
            w2 = np.where(skipped, old2, column.word[at])
            chain = np.zeros_like(w1) if column.chain is None else column.chain[at]
            history.append((back, pick))
        last[: len(score)] = score.argmax(axis=1)
        picks = np.zeros((size, len(history)), np.int64)
        beam = np.zeros((0, 1), np.int64)
        for t in range(len(history) - 1, -1, -1):
            back, pick = history[t]
            beam = np.concatenate([beam, last[len(beam) : len(back), None]])
            picks[: len(back), t] = np.take_along_axis(pick, beam, 1)[:, 0]
            beam = np.take_along_axis(back, beam, 1)
        return picks

    def _outlook(self) -> list[Floats]:
        """For every choice the best score of the slots behind it, by bigrams alone.

        One array (V,) per position. Without it a rare word at the end of a seldom pair
        would be cut before the word that explains it is seen.
        """
        outlook = [np.zeros(len(self.columns[-1].word), np.float32)]
        for t in range(len(self.columns) - 2, -1, -1):
            mine, behind = self.columns[t], self.columns[t + 1]
            near = np.flatnonzero(behind.place < AHEAD)
            shape = (mine.size, min(behind.width, AHEAD))
            at = (behind.segment[near], behind.place[near])
            word = np.zeros(shape, np.int64)
            word[at] = behind.word[near]
            onward = np.full(shape, -_BAD, np.float32)
            onward[at] = (outlook[-1] - behind.cost)[near]
            link = self.model.bigram(mine.word[:, None], word[mine.segment])
            if behind.empty is not None:
                skipped = np.zeros(shape, np.bool_)
                skipped[at] = behind.empty[near]
                link = np.where(skipped[mine.segment], 0, link)
            if mine.empty is not None:
                link[mine.empty] = np.minimum(link[mine.empty], AFTER_EMPTY)
            best = (self.weight * link + onward[mine.segment]).max(axis=1)
            over = onward[:, 0] == -_BAD  # segments that end here
            outlook.append(np.where(over[mine.segment], 0, best))
        return outlook[::-1]

    def _posteriors(self, picks: Ids) -> tuple[list[float], list[float]]:
        """Softmax over the choices of each slot, its neighbours fixed, and the fits.

        One number per choice and one per slot, position by position.
        """
        columns = self.columns
        chosen = np.full(picks.shape, self.start, np.int64)
        for t, column in enumerate(columns):
            first = np.searchsorted(column.segment, np.arange(column.size))
            at = first + picks[: column.size, t]
            chosen[: column.size, t] = column.word[at]
            if column.empty is not None:
                chosen[: column.size, t][column.empty[at]] = EMPTY
        segment = np.concatenate([c.segment for c in columns])
        time = np.repeat(np.arange(len(columns)), [len(c.word) for c in columns])
        b, a = (x[segment, time] for x in self._neighbours(chosen))
        d, e = (x[:, ::-1][segment, time] for x in self._neighbours(chosen[:, ::-1]))
        c = np.concatenate(
            [x.word if x.empty is None else np.where(x.empty, self.start, x.word) for x in columns]
        )
        m = self.model
        near = m.score(a, b, c) + m.score(b, c, d)
        total = self.weight * (near + m.score(c, d, e)) - np.concatenate([x.cost for x in columns])
        starts = np.flatnonzero(np.concatenate([x.place for x in columns]) == 0)
        sizes = np.diff(np.r_[starts, len(total)])
        odds = np.exp(total - np.repeat(np.maximum.reduceat(total, starts), sizes))
        share = odds / np.repeat(np.add.reduceat(odds, starts), sizes)
        picked = starts + picks[segment[starts], time[starts]]
        return share.tolist(), (near[picked] / 2).tolist()

    def _neighbours(self, chosen: Ids) -> tuple[Ids, Ids]:
        """The word before each slot and the one before that, past empty words."""
        near = np.full(chosen.shape, self.start, np.int64)
        far = near.copy()
        for t in range(1, chosen.shape[1]):
            skipped = chosen[:, t - 1] == EMPTY
            near[:, t] = np.where(skipped, near[:, t - 1], chosen[:, t - 1])
            far[:, t] = np.where(skipped, far[:, t - 1], near[:, t - 1])
        return near, far


def _recombined(total: Floats, w2: Ids, column: _Column) -> Floats:
    """Drop paths that end in the same two words as a better one; shape (V, B)."""
    beams = w2.shape[1]
    same = (w2[:, :, None] == w2[:, None, :])[column.segment]  # (V, B, B)
    best = np.where(same, total[:, None, :], -_BAD).argmax(axis=2)
    mine = best == np.arange(beams)
    if column.empty is not None:
        mine |= column.empty[:, None]
    return np.where(mine, total, -_BAD)
