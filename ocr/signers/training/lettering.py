"""Letters of script types, accents set by hand where the type has none."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Mask = NDArray[np.uint8]

_NEEDED = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĐẤỐ"
# Accents as lines: points in shares of their size, x to the right, y down.
_LINES: dict[str, tuple[tuple[float, float], ...]] = {
    "\u0300": ((-0.45, -0.4), (0.35, 0.3)),
    "\u0301": ((0.45, -0.4), (-0.35, 0.3)),
    "\u0303": ((-0.6, 0.2), (-0.3, -0.25), (0.0, 0.0), (0.3, 0.25), (0.6, -0.2)),
    "\u0309": ((-0.3, -0.4), (0.1, -0.5), (0.25, -0.2), (0.0, 0.1), (0.0, 0.35)),
    "\u0302": ((-0.55, 0.3), (0.0, -0.35), (0.55, 0.3)),
    "\u0306": ((-0.5, -0.3), (-0.25, 0.2), (0.25, 0.2), (0.5, -0.3)),
}  # fmt: skip
_DOT, _HORN = "\u0323", "\u031b"


@dataclass(frozen=True, slots=True)
class Type:
    """A type at one size.

    Attributes:
        path: Its file.
        whole: Whether it has all letters of Vietnamese.
    """

    path: str
    whole: bool


def types_in(folder: Path) -> list[Type]:
    """All regular types below a folder."""
    found = []
    for path in sorted(folder.rglob("*.[ot]tf")):
        known = TTFont(path, lazy=True).getBestCmap()
        found.append(Type(str(path), all(ord(c) in known for c in _NEEDED)))
    return found


@cache
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


class Lettering(NamedTuple):
    """Text as ink, 255 = ink.

    Attributes:
        ink: ``(h, w)``.
        base: Row of its base line.
        middles: Column of the middle of each letter.
    """

    ink: Mask
    base: int
    middles: NDArray[np.float64]


def lettered(text: str, kind: Type, size: int, rng: np.random.Generator) -> Lettering:
    """Text in a type."""
    font = _font(kind.path, size)
    apart = not kind.whole or rng.random() < 0.25
    plain = "".join(_base(c) for c in text) if apart else text
    ascent = font.getmetrics()[0]
    width, height = int(font.getlength(plain)) + 2 * size, ascent + 2 * size
    image = Image.new("L", (width, height))
    stroke = int(rng.random() < 0.15)
    ImageDraw.Draw(image).text((size // 2, size // 2), plain, 255, font, stroke_width=stroke)
    ink = np.array(image)
    if apart:
        _accents(ink, text, plain, font, size, rng)
    ends = np.array([font.getlength(plain[:i]) for i in range(len(plain) + 1)]) + size // 2
    return Lettering(ink, size // 2 + ascent, (ends[1:] + ends[:-1]) / 2)


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.translate(str.maketrans("đĐ", "dD")))[0]


def _accents(
    ink: Mask, text: str, plain: str, font: ImageFont.FreeTypeFont, size: int,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Draw what the plain letters lack, all by the same hand."""
    reach = size * rng.uniform(0.14, 0.22)
    pen = max(1, round(size * rng.uniform(0.03, 0.07)))
    lean, gap = rng.uniform(0.0, 0.3), rng.uniform(0.02, 0.1) * size
    for i, letter in enumerate(text):
        marks = unicodedata.normalize("NFD", letter)[1:]
        if not marks and letter not in "đĐ":
            continue
        left, top, right, bottom = font.getbbox(plain[i])
        x = size / 2 + font.getlength(plain[:i]) + (left + right) / 2
        upper, lower = size / 2 + top, size / 2 + bottom
        if letter in "đĐ":
            y = upper + (0.25 if letter == "đ" else 0.55) * (lower - upper)
            x0 = x + ((0.1 if letter == "đ" else -0.5) * (right - left))
            cv2.line(ink, (int(x0), int(y)), (int(x0 + 1.6 * reach), int(y)), 255, pen, cv2.LINE_AA)
        middle = upper - gap - reach / 2
        side = 0.0
        for mark in marks:
            if mark == _DOT:
                cv2.circle(ink, (int(x), int(lower + gap + pen)), pen, 255, -1, cv2.LINE_AA)
            elif mark == _HORN:
                at = np.array([(x + (right - left) / 2 - 1, upper + 0.2 * reach)])
                points = at + np.array([(0, 0.3), (0.35, 0.1), (0.3, -0.3)]) * reach
                _stroke(ink, points, pen)
            else:
                scale = reach * (0.8 if side else 1.0)
                points = np.array(_LINES[mark]) * scale
                points[:, 0] += x + side + lean * (lower - upper) * 0.5
                points[:, 1] += middle - (0.3 * reach if side else 0)
                _stroke(ink, points, pen)
                side = 0.75 * reach if rng.random() < 0.6 else 0.01
                middle -= 0 if side > 0.1 else 0.9 * reach


def _stroke(ink: Mask, points: NDArray[np.float64], pen: int) -> None:
    line = np.round(points * 8).astype(np.int32)
    cv2.polylines(ink, [line], False, 255, pen, cv2.LINE_AA, 3)
