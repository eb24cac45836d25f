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
_LIST = regex.compile(r"(?:(?<=:)\s|\()(?P<items>[^().]*;[^().]*?)(?=\s*[.)]|$)")
_ITEM = regex.compile(rf"\s*[^\d:]*(?:\p{{Lu}}{{1,3}}\d)?[^\d:]*[:\s]\s?(?P<n>{NUMBER})\s*")
_NUMBER = regex.compile(NUMBER)
_TOTAL_BEFORE = 150  # characters
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

    ``50 học viên, trong đó: Nông học 35; Chăn nuôi 10; Thú y 05.``; without the sum a number
    behind a name may be part of it (``Xã Bảo Lâm 4; Xã Đam Rông 1``).
    """
    for hit in _LIST.finditer(printed):
        at = hit.start("items")
        spans = []
        for item in hit["items"].split(";"):
            figure = _ITEM.fullmatch(item)
            if figure is None:
                break
            spans.append((at + figure.start("n"), at + figure.end("n")))
            at += len(item) + 1
        else:
            total = sum(number(printed[a:b]) or 0 for a, b in spans)
            before = _NUMBER.finditer(printed, max(0, hit.start() - _TOTAL_BEFORE), hit.start())
            totals = [m.start() for m in before if number(m[0]) == total]
            if len(spans) >= _FEWEST_ITEMS and total and totals:
                yield totals[-1], spans
