"""Whether all pages are there: printed page numbers and counts against the pages of the file.

A first page shows no number, an appendix counts anew (decree 30/2020/NĐ-CP, annex I), so only
numbers that go on from page to page are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from ocr.page import BlockKind, Page
from postprocess.fields.flow import Row, rows_of
from postprocess.record import Check

_LABEL = regex.compile(r"\W*(?:trang\s*)?(?P<n>\d{1,4})\s*(?:/\s*(?P<of>\d{1,4}))?\W*")
_SAID = regex.compile(
    r"\b(?:van ban|bien ban|bao cao|tai lieu|quyet dinh|ke hoach|hop dong|to trinh|ket luan)"
    r"(?:\s+\w+){0,3}?\s+(?:gom|co)\s+(?:co\s+)?(?P<n>\d{1,3})\s*(?:\([^()]{2,20}\)\s*)?trang\b"
)
_CONFIRMED = 2  # labels that say the same


@dataclass(frozen=True, slots=True)
class Label:
    """A page number as printed, ``of`` where it says how many there are."""

    page: int
    number: int
    of: int | None


def page_checks(pages: Sequence[Page]) -> list[Check]:
    """Compare what is printed about pages with the pages of a document.

    Args:
        pages: All of one document.

    Returns:
        ``page_sequence`` (a number is left out or comes twice: ``fail`` if the next page
        confirms it, else ``warn``, for the one figure may be misread) and ``page_count``
        (``3/5``, ``Biên bản gồm 02 trang``).
    """
    labels = [label for page in pages if (label := _label(page))]
    return [*_sequence(labels), *_count(labels, pages)]


def _label(page: Page) -> Label | None:
    rows = rows_of([page])
    if not rows:
        return None
    marked = [row for row in rows if row.kind is BlockKind.PAGE_NUMBER]
    for row in marked or _alone([rows[0], rows[-1]]):
        if hit := _LABEL.fullmatch(row.folded):
            return Label(page.number, int(hit["n"]), int(hit["of"]) if hit["of"] else None)
    return None


def _alone(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.line.tabs]


def _sequence(labels: Sequence[Label]) -> Iterator[Check]:
    for i in range(1, len(labels)):
        before, label = labels[i - 1], labels[i]
        step, printed = label.page - before.page, label.number - before.number
        if printed == step or label.number <= _CONFIRMED:
            continue  # it goes on, or an appendix counts anew
        following = labels[i + 1 : i + 2]
        confirmed = bool(
            following and following[0].number - label.number == following[0].page - label.page
        )
        yield Check(
            rule="page_sequence",
            verdict="fail" if confirmed else "warn",
            message=f"page {before.page} is numbered {before.number}, "
            f"page {label.page} {label.number}",
        )
    if len(labels) > _CONFIRMED and all(
        b.number - a.number == b.page - a.page for a, b in pairwise(labels)
    ):
        last = labels[-1]
        yield Check(
            rule="page_sequence",
            verdict="pass",
            message=f"numbered through from {labels[0].number} to {last.number}",
        )


def _count(labels: Sequence[Label], pages: Sequence[Page]) -> Iterator[Check]:
    totals = {label.of for label in labels if label.of}
    said = [int(m["n"]) for m in map(_SAID.search, (r.folded for r in rows_of(pages))) if m]
    # Pages said to be many stand for the paper only if it says so once.
    if len(totals) != 1 and len(set(said)) != 1:
        return
    total = totals.pop() if len(totals) == 1 else said[0]
    if total is None or not total or len(pages) < _CONFIRMED:
        return
    yield Check(
        rule="page_count",
        verdict="pass" if total == len(pages) else "fail" if total > len(pages) else "warn",
        message=f"the text says {total} pages, there are {len(pages)}",
    )
