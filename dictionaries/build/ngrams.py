"""Estimates and packs the trigram model.

Interpolated absolute discounting with three discounts (Chen and Goodman 1999), single
words half over distinct contexts (Kneser and Ney 1995); n-grams are pruned by what they
add over their back-off (in the manner of Stolcke 1998: weighted gain in log likelihood).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dictionaries.build.counts import Corpus
from dictionaries.ngram import BOW_STEP, BOW_TOP, SLOTS, STEP, WORD_BITS, place
from dictionaries.syllable import skeleton, split_tone
from dictionaries.text import SPECIALS

BIGRAM_BUCKETS = 110_000
TRIGRAM_BUCKETS = 440_000
LOAD = 0.86  # share of slots that are offered; what overflows a bucket is dropped
# Of an n-gram's count, for one with other marks: some texts were scanned and read. Tones over
# a circumflex are mostly what is misread (0.6 % of `thẩm định`); taken for words, slips would
# bear themselves out.
TONE_SLIPS, SLIPS = 0.015, 0.003
LEFT = 0.01  # of what is counted at least stays, so that each longer n-gram has its parts
MASK = (1 << WORD_BITS) - 1

Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]


def _counted(corpus: Corpus, order: int) -> tuple[Keys, Floats, Floats]:
    """Packed n-grams, sorted, with their weighted and their plain counts."""
    texts = [(ids[None, :], weight, seen) for ids, weight, seen in corpus.streams]
    packed, weights, sightings = [], [], []
    for rows, weight, seen in texts + corpus.windows:
        mine = _packed_keys(rows.astype(np.uint64), order)
        packed.append(mine)
        weights.append(np.full(len(mine), weight, np.uint16))
        sightings.append(np.full(len(mine), seen, np.uint16))
    keys = np.concatenate(packed)
    by_key = np.argsort(keys, kind="stable")
    keys = keys[by_key]
    starts = np.r_[0, np.flatnonzero(keys[1:] != keys[:-1]) + 1]
    return (
        keys[starts],
        np.add.reduceat(np.concatenate(weights)[by_key], starts, dtype=np.float64),
        np.add.reduceat(np.concatenate(sightings)[by_key], starts, dtype=np.float64),
    )


def _packed_keys(rows: Keys, order: int) -> Keys:
    """The n-grams of every row, packed; of a window those that hold its middle word."""
    size = rows.shape[1] - order + 1
    packed = rows[:, :size]
    for k in range(1, order):
        packed = (packed << np.uint64(WORD_BITS)) | rows[:, k : size + k]
    if rows.shape[1] == 5 and size < 5:
        packed = packed[:, max(0, 3 - order) : 3]
    return packed.ravel()


def _discounts(weighted: Floats, plain: Floats) -> Floats:
    """What is taken from each count: more from rare ones, in units of their weight.

    A pair seen once in a paper that counts eight times is still one sighting.
    """
    steps = np.array([0.0, 0.75, 1.1, 1.35])
    share = steps[np.minimum(plain, 3).astype(np.int64)]
    return np.asarray(weighted * share / plain)


def _without_slips(words: Sequence[str], keys: Keys, order: int, counts: Floats) -> Floats:
    """Counts without what is likely misread of n-grams that differ in marks alone.

    Args:
        words: The vocabulary.
        keys: Packed n-grams.
        order: Words of each.
        counts: Of each.
    """
    slips = np.zeros_like(counts)
    for bare, share in ((_toneless_hat, TONE_SLIPS), (skeleton, SLIPS)):
        # Punctuation tells too little to weigh a seldom word against a common one.
        alike = _numbers([bare(w) for w in words])
        letters = np.zeros_like(keys)
        beside = np.zeros(len(keys), np.bool_)
        for k in range(order):
            shift = np.uint64(k * WORD_BITS)
            number = (keys >> shift) & np.uint64(MASK)
            letters |= alike[number] << shift
            beside |= (bare is skeleton) & (number < len(SPECIALS))
        by_letters = np.argsort(letters, kind="stable")
        starts = np.flatnonzero(np.diff(letters[by_letters], prepend=~letters[by_letters[0]]))
        most = np.maximum.reduceat(counts[by_letters], starts)
        of_all = np.empty_like(counts)
        of_all[by_letters] = np.repeat(most, np.diff(np.r_[starts, len(keys)]))
        slips = np.maximum(slips, np.where((counts < of_all) & ~beside, share * of_all, 0))
    return np.maximum(counts - slips, LEFT * counts)


def _toneless_hat(word: str) -> str:
    """A syllable with a circumflex without its tone; others as they are."""
    base, _ = split_tone(word)
    return base if set("âêô") & set(base) else word


def _numbers(words: Sequence[str]) -> Keys:
    """For each word the number of the first that is the same."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(w, i) for i, w in enumerate(words)], np.uint64)


def _group(values: Floats, owner: npt.NDArray[np.int64], size: int) -> Floats:
    return np.bincount(owner, values, size).astype(np.float64)


