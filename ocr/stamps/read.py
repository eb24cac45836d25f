"""Reading the name on a stamp.

A small convolutional reader (``names.onnx``, made by `ocr.stamps.training` on names drawn in
types, never on a real stamp) sees the line several times; only words of the vocabulary
count, and the views vote.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

import dictionaries
from dictionaries.syllable import old_style
from ocr.ctc import Reading, readings
from ocr.page import Box, Word
from ocr.picture import Image
from ocr.stamps.find import levelled
from ocr.stamps.tokens import TOKENS
from ocr.strip_reader import HEIGHT, STEPS, STRIDE, log_probabilities

_READER = Path(__file__).with_name("names.onnx")
_WIDEST = 640  # pixels of a strip
_MARGIN = 2
_LEAST, _AHEAD = 0.05, 0.5  # of all votes, and of those for names, that a name needs
_PRIOR = 0.3  # power of how often a word occurs in texts
_FEWEST_WORDS, _MOST_WORDS = 2, 5  # of a name


class _View(NamedTuple):
    """How a line is looked at: its height as a share of the strip's, where it stands, its width."""

    tall: float
    top: float  # 0 at the upper edge, 1 at the lower
    wide: float


_VIEWS = (
    _View(0.7, 0.5, 1.0), _View(0.62, 0.5, 1.1), _View(0.78, 0.5, 1.0), _View(0.7, 0.3, 1.15),
    _View(0.62, 0.7, 1.0), _View(0.85, 0.5, 1.1), _View(0.55, 0.5, 1.0),
)  # fmt: skip


def read_name(sheet: Image, box: Box) -> list[Word]:
    """The words of a name on a stamp, degrees left out; none where it is not read.

    Args:
        sheet: ``(h, w)`` grey, the ink of stamps alone.
        box: Of the line, from `ocr.stamps.find`.

    Returns:
        Words with a capital each, boxes in pixels of the sheet; the confidence of all is the
        share of the views' votes, 0 to 1.
    """
    ink = levelled(sheet, box)
    strips = [_strip(ink, view) for view in _VIEWS]
    shares: defaultdict[str, float] = defaultdict(float)
    places: dict[str, tuple[Reading, Image]] = {}
    for strip, logs in zip(strips, log_probabilities(strips, _READER), strict=True):
        for reading in readings(logs, TOKENS):
            name = _name(reading.text)
            if name:
                shares[name] += reading.share / len(strips)
                places.setdefault(name, (reading, strip))
    if not shares:
        return []
    name = max(shares, key=lambda name: shares[name] * _usual(name))
    if shares[name] < _LEAST or shares[name] < _AHEAD * sum(shares.values()):
        return []
    return list(_words(name, min(1.0, shares[name]), *places[name], box))


def _strip(ink: Image, view: _View) -> Image:
    tall = round(HEIGHT * view.tall)
    wide = round(ink.shape[1] * tall / ink.shape[0] * view.wide)
    size = (max(16, min(_WIDEST, wide)), tall)
    small = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.uint8)
    top = round((HEIGHT - tall) * view.top)
    return np.pad(small, ((top, HEIGHT - tall - top), (_MARGIN, _MARGIN)))


def _name(text: str) -> str:
    """What stands behind the degrees, if it can be a name."""
    name = text.rpartition(".")[2].strip()
    words = name.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return ""
    known = dictionaries.vocabulary().number
    return " ".join(words) if all(old_style(word) in known for word in words) else ""


def _usual(name: str) -> float:
    """How usual the words of a name are, more or less: of like readings the better one counts."""
    known = dictionaries.vocabulary()
    counts = [known.counts[known.number[old_style(word)]] for word in name.split()]
    return float(np.prod(np.array(counts, np.float64) ** _PRIOR))


def _words(name: str, share: float, reading: Reading, strip: Image, box: Box) -> list[Word]:
    """The words of a name, each placed by where its letters were seen."""
    x0, y0, x1, y1 = box
    scale = (x1 - x0) / (strip.shape[1] - 2 * _MARGIN)
    steps = reading.steps[len(reading.text) - len(reading.text.rpartition(".")[2].lstrip()) :]
    found, at = [], 0
    for word in name.split():
        seen = steps[at : at + len(word)]
        at += len(word) + 1
        left, right = ((s * STRIDE / STEPS - _MARGIN) * scale + x0 for s in (seen[0], seen[-1]))
        half = (right - left) / (2 * len(word))
        ends = (max(x0, round(left - half)), y0, min(x1, round(right + half)), y1)
        found.append(Word(word.capitalize(), ends, share))
    return found
