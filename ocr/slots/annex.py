"""Slots of lines below the head that a pen fills too.

``(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm 2010 của …)`` at the top of an annex: the
same number and day as in the head, filled in once more. A second writing votes with the first
(`postprocess.own_reference`). ``tại Tờ trình số …/TTr-STC ngày … tháng … năm …`` among the grounds
of a decision, which is typed before the proposal has its number.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from unidecode import unidecode

from ocr.page import Block, BlockKind, Box, Line, Word, union
from ocr.slots.find import SlotKind, SlotLine, print_height, type_size

_TOP = 8  # lines of a page among which an annex names its document
_PROPOSAL = regex.compile(r"\bto trinh (?=s[o0]\b)")
_WITH = regex.compile(r"^\W{0,3}(?:ban hanh )?kem theo\b")
_LABEL = regex.compile(r"^s[o0]\W{0,2}$|^s[o0]?\W{0,2}(?=[^/]*/)")
_SYMBOL = regex.compile(r"/\s?(?:(?:19|20)\d\d/)?[A-ZĐ]")
_DAY, _YEAR = regex.compile(r"^ng[a-z]y"), regex.compile(r"(?:19|20)\d\d\W{0,2}$")
_PRINT = regex.compile(r"s?[o0]?\W{0,2}\d{1,5}\s?/.*", regex.IGNORECASE)
_WELL_READ = 0.85  # confidence: print leaves nothing to a pen
_LONGEST = 8  # words of a date in words

_Hit = tuple[Box, int, int]  # where, and its first word and that behind it


def annex_lines(blocks: Sequence[Block], dpi: float) -> list[SlotLine]:
    """Number and date that an annex repeats, and those of a proposal; none where both are print.

    Args:
        blocks: Of the page, in reading order, boxes in pixels of the picture.
        dpi: Of the picture.

    Returns:
        Of each line from the right, so that the words of one are in their place after another.
    """
    em = type_size(blocks, dpi)
    found: list[SlotLine] = []
    at = 0
    for b, block in enumerate(blocks):
        for n, line in enumerate(block.lines if block.kind is not BlockKind.TABLE else ()):
            at += 1
            folded = unidecode(line.text).lower()
            if at <= _TOP and _WITH.search(folded):
                return _slots(b, n, (_date(line, em), _number(line, em)), em)
            if not found and (hit := _PROPOSAL.search(folded)):
                first = folded[: hit.end()].count(" ")
                found = _slots(b, n, (_date(line, em, first), _number(line, em, first)), em)
                below = block.lines[n + 1 : n + 2]  # its day, where none begins behind it
                if below and "ng" not in folded[hit.end() :] and _begins_with_day(below[0]):
                    found += _slots(b, n + 1, (_date(below[0], em), None), em)
    return found


def _slots(
    block: int, line: int, hits: tuple[_Hit | None, _Hit | None], em: float
) -> list[SlotLine]:
    return [
        SlotLine(kind, box, em, block, line, start, end, label="số")
        for kind, hit in zip((SlotKind.DATE, SlotKind.NUMBER), hits, strict=True)
        if hit is not None
        for box, start, end in [hit]
    ]


def _begins_with_day(line: Line) -> bool:
    return any(_DAY.search(_plain(word)) for word in line.words[:2])


def _number(line: Line, em: float, first: int = 0) -> _Hit | None:
    words = line.words
    signs = (i for i in range(first, len(words)) if _SYMBOL.search(words[i].text))
    last = next(signs, None)
    if last is None:
        return None
    labels = [i for i in range(max(first, last - 3), last + 1) if _LABEL.search(_plain(words[i]))]
    if not labels:
        return None
    slot = words[labels[-1] : last + 1]
    if _PRINT.fullmatch("".join(_plain(w) for w in slot)) and _lowest(slot) >= _WELL_READ:
        return None
    return _box(slot, slot[-1:], em), labels[-1], last + 1


def _date(line: Line, em: float, behind: int = 0) -> _Hit | None:
    words = line.words
    days = (i for i in range(behind, len(words)) if _DAY.search(_plain(words[i])))
    first = next(days, None)
    if first is None:
        return None
    near = range(first + 2, min(len(words), first + _LONGEST))
    last = next((i for i in near if _YEAR.search(words[i].text)), None)
    slot = words[first : last + 1] if last is not None else ()
    if last is None or not any("thang" in _plain(w) for w in slot) or _lowest(slot) >= _WELL_READ:
        return None
    return _box(slot, (slot[0], slot[-1]), em), first, last + 1


def _plain(word: Word) -> str:
    return unidecode(word.text).lower()


def _lowest(words: Sequence[Word]) -> float:
    return min(word.confidence or 0.0 for word in words)


def _box(slot: Sequence[Word], anchors: Sequence[Word], em: float) -> Box:
    """From the first word to the last, as high as the print."""
    whole = union(word.box for word in slot)
    assert whole is not None
    top, bottom = print_height(anchors, em)
    return whole[0], max(top, round(bottom - 0.68 * em)), whole[2], bottom
