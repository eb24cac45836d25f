"""``congvan doctor``: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import importlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from rich.console import Console
from rich.table import Table

from congvan.errors import Exit

_PROGRAM_TIMEOUT = 20.0  # seconds a program may take to tell its version
_DISK_WANTED = 1.0  # GB: pages of a batch are rendered into the temporary folder
_FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for.

    Attributes:
        what: Its name.
        found: Version, size or place; None where it is missing or of no use.
        needed_for: English and Vietnamese.
        how: How to get it, a command where there is one; empty where nothing is to be done.
        required: Without it the main job does not run.
    """

    what: str
    found: str | None
    needed_for: tuple[str, str]
    how: str = ""
    required: bool = True


def check() -> list[Finding]:
    """Look at everything the toolkit uses; never raises for what is missing."""
    return [
        _python(),
        *_tesseract(),
        _poppler(),
        *_libraries(),
        _dictionary(),
        _font(),
        *_machine(),
    ]


def missing() -> list[Finding]:
    """What is required and not there."""
    return [finding for finding in check() if finding.required and finding.found is None]


def report(lang: str = "en", *, as_json: bool = False) -> Exit:
    """Print what was found, for a person or as JSON.

    Args:
        lang: ``vi`` or ``en``.
        as_json: One JSON list on standard output instead of the table.

    Returns:
        ``Exit.MISSING_DEPENDENCY`` if something required is missing.
    """
    findings = check()
    if as_json:
        print(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2))
    else:
        _table(findings, lang)
    lacking = any(f.required and f.found is None for f in findings)
    return Exit.MISSING_DEPENDENCY if lacking else Exit.OK


def _table(findings: list[Finding], lang: str) -> None:
    vi = lang == "vi"
    columns = ("Thành phần", "Tìm thấy", "Cần cho") if vi else ("Part", "Found", "Needed for")
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for finding in findings:
        if finding.found is not None:
            mark = finding.found
        elif finding.required:
            mark = "[bold red]THIẾU[/]" if vi else "[bold red]MISSING[/]"
        else:
            mark = "[yellow]không (tuỳ chọn)[/]" if vi else "[yellow]no (optional)[/]"
        table.add_row(finding.what, mark, finding.needed_for[vi])
    console = Console()
    console.print(table)
    # Below the table and unwrapped, so that a command can be copied.
    for finding in findings:
        if finding.found is None:
            console.print(f"{finding.what}: {finding.how}", soft_wrap=True, markup=False)
    if not any(f.required and f.found is None for f in findings):
        console.print("Đủ để chạy." if vi else "All that is needed is there.", style="green")


def _run(*command: str) -> str | None:
    """Output of a program, None where it is not there or does not work."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PROGRAM_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return None
    return done.stdout + done.stderr if done.returncode == 0 else None


def _version(text: str | None) -> str | None:
    """The first version number of a text."""
    found = re.search(r"\d+(?:\.\d+)+", text or "")
    return found.group() if found else None


def _python() -> Finding:
    right = sys.version_info >= (3, 11)
    return Finding(
        "Python",
        platform.python_version() if right else None,
        ("everything", "mọi việc"),
        "Python 3.11+",
    )


def _tesseract() -> Iterator[Finding]:
    yield Finding(
        "Tesseract",
        _version(_run("tesseract", "--version")),
        ("reading scans", "nhận dạng bản quét"),
        "apt-get install tesseract-ocr",
    )
    listing = _run("tesseract", "--list-langs") or ""
    languages = listing.splitlines()
    folder = re.search(r'"(.+)"', listing)  # the first line names where the data lies
    purposes = {
        "vie": ("reading Vietnamese", "nhận dạng tiếng Việt"),
        "eng": ("numbers and Latin text", "số và chữ La-tinh"),
        "osd": ("turning pages upright", "xoay trang cho thẳng"),
    }
    for code, purpose in purposes.items():
        yield Finding(
            f"Tesseract {code}",
            _model(code, folder and folder[1]) if code in languages else None,
            purpose,
            f"apt-get install tesseract-ocr-{code}",
        )
    second = next((n for n in ("Vietnamese", "script/Vietnamese") if n in languages), None)
    yield Finding(
        "Tesseract Vietnamese",
        _model(second, folder and folder[1]) if second else None,
        ("a second reading of doubtful words", "đọc lại những chữ chưa chắc"),
        "apt-get install tesseract-ocr-script-viet",
        required=False,
    )


def _model(code: str, folder: str | None) -> str:
    # The size tells which of the three published models it is: fast, standard or best.
    file = Path(folder or "") / f"{code}.traineddata"
    return f"{file.stat().st_size / 1e6:.1f} MB" if file.is_file() else code


def _poppler() -> Finding:
    return Finding(
        "poppler",
        _version(_run("pdftoppm", "-v")),
        ("rendering PDF pages", "dựng ảnh trang PDF"),
        "apt-get install poppler-utils",
    )


def _libraries() -> Iterator[Finding]:
    """The project's requirements as its own package data list them; extras left out."""
    for requirement in metadata.requires("congvan") or []:
        if "extra ==" in requirement:
            continue
        found = re.match(r"([\w.-]+)(?:\[[^]]*\])?\s*(?:>=\s*([\d.]+))?", requirement)
        if not found:
            continue
        name, least = found.groups()
        how = f"pip install '{name}>={least}'" if least else f"pip install {name}"
        try:
            version: str | None = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = None
        if version and least and _numbers(version) < _numbers(least):
            version = None
        if version and name == "opencv-python":
            version, how = _opencv(version)
        yield Finding(name, version, ("the programs themselves", "chính chương trình"), how)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version))


def _opencv(version: str) -> tuple[str | None, str]:
    # The wheel leaves two libraries to the system; without them the import fails.
    try:
        importlib.import_module("cv2")
    except ImportError as error:
        return None, f"apt-get install libgl1 libglib2.0-0 ({error})"
    return version, ""


def _dictionary() -> Finding:
    folder = Path(str(importlib.import_module("dictionaries").__file__)).parent / "data"
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) if folder.exists() else 0
    return Finding(
        "dictionary",
        f"{size / 1e6:.1f} MB" if size else None,
        ("repair and records", "sửa lỗi và lập hồ sơ"),
        "python -m dictionaries.build",
    )


def _font() -> Finding:
    found = next((f for d in _FONTS for f in d.rglob("Tinos-Regular.ttf")), None)
    return Finding(
        "Tinos",
        found.name if found else None,
        ("making the samples again", "tạo lại các văn bản mẫu"),
        "apt-get install fonts-croscore",
        required=False,
    )


def _machine() -> Iterator[Finding]:
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free / 1e9
    yield Finding(
        f"disk {folder}",
        f"{free:.1f} GB" if free >= _DISK_WANTED else None,
        ("pages on their way", "ảnh trang tạm"),
        f"{free:.2f} GB < {_DISK_WANTED:g} GB; TMPDIR=…",
        required=False,
    )
    yield Finding("cores", str(os.cpu_count()), ("--workers", "--workers"), required=False)
    yield Finding(
        "OMP_THREAD_LIMIT",
        os.environ.get("OMP_THREAD_LIMIT", "-"),
        ("(congvan sets it to 1 itself)", "(congvan tự đặt là 1)"),
        required=False,
    )
