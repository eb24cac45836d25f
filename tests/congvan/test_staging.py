"""Results appear together or not at all."""

from __future__ import annotations

import os

import pytest

from congvan.inputs import Target
from congvan.outputs.staging import remove_litter, staged
from ocr.errors import OutputError


def write(stage):
    stage.pdf.write_bytes(b"%PDF")
    stage.write(stage.txt, "chữ")
    stage.write(stage.json, "{}")


def test_all_three_appear_and_nothing_else(tmp_path):
    with staged(Target(tmp_path / "sub" / "a")) as stage:
        write(stage)
        assert not (tmp_path / "sub" / "a.pdf").exists()
    assert sorted(p.name for p in (tmp_path / "sub").iterdir()) == ["a.json", "a.pdf", "a.txt"]


def test_an_error_leaves_the_old_results(tmp_path):
    target = Target(tmp_path / "a")
    for path in (target.pdf, target.txt, target.json):
        path.write_text("old")
    with pytest.raises(ZeroDivisionError), staged(target) as stage:
        write(stage)
        raise ZeroDivisionError
    assert {p.read_text() for p in tmp_path.iterdir()} == {"old"}
    assert len(list(tmp_path.iterdir())) == 3


def test_a_missing_result_takes_none_of_the_others_along(tmp_path):
    target = Target(tmp_path / "a")
    with pytest.raises(OutputError), staged(target) as stage:
        stage.write(stage.txt, "chữ")
    assert not target.txt.exists()


def test_what_a_dead_process_left_is_removed_and_a_living_ones_work_is_not(tmp_path):
    dead = tmp_path / ".congvan-999999999-x"
    alive = tmp_path / f".congvan-{os.getpid()}-x"
    dead.mkdir()
    alive.mkdir()
    remove_litter(tmp_path)
    assert not dead.exists()
    assert alive.exists()
