"""Records on disk: read, and compared with the truth by the names of their files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from congvan.errors import UsageError
from congvan.record_metrics import Truth, compare_records
from congvan.record_scores import RecordScores, pooled
from postprocess.record import Dispatch


def records_in(folder: Path) -> Iterator[tuple[Path, Dispatch]]:
    """All records below a folder, in the order of their names; other JSON is passed over."""
    for path in sorted(folder.rglob("*.json")):
        if record := _record(path):
            yield path, record


def evaluate_records(truth: Path, read: Path) -> dict[str, Any] | None:
    """Compare records with the truth.

    Args:
        truth: A JSON file or a folder of them, paired with the records by their names;
            or JSON lines with a ``file`` in each, suffix and all or not.
        read: A record, or the folder with them.

    Returns:
        Scores as plain values, ``documents`` by name; None where there is no truth of this
        kind. A truth without a record counts as a record with nothing in it.

    Raises:
        UsageError: A truth is no JSON object, or there is no ``read``.
    """
    truths = dict(_truths(truth))
    if not truths:
        return None
    if not read.exists():
        raise UsageError(en=f"There is no {read}.", vi=f"Không có {read}.")
    if read.is_dir():
        found = {path.name.removesuffix(".json"): record for path, record in records_in(read)}
    else:
        record = _record(read)
        found = dict.fromkeys(truths, record) if record and len(truths) == 1 else {}
    single = {
        name: compare_records(labels, _partner(name, found) or Dispatch(), name)
        for name, labels in truths.items()
    }
    data = pooled(iter(single.values())).as_dict()
    data["no_record"] = sorted(name for name in truths if not _partner(name, found))
    data["of_each"] = {name: _short(scores) for name, scores in single.items()}
    return data


def _partner(name: str, found: dict[str, Dispatch]) -> Dispatch | None:
    """The record of that name, or of the first document of a file that was cut."""
    if name in found:
        return found[name]
    parts = (
        record
        for key, record in found.items()
        if key.startswith(f"{name}_p") and (part := record.source.part) and part.number == 1
    )
    return next(parts, None)


def _short(scores: RecordScores) -> dict[str, int]:
    tallies = scores.fields.values()
    return {
        "n": sum(t.n for t in tallies),
        "right": sum(t.right + t.right_doubtful + t.rightly_absent for t in tallies),
        "said_ok_wrong": sum(t.wrong + t.invented for t in tallies),
    }


def _truths(path: Path) -> Iterator[tuple[str, Truth]]:
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield _stem(file), _object(file, file.read_text("utf-8"))
    elif not path.exists():
        return
    elif path.suffix == ".json":
        yield _stem(path), _object(path, path.read_text("utf-8"))
    elif path.suffix == ".jsonl":
        for line in filter(str.strip, path.read_text("utf-8").splitlines()):
            labels = _object(path, line)
            yield Path(str(labels.get("file", ""))).stem, labels


def _stem(path: Path) -> str:
    """``STEM.truth.json`` counts as ``STEM``, as it does for texts."""
    return path.name.removesuffix(".json").removesuffix(".truth")


def _object(path: Path, text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:
        data = None
    if isinstance(data, dict):
        return data
    raise UsageError(
        en=f"{path} is no JSON object (a record, or field names with values).",
        vi=f"{path} không phải đối tượng JSON (hồ sơ, hoặc tên trường kèm giá trị).",
    )


def _record(path: Path) -> Dispatch | None:
    try:
        return Dispatch.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None
