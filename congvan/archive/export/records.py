"""Records, references and figures as tables, a row each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from congvan.archive.export.sheet import Cell, Sheet, date_cell
from congvan.archive.status import path_of
from congvan.archive.store import Store

_VALUES = (
    "type", "number", "symbol", "date", "place", "superior", "issuer", "subject", "signer",
    "signer_title", "authority", "urgency", "secrecy", "period", "language", "addressees",
    "recipients", "arrival_number", "arrival_date", "copy_number", "copy_date", "signed",
)  # fmt: skip
_RECORDS = ("document", *_VALUES, "pages", "state", "doubtful", "needs_review", "file", "results")
_REFERENCES = ("type", "number", "symbol", "date", "issuer", "title", "mentions", "page", "status")
_STATISTICS = (
    "indicator", "scope", "value", "unit", "numerator", "denominator", "percent", "period",
    "check", "page", "status",
)  # fmt: skip
TABLES = ("records", "references", "statistics")


def table(store: Store, name: str) -> Sheet:
    """One of ``TABLES``."""
    if name == "records":
        return Sheet(name, _RECORDS, _records(store))
    if name == "references":
        return _items(store, "reference", name, _REFERENCES)
    return _items(store, "statistic", name, _STATISTICS)


def whole_records(store: Store) -> Iterator[str]:
    """The whole record of each document as one line of JSON, with the scans it came from.

    Raises:
        OSError: The record is not in its place; `congvan verify` says which.
    """
    for row in store.rows("SELECT id, sha256, state FROM document WHERE results ORDER BY id"):
        record = json.loads(store.places.target(row["sha256"]).json.read_bytes())
        files = [
            source["shown"]
            for source in store.execute(
                "SELECT shown FROM source WHERE document = ? ORDER BY id", [row["id"]]
            )
        ]
        data = {"document": row["id"], "state": row["state"], "files": files, **record}
        yield json.dumps(data, ensure_ascii=False)


def _records(store: Store) -> Iterator[tuple[Cell, ...]]:
    for row in store.rows("SELECT * FROM document WHERE results ORDER BY id"):
        fields = json.loads(row["fields"])
        values = [_value(name, fields) for name in _VALUES]
        doubtful = [name for name, field in fields.items() if field.get("status") == "doubtful"]
        yield (
            row["id"],
            *values,
            row["page_count"],
            row["state"],
            ", ".join(doubtful) or None,
            "; ".join(json.loads(row["reasons"])) or None,
            path_of(store, row["id"]),
            str(store.places.target(row["sha256"]).base),
        )


def _value(name: str, fields: dict[str, dict[str, Cell]]) -> Cell:
    value = fields.get(name, {}).get("value")
    if name.endswith("date"):
        return date_cell(str(value)) if value else None
    return value


def _items(store: Store, source: str, name: str, columns: tuple[str, ...]) -> Sheet:
    picked = ", ".join(f'i."{column}"' for column in columns)
    query = (
        f"SELECT i.document, d.number AS own_number, d.symbol AS own_symbol, {picked}"  # noqa: S608
        f" FROM {source} i JOIN document d ON d.id = i.document ORDER BY i.rowid"
    )

    def rows() -> Iterator[tuple[Cell, ...]]:
        for row in store.rows(query):
            own = "/".join(part for part in (row["own_number"], row["own_symbol"]) if part)
            cells = (date_cell(row[c]) if c == "date" else row[c] for c in columns)
            yield (row["document"], own or None, *cells)

    return Sheet(name, ("document", "of", *columns), rows())
