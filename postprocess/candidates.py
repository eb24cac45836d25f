"""The choices for every token of text that was garbled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

import dictionaries
from dictionaries.ngram import Floats, Ids
from dictionaries.syllable import is_syllable, old_style
from dictionaries.text import BREAK, CODE, NUMBER, WORDS
from postprocess.channel import candidates
from postprocess.decoder import EMPTY, Choice, Slot
from postprocess.tokens import Kind, Token
from postprocess.unicode import cased_like, shape_of

UNKNOWN_WORD = 0  # number of the unknown word
MAX_CHOICES = 16
MAX_WIDE = 32
WINDOW = 8.0  # words dearer than the cheapest by more are not tried …
WIDE_WINDOW = 13.0  # … and in the second look
COMMON = 0.9  # weight of how common a word is where only some can be tried
UNKNOWN_START = 4.0  # nats for a word that is in no list …
UNKNOWN_LETTER = 2.3  # … and for each of its letters …
UNKNOWN_CAPITAL = 1.5  # … or of each letter alone for an abbreviation among small words …
UNKNOWN_SMALL = 3.0  # … and if it is in small letters: what is foreign is mostly a name
UNKNOWN_SIGN = 8.0  # … and if it is not all letters
FIGURE = 2.0  # nats against a word where a figure was read
ROMAN = 1.0  # the same where a Roman one was read among capitals
DEAREST_FIGURE = 11.0
LETTERED = 0.7  # nats for a letter of a list or of a clause (``điểm b``)
LONGEST_FIGURE = 2
REACH = 3  # words on either side whose letter case counts …
FEW_LETTERS = 3  # … if they have so many letters
OTHER_SHAPE = 4.0  # nats for print in another letter case than was read
JOIN = 5.0  # nats for a token that was split in two
SPLIT = 7.5  # nats for two words read as one
HALVES = 3.0  # two halves may cost that much more than the whole to be tried

_STROKES = re.compile(r"[Il1|]{2,3}")  # II, III


def fixed(token: Token) -> Slot:
    """The only choice of a token that is no word."""
    name = NUMBER if token.kind is Kind.NUMBER else CODE if token.text else BREAK
    word = dictionaries.vocabulary().number[name]
    return (Choice(word, 0.0, token.text),)


def figure(token: Token, around: str | None, wide: bool = False) -> Slot:
    """Choices for a short figure among garbled words: it may be one of them.

    ``6`` is ``ở``, ``VI`` may be ``VỊ``.

    Args:
        token: A figure or a Roman one.
        around: Letter case of the words around it.
        wide: Look for changes never seen in training too.
    """
    own = fixed(token)[0]
    shape = "UPPER" if around == "UPPER" else "lower"
    if token.text.isdigit() and len(token.text) <= LONGEST_FIGURE:
        extra = FIGURE
    elif len(token.text) > 1 and token.text.isalpha() and around == "UPPER":
        extra = ROMAN
    else:
        return (own,)
    words = (replace(c, cost=c.cost + extra) for c in garbled(token.text, shape, wide))
    return (own, *(c for c in words if c.word and c.cost < DEAREST_FIGURE))


def shape_around(row: Sequence[Token], at: int) -> str | None:
    """Letter case of the line around a word: ``UPPER``, ``lower``, None if it is mixed."""
    capitals = letters = 0
    for step in (-1, 1):
        near = at + step
        for _ in range(REACH):
            if not 0 <= near < len(row) or row[near if step > 0 else near + 1].initial:
                break
            if row[near].kind is Kind.WORD:
                mine = _letters(row[near].text)
                letters += mine[0]
                capitals += mine[1]
            near += step
    if letters < FEW_LETTERS:
        return None
    return "UPPER" if capitals > 0.7 * letters else "lower" if capitals < 0.4 * letters else None


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> tuple[int, int]:
    """Number of letters, and of capitals."""
    return sum(c.isalpha() for c in text), sum(c.isupper() for c in text)


@lru_cache(maxsize=1 << 15)
def garbled(text: str, around: str | None = None, wide: bool = False) -> Slot:
    """Choices for a word read by an English recogniser.

    Args:
        text: The word.
        around: Letter case of the words around it, None if they differ.
        wide: Look for changes never seen in training too.
    """
    vocabulary = dictionaries.vocabulary()
    within, most = (WIDE_WINDOW, MAX_WIDE) if wide else (WINDOW, MAX_CHOICES)
    plain = old_style(text.lower())
    found: dict[str, Choice] = {}
    for kind, extra in _shapes(text, around).items():
        words, costs = candidates(text, kind, within)
        for at in _promising(words, costs, most):
            word, cost = int(words[at]), float(costs[at]) + extra
            name = vocabulary.words[word]
            # A foreign word keeps its capitals: eContract.
            own = name == plain and not is_syllable(name)
            printed = text if own else cased_like(name, kind)
            if printed not in found or found[printed].cost > cost:
                found[printed] = Choice(word, cost, printed)
    if _STROKES.fullmatch(text):
        found["I" * len(text)] = Choice(vocabulary.number[NUMBER], LETTERED, "I" * len(text))
    if len(text) == 1 and text.isascii() and text.isalpha() and plain not in WORDS:
        found[text] = Choice(vocabulary.number[NUMBER], LETTERED, text)
    elif text not in found and plain not in vocabulary.number:
        short = shape_of(text) == "UPPER" and around == "lower" and text.isalpha()
        cost = UNKNOWN_START + UNKNOWN_LETTER * len(text)
        if short:
            cost = UNKNOWN_CAPITAL * len(text)
        if not text.isalpha():
            cost += UNKNOWN_SIGN
        elif text.islower():
            cost += UNKNOWN_SMALL
        found[text] = Choice(UNKNOWN_WORD, cost, text)
    return limited(list(found.values()) or [Choice(UNKNOWN_WORD, 0.0, text)], most)


def _shapes(text: str, around: str | None) -> dict[str, float]:
    """Letter cases in which a token may be printed, each with its cost."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if around == "UPPER" and capitals * 2 >= len(letters):
        return {"UPPER": 0.0, "Title": OTHER_SHAPE}
    shape = shape_of(text)
    shapes = {shape: 0.0}
    if shape == "UPPER":
        if around != "UPPER":
            shapes["Title"] = OTHER_SHAPE if len(text) > 3 or around is None else 0.5
        if around == "lower" and len(text) <= 3:
            shapes["UPPER"] = OTHER_SHAPE
        if text[0] in "I1":
            shapes["lower"] = OTHER_SHAPE
    elif shape == "Title":
        if capitals > 1:
            shapes["UPPER"] = OTHER_SHAPE * (2 if around == "lower" else 1)
        if text[0] in "IJ":  # the letter l, nearly always
            shapes = {"lower": 0.0, "Title": OTHER_SHAPE}
    elif around == "UPPER":
        shapes["UPPER"] = OTHER_SHAPE
    return shapes


