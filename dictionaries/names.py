"""The words of persons' names: how usual each is at its place, and what it may be misread for.

``Thanh`` is a name and ``Chanh`` is hardly one: where a seal or a script leaves it open what
stands there, that counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance.Levenshtein import distance
from unidecode import unidecode

from dictionaries.syllable import in_old_style, old_style
from dictionaries.vocabulary import Vocabulary

_RARE = 4  # names that a family of which few are known may have had
_UNSEEN = 0.3  # names with a word of which none is known
_PRIOR = 150  # names that is weighed as what is known of all words: how often with a capital
_LEAST = 1e-4  # share of a word among those with a capital below which it is like any other
_SELDOM = 2  # names that show a word to be one of a name at all
_SAME, _OTHER = 6, 8  # words alike: of the same letters, of one other letter


@dataclass(frozen=True, slots=True)
class Names:
    """Log probabilities of words at the places of a name, in small letters, tones as of old.

    Attributes:
        first: Of families; of one that is not known under ``""``, as in the others.
        amid: Of words amid a name.
        last: Of words at its end.
        folded: Words that are seen in names, by their letters without accents.
    """

    first: Mapping[str, float]
    amid: Mapping[str, float]
    last: Mapping[str, float]
    folded: Mapping[str, Sequence[str]]

    def nats(self, name: str) -> float:
        """Log probability of a name in small letters."""
        family, *amid, last = in_old_style(name).split()
        return _of(self.first, family) + sum(_of(self.amid, w) for w in amid) + _of(self.last, last)

    def ahead(self, name: str) -> float:
        """Nats by which the likeliest name in other accents is ahead of one, its family aside.

        Args:
            name: In small letters.
        """
        family, *given = in_old_style(name).split()
        own = self.nats(name) if given else 0.0
        others = (
            " ".join((family, *given[:i], other, *given[i + 1 :]))
            for i, word in enumerate(given)
            for other in self.folded.get(unidecode(word), ())
        )
        return max((self.nats(other) - own for other in others), default=0.0)

    def alike(self, word: str, *, last: bool) -> list[str]:
        """Words that one may be misread for: other accents, or one other letter; usual ones first.

        Args:
            word: In small letters, not a family's.
            last: Whether it ends a name.
        """
        nats = self.last if last else self.amid

        def usual(words: Iterator[str], most: int) -> list[str]:
            return sorted(words, key=lambda other: -_of(nats, other))[:most]

        plain = unidecode(word)
        same = (other for other in self.folded.get(plain, ()) if other != old_style(word))
        near = (
            other
            for letters, others in self.folded.items()
            if letters != plain and distance(letters, plain, score_cutoff=1) == 1
            for other in others
        )
        return usual(same, _SAME) + usual(near, _OTHER)


def _of(nats: Mapping[str, float], word: str) -> float:
    return nats.get(word, nats[""])


def load(folder: Path, known: Vocabulary) -> Names:
    """Read ``names.tsv``: word, names in which it stands first, amid them and last."""
    lines = (folder / "names.tsv").read_text("utf-8").splitlines()[1:]
    rows = [
        (word, int(first), int(amid), int(last))
        for word, first, amid, last in map(str.split, lines)
    ]
    capital = {
        w: n * share for w, n, share in zip(known.words, known.counts, known.capital, strict=True)
    }
    total = sum(capital.values())
    prior = {w: _PRIOR * n / total for w, n in capital.items() if n > _LEAST * total}
    folded: dict[str, list[str]] = {}
    for word, _, amid, last in rows:
        if amid + last >= _SELDOM:
            folded.setdefault(unidecode(word), []).append(word)
    return Names(
        _shares({word: first for word, first, _, _ in rows}, {}, _RARE),
        _shares({word: amid for word, _, amid, _ in rows}, prior, _UNSEEN),
        _shares({word: last for word, _, _, last in rows}, prior, _UNSEEN),
        folded,
    )


def _shares(
    counts: Mapping[str, int], prior: Mapping[str, float], unseen: float
) -> dict[str, float]:
    weights = {w: counts.get(w, 0) + prior.get(w, 0.0) + unseen for w in {*counts, *prior, ""}}
    total = sum(weights.values())
    return {word: math.log(weight / total) for word, weight in weights.items()}
