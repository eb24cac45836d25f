"""White print on dark bands is read as any print; what else is dark stays as it is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from stamps import TINOS

from ocr.engines import DEFAULT, engine
from ocr.page import BlockKind
from ocr.reader import read_page
from ocr.reversed import upright_print

drawn = pytest.mark.skipif(
    not Path(TINOS.format("Regular")).exists(), reason="needs fonts-croscore"
)
HEAD = ["STT", "Họ và tên", "Số hồ sơ"]
ROWS = [["1", "Lê Thị Tám", "1.250"], ["2", "Trần Văn An", "318"], ["3", "Võ Thị Mai", "97"]]
WIDTHS = [150, 700, 400]


def table(band=(31, 78, 121), angle=0.0):
    """A page at 300 dpi: a table whose head is white on a dark band."""
    page = Image.new("RGB", (1900, 1400), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(TINOS.format("Bold"), 46)
    y = 400
    for at, row in enumerate([HEAD, *ROWS]):
        x = 300
        for text, width in zip(row, WIDTHS, strict=True):
            box = (x, y, x + width, y + 100)
            pen.rectangle(box, band if at == 0 else None, "white" if at == 0 else "black", 3)
            pen.text((x + 20, y + 22), text, "white" if at == 0 else "black", font)
            x += width
        y += 100
    pen.text((300, 250), "Kết quả tiếp nhận hồ sơ trong quý như sau:", "black", font)
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    return cv2.GaussianBlur(np.asarray(turned), (0, 0), 0.8)


@drawn
@pytest.mark.parametrize(
    "band", [(31, 78, 121), (68, 114, 196), (0, 0, 0), (112, 173, 71), (192, 0, 0), (255, 192, 0)]
)
@pytest.mark.parametrize("angle", [0.0, 0.6])
def test_the_head_of_a_table_on_a_dark_band(band, angle):
    page = read_page(table(band, angle), 300, 1, engine(DEFAULT), 60.0)
    (found,) = (block for block in page.blocks if block.kind is BlockKind.TABLE)
    assert [["".join(c) for c in cells] for cells in _cells(found)] == [
        [text.replace(" ", "") for text in row] for row in [HEAD, *ROWS]
    ]


def _cells(block):
    for line in block.lines:
        bounds = (0, *line.tabs, len(line.words))
        yield [[w.text for w in line.words[a:b]] for a, b in pairwise(bounds)]


def bar(page):
    cv2.rectangle(page, (300, 400), (1500, 500), 0, -1)


def picture(page):
    page[400:900, 300:1300] = np.linspace(0, 150, 1000).astype(np.uint8)
    for x in range(320, 1300, 60):
        cv2.rectangle(page, (x, 600), (x + 25, 640), 255, -1)


def rough(page):
    noise = np.random.default_rng(1).integers(0, 150, (10, 20)).astype(np.uint8)
    page[400:900, 300:1300] = cv2.resize(noise, (1000, 500), interpolation=cv2.INTER_CUBIC)
    for x in range(320, 1300, 60):
        cv2.rectangle(page, (x, 600), (x + 25, 640), 255, -1)


def round_mark(page):
    cv2.circle(page, (900, 700), 250, 0, -1)
    for x in range(750, 1050, 60):
        cv2.rectangle(page, (x, 680), (x + 25, 720), 255, -1)


def margin(page):
    page[:200] = 0
    for x in range(320, 1300, 60):
        cv2.rectangle(page, (x, 80), (x + 25, 120), 255, -1)


def lines(page):
    for y in range(400, 900, 50):
        cv2.rectangle(page, (300, y), (1500, y + 12), 0, -1)


def shade(page):
    cv2.rectangle(page, (300, 400), (1500, 500), 217, -1)
    for x in range(320, 1300, 60):
        cv2.rectangle(page, (x, 430), (x + 25, 470), 0, -1)


@pytest.mark.parametrize("draw", [bar, picture, rough, round_mark, margin, lines, shade])
def test_what_else_is_dark_stays(draw):
    page = np.full((1400, 1900), 255, np.uint8)
    draw(page)
    assert upright_print(page, 300.0) is page
