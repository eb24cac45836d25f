"""The numbers of rows: one that was not read, or hardly, is told by those above and below.

Rows are numbered 1, 2, 3, as columns may be, by letters, and I, II, III where those below
each begin anew. A recogniser takes II for ``H``, III for ``IH`` and I for 1, for no word is
written so. What is told stays doubtful, since it was not read; but a row's number is not lost,
nor is 11 ``lãi``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

import regex

from ocr.cellink import INK, cuttings_of
from ocr.cells import Cell, Grid
from ocr.figures import UNSURE, is_figure
from ocr.page import Word, union
from ocr.picture import Image
from ocr.sheet import Cutting

_ORDINAL = regex.compile(r"^(?P<number>\d{1,3})(?P<stop>[.),]?)$")  # a worn stop has a tail
_SUBNUMBER = regex.compile(r"^(\d{1,2})\.(\d{1,2})$")
_STROKES = {1: regex.compile(r"^[|lIỊÍÌÏ!\]\[]$"), 11: regex.compile(r"^(?:[|lI!1]{2}|l[aàảãạ]i)$")}
_FIGURES = str.maketrans("$SsBZzgq", "55582299")  # what some are taken for
_HEADS = ("TT", "STT")  # of a column of numbers, if one row alone stands below
_WIDE = {"TT": (1.5, 2.2), "STT": (2.4, 3.2)}  # times their height, in any face
_SHORT = 3  # letters that a number may be taken for
_LISTS = ("abcdđeghiklmn", "abcdđefghik", "abcdefghik")  # the Vietnamese way first
_LOOKS = {
    "a": "83äâá",
    "c": "eoC€",
    "d": "đ",
    "đ": "d",
    "e": "cR©",
    "g": "89",
    "h": "n",
    "i": "ï1l",
}
_ROMAN = regex.compile(r"^[IHl1|]{1,3}$")  # what I, II and III are read as
_MOST = 0.6  # of the letters of a list must be read, or what they are taken for
_EXACT = 0.4  # of those so many must be read themselves
_NAMES = "ABCDEG"  # of columns before those that are numbered
_COLUMNS = 4  # whose numbers are read
_SOME = 0.45  # of them, where they stand in brackets
_LONGEST_BRACKETED = 5  # signs
_EVEN = 0.75  # share of the ink of both halves of I that they have in common
_SLIM = 0.6  # of its height, to which one stroke is wide


def with_ordinals(
    unruled: Image, grid: Grid, words: Mapping[Cell, tuple[Word, ...]], dpi: float
) -> dict[Cell, tuple[Word, ...]]:
    """The cells of a table with the numbers of its rows.

    Args:
        unruled: ``(h, w)`` the upright copy that was read, without its rules.
        grid: The table.
        words: Its cells as read.
        dpi: Of the copy.
    """
    first = [cell for cell in grid.cells if cell.column == 0]
    unread = cuttings_of(unruled, [cell for cell in first if not words.get(cell)], dpi)
    column = [cell for cell in first if words.get(cell) or cell in unread]
    read = [words.get(cell, ()) for cell in column]
    numbers = [_number(found) for found in read]
    stops = [w.text[-1] for found in read for w in found if _ORDINAL.match(w.text)]
    stop = "." if stops.count(".") > len(stops) / 2 else ""
    texts = [found[0].text.rstrip(".),") if len(found) == 1 else "" for found in read]
    known = {
        at: number
        for at, found in enumerate(read)
        if (number := _between(numbers, at) or _at_an_end(numbers, at, found))
        and number != numbers[at]
        and (not found or _is_doubtful(found))
    }
    if len(column) == 2 and texts[0] in _HEADS and _looks_like(1, read[1]):
        known[1] = 1
    numbers = [known.get(at, number) for at, number in enumerate(numbers)]
    told = {at: f"{number}{stop}" for at, number in known.items()}
    stopped = {at: f"{number}." for at, number in enumerate(numbers) if _has_tail(read[at], stop)}
    slim = {at for at, c in enumerate(column) if c in unread and _is_slim(unread[c])}
    counted = {c.row for c, found in words.items() if c.column == 1 and _number(found) == 2}
    heads = [at for at in range(len(column)) if column[at].row not in counted]
    if head := _head(column, texts, numbers, read, unruled, dpi):
        told[0] = head
    letters = _listed(texts, numbers)
    numbers = [None if at in letters else number for at, number in enumerate(numbers)]
    lone = _lone(texts, numbers, heads)
    upright = cuttings_of(unruled, [column[at] for at in lone if read[at]], dpi)
    ones = {at for at in lone if column[at] in upright and _is_even(upright[column[at]])}
    named = letters | _romans(texts, numbers, slim, heads, ones)
    told |= {at: text + _stop_of(read[at]) for at, text in named.items()}
    told |= _subnumbers(texts)
    found = dict(words)
    for at, text in stopped.items():
        found[column[at]] = (replace(read[at][0], text=text),)
    for at, text in told.items():
        cell = column[at]
        box = unread[cell].box if cell in unread else read[at][0].box
        found[cell] = (Word(text, box, UNSURE),)
    for row in {cell.row for cell in grid.cells}:
        cells = sorted((c for c in grid.cells if c.row == row), key=lambda c: c.column)
        read = [words.get(cell, ()) for cell in cells]
        plain = {at: str(number) for at, number in _counted(read).items()}
        for at, text in (plain or _bracketed(read)).items():
            found[cells[at]] = (Word(text, union(w.box for w in words[cells[at]]), UNSURE),)
    return found


def _head(
    column: Sequence[Cell],
    texts: Sequence[str],
    numbers: Sequence[int | None],
    read: Sequence[Sequence[Word]],
    unruled: Image,
    dpi: float,
) -> str:
    """``TT`` or ``STT`` over 1, 2 and 3 where two or three letters were hardly read."""
    if list(numbers[:4]) != [None, 1, 2, 3] or not 0 < len(texts[0]) <= _SHORT + 1:
        return ""
    if texts[0] in _HEADS or (read[0][0].confidence or 0.0) >= UNSURE:
        return ""
    cut = cuttings_of(unruled, column[:1], dpi).get(column[0])
    wide = cut.image.shape[1] / cut.image.shape[0] if cut else 0.0
    return next((text for text, (low, high) in _WIDE.items() if low <= wide <= high), "")


def _counted(read: Sequence[Sequence[Word]]) -> dict[int, int]:
    """The numbers of columns, 1, 2, 3, in a row of which most were read.

    Columns of names may stand before them, as A, B, C; and a number say how its figures were
    reckoned, ``7=3/2``.
    """
    texts = [" ".join(w.text for w in words if any(map(str.isalnum, w.text))) for words in read]
    lead = next((i for i, text in enumerate(texts) if text != _NAMES[i : i + 1]), 0)
    heads = [text.partition("=")[0] for text in texts]
    if any(len(head) > _SHORT or " " in head for head in heads):
        return {}
    numbers = [_number([Word(head)]) for head in heads[lead:]]
    right = [at for at, number in enumerate(numbers, 1) if number == at]
    if len(right) < max(_COLUMNS, _MOST * len(numbers)):
        return {}
    return {
        at + lead - 1: at
        for at in range(1, len(numbers) + 1)
        if at not in right and "=" not in texts[at + lead - 1] and _is_doubtful(read[at + lead - 1])
    }


def _bracketed(read: Sequence[Sequence[Word]]) -> dict[int, str]:
    """The same where they stand in brackets, ``(1) (2) (3)``, small and slanted as a rule.

    One of two that are figures at all is enough: no other row is like that.
    """
    texts = ["".join(word.text for word in words) for words in read]
    lead = next((i for i, t in enumerate(texts) if t.strip("()") != _NAMES[i : i + 1]), 0)
    own = {at: text for at, text in enumerate(texts[lead:], 1) if "=" not in text}
    if not all(0 < len(text) <= _LONGEST_BRACKETED for text in own.values()):
        return {}
    in_brackets = sum("(" in text or ")" in text for text in own.values())
    right = [at for at, text in own.items() if text.strip("()") == str(at)]
    if in_brackets < _MOST * len(own) or len(right) < max(_COLUMNS, _SOME * len(own)):
        return {}
    return {at + lead - 1: f"({at})" for at, text in own.items() if text != f"({at})"}


def _has_tail(words: Sequence[Word], stop: str) -> bool:
    """Whether a comma stands behind a number, where a full stop does behind most."""
    return stop == "." and len(words) == 1 and words[0].text.endswith(",")


def _stop_of(words: Sequence[Word]) -> str:
    text = words[0].text if words else ""
    return text[len(text.rstrip(".)")) :]


def _is_slim(cutting: Cutting) -> bool:
    height, width = cutting.image.shape
    return bool(width <= _SLIM * height)


def _lone(texts: Sequence[str], numbers: Sequence[int | None], heads: Iterable[int]) -> list[int]:
    """The one head of rows of a table, which was read as 1 and has 1 below it; or none."""
    begins = [
        at
        for at in heads
        if numbers[at + 1 : at + 2] == [1] and (numbers[at] or _ROMAN.match(texts[at]))
    ]
    return begins if len(begins) == 1 and numbers[begins[0]] == 1 else []


def _is_even(cutting: Cutting) -> bool:
    """Whether the upper part of a sign is the same to the left and to the right: 1 has a flag."""
    ink = cutting.image < INK
    ink = ink[:, ink.any(0)][: len(ink) // 3]
    both = (ink & ink[:, ::-1]).sum()
    return bool(both >= _EVEN * (ink | ink[:, ::-1]).sum() > 0)


def _romans(
    texts: Sequence[str],
    numbers: Sequence[int | None],
    slim: Container[int],
    heads: Iterable[int],
    ones: Container[int],
) -> dict[int, str]:
    """I, II and III where they were read as something else: at the head of rows.

    Below them rows are numbered from 1 again, or go on from those above. ``ones`` are those
    that were read as 1 and look like I.
    """
    found: dict[int, str] = {}
    several = any(text in ("H", "IH", "HI", "II", "III") for text in texts)
    for at in heads:
        above = next((n for n in reversed(numbers[:at]) if n is not None), None)
        below = numbers[at + 1] if at + 1 < len(numbers) else None
        goes_on = above is not None and below == above + 1
        if not (below == 1 or goes_on):
            continue
        text = "I" if at in slim else texts[at]
        surely = below == 1 and (several or at in ones)
        if not _ROMAN.match(text) or (text in "1l|" and not surely):
            continue
        strokes = len(text) + text.count("H")
        if (strokes <= 3 and text != "I" * strokes) or at in slim:
            found[at] = "I" * strokes
    return found


def _subnumbers(texts: Sequence[str]) -> dict[int, str]:
    """Numbers of two parts whose stop was lost, as the one above or below tells: 43 under 4.2."""
    parts = [_SUBNUMBER.match(text) for text in texts]
    found: dict[int, str] = {}
    for at, text in enumerate(texts):
        for step, beside in ((1, at - 1), (-1, at + 1)):
            match = parts[beside] if 0 <= beside < len(parts) else None
            number = f"{match[1]}.{int(match[2]) + step}" if match else ""
            if text and text == number.replace(".", ""):
                found[at] = number
                parts[at] = _SUBNUMBER.match(number)
    return found


def _listed(texts: Sequence[str], numbers: Sequence[int | None]) -> dict[int, str]:
    """Letters of lists, a, b, c, of which most were read, or what they are taken for."""
    found: dict[int, str] = {}
    end = 0
    for start in range(len(texts)):
        if start < end or (_follows(numbers, start) and not _recurs(numbers, start)):
            continue
        length, letters = max(
            ((_length(texts[start:], letters), letters) for letters in _LISTS),
            key=lambda pair: pair[0],
        )
        end = start + length
        found |= {
            at: letter
            for at, letter in zip(range(start, end), letters, strict=False)
            if texts[at] != letter
        }
    return found


def _length(texts: Sequence[str], letters: str) -> int:
    """How many of the texts, from the first on, are the letters of a list."""
    exact = [text == letter for text, letter in zip(texts, letters, strict=False)]
    known = [
        same or (text != "" and text in _LOOKS.get(letter, ""))
        for same, text, letter in zip(exact, texts, letters, strict=False)
    ]
    for length in range(len(known), 1, -1):
        seen = sum(known[:length])
        if (
            known[length - 1]
            and all(0 < len(text) <= 2 for text in texts[:length])
            and seen >= max(2, _MOST * length)
            and sum(exact[:length]) >= _EXACT * seen
        ):
            return length
    return 0


def _follows(numbers: Sequence[int | None], at: int) -> bool:
    """Whether a number goes on from the one above: it is no letter."""
    above = numbers[at - 1] if at else None
    return above is not None and numbers[at] == above + 1


def _recurs(numbers: Sequence[int | None], at: int) -> bool:
    """Whether a number stands below once more, and goes on there: here it is a letter."""
    number = numbers[at]
    return number is not None and any(
        numbers[i : i + 2] == [number, number + 1] for i in range(at + 1, len(numbers))
    )


def _number(words: Sequence[Word]) -> int | None:
    match = _ORDINAL.match(words[0].text) if len(words) == 1 else None
    return int(match["number"]) if match else None


def _between(numbers: Sequence[int | None], at: int) -> int | None:
    """The number between those above and below, as many rows from each as it must be."""
    above = next((i for i in range(at - 1, -1, -1) if numbers[i] is not None), None)
    below = next((i for i in range(at + 1, len(numbers)) if numbers[i] is not None), None)
    if above is None or below is None:
        return None
    first, last = numbers[above], numbers[below]
    assert first is not None and last is not None
    return first + at - above if last - first == below - above else None


def _at_an_end(numbers: Sequence[int | None], at: int, read: Sequence[Word]) -> int | None:
    """1 before 2 and 3, or the number behind two others, where what it looks like was read, or
    nothing."""
    above, below = list(numbers[max(0, at - 2) : at]), list(numbers[at + 1 : at + 3])
    if below == [2, 3] and above[-1:] in ([], [None]):
        return 1 if not read or _looks_like(1, read) else None
    if below or len(above) < 2 or above[1] is None or above[0] != above[1] - 1:
        return None
    return above[1] + 1 if _looks_like(above[1] + 1, read) else None


def _looks_like(number: int, read: Sequence[Word]) -> bool:
    if len(read) != 1:
        return False
    strokes, text = _STROKES.get(number), read[0].text.rstrip(".),")
    if not any(map(str.isalnum, text)):
        return True  # a sign that was hardly read
    return text.translate(_FIGURES) == str(number) or bool(strokes and strokes.match(text))


def _is_doubtful(words: Sequence[Word]) -> bool:
    """Whether what was read may be a number that was not seen well."""
    if len(words) != 1 or len(words[0].text.rstrip(".)")) > _SHORT:
        return False
    return not is_figure(words[0].text) or (words[0].confidence or 0.0) <= UNSURE
