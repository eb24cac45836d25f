"""Who signs for another: the head's title and his deputy's, where a seal or a pen hides a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from postprocess.fields.flow import Row, fold, squeeze
from postprocess.fields.signature_rows import signs
from postprocess.fields.titles import AUTHORITY, TITLE, read_twice

_TITLE_WORDS = frozenset(("pho", "giam", "doc", "chu", "tich", "truong", "chanh", "thu"))
_INSTEAD = regex.compile(r"\W*k\s?[./]?\s?t(?:\s?[.,:]|\s)")
_DEPUTY = regex.compile(rf"pho\s(?:{TITLE.pattern})")
# Whose deputies alone sign for them, called so: with "KT." before one of these the next row,
# which a seal and a signature cover, can say nothing else.
_HAVE_DEPUTIES = frozenset(
    ("giamdoc", "tonggiamdoc", "hieutruong", "cuctruong", "chicuctruong", "vutruong", "botruong",
     "vientruong", "chanhan", "chanhvanphong", "chanhthanhtra", "chutich", "truongban")
)  # fmt: skip


def is_half_title(row: Row) -> bool:
    """Whether a row that is neither title nor name has a word of titles in capitals."""
    words = (w for w in row.text.split() if w.isupper())
    return not signs(row) and any(fold(w) in _TITLE_WORDS for w in words)


def for_another(rows: Sequence[Row], parts: Sequence[str]) -> list[str]:
    """The titles as they must be where somebody signs for the head and a seal hides a word.

    ``KT.`` before the head's title, or ``PHÓ`` before the signer's own: with one of them the
    other is there too (decree 30/2020, annex I, 7a).
    """
    meant = list(parts)
    for i, part in enumerate(parts):
        if not (hit := _INSTEAD.match(fold(part))):
            continue
        head = part[hit.end() :].strip(" .,")
        last = fold(head).split()[-1:]
        begun = any(
            is_half_title(row)
            and (row.folded.startswith("pho ") or row.folded.split()[-1:] == last)
            for row in rows
        )
        if part is not parts[-1] and squeeze(parts[i + 1]) == squeeze(head):
            meant[i + 1] = f"PHÓ {head}"
        elif part is not parts[-1]:
            own = parts[i + 1]
            title = None if squeeze(own).startswith("pho") else read_twice(part, own)
            meant[i + 1] = f"PHÓ {title}" if title else own
        elif begun or squeeze(head) in _HAVE_DEPUTIES:
            meant.append(_deputy(head))
        return meant
    for i, (head, own) in enumerate(pairwise(parts)):
        if _DEPUTY.match(fold(own)) and squeeze(head).startswith(squeeze(own)[len("pho") :]):
            meant[i] = f"KT. {head}"
        elif (
            not AUTHORITY.match(fold(head))
            and (title := read_twice(head, own))
            and squeeze(title) in _HAVE_DEPUTIES
        ):
            meant[i : i + 2] = [f"KT. {title}", _deputy(title)]
    return meant


def _deputy(head: str) -> str:
    """Who signs for the head: his deputy, of a minister the vice-minister."""
    return "THỨ TRƯỞNG" if squeeze(head) == "botruong" else f"PHÓ {head}"


def is_deputy_of(parts: Sequence[str]) -> bool:
    """Whether the last of two titles is that of the deputy of the one above."""
    return len(parts) > 1 and squeeze(parts[-1]) == f"pho{squeeze(bare(parts[-2]))}"


def bare(title: str) -> str:
    """A title without the code of authority before it."""
    hit = AUTHORITY.match(fold(title))
    return title[hit.end() :].strip(" .,") if hit else title
