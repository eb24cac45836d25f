"""The network of the reader: made new or taken up again, its answers, its way to OpenCV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from ocr.slots.tokens import TOKENS
from ocr.strip_reader import HEIGHT, STEPS, STRIDE


def _conv(
    a: int, b: int, stride: tuple[int, int] = (1, 1), kernel: tuple[int, int] = (3, 3)
) -> nn.Sequential:
    # A kernel as high as what is left of the strip is not padded: one row comes out.
    padding = (0 if kernel[0] == HEIGHT // 8 else kernel[0] // 2, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(a, b, kernel, stride, padding, bias=False), nn.BatchNorm2d(b), nn.ReLU()
    )


class Reader(nn.Module):
    """Strip in, log probabilities of the tokens at each step out; convolutions only.

    Args:
        tokens: How many there are, the blank among them.
        widths: Channels of the five layers of the eye; the last is that of the context too.
    """

    def __init__(
        self, tokens: int = len(TOKENS) + 1, widths: Sequence[int] = (20, 48, 56, 80, 112)
    ) -> None:
        super().__init__()
        a, b, c, d, e = widths
        self.eye = nn.Sequential(
            _conv(1, a, (2, 2)), _conv(a, b, (2, 2)), _conv(b, c),
            _conv(c, d, (2, 1)), _conv(d, e, (1, 1), (HEIGHT // 8, 3)),
        )  # fmt: skip
        self.context = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(e, e, (1, 5), padding=(0, 2 * far), dilation=(1, far), bias=False),
                nn.BatchNorm2d(e),
                nn.ReLU(),
            )
            for far in (1, 2, 4)
        )
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv2d(e, STEPS * tokens, (1, 1))

    def forward(self, strip: torch.Tensor) -> torch.Tensor:
        """``(n, 1, HEIGHT, w)``, 0 to 1, to ``(n, STEPS * tokens, 1, w / STRIDE)``, not normed."""
        seen = self.eye(strip)
        for layer in self.context:
            seen = seen + layer(seen)
        return self.head(self.drop(seen))


def by_step(answer: torch.Tensor) -> torch.Tensor:
    """The reader's answer as CTC wants it: ``(steps, n, tokens)``, log probabilities."""
    n, outputs, _, columns = answer.shape
    split = answer.reshape(n, STEPS, outputs // STEPS, columns)
    return torch.log_softmax(split.permute(3, 1, 0, 2).reshape(columns * STEPS, n, -1), 2)


def restored(*paths: Path, into: Reader | None = None) -> Reader:
    """A reader to go on from, out of the file that `export` wrote.

    The file holds each convolution with its norm folded in: here the norm is left with the
    bias alone. Training on must keep it so (`hold_norms`), or the answers jump.

    Args:
        paths: One file, or several that went on from the same one: their mean errs less
            than any of them.
        into: A new reader of the same shape; one of slots by default.
    """
    files = [
        [numpy_helper.to_array(part) for part in onnx.load(p).graph.initializer] for p in paths
    ]
    held = (torch.tensor(np.mean(parts, axis=0)) for parts in zip(*files, strict=True))
    reader = into or Reader()
    with torch.no_grad():
        for parameter in (reader.head.weight, reader.head.bias):
            parameter.copy_(next(held))
        for layer in (*reader.eye, *reader.context):
            layer[0].weight.copy_(next(held))
            layer[1].bias.copy_(next(held))
            layer[1].running_var.fill_(1 - layer[1].eps)
    return reader


def hold_norms(reader: Reader) -> None:
    """Let the norms scale by what they know, not by the batch."""
    for layer in (*reader.eye, *reader.context):
        layer[1].eval()


def export(reader: Reader, out: Path) -> None:
    """Write the reader for OpenCV."""
    reader.eval()
    strip = torch.zeros(1, 1, HEIGHT, 64 * STRIDE)
    torch.onnx.export(
        reader, (strip,), str(out), input_names=["strip"], output_names=["tokens"],
        dynamic_axes={"strip": {0: "n", 3: "w"}, "tokens": {0: "n", 3: "t"}}, dynamo=False,
    )  # fmt: skip
