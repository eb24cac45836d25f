"""Rows of a stamp of arrival, for the training of its reader: ``Số: 953``, ``Ngày: 18/10/17``.

Other than the lines of a head they stand in a frame, beside a large ``ĐẾN``, between rows that
are as near; figures are larger than the type and stand above their dots; day, month and year
are parted by strokes of the pen; print of the page may run through them.
"""

from __future__ import annotations

import cv2
import numpy as np

from ocr.slots.tokens import DAY, LABEL
from ocr.slots.training.canvas import SIZE, SIZES, Canvas, Sample, print_ink
from ocr.slots.training.lines import LineMaker
from ocr.slots.training.texts import NEAR

_NUMBER = ("Số:", "Số:", "Số:", "Số :", "SỐ:", "Số đến:", "Số")
_DATE = ("Ngày:", "Ngày:", "Ngày:", "Ngày :", "NGÀY:", "Ngày", "Ngày đến:")
_NONE = ("Giờ:", "Chuyển:", "Lưu hồ sơ số:", "Số và ký hiệu HS:", "CÔNG VĂN ĐẾN", "ĐẾN")
_OFFICES = ("SỞ TÀI CHÍNH", "UBND HUYỆN", "SỞ Y TẾ", "VĂN PHÒNG UBND TỈNH", "CHI CỤC THUẾ")


def row(maker: LineMaker) -> Sample:
    """A row of a stamp: number or date, seldom another one; without figures here and there."""
    rng, c = maker.rng, Canvas(maker.rng)
    face = maker.face("upright" if rng.random() < 0.9 else "italic")
    size, dark = round(SIZE * rng.choice(SIZES)), rng.uniform(0.5, 1)
    if rng.random() < 0.5:
        c.type("ĐẾN", face, round(SIZE * rng.choice((1.4, 1.8, 2.2))), dark)
        c.x += rng.uniform(0.1, 1.2) * SIZE
    kind = rng.random()
    if kind < 0.08:
        text = str(rng.choice(_NONE if kind < 0.06 else _OFFICES))
        c.type(text, face, size, dark)
        what = "scrawl"
    elif kind < 0.5:
        what = "number"
        label = _NUMBER[rng.integers(len(_NUMBER))]
        if rng.random() < 0.9:
            c.type(label, face, size, dark, LABEL)
    else:
        what = "date"
        label = _DATE[rng.integers(len(_DATE))]
        if rng.random() < 0.9:
            c.type(label, face, size, dark, DAY)
    begin = c.x
    c.x += max(0.0, rng.normal(0.3, 0.5)) * SIZE
    base = c.base
    c.base = round(base - max(-0.1, rng.normal(0.12, 0.2)) * SIZE)  # above the dots
    text = {"number": maker.figures(), "date": date_said(rng), "scrawl": ""}[what]
    maker.written(c, text, dark, rng.uniform(0.9, 1.7))
    c.base = base
    end = c.x + max(0.0, rng.normal(1.0, 1.5)) * SIZE
    _dotted(c, begin, end, face, size, dark)
    c.x = end
    _around(maker, c, face)
    return maker.finished(c, left=rng.uniform(-0.3, 1.5), right=rng.uniform(-0.2, 1.0), loose=0.3)


def date_said(rng: np.random.Generator) -> str:
    """A date as clerks write it into a stamp: ``12/3/2019``, ``12-03-19``, ``12.3``, ``12 3``."""
    day, month = int(rng.integers(1, 32)), int(rng.integers(1, 13))
    year = int(rng.integers(1998, 2031))
    d = f"{day:02}" if rng.random() < 0.6 else str(day)
    m = f"{month:02}" if rng.random() < 0.4 else str(month)
    sep = str(rng.choice(["/", "/", "/", "/", "-", "-", ".", " "]))
    if rng.random() < 0.18:
        return d + sep + m
    return sep.join((d, m, f"{year % 100:02}" if rng.random() < 0.5 else str(year)))


def _dotted(c: Canvas, begin: float, end: float, face: str, size: int, dark: float) -> None:
    kind = c.rng.random()
    if kind < 0.6:
        mask, base = print_ink("." * max(1, int((end - begin) / (0.25 * size))), face, size)
        mask = mask[:, : max(1, int(end - begin))]
        c.put(mask, begin, c.base + mask.shape[0] - base, dark)
    elif kind < 0.75:
        cv2.line(c.ink, (int(begin), c.base + 3), (int(end), c.base + 3), (int(255 * dark),), 2)


def _around(maker: LineMaker, c: Canvas, face: str) -> None:
    """Rows above and below, the frame, and print that the stamp was set on."""
    rng = maker.rng
    for side in (-1, 1):
        if rng.random() < 0.75:
            y = c.base + side * rng.uniform(1.3, 2.4) * SIZE
            text = str(rng.choice(_NUMBER + _DATE + _NONE + _OFFICES))
            mask, base = print_ink(text, face, round(SIZE))
            c.put(mask, c.start + rng.uniform(0, 5) * SIZE, y + mask.shape[0] - base, 0.9)
            if rng.random() < 0.5:
                kept = c.marks, c.x, c.base
                c.marks, c.x, c.base = [], c.start + rng.uniform(2, 9) * SIZE, round(y)
                maker.written(c, maker.figures(), 0.9, 1.2)
                c.marks, c.x, c.base = kept
    if rng.random() < 0.35:
        mask, base = print_ink(str(rng.choice(NEAR)) * 2, maker.face("upright"), round(SIZE * 1.15))
        y = c.base + rng.uniform(-1.3, 1.6) * SIZE
        dark = rng.uniform(0.5, 1)
        c.put(mask, c.start + rng.uniform(0, 12) * SIZE, y + mask.shape[0] - base, dark)
    if rng.random() < 0.4:
        y = int(c.base + rng.choice([-2.0, -1.6, -1.3, 0.6, 0.9, 1.3]) * SIZE)
        cv2.line(c.ink, (int(c.start), y), (c.ink.shape[1] - 1, y), (220,), int(rng.integers(1, 6)))
    if rng.random() < 0.3:
        x = int(c.x + rng.uniform(-0.2, 0.8) * SIZE)
        cv2.line(c.ink, (x, 0), (x, c.ink.shape[0] - 1), (220,), int(rng.integers(1, 6)))
