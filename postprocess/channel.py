"""Which syllables an English recogniser may have seen where it wrote a token.

A search over the prefix tree of the vocabulary: characters read are taken in chunks of up
to three, each explained by a printed chunk of the learned confusion table. Only where
that finds nothing likely, or what fits its neighbours badly, are changes allowed that
were never seen in training (`postprocess.distance`).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

import dictionaries
from postprocess.distance import MAX_LENGTH, nearest

Candidate = tuple[str, float]  # lower-case word, cost in nats
_Layer = dict[int, float]  # node of the tree to the cheapest way there

FOREIGN_LETTER = 0.7  # a letter that Vietnamese does not use, or that was never misread
WINDOW = 8.0  # candidates dearer than the best by more are dropped
WIDE_WINDOW = 13.0  # the same in the search for unseen changes
WIDE_ABOVE = 4.0  # the search for unseen changes starts where the best costs more
BEAM = 24  # tree nodes kept per position
_FAR = 99.0


class _Tree(NamedTuple):
    """All prefixes of vocabulary words; node 0 is the root."""

    children: list[dict[str, int]]
    words: list[str | None]


class _Rules(NamedTuple):
    """Chunk tables of one letter case: read chunk to printed chunks in lower case."""

    first: dict[str, tuple[Candidate, ...]]
    later: dict[str, tuple[Candidate, ...]]
    lost: tuple[Candidate, ...]  # printed letters that were not read, cheapest first


@cache
def _tree() -> _Tree:
    children: list[dict[str, int]] = [{}]
    words: list[str | None] = [None]
    for word in dictionaries.vocabulary().words:
        if word.startswith("<") or len(word) > MAX_LENGTH:
            continue
        node = 0
        for char in word:
            after = children[node].get(char)
            if after is None:
                after = children[node][char] = len(children)
                children.append({})
                words.append(None)
            node = after
        words[node] = word
    return _Tree(children, words)


@cache
def _rules(shape: str) -> _Rules:
    """Rules for ``lower``, ``Title`` or ``UPPER`` print."""
    first: defaultdict[str, dict[str, float]] = defaultdict(dict)
    later: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for read, truths in dictionaries.confusions().chunks.items():
        for truth, cost in truths:
            upper = shape == "UPPER"
            fits_later = truth.isupper() if upper else truth.islower()
            fits_first = fits_later
            if shape == "Title":
                fits_first = truth[:1].isupper() and (len(truth) == 1 or truth[1:].islower())
            for fits, table in ((fits_first, first), (fits_later, later)):
                if fits:
                    plain = truth.lower()
                    table[read][plain] = min(cost, table[read].get(plain, _FAR))
    return _Rules(
        {r: tuple(t.items()) for r, t in first.items()},
        {r: tuple(t.items()) for r, t in later.items()},
        tuple(sorted(later.get("", {}).items(), key=lambda item: item[1])),
    )


@lru_cache(maxsize=1 << 16)
def candidates(read: str, shape: str, wide: bool = False) -> tuple[Candidate, ...]:
    """Words that may have been printed where a token was read.

    Args:
        read: The token without outer punctuation.
        shape: Letter case of the print: ``lower``, ``Title`` or ``UPPER``.
        wide: Search for changes never seen even where likely words were found.

    Returns:
        Lower-case vocabulary words with their cost, cheapest first; empty if none.
    """
    if len(read) > MAX_LENGTH:
        return ()
    found = _search(read, shape)
    if wide or not read.isalpha() or min(found.values(), default=_FAR) > WIDE_ABOVE:
        inner = "UPPER" if shape == "UPPER" else "lower"
        for word, cost in nearest(read, inner, "lower" if shape == "lower" else "UPPER"):
            found[word] = min(cost, found.get(word, _FAR))
    for truth, cost in dictionaries.confusions().readings.get(read, ()):
        if _shape_fits(truth, shape) and " " not in truth:
            plain = truth.lower()
            found[plain] = min(cost, found.get(plain, _FAR))
    if not found:
        return ()
    limit = min(found.values()) + (WIDE_WINDOW if wide else WINDOW)
    return tuple(sorted(((w, c) for w, c in found.items() if c <= limit), key=lambda x: x[1]))


def _shape_fits(truth: str, shape: str) -> bool:
    if shape == "lower":
        return truth.islower()
    return truth.isupper() if shape == "UPPER" and len(truth) > 1 else truth[:1].isupper()


def _search(read: str, shape: str) -> dict[str, float]:
    children, words = _tree()
    rules = _rules(shape)
    layers: list[_Layer] = [{} for _ in range(len(read) + 1)]
    layers[0][0] = 0.0
    for at in range(len(read)):
        if not layers[at]:
            continue
        kept = _kept(layers[at], children, rules, BEAM)
        table = rules.later if at else rules.first
        for length in (1, 2, 3):
            truths = table.get(read[at : at + length]) if at + length <= len(read) else None
            if truths:
                _follow(kept, truths, children, layers[at + length])
        _follow_same(kept, read[at].lower(), children, layers[at + 1])
    if not layers[-1]:
        return {}
    final = _kept(layers[-1], children, rules, 4 * BEAM)
    return {word: cost for cost, n in final if (word := words[n]) is not None}


def _follow(
    kept: list[tuple[float, int]],
    truths: tuple[Candidate, ...],
    children: list[dict[str, int]],
    target: _Layer,
) -> None:
    """Explain a read chunk by each printed chunk of the table."""
    for truth, price in truths:
        single = len(truth) == 1
        for cost, node in kept:
            step: int | None = node
            if single:
                step = children[node].get(truth)
            else:
                for char in truth:
                    step = children[step].get(char) if step is not None else None
            if step is not None and cost + price < target.get(step, _FAR):
                target[step] = cost + price


def _follow_same(
    kept: list[tuple[float, int]], char: str, children: list[dict[str, int]], target: _Layer
) -> None:
    """The letter was printed as it was read."""
    for cost, node in kept:
        step = children[node].get(char)
        if step is not None and cost + FOREIGN_LETTER < target.get(step, _FAR):
            target[step] = cost + FOREIGN_LETTER


def _kept(
    layer: _Layer, children: list[dict[str, int]], rules: _Rules, beam: int
) -> list[tuple[float, int]]:
    """The cheapest nodes of a layer, and those behind a printed letter that was not read."""
    kept = sorted((c, n) for n, c in layer.items())[:beam]
    limit = kept[0][0] + WINDOW
    grown = {n: c for c, n in kept if c <= limit}
    for cost, node in kept:
        steps = children[node]
        for char, price in rules.lost:
            if cost + price > limit:
                break
            step = steps.get(char)
            if step is not None and cost + price < grown.get(step, _FAR):
                grown[step] = cost + price
    return sorted((c, n) for n, c in grown.items() if c <= limit)[:beam]