def _promising(words: Ids, costs: Floats, most: int) -> Ids:
    """Places of the most promising words: cheap ones, and common ones of the same cost."""
    promise = costs - np.float32(COMMON) * dictionaries.ngrams().unigram[words]
    return promise.argsort(kind="stable")[:most]


def limited(choices: list[Choice], most: int = MAX_CHOICES) -> Slot:
    """The most promising choices: cheap ones, and of those that cost the same common ones."""
    common = dictionaries.ngrams().unigram
    return tuple(sorted(choices, key=lambda c: c.cost - COMMON * float(common[c.word]))[:most])


def cheapest(slot: Slot) -> float:
    """Cost of the reading that needs the least misreading."""
    return min(c.cost for c in slot)


def joined(first: Token, second: Token, slots: tuple[Slot, Slot]) -> tuple[Slot, Slot] | None:
    """Both slots with the readings of the two tokens as one word, None if there are none."""
    whole = [
        replace(c, cost=c.cost + JOIN, chain=1)
        for c in garbled(first.text + second.text)
        if c.word and c.cost < cheapest(slots[0]) + cheapest(slots[1]) + HALVES
    ]
    if not whole:
        return None
    rest = Choice(EMPTY, 0.0, "", needs=1)
    return (*slots[0], *whole), (*slots[1], rest)


def split(token: Token, slot: Slot) -> tuple[Slot, Slot] | None:
    """Two slots with the readings of a token as two words, None if there are none."""
    firsts: list[Choice] = []
    seconds: list[Choice] = []
    for chain, at in enumerate(range(2, len(token.text) - 1), start=2):
        left, right = garbled(token.text[:at]), garbled(token.text[at:])
        lefts = [c for c in left if c.word][:6]
        rights = [c for c in right if c.word][:6]
        if lefts and rights and cheapest(left) + cheapest(right) < cheapest(slot) + HALVES:
            firsts += [replace(c, cost=c.cost + SPLIT, chain=chain) for c in lefts]
            seconds += [replace(c, needs=chain) for c in rights]
    if not firsts:
        return None
    whole = [replace(c, chain=1) for c in slot]
    return (*whole, *firsts), (Choice(EMPTY, 0.0, "", needs=1), *seconds)
