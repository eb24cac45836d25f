"""Figures as hands write them: from pens drawn here, real digits, and handwriting fonts.

A figure is an ink mask, ``(h, w)`` uint8, 255 = ink, cut to its ink.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Mask = NDArray[np.uint8]
Points = NDArray[np.float64]
Glyph = Callable[[str, float, float], Mask]  # token, height in px, pen width in px

# Strokes as points that a pen passes, x to the right and y down, both 0 to 1; a point given
# twice is a corner. The forms are those that Vietnamese schools teach and offices write: a
# flag on the 1, a bar through the 7, an open 4, loops in 2 and 9.
_FORMS: dict[str, list[str]] = {
    "0": [
        "50,0 15,25 10,70 50,100 88,70 85,25 50,0",
        "60,5 20,20 10,70 45,100 90,65 80,15 50,0 35,8",
        "55,0 15,40 20,90 55,100 85,60 80,10 60,2 75,12",
    ],
    "1": [
        "10,40 60,0 60,0 50,100",
        "0,75 60,0 60,0 45,100",
        "50,0 50,100",
        "55,0 40,100",
        "15,25 55,0 55,0 50,100|20,100 85,98",
        "0,55 55,0 55,0 50,50 48,100",
        "5,95 65,0 65,0 55,100",
        "25,15 50,0 50,0 50,100",
        "0,98 70,0 70,0 55,100",
        "10,85 65,0 65,0 60,100",
    ],
    "2": [
        "10,25 40,0 80,20 60,60 10,100 10,100 95,97",
        "10,22 45,0 80,22 55,65 15,95 8,82 30,78 60,97 95,90",
        "5,30 35,0 75,15 60,55 10,98 10,98 60,92 98,100",
        "15,20 50,0 85,25 45,70 0,100 25,88 60,100 95,92",
    ],
    "3": [
        "10,12 50,0 80,20 40,45 40,45 85,70 50,100 5,90",
        "10,3 80,0 80,0 40,40 40,40 88,65 50,100 5,92",
        "15,10 55,0 75,20 35,45 80,60 60,95 0,100",
        "5,15 50,0 78,22 30,47 55,46 82,72 40,100 10,85",
    ],
    "4": [
        "35,0 5,62 5,62 95,58|70,25 62,100",
        "60,0 0,68 0,68 98,66|62,0 62,100",
        "25,5 10,55 80,52|80,0 60,100",
        "65,0 5,70 5,70 95,62|68,5 60,100",
        "15,5 8,50 50,58 85,45|85,5 80,100",
        "70,0 0,65 30,62 95,60|70,0 55,100",
        "10,95 75,0 75,0 68,100|10,62 95,58",
    ],
    "5": [
        "85,0 28,0 28,0 20,45 20,45 60,38 88,68 50,100 5,90",
        "25,3 20,45 20,45 65,42 85,72 45,100 0,92|25,2 95,0",
        "90,5 35,5 25,40 70,50 75,85 40,100 0,90",
        "30,0 18,45 18,45 55,38 85,62 60,98 5,95|30,2 85,0",
    ],
    "6": [
        "75,0 25,40 10,75 45,100 80,78 50,52 15,72",
        "50,0 20,50 18,85 50,100 82,78 55,55 20,75",
        "85,5 40,10 10,60 40,100 85,75 60,50 20,65",
        "40,0 10,60 30,100 85,85 70,58 15,80",
    ],
    "7": [
        "5,3 90,0 90,0 40,100",
        "5,3 90,0 90,0 40,100|25,50 85,46",
        "5,15 8,2 8,2 50,6 92,0 92,0 55,50 40,100|30,52 88,46",
        "10,10 40,0 90,3 90,3 50,100|20,55 90,45",
        "0,12 5,0 90,2 60,45 55,100",
        "5,0 85,0 85,0 60,40 50,100|15,48 95,42",
    ],
    "8": [
        "75,12 45,0 18,20 50,45 85,75 50,100 12,78 50,45 80,18 65,5",
        "85,8 40,2 20,22 60,50 80,80 45,100 15,78 50,48 85,15",
        "50,47 20,25 50,0 80,22 50,47 12,75 50,100 88,75 50,47",
        "90,0 40,5 20,25 75,70 45,100 15,80 90,5",
    ],
    "9": [
        "82,20 50,0 12,25 40,50 80,25 80,25 70,100",
        "82,15 45,0 12,28 45,52 82,22 82,22 78,75 40,100 8,92",
        "85,10 40,5 15,35 50,48 85,8 85,8 60,100",
        "80,20 45,0 15,25 45,48 80,22 75,70 35,105 10,85 60,65",
        "75,5 30,0 15,35 55,45 80,5 80,5 85,60 75,100",
        "88,5 15,5 10,45 80,42 80,42 86,5 86,5 82,60 78,100",
        "80,8 30,5 10,30 40,48 80,10 80,10 78,85 30,100",
    ],
}  # fmt: skip


def _curve(points: Points) -> Points:
    """A smooth line through points (Catmull-Rom); a point given twice is a corner."""
    pieces: list[Points] = []
    start = 0
    for i in range(1, len(points) + 1):
        corner = i < len(points) and bool(np.allclose(points[i], points[i - 1]))
        if i == len(points) or corner:
            pieces.append(points[start:i])
            start = i
    t = np.linspace(0, 1, 9)[:, None]
    out: list[Points] = []
    for piece in pieces:
        padded = np.vstack([piece[:1], piece, piece[-1:]])
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
            out.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2
                       + (3 * b - a - 3 * c + d) * t**3)
            )  # fmt: skip
    return np.vstack(out) if out else points


def cut_to_ink(mask: Mask) -> Mask:
    """The mask without its empty margins; one empty pixel where there is no ink."""
    ys, xs = np.nonzero(mask > 40)
    if not len(xs):
        return np.zeros((1, 1), np.uint8)
    return mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]


@dataclass(slots=True)
class Pen:
    """Draws figures stroke by stroke, one writer's choice of forms and shakiness."""

    rng: np.random.Generator

    def writer(self) -> Glyph:
        """A writer: always the same forms, never quite the same strokes."""
        rng = self.rng
        forms = {k: v[rng.integers(len(v))] for k, v in _FORMS.items()}
        aspect = rng.uniform(0.4, 0.85)
        shake = rng.uniform(0.02, 0.07)

        def draw(token: str, height: float, width: float) -> Mask:
            form = forms[token] if rng.random() < 0.85 else rng.choice(_FORMS[token])
            narrow = 0.6 if form in _FORMS["1"] else 1.0
            wide = height * aspect * narrow * rng.uniform(0.85, 1.15)
            pad = 4 + width
            mask = np.zeros((int(height * 1.2 + 2 * pad), int(wide * 1.3 + 2 * pad)), np.uint8)
            for stroke in str(form).split("|"):
                points = np.array([p.split(",") for p in stroke.split()], np.float64) / 100
                moved = points + rng.normal(0, shake, points.shape)
                # Corners are points given twice: both must move alike.
                same = np.all(points[1:] == points[:-1], axis=1)
                moved[1:][same] = moved[:-1][same]
                line = _curve(moved) * (wide, height) + pad
                cv2.polylines(
                    mask, [np.round(line * 8).astype(np.int32)], False, (255,),
                    max(1, round(width)), cv2.LINE_AA, 3,
                )  # fmt: skip
            return cut_to_ink(mask)

        return draw


