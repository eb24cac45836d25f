"""Programs that hang or die, Ctrl-C, a full disk: for real, through the command."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from pictures import page, tiff
from PIL import Image

TESSERACT = shutil.which("tesseract")
MARK = f"3600.{os.getpid()}"  # seconds; finds our sleeping program among all processes

needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="Tesseract is not installed")


def start(tmp_path, *arguments, fake=None):
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    if fake:
        folder = tmp_path / "bin"
        folder.mkdir()
        script = folder / "tesseract"
        asked = f'case "$*" in *--version*|*--list-langs*) exec {TESSERACT} "$@";; esac'
        script.write_text(f"#!/bin/sh\n{asked}\n{fake}\n")
        script.chmod(0o755)
        env["PATH"] = f"{folder}:{env['PATH']}"
        arguments = (*arguments, "--engine", "tesseract")  # the one that is a program
    return subprocess.Popen(
        [sys.executable, "-m", "congvan", "digitize", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        start_new_session=True,
        # Under nohup and many CIs Ctrl-C is ignored on entry; a clerk's terminal heeds it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def alive(mark):
    """Command lines of living processes that hold the mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if mark in line and "pytest" not in line:
            found.append(line)
    return found


@needs_tesseract
def test_a_recogniser_that_hangs_is_really_killed(tmp_path):
    scan = tiff(tmp_path / "a.tif", [page()])
    run = start(
        tmp_path, scan, "--out", tmp_path / "out", "--timeout", 4, fake=f"exec sleep {MARK}"
    )
    _, messages = run.communicate(timeout=120)
    assert run.returncode == 4
    assert "4 s" in messages
    assert not alive(MARK)
    assert not list((tmp_path / "out").iterdir())


@needs_tesseract
def test_a_recogniser_that_crashes_gives_its_reason(tmp_path):
    scan = tiff(tmp_path / "a.tif", [page()])
    run = start(
        tmp_path, scan, "--out", tmp_path / "out", fake='echo "no more ink" >&2; kill -SEGV $$'
    )
    _, messages = run.communicate(timeout=120)
    assert run.returncode == 4
    assert "page 1" in messages
    assert "Traceback" not in messages


@needs_tesseract
def test_ctrl_c_ends_at_once_and_leaves_nothing(tmp_path):
    scan = tiff(tmp_path / "a.tif", [page(), page()])
    run = start(tmp_path, scan, "--out", tmp_path / "out", fake=f"exec sleep {MARK}")
    deadline = time.monotonic() + 60
    while not alive(f"sleep {MARK}"):
        assert time.monotonic() < deadline, "the recogniser was never started"
        time.sleep(0.2)
    os.killpg(run.pid, signal.SIGINT)
    _, messages = run.communicate(timeout=60)
    assert run.returncode == 130, messages
    assert "Traceback" not in messages
    time.sleep(1)
    assert not alive(MARK)
    assert not list((tmp_path / "out").rglob("*"))


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 600 KB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_fails_that_document_and_leaves_nothing_half_written(tmp_path, small_disk):
    folder = tmp_path / "in"
    folder.mkdir()
    page(lines=20).convert("1").save(folder / "small.tif", dpi=(150, 150), compression="group4")
    noise = np.random.default_rng(1).integers(200, 255, (1754, 1240), np.uint8)
    noise[400:420, 300:500] = 0
    Image.fromarray(noise).save(folder / "large.png", dpi=(150, 150))
    out = small_disk / "out"
    run = start(
        tmp_path,
        folder,
        "--out",
        out,
        "--json",
        "--workers",
        1,
        "--engine",
        "faults.engines:Steady",
    )
    data, messages = run.communicate(timeout=120)
    assert run.returncode == 4
    rows = {Path(r["file"]).name: r for r in map(json.loads, data.splitlines())}
    assert rows["small.tif"]["status"] == "done"
    assert rows["large.png"]["status"] == "failed"
    assert "--out" in messages
    assert sorted(p.name for p in out.rglob("*")) == ["small.json", "small.pdf", "small.txt"]
