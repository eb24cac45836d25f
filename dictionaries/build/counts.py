"""From documents to token streams: vocabulary, letter case and arrays of word numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dictionaries.build.corpus import documents, weight
from dictionaries.syllable import is_syllable, skeleton
from dictionaries.text import BREAK, SPECIALS, pieces

MAX_WORDS = 1 << 14  # a word number has 14 bits
MIN_SYLLABLE = 5  # weighted count below which a legal syllable is left out
MIN_FOREIGN = 30  # the same for what is not spelled like a syllable


# What papers of offices abbreviate and laws write out. Laws are most of the corpus, so the
# words around an abbreviation are learned from where the full form stands.
ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tthc": "thủ tục hành chính",
    "cntt": "công nghệ thông tin",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "attp": "an toàn thực phẩm",
    "pccc": "phòng cháy chữa cháy",
    "khcn": "khoa học công nghệ",
    "nsnn": "ngân sách nhà nước",
    "gcn": "giấy chứng nhận",
    "tp": "thành phố",
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A counted corpus.

    Attributes:
        words: The vocabulary, `SPECIALS` first, then by falling count.
        counts: Weighted count of each word.
        shapes: Weighted counts (n, 3) of lower, Title and UPPER case behind a small word.
        streams: Word numbers of every file (uint16), the file's weight, and how many
            sightings one of its n-grams is (a given phrase is as many as its weight).
        windows: Rows (n, 5) of two words, an abbreviation, two words, in the same manner:
            where a text writes out what offices abbreviate (see `ABBREVIATIONS`).
    """

    words: list[str]
    counts: npt.NDArray[np.int64]
    shapes: npt.NDArray[np.int64]
    streams: list[tuple[npt.NDArray[np.uint16], int, int]]
    windows: list[tuple[npt.NDArray[np.uint16], int, int]]


def count(paths: Iterable[tuple[Path, bool]], phrases: Iterable[tuple[str, int]]) -> Corpus:
    """Count the training documents.

    Args:
        paths: Files, each with whether it is a user's own.
        phrases: Further lines, each with how often it counts.
    """
    by_weight: dict[int, list[list[str]]] = defaultdict(list)
    for phrase, times in phrases:
        by_weight[times].append(phrase.split())
    texts = [
        ([line.split() for doc in documents(p, part) for line in doc.split("\n")], w)
        for p, user in paths
        for part in (None if user else "train",)  # nothing of an office's own is held out
        for w in (weight(p, user),)
    ]
    own = len(texts)
    texts += [(lines, w) for w, lines in sorted(by_weight.items())]
    tokens, inner = _tokens(texts)
    totals: Counter[str] = Counter()
    for token, n in tokens.items():
        for piece in pieces(token):
            totals[piece] += n
    kept = sorted(
        (
            (w, n)
            for w, n in totals.items()
            if w not in SPECIALS
            and n >= (MIN_SYLLABLE if is_syllable(w) else MIN_FOREIGN)
            and not _is_joined(w)
        ),
        key=lambda item: (-item[1], item[0]),
    )[: MAX_WORDS - len(SPECIALS)]
    words = [*SPECIALS, *(w for w, _ in kept)]
    number = {w: i for i, w in enumerate(words)}
    counts = np.array([totals[w] for w in words], np.int64)
    shapes = np.zeros((len(words), 3), np.int64)
    for token, n in inner.items():
        core = token.strip("()[]\"'“”.,;:!?…")
        at = number.get(core.lower())
        if at is not None:
            shapes[at, 0 if core.islower() else 2 if core.isupper() and len(core) > 1 else 1] += n
    table = {token: tuple(number.get(piece, 0) for piece in pieces(token)) for token in tokens}
    brk = number[BREAK]
    streams = []
    for i, (lines, w) in enumerate(texts):
        ids: list[int] = [brk]
        for line in lines:
            for token in line:
                ids.extend(table[token])
            if ids[-1] != brk:
                ids.append(brk)
        streams.append((np.array(ids, np.uint16), w, 1 if i < own else w))
    windows = [
        (_windows(stream, number[short], [number[p] for p in full.split()]), w, 1)
        for stream, w, _ in streams
        for short, full in ABBREVIATIONS.items()
        if short in number
    ]
    return Corpus(words, counts, shapes, streams, windows)


def _tokens(texts: list[tuple[list[list[str]], int]]) -> tuple[Counter[str], Counter[str]]:
    """Weighted counts of white-space tokens: everywhere, and behind a small word."""
    tokens: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for lines, w in texts:
        mine: Counter[str] = Counter()
        mine_inner: Counter[str] = Counter()
        for line in lines:
            mine.update(line)
            mine_inner.update(b for a, b in pairwise(line) if a.islower() and a.isalpha())
        for token, n in mine.items():
            tokens[token] += n * w
        for token, n in mine_inner.items():
            inner[token] += n * w
    return tokens, inner


def _windows(stream: npt.NDArray[np.uint16], short: int, full: list[int]) -> npt.NDArray[np.uint16]:
    """Two words before and after each place of a full form, the abbreviation between."""
    size = len(full)
    hit = np.ones(max(len(stream) - size - 3, 0), np.bool_)
    for k, word in enumerate(full):
        hit &= stream[2 + k : 2 + k + len(hit)] == word
    at = np.flatnonzero(hit)
    middle = np.full(len(at), short, np.uint16)
    return np.stack(
        [stream[at], stream[at + 1], middle, stream[at + 2 + size], stream[at + 3 + size]], axis=1
    )


def _is_joined(word: str) -> bool:
    """Two syllables written together (``quyếtđịnh``): noise of PDF text, no word."""
    return (
        not is_syllable(word)
        and word != skeleton(word)
        and any(is_syllable(word[:i]) and is_syllable(word[i:]) for i in range(2, len(word) - 1))
    )


def write_vocabulary(corpus: Corpus, folder: Path) -> None:
    """Write ``vocabulary.tsv`` (see `dictionaries.vocabulary`)."""
    with (folder / "vocabulary.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("word\tcount\ttitle\tupper\n")
        for word, n, shape in zip(corpus.words, corpus.counts, corpus.shapes, strict=True):
            total = max(int(shape.sum()), 1)
            out.write(f"{word}\t{n}\t{100 * shape[1] // total}\t{100 * shape[2] // total}\n")
