"""Every file, document and page once, and again only what is asked for."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from congvan.archive.errors import ArchiveBusy, NewerArchive
from congvan.archive.lock import held
from congvan.archive.places import Places
from congvan.archive.schema import MIGRATIONS
from congvan.archive.status import status
from congvan.errors import UsageError
from congvan.settings import Settings


def rows(archive, query):
    with sqlite3.connect(archive.root / "archive.sqlite") as db:
        return db.execute(query).fetchall()


def test_each_file_is_one_document_with_its_three_results(archive):
    archive.scan("a.tif", 2)
    archive.scan("2010/hop 1/b.tif", lines=4)
    seen = archive.ingest()
    assert seen.states == {"a.tif": "done", "b.tif": "done"}
    assert len(archive.files()) == 6
    entry = next(e for e in seen.entries if e.path.endswith("a.tif"))
    record = json.loads(Path(f"{entry.results}.json").read_bytes())
    assert record["source"]["file"] == "a.tif"
    assert [p["status"] for p in record["pages"]] == ["done", "done"]
    assert rows(archive, "SELECT state, count(*) FROM page GROUP BY state") == [("done", 3)]


def test_a_second_run_reads_nothing_again(archive):
    archive.scan("a.tif")
    archive.ingest()
    before = {f: (archive.root / f).stat().st_mtime_ns for f in archive.files()}
    seen = archive.ingest()
    assert [e.earlier for e in seen.entries] == [True]
    assert before == {f: (archive.root / f).stat().st_mtime_ns for f in archive.files()}
    assert rows(archive, "SELECT pages, documents FROM run") == [(1, 1), (0, 0)]


def test_a_page_scanned_twice_is_one_document_with_two_sources(archive):
    archive.scan("a.tif")
    archive.scan("b/again.tif")
    seen = archive.ingest()
    assert sorted(e.earlier for e in seen.entries) == [False, True]
    assert rows(archive, "SELECT count(*) FROM document") == [(1,)]
    assert rows(archive, "SELECT count(DISTINCT document), count(*) FROM source") == [(1, 2)]
    assert rows(archive, "SELECT pages FROM run") == [(1,)]


def test_a_renamed_file_is_recognised(archive):
    scan = archive.scan("a.tif")
    archive.ingest()
    scan.rename(scan.with_name("b.tif"))
    seen = archive.ingest()
    assert [e.earlier for e in seen.entries] == [True]
    (source,) = rows(archive, "SELECT shown FROM source")
    assert source[0].endswith("b.tif")
    events = [json.loads(line) for line in (archive.root / "events.jsonl").open()]
    assert any(e["event"] == "file_renamed" and e["was"].endswith("a.tif") for e in events)


def test_a_file_with_new_content_is_a_new_document(archive):
    archive.scan("a.tif")
    archive.ingest()
    archive.scan("a.tif", lines=5)
    seen = archive.ingest()
    assert [e.earlier for e in seen.entries] == [False]
    assert rows(archive, "SELECT count(*) FROM document") == [(2,)]
    assert rows(archive, "SELECT document FROM source") == [(2,)]


def test_other_options_do_it_again_and_other_limits_only_what_failed(archive):
    archive.scan("a.tif")
    archive.scan("b.tif", lines=5, marked=(1,))
    first = archive.ingest("Fails")
    assert first.states == {"a.tif": "done", "b.tif": "failed"}
    limits = archive.ingest("Fails", timeout=30)
    assert {e.path[-5:]: e.earlier for e in limits.entries} == {"a.tif": True, "b.tif": False}
    options = archive.ingest("Steady")
    assert {e.path[-5:]: e.earlier for e in options.entries} == {"a.tif": False, "b.tif": False}
    assert options.states == {"a.tif": "done", "b.tif": "done"}
    assert rows(archive, "SELECT count(*) FROM document") == [(2,)]


def test_what_failed_is_done_again_when_asked_for(archive):
    archive.scan("a.tif")
    archive.scan("b.tif", lines=5, marked=(1,))
    archive.ingest("Fails")
    assert [e.earlier for e in archive.ingest("Fails").entries] == [True, True]
    again = archive.ingest("Fails", again="failed")
    assert {e.path[-5:]: e.earlier for e in again.entries} == {"a.tif": True, "b.tif": False}
    everything = archive.ingest("Fails", again="all")
    assert not any(e.earlier for e in everything.entries)


def test_pages_left_out_say_why(archive):
    archive.scan("a.tif", 3)
    settings = Settings(engine="faults.engines:Steady", pages=frozenset({2}))
    archive.ingest(settings=settings)
    pages = rows(archive, "SELECT number, state, reason FROM page ORDER BY number")
    assert [(n, s) for n, s, _ in pages] == [(1, "skipped"), (2, "done"), (3, "skipped")]
    assert "NotAsked" in pages[0][2]


def test_the_archive_itself_is_no_input(archive):
    archive.scan("a.tif")
    archive.root = archive.scans / "kho"
    archive.ingest()
    seen = archive.ingest()
    assert len(seen.entries) == 1


def test_one_run_at_a_time(archive):
    archive.scan("a.tif")
    with held(Places(archive.root)), pytest.raises(ArchiveBusy) as error:
        archive.ingest()
    assert str(archive.root) in error.value.message("vi")
    archive.ingest()


def test_a_path_that_is_not_there_is_said_before_anything_is_made(archive):
    with pytest.raises(UsageError):
        archive.ingest(paths=[archive.scans / "no"])
    assert not archive.root.exists()


def test_an_archive_of_a_later_version_is_left_alone(archive):
    archive.scan("a.tif")
    archive.ingest()
    with sqlite3.connect(archive.root / "archive.sqlite") as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NewerArchive):
        archive.ingest()
    with pytest.raises(NewerArchive):
        status(archive.root)


def test_status_counts_and_names(archive):
    archive.scan("a.tif", 2)
    archive.scan("b.tif", 2, lines=5, marked=(2,))
    (archive.scans / "c.pdf").write_bytes(b"")
    archive.ingest("Fails")
    found = status(archive.root)
    assert found.documents["done"] == 1
    assert found.documents["failed"] == 2
    assert found.pages == {"done": 3, "doubtful": 0, "blank": 0, "skipped": 0, "failed": 1}
    assert found.files == 3
    assert found.run.outcome == "finished"
    assert found.run.pages == 3
    assert not found.run.running
