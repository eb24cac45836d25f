"""Counts between which words a 1, an I and an l stand alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dictionaries.build.corpus import documents
from dictionaries.strokes import STROKES, lone_strokes

_LEAST = 2  # sightings of a word beside one
_MISREAD = 0.02  # of the ones in the corpora, which were scanned themselves, are an I or an l


def write_strokes(paths: Iterable[Path], folder: Path) -> None:
    """Write ``strokes.tsv``: side, word, and how often each of `STROKES` stands there.

    Of the letters, what is likely a figure misread is left out.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for path in paths:
        for document in documents(path):
            for stroke in lone_strokes(document):
                seen["before", stroke.before, stroke.text] += 1
                seen["after", stroke.after, stroke.text] += 1
    with (folder / "strokes.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("side\tword\t" + "\t".join(STROKES) + "\n")
        for side, word in sorted({key[:2] for key in seen}):
            one, *letters = (seen[side, word, text] for text in STROKES)
            counts = [one, *(max(0, n - round(_MISREAD * one)) for n in letters)]
            if sum(counts) >= _LEAST:
                out.write("\t".join([side, word, *map(str, counts)]) + "\n")
