"""Where round seals stand that are not red: rings found among marks larger than letters."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.marks import marks_of
from ocr.picture import Image, shrunk

DARK = 150  # brightness below which a pixel is of a ring or a letter
_RADIUS_MM = (12.0, 23.0)  # of official seals, with some room
_SEARCH_DPI = 75.0
_TOP_SHARE = 0.15  # of the page: emblems of a head are no seals
_CANDIDATES = 25
_FAINT, _PIECE_MM = 200, 4.0  # brightness of a ring's edge, and sides that a piece of it has
_ANGLES = np.linspace(0, 2 * np.pi, 360, endpoint=False)
_PROMISING = 0.45
# Share of a ring's points that are dark. Real seals had 0.68 and more, before their place was
# refined 0.53; circles through text, tables and pictures had 0.48 and 0.38 at most.
_SEAL = 0.58


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal: its middle and the radius of its outer ring, in pixels."""

    x: float
    y: float
    radius: float


def find_seals(grey: Image, dpi: float, *, top: float = _TOP_SHARE) -> list[Seal]:
    """Find round seals.

    Args:
        grey: ``(h, w)``, 255 is paper.
        dpi: Of it.
        top: Share of the page that is not looked at.
    """
    small = shrunk(grey, round(_SEARCH_DPI / dpi * max(grey.shape)))
    scale = max(small.shape) / max(grey.shape)
    first = round(top * small.shape[0])
    low, high = (round(r * _SEARCH_DPI / 25.4) for r in _RADIUS_MM)
    circles = cv2.HoughCircles(
        _without_text(small[first:]),
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
        rough = Seal(float(x / scale), float((y + first) / scale), float(radius / scale))
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
    best = _best(grey, rough.x, rough.y, radii)
    if best[0] < _PROMISING:
        return best[0], rough
    steps = np.arange(-0.8, 0.9, 0.4) * mm
    choices = (
        _best(grey, rough.x + float(dx), rough.y + float(dy), radii) for dx in steps for dy in steps
    )
    return max(choices, key=lambda c: c[0])


def _best(grey: Image, x: float, y: float, radii: NDArray[np.float64]) -> tuple[float, Seal]:
    shares = darkness(grey, x, y, radii)
    i = int(shares.argmax())
    return float(shares[i]), Seal(x, y, float(radii[i]))


def darkness(grey: Image, x: float, y: float, radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each circle the share that is dark; what lies beyond the picture is not."""
    height, width = grey.shape
    xs = np.rint(x + radii[:, None] * np.cos(_ANGLES)).astype(np.intp)
    ys = np.rint(y + radii[:, None] * np.sin(_ANGLES)).astype(np.intp)
    beyond = (xs < 0) | (xs >= width) | (ys < 0) | (ys >= height)
    dark = grey[ys.clip(0, height - 1), xs.clip(0, width - 1)] < DARK
    return np.asarray((dark & ~beyond).mean(axis=1))
