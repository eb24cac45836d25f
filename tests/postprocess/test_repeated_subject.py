"""A subject, and who issues a paper, against the same words in the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from printed import line

from ocr.page import Block, BlockKind, Page, TextOrigin
from postprocess.fields.flow import Flow, rows_of
from postprocess.record import Dispatch, Status, Text
from postprocess.repeated_subject import repeated_subject

CASES = json.loads((Path(__file__).parent / "cases" / "repeated_subject.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case):
    sure = case.get("confidence", 0.95)
    rows = tuple(line(t, 100, 600 + 40 * i, sure) for i, t in enumerate(case["body"]))
    page = Page(1, (Block(BlockKind.BODY, rows),), 1600, 2300, 200.0, TextOrigin.OCR)
    name = "issuer" if "issuer" in case else "subject"
    record = Dispatch(**{name: Text(value=case[name], status=Status.OK)})
    checks = repeated_subject(record, Flow.of(rows_of([page])))
    assert [c.verdict for c in checks] == ([case["verdict"]] if case["verdict"] else [])
    assert all(case["says"] in c.message for c in checks)
    field = getattr(record, name)
    assert (field.value, str(field.status)) == (case[name], case["status"])
