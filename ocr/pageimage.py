"""The one image that is a PDF page: found without rendering, decoded without resampling.

A page is *plain* if what a viewer shows of it is one opaque image, upright or turned by
quarters, and nothing drawn above it. White rectangles and text under the image do not
count, nor does invisible text. Everything else (masks, soft masks, clipping, several
images) is left to the renderer.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ocr.errors import DamagedFile
from ocr.pagebox import PageBox
from ocr.picture import u8
from ocr.source import Pixels

_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_MOST_OBJECTS = 20_000  # a page of more is no scan
_COVERS_PAGE = 0.995  # hides what was drawn before
_IS_THE_PAGE = 0.6  # a smaller image is a picture on a page
_AXIS_TOLERANCE = 0.004  # shear in page shares: about half a millimetre
_DPI_RATIO = 1.02  # pixels must be square to be used as they are
_JPEG_END = b"\xff\xd9"

_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the image lies on the page image.

    The page image has the resolution of the embedded image and covers the shown page
    exactly: what the image has beyond the page is cut, what it lacks is white.

    Attributes:
        image: The object in pdfium, valid while its page is open.
        width: Of the page image, in pixels.
        height: Of the page image, in pixels.
        left: Of the embedded image on the page image, in pixels, may be negative.
        top: The same from the top.
        transpose: Rows become columns, before flipping.
        flip_x: Left and right are exchanged.
        flip_y: Top and bottom are exchanged.
        dpi: Pixels to an inch of the shown page.
    """

    image: pdfium.PdfImage
    width: int
    height: int
    left: int
    top: int
    transpose: bool
    flip_x: bool
    flip_y: bool
    dpi: float


def find_page_image(page: pdfium.PdfPage, box: PageBox) -> Placement | None:
    """The one image that a page consists of, or None if it has to be rendered.

    Masks of the image are not seen by pdfium's objects; the caller looks for them.

    Args:
        page: Open page of pdfium.
        box: Its visible area.
    """
    found: tuple[pdfium.PdfImage, _Matrix] | None = None
    covered_before = True  # nothing visible lies under the image found
    visible = False
    for count, item in enumerate(page.get_objects(max_depth=8)):
        if count > _MOST_OBJECTS:
            return None
        if item.type == pdfium_c.FPDF_PAGEOBJ_FORM or not _draws(item):
            continue
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            matrix = _full_matrix(item)
            opaque = not _transparent(item) and not _clipped(item, box)
            if opaque and (found is None or _coverage(matrix, box) >= _COVERS_PAGE):
                covered_before = not visible and found is None
                found = (item, matrix)
                visible = True
                continue
        if found is not None:
            return None
        visible = True
    if found is None:
        return None
    image, matrix = found
    coverage = _coverage(matrix, box)
    if coverage < (_IS_THE_PAGE if covered_before else _COVERS_PAGE):
        return None
    return _place(image, matrix, box)


def image_coverage(image: pdfium.PdfImage, box: PageBox) -> float:
    """Share of the shown page that an upright image covers, 0 to 1."""
    return _coverage(_full_matrix(image), box)


def decode(placement: Placement) -> Pixels:
    """Pixels of the page image.

    Returns:
        ``(height, width)`` grey or ``(height, width, 3)`` RGB.

    Raises:
        DamagedFile: The image cannot be decoded or is cut off.
    """
    _check_whole_jpeg(placement.image)
    try:
        bitmap = placement.image.get_bitmap(render=False)
        pixels = _to_pixels(bitmap)
    except (pdfium.PdfiumError, ValueError) as error:
        raise DamagedFile(reason="image of a page") from error
    if placement.transpose:
        pixels = pixels.swapaxes(0, 1)
    if placement.flip_x:
        pixels = pixels[:, ::-1]
    if placement.flip_y:
        pixels = pixels[::-1]
    return _fit(pixels, placement)


def _draws(item: pdfium.PdfObject) -> bool:
    if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
        return pdfium_c.FPDFTextObj_GetTextRenderMode(item) not in _INVISIBLE
    if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
        fill, stroke = pdfium_c.c_int(), pdfium_c.FPDF_BOOL()
        pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
        return bool(fill.value or stroke.value)
    return True


def _transparent(item: pdfium.PdfObject) -> bool:
    while item is not None:
        if pdfium_c.FPDFPageObj_HasTransparency(item):
            return True
        item = item.container
    return False


def _clipped(item: pdfium.PdfObject, box: PageBox) -> bool:
    """Whether a clip path could hide a part of the image within the page."""
    while item is not None:
        clip = pdfium_c.FPDFPageObj_GetClipPath(item)
        for index in range(max(0, pdfium_c.FPDFClipPath_CountPaths(clip)) if clip else 0):
            if item.container is not None or not _holds_page(clip, index, box):
                return True
        item = item.container
    return False


