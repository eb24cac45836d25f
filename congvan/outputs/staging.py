"""The results of one document appear together: written aside first, then moved into place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from congvan.inputs import Target
from congvan.outputs.atomic import sync_folder, write_text_atomic
from ocr.errors import OutputError

CROPS = ("number.png", "date.png", "arrival_number.png", "arrival_date.png")
_PREFIX = ".congvan-"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where results are written before they are moved; same file system as their target."""

    folder: Path

    @property
    def pdf(self) -> Path:
        """The searchable PDF."""
        return self.folder / "result.pdf"

    @property
    def txt(self) -> Path:
        """The text."""
        return self.folder / "result.txt"

    @property
    def json(self) -> Path:
        """The record."""
        return self.folder / "result.json"

    @property
    def crops(self) -> Path:
        """Pictures that a person should look at; the folder is there only if there are any."""
        return self.folder / "crops"

    def write(self, path: Path, text: str) -> None:
        """Write UTF-8 text to the disk, not only to its cache."""
        write_text_atomic(path, text)


@contextmanager
def staged(target: Target, aside: Path | None = None) -> Iterator[Stage]:
    """Write the three results aside; move them when all are there, the record last.

    A record in its place says that the other two are whole and belong to it: an old one
    is taken away before they are moved.

    Args:
        target: Where they go.
        aside: Folder to write them in first, on the same file system; whoever gives one
            removes what killed processes leave in it. The target's own folder if None.

    Raises:
        OutputError: The disk is full or the folder cannot be written; nothing is left.
    """
    parent = target.base.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        if aside is None:
            remove_litter(parent)
        folder = Path(tempfile.mkdtemp(dir=aside or parent, prefix=f"{_PREFIX}{os.getpid()}-"))
    except OSError as error:
        raise OutputError(path=parent, reason=error.strerror or error) from error
    stage = Stage(folder)
    try:
        yield stage
        target.json.unlink(missing_ok=True)
        stage.pdf.replace(target.pdf)
        stage.txt.replace(target.txt)
        _move_crops(stage.crops, target.crops)
        stage.json.replace(target.json)
        sync_folder(parent)
    except OSError as error:
        raise OutputError(path=target.base, reason=error.strerror or error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move_crops(made: Path, place: Path) -> None:
    """Put new pictures in the place of old ones; nothing else in the folder is touched."""
    for name in CROPS:
        (place / name).unlink(missing_ok=True)
        if (made / name).exists():
            place.mkdir(exist_ok=True)
            (made / name).replace(place / name)
    if place.is_dir() and not any(place.iterdir()):
        place.rmdir()


def remove_litter(folder: Path) -> None:
    """Delete what processes that are no longer alive left in an output folder."""
    for left in folder.glob(f"{_PREFIX}*-*"):
        pid = left.name.removeprefix(_PREFIX).partition("-")[0]
        if left.is_dir() and pid.isdigit() and not _alive(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
