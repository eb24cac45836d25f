"""Names in the making: in some type, inked unevenly, signed and sealed across, scanned."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.signers.tokens import INDEX
from ocr.signers.training.lettering import Lettering, Type, lettered
from ocr.signers.training.over import pen_strokes, row_beside, seal
from ocr.signers.training.texts import Names
from ocr.slots.training.hands import Mask, cut_to_ink
from ocr.slots.training.spoil import slanted, spoilt
from ocr.strip_reader import HEIGHT

_SIZES = (44, 52, 60, 68)  # of the letters as drawn; strips are smaller
_SCRIPT = 0.4  # of names in script types; degrees mostly stand in print
_NOTHING, _NO_NAME = 0.08, 0.15  # of samples: strokes and seals alone, other words
_WIDEST = 640  # pixels of a strip
_FAINT = 40  # as `cut_to_ink` has it
_ROOM = 4  # pixels beside what is turned

Columns = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A name, drawn.

    Attributes:
        strip: ``(HEIGHT, w)``, 255 = ink.
        text: What stands on it, in small letters.
        middles: Column of the middle of each letter, more or less.
    """

    strip: Mask
    text: str
    middles: Columns


class NameMaker:
    """Draws names.

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
        """A name, other words, or nothing."""
        rng = self.rng
        size = int(rng.choice(_SIZES))
        chance = rng.random()
        if chance < _NOTHING:
            return self._nothing(size)
        other = chance < _NOTHING + _NO_NAME
        degree, name = ("", self.names.other()) if other else self.names.text()
        script = not other and rng.random() < _SCRIPT
        kind = self._of(self.scripts if script else self.prints)
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

    def _nothing(self, size: int) -> Sample:
        """Paper where nothing is written, whatever lies on it."""
        shape = (round(size * self.rng.uniform(1.0, 2.0)), round(size * self.rng.uniform(2, 14)))
        blank = np.zeros(shape, np.uint8)
        strip, _ = self._strip(*self._crossed(blank, np.zeros(0), size))
        return Sample(strip, "", np.zeros(0))

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
        """With paper around it, a pen's strokes, a seal, pieces of other rows."""
        rng = self.rng
        sides = np.round(rng.uniform(0.0, 0.35, 4) * size).astype(int)
        if rng.random() < 0.5:  # more of the page than the name
            sides[2:] = np.round(rng.uniform(0.0, 3.0, 2) * size)
        elif rng.random() < 0.3:  # a little is cut off
            sides[2:] = np.round(rng.uniform(0.1, 0.8, 2) * size)
        if rng.random() < 0.3:
            sides[:2] = np.round(rng.uniform(0.0, 0.6, 2) * size)
        ink = np.pad(ink, ((sides[0], sides[1]), (sides[2], sides[3])))
        if rng.random() < 0.25:
            ink = row_beside(ink, size, self.prints, rng)
        if rng.random() < 0.35:
            ink = seal(ink, size, self.prints, rng)
        if rng.random() < 0.55:
            ink = pen_strokes(ink, size, rng)
        return ink, middles + sides[2]

    def _strip(self, ink: Mask, middles: Columns) -> tuple[Mask, Columns]:
        grey = spoilt(np.asarray(255 - ink, np.uint8), self.rng)
        low, high = float(grey.min()), float(np.percentile(grey, 75))
        dark = np.clip((high - grey.astype(np.float32)) * (255 / max(40.0, high - low)), 0, 255)
        tall = int(HEIGHT * self.rng.uniform(0.55, 1.0))
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
