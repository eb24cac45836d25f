"""A second reading of figures, by a model that is surer of them.

Tesseract's Vietnamese model takes ``8`` for ``§``, ``11`` for ``I1`` or ``lãi``, ``31`` for
``3l``, and parts ``11/9/2017``; its English model hardly ever does. So whatever holds a
digit, or looks as if a digit had been taken for a letter, is cut out and read once more, all
of a page in one run. Of two readings that differ the more confident one stands; where both
are figures and neither is much surer, the word is marked as unsure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import regex
from unidecode import unidecode

from ocr.codes import code_of
from ocr.digits import both, digits_of, evenly_parted
from ocr.engines import Engine, Model
from ocr.page import Word, union
from ocr.picture import Image
from ocr.sheet import Cutting, Run, read_cuttings

# What a figure is taken for, character by character.
_LIKE_FIGURES = regex.compile(r"^[\d.,/%+()\[\]|!lLIiïíìJjOoöóòôØÓÒÔÕÚQSŠBZzg§&†‡°ˆ'’:;-]+$")
_READS_AS_DIGIT = regex.compile(r"[\p{L}§|!&†]")
_FIGURE = regex.compile(r"^[-+(]*\d[\d.,/:%-]*[A-Z]?[)%;.,:]*$")
_CODE = regex.compile(r"^(?P<figures>\d[\d/.]*/)(?P<letters>[^\d/]+)$")
_ECHOED = regex.compile(r"(?<=8)§|§(?=8)")  # one 8, seen twice
_LETTERED = regex.compile(r"^[1Il][1IlOoóòöôÓ]{1,2}[A-H]$")  # 11A, 16A; group IIA
_PER_CENT = regex.compile(r"^\(\d%\)$")  # the 4 of (4%) was the upper ring of the sign
_ROMAN = regex.compile(r"^[IVX]+[.,)]?$")
# Digits by the letters and signs that they are read as.
_AS_DIGITS = str.maketrans(
    "Iïíìl|!][JjOoöóòôØÓÒÔÕQ§&SŠZz", "11111111111" + "000000000000" + "88" + "55" + "22"
)
SURE = 0.75  # confidence that the second reading needs …
_ALIKE = 0.5  # … where it is what the first looks like
_SURER = 0.1  # by how much one of two different figures must be surer
_LONGEST_NUMBER = 3  # characters of a number in a list, with its stop
UNSURE = 0.5  # confidence given to a figure on which two readings differ


def is_figure(text: str) -> bool:
    """Whether a token is a figure: digits with their separators, at most a letter behind."""
    return _FIGURE.match(text) is not None


def read_figures_again(
    lines: Sequence[Sequence[Word]],
    grey: Image,
    dpi: float,
    engine: Engine,
    timeout: float,
    *,
    columns: Collection[int] = (),
    cells: Collection[int] = (),
) -> list[tuple[Word, ...]]:
    """Read again what holds figures or looks like them.

    Args:
        lines: Words of each line or cell, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read, without ruling lines.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds for all.
        columns: Indices of lines that are cells in a column of figures: whatever stands
            there is read again.
        cells: Indices of lines that are cells of tables: a figure there is doubted if the
            second reading does not surely have the same digits.

    Returns:
        The lines, with figures put right. A figure that was read in two parts is one word.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    runs = [run for i, line in enumerate(lines) for run in _runs(i, line, every_word=i in columns)]
    cuttings = [_cutting(lines[run.line], run, grey) for run in runs]
    found = read_cuttings(cuttings, dpi, engine, timeout, model=Model.FIGURES)
    result = [list(line) for line in lines]
    # From the end, so that the places of earlier runs stay.
    for run, second in zip(reversed(runs), reversed(found), strict=True):
        first = lines[run.line][run.start : run.stop]
        settled = _settled(first, second)
        # No words beside it tell of a figure in a cell: it takes two readings to be sure of it.
        if run.line in cells and all(is_figure(w.text) for w in first):
            if _confirms(first, second):
                settled = _surest(evenly_parted(settled, first), second)
            else:
                settled = unsure(settled)
        result[run.line][run.start : run.stop] = settled
    return [tuple(line) for line in result]


