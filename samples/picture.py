"""Makes the picture of the README: ``.venv/bin/python samples/picture.py``.

One sample dispatch as scanned, with the boxes of its record, beside its text and record.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from pdf2image import convert_from_path
from PIL import Image, ImageDraw, ImageFont
from words import FACES

import congvan
from postprocess.record import Dispatch, Status

SCAN = Path(__file__).resolve().parent / "documents" / "cong-van.pdf"
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "scan-text-record.png"
WIDTH, HEIGHT = 700, 990  # px of each of the three panels
SHOWN = ("type", "number", "symbol", "date", "place", "superior", "issuer", "subject")
SHOWN += ("signer", "signer_title", "authority")
COLOURS = {Status.OK: (20, 140, 60), Status.DOUBTFUL: (220, 120, 0), Status.ABSENT: (120, 120, 120)}


def main() -> None:
    """Digitise the sample and draw the three panels."""
    with tempfile.TemporaryDirectory() as folder:
        record = congvan.digitize(SCAN, folder)
        text = (Path(folder) / f"{SCAN.stem}.txt").read_text()
    canvas = Image.new("RGB", (3 * WIDTH + 40, HEIGHT), "white")
    for i, panel in enumerate((scan(record), words(text), fields(record))):
        canvas.paste(panel, (i * (WIDTH + 20), 0))
    canvas.quantize(200).save(PICTURE, optimize=True)


def scan(record: Dispatch) -> Image.Image:
    """The page with a box around each value of the record."""
    (page,) = convert_from_path(str(SCAN), size=(WIDTH, HEIGHT))
    draw = ImageDraw.Draw(page)
    kx, ky = WIDTH / record.pages[0].width, HEIGHT / record.pages[0].height
    values = [getattr(record, name) for name in SHOWN]
    for value in [*values, *record.addressees, *record.recipients, *record.references]:
        if value.box and value.page == 1:
            x0, y0, x1, y1 = value.box
            box = (x0 * kx - 2, y0 * ky - 2, x1 * kx + 2, y1 * ky + 2)
            draw.rectangle(box, outline=COLOURS[value.status], width=2)
    draw.rectangle((0, 0, WIDTH - 1, HEIGHT - 1), outline=(180, 180, 180))
    return page


def words(text: str) -> Image.Image:
    """The beginning of the text file."""
    return _written([(line, (0, 0, 0)) for line in text.splitlines()], 14)


def fields(record: Dispatch) -> Image.Image:
    """The record's main fields with their status."""
    lines = []
    for name in SHOWN:
        value = getattr(record, name)
        shown = "null" if value.value is None else f"“{value.value}”"
        lines += _folded(f"{name}: {shown}  [{value.status.value}]", COLOURS[value.status])
    for name in ("addressees", "recipients"):
        for value in getattr(record, name):
            lines += _folded(f"{name}: “{value.value}”", COLOURS[value.status])
    for value in record.references:
        line = f"reference: {value.type} {value.number}/{value.symbol}, {value.date}"
        lines += _folded(line, COLOURS[value.status])
    for value in record.statistics:
        figures = [f"{k}={v}" for k, v in value if k in _FIGURES and v is not None]
        lines += _folded("statistic: " + " ".join(figures), COLOURS[value.status])
    return _written(lines, 15)


_FIGURES = ("indicator", "value", "unit", "numerator", "denominator", "percent", "check")


def _folded(line: str, colour: tuple[int, int, int]) -> list[tuple[str, tuple[int, int, int]]]:
    parts, rest = [], line
    while len(rest) > 78:
        cut = rest.rfind(" ", 0, 78)
        parts.append(rest[:cut])
        rest = "      " + rest[cut + 1 :]
    return [(part, colour) for part in [*parts, rest]]


def _written(lines: list[tuple[str, tuple[int, int, int]]], size: int) -> Image.Image:
    panel = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 247))
    draw = ImageDraw.Draw(panel)
    font = ImageFont.truetype(str(FACES["regular"]), size)
    for i, (line, colour) in enumerate(lines):
        draw.text((16, 14 + i * size * 1.36), line, fill=colour, font=font)
    draw.rectangle((0, 0, WIDTH - 1, HEIGHT - 1), outline=(180, 180, 180))
    return panel


if __name__ == "__main__":
    main()
