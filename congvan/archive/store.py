"""The database of an archive: opened, brought to today's version, and its transactions.

SQLite in WAL mode: readers never wait for the run that writes. Every transaction is
flushed to the disk, so that what was said to be finished stays finished in a power cut.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from congvan.archive.errors import ArchiveUnusable, NewerArchive, NoArchive
from congvan.archive.places import Places
from congvan.archive.schema import MIGRATIONS, migrate, version

_BUSY = 30.0  # seconds to wait for another process's transaction
_MAPPED = 1 << 30  # bytes of the file that readers map


class Store:
    """An open archive; use as a context manager.

    Args:
        places: Of the archive.
        write: Make it where there is none, and bring it to today's version. Only for
            whoever holds the archive's lock.

    Raises:
        NoArchive: There is none, and it is only to be read.
        NewerArchive: A later version of the program made it.
        ArchiveUnusable: It cannot be opened.
    """

    def __init__(self, places: Places, *, write: bool = False) -> None:
        self.places = places
        if not write and not places.database.is_file():
            raise NoArchive(path=places.root)
        with self._sound():
            # On a disk that is read-only SQLite cannot lay out the files that WAL needs.
            fixed = not write and not os.access(places.root, os.W_OK)
            name = f"{places.database.resolve().as_uri()}{'?immutable=1' if fixed else ''}"
            self._db = sqlite3.connect(name, timeout=_BUSY, isolation_level=None, uri=True)
            self._db.row_factory = sqlite3.Row
            if version(self._db) > len(MIGRATIONS):
                raise NewerArchive(path=places.root)
            if write:
                self._db.execute("PRAGMA journal_mode = WAL")
                # Pages of a paper that turns out to be secret are not to be found any more.
                self._db.execute("PRAGMA secure_delete = ON")
                migrate(self._db)
            elif version(self._db) == 0:
                raise NoArchive(path=places.root)
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
            if not write:  # a search goes through many pages, once
                self._db.execute(f"PRAGMA mmap_size = {_MAPPED}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        with self._sound():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def execute(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Carry out one statement."""
        with self._sound():
            return self._db.execute(sql, values if isinstance(values, dict) else tuple(values))

    def one(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query; None if there is none."""
        row: sqlite3.Row | None = self.execute(sql, values).fetchone()
        return row

    def rows(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query, as they are asked for."""
        with self._sound():
            yield from self.execute(sql, values)

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Add a row; returns its number. Names come from the program, never from data."""
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        cursor = self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def update(self, table: str, row: int, values: dict[str, Any]) -> None:
        """Change a row; names come from the program, never from data."""
        sets = ", ".join(f'"{name}" = :{name}' for name in values)
        self.execute(f"UPDATE {table} SET {sets} WHERE id = :id", {**values, "id": row})  # noqa: S608

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveUnusable(path=self.places.database, reason=error) from error
