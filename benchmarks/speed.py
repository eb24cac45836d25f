"""Congvan and its peers side by side on the same files: ``make bench``.

    python benchmarks/speed.py [--runs N] [--archive FOLDER] [--growth]

Writes ``benchmarks/RESULTS.md``. The commands run in turn, several times, and what counts are
medians and their ratios: on a busy machine all are slowed alike. Peers are installed in
``out/bench/peers``, never in the project's own environment.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

from measure import Cost, run
from scanned import KINDS, make
from unidecode import unidecode

from congvan.metrics import evaluate

HERE = Path(__file__).parent
WORK = HERE.parent / "out" / "bench"
PEERS = WORK / "peers"
RESULTS = HERE / "RESULTS.md"
ARCHIVE = HERE.parents[1] / "shared" / "scans" / "archive"
CONGVAN = str(Path(sys.executable).with_name("congvan"))
ARCHIVE_FILES = 15  # every few of the archive's files, so that a round takes minutes


_RESTORE = """
import sys, time
{restore}
lines = [line for line in open(sys.argv[1], encoding="utf-8").read().splitlines() if line.strip()]
def kept(line):  # pyvi fails on some lines (KeyError 'NWJ')
    try:
        return str(getattr(f(line), "text", line))
    except KeyError:
        return line
