"""How an archive stands: what is done, what failed and why, what a person must look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from congvan.archive.errors import load
from congvan.archive.lock import is_held
from congvan.archive.places import Places
from congvan.archive.store import Store

_STATES = ("pending", "done", "doubtful", "blank", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, document or page that failed.

    Attributes:
        path: A file of it.
        page: Its number; None where all of the file failed.
        reason: Of the failure, see `errors.load`.
    """

    path: str
    page: int | None
    reason: str

    def message(self, lang: str) -> str:
        """Why it failed."""
        return load(self.reason).message(lang)


@dataclass(frozen=True, slots=True)
class Review:
    """A document that a person must look at."""

    path: str
    document: int
    reasons: str  # JSON list


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last call of ingest or watch.

    Attributes:
        running: Whether it is at work now.
        outcome: ``finished``, ``interrupted``, ``failed``, ``killed``; None while it runs.
        pages_per_hour: None where none was read.
        seconds_left: Estimate; None where none can be made.
    """

    running: bool
    started: str
    ended: str | None
    outcome: str | None
    found: int
    seen: int
    documents: int
    pages: int
    seconds: float
    pages_per_hour: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Status:
    """How an archive stands.

    Attributes:
        files: That were seen.
        documents: Number of documents in each state.
        pages: Number of pages in each state.
        needs_review: Number of documents that a person must look at.
        run: The last run; None if there was none.
        duplicates: Groups of documents that agree in number, symbol, issuer and year.
    """

    files: int
    documents: dict[str, int]
    pages: dict[str, int]
    needs_review: int
    run: LastRun | None
    duplicates: list[list[str]]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for ``--json``."""
        return asdict(self)


def status(archive: str | os.PathLike[str]) -> Status:
    """How the archive stands now, also while a run is at work.

    Raises:
        NoArchive: There is none.
        ArchiveUnusable: It cannot be read.
    """
    places = Places(Path(archive))
    with Store(places) as store:
        return Status(
            files=_number(store, "SELECT count(*) FROM source"),
            documents=_counts(store, "document", _STATES),
            pages=_counts(store, "page", _STATES[1:]),
            needs_review=_number(store, "SELECT sum(needs_review) FROM document WHERE results"),
            run=_last_run(store, running=is_held(places)),
            duplicates=list(duplicates(store)),
        )


def failures(store: Store) -> Iterator[Failure]:
    """All that failed: files, then documents, then single pages."""
    for row in store.rows("SELECT shown, reason FROM source WHERE reason IS NOT NULL"):
        yield Failure(row["shown"], None, row["reason"])
    for row in store.rows(
        "SELECT id, reason FROM document WHERE state = 'failed' AND reason IS NOT NULL"
    ):
        yield Failure(path_of(store, row["id"]), None, row["reason"])
    for row in store.rows(
        "SELECT p.document, p.number, p.reason FROM page p JOIN document d ON d.id = p.document"
        " WHERE p.state = 'failed' AND d.reason IS NULL AND p.reason IS NOT NULL"
    ):
        yield Failure(path_of(store, row["document"]), row["number"], row["reason"])


def reviews(store: Store) -> Iterator[Review]:
    """Documents that a person must look at."""
    for row in store.rows(
        "SELECT id, reasons FROM document WHERE needs_review AND results ORDER BY id"
    ):
        yield Review(path_of(store, row["id"]), row["id"], row["reasons"])


def path_of(store: Store, document: int) -> str:
    """The file of a document that was seen first."""
    row = store.one("SELECT shown FROM source WHERE document = ? ORDER BY id", [document])
    return str(row["shown"]) if row else f"#{document}"


def duplicates(store: Store) -> Iterator[list[str]]:
    """Files whose documents agree in number, symbol, issuer and year, though not in content."""
    for row in store.execute(
        "SELECT group_concat(id) AS ids FROM document"
        " WHERE results AND number IS NOT NULL AND symbol IS NOT NULL AND date IS NOT NULL"
        " GROUP BY code, issuer_key, substr(date, 1, 4) HAVING count(*) > 1"
    ).fetchall():
        yield [path_of(store, int(number)) for number in row["ids"].split(",")]


def _number(store: Store, query: str) -> int:
    row = store.one(query)
    return int(row[0] or 0) if row else 0


def _counts(store: Store, table: str, states: tuple[str, ...]) -> dict[str, int]:
    query = f"SELECT state, count(*) FROM {table} GROUP BY state"  # noqa: S608 — our own names
    counts = {row[0]: row[1] for row in store.execute(query)}
    return {state: counts.get(state, 0) for state in states}


def _last_run(store: Store, *, running: bool) -> LastRun | None:
    row = store.one("SELECT * FROM run ORDER BY id DESC LIMIT 1")
    if row is None:
        return None
    going = running and row["ended"] is None
    rate = row["pages"] / row["seconds"] * 3600 if row["pages"] and row["seconds"] else None
    left = None
    if going and row["documents"] and row["found"] >= row["seen"]:
        left = (row["found"] - row["seen"]) * row["seconds"] / row["documents"]
    return LastRun(
        running=going,
        started=row["started"],
        ended=row["ended"],
        # No lock and no end: it was killed and nobody has closed its books.
        outcome=row["outcome"] or (None if going else "killed"),
        found=row["found"],
        seen=row["seen"],
        documents=row["documents"],
        pages=row["pages"],
        seconds=row["seconds"],
        pages_per_hour=round(rate, 1) if rate else None,
        seconds_left=round(left) if left is not None else None,
    )
