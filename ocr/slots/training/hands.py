"""Figures as hands write them: from pens drawn here, real digits, and handwriting fonts.

A figure is an ink mask, ``(h, w)`` uint8, 255 = ink, cut to its ink.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ocr.slots.training.forms import FORMS

Mask = NDArray[np.uint8]
Points = NDArray[np.float64]
Glyph = Callable[[str, float, float], Mask]  # token, height in px, pen width in px


class Writers(Protocol):
    """A source of writers; all chance comes from its ``rng``."""

    rng: np.random.Generator

    def writer(self) -> Glyph:
        """How one writer draws a figure."""
        ...


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
        forms = {k: v[rng.integers(len(v))] for k, v in FORMS.items()}
        aspect = rng.uniform(0.35, 0.8)
        shake = rng.uniform(0.02, 0.08)
        # Many hands make some figures smaller than others, the 0 above all.
        tall = {k: rng.uniform(0.75, 1.1) if rng.random() < 0.4 else 1.0 for k in FORMS}

        def draw(token: str, height: float, width: float) -> Mask:
            form = forms[token] if rng.random() < 0.85 else rng.choice(FORMS[token])
            height *= tall[token]
            narrow = 0.6 if form in FORMS["1"] else 1.0
            wide = height * aspect * narrow * rng.uniform(0.85, 1.15)
            pad = 4 + width + 0.3 * wide  # some strokes begin left of or above the figure
            mask = np.zeros((int(height * 1.3 + 2 * pad), int(wide * 1.3 + 2 * pad)), np.uint8)
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


def uneven(mask: Mask, rng: np.random.Generator) -> Mask:
    """The figure bent a little, and paler where the pen pressed less."""
    h, w = mask.shape
    if min(h, w) < 3:
        return mask
    pad = max(2, h // 10)
    mask = np.pad(mask, pad)
    size = (mask.shape[1], mask.shape[0])
    rough = rng.normal(0, 1, (3, 3, 3)).astype(np.float32)
    dx, dy, light = cv2.split(cv2.resize(rough, size, interpolation=cv2.INTER_LINEAR))
    if rng.random() < 0.7:
        bend = np.float32(rng.uniform(0, 0.07) * h)
        ys, xs = np.indices(mask.shape, np.float32)
        mask = np.asarray(cv2.remap(mask, xs + bend * dx, ys + bend * dy, cv2.INTER_LINEAR))
    if rng.random() < 0.4:
        mask = (mask * np.clip(0.85 + 0.25 * light, 0.3, 1)).astype(np.uint8)
    return cut_to_ink(mask)


def scrawl(rng: np.random.Generator, height: float, width: float) -> Mask:
    """A stroke of a pen that is no figure."""
    points = rng.random((rng.integers(6, 12), 2)) * (height * rng.uniform(1.0, 3.0), height) + 6
    mask = np.zeros((int(height * 1.3) + 12, int(points[:, 0].max()) + 20), np.uint8)
    line = np.round(_curve(points) * 8).astype(np.int32)
    cv2.polylines(mask, [line], False, (255,), max(1, round(width)), cv2.LINE_AA, 3)
    return cut_to_ink(mask)


PARTING = "/-."  # what parts day, month and year by hand


def parting(sign: str, height: float, width: float, rng: np.random.Generator) -> tuple[Mask, float]:
    """A sign of `PARTING` as a pen makes it, for figures ``height`` pixels high.

    Returns:
        Its ink, and by how many pixels it reaches below their feet.
    """
    thick = max(1, round(width))
    if sign == "/":
        tall, lean = height * rng.uniform(1.0, 1.75), height * rng.uniform(0.0, 0.55)
        below = height * rng.uniform(0.0, 0.35)
    elif sign == "-":
        tall, lean = height * rng.normal(0.0, 0.05), height * rng.uniform(0.2, 0.5)
        below = -height * rng.uniform(0.3, 0.6)
    else:
        tall, lean = height * 0.03, height * 0.03
        below = height * rng.uniform(-0.1, 0.1)
    size = round(abs(tall)) + 2 * thick + 4, round(lean) + 2 * thick + 4
    mask = np.zeros(size, np.uint8)
    left, foot, top = thick + 2, size[0] - thick - 2, thick + 2
    start, end = (foot, top) if tall > 0 else (top, foot)
    middle = (left + lean / 2 + rng.normal(0, 0.04) * height, (start + end) / 2)
    points = np.array([(left, start), middle, (left + lean, end)])
    line = np.round(_curve(points) * 8).astype(np.int32)
    cv2.polylines(mask, [line], False, (255,), thick, cv2.LINE_AA, 3)
    return cut_to_ink(mask), below


# MNIST was written in the United States: a 1 is a bare stem there, a 7 has no bar.
_PEN_SHARE = {"1": 0.7, "7": 0.4}


@dataclass(slots=True)
class RealDigits:
    """Digits of MNIST, made thin again: its strokes are thicker than a pen's."""

    by_digit: dict[str, list[Mask]]
    pen: Pen
    rng: np.random.Generator

    @classmethod
    def load(cls, folder: Path, pen: Pen, rng: np.random.Generator, cache: Path) -> RealDigits:
        """Read the 10,000-digit part from its IDX files.

        Args:
            folder: With ``t10k-images-idx3-ubyte.gz`` and its labels.
            pen: Draws what American hands do not write, see `_PEN_SHARE`.
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
        return cls(found, pen, rng)

    def writer(self) -> Glyph:
        """A writer: MNIST does not say whose digit is whose, so every figure is another's."""
        drawn = self.pen.writer()

        def draw(token: str, height: float, width: float) -> Mask:
            if self.rng.random() < _PEN_SHARE.get(token, 0.0):
                return drawn(token, height, width)
            bone = self.by_digit[token][self.rng.integers(len(self.by_digit[token]))]
            scale = height / bone.shape[0]
            size = (round(bone.shape[1] * scale), round(height))
            return drawn_along(bone, size, width * self.rng.uniform(0.7, 1.1))

        return draw


def drawn_along(bone: Mask, size: tuple[int, int], width: float) -> Mask:
    """The figure that a pen makes that follows a middle line, see `thinned`.

    Args:
        bone: The middle line.
        size: Width and height of what it is shrunk to, in pixels.
        width: Of the pen, in pixels.
    """
    grown = cv2.resize(bone, (max(2, size[0]), max(4, size[1])), interpolation=cv2.INTER_AREA)
    mask = np.pad(np.asarray(grown > 25, np.uint8) * 255, 5)
    k = max(1, round(width))
    thick = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (k, k)))
    return cut_to_ink(np.asarray(cv2.GaussianBlur(thick, (3, 3), 0.7), np.uint8))


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
