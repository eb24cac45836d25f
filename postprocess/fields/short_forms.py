"""Later mentions in short: ``Nghị định này``, ``Công văn số 09 nêu trên``.

Decree 30/2020/NĐ-CP, annex I: cited in full once, later by kind and number. A short form is
counted where it can only be one of the documents that were cited before it; it adds a
mention and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from postprocess.fields import kinds

_SHORT = regex.compile(
    rf"\b(?P<kind>{kinds.PATTERN})\s+(?:s[o06]\s*[:.]?\s*(?P<number>\d{{1,5}}[a-e]?)(?![\w/.,\-–]*\d)"
    r"(?!\s?[/\-–]\s?\p{L})|(?P<this>nay|do|nay|tren|neu tren|noi tren|da neu|dan tren)\b)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A document cited in full, ending at ``text[:end]``."""

    key: tuple[str, str]
    kind: str | None
    number: str
    end: int


def short_mentions(
    folded: str, cited: Sequence[Cited], own_kind: str | None
) -> Iterator[tuple[str, str]]:
    """The keys of documents that are mentioned again in short.

    Args:
        folded: The text; line breaks as spaces.
        cited: Full citations in it, in order.
        own_kind: Of the document itself: ``Quyết định này`` in a decision is the decision.

    Yields:
        ``Cited.key``, once for each mention. ``này`` is the last one of its kind before it;
        a number is that of the only one with this kind and number.
    """
    for hit in _SHORT.finditer(folded):
        kind = kinds.by_name(hit["kind"])
        before = [c for c in cited if c.end <= hit.start() and c.kind and kind]
        same = [c for c in before if c.kind == kind]
        if hit["number"]:
            named = {c.key for c in same if c.number.lstrip("0") == hit["number"].lstrip("0")}
            if len(named) == 1:
                yield named.pop()
        elif same and (own_kind is None or not kinds.same(own_kind, str(kind))):
            yield same[-1].key
