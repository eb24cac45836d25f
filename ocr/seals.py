"""Round seals that are not red: scans in black and white or grey have lost their colour.

Ring, pen and print that touch are one picture to a recogniser, which then reads neither the
signer's title nor the name. The seal and the strokes of the pen beside it are taken out
before the page is read, and words beside them are doubted.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Engine, RawLine
from ocr.figures import UNSURE
from ocr.marks import marks_of
from ocr.page import Block, Box, Line, Word, letters_in
from ocr.picture import Image

_RADIUS_MM = (12.0, 23.0)  # of official seals, with some room
_SEARCH_DPI = 75.0
_TOP_SHARE = 0.15  # of the page: emblems of a head are no seals
_CANDIDATES = 25
_FAINT, _PIECE_MM = 200, 4.0  # brightness of a ring's edge, and sides that a piece of it has
_DARK = 150
# Share of a ring's points that are dark. Real seals had 0.68 and more, before their place was
# refined 0.53; circles through text, tables and pictures had 0.48 and 0.38 at most.
_SEAL = 0.58
_PROMISING = 0.45
_RING = 0.42  # the same of one of the thin rings of a seal
_INSIDE = 0.64  # of the radius: what stands further in is of the seal alone
_RIM_MM = 1.4
_AROUND_MM = (6.0, 14.0, 80.0, 16.0)  # left, above, right, below: where title and name stand
_STROKE_MM = (22.0, 9.0)  # width and height that no letter has
_STROKE_FILLS = 0.25  # of its box at most
_HAIR_MM, _HAIR_FILLS = 6.0, 0.1  # the same of what is left of a ring or of a thin pen
_ANGLES = np.linspace(0, 2 * np.pi, 360, endpoint=False)

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal: its middle and the radius of its outer ring, in pixels."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A picture without its seals.

    Attributes:
        image: ``(h, w)`` grey; seals and the strokes of the pen beside them are paper.
        cut: ``(h, w)`` whether a pixel was made paper.
        signed: Where title and name of each seal stand.
    """

    image: Image
    cut: Bools
    signed: tuple[Box, ...]


def without_seals(grey: Image, dpi: float) -> Unsealed | None:
    """Take the seals out of a picture; None where it has none.

    Args:
        grey: ``(h, w)`` the upright copy; not changed.
        dpi: Of it.
    """
    seals = find_seals(grey, dpi)
    if not seals:
        return None
    image = grey.copy()
    signed = tuple(_around(seal, grey.shape, dpi) for seal in seals)
    for seal, (x0, y0, x1, y1) in zip(seals, signed, strict=True):
        part = grey[y0:y1, x0:x1]
        away = _distances(seal, (x0, y0, x1, y1))
        inside = away < seal.radius + _RIM_MM * dpi / 25.4
        left = np.where((away < _INSIDE * seal.radius) | _rings(grey, seal, away), 255, part)
        left[inside & ~_reaching_out(left, inside)] = 255
        left[_strokes(left, dpi)] = 255
        image[y0:y1, x0:x1] = cv2.max(image[y0:y1, x0:x1], left.astype(np.uint8))
    return Unsealed(image, image != grey, signed)


def find_seals(grey: Image, dpi: float) -> list[Seal]:
    """Find round seals.

    Args:
        grey: ``(h, w)``, 255 is paper.
        dpi: Of it.
    """
    scale = _SEARCH_DPI / dpi
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top = round(_TOP_SHARE * small.shape[0])
    low, high = (round(r * _SEARCH_DPI / 25.4) for r in _RADIUS_MM)
    circles = cv2.HoughCircles(
        _without_text(np.asarray(small[top:], np.uint8)),
        cv2.HOUGH_GRADIENT,
        1,
        20,
        param1=120,
        param2=26,
        minRadius=low,
        maxRadius=high,
    )
    found: list[tuple[float, Seal]] = []
    for x, y, radius in [] if circles is None else circles[0][:_CANDIDATES]:
        rough = Seal(float(x / scale), float((y + top) / scale), float(radius / scale))
        share, seal = _refined(grey, rough, dpi)
        if share >= _SEAL:
            found.append((share, seal))
    seals: list[Seal] = []
    for _, seal in sorted(found, key=lambda f: -f[0]):
        if all(np.hypot(seal.x - s.x, seal.y - s.y) > s.radius for s in seals):
            seals.append(seal)
    return seals


def _without_text(small: Image) -> Image:
    """Only marks higher and wider than letters: text is most of what a search would look at.

    Args:
        small: ``(h, w)`` at the resolution of the search.
    """
    large = np.full_like(small, 255)
    for x, y, w, h in marks_of(np.asarray(small < _FAINT, np.uint8)):
        if min(w, h) >= _PIECE_MM * _SEARCH_DPI / 25.4:
            large[y : y + h, x : x + w] = small[y : y + h, x : x + w]
    return large


def _refined(grey: Image, rough: Seal, dpi: float) -> tuple[float, Seal]:
    """The darkest ring near a circle that was found on a small picture, and how dark it is."""
    mm = dpi / 25.4
    radii = rough.radius + np.arange(-1.2, 1.3, 0.2) * mm
    best = max((_dark(grey, replace(rough, radius=float(r))), float(r)) for r in radii)
    if best[0] < _PROMISING:
        return best[0], rough
    steps = np.arange(-0.8, 0.9, 0.4) * mm
    choices = (
        Seal(rough.x + float(dx), rough.y + float(dy), float(r))
        for dx in steps
        for dy in steps
        for r in radii
    )
    return max(((_dark(grey, c), c) for c in choices), key=lambda c: c[0])


