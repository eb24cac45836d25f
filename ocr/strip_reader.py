"""Small networks that read strips: pictures of a line, all of one height.

They are convolutions only, run by OpenCV; `ocr.ctc` makes strings of their answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.picture import Image

HEIGHT = 48  # of a strip, in pixels
STRIDE = 4  # pixels of the strip for one column of the network's answer
STEPS = 2  # answers of each column, left and right half: some letters are as narrow as a column
BLANK = 0  # index of CTC's "nothing here"


def log_probabilities(strips: Sequence[Image], network: Path) -> list[NDArray[np.float32]]:
    """What a network sees at each step of some strips.

    Args:
        strips: ``(HEIGHT, w)`` each, 0 = paper, 255 = ink.
        network: ONNX file: ``(n, 1, HEIGHT, w)`` to ``(n, STEPS * tokens, 1, w / STRIDE)``.

    Returns:
        Log probabilities ``(steps, tokens)`` of each strip.
    """
    width = -(-max(strip.shape[1] for strip in strips) // STRIDE) * STRIDE
    blob = np.zeros((len(strips), 1, HEIGHT, width), np.float32)
    for i, strip in enumerate(strips):
        blob[i, 0, :, : strip.shape[1]] = strip / np.float32(255)
    net = _net(network)
    net.setInput(blob)
    answer = np.asarray(net.forward(), np.float32)
    n, outputs, _, columns = answer.shape
    split = answer.reshape(n, STEPS, outputs // STEPS, columns).transpose(0, 3, 1, 2)
    logs = split.reshape(n, columns * STEPS, -1)
    return list(logs - np.logaddexp.reduce(logs, axis=2, keepdims=True))


@cache
def _net(network: Path) -> cv2.dnn.Net:
    return cv2.dnn.readNetFromONNX(str(network))
