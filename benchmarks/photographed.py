"""Photographs of real pages, made: a camera above a bent sheet on a desk.

    python benchmarks/photographed.py SCANS OUT
    congvan digitize OUT/pictures --out READ
    congvan evaluate OUT/truth READ

``SCANS`` is a folder of pages with truth (see ``scans.py``); nothing of it is part of the
project. Each page is photographed twice: the whole sheet at 200 dpi, and so near, at 160
dpi, that its edges are cut off.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Picture = NDArray[np.uint8]

_LONG = 297.0  # mm
_DESKS = ((96, 74, 58), (40, 40, 45), (150, 130, 110), (190, 188, 180), (70, 90, 80))


def photograph(page: Picture, dpi: float, rng: np.random.Generator, *, whole: bool) -> Picture:
    """A page as a telephone sees it.

    Args:
        page: ``(h, w, 3)`` RGB, a flat scan.
        dpi: Of the photograph where the sheet is nearest to the focal plane.
        rng: All chance.
        whole: All edges of the sheet are in the picture.
    """
    h, w = page.shape[:2]
    wide, high = _LONG * w / max(h, w), _LONG * h / max(h, w)
    turn = _rotation(np.radians(rng.uniform(-14, 14, 3) * (1, 1, 0.35)))
    far = 1.35 * _LONG * rng.uniform(0.95, 1.15)
    height = _surface(rng, wide, high)
    x, y = np.meshgrid(np.linspace(-wide / 2, wide / 2, 40), np.linspace(-high / 2, high / 2, 40))
    seen = np.stack([x, y, height(x, y)], axis=-1) @ turn.T
    edge = seen[..., :2] * (far / (far - seen[..., 2]))[..., None]
    margin = _LONG * (rng.uniform(0.02, 0.09, 4) if whole else -rng.uniform(0, 0.012, 4))
    (left, top), (right, bottom) = edge.min((0, 1)) - margin[:2], edge.max((0, 1)) + margin[2:]
    u, v = np.meshgrid(
        np.linspace(left, right, round((right - left) * dpi / 25.4)),
        np.linspace(top, bottom, round((bottom - top) * dpi / 25.4)),
    )
    x, y = _where(u, v, far, turn, height)
    picture = _drawn(page, (x / wide + 0.5) * (w - 1), (y / high + 0.5) * (h - 1), rng)
    slope = (height(x + 1, y) - height(x - 1, y)) / 2
    picture *= _light(u.shape, slope, rng)[..., None] * np.array((1, 0.985, 0.93))
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.6, 1.2))
    picture += rng.uniform(2, 6) * rng.standard_normal(picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _rotation(angles: Floats) -> Floats:
    turn = np.eye(3)
    for axis, angle in enumerate(angles):
        i, j = [k for k in range(3) if k != axis]
        one = np.eye(3)
        one[[i, j], [i, j]] = np.cos(angle)
        one[i, j], one[j, i] = -np.sin(angle), np.sin(angle)
        turn = one @ turn
    return turn


def _surface(
    rng: np.random.Generator, wide: float, high: float
) -> Callable[[Floats, Floats], Floats]:
    """Height of the sheet in mm: waves, or an open book's slope towards its spine."""
    rise, phase = rng.uniform(0, 14), rng.uniform(0, 2 * np.pi)
    waves, tilt, book = rng.uniform(0.5, 1.1), rng.uniform(-0.35, 0.35), rng.random() < 0.4

    def height(x: Floats, y: Floats) -> Floats:
        u = x / wide + tilt * y / high
        if book:
            return np.asarray(1.6 * rise * np.exp(-6 * np.clip(u + 0.5, 0, None)))
        return np.asarray(rise * np.sin(2 * np.pi * waves * u + phase))

    return height


def _where(
    u: Floats, v: Floats, far: float, turn: Floats, height: Callable[[Floats, Floats], Floats]
) -> tuple[Floats, Floats]:
    """Points of the sheet that are seen at the points of the focal plane."""
    eye = turn.T @ np.array([0.0, 0.0, far])
    ray = np.stack([u, v, np.full_like(u, -far)], axis=-1) @ turn
    t = -eye[2] / ray[..., 2]
    for _ in range(12):
        x, y = eye[0] + t * ray[..., 0], eye[1] + t * ray[..., 1]
        t = (height(x, y) - eye[2]) / ray[..., 2]
    return eye[0] + t * ray[..., 0], eye[1] + t * ray[..., 1]


def _drawn(page: Picture, x: Floats, y: Floats, rng: np.random.Generator) -> NDArray[np.float32]:
    """The sheet on a desk."""
    h, w = page.shape[:2]
    sheet = (x >= 0) & (x <= w - 1) & (y >= 0) & (y <= h - 1)
    seen = cv2.remap(page, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC)
    grain = rng.standard_normal((x.shape[0] // 12 + 2, x.shape[1] // 12 + 2)).astype(np.float32)
    desk = np.array(_DESKS[int(rng.integers(len(_DESKS)))], np.float32)
    desk = desk + 8 * cv2.resize(grain, x.shape[::-1])[..., None]
    share = cv2.GaussianBlur(sheet.astype(np.float32), (0, 0), 0.8)[..., None]
    return np.asarray(seen * share + desk * (1 - share), np.float32)


def _light(shape: tuple[int, int], slope: Floats, rng: np.random.Generator) -> Floats:
    """A lamp to one side, the sheet's own shading, and often the shadow of a hand."""
    v, u = np.meshgrid(np.linspace(-0.5, 0.5, shape[0]), np.linspace(-0.5, 0.5, shape[1]))
    lamp, hand = rng.uniform(0, 2 * np.pi, 2)
    light = 1 - rng.uniform(0.1, 0.4) * (np.cos(lamp) * u.T + np.sin(lamp) * v.T + 0.5)
    light -= 0.5 * slope * rng.uniform(-1, 1)
    if rng.random() < 0.6:
        shadow = 1 / (1 + np.exp(-18 * (np.cos(hand) * u.T + np.sin(hand) * v.T - 0.15)))
        light *= 1 - rng.uniform(0.15, 0.4) * shadow
    return np.asarray(light)


def main(scans: Path, out: Path) -> None:
    """Write two photographs of each page that has a transcription, and its text."""
    pictures, texts = out / "pictures", out / "truth"
    pictures.mkdir(parents=True, exist_ok=True)
    texts.mkdir(exist_ok=True)
    for number, truth in enumerate(sorted((scans / "truth").glob("*.txt"))):
        path = next((scans / "pages").glob(f"{truth.stem}.*"))
        page = np.asarray(cv2.imread(str(path)), np.uint8)[..., ::-1]
        for name, dpi, whole in (("whole", 200, True), ("near", 160, False)):
            rng = np.random.default_rng([number, dpi])
            picture = photograph(page, dpi, rng, whole=whole)
            quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(55, 88))]
            cv2.imwrite(str(pictures / f"{truth.stem}_{name}.jpg"), picture[..., ::-1], quality)
            (texts / f"{truth.stem}_{name}.txt").write_text(truth.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
