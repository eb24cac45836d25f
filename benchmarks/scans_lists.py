"""The lists of records of real scans: who gets a paper, what it cites, its figures.

Truth stands in three places (see the README of the scans): whole records of first pages,
facts of further pages, facts of whole files page by page. Items are paired as
`congvan evaluate` does it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from congvan.record_metrics import compare_records
from congvan.record_scores import LISTS, Overlap
from postprocess.fields.figures import number
from postprocess.record import Dispatch

_PRINTED = regex.compile(r"(?P<n>[\d.,]+)\s*(?:/\s*(?P<d>[\d.,]+))?\s*(?P<unit>%)?")


def lists(scans: Path, results: Path) -> dict[str, tuple[str, dict[str, Overlap]]]:
    """Overlaps of the lists that are labelled, by document, with the kind of its truth."""
    found = {}
    for kind, stem, truth in _truths(scans):
        record = Dispatch.model_validate_json((results / f"{stem}.json").read_bytes())
        scores = compare_records(truth, record, stem)
        found[stem] = (kind, {name: scores.lists[name] for name in LISTS if name in truth})
    return found


def _truths(scans: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for folder in ("truth", "facts"):
        for path in sorted((scans / folder).glob("*.json")):
            yield "pages", path.stem, _labels(json.loads(path.read_text("utf-8")))
    for line in (scans / "archive-facts.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        yield "whole files", truth["file"].rsplit(".", 1)[0], _labels(truth)


def _labels(truth: dict[str, Any]) -> dict[str, Any]:
    """The lists of a truth, figures that are given as printed made numbers."""
    labels = {name: truth[name] for name in LISTS if isinstance(truth.get(name), list)}
    if truth.get("addressee"):
        labels["addressees"] = [truth["addressee"]]
    if any("values" in item for item in labels.get("statistics", ())):
        labels["statistics"] = [
            figure for item in labels["statistics"] for figure in _figures(item["values"])
        ]
    return labels


def _figures(printed: list[str]) -> list[dict[str, Any]]:
    """``["158/309", "51,13%"]`` is one figure: a share and what it comes to."""
    figures: list[dict[str, Any]] = []
    for text in printed:
        hit = _PRINTED.match(text)
        assert hit is not None
        if hit["d"]:
            figures.append({"numerator": number(hit["n"]), "denominator": number(hit["d"])})
        elif hit["unit"] and figures and "numerator" in figures[-1]:
            figures[-1]["percent"] = number(hit["n"])
        else:
            figures.append({"value": number(hit["n"])})
    return figures


def f1(overlap: Overlap) -> str:
    """A row of the table: what is in the truth, in the record, in both; F1; said ok, wrong."""
    rate = overlap.as_dict()["f1"]
    shown = "    -" if rate is None else f"{rate:5.2f}"
    return (
        f"{overlap.truth:6}{overlap.read:6}{overlap.both:6}  F1 {shown}  said ok, wrong "
        f"{overlap.wrong}"
    )
