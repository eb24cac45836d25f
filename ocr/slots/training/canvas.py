"""A line in the making: ink on paper, print set on a base line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ocr.slots.tokens import DASH, EM, SLASH
from ocr.slots.training.hands import Mask, parting
from ocr.strip_reader import HEIGHT

SCALE = 1.8  # drawn larger than the strip, so that it can be spoilt like a scan
SIZE = EM * SCALE
SIZES = (0.9, 0.97, 1.04, 1.1)  # few, so that what is printed can be kept


@dataclass(frozen=True, slots=True)
class Sample:
    """A strip and what stands in it.

    Attributes:
        strip: ``(HEIGHT, w)``, 0 = paper, 255 = ink.
        text: Tokens of `ocr.slots.tokens`.
        spans: Left and right end of each token, in pixels of the strip.
    """

    strip: Mask
    text: str
    spans: tuple[tuple[float, float], ...]


@cache
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@cache
def print_ink(text: str, path: str, size: int) -> tuple[Mask, int]:
    """Printed text as ink, and the row of its base line."""
    font = _font(path, size)
    width = int(font.getlength(text)) + 8
    image = Image.new("L", (width, size * 2))
    ImageDraw.Draw(image).text((2, size // 3), text, 255, font)
    return np.array(image), size // 3 + font.getmetrics()[0]


class Canvas:
    """Ink on paper, left to right.

    Attributes:
        ink: 255 = ink.
        base: Row of the base line.
        middle: Row of the middle of capitals.
        x: Where the next thing is put.
        start: Where the line of the form begins.
        marks: Tokens in their order, each with its left and right end.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.ink = np.zeros((int(HEIGHT * SCALE) + 80, int(26 * SIZE)), np.uint8)
        self.base = 40 + int((HEIGHT / 2 + 0.34 * EM) * SCALE)
        self.middle = self.base - round(0.34 * SIZE)
        self.x = 40.0
        self.start = 40.0
        self.marks: list[tuple[str, float, float]] = []

    def put(self, mask: Mask, x: float, bottom: float, dark: float = 1.0) -> None:
        """Add ink with its left lower corner at ``x``, ``bottom``."""
        h = mask.shape[0]
        x0, y0 = int(x), int(bottom) - h
        top, left = max(0, -y0), max(0, -x0)
        part = mask[top:, left : max(left, self.ink.shape[1] - x0)]
        part = part[: max(0, self.ink.shape[0] - max(0, y0))]
        if part.size:
            y, x1 = max(0, y0), max(0, x0)
            area = self.ink[y : y + part.shape[0], x1 : x1 + part.shape[1]]
            np.maximum(area, (part * dark).astype(np.uint8), out=area)

    def mark(self, token: str, start: float, end: float) -> None:
        """Say that a token stands from ``start`` to ``end``."""
        self.marks.append((token, start, end))

    def type(self, text: str, path: str, size: int, dark: float, tokens: str = "") -> None:
        """Print text on the base line where the last one ended.

        Args:
            text: What is printed.
            path: Font file.
            size: In pixels.
            dark: How black, 0 to 1.
            tokens: What is to be seen in it: one token for all of it, or one for each
                character, a blank for those that are none.
        """
        mask, base = print_ink(text, path, size)
        if len(tokens) == 1:
            self.mark(tokens, self.x, self.x + mask.shape[1] - 8)
        else:
            for i, token in enumerate(tokens):
                if token.strip():
                    left, right = (_font(path, size).getlength(text[:n]) for n in (i, i + 1))
                    self.mark(token, self.x + left, self.x + right)
        self.put(mask, self.x, self.base + mask.shape[0] - base, dark)
        self.x += mask.shape[1] - 8

    def part(self, sign: str, height: float, width: float, base: float, dark: float) -> None:
        """Write a sign between the parts of a date, see `parting`; what follows stands behind."""
        mask, below = parting(sign, height, width, self.rng)
        x = self.x + self.rng.uniform(-0.05, 0.25) * height
        self.put(mask, x, base + below, dark)
        self.mark(SLASH if sign == "/" else DASH, x, x + mask.shape[1])
        self.x = float(x + mask.shape[1] + self.rng.uniform(-0.1, 0.2) * height)
