"""Tables that part thousands with commas, as spreadsheets set to English print them.

``1,091,500,000`` can only be that. Where a table has some of these and no thousands parted
by stops, ``982,599`` has no decimals either.
"""

from __future__ import annotations

import regex

from postprocess.record import Table, TableCell

_SURELY = regex.compile(r"\d{1,3}(?:,\d{3}){2,}")
_COMMAS = regex.compile(r"\d{1,3}(?:,\d{3})+")
_STOPS = regex.compile(r"\d{1,3}(?:\.\d{3})+")
_FEW = 3  # figures that tell how a table prints them


def with_stops(table: Table) -> Table:
    """The table with stops for commas if it parts thousands with commas, else itself.

    Args:
        table: Its cells as printed; not changed.
    """
    texts = [cell.text.strip() for row in table.rows for cell in row]
    surely = sum(_SURELY.fullmatch(text) is not None for text in texts)
    if surely < _FEW or any(map(_STOPS.fullmatch, texts)):
        return table
    return table.model_copy(update={"rows": [[_stopped(c) for c in row] for row in table.rows]})


def as_printed(text: str) -> str:
    """What a cell of such a table printed."""
    return text.replace(".", ",") if _STOPS.fullmatch(text.strip()) else text


def _stopped(cell: TableCell) -> TableCell:
    if not _COMMAS.fullmatch(cell.text.strip()):
        return cell
    return cell.model_copy(update={"text": cell.text.replace(",", ".")})
