"""How well stamps of arrival are read, on pages drawn for it.

    python benchmarks/arrival.py [-n 60] [--digits FOLDER]

Half of the stamps are filled in by pens drawn here; with ``FOLDER``, the 10,000-digit part of
MNIST, the other half by its digits. Print runs into every second stamp. Each page is read as a
whole, by all that ``congvan digitize`` does to it before it writes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ocr.engines import engine
from ocr.reader import read_page
from ocr.slots.training.hands import Pen, RealDigits
from postprocess.extract import extract
from postprocess.pages import repair_page
from postprocess.record import Text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import stamps

_STEPS = (0.0, 0.3, 0.5, 0.7, 0.9)


def drawn(n: int, digits: Path | None) -> Iterator[stamps.Stamped]:
    """The pages, always the same."""
    with tempfile.TemporaryDirectory() as folder:
        for i in range(n):
            rng = np.random.default_rng((1, i))
            pen = Pen(rng)
            kept = Path(folder) / "thin.npz"
            real = RealDigits.load(digits, pen, rng, kept) if digits and i % 2 == 0 else pen
            yield stamps.stamped(real)


def verdict(field: Text, wanted: str) -> str:
    """What a clerk meets."""
    if field.value is None:
        named = wanted in (field.candidates or [])
        return "absent" if str(field.status) == "absent" else f"no value{', named' * named}"
    return "right" if field.value == wanted else "wrong"


def main() -> None:
    """Print how many were right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=60)
    parser.add_argument("--digits", type=Path)
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    by_share: Counter[tuple[float, bool]] = Counter()
    own: Counter[bool] = Counter()
    reader = engine()
    for page in drawn(options.n, options.digits):
        read = read_page(page.image, page.dpi, 1, reader, 120)
        record = extract([repair_page(read, mode="vietnamese")[0]])
        year = page.date[:4]
        own[(record.number.value, record.date.value) == ("214", f"{year}-03-09")] += 1
        stamp = record.arrival
        for name, field, wanted in (
            ("number", stamp.number, page.number),
            ("date", stamp.date, page.date),
        ):
            kind = verdict(field, wanted)
            counts[name, kind] += 1
            if field.value is not None:
                step = max(s for s in _STEPS if s <= (field.confidence or 0.0))
                by_share[step, kind == "right"] += 1
    for (name, kind), n in sorted(counts.items()):
        print(f"{name:7} {kind:16} {n:4} of {options.n}")
    for step in _STEPS:
        right, wrong = by_share[step, True], by_share[step, False]
        print(f"confidence from {step:.1f}: {right} of {right + wrong} right")
    print(f"the document's own number and date right: {own[True]} of {options.n}")


if __name__ == "__main__":
    main()
