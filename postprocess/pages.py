"""Repairs the words of a page and keeps them where they stand on it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.page import Box, Line, Page, Word, union
from postprocess.edits import Edit
from postprocess.repair import Mode, repair


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the page and where it stands in the page's text."""

    start: int
    end: int
    line: int
    word: Word


def repair_page(page: Page, mode: Mode = "auto") -> tuple[Page, tuple[Edit, ...]]:
    """Repair the text of a page.

    Args:
        page: As read. Its text is repaired as a whole, so that context reaches across
            lines and cells.
        mode: As in `postprocess.repair.repair`.

    Returns:
        The page with repaired words, and the edits with offsets into ``page.text``. A word
        that was split shares its box in proportion to the letters, joined words get the box
        around both. An edited word's confidence is the mean of the edit's and of the
        lowest that the reader gave its words, or the edit's where the reader gave none.
    """
    text, places = _laid_out(page)
    # A reader may give a word that is empty or holds a space: count as the text does.
    confidences = [p.word.confidence for p in places for _ in p.word.text.split()]
    repaired = repair(text, mode=mode, confidences=confidences)
    words: dict[int, list[tuple[int, Word]]] = {}
    made = [e for e in repaired.edits if e.made]
    starts = [e.start for e in made]
    done = 0  # end of the last edit: words inside a joined one are gone
    for index, place in enumerate(places):
        if place.start < done:
            continue
        first = bisect.bisect_left(starts, place.start)
        inside = []
        end = place.end
        for edit in made[first:]:
            if edit.start >= end:
                break
            inside.append(edit)
            end = max(end, next((p.end for p in places[index:] if p.end >= edit.end), edit.end))
        new = [place.word] if not inside else _new_words(text, places, index, end, inside)
        if inside:
            done = end
        words.setdefault(place.line, []).extend((index, w) for w in new)
    return _rebuilt(page, words), repaired.edits


def _laid_out(page: Page) -> tuple[str, list[_Place]]:
    """The page's text with the place of every word in it; equals ``page.text``."""
    parts: list[str] = []
    places: list[_Place] = []
    at = number = 0
    for b, block in enumerate(page.blocks):
        at += _add(parts, "\n\n" if b else "")
        for n, line in enumerate(block.lines):
            at += _add(parts, "\n" if n else "")
            for c, cell in enumerate(line.cells):
                at += _add(parts, "\t" if c else "")
                for w, word in enumerate(cell):
                    at += _add(parts, " " if w else "")
                    places.append(_Place(at, at + len(word.text), number, word))
                    at += _add(parts, word.text)
            number += 1
    return "".join(parts), places


def _add(parts: list[str], text: str) -> int:
    parts.append(text)
    return len(text)


def _new_words(
    text: str, places: list[_Place], index: int, end: int, edits: list[Edit]
) -> list[Word]:
    """The words that stand where ``text[places[index].start:end]`` stood."""
    start = places[index].start
    old = []
    for place in places[index:]:
        if place.start >= end:
            break
        old.append(place.word)
    parts: list[str] = []
    at = start
    for edit in edits:
        parts += (text[at : edit.start], edit.after)
        at = edit.end
    new = ("".join(parts) + text[at:end]).split()
    sure = min(e.confidence for e in edits)
    own = [w.confidence for w in old if w.confidence is not None]
    # The edit's confidence is the model's alone, the reader's that of what it saw: half each.
    confidence = (min(own) + sure) / 2 if own else sure
    box = union(w.box for w in old)
    if len(new) == 1:
        # The number of a paper is still a pen's, whatever was mended of the symbol behind it.
        same = new[0].partition("/")[0] == old[0].text.partition("/")[0]
        return [Word(new[0], box, confidence, old[0].candidates if same else ())]
    return [
        Word(word, part, confidence)
        for word, part in zip(new, _shares(box, [len(w) for w in new]), strict=True)
    ]


def _shares(box: Box | None, sizes: list[int]) -> list[Box | None]:
    """Divide a box from left to right in proportion to sizes."""
    if box is None:
        return [None] * len(sizes)
    x0, y0, x1, y1 = box
    total = sum(sizes)
    edges = [x0]
    for i in range(len(sizes)):
        edges.append(x0 + round((x1 - x0) * sum(sizes[: i + 1]) / total))
    return [(a, y0, b, y1) for a, b in pairwise(edges)]


def _rebuilt(page: Page, words: dict[int, list[tuple[int, Word]]]) -> Page:
    blocks = []
    number = counted = 0  # line and word of the page as it was read
    for block in page.blocks:
        lines = []
        for line in block.lines:
            new = words.get(number, [])
            # A cell begins with its first word that is left.
            tabs = tuple(sum(i < counted + tab for i, _ in new) for tab in line.tabs)
            lines.append(Line(tuple(w for _, w in new), tabs))
            counted += len(line.words)
            number += 1
        blocks.append(replace(block, lines=tuple(lines)))
    return replace(page, blocks=tuple(blocks))