def scrawl(rng: np.random.Generator, height: float, width: float) -> Mask:
    """A stroke of a pen that is no figure."""
    points = rng.random((rng.integers(6, 12), 2)) * (height * rng.uniform(1.0, 3.0), height) + 6
    mask = np.zeros((int(height * 1.3) + 12, int(points[:, 0].max()) + 20), np.uint8)
    line = np.round(_curve(points) * 8).astype(np.int32)
    cv2.polylines(mask, [line], False, (255,), max(1, round(width)), cv2.LINE_AA, 3)
    return cut_to_ink(mask)


@dataclass(slots=True)
class RealDigits:
    """Digits of MNIST, made thin again: its strokes are thicker than a pen's."""

    by_digit: dict[str, list[Mask]]
    rng: np.random.Generator

    @classmethod
    def load(cls, folder: Path, rng: np.random.Generator, cache: Path) -> RealDigits:
        """Read the 10,000-digit part from its IDX files.

        Args:
            folder: With ``t10k-images-idx3-ubyte.gz`` and its labels.
            rng: Chooses the digits.
            cache: Where the thinned digits are kept; made if it is not there.
        """
        raw = gzip.decompress((folder / "t10k-labels-idx1-ubyte.gz").read_bytes())
        labels = np.frombuffer(raw, np.uint8, offset=8)
        if cache.exists():
            thin = np.load(cache)["thin"]
        else:
            raw = gzip.decompress((folder / "t10k-images-idx3-ubyte.gz").read_bytes())
            images = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 28, 28)
            thin = np.stack([thinned(image) for image in images])
            np.savez_compressed(cache, thin=thin)
        found: dict[str, list[Mask]] = {str(d): [] for d in range(10)}
        for label, image in zip(labels, thin, strict=True):
            found[str(label)].append(cut_to_ink(image))
        return cls(found, rng)

    def writer(self) -> Glyph:
        """A writer: MNIST does not say whose digit is whose, so every figure is another's."""

        def draw(token: str, height: float, width: float) -> Mask:
            bone = self.by_digit[token][self.rng.integers(len(self.by_digit[token]))]
            scale = height / bone.shape[0]
            size = (max(2, round(bone.shape[1] * scale)), max(4, round(height)))
            grown = cv2.resize(bone, size, interpolation=cv2.INTER_AREA)
            mask = np.pad(np.asarray(grown > 25, np.uint8) * 255, 5)
            k = max(1, round(width * self.rng.uniform(0.7, 1.1)))
            kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (k, k))
            thick = cv2.dilate(mask, kernel)
            return cut_to_ink(np.asarray(cv2.GaussianBlur(thick, (3, 3), 0.7), np.uint8))

        return draw


