"""What a document says of itself on later pages, against its head.

An annex names what it belongs to: ``(Kèm theo Quyết định số 123/QĐ-UBND ngày 12 tháng 3 năm 2010
của …)`` (decree 30/2020/NĐ-CP, annex I: 6); some offices repeat the number in the head or foot of
each page. It is the same paper, so a second hand or print confirms the head or puts it in doubt.
Slots that were left blank there, ``số    /QĐ-UBND ngày   tháng   năm``, say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from ocr.page import BlockKind, Page
from postprocess.fields import dates, symbols
from postprocess.fields.flow import Flow, Found, Row, fold, rows_of
from postprocess.fields.symbols import Symbol
from postprocess.fields.value import SURE_FIGURES, SURE_HAND
from postprocess.record import Check, Dispatch, Status, Text

_TOP = 8  # rows of a page among which an annex says what it belongs to
_WITH = regex.compile(
    r"(?:^|\n)\W{0,3}(?:duoc\s+)?(?:ban\s+hanh\s+)?(?:dinh\s+)?kem\s+theo\s+"
    r"(?P<kind>[a-z ]{3,30}?)\s+so\s*[:.]?\s*"
)
_BETWEEN = regex.compile(r"[\s,]*")
_ENDS = 2  # rows at either end of a page that may repeat the number


@dataclass(frozen=True, slots=True)
class _Named:
    """Number, or date, that a later page gives.

    Attributes:
        value: As the record has it.
        found: Where it stands.
    """

    value: str
    found: Found

    @property
    def sure(self) -> bool:
        least = SURE_HAND if self.found.candidates else SURE_FIGURES
        return self.found.lowest is None or self.found.lowest >= least


def own_reference(record: Dispatch, pages: Sequence[Page]) -> list[Check]:
    """Compare number and date of the head with what later pages say of the same document.

    The same kind and the same symbol make it the same document. A well-read number or date there
    that is the head's value, or one of its candidates, confirms it; another one makes the head's
    doubtful and stands among its candidates.

    Args:
        record: Number and date are changed in place.
        pages: All of the document.

    Returns:
        ``own_reference``, one verdict for each page that says something.
    """
    if record.symbol.value is None:
        return []
    said: dict[int, list[tuple[bool, str]]] = {}
    named = [(page.number, *pair) for page in pages[1:] for pair in _of_page(page, record)]
    numbers = [(page, number) for page, number, _ in named if number and number.sure]
    dated = [(page, date) for page, _, date in named if date and date.sure]
    for name, field, found in (("number", record.number, numbers), ("date", record.date, dated)):
        if field.status is Status.ABSENT:
            continue
        among = [v for v in (field.value, *(field.candidates or [])) if v is not None]
        for page, other in found:
            ok = any(_same(v, other.value) for v in _open(field, among))
            against = "" if ok else f", its head {field.value or 'unread'}"
            said.setdefault(page, []).append((ok, f"{name} {other.value}{against}"))
        _settle(field, among, [other.value for _, other in found])
    return [
        Check(
            rule="own_reference",
            verdict="pass" if all(ok for ok, _ in parts) else "warn",
            message=f"page {page} of itself: " + ", ".join(message for _, message in parts),
        )
        for page, parts in sorted(said.items())
    ]


def _open(field: Text, among: Sequence[str]) -> Sequence[str]:
    """What the head may say: of a sure one its value alone."""
    return among[:1] if field.status is Status.OK else among


def _settle(field: Text, among: Sequence[str], others: Sequence[str]) -> None:
    """Confirm a field where all later pages name one of its readings, else put it in doubt."""
    shared = [v for v in _open(field, among) if all(_same(v, other) for other in others)]
    if others and shared:
        if field.status is Status.DOUBTFUL:
            field.status, field.rule = Status.OK, f"{field.rule}, confirmed by own reference"
        field.value, field.candidates = shared[0], None
    elif others:
        field.status = Status.DOUBTFUL
        new = [o for o in dict.fromkeys(others) if not any(_same(v, o) for v in among)]
        field.candidates = [*among[:1], *(v for v in among[1:] if v != among[0]), *new]


def _same(a: str, b: str) -> bool:
    """``09`` and ``9`` are one number."""
    return a.lstrip("0") == b.lstrip("0")


def _of_page(page: Page, record: Dispatch) -> Iterator[tuple[_Named | None, _Named | None]]:
    rows = [row for row in rows_of([page]) if not row.line.tabs]
    yield from _annexed(rows[:_TOP], record)
    for row in (*rows[:_ENDS], *rows[_ENDS:][-_ENDS:]):
        yield from _repeated(row, record)


def _annexed(
    rows: Sequence[Row], record: Dispatch
) -> Iterator[tuple[_Named | None, _Named | None]]:
    """From ``(Kèm theo …)`` at the top of a page."""
    flow = Flow.of(rows)
    hit = _WITH.search(flow.folded)
    if hit is None or fold(record.type.value or "") != " ".join(hit["kind"].split()):
        return
    named = next((s for s in symbols.find(flow.text) if s.start >= hit.end() - 1), None)
    if named is None or named.start > hit.end() + 1 or not _is_own(named, record):
        return
    at = _BETWEEN.match(flow.folded, named.end)
    dated = dates.at(flow.folded.replace("\n", " "), at.end() if at else named.end)
    yield (
        _Named(named.number, flow.found(named.start, named.start + len(named.number))),
        _Named(dated.iso, flow.found(dated.start, dated.end)) if dated else None,
    )


def _repeated(row: Row, record: Dispatch) -> Iterator[tuple[_Named, None]]:
    """From a number with its symbol that stands alone in the head or foot of a page."""
    if row.kind in (BlockKind.TABLE, BlockKind.HEADER_LEFT):
        return
    flow = Flow.of([row])
    named = next(symbols.find(flow.text), None)
    alone = named is not None and (named.start, named.end) == (0, len(flow.text))
    if named is not None and alone and _is_own(named, record):
        yield _Named(named.number, flow.found(0, len(named.number))), None


def _is_own(named: Symbol, record: Dispatch) -> bool:
    return fold(named.symbol) == fold(record.symbol.value or "")
