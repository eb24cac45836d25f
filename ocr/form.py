"""The lines of a document's form read line by line: head, title, recipients and signature.

What stands there is a record's fields, in capitals and few words, where a lost accent is
another name (`SỞ Y TÉ`). Read alone, a line is often read better than amid a page; two
models and the reading of the page are three votes, which are counted word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex
from unidecode import unidecode

from ocr.engines import Engine, Model
from ocr.page import Block, BlockKind, Line, Word, letters_in, union
from ocr.picture import Image
from ocr.sheet import Cutting, read_cuttings

_FORM = (
    BlockKind.HEADER_LEFT,
    BlockKind.HEADER_RIGHT,
    BlockKind.TITLE,
    BlockKind.RECIPIENTS,
    BlockKind.SIGNATURE,
)
_SURE = 0.92  # confidence of every word of a line that is left as it is
_MOST_LINES = 40  # of a page: no form has more
_PAD = 0.2  # of a word's height that is cut out along with it
_BLANK, _GAP = 1.0, 4.0  # heights of a word: wider than between words, than any lost piece of one
_SURER = 0.1  # by how much a single reading must be surer than the page's
_LETTERS, _LETTERS_SHARE = 3, 0.3  # by which two readings of the same words may differ
_STRANGE_SHARE = 0.1
_STRANGE = regex.compile(
    r"[^\W\d_A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]|[¡¿§†‡]"
    r"|^\W*(?:[IVX]*[ÌÍĨỈỊ][IVX]*|[ivx]*[ïÏ][ivxIVX]*)\W*$"
)
# Rows that a pen fills in: its figures have a reader of their own.
_SLOT = regex.compile(r"^\W*s.{0,2}[:;]|/[a-z]+-[a-z]|\bngay\b|\bthang\b")
_ROMAN = regex.compile(r"\W*[IVX]{2,}\W*")
_OTHER_ROMAN = 0.5  # confidence of a Roman figure that another reading has otherwise
_NOISE = 0.5  # confidence under which a word that no other reading has is none


def read_form_again(
    blocks: Sequence[Block], grey: Image, dpi: float, engine: Engine, timeout: float
) -> tuple[Block, ...]:
    """Read the lines of head, title, recipients and signature again, each by itself.

    Args:
        blocks: Of the page, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the upright copy that was read.
        dpi: Of the copy.
        engine: The recogniser.
        timeout: Seconds for all.

    Returns:
        The blocks, words at the same places, some of them spelt otherwise or divided.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    chosen = [
        (i, j)
        for i, block in enumerate(blocks)
        if block.kind in _FORM
        for j, line in enumerate(block.lines)
        if _doubted(line)
    ][:_MOST_LINES]
    again = read_lines_again(
        [blocks[i].lines[j].words for i, j in chosen], grey, dpi, engine, timeout
    )
    lines = [list(block.lines) for block in blocks]
    for (i, j), words in zip(chosen, again, strict=True):
        lines[i][j] = Line(words)
    return tuple(
        replace(block, lines=tuple(line for line in new if line.words))
        for block, new in zip(blocks, lines, strict=True)
    )


