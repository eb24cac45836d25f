"""What Tesseract makes of rendered corpus lines: pairs of true and read tokens."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from dictionaries.build.render import page
from dictionaries.syllable import skeleton

Pair = tuple[str, str]  # true text, read text; two tokens on one side mean split or join
LINES_PER_PAGE = 36
_LINE = 78  # characters of a printed line of 13 point


def printed_lines(paragraphs: Sequence[str], rng: random.Random, n: int) -> list[str]:
    """Choose paragraphs and break them into printed lines.

    A few are set in capitals or Title Case, since headings are.
    """
    lines: list[str] = []
    while len(lines) < n:
        words = rng.choice(paragraphs).split()
        if len(words) > 60:
            start = rng.randrange(len(words) - 60)
            words = words[start : start + 60]
        style = rng.random()
        if style < 0.14:
            words = [w.upper() for w in words]
        elif style < 0.28:
            words = [w[:1].upper() + w[1:] for w in words]
        line = ""
        for word in words:
            if len(line) + len(word) > _LINE:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        if line:
            lines.append(line)
    return lines[:n]


def read(
    lines: Sequence[str], languages: Sequence[str], rng: random.Random
) -> tuple[int, list[list[str]]]:
    """Draw one page and read it once per language.

    Returns:
        The resolution of the page in dpi, and the text lines of each reading.
    """
    image, dpi = page(lines, rng)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        image.save(path, compress_level=1)
        for language in languages:
            done = subprocess.run(
                ["tesseract", str(path), "-", "-l", language, "--psm", "6", "--dpi", str(dpi)],
                capture_output=True,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
            text = done.stdout.decode("utf-8", "replace")
            results.append([line for line in text.splitlines() if line.strip()])
    return dpi, results


def pairs(truth: Sequence[str], seen: Sequence[str]) -> Iterator[Pair]:
    """Align the lines of a page, then the tokens of each line.

    Lines that were not read at all are passed over: nothing can be learned from them.
    """
    at = 0
    for line in truth:
        best, best_ratio = -1, 0.55
        for j in range(at, min(at + 3, len(seen))):
            matcher = SequenceMatcher(None, skeleton(line), skeleton(seen[j]), autojunk=False)
            if matcher.ratio() > best_ratio:
                best, best_ratio = j, matcher.ratio()
        if best >= 0:
            yield from token_pairs(line.split(), seen[best].split())
            at = best + 1


def distance(a: str, b: str) -> float:
    """Edit distance in which a changed mark costs a fifth of a changed letter."""
    row = [float(j) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], float(i)
        for j, y in enumerate(b, 1):
            change = 0.0 if x == y else 0.2 if skeleton(x) == skeleton(y) else 1.0
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + change)
    return row[-1]


def token_pairs(truth: Sequence[str], seen: Sequence[str]) -> Iterator[Pair]:
    """Cheapest alignment of two token rows: one to one, one to two, two to one, lost."""
    n, m = len(truth), len(seen)
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(n + 1):
        for j in range(max(0, i - 5), min(m, i + 5) + 1):
            options = []
            for di, dj in ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1)):
                before = best.get((i - di, j - dj))
                if before is None or i < di or j < dj:
                    continue
                x, y = " ".join(truth[i - di : i]), " ".join(seen[j - dj : j])
                cost = distance(x, y) + (0.3 if di * dj != 1 else 0.0)
                options.append((before[0] + cost, di, dj))
            if options:
                best[i, j] = min(options)
    at = (n, m)
    found: list[Pair] = []
    while at != (0, 0) and at in best:
        _, di, dj = best[at]
        x, y = " ".join(truth[at[0] - di : at[0]]), " ".join(seen[at[1] - dj : at[1]])
        if x and y and distance(x, y) <= 0.6 * max(len(x), len(y)) + 0.5:
            found.append((x, y))
        at = (at[0] - di, at[1] - dj)
    yield from reversed(found)
