"""Which words an English recogniser may have seen where it wrote a token.

A syllable is a head (its onset) and a tail (its rhyme). What it costs to read a tail as the
last letters of a token is worked out once for all tails and kept, since tokens share their
ends (``-ién``, ``-uong``); the same for heads. A token is then cut at every place, and the
cheapest cut counts: a few numpy steps give its distance to every syllable. Costs are those
of the learned table; changes never seen in training have fixed prices.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np

import dictionaries
from dictionaries.ngram import Floats, Ids
from dictionaries.syllable import is_syllable, skeleton, split_onset, split_tone
from postprocess.unicode import cased_like

Side = Literal["head", "tail"]

SAME = 0.7  # nats: a letter never met in training, read as it is
MARK = 7.0  # same base letter, marks never seen confused
MARKED = 8.0  # a vowel with marks read as any other letter
LETTER = 9.5  # another letter
SIGN = 5.0  # a letter read as a figure or sign, or such a sign added
HORN = 3.0  # an apostrophe added: horns of ơ and ư, and tones, look like one
LOST = 9.0  # a printed letter that was not read
ADDED = 9.0  # a read letter that was not printed
LONGEST = 12  # letters of a token that can be one word
LONGEST_HEAD = 5  # letters that the onset of a syllable may be read as
CHUNK = 3  # letters that one printed letter may be read as
_FAR = np.float32(99.0)

_HORNS = "'’‘`´"
MARKED_VOWELS = frozenset("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")


class _Tree(NamedTuple):
    """Parts of syllables as a tree that grows from their outer end to where they meet.

    Node 0 is the empty part. A node is its parent with one more letter on the inner side.

    Attributes:
        parent: Node without the innermost letter, shape (nodes,).
        letter: Index of that letter in the alphabet, shape (nodes,).
        levels: Slices of the nodes of one, two … letters.
    """

    parent: Ids
    letter: Ids
    levels: tuple[slice, ...]


class _Syllables(NamedTuple):
    """The syllables of the vocabulary in one letter case.

    Attributes:
        word: Their numbers in the vocabulary.
        head: Node of each one's onset in the tree of heads.
        tail: Node of its rhyme in the tree of tails.
        heads: Tree of all onsets.
        tails: Tree of all rhymes.
    """

    word: Ids
    head: Ids
    tail: Ids
    heads: _Tree
    tails: _Tree


@cache
def _alphabet() -> dict[str, int]:
    letters = {c for w in dictionaries.vocabulary().words if w[0] != "<" for c in w}
    return {c: i for i, c in enumerate(sorted(letters | {c.upper() for c in letters}))}


def _parts(word: str) -> tuple[str, str]:
    """Head and tail of a lower-case syllable; the head is its first letter at least."""
    onset, _ = split_onset(split_tone(word)[0])
    size = len(onset) or 1
    return word[:size], word[size:]


@cache
def _syllables(shape: str) -> _Syllables:
    """All syllables printed as ``lower``, ``Title`` or ``UPPER``."""
    rows = [
        (number, *_parts(word))
        for number, word in enumerate(dictionaries.vocabulary().words)
        if is_syllable(word)
    ]
    inner = "UPPER" if shape == "UPPER" else "lower"
    heads, head_nodes = _tree([cased_like(head, shape) for _, head, _ in rows])
    # A tail grows to the left.
    tails, tail_nodes = _tree([cased_like(tail, inner)[::-1] for _, _, tail in rows])
    numbers = np.array([n for n, _, _ in rows], np.int64)
    return _Syllables(numbers, head_nodes, tail_nodes, heads, tails)


def _tree(parts: list[str]) -> tuple[_Tree, Ids]:
    alphabet = _alphabet()
    nodes = sorted({p[:k] for p in parts for k in range(len(p) + 1)}, key=lambda p: (len(p), p))
    at = {p: i for i, p in enumerate(nodes)}
    lengths = np.array([len(p) for p in nodes])
    edges = np.searchsorted(lengths, np.arange(1, lengths[-1] + 2))
    return (
        _Tree(
            np.array([at[p[:-1]] for p in nodes], np.int64),
            np.array([alphabet[p[-1]] if p else 0 for p in nodes], np.int64),
            tuple(slice(int(a), int(b)) for a, b in pairwise(edges)),
        ),
        np.array([at[p] for p in parts], np.int64),
    )


@lru_cache(maxsize=1 << 14)
def _prices(read: str) -> Floats | None:
    """Cost of reading each letter of the alphabet as up to `CHUNK` characters.

    None if no letter was ever read so.
    """
    alphabet = _alphabet()
    known = dictionaries.confusions().chunks.get(read, ())
    if len(read) > 1:
        if not known:
            return None
        prices = np.full(len(alphabet), _FAR, np.float32)
    elif not read:
        prices = np.full(len(alphabet), LOST, np.float32)
    else:
        low = read.lower()
        base = skeleton(low)
        prices = np.full(len(alphabet), LETTER if read.isalpha() else SIGN, np.float32)
        for letter, at in alphabet.items():
            small = letter.lower()
            if small == low:
                prices[at] = SAME
            elif skeleton(small) == base:
                prices[at] = MARK
            elif small in MARKED_VOWELS:
                prices[at] = min(prices[at], MARKED)
    for truth, cost in known:
        if (place := alphabet.get(truth)) is not None:
            prices[place] = min(prices[place], cost)
    return prices


@lru_cache(maxsize=1 << 13)
def _costs(read: str, shape: str, side: Side) -> Floats:
    """Cost of reading every node of a tree as a beginning or an end of a token."""
    tree = _syllables(shape).heads if side == "head" else _syllables(shape).tails
    if not read:
        costs = np.full(len(tree.parent), _FAR, np.float32)
        costs[0] = 0
    else:
        beyond = _cut(read, 1, side)[1]
        costs = _costs(beyond, shape, side) + _added(_cut(read, 1, side)[0])
        for size in range(1, min(CHUNK, len(read)) + 1):
            chunk, rest = _cut(read, size, side)
            prices = _prices(chunk)
            if prices is not None:
                other = _costs(rest, shape, side)[tree.parent] + prices[tree.letter]
                other[0] = _FAR
                np.minimum(costs, other, out=costs)
    lost = _lost()
    for level in tree.levels:
        np.minimum(
            costs[level],
            costs[tree.parent[level]] + lost[tree.letter[level]],
            out=costs[level],
        )
    return costs


@cache
def _lost() -> Floats:
    prices = _prices("")
    assert prices is not None
    return prices


def _cut(read: str, size: int, side: Side) -> tuple[str, str]:
    """The inner characters of a beginning or end, and the rest."""
    if side == "tail":
        return read[:size], read[size:]
    return read[len(read) - size :], read[: len(read) - size]


def _added(char: str) -> np.float32:
    return np.float32(ADDED if char.isalpha() else HORN if char in _HORNS else SIGN)


class _Others(NamedTuple):
    """Words of one length that are no syllables: numbers and letters, shape (n, length)."""

    word: Ids
    letters: Ids


@cache
def _others(shape: str) -> dict[int, _Others]:
    alphabet = _alphabet()
    found: dict[int, tuple[list[int], list[list[int]]]] = {}
    for number, word in enumerate(dictionaries.vocabulary().words):
        cased = cased_like(word, shape)
        if word[0] != "<" and not is_syllable(word) and len(cased) == len(word):
            numbers, letters = found.setdefault(len(word), ([], []))
            numbers.append(number)
            letters.append([alphabet[c] for c in cased])
    return {
        size: _Others(np.array(numbers, np.int64), np.array(letters, np.int64))
        for size, (numbers, letters) in found.items()
    }


@lru_cache(maxsize=1 << 12)
def _whole(shape: str, read: str) -> tuple[tuple[int, float], ...]:
    """Words of the table of whole tokens."""
    number = dictionaries.vocabulary().number
    return tuple(
        (number[truth.lower()], cost)
        for truth, cost in dictionaries.confusions().readings.get(read, ())
        if truth.lower() in number and _fits(truth, shape)
    )


def _fits(truth: str, shape: str) -> bool:
    if shape == "lower":
        return truth.islower()
    return truth.isupper() if shape == "UPPER" and len(truth) > 1 else truth[:1].isupper()


def _cuts(read: str, shape: str, within: float) -> Floats:
    """Cost of reading every syllable as a token, by the cheapest cut into head and tail.

    Cuts of which nothing can come within reach of the cheapest word are passed over, so
    that only costs up to ``within`` above it are right.
    """
    syllables = _syllables(shape)
    cuts = []
    for at in range(min(len(read), LONGEST_HEAD) + 1):
        head, tail = _costs(read[:at], shape, "head"), _costs(read[at:], shape, "tail")
        cuts.append((head.min() + tail.min(), at, head, tail))
    best: Floats = np.full(len(syllables.word), _FAR, np.float32)
    limit = _FAR
    for least, _, head, tail in sorted(cuts):
        if least > limit:
            break
        costs = head.take(syllables.head)
        costs += tail.take(syllables.tail)
        np.minimum(best, costs, out=best)
        limit = best.min() + np.float32(within)
    return best


def candidates(read: str, shape: str, within: float) -> tuple[Ids, Floats]:
    """Words that may have been printed where a token was read.

    Args:
        read: The token without outer punctuation.
        shape: Letter case of the print: ``lower``, ``Title`` or ``UPPER``.
        within: Words that cost so many nats more than the cheapest are left out.

    Returns:
        Numbers of the words in the vocabulary, and their costs in nats; in no order.
    """
    if len(read) > LONGEST:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    words, costs = _syllables(shape).word, _cuts(read, shape, within)
    others = _others(shape).get(len(read))
    if others is not None:
        prices = np.stack([p for c in read if (p := _prices(c)) is not None])
        own = prices[np.arange(len(read)), others.letters].sum(axis=1, dtype=np.float32)
        words, costs = np.concatenate([words, others.word]), np.concatenate([costs, own])
    whole = _whole(shape, read)
    limit = min([float(costs.min()), *(cost for _, cost in whole)]) + within
    near = np.flatnonzero(costs <= limit)
    words, costs = words[near], costs[near]
    for word, cost in whole:
        hit = np.flatnonzero(words == word)
        if len(hit):
            costs[hit] = np.minimum(costs[hit], cost)
        elif cost <= limit:
            words, costs = np.append(words, word), np.append(costs, np.float32(cost))
    return words, costs
