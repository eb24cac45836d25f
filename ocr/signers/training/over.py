"""What lies over a name in the making: a pen's strokes, a seal, the line above."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.signers.training.lettering import Type, lettered
from ocr.slots.training.hands import Mask

_FINEST = 3  # bits of the parts of a pixel that OpenCV draws with


def pen_strokes(ink: Mask, size: int, rng: np.random.Generator) -> Mask:
    """Strokes of a signature over some ink: curves, loops, a long one through the name.

    Args:
        ink: ``(h, w)``, 255 = ink.
        size: Of its letters, in pixels.
        rng: All chance comes from it.
    """
    h, w = ink.shape
    for _ in range(rng.integers(1, 5)):
        kind = rng.random()
        if kind < 0.3:  # nearly straight, from side to side
            rise = rng.uniform(-0.25, 0.25) * w
            middle = rng.uniform(0.0, 1.0) * h
            ends = np.sort(rng.uniform(-0.3 * w, 1.3 * w, 2))
            points = np.array(
                [(x, middle + rise * (x / w - 0.5)) for x in np.linspace(ends[0], ends[1], 12)]
            )
            points[:, 1] += np.cumsum(rng.normal(0, 0.01 * size, 12))
        elif kind < 0.5:  # a loop
            turn = np.linspace(0, rng.uniform(3.0, 8.0), 40)
            wide, tall = rng.uniform(0.2, 1.2) * size, rng.uniform(0.5, 2.5) * size
            points = np.stack([wide * np.cos(turn), tall * np.sin(turn)], axis=1)
            points[:, 0] += rng.uniform(0, w) + turn * rng.uniform(0, 0.4) * size
            points[:, 1] += rng.uniform(-0.5, 1.5) * h
            points[:, 0] += (h / 2 - points[:, 1]) * rng.uniform(-0.2, 0.6)
        else:
            ends = rng.uniform((-0.1 * w, -1.2 * h), (1.1 * w, 2.2 * h), (4, 2))
            if rng.random() < 0.5:
                ends[:, 0] = np.sort(ends[:, 0])
            t = np.linspace(0, 1, 40)[:, None]
            a, b, c, d = ends
            points = a*(1-t)**3 + 3*b*t*(1-t)**2 + 3*c*t**2*(1-t) + d*t**3  # fmt: skip
        dark = float(rng.uniform(0.2, 1.0)) * 255
        width = max(1, round(size * rng.uniform(0.03, 0.16)))
        ink = np.maximum(ink, _line(ink.shape, points, dark, width))
    return ink


def seal(ink: Mask, size: int, types: list[Type], rng: np.random.Generator) -> Mask:
    """A round seal over some ink, or what is left of one that was taken out: two rings with
    letters between them, a line of letters within.

    Args:
        ink: ``(h, w)``, 255 = ink.
        size: Of its letters, in pixels.
        types: Of the letters on the seal.
        rng: All chance comes from it.
    """
    h, w = ink.shape
    radius = rng.uniform(2.2, 4.2) * size
    x = rng.uniform(-0.3 * w, 0.8 * w)
    y = h / 2 + rng.uniform(-1.1, 1.1) * radius
    dark = float(rng.uniform(30, 255))
    layer = np.zeros_like(ink)
    at = (round(x), round(y))
    cv2.circle(layer, at, round(radius), dark, max(1, round(0.08 * size)), cv2.LINE_AA)
    if rng.random() < 0.7:
        inner = round(radius * rng.uniform(0.62, 0.75))
        cv2.circle(layer, at, inner, dark, max(1, round(0.04 * size)), cv2.LINE_AA)
    kind = types[int(rng.integers(len(types)))]
    small = max(12, round(size * rng.uniform(0.4, 0.7)))
    turn = rng.uniform(0, 360)
    for letter in _capitals(rng, int(rng.integers(12, 26))):
        turn += 12
        if letter != " ":
            away = radius * 0.83
            angle = np.deg2rad(turn)
            place = (x + away * np.sin(angle), y - away * np.cos(angle))
            _put(layer, lettered(letter, kind, small, rng).ink, place, -turn, dark)
    if rng.random() < 0.6:
        words = lettered(_capitals(rng, int(rng.integers(5, 12))), kind, small, rng).ink
        _put(layer, words, (x, y + rng.uniform(-0.4, 0.4) * radius), rng.normal(0, 6), dark)
    if rng.random() < 0.5:  # pressed unevenly
        coarse = rng.uniform(0, 1.3, (4, 6)).astype(np.float32)
        even = cv2.resize(coarse, (w, h), interpolation=cv2.INTER_CUBIC)
        layer = (layer * np.clip(even, 0, 1)).astype(np.uint8)
    return np.maximum(ink, layer)


def row_beside(ink: Mask, size: int, types: list[Type], rng: np.random.Generator) -> Mask:
    """The lower part of a row above some ink, or the upper part of one below it."""
    h, w = ink.shape
    kind = types[int(rng.integers(len(types)))]
    row = lettered(_capitals(rng, int(rng.integers(6, 22))), kind, size, rng).ink
    row = row[np.flatnonzero(row.any(axis=1))] if row.any() else row
    seen = min(h // 4, max(1, round(rng.uniform(0.05, 0.5) * row.shape[0])))
    piece = row[-seen:] if (above := rng.random() < 0.6) else row[:seen]
    start = int(rng.integers(-row.shape[1] // 2, max(1, w - row.shape[1] // 2)))
    left, right = max(0, start), min(w, start + row.shape[1])
    if left >= right:
        return ink
    rows = slice(0, seen) if above else slice(h - seen, h)
    out = ink.copy()
    cut = piece[:, left - start : right - start]
    out[rows, left:right] = np.maximum(out[rows, left:right], cut)
    return out


def _capitals(rng: np.random.Generator, count: int) -> str:
    return "".join(rng.choice(list("ABCDĐEGHIKLMNOPQRSTUVXY ÂẤẬẾỆÔỘƠỚƯỨỦẢ"), count))


def _line(shape: tuple[int, ...], points: np.ndarray, dark: float, width: int) -> Mask:
    layer = np.zeros(shape, np.uint8)
    line = np.round(points * (1 << _FINEST)).astype(np.int32)
    cv2.polylines(layer, [line], False, dark, width, cv2.LINE_AA, _FINEST)
    return layer


def _put(layer: Mask, mark: Mask, place: tuple[float, float], degrees: float, dark: float) -> None:
    """Draw a mark turned around its middle at a place, where it lies on the layer."""
    h, w = mark.shape
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    matrix[:, 2] += np.array(place) - (w / 2, h / 2)
    turned = cv2.warpAffine(mark, matrix, layer.shape[::-1])
    np.maximum(layer, (turned * (dark / 255)).astype(np.uint8), out=layer)
