"""Figures of tables in words: among those of a cell, and the total written out below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ocr.page import BlockKind, Line, Word, letters_in
from postprocess.fields.flow import Row, fold
from postprocess.fields.statistics import statistics_in
from postprocess.fields.table_products import Product
from postprocess.record import Statistic, Status, Table, TableCell


def in_words(
    cell: TableCell,
    table: Table,
    period: str | None,
    products: Sequence[Product] = (),
) -> list[Statistic]:
    """The figures among the words of a cell.

    They are doubtful, for they may be part of a name ("A4 80 g"), but for those that make a
    product which the row has too. Factors count whatever is behind them: "x 24 ngày".

    Args:
        cell: Its words.
        table: Its table.
        period: Of the document.
        products: Those among the words.
    """
    if not letters_in(cell.text):
        return []
    words = tuple(Word(part, cell.box, cell.confidence) for part in cell.text.split())
    found = statistics_in([Row(table.page or 1, BlockKind.BODY, 0, Line(words))], period)
    told = Counter(figure.value for figure in found)
    factors = [(*factor, p.proven) for p in products for factor in p.factors]
    for value, unit, _ in factors:
        if told[value] > 0:
            told[value] -= 1
            continue
        found.append(
            Statistic(
                indicator=found[0].indicator if found else cell.text,
                value=value,
                unit=unit or None,
                period=period,
                raw=cell.text,
                page=table.page,
                box=cell.box,
                confidence=cell.confidence,
                rule="factor of a product",
            )
        )
    sure = {value for value, _, proven in factors if proven}
    for figure in found:
        figure.status = Status.OK if figure.value in sure else Status.DOUBTFUL
    return found


def without_totals_in_words(
    prose: Sequence[Statistic], tabled: Sequence[Statistic]
) -> list[Statistic]:
    """The figures of running text but the totals of tables that are written out below them.

    ``Số tiền viết bằng chữ: …``: the figures of the tables then say that both agree.
    """
    kept = []
    for figure in prose:
        same = [other for other in tabled if other.value == figure.value]
        if same and figure.rule == "in words" and "bang chu" in fold(figure.indicator or ""):
            for other in same:
                other.check = "consistent"
        else:
            kept.append(figure)
    return kept
