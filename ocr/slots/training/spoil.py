"""What pens and scanners do to a line: slant, blur, noise, black and white, JPEG."""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.slots.training.hands import Mask


def slanted(mask: Mask, slant: float) -> Mask:
    """The mask leaning to the right by ``slant`` of its height."""
    h, w = mask.shape
    extra = abs(slant) * h
    matrix = np.array([[1, -slant, max(0.0, slant * h)], [0, 1, 0]], np.float64)
    return np.asarray(cv2.warpAffine(mask, matrix, (int(w + extra) + 1, h)), np.uint8)


@cache
def _noise() -> NDArray[np.float32]:
    """A sheet to cut pieces from: fresh noise for every line would cost more than the line."""
    return np.random.default_rng(0).standard_normal((600, 2400), np.float32)


def spoilt(grey: Mask, rng: np.random.Generator) -> Mask:
    """Blur, noise, fax black and white, JPEG: what a scanner does."""
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.15, 1.0)), np.uint8)
    if rng.random() < 0.4:
        cut = rng.uniform(165, 222)
        grey = np.asarray(np.where(grey < cut, 0, 255), np.uint8)
        if rng.random() < 0.5:
            grey = np.asarray(cv2.GaussianBlur(grey, (3, 3), 0.6), np.uint8)
    if rng.random() < 0.35:
        sheet = _noise()
        y, x = (int(rng.integers(s - t)) for s, t in zip(sheet.shape, grey.shape, strict=True))
        noise = sheet[y : y + grey.shape[0], x : x + grey.shape[1]] * np.float32(rng.uniform(2, 14))
        grey = np.clip(grey + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.2:
        quality = int(rng.uniform(25, 80))
        _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
        grey = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    if rng.random() < 0.2:
        for _ in range(rng.integers(1, 14)):
            at = (int(rng.integers(grey.shape[1])), int(rng.integers(grey.shape[0])))
            cv2.circle(grey, at, int(rng.integers(1, 3)), (int(rng.uniform(0, 150)),), -1)
    return _flat(grey, rng)


def spoilt_again(grey: Mask, rng: np.random.Generator) -> Mask:
    """What another scanner might have made of a line that is a scan: blur, noise, contrast."""
    soft = np.asarray(cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.15, 0.7)), np.float64)
    if rng.random() < 0.3:
        soft = np.clip(soft + rng.normal(0, rng.uniform(2, 10), grey.shape), 0, 255)
    if rng.random() < 0.3:
        soft = 255 * (soft / 255) ** rng.uniform(0.7, 1.6)
    return _flat(soft, rng)


def _flat(grey: NDArray[Any], rng: np.random.Generator) -> Mask:
    """Ink that is not black on paper that is not white."""
    low, high = rng.uniform(0, 90), rng.uniform(200, 255)
    return np.asarray(low + grey * ((high - low) / 255), np.uint8)
