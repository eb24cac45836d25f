"""Reading number and date of a page's head, figures by hand included.

A small convolutional reader (``reader.onnx``, made by `ocr.slots.training`) sees each line
several times; what the form does not allow is left out, and the views vote.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.page import Box
from ocr.preprocess import Image, OcrCopy
from ocr.slots.ctc import Reading, readings
from ocr.slots.find import SlotKind, SlotLine
from ocr.slots.strips import Strip, strips_of
from ocr.slots.tokens import (
    BLANK,
    DASH,
    DAY,
    INDEX,
    LABEL,
    MONTH,
    SLASH,
    STEPS,
    STRIDE,
    SUFFIXES,
    TOKENS,
    YEAR,
)

_MODEL = Path(__file__).with_name("reader.onnx")
# The anchors that part the slots of a line, and the names of the slots between them. The
# label and the first "ngày" may have been cut off; the others must be seen.
_LABEL_OR_EDGE = (LABEL, DAY)
_SLOTS = {
    SlotKind.NUMBER: (("number", LABEL, SLASH + DASH),),
    SlotKind.DATE: (("day", DAY, MONTH), ("month", MONTH, YEAR), ("year", YEAR, "")),
}
_FIGURES = "0123456789" + SUFFIXES
_LONGEST = 6  # 12345b
_RANGES = {"day": range(1, 32), "month": range(1, 13), "year": range(1945, 2100)}


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one slot.

    Attributes:
        name: ``number``, ``day``, ``month`` or ``year``.
        candidates: Readings with their shares of the views' votes, best first; an empty
            reading means a blank slot. The shares sum to 1 at most: what the form does not
            allow keeps its share and stays unnamed.
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
    strips = strips_of(image, copy, line)
    answers = _answers(strips)
    return [
        slot
        for name, start, end in _SLOTS[line.kind]
        if (slot := _voted(name, start, end, line, strips, answers)) is not None
    ]


def _voted(
    name: str,
    start: str,
    end: str,
    line: SlotLine,
    strips: list[Strip],
    answers: list[NDArray[np.float32]],
) -> Slot | None:
    """One slot as all views of its line see it; None where none finds it."""
    views = 0
    votes: defaultdict[str, float] = defaultdict(float)
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for strip, logs in zip(strips, answers, strict=True):
        span = _between(logs, start, end)
        if span is None:
            continue
        views += 1
        part = _without(logs[span[0] : span[1]], start + end)
        for reading in readings(part, _FIGURES):
            if reading.text and not _possible(name, reading.text):
                continue
            votes[reading.text] += reading.share
            places[reading.text].append(_place(strip, reading, span))
    if not votes:
        return None
    # A view that does not see the slot has no vote; too few of them are no majority.
    voters = max(views, len(strips) // 2 + 1)
    best = sorted(((v, s / voters) for v, s in votes.items()), key=lambda item: -item[1])
    x0, x1 = np.median(places[best[0][0]], axis=0)
    rise = line.em * 0.4
    box = (round(x0), round(line.box[1] - rise), round(x1), round(line.box[3] + rise))
    return Slot(name, tuple(best[:5]), box)


def _between(logs: NDArray[np.float32], start: str, end: str) -> tuple[int, int] | None:
    """The steps between the printed words around a slot; None where they are not seen."""
    path = logs.argmax(axis=1)
    tokens = [(i, TOKENS[t - 1]) for i, t in enumerate(path) if t != BLANK]
    first = next((i for i, token in tokens if token in start), None)
    if first is None and start in _LABEL_OR_EDGE:
        first = -1
    if first is None:
        return None
    if not end:
        return first + 1, len(logs)
    last = next((i for i, token in tokens if token in end and i > first), None)
    return None if last is None else (first + 1, last)


def _without(logs: NDArray[np.float32], anchors: str) -> NDArray[np.float32]:
    """The steps of a slot with what is left of its anchors counted as nothing."""
    part = logs.copy()
    for anchor in anchors:
        part[:, BLANK] = np.logaddexp(part[:, BLANK], part[:, INDEX[anchor]])
        part[:, INDEX[anchor]] = -np.inf
    return part


def _possible(name: str, value: str) -> bool:
    if name == "number":
        return (
            len(value) <= _LONGEST and value[:-1].isdigit() if len(value) > 1 else value.isdigit()
        )
    longest = 4 if name == "year" else 2
    return value.isdigit() and len(value) <= longest and int(value) in _RANGES[name]


def _place(strip: Strip, reading: Reading, span: tuple[int, int]) -> tuple[float, float]:
    """Left and right end of a reading, or of its blank slot, in pixels of the copy."""
    before, after = max(span[0], 0), span[1]
    if reading.steps:
        # A token is seen near its middle: half a figure belongs on either side.
        first, last = before + reading.steps[0], before + reading.steps[-1]
        before, after = max(before, first - 5), min(after, last + 6)
    step = STRIDE / STEPS * strip.scale
    return strip.left + before * step, strip.left + after * step


def _answers(strips: list[Strip]) -> list[NDArray[np.float32]]:
    """Log probabilities of each strip, ``(steps, tokens)``."""
    width = -(-max(s.ink.shape[1] for s in strips) // STRIDE) * STRIDE
    height = strips[0].ink.shape[0]
    blob = np.zeros((len(strips), 1, height, width), np.float32)
    for i, strip in enumerate(strips):
        blob[i, 0, :, : strip.ink.shape[1]] = strip.ink / np.float32(255)
    net = _net()
    net.setInput(blob)
    answer = np.asarray(net.forward(), np.float32)
    n, _, _, columns = answer.shape
    split = answer.reshape(n, STEPS, len(TOKENS) + 1, columns).transpose(0, 3, 1, 2)
    logs = split.reshape(n, columns * STEPS, -1)
    logs = logs - np.logaddexp.reduce(logs, axis=2, keepdims=True)
    return list(logs)


@cache
def _net() -> cv2.dnn.Net:
    return cv2.dnn.readNetFromONNX(str(_MODEL))
