"""Rows of a signer's title under a seal or a pen: which of the known ones stands there.

The reader of names sees letters of titles too, some of them wrongly. Titles are few, so every
one is laid over what was seen in a window (`ocr.signers.windows`): it must explain more of the
letters than no title does, and the windows vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import partial_ratio
from unidecode import unidecode

from dictionaries.titles import AUTHORITIES, TITLES
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
_SELDOM, _MOSTLY = 15.0, 5.0  # nats against "KT." and a head in the lowest row; for it above
_UNDER_ANOTHER = "thứ trưởng"  # always signs for the minister
_ROW_MM = 4.0  # windows whose middles are nearer are of one row
_SIGNATURE_MM = 15.0  # between the middles of two rows a signature stands


class TitleRow(NamedTuple):
    """A row that was found.

    Attributes:
        text: In small letters: ``kt. giám đốc``.
        box: On the cut-out, more or less.
    """

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class _Vote:
    text: str
    nats: float  # by which it explains a window better than no title does
    top: int  # of the window
    box: Box

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def title_rows(sheets: Sequence[Image], dpi: float) -> list[TitleRow]:
    """The rows of titles that stand on a cut-out, from above.

    Args:
        sheets: ``(h, w)`` grey each, the same cut-out with more or less of its ink.
        dpi: Of them. The first is enough if there are any on it.
    """
    for sheet in sheets:
        for height in _HEIGHTS_MM:
            if rows := _rows(_votes(sheet, dpi, height), dpi):
                return rows
    return []


def _rows(votes: list[_Vote], dpi: float) -> list[TitleRow]:
    rows: list[list[_Vote]] = []
    near = _ROW_MM * dpi / 25.4
    while votes:
        best = max(votes, key=lambda vote: vote.nats)
        of_row = [vote for vote in votes if abs(vote.middle - best.middle) < near]
        votes = [vote for vote in votes if abs(vote.middle - best.middle) >= near]
        if best.nats >= _LEAST and len({vote.top for vote in of_row}) >= _TWICE:
            rows.append(of_row)
    rows.sort(key=lambda row: row[0].middle)
    # What stands with the name under the signature is an office of who signs, no title below one.
    far = _SIGNATURE_MM * dpi / 25.4
    lowest = [not b or b[0].middle - a[0].middle > far for a, b in pairwise([*rows, []])]
    found = [
        _likeliest(row, lowest=last, first=row is rows[0])
        for row, last in zip(rows, lowest, strict=True)
    ]
    for i, (above, below) in enumerate(pairwise(found)):
        # Nobody signs twice: his deputy for the head (decree 30/2020, annex I, 7a).
        for_another = f"kt. {above.text}"
        if above.text == below.text and for_another in AUTHORITIES and not lowest[i]:
            deputy = f"phó {below.text}" if f"phó {below.text}" in TITLES else below.text
            found[i : i + 2] = above._replace(text=for_another), below._replace(text=deputy)
    return found


def _likeliest(votes: Sequence[_Vote], *, lowest: bool, first: bool) -> TitleRow:
    """The title that explains a row best.

    Args:
        votes: Of the row.
        lowest: Whether no other row is below it, down to the signature: for whom one signs
            stands above a title, and there is hardly anything else there.
        first: Whether none is above it, as one is above the title of a deputy of a minister.
    """
    by_text: defaultdict[str, list[_Vote]] = defaultdict(list)
    for vote in sorted(votes, key=lambda vote: -vote.nats):
        by_text[vote.text].append(vote)

    def clearest(text: str) -> float:
        nats = [vote.nats for vote in by_text[text][:_TWICE]]
        prior = (-_SELDOM if lowest else _MOSTLY) if text in AUTHORITIES else 0.0
        prior -= _MOSTLY if first and text.startswith(_UNDER_ANOTHER) else 0.0
        return sum(nats) / _TWICE + prior

    text = max(by_text, key=clearest)
    return TitleRow(text, by_text[text][0].box)


def _votes(sheet: Image, dpi: float, height: float) -> list[_Vote]:
    """What windows over a sheet say, and those beside windows that say something."""
    small, scale = smaller(ink_of(sheet), height * dpi / 25.4)
    tops = stroked(small)
    votes = _seen([window_at(small, top, scale) for top in tops])
    beside = {vote.top + d for vote in votes for d in (-STEP, STEP)}.difference(tops)
    return votes + _seen([window_at(small, top, scale) for top in sorted(beside)])


def _seen(windows: Sequence[Window]) -> list[_Vote]:
    """Titles that explain what is seen in windows of one width, each with its nats."""
    answers = log_probabilities([w.strip for w in windows], READER) if windows else []
    return [v for w, logs in zip(windows, answers, strict=True) for v in _explained(w, logs)]


def _explained(window: Window, logs: NDArray[np.float32]) -> Iterator[_Vote]:
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
            x0, x1 = ((first + s) * STRIDE / STEPS / window.scale for s in (begin, end))
            box = (round(x0), max(0, round(top)), round(x1), round(bottom))
            yield _Vote(text, gain, window.top, box)


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