def _holds_page(clip: object, index: int, box: PageBox) -> bool:
    x, y = pdfium_c.c_float(), pdfium_c.c_float()
    count = pdfium_c.FPDFClipPath_CountPathSegments(clip, index)
    if not 4 <= count <= 5:
        return False
    xs: list[float] = []
    ys: list[float] = []
    for at in range(count):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, index, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        xs.append(x.value)
        ys.append(y.value)
    if len({round(v) for v in xs}) != 2 or len({round(v) for v in ys}) != 2:
        return False
    slack = 1.0
    return (
        min(xs) <= box.x0 + slack
        and max(xs) >= box.x1 - slack
        and min(ys) <= box.y0 + slack
        and max(ys) >= box.y1 - slack
    )


def _full_matrix(item: pdfium.PdfObject) -> _Matrix:
    matrix = item.get_matrix()
    while item.container is not None:
        item = item.container
        matrix = matrix.multiply(item.get_matrix())
    return matrix.get()  # type: ignore[no-any-return]


def _corners(matrix: _Matrix, box: PageBox) -> list[tuple[float, float]]:
    """Top left, top right and bottom left of the image, as shares of the shown page."""
    a, b, c, d, e, f = matrix
    return [box.to_shown(a * x + c * y + e, b * x + d * y + f) for x, y in ((0, 1), (1, 1), (0, 0))]


def _coverage(matrix: _Matrix, box: PageBox) -> float:
    """Share of the shown page that the (upright) image covers."""
    (x0, y0), (x1, y1), (x2, y2) = _corners(matrix, box)
    left, right = min(x0, x1, x2), max(x0, x1, x2)
    top, bottom = min(y0, y1, y2), max(y0, y1, y2)
    return max(0.0, min(1, right) - max(0, left)) * max(0.0, min(1, bottom) - max(0, top))


def _place(image: pdfium.PdfImage, matrix: _Matrix, box: PageBox) -> Placement | None:
    origin, right, down = _corners(matrix, box)
    across = (right[0] - origin[0], right[1] - origin[1])
    along = (down[0] - origin[0], down[1] - origin[1])
    columns, rows = image.get_px_size()
    transpose = abs(across[1]) > abs(across[0])
    if transpose:
        across, along, columns, rows = along, across, rows, columns
    if max(abs(across[1]), abs(along[0])) > _AXIS_TOLERANCE or not (across[0] and along[1]):
        return None
    width_pt, height_pt = box.points
    dpi_x = columns / (abs(across[0]) * width_pt / 72)
    dpi_y = rows / (abs(along[1]) * height_pt / 72)
    if not 1 / _DPI_RATIO <= dpi_x / dpi_y <= _DPI_RATIO:
        return None
    xs = (origin[0], origin[0] + across[0])
    ys = (origin[1], origin[1] + along[1])
    width, height = columns / abs(across[0]), rows / abs(along[1])
    return Placement(
        image=image,
        width=max(1, round(width)),
        height=max(1, round(height)),
        left=round(min(xs) * width),
        top=round(min(ys) * height),
        transpose=transpose,
        flip_x=across[0] < 0,
        flip_y=along[1] < 0,
        dpi=(dpi_x + dpi_y) / 2,
    )


def _check_whole_jpeg(image: pdfium.PdfImage) -> None:
    """Pdfium fills what is missing of a JPEG with grey and says nothing."""
    if image.get_filters() != ["DCTDecode"]:
        return
    data = bytes(image.get_data())
    if _JPEG_END in data[-2048:]:
        return
    try:
        Image.open(io.BytesIO(data)).load()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise DamagedFile(reason="image of a page is cut off") from error


def _to_pixels(bitmap: pdfium.PdfBitmap) -> Pixels:
    array = bitmap.to_numpy()
    if array.ndim == 2:
        return array.copy()  # type: ignore[no-any-return]
    if array.shape[2] == 1:
        return array[:, :, 0].copy()  # type: ignore[no-any-return]
    how = cv2.COLOR_BGR2RGB if array.shape[2] == 3 else cv2.COLOR_BGRA2RGB  # the fourth: A or x
    return u8(cv2.cvtColor(array, how))


def _fit(pixels: Pixels, placement: Placement) -> Pixels:
    rows, columns = pixels.shape[:2]
    size = (placement.height, placement.width)
    if (rows, columns) == size and placement.left == placement.top == 0:
        return np.ascontiguousarray(pixels)
    page = np.full(size + pixels.shape[2:], 255, np.uint8)
    left, top = max(0, placement.left), max(0, placement.top)
    right = min(placement.width, placement.left + columns)
    bottom = min(placement.height, placement.top + rows)
    page[top:bottom, left:right] = pixels[
        top - placement.top : bottom - placement.top, left - placement.left : right - placement.left
    ]
    return page
