"""Figures without unit: a label says what they count.

``Vắng: 0.``, ``(biên chế chính thức 403; hợp đồng ngắn hạn 448)``, ``Bậc C1: 14; A2: 60``.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from postprocess.fields.figures import NUMBER, number
from postprocess.fields.named_numbers import names

# What is written out behind it has a unit there: "Bản chính: 1 (một) bản".
_END = (
    r"(?=\s*(?:[.;,)]+(?:\s|$)|$)"
    r"|\s\((?!(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|bang chu)\b))"
)
_LABELLED = regex.compile(
    rf"(?:(?<=[^\W\d]\s?:\s|\)\s?:\s)(?P<n>{NUMBER}){_END}"
    rf"|\([^()\d]*?[a-z]+ [a-z]+ (?P<n>{NUMBER})(?=[;)])"
    rf"|(?<=\d); [^();\d]*?[a-z]+ [a-z]+ (?P<n>{NUMBER})(?=[;)]))"
)
# A class of things by letters and a figure: "C1: 14", "A2:60"; by its rank: "cấp 1: 100".
_CODED = regex.compile(
    rf"(?<=\b(?:\p{{Lu}}{{1,3}}|(?:cấp|hạng|loại|nhóm|bậc|mức|khối|lớp)\s)\d{{1,2}}\s?:\s?)"
    rf"(?P<n>{NUMBER}){_END}"
)
_NAMED = regex.compile(r"\p{Lu}\p{L}*\s$")  # "Xã Bảo Lâm 4", "Chí Linh 1"
_ABBREVIATED = regex.compile(r"\b(?:goi tat|viet tat|viet gon)(?: la)? $")
# Items of a list in a sentence: behind a colon or in brackets, up to the stop.
_LIST = regex.compile(r"(?:(?<=:)\s|\()(?P<items>(?:[^().]|\.(?=\d))*?)(?=\s*[.)](?!\d)|$)")
_BETWEEN = regex.compile(r";|,(?!\d)|\svà\s")
_WORDS = r"(?:[^\d:]|(?<=\b\p{Lu}{1,3})\d{1,2}\p{Ll}?(?=[\s:]))*"  # "Bậc C1", "A27b"
_ITEM = regex.compile(
    rf"\s*(?:{_WORDS}[:\s]\s?(?P<n>{NUMBER})"
    rf"|(?:(?:trong đó|gồm|có)[:,]?\s)?(?P<n>{NUMBER})\s[^\d:]+)\s*"
)
_NUMBER = regex.compile(NUMBER)
_TOTAL_BEFORE, _RIGHT_BEFORE = 300, 30  # characters
_FEWEST_ITEMS = 3


def labelled(text: str, printed: str) -> Iterator[tuple[int, int]]:
    """Where figures with a label stand, some of them more than once.

    Args:
        text: Folded, without line breaks.
        printed: As read, of the same length.
    """
    for m in _LABELLED.finditer(text, overlapped=True):
        before = text[max(0, m.start("n") - 24) : m.start("n")]
        if _NAMED.search(printed, 0, m.start("n")) or _ABBREVIATED.search(before):
            continue
        if not names(text, printed, m.start("n")):
            yield m.span("n")
    yield from (m.span("n") for m in _CODED.finditer(printed))


def parts_of_a_sum(printed: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Lists whose items add up to a figure before them: where it stands, and where they do.

    ``50 học viên, trong đó: Nông học 35; Chăn nuôi 10; Thú y 05.``, ``19 thí sinh (16 nữ, 3
    nam)``; without the sum a number behind a name may be part of it (``Xã Bảo Lâm 4; Xã Đam
    Rông 1``). Two items have to stand in brackets right behind it.
    """
    for hit in _LIST.finditer(printed):
        spans = list(_items(printed, *hit.span("items")))
        total = sum(number(printed[a:b]) or 0 for a, b in spans)
        few = len(spans) < _FEWEST_ITEMS
        reach = _RIGHT_BEFORE if few else _TOTAL_BEFORE
        if not total or len(spans) < 2 or (few and hit[0][0] != "("):
            continue
        before = list(_NUMBER.finditer(printed, max(0, hit.start() - reach), hit.start()))
        totals = [m.start() for m in (before[-1:] if few else before) if number(m[0]) == total]
        if totals:
            yield totals[-1], spans


def _items(printed: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the figures of a list stand; nothing if one of its items has none, or two."""
    spans = []
    ends = [*(m.span() for m in _BETWEEN.finditer(printed, start, end)), (end, end)]
    for stop, begin in ends:
        figure = _ITEM.fullmatch(printed, start, stop)
        if figure is None:
            return
        spans.append(figure.span("n"))
        start = begin
    yield from spans
