"""The words of the language model: their numbers, counts and usual letter case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number; the first ones are `dictionaries.text.SPECIALS`.

    Attributes:
        words: Lower case, tone in the older place.
        counts: Weighted count in the training corpus.
        capital: Share of Title case behind a word in small letters.
        upper: Share of UPPER case there.
        number: Word to its number.
    """

    words: tuple[str, ...]
    counts: tuple[int, ...]
    capital: tuple[float, ...]
    upper: tuple[float, ...]
    number: dict[str, int]


def load(folder: Path) -> Vocabulary:
    """Read ``vocabulary.tsv``: word, count, shares of Title and UPPER case in per cent."""
    words, counts, capital, upper = [], [], [], []
    for line in (folder / "vocabulary.tsv").read_text("utf-8").splitlines()[1:]:
        word, n, title_share, upper_share = line.split("\t")
        words.append(word)
        counts.append(int(n))
        capital.append(int(title_share) / 100)
        upper.append(int(upper_share) / 100)
    return Vocabulary(
        tuple(words),
        tuple(counts),
        tuple(capital),
        tuple(upper),
        {w: i for i, w in enumerate(words)},
    )
