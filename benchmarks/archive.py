"""What the archive costs: search, a second run, memory, and ``ingest`` beside ``digitize``.

    python benchmarks/archive.py search [DOCUMENTS]         # made-up records, default 100,000
    python benchmarks/archive.py files [FILES]              # made-up scans, default 10,000
    python benchmarks/archive.py throughput PATH… [--pairs N]

``files`` takes small scans in with two workers and an engine that does nothing, looks at
the memory of all processes every second, and then times a second run. ``throughput`` runs
both commands in turn over the same files with Tesseract.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PIL import Image, ImageDraw

from congvan.archive import index
from congvan.archive.places import Places
from congvan.archive.search import Filters, search
from congvan.archive.store import Store
from congvan.archive.words import code_of, fold
from dictionaries.lists import DATA

SAMPLES = Path(__file__).parents[1] / "samples" / "documents"
TESTS = Path(__file__).parents[1] / "tests"
QUERIES = (
    "cải cách thủ tục hành chính",
    "cai cach thu tuc",
    "ủy ban nhân dân",
    "uy ban nhan dan tinh",
    "đất đai",
    "dat dai",
    "số hóa hồ sơ",
    "chuyển đổi số",
    "phòng cháy chữa cháy",
    "hành chính",
    "quyết định",
    "nước sạch nông thôn",
    "thi đua khen thưởng",
    "giám sát đầu tư công",
    "500/BC-UBND",
    "644/CĐ-TTg",
)
FILTERS = (Filters(), Filters(issuer="tháp mười", since="2015"), Filters(type="Báo cáo"))


def sentences(chance: random.Random) -> Callable[[], str]:
    """Makes sentences: words by their frequency, and now and then one of an official paper."""
    words, weights = [], []
    for line in (DATA / "vocabulary.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        word, count, *_ = line.split("\t")
        if word.isalpha():
            words.append(word)
            weights.append(int(count))
    real = [
        line
        for path in sorted(SAMPLES.glob("*.truth.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 30
    ]

    def sentence() -> str:
        if chance.random() < 0.2:
            return chance.choice(real)
        return " ".join(chance.choices(words, weights, k=14))

    return sentence


def fill(root: Path, documents: int) -> None:
    """Make an archive of so many records, a page of about 200 words each."""
    chance = random.Random(1)
    sentence = sentences(chance)
    issuers = [f"Ủy ban nhân dân huyện {n}" for n in ("Tháp Mười", "Cao Lãnh", "Lai Vung")]
    places = Places(root)
    with Store(places, write=True) as store:
        for start in range(0, documents, 2000):
            with store.transaction():
                for n in range(start, min(start + 2000, documents)):
                    kind, symbol = chance.choice(
                        (("Báo cáo", "BC-UBND"), ("Quyết định", "QĐ-UBND"))
                    )
                    issuer, number = chance.choice(issuers), str(chance.randint(1, 3000))
                    date = f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02}-15"
                    row = {"sha256": f"{n:064x}", "bytes": 1, "page_count": 1, "state": "done"}
                    row |= {"recipe": "", "limits": "", "results": 1, "run": 1, "fields": "{}"}
                    row |= {"type": kind, "number": number, "symbol": symbol, "date": date}
                    row |= {"issuer": issuer, "subject": sentence(), "type_key": fold(kind)}
                    row |= {"issuer_key": fold(issuer), "code": code_of(number, symbol)}
                    document = store.insert("document", row)
                    source = {"path": f"/kho/{n}.pdf".encode(), "shown": f"/kho/{n}.pdf"}
                    store.insert("source", {**source, "document": document})
                    cited = {"document": document, "number": str(n % 3000), "symbol": "CĐ-TTg"}
                    cited |= {"mentions": 1, "page": 1, "status": "ok"}
                    cited |= {"code": code_of(cited["number"], "CĐ-TTg")}
                    store.insert("reference", cited)
                    index.add_text(store, document, 1, "\n".join(sentence() for _ in range(14)))


def bench_search(documents: int) -> None:
    """Time every query with every filter, thrice; the first time of all is shown apart."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        began = time.perf_counter()
        fill(root, documents)
        size = (root / "archive.sqlite").stat().st_size / 1e6
        print(f"{documents} documents made in {time.perf_counter() - began:.0f} s, {size:.0f} MB")
        times: list[float] = []
        for _ in range(3):
            for query in QUERIES:
                row = []
                for filters in FILTERS:
                    began = time.perf_counter()
                    hits = search(query, root, filters=filters)
                    row.append(1000 * (time.perf_counter() - began))
                times += row
                shown = " ".join(f"{t:7.1f}" for t in row)
                print(f"{shown} ms  {len(hits):3} hits  {query}")
        times.sort()
        print(
            f"n {len(times)}, median {statistics.median(times):.1f} ms, "
            f"95 of 100 within {times[int(0.95 * len(times))]:.1f} ms, longest {times[-1]:.1f} ms"
        )


