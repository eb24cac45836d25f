"""The story of one dispatch, from the file to its three results, top to bottom.

``open_source`` → ``read_page`` for each page → `congvan.finishing.finish`. Each is a function
of plain values that can run in any process; what they share is in their arguments.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from congvan.earlier import earlier
from congvan.errors import WouldOverwriteInput
from congvan.inputs import Task
from congvan.results import Opened, PageResult, unread
from congvan.settings import Settings
from ocr.captions import with_captions
from ocr.document import load_image, open_document
from ocr.engines import engine
from ocr.imagequality import measure
from ocr.page import TextOrigin
from ocr.reader import read_page as read_image
from ocr.source import PageKind, PageSource
from ocr.textlayer import TextLayer, text_layer
from ocr.typed import typed_blocks
from postprocess.pages import repair_page
from postprocess.quality import is_garbled

_PICTURE = 0.4  # of the page: an image that may itself hold text
_MORE_THAN_A_CAPTION = 100  # words


def open_source(task: Task, settings: Settings, *, force: bool) -> Opened:
    """Open a document, check its limits, and see whether it is done already.

    Raises:
        DocumentError: It cannot be read, or its results would overwrite something.
    """
    target = task.target
    for path in (target.pdf, target.txt, target.json):
        if path.exists() and path.samefile(task.source):
            raise WouldOverwriteInput(path=path)
    document = open_document(
        task.source,
        max_megapixels=settings.max_megapixels,
        max_pages=settings.max_pages,
        dpi=settings.dpi,
    )
    size, sha256 = _digest(task.source)
    done = () if force else earlier(target, sha256, cut=not settings.one_document)
    return Opened(document, sha256, size, done, force)


def read_page(source: PageSource, settings: Settings) -> PageResult:
    """Read and repair one page.

    Raises:
        DocumentError: The page cannot be drawn or read, or not in time.
    """
    page = unread(source)
    if not settings.wants(source.number):
        return PageResult(page, skipped=True)
    layer = _layer(source)
    garbled = is_garbled(layer.text)
    if _tells_all(layer) and not garbled:
        blocks = typed_blocks(
            layer, page.width, page.height, lambda: load_image(source, timeout=settings.timeout)
        )
        return PageResult(replace(page, blocks=blocks, origin=TextOrigin.TEXT_LAYER, layer="kept"))
    # Captions of signatures tell their own text; the print below them is read without them.
    image = load_image(source, timeout=settings.timeout, looks=not layer.captions)
    page = read_image(
        image.pixels, image.dpi, source.number, engine(settings.engine), settings.timeout
    )
    page = with_captions(page, layer.captions)
    quality = measure(image.pixels, image.dpi)
    page = replace(page, layer=_verdict(layer, garbled=garbled), quality=quality)
    page, edits = repair_page(page, mode="vietnamese")
    return PageResult(page, edits)


def _layer(source: PageSource) -> TextLayer:
    if source.kind is PageKind.FRAME:
        return TextLayer()
    return text_layer(source.path, source.number, source.width, source.height)


def _tells_all(layer: TextLayer) -> bool:
    """Whether a page's own text is all that is written on it.

    A scan may bear a few typed words, such as the caption of a digital signature; a
    letterhead may lie under a page that is all text.
    """
    return layer.born_digital and (
        layer.image_coverage < _PICTURE or len(layer.words) > _MORE_THAN_A_CAPTION
    )


def _verdict(layer: TextLayer, *, garbled: bool) -> str:
    if not layer.words:
        return "none"
    if garbled:
        return "garbled"
    return "partial" if layer.born_digital else "replaced"


def _digest(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest
