"""Pages scanned on their side or head: the record is that of the upright page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from printed import line
from scanned_heads import BODY, RIGHT, SURE, WIDTH

from ocr.page import Block, BlockKind, Line, Page, TextOrigin
from postprocess.extract import extract
from postprocess.record import SCALARS, Dispatch
from postprocess.upright import turned

HEIGHT = 2300
LEFT = [*(text for text, _ in SURE), "Số: 12/SNV-VP", "V/v tổ chức tập huấn"]
FOOT = (
    Line((*line("Người lập biểu", 200, 900).words, *line("KT. GIÁM ĐỐC", 1000, 900).words)),
    line("PHÓ GIÁM ĐỐC", 1000, 940),
    Line((*line("Lê Văn Tám", 200, 1100).words, *line("Trần Thị Nga", 1000, 1100).words)),
)


def _page() -> Page:
    left = tuple(line(text, 200, 100 + 40 * i) for i, text in enumerate(LEFT))
    right = tuple(line(*row) for row in RIGHT)
    head = (Block(BlockKind.HEADER_LEFT, left), Block(BlockKind.HEADER_RIGHT, right))
    blocks = (*head, BODY, Block(BlockKind.BODY, FOOT))
    return Page(1, blocks, WIDTH, HEIGHT, 200.0, TextOrigin.OCR)


def _lying(page: Page, rotation: int) -> Page:
    """The page as it comes from a scanner when it must be turned so to be read."""
    size = (page.width, page.height)
    blocks = tuple(
        b.changed(lambda w: replace(w, box=w.box and turned(w.box, 360 - rotation, *size)))
        for b in page.blocks
    )
    width, height = size if rotation == 180 else size[::-1]
    return replace(page, blocks=blocks, width=width, height=height, rotation=rotation)


def _boxes(record: Dispatch) -> list[tuple[int, int, int, int]]:
    found = [getattr(record, name).box for name in SCALARS]
    return [box for box in (*found, *(i.box for i in record.references)) if box]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_lies_is_read_as_it_stands(rotation: int) -> None:
    stands, lies = (extract([page]) for page in (_page(), _lying(_page(), rotation)))
    assert stands.signer.value == "Trần Thị Nga"
    assert {n: getattr(lies, n).value for n in SCALARS} == {
        n: getattr(stands, n).value for n in SCALARS
    }
    boxes = _boxes(stands)
    assert len(boxes) > 5
    assert _boxes(lies) == [turned(b, 360 - rotation, WIDTH, HEIGHT) for b in boxes]


def _moved(page: Page, by: int) -> tuple[Block, ...]:
    return tuple(block.changed(lambda word: word.moved(by, 0)) for block in page.blocks)


def _boxes_moved(by: int) -> list[tuple[int, int, int, int]]:
    boxes = _boxes(extract([_page()]))
    return [(x0 + by, y0, x1 + by, y1) for x0, y0, x1, y1 in boxes]


@pytest.mark.parametrize("by", [0, WIDTH])
def test_a_page_on_half_of_a_picture_is_read_as_if_alone(by: int) -> None:
    half = replace(_page(), blocks=_moved(_page(), by), width=2 * WIDTH, fold=WIDTH)
    alone, beside = extract([_page()]), extract([half])
    assert {n: getattr(beside, n).value for n in SCALARS} == {
        n: getattr(alone, n).value for n in SCALARS
    }
    assert _boxes(beside) == _boxes_moved(by)
