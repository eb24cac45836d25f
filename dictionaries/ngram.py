"""The packed syllable trigram model and its look-up.

Bigrams and trigrams lie in two hash tables of buckets of eight 32-bit slots: 24 bits of
fingerprint, 8 bits of quantised log probability. A look-up gathers one bucket per query,
so that thousands of queries are answered by a few numpy calls, straight from the mapped
file. Two different n-grams are mistaken for each other once in two million look-ups.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

SLOTS = 8
WORD_BITS = 14
STEP = 16.0 / 255  # nats per step of a stored log probability, which is in -16…0
BOW_STEP = 8.0 / 255  # nats per step of a back-off weight, which is in -7…1
BOW_TOP = 1.0

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
_Slot = TypeVar("_Slot", np.uint32, np.uint8)

# By stored value plus one; 0 is for what is not in the table.
_LOGP = np.concatenate([[0.0], -STEP * np.arange(256)]).astype(np.float32)
_BOW = np.concatenate([[0.0], BOW_TOP - BOW_STEP * np.arange(256)]).astype(np.float32)


def place(keys: npt.NDArray[np.uint64], buckets: int) -> tuple[Ids, npt.NDArray[np.uint32]]:
    """Bucket and fingerprint of packed n-grams; a fingerprint is never 0 (empty slot)."""
    h = keys * np.uint64(0x9E3779B97F4A7C15)
    h ^= h >> np.uint64(29)
    h *= np.uint64(0xBF58476D1CE4E5B9)
    h ^= h >> np.uint64(32)
    bucket = ((h >> np.uint64(32)) * np.uint64(buckets)) >> np.uint64(32)
    mark = (h & np.uint64(0xFFFFFF)).astype(np.uint32)
    return bucket.astype(np.int64), np.maximum(mark, np.uint32(1))


def _value(table: npt.NDArray[np.uint32], keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Stored value plus one of each packed n-gram, 0 where it is not in the table."""
    bucket, mark = place(keys, len(table))
    slots = _gathered(table, bucket)
    # With its fingerprint taken off, the slot that fits is below 256 and all others above.
    slots -= mark.ravel() << np.uint32(8)
    least = slots.min(axis=0).reshape(keys.shape)
    return np.where(least < 256, least + np.uint32(1), np.uint32(0))


def _gathered(table: npt.NDArray[_Slot], bucket: Ids) -> npt.NDArray[_Slot]:
    """Slots of buckets, shape (8, n): numpy is slow along short axes, quick along long ones."""
    return table.take(bucket.ravel(), axis=0).T.copy()


@dataclass(frozen=True, slots=True)
class NgramModel:
    """Trigram model with back-off; all values natural logarithms.

    Attributes:
        unigram: log P(w), shape (words,).
        unigram_bow: Back-off weight of a one-word context, shape (words,).
        bigrams: Slots (buckets, 8), memory-mapped.
        bigram_bows: Quantised back-off weights (buckets, 8), memory-mapped.
        trigrams: Slots (buckets, 8), memory-mapped.
    """

    unigram: Floats
    unigram_bow: Floats
    bigrams: npt.NDArray[np.uint32]
    bigram_bows: npt.NDArray[np.uint8]
    trigrams: npt.NDArray[np.uint32]

    def bigram(self, a: Ids, b: Ids) -> Floats:
        """log P(b | a), shapes broadcast."""
        keys = ((a << WORD_BITS) | b).astype(np.uint64)
        return np.where(
            (value := _value(self.bigrams, keys)),
            _LOGP[value],
            self.unigram[b] + self.unigram_bow[a],
        )

    def context(self, a: Ids, b: Ids) -> Floats:
        """Back-off weight of the context ``a b``; 0 where it was never seen."""
        bucket, mark = place(((a << WORD_BITS) | b).astype(np.uint64), len(self.bigrams))
        hit = (_gathered(self.bigrams, bucket) >> np.uint32(8)) == mark.ravel()
        bows = (_gathered(self.bigram_bows, bucket) + np.uint16(1)) * hit
        return np.asarray(_BOW.take(bows.max(axis=0)).reshape(bucket.shape), np.float32)

    def trigram(self, a: Ids, b: Ids, c: Ids, context: Floats, bigram: Floats) -> Floats:
        """log P(c | a b).

        Args:
            a: Word numbers; shapes broadcast with those of ``b`` and ``c``.
            b: Word numbers.
            c: Word numbers.
            context: ``self.context(a, b)``, broadcast likewise.
            bigram: ``self.bigram(b, c)``, broadcast likewise.
        """
        keys = ((a << (2 * WORD_BITS)) | (b << WORD_BITS) | c).astype(np.uint64)
        return np.where((value := _value(self.trigrams, keys)), _LOGP[value], context + bigram)

    def score(self, a: Ids, b: Ids, c: Ids) -> Floats:
        """log P(c | a b) with everything looked up."""
        return self.trigram(a, b, c, self.context(a, b), self.bigram(b, c))


def load(folder: Path) -> NgramModel:
    """Map the model files of a folder."""
    # asarray: plain views of the maps, whose own indexing is slow.
    unigrams = np.load(folder / "unigrams.npy")
    return NgramModel(
        unigram=unigrams[0],
        unigram_bow=unigrams[1],
        bigrams=np.asarray(np.load(folder / "bigrams.npy", mmap_mode="r")),
        bigram_bows=np.asarray(np.load(folder / "bigram_bows.npy", mmap_mode="r")),
        trigrams=np.asarray(np.load(folder / "trigrams.npy", mmap_mode="r")),
    )
