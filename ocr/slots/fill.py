"""Number, day, month and year set into the words of a page's head.

What the recogniser of print made of a pen's figures is replaced by what the reader of the
slots sees; print that both read alike stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

import numpy as np
import regex
from unidecode import unidecode

from dictionaries import kind_pattern
from ocr.page import Block, Box, Line, Word, union
from ocr.picture import Image
from ocr.preprocess import OcrCopy
from ocr.rules import ink_of
from ocr.slots.annex import annex_lines
from ocr.slots.find import SlotKind, SlotLine, find_slot_lines
from ocr.slots.read import Slot, read_slots
from ocr.slots.votes import PRINT_IS_SURE, Verdict, together

_LABEL = regex.compile(r"\W{0,3}[s$][o0e6a]{1,2}\s?[:;.]?")
# Where the symbol begins: at a slash, or at the dash of the Party's form ("36-HD/VPTW"), which
# is not the one inside a symbol whose slash was not read ("36 TM-ATTP"), or at the kind where
# that form has no dash ("15 HD/ĐTN"); of "CT/QĐ-UBND" a pen's figures were read as the first.
_KIND = kind_pattern()
_SYMBOL = regex.compile(
    rf"(?<!\p{{L}})(?:{_KIND})\s?[/⁄]\s?(?!(?:{_KIND})\s?[-–—])(?=[A-ZĐÐ])"
    r"|[/⁄]\s?(?![IJ]\d{0,3}\s?[/⁄])(?=(?:(?:19|20)\d\d\s?[/⁄]\s?)?[A-ZĐÐ])"
    r"|[-–—]\s?(?=(?:[A-ZĐÐ]{2,4}|CTr|TTr)\s?[/⁄])|(?<!\p{L}\s?)-(?=[A-ZĐÐ]{2})"
)
# "04 TTIr/ĐTN": a kind misread.
_UNKNOWN_KIND = regex.compile(r"(?<=\s)\p{Lu}\p{L}{1,4}(?=\s?$)")
# Where the slash was read as part of the figures, or not at all.
_BARE_SYMBOL = regex.compile(
    r"(?=[A-ZĐÐ]{2,}(?:\s?[-–]\s?[A-ZĐÐ]|\b)|(?<![\p{L}\d])[A-ZĐÐ][\p{L}.]{1,5}\s?[-–]\s?[A-ZĐÐ]{2})"
)
# Before the sign of the symbol: a year, of which a pen wrote some figures ("/20/0" for "/2020").
_YEAR_BEFORE = regex.compile(r"[/⁄]\s?[12l]\S{2,4}\s?$")
_AROUND = 0.5  # of an em, what is looked at before the end of a number, and twice that behind it
_TOUCHING = 0.15  # of an em: no blank
_RUN_TOGETHER = 0.2  # confidence in letters whose beginning was not read
_NUMBER = regex.compile(r"\d{1,5}[a-c]?")
_PARTED = regex.compile(r"\d{1,5}(?:\s?[-/.]\s?\d{1,5})+")  # "09-01/26": no figures of a pen
_DATE = regex.compile(
    r"ng\wy\s*(?P<day>\d{1,2})\s*th\wng\s*(?P<month>\d{1,2})\s*n\wm\s*(?P<year>\d{4})"
)
_YEAR = regex.compile(r"n\wm\s*(?P<year>(?:19|20)\d\d)(?!\d)|(?<!\d)(?P<year>(?:19|20)\d\d)\W*$")
_PLACE = regex.compile(r"[\p{L}.,\-–']{2,}|[-–]")
_ANCHOR_WORD = regex.compile(r"ng\wy|th\wng|n\wm")
_ANCHORS = (("day", "ngày", 2.1), ("month", "tháng", 2.5), ("year", "năm", 2.0))  # widths in ems


def fill_slots(
    image: Image, copy: OcrCopy, blocks: tuple[Block, ...], dpi: float
) -> tuple[Block, ...]:
    """Read the slots of a page's head, and of an annex's, and set them among its words.

    Args:
        image: The page image that ``copy`` was made from.
        copy: What the words were read on.
        blocks: In reading order, boxes in pixels of the copy.
        dpi: Of the copy.

    Returns:
        The blocks; only the lines of number and date are changed.
    """
    for line in (*find_slot_lines(blocks, dpi), *annex_lines(blocks, dpi)):
        slots = read_slots(image, copy, line)
        old = blocks[line.block].lines[line.line]
        if line.kind is SlotKind.NUMBER:
            new = _with_number(old, line, slots, copy.image)
        else:
            new = _with_date(old, line, slots)
        if new is not None:
            lines = list(blocks[line.block].lines)
            lines[line.line] = new
            block = replace(blocks[line.block], lines=tuple(lines))
            blocks = (*blocks[: line.block], block, *blocks[line.block + 1 :])
    return blocks


def _with_number(line: Line, at: SlotLine, slots: Sequence[Slot], grey: Image) -> Line | None:
    slot = next((s for s in slots if s.name == "number"), None)
    if slot is None:
        return None
    words = line.words[at.start : at.end]
    text = " ".join(w.text for w in words)
    label = _LABEL.match(_folded(text))
    start = label.end() if label else 0
    sign = _SYMBOL.search(text, start)
    bare = None if sign else _BARE_SYMBOL.search(text, start)
    hit = sign or bare
    end = hit.start() if hit else len(text)
    if sign and (kind := _UNKNOWN_KIND.search(text, start, end)):
        (letters,) = _piece(words, kind.start(), kind.end())
        if letters.box and letters.box[0] >= slot.box[2]:  # no figures of a pen
            end = kind.start()
    told = text[start:end].strip()
    core = told.strip(" .…_")
    printed = core if _NUMBER.fullmatch(core) else None
    inside = _piece(words, start, end)
    sure = min((w.confidence or 0.0 for w in inside), default=0.0)
    if sure >= PRINT_IS_SURE and _PARTED.fullmatch(core):
        return None
    verdict = together(slot.candidates, printed, sure)
    if verdict is None or (not verdict.text and core):
        return None  # something is there, but neither reader knows what
    if printed == verdict.text and core == told:  # no rests of the line that it is written on
        if sure >= PRINT_IS_SURE:
            return None
        judged = [replace(w, candidates=verdict.candidates) if core in w.text else w for w in words]
        return _replaced(line, at, judged)
    hand = [Word(verdict.text, slot.box, verdict.confidence, verdict.candidates)]
    symbol = _piece(words, end, len(text)) if hit else []
    if bare or (sign and _YEAR_BEFORE.search(text[start:end])):
        # The slot was found by its slash: the reader has seen it. Whether the recogniser took it
        # for a letter of the symbol is not known.
        first, slash = symbol[0], "/" if bare else ""
        sure = min(first.confidence or 0.0, _RUN_TOGETHER)
        symbol[0] = replace(first, text=f"{slash}{first.text}", confidence=sure)
    filled = hand if verdict.text else []
    if filled and symbol and _touch(slot.box, at, grey):
        # "899/TB-SNV": a blank stands there only where one is seen.
        symbol[0] = replace(
            symbol[0],
            text=f"{verdict.text}{symbol[0].text}",
            box=union(iter((slot.box, symbol[0].box))),
            candidates=verdict.candidates,
        )
        filled = []
    return _replaced(line, at, [*_label(words, start, at.label), *filled, *symbol])


def _touch(box: Box, at: SlotLine, grey: Image) -> bool:
    """Whether the ink behind a number begins where the number ends, or nearly."""
    edge = max(0, round(box[2] - _AROUND * at.em))
    ink = ink_of(np.ascontiguousarray(grey[at.box[1] : at.box[3], edge:][:, : round(2 * at.em)]))
    inked = np.flatnonzero(ink.any(0))
    inked = inked[inked < 3 * _AROUND * at.em]
    return len(inked) > 1 and bool(np.diff(inked).max() - 1 < _TOUCHING * at.em)


def _label(words: Sequence[Word], end: int, printed: str) -> list[Word]:
    """The label as it is printed: beside a pen's figures it is often read with one letter more."""
    read = _piece(words, 0, end)
    if not any(any(c.isalpha() for c in word.text) for word in read):
        return []
    return [replace(read[0], text=printed, box=union(word.box for word in read))]


