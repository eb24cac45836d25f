"""What paper, scanner and telephone do to a drawn page.

All randomness comes from a numpy generator with a fixed seed, so that a sample can be
made again. Pictures are numpy uint8: (h, w) grey or (h, w, 3) RGB.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from raster import Inks

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]
_BLUE = (38, 62, 152)  # ball pen
_RED = (206, 52, 58)  # stamp pad
_BLACK = (28, 28, 30)  # toner


def _cloud(shape: tuple[int, int], grain: float, rng: np.random.Generator) -> Floats:
    """Smooth noise with mean 0 and deviation 1; ``grain`` is its size in pixels."""
    small = (max(2, round(shape[0] / grain)), max(2, round(shape[1] / grain)))
    noise = rng.standard_normal(small).astype(np.float32)
    wide = cv2.resize(noise, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return wide.astype(np.float32)


def _turn(
    picture: NDArray[np.float32], degrees: float, border: float | tuple[float, ...]
) -> Floats:
    high, wide = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    value = border if isinstance(border, tuple) else (border,) * 3
    return cv2.warpAffine(
        picture, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=value
    ).astype(np.float32)


def _toner(layer: NDArray[np.uint8], blur: float, rough: float, rng: np.random.Generator) -> Floats:
    """Ink 0 to 1 with the ragged edge of a laser print or a copied copy."""
    soft = cv2.GaussianBlur(layer.astype(np.float32) / 255, (0, 0), blur)
    edge = soft + rough * _cloud(layer.shape, 1.6, rng) * (soft > 0.02)
    return np.clip((edge - 0.22) / 0.5, 0, 1)


@dataclass(frozen=True, slots=True)
class Lens:
    """How a scanner sees and how the page lies in it.

    Attributes:
        skew: Degrees counter-clockwise.
        blur: Deviation of the blur in pixels.
        rough: Unevenness of the print's edge.
        noise: Deviation of the sensor in grey levels.
        white: Colour of the paper.
    """

    skew: float = 0.0
    blur: float = 0.8
    rough: float = 0.06
    noise: float = 1.2
    white: tuple[float, float, float] = (247.0, 246.0, 243.0)


def paper(inks: Inks, lens: Lens, seed: int, behind: NDArray[np.uint8] | None = None) -> Picture:
    """A colour scan of a page.

    Args:
        inks: The drawn layers.
        lens: How it is scanned.
        seed: Of the noise.
        behind: Black layer of the other side, which shows through.
    """
    rng = np.random.default_rng(seed)
    shape = inks.black.shape
    picture = np.ones((*shape, 3), np.float32) * np.array(lens.white, np.float32)
    picture += (1.5 * _cloud(shape, 260, rng))[..., None]
    if behind is not None:
        shade = cv2.GaussianBlur(behind[:, ::-1].astype(np.float32) / 255, (0, 0), 3.0)
        picture -= (17 * shade)[..., None]
    patchy = np.clip(0.85 + 0.16 * _cloud(shape, 9, rng) + 0.1 * _cloud(shape, 60, rng), 0, 1)
    red = cv2.GaussianBlur(inks.red.astype(np.float32) / 255, (0, 0), lens.blur) * patchy
    blue = cv2.GaussianBlur(inks.blue.astype(np.float32) / 255, (0, 0), lens.blur) * 0.95
    black = _toner(inks.black, lens.blur, lens.rough, rng)
    for layer, colour in ((black, _BLACK), (blue, _BLUE), (red, _RED)):
        # Inks lie over each other like filters: what is under the seal stays readable.
        picture *= 1 - layer[..., None] * (1 - np.array(colour, np.float32) / 255)
    picture = _turn(picture, lens.skew, lens.white)
    picture += lens.noise * rng.standard_normal((*shape, 1)).astype(np.float32)
    return np.clip(picture, 0, 255).astype(np.uint8)


def grey(picture: Picture) -> Picture:
    """The same as a grey scan."""
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8)


def bilevel(picture: Picture, *, seed: int, level: int = 168, specks: int = 60) -> Picture:
    """A black and white scan: 0 or 255, with specks of dust and a dark edge of the lid.

    Args:
        picture: Colour scan.
        seed: Of the specks.
        level: Grey below which a pixel is black.
        specks: How many.
    """
    rng = np.random.default_rng(seed)
    out = np.where(grey(picture) < level, 0, 255).astype(np.uint8)
    high, wide = out.shape
    for _ in range(specks):
        centre = (int(rng.integers(0, wide)), int(rng.integers(0, high)))
        cv2.circle(out, centre, int(rng.integers(0, 3)), 0, -1)
    tilt, down = int(rng.integers(3, 9)), int(rng.integers(high // 4, high))
    edge = np.array([[0, 0], [tilt, 0], [1, down * 2 // 3], [0, down]], np.int32)
    cv2.fillPoly(out, [edge], 0)
    return out


def photograph(picture: Picture, *, seed: int) -> Picture:
    """A page on a desk, taken by hand with a telephone under a lamp.

    Perspective, a bent sheet, uneven light, the shadow of the hand, blur and noise.
    """
    rng = np.random.default_rng(seed)
    high, wide = picture.shape[:2]
    out_w, out_h = round(wide * 1.1), round(high * 1.08)
    desk = np.ones((out_h, out_w, 3), np.float32) * np.array((96, 74, 58), np.float32)
    desk += (9 * _cloud((out_h, out_w), 40, rng) + 5 * _cloud((out_h, out_w), 4, rng))[..., None]
    corner = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    place = np.array(
        [
            [0.075 * out_w, 0.045 * out_h],
            [0.945 * out_w, 0.025 * out_h],
            [0.985 * out_w, 0.975 * out_h],
            [0.02 * out_w, 0.965 * out_h],
        ],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(corner, place)
    sheet = cv2.warpPerspective(picture, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC)
    mask = cv2.warpPerspective(np.ones((high, wide), np.float32), matrix, (out_w, out_h))
    shade = cv2.GaussianBlur(np.roll(mask, (14, 12), (0, 1)), (0, 0), 16)[..., None]
    scene = desk * (1 - 0.45 * shade) * (1 - mask[..., None]) + sheet * mask[..., None]
    yy, xx = np.mgrid[0:out_h, 0:out_w].astype(np.float32)
    bend = 5 * np.sin(xx / out_w * np.pi * 1.3) + 3 * np.sin(yy / out_h * np.pi * 2)
    scene = cv2.remap(
        scene.astype(np.float32), xx, yy + bend, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    u, v = xx / out_w, yy / out_h
    light = 1.02 - 0.30 * u - 0.20 * v - 0.10 * (u - 0.3) ** 2
    hand = 1 / (1 + np.exp(-(u * 1.1 + v * 1.25 - 1.72) * 16))
    scene *= (light * (1 - 0.30 * hand))[..., None] * np.array((1.0, 0.97, 0.88), np.float32)
    scene = cv2.GaussianBlur(scene, (0, 0), 1.15)
    scene += 5 * rng.standard_normal(scene.shape).astype(np.float32)
    return np.asarray(np.clip(scene, 0, 255), np.uint8)