def build(corpus: Corpus, folder: Path) -> None:
    """Estimate the model and write its files into a folder."""
    words = len(corpus.words)
    tri, tri_n, tri_plain = _counted(corpus, 3)
    bi, bi_n, bi_plain = _counted(corpus, 2)
    bi_n = _without_slips(corpus.words, bi, 2, bi_n)
    tri_n = _without_slips(corpus.words, tri, 3, tri_n)
    bi_cut, tri_cut = _discounts(bi_n, bi_plain), _discounts(tri_n, tri_plain)

    # Unigrams: in how many contexts a word follows, with a little of the plain count.
    right = (bi & np.uint64(MASK)).astype(np.int64)
    left = (bi >> np.uint64(WORD_BITS)).astype(np.int64)
    follows = np.bincount(right, minlength=words) + 0.5
    plain = np.maximum(corpus.counts, 1).astype(float)
    p1 = 0.5 * follows / follows.sum() + 0.5 * plain / plain.sum()

    # Bigrams over plain counts: text that starts anywhere needs them as they are.
    total = _group(bi_n, left, words)
    rest = np.where(total > 0, _group(bi_cut, left, words) / np.maximum(total, 1e-9), 1.0)
    p2 = (bi_n - bi_cut) / total[left] + rest[left] * p1[right]

    # Trigrams.
    context = np.searchsorted(bi, tri >> np.uint64(WORD_BITS))
    suffix = np.searchsorted(bi, tri & np.uint64((1 << (2 * WORD_BITS)) - 1))
    suffix = np.minimum(suffix, len(bi) - 1)
    total3 = _group(tri_n, context, len(bi))
    rest3 = _group(tri_cut, context, len(bi)) / np.maximum(total3, 1e-9)
    rest3 = np.where(total3 > 0, rest3, 1.0)
    p3 = (tri_n - tri_cut) / total3[context] + rest3[context] * p2[suffix]

    # Keep what says most beyond its back-off.
    gain2 = bi_n * np.log(p2 / (rest[left] * p1[right] + 1e-12))
    special = (left < 5) & (right < 5)
    gain2[special] = np.inf
    kept2 = np.zeros(len(bi), bool)
    kept2[_best(gain2, int(BIGRAM_BUCKETS * SLOTS * LOAD))] = True
    gain3 = tri_n * np.log(p3 / (rest3[context] * p2[suffix] + 1e-12))
    kept3_all = kept2[context] & (tri_plain > 1)
    gain3[~kept3_all] = -np.inf
    best3 = _best(gain3, int(TRIGRAM_BUCKETS * SLOTS * LOAD))
    best3 = best3[np.isfinite(gain3[best3])]

    best2 = np.flatnonzero(kept2)
    best2 = best2[np.argsort(-gain2[best2], kind="stable")]
    slot2 = _slots(bi[best2], BIGRAM_BUCKETS)
    best2, slot2 = best2[slot2 >= 0], slot2[slot2 >= 0]
    slot3 = _slots(tri[best3], TRIGRAM_BUCKETS)
    best3, slot3 = best3[slot3 >= 0], slot3[slot3 >= 0]

    # Back-off weights that make each context sum to one again after the pruning.
    stored2 = np.zeros(len(bi), bool)
    stored2[best2] = True
    bow1 = _bow(_group(p2 * stored2, left, words), _group(p1[right] * stored2, left, words))
    q2 = np.where(stored2, p2, np.exp(bow1[left]) * p1[right])
    bow2 = _bow(
        _group(p3[best3], context[best3], len(bi)),
        _group(q2[suffix[best3]], context[best3], len(bi)),
    )
    np.save(folder / "unigrams.npy", np.stack([np.log(p1), bow1]).astype(np.float32))
    np.save(folder / "bigrams.npy", _packed(bi[best2], p2[best2], slot2, BIGRAM_BUCKETS))
    bows = np.zeros(BIGRAM_BUCKETS * SLOTS, np.uint8)
    bows[slot2] = np.clip(np.rint((BOW_TOP - bow2[best2]) / BOW_STEP), 0, 255)
    np.save(folder / "bigram_bows.npy", bows.reshape(-1, SLOTS))
    np.save(folder / "trigrams.npy", _packed(tri[best3], p3[best3], slot3, TRIGRAM_BUCKETS))


def _best(gain: Floats, n: int) -> npt.NDArray[np.int64]:
    return np.argsort(-gain, kind="stable")[:n]


def _bow(upper: Floats, lower: Floats) -> Floats:
    left = np.clip(1 - upper, 1e-4, 1)
    return np.asarray(np.log(left / np.clip(1 - lower, 1e-4, 1)))


def _slots(keys: Keys, buckets: int) -> npt.NDArray[np.int64]:
    """Slot of each key in the order given; -1 where its bucket is full."""
    bucket, _ = place(keys, buckets)
    order = np.argsort(bucket, kind="stable")
    ordered = bucket[order]
    starts = np.r_[0, np.flatnonzero(np.diff(ordered)) + 1]
    rank = np.arange(len(keys)) - np.repeat(starts, np.diff(np.r_[starts, len(keys)]))
    slots = np.full(len(keys), -1, np.int64)
    slots[order] = np.where(rank < SLOTS, ordered * SLOTS + rank, -1)
    return slots


def _packed(
    keys: Keys, p: Floats, slots: npt.NDArray[np.int64], buckets: int
) -> npt.NDArray[np.uint32]:
    _, mark = place(keys, buckets)
    value = np.clip(np.rint(-np.log(p) / STEP), 0, 255).astype(np.uint32)
    table = np.zeros(buckets * SLOTS, np.uint32)
    table[slots] = (mark << np.uint32(8)) | value
    return table.reshape(-1, SLOTS)
