"""Tesseract's table of words, as each of its doors gives it."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import replace
from itertools import groupby

from ocr.engines import RawLine
from ocr.page import Word

_WORD = "5"  # the level of a row; the others are pages, blocks, paragraphs and lines
_PRINT = 0.6  # confidence of a word that is no stroke of a pen over the next
_COLUMNS = (
    "level", "page_num", "block_num", "par_num", "line_num", "word_num",
    "left", "top", "width", "height", "conf", "text",
)  # fmt: skip


def lines_of(tsv: str) -> list[RawLine]:
    """Lines of words, confidences 0 to 1, unrounded.

    Args:
        tsv: With or without its line of headings.
    """
    # Quoting off: a lone quotation mark on the page is text, not syntax.
    rows = csv.DictReader(tsv.splitlines(), _COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD and (row["text"] or "").strip())
    lines = groupby(words, key=lambda r: (r["block_num"], r["par_num"], r["line_num"]))
    return [
        RawLine(words=_side_by_side([_word(row) for row in line]), block=int(key[0]))
        for key, line in lines
    ]


def _side_by_side(words: list[Word]) -> tuple[Word, ...]:
    """Words of a line, none over all of its neighbour, and no print over most of the next.

    Tesseract sometimes gives a word a box that reaches over the next ones: ``HOÀ`` over ``HOÀ XÃ
    HỘI``. Two words on one spot would be taken for two readings of one.
    """
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        assert before.box is not None
        assert word.box is not None
        (a0, top, a1, bottom), (b0, upper, b1, lower) = before.box, word.box
        most = (b0 + b1) / 2 < a1 and (before.confidence or 0.0) > _PRINT
        if a0 < b0 and (b1 <= a1 or most):
            words[i - 1] = replace(before, box=(a0, top, b0, bottom))
        elif b0 <= a0 <= a1 < b1:
            words[i] = replace(word, box=(a1, upper, b1, lower))
    return tuple(words)


def _word(row: dict[str, str]) -> Word:
    x, y, w, h = (int(row[k]) for k in ("left", "top", "width", "height"))
    return Word(
        text=unicodedata.normalize("NFC", row["text"].strip()),
        box=(x, y, x + w, y + h),
        confidence=max(0.0, float(row["conf"]) / 100),
    )
