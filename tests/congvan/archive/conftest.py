"""An archive in a temporary folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pictures import page, tiff

from congvan.archive.entry import Entry, Onlooker
from congvan.archive.ingest import ingest
from congvan.settings import Settings


@dataclass
class Seen(Onlooker):
    """Keeps what it is told."""

    entries: list[Entry] = field(default_factory=list)

    def entry(self, entry: Entry) -> None:
        self.entries.append(entry)

    @property
    def states(self) -> dict[str, str]:
        return {Path(e.path).name: e.state for e in self.entries}


class Archive:
    """A folder of scans and the archive they go into."""

    def __init__(self, base: Path) -> None:
        self.scans = base / "scans"
        self.root = base / "archive"
        self.scans.mkdir()

    def scan(self, name: str, pages: int = 1, *, lines: int = 3, marked: tuple[int, ...] = ()):
        """A small scan; ``lines`` makes its content differ from others'."""
        path = self.scans / name
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn = [
            page(620, 877 + lines, lines=lines, marked=n in marked) for n in range(1, pages + 1)
        ]
        return tiff(path, drawn, dpi=75)

    def ingest(self, engine="Steady", *, timeout=20, **options):
        """Take the scans in; returns what was told."""
        seen = Seen()
        settings = Settings(engine=f"faults.engines:{engine}", timeout=timeout)
        options = {"settings": settings, "workers": 2, **options}
        paths = options.pop("paths", [self.scans])
        ingest(paths, self.root, onlooker=seen, **options)
        return seen

    def files(self) -> list[str]:
        """All that lies in the archive's results and work folders."""
        return sorted(
            str(p.relative_to(self.root))
            for name in ("results", "work")
            for p in (self.root / name).rglob("*")
            if p.is_file()
        )


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path)
