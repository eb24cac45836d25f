"""The stamp of arrival set among the words of a page, apart from the document's own.

What the recogniser of print made of its rows is taken out: number and date of a stamp are not
the document's, and a pen's figures are nothing that it can read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from unidecode import unidecode

from ocr.arrival.frames import Frame, Upright, frames_of, upright
from ocr.arrival.labels import Labels, labels_of
from ocr.arrival.read import Filled, read_filled
from ocr.page import Block, BlockKind, Box, Line, Word
from ocr.picture import Image
from ocr.preprocess import OcrCopy

_YEAR = regex.compile(r"n[a-z]m\W{0,3}((?:19|20)\d\d)\b")
_RIM = 0.5  # ems below the upper rule; what stands higher is print that the rule runs through
_WELL_READ = 0.8  # confidence
_PRINT = regex.compile(r"\W?\p{L}{2,}\W?")
_OF_STAMP = regex.compile(r"\W*(?:so|ngay|den|chuyen)\W*$")
_DATED = 0.3  # chance of a date that makes a stamp of a frame where no number is looked for
_UNDER = regex.compile(r"\W*chuyen\W*$")
_ROWS = (1.1, 0.9)  # ems above the number's and below the date's row that are theirs


@dataclass(frozen=True, slots=True)
class _Stamp:
    frame: Frame
    picture: Upright
    labels: Labels
    filled: tuple[Filled | None, Filled]


def read_arrival(
    image: Image, copy: OcrCopy, blocks: Sequence[Block], redness: Image | None = None
) -> tuple[Block, ...]:
    """Read the stamp of arrival of a page, where it has one.

    Args:
        image: The page image that ``copy`` was made from.
        copy: What the words were read on.
        blocks: In reading order, boxes in pixels of the copy.
        redness: Of the image, see `ocr.preprocess.redness_of`.

    Returns:
        The blocks, the stamp's words in a last one: its office, ``ĐẾN``, ``Số:`` and ``Ngày:``,
        each with what may be written there as candidates. They come back as they are where no
        frame of the page is a stamp of arrival.
    """
    stamp = _find(image, copy, redness, _years(blocks))
    if stamp is None:
        return tuple(blocks)
    rest, office = _apart(blocks, stamp)
    return (*rest, Block(BlockKind.ARRIVAL, (*office, *_lines(stamp))))


def _find(
    image: Image, copy: OcrCopy, redness: Image | None, years: frozenset[int]
) -> _Stamp | None:
    """The first frame with both labels; else one with that of a date, and a date behind it."""
    dated = None
    for frame in frames_of(copy, redness):
        picture = upright(image, copy, frame)
        labels = labels_of(picture.print)
        if labels is None:
            continue
        stamp = _Stamp(frame, picture, labels, read_filled(picture, labels, years))
        if labels.number:
            return stamp
        best, share = next(iter(stamp.filled[1].candidates), ("", 0.0))
        if dated is None and best and share >= _DATED:
            dated = stamp
    return dated


def _years(blocks: Sequence[Block]) -> frozenset[int]:
    """When a paper can have arrived: in the year of its date line or the next."""
    for block in blocks:
        for line in block.lines if block.kind is BlockKind.HEADER_RIGHT else ():
            if hit := _YEAR.search(unidecode(line.text).lower()):
                return frozenset((int(hit[1]), int(hit[1]) + 1))
    return frozenset()


def _lines(stamp: _Stamp) -> list[Line]:
    em = stamp.labels.em
    made = []
    number, date = stamp.labels.number, stamp.labels.date
    for text, label, filled in zip(("Số:", "Ngày:"), (number, date), stamp.filled, strict=True):
        if label is None or filled is None:
            continue
        x0, y0, x1, y1 = filled.box
        row = (round(label.x - em), y0, min(x0, round(label.x + em)), y1)
        words = [_word(stamp, text, row, label.share)]
        if filled.candidates:
            best, share = filled.candidates[0]
            box = (x0, y0, max(x1, x0 + 1), y1)
            # A slot that seems blank keeps its candidates too.
            words.append(_word(stamp, best or "…", box, share, filled.candidates))
        made.append(Line(tuple(words)))
    beside = (0, round(stamp.labels.upper - em), max(1, round(date.x - em)), round(date.y + em))
    share = min(label.share for label in (number, date) if label)
    return [Line((_word(stamp, "ĐẾN", beside, share),)), *made]


def _word(
    stamp: _Stamp,
    text: str,
    box: Box,
    confidence: float,
    candidates: tuple[tuple[str, float], ...] = (),
) -> Word:
    shares = tuple((value, round(share, 4)) for value, share in candidates)
    place = stamp.picture.box_on_copy(box)
    return Word(text, place, round(min(1.0, confidence), 4), shares)


def _apart(blocks: Sequence[Block], stamp: _Stamp) -> tuple[list[Block], list[Line]]:
    """The blocks without the words of the stamp's rows, and the name of its office."""
    rest: list[Block] = []
    office: list[Word] = []
    for block in blocks:
        lines = []
        for line in block.lines:
            whose = [
                None if line.tabs or _is_under(word, block, stamp) else _row_of(word, stamp)
                for word in line.words
            ]
            whose = _with_courtesy(line, _with_raised(line, whose))
            office += [w for w, row in zip(line.words, whose, strict=True) if row == "office"]
            kept = tuple(w for w, row in zip(line.words, whose, strict=True) if row is None)
            if kept or not line.words:
                lines.append(line if len(kept) == len(line.words) else Line(kept))
        if lines:
            rest.append(Block(block.kind, tuple(lines)))
    return rest, [Line(tuple(office))] if office else []


