"""What a recogniser reads instead of what is printed: the learned tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Confusions:
    """Costs are negative natural logarithms of P(read | printed).

    Attributes:
        chunks: Read characters (0 to 3) to what may be printed there, with its cost.
        readings: Read token to whole printed tokens, with their cost.
    """

    chunks: dict[str, tuple[tuple[str, float], ...]]
    readings: dict[str, tuple[tuple[str, float], ...]]


def load(folder: Path) -> Confusions:
    """Read ``confusions.tsv`` and ``readings.tsv``."""
    return Confusions(_table(folder / "confusions.tsv"), _table(folder / "readings.tsv"))


def _table(path: Path) -> dict[str, tuple[tuple[str, float], ...]]:
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines()[1:]:
        truth, read, cost = line.split("\t")
        found[read].append((truth, float(cost)))
    return {read: tuple(truths) for read, truths in found.items()}
