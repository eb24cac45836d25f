"""The font of the invisible text: one glyph for every character.

The letters a reader sees are in the scan. The text behind them needs a font only because
PDF wants one; this one has a single glyph, half an em wide, and 1 KB. The code of a
character is its Unicode number, so copying gives back exactly what was written.

The glyph is a box, never painted: pdfium (Chrome, Edge) takes the extent of a word from
its glyphs, and on turned pages does not even find words whose glyphs are empty.
"""

from __future__ import annotations

import io
from functools import lru_cache

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

FONT_NAME = "CongvanGlyphless"
UNITS = 1000  # to an em
ADVANCE = 500
ASCENT, DESCENT = 800, -200  # together one em: the font size is the height of a line
_BMP = 0x10000
_MADE = 3_850_000_000  # of the font file, seconds since 1904; a clock would make files differ


def add_font(pdf: pikepdf.Pdf, letters: str) -> pikepdf.Object:
    """Put the font into a PDF.

    Args:
        pdf: Gets the font.
        letters: All that is written with it. The table that says what they are is made for
            their parts of Unicode only: it would be the largest part of a small file.

    Returns:
        The Type0 font, to be shared by all pages.
    """
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{FONT_NAME}"),
            Flags=4 + 1,  # symbolic, fixed pitch
            FontBBox=Array([0, DESCENT, ADVANCE, ASCENT]),
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=80,
            FontFile2=_font_stream(pdf),
        )
    )
    descendant = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(f"/{FONT_NAME}"),
            CIDSystemInfo=Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            FontDescriptor=descriptor,
            DW=ADVANCE,
            CIDToGIDMap=pdf.make_stream(b"\x00\x01" * _BMP),
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{FONT_NAME}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=pdf.make_stream(_to_unicode(letters)),
        )
    )


def encode(text: str) -> bytes:
    """Text as the codes of this font: UTF-16 big endian, characters beyond the BMP replaced."""
    return "".join(c if ord(c) < _BMP else "\ufffd" for c in text).encode("utf-16-be", "replace")


def _font_stream(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    data = _font_file()
    return pdf.make_stream(data, Length1=len(data))


@lru_cache(maxsize=1)
def _font_file() -> bytes:
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    for corner in ((0, ASCENT), (ADVANCE, ASCENT), (ADVANCE, DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", "any"])
    builder.setupCharacterMap({0x20: "any"})
    builder.setupGlyf({".notdef": box, "any": box})
    builder.setupHorizontalMetrics({".notdef": (ADVANCE, 0), "any": (ADVANCE, 0)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": FONT_NAME, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT)
    builder.setupPost(isFixedPitch=1)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=_MADE, modified=_MADE)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _to_unicode(letters: str) -> bytes:
    """Every code is its own character; ranges may not cross a high byte (ISO 32000-1, 9.10.3)."""
    used = sorted(set(encode(letters + " ")[::2]))
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in used]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]  # at most 100 to a block
    ranges = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{ranges}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
