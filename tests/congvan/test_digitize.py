"""The main job over the samples: from the scan to text, PDF/A and record."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa

import congvan
from congvan.metrics import evaluate
from postprocess.record import Dispatch

SAMPLES = Path(__file__).parents[2] / "samples" / "documents"
SCANS = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".pdf", ".tif", ".jpg"))
SCALARS = ("type", "number", "symbol", "date", "place", "superior", "issuer", "subject")
SCALARS += ("signer", "signer_title")

# Word error that a sample must not exceed: what it is today and a little more, so that a
# step back is seen. The reading and repair issues bring these down.
MOST_WORD_ERROR = {
    "bao-cao": 0.03,
    "bao-cao-fax": 0.06,
    "cong-van": 0.06,
    "ke-hoach-2010": 0.08,
    "quyet-dinh": 0.04,
    "thong-bao-anh-chup": 0.02,
    "to-trinh-dien-tu": 0.0,
}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-m", "congvan", "digitize", *SCANS, "--out", out, "--json"]
    done = subprocess.run(map(str, command), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def record_of(results, stem):
    return Dispatch.model_validate_json((results / f"{stem}.json").read_bytes())


def folded(value):
    return unicodedata.normalize("NFC", " ".join(str(value).split())).casefold().rstrip(".;,")


@pytest.mark.parametrize("scan", SCANS, ids=lambda p: p.stem)
def test_the_text_is_nearly_right(results, scan):
    truth = (SAMPLES / f"{scan.stem}.truth.txt").read_text()
    scores = evaluate(truth, (results / f"{scan.stem}.txt").read_text())
    assert scores.wer.value <= MOST_WORD_ERROR[scan.stem]


@pytest.mark.parametrize("scan", SCANS, ids=lambda p: p.stem)
def test_what_is_said_to_be_sure_is_right(results, scan):
    truth = json.loads((SAMPLES / f"{scan.stem}.truth.json").read_text())
    record = record_of(results, scan.stem)
    for name in SCALARS:
        field = getattr(record, name)
        if field.status == "ok" and truth.get(name) is not None:
            assert folded(field.value) == folded(truth[name]), name
        if truth.get(name) is None:
            assert field.status != "ok", name


@pytest.mark.parametrize("scan", SCANS, ids=lambda p: p.stem)
def test_the_pdf_is_pdfa_with_its_pictures_untouched_and_its_text_found(results, scan):
    result = results / f"{scan.stem}.pdf"
    assert pdfa.validate_written(result, "2b").passed
    assert record_of(results, scan.stem).source.pdf == "PDF/A-2b"
    assert result.stat().st_size <= 1.05 * scan.stat().st_size + 50_000
    if scan.suffix == ".pdf":
        assert pictures(scan) == pictures(result)
    with pikepdf.open(result) as pdf:
        assert str(pdf.Root.Lang) == "vi"
    found = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(result))
    words = Counter((results / f"{scan.stem}.txt").read_text().split())
    assert unicodedata.is_normalized("NFC", found)
    assert not words - Counter(found.split())
    # What a stamp of arrival says is found in the PDF too, though it is no text of the document.
    arrival = record_of(results, scan.stem).arrival
    stamped = {*(arrival.number.raw or "").split(), *(arrival.date.raw or "").split()}
    beyond = set(Counter(found.split()) - words)
    assert stamped <= beyond
    assert bool(beyond) == bool(stamped)


def pictures(path):
    """Raw bytes of all images of a PDF, in no order."""
    with pikepdf.open(path) as pdf:
        return sorted(
            item.read_raw_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        )


def test_each_page_says_where_its_text_came_from(results):
    assert record_of(results, "to-trinh-dien-tu").pages[0].origin == "text_layer"
    assert record_of(results, "to-trinh-dien-tu").pages[0].layer == "kept"
    layered = record_of(results, "ke-hoach-2010")
    assert layered.pages[0].origin == "ocr"
    assert layered.pages[0].layer == "garbled"
    assert {p.layer for p in record_of(results, "cong-van").pages} == {"none"}


def test_values_stand_where_their_boxes_say(results):
    """The words of the page image inside the box of the subject are the subject's."""
    record = record_of(results, "quyet-dinh")
    document = pypdfium2.PdfDocument(results / "quyet-dinh.pdf")
    page = document[record.subject.page - 1]
    k = page.get_width() / record.pages[record.subject.page - 1].width
    x0, y0, x1, y1 = (v * k for v in record.subject.box)
    height = page.get_height()
    inside = page.get_textpage().get_text_bounded(x0 - 2, height - y1 - 2, x1 + 2, height - y0 + 2)
    assert folded(inside) == folded(record.subject.raw)


def test_the_library_gives_the_same_record(results, tmp_path):
    scan = SAMPLES / "to-trinh-dien-tu.pdf"
    assert congvan.digitize(scan, tmp_path) == record_of(results, scan.stem)
    assert congvan.digitize(scan) == record_of(results, scan.stem)