def _runs(index: int, line: Sequence[Word], *, every_word: bool) -> Iterator[Run]:
    start: int | None = None
    for i, word in enumerate(line):
        placed = _in_date(line[i - 1], word) if i else _is_odd_number(word)
        if not (every_word or placed or may_be_figure(word)):
            if start is not None:
                yield Run(index, start, i)
            start = None
        elif start is None:
            start = i
        elif _gap(line[i - 1], word) > 0.8 * _height(word) or is_below(line[i - 1], word):
            yield Run(index, start, i)
            start = i
    if start is not None:
        yield Run(index, start, len(line))


def may_be_figure(word: Word) -> bool:
    """Whether a word holds a digit, or looks as if digits had been taken for letters."""
    text = word.text
    if any(c.isdigit() for c in text) or _LETTERED.match(text):
        return True
    unsure = (word.confidence or 0.0) < 0.85 or not text.isalpha()
    return (
        unsure
        and _LIKE_FIGURES.match(text) is not None
        and _READS_AS_DIGIT.search(text) is not None
    )


def _is_odd_number(word: Word) -> bool:
    """Whether a line begins with what may be its number in a list, misread: ``DĐ.`` for 5."""
    short = 1 < len(word.text) <= _LONGEST_NUMBER and word.text[-1] in ".)"
    return short and (word.confidence or 0.0) < UNSURE


def _in_date(before: Word, word: Word) -> bool:
    """Whether a word stands where a date has its day or month: ``tháng ồ năm 2018``."""
    return before.text.lower() in ("ngày", "tháng") and len(word.text) <= 2