def bench_files(files: int) -> None:
    """Memory while many files are taken in, and the time of a second run."""
    base = Path(tempfile.mkdtemp())
    scans, archive = base / "scans", base / "kho"
    for n in range(files):
        folder = scans / f"{n // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        picture = Image.new("1", (200, 283), 1)
        draw = ImageDraw.Draw(picture)
        for bit in range(20):  # each scan another content
            if n >> bit & 1:
                draw.rectangle((20, 20 + 12 * bit, 180, 26 + 12 * bit), fill=0)
        draw.rectangle((20, 5, 180, 12), fill=0)
        picture.save(folder / f"{n:06}.tif", dpi=(25, 25), compression="group4")
    call = [sys.executable, "-m", "congvan", "ingest", scans, "--archive", archive]
    call += ["--workers", "2", "--engine", "faults.engines:Steady"]
    paths = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths}
    began = time.monotonic()
    run = subprocess.Popen(list(map(str, call)), env=environment)
    seen: list[tuple[float, float]] = []
    while run.poll() is None:
        time.sleep(1)
        seen.append((time.monotonic() - began, memory_of(run.pid)))
    seconds = time.monotonic() - began
    tenth = max(1, len(seen) // 10)
    print(
        f"{files} files in {seconds:.0f} s, exit code {run.returncode}; memory of all processes: "
        f"most {max(m for _, m in seen):.0f} MB, mean of each tenth "
        + " ".join(
            f"{statistics.mean(m for _, m in seen[i : i + tenth]):.0f}"
            for i in range(0, len(seen) - tenth + 1, tenth)
        )
    )
    time.sleep(3)
    for _ in range(3):
        began = time.monotonic()
        subprocess.run(list(map(str, call)), env=environment, check=False)
        whole = time.monotonic() - began
        print(f"second run: {whole:.1f} s, {1000 * whole / files:.2f} ms a file")
    shutil.rmtree(base)


def memory_of(pid: int) -> float:
    """Megabytes of a process and all it has started, shared pages divided among them."""
    total = 0
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0.0
    for process in family:
        try:
            total += process.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
    return total / 1e6


def bench_throughput(paths: list[str], pairs: int) -> None:
    """``digitize`` and ``ingest`` in turn, the order changing from pair to pair."""
    ratios = []
    for n in range(pairs):
        seconds = {}
        for verb in ("digitize", "ingest") if n % 2 else ("ingest", "digitize"):
            with tempfile.TemporaryDirectory() as out:
                option = "--out" if verb == "digitize" else "--archive"
                call = [sys.executable, "-m", "congvan", verb, *paths, option, out]
                began = time.monotonic()
                done = subprocess.run(
                    [*call, "--workers", "2", "--json"], capture_output=True, check=False
                )
                seconds[verb] = time.monotonic() - began
                assert done.returncode in (0, 4), done.stderr.decode()
        ratios.append(seconds["digitize"] / seconds["ingest"])
        print(json.dumps({**seconds, "ratio": round(ratios[-1], 3)}), flush=True)
    print(f"pairs {pairs}, median of digitize / ingest: {statistics.median(ratios):.3f}")


def main() -> None:
    """Run one benchmark."""
    what, *rest = sys.argv[1:]
    if what == "search":
        bench_search(int(rest[0]) if rest else 100_000)
    elif what == "files":
        bench_files(int(rest[0]) if rest else 10_000)
    else:
        pairs = 5
        if "--pairs" in rest:
            at = rest.index("--pairs")
            pairs = int(rest[at + 1])
            del rest[at : at + 2]
        bench_throughput(rest, pairs)


if __name__ == "__main__":
    main()
