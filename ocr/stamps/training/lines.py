"""Stamps in the making: a name in some type, inked unevenly, signed across, scanned."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.slots.training.hands import Mask, cut_to_ink
from ocr.slots.training.spoil import slanted, spoilt
from ocr.stamps.tokens import INDEX
from ocr.stamps.training.lettering import Lettering, Type, lettered
from ocr.stamps.training.texts import Names
from ocr.strip_reader import HEIGHT

_SIZES = (44, 52, 60, 68)  # of the letters as drawn; strips are smaller
_SCRIPT = 0.75  # of names in script types; degrees mostly stand in print
_WIDEST = 640  # pixels of a strip
_FAINT = 40  # as `cut_to_ink` has it
_ROOM = 4  # pixels beside what is turned

Columns = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A stamp, drawn.

    Attributes:
        strip: ``(HEIGHT, w)``, 255 = ink.
        text: What stands on it, in small letters.
        middles: Column of the middle of each letter, more or less.
    """

    strip: Mask
    text: str
    middles: Columns


class StampMaker:
    """Draws stamps.

    Args:
        names: What stands on them.
        scripts: Script types.
        prints: Types of print, upright and in italics.
        rng: All chance comes from it.
    """

    def __init__(
        self, names: Names, scripts: list[Type], prints: list[Type], rng: np.random.Generator
    ) -> None:
        self.names, self.scripts, self.prints, self.rng = names, scripts, prints, rng

    def sample(self) -> Sample:
        """A stamp."""
        rng = self.rng
        degree, name = self.names.text()
        size = int(rng.choice(_SIZES))
        kind = self._of(self.scripts if rng.random() < _SCRIPT else self.prints)
        drawn = lettered(name, kind, size, rng)
        text = name
        if degree:
            printed = kind if rng.random() < 0.25 else self._of(self.prints)
            small = round(size * rng.uniform(0.6, 1.0))
            drawn = self._beside(lettered(degree + " ", printed, small, rng), drawn, size)
            text = f"{degree} {name}"
        inked, middles = self._pressed(*_cut(drawn.ink, drawn.middles))
        strip, middles = self._strip(*self._crossed(inked, middles, size))
        seen = [i for i, c in enumerate(text.lower()) if c in INDEX]
        return Sample(strip, "".join(text.lower()[i] for i in seen), middles[seen])

    def _of(self, types: list[Type]) -> Type:
        return types[int(self.rng.integers(len(types)))]

    def _beside(self, left: Lettering, right: Lettering, size: int) -> Lettering:
        """Two texts on one base line."""
        a, b = left.ink[:, : _ends(left.ink)[1]], right.ink[:, _ends(right.ink)[0] :]
        lower = round(self.rng.uniform(-0.1, 0.1) * size) + left.base
        base = max(lower, right.base)
        below = max(a.shape[0] - lower, b.shape[0] - right.base)
        start = a.shape[1] + round(self.rng.uniform(0.05, 0.6) * size)
        ink = np.zeros((base + below, start + b.shape[1]), np.uint8)
        ink[base - lower : base - lower + a.shape[0], : a.shape[1]] = a
        ink[base - right.base : base - right.base + b.shape[0], start:] = b
        moved = right.middles + start - _ends(right.ink)[0]
        return Lettering(ink, base, np.concatenate([left.middles, moved]))

    def _pressed(self, ink: Mask, middles: Columns) -> tuple[Mask, Columns]:
        """Narrow or wide, leaning, turned, thick or thin, with holes: as rubber leaves it."""
        rng = self.rng
        wide = rng.uniform(0.75, 1.3)
        ink = np.asarray(
            cv2.resize(ink, None, fx=wide, fy=1.0, interpolation=cv2.INTER_AREA), np.uint8
        )
        if rng.random() < 0.6:
            ink = slanted(np.pad(ink, ((0, 0), (20, 20))), rng.uniform(-0.25, 0.2))
        if rng.random() < 0.7:
            ink, middles = _turned(ink, rng.normal(0, 1.5)), middles + _ROOM
        weight = rng.random()
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
        if weight < 0.35:
            ink = np.asarray(cv2.dilate(ink, kernel, iterations=1 + int(weight < 0.1)), np.uint8)
        elif weight > 0.92:
            ink = np.asarray(cv2.erode(ink, kernel), np.uint8)
        if rng.random() < 0.5:  # pressed unevenly
            coarse = rng.normal(0.9, 0.3, (3, max(3, ink.shape[1] // 40))).astype(np.float32)
            light = cv2.resize(coarse, ink.shape[::-1], interpolation=cv2.INTER_CUBIC)
            ink = (ink * np.clip(light, 0.15, 1)).astype(np.uint8)
        if rng.random() < 0.4:  # ink that did not take
            grain = rng.random((ink.shape[0] // 2 + 1, ink.shape[1] // 2 + 1), np.float32)
            soft = cv2.GaussianBlur(grain, (0, 0), rng.uniform(0.5, 1.2))
            fine = cv2.resize(soft, ink.shape[::-1], interpolation=cv2.INTER_LINEAR)
            ink = (ink * (fine > rng.uniform(0.2, 0.45))).astype(np.uint8)
        return _cut(ink, middles)

    def _crossed(self, ink: Mask, middles: Columns, size: int) -> tuple[Mask, Columns]:
        """With paper around it, a pen's strokes and the rim of a seal."""
        rng = self.rng
        sides = np.round(rng.uniform(0.0, 0.35, 4) * size).astype(int)
        if rng.random() < 0.15:  # a little is cut off
            sides[2:] = np.round(rng.uniform(0.1, 0.8, 2) * size)
        ink = np.pad(ink, ((sides[0], sides[1]), (sides[2], sides[3])))
        h, w = ink.shape
        if rng.random() < 0.3:
            for _ in range(rng.integers(1, 4)):
                points = rng.uniform((-0.1 * w, -1.2 * h), (1.1 * w, 2.2 * h), (4, 2))
                if rng.random() < 0.5:
                    points[:, 0] = np.sort(points[:, 0])
                t = np.linspace(0, 1, 40)[:, None]
                a, b, c, d = points
                line = a*(1-t)**3 + 3*b*t*(1-t)**2 + 3*c*t**2*(1-t) + d*t**3  # fmt: skip
                dark = float(rng.uniform(0.2, 1.0)) * 255
                layer = np.zeros_like(ink)
                cv2.polylines(layer, [np.round(line * 8).astype(np.int32)], False, dark,
                              int(rng.integers(1, 5)), cv2.LINE_AA, 3)  # fmt: skip
                ink = np.maximum(ink, layer)
        if rng.random() < 0.2:
            radius = int(rng.uniform(3, 7) * h)
            at = (int(rng.uniform(0, w)), int(rng.choice((-1, 1)) * radius + rng.uniform(0, h)))
            layer = np.zeros_like(ink)
            cv2.circle(
                layer, at, radius, float(rng.uniform(60, 255)), int(rng.integers(1, 6)), cv2.LINE_AA
            )
            ink = np.maximum(ink, layer)
        return ink, middles + sides[2]

    def _strip(self, ink: Mask, middles: Columns) -> tuple[Mask, Columns]:
        grey = spoilt(np.asarray(255 - ink, np.uint8), self.rng)
        low, high = float(grey.min()), float(np.percentile(grey, 75))
        dark = np.clip((high - grey.astype(np.float32)) * (255 / max(40.0, high - low)), 0, 255)
        tall = int(HEIGHT * self.rng.uniform(0.72, 1.0))
        wide = min(_WIDEST, max(16, round(ink.shape[1] * tall / ink.shape[0])))
        small = cv2.resize(dark, (wide, tall), interpolation=cv2.INTER_AREA).astype(np.uint8)
        top = int(self.rng.integers(HEIGHT - tall + 1))
        strip = np.pad(small, ((top, HEIGHT - tall - top), (2, 2)))
        return strip, middles * (wide / ink.shape[1]) + 2


def _ends(ink: Mask) -> tuple[int, int]:
    """First column with ink, and the one behind the last."""
    columns = np.flatnonzero(ink.max(axis=0) > _FAINT)
    return (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, ink.shape[1])


def _cut(ink: Mask, middles: Columns) -> tuple[Mask, Columns]:
    return cut_to_ink(ink), middles - _ends(ink)[0]


def _turned(ink: Mask, degrees: float) -> Mask:
    ink = np.pad(ink, ((16, 16), (_ROOM, _ROOM)))
    h, w = ink.shape
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(ink, matrix, (w, h)), np.uint8)
