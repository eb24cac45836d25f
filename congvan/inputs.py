"""Which files are meant, and where the results of each go."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from congvan.errors import UsageError

SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True)
class Target:
    """The three results of one document; ``base`` is the path without a suffix."""

    base: Path

    @property
    def pdf(self) -> Path:
        """The searchable PDF."""
        return self._with(".pdf")

    @property
    def txt(self) -> Path:
        """The text in reading order."""
        return self._with(".txt")

    @property
    def json(self) -> Path:
        """The record."""
        return self._with(".json")

    @property
    def crops(self) -> Path:
        """The folder of pictures that a person should look at; made only on request."""
        return self._with(".crops")

    def _with(self, suffix: str) -> Path:
        # with_suffix would cut "001.03.H30" at its last dot.
        return self.base.with_name(self.base.name + suffix)


@dataclass(frozen=True, slots=True)
class Task:
    """One document to digitise."""

    source: Path
    target: Target


def collect(paths: Sequence[Path], out: Path) -> list[Task]:
    """The documents under ``paths`` with their places under ``out``.

    A folder's tree is kept below ``out``; files named one by one go to its top. Where two
    inputs would have the same results, each keeps its suffix in the name
    (``a.pdf`` and ``a.tif`` become ``a-pdf.*`` and ``a-tif.*``), and a number if that
    is not enough. Names are compared as the strictest file system would: NFC, case folded.

    Args:
        paths: Files and folders. A file is taken whatever its suffix; in folders only
            ``SUFFIXES`` count, hidden files do not.
        out: The output folder; what lies in it is no input.

    Raises:
        UsageError: A path does not exist, or there is no document at all.
    """
    found = list(_unique(_walk(paths, out.resolve())))
    if not found:
        raise UsageError(
            en=f"No PDF, TIFF, PNG or JPEG file in {_listed(paths)}.",
            vi=f"Không có tệp PDF, TIFF, PNG hay JPEG nào trong {_listed(paths)}.",
        )
    plain = Counter(_key(place.with_name(place.stem)) for _, place in found)
    used: set[str] = set()
    tasks = []
    for source, place in found:
        name = place.stem
        if plain[_key(place.with_name(name))] > 1:
            name = f"{place.stem}-{place.suffix.lstrip('.').lower()}"
        base, n = name, 1
        while _key(place.with_name(base)) in used:
            n += 1
            base = f"{name}-{n}"
        used.add(_key(place.with_name(base)))
        tasks.append(Task(source, Target(out / place.with_name(base))))
    return tasks


def _walk(paths: Sequence[Path], out: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its place relative to the output folder."""
    for path in paths:
        if path.is_dir():
            for file in files_in(path, out):
                yield file, file.relative_to(path)
        elif path.exists():
            yield path, Path(path.name)
        else:
            raise UsageError(en=f"There is no {path}.", vi=f"Không có {path}.")


def files_in(
    folder: Path, out: Path, refused: Callable[[Path, OSError], None] | None = None
) -> Iterator[Path]:
    """The documents of a folder tree, found as they are asked for, in order of their names.

    Links to folders are not followed: they may lead in circles or out of the tree.

    Args:
        folder: Where to look.
        out: The resolved output folder; what lies in it is no input.
        refused: Told of folders that cannot be read, which are passed over then.

    Raises:
        OSError: A folder cannot be read, and ``refused`` is None.
    """
    open_folders = [_entries(folder, refused)]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
        elif entry.name.startswith("."):
            continue
        elif entry.is_dir(follow_symlinks=False):
            if Path(entry.path).resolve() != out:
                open_folders.append(_entries(Path(entry.path), refused))
        elif Path(entry.name).suffix.lower() in SUFFIXES and _is_file(entry):
            yield Path(entry.path)


def _entries(
    folder: Path, refused: Callable[[Path, OSError], None] | None
) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except OSError as error:
        if refused is None:
            raise
        refused(folder, error)
        return iter(())


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def _unique(found: Iterable[tuple[Path, Path]]) -> Iterator[tuple[Path, Path]]:
    seen: set[Path] = set()
    for file, place in found:
        real = file.resolve()
        if real not in seen:
            seen.add(real)
            yield file, place


def printable(name: str) -> str:
    """A file name as it can be written: bytes that are no UTF-8 become the sign for that."""
    return os.fsencode(name).decode("utf-8", "replace")


def _key(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(str(p) for p in paths)
