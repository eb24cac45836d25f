"""Captions of electronic signatures are told by their text, and the print below lies open."""

from __future__ import annotations

import numpy as np
import pikepdf
import pytest
from pdfs import add_page, image
from pikepdf import Array, Dictionary, Name

from ocr.captions import one_by_one, with_captions
from ocr.document import load_image, open_document
from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from ocr.textlayer import text_layer

SCAN = "q 595 0 0 842 0 0 cm /Im Do Q"
WHO, WHEN = "Ky boi: Van phong", "Thoi gian ky: 02.04.2021 08:15:30"
RED, BLUE, BLACK = (200, 20, 30), (20, 30, 200), (20, 20, 20)


def signed(path, *captions, colour=RED):
    """A scan with a widget for each caption: its rows of text, and a picture beside them."""
    pdf = pikepdf.new()
    page = add_page(pdf, SCAN, images={"Im": image(pdf, np.full((1052, 744), 255, np.uint8))})
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    seal = image(pdf, np.full((40, 40, 3), colour, np.uint8))
    widgets = []
    for i, rows in enumerate(captions):
        text = " ".join(f"({row}) Tj 0 -12 Td" for row in rows)
        look = pdf.make_stream(
            f"q 40 0 0 40 0 0 cm /Seal Do Q BT /F 10 Tf 50 40 Td {text} ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 200, 50]),
            Resources=Dictionary(Font=Dictionary(F=font), XObject=Dictionary(Seal=seal)),
        )
        widgets.append(
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Widget,
                    FT=Name.Sig,
                    F=4,
                    Rect=Array([50 + 250 * i, 780, 250 + 250 * i, 830]),
                    AP=Dictionary(N=look),
                )
            )
        )
    page.Annots = Array(widgets)
    pdf.save(path)
    return path


def captions(path):
    return [line.text for line in text_layer(path, 1, 744, 1052).captions]


@pytest.mark.parametrize("colour", [RED, BLUE])  # a seal, a logo
def test_who_signed_and_when(tmp_path, colour):
    path = signed(tmp_path / "a.pdf", [WHO, WHEN], ["Signed by: An"], colour=colour)
    assert captions(path) == [WHO, WHEN, "Signed by: An"]


@pytest.mark.parametrize(
    ("rows", "colour"),
    [
        ([["So: 12/QD-UBND"]], RED),  # a number set by the program: it belongs to the paper
        ([[WHO, WHEN], ["ngay 12 thang 3"]], RED),
        ([[WHO, WHEN]], BLACK),  # a picture of print
    ],
)
def test_other_annotations_are_read_with_the_page(tmp_path, rows, colour):
    assert captions(signed(tmp_path / "a.pdf", *rows, colour=colour)) == []


def test_the_page_can_be_drawn_without_them(tmp_path):
    (source,) = open_document(signed(tmp_path / "a.pdf", [WHO, WHEN])).pages
    assert load_image(source).pixels.min() < 100
    assert load_image(source, looks=False).pixels.min() == 255


def test_captions_side_by_side_come_one_after_the_other():
    def row(text, x, y):
        return Line((Word(text, (x, y, x + 200, y + 20)),))

    rows = [row("A1", 500, 10), row("B1", 100, 12), row("A2", 502, 34), row("B2", 101, 36)]
    assert [line.text for line in one_by_one(rows)] == ["A1", "A2", "B1", "B2"]


def test_words_far_apart_are_of_two_captions(tmp_path):
    path = signed(tmp_path / "a.pdf", [f"{WHO}) Tj 200 0 Td (Ngay ky", WHEN])
    assert captions(path) == [WHO, "Ngay ky", WHEN]
    near = signed(tmp_path / "b.pdf", [f"{WHO}) Tj 95 0 Td (- Ngay ky", WHEN])
    assert captions(near) == [f"{WHO} - Ngay ky", WHEN]


def test_they_stand_above_the_head_or_below_all():
    def row(text, y):
        return Line((Word(text, (100, y, 200, y + 20)),))

    body = Block(BlockKind.BODY, (row("Nội dung", 500),))
    page = Page(1, (body,), 744, 1052, 90.0, TextOrigin.OCR)
    whole = with_captions(page, [row("Ký bởi", 20), row("Người ký", 900)])
    assert [b.text for b in whole.blocks] == ["Ký bởi", "Nội dung", "Người ký"]
    assert whole.blocks[0].kind is whole.blocks[2].kind is BlockKind.MARGINALIA
    assert with_captions(page, []) == page
