"""Print that a reading of the whole page left out: short lines that stand apart.

A recogniser parts a page into blocks of text first, and what fits none of them is not read at
all: a ``Kính gửi:`` over a list that begins further right. So what looks like print and is
covered by no word is read once more by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import regex
from unidecode import unidecode

from dictionaries.syllable import is_syllable, old_style
from ocr.engines import Engine, RawLine
from ocr.layout.segments import ADDRESSEE
from ocr.marks import marks_of, uncovered_letters
from ocr.page import Box, Word, letters_in
from ocr.picture import Image, u8
from ocr.sheet import Cutting, read_at_sizes

_FEWEST_WORDS = 10  # that tell how high print is on this page
_GAP = 1.3  # heights of a word, between letters and words of a line
_LINE = (2.5, 2.2)  # least width and greatest height of a line
_FEWEST_MARKS = 2
_MOST = 6  # lines of a page that are looked at, the longest first
_SURE = 0.8  # of a line's words, on the mean
_SURE_BESIDE = 0.6  # the same of a line beside "Kính gửi:"
_CLEAR, _FEWEST_CLEAR, _VERY = 0.6, 2, 0.9  # of one, how many must be so, and one of them
_FIGURE = regex.compile(r"\d[\d.,/:]*\d")
# "Số: …/QĐ-UBND"; the slash is read as a 7 too.
_NUMBER = regex.compile(r"\W?[Ss][ốóoô]\b\W?\s?.*[/7]\s?\p{Lu}[\p{L}&]+(?:[-–]\s?[\p{Lu}&]+)*\W*$")
_UNSURE = 0.5  # of a letter alone
_ONE_LINE = 0.5  # heights of a word between the middles of words on one line, at most
_SCARCE = (0.6, 0.8)  # less sure than this, with fewer letters in a height of width
_MARGIN = 0.5


def missed_print(
    lines: Sequence[RawLine], text: Image, dpi: float, engine: Engine, timeout: float
) -> list[RawLine]:
    """Lines of print that no word of a page covers.

    Args:
        lines: As read, boxes in pixels of ``text``.
        text: ``(h, w)`` grey, what was read.
        dpi: Of it.
        engine: The recogniser.
        timeout: Seconds for all.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    places = _places(lines, text)
    if not places:
        return []
    cuttings = [
        Cutting(np.ascontiguousarray(text[y0:y1, x0:x1]), (x0, y0)) for x0, y0, x1, y1 in places
    ]
    read = read_at_sizes(cuttings, dpi, engine, timeout)
    rows = [[w for w in row if not _is_stroke(w)] for words in read for row in _rows(words)]
    labels = [row for row in rows if _is_print(row) and _is_label(row)]
    return [
        RawLine(tuple(row))
        for row in rows
        if _is_print(row)
        or _is_number(row)
        or (_is_print(row, _SURE_BESIDE) and any(_beside(row, x) for x in labels))
    ]


def _is_number(words: Sequence[Word]) -> bool:
    """Whether it is ``Số: …/QĐ-UBND``, which is read badly where a pen filled it in."""
    surely = bool(words) and (words[0].confidence or 0.0) >= _CLEAR
    return surely and _NUMBER.match(" ".join(word.text for word in words)) is not None


def _is_label(words: Sequence[Word]) -> bool:
    return ADDRESSEE.match(unidecode(" ".join(w.text for w in words)).lower()) is not None


def _beside(words: Sequence[Word], label: Sequence[Word]) -> bool:
    """Whether words stand on the line of ``Kính gửi:``: a name on its dots is read less surely."""
    level = abs(median(map(_level, words)) - median(map(_level, label)))
    return level < _ONE_LINE * median(map(_height, (*words, *label)))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a cut-out line by line: one may hold several that nearly touch."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_level):
        if rows and _level(word) - median(map(_level, rows[-1])) < _ONE_LINE * median(
            map(_height, (*rows[-1], word))
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.box or (0, 0, 0, 0)) for row in rows]


def _level(word: Word) -> float:
    assert word.box is not None
    return (word.box[1] + word.box[3]) / 2


def _height(word: Word) -> int:
    assert word.box is not None
    return word.box[3] - word.box[1]


def _is_print(words: Sequence[Word], least: float = _SURE) -> bool:
    """Whether it was read as print is: what a pen drew and half a stamp are read too.

    A line that a seal or a pen touches has words that are none, and two at least that are,
    one of them very clear.
    """
    sure = [w.confidence or 0.0 for w in words if letters_in(w.text)]
    long = any(letters_in(w.text) > 2 for w in words)
    clear = [w.confidence or 0.0 for w in words if _is_clear(w)]
    legible = len(clear) >= max(_FEWEST_CLEAR, len(words) / 2) and max(clear) >= _VERY
    return legible or (long and sum(sure) >= least * len(sure))


def _is_clear(word: Word) -> bool:
    """Whether it was read well and is a syllable, an abbreviation or a figure."""
    if (word.confidence or 0.0) < _CLEAR:
        return False
    bare = regex.sub(r"\W+", "", word.text)
    spelt = bare.isupper() or is_syllable(old_style(bare.lower()))
    return _FIGURE.fullmatch(word.text) is not None or (letters_in(word.text) >= 2 and spelt)


def _is_stroke(word: Word) -> bool:
    """Whether it may be a piece of what lies over the print."""
    return (word.confidence or 0.0) < _UNSURE and letters_in(word.text) < 2


def _is_scarce(word: Word, size: float) -> bool:
    """Whether a word has far fewer letters than its box has room for: print was not read."""
    assert word.box is not None
    wide = (word.box[2] - word.box[0]) / size
    return (word.confidence or 0.0) < _SCARCE[0] and len(word.text) < _SCARCE[1] * wide


def _places(lines: Sequence[RawLine], text: Image) -> list[Box]:
    """Where such lines stand, with paper around them."""
    words = [w for line in lines for w in line.words if w.box is not None]
    if len(words) < _FEWEST_WORDS:
        return []
    size = median(map(_height, words)) / 2  # on the smaller picture
    boxes = [w.box for w in words if w.box is not None and not _is_scarce(w, 2 * size)]
    height, width = text.shape
    print_ = np.zeros((round(height / 2), round(width / 2)), np.uint8)  # as `halved` rounds
    letters: list[tuple[int, int]] = []
    for x, y, w, h in uncovered_letters(text, boxes, size):
        print_[y : y + h, x : x + w] = 255
        letters.append((x + w // 2, y + h // 2))
    gap = np.ones((1, max(1, round(_GAP * size))), np.uint8)
    joined = u8(cv2.morphologyEx(print_, cv2.MORPH_CLOSE, gap))
    room = round(2 * _MARGIN * size)
    places: list[Box] = []
    for x, y, w, h in marks_of(joined):
        inside = sum(x <= a < x + w and y <= b < y + h for a, b in letters)
        if w >= _LINE[0] * size and h <= _LINE[1] * size and inside >= _FEWEST_MARKS:
            places.append((
                max(0, 2 * x - room), max(0, 2 * y - room),
                min(width, 2 * (x + w) + room), min(height, 2 * (y + h) + room),
            ))  # fmt: skip
    return sorted(places, key=lambda box: box[0] - box[2])[:_MOST]
