"""Results that are there already: of an earlier run over the same bytes, or of another file."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from congvan.errors import AlreadyThere
from congvan.inputs import Target

if TYPE_CHECKING:
    from postprocess.record import Dispatch, Part


def part_target(target: Target, part: Part, pages: int) -> Target:
    """Where the results of one document go if its file holds several: ``STEM_p05-08``.

    Args:
        target: Of the file.
        part: Which of its pages.
        pages: How many the file has; page numbers are as wide, so that names sort.
    """
    width = len(str(pages))
    name = f"{target.base.name}_p{part.first_page:0{width}}-{part.last_page:0{width}}"
    return Target(target.base.with_name(name))


def earlier(target: Target, sha256: str, *, cut: bool = True) -> tuple[Dispatch, ...]:
    """The records of an earlier run over the same bytes; empty if it is not all there.

    Args:
        target: Of the file.
        sha256: Of the file.
        cut: Whether results of a file that was cut into documents count.

    Returns:
        The record of the file, behind it those of its documents if it holds several.

    Raises:
        AlreadyThere: There are results, but of another file; they are not overwritten.
    """
    whole = earlier_of(target, sha256)
    if whole is None or (whole.source.documents and not cut):
        return ()
    places = (part_target(target, part, len(whole.pages)) for part in whole.source.documents)
    parts = [earlier_of(place, sha256) for place in places]
    return () if None in parts else (whole, *(p for p in parts if p is not None))


def earlier_of(target: Target, sha256: str) -> Dispatch | None:
    """The record that stands at a target, if all three results are there.

    Raises:
        AlreadyThere: They are of another file.
    """
    there = [p for p in (target.json, target.pdf, target.txt) if p.exists()]
    if not there:
        return None
    record = _record(target.json)
    if record is None:
        raise AlreadyThere(path=there[0])
    if record.source.sha256 != sha256:
        raise AlreadyThere(path=target.json)
    return record if len(there) == 3 else None


def remove_others(target: Target, sha256: str, kept: Sequence[Target]) -> None:
    """Take away results of the same file that was cut otherwise before.

    Args:
        target: Of the file.
        sha256: Of the file; results of other files stay.
        kept: What was written now.
    """
    keep = {t.base for t in kept}
    there = [t for t, _ in _parts(target, sha256)]
    if (record := _record(target.json)) and record.source.sha256 == sha256:
        there.append(target)
    for old in there:
        if old.base not in keep:
            for path in (old.json, old.pdf, old.txt):  # the record first: see `staged`
                path.unlink(missing_ok=True)
            shutil.rmtree(old.crops, ignore_errors=True)


def _parts(target: Target, sha256: str) -> Iterator[tuple[Target, Dispatch]]:
    """Results of documents that were cut from the same file."""
    base = target.base
    for path in sorted(base.parent.glob(glob.escape(base.name) + "_p*-*.json")):
        record = _record(path)
        if record and record.source.part and record.source.sha256 == sha256:
            yield Target(path.with_name(path.name.removesuffix(".json"))), record


def _record(path: Path) -> Dispatch | None:
    try:
        text = path.read_bytes()
    except OSError:
        return None
    # Here, as it takes long to load, and mostly nothing is there when the first page waits.
    from postprocess.record import Dispatch  # noqa: PLC0415

    try:
        return Dispatch.model_validate_json(text)
    except ValueError:
        return None
