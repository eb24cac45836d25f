"""Rows that end with a sum of money each, of a table whose rules or columns were not found.

``Phí duy trì dịch vụ … 1.531.200``, one below the other: such a sum has no unit, and what it
is for is what stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from postprocess.fields.figures import number
from postprocess.fields.flow import Flow, Row
from postprocess.record import Statistic, Status

RULE = "table without rules"
_ROW = regex.compile(
    r"\W*(?:(?:\d{1,3}|[IVX]{1,4})[\s.)|]+)?(?P<label>\p{L}.*?\p{L}.*?)[\s|.:=]+"
    r"(?P<n>\d{1,3}(?P<part>[.,])\d{3}(?:(?P=part)\d{3})*)\W*"
)
_OTHER = regex.compile(r"\d[.,]\d{3}")
_SURE = 0.9  # of a figure; two readings that differ have less
_LARGE = 1_000_000
_RUN, _LARGEST, _BETWEEN = 3, 2, 1  # rows, of them so large, other rows between two


def amounts_in(rows: Sequence[Row], period: str | None) -> tuple[list[Statistic], list[Row]]:
    """The sums at the ends of rows, and the rows that have none.

    Args:
        rows: Of running text.
        period: Of the document.

    Returns:
        The sums, and the other rows. A sum is sure that both readings have (`ocr.figures`) and
        that stands below another, with a name of its own and no other sum beside it.
    """
    hits = {i: hit for i, row in enumerate(rows) if (hit := _ROW.fullmatch(row.text))}
    taken = {i for run in _runs(hits, rows) for i in run}
    found = [_statistic(rows[i], hits[i], period) for i in sorted(taken)]
    for i, figure in zip(sorted(taken), found, strict=True):
        # A name that begins in a row before is not whole.
        if i - 1 in taken and _is_sure(figure):
            figure.status = Status.OK
    return found, [row for i, row in enumerate(rows) if i not in taken]


def _runs(hits: dict[int, regex.Match[str]], rows: Sequence[Row]) -> list[list[int]]:
    """Rows near each other, on one page, that part their thousands alike."""
    runs: list[list[int]] = []
    for i, hit in hits.items():
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and i - last <= _BETWEEN + 1
            and rows[i].page == rows[last].page
            and hit["part"] == hits[last]["part"]
        ):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [
        run
        for run in runs
        if len(run) >= _RUN and sum(_value(hits[i]) >= _LARGE for i in run) >= _LARGEST
    ]


def _is_sure(figure: Statistic) -> bool:
    name = figure.indicator or ""
    read = figure.confidence is None or figure.confidence >= _SURE
    return read and name[:1].isupper() and _OTHER.search(name) is None


def _value(hit: regex.Match[str]) -> float | int:
    return number(hit["n"].replace(hit["part"], ".")) or 0


def _statistic(row: Row, hit: regex.Match[str], period: str | None) -> Statistic:
    flow = Flow.of([row])
    found = flow.found(*hit.span("n"))
    return Statistic(
        indicator=" ".join(hit["label"].split()),
        value=_value(hit),
        period=period,
        raw=found.raw,
        page=found.page,
        box=found.box,
        confidence=None if found.confidence is None else round(found.confidence, 3),
        status=Status.DOUBTFUL,
        rule=RULE,
    )
