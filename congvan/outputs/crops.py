"""Pictures of what a person should look at: number and date that could not be read surely,
those of a stamp of arrival too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from congvan.outputs.staging import CROPS
from ocr.document import load_image
from ocr.page import Box
from ocr.source import PageSource
from postprocess.record import Dispatch, Status, Text

_ROOM = 0.4  # inches around the slot, so that its printed words are seen too


def write_crops(
    record: Dispatch, pages: Sequence[PageSource], folder: Path, *, timeout: float
) -> None:
    """Save the doubtful ones of number and date as ``number.png``, ``date.png``, those of the stamp
    of arrival as ``arrival_number.png``, ``arrival_date.png``.

    Args:
        record: Its boxes tell where they stand.
        pages: Of the document.
        folder: Made if there is anything to save.
        timeout: Seconds that drawing a page may take.

    Raises:
        DocumentError: A page cannot be drawn.
    """
    for name in CROPS:
        of, _, which = name.removesuffix(".png").rpartition("_")
        field: Text = getattr(getattr(record, of) if of else record, which)
        if field.status is Status.DOUBTFUL and field.page is not None and field.box is not None:
            image = load_image(pages[field.page - 1], timeout=timeout)
            picture = Image.fromarray(image.pixels)
            folder.mkdir(exist_ok=True)
            picture.crop(_widened(field.box, _ROOM * image.dpi, picture.size)).save(folder / name)


def _widened(box: Box, room: float, size: tuple[int, int]) -> Box:
    x0, y0, x1, y1 = box
    by = round(room)
    return (
        max(0, x0 - 2 * by),
        max(0, y0 - by),
        min(size[0], x1 + 2 * by),
        min(size[1], y1 + by),
    )
