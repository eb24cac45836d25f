"""Where the number and the date of a document stand: two lines of its printed head.

The printed words of a line are its anchors (``Số:``, ``/BC-SYT``; ``ngày``, ``tháng``,
``năm``). What a pen put between them may be read as anything or as nothing, and may have
swallowed an anchor too, so any one of them is enough to find the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from statistics import median

import regex
from unidecode import unidecode

from ocr.page import Block, BlockKind, Box, Line, Word, union

# The label of the number, alone or run together with what follows: a colon ends it, whatever
# a pen's figures were read as.
_LABEL = regex.compile(r"\W{0,3}[s$][o0e6a]{1,2}(?:(?P<colon>\W*[:;])|(?=$|[^a-z]))")
_BARE_LABEL = regex.compile(r"\W?[Ss][oOeE06a][.,?]+")  # its colon read as a point, or more
_LABEL_ALONE = regex.compile(r"\W?S[ốồôóo6]")  # counts where a symbol follows
_NEAR = 3  # words from it to the symbol
# The label with a pen's figures and the symbol in one word, some of them read as letters.
_GLUED = regex.compile(r"\W{0,3}[Ss][OoEeAa06](?=[^/]*[^A-Za-z/])[^/]{1,6}/[A-Z]")
_SYMBOL = regex.compile(r"[/⁄]\s?(?:(?:19|20)\d\d[/⁄])?[A-ZĐ]|\d\s?[-–]\s?\p{Lu}{2}")
# Label, figures and slash were not read.
LONE_SYMBOL = regex.compile(r"(?:NQ|QĐ|CT|KH|TB|BC|TTr|CV|GM|HD|BB)\s?[-–]\s?\p{Lu}{2,8}\W?")
_ARRIVAL = regex.compile(r"\bden\W*$|^\W*(?:ngay|chuyen)\W*[:.]")
_WORDS = regex.compile(r"\p{L}{3}")  # no pen's figures, but a name with a slash in it
_DAY = regex.compile(r"\bng[a-z]y|\bn[gq][aà]|^[a-z]?gay\b")
_MONTH = regex.compile(r"th[a-z]{1,2}n?g|\bth[a-z]ng")
_YEAR = regex.compile(r"\bn[aă]m\b|n[a-z]m\W{0,2}(?:19|20)\d|^m\W?(?:19|20)\d\d")
_YEAR_FIGURES = regex.compile(r"(?:19|20)\d\d\W{0,2}$")
_WELL_READ = regex.compile(r"\p{L}{2,}\W?$")
_SURE, _OTHERS = 0.85, 2  # confidence of a word, and how many such behind it are a sentence
# Widths in ems (the size of the type) in Times, the face that Decree 30/2020 asks for.
_NUMBER_WIDTH = 6.0  # from the label to the symbol, where one of them is missing
_DATE_WIDTH = 14.0  # from "ngày" to the end of the year
_TO_END = {"day": _DATE_WIDTH, "month": 9.5, "year": 4.8}  # the same from each of its words
_EM = 13.5 / 72  # inches: header lines are set in 13 or 14 points
_HEIGHT_SHARE = 0.68  # of an em: a capital, and what most words' boxes measure


class SlotKind(StrEnum):
    """What a line of the form holds."""

    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A line of the form with its slots.

    Attributes:
        kind: Number or date.
        box: From the first anchor to the last, as high as the print, in pixels of the copy.
        em: Size of its type, in pixels.
        block: Index of its block.
        line: Index of its line in the block.
        start: Index of its first word in the line.
        end: Index after its last word.
        label: How the label of a number is printed.
    """

    kind: SlotKind
    box: Box
    em: float
    block: int
    line: int
    start: int
    end: int
    label: str = "Số:"


