"""The set-up installs what is missing, only that, and says what to do where it cannot."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / ".ci" / "system"
REAL = ("sh", "grep", "sed", "find", "mktemp", "cat", "rm", "env")
ALL_THERE = {
    "tesseract": "printf 'List (4):\\nVietnamese\\neng\\nosd\\nvie\\n'",
    "pdftoppm": "true",
    "ldconfig": "printf 'libGL.so.1\\nlibgthread-2.0.so.0\\n'",
    "find": "echo Tinos-Regular.ttf",
    "id": "echo 0",
    "apt-cache": "exit 1",
    "apt-get": 'echo "$*" >>"$LOG"',
}


class Machine:
    """A PATH with nothing but what is put there."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.log = folder / "apt.log"
        for name in REAL:
            (self.bin / name).symlink_to(shutil.which(name) or f"/bin/{name}")
        for name, script in ALL_THERE.items():
            self.has(name, script)

    def has(self, name: str, script: str) -> None:
        file = self.bin / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def lacks(self, name: str) -> None:
        (self.bin / name).unlink()

    def set_up(self) -> tuple[int, str]:
        done = subprocess.run(
            ["/bin/sh", str(SCRIPT)],
            env={"PATH": str(self.bin), "PYTHON": sys.executable, "LOG": str(self.log)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    @property
    def asked(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_nothing_to_do(machine: Machine) -> None:
    assert machine.set_up() == (0, "")
    assert machine.asked == ""


def test_installs_only_what_is_missing(machine: Machine) -> None:
    machine.has("tesseract", "printf 'List (3):\\nVietnamese\\neng\\nosd\\n'")
    machine.has("ldconfig", "echo libGL.so.1")
    code, said = machine.set_up()
    assert code == 0
    assert "tesseract-ocr-vie" in said
    install = machine.asked.splitlines()[-1]
    assert install.endswith("tesseract-ocr-vie libglib2.0-0")


def test_new_name_of_glib(machine: Machine) -> None:
    machine.has("ldconfig", "echo libGL.so.1")
    machine.has("apt-cache", "true")
    assert machine.set_up()[0] == 0
    assert machine.asked.splitlines()[-1].endswith("libglib2.0-0t64")


def test_new_name_of_glib_known_only_after_update(machine: Machine) -> None:
    machine.has("ldconfig", "echo libGL.so.1")
    machine.has("apt-cache", '[ -e "$LOG" ]')
    assert machine.set_up()[0] == 0
    assert machine.asked.splitlines()[-1].endswith("libglib2.0-0t64")


def test_without_root_says_what_to_ask_for(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.lacks("pdftoppm")
    code, said = machine.set_up()
    assert code == 3
    assert "apt-get install poppler-utils" in said
    assert machine.asked == ""


def test_with_sudo(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", 'echo sudo >>"$LOG"; exec "$@"')
    machine.lacks("pdftoppm")
    assert machine.set_up()[0] == 0
    assert machine.asked.count("sudo") == 2
    assert "poppler-utils" in machine.asked


def test_a_missing_font_alone_stops_nobody(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("find", "true")
    code, said = machine.set_up()
    assert code == 0
    assert "fonts-croscore" in said


def test_apt_that_fails_is_shown(machine: Machine) -> None:
    machine.lacks("pdftoppm")
    machine.has("apt-get", "echo 'E: no such package'; exit 100")
    code, said = machine.set_up()
    assert code == 3
    assert "E: no such package" in said


def test_no_apt(machine: Machine) -> None:
    machine.lacks("pdftoppm")
    machine.lacks("apt-get")
    code, said = machine.set_up()
    assert code == 3
    assert "poppler-utils" in said


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_requirement_is_pinned_within_its_bound() -> None:
    pins = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, version = line.partition("==")
            pins[plain(name)] = [int(n) for n in re.findall(r"\d+", version)]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name, _, least = wanted.partition(">=")
        bound = [int(n) for n in re.findall(r"\d+", least)]
        assert pins[plain(name.partition("[")[0])] >= bound, f"{wanted}: make constraints.txt again"
