"""Numbers in words: ``ba mươi hai``, ``một trăm linh năm``, ``bốn mươi tám triệu``.

Read with their accents, for without them they are other words (``ba`` and ``bà``, ``hai`` and
``hải``). ``năm`` is five only where the grammar allows no year: after ``mươi`` five is ``lăm``.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
# After "mươi": twenty-one, -four, -five have words of their own.
_AFTER_TEN = {
    **{k: v for k, v in _DIGITS.items() if k not in ("không", "năm", "một")},
    "mốt": 1, "một": 1, "tư": 4, "lăm": 5, "nhăm": 5,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_WORDS = "|".join(sorted({*_DIGITS, *_AFTER_TEN, *_SCALES, "mười", "mươi", "trăm", "linh", "lẻ"}))
_RUN = regex.compile(rf"(?<![\p{{L}}\d])(?:{_WORDS})(?:,?\s+(?:{_WORDS}))*(?!\p{{L}})")
_LARGEST = 10**16


@dataclass(frozen=True, slots=True)
class Worded:
    """A number in words at ``text[start:end]``, made of so many words."""

    value: int
    start: int
    end: int
    words: int


def worded_numbers(text: str) -> list[Worded]:
    """The numbers in words in a text, the longest that the grammar allows.

    >>> [(w.value, w.words) for w in worded_numbers("Có ba mươi hai hồ sơ, một trăm linh năm vụ")]
    [(32, 3), (105, 4)]
    >>> [w.value for w in worded_numbers("hai mươi năm qua")]
    [20]
    """
    found = []
    for run in _RUN.finditer(text.lower()):
        places = [(m.start(), m.end()) for m in regex.finditer(r"\p{L}+", run[0])]
        words = [run[0][a:b] for a, b in places]
        at = 0
        while at < len(words):
            value, count = _number(words[at:])
            # "hai mươi năm": the word left over counts nothing, it is a year.
            left_over = (
                count == 1 and at > 0 and "," not in run[0][places[at - 1][1] : places[at][0]]
            )
            if count and not left_over:
                start, end = run.start() + places[at][0], run.start() + places[at + count - 1][1]
                found.append(Worded(value, start, end, count))
            at += max(count, 1)
    return found


def _number(words: list[str]) -> tuple[int, int]:
    """Groups with falling scales; how many words they take, 0 if it is no number."""
    total = count = 0
    above = _LARGEST
    while count < len(words):
        group, used = _group(words[count:])
        if not used:
            break
        scale, after = 1, count + used
        # "hai nghìn tỷ": a scale may stand on a scale.
        while after < len(words) and words[after] in _SCALES:
            scale *= _SCALES[words[after]]
            after += 1
        if scale >= above:
            break
        total += group * scale
        count, above = after, scale
        if scale == 1:
            break
    return total, count


def _group(words: list[str]) -> tuple[int, int]:
    """A number under a thousand at the beginning of the words."""
    value, at = 0, 0
    if len(words) > 1 and words[0] in _DIGITS and words[1] == "trăm":
        value, at = 100 * _DIGITS[words[0]], 2
    rest = words[at:]
    if len(rest) > 1 and at and rest[0] in ("linh", "lẻ"):
        unit = 4 if rest[1] == "tư" else _DIGITS.get(rest[1])
        return (value, at) if unit is None else (value + unit, at + 2)
    if rest and rest[0] == "mười":
        unit = _AFTER_TEN.get(rest[1]) if len(rest) > 1 and rest[1] != "mốt" else None
        return (value + 10, at + 1) if unit is None else (value + 10 + unit, at + 2)
    if len(rest) > 1 and rest[0] in _DIGITS and rest[1] == "mươi":
        value += 10 * _DIGITS[rest[0]]
        unit = _AFTER_TEN.get(rest[2]) if len(rest) > 2 else None
        # "hai mươi ba trăm" is no number: the word belongs to what follows.
        following = rest[3] if len(rest) > 3 else ""
        alone = unit is None or following in ("trăm", "mươi")
        return (value, at + 2) if alone else (value + (unit or 0), at + 3)
    if not at and rest and rest[0] in _DIGITS:
        return _DIGITS[rest[0]], 1
    return value, at
