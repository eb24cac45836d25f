"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from congvan.outputs.atomic import write_atomic, write_text_atomic
from ocr.errors import DocumentError, OutputError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_and_makes_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "2024" / "K4" / "a.txt"
    write_text_atomic(path, "Kính gửi\n")
    assert path.read_text("utf-8") == "Kính gửi\n"
    assert names(path.parent) == ["a.txt"]


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_text_atomic(tmp_path / "a", "")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_seen_until_it_is_whole(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "a"
    if there:
        path.write_bytes(b"old")
    with write_atomic(path) as file:
        file.write(b"new")
        file.flush()
        assert path.exists() == there
        assert not there or path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    "error", [ValueError("bad"), KeyboardInterrupt(), OutputError(path="b", reason="c")]
)
def test_an_error_leaves_what_was_there_and_no_litter(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(type(error)), write_atomic(path) as file:
        file.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_full_disk_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        write_text_atomic(path, "new")
    assert os.strerror(code) in caught.value.message("en")
    assert str(path) in caught.value.message("vi")
    assert isinstance(caught.value, DocumentError)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        write_text_atomic(tmp_path / "file" / "a", "")
