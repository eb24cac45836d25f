"""What is printed or stamped in red, read by itself: names of signers, stamps."""

from __future__ import annotations

import time
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Engine, RawLine
from ocr.figures import UNSURE
from ocr.form import read_lines_again
from ocr.ink import RedPrint
from ocr.page import Word
from ocr.preprocess import OcrCopy


def red_lines(copy: OcrCopy, red: RedPrint | None, engine: Engine, timeout: float) -> list[RawLine]:
    """Read what is printed in red.

    Args:
        copy: Of the page.
        red: Its red print.
        engine: The recogniser.
        timeout: Seconds for all.

    Returns:
        Lines, boxes in pixels of the copy.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    if red is None:
        return []
    deadline = time.monotonic() + timeout
    sheet = copy.like(red.image)
    x, y, w, h = cv2.boundingRect(cv2.threshold(sheet, 199, 255, cv2.THRESH_BINARY_INV)[1])
    if not w:
        return []
    left, top = max(0, x - 20), max(0, y - 20)
    cut = np.ascontiguousarray(sheet[top : y + h + 19, left : x + w + 19])
    found = engine.recognise(cut, copy.dpi, timeout)
    lines = [
        RawLine(tuple(w.moved(left, top) for w in line.words if _letters(w) >= 2))
        for line in found
        if any(_is_sure(w) for w in line.words)
    ]
    left_over = max(0.0, deadline - time.monotonic())
    again = read_lines_again([line.words for line in lines], sheet, copy.dpi, engine, left_over)
    lines = [RawLine(words) for words in again if words]
    seals = copy.like(red.cut) < 128
    return [RawLine(tuple(_beside_seal(w, seals) for w in line.words)) for line in lines]


def _beside_seal(word: Word, seals: NDArray[np.bool_]) -> Word:
    """The word, doubted if a seal was taken out of the picture where it begins or ends."""
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    near = seals[y0:y1, max(0, x0 - (y1 - y0)) : x1 + (y1 - y0)]
    return replace(word, confidence=min(word.confidence or 0.0, UNSURE)) if near.any() else word


def _is_sure(word: Word) -> bool:
    """Half a seal reads as letters too: of red ink only lines with a well-read word count."""
    return (word.confidence or 0.0) >= 0.5 and _letters(word) >= 2


def _letters(word: Word) -> int:
    return sum(c.isalnum() for c in word.text)
