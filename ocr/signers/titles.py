"""Rows of a signer's title under a seal or a pen: which of the known ones stands there.

The reader of names sees letters of titles too, some of them wrongly. Titles are few, so every
one is laid over what was seen in a window (`ocr.signers.windows`): it must explain more of the
letters than no title does, and the windows vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import partial_ratio
from unidecode import unidecode

from dictionaries.titles import AUTHORITIES, FOR_HEADS, TITLES
from ocr.page import Box
from ocr.picture import Image
from ocr.signers.alignment import laid_over
from ocr.signers.tokens import INDEX, SPACE, TOKENS
from ocr.signers.windows import READER, STEP, Window, ink_of, smaller, stroked, window_at
from ocr.strip_reader import BLANK, HEIGHT, STEPS, STRIDE, log_probabilities

_HEIGHTS_MM = (7.0, 9.0)  # of windows; a line takes from half to all of one
_FEWEST_SEEN = 5  # letters of a window
_LIKE = 65.0  # likeness, of 100, of a title to a part of what is seen for it to be tried …
_MOST = 12  # … of those that are most like it
_SHOWN = 8.0  # nats by which a title explains a window better than none: it has a vote
_LEAST, _TWICE = 20.0, 2  # nats of the clearest window, and windows, that a row needs
# The same of a row that many windows see, and of one below the body for which one signs. Of the
# rows of 150 signatures that are none one has as much, on a chart.
_OFTEN, _DUE = (17.0, 4), ((16.0, 1), (11.0, 3))
_SELDOM, _MOSTLY = 15.0, 5.0  # nats against "KT." and a head in the lowest row; for it above
_MINISTER, _UNDER_MINISTER = "bộ trưởng", "thứ trưởng"  # who always signs for him
_AHEAD = 3.0  # nats by which a first word shows
_CERTAIN = 35.0  # nats of a body's name: of some 80 that had as many all stood there
_AS_WELL = 0.8  # of the nats of the clearest window
_ROW_MM = 4.0  # windows whose middles are nearer are of one row
_CLOSER, _FARTHER = 0.5, 2.0  # of that, for other windows below a body's name, and for its own
_SIGNATURE_MM = 15.0  # between the middles of two rows a signature stands


class TitleRow(NamedTuple):
    """A row that was found.

    Attributes:
        text: In small letters: ``kt. giám đốc``.
        box: On the cut-out, more or less.
        sure: Whether it can hardly be another: of two rows that bear each other out, or long.
    """

    text: str
    box: Box
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """What one window says of one title.

    Attributes:
        text: The title.
        nats: By which it explains the window better than no title does.
        top: Of the window, in its own pixels.
        box: Where the title is on the cut-out, more or less.
    """

    text: str
    nats: float
    top: int
    box: Box

    @property
    def window(self) -> tuple[int, float]:
        """Which one it is, on whatever sheet."""
        return self.top, self.middle

    @property
    def middle(self) -> float:
        """Its height on the cut-out."""
        return (self.box[1] + self.box[3]) / 2


def title_rows(sheets: Sequence[Image], dpi: float, printed: int = 1) -> list[TitleRow]:
    """The rows of titles that stand on a cut-out, from above.

    Args:
        sheets: ``(h, w)`` grey each, the same cut-out with more or less of its ink.
        dpi: Of them. The first is enough if all are on it.
        printed: How many rows there seem to be.
    """
    most: list[TitleRow] = []
    seen: list[Vote] = []
    for sheet in sheets:
        for height in _HEIGHTS_MM:
            votes = _votes(sheet, dpi, height)
            rows = _rows(votes, dpi)
            if len(rows) >= printed and rows and not _is_for_body(rows[-1].text):
                return rows
            most = max(most, rows, key=len)
            seen += votes
    return max(most, _rows(seen, dpi, together=True), key=len)


def _is_for_body(text: str) -> bool:
    """Whether a row says for which body one signs: the title is due below it."""
    return text.startswith("tm.")


def _clear(row: Sequence[Vote], above: Sequence[Vote], *, together: bool) -> bool:
    """Whether enough of a row is seen; ``above``: votes of the row above it that is near.

    Of few letters under a rim and a pen little is seen in each window, but in many of them.
    """
    nats = max(vote.nats for vote in row)
    windows = len({vote.window for vote in row})
    if nats >= _LEAST and windows >= _TWICE:
        return True
    due = bool(above) and _is_for_body(max(above, key=lambda vote: vote.nats).text)
    enough = (_OFTEN, *_DUE) if due else (_OFTEN,)
    return together and any(nats >= least and windows >= fewest for least, fewest in enough)


def _rows(votes: Sequence[Vote], dpi: float, *, together: bool = False) -> list[TitleRow]:
    """The rows that are seen clearly; ``together``: on several sheets, at several heights."""
    far = _SIGNATURE_MM * dpi / 25.4
    rows: list[list[Vote]] = []
    for row in _parted(votes, _ROW_MM * dpi / 25.4):
        over = rows[-1] if rows and row[0].middle - rows[-1][0].middle < far else []
        if _clear(row, over, together=together):
            rows.append(row)
    # What stands with the name under the signature is an office of who signs, no title below one.
    lowest = [not b or b[0].middle - a[0].middle > far for a, b in pairwise([*rows, []])]
    found = [
        _likeliest(row, lowest=last, first=row is rows[0])
        for row, last in zip(rows, lowest, strict=True)
    ]
    for i, (above, below) in enumerate(pairwise(found)):
        if not lowest[i] and (pair := _for_another(above.text, below.text)):
            # What both are follows from one of two words, if it is seen.
            sure = any(_shows(text, row) for text, row in zip(pair, rows[i : i + 2], strict=True))
            found[i] = above._replace(text=pair[0], sure=sure)
            found[i + 1] = below._replace(text=pair[1], sure=sure)
    return found


def _for_another(above: str, below: str) -> tuple[str, str] | None:
    """The rows of a deputy who signs for the head, where two rows can only be that.

    Nobody signs twice, and no head stands over his deputy (decree 30/2020/NĐ-CP, annex I, 7a).

    >>> _for_another("giám đốc", "giám đốc"), _for_another("bộ trưởng", "thứ trưởng")
    (('kt. giám đốc', 'phó giám đốc'), ('kt. bộ trưởng', 'thứ trưởng'))
    >>> _for_another("tl. giám đốc", "giám đốc"), _for_another("tl. giám đốc", "phó giám đốc")
    (('kt. giám đốc', 'phó giám đốc'), None)
    """
    code, _, head = above.rpartition(". ")
    deputy = _UNDER_MINISTER if head == _MINISTER else f"phó {head}"
    if f"kt. {head}" not in AUTHORITIES or deputy not in TITLES:
        return None
    if below == head:
        return f"kt. {head}", deputy
    return (f"kt. {head}", below) if code in ("", "kt") and below.startswith(deputy) else None


def _parted(votes: Sequence[Vote], near: float) -> list[list[Vote]]:
    """The votes of each row, from above; ``near``: pixels between windows of one."""
    clearest: dict[tuple[int, float], Vote] = {}
    for vote in sorted(votes, key=lambda vote: vote.nats):
        clearest[vote.window] = vote
    rows = []
    while votes:
        best = max(votes, key=lambda vote: vote.nats)
        row = [vote for vote in votes if _is_of(vote, clearest[vote.window], best, near)]
        votes = [vote for vote in votes if vote not in row]
        rows.append(row)
    return sorted(rows, key=lambda row: row[0].middle)


def _is_of(vote: Vote, clearest: Vote, best: Vote, near: float) -> bool:
    """Whether a vote is of the row of the best one; ``clearest``: of its window.

    The name of a body is seen from farther, and a title close below it is a row of its own,
    however short.
    """
    lower = vote.middle - best.middle
    if _is_for_body(best.text) and clearest.text == best.text:
        return abs(lower) < _FARTHER * near
    return abs(lower) < (_CLOSER if lower > 0 and _is_for_body(best.text) else 1) * near


def _likeliest(votes: Sequence[Vote], *, lowest: bool, first: bool) -> TitleRow:
    """The title that explains a row best.

    Args:
        votes: Of the row.
        lowest: Whether no other row is below it, down to the signature: for whom one signs
            stands above a title, and there is hardly anything else there.
        first: Whether none is above it, as one is above the title of a deputy of a minister.
    """
    by_text: defaultdict[str, list[Vote]] = defaultdict(list)
    for vote in sorted(votes, key=lambda vote: -vote.nats):
        by_text[vote.text].append(vote)

    def shown(text: str) -> float:
        return _shown(by_text.get(text, []))

    def clearest(text: str) -> float:
        prior = 0.0
        if text in AUTHORITIES and not (lowest and _is_for_body(text)):
            prior = -_SELDOM if lowest else _MOSTLY
        prior -= _MOSTLY if first and text.startswith(_UNDER_MINISTER) else 0.0
        # What goes before a title is a rim, no "phó", if a code explains it better.
        head = text.removeprefix("phó ")
        codes = max(shown(f"{code}. {head}") for code in FOR_HEADS)
        prior -= _SELDOM if lowest and head != text and codes > shown(text) else 0.0
        return shown(text) + prior

    text = max(by_text, key=clearest)
    best, *_ = by_text[text]
    # Windows a little above and below the row see it as well: it stands in the middle of them.
    as_well = [v.middle - best.middle for v in by_text[text] if v.nats >= _AS_WELL * best.nats]
    lower = round(fmean(as_well))
    x0, y0, x1, y1 = best.box
    sure = _is_for_body(text) and best.nats >= _CERTAIN
    return TitleRow(text, (x0, max(0, y0 + lower), x1, y1 + lower), sure)


def _shown(votes: Iterable[Vote]) -> float:
    """The nats of the two windows that show a text best, each a half."""
    return sum(sorted((vote.nats for vote in votes), reverse=True)[:_TWICE]) / _TWICE


def _shows(text: str, row: Sequence[Vote]) -> bool:
    """Whether the first word of a title is seen in a row: it is clearer than without."""
    without = text.partition(" ")[2]
    whole, rest = (_shown(vote for vote in row if vote.text == t) for t in (text, without))
    return whole >= rest + _AHEAD


def _votes(sheet: Image, dpi: float, height: float) -> list[Vote]:
    """What windows over a sheet say, and those beside windows that say something."""
    small, scale = smaller(ink_of(sheet), height * dpi / 25.4)
    tops = stroked(small)
    votes = _seen([window_at(small, top, scale) for top in tops])
    beside = {vote.top + d for vote in votes for d in (-STEP, STEP)}.difference(tops)
    return votes + _seen([window_at(small, top, scale) for top in sorted(beside)])


def _seen(windows: Sequence[Window]) -> list[Vote]:
    """Titles that explain what is seen in windows of one width, each with its nats."""
    answers = log_probabilities([w.strip for w in windows], READER) if windows else []
    return [v for w, logs in zip(windows, answers, strict=True) for v in _explained(w, logs)]


def _explained(window: Window, logs: NDArray[np.float32]) -> Iterator[Vote]:
    path = logs.argmax(axis=1)
    shown = np.flatnonzero(path != BLANK)
    if len(shown) < _FEWEST_SEEN:
        return
    letters = [int(path[at]) for at in shown if at == 0 or path[at] != path[at - 1]]
    texts = _like("".join(TOKENS[token - 1] for token in letters))
    if not texts:
        return
    first = max(0, int(shown[0]) - 2)
    nats, steps = laid_over(logs[first : int(shown[-1]) + 3].astype(np.float64), texts)
    # Where the row is in a window, more or less: the middle half of it.
    top, bottom = ((window.top + part * HEIGHT) / window.scale for part in (0.25, 0.75))
    for text, gain, (begin, end) in zip(texts, nats.tolist(), steps.tolist(), strict=True):
        if gain >= _SHOWN:
            half = (end - begin) / (2 * len(text) - 2)  # of a letter: its middle is seen
            ends = (first + begin - half, first + end + half)
            x0, x1 = (s * STRIDE / STEPS / window.scale for s in ends)
            box = (max(0, round(x0)), max(0, round(top)), round(x1), round(bottom))
            yield Vote(text, gain, window.top, box)


@cache
def _known() -> dict[str, str]:
    """All rows that may be found, by what they are without accents and stops."""
    rows = (*TITLES, *AUTHORITIES)
    return {unidecode(row).replace(".", ""): row for row in rows if INDEX.keys() >= set(row)}


def _like(seen: str) -> list[str]:
    plain = unidecode(seen).replace(".", "")
    if len(plain.replace(SPACE, "")) < _FEWEST_SEEN:
        return []
    likeness = {row: partial_ratio(key, plain, score_cutoff=_LIKE) for key, row in _known().items()}
    ranked = sorted(likeness, key=lambda row: -likeness[row])[:_MOST]
    return [row for row in ranked if likeness[row]]
