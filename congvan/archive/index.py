"""Records, figures and words of a document in the database: put in, taken out, made again."""

from __future__ import annotations

from congvan.archive.store import Store
from congvan.archive.summary import Summary
from congvan.archive.words import fold, spell

_TABLES = {"page": "pages", "output": "outputs", "reference": "references"}
_TABLES["statistic"] = "statistics"


def put(store: Store, document: int, summary: Summary) -> None:
    """Replace all rows of a document; call it inside a transaction."""
    drop(store, document)
    for table, rows in _TABLES.items():
        for row in getattr(summary, rows):
            store.insert(table, {"document": document, **row})
    for number, body in summary.texts:
        add_text(store, document, number, body)


def drop(store: Store, document: int) -> None:
    """Remove all rows of a document; call it inside a transaction."""
    for row in store.execute(
        "SELECT id, body FROM page_text JOIN page_body USING (id) WHERE document = ?", [document]
    ).fetchall():
        # An index without content of its own has to be told what it forgets.
        store.execute(
            "INSERT INTO word (word, rowid, spelled, folded) VALUES ('delete', ?, ?, ?)",
            [row["id"], spell(row["body"]), fold(row["body"])],
        )
    for table in ("page_text", *_TABLES):
        store.execute(f"DELETE FROM {table} WHERE document = ?", [document])  # noqa: S608


def add_text(store: Store, document: int, number: int, body: str) -> None:
    """Index the text of a page."""
    row = store.insert("page_text", {"document": document, "number": number})
    store.insert("page_body", {"id": row, "body": body})
    store.execute(
        "INSERT INTO word (rowid, spelled, folded) VALUES (?, ?, ?)",
        [row, spell(body), fold(body)],
    )