def _with_raised(line: Line, whose: list[str | None]) -> list[str | None]:
    """Words among those of the office are of it, though their boxes reach up to the rule."""
    at = [i for i, row in enumerate(whose) if row == "office"]
    if len(at) < 2:
        return whose
    amid = range(at[0], at[-1])
    return [
        "office" if row is None and i in amid and line.words[i].text.isupper() else row
        for i, row in enumerate(whose)
    ]


def _with_courtesy(line: Line, whose: list[str | None]) -> list[str | None]:
    """``Kính chuyển:`` is of the stamp, ``Kính gửi:`` may run through it."""
    return [
        behind if kind is None and unidecode(word.text).lower() == "kinh" else kind
        for word, kind, behind in zip(line.words, whose, [*whose[1:], None], strict=True)
    ]


def _is_under(word: Word, block: Block, stamp: _Stamp) -> bool:
    """Whether a word is black print under a red stamp: the stamp's own print was red ink.

    What a recogniser read of that ink stands apart from the columns.
    """
    apart = block.kind is BlockKind.MARGINALIA
    read = (word.confidence or 0.0) >= _WELL_READ and _PRINT.fullmatch(word.text) is not None
    return stamp.frame.red and not apart and read


def _row_of(word: Word, stamp: _Stamp) -> str | None:
    """Which row of the stamp a word is of: ``office``, ``slots``, or none.

    A stamp is set over print: words there that were read well and are no figures are the
    document's, and stay.
    """
    if word.box is None:
        return None
    x0, y0, x1, y1 = word.box
    x, y = stamp.picture.from_copy((x0 + x1) / 2, (y0 + y1) / 2)
    height, width = stamp.picture.print.shape
    labels, em = stamp.labels, stamp.labels.em
    # Where a row's label was not seen, its middle is a guess, and the office is near.
    over = _ROWS[0] if labels.number else _ROWS[0] / 2
    above, below = labels.upper - over * em, labels.date.y + _ROWS[1] * em
    if not 0 <= x <= width or y < _RIM * em:
        return None
    if y < above:
        return "office" if word.text.isupper() and not any(map(str.isdigit, word.text)) else None
    plain = unidecode(word.text).lower()
    if y > below:  # print that runs through, and seldom anything of the stamp but its label
        return "slots" if y <= height and _UNDER.match(plain) else None
    left, right = (stamp.picture.from_copy(edge, (y0 + y1) / 2)[0] for edge in (x0, x1))
    # What runs into the frame is read badly as often as not, and print all the same.
    runs_in = left < -_RIM * em or right > width + _RIM * em
    read = runs_in or (word.confidence or 0.0) >= _WELL_READ
    return None if read and _PRINT.fullmatch(word.text) and not _OF_STAMP.match(plain) else "slots"
