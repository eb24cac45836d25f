"""An image file becomes a PDF that holds the same image data: TIFF, PNG, JPEG."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import img2pdf
import pikepdf
from PIL import Image, ImageOps

from congvan.outputs.tiff_jpeg import is_jpeg, whole_jpeg
from ocr.errors import DamagedFile
from ocr.raster import no_bomb_check, open_image, orientation, to_pixels
from ocr.source import Document, FileKind

_log = logging.getLogger(__name__)
logging.getLogger("img2pdf").setLevel(logging.ERROR)  # it warns of what is handled here
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B")
_LOSSLESS_AS_PNG = ("1", "L", "RGB", *_SIXTEEN_BITS)
_ROTATE = {1: 0, 3: 180, 6: 90, 8: 270}  # orientation to /Rotate; the others are mirrored


def wrap(document: Document) -> pikepdf.Pdf:
    """Put the frames of an image file into a PDF, each on a page of its paper size.

    JPEG, PNG and CCITT data go in as they are, other TIFF data without loss. What PDF
    cannot hold (a mirrored picture) is stored without loss as it is seen.

    Args:
        document: An image file.

    Returns:
        An open PDF; the caller closes it.

    Raises:
        DamagedFile: The image data cannot be read.
    """
    with no_bomb_check(), open_image(document.path) as image:
        try:
            turns = [_turn_as_it_is(frame, document.kind) for frame in _frames(image, document)]
            pdf = _as_it_is(document)
        except Exception as error:  # img2pdf raises its own, Pillow's, and bare ones
            _log.info("%s: frame by frame (%s)", document.path.name, error)
            pdf, turns = _frame_by_frame(document, image)
    for page, source, turn in zip(pdf.pages, document.pages, turns, strict=True):
        width, height = source.width_pt, source.height_pt
        if turn in (90, 270):
            width, height = height, width
        _lay_out(pdf, page, width, height)
        if turn:
            page.obj.Rotate = turn
    return pdf


def _frames(image: Image.Image, document: Document) -> Iterator[Image.Image]:
    for index in range(len(document.pages)):
        image.seek(index)
        yield image


def _turn_as_it_is(frame: Image.Image, kind: FileKind) -> int:
    """Degrees clockwise by which a viewer must turn the frame.

    Raises:
        ValueError: img2pdf would not keep it: it drops low bits, unpacks JPEG strips.
    """
    turn = _ROTATE.get(orientation(frame))
    if turn is None:
        raise ValueError("mirrored")
    if kind is FileKind.TIFF and (frame.mode in _SIXTEEN_BITS or is_jpeg(frame)):
        raise ValueError("JPEG strips or 16 bits")
    return turn


def _as_it_is(document: Document) -> pikepdf.Pdf:
    data = img2pdf.convert(
        document.path.read_bytes(),
        rotation=img2pdf.Rotation.none,
        # a JPEG or PNG of several pictures holds previews or an animation
        first_frame_only=document.kind is not FileKind.TIFF,
        nodate=True,
    )
    pdf = pikepdf.open(io.BytesIO(data))
    if len(pdf.pages) != len(document.pages):
        raise ValueError(f"{len(pdf.pages)} of {len(document.pages)} frames")
    return pdf


def _frame_by_frame(document: Document, image: Image.Image) -> tuple[pikepdf.Pdf, list[int]]:
    file = document.path.read_bytes() if document.kind is FileKind.TIFF else b""
    stored: list[bytes] = []
    turns: list[int] = []
    for frame in _frames(image, document):
        turn = _ROTATE.get(orientation(frame))
        jpeg = whole_jpeg(frame, file) if turn is not None else None
        stored.append(jpeg or _as_seen(frame))
        turns.append(turn or 0 if jpeg else 0)
    data = img2pdf.convert(stored, rotation=img2pdf.Rotation.none, nodate=True)
    return pikepdf.open(io.BytesIO(data)), turns


def _as_seen(frame: Image.Image) -> bytes:
    """The frame upright on white paper, packed without loss."""
    try:
        upright = ImageOps.exif_transpose(frame) or frame
        keeps = upright.mode in _LOSSLESS_AS_PNG and "transparency" not in upright.info
        picture = upright if keeps else Image.fromarray(to_pixels(upright))
    except (OSError, ValueError) as error:
        raise DamagedFile(reason=str(error)[:120]) from error
    packed = io.BytesIO()
    if picture.mode == "1":
        picture.save(packed, "TIFF", compression="group4")
    else:
        picture.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _lay_out(pdf: pikepdf.Pdf, page: pikepdf.Page, width: float, height: float) -> None:
    """Set the paper size; img2pdf reads it from the file, where it is often missing."""
    (name,) = page.obj.Resources.XObject.keys()
    content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm {name} Do Q"
    page.obj.Contents = pdf.make_stream(content.encode("ascii"))
    page.obj.MediaBox = pikepdf.Array([0, 0, round(width, 2), round(height, 2)])
    for box in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
        if box in page.obj:
            del page.obj[box]
