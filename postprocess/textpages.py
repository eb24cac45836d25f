"""Plain text as pages, so that text and scans go through the same extraction.

A form feed parts pages (as ``pdftotext`` and Tesseract write it), an empty line parts
blocks, a TAB parts the cells of a table row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain, groupby

import regex

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word

# Two columns side by side, as ``pdftotext -layout`` sets them: the right one begins with a
# capital. Blanks that a form leaves open ("Số:      /QĐ", "ngày      tháng") part nothing.
_COLUMNS = regex.compile(r"(?:(?<=[^\s:…])|(?<=hận:))\s{4,}(?=\p{Lu})")

_LONG = 120  # words; no printed line has as many
_WRAP = 20


def pages_from_text(text: str) -> tuple[Page, ...]:
    """Make pages of a text; boxes and confidences are None.

    Args:
        text: Any Unicode form, one text line per printed line.

    Returns:
        One page per form feed, at least one. All blocks are BODY but tables: what a
        line is, only its words can tell.
    """
    sheets = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\f")
    # Tesseract and pdftotext end each page with a form feed; the last one opens no page.
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    return tuple(
        Page(number=i, blocks=tuple(_blocks(sheet)), origin=TextOrigin.PLAIN_TEXT)
        for i, sheet in enumerate(sheets, 1)
    )


def _blocks(sheet: str) -> list[Block]:
    blocks: list[Block] = []
    for empty, group in groupby(sheet.split("\n"), key=lambda line: not line.strip()):
        if empty:
            continue
        for table, rows in groupby(group, key=lambda line: "\t" in line.strip("\n")):
            kind = BlockKind.TABLE if table else BlockKind.BODY
            lines = list(rows)
            parts = lines if table else [part for row in lines for part in _COLUMNS.split(row)]
            made = [_line(part) for part in parts]
            blocks.append(Block(kind, tuple(made if table else chain(*map(_wrapped, made)))))
    return blocks


def _wrapped(line: Line) -> Iterator[Line]:
    """A paragraph on one line as rows of a printed length: the patterns look at rows."""
    if len(line.words) <= _LONG:
        yield line
        return
    for start in range(0, len(line.words), _WRAP):
        yield Line(line.words[start : start + _WRAP])


def _line(row: str) -> Line:
    words: list[Word] = []
    tabs: list[int] = []
    for i, cell in enumerate(row.split("\t")):
        if i:
            tabs.append(len(words))
        words += (Word(part) for part in cell.split())
    return Line(tuple(words), tuple(tabs))
