"""Signers' names that print was read as, looked at again by the reader of names.

A recogniser of print takes ``Thuấn`` for ``Thuân`` and ``Đức`` for ``Đúc`` where a pen or a
rim of a seal touches an accent; no sentence around a name tells it better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from dictionaries import families
from dictionaries.syllable import in_old_style, old_style
from ocr.ctc import readings
from ocr.figures import UNSURE
from ocr.page import Block, BlockKind, Box, Line, Word, in_capitals, union
from ocr.picture import Image
from ocr.signers.alignment import found_words
from ocr.signers.judged import Shown, is_lettered, judged
from ocr.signers.names import name_in, name_of_print
from ocr.signers.tokens import TOKENS
from ocr.signers.windows import READER, ink_of, smaller, window_at
from ocr.strip_reader import HEIGHT, log_probabilities

_AROUND = 1.2  # heights of the line around it that are cut out
_HEIGHTS = (1.25, 1.6, 2.1)  # of windows, by that of the line
_LIKELY = 6  # readings of a window
_AS_READ = 3.0  # nats for each word that is as print was read
_READ, _NEVER = 0.7, 1e3  # confidence of a word that was read well; nats against what is ruled out
_CLEARER = 2.0  # nats by which the name that print was read as must be ahead
# Confidence where both say the same, two readers that know nothing of each other: of 85 names on
# which they agreed all were right.
_AGREED = 0.9

Cutting = Callable[[Box], Iterable[Image]]


def look_again(
    blocks: Sequence[Block], shape: tuple[int, int], cuts_of: Cutting
) -> tuple[Block, ...]:
    """The blocks of a page, names in the signature looked at again.

    Where both readers say the same it is surer; where the names' reader says another, and
    clearly so, that one is put in its place, in doubt.

    Args:
        blocks: Boxes in pixels of the page.
        shape: Height and width of the page.
        cuts_of: Gives the cut-outs of a place: the same one with more or less of its ink.
    """
    return tuple(
        replace(b, lines=tuple(_looked_at(line, shape, cuts_of) for line in b.lines))
        if b.kind is BlockKind.SIGNATURE
        else b
        for b in blocks
    )


def _looked_at(line: Line, shape: tuple[int, int], cuts_of: Cutting) -> Line:
    read = _name_of(line)
    count = len(read.split())
    words = line.words[len(line.words) - count :]
    where = union(word.box for word in words)
    if where is None:
        return line
    kept = line.words[: len(line.words) - count]
    shown: list[Shown] = []
    names: dict[str, None] = {}
    for windows in _shown(where, shape, cuts_of):
        likely = [_names(window) for window in windows]
        alike = all(found[:1] == [read] for found in likely)
        if alike and len(windows) == len(_HEIGHTS) and _same(words[0], read.split()[0]):
            return replace(line, words=(*kept, *map(surer, words)))
        shown += windows
        names |= dict.fromkeys(name for found in likely for name in found)
    if not shown:
        return line
    as_read = in_old_style(read).split()

    # The families of the highlands are few in the corpora: one that was read well is one.
    family = as_read[0] if (words[0].confidence or 0.0) >= _READ else ""

    def evidence(name: str) -> float:
        spelt = name.split()
        if family in families.KNOWN and family != spelt[0]:
            return -_NEVER
        same = zip(spelt, as_read, strict=True) if len(spelt) == count else ()
        return _AS_READ * sum(a == b for a, b in same)

    best, *others = judged(shown, [read, *names], evidence)
    if best.name != in_old_style(read) or not _same(words[0], best.name.split()[0]):
        if len(best.name.split()) == count:
            words = spelt_as(words, best.name)
        else:
            words = tuple(found_words(best.name.title(), where))
    elif others and best.nats < others[0].nats + _CLEARER:
        words = _doubted(words, others[0].name)
    elif best.shown >= max((other.shown for other in others), default=0.0):
        words = tuple(map(surer, words))
    return replace(line, words=(*kept, *words))


def _name_of(line: Line) -> str:
    """The name at the end of a line of its words, its family spelt as families are.

    None in capitals, which are a title's.
    """
    if not line.words or line.tabs or in_capitals(line.text):
        return ""
    name = name_of_print(line.text)
    last = line.words[-len(name.split()) :] if name else ()
    capital = all(word.text[0].isupper() for word in last)
    same = name.split()[1:] == [word.text.lower() for word in last[1:]]
    return name if capital and same else ""


def _shown(where: Box, shape: tuple[int, int], cuts_of: Cutting) -> Iterator[list[Shown]]:
    """What the reader of names sees of a line at some heights, cut-out by cut-out."""
    x0, y0, x1, y1 = where
    tall = y1 - y0
    wide = round(_AROUND * tall)
    area = (
        max(0, x0 - wide),
        max(0, y0 - wide),
        min(shape[1], x1 + wide),
        min(shape[0], y1 + wide),
    )
    middle = (y0 + y1) / 2 - area[1]
    for cut in cuts_of(area):
        ink, shown = ink_of(cut), []
        for times in _HEIGHTS:
            small, scale = smaller(ink, times * tall)
            window = window_at(small, round(middle * scale - HEIGHT / 2), scale)
            (logs,) = log_probabilities([window.strip], READER)
            if is_lettered(logs):
                shown.append((window, logs))
        yield shown


def _names(shown: Shown) -> list[str]:
    """The names that a window is read as, the likeliest first."""
    likely = (name_in(reading.text) for reading in readings(shown[1], TOKENS)[:_LIKELY])
    return [name for name in likely if name]


def spelt_as(words: Sequence[Word], name: str) -> tuple[Word, ...]:
    """Words of print as a name of so many words has them: what it changes is in doubt.

    Args:
        words: In capitals, or with a capital each; so they stay.
        name: In any letters.
    """
    return tuple(
        word
        if _same(word, other)
        else replace(
            word, text=other.upper() if in_capitals(word.text) else other, confidence=UNSURE
        )
        for word, other in zip(words, name.title().split(), strict=True)
    )


def _doubted(words: Sequence[Word], rival: str) -> tuple[Word, ...]:
    """The words of a name, those in doubt that another one nearly as likely has otherwise."""
    spelt = rival.split()
    if len(spelt) != len(words):
        spelt = [""] * len(words)
    return tuple(
        word if _same(word, other) else replace(word, confidence=min(UNSURE, word.confidence or 0))
        for word, other in zip(words, spelt, strict=True)
    )


def _same(word: Word, other: str) -> bool:
    return old_style(word.text.lower()) == old_style(other.lower())


def surer(word: Word) -> Word:
    """A word that both readers say."""
    return replace(word, confidence=max(_AGREED, word.confidence or 0.0))
