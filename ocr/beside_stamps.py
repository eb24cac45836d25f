"""Print beside a framed stamp, read with the stamp out of the way.

A black stamp of arrival is set over title and subject, askew. A recogniser that reads straight
across takes rows of both for one line, or finds no line at all: the print that runs on beside
the frame is lost with what lies under it. With the frame painted as paper it is read as if
nothing stood there. What lies under the frame stays as it was read with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.arrival.frames import frames_of
from ocr.engines import Engine, RawLine
from ocr.figures import UNSURE
from ocr.marks import uncovered_letters
from ocr.page import Box, Word, letters_in, meet
from ocr.picture import Image
from ocr.preprocess import OcrCopy
from ocr.recipients import read_column

Corners = NDArray[np.float32]  # ``(4, 2)`` x and y of a frame's corners

_RIM = 0.03  # inches round a frame that its rules may fill
_ROOM = 0.3  # inches above and below a frame that are read with it: rows must be whole
_ON_ROW = 0.5  # share of a word's height that lies on its row
_SURE = 0.8  # mean confidence of a row that was read beside the frame
_CLEAR = 0.6  # confidence of a word that has a say
# Letters, weighed by confidence, that it must have more than what was read there, or at all.
_GAIN, _ALONE = 3.0, 8.0
_LETTERS = 4  # marks that no word covers, from which a row may have been lost
_AT_EDGE = 1.5  # heights of a word from the frame within which it may have begun under it


def with_print_beside(
    lines: Sequence[RawLine],
    copy: OcrCopy,
    text: Image,
    tables: Sequence[Box],
    engine: Engine,
    timeout: float,
) -> list[RawLine]:
    """The lines, those that run on beside a frame as they are read without it.

    Args:
        lines: As read, boxes in pixels of ``text``.
        copy: Of the page, upright; its frames are looked at.
        text: ``(h, w)`` what was read of it, without tables.
        tables: Boxes of these: their frames are no stamps.
        engine: The recogniser.
        timeout: Seconds for each frame.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    found = list(lines)
    dpi = copy.dpi
    stamps = _stamps(copy, tables)
    if not stamps:
        return found
    bare = text.copy()
    for corners in stamps:
        cv2.fillConvexPoly(bare, np.round(corners).astype(np.int32), 255)
    for corners in stamps:
        top, bottom = corners[:, 1].min(), corners[:, 1].max()
        if _unread(lines, bare, round(top), round(bottom)) < _LETTERS:
            continue
        upper, lower = round(top - _ROOM * dpi), round(bottom + _ROOM * dpi)
        band = (0, max(0, upper), text.shape[1], min(text.shape[0], lower))
        for line in read_column(band, bare, dpi, engine, timeout):
            if top <= sum(_span(line.words)) / 2 <= bottom and _is_print(line.words):
                found = _with_row(found, line.words, stamps)
    return found


def _stamps(copy: OcrCopy, tables: Sequence[Box]) -> list[Corners]:
    """Corners of the frames that are no table's, one of those that lie on each other."""
    rim = 2 * _RIM * copy.dpi
    known: list[Corners] = []
    for frame in frames_of(copy):
        (x, y), (w, h) = frame.centre, frame.size
        box = (round(x - w / 2), round(y - h / 2), round(x + w / 2), round(y + h / 2))
        again = any(cv2.pointPolygonTest(other, frame.centre, False) >= 0 for other in known)
        if not again and not any(meet(box, table) for table in tables):
            turned = (frame.centre, (w + rim, h + rim), float(frame.angle))
            known.append(np.asarray(cv2.boxPoints(turned), np.float32))
    return known


