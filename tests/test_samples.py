"""The samples are whole, agree with their truth, and can be made again."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from postprocess.record import Dispatch

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DOCUMENTS = sorted(
    p for p in (SAMPLES / "documents").iterdir() if p.suffix in {".pdf", ".tif", ".jpg"}
)
TEXTS = sorted((SAMPLES / "documents").glob("*.truth.txt"))
RECORDS = sorted((SAMPLES / "documents").glob("*.truth.json"))
NAMES = {"ids": lambda p: p.name}


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name.split(".")[0] + suffix)


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(SAMPLES))
    return SAMPLES


@pytest.mark.parametrize("path", DOCUMENTS, **NAMES)
def test_truth_stands_beside_every_document(path: Path) -> None:
    assert beside(path, ".truth.txt").stat().st_size > 500
    assert beside(path, ".truth.json").stat().st_size > 500


def test_there_are_enough_and_they_are_small() -> None:
    assert len(DOCUMENTS) >= 5
    everything = (p for p in (SAMPLES / "documents").iterdir())
    assert sum(p.stat().st_size for p in everything) < 6_000_000


@pytest.mark.parametrize("path", TEXTS, **NAMES)
def test_text_is_nfc_and_has_no_marks_of_the_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[{}*]|  ", text)


@pytest.mark.parametrize("path", RECORDS, **NAMES)
def test_record_has_the_fields_of_the_model(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    aliases = {field.alias for field in Dispatch.model_fields.values() if field.alias}
    assert set(record) - {"notes"} <= set(Dispatch.model_fields) | aliases


@pytest.mark.parametrize("path", RECORDS, **NAMES)
def test_record_says_what_the_text_says(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    text = " ".join(words(path.with_suffix(".txt").read_text(encoding="utf-8")))
    if record["number"] is not None:
        assert f"Số: {record['number']}/{record['symbol']}" in text
    assert record["signer"] in text
    assert record["subject"] in text
    for name in (*record["addressees"], *record["recipients"]):
        assert name in text
    for ref in record["references"]:
        cited = f"{ref['number']}/{ref['symbol']}" if ref["number"] else ref["title"]
        assert text.count(cited) == ref["mentions"]


@pytest.mark.parametrize("path", RECORDS, **NAMES)
def test_figures_agree_with_each_other(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    for stat in record["statistics"]:
        if stat.get("check") == "consistent":
            share = 100 * stat["numerator"] / stat["denominator"]
            assert abs(share - stat["percent"]) < 0.0051, stat["indicator"]
    for table in record.get("tables", []):
        total, *rows = table["rows"]
        for column, printed in enumerate(total):
            if printed.replace(".", "").isdigit():
                figures = [int(row[column].replace(".", "")) for row in rows]
                assert sum(figures) == int(printed.replace(".", ""))


def test_born_digital_text_is_the_truth() -> None:
    path = SAMPLES / "documents" / "to-trinh-dien-tu.pdf"
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    truth = beside(path, ".truth.txt").read_text(encoding="utf-8")
    assert sorted(words(text)) == sorted(words(truth))


def test_layered_page_is_built_as_archive_scanners_do() -> None:
    with pikepdf.open(SAMPLES / "documents" / "ke-hoach-2010.pdf") as pdf:
        forms = pdf.pages[0].Resources.XObject
        ground = forms["/Fg"].Resources.XObject.Im0
        print_ = forms["/textMask"].Resources.XObject.Im0
        assert ground.Filter == print_.Filter == pikepdf.Name.DCTDecode
        assert print_.Mask.ImageMask
        assert print_.Mask.Width == 2 * ground.Width
    with pypdfium2.PdfDocument(SAMPLES / "documents" / "ke-hoach-2010.pdf") as pdf:
        layer = pdf[0].get_textpage().get_text_bounded()
    assert "UBND" in layer
    assert "ệ" not in layer  # an English recogniser has no such letter


def test_fax_has_two_bilevel_pages() -> None:
    with Image.open(SAMPLES / "documents" / "bao-cao-fax.tif") as image:
        assert image.n_frames == 2
        assert image.mode == "1"
        assert image.info["compression"] == "group4"


def test_truth_is_what_the_scripts_set(scripts: Path) -> None:
    import words as faces  # noqa: PLC0415 — from samples/

    if not all(Path(path).exists() for path in faces.FACES.values()):
        pytest.skip("needs fonts-croscore and fonts-sjfonts")
    import make  # noqa: PLC0415
    from truth import truth_record, truth_text  # noqa: PLC0415
    from typeset import Setter  # noqa: PLC0415

    for sample in make.SAMPLES:
        doc = sample.text()
        sheets = Setter(doc).run()
        path = scripts / "documents" / sample.name
        assert truth_text(sheets) == beside(path, ".truth.txt").read_text(encoding="utf-8")
        record = json.loads(beside(path, ".truth.json").read_text(encoding="utf-8"))
        assert truth_record(doc, len(sheets)) == record
