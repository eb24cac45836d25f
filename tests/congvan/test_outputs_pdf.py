"""The searchable copy: text on its words, pictures untouched, nothing claimed in vain."""

from __future__ import annotations

import hashlib
import html
import math
import re
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pdfs import add_page, helvetica, image, picture, scan
from pikepdf import Array, Dictionary, Name, String, pdfa
from PIL import Image

from congvan.outputs.searchable_pdf import CONFORMS, PLAIN, write_searchable
from ocr.document import load_image, open_document
from ocr.errors import DamagedFile, OutputError
from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from ocr.source import PageSource
from ocr.textlayer import text_layer

FULL = "q 595 0 0 842 0 0 cm /Im Do Q"
ENGLISH = " BT /F 12 Tf 3 Tr 90 740 Td (Uy ban nhan dan tinh) Tj ET "
PRINTED = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    r"Số: 12/BC-UBND (mật) \ 50%",
    "Kính gửi: Ủy ban nhân dân huyện Đầm Dơi, ẵm ợ ữ ỹ",
)


def page_of(
    source: PageSource,
    printed: tuple[str, ...] = PRINTED,
    *,
    rotation: int = 0,
    skew: float = 0.0,
    layer: str = "none",
) -> Page:
    """A page as the reader would give it, of lines set in the upper half of the upright page."""
    turned = rotation in (90, 270)
    width, height = (source.height, source.width) if turned else (source.width, source.height)
    size = width / 60
    lines = []
    for row, text in enumerate(printed):
        x, y = width * 0.15, height * (0.2 + 0.1 * row)
        words = []
        for word in text.split():
            run = len(word) * size / 2
            box = _on_image((x, y, x + run, y + size), (width, height), rotation, skew)
            words.append(Word(unicodedata.normalize("NFC", word), box, 0.9))
            x += run + size * 0.4
        lines.append(Line(tuple(words)))
    return Page(
        source.number,
        (Block(BlockKind.BODY, tuple(lines)),),
        source.width,
        source.height,
        source.dpi,
        TextOrigin.OCR,
        layer,
        rotation,
        skew,
    )


def _on_image(
    box: tuple[float, ...], size: tuple[float, float], rotation: int, skew: float
) -> tuple[int, int, int, int]:
    """Upright box around a box of the straight upright page, on the page image."""
    (x0, y0, x1, y1), (width, height) = box, size
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    corners = []
    for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)):
        u, v = x - width / 2, y - height / 2
        u, v = u * cos + v * sin + width / 2, v * cos - u * sin + height / 2
        # Turning the image clockwise by the rotation makes it upright.
        turned = {0: (u, v), 90: (v, width - u), 180: (width - u, height - v), 270: (height - v, u)}
        corners.append(turned[rotation])
    xs, ys = zip(*corners, strict=True)
    return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))


def pdftotext(path: Path, *options: str) -> str:
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def digests(path: Path) -> set[str]:
    """Of the images' bytes as they are stored."""
    with pikepdf.open(path) as pdf:
        return {
            hashlib.sha256(item.read_raw_bytes()).hexdigest()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        }


def write(source: Path, out: Path, **keys: object) -> None:
    document = open_document(source)
    result = write_searchable(source, [page_of(p, **keys) for p in document.pages], out)
    assert result.reasons == ()
    assert result.conformance == CONFORMS


SHAPES = {
    "plain": ({}, {}),
    "turned by the viewer": ({"Rotate": 90}, {}),
    "upside down by the viewer": ({"Rotate": 180}, {}),
    "turned left by the viewer": ({"Rotate": -90}, {}),
    "crop box": ({"CropBox": Array([40, 90, 500, 700])}, {}),
    "crop box, turned": ({"CropBox": Array([40, 90, 500, 700]), "Rotate": 270}, {}),
    "origin": ({"media": (-30, 20, 565, 862)}, {}),
    "user unit": ({"UserUnit": 2}, {}),
    "skew": ({}, {"skew": 0.6}),
    "much skew": ({}, {"skew": -4.0}),
    "lying": ({}, {"rotation": 90}),
    "on its head": ({}, {"rotation": 180, "skew": 1.0}),
    "lying and turned": ({"Rotate": 90}, {"rotation": 270, "skew": -1.0}),
}


