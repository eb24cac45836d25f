"""Writes pictures of pages as the files that scanners and offices produce."""

from __future__ import annotations

import io
import unicodedata

import cv2
import img2pdf
import numpy as np
import pikepdf
from PIL import Image
from raster import Inks
from scanner import Picture
from typeset import A4, Sheet

_CREATED = "D:20240101000000Z"  # fixed, so that the same pages give the same bytes


def jpeg(picture: Picture, dpi: int, quality: int) -> bytes:
    """One picture as JPEG with its resolution."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue()


def tiff(pictures: list[Picture], dpi: int) -> bytes:
    """Black and white pages as one TIFF, CCITT group 4."""
    frames = [Image.fromarray(p).convert("1", dither=Image.Dither.NONE) for p in pictures]
    out = io.BytesIO()
    frames[0].save(
        out, "TIFF", compression="group4", dpi=(dpi, dpi), save_all=True, append_images=frames[1:]
    )
    return out.getvalue()


def _tidy(pdf: pikepdf.Pdf, producer: str) -> bytes:
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]  # img2pdf's is random
    pdf.docinfo["/Producer"] = producer
    pdf.docinfo["/CreationDate"] = _CREATED
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def image_pdf(images: list[bytes]) -> bytes:
    """Pages of one full-page image each, wrapped without re-encoding."""
    layout = img2pdf.get_layout_fun((A4[0], A4[1]))
    with pikepdf.open(io.BytesIO(img2pdf.convert(images, layout_fun=layout))) as pdf:
        return _tidy(pdf, "Scanner")


def _image(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], **more: object) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        **more,
    )


def _stencil(pdf: pikepdf.Pdf, black: Picture) -> pikepdf.Stream:
    """The text mask: 1 bit, CCITT group 4, as PDF explicit mask (0 paints)."""
    wrapped = img2pdf.convert(tiff([black], 300))
    with pikepdf.open(io.BytesIO(wrapped)) as donor:
        source = next(iter(donor.pages[0].images.values()))
        data, parms = source.read_raw_bytes(), source.DecodeParms
        parms = parms[0] if isinstance(parms, pikepdf.Array) else parms
        keys = ("/K", "/Columns", "/Rows", "/BlackIs1")
        fields = {key: parms[key] for key in keys if key in parms}
        decode = [int(v) for v in source.get("/Decode", [0, 1])]
    return _image(
        pdf,
        data,
        (black.shape[1], black.shape[0]),
        ImageMask=True,
        BitsPerComponent=1,
        Decode=decode,
        Filter=pikepdf.Name.CCITTFaxDecode,
        DecodeParms=pikepdf.Dictionary(fields),
    )


def layered_pdf(scan: Picture, inks: Inks, sheet: Sheet, *, skew: float) -> bytes:
    """One page as Kodak and Alaris scanners write it.

    In this order: the invisible text of an English recogniser; the background at
    150 dpi (JPEG: paper, pen, stamp); over it a second JPEG, the colour of the print,
    which a 1-bit mask at 300 dpi lets through where there is print.

    Args:
        scan: Colour scan at 300 dpi.
        inks: The layers it was made from, to tell print from pen.
        sheet: The text.
        skew: Degrees counter-clockwise, as in the scan.
    """
    high, wide = scan.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), skew, 1.0)
    print_only = cv2.warpAffine(inks.black, turn, (wide, high))
    near = cv2.dilate(print_only, np.ones((7, 7), np.uint8)) > 20
    dark = cv2.cvtColor(scan, cv2.COLOR_RGB2GRAY) < 150
    mask = near & dark & (scan.max(axis=2) < 140)
    small = (wide // 2, high // 2)
    # The scanner fills the holes in the background with the colour around them.
    holes = cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8))
    ground = cv2.inpaint(
        cv2.resize(scan, small, interpolation=cv2.INTER_AREA),
        cv2.resize(holes, small, interpolation=cv2.INTER_NEAREST),
        3,
        cv2.INPAINT_TELEA,
    )
    colour = np.full((small[1], small[0], 3), (30, 29, 33), np.uint8)
    pdf = pikepdf.new()
    rgb = {
        "ColorSpace": pikepdf.Name.DeviceRGB,
        "BitsPerComponent": 8,
        "Filter": pikepdf.Name.DCTDecode,
    }
    page = pdf.add_blank_page(page_size=A4)
    forms = pikepdf.Dictionary()
    for name, picture, quality, extra in (
        ("/Fg", ground.astype(np.uint8), 62, {}),
        (
            "/textMask",
            colour,
            40,
            {"Mask": pdf.make_indirect(_stencil(pdf, np.where(mask, 0, 255).astype(np.uint8)))},
        ),
    ):
        image = _image(pdf, jpeg(picture, 150, quality), small, **rgb, **extra)
        forms[name] = pdf.make_indirect(
            pikepdf.Stream(
                pdf,
                f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /Im0 Do Q".encode(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, *A4],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image)),
            )
        )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name("/Times-Roman"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(
        XObject=forms, Font=pikepdf.Dictionary(F0=pdf.make_indirect(font))
    )
    layer = _english_layer(sheet)
    page.Contents = pdf.make_stream(layer + b"\nq /Fg Do Q\nq /textMask Do Q")
    return _tidy(pdf, "Capture software")


# What a recogniser that knows English only makes of Vietnamese letters; other marks get lost.
_ENGLISH = dict(zip("ếềểễệốộứĐ", "ééééé66tB", strict=True)) | {"đ": "d", "ư": "u", "ơ": "o"}


def _misread(text: str) -> str:
    bare = (_ENGLISH.get(c) or unicodedata.normalize("NFD", c)[0] for c in text)
    return "".join(_ENGLISH.get(c, c) for c in bare)


def _english_layer(sheet: Sheet) -> bytes:
    parts = [b"q BT 3 Tr"]
    for run in sheet.runs:
        shown = (_misread(run.text) + " ").encode("cp1252", "ignore")
        for char in (b"\\", b"(", b")"):
            shown = shown.replace(char, b"\\" + char)
        place = f"/F0 {run.size:.1f} Tf 1 0 0 1 {run.x:.1f} {A4[1] - run.y:.1f} Tm ("
        parts.append(place.encode() + shown + b") Tj")
    return b"\n".join([*parts, b"ET Q"])
