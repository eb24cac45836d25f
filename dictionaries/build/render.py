"""Draws corpus lines as scan-like page images.

Only for learning confusions and measuring: fonts like Times with full Vietnamese, the
sizes of Decree 30/2020/NĐ-CP (13 and 14 point), 150 to 300 dpi, and what a scanner adds.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

# Debian's places; Liberation Serif is not used, it lacks many Vietnamese letters.
_FONT_DIRS = ("/usr/share/fonts/truetype", "/usr/share/fonts/opentype")
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"),
    ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"),
    ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"),
    ("FreeSerif", "FreeSerifBold", "FreeSerifItalic", "FreeSerifBoldItalic"),
    ("NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-BoldItalic"),
)


def _font_file(name: str) -> str | None:
    for folder in _FONT_DIRS:
        for path in sorted(Path(folder).glob(f"*/{name}.ttf")):
            return str(path)
    return None


def page(lines: Sequence[str], rng: random.Random) -> tuple[Image.Image, int]:
    """Draw lines below each other and make them look scanned.

    Args:
        lines: Printed lines, each short enough for the page.
        rng: Chooses font, size, resolution and damage.

    Returns:
        The grey image and its resolution in dpi.
    """
    families = [f for f in _FAMILIES if _font_file(f[0])]
    family = rng.choice(families)
    dpi = rng.choice((150, 200, 200, 200, 250, 300, 300))
    size = rng.choice((12.0, 13.0, 13.0, 14.0, 14.0)) * dpi / 72
    fonts = [ImageFont.truetype(_font_file(n) or "", round(size)) for n in family]
    margin = round(size * 2)
    leading = round(size * rng.uniform(1.25, 1.6))
    width = round(max(max(f.getlength(line) for f in fonts) for line in lines)) + 2 * margin
    image = Image.new("L", (width, leading * len(lines) + 2 * margin), 255)
    draw = ImageDraw.Draw(image)
    ink = rng.choice((0, 0, 20, 50))
    style = 0
    for i, line in enumerate(lines):
        if rng.random() < 0.25:
            style = rng.choices((0, 1, 2, 3), (6, 2, 2, 1))[0]
        draw.text((margin, margin + i * leading), line, font=fonts[style], fill=ink)
    return _damaged(image, rng, dpi), dpi


def _damaged(image: Image.Image, rng: random.Random, dpi: int) -> Image.Image:
    scale = dpi / 300
    image = image.rotate(rng.gauss(0, 0.25), Image.Resampling.BICUBIC, fillcolor=255)
    if rng.random() < 0.3:  # ink that spreads, or a worn ribbon
        spread = ImageFilter.MinFilter(3) if rng.random() < 0.5 else ImageFilter.MaxFilter(3)
        if dpi >= 250 or isinstance(spread, ImageFilter.MinFilter):
            image = image.filter(spread)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 2.2) * scale))
    pixels = np.asarray(image, np.float64)
    noise = np.random.default_rng(rng.getrandbits(32))
    pixels = pixels + noise.normal(0, rng.choice((2, 6, 12, 22)), pixels.shape)
    low = rng.choice((0, 0, 40, 80))
    pixels = low + pixels * (rng.choice((255, 250, 235)) - low) / 255
    kind = rng.random()
    if kind < 0.35:  # a fax or a bilevel scan
        level = low + (255 - low) * rng.uniform(0.45, 0.75)
        specks = noise.random(pixels.shape) < rng.choice((0, 0.0005, 0.002))
        pixels = np.where((pixels < level) ^ specks, 0, 255)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
