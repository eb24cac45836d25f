"""Small pictures for tests, drawn here."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw


def page(width=1240, height=1754, *, lines=20, marked=False):
    """A page with dashes like lines of print; ``marked`` puts a black square in its middle."""
    picture = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(picture)
    for i in range(lines):
        y = 150 + 60 * i
        for x in range(150, width - 150, 60):
            draw.rectangle((x, y, x + 40, y + 18), fill=0)
    if marked:
        cx, cy = width // 2, height // 2
        draw.rectangle((cx - 60, cy - 60, cx + 60, cy + 60), fill=0)
    return picture


def tiff(path: Path, pages, dpi=150):
    """Write pages as one TIFF."""
    first, *rest = [p.convert("1") for p in pages]
    first.save(path, save_all=True, append_images=rest, dpi=(dpi, dpi), compression="group4")
    return path


def turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    """The picture turned counter-clockwise about its middle, on white."""
    h, w = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (w, h), borderValue=(255, 255, 255))
