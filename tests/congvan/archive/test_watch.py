"""Scans are taken when the scanner has finished, and only then."""

from __future__ import annotations

import json
import os
import signal
import time
from itertools import pairwise

import pytest
from commands import start
from pictures import page, tiff

from congvan.archive.places import Places
from congvan.archive.status import status
from congvan.archive.store import Store
from congvan.archive.watch import Gate


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def gate(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    places = Places(tmp_path / "kho")
    places.root.mkdir()
    clock = Clock()
    with Store(places, write=True) as store:
        made = Gate([folder], places, store, 10, clock)

        def look(seconds):
            clock.now += seconds
            return [path.name for path in made.ready()]

        yield folder, look


def test_a_file_is_taken_when_it_has_been_quiet(gate):
    folder, look = gate
    (folder / "a.pdf").write_bytes(b"half")
    assert look(0) == []
    assert look(9) == []
    assert look(1) == ["a.pdf"]


def test_a_file_that_grows_waits(gate):
    folder, look = gate
    for n in range(5):
        (folder / "a.pdf").write_bytes(b"x" * n)
        assert look(9) == []
    assert look(9) == []
    assert look(1) == ["a.pdf"]


def test_what_was_busy_is_tried_again_less_and_less_often(gate):
    folder, look = gate
    (folder / "a.pdf").write_bytes(b"x")
    look(0)
    assert look(10) == ["a.pdf"]
    tries = [bool(look(1)) for _ in range(100)]
    at = [n for n, tried in enumerate(tries) if tried]
    assert at[0] == 4
    assert [b - a for a, b in pairwise(at)] == [10, 20, 40]


def test_what_was_removed_is_forgotten(gate):
    folder, look = gate
    (folder / "a.pdf").write_bytes(b"x")
    look(0)
    (folder / "a.pdf").unlink()
    assert look(20) == []
    (folder / "a.pdf").write_bytes(b"x")
    assert look(0) == []


def test_a_watch_takes_what_comes_survives_a_kill_and_ends_with_ctrl_c(tmp_path):
    folder, kho = tmp_path / "in", tmp_path / "kho"
    folder.mkdir()
    call = ("watch", folder, "--archive", kho, "--engine", "faults.engines:Steady", "--json")
    call += ("--workers", "1", "--quiet", "0.5", "--interval", "0.1")
    tiff(folder / "a.tif", [page(620, 877)], dpi=75)
    run = start(*call)
    assert json.loads(run.stdout.readline())["state"] == "done"
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    run = start(*call)
    time.sleep(0.3)
    part = folder / ".b.tif.part"  # hidden while it is written, as some scanners do
    tiff(part.with_suffix(".tif"), [page(620, 877, lines=4)], dpi=75)
    (part.with_suffix(".tif")).rename(folder / "b.tif")
    entry = json.loads(run.stdout.readline())
    assert entry["path"].endswith("b.tif")
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode == 130
    assert status(kho).documents["done"] == 2
    assert status(kho).run.documents == 1
