"""A stroke that stands alone: between which words it is a 1, an I or an l.

Figures are one token to the language model, so it cannot tell ``Lần 1`` from ``Lần I``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

STROKES = ("1", "I", "l")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,/]\d+)*|[^\w\s]|\n|\t")
_ALONE = re.compile(r"(?<!\S)[1Il](?![^\s.,;:)!?]|\.\S)")
_END = "$"  # of a line, a cell or a paragraph
_FIGURE = "0"  # any but a lone 1
_PRIOR = 1.0  # how many sightings what is known of all words weighs

Counts = tuple[int, int, int]  # of each of STROKES


@dataclass(frozen=True, slots=True)
class Stroke:
    """One of `STROKES` behind a word.

    Attributes:
        text: As it is written.
        start: Where it stands in its text.
        before: The word before it, in small letters.
        after: What stands behind it: a word in small letters, a sign, or what ends a line.
    """

    text: str
    start: int
    before: str
    after: str


def lone_strokes(text: str) -> Iterator[Stroke]:
    """All strokes of a text that stand alone behind a word of their line.

    Not ``I-ốt``, which is a word, nor ``I.1``.

    >>> [(s.text, s.before, s.after) for s in lone_strokes("Lần I: đình chỉ I\\nnăm")]
    [('I', 'lần', ':'), ('I', 'chỉ', 'năm')]
    """
    found = list(_TOKEN.finditer(text))
    for i, match in enumerate(found):
        before = found[i - 1].group() if i else ""
        if before.isalpha() and _ALONE.match(text, match.start()):
            behind = [m.group() for m in found[i + 1 : i + 3]]
            yield Stroke(match.group(), match.start(), before.lower(), _after(behind))


def _after(behind: Sequence[str]) -> str:
    next_ = behind[0] if behind else "\t"
    if next_ == "\n" and len(behind) > 1 and behind[1].islower():
        next_ = behind[1]  # a sentence goes on in the next line
    if next_.isspace():
        return _END
    return _FIGURE if next_[0].isdigit() else next_.lower()


@dataclass(frozen=True)
class Strokes:
    """How often each stroke stands before and behind words.

    Attributes:
        before: By the word before it.
        after: By what stands behind it.
    """

    before: dict[str, Counts]
    after: dict[str, Counts]

    def beside(self, stroke: Stroke) -> tuple[Counts, Counts]:
        """How often each stands behind the word before a stroke, and before what is behind it."""
        none = (0, 0, 0)
        return self.before.get(stroke.before, none), self.after.get(stroke.after, none)

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Of each stroke among all."""
        sums = [sum(counts[k] for counts in self.before.values()) for k in range(len(STROKES))]
        return tuple(n / sum(sums) for n in sums)

    def chances(self, read: Sequence[float], *beside: Counts) -> list[float]:
        """The chance of each of `STROKES` to be what is printed.

        Args:
            read: P(that it is read as it was) for each that may be printed.
            beside: How often each stands beside a neighbour, for each neighbour.
        """
        weights = []
        for k, (share, channel) in enumerate(zip(self.shares, read, strict=True)):
            weight = channel * share
            for counts in beside:
                weight *= (counts[k] / share + _PRIOR) / (sum(counts) + _PRIOR)
            weights.append(weight)
        return [weight / sum(weights) for weight in weights]


def load(folder: Path) -> Strokes:
    """Read ``strokes.tsv``."""
    sides: dict[str, dict[str, Counts]] = {"before": {}, "after": {}}
    for line in (folder / "strokes.tsv").read_text("utf-8").splitlines()[1:]:
        side, word, *counts = line.split("\t")
        one, capital, small = map(int, counts)
        sides[side][word] = (one, capital, small)
    return Strokes(**sides)
