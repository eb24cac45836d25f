"""Killed at any moment, the next run goes on and the end is the same."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from commands import start
from killing import kill_and_compare

TESSERACT = shutil.which("tesseract")
MARK = f"3601.{os.getpid()}"  # seconds; finds our sleeping program among all processes


def test_killed_eight_times_it_ends_as_if_undisturbed(tmp_path):
    done = kill_and_compare(tmp_path, kills=8, documents=12)
    assert done.met >= 4


def alive(mark):
    """Numbers of living processes whose command line holds the mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in line:
            found.append(int(folder.name))
    return found


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.skipif(TESSERACT is None, reason="Tesseract is not installed")
def test_a_killed_run_takes_its_workers_and_their_programs_along(tmp_path, archive):
    archive.scan("a.tif")
    programs = tmp_path / "bin"
    programs.mkdir()
    fake = programs / "tesseract"
    asked = f'case "$*" in *--version*|*--list-langs*) exec {TESSERACT} "$@";; esac'
    fake.write_text(f"#!/bin/sh\n{asked}\nexec sleep {MARK}\n")
    fake.chmod(0o755)
    env = {"PATH": f"{programs}:{os.environ['PATH']}"}
    program = ("--engine", "tesseract")  # not in-process
    run = start("ingest", archive.scans, "--archive", archive.root, *program, env=env)
    wait_for(lambda: alive(f"sleep\0{MARK}"))
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    wait_for(lambda: not alive(f"sleep\0{MARK}"))
