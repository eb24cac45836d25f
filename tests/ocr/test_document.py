"""Files of all kinds become described pages, and bad ones clear errors."""

from __future__ import annotations

import io
import pickle
import struct
import time
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pdfs import A4, add_page, helvetica, image, picture, scan
from pikepdf import Array, Dictionary, Name
from PIL import Image

from ocr import errors
from ocr.document import FileKind, load_image, open_document
from ocr.source import PageKind

FULL = "q 595 0 0 842 0 0 cm /Im Do Q"


def differ(a: np.ndarray, b: np.ndarray) -> float:
    """Mean difference of two pictures of one page, whatever their sizes."""
    small = [
        np.asarray(Image.fromarray(p).convert("L").resize((60, 60), Image.Resampling.BOX), float)
        for p in (a, b)
    ]
    return float(np.abs(small[0] - small[1]).mean())


def bomb_png(path: Path, width: int = 30_000, height: int = 20_000) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packed = zlib.compressobj(9)
    rows = b"".join(packed.compress(bytes((width // 8 + 1) * 1000)) for _ in range(height // 1000))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", rows + packed.flush())
        + chunk(b"IEND", b"")
    )
    return path


def test_kind_is_decided_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    Image.fromarray(picture()).save(path, "PNG")
    document = open_document(path)
    assert document.kind is FileKind.PNG
    assert [page.kind for page in document.pages] == [PageKind.FRAME]


def test_rubbish_before_the_pdf_header_is_accepted(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf")
    path.write_bytes(b"\r\nHTTP/1.1 200 OK\r\n" + path.read_bytes())
    assert open_document(path).kind is FileKind.PDF


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyFile),
        (b"Kinh gui: cac phong", errors.UnknownFormat),
        (b"%PDF-1.4\nnothing", errors.DamagedFile),
        (b"II*\0\xff\xff\xff\xff", errors.DamagedFile),
        (b"\x89PNG\r\n\x1a\n1234", errors.DamagedFile),
        (b"\xff\xd8\xff", errors.DamagedFile),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, error: type[errors.DocumentError]) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        open_document(path)
    assert caught.value.message("vi") != caught.value.message("en")
    assert pickle.loads(pickle.dumps(caught.value)).message() == caught.value.message()


@pytest.mark.parametrize("user", ["", "secret"])
def test_encryption(tmp_path: Path, user: str) -> None:
    plain, path = scan(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    with pikepdf.open(plain) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=user))
    if user:
        with pytest.raises(errors.EncryptedFile):
            open_document(path)
    else:
        assert load_image(open_document(path).pages[0]).pixels.shape == (1052, 744)


class TestLimits:
    """Refused before a pixel is made."""

    def test_png_bomb(self, tmp_path: Path) -> None:
        path = bomb_png(tmp_path / "a.png")
        assert path.stat().st_size < 100_000
        start = time.monotonic()
        with pytest.raises(errors.PageTooLarge, match="600 megapixels"):
            open_document(path)
        assert time.monotonic() - start < 1

    def test_limit_can_be_raised_above_that_of_pillow(self, tmp_path: Path) -> None:
        document = open_document(bomb_png(tmp_path / "a.png"), max_megapixels=601)
        assert (document.pages[0].width, document.pages[0].height) == (30_000, 20_000)

    @pytest.mark.parametrize(
        ("media", "unit", "pixels"),
        [((0, 0, 14_000, 14_000), 1, 10), (A4, 20, 10), (A4, 1, 30_000)],
        ids=["page box", "UserUnit", "embedded image"],
    )
    def test_pdf(self, tmp_path: Path, media: tuple[float, ...], unit: float, pixels: int) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            bomb = image(pdf, picture(10, 10), Width=pixels, Height=pixels)
            add_page(pdf, FULL, images={"Im": bomb}, media=media, UserUnit=unit)
            pdf.save(path)
        with pytest.raises(errors.PageTooLarge):
            open_document(path)

    @pytest.mark.parametrize("declared", [5, 1])
    def test_pages_of_a_pdf_even_if_it_lies(self, tmp_path: Path, declared: int) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            for _ in range(5):
                pdf.add_blank_page()
            pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        path.write_bytes(path.read_bytes().replace(b"/Count 5", f"/Count {declared}".encode()))
        with pytest.raises(errors.TooManyPages, match="5 pages, the limit is 4"):
            open_document(path, max_pages=4)
        assert len(open_document(path, max_pages=5).pages) == 5

    def test_frames_of_a_tiff(self, tmp_path: Path) -> None:
        path, frame = tmp_path / "a.tif", Image.fromarray(picture())
        frame.save(path, save_all=True, append_images=[frame] * 3)
        with pytest.raises(errors.TooManyPages):
            open_document(path, max_pages=3)
        assert [p.number for p in open_document(path, max_pages=4).pages] == [1, 2, 3, 4]

    def test_packed_drawing_operators_are_not_unpacked(self, tmp_path: Path) -> None:
        path = scan(tmp_path / "a.pdf", "q " + " " * 50_000_000 + FULL)
        assert open_document(path).pages[0].kind is PageKind.RENDERED


class TestEmbedded:
    """A page that is one image is had without rendering."""

    def test_pixels_are_those_of_the_image(self, tmp_path: Path) -> None:
        source = open_document(scan(tmp_path / "a.pdf")).pages[0]
        assert source.kind is PageKind.EMBEDDED
        assert source.dpi == pytest.approx(90, abs=0.1)
        loaded = load_image(pickle.loads(pickle.dumps(source)))
        assert np.array_equal(loaded.pixels, picture())
        assert loaded.dpi == source.dpi

    @pytest.mark.parametrize("rotate", [0, 90, 180, -90])
    @pytest.mark.parametrize(
        ("matrix", "crop"),
        [
            ("595 0 0 842 0 0", None),
            ("0 842 -595 0 595 0", None),
            ("-595 0 0 842 595 0", None),
            ("595 0 0 -842 0 842", None),
            ("595 0 0 842 0 0", [30, 60, 500, 700]),
            ("595 0 0 842 0 0", [-50, -50, 700, 900]),
        ],
        ids=["upright", "turned", "mirrored", "upside down", "cropped", "crop box too large"],
    )
    def test_same_as_rendered(
        self, tmp_path: Path, rotate: int, matrix: str, crop: list[int] | None
    ) -> None:
        pixels = picture(1052, 744) if matrix.startswith("0") else picture()
        keys = {"CropBox": Array(crop)} if crop else {}
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            images = {"Im": image(pdf, pixels)}
            add_page(pdf, f"q {matrix} cm /Im Do Q", images=images, Rotate=rotate, **keys)
            pdf.save(path)
        source = open_document(path).pages[0]
        assert source.kind is PageKind.EMBEDDED
        embedded = load_image(source).pixels
        assert embedded.shape == (source.height, source.width)
        rendered = load_image(replace(source, kind=PageKind.RENDERED, colour=False)).pixels
        assert rendered.shape == embedded.shape
        assert differ(embedded, rendered) < 3

    def test_margin_around_the_image_is_white(self, tmp_path: Path) -> None:
        path = scan(tmp_path / "a.pdf", "q 535.5 0 0 757.8 29.75 42.1 cm /Im Do Q")
        loaded = load_image(open_document(path).pages[0]).pixels
        assert loaded.shape == (1169, 827)
        assert loaded[:50].min() == 255
        assert np.array_equal(loaded[58 : 58 + 1052, 41 : 41 + 744], picture())

    def test_inverted_decode_array(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            inverted = image(pdf, 255 - picture(), Decode=Array([1, 0]))
            add_page(pdf, FULL, images={"Im": inverted})
            pdf.save(path)
        source = open_document(path).pages[0]
        assert source.kind is PageKind.EMBEDDED
        assert differ(load_image(source).pixels, picture()) < 1

    @pytest.mark.parametrize(
        "content",
        [
            "1 1 1 rg 0 0 595 842 re f " + FULL,
            "BT /F 12 Tf 3 Tr 100 700 Td (Uy ban) Tj ET " + FULL,
            FULL + " BT /F 12 Tf 3 Tr 100 700 Td (Uy ban) Tj ET",
            "BT /F 12 Tf 100 700 Td (under the image) Tj ET " + FULL,
            "q 0 0 595 842 re W n 595 0 0 842 0 0 cm /Im Do Q",
        ],
        ids=["white ground", "hidden text", "hidden text after", "text under", "page clip"],
    )
    def test_what_is_not_seen_does_not_count(self, tmp_path: Path, content: str) -> None:
        source = open_document(scan(tmp_path / "a.pdf", content)).pages[0]
        assert source.kind is PageKind.EMBEDDED
        assert np.array_equal(load_image(source).pixels, picture())

    @pytest.mark.parametrize(
        "content",
        [
            FULL + " BT /F 12 Tf 100 700 Td (SAO Y) Tj ET",
            FULL + " 0 0 100 100 re f",
            FULL + " q 100 0 0 100 0 0 cm /Im Do Q",
            "q 100 100 300 300 re W n 595 0 0 842 0 0 cm /Im Do Q",
            "q 580 60 -60 820 60 0 cm /Im Do Q",
            "q 200 0 0 280 0 0 cm /Im Do Q",
            "q 595 0 0 421 0 421 cm /Im Do Q q 595 0 0 421 0 0 cm /Im Do Q",
            "q 595 0 0 600 0 0 cm /Im Do Q",
        ],
        ids=["stamp", "box", "picture", "clip", "skewed", "small", "strips", "squashed"],
    )
    def test_anything_more_is_rendered(self, tmp_path: Path, content: str) -> None:
        source = open_document(scan(tmp_path / "a.pdf", content), dpi=100).pages[0]
        assert source.kind is PageKind.RENDERED
        assert load_image(source).pixels.shape[:2] == (1169, 826)

    def test_masked_image_is_rendered(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            mask = pdf.make_indirect(image(pdf, picture()))
            add_page(pdf, FULL, images={"Im": image(pdf, picture(), SMask=mask)})
            pdf.save(path)
        assert open_document(path).pages[0].kind is PageKind.RENDERED

    def test_page_with_a_visible_annotation_is_rendered(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            seal = pdf.make_stream(b"1 0 0 rg 0 0 80 80 re f", BBox=Array([0, 0, 80, 80]))
            seal.Type, seal.Subtype = Name.XObject, Name.Form
            stamp = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Stamp,
                Rect=Array([400, 100, 480, 180]),
                F=4,
                AP=Dictionary(N=seal),
            )
            page = add_page(pdf, FULL, images={"Im": image(pdf, picture())})
            page.obj.Annots = Array([stamp])
            pdf.save(path)
        source = open_document(path, dpi=72).pages[0]
        assert source.kind is PageKind.RENDERED
        pixels = load_image(source).pixels
        assert pixels.ndim == 3
        assert tuple(pixels[700, 440]) == (255, 0, 0)

    def test_jpeg_that_is_cut_off_inside_the_pdf(self, tmp_path: Path) -> None:
        buffer, path = io.BytesIO(), tmp_path / "a.pdf"
        rough = np.random.default_rng(1).integers(0, 255, (1052, 744), np.uint8)
        Image.fromarray(rough).save(buffer, "JPEG")
        with pikepdf.new() as pdf:
            jpeg = pdf.make_stream(buffer.getvalue()[: len(buffer.getvalue()) // 2])
            for key, value in image(pdf, rough).items():
                if key != "/Length":
                    jpeg[key] = value
            jpeg.Filter = Name.DCTDecode
            add_page(pdf, FULL, images={"Im": jpeg})
            pdf.save(path)
        with pytest.raises(errors.DamagedFile):
            load_image(open_document(path).pages[0])


class TestRendered:
    """Pages of more than one image, or of none."""

    def test_user_unit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            add_page(
                pdf,
                "0 0 100 100 re f",
                media=(0, 0, 297.5, 421),
                UserUnit=2,
            )
            pdf.save(path)
        source = open_document(path, dpi=72).pages[0]
        assert (source.width_pt, source.height_pt) == (595, 842)
        pixels = load_image(source).pixels
        assert pixels.shape == (842, 595)
        assert pixels[700, 100] == 0
        assert pixels[600, 100] == 255

    def test_the_look_of_a_signature_is_drawn_though_the_form_is_lost(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            add_page(pdf, "0 0 50 50 re f", media=(0, 0, 595, 842))
            look = pdf.make_stream(
                b"0 0 100 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 40]
            )
            caption = pikepdf.Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, F=132,
                Rect=[300, 700, 400, 740], AP=pikepdf.Dictionary(N=look),
            )  # fmt: skip
            pdf.pages[0].Annots = pdf.make_indirect([pdf.make_indirect(caption)])
            pdf.save(path)
        pixels = load_image(open_document(path, dpi=72).pages[0]).pixels
        assert pixels[842 - 720, 350].max() == 0
        assert pixels[842 - 25, 25].max() == 0
        assert pixels[842 - 600, 350].min() == 255

    def test_time_limit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        lines = "".join(f"{i % 595} 0 m {i % 307} 842 l S " for i in range(400_000))
        with pikepdf.new() as pdf:
            add_page(pdf, lines)
            pdf.save(path)
        with pytest.raises(errors.PageTimeout):
            load_image(open_document(path).pages[0], timeout=1)


class TestMended:
    """Damaged PDFs whose pages can still be found."""

    @pytest.mark.parametrize("lost", [10, 200])
    def test_cut_tail(self, tmp_path: Path, lost: int) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            for level in (0, 90, 180):
                grey = np.full((1052, 744), level, np.uint8)
                add_page(pdf, FULL, images={"Im": image(pdf, grey)})
            pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        path.write_bytes(path.read_bytes()[:-lost])
        document = open_document(path, dpi=50)
        assert document.notes[0] == "the PDF was damaged and has been mended"
        levels = [load_image(page).pixels.mean() for page in document.pages]
        assert levels == pytest.approx([0, 90, 180], abs=2)

    def test_page_that_lost_its_content_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            for _ in range(2):
                add_page(pdf, FULL, images={"Im": image(pdf, picture())})
            pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        data = path.read_bytes()
        last = data.rindex(b"stream\n", 0, data.rindex(b"endstream"))
        start = data.rindex(b" obj", 0, last)
        path.write_bytes(data[:start] + b" xyz" + data[start + 4 : -20])
        assert "page 2 lost a part" in open_document(path).notes


class TestFrames:
    """Image files."""

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_exif_orientation(self, tmp_path: Path, orientation: int) -> None:
        upright = Image.fromarray(picture())
        undo = {
            1: None,
            2: Image.Transpose.FLIP_LEFT_RIGHT,
            3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90,
            7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270,
        }[orientation]
        stored = upright if undo is None else upright.transpose(undo)
        exif = Image.Exif()
        exif[0x0112] = orientation
        path = tmp_path / "a.jpg"
        stored.save(path, exif=exif, quality=95)
        source = open_document(path).pages[0]
        assert (source.width, source.height) == (744, 1052)
        assert differ(load_image(source).pixels, picture()) < 2

    @pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "F"])
    def test_every_kind_of_pixel(self, tmp_path: Path, mode: str) -> None:
        grey = picture()
        if mode == "I;16":
            picture_of_mode = Image.fromarray(grey.astype(np.uint16) * 257)
        elif mode == "F":
            picture_of_mode = Image.fromarray(grey.astype(np.float32) / 255)
        else:
            picture_of_mode = Image.fromarray(grey).convert(mode)
        path = tmp_path / "a.tif"
        picture_of_mode.save(path)
        pixels = load_image(open_document(path).pages[0]).pixels
        assert pixels.dtype == np.uint8
        assert differ(pixels, grey) < (25 if mode == "1" else 3)

    def test_transparent_is_paper(self, tmp_path: Path) -> None:
        clear = np.zeros((1052, 744, 4), np.uint8)
        path = tmp_path / "a.png"
        Image.fromarray(clear).save(path)
        assert load_image(open_document(path).pages[0]).pixels.min() == 255

    @pytest.mark.parametrize("compression", ["group3", "group4", "tiff_lzw", "packbits", None])
    def test_tiff_compressions(self, tmp_path: Path, compression: str | None) -> None:
        bilevel, path = Image.fromarray(picture()).convert("1"), tmp_path / "a.tif"
        bilevel.save(path, compression=compression, dpi=(300, 300))
        source = open_document(path).pages[0]
        assert source.dpi == 300 or source.dpi == pytest.approx(744 / 8.27)
        assert np.array_equal(load_image(source).pixels, np.asarray(bilevel.convert("L")))

    def test_fax_pixels_are_made_square(self, tmp_path: Path) -> None:
        path = tmp_path / "a.tif"
        fax = Image.fromarray(picture(1728, 1100)).convert("1")
        fax.save(path, compression="group3", dpi=(204, 98))
        source = open_document(path).pages[0]
        assert (source.width, source.height) == (1728, 2290)
        assert load_image(source).pixels.shape == (2290, 1728)

    @pytest.mark.parametrize("dpi", [None, (1, 1), (72, 72), (9999, 9999)])
    def test_without_a_plausible_resolution_it_is_a4(
        self, tmp_path: Path, dpi: tuple[int, int] | None
    ) -> None:
        path = tmp_path / "a.png"
        Image.fromarray(picture(2480, 3508)).save(path, **({"dpi": dpi} if dpi else {}))
        source = open_document(path).pages[0]
        assert source.dpi == pytest.approx(300, abs=1)
        assert source.width_pt == pytest.approx(595, abs=2)

    @pytest.mark.parametrize(
        ("size", "said", "meant"),
        [
            ((960, 1280), 72, 116),  # a photograph sent by a chat program
            ((1165, 1600), 96, 141),
            ((595, 842), 72, 72),
            ((794, 1123), 96, 96),
            ((1169, 1654), 100, 141),
            ((2339, 3307), 200, 200),  # A3, scanned
        ],
    )
    def test_a_value_that_any_program_writes_is_none(
        self, tmp_path: Path, size: tuple[int, int], said: int, meant: int
    ) -> None:
        path = tmp_path / "a.jpg"
        Image.fromarray(picture(*size)).save(path, dpi=(said, said))
        assert open_document(path).pages[0].dpi == pytest.approx(meant, abs=1)

    @pytest.mark.parametrize("suffix", ["jpg", "png", "tif"])
    def test_truncated_is_an_error_never_half_a_page(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"a.{suffix}"
        rough = np.random.default_rng(1).integers(0, 255, (1052, 744), np.uint8)
        Image.fromarray(rough).save(path)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) * 2 // 3])
        with pytest.raises(errors.DamagedFile):
            load_image(open_document(path).pages[0])


def test_layers_of_a_scanner_are_rendered_in_colour(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        ground = np.full((400, 300, 3), (250, 240, 200), np.uint8)
        mask = image(pdf, picture())
        ink = image(pdf, np.zeros((4, 4, 3), np.uint8), SMask=pdf.make_indirect(mask))
        content = "q 595 0 0 842 0 0 cm /Ground Do Q q 595 0 0 842 0 0 cm /Ink Do Q"
        add_page(pdf, content, images={"Ground": image(pdf, ground), "Ink": ink})
        pdf.save(path)
    source = open_document(path, dpi=72).pages[0]
    assert source.kind is PageKind.RENDERED
    pixels = load_image(source).pixels
    assert tuple(pixels[20, 20]) == (250, 240, 200)
    assert pixels[421, 297].max() < 5


def test_born_digital_is_rendered_grey(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        text = "BT /F 20 Tf 100 700 Td (Cong van) Tj ET"
        add_page(pdf, text, fonts={"F": helvetica(pdf)})
        pdf.save(path)
    source = open_document(path, dpi=72).pages[0]
    assert source.kind is PageKind.RENDERED
    assert load_image(source).pixels.ndim == 2