f("xin chao")
began = time.perf_counter()
done = list(map(kept, lines))
print(time.perf_counter() - began)
print("\\n".join(done))
"""


@dataclass(slots=True)
class Row:
    """What a program took for a set of files, run by run."""

    costs: list[Cost] = field(default_factory=list)
    bytes: int = 0
    wer: float | None = None

    @property
    def wall(self) -> float:
        """Median seconds."""
        return median(c.wall for c in self.costs)

    @property
    def cpu(self) -> float:
        """Median CPU seconds."""
        return median(c.cpu for c in self.costs)

    @property
    def memory(self) -> float:
        """Median of the peaks, in megabytes."""
        return median(c.memory for c in self.costs)


def congvan(files: list[Path], out: Path, *options: str) -> list[str]:
    """The command that does all: reading, repair, record, PDF/A."""
    return [CONGVAN, "digitize", *map(str, files), "--out", str(out), "--force", *options]


def ocrmypdf(files: list[Path], out: Path) -> list[str]:
    """The text layer alone; it takes one file at a time."""
    program = PEERS / "bin" / "ocrmypdf"
    each = (
        f'{program} -q -l vie --jobs 2 --force-ocr --sidecar "{out}/$(basename "$0" .pdf).txt" '
        f'"$0" "{out}/$(basename "$0")"'
    )
    return ["sh", "-c", f"for f; do sh -c '{each}' \"$f\" || exit 1; done", "-", *map(str, files)]


def tesseract(pictures: list[Path], out: Path) -> list[str]:
    """Plain recognition of pictures that were drawn before, two processes."""
    script = f'tesseract "$0" "{out}/$(basename "$0" .pgm)" -l vie --dpi 300 2>/dev/null'
    return ["sh", "-c", "printf '%s\\0' \"$@\" | xargs -0 -P 2 -n 1 sh -c '" + script + "'", "-",
            *map(str, pictures)]  # fmt: skip


def drawn(files: list[Path], out: Path) -> list[Path]:
    """The pages as grey pictures of 300 dpi."""
    out.mkdir(parents=True, exist_ok=True)
    for path in files:
        command = ["pdftoppm", "-r", "300", "-gray", str(path), str(out / path.stem)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return sorted(out.glob("*.pgm"))


def compare(name: str, files: list[Path], runs: int) -> dict[str, Row]:
    """All programs on the same files, in turn."""
    place = WORK / "results" / name
    shutil.rmtree(place, ignore_errors=True)
    pictures = drawn(files, place / "pictures")
    rows = {p: Row() for p in ("congvan", "congvan, 1 worker", "OCRmyPDF", "tesseract")}
    for number in range(runs):
        for program, row in rows.items():
            out = place / program.replace(", ", "-").replace(" ", "-")
            out.mkdir(exist_ok=True)
            command = {
                "congvan": congvan(files, out, "--workers", "2"),
                "congvan, 1 worker": congvan(files, out, "--workers", "1"),
                "OCRmyPDF": ocrmypdf(files, out),
                "tesseract": tesseract(pictures, out),
            }[program]
            row.costs.append(run(command, place / "log.txt", {"OMP_THREAD_LIMIT": "1"}))
            print(f"{name} {number + 1}/{runs} {program}: {row.costs[-1]}", flush=True)
            row.bytes = sum((out / f.name).stat().st_size for f in files if (out / f.name).exists())
            row.wer = _wer(files, out)
    return rows


def _wer(files: list[Path], out: Path) -> float | None:
    """Mean word error; None where the truth is not known."""
    rates = []
    for path in files:
        truth = path.with_suffix(".truth.txt")
        if not truth.exists():
            return None
        read = [p for p in (out / f"{path.stem}.txt", out / f"{path.stem}-1.txt") if p.exists()]
        text = read[0].read_text("utf-8") if read else ""
        rates.append(evaluate(truth.read_text("utf-8"), text).wer.value or 0.0)
    return fmean(rates)


def table(name: str, files: list[Path], pages: int, rows: dict[str, Row]) -> str:
    """The rows as Markdown, with the ratios beneath."""
    size = sum(f.stat().st_size for f in files)
    lines = [
        f"### {name}: {len(files)} files, {pages} pages, {size / 1e6:.1f} MB",
        "",
        "| | s a page, wall | s a page, CPU | MB at most | output : input | word error |",
        "|---|---|---|---|---|---|",
    ]
    for program, row in rows.items():
        grown = f"{row.bytes / size:.2f}" if row.bytes else ""
        wer = "" if row.wer is None else f"{row.wer:.3f}"
        lines.append(
            f"| {program} | {row.wall / pages:.2f} | {row.cpu / pages:.2f} | {row.memory:.0f} "
            f"| {grown} | {wer} |"
        )
    ours, peer = rows["congvan"], rows["OCRmyPDF"]
    lines += [
        "",
        f"congvan : OCRmyPDF wall **{ours.wall / peer.wall:.2f}**, memory "
        f"{ours.memory / peer.memory:.2f}; congvan : tesseract CPU "
        f"**{ours.cpu / rows['tesseract'].cpu:.2f}**; two workers : one, wall "
        f"{ours.wall / rows['congvan, 1 worker'].wall:.2f}",
        "",
    ]
    return "\n".join(lines)


def inside(files: list[Path]) -> str:
    """Which share of the time is recognition, and when it begins."""
    log = WORK / "recognised.txt"
    log.unlink(missing_ok=True)
    paths = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    env = {"PYTHONPATH": os.pathsep.join(paths), "RECOGNISED": str(log)}
    began = time.time()
    command = congvan(files, WORK / "results" / "timed", "--engine", "timed:Timed")
    cost = run(command, WORK / "log.txt", env)
    runs = [tuple(map(float, line.split())) for line in log.read_text().splitlines()]
    share = 1 - sum(used for _, used in runs) / cost.cpu
    start = min(at for at, _ in runs) - began
    return (
        f"Not recognition: {share:.0%} of the CPU time; from the command to the first page being "
        f"read: {start:.2f} s (one run).\n"
    )


def growth(page: Path) -> str:
    """Whether a thousand pages take ten times as long as a hundred."""
    walls = []
    for count in (100, 1000):
        folder = WORK / f"growth-{count}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for i in range(count):
            shutil.copy(page, folder / f"{i:04}.pdf")
        walls.append(run(congvan([folder], folder / "out"), WORK / "log.txt").wall)
    return f"1,000 pages : 100 pages, wall {walls[1] / walls[0]:.2f}\n"


def accents(texts: list[Path]) -> str:
    """Accents given back to text that has none, beside pyvi."""
    truth = "\n".join(path.read_text("utf-8") for path in texts)
    (WORK / "bare.txt").write_text(unidecode(truth), "utf-8")
    count = len(truth.split())
    said = (
        f"{count} syllables of the samples. Lines on which pyvi fails (KeyError) stay as they are."
    )
    lines = ["### Text without accents", "", said, "",
             "| | syllables a second | word error |", "|---|---|---|"]  # fmt: skip
    for name, python, restore in (
        ("congvan", sys.executable, "import congvan; f = congvan.repair"),
        ("pyvi", PEERS / "bin" / "python", "from pyvi.ViUtils import add_accents as f"),
    ):
        script = _RESTORE.format(restore=restore)
        done = subprocess.run([python, "-c", script, WORK / "bare.txt"], check=True,
                              capture_output=True, text=True).stdout  # fmt: skip
        seconds, _, text = done.partition("\n")
        wer = evaluate(truth, text).wer.value
        lines.append(f"| {name} | {count / float(seconds):.0f} | {wer:.3f} |")
    return "\n".join([*lines, ""])


def install_peers() -> None:
    """Put the peers in a place of their own."""
    if not (PEERS / "bin" / "ocrmypdf").exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        subprocess.run([PEERS / "bin" / "pip", "install", "-q", "ocrmypdf", "pyvi"], check=True)


def machine() -> str:
    """Where the figures come from."""
    cpu = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.processor(),
    )  # fmt: skip
    peer = subprocess.run([PEERS / "bin" / "ocrmypdf", "--version"], capture_output=True, text=True,
                          check=True).stdout.strip()  # fmt: skip
    plain = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    load = os.getloadavg()[0]
    return (
        f"{time.strftime('%Y-%m-%d')}, {cpu}, {os.cpu_count()} cores, load {load:.1f} at the end; "
        f"Python {platform.python_version()}, congvan {importlib.metadata.version('congvan')} with "
        f"tesserocr {importlib.metadata.version('tesserocr')}, OCRmyPDF {peer}, "
        f"{plain.stdout.splitlines()[0]}"
    )


def main() -> None:
    """Run everything and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--archive", type=Path, default=ARCHIVE, help="layered scans of an archive")
    parser.add_argument("--growth", action="store_true", help="also 1,000 pages beside 100")
    options = parser.parse_args()
    install_peers()
    scans = WORK / "batches"
    if not scans.exists():
        make(scans)
    sets = {kind: sorted((scans / kind).glob("*.pdf")) for kind in KINDS}
    sets = {"one page alone": sets["grey"][:1], **sets}
    archive = sorted(options.archive.glob("*.pdf"))
    if archive:
        sets["real archive"] = archive[:: max(1, len(archive) // ARCHIVE_FILES)][:ARCHIVE_FILES]
    parts = []
    for name, files in sets.items():
        rows = compare(name, files, options.runs)
        pages = len(list((WORK / "results" / name / "pictures").glob("*.pgm")))
        parts.append(table(name, files, pages, rows))
    parts += [inside(sets["grey"]), accents(sorted((scans / "grey").glob("*-1.truth.txt")))]
    if options.growth:
        parts.append(growth(sets["bilevel"][0]))
    heading = f"# Speed\n\nMade by `make bench`; medians of {options.runs} runs in turn.\n"
    RESULTS.write_text("\n".join([heading, machine() + "\n", *parts]), "utf-8")
    print(f"written: {RESULTS}")


if __name__ == "__main__":
    main()
