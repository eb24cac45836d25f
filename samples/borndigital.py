"""Writes set pages as a PDF with real text: what a word processor exports."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from typeset import A4, Sheet
from words import FACES


class _Face:
    """One embedded TrueType face, cut down to the glyphs in use."""

    def __init__(self, name: str, text: set[str]) -> None:
        options = subset.Options(layout_features=[], notdef_outline=True, hinting=False)
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "FFTM"]
        font = TTFont(FACES[name], recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(text | {" "})))
        cutter.subset(font)
        self.font, self.name = font, name
        self.glyphs = {chr(c): font.getGlyphID(g) for c, g in font.getBestCmap().items()}

    def encode(self, text: str) -> bytes:
        """Glyph numbers as two bytes each, in hexadecimal."""
        return "".join(f"{self.glyphs[c]:04x}" for c in text).encode()

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The Type0 font dictionary with widths and the way back to Unicode."""
        out = io.BytesIO()
        self.font.save(out)
        em = self.font["head"].unitsPerEm
        metrics = self.font["hmtx"].metrics
        order = self.font.getGlyphOrder()
        widths = [round(metrics[g][0] * 1000 / em) for g in order]
        base = pikepdf.Name("/CVSMPL+Tinos-" + self.name.capitalize())
        head = self.font["head"]
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=base,
            Flags=34,
            FontBBox=[round(v * 1000 / em) for v in (head.xMin, head.yMin, head.xMax, head.yMax)],
            ItalicAngle=-12 if "italic" in self.name else 0,
            Ascent=891,
            Descent=-216,
            CapHeight=662,
            StemV=120 if "bold" in self.name else 80,
            FontFile2=pdf.make_stream(out.getvalue()),
        )
        child = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=pikepdf.Dictionary(
                Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
            ),
            CIDToGIDMap=pikepdf.Name.Identity,
            DW=500,
            W=[0, widths],
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type0,
                BaseFont=base,
                Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(child)],
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _to_unicode(self) -> bytes:
        pairs = [f"<{g:04x}> <{ord(c):04x}>" for c, g in sorted(self.glyphs.items())]
        chunks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(c)} beginbfchar\n" + "\n".join(c) + "\nendbfchar" for c in chunks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()


def text_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Pages of text with embedded faces; words are parted by real spaces."""
    used: dict[str, set[str]] = {}
    for sheet in sheets:
        for run in sheet.runs:
            used.setdefault(run.face, set()).update(run.text)
    faces = {name: _Face(name, text) for name, text in sorted(used.items())}
    pdf = pikepdf.new()
    keys = {name: f"/F{i}" for i, name in enumerate(faces)}
    fonts = pikepdf.Dictionary({keys[name]: face.embed(pdf) for name, face in faces.items()})
    for sheet in sheets:
        page = pdf.add_blank_page(page_size=A4)
        page.Resources = pikepdf.Dictionary(Font=fonts)
        parts = [b"BT"]
        for run in sheet.runs:
            place = f"{keys[run.face]} {run.size:g} Tf 1 0 0 1 {run.x:.2f} {A4[1] - run.y:.2f} Tm <"
            parts.append(place.encode() + faces[run.face].encode(run.text + " ") + b"> Tj")
        parts.append(b"ET")
        for rule in sheet.rules:
            line = (rule.x0, A4[1] - rule.y0, rule.x1, A4[1] - rule.y1)
            parts.append(
                "{:.2f} w {:.2f} {:.2f} m {:.2f} {:.2f} l S".format(rule.width, *line).encode()
            )
        page.Contents = pdf.make_stream(b"\n".join(parts))
    pdf.Root.Lang = pikepdf.String("vi")
    pdf.docinfo["/Producer"] = "Word processor"
    pdf.docinfo["/CreationDate"] = "D:20240101000000Z"
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