@pytest.mark.parametrize(("shape", "reading"), SHAPES.values(), ids=SHAPES)
def test_words_sit_on_their_boxes(
    tmp_path: Path, shape: dict[str, object], reading: dict[str, float]
) -> None:
    left, bottom = shape.get("media", (0, 0))[:2]
    source = scan(tmp_path / "a.pdf", f"q 595 0 0 842 {left} {bottom} cm /Im Do Q", **shape)
    out = tmp_path / "out.pdf"
    write(source, out, **reading)
    described = open_document(source).pages[0]
    page = page_of(described, **reading)
    expected = sorted((w.text, w.box) for w in page.words())
    near = 4 / 72 * described.dpi if reading.get("skew") else 1 / 72 * described.dpi + 1

    # pdfium: Chrome, Edge
    found = text_layer(out, 1, described.width, described.height)
    assert not found.born_digital
    assert sorted(w.text for w in found.words) == [text for text, _ in expected]
    for word, (_, box) in zip(sorted((w.text, w.box) for w in found.words), expected, strict=True):
        assert word[1] == pytest.approx(box, abs=near)

    # poppler: Evince, Okular, pdftotext and what is built on it
    width, height = _shown(out)
    seen = sorted(
        (
            html.unescape(text),
            tuple(
                float(n) / side * pixels
                for n, side, pixels in zip(
                    numbers,
                    (width, height) * 2,
                    (described.width, described.height) * 2,
                    strict=True,
                )
            ),
        )
        for *numbers, text in re.findall(
            r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>',
            pdftotext(out, "-bbox", "-cropbox"),
        )
    )
    assert [text for text, _ in seen] == [text for text, _ in expected]
    for (_, box), (_, wanted) in zip(seen, expected, strict=True):
        assert box == pytest.approx(wanted, abs=near)


def _shown(path: Path) -> tuple[float, float]:
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        x0, y0, x1, y1 = (float(v) for v in page.cropbox)
        turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (y1 - y0, x1 - x0) if turned else (x1 - x0, y1 - y0)


