"""How far records are from the truth: field by field, with n and every difference.

A value is right if it is the same but for letter case, tone placement (``hoà``, ``hòa``) and
punctuation; number, symbol and date must be the same but for spaces. Of lists the F1 counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from postprocess.extract import SCALARS
from postprocess.record import Dispatch, Evidence, Status

Truth = Mapping[str, Any]
_EXACT = frozenset({"number", "symbol", "date", "period", "page_count"})
_NAMES = (*SCALARS, "page_count")
_LISTS = ("addressees", "recipients", "references", "statistics")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_REFERENCE = ("type", "number", "symbol", "date")


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
    return RecordScores(0, dict.fromkeys(_NAMES, Tally()), dict.fromkeys(_LISTS, Overlap()), ())


def compare_records(truth: Truth, record: Dispatch, document: str = "") -> RecordScores:
    """Compare a record with the truth.

    Args:
        truth: A record as JSON, or its names with bare values. Names that are not in it were
            not labelled and do not count; null says that the paper has none.
        record: As read.
        document: Name for the differences.
    """
    known = _labels(truth)
    scores = replace(no_scores(), documents=1)
    tallies, lists = dict(scores.fields), dict(scores.lists)
    differences: list[Difference] = []
    for name in _NAMES:
        if name not in known:
            continue
        field = getattr(record, name)
        case = _case(name, known[name], field)
        tallies[name] = Tally(**{case: 1})
        if case not in ("right", "right_doubtful", "rightly_absent"):
            read = field.raw if case == "unread" else field.value
            differences.append(Difference(document, name, known[name], read, field.status))
    for name in _LISTS:
        if name in known:
            lists[name], found = _overlap(name, known[name], getattr(record, name), document)
            differences += found
    return RecordScores(1, tallies, lists, tuple(differences))


def same_text(text: object) -> str:
    """The key under which two texts count as the same.

    >>> same_text("Uỷ ban, Hoà Bình") == same_text("ỦY BAN HÒA BÌNH")
    True
    """
    words = []
    for word in unicodedata.normalize("NFD", str(text)).casefold().split():
        # The tone mark goes to the end of its syllable, wherever it was set.
        tones = "".join(c for c in word if c in _TONES)
        words.append("".join(c for c in word if c not in _TONES) + tones)
    return "".join(c for c in "".join(words) if c.isalnum() or unicodedata.combining(c))


def _labels(truth: Truth) -> dict[str, Any]:
    """The truth by field, bare values."""
    labels: dict[str, Any] = {}
    for name, value in truth.items():
        if name == "addressee":
            labels["addressees"] = [value] if value else []
        elif isinstance(value, Mapping) and "status" in value:
            # A record as the program writes it: what it doubts is no truth.
            if value["status"] != Status.DOUBTFUL:
                labels[name] = value.get("value")
        elif isinstance(value, list) and name in ("addressees", "recipients"):
            labels[name] = [v["value"] if isinstance(v, Mapping) else v for v in value]
        else:
            labels[name] = value
    return labels


def _case(name: str, want: Any, field: Evidence) -> str:
    value = getattr(field, "value", None)
    doubtful = field.status is Status.DOUBTFUL
    if want is None:
        if value is None:
            return "unread" if doubtful else "rightly_absent"
        return "invented_doubtful" if doubtful else "invented"
    if value is None:
        return "unread" if doubtful else "missed"
    key: Callable[[object], str] = _plain if name in _EXACT else same_text
    case = "right" if key(value) == key(want) else "wrong"
    return f"{case}_doubtful" if doubtful else case


def _plain(value: object) -> str:
    return "".join(unicodedata.normalize("NFC", str(value)).split())


def _overlap(
    name: str, truth: Sequence[Any], items: Sequence[Evidence], document: str
) -> tuple[Overlap, list[Difference]]:
    """Pair each item of the truth with one of the record; each is used once."""
    left = list(items)
    differences = []
    for want in truth:
        hit = next((item for item in left if _matches(name, want, item)), None)
        if hit is None:
            differences.append(Difference(document, name, _shown(name, want), None, None))
        else:
            left.remove(hit)
    for item in left:
        shown = _shown(name, item.model_dump(mode="json"))
        differences.append(Difference(document, name, None, shown, item.status))
    wrong = sum(item.status is Status.OK for item in left)
    return Overlap(len(truth), len(items), len(items) - len(left), wrong), differences


def _matches(name: str, want: Any, item: Evidence) -> bool:
    if name == "references":
        found = item.model_dump()
        return all(_key(found.get(k)) == _key(v) for k, v in _reference(want).items())
    if name == "statistics":
        return _figures(want) == _figures(item.model_dump())
    return same_text(want) == same_text(getattr(item, "value", None) or "")


def _key(value: object) -> str:
    return same_text(value).lstrip("0") if value is not None else ""


def _reference(want: Truth) -> dict[str, Any]:
    """What the truth says of a cited document; ``838/QĐ-BNV`` may stand in one."""
    known = {k: want[k] for k in _REFERENCE if k in want}
    number, slash, symbol = str(known.get("number") or "").partition("/")
    if slash:
        known |= {"number": number, "symbol": symbol}
    if want.get("title") and not known.get("number"):
        known["title"] = want["title"]
    return known


def _figures(item: Truth) -> tuple[float | None, ...]:
    """A figure as numbers: a share, or one value, of which ``%`` may be the unit."""
    if item.get("numerator") is not None:
        return (item["numerator"], item.get("denominator"), item.get("percent"))
    value = item.get("value")
    return (value if value is not None else item.get("percent"),)


def _shown(name: str, item: Any) -> Any:
    """An item as a difference shows it: what it is known by."""
    if not isinstance(item, Mapping):
        return item
    keys = {
        "references": (*_REFERENCE, "title"),
        "statistics": ("indicator", "value", "unit", "numerator", "denominator", "percent"),
    }.get(name, ("value",))
    return {k: item[k] for k in keys if item.get(k) is not None}


def pooled(scores: Iterator[RecordScores]) -> RecordScores:
    """Add up the comparisons of several documents."""
    return sum(scores, no_scores())
