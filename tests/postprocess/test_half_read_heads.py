"""Heads of scans of which words were lost, glued or hidden by seals and stamps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from printed import line
from scanned_heads import RIGHT, WIDTH

from ocr.page import Block, BlockKind, Line, Page, TextOrigin
from postprocess.extract import extract
from postprocess.record import Status

CASES = json.loads((Path(__file__).parent / "cases" / "half_read_heads.json").read_text("utf-8"))
_BODY = [["Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;", 250, 620]]


def _left(rows):
    """Rows of the left column; parts that stand at one height are one line."""
    lines: dict[int, list] = {}
    for text, sure, x, y in rows:
        lines.setdefault(y, []).extend(line(text, x, y, sure).words)
    return tuple(Line(tuple(words)) for words in lines.values())


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case):
    kinds = (BlockKind.HEADER_LEFT, BlockKind.HEADER_RIGHT, BlockKind.TITLE, BlockKind.BODY)
    parts = (
        _left(case.get("left", [])),
        tuple(line(*row) for row in case.get("right", RIGHT)),
        tuple(line(*row) for row in case.get("title", [])),
        tuple(line(*row) for row in case.get("body", _BODY)),
    )
    blocks = tuple(Block(k, lines) for k, lines in zip(kinds, parts, strict=True) if lines)
    record = extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)])
    said = {name: getattr(record, name).value for name in case["says"]}
    assert said == case["says"]
    for name in case.get("doubtful", ()):
        assert getattr(record, name).status is Status.DOUBTFUL
