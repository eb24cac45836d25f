"""What the archive keeps of a finished document beside its files: plain rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congvan.archive.errors import NotAsked, dump
from congvan.archive.words import code_of, fold
from congvan.inputs import Target
from congvan.results import PageResult
from postprocess.record import Dispatch, Status, Value

KINDS = ("pdf", "txt", "json")


@dataclass(frozen=True, slots=True)
class Summary:
    """Rows for the database, named as their columns; see schema.py."""

    state: str
    document: dict[str, Any]
    pages: list[dict[str, Any]] = field(default_factory=list)
    outputs: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    statistics: list[dict[str, Any]] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)


def state_of(pages: Sequence[str]) -> str:
    """The state of a document from the states of its pages."""
    for state in ("failed", "doubtful", "done", "blank"):
        if state in pages:
            return state
    return "skipped"


def summarise(record: Dispatch, results: Sequence[PageResult], target: Target) -> Summary:
    """The rows of a document whose results were just written."""
    return Summary(
        state=state_of([page.status for page in record.pages]),
        document=_document(record),
        pages=[_page(record, n, result) for n, result in enumerate(results)],
        outputs=[_output(kind, getattr(target, kind)) for kind in KINDS],
        references=list(_references(record)),
        statistics=list(_statistics(record)),
        texts=[(r.page.number, r.page.text) for r in results if r.page.text.strip()],
    )


def _document(record: Dispatch) -> dict[str, Any]:
    scalars = dict(_scalars(record))
    own = {
        n: scalars[n]["value"] for n in ("type", "number", "symbol", "date", "issuer", "subject")
    }
    agencies = [scalars[name]["value"] for name in ("superior", "issuer")]
    return {
        "page_count": len(record.pages),
        "needs_review": int(record.needs_review.value),
        "reasons": json.dumps(record.needs_review.reasons, ensure_ascii=False),
        "fields": json.dumps(scalars, ensure_ascii=False),
        **own,
        "type_key": fold(own["type"] or ""),
        "issuer_key": fold(" ".join(a for a in agencies if a)),
        "code": code_of(own["number"], own["symbol"]),
    }


def _scalars(record: Dispatch) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every scalar field of the record, also those that later versions may add."""
    for name in Dispatch.model_fields:
        found = getattr(record, name)
        if isinstance(found, Value):
            yield name, _scalar(found)
    for name, stamp in (("arrival", record.arrival), ("copy", record.copy_)):
        for part in ("number", "date"):
            yield f"{name}_{part}", _scalar(getattr(stamp, part))
    yield "signed", {"value": "; ".join(s.signer or "?" for s in record.source.signed) or None}
    yield "addressees", {"value": _joined(record.addressees)}
    yield "recipients", {"value": _joined(record.recipients)}
    yield "pdf", {"value": record.source.pdf}


def _scalar(found: Value[Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {"value": found.value, "status": str(found.status)}
    if found.status is Status.DOUBTFUL:
        shown["raw"] = found.raw
    return shown


def _joined(items: Sequence[Value[str]]) -> str | None:
    # TT 02/2019/TT-BNV, article 5: several values of a field are parted by ";".
    return "; ".join(item.value for item in items if item.value) or None


def _page(record: Dispatch, index: int, result: PageResult) -> dict[str, Any]:

    info = record.pages[index]
    reason = result.error or (NotAsked() if result.skipped else None)
    return {
        "number": info.number,
        "state": info.status,
        "reason": dump(reason) if reason else None,
        "words": info.words,
        "confidence": info.confidence,
    }


def _output(kind: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {"kind": kind, "sha256": digest, "bytes": file.tell()}


def _references(record: Dispatch) -> Iterator[dict[str, Any]]:
    for item in record.references:
        names = ("type", "number", "symbol", "date", "issuer", "title", "mentions", "page")
        row = {name: getattr(item, name) for name in names}
        yield {**row, "status": str(item.status), "code": code_of(item.number, item.symbol)}


def _statistics(record: Dispatch) -> Iterator[dict[str, Any]]:
    amounts = ("value", "unit", "numerator", "denominator", "percent")
    names = ("indicator", "scope", *amounts, "period", "check", "page")
    for item in record.statistics:
        row = {name: getattr(item, name) for name in names}
        key = fold(item.indicator or "")
        yield {**row, "status": str(item.status), "indicator_key": key}