def test_copies_out_as_nfc_in_reading_order(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    write(scan(tmp_path / "a.pdf"), out)
    text = pdftotext(out)
    assert [" ".join(line.split()) for line in text.splitlines() if line.strip()] == list(PRINTED)
    assert unicodedata.is_normalized("NFC", text)


def test_words_whose_boxes_touch_stay_apart(tmp_path: Path) -> None:
    source, out = scan(tmp_path / "a.pdf"), tmp_path / "out.pdf"
    words = (Word("nhân", (100, 100, 160, 120)), Word("dân", (159, 98, 200, 124)))
    block = Block(BlockKind.BODY, (Line(words),))
    page = Page(1, (block,), 744, 1052, 90, TextOrigin.OCR)
    write_searchable(source, [page], out)
    assert pdftotext(out, "-raw").split() == ["nhân", "dân"]


def test_picture_geometry_and_size_are_kept(tmp_path: Path) -> None:
    source, out = tmp_path / "a.pdf", tmp_path / "out.pdf"
    noise = np.random.default_rng(7).integers(0, 255, (1052, 744), np.uint8)
    with pikepdf.new() as pdf:
        for rotate in (0, 90, 0):
            add_page(pdf, FULL, images={"Im": image(pdf, noise + rotate)}, Rotate=rotate)
        pdf.pages[1].obj.CropBox = Array([10, 10, 500, 800])
        pdf.save(source)
    write(source, out)
    assert digests(out) == digests(source)
    with pikepdf.open(source) as before, pikepdf.open(out) as after:
        assert len(before.pages) == len(after.pages)
        for a, b in zip(before.pages, after.pages, strict=True):
            assert (a.mediabox, a.cropbox) == (b.mediabox, b.cropbox)
            assert a.obj.get("/Rotate") == b.obj.get("/Rotate")
    assert out.stat().st_size < source.stat().st_size * 1.05 + 50_000


def test_only_pages_that_were_read_change(tmp_path: Path) -> None:
    source, out = tmp_path / "a.pdf", tmp_path / "out.pdf"
    with pikepdf.new() as pdf:
        scan_image = pdf.make_indirect(image(pdf, picture()))
        for _ in range(2):
            fonts = {"F": helvetica(pdf)}
            add_page(pdf, FULL + ENGLISH, images={"Im": scan_image}, fonts=fonts)
        pdf.save(source)
    second = open_document(source).pages[1]
    write_searchable(source, [page_of(second)], out)
    assert pdftotext(out, "-l", "1").split() == ["Uy", "ban", "nhan", "dan", "tinh"]
    assert "Uy" not in pdftotext(out, "-f", "2")


class TestOldText:
    """What an English OCR left behind."""

    @pytest.mark.parametrize(
        "content",
        [
            FULL + ENGLISH,
            ENGLISH + FULL,
            ENGLISH.replace("3 Tr", "0 Tr") + FULL,
            FULL + " BT 3 Tr ET " + ENGLISH.replace("3 Tr", ""),
            FULL + ENGLISH.replace("(Uy ban nhan dan tinh) Tj", "[(Uy) -200 (ban)] TJ (x) '"),
        ],
        ids=["over", "under", "drawn under the picture", "mode set before", "other operators"],
    )
    def test_is_replaced(self, tmp_path: Path, content: str) -> None:
        source, out = scan(tmp_path / "a.pdf", content), tmp_path / "out.pdf"
        write(source, out, layer="garbled")  # the font was not embedded: gone with the text
        assert pdftotext(out).split() == " ".join(PRINTED).split()
        with pikepdf.open(out) as pdf:
            assert list(pdf.pages[0].resources.Font.keys()) == ["/CongvanText"]
        assert digests(out) == digests(source)

    def test_in_a_form_that_another_page_keeps(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.pdf", tmp_path / "out.pdf"
        with pikepdf.new() as pdf:
            form = pdf.make_stream(ENGLISH.encode())
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
            form.Resources = Dictionary(Font=Dictionary(F=helvetica(pdf)))
            form = pdf.make_indirect(form)
            scan_image = pdf.make_indirect(image(pdf, picture()))
            for _ in range(2):
                add_page(pdf, FULL + " /Fm Do", images={"Im": scan_image, "Fm": form})
            pdf.save(source)
        first = open_document(source).pages[0]
        write_searchable(source, [page_of(first, layer="garbled")], out)
        assert "nhan" not in pdftotext(out, "-l", "1")
        assert pdftotext(out, "-f", "2").split() == ["Uy", "ban", "nhan", "dan", "tinh"]

    def test_visible_text_stays(self, tmp_path: Path) -> None:
        stamp = "BT /F 9 Tf 400 800 Td (DEN) Tj 3 Tr (gone) Tj 0 Tr 0 -20 Td (so 5) Tj ET "
        source, out = scan(tmp_path / "a.pdf", FULL + ENGLISH + "0 Tr " + stamp), tmp_path / "o.pdf"
        write_searchable(source, [page_of(open_document(source).pages[0])], out)
        words = pdftotext(out, "-raw").split()
        assert {"DEN", "so", "5"} < set(words)
        assert not {"gone", "Uy", "tinh"} & set(words)

    def test_page_that_keeps_its_text_is_left_alone(self, tmp_path: Path) -> None:
        source, out = scan(tmp_path / "a.pdf", FULL + ENGLISH), tmp_path / "out.pdf"
        kept = Page(1, (), 744, 1052, 90, TextOrigin.TEXT_LAYER, "kept")
        write_searchable(source, [kept], out)
        assert pdftotext(out).split() == ["Uy", "ban", "nhan", "dan", "tinh"]


class TestConformance:
    """Nothing is claimed that validation did not show."""

    def test_passes_and_says_so(self, tmp_path: Path) -> None:
        source, out = scan(tmp_path / "a.pdf"), tmp_path / "out.pdf"
        page = page_of(open_document(source).pages[0])
        result = write_searchable(source, [page], out, title="Báo cáo 12/BC-UBND")
        assert (result.conformance, result.reasons) == (CONFORMS, ())
        assert pdfa.validate_written(out, "2b").passed
        with pikepdf.open(out) as pdf:
            assert str(pdf.Root.Lang) == "vi"
            assert str(pdf.docinfo["/Title"]) == "Báo cáo 12/BC-UBND"
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"] == "Báo cáo 12/BC-UBND"
                assert metadata.pdfa_status == "2B"

    def test_font_that_is_not_embedded(self, tmp_path: Path) -> None:
        content = FULL + " BT /F 9 Tf 400 800 Td (DEN) Tj ET"
        source, out = scan(tmp_path / "a.pdf", content), tmp_path / "out.pdf"
        page = page_of(open_document(source).pages[0])
        result = write_searchable(source, [page], out)
        assert result.conformance == PLAIN
        assert any("Helvetica" in reason for reason in result.reasons)
        assert "Kính" in pdftotext(out)
        with pikepdf.open(out) as pdf, pdf.open_metadata() as metadata:
            assert not metadata.pdfa_status

    def test_scripts_and_actions_go(self, tmp_path: Path) -> None:
        source, out = scan(tmp_path / "a.pdf"), tmp_path / "out.pdf"
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
            pdf.Root.OpenAction = script
            pdf.Root.AA = Dictionary(WC=script)
            pdf.pages[0].obj.AA = Dictionary(O=script)
            launch = Dictionary(S=Name.Launch, F=String("app.alert.exe"))
            link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
            link.A, link.F = launch, 4
            pdf.pages[0].obj.Annots = Array([link])
            names = Dictionary(Names=Array([String("a"), script]))
            pdf.Root.Names = Dictionary(JavaScript=names)
            pdf.save()
        write(source, out)
        assert b"app.alert" not in _unpacked(out)

    def test_attachment_is_kept_and_said(self, tmp_path: Path) -> None:
        source, out = scan(tmp_path / "a.pdf"), tmp_path / "out.pdf"
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            pdf.attachments["phu-luc.txt"] = b"appendix"
            pdf.save()
        result = write_searchable(source, [], out)
        assert result.conformance == PLAIN
        assert "embedded files" in result.reasons[0]
        with pikepdf.open(out) as pdf:
            assert list(pdf.attachments) == ["phu-luc.txt"]

    def test_page_without_content(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.pdf", tmp_path / "out.pdf"
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(595, 842))
            del pdf.pages[0].obj.Contents
            del pdf.pages[0].obj.Resources
            pdf.save(source)
        write(source, out)
        assert "Kính" in pdftotext(out)

    def test_form_is_drawn_into_the_page(self, tmp_path: Path) -> None:
        source, out = scan(tmp_path / "a.pdf", "595 0 0 842 0 0 cm /Im Do"), tmp_path / "out.pdf"
        with pikepdf.open(source, allow_overwriting_input=True) as pdf:
            caption = pdf.make_stream(b"1 0 0 rg 0 0 80 40 re f", BBox=Array([0, 0, 80, 40]))
            caption.Subtype = Name.Form
            field = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String("Chữ ký"),
                Rect=Array([300, 100, 380, 140]),
                F=4,
                AP=Dictionary(N=caption),
                V=Dictionary(Type=Name.Sig, Contents=String("…")),
            )
            field = pdf.make_indirect(field)
            pdf.pages[0].obj.Annots = Array([field])
            pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
            pdf.save()
        write(source, out)
        with pikepdf.open(out) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert "/Annots" not in pdf.pages[0].obj
        pixels = load_image(open_document(out, dpi=72).pages[0]).pixels
        assert tuple(pixels[842 - 120, 340]) == (255, 0, 0)
        assert tuple(pixels[842 - 160, 340]) == (255, 255, 255)


def _unpacked(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        return b"".join(item.unparse(resolved=True) for item in pdf.objects)


class TestImages:
    """TIFF, PNG and JPEG are wrapped."""

    @pytest.mark.parametrize("orientation", [1, 2, 3, 5, 6, 8])
    def test_jpeg_is_shown_upright(self, tmp_path: Path, orientation: int) -> None:
        exif = Image.Exif()
        exif[0x0112] = orientation
        source, out = tmp_path / "a.jpg", tmp_path / "out.pdf"
        Image.fromarray(picture()).save(source, exif=exif, quality=95, dpi=(90, 90))
        write(source, out)
        before, after = (load_image(open_document(p).pages[0]) for p in (source, out))
        assert after.pixels.shape == before.pixels.shape
        assert np.abs(after.pixels.astype(int) - before.pixels).mean() < 2
        assert after.dpi == pytest.approx(90, abs=0.2)
        if orientation in (1, 3, 6, 8):
            assert hashlib.sha256(source.read_bytes()).hexdigest() in digests(out)

    @pytest.mark.parametrize(
        ("mode", "suffix"),
        [("1", "tif"), ("L", "tif"), ("RGB", "tif"), ("RGBA", "png"), ("P", "png")],
    )
    def test_pixels_are_kept(self, tmp_path: Path, mode: str, suffix: str) -> None:
        source, out = tmp_path / f"a.{suffix}", tmp_path / "out.pdf"
        Image.fromarray(picture()).convert(mode).save(source, dpi=(90, 90))
        write(source, out)
        before, after = (load_image(open_document(p, dpi=90).pages[0]) for p in (source, out))
        # A picture with transparency is drawn by poppler, whose edges are softer.
        worst = np.percentile(np.abs(_grey(after.pixels) - _grey(before.pixels)), 99)
        assert worst <= 1

    @pytest.mark.parametrize("mode", ["L", "RGB", "YCbCr"])
    @pytest.mark.parametrize("height", [1052, 12])
    def test_jpeg_strips_of_a_tiff_are_joined(self, tmp_path: Path, mode: str, height: int) -> None:
        source, out = tmp_path / "a.tif", tmp_path / "out.pdf"
        noise = np.random.default_rng(7).integers(90, 255, (height, 744, 3), np.uint8)
        picture_of_mode = Image.fromarray(noise).convert(mode)
        picture_of_mode.save(source, compression="jpeg", quality=60, dpi=(90, 90))
        document = open_document(source)
        write(source, out)
        assert out.stat().st_size < source.stat().st_size * 1.05 + 50_000
        with pikepdf.open(out) as pdf:
            (stored,) = pdf.pages[0].obj.Resources.XObject.as_dict().values()
            assert stored.Filter == Name.DCTDecode
        if height > 100:
            before = load_image(document.pages[0]).pixels
            after = load_image(open_document(out).pages[0]).pixels
            assert np.abs(after.astype(int) - before).max() <= 1

    def test_frames_of_different_kinds(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.tif", tmp_path / "out.pdf"
        grey = Image.fromarray(picture())
        # Pillow packs all frames of one file alike; a bilevel one cannot be JPEG.
        grey.save(source, save_all=True, append_images=[grey.convert("RGB")], compression="jpeg")
        write(source, out)
        modes = [load_image(p).pixels.ndim for p in open_document(out).pages]
        assert modes == [2, 3]

    def test_sixteen_bits_are_kept(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.tif", tmp_path / "out.pdf"
        Image.fromarray(picture().astype(np.uint16) * 257).save(source, dpi=(90, 90))
        write(source, out)
        with pikepdf.open(out) as pdf:
            (stored,) = pdf.pages[0].obj.Resources.XObject.as_dict().values()
            assert stored.BitsPerComponent == 16

    def test_all_frames_of_a_tiff(self, tmp_path: Path) -> None:
        source, out = tmp_path / "a.tif", tmp_path / "out.pdf"
        frames = [Image.fromarray(np.rot90(picture(), k)).convert("1") for k in range(3)]
        frames[0].save(source, save_all=True, append_images=frames[1:], dpi=(90, 90))
        write(source, out)
        sizes = [(p.width, p.height) for p in open_document(out).pages]
        assert sizes == [f.size for f in frames]

    def test_damaged(self, tmp_path: Path) -> None:
        source = tmp_path / "a.png"
        noise = np.random.default_rng(7).integers(0, 255, (300, 300), np.uint8)
        Image.fromarray(noise).save(source)
        page = page_of(open_document(source).pages[0])
        source.write_bytes(source.read_bytes()[:20_000])
        with pytest.raises(DamagedFile):
            write_searchable(source, [page], tmp_path / "out.pdf")
        assert not (tmp_path / "out.pdf").exists()


def _grey(pixels: np.ndarray) -> np.ndarray:
    return np.asarray(Image.fromarray(pixels).convert("L"), int)


def test_the_input_is_never_written_to(tmp_path: Path) -> None:
    source = scan(tmp_path / "a.pdf")
    before = source.read_bytes()
    link = tmp_path / "b.pdf"
    link.symlink_to(source)
    page = page_of(open_document(source).pages[0])
    for out in (source, link):
        with pytest.raises(OutputError):
            write_searchable(source, [page], out)
    assert source.read_bytes() == before


def test_mended_file_becomes_a_whole_one(tmp_path: Path) -> None:
    source, out = scan(tmp_path / "a.pdf"), tmp_path / "out.pdf"
    source.write_bytes(source.read_bytes()[:-60])
    write(source, out)
    assert open_document(out).notes == ()
    assert "Kính" in pdftotext(out)
