"""What a comparison of records says, in numbers that can be added up over documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from postprocess.record import SCALARS

NAMES = (*SCALARS, "page_count")
LISTS = ("addressees", "recipients", "references", "statistics")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one field over many documents.

    Attributes:
        right: Said ``ok`` and right.
        right_doubtful: Right, but a person is sent to look.
        wrong: Said ``ok`` and wrong: the one that must not be.
        wrong_doubtful: A wrong value, said doubtful.
        unread: Doubtful without a value.
        missed: Said absent, though it is on the paper.
        invented: A value said ``ok``, though the paper has none.
        invented_doubtful: The same, said doubtful.
        rightly_absent: Neither on the paper nor in the record.
    """

    right: int = 0
    right_doubtful: int = 0
    wrong: int = 0
    wrong_doubtful: int = 0
    unread: int = 0
    missed: int = 0
    invented: int = 0
    invented_doubtful: int = 0
    rightly_absent: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            *(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)),
        )

    @property
    def n(self) -> int:
        """Documents whose truth says what the field is."""
        return sum(getattr(self, f.name) for f in fields(self))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, zeros left out, with the share that is right."""
        good = self.right + self.right_doubtful + self.rightly_absent
        counts = {f.name: c for f in fields(self) if (c := getattr(self, f.name))}
        return {"n": self.n, "accuracy": good / self.n if self.n else None, **counts}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Items of a list that are in the truth, in the record, in both.

    Attributes:
        truth: Items of the truth.
        read: Items of the record.
        both: Those that are the same.
        wrong: Items of the record said ``ok`` that are not in the truth.
    """

    truth: int = 0
    read: int = 0
    both: int = 0
    wrong: int = 0

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        total = self.truth + self.read
        return {
            "truth": self.truth,
            "read": self.read,
            "both": self.both,
            "said_ok_wrong": self.wrong,
            "precision": self.both / self.read if self.read else None,
            "recall": self.both / self.truth if self.truth else None,
            "f1": 2 * self.both / total if total else None,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where record and truth differ; ``status`` is what the record said of it."""

    document: str
    field: str
    truth: Any
    read: Any
    status: str | None


@dataclass(frozen=True, slots=True)
class RecordScores:
    """Comparison of one record, or of many added up."""

    documents: int
    fields: Mapping[str, Tally]
    lists: Mapping[str, Overlap]
    differences: tuple[Difference, ...]

    def __add__(self, other: RecordScores) -> RecordScores:
        return RecordScores(
            self.documents + other.documents,
            {k: self.fields[k] + other.fields[k] for k in self.fields},
            {k: self.lists[k] + other.lists[k] for k in self.lists},
            self.differences + other.differences,
        )

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; fields that no truth speaks of are left out."""
        total = sum(self.fields.values(), Tally())
        said_ok_wrong = total.wrong + total.invented
        right = total.right + total.right_doubtful
        return {
            "documents": self.documents,
            "said_ok": total.right + said_ok_wrong,
            "said_ok_wrong": said_ok_wrong,
            "right": right,
            "right_said_ok": total.right,
            "fields": {k: t.as_dict() for k, t in self.fields.items() if t.n},
            "lists": {k: t.as_dict() for k, t in self.lists.items() if t.truth or t.read},
            "differences": [
                {f.name: getattr(d, f.name) for f in fields(d)} for d in self.differences
            ],
        }


def no_scores() -> RecordScores:
    """Of no documents, to add to."""
    return RecordScores(0, dict.fromkeys(NAMES, Tally()), dict.fromkeys(LISTS, Overlap()), ())


def pooled(scores: Iterator[RecordScores]) -> RecordScores:
    """Add up the comparisons of several documents."""
    return sum(scores, no_scores())
