"""What a figure is compared with: ``tăng 12,5% so với cùng kỳ năm 2022``, ``lũy kế``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

# With accents: "tang" is "tặng" and "tầng" too. "giảm còn 5" is a level, not a change.
_CHANGE = regex.compile(
    r"\b(?:(?P<increase>tăng)|(?P<decrease>giảm))(?:\s+(?:thêm|bớt|khoảng|gần|hơn|trên|được))?"
    r"[\s:(]*$"
)
_AGAINST = regex.compile(
    r"\bso\s+với\s+(?P<what>(?:số\s+)?(?:cùng\s+(?:kỳ|kì)(?:\s+(?:các\s+)?năm\s+(?:trước|ngoái|\d{4})|"
    r"\s+tháng\s+(?:trước|\d{1,2}(?:/\d{4})?))?|(?:tháng|quý|năm|tuần|kỳ|ngày)\s+(?:trước|ngoái|"
    r"(?:\d{1,2}|[IVX]+)?/?\s*(?:năm\s+)?\d{4})|(?:chỉ\s+tiêu\s+)?kế\s+hoạch(?:\s+năm)?|chỉ\s+tiêu|"
    r"nghị\s+quyết|dự\s+toán(?:\s+(?:năm|được\s+giao))?|đầu\s+năm|quy\s+hoạch))",
    regex.IGNORECASE,
)
_CUMULATIVE = regex.compile(r"\b(?:lũy|luỹ|lũỹ)\s+kế\b|\bcộng\s+dồn\b", regex.IGNORECASE)
_SENTENCE = regex.compile(r"[.;](?=\s|$)")
_FIGURE = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether a figure is a change or a sum from the beginning, and against what."""

    change: Literal["increase", "decrease"] | None = None
    compared_with: str | None = None
    cumulative: bool = False


def comparison_of(text: str, start: int, end: int) -> Comparison:
    """How the figure at ``text[start:end]`` is compared.

    Args:
        text: A paragraph as read, without line breaks.
        start: Where the figure begins.
        end: Where it and its unit end.
    """
    before = text[:start].lower()
    sentence = max((m.end() for m in _SENTENCE.finditer(before)), default=0)
    stop = _SENTENCE.search(text, end)
    after = text[end : stop.start() if stop else len(text)]
    # What stands behind the next figure belongs to that one.
    further = _FIGURE.search(after)
    against = _AGAINST.search(after)
    if against and further and further.start() < against.start():
        against = None
    hit = _CHANGE.search(before, sentence)
    change: Literal["increase", "decrease"] | None = None
    if hit:
        change = "increase" if hit["increase"] else "decrease"
        if against is None:
            # "So với cùng kỳ năm 2022 tăng 12%"; a figure between would be compared itself.
            for m in _AGAINST.finditer(text, sentence, hit.start()):
                between = text[m.end() : hit.start()]
                against = m if not _FIGURE.search(between) else against
    return Comparison(
        change,
        " ".join(against["what"].split()) if against else None,
        _CUMULATIVE.search(before, sentence) is not None,
    )
