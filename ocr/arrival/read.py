"""Number and date of a stamp, both by a pen: several looks at each row, which vote.

The reader is that of the slots, trained on for rows of stamps (`ocr.slots.training.stamped`).
What no number and no date can be is left out; a blank slot is an answer too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import numpy as np
import regex
from numpy.typing import NDArray

from ocr.arrival.frames import Upright
from ocr.arrival.labels import READER, Label, Labels, row_strip, softened
from ocr.ctc import Reading, readings
from ocr.page import Box
from ocr.slots.read import chances
from ocr.slots.strips import Strip, View
from ocr.slots.tokens import DASH, DAY, INDEX, LABEL, SLASH, TOKENS
from ocr.strip_reader import BLANK, STEPS, STRIDE, log_probabilities

# Figures are larger than the type here and stand above their dots.
VIEWS = (
    View(1.25, 0.0, 1.1, 0.0), View(1.1, 0.15, 1.1, 0.15), View(1.0, 0.25, 1.0, 0.0),
    View(1.15, 0.3, 1.0, 0.25), View(1.3, 0.15, 1.0, 0.15), View(1.05, 0.1, 1.2, 0.15),
    View(1.2, 0.05, 0.95, 0.0), View(0.95, 0.4, 1.1, 0.1), View(0.9, 0.25, 1.1, 0.2),
)  # fmt: skip
_FIGURES = "0123456789"
_LONGEST = 6
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_SEP = rf"[{SLASH}{DASH}]?"
_BEHIND = 0.35  # ems from the middle of a label to where figures may begin
_KEPT = 8  # readings
_FAINTLY = 0.25  # power by which what a view sees at all counts


@dataclass(frozen=True, slots=True)
class Filled:
    """What a pen wrote behind a label.

    Attributes:
        candidates: Readings with their chances, best first; a date is ``18/10/2017`` or
            ``18/10``, an empty reading a blank slot. They sum to 1 at most.
        box: Around it, in pixels of the upright picture.
    """

    candidates: tuple[tuple[str, float], ...]
    box: Box


def read_filled(
    stamp: Upright, labels: Labels, years: frozenset[int] = frozenset()
) -> tuple[Filled | None, Filled]:
    """Number and date of a stamp; no number where it has no label of one.

    Args:
        stamp: Its picture.
        labels: Of the stamp.
        years: In which the paper can have arrived; any if empty.
    """
    return (
        _filled(stamp, labels.number, labels.em, LABEL, years) if labels.number else None,
        _filled(stamp, labels.date, labels.em, DAY, years),
    )


def _filled(stamp: Upright, label: Label, em: float, anchor: str, years: frozenset[int]) -> Filled:
    width = stamp.print.shape[1]
    span = max(0.0, label.x - 1.4 * em), float(width)
    strips = [
        row_strip(soft, span, label.y - view.rise * em, em, view.size, view.stretch, view.lean)
        for i, view in enumerate(VIEWS)
        for soft in [softened(stamp.pen if i % 2 else stamp.print, em, view.size)]
    ]
    votes: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    heard = 0.0
    answers = log_probabilities([strip.ink for strip in strips], READER)
    for strip, logs in zip(strips, answers, strict=True):
        seen = list(_seen(strip, logs, label, em, anchor, years))
        # A row of ten signs is never seen with much of a share, whatever it is: what counts is how
        # a view shares out what can be written there, and a little how much that is.
        whole = sum((share for _, share, _ in seen), 1e-9)
        weight = whole**_FAINTLY
        heard += weight
        for text, share, place in seen:
            votes[text] += weight * share / whole
            places[text].append(place)
    ranked = chances({text: share / heard for text, share in votes.items()}) if heard else []
    best = places[ranked[0][0]] if ranked else [(label.x + em, float(width))]
    x0, x1 = np.median(best, axis=0)
    box = (round(x0), round(label.y - 1.1 * em), round(x1), round(label.y + 0.6 * em))
    return Filled(tuple(ranked[:_KEPT]), box)


def _seen(
    strip: Strip,
    logs: NDArray[np.float32],
    label: Label,
    em: float,
    anchor: str,
    years: frozenset[int],
) -> Iterator[tuple[str, float, tuple[float, float]]]:
    """What one view shows behind its label: values, shares and places."""
    step = STRIDE / STEPS * strip.scale
    begin = max(0, round((label.x + _BEHIND * em - strip.left) / step))
    shown = np.flatnonzero(logs.argmax(axis=1) == INDEX[anchor])
    near = [int(at) for at in shown if abs(at - begin) * step < 1.5 * em]
    begin = max(begin, near[-1] + 1) if near else begin
    part = logs[begin:].copy()
    for token in (LABEL, DAY):
        part[:, BLANK] = np.logaddexp(part[:, BLANK], part[:, INDEX[token]])
        part[:, INDEX[token]] = -np.inf
    number = anchor == LABEL
    signs = _FIGURES if number else _FIGURES + SLASH + DASH
    longest, fits = (_LONGEST, None) if number else (None, partial(_begins, years))
    for reading in readings(part, TOKENS, signs, longest, fits):
        values = ((reading.text, 1.0),) if number else dates_of(reading.text)
        for text, share in values:
            if number or not years or text.count("/") < 2 or int(text[-4:]) in years:
                yield text, share * reading.share, _place(strip, reading, begin, len(logs), step)


def _place(
    strip: Strip, reading: Reading, begin: int, end: int, step: float
) -> tuple[float, float]:
    if not reading.steps:
        return strip.left + begin * step, strip.left + end * step
    first, last = begin + reading.steps[0], begin + reading.steps[-1]
    return strip.left + (first - 5) * step, strip.left + (last + 6) * step


@cache
def _form(years: frozenset[int]) -> regex.Pattern[str]:
    """How a date is written that is of one of these years, in full or with its last figures."""
    said = [text for year in sorted(years) for text in (str(year), f"{year % 100:02}")]
    year = "|".join(said) if said else r"(?:19|20)\d\d|\d\d"
    return regex.compile(rf"{_DAY}{_SEP}{_MONTH}(?:{_SEP}(?:{year}))?")


@lru_cache(maxsize=1 << 16)
def _begins(years: frozenset[int], text: str) -> bool:
    return _form(years).fullmatch(text, partial=True) is not None


@lru_cache(maxsize=4096)
def dates_of(text: str) -> tuple[tuple[str, float], ...]:
    """What dates a row of figures may be, with equal shares.

    >>> dates_of("18/10/17")
    (('18/10/2017', 1.0),)
    >>> dates_of("112")
    (('1/12', 0.5), ('11/2', 0.5))
    >>> dates_of("45/1")
    ()
    """
    if not text:
        return (("", 1.0),)
    found = set()
    # Signs are left out by some hands: every way to part the figures counts.
    for day, rest in _split(text, _DAY):
        for month, year in _split(rest, _MONTH):
            if not year or regex.fullmatch(r"(?:19|20)\d\d|\d\d", year):
                found.add("/".join((day.lstrip("0"), month.lstrip("0"), *_year(year))))
    return tuple((date, 1 / len(found)) for date in sorted(found))


def _split(text: str, part: str) -> Iterator[tuple[str, str]]:
    for length in (1, 2):
        if regex.fullmatch(part, text[:length]) and len(text) >= length:
            rest = text[length:]
            parted = rest[:1] in (SLASH, DASH) and rest[:1] != ""
            if parted or not rest or rest[0].isdigit():
                yield text[:length], rest[1:] if parted else rest


def _year(read: str) -> tuple[str, ...]:
    """In full; what is written with two figures is of 1950 to 2049."""
    if len(read) == 2:
        return (("20" if read < "50" else "19") + read,)
    return (read,) if read else ()
