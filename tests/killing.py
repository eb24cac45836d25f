"""Kill runs of ingest at random moments, and compare what comes of it with an undisturbed run.

python tests/killing.py KILLS    # from the top of the project; the tests do a few
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from commands import start
from pictures import page, tiff

# The time in a PDF's metadata, and its identifier, which is made from the content with it.
TIMES = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.+]+|/ID ?\[[^]]*\]")
OPTIONS = ("--engine", "faults.engines:Slow", "--workers", "2", "--json")


@dataclass(frozen=True)
class Killed:
    """What happened: kills, those that met a run at work; pages read undisturbed, and killed."""

    kills: int
    met: int
    pages: int
    pages_killed: int


def make_scans(folder: Path, documents: int, pages: int) -> Path:
    """Documents that differ from each other, with one bad file and one that comes twice."""
    folder.mkdir()
    for n in range(documents):
        drawn = [page(310, 438 + 7 * n, lines=2 + k) for k in range(pages)]
        tiff(folder / f"{n:03}.tif", drawn, dpi=38)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 no more")
    (folder / "zz-again.tif").write_bytes((folder / "000.tif").read_bytes())
    return folder


def state(archive: Path) -> dict[str, object]:
    """All of an archive that time does not enter: rows, and the bytes of every result."""
    with sqlite3.connect(archive / "archive.sqlite") as db:
        query = "SELECT sha256, state, page_count, reason, fields FROM document ORDER BY 1"
        documents = db.execute(query).fetchall()
        query = (
            "SELECT d.sha256, p.number, p.state, p.reason, p.words FROM page p"
            " JOIN document d ON d.id = p.document ORDER BY 1, 2"
        )
        pages = db.execute(query).fetchall()
        query = "SELECT s.shown, d.sha256 FROM source s JOIN document d ON d.id = s.document"
        sources = sorted(db.execute(query).fetchall())
        words = db.execute("SELECT count(*) FROM word WHERE word MATCH 'ubnd'").fetchall()
        left = db.execute("SELECT count(*) FROM reading").fetchall()
    files = {
        str(p.relative_to(archive)): TIMES.sub(b"", p.read_bytes())
        for p in sorted((archive / "results").rglob("*"))
        if p.is_file()
    }
    other = sorted(p.name for p in archive.iterdir())
    return {
        "documents": documents,
        "pages": pages,
        "sources": sources,
        "words": words,
        "left": left,
        "files": files,
        "other": other,
    }


def kill_and_compare(base: Path, *, kills: int, documents: int, seed: int = 1) -> Killed:
    """Kill runs until so many are killed, let the last one end, and compare.

    Raises:
        AssertionError: The end is not that of an undisturbed run, or something is left over.
    """
    scans = make_scans(base / "scans", documents, 3)
    chance = random.Random(seed)
    straight, shaken = base / "straight", base / "shaken"
    scratch = base / "tmp"
    scratch.mkdir()
    env = {"TMPDIR": str(scratch), "CONGVAN_TEST_COUNT": str(base / "straight.count")}
    run = start("ingest", scans, "--archive", straight, *OPTIONS, env=env)
    began = time.monotonic()
    run.stdout.readline()
    until_first = time.monotonic() - began
    run.communicate(timeout=600)
    working = time.monotonic() - began - until_first
    assert run.returncode == 4
    env["CONGVAN_TEST_COUNT"] = str(base / "shaken.count")
    met = 0
    for n in range(kills):
        run = start("ingest", scans, "--archive", shaken, *OPTIONS, env=env)
        if n % 4 == 3:  # while it starts
            time.sleep(chance.uniform(0.1, until_first))
        else:  # at work, a little further than the one before
            while (line := run.stdout.readline()) and json.loads(line)["earlier"]:
                pass
            time.sleep(chance.uniform(0, working / kills))
        if run.poll() is None:
            met += 1
            os.kill(run.pid, signal.SIGKILL)  # the main process alone: its workers must notice
        run.communicate(timeout=60)
    run = start("ingest", scans, "--archive", shaken, *OPTIONS, env=env)
    data, messages = run.communicate(timeout=600)
    assert run.returncode == 4, messages
    assert len(data.splitlines()) == documents + 2
    a, b = state(straight), state(shaken)
    for key, value in a.items():
        assert value == b[key], key
    assert list(scratch.iterdir()) == []
    pages, killed = (len((base / f"{n}.count").read_text()) for n in ("straight", "shaken"))
    # Pages that were being read, or handed over, when the kill came; none that was kept.
    assert pages <= killed <= pages + 3 * kills
    for line in (shaken / "events.jsonl").open(encoding="utf-8"):
        json.loads(line)
    return Killed(kills, met, pages, killed)


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as folder:
        print(kill_and_compare(Path(folder), kills=number, documents=3 * number, seed=number))
