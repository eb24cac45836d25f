"""Learns the confusion model from what Tesseract read.

``python -m dictionaries.build.confusions CORPUS_DIR --pages 222 --work FILE`` renders
corpus lines, reads them, aligns and counts, and writes ``data/confusions.tsv`` (chunk of
true characters, chunk as read, cost) and ``data/readings.tsv`` (whole tokens). Readings are
kept in FILE, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import dictionaries
from dictionaries.build import corpus, readings
from dictionaries.build.readings import Pair
from dictionaries.syllable import old_style, skeleton

MAX_CHUNK = 3
MIN_CHUNK = 2  # times a confusion must be seen
MIN_READING = 2
_GAP = 0.9  # cost of a lost or added letter in the alignment
_STRIP = '()[]"“”.,;:!?…*-–'


def tokens(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Single words without outer punctuation, the true side in the older tone placement."""
    for truth, seen in pairs:
        t, s = truth.strip(_STRIP), seen.strip(_STRIP)
        if t.isalpha() and s and " " not in s:
            plain = old_style(t.lower())
            t = plain.upper() if t.isupper() and len(t) > 1 else _like(t, plain)
            yield t, s


def _like(shape: str, word: str) -> str:
    if len(shape) != len(word):
        return shape
    return "".join(w.upper() if s.isupper() else w for s, w in zip(shape, word, strict=True))


def chunks(truth: str, seen: str) -> list[tuple[str, str]]:
    """Align two tokens by character; neighbouring edits are one chunk.

    >>> chunks("từ", "tir")
    [('t', 't'), ('ừ', 'ir')]
    """
    n, m = len(truth), len(seen)
    cost = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if i == j == 0:
                continue
            options = []
            if i and j:
                options.append(cost[i - 1][j - 1] + _change(truth[i - 1], seen[j - 1]))
            if i:
                options.append(cost[i - 1][j] + _GAP)
            if j:
                options.append(cost[i][j - 1] + _GAP)
            cost[i][j] = min(options)
    steps = _steps(truth, seen, cost)
    merged: list[tuple[str, str]] = []
    for t, s in reversed(steps):
        # An added letter belongs to the letter before it, or to a wrong letter behind it.
        if merged and (not t or (not merged[-1][0] and t != s)):
            merged[-1] = (merged[-1][0] + t, merged[-1][1] + s)
        else:
            merged.append((t, s))
    if len(merged) > 1 and not merged[0][0]:
        merged[:2] = [(merged[1][0], merged[0][1] + merged[1][1])]
    return merged


def _steps(truth: str, seen: str, cost: list[list[float]]) -> list[tuple[str, str]]:
    """The cheapest way through the table of costs, last step first."""
    steps: list[tuple[str, str]] = []
    i, j = len(truth), len(seen)
    while i or j:
        change = _change(truth[i - 1], seen[j - 1]) if i and j else _GAP
        # An added letter is looked for behind a wrong one: "ừ" read as "ir".
        if j and _near(cost[i][j], cost[i][j - 1] + _GAP):
            j -= 1
            steps.append(("", seen[j]))
        elif i and j and _near(cost[i][j], cost[i - 1][j - 1] + change):
            i, j = i - 1, j - 1
            steps.append((truth[i], seen[j]))
        else:
            i -= 1
            steps.append((truth[i], ""))
    return steps


def _near(a: float, b: float) -> bool:
    return abs(a - b) < 1e-6


def _change(t: str, s: str) -> float:
    if t == s:
        return 0.0
    if skeleton(t) == skeleton(s):
        return 0.2
    return 1.0


def learn(pairs: Iterable[Pair], folder: Path) -> None:
    """Count confusions and write both tables."""
    known = list(tokens(pairs))
    seen_as: Counter[tuple[str, str]] = Counter()
    whole: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for truth, seen in known:
        for i in range(len(truth)):
            for k in range(1, MAX_CHUNK + 1):
                if i + k <= len(truth):
                    total[truth[i : i + k]] += 1
        for t, s in chunks(truth, seen):
            if len(t) <= MAX_CHUNK and len(s) <= MAX_CHUNK:
                seen_as[t, s] += 1
        whole[truth, seen] += 1
    with (folder / "confusions.tsv").open("w", encoding="utf-8") as out:
        out.write("truth\tread\tcost\n")
        for (t, s), n in sorted(seen_as.items()):
            if t and (n >= MIN_CHUNK):
                cost = -math.log(n / (total[t] + 1.0))
                out.write(f"{t}\t{s}\t{cost:.2f}\n")
    words: Counter[str] = Counter()
    for (t, _), n in whole.items():
        words[t] += n
    with (folder / "readings.tsv").open("w", encoding="utf-8") as out:
        out.write("truth\tread\tcost\n")
        for (t, s), n in sorted(whole.items()):
            if n >= MIN_READING:
                out.write(f"{t}\t{s}\t{-math.log(n / (words[t] + 1.0)):.2f}\n")


def _paragraphs(folder: Path, part: corpus.Part) -> list[str]:
    """Paragraphs of the corpus that is nearest to office papers."""
    chosen: list[str] = []
    for path in corpus.files([folder]):
        if corpus.weight(path, user=False) > corpus.DEFAULT_WEIGHT:
            for document in corpus.documents(path, part):
                chosen += [line for line in document.split("\n") if len(line.split()) > 5]
    random.Random(1).shuffle(chosen)  # noqa: S311 - a repeatable choice
    return chosen


def read_pages(folder: Path, work: Path, pages: int, seed: int, part: corpus.Part) -> None:
    """Render and read pages; one JSON line each: ``lines``, ``dpi``, what ``eng`` read of them and,
    where it is measured, what ``vie`` read.

    Args:
        folder: The corpus.
        work: The file of readings; what it holds already is not read again.
        pages: How many pages it shall hold.
        seed: Of the choice of lines and damage.
        part: Which documents: see `corpus.Part`.
    """
    paragraphs = _paragraphs(folder, part)
    done = len(work.read_text("utf-8").splitlines()) if work.exists() else 0
    with work.open("a", encoding="utf-8") as out:
        for number in range(done, pages):
            rng = random.Random(seed * 10_000 + number)  # noqa: S311
            lines = readings.printed_lines(paragraphs, rng, readings.LINES_PER_PAGE)
            languages = ("eng",) if part == "train" else ("eng", "vie")
            dpi, seen = readings.read(lines, languages, rng)
            row = {"lines": lines, "dpi": dpi, **dict(zip(languages, seen, strict=True))}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()


def main() -> None:
    """Render, read, learn."""
    parser = argparse.ArgumentParser(prog="python -m dictionaries.build.confusions")
    parser.add_argument("corpus", type=Path, help="folder of *.txt files")
    parser.add_argument("--work", type=Path, required=True, help="file of readings")
    parser.add_argument("--pages", type=int, default=222)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--part",
        choices=("train", "tune", "measure"),
        default="train",
        help="tune, measure: read pages of documents held out, and learn nothing",
    )
    parser.add_argument("--out", type=Path, default=dictionaries.DATA)
    args = parser.parse_args()
    read_pages(args.corpus, args.work, args.pages, args.seed, args.part)
    if args.part == "train":
        pages = (json.loads(line) for line in args.work.read_text("utf-8").splitlines())
        learn((p for page in pages for p in readings.pairs(page["lines"], page["eng"])), args.out)


if __name__ == "__main__":
    main()