def _dark(grey: Image, seal: Seal) -> float:
    """The share of a circle that is dark; what lies beyond the picture is not."""
    height, width = grey.shape
    xs = np.rint(seal.x + seal.radius * np.cos(_ANGLES)).astype(np.intp)
    ys = np.rint(seal.y + seal.radius * np.sin(_ANGLES)).astype(np.intp)
    inside = (xs >= 0) & (xs < width) & (ys >= 0) & (ys < height)
    return float((grey[ys[inside], xs[inside]] < _DARK).sum() / len(_ANGLES))


def _around(seal: Seal, shape: tuple[int, ...], dpi: float) -> Box:
    left, above, right, below = (v * dpi / 25.4 for v in _AROUND_MM)
    return (
        max(0, round(seal.x - seal.radius - left)),
        max(0, round(seal.y - seal.radius - above)),
        min(shape[1], round(seal.x + seal.radius + right)),
        min(shape[0], round(seal.y + seal.radius + below)),
    )


def _distances(seal: Seal, box: Box) -> NDArray[np.float64]:
    x0, y0, x1, y1 = box
    across, down = np.arange(x0, x1) - seal.x, np.arange(y0, y1) - seal.y
    return np.asarray(np.hypot(across[None, :], down[:, None]))


def _rings(grey: Image, seal: Seal, away: NDArray[np.float64]) -> Bools:
    """Pixels of the thin rings of a seal: radii at which most of the circle is dark."""
    mask = np.zeros(away.shape, np.bool_)
    for radius in np.arange(_INSIDE * seal.radius, 1.1 * seal.radius, 1.0):
        if _dark(grey, replace(seal, radius=float(radius))) >= _RING:
            mask |= np.abs(away - radius) < 1.2
    return mask


def _reaching_out(grey: Image, inside: Bools) -> Bools:
    """Pixels of marks that lie in a seal only in part: letters of title and name."""
    _, labels = cv2.connectedComponents((grey < _DARK).astype(np.uint8))
    outer = np.unique(labels[~inside])
    return np.asarray(np.isin(labels, outer[outer > 0]))


def _strokes(grey: Image, dpi: float) -> Bools:
    """Pixels of marks that are larger than letters and thin: what a pen drew."""
    dark = (grey < _DARK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    wide, high, hair = (v * dpi / 25.4 for v in (*_STROKE_MM, _HAIR_MM))
    large = [
        i
        for i, (_, _, w, h, area) in enumerate(stats)
        if i
        and (
            ((w > wide or h > high) and area < _STROKE_FILLS * w * h)
            or (max(w, h) > hair and area < _HAIR_FILLS * w * h)
        )
    ]
    mask = np.isin(labels, large).astype(np.uint8)
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0)


def missed_lines(
    lines: Sequence[RawLine], page: Unsealed, dpi: float, engine: Engine, timeout: float
) -> list[RawLine]:
    """Lines beside a seal that a reading of the whole page left out.

    A name that is stamped is often askew, and beside straight columns no line of its own.

    Args:
        lines: As read, boxes in pixels of ``page.image``.
        page: Without its seals.
        dpi: Of it.
        engine: The recogniser.
        timeout: Seconds for all.

    Raises:
        TimeoutError, RuntimeError: As the engine does.
    """
    deadline = time.monotonic() + timeout
    taken = np.zeros(page.image.shape, np.bool_)
    for line in lines:
        for word in line.words:
            if letters_in(word.text) and word.box is not None:
                x0, y0, x1, y1 = word.box
                taken[y0:y1, x0:x1] = True
    missed: list[RawLine] = []
    for left, top, right, bottom in page.signed:
        part = np.ascontiguousarray(page.image[top:bottom, left:right])
        for line in engine.recognise(part, dpi, deadline - time.monotonic()):
            words = tuple(_moved(w, left, top) for w in line.words if letters_in(w.text))
            sure = sum((w.confidence or 0.0) >= UNSURE and letters_in(w.text) > 1 for w in words)
            if sure > 1 and not any(_on(w, taken) for w in words):
                missed.append(RawLine(words))
    return missed


def _moved(word: Word, dx: int, dy: int) -> Word:
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy))


def _on(word: Word, taken: Bools) -> bool:
    assert word.box is not None
    x0, y0, x1, y1 = word.box
    return bool(taken[y0:y1, x0:x1].any())


def doubted_beside(blocks: Sequence[Block], cut: Bools) -> tuple[Block, ...]:
    """Blocks with the words doubted that stand beside what was taken out of the picture.

    Letters of theirs may have gone with it.

    Args:
        blocks: Boxes in pixels of the picture.
        cut: As in `Unsealed`.
    """

    def checked(word: Word) -> Word:
        assert word.box is not None
        x0, y0, x1, y1 = word.box
        reach = (y1 - y0) // 2
        if not cut[y0:y1, max(0, x0 - reach) : x1 + reach].any():
            return word
        return replace(word, confidence=min(word.confidence or 0.0, UNSURE))

    return tuple(
        replace(b, lines=tuple(Line(tuple(map(checked, n.words)), n.tabs) for n in b.lines))
        for b in blocks
    )
