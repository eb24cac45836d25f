"""Reading number and date of a page's head, figures by hand included.

A small convolutional reader (``reader.onnx``, made by `ocr.slots.training`) sees each line
several times; what the form does not allow is left out, and the views vote. Another that has
seen drawn lines only (``drawn.onnx``) must agree before a reading is sure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ocr.ctc import Reading, readings
from ocr.page import Box
from ocr.picture import Image
from ocr.preprocess import OcrCopy
from ocr.slots.find import SlotKind, SlotLine
from ocr.slots.strips import VIEWS, Strip, strips_of
from ocr.slots.tokens import (
    DASH,
    DAY,
    INDEX,
    LABEL,
    LETTER,
    MONTH,
    SLASH,
    SUFFIXES,
    TOKENS,
    YEAR,
)
from ocr.strip_reader import BLANK, STEPS, STRIDE, log_probabilities

_READER = Path(__file__).with_name("reader.onnx")
_SECOND = Path(__file__).with_name("drawn.onnx")
# The anchors that part the slots of a line, and the names of the slots between them. The
# label and the first "ngày" may have been cut off; the others must be seen.
_LABEL_OR_EDGE = (LABEL, DAY)
SLOTS = {
    SlotKind.NUMBER: (("number", LABEL, SLASH + DASH + LETTER),),
    SlotKind.DATE: (("day", DAY, MONTH), ("month", MONTH, YEAR), ("year", YEAR, "")),
}
_FIGURES = "0123456789"
_LONGEST = {"number": 6, "day": 2, "month": 2, "year": 4}  # 12345b
# From shares of votes to chances: the power by which they are sharpened, and how much of what
# the form does not allow counts as another reading. Both fit real pages, each read by a reader
# that was trained without it; a power of 2 fits as well, and one of 2.3 makes a misread number
# sure.
_POWER = 1.75
_LOST = 0.3
_FAINT = math.log(0.03)  # the least that an anchor is seen with
_HALF_SEEN = 0.5  # of the shares is left in a slot whose ends were not seen surely
# Where the first views agree, the others would say the same.
_FIRST = 3
_CLEAR = 0.98
# The least that the second reader gives a reading which it shares, and the most that one is
# given which it does not. On 92 documents, each left out of the training of its reader, the
# surest misread number had 0.86 from the first, the surest misread day 0.77 (0.88 and 0.87 in
# other runs). At 0.6 two more right numbers and a right date were doubted, to no use.
_SHARED = 0.5
_ALONE = 0.65
_RANGES = {"day": range(1, 32), "month": range(1, 13), "year": range(1945, 2100)}


_Glance = dict[str, list[tuple[str, float, tuple[float, float]]]]


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one slot.

    Attributes:
        name: ``number``, ``day``, ``month`` or ``year``.
        candidates: Readings with their chances, from the votes of the views, best first; an
            empty reading means a blank slot. They sum to 1 at most: what the form does not
            allow keeps a part and stays unnamed.
        box: Around the best reading, in pixels of the copy; as wide as the slot where blank.
    """

    name: str
    candidates: tuple[tuple[str, float], ...]
    box: Box


def read_slots(image: Image, copy: OcrCopy, line: SlotLine) -> list[Slot]:
    """Read the slots of a line.

    Args:
        image: The page image that ``copy`` was made from.
        copy: The copy that the line was found on.
        line: From `find_slot_lines`.

    Returns:
        The number, or day, month and year; empty where the line does not look like one.
    """
    glances: list[_Glance] = []
    slots: list[Slot] = []
    seen: list[Strip] = []
    views = VIEWS[line.kind]
    for some in (views[:_FIRST], views[_FIRST:]):
        strips = strips_of(image, copy, line, some)
        seen += strips
        glances += map(partial(_glance, line.kind), strips, answers(strips))
        voted = (_voted(name, line, glances) for name, _, _ in SLOTS[line.kind])
        slots = [slot for slot in voted if slot is not None]
        if len(slots) == len(SLOTS[line.kind]) and all(map(_clear, slots)):
            break
    if any(slot.candidates[0][1] > _ALONE for slot in slots):
        others = list(map(partial(_glance, line.kind), seen, answers(seen, _SECOND)))
        return [_seconded(slot, _voted(slot.name, line, others)) for slot in slots]
    return slots


def _seconded(slot: Slot, other: Slot | None) -> Slot:
    """The slot, its likeliest reading in doubt unless the second reader shares it."""
    best = _value(slot.name, slot.candidates[0][0])
    chances = other.candidates if other else ()
    if any(_value(slot.name, t) == best and chance >= _SHARED for t, chance in chances):
        return slot
    return replace(slot, candidates=tuple((t, min(c, _ALONE)) for t, c in slot.candidates))


def _value(name: str, text: str) -> str:
    """``5`` and ``05`` are one day."""
    return text if name == "number" else text.lstrip("0")


