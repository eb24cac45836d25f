"""Captions of electronic signatures: who signed, when, and a seal or a logo beside it.

Programs for signing set them on a scan as annotations, often over its head. Their text is typed,
so that it need not be read, and without them the print below lies open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import regex
from unidecode import unidecode

from ocr.page import Block, BlockKind, Line, Page

_CAPTION = regex.compile(
    r"\b(?:ky boi|nguoi ky|thoi gian ky|ngay ky|signed by)\b|\d\d:\d\d:\d\d", regex.IGNORECASE
)
_INK = 200  # level under which a pixel is no paper
_HEAD = 0.25  # of a page's height
# Of a seal or a logo most ink has a colour (of 40 the least had 0.82), of print none.
_COLOURED, _COLOUR = 0.7, 50  # share of the ink; levels between its strongest and weakest part


def are_captions(texts: Sequence[str], pictures: Iterable[pdfium.PdfImage]) -> bool:
    """Whether annotations are captions of signatures with nothing beside them but seals and logos.

    Args:
        texts: What each annotation says.
        pictures: All that they show.
    """
    told = bool(texts) and all(_CAPTION.search(unidecode(text)) for text in texts)
    return told and all(map(_is_coloured, pictures))


def with_captions(page: Page, captions: Sequence[Line]) -> Page:
    """The page with the captions of its signatures: above its head, or below all, as they stand.

    Args:
        page: Read without them.
        captions: Typed lines, boxes in pixels of the page's picture.
    """
    head = _HEAD * page.height
    above = tuple(line for line in captions if line.box is not None and line.box[1] < head)
    below = tuple(line for line in captions if line not in above)
    blocks = page.blocks
    if above:
        blocks = (Block(BlockKind.MARGINALIA, above), *blocks)
    if below:
        blocks = (*blocks, Block(BlockKind.MARGINALIA, below))
    return replace(page, blocks=blocks)


def one_by_one(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of one caption after the other, where some stand side by side.

    Args:
        lines: In any order, none of two captions; those of one begin under each other.
    """
    captions: list[list[Line]] = []
    for line in lines:
        mine = next((c for c in captions if _begin_alike(c[-1], line)), None)
        if mine is None:
            captions.append([line])
        else:
            mine.append(line)
    return tuple(line for caption in captions for line in caption)


def pictures_behind(page: pdfium.PdfPage, objects: int) -> Iterable[pdfium.PdfImage]:
    """The pictures among a page's objects behind the first ``objects``."""
    for at, item in enumerate(page.get_objects(max_depth=8)):
        if at >= objects and item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            yield item


def _begin_alike(above: Line, line: Line) -> bool:
    if above.box is None or line.box is None:
        return above.box is line.box
    return abs(above.box[0] - line.box[0]) < line.box[3] - line.box[1]


def _is_coloured(picture: pdfium.PdfImage) -> bool:
    shown = picture.get_bitmap(render=True)
    pixels = shown.to_numpy()
    if pixels.ndim != 3 or pixels.shape[2] < 3:
        return False
    weakest, strongest = pixels[..., :3].min(axis=2), pixels[..., :3].max(axis=2)
    ink = weakest < _INK
    if pixels.shape[2] == 4:
        ink &= pixels[..., 3] > 128
    coloured = np.count_nonzero(ink & (strongest - weakest > _COLOUR))
    return int(coloured) >= max(1.0, _COLOURED * int(np.count_nonzero(ink)))