def read_lines_again(
    lines: Sequence[Sequence[Word]], grey: Image, dpi: float, engine: Engine, timeout: float
) -> list[tuple[Word, ...]]:
    """Read lines each by itself, and let the readings vote on every word.

    Args:
        lines: Words of each, boxes in pixels of ``grey``.
        grey: ``(h, w)`` the picture that was read.
        dpi: Of the picture.
        engine: The recogniser.
        timeout: Seconds for all.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    cuttings = [_strip(line, grey) for line in lines]
    if not cuttings:
        return []
    readings = [
        read_cuttings(cuttings, dpi, engine, timeout / 2, model=model)
        for model in (Model.TEXT, Model.SECOND)
    ]
    return [tuple(_voted(line, others)) for line, *others in zip(lines, *readings, strict=True)]


def _doubted(line: Line) -> bool:
    """Whether a line of print has a word that is not surely read."""
    words = [w for w in line.words if letters_in(w.text)]
    return not line.tabs and any((w.confidence or 0.0) < _SURE for w in words)


def _strip(words: Sequence[Word], grey: Image) -> Cutting:
    """The words of a line cut out one by one, so that no line above or below shows."""
    box = union(w.box for w in words)
    assert box is not None
    tallest = max(w.box[3] - w.box[1] for w in words if w.box)
    pad = round(_PAD * tallest)
    x0, y0 = max(0, box[0] - pad), max(0, box[1] - pad)
    image = grey[y0 : box[3] + pad, x0 : box[2] + pad].copy()
    blank = image.copy()
    blank[:] = 255
    end = box[2]  # of the word before, if it is one
    for word in words:
        assert word.box is not None
        a, b, c, d = word.box
        # A box may begin amid its word; then the blank before it is wider than between words.
        if word.text.isalpha() and _BLANK * (d - b) < a - end < _GAP * (d - b):
            a = end
        end = c if (word.confidence or 0.0) >= _NOISE else box[2]
        rows = slice(max(0, b - pad - y0), d + pad - y0)
        columns = slice(max(0, a - pad - x0), c + pad - x0)
        blank[rows, columns] = image[rows, columns]
    return Cutting(blank, (x0, y0))


def _voted(first: Sequence[Word], others: Sequence[Sequence[Word]]) -> Iterator[Word]:
    """The words of a line as most of its readings have them."""
    slot = _SLOT.search(unidecode(" ".join(w.text for w in first)).lower()) is not None
    for mine, rest in _groups(first, others):
        best = _best(mine, rest, slot=slot)
        # No language model can tell "lần thứ XI" from "lần thứ XII".
        romans = {t.strip(".,;:") for r in (mine, *rest) if _ROMAN.fullmatch(t := _text(r))}
        if len(romans) > 1 and _ROMAN.fullmatch(_text(best)):
            best = [replace(w, confidence=min(w.confidence or 0.0, _OTHER_ROMAN)) for w in best]
        yield from best


def _groups(
    first: Sequence[Word], others: Sequence[Sequence[Word]]
) -> Iterator[tuple[list[Word], list[list[Word]]]]:
    """Words of the first reading with what the others have at the same place.

    Where a reading joined two words of another, the two are one group.
    """
    start = 0
    while start < len(first):
        stop = start + 1
        while stop < len(first) and any(
            _meets(w, first[start:stop]) and _meets(w, first[stop : stop + 1])
            for reading in others
            for w in reading
        ):
            stop += 1
        mine = list(first[start:stop])
        yield mine, [[w for w in reading if _meets(w, mine)] for reading in others]
        start = stop


def _meets(word: Word, words: Sequence[Word]) -> bool:
    """Whether a word lies on others by a third of its width or of one of theirs."""
    assert word.box is not None
    a, _, c, _ = word.box
    for other in words:
        assert other.box is not None
        shared = min(c, other.box[2]) - max(a, other.box[0])
        if shared > 0.34 * min(c - a, other.box[2] - other.box[0]):
            return True
    return False


def _best(mine: Sequence[Word], others: Sequence[Sequence[Word]], *, slot: bool) -> Sequence[Word]:
    """What most readings have, weighed by their confidence, spaces left aside.

    Figures change only where two readings agree against a first that can be one.
    """
    readings = [mine, *(r for r in others if r and _as_long(r, mine))]
    if len(readings) == 1:
        lone = len(mine) == 1 and letters_in(mine[0].text) < 2 and not _figures(mine)
        return () if lone and _weight(mine) < _NOISE else mine
    votes: dict[str, float] = {}
    for reading in readings:
        text = _text(reading)
        votes[text] = votes.get(text, 0.0) + _weight(reading)
    winner = max(votes, key=lambda t: votes[t])
    agreeing = [r for r in readings if _text(r) == winner]
    best = max(agreeing, key=_weight)
    if len(agreeing) == 1 and best is not mine:
        figures = _figures(mine) or _figures(best)
        only_accents = _key(winner) == _key(_text(mine))
        bold = (figures and (slot or not _strange(mine))) or not (only_accents or len(readings) > 2)
        if bold or _weight(best) < _weight(mine) + _SURER:
            return mine
    return best


def _as_long(words: Sequence[Word], mine: Sequence[Word]) -> bool:
    """Whether a reading has about as many letters: one that lost half a line is none."""
    length = len(_text(mine))
    return abs(len(_text(words)) - length) <= max(_LETTERS, _LETTERS_SHARE * length)


def _text(words: Sequence[Word]) -> str:
    return "".join(w.text for w in words)


def _key(text: str) -> str:
    return unidecode(text).lower()


def _figures(words: Sequence[Word]) -> bool:
    return any(c.isdigit() for w in words for c in w.text)


def _strange(words: Sequence[Word]) -> bool:
    """Whether a word has a letter that Vietnamese has not, or is a Roman figure with accents."""
    return any(_STRANGE.search(w.text) for w in words)


def _weight(words: Sequence[Word]) -> float:
    """The lowest confidence of a reading's words, little where it cannot be one."""
    least = min((w.confidence or 0.0 for w in words), default=0.0)
    return least * (_STRANGE_SHARE if _strange(words) else 1.0)