def _glance(kind: SlotKind, strip: Strip, logs: NDArray[np.float32]) -> _Glance:
    """What one view shows in each slot that it sees: values, shares and places."""
    seen: _Glance = {}
    for name, start, end in SLOTS[kind]:
        span = _between(logs, start, end)
        if span is not None:
            allowed = _FIGURES + SUFFIXES if name == "number" else _FIGURES
            part = _without(logs[span.start : span.end], start + end)
            seen[name] = [
                (reading.text, span.trust * reading.share, _place(strip, reading, span))
                for reading in readings(part, TOKENS, allowed, _LONGEST[name])
                if not reading.text or _possible(name, reading.text)
            ]
    return seen


def _clear(slot: Slot) -> bool:
    return slot.candidates[0][1] >= _CLEAR


def _voted(name: str, line: SlotLine, glances: Sequence[_Glance]) -> Slot | None:
    """One slot as all views of its line see it; None where none finds it."""
    votes: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for glance in glances:
        for text, share, place in glance.get(name, ()):
            votes[text] += share
            places[text].append(place)
    if not votes:
        return None
    # A view that does not see the slot has no vote; too few of them are no majority.
    voters = max(sum(name in glance for glance in glances), len(glances) // 2 + 1)
    best = _chances(name, {text: share / voters for text, share in votes.items()})
    x0, x1 = np.median(places[best[0][0]], axis=0)
    rise = line.em * 0.4
    box = (round(x0), round(line.box[1] - rise), round(x1), round(line.box[3] + rise))
    return Slot(name, tuple(best[:5]), box)


def _chances(name: str, votes: dict[str, float]) -> list[tuple[str, float]]:
    """How likely each reading is, best first, from its share of the votes."""
    values: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for text, share in votes.items():
        values[_value(name, text)][text] = share
    return chances({max(v, key=v.__getitem__): sum(v.values()) for v in values.values()})


def chances(shares: dict[str, float]) -> list[tuple[str, float]]:
    """How likely each reading is, best first, from its share of the votes.

    The views err apart and are right together, so a share says less than it means.
    """
    lost = _LOST * max(0.0, 1.0 - sum(shares.values()))
    whole = lost**_POWER + sum(share**_POWER for share in shares.values())
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    return [(text, share**_POWER / whole) for text, share in ranked]


class _Span(NamedTuple):
    """The steps of a slot, and how far its ends are to be trusted, 0 to 1."""

    start: int
    end: int
    trust: float


def _between(logs: NDArray[np.float32], start: str, end: str) -> _Span | None:
    """What lies between the printed words around a slot; None where they are not seen."""
    first, sure = _seen(logs, start)
    if first is None and start not in _LABEL_OR_EDGE:
        return None
    begin = 0 if first is None else first + 1
    if not end:
        return _Span(begin, len(logs), sure)
    last, there = _seen(logs[begin:], end)
    if last is not None:
        return _Span(begin, begin + last, min(sure, there))
    # The symbol is faint, or far away: the number may stand there all the same.
    return _Span(begin, len(logs), _HALF_SEEN) if start == LABEL and begin else None


def _seen(logs: NDArray[np.float32], anchors: str) -> tuple[int | None, float]:
    """The first step at which one of the anchors is what is seen, or else may be."""
    columns = [INDEX[anchor] for anchor in anchors]
    steps = np.flatnonzero(np.isin(logs.argmax(axis=1), columns))
    if len(steps):
        return int(steps[0]), 1.0
    likely = logs[:, columns].max(axis=1)
    faint = len(likely) and likely.max() > _FAINT
    return (int(likely.argmax()), _HALF_SEEN) if faint else (None, 1.0)


def _without(logs: NDArray[np.float32], anchors: str) -> NDArray[np.float32]:
    """The steps of a slot with what is left of its anchors counted as nothing."""
    part = logs.copy()
    for anchor in anchors:
        part[:, BLANK] = np.logaddexp(part[:, BLANK], part[:, INDEX[anchor]])
        part[:, INDEX[anchor]] = -np.inf
    return part


def _possible(name: str, value: str) -> bool:
    if name == "number":  # they begin with 1
        figures = value.rstrip(SUFFIXES)
        return len(figures) >= len(value) - 1 and figures.isdigit() and int(figures) > 0
    return int(value) in _RANGES[name]


def _place(strip: Strip, reading: Reading, span: _Span) -> tuple[float, float]:
    """Left and right end of a reading, or of its blank slot, in pixels of the copy."""
    before, after = span.start, span.end
    if reading.steps:
        # A token is seen near its middle: half a figure belongs on either side.
        first, last = before + reading.steps[0], before + reading.steps[-1]
        before, after = max(before, first - 5), min(after, last + 6)
    step = STRIDE / STEPS * strip.scale
    return strip.left + before * step, strip.left + after * step


def answers(strips: list[Strip], reader: Path = _READER) -> list[NDArray[np.float32]]:
    """Log probabilities of each strip, ``(steps, tokens)``."""
    return log_probabilities([strip.ink for strip in strips], reader)
