"""One bad page or file never stops or loses the rest."""

from __future__ import annotations

import pikepdf
import pytest
from pictures import page, tiff

from congvan.batch import Batch
from congvan.inputs import collect
from congvan.settings import Settings


def run(tmp_path, engine, *, timeout=20, files=None):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, pages in (files or {}).items():
        tiff(folder / name, pages)
    tasks = collect([folder], tmp_path / "out")
    settings = Settings(engine=f"faults.engines:{engine}", timeout=timeout)
    outcomes = list(Batch(tasks, settings, workers=2).run())
    return {o.task.source.name: o for o in outcomes}


@pytest.mark.parametrize("engine", ["Crashes", "Fails", "HasBug"])
def test_a_page_that_goes_wrong_costs_only_itself(tmp_path, engine):
    outcomes = run(
        tmp_path,
        engine,
        files={
            "bad.tif": [page(), page(marked=True), page()],
            "good.tif": [page(), page()],
        },
    )
    good, bad = outcomes["good.tif"], outcomes["bad.tif"]
    assert good.error is None
    assert good.failed_pages == 0
    assert [p.status for p in good.record.pages] == ["done", "done"]
    assert bad.error is None
    assert bad.failed_pages == 1
    assert [p.status for p in bad.record.pages] == ["done", "failed", "done"]
    assert bad.record.needs_review.value
    assert any(r.startswith("page 2:") for r in bad.record.needs_review.reasons)
    with pikepdf.open(bad.task.target.pdf) as pdf:
        assert len(pdf.pages) == 3  # the page that could not be read is still there


def test_a_document_without_any_readable_page_fails_and_writes_nothing(tmp_path):
    outcomes = run(tmp_path, "Fails", files={"bad.tif": [page(marked=True)]})
    assert outcomes["bad.tif"].record is None
    assert "out of paper" in outcomes["bad.tif"].error.message("en")
    assert not list((tmp_path / "out").rglob("*"))


def test_a_page_that_hangs_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("congvan.batch._GRACE", 1.0)
    outcomes = run(
        tmp_path,
        "Hangs",
        timeout=15,
        files={"bad.tif": [page(marked=True), page()], "good.tif": [page()]},
    )
    assert [p.status for p in outcomes["bad.tif"].record.pages] == ["failed", "done"]
    assert "15 s" in outcomes["bad.tif"].record.pages[0].notes[-1]
    assert outcomes["good.tif"].failed_pages == 0


def test_no_litter_stays(tmp_path):
    run(tmp_path, "Crashes", files={"a.tif": [page(), page(marked=True)], "b.tif": [page()]})
    left = sorted(p.name for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert left == ["a.json", "a.pdf", "a.txt", "b.json", "b.pdf", "b.txt"]
