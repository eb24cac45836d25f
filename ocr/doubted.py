"""A second reading of lines that the first reader doubts.

Two models that were trained apart fail at different words. An unsure word is read once more
by the second model, with its neighbours and all of a page in one run, and word by word the
surer reading stands. Words that hold digits are left to `ocr.figures`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from unidecode import unidecode

from ocr.engines import Engine, Model
from ocr.page import Box, Word, letters_in, union
from ocr.picture import Image
from ocr.sheet import Cutting, Run, read_cuttings

_DOUBTED = 0.70  # confidence of a word of letters under which its line is read again
_SURER = 0.05  # by how much the second reading must be surer than the first
_MUCH_SURER = 0.25  # the same where it has other letters, not only other accents
_NEIGHBOURS = 1  # words on either side that are read along
_MOST_RUNS = 60  # of a page: where more are doubted, a second reading is no surer


def read_doubted_again(
    lines: Sequence[Sequence[Word]], grey: Image, dpi: float, engine: Engine, timeout: float
) -> list[tuple[Word, ...]]:
    """Read lines with doubtful words again.

    Args:
        lines: Words of each line or cell, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read, without ruling lines.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds for all.

    Returns:
        The lines with the same words at the same places, some of them spelt otherwise.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    runs = [run for i, line in enumerate(lines) for run in _runs(i, line)]
    worst = sorted(runs, key=lambda run: min(map(_certainty, _words(lines, run))))
    chosen = worst[:_MOST_RUNS]
    cuttings = [_cutting(_words(lines, run), grey) for run in chosen]
    found = read_cuttings(cuttings, dpi, engine, timeout, model=Model.SECOND)
    result = [list(line) for line in lines]
    for run, second in zip(chosen, found, strict=True):
        for i in range(run.start, run.stop):
            line = lines[run.line]
            result[run.line][i] = _surer(line[i], [_parted(word, line, i) for word in second])
    return [tuple(line) for line in result]


def _runs(index: int, line: Sequence[Word]) -> Iterator[Run]:
    """Doubted words with their neighbours, those that meet as one."""
    spans: list[tuple[int, int]] = []
    for i, word in enumerate(line):
        if not _doubted(word):
            continue
        start, stop = max(0, i - _NEIGHBOURS), min(len(line), i + _NEIGHBOURS + 1)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, stop))
    for start, stop in spans:
        yield Run(index, start, stop)


def _words(lines: Sequence[Sequence[Word]], run: Run) -> Sequence[Word]:
    return lines[run.line][run.start : run.stop]


def _certainty(word: Word) -> float:
    return word.confidence or 0.0


def _doubted(word: Word) -> bool:
    return _is_word(word) and _certainty(word) < _DOUBTED


def _is_word(word: Word) -> bool:
    return letters_in(word.text) >= 2 and not any(c.isdigit() for c in word.text)


def _cutting(line: Sequence[Word], grey: Image) -> Cutting:
    box = union(w.box for w in line)
    assert box is not None
    pad = 6
    x0, y0 = max(0, box[0] - pad), max(0, box[1] - pad)
    return Cutting(grey[y0 : box[3] + pad, x0 : box[2] + pad], (x0, y0))


def _surer(word: Word, second: Sequence[Word]) -> Word:
    """The word as the surer of two readers spelt it."""
    if not _is_word(word) or word.box is None:
        return word
    there = [w for w in second if w.box and _shared(w.box, word.box) > 0.5]
    if len(there) != 1 or not _is_word(there[0]) or _shared(word.box, there[0].box) <= 0.5:
        return word
    other = there[0]
    if other.text == word.text:
        return replace(word, confidence=max(_certainty(word), _certainty(other)))
    same_letters = unidecode(other.text).lower() == unidecode(word.text).lower()
    margin = _SURER if same_letters else _MUCH_SURER
    if _certainty(other) < _certainty(word) + margin:
        return word
    return replace(word, text=other.text, confidence=other.confidence)


def _parted(word: Word, line: Sequence[Word], i: int) -> Word:
    """A word of a second reading without the neighbours that it ran into: ``VT,|CNTT``."""
    text, box = word.text, word.box
    before, after = line[i - 1] if i else None, line[i + 1] if i + 1 < len(line) else None
    if before and before.box and box and _shared(before.box, box) > 0.5:
        text = text.removeprefix(before.text)
        box = (before.box[2], *box[1:]) if text != word.text else box
    if after and after.box and box and _shared(after.box, box) > 0.5 and text.endswith(after.text):
        text, box = text.removesuffix(after.text), (*box[:2], after.box[0], box[3])
    return replace(word, text=text, box=box)


def _shared(box: Box, other: Box | None) -> float:
    """The share of a box's width that another covers."""
    if other is None:
        return 0.0
    return (min(box[2], other[2]) - max(box[0], other[0])) / max(1, box[2] - box[0])
