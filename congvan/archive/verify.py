"""Compare what lies on the disk with what was recorded when it was written or read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from congvan.archive.places import Places
from congvan.archive.store import Store
from congvan.inputs import printable


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not as it was recorded.

    Attributes:
        path: The file.
        kind: ``pdf``, ``txt``, ``json`` or ``source``.
        what: ``missing``, ``changed`` or ``unreadable``.
        document: Number of its document.
    """

    path: str
    kind: str
    what: str
    document: int


def verify(archive: str | os.PathLike[str], *, sources: bool = True) -> Iterator[Problem]:
    """Read every result and every source again, and compare its hash.

    Documents that a run is working on are left out.

    Args:
        archive: The folder of the archive.
        sources: Whether the scans are compared too.

    Yields:
        What is missing or changed.

    Raises:
        NoArchive: There is none.
        ArchiveUnusable: It cannot be read.
    """
    places = Places(Path(archive))
    with Store(places) as store:
        for row in store.rows(
            "SELECT o.document, o.kind, o.sha256, d.sha256 AS scan FROM output o"
            " JOIN document d ON d.id = o.document WHERE d.state <> 'pending'"
        ):
            path: Path = getattr(places.target(row["scan"]), row["kind"])
            what = _compare(path, row["sha256"])
            if what:
                yield Problem(str(path), row["kind"], what, row["document"])
        if not sources:
            return
        for row in store.rows(
            "SELECT s.path, s.document, d.sha256 FROM source s JOIN document d ON d.id = s.document"
        ):
            path = Path(os.fsdecode(row["path"]))
            what = _compare(path, row["sha256"])
            if what:
                yield Problem(printable(str(path)), "source", what, row["document"])


def _compare(path: Path, sha256: str) -> str | None:
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    return None if same else "changed"