def find_slot_lines(blocks: Sequence[Block], dpi: float) -> list[SlotLine]:
    """The lines of number and date in the head of a page.

    Args:
        blocks: Of the page, in reading order, boxes in pixels of the picture.
        dpi: Of the picture.

    Returns:
        At most one of each kind; none on a page without a head.
    """
    em = type_size(blocks, dpi)
    numbers: list[SlotLine] = []
    dates: list[SlotLine] = []
    for b, block in enumerate(blocks):
        for n, line in enumerate(block.lines):
            if block.kind is BlockKind.HEADER_LEFT and (hit := _number_line(line, em)):
                if _has_symbol(line) or not _is_of_arrival(block.lines, n):
                    label = _printed_label(line.words[hit[1]])
                    numbers.append(SlotLine(SlotKind.NUMBER, hit[0], em, b, n, *hit[1:], label))
            elif block.kind is BlockKind.HEADER_RIGHT and (hit := _date_line(line, em)):
                dates.append(SlotLine(SlotKind.DATE, hit[0], em, b, n, *hit[1:]))

    # A number with its symbol before one without, for a stamp's has none; then one with its
    # label, for what a pen wrote above the head has none.
    def rank(slot: SlotLine) -> tuple[bool, bool]:
        line = blocks[slot.block].lines[slot.line]
        return not _has_symbol(line), not any(map(_is_label, line.words[:3]))

    numbers.sort(key=rank)
    return numbers[:1] + dates[:1]


def _has_symbol(line: Line) -> bool:
    return any(_SYMBOL.search(word.text) for word in line.words)