def _unread(lines: Sequence[RawLine], bare: Image, top: int, bottom: int) -> int:
    """How many marks of the size of letters no word that was read well covers, between heights.

    Of 50 pages with frames the five on which a row was gained leave five to 17, of the others 43
    four at most.
    """
    words = [word for line in lines for word in line.words if word.box]
    if not words:
        return _LETTERS
    top, bottom = max(0, top), min(len(bare), bottom)
    size = median(word.box[3] - word.box[1] for word in words if word.box) / 2  # at half the size
    clear = (w.box for w in words if w.box and (w.confidence or 0.0) >= _CLEAR)
    boxes = [(x0, y0 - top, x1, y1 - top) for x0, y0, x1, y1 in clear]
    return len(uncovered_letters(np.ascontiguousarray(bare[top:bottom]), boxes, size))


def _is_print(words: Sequence[Word]) -> bool:
    letters = [(w.confidence or 0.0, letters_in(w.text)) for w in words]
    total = sum(n for _, n in letters)
    return total > 2 and sum(sure * n for sure, n in letters) >= _SURE * total


def _doubted(words: Sequence[Word], stamps: Sequence[Corners]) -> list[Word]:
    """The words without pieces of letters, in doubt where they may have begun under the frame."""
    kept: list[Word] = []
    cut = False
    for word in words:
        if _is_piece(word, stamps):
            cut = True
            continue
        unsure = min(word.confidence or 0.0, UNSURE)
        kept.append(replace(word, confidence=unsure) if cut or _is_near(word, stamps) else word)
        cut = False
    return kept


def _with_row(
    lines: list[RawLine], row: Sequence[Word], stamps: Sequence[Corners]
) -> list[RawLine]:
    """The lines with a row in place of what was read there, where it says clearly more."""
    there = [_beside(line.words, _span(row), stamps) for line in lines]
    read = [word for words in there for word in words]
    if _says(row) < _says(read) + (_GAIN if read else _ALONE):
        return lines
    made: list[RawLine] = []
    new = tuple(_doubted(row, stamps))
    for line, words in zip(lines, there, strict=True):
        kept = tuple(word for word in line.words if word not in words)
        if words:  # the first of them takes the row
            kept, new = tuple(sorted((*kept, *new), key=_left)), ()
        if kept:
            made.append(replace(line, words=kept))
    return [*made, RawLine(new)] if new else made


def _beside(
    words: Sequence[Word], span: tuple[float, float], stamps: Sequence[Corners]
) -> list[Word]:
    """The words of a line outside the frame, if they stand on a row."""
    outside = [word for word in words if not _is_inside(word, stamps)]
    if not outside:
        return []
    y0, y1 = _span(outside)
    shared = min(y1, span[1]) - max(y0, span[0])
    return outside if shared >= _ON_ROW * min(y1 - y0, span[1] - span[0]) else []


def _span(words: Sequence[Word]) -> tuple[float, float]:
    """Top and bottom of a row."""
    boxes = [w.box for w in words if w.box]
    boxes = [w.box for w in words if w.box and letters_in(w.text)] or boxes
    return median(b[1] for b in boxes), median(b[3] for b in boxes)


def _left(word: Word) -> int:
    assert word.box is not None
    return word.box[0]


def _is_inside(word: Word, stamps: Sequence[Corners]) -> bool:
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    return any(cv2.pointPolygonTest(corners, middle, False) >= 0 for corners in stamps)


def _says(words: Iterable[Word]) -> float:
    """How many letters were read, weighed by confidence."""
    sure = ((w.confidence or 0.0, sum(map(str.isalnum, w.text))) for w in words)
    return sum(confidence * letters for confidence, letters in sure if confidence >= _CLEAR)


def _is_near(word: Word, stamps: Sequence[Corners]) -> bool:
    """Whether it, or a word before it, may have begun under the frame."""
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    ends = [(x, (y0 + y1) / 2) for x in (x0, x1)]
    near = max(cv2.pointPolygonTest(corners, at, True) for at in ends for corners in stamps)
    return near >= -_AT_EDGE * (y1 - y0)


def _is_piece(word: Word, stamps: Sequence[Corners]) -> bool:
    """Whether it is what was left of letters that the frame cuts."""
    unread = (word.confidence or 0.0) < _CLEAR or not any(map(str.isalnum, word.text))
    return unread and letters_in(word.text) < 3 and _is_near(word, stamps)
