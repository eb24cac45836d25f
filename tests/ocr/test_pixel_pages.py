"""Pages of a PDF that are as many points large as their picture has pixels."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pdfs import add_page, image, picture

from ocr.document import load_image, open_document
from ocr.source import PageKind, PageSource


def _filled(
    path: Path, points: tuple[int, int], pixels: tuple[int, int], more: str = ""
) -> PageSource:
    """The page of a PDF that one picture fills, with more drawn on top."""
    with pikepdf.new() as pdf:
        content = f"q {points[0]} 0 0 {points[1]} 0 0 cm /Im Do Q {more}"
        add_page(pdf, content, media=(0, 0, *points), images={"Im": image(pdf, picture(*pixels))})
        pdf.save(path)
    return open_document(path).pages[0]


@pytest.mark.parametrize(
    ("size", "points", "dpi"),
    [
        ((1548, 2201), (1548, 2201), 187),  # a point for each pixel
        ((2201, 1548), (2201, 1548), 188),
        ((595, 842), (595, 842), 72),
        ((1240, 1754), (595, 842), 150),
        ((2339, 3307), (842, 1191), 200),  # A3
        ((5600, 3900), (5600, 3900), 72),  # a map
    ],
)
def test_a_page_as_large_as_its_picture_has_pixels_is_a4(
    tmp_path: Path, size: tuple[int, int], points: tuple[int, int], dpi: int
) -> None:
    source = _filled(tmp_path / "a.pdf", points, size)
    assert source.kind is PageKind.EMBEDDED
    assert source.dpi == pytest.approx(dpi, abs=1)
    assert (source.width, source.height) == size
    assert (source.width_pt, source.height_pt) == pytest.approx(points, abs=1)


@pytest.mark.parametrize(
    ("points", "pixels", "drawn"),
    [
        ((1240, 1754), (1240, 1754), (2480, 3508)),  # of a phone: A4 at 300 dpi
        ((1240, 1754), (124, 124), (5167, 7308)),  # a mark on a large sheet
        ((595, 842), (124, 176), (2479, 3508)),
        ((842, 1191), (1654, 2339), (3508, 4963)),  # A3
    ],
)
def test_a_drawn_page_as_large_as_its_picture_has_pixels_is_a4(
    tmp_path: Path, points: tuple[int, int], pixels: tuple[int, int], drawn: tuple[int, int]
) -> None:
    source = _filled(tmp_path / "a.pdf", points, pixels, more="0 0 9 9 re f")
    assert source.kind is PageKind.RENDERED
    assert (source.width, source.height) == pytest.approx(drawn, abs=9)
    assert load_image(source).pixels.shape[:2] == (source.height, source.width)
