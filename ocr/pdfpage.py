"""What a PDF page draws, by its resources: images and forms, without drawing them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Stream

_LARGEST_CONTENT = 20_000_000  # bytes of drawing operators that are looked into
_SMALLEST_SCAN = 300_000  # pixels; an image of less is a picture on a page
_DEEPEST_FORM = 8
_GREY = ("/DeviceGray", "/CalGray")
_MASKS = ("/SMask", "/Mask")


@dataclass(frozen=True, slots=True)
class DeclaredImage:
    """An image as its dictionary declares it; nothing was decoded."""

    width: int
    height: int
    masked: bool
    grey: bool


@dataclass(slots=True)
class Drawn:
    """What a page can draw.

    Attributes:
        images: Of the page and of the forms it draws, masks included.
        coloured: Whether there is colour, or a form or annotation that may bring it: seals
            and captions of signatures.
        lost: Whether it refers to content that is not in the file any more.
    """

    images: list[DeclaredImage] = field(default_factory=list)
    coloured: bool = False
    lost: bool = False


def look_at(page: pikepdf.Page) -> Drawn:
    """List what a page can draw."""
    drawn = Drawn(coloured="/Annots" in page.obj)
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    drawn.lost = any(not isinstance(stream, Stream) for stream in streams)
    _look_into(drawn, page.obj.get("/Resources"), set(), _DEEPEST_FORM)
    return drawn


def may_be_one_image(page: pikepdf.Page, drawn: Drawn) -> bool:
    """Whether it is worth looking for the one image that is the page.

    Cheap, and False wherever pdfium's objects would not tell the whole: masks, annotations
    (stamps and signature captions are part of what is seen), endless drawing operators.
    """
    if any(image.masked for image in drawn.images) or _shows_annotation(page):
        return False
    if max((i.width * i.height for i in drawn.images), default=0) < _SMALLEST_SCAN:
        return False
    return _content_fits(page.obj.get("/Contents"))


def whole_number(value: object) -> int | None:
    """A PDF integer, None for anything else."""
    return value if isinstance(value, int) else None


def _look_into(drawn: Drawn, resources: object, seen: set[tuple[int, int]], depth: int) -> None:
    items = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(items, Dictionary):
        return
    for item in items.as_dict().values():
        if not isinstance(item, Stream):
            drawn.lost = True
        elif item.objgen in seen:
            continue
        elif item.get("/Subtype") == "/Image":
            seen.add(item.objgen)
            _add_image(drawn, item)
        elif depth:
            seen.add(item.objgen)
            drawn.coloured = True
            _look_into(drawn, item.get("/Resources"), seen, depth - 1)


def _add_image(drawn: Drawn, item: Stream) -> None:
    width, height = whole_number(item.get("/Width")), whole_number(item.get("/Height"))
    if width is not None and height is not None:
        grey = item.get("/BitsPerComponent") == 1 or item.get("/ColorSpace") in _GREY
        masked = "/ImageMask" in item or any(key in item for key in _MASKS)
        drawn.images.append(DeclaredImage(width, height, masked, grey))
        drawn.coloured |= not grey
    for key in _MASKS:
        mask = item.get(key)
        if isinstance(mask, Stream) and not any(deeper in mask for deeper in _MASKS):
            _add_image(drawn, mask)


def _shows_annotation(page: pikepdf.Page) -> bool:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return False
    return any(isinstance(a, Dictionary) and "/AP" in a for a in annotations)


def _content_fits(contents: object) -> bool:
    """Whether the drawing operators have a sane size, without unpacking all of them."""
    streams = list(contents) if isinstance(contents, Array) else [contents]
    left = _LARGEST_CONTENT
    for stream in streams:
        if not isinstance(stream, Stream):
            continue
        raw = stream.read_raw_bytes()
        filters = stream.get("/Filter", Array())
        names = [str(f) for f in (filters if isinstance(filters, Array) else [filters])]
        if names == ["/FlateDecode"]:
            try:
                raw = zlib.decompressobj().decompress(raw, left + 1)
            except zlib.error:
                return False
        elif names:
            return False
        left -= len(raw)
        if left < 0:
            return False
    return True
