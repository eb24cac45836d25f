"""Makes the sample dispatches of ``documents/`` again: ``.venv/bin/python samples/make.py``.

Each is set (``typeset``), drawn in layers of ink (``raster``), scanned or photographed
(``scanner``) and written as a scanner would (``files``), with its text and record beside
it. Needs fonts-croscore (Tinos) and fonts-sjfonts (handwriting) of Debian.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import borndigital
import files
import scanner
from dispatches import decision, letter, notice, plan, proposal, report
from form import Dispatch
from raster import draw
from scanner import Lens
from truth import truth_record, truth_text
from typeset import Setter, Sheet
from words import FACES

HERE = Path(__file__).resolve().parent / "documents"


def copier(sheets: list[Sheet]) -> bytes:
    """Office copier: black and white at 300 dpi, PDF."""
    pages = []
    for i, sheet in enumerate(sheets):
        scan = scanner.paper(draw(sheet, 300), Lens(skew=(0.35, -0.2)[i], rough=0.12), 10 + i)
        pages.append(files.tiff([scanner.bilevel(scan, seed=20 + i)], 300))
    return files.image_pdf(pages)


def fax(sheets: list[Sheet]) -> bytes:
    """Copied once more and scanned coarsely: 200 dpi, TIFF of two pages."""
    pages = []
    for i, sheet in enumerate(sheets):
        lens = Lens(skew=(-0.7, 0.5)[i], rough=0.16, blur=0.75)
        scan = scanner.paper(draw(sheet, 200), lens, 30 + i)
        pages.append(scanner.bilevel(scan, seed=40 + i, level=178, specks=220))
    return files.tiff(pages, 200)


def colour(sheets: list[Sheet]) -> bytes:
    """Colour scan at 200 dpi, JPEG in PDF."""
    scan = scanner.paper(draw(sheets[0], 200), Lens(skew=0.6, blur=0.7), 50)
    return files.image_pdf([files.jpeg(scan, 200, 72)])


def duplex(sheets: list[Sheet]) -> bytes:
    """Grey scan at 300 dpi, two pages; the other side shows through."""
    drawn = [draw(sheet, 300) for sheet in sheets]
    pages = []
    for i, inks in enumerate(drawn):
        lens = Lens(skew=(-0.25, 0.4)[i], noise=0.8)
        scan = scanner.paper(inks, lens, 60 + i, behind=drawn[1 - i].black)
        pages.append(files.jpeg(scanner.grey(scan), 300, 55))
    return files.image_pdf(pages)


def telephone(sheets: list[Sheet]) -> bytes:
    """A picture taken with a telephone."""
    scan = scanner.paper(draw(sheets[0], 200), Lens(), 70)
    return files.jpeg(scanner.photograph(scan, seed=71), 72, 62)


def archive(sheets: list[Sheet]) -> bytes:
    """Layered PDF of an archive scanner with a text layer made by an English recogniser."""
    inks = draw(sheets[0], 300)
    lens = Lens(skew=0.45, white=(244.0, 240.0, 230.0), rough=0.1)
    return files.layered_pdf(scanner.paper(inks, lens, 80), inks, sheets[0], skew=lens.skew)


@dataclass(frozen=True, slots=True)
class Sample:
    """File name, text, and how the paper becomes a file."""

    name: str
    text: Callable[[], Dispatch]
    scan: Callable[[list[Sheet]], bytes]


SAMPLES = (
    Sample("bao-cao.pdf", report.document, copier),
    Sample("bao-cao-fax.tif", report.document, fax),
    Sample("cong-van.pdf", letter.document, colour),
    Sample("quyet-dinh.pdf", decision.document, duplex),
    Sample("thong-bao-anh-chup.jpg", notice.document, telephone),
    Sample("ke-hoach-2010.pdf", plan.document, archive),
    Sample("to-trinh-dien-tu.pdf", proposal.document, borndigital.text_pdf),
)


def main() -> int:
    """Write all samples, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="files to make; all if none is named")
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    lacking = [path for path in FACES.values() if not Path(path).exists()]
    if lacking:
        print(
            "missing fonts:",
            *lacking,
            "(apt install fonts-croscore fonts-sjfonts)",
            file=sys.stderr,
        )
        return 3
    for sample in SAMPLES:
        if options.names and sample.name not in options.names:
            continue
        doc = sample.text()
        sheets = Setter(doc).run()
        data = sample.scan(sheets)
        stem = options.out / Path(sample.name).stem
        (options.out / sample.name).write_bytes(data)
        stem.with_suffix(".truth.txt").write_text(truth_text(sheets), encoding="utf-8")
        record = json.dumps(truth_record(doc, len(sheets)), ensure_ascii=False, indent=2)
        stem.with_suffix(".truth.json").write_text(record + "\n", encoding="utf-8")
        print(f"{sample.name}: {len(sheets)} pages, {len(data) / 1024:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
