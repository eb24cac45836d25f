"""Trains the reader of the slots and writes it as ``ocr/slots/reader.onnx``.

Not part of a run or of an installation. To make the reader again::

    python -m venv /tmp/training && /tmp/training/bin/pip install -e . torch onnx
    apt-get install fonts-croscore fonts-dejavu-core <the handwriting fonts of _HANDS>
    /tmp/training/bin/python -m ocr.slots.training.train --digits FOLDER --batches 6000

``FOLDER`` holds the 10,000-digit part of MNIST in its IDX files (CC BY-SA 3.0). All chance
comes from ``--seed``; the same seed on the same machine gives the same reader. An hour or
two on two cores; no real document is used.

The reader that the project holds was made in four runs of about 6,500 batches together,
each going on from the last (``--start``) while the generator was still changing: a fresh run
gives another reader, to be measured before it takes its place.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ocr.slots.tokens import BLANK, HEIGHT, INDEX, STEPS, STRIDE, TOKENS
from ocr.slots.training.hands import Fonts, Pen, RealDigits
from ocr.slots.training.lines import LineMaker

_FONTS = Path("/usr/share/fonts")
# Parts of file names of Debian's handwriting fonts: fonts-sjfonts (Delphine only: Steve's
# hand writes the samples), -bwht, -dancingscript, -rufscript, -dkg-handwriting, -kristi,
# -klee, -tomsontalks, -kaushanscript, -leckerli-one, -yozvox-yozfont, -seto, -yusei-magic,
# -femkeklaver, -breip, -comic-neue.
_HANDS = (
    "Delphine", "BecauseWe", "DancingScript-Regular", "Rufscript010", "dkg.ttf", "dkgIt.ttf",
    "Kristi", "KleeOne-R", "TomsonTalks", "KaushanScript", "LeckerliOne", "YOzRS_.ttf", "YOzRS_i",
    "setofont.ttf", "YuseiMagic", "femkeklaver", "breip", "ComicNeue-Light", "ComicNeue-Italic",
)  # fmt: skip
_UPRIGHT = ("Tinos-Regular", "Tinos-Bold", "Arimo-Regular", "DejaVuSerif")
_ITALIC = ("Tinos-Italic", "Tinos-BoldItalic", "Arimo-Italic")
_WEIGHTS = (0.55, 0.3, 0.15)  # of drawn hands, real digits and fonts
_BATCH = 32


class Reader(nn.Module):
    """Strip in, log probabilities of the tokens at each step out; convolutions only."""

    def __init__(self) -> None:
        super().__init__()

        def conv(a: int, b: int, stride: tuple[int, int], kernel: tuple[int, int] = (3, 3)) -> Any:
            # A kernel as high as what is left of the strip is not padded: one row comes out.
            padding = (0 if kernel[0] == HEIGHT // 8 else kernel[0] // 2, kernel[1] // 2)
            return nn.Sequential(
                nn.Conv2d(a, b, kernel, stride, padding, bias=False), nn.BatchNorm2d(b), nn.ReLU()
            )

        self.eye = nn.Sequential(
            conv(1, 20, (2, 2), (3, 3)), conv(20, 48, (2, 2)), conv(48, 56, (1, 1)),
            conv(56, 80, (2, 1)), conv(80, 112, (1, 1), (HEIGHT // 8, 3)),
        )  # fmt: skip
        self.context = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(112, 112, (1, 5), padding=(0, 2 * d), dilation=(1, d), bias=False),
                nn.BatchNorm2d(112),
                nn.ReLU(),
            )
            for d in (1, 2, 4)
        )
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv2d(112, STEPS * (len(TOKENS) + 1), (1, 1))

    def forward(self, strip: torch.Tensor) -> torch.Tensor:
        """``(n, 1, HEIGHT, w)``, 0 to 1, to ``(n, STEPS * tokens, 1, w / STRIDE)``, not normed."""
        seen = self.eye(strip)
        for layer in self.context:
            seen = seen + layer(seen)
        return self.head(self.drop(seen))


def by_step(answer: torch.Tensor) -> torch.Tensor:
    """The reader's answer as CTC wants it: ``(steps, n, tokens)``, log probabilities."""
    n, _, _, columns = answer.shape
    split = answer.reshape(n, STEPS, len(TOKENS) + 1, columns)
    return torch.log_softmax(split.permute(3, 1, 0, 2).reshape(columns * STEPS, n, -1), 2)


