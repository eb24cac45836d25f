"""Workers start wherever temporary files go."""

from __future__ import annotations

import pytest
from commands import congvan
from pictures import page, tiff


@pytest.mark.parametrize("verb", ["digitize", "ingest"])
def test_temporary_files_far_down_leave_room_for_a_socket(tmp_path, verb):
    scratch = tmp_path / ("x" * 80) / ("y" * 80)
    scratch.mkdir(parents=True)
    tiff(tmp_path / "scan.tif", [page()])
    where = "--out" if verb == "digitize" else "--archive"
    code, _, messages = congvan(
        verb, tmp_path / "scan.tif", where, tmp_path / "done", "--engine", "faults.engines:Steady",
        env={"TMPDIR": str(scratch)},
    )  # fmt: skip
    assert code == 0, messages
    assert list(scratch.iterdir()) == []
