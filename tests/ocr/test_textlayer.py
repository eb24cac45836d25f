"""A page's own text: what it says, where it stands, whether it is seen."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pdfs import add_page, helvetica, image, picture, scan
from pikepdf import Name

from ocr.textlayer import TextLayer, text_layer

SCAN = "q 595 0 0 842 0 0 cm /Im Do Q "
HIDDEN = "BT /F 20 Tf 3 Tr 100 700 Td (Uy ban) Tj 0 -30 Td (nhan dan) Tj ET "
DRAWN = HIDDEN.replace("3 Tr", "0 Tr")


def read(path: Path) -> TextLayer:
    return text_layer(path, 1, 1190, 1684)


@pytest.mark.parametrize("content", [SCAN + HIDDEN, HIDDEN + SCAN, DRAWN + SCAN])
def test_scan_with_text_that_is_not_seen(tmp_path: Path, content: str) -> None:
    layer = read(scan(tmp_path / "a.pdf", content))
    assert layer.text == "Uy ban\nnhan dan"
    assert layer.visible_share == 0
    assert layer.image_coverage == pytest.approx(1)
    assert layer.scan
    assert not layer.born_digital


@pytest.mark.parametrize("content", [DRAWN, SCAN + DRAWN, "q 90 0 0 90 0 0 cm /Im Do Q " + DRAWN])
def test_text_that_is_seen(tmp_path: Path, content: str) -> None:
    layer = read(scan(tmp_path / "a.pdf", content))
    assert layer.visible_share == 1
    assert layer.born_digital
    assert not layer.scan


def test_scan_with_a_stamped_line_stays_a_scan(tmp_path: Path) -> None:
    stamp = "BT /F 9 Tf 0 Tr 400 800 Td (DEN) Tj ET"
    layer = read(scan(tmp_path / "a.pdf", SCAN + HIDDEN + stamp))
    assert 0 < layer.visible_share < 0.5
    assert layer.scan


def test_lines_that_the_page_draws_are_counted(tmp_path: Path) -> None:
    rules = "100 100 m 400 100 l S 100 200 m 400 200 l S "
    assert read(scan(tmp_path / "a.pdf", DRAWN + rules)).strokes == 2
    assert read(scan(tmp_path / "b.pdf", DRAWN)).strokes == 0


def test_no_text(tmp_path: Path) -> None:
    layer = read(scan(tmp_path / "a.pdf"))
    assert layer.lines == ()
    assert layer.scan
    assert not layer.born_digital


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, (204, 254, 313, 293)),
        (90, (1391, 204, 1430, 313)),
        (180, (877, 1391, 986, 1430)),
        (270, (254, 877, 293, 986)),
    ],
)
def test_boxes_are_on_the_shown_page(
    tmp_path: Path, rotate: int, box: tuple[int, int, int, int]
) -> None:
    path = scan(tmp_path / "a.pdf", SCAN + HIDDEN.replace("(Uy ban)", "(Uyban)"), Rotate=rotate)
    width, height = (1684, 1190) if rotate in (90, 270) else (1190, 1684)
    (word,) = (w for w in text_layer(path, 1, width, height).words if w.text == "Uyban")
    assert word.confidence is None
    assert word.box == pytest.approx(box, abs=4)


def test_decomposed_letters_come_out_composed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        font = helvetica(pdf)
        font.ToUnicode = pdf.make_stream(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
            b"2 beginbfchar <41> <0061> <42> <0301> endbfchar endcmap"
        )
        content = SCAN + "BT /F 20 Tf 100 700 Td (AB) Tj ET"
        add_page(pdf, content, images={"Im": image(pdf, picture())}, fonts={"F": font})
        pdf.save(path)
    assert read(path).text == "á"


def test_what_is_filled_in_is_read_and_what_it_covers_is_not(tmp_path):
    """Programs for signing put number and date on the page as annotations, over the form."""
    path = tmp_path / "a.pdf"
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Resources = resources
    page.Contents = pdf.make_stream(
        b"BT /F 12 Tf 100 700 Td (So:      /BC-SYT) Tj 0 -60 Td (Noi dung) Tj ET"
    )
    drawn = pdf.make_stream(
        b"1 g 0 0 120 20 re f BT 0 g /F 12 Tf 0 5 Td (So: 12/BC-SYT) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=pikepdf.Array([0, 0, 120, 20]),
        Resources=resources,
    )
    stamp = pikepdf.Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        F=4,
        Rect=pikepdf.Array([100, 695, 220, 715]),
        AP=pikepdf.Dictionary(N=pdf.make_indirect(drawn)),
    )
    page.Annots = pikepdf.Array([pdf.make_indirect(stamp)])
    pdf.save(path)
    layer = text_layer(path, 1, 1240, 1754)
    assert [w.text for w in layer.words] == ["Noi", "dung", "So:", "12/BC-SYT"]
    assert layer.born_digital