def _is_of_arrival(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is of the stamp of arrival: ``ĐẾN``, ``Số:``, ``Ngày:``, ``Chuyển:``."""
    near = (*lines[max(0, at - 2) : at], *lines[at + 1 : at + 3])
    return any(_ARRIVAL.search(unidecode(line.text).lower()) for line in near)


def type_size(blocks: Iterable[Block], dpi: float) -> float:
    """Size of the head's type in pixels, from the heights of its surely read words."""
    heights = [
        word.box[3] - word.box[1]
        for block in blocks
        if block.kind in (BlockKind.HEADER_LEFT, BlockKind.HEADER_RIGHT)
        for line in block.lines
        for word in line.words
        if word.box and (word.confidence or 0) > 0.8 and word.text.isupper() and len(word.text) > 1
    ]
    usual = _EM * dpi
    if len(heights) < 3:
        return usual
    # Capitals with marks above and below are a bit taller than bare ones.
    measured = median(heights) / (_HEIGHT_SHARE + 0.1)
    return min(max(measured, 0.6 * usual), 1.6 * usual)


def _number_line(line: Line, em: float) -> tuple[Box, int, int] | None:
    words = line.words
    label = next((i for i, w in enumerate(words[:3]) if _is_label(w)), None)
    symbol = _symbol_in(words)
    if symbol is not None and label is not None and symbol < label:
        symbol = None
    if label is None and symbol and symbol <= _NEAR and _LABEL_ALONE.fullmatch(words[0].text):
        label = 0
    if label is None and symbol and _begins_as_label(words[symbol - 1]):
        label = symbol - 1
    if label is None and symbol is None and LONE_SYMBOL.fullmatch(line.text):
        symbol = 0
    if label is None and (symbol is None or _WORDS.search(_before(words, symbol))):
        return None
    if label is None and sum(map(_is_well_read, words[(symbol or 0) + 1 :])) >= _OTHERS:
        return None  # "116/2018/TT-SNV ngày … của" goes on with what a letter is about
    first = label if label is not None else 0
    last = symbol if symbol is not None else len(words) - 1
    box = union(w.box for w in words[first : last + 1])
    assert box is not None
    x0, x1 = float(box[0]), float(box[2])
    if label is None:
        sign = words[last].box
        assert sign is not None
        x0 = min(x0, sign[0] - _NUMBER_WIDTH * em)
    if symbol is None:
        x1 = max(x1, x0 + 1.5 * _NUMBER_WIDTH * em)
    y0, y1 = print_height([words[i] for i in (label, symbol) if i is not None], em)
    # The accents of "Số", or a pen's figures in the same word, are higher than capitals.
    y0 = max(y0, round(y1 - _HEIGHT_SHARE * em))
    return (max(0, round(x0)), y0, round(x1), y1), first, last + 1


def _symbol_in(words: Sequence[Word]) -> int | None:
    """The word with which the symbol has begun; its slash may end the word before."""
    for i, (word, behind) in enumerate(zip_longest(words, words[1:])):
        if _SYMBOL.search(word.text):
            return i
        if behind and word.text.endswith("/") and _SYMBOL.search(word.text + behind.text):
            return i + 1
    return None


def _before(words: Sequence[Word], symbol: int) -> str:
    """What stands before the slash of the symbol."""
    return " ".join(w.text for w in words[: symbol + 1]).rpartition("/")[0]


def _is_label(word: Word) -> bool:
    """``Số:``, also misread or run together with the number; not the ``SỞ`` of an office."""
    plain = unidecode(word.text)
    hit = _LABEL.match(plain.lower())
    if hit and (hit["colon"] or any(c in word.text for c in "/0123456789")):
        return True
    return bool(_GLUED.match(plain) or _BARE_LABEL.fullmatch(plain))


def _printed_label(word: Word) -> str:
    """With a colon, unless it was surely read without: the Party prints none."""
    bare = _LABEL_ALONE.fullmatch(word.text) and (word.confidence or 0.0) >= _SURE
    return "Số" if bare else "Số:"


def _begins_as_label(word: Word) -> bool:
    """Whether what was hardly read right before a symbol may be the label and a pen's figures."""
    hit = _LABEL.match(unidecode(word.text).lower())
    return hit is not None and (word.confidence or 0.0) < _SURE


def _date_line(line: Line, em: float) -> tuple[Box, int, int] | None:
    words = line.words
    folded = [unidecode(w.text).lower() for w in words]
    hits: dict[str, int] = {}
    for i, text in enumerate(folded):
        for name, pattern in (("day", _DAY), ("month", _MONTH), ("year", _YEAR)):
            if name not in hits and pattern.search(text):
                hits[name] = i
    years = [i for i, text in enumerate(folded) if _YEAR_FIGURES.search(text)]
    if not hits or (len(hits) == 1 and "year" in hits and not years):
        return None
    if sum(map(_is_other_word, words[min(hits.values()) + 1 :])) >= _OTHERS:
        return None
    first = hits.get("day", 0)
    last = max([*hits.values(), *years])
    inside = [w for w in words[first : last + 1] if w.box]
    box = union(w.box for w in inside)
    assert box is not None
    x0, x1 = float(box[0]), float(box[2])
    if not years:
        ends = [b[0] + _TO_END[name] * em for name, i in hits.items() if (b := words[i].box)]
        x1 = max(x1, x0 + _DATE_WIDTH * em, *ends)
    if "day" not in hits:
        x0 = min(x0, x1 - _DATE_WIDTH * em)
    y0, y1 = print_height([words[i] for i in sorted({*hits.values(), *years})], em)
    return (max(0, round(x0)), y0, round(x1), y1), first, last + 1


def _is_other_word(word: Word) -> bool:
    """Whether a word was read well and is none of a date: ``Truyền thông và Quản trị``."""
    plain = unidecode(word.text).lower()
    anchor = any(p.search(plain) for p in (_DAY, _MONTH, _YEAR))
    return _is_well_read(word) and not anchor


def _is_well_read(word: Word) -> bool:
    return bool(_WELL_READ.match(word.text)) and (word.confidence or 0.0) >= _SURE


def print_height(anchors: Iterable[Word], em: float) -> tuple[int, int]:
    """Top and bottom of the print: of the anchor that is least disturbed by a pen."""
    boxes = [w.box for w in anchors if w.box]
    best = min(boxes, key=lambda b: abs(b[3] - b[1] - _HEIGHT_SHARE * em))
    return best[1], best[3]
