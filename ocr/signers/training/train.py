"""Trains the reader of signers' names, ``ocr/signers/names.onnx``.

Not part of a run or of an installation. To make it again::

    python -m venv /tmp/training && /tmp/training/bin/pip install -e . torch onnx
    alias train="/tmp/training/bin/python -m ocr.signers.training.train --corpus TEXTS \\
        --scripts FONTS --prints FONTS"
    train --batches 6000 --seed 1 --out 1.onnx
    train --start 1.onnx --batches 5000 --seed 7 --peak 1e-3 --out 2.onnx
    train --start 2.onnx --batches 2400 --seed 11 --peak 8e-4 --out 3.onnx
    train --start 3.onnx --batches 6000 --seed 21 --peak 1e-3 --out 4.onnx

``TEXTS`` holds the corpus as `dictionaries.build` wants it; names of persons are counted in
it. ``--scripts`` is a folder of 66 script types under the SIL Open Font License (the regular
ones of the npm packages ``@expo-google-fonts/…``: great-vibes, pinyon-script, playball,
alex-brush, allura, italianno, petit-formal-script, dancing-script and the like), ``--prints``
one of print (Tinos and Arimo, DejaVu Serif, with their bold types). All chance comes from
``--seed``. Two hours and a half on one core; the first three runs drew cleaner stamps, three
quarters of them in script, and no seals.

``names.onnx`` is the mean of 3 and 4 (`ocr.slots.training.network.restored` and ``export``): it
reads print under strokes as 4 does, and stamps in script as 3 does.

The first run is told where each letter stands, or it would take long to learn that; the
others are not, and learn most. The reader has seen no real name.
"""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ocr.signers.tokens import INDEX, TOKENS
from ocr.signers.training.lettering import types_in
from ocr.signers.training.lines import NameMaker, Sample
from ocr.signers.training.texts import Names
from ocr.slots.training.fitting import ctc_loss, fit
from ocr.slots.training.network import Reader, restored
from ocr.strip_reader import HEIGHT, STEPS, STRIDE

WIDTHS = (24, 56, 72, 96, 144)
_BATCH = 32
_SORTED = 4  # batches made together, strips of like width in one: little of them is padding
_NEAR = 12.0  # pixels of the strip from its middle
_KEEP = 0.997  # of the mean of the weights, at each batch


Batch = tuple[NDArray[np.uint8], list[Sample]]


class Batches(torch.utils.data.Dataset[Any]):
    """Item ``i``, some batches, is made from seed and ``i`` alone, by whatever process."""

    def __init__(self, corpus: Path, scripts: Path, prints: Path, seed: int, count: int) -> None:
        self.names = Names(corpus, np.random.default_rng(seed))
        self.maker = NameMaker(self.names, types_in(scripts), types_in(prints), self.names.rng)
        self.seed, self.count = seed, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, i: int) -> list[Batch]:
        rng = self.names.rng = self.maker.rng = np.random.default_rng((self.seed, i))
        samples = [self.maker.sample() for _ in range(_SORTED * _BATCH)]
        samples.sort(key=lambda s: s.strip.shape[1])
        batches = [_padded(samples[k : k + _BATCH]) for k in range(0, len(samples), _BATCH)]
        return [batches[k] for k in rng.permutation(_SORTED)]


def _padded(samples: list[Sample]) -> Batch:
    width = -(-max(s.strip.shape[1] for s in samples) // STRIDE) * STRIDE
    strips = np.zeros((len(samples), 1, HEIGHT, width), np.uint8)
    for strip, sample in zip(strips, samples, strict=True):
        strip[0, :, : sample.strip.shape[1]] = sample.strip
    return strips, samples


def train(
    corpus: Path, scripts: Path, prints: Path, batches: int, seed: int, peak: float,
    start: Path | None, out: Path,
) -> None:  # fmt: skip
    """Train and write the reader."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    new = Reader(len(TOKENS) + 1, WIDTHS)
    model = restored(start, into=new) if start else new
    model = model.to(memory_format=torch.channels_last)
    made = Batches(corpus, scripts, prints, seed, -(-batches // _SORTED))
    loader = torch.utils.data.DataLoader(made, None, num_workers=1, prefetch_factor=3)

    def loss_of(batch: Batch) -> torch.Tensor:
        strips, samples = batch
        tokens = [[INDEX[t] for t in s.text] for s in samples]
        told = None if start else (lambda steps: _elsewhere(samples, steps))
        return ctc_loss(model, strips, tokens, told)

    fit(
        model, chain.from_iterable(loader), loss_of, total=len(made) * _SORTED, peak=peak,
        keep=_KEEP, held=start is not None, out=out,
        decay=0.01 if start else 0.02, rise=0.05 if start else 0.08,
    )  # fmt: skip


def _elsewhere(samples: list[Sample], steps: int) -> NDArray[np.float32]:
    """1 where a letter is not, ``(steps, n, tokens)``: with CTC alone it takes long to learn."""
    step = STRIDE / STEPS
    middles = (np.arange(steps) + 0.5) * step
    away = np.zeros((steps, len(samples), len(TOKENS) + 1), np.float32)
    for n, sample in enumerate(samples):
        away[:, n, [INDEX[t] for t in sample.text]] = 1
        for token, middle in zip(sample.text, sample.middles, strict=True):
            away[np.abs(middles - middle) < _NEAR, n, INDEX[token]] = 0
    return away


def main() -> None:
    """The command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--scripts", type=Path, required=True)
    parser.add_argument("--prints", type=Path, required=True)
    parser.add_argument("--batches", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="names.onnx to go on from")
    parser.add_argument("--peak", type=float, default=2.5e-3, help="highest rate of learning")
    parser.add_argument("--out", type=Path, default=Path("names.onnx"))
    options = parser.parse_args()
    train(**vars(options))


if __name__ == "__main__":
    main()