class Batches(torch.utils.data.Dataset[Any]):
    """Batch ``i`` is made from seed and ``i`` alone, by whatever process."""

    def __init__(self, digits: Path, cache: Path, seed: int, count: int) -> None:
        self.digits, self.cache, self.seed, self.count = digits, cache, seed, count
        self.maker: LineMaker | None = None

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, i: int) -> tuple[NDArray[np.uint8], list[str]]:
        rng = np.random.default_rng((self.seed, i))
        if self.maker is None:
            self.maker = _maker(self.digits, self.cache, rng)
        _set_rng(self.maker, rng)
        # Both kinds in every batch: batch normalisation would tell them apart otherwise.
        samples = [self.maker.date() if k % 3 == 0 else self.maker.number() for k in range(_BATCH)]
        width = -(-max(s.strip.shape[1] for s in samples) // STRIDE) * STRIDE
        strips = np.zeros((_BATCH, 1, HEIGHT, width), np.uint8)
        for strip, sample in zip(strips, samples, strict=True):
            strip[0, :, : sample.strip.shape[1]] = sample.strip
        return strips, [s.text for s in samples]


def _maker(digits: Path, cache: Path, rng: np.random.Generator) -> LineMaker:
    files = sorted(p for p in _FONTS.rglob("*.[ot]tf"))
    hands = [p for p in files if any(name in p.name for name in _HANDS)]
    real = RealDigits.load(digits, rng, cache)
    sources = list(zip(_WEIGHTS, (Pen(rng), real, Fonts(hands, rng)), strict=True))
    return LineMaker(sources, _named(files, _UPRIGHT), _named(files, _ITALIC), rng)


def _named(files: list[Path], names: tuple[str, ...]) -> list[Path]:
    return [next(p for p in files if p.stem == name) for name in names]


def _set_rng(maker: LineMaker, rng: np.random.Generator) -> None:
    maker.rng = rng
    for _, source in maker.hands:
        source.rng = rng  # type: ignore[attr-defined]


def train(digits: Path, batches: int, seed: int, out: Path, start: Path | None) -> None:
    """Train and write the reader, and its weights beside it, to go on from."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    model = Reader().to(memory_format=torch.channels_last)
    if start:
        model.load_state_dict(torch.load(start))
    learner = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=0.02)
    peak = 1.8e-3 if start else 2.5e-3
    rate = torch.optim.lr_scheduler.OneCycleLR(learner, peak, batches, pct_start=0.08)
    made = Batches(digits, out.with_suffix(".digits.npz"), seed, batches)
    loader = torch.utils.data.DataLoader(made, None, num_workers=1, prefetch_factor=8)
    mean, began = 0.0, time.monotonic()
    model.train()
    for number, (strips, texts) in enumerate(loader, 1):
        loss = _loss(model, strips, texts)
        learner.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        learner.step()
        rate.step()
        mean = 0.99 * mean + 0.01 * float(loss.detach()) if number > 1 else float(loss.detach())
        if number % 100 == 0:
            torch.save(model.state_dict(), out.with_suffix(".pt"))
            print(f"{number} loss {mean:.4f} {time.monotonic() - began:.0f} s", flush=True)
    export(model, out)


def _loss(model: Reader, strips: NDArray[np.uint8], texts: list[str]) -> torch.Tensor:
    x = torch.as_tensor(strips).float() / 255
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answer = model(x)
    logs = by_step(answer.float())
    tokens = [torch.tensor([INDEX[t] for t in text]) for text in texts]
    steps = torch.full((len(texts),), logs.shape[0])
    counts = torch.tensor([len(t) for t in tokens])
    return nn.functional.ctc_loss(logs, torch.cat(tokens), steps, counts, BLANK, zero_infinity=True)


def export(model: Reader, out: Path) -> None:
    """Write the reader for OpenCV."""
    model.eval()
    strip = torch.zeros(1, 1, HEIGHT, 64 * STRIDE)
    torch.onnx.export(
        model, (strip,), str(out), input_names=["strip"], output_names=["tokens"],
        dynamic_axes={"strip": {0: "n", 3: "w"}, "tokens": {0: "n", 3: "t"}}, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """The command line of the training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digits", type=Path, required=True)
    parser.add_argument("--batches", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--out", type=Path, default=Path("reader.onnx"))
    options = parser.parse_args()
    train(options.digits, options.batches, options.seed, options.out, options.start)


if __name__ == "__main__":
    main()
