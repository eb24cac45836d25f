"""A second reading of lines that the first reader doubts.

Two models that were trained apart fail at different words. A line that holds an unsure word
is read once more by the second model, all such lines of a page in one run, and word by word
the surer reading stands. Words that hold digits are left to `ocr.figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unidecode import unidecode

from ocr.engines import Engine, Model
from ocr.page import Box, Word, letters_in, union
from ocr.preprocess import Image
from ocr.sheet import Cutting, read_cuttings

_DOUBTED = 0.80  # confidence of a word of letters under which its line is read again
_SURER = 0.05  # by how much the second reading must be surer than the first
_MUCH_SURER = 0.25  # the same where it has other letters, not only other accents
_MOST_LINES = 40  # of a page: where more are doubted, a second reading is no surer


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
    worst = sorted(
        (min(map(_certainty, line)), i) for i, line in enumerate(lines) if any(map(_doubted, line))
    )
    chosen = [i for _, i in worst[:_MOST_LINES]]
    cuttings = [_cutting(lines[i], grey) for i in chosen]
    found = read_cuttings(cuttings, dpi, engine, timeout, model=Model.SECOND)
    result = [tuple(line) for line in lines]
    for i, second in zip(chosen, found, strict=True):
        result[i] = tuple(_surer(word, second) for word in lines[i])
    return result


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


def _shared(box: Box, other: Box | None) -> float:
    """The share of a box's width that another covers."""
    if other is None:
        return 0.0
    return (min(box[2], other[2]) - max(box[0], other[0])) / max(1, box[2] - box[0])
