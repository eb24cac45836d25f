"""The choices for every token of Vietnamese text, which may only change a little.

Names, quotations and short cells are guarded; what the recogniser says of a word counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import dictionaries
from dictionaries.syllable import is_syllable, old_style
from postprocess.candidates import limited, shape_around
from postprocess.decoder import EMPTY, Choice, Slot
from postprocess.letters import broken, near
from postprocess.marks import readings
from postprocess.phrases import line_around, listed
from postprocess.tokens import Kind, Token
from postprocess.unicode import cased_like, shape_of

MAX_CHOICES = 16
MAX_WIDE = 32
NAME = 4.0  # nats added to every change of a word that may be a name
NAME_BESIDE_NAME = 5.0  # more where a neighbour may be one too
HEADING = 7  # words in Title Case, one behind the other, that are more than a name
TITLE_LINE = 5  # the same of a whole line …
NAMELIKE = 0.5  # … none of which has a capital so often (family names do) …
SELDOM, SMALL = 0.01, 0.7  # … and of which such a share hardly ever has one
QUOTED = 4.0  # nats added between quotation marks
ALONE = 1.0  # nats added where fewer than `FEW` words stand together
FEW = 4
UNSEEN = 5.0  # nats for a syllable, or a word with marks that is no name, in no text
PARTED = 5.0  # nats for two words read as one that is no word …
PARTED_MARKED = 4.0  # … and bears marks, so that it is no foreign name either …
PARTED_Y = 2.0  # … and is a word but for its last y
LONG_JOINED = 6  # letters of such a word; shorter ones are foreign: đôla
FIGURE_IN_WORD = 2.0  # nats for an l read as 1
PROSE = 6  # words that stand together where a letter may be wrong, not a mark alone
LISTED = 0.5  # share of its cost that a word of a listed line has
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")
LONG_CAPITALS = 4  # letters of capitals that are no syllable and no abbreviation


def choices(row: Sequence[Token], at: int, confidence: float | None, *, wide: bool = False) -> Slot:
    """Choices for a word read by a Vietnamese recogniser, or typed.

    Args:
        row: The tokens of the segment.
        at: Index of the word in it.
        confidence: The recogniser's own, 0 to 1.
        wide: Try other base letters too.
    """
    token = row[at]
    number = dictionaries.vocabulary().number
    shape = shape_of(token.text)
    plain = old_style(token.text.lower())
    own = Choice(number.get(plain, 0), 0.0, token.text)
    if own.word == 0 and (is_syllable(plain) or (shape != "Title" and not plain.isascii())):
        own = replace(own, cost=UNSEEN)
    fixed_word = listed(row, at)
    # Capitals without a mark may be an abbreviation.
    short = shape == "UPPER" and plain.isascii() and len(plain) < LONG_CAPITALS
    if not token.text.isalpha():
        return (own, *_with_l(token.text))
    if short and own.word == 0 and fixed_word is None:
        return (own,)
    if _abbreviates_in_field(row, at, plain):
        return (own,)
    extra = _doubt(confidence)
    if shape == "Title" and not _begins(row, at) and not _in_heading(row, at):
        extra += NAME
        if any(shape_of(n.text) == "Title" for n in (*row[at - 1 : at], *row[at + 1 : at + 2])):
            extra += NAME_BESIDE_NAME
    if not _has_words(row, FEW):
        extra += ALONE
    if token.quoted:
        extra += QUOTED
    others = readings(plain)
    if wide:
        others += near(plain) if _is_prose(row, at) else broken(plain)
    prices = {w: cost * LISTED if w == fixed_word else cost + extra for w, cost in others}
    found = [Choice(number[w], cost, cased_like(w, shape)) for w, cost in prices.items()]
    return (own, *limited(found, MAX_WIDE if wide else MAX_CHOICES))


def _abbreviates_in_field(row: Sequence[Token], at: int, plain: str) -> bool:
    """``ph`` of ``ph/hợp``, ``th`` of ``th/hiện``: consonants before a slash abbreviate."""
    beside = row[at + 1 : at + 2]
    joined = bool(beside) and beside[0].text != "" and beside[0].field == row[at].field
    return joined and all(c in _CONSONANTS for c in plain)


def _with_l(text: str) -> Iterator[Choice]:
    """The word with an l that was read as a figure: ``1uật``; with marks, so no number."""
    word = "l" + text[1:]
    number = dictionaries.vocabulary().number.get(old_style(word), 0)
    if text[0] == "1" and number and word.islower() and not word.isascii():
        yield Choice(number, FIGURE_IN_WORD, word)


def _has_words(row: Sequence[Token], enough: int) -> bool:
    words = (t for t in row if t.kind is Kind.WORD)
    return sum(1 for _ in islice(words, enough)) == enough


def _is_prose(row: Sequence[Token], at: int) -> bool:
    """Whether a word stands among words and is no abbreviation or letter."""
    text = row[at].text
    if len(text) < 2 or not _has_words(row, PROSE):
        return False
    if shape_of(text) != "UPPER":
        return True
    whole = is_syllable(text.lower()) or len(text) >= LONG_CAPITALS
    return whole and shape_around(row, at) == "UPPER"


def parted(token: Token, slot: Slot) -> tuple[Slot, Slot] | None:
    """Two slots with a word of no list as two that were printed, None if there are none.

    ``tàinguyên``; of short ones those that end in a word of one letter: ``BỘY TẾ``.
    """
    number = dictionaries.vocabulary().number
    if slot[0].word:
        return None
    text = token.text
    cost = PARTED if text.isascii() else PARTED_MARKED
    cuts = dict.fromkeys(range(2, len(text) - 1), cost) if len(text) >= LONG_JOINED else {}
    if text[-1] in "yY" and not text[:-1].isascii():
        cuts[len(text) - 1] = PARTED_Y
    firsts: list[Choice] = []
    seconds: list[Choice] = []
    for chain, (at, cost) in enumerate(cuts.items(), start=2):
        halves = token.text[:at], token.text[at:]
        words = [old_style(h.lower()) for h in halves]
        if all(is_syllable(w) and w in number for w in words):
            firsts.append(Choice(number[words[0]], cost, halves[0], chain))
            seconds.append(Choice(number[words[1]], 0.0, halves[1], needs=chain))
    if not firsts:
        return None
    whole = [replace(c, chain=1) for c in slot]
    return (*whole, *firsts), (Choice(EMPTY, 0.0, "", needs=1), *seconds)


def _in_heading(row: Sequence[Token], at: int) -> bool:
    """Whether so many words around begin with a capital that they are no name.

    So many without a break, or a whole line of fewer whose words are seldom names.
    """
    size = 1
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(row) and size < HEADING:
            if row[near].kind is not Kind.WORD or shape_of(row[near].text) != "Title":
                break
            if row[near if step < 0 else near - 1].after or row[max(near, near - step)].initial:
                break
            size += 1
            near += step
    return size >= HEADING or _is_title_line(line_around(row, at))


def _is_title_line(line: Sequence[Token]) -> bool:
    words = [t.text for t in line if t.kind is Kind.WORD]
    if len(words) < TITLE_LINE or any(shape_of(w) != "Title" for w in words):
        return False
    vocabulary = dictionaries.vocabulary()
    numbers = (vocabulary.number.get(old_style(w.lower()), 0) for w in words)
    capital = [vocabulary.capital[n] if n else 1.0 for n in numbers]
    return max(capital) < NAMELIKE and sum(c <= SELDOM for c in capital) >= SMALL * len(words)


def _begins(row: Sequence[Token], at: int) -> bool:
    """Whether a word begins a sentence, perhaps behind its number (``đ) Chi``, ``2. Căn``).

    So it does in a cell beside that of a letter.
    """
    before = row[at - 1] if at else None
    if before is None:
        return True
    numbered = before.kind is Kind.NUMBER and len(before.text) < FEW
    lettered = before.kind is Kind.WORD and len(before.text) == 1 and row[at].initial
    return (numbered or lettered) and (at == 1 or before.initial)


def _doubt(confidence: float | None) -> float:
    """Nats to add to the cost of a change, from what the recogniser says of the word."""
    if confidence is None:
        return 0.0
    return 1.0 if confidence > 0.95 else 0.0 if confidence > 0.85 else -0.7
