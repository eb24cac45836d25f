"""Where ``Số:`` and ``Ngày:`` stand in a stamp, and how large their type is.

A reader made as that of the slots (`ocr.slots`) knows both words among the figures of a pen; a
recogniser of print is lost between frame, dots and pen. It is led over the stamp row by row: a
stamp of arrival is one where the one word stands below the other. Some offices (the government's
portal, so most laws that are scanned) have ``Giờ:`` in place of the number: there ``Ngày:`` must
stand right of a large ``ĐẾN``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.arrival.frames import PX
from ocr.marks import marks_of
from ocr.picture import Image, u8
from ocr.slots.strips import Strip, as_ink
from ocr.slots.tokens import DAY, EM, INDEX, LABEL
from ocr.strip_reader import HEIGHT, STEPS, STRIDE, log_probabilities

READER = Path(__file__).with_name("stamp.onnx")
EMS = (3.2, 4.1)  # millimetres: sizes of type that are looked for
_STEP = 0.25  # ems from one row that is looked at to the next
_TOP, _BOTTOM = 0.12, 0.95  # of the stamp: its first row is the office's name, often "SỞ …"
_LEFT = 0.62  # of its width: where labels stand
_SEEN = 0.45  # share that the reader gives the fainter label
_APART = (1.0, 4.5)  # ems from one label's row to the other's
_ROW = 1.6  # usual number of them
_ASIDE = 2.2  # ems that one may stand right of the other
_ALONE = 0.6  # share of a date's label that has no number's above it
_LARGE = (0.8, 3.5)  # ems: height of the capitals of ĐẾN; those of the labels have 0.7;
# a side of the frame may hang on
_WIDE = (2.0, 5.0)  # ems that they cover; a row of dots may run through them
_BEFORE = 0.5  # ems from the middle of a label to where it begins at most
_CRUMBS = 0.12  # ems between them
_LOOK = (1.3, 1.1)  # size and stretch of the row as it is looked at


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label of a stamp.

    Attributes:
        x: Its middle, in pixels of the upright picture.
        y: Middle of its row.
        share: What the reader gives it, 0 to 1.
    """

    x: float
    y: float
    share: float


@dataclass(frozen=True, slots=True)
class Labels:
    """The two labels of a stamp and the size of their type in pixels.

    Attributes:
        number: None where the stamp has another row (``Giờ:``) in its place.
        date: Of the row below.
        em: Size of the type.
    """

    number: Label | None
    date: Label
    em: float

    @property
    def upper(self) -> float:
        """Middle of the row above the date's, in pixels of the upright picture."""
        return self.number.y if self.number else self.date.y - _ROW * self.em


def labels_of(print_: Image) -> Labels | None:
    """Find both labels; None where the frame is no stamp of arrival.

    Args:
        print_: Of a frame, see `ocr.arrival.frames.Upright`.
    """
    best: tuple[float, Labels] | None = None
    alone: list[Labels] = []
    for mm in EMS:
        em = mm * PX
        height, width = print_.shape
        rows = np.arange(_TOP * height, _BOTTOM * height, _STEP * em)
        soft = softened(print_, em, _LOOK[0])
        strips = [row_strip(soft, (0.0, _LEFT * width), float(y), em, *_LOOK) for y in rows]
        if not strips:
            continue
        seen = log_probabilities([strip.ink for strip in strips], READER)
        numbers, dates = (_hits(seen, strips, rows, token) for token in (LABEL, DAY))
        alone += [Labels(None, date, em) for date in dates if date.share >= _ALONE]
        for number in numbers:
            for date in dates:
                apart, aside = (date.y - number.y) / em, abs(date.x - number.x) / em
                both = number.share * date.share
                placed = _APART[0] <= apart <= _APART[1] and aside <= _ASIDE
                if placed and (best is None or both > best[0]):
                    best = both, Labels(number, date, em)
    if best:
        return best[1]
    alone = [found for found in alone if _has_capitals_beside(print_, found)]
    return max(alone, key=lambda found: found.date.share, default=None)


def _has_capitals_beside(print_: Image, labels: Labels) -> bool:
    """Whether capitals much larger than the labels stand left of them: ``ĐẾN``."""
    em = labels.em
    top, bottom = round(labels.upper - 1.4 * em), round(labels.date.y + 1.2 * em)
    part = print_[max(0, top) : bottom, : max(1, round(labels.date.x - _BEFORE * em))]
    ink = cv2.threshold(part, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    # Pale ink comes in crumbs.
    ink = u8(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((round(_CRUMBS * em),) * 2, np.uint8)))
    low, high = (share * em for share in _LARGE)
    covered = np.zeros(part.shape[1], np.bool_)
    for x, _, w, h in marks_of(ink):
        if low <= h <= high and w <= _WIDE[1] * em:
            covered[x : x + w] = True
    return int(covered.sum()) >= _WIDE[0] * em


def _hits(
    seen: list[NDArray[np.float32]], strips: list[Strip], rows: NDArray[np.float64], token: str
) -> list[Label]:
    """For each run of rows that show a label, its middle and its best share."""
    found = []
    for logs, strip, y in zip(seen, strips, rows, strict=True):
        column = logs[:, INDEX[token]]
        at = int(column.argmax())
        x = strip.left + (at + 0.5) * STRIDE / STEPS * strip.scale
        found.append(Label(x, float(y), float(np.exp(column[at]))))
    middles = []
    for i, label in enumerate(found):
        near = [o for o in found[max(0, i - 3) : i + 4] if abs(o.x - label.x) < PX * 2]
        if label.share >= _SEEN and label.share == max(o.share for o in near):
            weights = [o.share**2 for o in near]
            y = float(np.average([o.y for o in near], weights=weights))
            middles.append(Label(label.x, y, label.share))
    return middles


def softened(grey: Image, em: float, size: float) -> Image:
    """An upright picture without what is too fine for rows of it, see `row_strip`."""
    down = em / size / EM
    return u8(cv2.GaussianBlur(grey, (0, 0), max(0.3, 0.4 * down))) if down > 1 else grey


def row_strip(
    grey: Image,
    span: tuple[float, float],
    middle: float,
    em: float,
    size: float,
    stretch: float,
    lean: float = 0.0,
) -> Strip:
    """A row of an upright picture as the reader of the slots wants it.

    Args:
        grey: ``(h, w)``, 255 = paper, softened.
        span: Where it begins and ends, in pixels.
        middle: Of the row.
        em: Size of the type, in pixels.
        size: How large the type is seen, 1 being the reader's own size.
        stretch: How much wider.
        lean: How far what leans to the right is set up, as a share of its height.
    """
    down = em / size / EM
    along = down / stretch
    x0, top = span[0], middle - HEIGHT / 2 * down
    width = max(16, round((span[1] - x0) / along))
    matrix = np.array([[along, -lean * down, x0 + lean * down * HEIGHT / 2], [0.0, down, top]])
    row = cv2.warpAffine(
        grey, matrix, (width, HEIGHT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderValue=(255,),
    )  # fmt: skip
    return Strip(as_ink(np.asarray(row, np.uint8)), x0, along)