def _with_date(line: Line, at: SlotLine, slots: Sequence[Slot]) -> Line | None:
    seen = {slot.name: slot for slot in slots}
    if not {"day", "month"} <= seen.keys():
        return None
    words = line.words[at.start : at.end]
    printed, sure = _printed_date(words)
    verdicts: dict[str, Verdict] = {}
    for name in ("day", "month", "year"):
        shares = seen[name].candidates if name in seen else ()
        verdict = together(shares, printed.get(name), sure.get(name))
        if verdict is None:
            return None
        verdicts[name] = verdict
    same = all(printed.get(n, "").lstrip("0") == v.text.lstrip("0") for n, v in verdicts.items())
    if same and min(sure.values(), default=0.0) >= PRINT_IS_SURE:
        return None
    new: list[Word] = []
    for name, anchor, wide in _ANCHORS:
        box = seen[name].box if name in seen else words[-1].box
        assert box is not None
        left = max(0, round(box[0] - wide * at.em))
        new.append(Word(anchor, (left, at.box[1], max(left + 1, box[0]), at.box[3]), 0.9))
        if verdicts[name].text:
            v = verdicts[name]
            new.append(Word(v.text, box, v.confidence, v.candidates))
    place = takewhile(_is_place, words)
    after = dropwhile(_is_figures, line.words[at.end :])
    return replace(line, words=(*line.words[: at.start], *place, *new, *after))


def _is_place(word: Word) -> bool:
    return bool(_PLACE.fullmatch(word.text) and not _ANCHOR_WORD.search(_folded(word.text)))


def _is_figures(word: Word) -> bool:
    return not any(c.isalpha() for c in word.text)


def _folded(text: str) -> str:
    """Without accents, lower case, one character for each of ``text``."""
    return "".join((unidecode(c) or "?")[0] for c in text).lower()


def _printed_date(words: Sequence[Word]) -> tuple[dict[str, str], dict[str, float]]:
    """Day, month and year as the recogniser of print read them, with its confidences."""
    text = _folded(" ".join(w.text for w in words))
    hit = _DATE.search(text) or _YEAR.search(text)
    if hit is None:
        return {}, {}
    values = hit.groupdict()
    sure = {
        name: min((w.confidence or 0.0 for w in _piece(words, *hit.span(name))), default=0.0)
        for name in values
    }
    return values, sure


def _piece(words: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words, or parts of words, that stand at ``start`` to ``end`` of their joined text."""
    found: list[Word] = []
    at = 0
    for word in words:
        a, b = max(start - at, 0), min(end - at, len(word.text))
        if a < b and word.text[a:b].strip():
            box = word.box
            if box is not None and (a, b) != (0, len(word.text)):
                each = (box[2] - box[0]) / len(word.text)
                box = (round(box[0] + a * each), box[1], round(box[0] + b * each), box[3])
            found.append(replace(word, text=word.text[a:b], box=box))
        at += len(word.text) + 1
    return found


def _replaced(line: Line, at: SlotLine, words: Sequence[Word]) -> Line:
    return replace(line, words=(*line.words[: at.start], *words, *line.words[at.end :]))
