"""Words of a doubtful subject or name, and the same words in the text below."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from printed import line

from ocr.page import Block, BlockKind, Page, TextOrigin
from postprocess.fields.flow import rows_of
from postprocess.record import Status, Text
from postprocess.said_in_text import propose

CASES = json.loads((Path(__file__).parent / "cases" / "said_in_text.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case):
    name = "issuer" in case
    value = case["issuer" if name else "subject"]
    sure = case.get("confidence", 0.95)
    above = [line(t, 100, 40 + 40 * i) for i, t in enumerate(case.get("above", []))]
    below = [line(t, 100, 600 + 40 * i, sure) for i, t in enumerate(case["text"])]
    blocks = (Block(BlockKind.BODY, (*above, *below)),)
    page = Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)
    status = Status(case.get("status", "doubtful"))
    field = Text(value=value, page=1, box=(200, 100, 900, 180), status=status)
    propose(field, rows_of([page]), (), name=name)
    assert (field.value, field.status) == (case["says"], status)


def test_nothing_is_proposed_without_rows():
    field = Text(value="CÔNG TY AN THÁNG", page=1, box=(0, 0, 9, 9), status=Status.DOUBTFUL)
    propose(field, [], (), name=True)
    assert field.value == "CÔNG TY AN THÁNG"
