"""The doctor finds what is there and what is not, and never falls over either."""

from __future__ import annotations

import json
import os
import stat
from importlib import metadata
from pathlib import Path

import pytest

from congvan import doctor
from congvan.errors import Exit

TESSERACT = """#!/bin/sh
case "$1" in
--version) echo "tesseract 5.3.0" ;;
--list-langs) printf 'List of available languages in "/nowhere/" (3):\\n%s\\n' "{languages}" ;;
esac
"""
PDFTOPPM = '#!/bin/sh\necho "pdftoppm version 22.12.0" >&2\n'


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(script, encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def whole(folder: Path, languages: str = "eng\nosd\nvie") -> None:
    program(folder, "tesseract", TESSERACT.format(languages=languages))
    program(folder, "pdftoppm", PDFTOPPM)


def names() -> set[str]:
    return {finding.what for finding in doctor.missing()}


@pytest.fixture(autouse=True)
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has one library and a dictionary, whatever this one has."""
    monkeypatch.setattr(metadata, "requires", lambda _: ["rich>=13.9", "pytest>=8; extra == 'dev'"])
    monkeypatch.setattr(
        doctor, "_dictionary", lambda: doctor.Finding("dictionary", "1 MB", ("", ""))
    )


def test_nothing_missing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole(path)
    assert names() == set()
    assert doctor.report("en") is Exit.OK
    shown = capsys.readouterr().out
    assert "5.3.0" in shown
    assert "22.12.0" in shown
    assert "pytest" not in shown  # what only developers need


def test_bare_machine(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert path.exists()
    wanted = {"Tesseract", "Tesseract vie", "Tesseract eng", "Tesseract osd", "poppler"}
    assert names() == wanted
    assert doctor.report("vi") == 3
    shown = capsys.readouterr().out
    assert "THIẾU" in shown
    assert "apt-get install tesseract-ocr-vie" in shown


def test_vietnamese_data_missing(path: Path) -> None:
    whole(path, languages="eng\nosd\nvie_old")
    assert names() == {"Tesseract vie"}


def test_broken_program_is_missing(path: Path) -> None:
    whole(path)
    program(path, "pdftoppm", "#!/bin/sh\nexit 127\n")
    assert names() == {"poppler"}


def test_hanging_program_is_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(path)
    program(path, "pdftoppm", "#!/bin/sh\nexec /bin/sleep 30\n")
    monkeypatch.setattr(doctor, "_PROGRAM_TIMEOUT", 0.3)
    assert names() == {"poppler"}


@pytest.mark.parametrize(
    ("requirement", "lacking"),
    [
        ("rich>=13.9", set()),
        ("rich", set()),
        ("rich>=9999", {"rich"}),
        ("no-such-library>=1", {"no-such-library"}),
        ("rich[jupyter]>=13.9; python_version > '3'", set()),
    ],
)
def test_library_versions(
    path: Path, monkeypatch: pytest.MonkeyPatch, requirement: str, lacking: set[str]
) -> None:
    whole(path)
    monkeypatch.setattr(metadata, "requires", lambda _: [requirement])
    assert names() == lacking


def test_opencv_without_its_system_library(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_gl(name: str) -> object:
        raise ImportError(f"libGL.so.1: cannot open shared object file ({name})")

    whole(path)
    monkeypatch.setattr(metadata, "requires", lambda _: ["opencv-python>=4.10"])
    monkeypatch.setattr(doctor.importlib, "import_module", no_gl)
    (finding,) = doctor.missing()
    assert finding.what == "opencv-python"
    assert "libgl1" in finding.how


def test_json_is_data_only(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole(path, languages="eng")
    assert doctor.report("en", as_json=True) is Exit.MISSING_DEPENDENCY
    found = {f["what"]: f for f in json.loads(capsys.readouterr().out)}
    assert found["Tesseract"]["found"] == "5.3.0"
    assert found["Tesseract osd"]["found"] is None
    assert found["cores"]["found"] == str(os.cpu_count())


def test_optional_things_do_not_count(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(path)
    monkeypatch.setattr(doctor, "_FONTS", (path,))
    monkeypatch.setattr(doctor, "_DISK_WANTED", 1e9)
    assert {f.what for f in doctor.check() if f.found is None} >= {"Tinos"}
    assert names() == set()
