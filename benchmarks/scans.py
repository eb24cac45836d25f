"""How well real scans were read: the words, the record field by field, its lists.

    congvan digitize SCANS/pages SCANS/archive --out RESULTS
    python benchmarks/scans.py SCANS RESULTS [--list FIELD]

``SCANS`` is a folder of pages with truth, laid out as its README says; nothing of it is
part of the project. Rules were made while looking at one half of the documents (``tuned``)
and for long only counted on the other, which has been looked at since: a hash of the name
decides, so that it is no one's choice.
The reader of number and date (`ocr.slots`) has learned from both halves: what is counted with
the one that is shipped says little of these two fields (see `ocr.slots.training.train`).
A value counts as right if it is the same but for letter case, tone placement, spaces and
punctuation; a field's rows are what a clerk meets: right and said so, right but doubted,
wrong and said ok (the only silent error), wrong and doubted, unread and doubted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from statistics import fmean
from typing import Any

import regex
from repair import words
from scans_lists import f1, lists

from congvan.metrics import Scores, evaluate, pooled
from congvan.record_scores import Overlap

HEADER = ("type", "number", "symbol", "date", "place", "superior", "issuer", "subject")
ARCHIVE = (*HEADER, "signer", "signer_title")
FULL_LINE = 8  # words: a line of a paragraph, not of a head, a list of names or a table
KINDS = ("right ok", "right doubtful", "wrong ok", "wrong doubtful", "unread", "absent", "missed")


def half(stem: str) -> str:
    """``tuned`` or ``other``, of a file name without its last extension."""
    return "tuned" if hashlib.md5(stem.encode()).digest()[0] & 1 else "other"  # noqa: S324


def normal(value: object) -> str:
    """Letters and figures of a value, lower case, tones in their older place."""
    if value is None:
        return ""
    bare = regex.sub(
        r"[^\p{L}\p{N}]+", " ", str(value).replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )
    return " ".join(words(bare)).lower()


def verdict(wanted: object, field: dict[str, Any]) -> str:
    """Which of ``KINDS`` a field is."""
    said, value = field["status"], field["value"]
    if not normal(wanted):
        return "absent" if value is None else f"wrong {said}"
    if said == "absent":
        return "missed"
    if value is None:
        return "unread"
    return f"{'right' if normal(value) == normal(wanted) else 'wrong'} {said}"


def paragraphs(wanted: str, read: str) -> tuple[int, int]:
    """Words of full lines of running text, and how many of them were not read right."""
    running: list[bool] = []
    for line in wanted.splitlines():
        found = words(line)
        running += [len(found) >= FULL_LINE and "\t" not in line] * len(found)
    matcher = SequenceMatcher(None, words(wanted), words(read), autojunk=False)
    right = sum(sum(running[m.a : m.a + m.size]) for m in matcher.get_matching_blocks())
    return sum(running), sum(running) - right


def cells(wanted: str, read: str) -> tuple[int, int]:
    """Cells of tables that hold something, and how many of them were read exactly."""
    sides = [
        [
            " ".join(words(cell))
            for line in text.splitlines()
            if "\t" in line
            for cell in line.split("\t")
            if cell.strip()
        ]
        for text in (wanted, read)
    ]
    matcher = SequenceMatcher(None, *sides, autojunk=False)
    return len(sides[0]), sum(m.size for m in matcher.get_matching_blocks())


def texts(truth: Path, results: Path) -> None:
    """Print the word error of each page with a transcription, and the means."""
    scores = {}
    lines: dict[str, tuple[int, int]] = {}
    tables: dict[str, tuple[int, int]] = {}
    for path in sorted(truth.glob("*.txt")):
        read = results / path.name
        pair = path.read_text("utf-8"), read.read_text("utf-8")
        scores[path.stem] = evaluate(*pair)
        lines[path.stem], tables[path.stem] = paragraphs(*pair), cells(*pair)
    print(f"{'page':36} {'half':6} {'n':>5} {'WER':>6} {'diac':>6} {'digit':>6}")
    for name, score in scores.items():
        rates = " ".join(f"{r.value or 0:6.3f}" for r in (score.wer, score.diacritic, score.digit))
        print(f"{name:36} {half(name):6} {score.wer.n:5} {rates}")
    for part in ("tuned", "other", "all"):
        chosen = [s for n, s in scores.items() if part in ("all", half(n))]
        total = pooled(chosen)
        mean = fmean(s.wer.value or 0.0 for s in chosen)
        print(
            f"{part}: {len(chosen)} pages, {total.wer.n} words, mean WER {mean:.4f}, "
            f"pooled {total.wer.value:.4f}, diacritics {total.diacritic.value:.4f}, "
            f"digits {total.digit.value:.4f}"
        )
        names = [n for n in scores if part in ("all", half(n))]
        n, wrong = (sum(lines[name][i] for name in names) for i in (0, 1))
        of, right = (sum(tables[name][i] for name in names) for i in (0, 1))
        print(
            f"  full lines: {wrong} of {n} words wrong; table cells: {right} of {of} exactly right"
        )


def records(labels: Path, results: Path, fields: tuple[str, ...], listed: str | None) -> None:
    """Print for each half and field how many values are of which kind."""
    counts: Counter[tuple[str, str, str]] = Counter()
    subjects: dict[str, list[Scores]] = {"tuned": [], "other": []}
    for line in labels.read_text("utf-8").splitlines():
        truth = json.loads(line)
        stem = truth["file"].rsplit(".", 1)[0]
        record = json.loads((results / f"{stem}.json").read_text("utf-8"))
        if normal(truth["subject"]):
            pair = normal(truth["subject"]), normal(record["subject"]["value"])
            subjects[half(stem)].append(evaluate(*pair))
        for name in fields:
            kind = verdict(truth[name], record[name])
            counts[half(stem), name, kind] += 1
            if name == listed and kind not in ("right ok", "absent"):
                got = record[name]
                print(f"{half(stem)} {stem}: {kind}: {truth[name]!r} read {got['value']!r} "
                      f"raw {got['raw']!r} {got['confidence']} {got['rule']}")  # fmt: skip
    for part in ("tuned", "other"):
        print(f"\n{labels.stem}, {part}: " + ", ".join(KINDS))
        for name in fields:
            row = [counts[part, name, kind] for kind in KINDS]
            there = sum(row) - row[KINDS.index("absent")]
            print(f"  {name:13}" + "".join(f"{n:6}" for n in row)
                  + f"   right {(row[0] + row[1]) / max(1, there):.2f} of {there}")  # fmt: skip
        wer = pooled(subjects[part]).wer
        print(f"  words of subjects: {wer.errors} of {wer.n} wrong, WER {wer.value:.4f}")


def list_items(scans: Path, results: Path) -> None:
    """Print for each half how many items of lists are the same as in the truth."""
    totals: dict[tuple[str, str, str], Overlap] = {}
    documents: Counter[tuple[str, str, str]] = Counter()
    for stem, (kind, overlaps) in lists(scans, results).items():
        for name, overlap in overlaps.items():
            key = kind, half(stem), name
            totals[key] = totals.get(key, Overlap()) + overlap
            documents[key] += 1
    print("\nlists: documents; items in the truth, in the record, in both")
    for (kind, part, name), overlap in sorted(totals.items()):
        n = documents[kind, part, name]
        print(f"  {kind:11} {part:6}{name:12}{n:4}{f1(overlap)}")


def main() -> None:
    """Measure a folder of results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scans", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--list", metavar="FIELD", help="show every value that is not right and ok")
    options = parser.parse_args()
    texts(options.scans / "truth", options.results)
    records(options.scans / "headers.jsonl", options.results, HEADER, options.list)
    records(options.scans / "archive.jsonl", options.results, ARCHIVE, options.list)
    list_items(options.scans, options.results)


if __name__ == "__main__":
    main()
