"""Collects the lines of labelled scans into a folder that the training reads.

    python -m ocr.slots.training.collect labels.json FOLDER

``labels.json`` says what stands in the lines of number and date of each page, in the tokens
of `ocr.slots.tokens`, figures as they are written::

    [{"scan": "a.pdf", "page": 1, "number": "s33/k", "date": "g23t02n2010",
      "pen": ["number", "day", "month"]}, …]

``pen`` names the slots that a pen filled: figures of theirs that stand free are cut out too,
and lines with such a slot get the weight 2, others 1 (see `ocr.slots.training.scanned`). The
reader itself says where each token stands. What it puts in a wrong place must be seen by eye
and thrown out, lines as well as figures: of 174 lines that was 4, of 193 figures 18.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.document import load_image, open_document
from ocr.engines import engine
from ocr.layout import arrange
from ocr.picture import Image
from ocr.preprocess import OcrCopy, prepare
from ocr.slots.find import SlotLine, find_slot_lines
from ocr.slots.read import SLOTS, answers
from ocr.slots.strips import VIEWS, as_ink, patch, strips_of
from ocr.slots.tokens import (
    DAY,
    INDEX,
    LABEL,
    LETTER,
    MONTH,
    YEAR,
)
from ocr.slots.training.canvas import SIZE
from ocr.slots.training.cut import figures_of
from ocr.slots.training.scanned import MARGIN
from ocr.strip_reader import BLANK, STEPS, STRIDE

_HEIGHT = 110  # pixels of a collected line: neighbours above and below it are part of the scan
_TIMEOUT = 120.0  # seconds for a page
# How far a token reaches left and right of where the reader sees it, in pixels of the line.
_REACH = {LABEL: (12, 26), DAY: (12, 42), MONTH: (12, 42), YEAR: (14, 34), LETTER: (10, 16)}
_FIGURE = (11, 11)
# The slot that follows a token; behind the symbol's first sign stands none.
_PARTS = [part for parts in SLOTS.values() for part in parts]
_SLOT_AFTER = {end: "" for _, _, ends in _PARTS for end in ends}
_SLOT_AFTER |= {begin: name for name, begin, _ in _PARTS}


def aligned(logs: NDArray[np.float32], text: str) -> list[float]:
    """Where the reader sees each token of a text that it is told (Viterbi).

    Args:
        logs: ``(steps, tokens)``, log probabilities.
        text: The tokens in their order; not more than the steps can hold.

    Returns:
        The middle of each token, in steps.
    """
    states = [BLANK] + [i for token in text for i in (INDEX[token], BLANK)]
    best = np.full(len(states), -np.inf)
    best[:2] = logs[0, states[:2]]
    # A blank between two tokens may be left out, unless they are the same.
    skips = [i > 1 and s not in (BLANK, states[i - 2]) for i, s in enumerate(states)]
    came: list[NDArray[np.intp]] = []
    for row in logs[1:]:
        one = np.concatenate([[-np.inf], best[:-1]])
        two = np.where(skips, np.concatenate([[-np.inf, -np.inf], best])[: len(best)], -np.inf)
        ways = np.stack([best, one, two])
        came.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row[states]
    at = len(states) - (1 if best[-1] > best[-2] else 2)
    path = [at]
    for ways_back in reversed(came):
        at -= int(ways_back[at])
        path.append(at)
    way = np.array(path[::-1])
    return [float(np.flatnonzero(way == 2 * i + 1).mean()) + 0.5 for i in range(len(text))]


def collected(
    image: Image, copy: OcrCopy, line: SlotLine, text: str
) -> tuple[Image, list[tuple[float, float]]]:
    """A line as the training wants it, and the left and right end of each of its tokens."""
    x0, y0, x1, y1 = line.box
    scale = line.em / SIZE
    left, top = x0 - MARGIN * scale, (y0 + y1) / 2 - _HEIGHT / 2 * scale
    width = round((x1 - x0) / scale) + 2 * MARGIN
    ink = as_ink(patch(image, copy, left, top, (scale, scale), (width, _HEIGHT), 0.0))
    seen = []
    strips = strips_of(image, copy, line, VIEWS[line.kind])
    for strip, logs in zip(strips, answers(strips), strict=True):
        middles = np.array(aligned(logs, text)) * STRIDE / STEPS * strip.scale + strip.left
        seen.append((middles - left) / scale)
    spans = []
    for token, x in zip(text, np.median(seen, axis=0), strict=True):
        before, after = _REACH.get(token, _FIGURE)
        spans.append((round(float(x) - before, 1), round(float(x) + after, 1)))
    return ink, spans


def places_of(text: str, slots: Iterable[str]) -> list[int]:
    """Where the figures of slots stand among the tokens of a line.

    Args:
        text: The tokens.
        slots: Of ``number``, ``day``, ``month``, ``year``.
    """
    places, slot = [], "number"
    for at, token in enumerate(text):
        slot = _SLOT_AFTER.get(token, slot)
        if token.isdigit() and slot in slots:
            places.append(at)
    return places


def collect(labels: Path, out: Path) -> None:
    """Write lines and figures of all labelled scans; paths in ``labels`` are beside it."""
    (out / "figures").mkdir(parents=True, exist_ok=True)
    lines = []
    for label in json.loads(labels.read_text("utf-8")):
        scan, number = labels.parent / label["scan"], label["page"]
        image = load_image(open_document(scan).pages[number - 1], timeout=_TIMEOUT)
        copy = prepare(image.pixels, image.dpi)
        read = engine().recognise(copy.image, copy.dpi, _TIMEOUT)
        height, width = copy.image.shape
        for line in find_slot_lines(arrange(read, (), width, height), copy.dpi):
            if text := label.get(line.kind.value):
                ink, spans = collected(image.pixels, copy, line, text)
                name = f"{scan.stem}_{number}_{line.kind.value}"
                cv2.imwrite(str(out / f"{name}.png"), ink)
                pen = places_of(text, label.get("pen", ()))
                weight = 2 if pen else 1
                lines.append(
                    {"file": f"{name}.png", "text": text, "spans": spans, "weight": weight}
                )
                hand = scan.stem.replace("_", "-")
                for n, (figure, cut) in enumerate(figures_of(ink, text, spans, pen)):
                    cv2.imwrite(str(out / f"figures/{figure}_{hand}_{name}{n}.png"), cut)
    (out / "lines.json").write_text(json.dumps(lines, indent=1), "utf-8")


def main() -> None:
    """The command line of the collection."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    collect(options.labels, options.folder)


if __name__ == "__main__":
    main()
