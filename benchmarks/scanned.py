"""Scans to measure speed on, made from the texts of the samples as four kinds of scanner do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples"
sys.path.insert(0, str(SAMPLES))  # scripts, no package: what comes from there follows

import files  # noqa: E402
import scanner  # noqa: E402
from dispatches import decision, letter, notice, plan, proposal, report  # noqa: E402
from raster import draw  # noqa: E402
from scanner import Lens  # noqa: E402
from truth import truth_text  # noqa: E402
from typeset import Setter, Sheet  # noqa: E402
from words import FACES  # noqa: E402

_TEXTS = (report, letter, decision, notice, plan, proposal)
_COPIES = 3  # of each page, scanned anew: clerks feed batches, in which a start counts for little


def _bilevel(sheet: Sheet, seed: int) -> bytes:
    scan = scanner.paper(draw(sheet, 300), Lens(skew=0.3, rough=0.12), seed)
    return files.image_pdf([files.tiff([scanner.bilevel(scan, seed=seed)], 300)])


def _grey(sheet: Sheet, seed: int) -> bytes:
    scan = scanner.paper(draw(sheet, 300), Lens(skew=-0.25, noise=0.8), seed)
    return files.image_pdf([files.jpeg(scanner.grey(scan), 300, 60)])


def _colour(sheet: Sheet, seed: int) -> bytes:
    scan = scanner.paper(draw(sheet, 300), Lens(skew=0.4, blur=0.7), seed)
    return files.image_pdf([files.jpeg(scan, 300, 72)])


def _layered(sheet: Sheet, seed: int) -> bytes:
    inks, lens = draw(sheet, 300), Lens(skew=0.45, white=(244.0, 240.0, 230.0), rough=0.1)
    return files.layered_pdf(scanner.paper(inks, lens, seed), inks, sheet, skew=lens.skew)


KINDS: dict[str, Callable[[Sheet, int], bytes]] = {
    "bilevel": _bilevel, "grey": _grey, "colour": _colour, "layered": _layered,
}  # fmt: skip


def make(folder: Path) -> None:
    """Write PDFs of each page of each text and kind, with their text beside them.

    Args:
        folder: Gets a folder for each of ``KINDS``.

    Raises:
        SystemExit: The fonts are not installed.
    """
    lacking = [path for path in FACES.values() if not Path(path).exists()]
    if lacking:
        sys.exit(f"missing fonts: {lacking} (apt install fonts-croscore fonts-sjfonts)")
    for kind, scan in KINDS.items():
        place = folder / kind
        place.mkdir(parents=True, exist_ok=True)
        for text in _TEXTS:
            sheets = enumerate(Setter(text.document()).run(), 1)
            for (number, sheet), copy in product(sheets, range(_COPIES)):
                stem = place / f"{text.__name__.rpartition('.')[2]}-{number}-{copy + 1}"
                stem.with_suffix(".pdf").write_bytes(scan(sheet, number + 10 * copy))
                stem.with_suffix(".truth.txt").write_text(truth_text([sheet]), "utf-8")
