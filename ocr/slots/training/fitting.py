"""How the readers of strips learn: the same steps for those of slots and of stamps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ocr.slots.training.network import Reader, by_step, export, hold_norms
from ocr.strip_reader import BLANK

# Half as long numbers are quick where the processor counts with them, and eight times as slow else.
_HALF = "AVX512" in torch.backends.cpu.get_cpu_capability()
_ELSEWHERE = 6.0  # what a token costs, in log probability, where it is not

Batch = TypeVar("Batch")


def fit(
    model: Reader,
    batches: Iterable[Batch],
    loss_of: Callable[[Batch], torch.Tensor],
    *,
    total: int,
    peak: float,
    keep: float,
    held: bool,
    out: Path,
    decay: float = 0.02,
    rise: float = 0.08,
) -> None:
    """Train a reader and write it, every 500 batches and at the end.

    Args:
        model: The reader.
        batches: ``total`` of them.
        loss_of: The loss of one of them.
        total: How many there are.
        peak: Highest rate of learning.
        keep: Of the mean of the weights, at each batch.
        held: Whether the norms keep to what they know, see `hold_norms`.
        out: File.
        decay: Of the weights.
        rise: Share of the batches in which the rate rises.
    """
    learner = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=decay)
    rate = torch.optim.lr_scheduler.OneCycleLR(learner, peak, total, pct_start=rise)
    # The mean of the last weights reads better than any of them.
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(keep), use_buffers=True
    )
    mean, began = 0.0, time.monotonic()
    model.train()
    if held:
        hold_norms(model)
    for number, batch in enumerate(batches, 1):
        loss = loss_of(batch)
        learner.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        learner.step()
        rate.step()
        average.update_parameters(model)
        mean = 0.99 * mean + 0.01 * float(loss.detach()) if number > 1 else float(loss.detach())
        if number % 100 == 0:
            print(f"{number} loss {mean:.4f} {time.monotonic() - began:.0f} s", flush=True)
        if number % 500 == 0 or number == total:
            export(average.module, out)


def ctc_loss(
    model: Reader,
    strips: NDArray[np.uint8],
    tokens: Sequence[Sequence[int]],
    elsewhere: Callable[[int], NDArray[np.float32]] | None,
) -> torch.Tensor:
    """How far a reader is from what stands on some strips.

    Args:
        model: The reader.
        strips: ``(n, 1, HEIGHT, w)``.
        tokens: Indices of the tokens on each, left to right.
        elsewhere: 1 where a token is not, ``(steps, n, tokens)``, for a number of steps; None
            where nobody says.
    """
    x = torch.as_tensor(strips).float() / 255
    x = x.to(memory_format=torch.channels_last)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALF):
        answer = model(x)
    logs = by_step(answer.float())
    if elsewhere is not None:
        logs = logs - _ELSEWHERE * torch.as_tensor(elsewhere(logs.shape[0]))
    steps = torch.full((len(tokens),), logs.shape[0])
    counts = torch.tensor([len(row) for row in tokens])
    every = torch.cat([torch.tensor(row) for row in tokens])
    return nn.functional.ctc_loss(logs, every, steps, counts, BLANK, zero_infinity=True)
