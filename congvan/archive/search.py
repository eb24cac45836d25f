"""Find documents: by words with or without accents, by number, by what they cite.

Words are looked for as a phrase first, then all of them anywhere on a page. A word written
with accents is found in that spelling only; one without is found in all: ``cai cach`` finds
``cải cách``, ``đ`` too.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from congvan.archive.places import Places
from congvan.archive.status import path_of
from congvan.archive.store import Store
from congvan.archive.words import code, fold, spell

_WORD = re.compile(r"\w+")
_CODE = re.compile(r"\s*(số:?\s*)?\d+\w*\s*[/-]\s*\S*\w\S*\s*", re.IGNORECASE)
# Pages that are ranked, the newest first: ranking all pages that hold a common word would
# take longer than a person waits, for hits that nobody looks at.
_MOST_RANKED = 1000
_LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search; None where it does not.

    Attributes:
        issuer: Words of the issuer's or its superior's name, with or without accents.
        type: Kind of document.
        since: First day, ISO date or its beginning (``2023``, ``2023-07``).
        until: Last day, in the same form.
        number: Number and symbol of the document, or the number alone.
        cites: Number and symbol of a document that it cites.
    """

    issuer: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    number: str | None = None
    cites: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Attributes:
        document: Its number in the archive.
        why: ``number``, ``cites``, ``phrase``, ``words`` or ``filter``.
        page: Where it was found; None where the record alone was looked at.
        line: The line that matches best.
        file: Its scan.
        results: Path of its results without suffix.
    """

    document: int
    why: str
    page: int | None
    line: str | None
    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    file: str
    results: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for ``--json``."""
        return asdict(self)


def search(
    query: str,
    archive: str | os.PathLike[str],
    *,
    filters: Filters | None = None,
    limit: int = 20,
) -> list[Hit]:
    """Find documents, the best first.

    Args:
        query: Words, or the number and symbol of a document; may be empty where filters
            say enough.
        archive: The folder of the archive.
        filters: What narrows the search.
        limit: Most hits.

    Raises:
        NoArchive: There is none.
        ArchiveUnusable: It cannot be read.
    """
    with Store(Places(Path(archive))) as store:
        return list(Searcher(store).search(query, filters or Filters(), limit))