_AROUND = ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))


def thinned(image: Mask) -> Mask:
    """The middle line of a digit's strokes, twice as large (Zhang and Suen 1984)."""
    big = cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    ink = np.pad(np.asarray(big > 110, np.uint8), 1)
    changed = True
    while changed:
        changed = False
        for first in (True, False):
            p = [np.roll(ink, step, (0, 1)) for step in _AROUND]
            near = sum(q.astype(np.int16) for q in p)
            turns = sum(((p[i] == 0) & (p[(i + 1) % 8] == 1)).astype(np.int16) for i in range(8))
            if first:
                ends = (p[0] & p[2] & p[4]) | (p[2] & p[4] & p[6])
            else:
                ends = (p[0] & p[2] & p[6]) | (p[0] & p[4] & p[6])
            gone = (ink == 1) & (near >= 2) & (near <= 6) & (turns == 1) & (ends == 0)
            if gone.any():
                ink[gone] = 0
                changed = True
    return ink[1:-1, 1:-1] * np.uint8(255)


@dataclass(slots=True)
class Fonts:
    """Handwriting fonts under open licences."""

    paths: list[Path]
    rng: np.random.Generator

    def writer(self) -> Glyph:
        """A font; its pen is as thick as its maker drew it."""
        path = self.paths[self.rng.integers(len(self.paths))]

        def draw(token: str, height: float, _width: float) -> Mask:
            mask, usual = _glyph(path, token)
            scale = height / usual
            size = (max(2, round(mask.shape[1] * scale)), max(3, round(mask.shape[0] * scale)))
            return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)

        return draw


@cache
def _glyph(path: Path, token: str) -> tuple[Mask, float]:
    """A figure of a font, and how high its 1 is: an "a" is smaller than that."""
    font = ImageFont.truetype(str(path), 72)
    image = Image.new("L", (160, 160))
    ImageDraw.Draw(image).text((40, 30), token, 255, font)
    box = font.getbbox("1")
    return cut_to_ink(np.array(image)), max(20.0, box[3] - box[1])
