"""A file with several documents is cut, and what is marked secret is not written."""

from __future__ import annotations

import json

import pikepdf
import pytest
from pictures import page, tiff
from test_cli import congvan

from congvan.api import digitize, digitize_all
from congvan.errors import AlreadyThere, SecretMark
from congvan.settings import OnSecret, Settings
from postprocess.record import Dispatch

FOLDER = ("--engine", "faults.engines:Folder")
SECRET = ("--engine", "faults.engines:Secret")
SETTINGS = Settings(engine="faults.engines:Folder")


@pytest.fixture
def folder_scan(tmp_path):
    """Three documents: pages 1 and 2, page 3, page 4."""
    marks = [True, False, True, True]
    return tiff(tmp_path / "scan.tif", [page(marked=m) for m in marks])


def names(out):
    return sorted(p.name for p in out.iterdir())


def images(pdf_page):
    objects = pdf_page.obj.Resources.XObject.values()
    return [o.read_raw_bytes() for o in objects if o.Subtype == "/Image"]


def results(*stems):
    return sorted(f"{stem}.{s}" for stem in stems for s in ("json", "pdf", "txt"))


ALL = results("scan", "scan_p1-2", "scan_p3-3", "scan_p4-4")


def test_each_document_has_its_three_results(tmp_path, folder_scan):
    out = tmp_path / "out"
    done = congvan("digitize", folder_scan, "--out", out, "--json", *FOLDER)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["results"] for line in lines] == [
        str(out / name) for name in ("scan", "scan_p1-2", "scan_p3-3", "scan_p4-4")
    ]
    assert names(out) == ALL
    whole = Dispatch.model_validate_json((out / "scan.json").read_bytes())
    assert [(p.first_page, p.last_page) for p in whole.source.documents] == [(1, 2), (3, 3), (4, 4)]
    assert whole.page_count.value == len(whole.pages) == 4
    assert (out / "scan.txt").read_text().count("\f") == 3
    for stem, pages, first in (("scan_p1-2", 2, 1), ("scan_p3-3", 1, 3), ("scan_p4-4", 1, 4)):
        record = Dispatch.model_validate_json((out / f"{stem}.json").read_bytes())
        assert record.number.value == "15"
        assert record.number.page == 1
        assert record.page_count.value == len(record.pages) == pages
        assert (record.source.part.first_page, record.source.part.of) == (first, 3)
        assert record.source.pdf == "PDF/A-2b"
        with pikepdf.open(out / f"{stem}.pdf") as pdf:
            assert len(pdf.pages) == pages
        assert (out / f"{stem}.txt").read_text().count("\f") == pages - 1


def test_a_second_run_does_nothing_again(tmp_path, folder_scan):
    out = tmp_path / "out"
    digitize_all(folder_scan, out, settings=SETTINGS)
    stamps = {p: p.stat().st_mtime_ns for p in out.iterdir()}
    assert len(digitize_all(folder_scan, out, settings=SETTINGS)) == 3
    assert {p: p.stat().st_mtime_ns for p in out.iterdir()} == stamps


def test_what_an_interrupted_run_left_is_made_whole(tmp_path, folder_scan):
    out = tmp_path / "out"
    digitize_all(folder_scan, out, settings=SETTINGS)
    for left in ("scan_p3-3.*", "scan.*"):
        for path in out.glob(left):
            path.unlink()
        digitize_all(folder_scan, out, settings=SETTINGS)
        assert names(out) == ALL


def test_one_document_turns_it_off_and_replaces_the_parts(tmp_path, folder_scan):
    out = tmp_path / "out"
    digitize_all(folder_scan, out, settings=SETTINGS)
    whole = Settings(engine=SETTINGS.engine, one_document=True)
    record = digitize(folder_scan, out, settings=whole)
    assert record.source.part is None
    assert record.page_count.value == 4
    assert not any("another document" in r for r in record.needs_review.reasons)
    assert names(out) == ["scan.json", "scan.pdf", "scan.txt"]
    digitize_all(folder_scan, out, settings=SETTINGS, force=True)
    assert names(out) == ALL


def test_parts_do_not_overwrite_results_of_another_file(tmp_path, folder_scan):
    out = tmp_path / "out"
    other = tiff(tmp_path / "scan_p3-3.tif", [page(lines=3)])
    digitize(other, out, settings=SETTINGS)
    before = (out / "scan_p3-3.json").read_bytes()
    with pytest.raises(AlreadyThere):
        digitize_all(folder_scan, out, settings=SETTINGS)
    assert (out / "scan_p3-3.json").read_bytes() == before
    assert names(out) == ["scan_p3-3.json", "scan_p3-3.pdf", "scan_p3-3.txt"]


def test_a_pdf_is_cut_without_loss(tmp_path, folder_scan):
    # The whole as one PDF, which then is cut itself.
    whole = Settings(engine=SETTINGS.engine, one_document=True)
    digitize(folder_scan, tmp_path / "whole", settings=whole)
    out = tmp_path / "out"
    with pikepdf.open(tmp_path / "whole" / "scan.pdf") as pdf:
        before = [image for p in pdf.pages for image in images(p)]
        pdf.save(tmp_path / "scan.pdf")
    records = digitize_all(tmp_path / "scan.pdf", out, settings=SETTINGS)
    after = []
    for record in records:
        part = record.source.part
        with pikepdf.open(out / f"scan_p{part.first_page}-{part.last_page}.pdf") as pdf:
            after += [image for p in pdf.pages for image in images(p)]
    assert len(before) == 4
    assert before == after
    assert len(records) == 3


def test_a_secret_document_is_set_apart_and_reported_first(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    tiff(folder / "a.tif", [page()])
    tiff(folder / "b.tif", [page(), page(marked=True)])
    done = congvan("digitize", folder, "--out", tmp_path / "out", "--json", *SECRET)
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["file"].endswith("b.tif")
    assert (first["status"], first["secrecy"], first["results"]) == ("apart", "Tối mật", None)
    assert first["number"] is None
    assert second["status"] == "done"
    assert names(tmp_path / "out") == ["a.json", "a.pdf", "a.txt"]
    shown = congvan("digitize", folder, "--out", tmp_path / "out", "--strict", *SECRET)
    assert shown.returncode == 5
    assert "TỐI MẬT" in shown.stdout


def test_stop_ends_the_run(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    tiff(folder / "a.tif", [page(marked=True)])
    done = congvan("digitize", folder, "--out", tmp_path / "out", "--on-secret", "stop", *SECRET)
    assert done.returncode == 4
    assert "TỐI MẬT" in done.stderr
    assert not names(tmp_path / "out")


def test_a_person_may_say_so(tmp_path):
    scan = tiff(tmp_path / "a.tif", [page(marked=True)])
    settings = Settings(engine="faults.engines:Secret")
    with pytest.raises(SecretMark) as caught:
        digitize(scan, tmp_path / "out", settings=settings)
    assert caught.value.mark == "Tối mật"
    allowed = Settings(engine="faults.engines:Secret", on_secret=OnSecret.IGNORE)
    record = digitize(scan, tmp_path / "out", settings=allowed)
    assert record.secrecy.value == "Tối mật"
    # What a person let be written is not asked for again.
    assert digitize(scan, tmp_path / "out", settings=settings).secrecy.value == "Tối mật"
