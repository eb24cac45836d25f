"""Where things lie in an archive folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from congvan.inputs import Target

_NAME = 16  # hexadecimal digits of a document's hash in its results' names


@dataclass(frozen=True, slots=True)
class Places:
    """The parts of the archive at ``root``.

    Results are named for the content of their scan, not for its file: scans of the same
    name never meet, and a scan that is renamed keeps its results.
    """

    root: Path

    @property
    def database(self) -> Path:
        """State, records and the index of words."""
        return self.root / "archive.sqlite"

    @property
    def events(self) -> Path:
        """What happened, a JSON line each."""
        return self.root / "events.jsonl"

    @property
    def lock(self) -> Path:
        """Locked by the run that is at work, and names it."""
        return self.root / "archive.lock"

    @property
    def workers(self) -> Path:
        """Locked by the workers of a run, which may outlive it for a moment."""
        return self.root / "workers.lock"

    @property
    def work(self) -> Path:
        """What a run is working on; empty between runs."""
        return self.root / "work"

    @property
    def results(self) -> Path:
        """PDF, text and record of each document."""
        return self.root / "results"

    def target(self, sha256: str) -> Target:
        """The three results of a document."""
        return Target(self.results / sha256[:2] / sha256[:_NAME])
