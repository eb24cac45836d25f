"""Names of places: what stands behind ``xã``, ``huyện``, ``tỉnh`` is a place that exists.

Only for garbled text, and only where the words that were chosen name no place, or places
that do not lie in each other. The printed names are then looked for in the list of places
by what it costs to have read them so; a name that is not clearly the best is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import dictionaries
from dictionaries.syllable import old_style
from dictionaries.text import COMMA
from postprocess.channel import candidates
from postprocess.edits import Edit
from postprocess.tokens import Kind, Token
from postprocess.unicode import cased_like, shape_of

LEVELS = tuple(
    tuple(level.split())
    for level in ("thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "quận", "xã", "phường")
)
WITHIN = "thuộc"
SHORTEST, LONGEST = 2, 4  # syllables of a name; one is too much like other words
DEAREST = 5.0  # nats a syllable of the name may cost
CLEARLY = 2.5  # nats by which the best name must be cheaper than any other
FAR = 60.0

Name = tuple[tuple[str, ...], tuple[str, ...]]  # level and syllables, lower case
Shape = tuple[tuple[tuple[str, ...], int], ...]  # of a row of names: levels, syllables


@dataclass(frozen=True, slots=True)
class _Mention:
    """A level word and the capitalised words behind it: their tokens and what was chosen."""

    level: tuple[str, ...]
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @property
    def name(self) -> Name:
        return self.level, tuple(old_style(w.lower()) for w in self.words)


@lru_cache(maxsize=1 << 11)  # a province has hundreds of communes behind each other
def _name(full: str) -> Name | None:
    words = tuple(old_style(w) for w in full.lower().split())
    for level in LEVELS:
        if words[: len(level)] == level:
            name = words[len(level) :]
            return (level, name) if SHORTEST <= len(name) <= LONGEST else None
    return None


@cache
def _chains() -> dict[Shape, frozenset[tuple[Name, ...]]]:
    """Rows of places that may be written one behind the other, by their shape."""
    found: defaultdict[Shape, set[tuple[Name, ...]]] = defaultdict(set)
    above: set[tuple[str, str]] = set()  # districts whose own rows are there
    for place in dictionaries.places():
        names = [n for n in (place.commune, place.district, place.province) if n]
        known = (place.district, place.province) in above
        above.add((place.district, place.province))
        for first in range(1 if known else len(names)):
            row: tuple[Name, ...] = ()
            for full in names[first:]:
                name = _name(full)
                if name is None:
                    break
                row = (*row, name)
                found[_shape(row)].add(row)
    return {shape: frozenset(rows) for shape, rows in found.items()}


def _shape(row: Sequence[Name]) -> Shape:
    return tuple((level, len(name)) for level, name in row)


def places(found: Sequence[Token], mended: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits with names of places put right.

    Args:
        found: The tokens of the text.
        mended: Edits of them; those that become part of a name are replaced.
    """
    after = {e.start: e for e in mended if e.made}
    words = [
        after[t.start].after if t.start in after and after[t.start].end == t.end else t.text
        for t in found
    ]
    changed = {e.start: e for chain in _mentions(found, words) for e in _edits(chain)}
    kept = [e for e in mended if e.start not in changed]
    return (*kept, *changed.values())


def _mentions(found: Sequence[Token], words: Sequence[str]) -> Iterator[list[_Mention]]:
    """Places that stand one behind the other, parted by commas or ``thuộc`` at most."""
    chain: list[_Mention] = []
    end = at = 0
    while at < len(found):
        if chain and at == end and words[at].lower() == WITHIN:
            at = end = at + 1
            continue
        level = _level(words, at)
        mention = _behind(found, words, at + len(level), level) if level else None
        if mention is None:
            at += 1
            continue
        if chain and at != end:
            yield chain
            chain = []
        chain.append(mention)
        at = end = at + len(mention.level) + len(mention.tokens)
        if found[end - 1].after not in ("", COMMA):
            yield chain
            chain = []
    if chain:
        yield chain


def _level(words: Sequence[str], at: int) -> tuple[str, ...]:
    for level in LEVELS:
        if tuple(old_style(w.lower()) for w in words[at : at + len(level)]) == level:
            return level
    return ()


def _behind(
    found: Sequence[Token], words: Sequence[str], at: int, level: tuple[str, ...]
) -> _Mention | None:
    size = 0
    while (
        at + size < len(found)
        and size < LONGEST
        and found[at + size].kind is Kind.WORD
        and words[at + size][:1].isupper()
        and not _level(words, at + size)
        and not (found[at + size].initial and size >= SHORTEST)
    ):
        size += 1
        if found[at + size - 1].after:
            break
    if size < 2:
        return None
    return _Mention(level, tuple(found[at : at + size]), tuple(words[at : at + size]))


def _edits(chain: Sequence[_Mention]) -> Iterator[Edit]:
    own = tuple(m.name for m in chain)
    rows = _chains().get(_shape(own), frozenset())
    if own in rows:
        return
    if len(chain) == 1 and chain[0].level == ("xã",):
        return  # there are too many of them, and their names change
    costs = [[_costs(t.text) for t in m.tokens] for m in chain]
    number = dictionaries.vocabulary().number
    ranked: list[tuple[float, tuple[Name, ...]]] = []
    for row in rows:
        total = sum(
            cost.get(number.get(word, -1), FAR)
            for (_, name), mine in zip(row, costs, strict=True)
            for word, cost in zip(name, mine, strict=True)
        )
        ranked.append((total, row))
    ranked.sort()
    syllables = sum(len(m.tokens) for m in chain)
    if not ranked or ranked[0][0] > DEAREST * syllables:
        return
    if len(ranked) > 1 and ranked[1][0] < ranked[0][0] + CLEARLY:
        return
    for (_, name), mention in zip(ranked[0][1], chain, strict=True):
        for token, word, printed in zip(mention.tokens, mention.words, name, strict=True):
            new = cased_like(printed, shape_of(word))
            if new != token.text:
                yield Edit(token.start, token.end, token.text, new, "place", 0.9)


@lru_cache(maxsize=1 << 10)
def _costs(read: str) -> dict[int, float]:
    """Cost of every word near what was read, in capitals or Title case."""
    found: dict[int, float] = {}
    for shape in ("Title", "UPPER"):
        numbers, costs = candidates(read, shape, FAR)
        for number, cost in zip(numbers.tolist(), costs.tolist(), strict=True):
            found[number] = min(cost, found.get(number, FAR))
    return found
