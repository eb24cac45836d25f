"""Invisible text that sits on its words.

One text matrix per printed line carries the turn of the page; each word is stretched to
the width of its box. On a skewed page the words of a line climb like stairs, each level:
in a slanted matrix poppler, which many programs search with, breaks words apart as soon as
they rise by half a point (``TextPage::addChar``). Numbers are kept short: what is written
here must be small beside the scan.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from congvan.outputs.glyphless import ADVANCE, DESCENT, UNITS, encode
from ocr.page import Line, Page, Word
from ocr.pagebox import PageBox

_NEW_RUN = 0.6  # of the height: a word set this far off its line gets its own baseline
_SMALLEST_SKEW = 0.02  # degrees; less moves the end of a line by less than a pixel
_LEAST_GAP = 0.15  # of the height, between words; poppler wants 0.1 to see a space
_LEAST = 0.4  # of a box's side that is left when the skew is taken out of it
_SMALLEST_SIZE = 0.5  # points; an empty box must not make a singular matrix


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word in the frame of its line: u along the line, v across it, in user space.

    ``u`` and ``v`` are of its middle, ``width`` and ``height`` those of the word itself.
    """

    text: str
    u: float
    v: float
    width: float
    height: float


def text_content(page: Page, box: PageBox, font: str) -> bytes:
    """Content stream with the words of a page, in reading order.

    Args:
        page: Words with boxes on the page image; words without a box are left out.
        box: Visible area of the PDF page that the page image covers.
        font: Resource name of the glyphless font.

    Returns:
        Empty if there is nothing to write.
    """
    angle = (box.rotate + page.rotation) % 360
    body: list[bytes] = []
    size = ""
    for line in page.lines():
        for run in _runs(_placed(line, page, box, angle)):
            height = _short(max(_SMALLEST_SIZE, median(w.height for w in run)))
            if height != size:
                body.append(f"/{font} {height} Tf".encode())
                size = height
            body.append(_run(run, float(height), angle, page.skew))
    if not body:
        return b""
    return b"\n".join([b"q BT 3 Tr", *body, b"ET Q\n"])


def _placed(line: Line, page: Page, box: PageBox, angle: int) -> Iterator[_Placed]:
    cos, sin = _direction(angle + page.skew)
    for word in line.words:
        if word.box is None or not word.text or not page.width or not page.height:
            continue
        left, bottom, right, top = _in_user_space(word, page, box)
        along, across = right - left, top - bottom
        if angle in (90, 270):
            along, across = across, along
        along, across = _straighten(along, across, page.skew)
        x, y = (left + right) / 2, (bottom + top) / 2
        yield _Placed(word.text, x * cos + y * sin, y * cos - x * sin, along, across)


def _direction(degrees: float) -> tuple[float, float]:
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def _in_user_space(word: Word, page: Page, box: PageBox) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = word.box or (0, 0, 0, 0)
    ax, ay = box.to_user(x0 / page.width, y0 / page.height)
    bx, by = box.to_user(x1 / page.width, y1 / page.height)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _straighten(along: float, across: float, skew: float) -> tuple[float, float]:
    """Sides of the skewed word itself, from those of the upright box around it."""
    if abs(skew) < _SMALLEST_SKEW:
        return along, across
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(abs(skew)))
    scale = cos * cos - sin * sin
    if scale <= 0:
        return along, across
    width = (along * cos - across * sin) / scale
    height = (across * cos - along * sin) / scale
    return max(width, _LEAST * along), max(height, _LEAST * across)


def _runs(words: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """Words that share a baseline; the cells of a table row need not."""
    run: list[_Placed] = []
    for word in words:
        if run and abs(word.v - run[0].v) > _NEW_RUN * max(word.height, run[0].height):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _run(run: list[_Placed], size: float, angle: int, skew: float) -> bytes:
    cos, sin = _direction(angle)
    slope_cos, slope_sin = _direction(skew)
    middle = median(word.v for word in run)
    parts: list[bytes] = []
    at = (0.0, 0.0)
    for word, following in zip_longest(run, run[1:]):
        # From the skewed frame of the line to the frame of the page's quarter turn.
        u = word.u * slope_cos - middle * slope_sin - word.width / 2
        v = word.u * slope_sin + middle * slope_cos - (0.5 + DESCENT / UNITS) * size
        if not parts:
            at = (u, v)
            matrix = " ".join(_short(n) for n in (cos, sin, -sin, cos))
            x, y = u * cos - v * sin, u * sin + v * cos
            parts.append(f"{matrix} {_short(x, 2)} {_short(y, 2)} Tm".encode())
        # Steps are rounded against where the pen really is, so that errors do not add up.
        step, lift = _short(u - at[0]), _short(v - at[1])
        if (step, lift) != ("0", "0"):
            parts.append(f"{step} {lift} Td".encode())
            at = (at[0] + float(step), at[1] + float(lift))
        natural = len(word.text) * ADVANCE / UNITS * size
        stretch = max(1, int(100 * _drawn_width(word, following, size) / natural))
        parts.append(f"{stretch} Tz(".encode() + _literal(word.text + " ") + b")Tj")
    return b"\n".join(parts)


def _drawn_width(word: _Placed, following: _Placed | None, size: float) -> float:
    """The word's width, or less: words whose boxes touch are run together by poppler."""
    if following is None:
        return word.width
    room = (following.u - following.width / 2) - (word.u - word.width / 2) - _LEAST_GAP * size
    return min(word.width, max(room, word.width / 2))


def _literal(text: str) -> bytes:
    data = encode(text)
    for byte in (b"\\", b"(", b")"):
        data = data.replace(byte, b"\\" + byte)
    return data.replace(b"\r", b"\\r")


def _short(value: float, digits: int = 1) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
