"""Checks of the date: against the stamp of arrival, what is cited, the symbol, the calendar."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from postprocess.checks import run_checks
from postprocess.record import Dispatch, Reference, Stamp, Status, Text

CASES = json.loads((Path(__file__).parent / "cases" / "date_checks.json").read_text("utf-8"))
TODAY = dt.date(2020, 1, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case):
    candidates = case.get("candidates")
    status = Status.DOUBTFUL if candidates else Status.OK
    record = Dispatch(date=Text(value=case["date"], status=status, candidates=candidates))
    if symbol := case.get("symbol"):
        sure = Status(case.get("symbol_status", "ok"))
        record.symbol = Text(value=symbol, status=sure, confidence=0.9)
    if arrived := case.get("arrived"):
        day = Text(value=arrived[0], confidence=arrived[1], status=Status.DOUBTFUL)
        record.arrival = Stamp(date=day)
    if cited := case.get("cited"):
        record.references = [
            Reference(number="5", symbol="NQ-CP", date=cited[0], status=Status(cited[1]))
        ]
    checks = [c for c in run_checks(record, TODAY) if c.rule != "date_not_future"]
    assert {c.rule: c.verdict for c in checks} == case["verdicts"]
    assert all(case.get("says", "") in c.message for c in checks)
    assert (record.date.value, str(record.date.status)) == (case["date"], case["status"])
    assert record.date.candidates == case.get("kept")
    if cited:
        assert str(record.references[0].status) == case["reference"]
