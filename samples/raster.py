"""Draws set pages as layers of ink: black print, blue pen, red stamp.

A layer is a numpy array (height, width) of uint8: 0 no ink, 255 covered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from form import Arrival, Seal
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont
from typeset import A4, Sheet
from words import FACES, width

Layer = NDArray[np.uint8]
_OVER = 2  # drawn twice as fine and reduced, so that glyphs are not forced onto the pixel grid
_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Inks:
    """The layers of one page."""

    black: Layer
    blue: Layer
    red: Layer


@cache
def _font(face: str, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACES[face], pixels, layout_engine=ImageFont.Layout.BASIC)


class _Pen:
    """Draws in points on one layer."""

    def __init__(self, dpi: float) -> None:
        self.scale = dpi * _OVER / 72
        self.image = Image.new("L", (round(A4[0] * self.scale), round(A4[1] * self.scale)))
        self.draw = ImageDraw.Draw(self.image)

    def text(self, text: str, x: float, y: float, face: str, size: float) -> None:
        font = _font(face, size * self.scale)
        self.draw.text((x * self.scale, y * self.scale), text, fill=255, font=font, anchor="ls")

    def line(self, points: list[tuple[float, float]], thick: float) -> None:
        at = [(x * self.scale, y * self.scale) for x, y in points]
        self.draw.line(at, fill=255, width=max(1, round(thick * self.scale)), joint="curve")

    def ring(self, x: float, y: float, radius: float, thick: float) -> None:
        box = [(v + d * radius) * self.scale for d in (-1, 1) for v in (x, y)]
        self.draw.ellipse(box, outline=255, width=max(1, round(thick * self.scale)))

    def turned(self, text: str, at: tuple[float, float], size: float, angle: float = 0) -> None:
        """One text in bold with its middle at a point, turned counter-clockwise by degrees."""
        font = _font("bold", size * self.scale)
        side = round(max(font.getlength(text), size * self.scale) * 2)
        tile = Image.new("L", (side, side))
        ImageDraw.Draw(tile).text((side / 2, side / 2), text, fill=255, font=font, anchor="mm")
        tile = tile.rotate(angle, Image.Resampling.BICUBIC)
        corner = (round(at[0] * self.scale - side / 2), round(at[1] * self.scale - side / 2))
        self.image.paste(255, corner, tile)

    def add(self, other: _Pen, x: float, y: float, angle: float) -> None:
        """What another pen drew, turned about (x, y) counter-clockwise by degrees."""
        middle = (x * self.scale, y * self.scale)
        turned = other.image.rotate(angle, Image.Resampling.BICUBIC, center=middle)
        self.image = ImageChops.lighter(self.image, turned)
        self.draw = ImageDraw.Draw(self.image)

    def done(self, dpi: float) -> Layer:
        size = (round(A4[0] * dpi / 72), round(A4[1] * dpi / 72))
        return np.asarray(self.image.resize(size, Image.Resampling.BOX))


def draw(sheet: Sheet, dpi: float) -> Inks:
    """Draw one page.

    Args:
        sheet: As set.
        dpi: Of the layers.
    """
    black, blue, red = _Pen(dpi), _Pen(dpi), _Pen(dpi)
    for run in sheet.runs:
        pen = blue if run.face == "hand" else black
        pen.text(run.text, run.x, run.y, run.face, run.size)
    for rule in sheet.rules:
        black.line([(rule.x0, rule.y0), (rule.x1, rule.y1)], rule.width)
    for ink in sheet.inks:
        if ink.seal:
            _seal(red, ink.seal, ink.x, ink.y)
        if ink.stroke is not None:
            _stroke(blue, ink.x, ink.y, ink.stroke)
        if ink.arrival:
            stamp, pen = _Pen(dpi), _Pen(dpi)
            _arrival(stamp, pen, ink.arrival, ink.x, ink.y)
            red.add(stamp, ink.x, ink.y, 2.6)  # nobody stamps quite straight
            blue.add(pen, ink.x, ink.y, 2.6)
    return Inks(black.done(dpi), blue.done(dpi), red.done(dpi))


def _seal(pen: _Pen, seal: Seal, x: float, y: float) -> None:
    radius = 17.5 * _MM
    pen.ring(x, y, radius, 2.2)
    pen.ring(x, y, radius - 3.6, 0.8)
    pen.ring(x, y, radius * 0.6, 0.9)
    size, middle = 7.4, radius * 0.755
    for text, up in ((seal.above, -1), (seal.below, 1)):
        turn = [width(c, "bold", size) * 1.12 / middle for c in text]
        at = -sum(turn) / 2
        for char, step in zip(text, turn, strict=True):
            angle = at + step / 2
            px, py = x + middle * math.sin(angle), y + up * middle * math.cos(angle)
            pen.turned(char, (px, py), size, up * math.degrees(angle))
            at += step
    for side in (-1, 1):
        pen.turned("*", (x + side * middle, y + 2), 12)
    if not seal.middle:
        _star(pen, x, y, radius * 0.42)
    for i, text in enumerate(seal.middle):
        down = (i - (len(seal.middle) - 1) / 2) * 11
        pen.turned(text, (x, y + down), 9.5)


def _star(pen: _Pen, x: float, y: float, radius: float) -> None:
    points = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.4
        points.append(
            (x + reach * math.sin(i * math.pi / 5), y - reach * math.cos(i * math.pi / 5))
        )
    pen.line([*points, points[0]], 1.6)


def _stroke(pen: _Pen, x: float, y: float, seed: int) -> None:
    """A signature that is nobody's: a large first loop, smaller ones, a long last stroke."""
    rng = np.random.default_rng(seed)
    t = np.linspace(0, 1, 300)
    knots = np.linspace(0, 1, 5)
    tall = np.interp(t, knots, [rng.uniform(24, 34), *rng.uniform(6, 20, 3), 4])
    wide = np.interp(t, knots, [rng.uniform(10, 18), *rng.uniform(4, 12, 3), 3])
    pace = np.cumsum(np.interp(t, knots, rng.uniform(0.6, 1.5, 5)))
    phase = 2 * np.pi * rng.uniform(3.5, 5.2) * pace / pace[-1]
    px = x - 58 + 100 * t**1.15 + wide * np.sin(phase + 0.7)
    py = y - tall * np.cos(phase + rng.uniform(-0.5, 0.8)) - rng.uniform(4, 14) * t
    points = [(float(a), float(b)) for a, b in zip(px, py, strict=True)]
    slope = rng.uniform(0.15, 0.5)
    end = points[-1]
    points += [(end[0] + i, end[1] - slope * i + 0.0022 * i * i) for i in range(80)]
    pen.line(points, 1.25)
    low = rng.uniform(6, 20)
    pen.line([(x - 66, y + low), (x - 5, y + low - 7), (x + 88, y + low - 15)], 1.1)


def _arrival(red: _Pen, blue: _Pen, stamp: Arrival, x: float, y: float) -> None:
    # Annex I asks for 35 x 50 mm; many offices have a lower one.
    wide, high = 50 * _MM, 29 * _MM
    x0, y0, x1, y1 = x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
    red.line([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], 1.3)
    red.line([(x0, y0 + 17), (x1, y0 + 17)], 1.0)
    red.turned(stamp.office, (x, y0 + 9), 9.0)
    red.turned("ĐẾN", (x0 + 25, y0 + 40), 19)
    red.line([(x0 + 49, y0 + 17), (x0 + 49, y0 + 62)], 1.0)
    red.line([(x0, y0 + 62), (x1, y0 + 62)], 1.0)
    red.text("Số: ....................", x0 + 53, y0 + 34, "regular", 10.5)
    red.text("Ngày: ................", x0 + 53, y0 + 54, "regular", 10.5)
    red.text("Chuyển: ..................................", x0 + 5, y0 + 76, "regular", 10.5)
    blue.text(stamp.number, x0 + 76, y0 + 32, "hand", 15)
    blue.text(stamp.date, x0 + 78, y0 + 52, "hand", 13)
