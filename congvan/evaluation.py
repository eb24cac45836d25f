"""Compares files or folders of texts with the truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from congvan.errors import UsageError
from congvan.metrics import Scores, evaluate


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with its truth.

    Attributes:
        stem: Name of both files without what tells them apart.
        truth: What stands on the paper.
        read: What the machine made of it; empty where there is no such file.
        before: What it was before the repair, None if that was not given.
        scores: How far it is from the truth.
    """

    stem: str
    truth: str
    read: str
    before: str | None
    scores: Scores


def evaluate_paths(truth: Path, read: Path, before: Path | None = None) -> tuple[Pair, ...]:
    """Compare two files, or two folders paired by stem.

    Args:
        truth: A text file or a folder of them.
        read: The same for what was read. In folders, ``STEM.txt`` pairs with
            ``STEM.txt`` (``STEM.truth.txt`` counts as ``STEM``).
        before: The same for the texts before they were repaired.

    Returns:
        The pairs in order of their stems. A truth without a partner counts as read empty:
        a lost page is an error, not a pair less.

    Raises:
        UsageError: A path is missing, or a folder is compared with a file.
    """
    given = [path for path in (truth, read, before) if path is not None]
    for path in given:
        if not path.exists():
            raise UsageError(
                en=f"There is no {path}.",
                vi=f"Không có {path}.",
            )
    if len({path.is_dir() for path in given}) > 1:
        raise UsageError(
            en="Compare a file with a file or a folder with a folder.",
            vi="Hãy so tệp với tệp hoặc thư mục với thư mục.",
        )
    if not truth.is_dir():
        old = None if before is None else _text(before)
        return (_pair(truth.stem, _text(truth), _text(read), old),)
    reads = {_stem(p): _text(p) for p in sorted(read.glob("*.txt"))}
    befores = {_stem(p): _text(p) for p in sorted(before.glob("*.txt"))} if before else None
    pairs = tuple(
        _pair(
            stem,
            _text(path),
            reads.get(stem, ""),
            None if befores is None else befores.get(stem, ""),
        )
        for path in sorted(truth.glob("*.txt"))
        for stem in (_stem(path),)
    )
    if not pairs:
        raise UsageError(
            en=f"No .txt file in {truth}.",
            vi=f"Không có tệp .txt nào trong {truth}.",
        )
    return pairs


def _pair(stem: str, truth: str, read: str, before: str | None) -> Pair:
    return Pair(stem, truth, read, before, evaluate(truth, read, before))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _stem(path: Path) -> str:
    return path.name.removesuffix(".txt").removesuffix(".truth")
