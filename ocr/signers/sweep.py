"""Reading a name wherever it stands on a cut-out, whatever lies over it.

Pen, seal and print that touch are one mark, so that no line can be cut out: windows of a
line's height are led over the cut-out, and a small convolutional reader (``names.onnx``, made
by `ocr.signers.training` on drawn names under drawn strokes and seals) says what it sees in
each. Only names count, and the windows vote.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ocr.ctc import Reading, readings
from ocr.page import Box, Word
from ocr.picture import Image, u8
from ocr.signers.composed import composed_name, more_usual, words_of
from ocr.signers.judged import Shown, is_lettered
from ocr.signers.names import name_in
from ocr.signers.tokens import TOKENS
from ocr.signers.windows import READER, STEP, Window, ink_of, smaller, stroked, window_at
from ocr.strip_reader import HEIGHT, STEPS, STRIDE, log_probabilities

_WINDOWS_MM = (7.0, 9.0, 12.0)  # heights; a line takes from half to all of one
_CLOSER_MM = (8.0, 10.5, 14.0)
_SLOPES = (-0.06, 0.06)  # fall by length: rubber is pressed askew
_UNLIKELY = 2e-3  # share of a window's clearest path below which its readings have no votes
_AT_ONCE = 2  # strips
_LIKELY = 6  # readings of a window that have a vote
# Votes that are enough, the fewest, the share of all for each word.
_CLEAR, _LEAST, _AHEAD = 1.5, 0.3, 0.5


@dataclass(slots=True)
class _Seen:
    """What is seen of one name: its votes, and where the clearest of its windows has it."""

    votes: float = 0.0
    best: float = 0.0
    window: Window | None = None
    reading: Reading | None = None


def read_name(sheets: Sequence[Image], dpi: float) -> list[Word]:
    """The words of the name that stands on a cut-out; none where none is read.

    Args:
        sheets: ``(h, w)`` grey each, the same cut-out with more or less of its ink.
        dpi: Of them.

    Returns:
        Words with a capital each, boxes in pixels of the cut-out; the confidence of all is
        the share of the votes for names.
    """
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    shown: list[Shown] = []
    gave = [0.0] * len(sheets)
    between: list[tuple[int, Window]] = []
    for height in _WINDOWS_MM:
        for i, sheet in enumerate(sheets):
            if not _is_clear(seen):
                before = _all(seen)
                between += (
                    (i, window) for window in _sweep(sheet, dpi, 0.0, seen, shown, (height,))
                )
                gave[i] += _all(seen) - before
    for i, window in between:
        if _is_clear(seen):
            break
        before = _all(seen)
        _look([window], seen, shown)
        gave[i] += _all(seen) - before
    width = sheets[0].shape[1]
    if not seen:
        return composed_name(shown, {}, width)
    # Where it is not clear, the sheet that says most is looked at more closely, and askew.
    if not _is_clear(seen):
        best = sheets[int(np.argmax(gave))]
        _sweep(best, dpi, 0.0, seen, shown, _CLOSER_MM)
        for slope in _SLOPES:
            _sweep(best, dpi, slope, seen, shown)
    _with_cut_off(seen)
    name = _best(seen)
    share = _share(name, seen)
    votes = {name: of.votes for name, of in seen.items()}
    if seen[name].votes < _LEAST or share < _AHEAD:
        return composed_name(shown, votes, width)
    if other := more_usual(name, shown, votes):
        return words_of(other, width)
    return list(_words(name, share, seen[name], width))


def _sweep(
    sheet: Image,
    dpi: float,
    slope: float,
    seen: defaultdict[str, _Seen],
    shown: list[Shown],
    heights: Sequence[float] = _WINDOWS_MM,
) -> list[Window]:
    """Lead windows over a sheet, where most strokes are first, until it is clear.

    Returns:
        Those beside windows in which letters were seen, but no name: left out so far.
    """
    left: list[Window] = []
    ink = ink_of(sheet)
    if slope:
        ink = _level(ink, slope)
    for height in heights:
        small, scale = smaller(ink, height * dpi / 25.4)
        tops = stroked(small)
        looked: set[int] = set()
        beside: dict[int, None] = {}
        for i in range(0, len(tops), _AT_ONCE):
            windows = [window_at(small, top, scale, slope) for top in tops[i : i + _AT_ONCE]]
            lettered, named = _look(windows, seen, shown)
            closer = sorted(_beside(named) - looked)
            looked.update(closer)
            beside |= dict.fromkeys(sorted(_beside(lettered)))
            _look([window_at(small, top, scale, slope) for top in closer], seen, shown)
            if _is_clear(seen):
                return []
        left += (window_at(small, top, scale, slope) for top in beside if top not in looked)
    return left


def _beside(windows: Sequence[Window]) -> set[int]:
    return {window.top + d for window in windows for d in (-STEP, STEP)}


def _level(ink: Image, slope: float) -> Image:
    """The ink with lines that fall by a slope set level, their middles where they are."""
    h, w = ink.shape
    matrix = np.array([[1, 0, 0], [slope, 1, -slope * w / 2]], np.float64)
    return u8(cv2.warpAffine(ink, matrix, (w, h), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP))


def _all(seen: Mapping[str, _Seen]) -> float:
    return sum(s.votes for s in seen.values())


def _best(seen: Mapping[str, _Seen]) -> str:
    return max(seen, key=lambda name: seen[name].votes)


def _share(name: str, seen: Mapping[str, _Seen]) -> float:
    """The share of the votes for that word of a name which has the fewest.

    Names that differ in one letter of one word (``lông``, ``bông`` for ``công``) agree on the
    others, and none of them may have half of all votes.
    """
    words = name.split()
    votes = [0.0] * len(words)
    for other, of in seen.items():
        theirs = other.split()
        if len(theirs) == len(words):
            votes = [v + of.votes * (a == b) for v, a, b in zip(votes, words, theirs, strict=True)]
    return min(votes) / _all(seen)


def _is_clear(seen: Mapping[str, _Seen]) -> bool:
    return bool(seen) and seen[_best(seen)].votes >= max(_CLEAR, _AHEAD * _all(seen))


def _with_cut_off(seen: dict[str, _Seen]) -> None:
    """Give votes for what is left of a name to the whole.

    Of one whose beginning is hidden: a family's name is often a given one too. And of one
    with a letter hidden amid it (``ăn`` for ``văn``), if more votes are for the whole.
    """
    for name in sorted(seen, key=len):
        whole = [
            other
            for other in seen
            if other.endswith(f" {name}")
            or (seen[other].votes > seen[name].votes and _lacks_letters(name, other))
        ]
        best = max(whole, key=lambda other: seen[other].votes, default=None)
        if best and seen[best].votes >= _LEAST:
            seen[best].votes += seen.pop(name).votes


def _lacks_letters(name: str, other: str) -> bool:
    """Whether a name is another whose middle words have lost letters where they begin.

    >>> _lacks_letters("lê ăn bình", "lê văn bình"), _lacks_letters("lê văn an", "lê văn lan")
    (True, False)
    """
    words, whole = name.split(), other.split()
    if (
        name == other
        or len(words) != len(whole)
        or words[:: len(words) - 1] != whole[:: len(whole) - 1]
    ):
        return False
    return all(long.endswith(short) for short, long in zip(words, whole, strict=True))


def _look(
    windows: Sequence[Window], seen: defaultdict[str, _Seen], shown: list[Shown]
) -> tuple[list[Window], list[Window]]:
    """Add the votes of some windows of one width.

    Returns:
        Those in which letters are seen, and those in which a name is.
    """
    lettered: list[Window] = []
    named: list[Window] = []
    answers = log_probabilities([w.strip for w in windows], READER) if windows else []
    for window, logs in zip(windows, answers, strict=True):
        if not is_lettered(logs):
            continue
        lettered.append(window)
        shown.append((window, logs))
        if float(logs.max(axis=1).sum()) < math.log(_UNLIKELY):
            continue
        likely = readings(logs, TOKENS)[:_LIKELY]
        names = [(name, r) for r in likely if (name := name_in(r.text))]
        for name, reading in names:
            of = seen[name]
            of.votes += reading.share
            if reading.share > of.best:
                of.best, of.window, of.reading = reading.share, window, reading
        if names:
            named.append(window)
    return lettered, named


def _words(name: str, share: float, seen: _Seen, width: int) -> Iterator[Word]:
    """The words of a name, each placed by where its letters were seen."""
    window, reading = seen.window, seen.reading
    assert window is not None
    assert reading is not None
    # Where spaces were seen double, or none between a degree and the name, letters still agree.
    places = [s for c, s in zip(reading.text, reading.steps, strict=True) if c.isalpha()]
    places = places[len(places) - sum(map(str.isalpha, name)) :]
    at = 0
    for word in name.split():
        steps = places[at : at + len(word)]
        at += len(word)
        left, right = (s * STRIDE / STEPS / window.scale for s in (steps[0], steps[-1]))
        half = max(2.0, (right - left) / (2 * max(1, len(word) - 1)))
        x0, x1 = max(0, round(left - half)), min(width, round(right + half))
        fall = window.slope * ((x0 + x1) / 2 - width / 2)
        y0 = round(window.top / window.scale + fall)
        box: Box = (x0, max(0, y0), max(x0 + 1, x1), max(1, round(y0 + HEIGHT / window.scale)))
        yield Word(word.capitalize(), box, min(1.0, share))
