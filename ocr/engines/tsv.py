"""Tesseract's table of words, as each of its doors gives it."""

from __future__ import annotations

import csv
import unicodedata
from itertools import groupby

from ocr.engines import RawLine
from ocr.page import Word

_WORD = "5"  # the level of a row; the others are pages, blocks, paragraphs and lines
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
        RawLine(words=tuple(_word(row) for row in line), block=int(key[0])) for key, line in lines
    ]


def _word(row: dict[str, str]) -> Word:
    x, y, w, h = (int(row[k]) for k in ("left", "top", "width", "height"))
    return Word(
        text=unicodedata.normalize("NFC", row["text"].strip()),
        box=(x, y, x + w, y + h),
        confidence=max(0.0, float(row["conf"]) / 100),
    )
