"""How far records are from the truth: field by field, with n and every difference.

A value is right if it is the same but for letter case, tone placement (``hoà``, ``hòa``) and
punctuation; number, symbol and date must be the same but for spaces. Of lists the F1 counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from congvan.record_scores import LISTS, NAMES, Difference, Overlap, RecordScores, Tally, no_scores
from postprocess.record import Dispatch, Evidence, Status

Truth = Mapping[str, Any]
_EXACT = frozenset({"number", "symbol", "date", "period", "page_count"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_FIGURES = ("value", "numerator", "percent")
_REFERENCE = ("type", "number", "symbol", "date")


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
    for name in NAMES:
        if name not in known:
            continue
        field = getattr(record, name)
        case = _case(name, known[name], field)
        tallies[name] = Tally(**{case: 1})
        if case not in ("right", "right_doubtful", "rightly_absent"):
            read = field.raw if case == "unread" else field.value
            differences.append(Difference(document, name, known[name], read, field.status))
    for name in LISTS:
        if _comparable(name, known.get(name)):
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


def _comparable(name: str, truth: Any) -> bool:
    """Whether the truth has the list, and its figures as numbers."""
    if not isinstance(truth, list):
        return False
    return name != "statistics" or all(any(k in item for k in _FIGURES) for item in truth)


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
