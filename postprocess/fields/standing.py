"""Standing lines of the right column: the national title, the motto, the Party's name."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import BlockKind
from postprocess.fields.flow import Row
from postprocess.fields.head import cut

# The right column's standing lines; of their words most must be there, in order.
_STANDING = (
    (("cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"), 5),
    (("viet", "nam", "dan", "chu", "cong", "hoa"), 5),
    (("doc", "lap", "tu", "do", "hanh", "phuc"), 4),
)
_FIRST_WORDS = regex.compile(r"\bcong h[o0]a x[a-z\d]\b")
_PARTY = ("dang", "cong", "san", "viet", "nam")
_UNION = ("doan", "tncs", "ho", "chi", "minh")


def national_title(folded: str) -> int | None:
    """Where the national title or the motto begins in a row."""
    starts = [_line_has(folded, words, least) for words, least in _STANDING]
    # "… của nước Cộng hòa xã hội chủ nghĩa Việt Nam" is a line of a title.
    named = regex.search(r"\bnuoc\s+(?:cong hoa|viet nam dan chu)", folded)
    # Of a faint one no more than this may be left; no agency is named so.
    first = _FIRST_WORDS.search(folded)
    starts.append(first.start() if first else None)
    return None if named else next((s for s in starts if s is not None), None)


# Its other words, right of a seal, were handed on as a row of their own.
_BEGUN = regex.compile(r"(?:CỘNG(?: H[OÒ][AÀ])?|Độc(?: lập)?)\W*$")


def begun_standing(row: Row) -> int | None:
    """Where the first words of the national title or the motto stand at the end of a left row."""
    hit = _BEGUN.search(row.text) if row.kind is BlockKind.HEADER_LEFT else None
    name = cut(row, hit.start())[1] if hit and hit.start() else None
    box = name.line.box if name else None
    return hit.start() if hit and box and box[0] > 0.4 * row.width else None


def party_name(row: Row) -> int | None:
    """Where the name of the Party or its youth union begins, in place of the national title."""
    right = row.kind is BlockKind.HEADER_RIGHT
    # Two words that a rule struck through need not be read where the column is the right one.
    party = _line_has(row.folded, _PARTY, 3 if right else 5)
    if party is not None and row.kind is not BlockKind.HEADER_LEFT:
        return party
    union = _line_has(row.folded, _UNION, len(_UNION))
    if union is None or right:
        return union
    # At the left it is an agency above another.
    name = cut(row, union)[1] if union else None
    box = name.line.box if name else None
    return union if name and (box is None or box[0] > row.width / 2) else None


def _line_has(folded: str, words: Sequence[str], least: int) -> int | None:
    """Where ``words`` begin in a line if at least ``least`` of them are there, in order.

    Words of the left column may be among them (``BỘ CÔNG AN``): of several beginnings with as
    many words the last is meant.
    """
    hits = [(m[0], m.start()) for m in regex.finditer(r"[a-z]+", folded) if m[0] in words]
    best, start = least, None
    for i, (_, begin) in enumerate(hits):
        count = at = 0
        for word, _ in hits[i:]:
            if word in words[at:]:
                at = words.index(word, at) + 1
                count += 1
        if count >= best:
            best, start = count, begin
    return start
