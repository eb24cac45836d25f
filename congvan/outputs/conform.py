"""Slips of well-known PDF writers, put right where nothing that is seen changes."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_CID_SYSTEM = ("/Registry", "/Ordering", "/Supplement")
_PARAMETERS = ("/DecodeParms", "/Decode")


def put_right(pdf: pikepdf.Pdf) -> None:
    """Mend the objects of a document, in place; those without a slip stay as they are."""
    drawable = {item.objgen for item in _xobjects(pdf)}
    for item in pdf.objects:
        if isinstance(item, Stream):
            _write_out(item, _PARAMETERS)
            mask = item.get("/SMask")
            if isinstance(mask, Stream) and mask.objgen in drawable:
                item.SMask = _copy(pdf, mask)  # iText lists masks among the images to draw
        elif isinstance(item, Dictionary):
            _put_font_right(item)


def _xobjects(pdf: pikepdf.Pdf) -> Iterator[Stream]:
    for item in pdf.objects:
        if not isinstance(item, Dictionary | Stream):
            continue
        for resources in (item, item.get("/Resources")):
            listed = resources.get("/XObject") if isinstance(resources, Dictionary) else None
            if isinstance(listed, Dictionary):
                yield from (x for _, x in listed.items() if isinstance(x, Stream))


def _copy(pdf: pikepdf.Pdf, stream: Stream) -> Stream:
    copy = pdf.make_stream(stream.read_raw_bytes())
    for key, value in stream.items():
        if key != "/Length":
            copy[key] = value
    return copy


def _put_font_right(item: Dictionary) -> None:
    kind = item.get("/Type")
    if kind == "/FontDescriptor":
        _put_descriptor_right(item)
    elif kind == "/Font":
        _put_cid_font_right(item)
        # The font behind a Type0 font may stand in it without a number of its own.
        for font in _items(item.get("/DescendantFonts")):
            _put_cid_font_right(font)
            for descriptor in _items([font.get("/FontDescriptor")]):
                _put_descriptor_right(descriptor)


def _items(values: object) -> list[Dictionary]:
    if not isinstance(values, Array | list):
        return []
    return [value for value in values if isinstance(value, Dictionary)]


def _put_descriptor_right(descriptor: Dictionary) -> None:
    if "/CIDSet" in descriptor:
        del descriptor.CIDSet  # not asked for in PDF/A-2, and mostly wrong
    program = descriptor.get("/FontFile2")
    if isinstance(program, Stream) and "/Type" in program:
        del program["/Type"]  # no entry of a font program


def _put_cid_font_right(font: Dictionary) -> None:
    descriptor = font.get("/FontDescriptor")
    embedded = isinstance(descriptor, Dictionary) and "/FontFile2" in descriptor
    if font.get("/Subtype") == "/CIDFontType2" and embedded and "/CIDToGIDMap" not in font:
        font.CIDToGIDMap = Name.Identity  # its default (ISO 32000-1, table 117)
    system = font.get("/CIDSystemInfo")
    if isinstance(system, Dictionary):
        _write_out(system, _CID_SYSTEM)


def _write_out(holder: Dictionary | Stream, keys: tuple[str, ...]) -> None:
    """Values given by reference, where the validator wants them written out."""
    for key in keys:
        value = holder.get(key)
        if (
            isinstance(value, pikepdf.Object)
            and value.is_indirect
            and not isinstance(value, Stream)
        ):
            holder[key] = _written_out(value)


def _written_out(value: pikepdf.Object) -> pikepdf.Object:
    if isinstance(value, Dictionary):
        return Dictionary(dict(value.items()))
    if isinstance(value, Array):
        return Array(value)
    return pikepdf.String(bytes(value)) if isinstance(value, pikepdf.String) else value
