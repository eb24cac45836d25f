"""From a stretch of text to a value of the record, with its status.

A value is ``ok`` only if the rule that found it is a sure one and its words were read
with confidence. The thresholds were set on one half of the measured pages and tried on
the other (docs/record.md has the tables).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ocr.page import union
from postprocess.fields.flow import Found
from postprocess.record import Status, Text

# Mean confidence of the words from which running text is taken to be right.
SURE_TEXT = 0.80
# And the lowest of them: one badly read word makes the whole value doubtful.
SURE_WORD = 0.70
# The same where the language model has looked at the words too.
SURE_WORD_IN_TEXT = 0.35
# Lowest confidence of a word that holds figures.
SURE_FIGURES = 0.85
# The same where the letters around the figures are a symbol in use.
SURE_KNOWN_SYMBOL = 0.65
# And of a word with figures inside running text, or of an abbreviation among words that the
# language model has looked at: no model can look at those.
SURE_FIGURES_IN_TEXT = 0.60
# Chance, by the votes of the slot's views, from which a pen's figures are taken to be right,
# and from which they are at least a value.
SURE_HAND = 0.90
MAYBE_HAND = 0.30
_WORTH_NAMING = 0.02
# Heights of a word that no space between two words of a line measures. On 46 pages and worse
# copies of them those of a head stayed under 1.0, and where a word was lost it was over 1.1.
WIDE_GAP = 1.1
# A rule's own share in the confidence.
SURE_RULE = 0.95
WEAK_RULE = 0.70


def text_value(
    found: Found,
    value: str,
    rule: str,
    *,
    prior: float = SURE_RULE,
    sure: float = SURE_TEXT,
    each: float = SURE_WORD,
    closed: bool = False,
) -> Text:
    """A text field.

    Args:
        found: Where it stands.
        value: Normalised.
        rule: Name of the rule that found it.
        prior: How far the rule can be trusted; under ``SURE_RULE`` the field is doubtful.
        sure: Mean word confidence from which the reading is trusted.
        each: The same for the worst of its words.
        closed: Its lines are printed without wide blanks: one shows that a word was lost.
    """
    read = 1.0 if found.confidence is None else found.confidence
    worst = 1.0 if found.lowest is None else found.lowest
    figures = 1.0 if found.figures is None else found.figures
    strange = 1.0 if found.strange is None else found.strange
    ok = prior >= SURE_RULE and read >= sure and worst >= each and figures >= SURE_FIGURES_IN_TEXT
    ok = ok and strange >= (SURE_FIGURES_IN_TEXT if each else 0.0)
    ok = ok and not (closed and found.gap > WIDE_GAP)
    return Text(
        value=unicodedata.normalize("NFC", value),
        raw=found.raw,
        page=found.page,
        box=found.box,
        confidence=round(prior * read, 3),
        status=Status.OK if ok else Status.DOUBTFUL,
        rule=rule,
    )


def together(fields: Sequence[Text], between: str, rule: str) -> Text:
    """One field of several that are said as one: ``A; B``.

    Args:
        fields: In order; one alone comes back as it is.
        between: What stands between their values.
        rule: Name of the rule that found them.

    Returns:
        ok only if each of them is; what is absent or unread leaves it doubtful.
    """
    if len(fields) == 1:
        return fields[0]
    there = [f for f in fields if f.status is not Status.ABSENT] or [fields[0]]
    ok = len(there) == len(fields) and all(f.status is Status.OK for f in there)
    return Text(
        value=between.join(f.value for f in there if f.value) or None,
        raw="\n".join(f.raw for f in there if f.raw) or None,
        page=there[0].page,
        box=union(f.box for f in there if f.page == there[0].page),
        confidence=min(f.confidence or 0.0 for f in there),
        status=Status.OK if ok else Status.DOUBTFUL,
        rule=rule,
    )


def unread(found: Found, rule: str) -> Text:
    """A slot that is there and could not be read: no value, doubtful."""
    return Text(
        raw=found.raw or None,
        page=found.page,
        box=found.box,
        confidence=0.0,
        status=Status.DOUBTFUL,
        rule=rule,
    )


def by_hand(found: Found, shares: Sequence[tuple[str, float]], rule: str) -> Text:
    """A slot that a pen can have filled in.

    Args:
        found: Where it stands.
        shares: What may be written there, normalised, with shares of the votes, best first.
        rule: Name of the rule that found it.

    Returns:
        ok where one reading has nearly all votes; else doubtful with its candidates, and
        with a value only where one of them is far from a guess.
    """
    value, share = shares[0]
    sure = share >= SURE_HAND
    return Text(
        value=value if share >= MAYBE_HAND else None,
        raw=found.raw,
        page=found.page,
        box=found.box,
        confidence=round(share, 3),
        status=Status.OK if sure else Status.DOUBTFUL,
        rule=rule,
        candidates=None if sure else [v for v, s in shares if s >= _WORTH_NAMING],
    )


def absent(rule: str | None = None) -> Text:
    """A field that the paper does not have."""
    return Text(rule=rule)
