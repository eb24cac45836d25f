"""Whatever a picture shows and a recogniser says of it, reading ends with a page."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.engines import RawLine
from ocr.page import Word
from ocr.reader import read_page

TEXTS = ("12", ">5", "<", "Số:", "I", "|", "ngày", "1.", "II", "§8", "đơn vị", "ĐẾN", "/QĐ-UBND")


class Babbler:
    """Sees any words anywhere, some at the edge of the picture or of no size."""

    name = "babbler"

    def __init__(self, rng):
        self.rng = rng

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        height, width = image.shape[:2]
        lines = []
        for _ in range(self.rng.integers(0, 15)):
            x, y = (int(self.rng.integers(0, side)) for side in (width, height))
            box = (x, y, min(width, x + 40), min(height, y + 20))
            word = Word(str(self.rng.choice(TEXTS)), box, float(self.rng.random()))
            lines.append(RawLine((word,)))
        return lines

    def orientation(self, image, timeout):
        return int(self.rng.choice([0, 90, 180]))


def picture(rng):
    """Rules across and down, whole or broken, dark or pale, with print; cut out anywhere."""
    page = np.full((900, 1100), rng.integers(200, 256), np.uint8)
    xs, ys = (np.sort(rng.integers(0, side, 6)) for side in (1100, 900))
    for x in xs[: rng.integers(2, 7)]:
        cv2.line(page, (int(x), int(ys[0])), (int(x), int(ys[-1])), int(rng.integers(0, 220)), 2)
    for y in ys[: rng.integers(2, 7)]:
        cv2.line(page, (int(xs[0]), int(y)), (int(xs[-1]), int(y)), int(rng.integers(0, 220)), 2)
    for _ in range(rng.integers(0, 60)):
        x, y = int(rng.integers(0, 1000)), int(rng.integers(20, 900))
        grey = int(rng.integers(0, 230))
        cv2.putText(page, "In 1>5", (x, y), cv2.FONT_HERSHEY_TRIPLEX, 0.7, grey, 1, cv2.LINE_AA)
    if rng.random() < 0.3:
        page[:: rng.integers(2, 90)] = 255
    top, left = int(rng.integers(0, 500)), int(rng.integers(0, 600))
    page = page[top : top + rng.integers(30, 700), left : left + rng.integers(30, 800)]
    return np.dstack([page] * 3) if rng.random() < 0.3 else np.ascontiguousarray(page)


@pytest.mark.parametrize("seed", range(60))
def test_every_picture_gives_a_page(seed):
    rng = np.random.default_rng(seed)
    page = read_page(picture(rng), float(rng.choice([100, 200, 300])), 1, Babbler(rng), 60)
    height, width = page.height, page.width
    for block in page.blocks:
        for line in block.lines:
            for x0, y0, x1, y1 in (word.box for word in line.words if word.box):
                assert 0 <= x0 <= x1 <= width
                assert 0 <= y0 <= y1 <= height
