"""Two readings of the rows of a list made one: of each row the better.

The reading of a page takes rows of two columns for one line, and then loses rows, ends of rows
and dashes, which that of a column by itself has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from ocr.noise import PURPOSE
from ocr.page import Box, Line, Word, letters_in, meet

# In heights of the list's print:
_ONE_ROW = 0.6  # between the middles of two readings of one row, at most
_ON_ROW = 0.4  # between the middle of a word and that of its row
_PART = 0.2  # of the words of a line that was taken from two rows, on each
_MOST = 0.7  # of what it has, that the two have
_EVEN = 0.5  # confidence that neither bears a reading out nor speaks against it
_BETTER = 0.3  # letters, weighed by confidence, that a better reading has more
_PRINT = 0.6  # mean confidence of a row that was not read before
STROKE = 0.3  # confidence under which a word is what a pen or a seal left
_WORD = 3  # letters
_FEW, _SURE = 2, 0.85  # letters of a scrap, and the confidence of print
_STOPS = ".,;:"


def merged_rows(lines: Sequence[Line], read: Sequence[tuple[Word, ...]], size: float) -> list[Line]:
    """The rows of both readings from top to bottom, of each the better.

    Args:
        lines: As they were read first.
        read: Rows of the column that was read by itself.
        size: Height of the print.
    """
    on = [{at for at, row in enumerate(read) if stands_on(line, row, size)} for line in lines]
    for at in set(range(len(read))).difference(*on):
        # Rows of which one was read together with another: it has a word of theirs.
        for line, rows in zip(lines, on, strict=True):
            if rows and any(_is_again(w, other) for w in line.words for other in read[at]):
                rows.add(at)
    merged: list[Line] = []
    for mine, their in _groups(on):
        first = [lines[at] for at in mine]
        again = [_as_far(read[at], first) for at in their]
        if len(first) == 1:
            better = _are_better(again, first[0].words)
        else:
            words = [word for line in first for word in line.words]
            better = len(first) == len(their) and _are_whole(again, words, 1.0)
        if not (len(first) == 1 and not their and _lies_over(first[0], read)):
            merged += map(Line, again) if better else first
    merged += [
        Line(row)
        for at, row in enumerate(read)
        if not any(at in rows for rows in on) and is_print(row)
    ]
    return sorted(merged, key=lambda line: _middle(line.words))


def _lies_over(line: Line, rows: Sequence[Sequence[Word]]) -> bool:
    """Whether a line that was hardly read lies over print that was: a mixture of two rows."""
    printed = [box for row in rows if is_print(row) for box in _boxes(row)]
    over = any(meet(box, other) for box in _boxes(line.words) for other in printed)
    return over and _mean(line.words) < 0


def _groups(on: Sequence[set[int]]) -> list[tuple[list[int], list[int]]]:
    """Lines and the rows that they stand on; those that share a row are one group."""
    groups: list[tuple[list[int], set[int]]] = []
    for at, rows in enumerate(on):
        joined = [group for group in groups if group[1] & rows]
        groups = [group for group in groups if not group[1] & rows]
        mine = sorted(i for lines, _ in joined for i in lines)
        groups.append(([*mine, at], rows.union(*(shared for _, shared in joined))))
    return [(mine, sorted(rows)) for mine, rows in groups]


def stands_on(line: Line, row: Sequence[Word], size: float) -> bool:
    """Whether a line, or a good part of its words, stands on a row."""
    level = _middle(row)
    if abs(_middle(line.words) - level) < _ONE_ROW * size:
        return True
    boxes = _boxes(line.words)
    there = sum(abs((box[1] + box[3]) / 2 - level) < _ON_ROW * size for box in boxes)
    if there > 1 and there >= _PART * len(boxes):
        return True
    # A box may be much higher than its word.
    print_ = [w for w in line.words if letters_in(w.text) > 1]
    return bool(print_) and all(any(_is_again(w, other) for other in row) for w in print_)


def _is_again(word: Word, other: Word) -> bool:
    """Whether both are one word, read twice."""
    same = word.text.strip(_STOPS) == other.text.strip(_STOPS)
    return same and bool(word.box and other.box and meet(word.box, other.box))


def _as_far(row: Sequence[Word], lines: Sequence[Line]) -> tuple[Word, ...]:
    """A row without an unsure letter or two beyond the end of its lines: a pen's or a seal's."""
    words = list(row)
    end = max((box[2] for line in lines for box in _boxes(line.words)), default=0)
    while len(words) > 1 and _is_scrap(words[-1]) and words[-1].box and words[-1].box[0] >= end:
        words.pop()
    return tuple(words)


def _is_scrap(word: Word) -> bool:
    return _length(word) <= _FEW and "(" not in word.text and (word.confidence or 0.0) < _SURE


def is_print(row: Sequence[Word]) -> bool:
    """Whether words, some of them with letters, were read as print is."""
    return fmean(w.confidence or 0.0 for w in row if letters_in(w.text)) >= _PRINT


def _middle(words: Sequence[Word]) -> float:
    """The height at which a row stands; dashes and stops have none of their own."""
    return median((box[1] + box[3]) / 2 for box in _boxes(words))


def _boxes(words: Sequence[Word]) -> list[Box]:
    boxes = [w.box for w in words if w.box and letters_in(w.text)]
    return boxes or [w.box for w in words if w.box]


def _are_better(rows: Sequence[Sequence[Word]], line: Sequence[Word]) -> bool:
    """Whether a reading has more letters or surer ones, or the same and a dash before them.

    Two rows that were read as one line are better where they have most of what it has.
    """
    if not rows:
        return False
    if len(rows) > 1:
        return _are_whole(rows, line, _MOST)
    (row,) = rows
    if _is_marked(line) and not _is_marked(row):
        return False
    more = _weight(row) - _weight(line)
    # A letter more in the same words bears nothing out.
    if len(row) == len(line) and _letters(row) - _letters(line) < _WORD:
        more = min(more, (_mean(row) - _mean(line)) * _letters(line))
    dashed = _is_marked(row) and not _is_marked(line)
    # What was hardly read amid the row is a word of it; at its end the row may be cut short.
    end = max((box[2] for box in _boxes(row)), default=0)
    kept = [w for w in line if (w.confidence or 0.0) >= STROKE or (w.box and w.box[2] > end)]
    whole = _letters(row) >= _letters(kept) - 1
    return whole and (more > _BETTER or (dashed and more > -_BETTER))


def _are_whole(rows: Sequence[Sequence[Word]], line: Sequence[Word], share: float) -> bool:
    """Whether rows of print, one below the other, have such a share of what was read before."""
    whole = sum(map(_weight, rows)) > share * _weight(line)
    return whole and all(map(is_print, rows)) and _are_apart(rows)


def _are_apart(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether rows stand one below the other: strokes of a pen are read as rows over print."""
    tops = [(min(b[1] for b in boxes), max(b[3] for b in boxes)) for boxes in map(_boxes, rows)]
    return all(below[0] > (above[0] + above[1]) / 2 for above, below in pairwise(tops))


def _is_marked(row: Sequence[Word]) -> bool:
    """Whether a dash or a bullet stands before a row, whatever it was read as."""
    return not row[0].text[:1].isalnum() or ">" in row[0].text


def _letters(words: Sequence[Word]) -> int:
    """Letters and figures: ``P5`` has no less than ``PS``."""
    return sum(_length(w) for w in words)


def _length(word: Word) -> int:
    return sum(map(str.isalnum, word.text))


def _mean(words: Sequence[Word]) -> float:
    return _weight(words) / max(1, _letters(words))


def _weight(words: Sequence[Word]) -> float:
    """Letters, each by how sure it is; doubted words count against a reading."""
    return sum(_length(w) * (_certainty(w) - _EVEN) for w in words)


def _certainty(word: Word) -> float:
    """How surely a word was read; what no stroke is taken for, small as it is, surely enough."""
    return max(word.confidence or 0.0, _SURE if PURPOSE.fullmatch(word.text) else 0.0)
