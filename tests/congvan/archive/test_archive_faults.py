"""Bad files, pages that crash, hang or eat memory, files that change: each costs only itself."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from bad_files import bad_folder, bomb
from commands import congvan, start

from congvan.archive import steps
from congvan.archive.errors import FileChanged, FileGone
from congvan.archive.places import Places
from congvan.archive.status import status
from congvan.archive.steps import take_in
from congvan.archive.store import Store
from congvan.settings import Settings
from ocr.document import open_document
from ocr.errors import PageTooLarge

STEADY = ("--engine", "faults.engines:Steady", "--workers", "2")


def page_states(archive):
    with Store(Places(archive.root)) as store:
        found = store.rows("SELECT document, number, state, reason FROM page ORDER BY 1, 2")
        return [tuple(row) for row in found]


def test_each_bad_file_is_named_with_its_reason_and_the_good_are_done(archive):
    expected = bad_folder(archive.scans)
    archive.scan("good.tif", 2)
    # The content counts, not the name.
    archive.scan("x.tif", lines=6).rename(archive.scans / "tiff-inside.pdf")
    code, data, messages = congvan(
        "ingest", archive.scans, "--archive", archive.root, "--json", *STEADY
    )
    assert code == 4, messages
    found = {Path(e["path"]).name: e for e in map(json.loads, data.splitlines())}
    good = {"good.tif", "tiff-inside.pdf"}
    assert {name for name, e in found.items() if e["state"] == "done"} == good
    for name, reason in expected.items():
        assert found[name]["state"] == "failed"
        assert reason in found[name]["error"], name
    assert "Traceback" not in messages
    assert len(archive.files()) == 6
    code, data, _ = congvan("status", "--archive", archive.root, "--json", "--lang", "vi")
    failures = {Path(f["file"]).name: f["reason"] for f in json.loads(data)["failures"]}
    assert code == 0
    assert set(failures) == set(expected)
    assert "mật khẩu" in failures["locked.pdf"]
    # A second run knows them, and says so with its exit code.
    assert congvan("ingest", archive.scans, "--archive", archive.root, *STEADY)[0] == 4


def test_a_bomb_is_refused_at_once_and_without_memory(tmp_path):
    path = bomb(tmp_path / "bomb.png")
    assert path.stat().st_size < 100_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    with pytest.raises(PageTooLarge):
        open_document(path)
    assert time.monotonic() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB


@pytest.mark.parametrize(
    ("engine", "reason"),
    [("Crashes", "WorkerDied"), ("Hangs", "PageTimeout"), ("EatsMemory", "OutOfMemory")],
)
def test_a_page_that_goes_wrong_costs_only_itself(archive, monkeypatch, engine, reason):
    monkeypatch.setattr("congvan.archive.intake._GRACE", 0.5)
    archive.scan("bad.tif", 3, marked=(2,))
    archive.scan("good.tif", 2, lines=6)
    # Good pages must not meet it on a busy machine. A worker killed for memory may leave its
    # page waiting until the limit, one time in six.
    timeout = 60 if engine == "Crashes" else 10
    seen = archive.ingest(engine, timeout=timeout, memory=250)
    assert seen.states == {"bad.tif": "failed", "good.tif": "done"}
    bad = next(e for e in seen.entries if e.path.endswith("bad.tif"))
    assert (bad.pages, bad.failed_pages) == (3, 1)
    states = [(n, s) for d, n, s, _ in page_states(archive) if d == bad.document]
    assert states == [(1, "done"), (2, "failed"), (3, "done")]
    reasons = [r for *_, s, r in page_states(archive) if s == "failed"]
    assert reason in reasons[0]
    assert Path(f"{bad.results}.pdf").exists()


def test_a_page_that_crashed_is_tried_once_more_alone(archive, monkeypatch, tmp_path):
    monkeypatch.setenv("CONGVAN_TEST_ONCE", str(tmp_path / "once"))
    archive.scan("a.tif", 2, marked=(1,))
    # The workers of this process may have been forked before the variable was set.
    code, data, _ = congvan(
        "ingest",
        archive.scans,
        "--archive",
        archive.root,
        "--json",
        "--engine",
        "faults.engines:CrashesOnce",
    )
    assert (tmp_path / "once").exists()
    assert code == 0
    assert json.loads(data)["failed_pages"] == 0


def test_a_full_temporary_folder_is_no_fault_of_the_page(archive, tmp_path):
    archive.scan("a.tif", 2, marked=(1,))
    call = ("ingest", archive.scans, "--archive", archive.root, "--json")
    call += ("--engine", "faults.engines:FullOnce")
    env = {"CONGVAN_TEST_ONCE": str(tmp_path / "once")}
    code, data, _ = congvan(*call, env=env)
    assert code == 4
    assert "No space left" in json.loads(data)["error"]
    code, data, _ = congvan(*call, env=env)
    assert code == 0
    with Store(Places(archive.root)) as store:
        assert [row["pages"] for row in store.rows("SELECT pages FROM run")] == [1, 1]


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path, archive, monkeypatch):
    scan = archive.scan("a.tif")
    write = steps._write

    def write_and_change(handle, chunk, copy):
        write(handle, chunk, copy)
        with scan.open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(steps, "_write", write_and_change)
    with pytest.raises(FileChanged):
        take_in(scan, tmp_path / "copy" / "scan", Settings())


def test_what_was_hashed_is_what_is_read(tmp_path, archive):
    scan = archive.scan("a.tif")
    taken = take_in(scan, tmp_path / "copy" / "scan", Settings())
    scan.write_bytes(b"changed")
    assert taken.document.path != scan
    assert open_document(taken.document.path).pages


def test_a_file_that_vanishes_is_named_and_taken_when_it_is_back(archive, tmp_path):
    scan = archive.scan("a.tif")
    with pytest.raises(FileGone):
        take_in(tmp_path / "no", tmp_path / "copy" / "scan", Settings())
    (archive.scans / "b.tif").symlink_to(tmp_path / "later.tif")
    seen = archive.ingest(paths=[archive.scans / "a.tif", archive.scans])
    assert seen.states["a.tif"] == "done"
    scan.rename(tmp_path / "later.tif")
    assert archive.ingest().states == {"b.tif": "done"}


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a file that its owner may not read")
def test_a_pipe_or_a_device_is_no_scan(archive):
    archive.scan("a.tif")
    os.mkfifo(archive.scans / "pipe.tif")
    assert archive.ingest().states == {"a.tif": "done"}
    seen = archive.ingest(paths=[archive.scans / "pipe.tif"])
    assert seen.states == {"pipe.tif": "failed"}


ODD = [
    unicodedata.normalize("NFD", "công văn số 5.tif"),
    unicodedata.normalize("NFC", "công văn số 5.tif"),
    "dòng\nmới.tif",
    "'nháy' \"kép\" $(x) `y` %s {z}.tif",
    "-rf.tif",
    "dấu\tcách .tif",
    "☃ 文.tif",
    "a" * 250 + ".tif",
    os.fsdecode(b"khong phai \xff\xfe UTF-8.tif"),
]


def test_files_of_any_name_are_taken(archive):
    for lines, name in enumerate(ODD, 2):
        archive.scan("x.tif", lines=lines).rename(archive.scans / name)
    code, data, messages = congvan(
        "ingest", archive.scans, "--archive", archive.root, "--json", *STEADY
    )
    assert code == 0, messages
    entries = [json.loads(line) for line in data.splitlines()]
    assert [e["state"] for e in entries] == ["done"] * len(ODD)
    assert congvan("status", "--archive", archive.root, "--all")[0] == 0
    assert congvan("verify", "--archive", archive.root)[0] == 0


def test_links_in_circles_end(archive):
    archive.scan("a.tif")
    (archive.scans / "round").symlink_to(archive.scans, target_is_directory=True)
    (archive.scans / "self.tif").symlink_to(archive.scans / "self.tif")
    (archive.scans / "gone.tif").symlink_to(archive.scans / "nowhere.tif")
    assert archive.ingest().states == {"a.tif": "done"}


def test_a_clock_that_jumps_kills_nothing(archive, monkeypatch):
    for n in range(4):
        archive.scan(f"{n}.tif", 2, lines=3 + n)
    real, jump = time.time, {"by": 0.0}
    monkeypatch.setattr(time, "time", lambda: real() + jump["by"])
    stop = threading.Event()

    def jumps():
        while not stop.wait(0.05):
            jump["by"] = 7200.0 if jump["by"] <= 0 else -7200.0

    thread = threading.Thread(target=jumps)
    thread.start()
    try:
        seen = archive.ingest("Slow")
    finally:
        stop.set()
        thread.join()
    assert set(seen.states.values()) == {"done"}


def test_a_scan_from_the_future_is_looked_at_again_but_not_done_again(archive):
    scan = archive.scan("a.tif")
    later = time.time() + 86_400
    os.utime(scan, (later, later))
    archive.ingest()
    seen = archive.ingest()
    assert [e.earlier for e in seen.entries] == [True]
    assert status(archive.root).documents["done"] == 1


def test_ctrl_c_keeps_what_is_finished_and_leaves_nothing_half_done(archive):
    for n in range(30):
        archive.scan(f"{n:02}.tif", 2, lines=2 + n)
    options = ("--engine", "faults.engines:Slow", "--workers", "2", "--json")
    run = start("ingest", archive.scans, "--archive", archive.root, *options)
    assert run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, messages = run.communicate(timeout=60)
    assert run.returncode == 130, messages
    assert "Traceback" not in messages
    assert not (archive.root / "work").exists()
    found = status(archive.root)
    assert found.run.outcome == "interrupted"
    assert 0 < found.documents["done"] < 30
    assert len(archive.files()) % 3 == 0


def test_a_second_run_at_once_says_so(archive):
    for n in range(20):
        archive.scan(f"{n:02}.tif", 2, lines=2 + n)
    options = ("--engine", "faults.engines:Slow", "--workers", "1", "--json")
    first = start("ingest", archive.scans, "--archive", archive.root, *options)
    assert first.stdout.readline()
    assert status(archive.root).run.running  # readers do not wait
    code, _, messages = congvan("ingest", archive.scans, "--archive", archive.root, *options)
    assert code == 2
    assert str(first.pid) in messages
    assert first.communicate(timeout=120) is not None
    assert first.returncode == 0


def mounted(place: Path, size: str) -> None:
    place.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("no right to mount a small disk")


@pytest.mark.parametrize("size", ["100k", "330k", "600k"])
def test_a_full_disk_loses_nothing(archive, tmp_path, size):
    """Sizes at which another part of a run finds the disk full."""
    for n in range(6):
        archive.scan(f"{n}.tif", 2, lines=3 + n)
    place = tmp_path / "small"
    mounted(place, size)
    archive.root = place / "archive"
    call = ("ingest", archive.scans, "--archive", archive.root, *STEADY)
    try:
        code, _, messages = congvan(*call)
        assert code in (2, 4), messages
        assert "Traceback" not in messages
        assert "--out" in messages or "disk" in messages
        subprocess.run(["mount", "-o", "remount,size=20m", place], check=True)
        code, _, messages = congvan(*call)
        assert code == 0, messages
        assert len(archive.files()) == 18
        assert status(archive.root).documents["done"] == 6
        assert congvan("verify", "--archive", archive.root)[0] == 0
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_disk_that_is_read_only_is_said_so(archive, tmp_path):
    archive.scan("a.tif")
    place = tmp_path / "small"
    mounted(place, "10m")
    archive.root = place / "archive"
    call = ("ingest", archive.scans, "--archive", archive.root, *STEADY)
    try:
        assert congvan(*call)[0] == 0
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        archive.scan("b.tif", lines=7)
        code, _, messages = congvan(*call)
        assert code == 2
        assert "Read-only" in messages
        assert "Traceback" not in messages
        assert congvan("status", "--archive", archive.root)[0] == 0
        assert congvan("verify", "--archive", archive.root)[0] == 0
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
        assert congvan(*call)[0] == 0
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("marked", [1, 3])
def test_nothing_of_a_secret_paper_stays(archive, marked):
    archive.scan("a.tif", 3, marked=(marked,))
    archive.scan("b.tif", lines=6)
    seen = archive.ingest("Secret")
    assert seen.states == {"a.tif": "failed", "b.tif": "done"}
    secret = next(e for e in seen.entries if e.path.endswith("a.tif"))
    assert "tối mật" in secret.error.message("vi").casefold()
    assert secret.results is None
    assert len(archive.files()) == 3
    with Store(Places(archive.root)) as store:
        assert store.one("SELECT count(*) FROM reading")[0] == 0
        assert store.one("SELECT count(*) FROM page_text")[0] == 1
