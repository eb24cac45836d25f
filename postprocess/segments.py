"""Which documents a scanned file holds: it is cut where a page can only be a first one.

By decree 30/2020/NĐ-CP, annex I, a first page has the national title and motto (the Party
its own name), the issuer, a number slot with a symbol, place and date, and a title or
``V/v``. A later page has none of them, an appendix says ``(Kèm theo …)``, a form to fill in
has blanks. A wrong cut is worse than a missed one: where the signs are not enough, a person
is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from ocr.page import BlockKind, Page, TextOrigin
from postprocess.fields.flow import Row, fold, rows_of
from postprocess.fields.head import BARE_SLOT, NUMBER_SLOT, Header, in_capitals
from postprocess.fields.header import read_header
from postprocess.upright import upright

_TOP = 30  # rows that a head may take
_LABEL_TOP = 12  # rows among which a page says what it belongs to
# What is attached to a document: appendices, forms with their code, enclosed rules.
_ATTACHED = regex.compile(
    r"\W{0,3}(?:phu luc\b|(?:bieu )?mau\s+(?:so\b|[\d.]+\b|[a-z]{0,3}[\d.]+)|bieu\s+(?:so|mau)\b|"
    r"\(?\s*(?:ban hanh )?k[eè]m theo\b)"
)
_PAGE_LABEL = regex.compile(r"\W*(?:trang\s*)?(\d{1,4})\W*(?:/\s*\d{1,4}\W*)?")
_SYMBOL = regex.compile(r"/\s?(?:\d{4}\s?[/\-]\s?)?\p{Lu}[\p{L}\d&]*(?:\s?[-–/.]\s?\p{Lu}|\b)")
_PARTY_SYMBOL = regex.compile(r"[-–]\s?\p{Lu}{1,4}r?\s?/\s?\p{Lu}{2}")
_BLANK_SLOT = regex.compile(r"[^/]*?[.…_\s]{2,}/")
# A real paper has its year in print, a form only "năm 20..".
_YEAR = regex.compile(r"\bn[a-z]m\W{0,3}(?:19|20)\d[\d:oOlI]")
# Place and date in full, with which no form to fill in and no enclosed rules begin.
_DATE = regex.compile(
    r"\S.*\bngay\W{0,3}\d{1,2}\W{0,3}thang\W{0,3}\d{1,2}\W{0,3}nam\W{0,3}(?:19|20)\d\d\W*$"
)
_CLOSED = regex.compile(r"^\W{0,3}(?:noi nhan\b|-?\s*luu\s*[:;]|(?:tm|kt|tl|tuq|t/m|k/t)\s?\.?\s)")


@dataclass(frozen=True, slots=True)
class Segment:
    """One document of a file: its first and last page, by their place, from 0."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cuts:
    """How a file is cut.

    Attributes:
        segments: The documents, in order; together they are all pages.
        suspected: Places of pages where another document may begin, but not surely.
    """

    segments: tuple[Segment, ...]
    suspected: tuple[int, ...]

    @property
    def possible(self) -> list[int]:
        """Places of all pages on which another document begins, surely or not."""
        return sorted([*(s.first for s in self.segments[1:]), *self.suspected])


def cuts_of(pages: Sequence[Page]) -> Cuts:
    """Find where documents begin in a file.

    Args:
        pages: All of them, in order.

    Returns:
        One segment where nothing speaks for more. Blank pages belong to what is before.
    """
    pages = upright(pages)
    starts = [0]
    suspected = []
    for at in range(1, len(pages)):
        verdict = _begins(pages[at], pages[at - 1])
        if verdict is True:
            starts.append(at)
        elif verdict is None:
            suspected.append(at)
    ends = [*(start - 1 for start in starts[1:]), len(pages) - 1]
    segments = tuple(Segment(a, b) for a, b in zip(starts, ends, strict=True))
    return Cuts(segments, tuple(suspected))


def _begins(page: Page, before: Page) -> bool | None:
    """Whether a document begins on a page; None where that is possible but not sure."""
    rows = rows_of([page])[:_TOP]
    if not rows or _is_attached(rows) or _is_numbered(rows):
        return False
    header = read_header(rows)
    issued = _is_filled(header, read=page.origin is TextOrigin.OCR)
    slot = header.number is not None and page.origin is TextOrigin.OCR
    named = header.title is not None or bool(header.about)
    agency = any(in_capitals(row.text) for row in header.agencies)
    dated = any(_YEAR.search(row.folded) for row in rows[:_LABEL_TOP])
    closed = _is_closed(before)
    if agency and named and dated:
        whole_date = header.date is not None and _DATE.match(header.date.folded)
        if header.national and (issued or slot or closed or whole_date):
            return True
        if issued and closed:
            return True  # the national title was not read
    filled = named and header.date is not None and _is_filled(header, read=False)
    if header.national and issued and agency and (closed or filled):
        return True  # the year was not read
    possible = (
        (header.national and issued)
        or (header.national and named and (closed or dated))
        or (issued and agency and (named or dated))
    )
    return None if possible else False


def _is_attached(rows: Sequence[Row]) -> bool:
    """Whether a page calls itself an appendix or a form."""
    return any(
        _ATTACHED.match(row.folded) and not row.text[:1].islower() for row in rows[:_LABEL_TOP]
    )


def _is_numbered(rows: Sequence[Row]) -> bool:
    """Whether a page has the number of a later page: a first page shows none."""
    for row in (*rows[:1], *(r for r in rows if r.kind is BlockKind.PAGE_NUMBER)):
        label = _PAGE_LABEL.fullmatch(row.folded)
        if label and int(label[1]) > 1:
            return True
    return False


def _is_filled(header: Header, *, read: bool) -> bool:
    """Whether there is a number slot with a symbol that somebody has filled in.

    A pen's number may not be seen by a recogniser; what a text leaves blank is blank.
    """
    if header.number is None:
        return False
    text = header.number.text
    slot = NUMBER_SLOT.search(fold(text))
    rest = text[slot.start("rest") :] if slot else text
    if not (_SYMBOL.search(rest) or _PARTY_SYMBOL.search(rest) or BARE_SLOT.search(rest)):
        return False
    return read or not _BLANK_SLOT.match(rest)


def _is_closed(page: Page) -> bool:
    """Whether a page ends a document: recipients, or who signs."""
    return any(_CLOSED.match(row.folded) for row in rows_of([page])[-25:])
