"""A page with a head as scans give it: rows of its left column and what stands beside them."""

from __future__ import annotations

from printed import line

from ocr.page import Block, BlockKind, Page, TextOrigin
from postprocess.extract import extract
from postprocess.record import Dispatch

WIDTH = 1600
RIGHT = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 100),
    ("Độc lập - Tự do - Hạnh phúc", 850, 140),
    ("Bình An, ngày 19 tháng 3 năm 2021", 850, 180),
)
BODY = Block(BlockKind.BODY, (line("Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;", 250, 620),))
SURE = [("UBND TỈNH BÌNH AN", 0.95), ("SỞ NỘI VỤ", 0.95)]


def of(left: list[tuple[str, float]], *blocks: Block) -> Dispatch:
    """The record of a page with these rows in the left column of its head."""
    rows = tuple(line(t, 200, 100 + 40 * i, sure) for i, (t, sure) in enumerate(left))
    right = tuple(line(*row) for row in RIGHT)
    head = (Block(BlockKind.HEADER_LEFT, rows), Block(BlockKind.HEADER_RIGHT, right))
    return extract([Page(1, (*head, *blocks), WIDTH, 2300, 200.0, TextOrigin.OCR)])