def _cutting(line: Sequence[Word], run: Run, grey: Image) -> Cutting:
    """The picture of a run, with a little of its surroundings but not its neighbours."""
    box = union(w.box for w in line[run.start : run.stop])
    assert box is not None
    pad = max(3, round(0.12 * (box[3] - box[1])))
    left = right = pad
    if run.start:
        left = min(pad, max(0, _gap(line[run.start - 1], line[run.start]) // 2))
    if run.stop < len(line):
        right = min(pad, max(0, _gap(line[run.stop - 1], line[run.stop]) // 2))
    x0, y0 = max(0, box[0] - left), max(0, box[1] - pad)
    return Cutting(grey[y0 : box[3] + pad, x0 : box[2] + right], (x0, y0))


def _settled(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """What two readings of a run make: word by word, where both see as many."""
    code = _code(first, second)
    echoed = _ECHOED.search(_text(first, "")) is not None
    if code is not None and _lowest(second) >= (_ALIKE if echoed else SURE):
        sure = min(_lowest(first), _lowest(second))
        return [Word(code, union(w.box for w in first), sure)]
    if len(first) != len(second):
        return _chosen(first, second)
    return [
        w for a, b in zip(first, second, strict=True) for w in _coded(a, b) or _chosen([a], [b])
    ]


def _coded(first: Word, second: Word) -> list[Word]:
    """A code of letters and digits of which the second reading, or its place, tells a sign."""
    code = code_of(first.text, second.text)
    if code is None:
        return []
    sure = _lowest([first, second])
    return [replace(first, text=code[0], confidence=sure if code[1] else min(sure, UNSURE))]


def _chosen(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """What two readings of the same words make.

    The second counts only where it is figures through and through: a dash, a word or a
    code stays as the reader of Vietnamese has it.
    """
    words = list(first)
    if not second or _text(first, "") == _text(second, ""):
        # Same characters: the second knows better where a figure ends.
        return list(second) if _joins(first, second) else words
    seen, again = _lowest(first), _lowest(second)
    if _alike(first, second):
        return _replaced(first, second, again)
    mended = _with_figures(_text(first, " "), _text(second, " "), surer=again > seen)
    if mended and again >= SURE:
        return [replace(first[0], text=mended, confidence=again)]
    dong = unidecode(_text(first, " ")) == _text(second, " ")  # 48.640.000đ
    if dong or again < SURE or not all(is_figure(w.text) for w in second):
        return words
    # A figure that lost a digit may have been cut: it never replaces a longer one.
    shorter = len(_text(second, "")) < len(_text(first, ""))
    if not all(is_figure(w.text) for w in first):
        return _replaced(first, second, UNSURE if shorter else again)
    return _surer(first, second, again - seen if not shorter else -_SURER)


def _with_figures(first: str, second: str, *, surer: bool) -> str | None:
    """The first reading with the figures of the second: ``80.000đ`` for ``§0.000đ``, ``(%)``."""
    looks = first.translate(_AS_DIGITS)
    if looks != first and " " not in first and unidecode(looks) == second:
        return looks
    return second if second == "(%)" and surer and _PER_CENT.match(first) else None


def _alike(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether a reading is figures, and the first the letters that figures are read as.

    ``I`` is a figure as it stands: there the first must have been unsure, the second not.
    """
    read, figures = _text(first, " "), _text(second, " ")
    if not all(is_figure(w.text) for w in second) or read.translate(_AS_DIGITS) != figures:
        return False
    if _ROMAN.match(read):
        return _lowest(first) < UNSURE and _lowest(second) >= 0.7
    return _lowest(second) >= _ALIKE


def _surer(first: Sequence[Word], second: Sequence[Word], margin: float) -> list[Word]:
    """One of two figures that differ; the margin is by how much the second is surer."""
    chosen = _replaced(first, second, 1.0) if margin > 0 else list(first)
    return chosen if abs(margin) > _SURER else unsure(chosen)


def unsure(words: Sequence[Word]) -> list[Word]:
    """The words, said to be unsure."""
    return [replace(w, confidence=min(UNSURE, w.confidence or 0.0)) for w in words]


def _confirms(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether the second reading surely has the digits of the first, parted alike."""
    return digits_of(first) == digits_of(second) and _lowest(second) >= SURE


def _surest(words: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """Words that a second reading confirms.

    What is unsure stays so: it may be cut (``tables``), which both readings would not see.
    """
    sure = _lowest(second)
    return [
        replace(w, confidence=both(w.confidence or 0.0, sure))
        if (w.confidence or 0.0) > UNSURE
        else w
        for w in words
    ]


def _code(first: Sequence[Word], second: Sequence[Word]) -> str | None:
    """Number and symbol of a document whose figures were parted: the letters stay as read."""
    mine = _CODE.match(_ECHOED.sub("", _text(first, "")))
    other = _CODE.match(_text(second, ""))
    if mine is None or other is None:
        return None
    if unidecode(mine["letters"]).upper() != unidecode(other["letters"]).upper():
        return None
    return other["figures"] + mine["letters"]


def _replaced(first: Sequence[Word], second: Sequence[Word], confidence: float) -> list[Word]:
    if len(second) == len(first):
        return [
            replace(a, text=b.text, confidence=min(confidence, b.confidence or 0.0))
            for a, b in zip(first, second, strict=True)
        ]
    return [replace(w, confidence=min(confidence, w.confidence or 0.0)) for w in second]


def _joins(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether the second reading makes one figure of several: not of ``1.`` and ``15``."""
    return (
        0 < len(second) < len(first)
        and _lowest(second) >= SURE
        and all(is_figure(w.text) for w in second)
        and not any(w.text[-1] in ".,;:)" for w in first[:-1])
    )


def _lowest(words: Sequence[Word]) -> float:
    return min(w.confidence or 0.0 for w in words)


def _text(words: Sequence[Word], joint: str) -> str:
    return joint.join(w.text for w in words)


def _gap(a: Word, b: Word) -> int:
    assert a.box is not None
    assert b.box is not None
    return b.box[0] - a.box[2]


def is_below(a: Word, b: Word) -> bool:
    """Whether a word stands on the line below another: of two such figures none is made."""
    assert a.box is not None
    assert b.box is not None
    return b.box[1] + b.box[3] > 2 * a.box[3]


def _height(word: Word) -> int:
    assert word.box is not None
    return word.box[3] - word.box[1]
