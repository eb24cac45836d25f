"""The command as a clerk calls it: exit codes, messages, what is written and what is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pictures import page, tiff

SAMPLES = Path(__file__).parents[2] / "samples" / "documents"
STEADY = ("--engine", "faults.engines:Steady")


def congvan(*arguments, stdin=None, env=None):
    tests = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": tests, "LC_ALL": "C.UTF-8", **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "congvan", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )


@pytest.fixture
def scan(tmp_path):
    return tiff(tmp_path / "scan.tif", [page()])


def test_good_and_bad_together_give_4_and_the_good_are_done(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    tiff(folder / "good.tif", [page()])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "not.pdf").write_text("this is no PDF")
    whole = (SAMPLES / "cong-van.pdf").read_bytes()
    (folder / "cut.tif").write_bytes((folder / "good.tif").read_bytes()[:300])
    with pikepdf.open(SAMPLES / "cong-van.pdf") as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    done = congvan("digitize", folder, "--out", tmp_path / "out", "--json", *STEADY)
    assert done.returncode == 4, done.stderr
    rows = {Path(r["file"]).name: r for r in map(json.loads, done.stdout.splitlines())}
    assert rows["good.tif"]["status"] == "done"
    failed = {name for name, row in rows.items() if row["status"] == "failed"}
    assert failed == {"empty.pdf", "not.pdf", "cut.tif", "locked.pdf"}
    assert "qpdf --decrypt" in rows["locked.pdf"]["error"]
    assert all(row["error"] for name, row in rows.items() if name in failed)
    written = {p.name for p in (tmp_path / "out").iterdir()}
    assert written == {"good.json", "good.pdf", "good.txt"}
    assert (SAMPLES / "cong-van.pdf").read_bytes() == whole


@pytest.mark.parametrize(
    "arguments",
    [
        ("digitize", "no/such/file.pdf", "--out", "out"),
        ("digitize", "{scan}", "--out", "{out}", "--pages", "3-1"),
        ("digitize", "{scan}", "--out", "{out}", "--engine", "no_such_engine"),
        ("digitize", "{scan}", "--out", "{scan}"),
        ("repair", "no/such/file.txt"),
        ("evaluate", "no/such", "no/such"),
        ("no-such-verb",),
    ],
)
def test_a_wrong_call_gives_2_and_writes_nothing(tmp_path, scan, arguments):
    out = tmp_path / "out"
    done = congvan(*(a.format(scan=scan, out=out) for a in arguments))
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_gives_2(tmp_path, scan):
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    assert congvan("digitize", scan, "--out", out, *STEADY).returncode == 2


def test_a_missing_recogniser_gives_3(tmp_path, scan):
    done = congvan("digitize", scan, "--out", tmp_path / "out", env={"PATH": "/nonexistent"})
    assert done.returncode == 3
    assert "apt install" in done.stderr


def test_strict_gives_5_where_something_needs_review(tmp_path, scan):
    done = congvan("digitize", scan, "--out", tmp_path / "out", "--strict", *STEADY)
    assert done.returncode == 5, done.stderr  # four words are no dispatch


def test_a_second_run_does_nothing_again_and_force_does(tmp_path, scan):
    out = tmp_path / "out"
    first = congvan("digitize", scan, "--out", out, "--json", *STEADY)
    stamp = (out / "scan.pdf").stat().st_mtime_ns
    again = congvan("digitize", scan, "--out", out, "--json", *STEADY)
    assert not json.loads(first.stdout)["earlier"]
    assert json.loads(again.stdout)["earlier"]
    assert (out / "scan.pdf").stat().st_mtime_ns == stamp
    forced = congvan("digitize", scan, "--out", out, "--json", "--force", *STEADY)
    assert not json.loads(forced.stdout)["earlier"]
    assert (out / "scan.pdf").stat().st_mtime_ns > stamp


def test_results_of_another_file_are_not_overwritten(tmp_path, scan):
    out = tmp_path / "out"
    congvan("digitize", scan, "--out", out, *STEADY)
    before = (out / "scan.json").read_bytes()
    tiff(scan, [page(lines=5)])
    done = congvan("digitize", scan, "--out", out, *STEADY)
    assert done.returncode == 4
    assert "--force" in done.stderr
    assert (out / "scan.json").read_bytes() == before


def test_an_input_is_never_written_to(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    original = (SAMPLES / "cong-van.pdf").read_bytes()
    (folder / "a.pdf").write_bytes(original)
    done = congvan("digitize", folder / "a.pdf", "--out", folder, "--force", *STEADY)
    assert done.returncode == 4
    assert (folder / "a.pdf").read_bytes() == original
    assert [p.name for p in folder.iterdir()] == ["a.pdf"]


def test_only_the_wanted_pages_are_read(tmp_path):
    scan = tiff(tmp_path / "scan.tif", [page(), page(), page()])
    congvan("digitize", scan, "--out", tmp_path / "out", "--pages", "2", *STEADY)
    record = json.loads((tmp_path / "out" / "scan.json").read_text())
    assert [p["status"] for p in record["pages"]] == ["skipped", "done", "skipped"]


def test_messages_follow_the_language(tmp_path):
    vietnamese = congvan("digitize", tmp_path / "no.pdf", "--out", tmp_path, "--lang", "vi")
    english = congvan("digitize", tmp_path / "no.pdf", "--out", tmp_path, "--lang", "en")
    by_locale = congvan(
        "digitize", tmp_path / "no.pdf", "--out", tmp_path, env={"LC_ALL": "vi_VN.UTF-8"}
    )
    assert "Không có" in vietnamese.stderr
    assert "There is no" in english.stderr
    assert by_locale.stderr == vietnamese.stderr


def test_repair_reads_stdin_and_explains():
    garbled = (SAMPLES / "bao-cao.garbled.txt").read_text()
    done = congvan("repair", stdin=garbled)
    assert done.returncode == 0
    assert "Ủy ban nhân dân" in done.stdout
    assert done.stdout.count("\n") == garbled.count("\n")
    explained = congvan("repair", "--explain", stdin=garbled)
    edits = [json.loads(line) for line in explained.stdout.splitlines()]
    assert edits
    assert all(garbled[e["start"] : e["end"]] == e["before"] for e in edits)


def test_extract_reads_stdin():
    text = (SAMPLES / "to-trinh-dien-tu.truth.txt").read_text()
    done = congvan("extract", stdin=text)
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["type"]["value"] == "Tờ trình"
    assert record["type"]["box"] is None


def test_text_in_another_encoding_is_refused_with_the_way_out(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Ủy ban".encode("utf-16"))
    done = congvan("repair", path)
    assert done.returncode == 2
    assert "iconv" in done.stderr


def test_evaluate_prints_json(tmp_path):
    (tmp_path / "t.txt").write_text("một hai ba")
    (tmp_path / "r.txt").write_text("một hai bà")
    done = congvan("evaluate", tmp_path / "t.txt", tmp_path / "r.txt")
    assert json.loads(done.stdout)["wer"] == {"rate": pytest.approx(1 / 3), "errors": 1, "n": 3}


def test_evaluate_writes_a_report_and_counts_edits(tmp_path):
    for name, text in (("t", "một hai ba"), ("b", "mot hai ba"), ("r", "một hai bà")):
        (tmp_path / f"{name}.txt").write_text(text)
    page = tmp_path / "report.html"
    done = congvan(
        "evaluate", tmp_path / "t.txt", tmp_path / "r.txt",
        "--before", tmp_path / "b.txt", "--html", page,
    )  # fmt: skip
    assert json.loads(done.stdout)["edits"] == {"helped": 1, "hurt": 1, "neutral": 0}
    assert page.read_text().startswith("<!DOCTYPE html>")


def test_the_report_never_takes_the_place_of_a_text(tmp_path):
    text = tmp_path / "t.txt"
    text.write_text("một")
    assert congvan("evaluate", text, text, "--html", text).returncode == 2
    assert text.read_text() == "một"


def test_a_reader_that_stops_reading_is_no_error(tmp_path):
    command = f"{sys.executable} -m congvan --help | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_schema_is_data():
    done = congvan("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout)["properties"]["number"]["x-description"]["vi"]


def test_evaluate_takes_records(tmp_path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "a.json").write_text('{"number": "12"}')
    (tmp_path / "a.json").write_text("{}")
    done = congvan("evaluate", tmp_path / "truth", tmp_path)
    assert json.loads(done.stdout)["records"]["fields"]["number"]["missed"] == 1
    (tmp_path / "truth" / "a.txt").write_text("a")
    (tmp_path / "a.txt").write_text("a")
    data = json.loads(congvan("evaluate", tmp_path / "truth", tmp_path).stdout)
    assert data["cer"]["n"] == 1
    assert data["records"]["documents"] == 1


def test_series_lists_gaps(tmp_path):
    head = (
        "UBND TỈNH AN GIANG\nSố: 0{n}/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "An Giang, ngày 0{n} tháng 3 năm 2021\n\nKẾ HOẠCH\nTiêm chủng\n"
    )
    (tmp_path / "deep").mkdir()
    for n in (1, 3):
        made = congvan("extract", stdin=head.format(n=n))
        (tmp_path / "deep" / f"{n}.json").write_text(made.stdout)
    (tmp_path / "other.json").write_text("[]")
    (line,) = congvan("series", tmp_path, "--json").stdout.splitlines()
    assert json.loads(line)["gaps"] == [[2, 2]]
    shown = congvan("series", tmp_path)
    assert "UBND TỈNH AN GIANG" in shown.stdout
    assert congvan("series", tmp_path / "no").returncode == 2