class Searcher:
    """Searches an open archive."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(self, query: str, filters: Filters, limit: int) -> Iterator[Hit]:
        """Find documents, the best first; each once."""
        where, values = _conditions(filters)
        tokens = _WORD.findall(spell(query))
        found: set[int] = set()
        for why, rows in self._ways(query, tokens, where, values, limit):
            for row in rows:
                if row["document"] in found:
                    continue
                if len(found) == limit:
                    return
                found.add(row["document"])
                yield self._hit(why, row, tokens)

    def _ways(
        self, query: str, tokens: Sequence[str], where: str, values: list[Any], limit: int
    ) -> Iterator[tuple[str, list[sqlite3.Row]]]:
        if not tokens:
            yield "filter", self._all(where, values, limit)
            return
        if _CODE.fullmatch(query):
            key = code(query)
            yield "number", self._numbered(key, where, values, limit)
            yield "cites", self._citing(key, where, values, limit)
        yield "phrase", self._matching(_phrase(tokens), where, values, limit)
        if len(tokens) > 1:
            yield "words", self._matching(_all_words(tokens), where, values, limit)

    def _all(self, where: str, values: list[Any], limit: int) -> list[sqlite3.Row]:
        return self._store.execute(
            "SELECT d.id AS document, NULL AS page FROM document d"  # noqa: S608
            f" WHERE results {where} ORDER BY d.date DESC, d.id LIMIT ?",
            [*values, limit],
        ).fetchall()

    def _numbered(self, key: str, where: str, values: list[Any], limit: int) -> list[sqlite3.Row]:
        return self._store.execute(
            "SELECT d.id AS document, NULL AS page FROM document d"  # noqa: S608
            f" WHERE results AND d.code = ? {where} ORDER BY d.date DESC LIMIT ?",
            [key, *values, limit],
        ).fetchall()

    def _citing(self, key: str, where: str, values: list[Any], limit: int) -> list[sqlite3.Row]:
        return self._store.execute(
            "SELECT r.document, r.page FROM reference r"  # noqa: S608
            " JOIN document d ON d.id = r.document"
            f" WHERE results AND r.code = ? {where} ORDER BY r.mentions DESC, d.date DESC LIMIT ?",
            [key, *values, limit],
        ).fetchall()

    def _matching(self, match: str, where: str, values: list[Any], limit: int) -> list[sqlite3.Row]:
        # Several pages of one document may match: more rows than hits are asked for.
        inner = (
            "SELECT rowid AS id, rank AS score FROM word WHERE word MATCH ?"  # noqa: S608
            f" ORDER BY rowid DESC LIMIT {_MOST_RANKED}"
        )
        if where:  # the filters first, else a rare issuer would be lost among the newest pages
            inner = (
                "SELECT w.rowid AS id, w.rank AS score FROM word w"  # noqa: S608
                " JOIN page_text t ON t.id = w.rowid JOIN document d ON d.id = t.document"
                f" WHERE word MATCH ? {where} ORDER BY w.rowid DESC LIMIT {_MOST_RANKED}"
            )
        return self._store.execute(
            "SELECT t.id, t.document, t.number AS page FROM"  # noqa: S608
            f" (SELECT * FROM ({inner}) ORDER BY score LIMIT ?) w"
            " JOIN page_text t ON t.id = w.id ORDER BY w.score",
            [match, *values, 5 * limit],
        ).fetchall()

    def _hit(self, why: str, row: sqlite3.Row, tokens: Sequence[str]) -> Hit:
        document = self._store.one("SELECT * FROM document WHERE id = ?", [row["document"]])
        assert document is not None
        line = None
        if why != "filter" and row["page"] is not None:
            line = self._line_of(row["document"], row["page"], tokens)
        names = ("type", "number", "symbol", "date", "issuer", "subject")
        return Hit(
            document["id"],
            why,
            row["page"],
            line,
            **{name: document[name] for name in names},
            file=path_of(self._store, document["id"]),
            results=str(self._store.places.target(document["sha256"]).base),
        )

    def _line_of(self, document: int, page: int, tokens: Sequence[str]) -> str | None:
        text = self._store.one(
            "SELECT body FROM page_text JOIN page_body USING (id)"
            " WHERE document = ? AND number = ?",
            [document, page],
        )
        return _best_line(text["body"], tokens) if text else None


def _conditions(filters: Filters) -> tuple[str, list[Any]]:
    """SQL that narrows ``document d``, beginning with AND; and its values."""
    parts: list[str] = []
    values: list[Any] = []
    if filters.issuer:
        for word in fold(filters.issuer).split():
            parts.append("d.issuer_key LIKE ? ESCAPE '\\'")
            values.append(f"%{_plain(word)}%")
    if filters.type:
        parts.append("d.type_key = ?")
        values.append(fold(filters.type).strip())
    if filters.since:
        parts.append("d.date >= ?")
        values.append(filters.since)
    if filters.until:
        parts.append("d.date <= ?")
        values.append(f"{filters.until}\x7f")  # behind all days of a year or month
    if filters.number:
        key = code(filters.number)
        parts.append("(d.code = ? OR d.code LIKE ? ESCAPE '\\')")
        values += [key, f"{_plain(key)}/%"]
    if filters.cites:
        parts.append("d.id IN (SELECT document FROM reference WHERE code = ?)")
        values.append(code(filters.cites))
    return "".join(f" AND {part}" for part in parts), values


def _plain(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _column(token: str) -> tuple[str, str]:
    """A word with accents is looked for as it is spelled, one without among the folded."""
    plain = fold(token)
    return ("spelled", token) if plain != token else ("folded", plain)


def _phrase(tokens: Sequence[str]) -> str:
    columns = {_column(token)[0] for token in tokens}
    if columns == {"spelled", "folded"}:  # "hành chinh": the words without accents decide
        folded = " ".join(fold(token) for token in tokens)
        spelled = " AND ".join(f'spelled:"{t}"' for t in tokens if _column(t)[0] == "spelled")
        return f'(folded:"{folded}") AND {spelled}'
    return f'{columns.pop()}:"{" ".join(_column(token)[1] for token in tokens)}"'


def _all_words(tokens: Sequence[str]) -> str:
    return " AND ".join('{}:"{}"'.format(*_column(token)) for token in dict.fromkeys(tokens))


def _best_line(body: str, tokens: Sequence[str]) -> str:
    """The line that holds most of the words, next to each other if it can be."""
    wanted = [fold(token) for token in tokens]
    phrase = " ".join(wanted)

    def score(line: str) -> tuple[bool, int]:
        words = _WORD.findall(fold(line))
        return phrase in " ".join(words), len(set(wanted) & set(words))

    lines = [line for line in body.split("\n") if line.strip()]
    best = max(lines, key=score, default="")
    return _around(" ".join(best.split()), wanted)


def _around(line: str, wanted: Sequence[str]) -> str:
    """The part of a long line in which the first of the words stands."""
    if len(line) <= _LONGEST_LINE:
        return line
    at = next((m.start() for m in _WORD.finditer(line) if fold(m.group()) in wanted), 0)
    start = max(0, at - _LONGEST_LINE // 3)
    end = start + _LONGEST_LINE
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
