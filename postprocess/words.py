"""Chooses the likeliest words for the tokens of a text.

Two passes: all segments are decoded with the likely readings of every word; where the
result fits its neighbours badly, unlikely readings, joined and split words are tried too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import dictionaries
from dictionaries.syllable import is_syllable, skeleton
from dictionaries.text import BREAK, COMMA
from postprocess import candidates, vietnamese
from postprocess.case import in_line, settled
from postprocess.decoder import EMPTY, Choice, Decoded, Slot, decode
from postprocess.edits import Edit
from postprocess.evidence import probabilities
from postprocess.letters import broken
from postprocess.tokens import Kind, Token

WEIGHT = {"garbled": 0.9, "vietnamese": 0.9}  # of the language model against the channel
# How much likelier than what was read a reading must be to be made, as p / (p + p of read).
MADE_ABOVE = {"garbled": 0.75, "vietnamese": 0.85}
SHOWN_ABOVE = 0.5  # confidence from which an edit that is not made is proposed
# Mean log probability below which a word is looked at again.
UNFIT = {"garbled": -7.5, "vietnamese": -7.5}
WELL = -4.5  # the same, above which it may have other letters in Vietnamese text
STRANGE = 10.0  # cost of the best reading above which a garbled word is looked at again too
STILL_LIKELY = 4  # choices of a word that fits, when its neighbours are looked at again
LONGEST = 200  # words of a segment; longer ones are cut

Place = tuple[Slot, Token | None]  # no token: punctuation, or the second half of a split


def mend_words(
    found: Sequence[Token], mode: str, confidences: Sequence[float | None] | None
) -> list[Edit]:
    """The edits that make the likeliest words of tokens.

    Args:
        found: All tokens of a text.
        mode: ``garbled`` or ``vietnamese``.
        confidences: The recogniser's, one per white-space token.
    """
    rows = _rows(found)
    slots = [_slots(row, mode, confidences) for row in rows]
    places = [_places(row, mine) for row, mine in zip(rows, slots, strict=True)]
    results = _decoded(places, mode)
    again = []
    often = Counter(t.text for t in found)
    for i, row in enumerate(rows):
        bad = _bad(row, slots[i], places[i], results[i], mode, often)
        if any(bad):
            places[i] = _reconsidered(row, bad, places[i], results[i], mode, confidences)
            again.append(i)
    for i, result in zip(again, _decoded([places[i] for i in again], mode), strict=True):
        results[i] = result
    edits: list[Edit] = []
    for row_places, tokens, result in zip(places, rows, results, strict=True):
        edits.extend(_edits(row_places, tokens, result, mode, rated=confidences is not None))
    return edits


def _bad(
    row: Sequence[Token],
    slots: Sequence[Slot],
    places: Sequence[Place],
    result: Sequence[Decoded],
    mode: str,
    often: Mapping[str, int],
) -> list[bool]:
    """Which tokens of a segment are looked at again.

    In Vietnamese text what is no syllable but stands in it several times (``often``: how
    many) is no slip.
    """
    unfit = {id(t) for (_, t), d in zip(places, result, strict=True) if d.fit < UNFIT[mode]}
    if mode == "vietnamese":
        return [
            t.kind is Kind.WORD
            and (id(t) in unfit or not slot[0].word)
            and (often[t.text] == 1 or is_syllable(t.text.lower()))
            for t, slot in zip(row, slots, strict=True)
        ]
    return [
        (id(t) in unfit and (t.kind is Kind.WORD or len(slot) > 1))
        or (
            t.kind is Kind.WORD
            and ((len(t.text) == 1 and t.text.isalpha()) or candidates.cheapest(slot) > STRANGE)
        )
        for t, slot in zip(row, slots, strict=True)
    ]


def _decoded(places: Sequence[Sequence[Place]], mode: str) -> list[list[Decoded]]:
    start = dictionaries.vocabulary().number[BREAK]
    segments = [[slot for slot, _ in row] for row in places]
    return decode(segments, dictionaries.ngrams(), start, WEIGHT[mode])


def _rows(found: Sequence[Token]) -> list[list[Token]]:
    """Tokens between two breaks, not more than `LONGEST`."""
    rows: list[list[Token]] = [[]]
    for token in found:
        dash = not token.text and not token.initial  # "Độc lập - Tự do": one row
        if (token.before == BREAK and not dash) or len(rows[-1]) >= LONGEST:
            rows.append([])
        if token.text or dash:
            rows[-1].append(token)
        if token.after == BREAK and not dash:
            rows.append([])
    return [row for row in rows if any(t.text for t in row)]


def _slots(
    row: Sequence[Token], mode: str, confidences: Sequence[float | None] | None
) -> list[Slot]:
    slots = []
    for at, token in enumerate(row):
        if mode == "garbled" and token.kind is Kind.NUMBER:
            slots.append(candidates.figure(token, candidates.shape_around(row, at)))
        elif token.kind is not Kind.WORD:
            slots.append(candidates.fixed(token))
        elif mode == "garbled":
            slots.append(candidates.garbled(token.text, candidates.shape_around(row, at)))
        else:
            confidence = _confidence_of(token, confidences)
            slots.append(vietnamese.choices(row, at, confidence))
    return slots


def _confidence_of(token: Token, confidences: Sequence[float | None] | None) -> float | None:
    return confidences[token.field] if confidences else None


def _places(row: Sequence[Token], slots: Sequence[Slot]) -> list[Place]:
    """Slots with the token that each begins, and the commas between."""
    comma = (Choice(dictionaries.vocabulary().number[COMMA], 0.0, ""),)
    places: list[Place] = []
    for token, slot in zip(row, slots, strict=True):
        places.append((slot, token))
        if token.after == COMMA:
            places.append((comma, None))
    return places


def _likely(slot: Slot, decoded: Decoded, mode: str) -> Slot:
    """The few choices of a slot that a second look has to weigh again.

    In Vietnamese text what was read is one of them, and the first.
    """
    ranked = sorted(range(len(slot)), key=lambda k: -decoded.posterior[k])[:STILL_LIKELY]
    if mode == "vietnamese":
        ranked = [0, *(k for k in ranked if k)]
    return tuple(slot[k] for k in ranked)


def _reconsidered(
    row: Sequence[Token],
    bad: Sequence[bool],
    places: Sequence[Place],
    result: Sequence[Decoded],
    mode: str,
    confidences: Sequence[float | None] | None,
) -> list[Place]:
    """The places of a segment with unlikely readings, joins and splits of its bad words."""
    likely = {
        id(t): _likely(slot, d, mode)
        for (slot, t), d in zip(places, result, strict=True)
        if t is not None
    }
    if mode == "vietnamese":
        slots = [
            vietnamese.choices(row, at, _confidence_of(t, confidences), wide=True)
            if bad[at]
            else likely[id(t)]
            for at, t in enumerate(row)
        ]
    else:
        slots = [_wide_slot(row, at) if bad[at] else likely[id(t)] for at, t in enumerate(row)]
    again: list[Place] = []
    taken = -1  # index of the last token that is half of a joined word
    for at, token in enumerate(row):
        second: Slot | None = None
        follower = row[at + 1] if at + 1 < len(row) else None
        if (
            mode == "garbled"
            and at > taken
            and follower is not None
            and (bad[at] or bad[at + 1])
            and token.kind is follower.kind is Kind.WORD
            and not follower.initial
            and follower.start == token.end + 1  # one space and nothing else between
            and (pair := candidates.joined(token, follower, (slots[at], slots[at + 1])))
        ):
            slots[at], slots[at + 1] = pair
            taken = at + 1
        elif at > taken and bad[at] and token.kind is Kind.WORD:
            part = candidates.split if mode == "garbled" else vietnamese.parted
            if halves := part(token, slots[at]):
                slots[at], second = halves
        again += _places([token], [slots[at]])
        if second is not None:
            again.insert(len(again) - (token.after == COMMA), (second, None))
    return again


def _wide_slot(row: Sequence[Token], at: int) -> Slot:
    around = candidates.shape_around(row, at)
    if row[at].kind is Kind.NUMBER:
        return candidates.figure(row[at], around, wide=True)
    return candidates.garbled(row[at].text, around, wide=True)


def _edits(
    row: Sequence[Place],
    tokens: Sequence[Token],
    result: Sequence[Decoded],
    mode: str,
    *,
    rated: bool,
) -> list[Edit]:
    edits: list[Edit] = []
    index = {id(t): i for i, t in enumerate(tokens)}
    slots = [slot for slot, _ in row]
    likely = _against_read(slots, result, rated=rated) if mode == "vietnamese" else ()
    at = 0
    while at < len(row):
        slot, token = row[at]
        if token is None:
            at += 1
            continue
        first = at
        choice = slot[result[at].index]
        sure = _confidence(slot, result[at])
        start, end, before, after = token.start, token.end, token.text, choice.text
        if choice.chain and at + 1 < len(row):
            partner_slot, partner = row[at + 1]
            second = partner_slot[result[at + 1].index]
            if partner is not None:  # two tokens were one word, one space between them
                end, before = partner.end, f"{before} {partner.text}"
            elif second.word != EMPTY:  # one token was two words
                after = f"{after} {second.text}"
                sure = min(sure, _confidence(partner_slot, result[at + 1]))
            at += 1
        at += 1
        cased = settled if mode == "garbled" else in_line
        after = cased(tokens, index[id(token)], after)
        if after != before:
            if mode == "vietnamese":
                share = likely[first]
                sure = min(sure, round(share, 3))
            else:
                own = sum(
                    p
                    for c, p in zip(slot, result[first].posterior, strict=True)
                    if c.text == token.text and c is not choice  # it may change its case alone
                )
                share = sure / (sure + own) if sure else 0.0
            made = share >= MADE_ABOVE[mode]
            if mode == "vietnamese" and _has_other_letters(before, after):
                made = made and result[first].fit > WELL
            if made or sure >= SHOWN_ABOVE:
                edits.append(Edit(start, end, before, after, "language model", sure, made))
    return edits


def _has_other_letters(read: str, printed: str) -> bool:
    """Whether two words differ in more than marks, spaces and what breaks a syllable."""
    if skeleton(printed.replace(" ", "")) == skeleton(read):
        return False
    word = printed.lower()
    return all(w != word for w, _ in broken(read.lower()))


def _against_read(slots: Sequence[Slot], result: Sequence[Decoded], *, rated: bool) -> list[float]:
    """Probability of each choice against what was read, the first choice of its slot."""
    start = dictionaries.vocabulary().number[BREAK]
    read = [slot[0] for slot in slots]
    model, weight = dictionaries.ngrams(), WEIGHT["vietnamese"]
    return probabilities(slots, read, result, model, start, weight, rated=rated)


def _confidence(slot: Slot, decoded: Decoded) -> float:
    """Probability of all choices of a slot that are written alike."""
    text = slot[decoded.index].text
    total = sum(p for c, p in zip(slot, decoded.posterior, strict=True) if c.text == text)
    return round(min(total, 0.999), 3)
