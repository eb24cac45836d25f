"""Real lines of the form and real figures, from scans that someone has labelled.

A folder of them, made by `collect` and looked through by eye::

    lines.json   [{"file": "a.png", "text": "s33/k", "spans": [[12, 50], …], "weight": 1}, …]
    a.png        a line: ink 255 on 0, print of ``canvas.SIZE`` pixels, its middle at half height
    figures/     5_HAND_x.png: a figure, the hand that wrote it, and anything to tell it apart;
                 cut out of such a line, set upright (see `cut`)

No such folder is part of the project: papers belong to their owners.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ocr.slots.training.canvas import SIZE, Canvas, Sample
from ocr.slots.training.hands import Glyph, Mask, Pen, cut_to_ink, drawn_along, thinned
from ocr.slots.training.lines import LineMaker

_RARE = 3  # so many cuts of a figure, and a pen draws it every other time
_LEFT = 40  # where a line is put on the canvas
MARGIN = 30  # pixels of paper left of a line, and right of it


@dataclass(slots=True)
class CutFigures:
    """Figures cut out of scans, each as its pen left it or drawn anew along its middle line."""

    by_digit: dict[str, list[tuple[str, Mask, Mask]]]  # hand, figure, middle line twice as large
    pen: Pen
    rng: np.random.Generator

    @classmethod
    def load(cls, folder: Path, pen: Pen, rng: np.random.Generator) -> CutFigures:
        """Read the figures of a folder as the module's docstring tells.

        Args:
            folder: With the figures.
            pen: Draws some figures instead, more of those that were cut out seldom.
            rng: Chooses the figures.
        """
        found: defaultdict[str, list[tuple[str, Mask, Mask]]] = defaultdict(list)
        for path in sorted(folder.glob("[0-9]_*_*.png")):
            figure, hand, _ = path.stem.split("_", 2)
            mask = cut_to_ink(_picture(path))
            found[figure].append((hand, mask, thinned(_dark(np.pad(mask, 3), 1.0))))
        return cls(dict(found), pen, rng)

    def writer(self) -> Glyph:
        """One hand, or figures of many."""
        rng, drawn = self.rng, self.pen.writer()
        hands = sorted({hand for cuts in self.by_digit.values() for hand, _, _ in cuts})
        own = str(rng.choice(hands)) if rng.random() < 0.5 else ""
        along = rng.random() < 0.5
        thick = rng.normal(0, 0.6)

        def draw(token: str, height: float, width: float) -> Mask:
            cuts = self.by_digit.get(token, [])
            if rng.random() < _RARE / (_RARE + len(cuts)):
                return drawn(token, height, width)
            cuts = [cut for cut in cuts if cut[0] == own] or cuts
            _, mask, bone = cuts[rng.integers(len(cuts))]
            # As high as it was beside its print: hands write some figures smaller.
            tall = height / SIZE
            wide = tall * rng.uniform(0.85, 1.15)
            if along:
                size = (round(bone.shape[1] / 2 * wide), round(bone.shape[0] / 2 * tall))
                return drawn_along(bone, size, width * rng.uniform(0.75, 1.1))
            size = (max(2, round(mask.shape[1] * wide)), max(4, round(mask.shape[0] * tall)))
            how = cv2.INTER_AREA if tall < 1 else cv2.INTER_LINEAR
            sized = np.pad(np.asarray(cv2.resize(mask, size, interpolation=how), np.uint8), 3)
            sized = _thicker(sized, thick, (0.5, -0.7))
            if rng.random() < 0.3:
                sized = np.asarray(cv2.GaussianBlur(sized, (3, 3), 0.6), np.uint8)
            return _dark(cut_to_ink(sized), 0.75)

        return draw


class ScannedLines:
    """Lines of the form out of scans, never twice the same."""

    def __init__(self, folder: Path) -> None:
        self.lines = json.loads((folder / "lines.json").read_text("utf-8"))
        weights = np.array([line["weight"] for line in self.lines], np.float64)
        self.weights = weights / weights.sum()
        self.inks = [_picture(folder / line["file"]) for line in self.lines]

    def sample(self, maker: LineMaker) -> Sample:
        """A line bent, thickened or paled, spoilt a little, and looked at as drawn ones are."""
        rng, c = maker.rng, Canvas(maker.rng)
        at = int(rng.choice(len(self.lines), p=self.weights))
        line, ink = self.lines[at], self.inks[at][:, : c.ink.shape[1] - _LEFT]
        ink = _thicker(ink, rng.random(), (0.8, 0.15))
        if rng.random() < 0.4:
            ink = np.asarray(ink * rng.uniform(0.6, 1), np.uint8)
        if rng.random() < 0.7:
            ink = _bent(ink, rng)
        c.put(ink, _LEFT, c.middle + ink.shape[0] // 2)
        c.start = _LEFT + MARGIN
        c.x = _LEFT + ink.shape[1] - MARGIN
        c.marks = [
            (token, _LEFT + left, _LEFT + right)
            for token, (left, right) in zip(line["text"], line["spans"], strict=True)
        ]
        left, right = rng.uniform(-0.1, 0.9), rng.uniform(-1.0, 0.7)
        return maker.finished(c, left, right, scanned=True)


def _picture(path: Path) -> Mask:
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8)


def _dark(mask: Mask, power: float) -> Mask:
    """The mask with its darkest ink at 255; a power below 1 darkens the rest too."""
    most = max(1, int(mask.max()))
    return np.asarray(255 * (mask / most) ** power, np.uint8)


def _thicker(ink: Mask, chance: float, limits: Sequence[float]) -> Mask:
    """Strokes a pixel wider above the first limit, narrower below the second."""
    brush = np.ones((2, 2), np.uint8)
    if chance > limits[0]:
        return np.asarray(cv2.dilate(ink, brush), np.uint8)
    return np.asarray(cv2.erode(ink, brush), np.uint8) if chance < limits[1] else ink


def _bent(ink: Mask, rng: np.random.Generator) -> Mask:
    """Every part moved by a pixel or two, its neighbours nearly alike."""
    h, w = ink.shape
    rough = rng.normal(0, 1, (3, max(3, w // 25), 2)).astype(np.float32)
    dx, dy = cv2.split(cv2.resize(rough, (w, h), interpolation=cv2.INTER_CUBIC))
    ys, xs = np.indices(ink.shape, np.float32)
    most = np.float32(rng.uniform(0, 1.6))
    return np.asarray(cv2.remap(ink, xs + most * dx, ys + most * dy, cv2.INTER_LINEAR), np.uint8)
