"""What was lost or changed on the disk is named."""

from __future__ import annotations

import json

from commands import congvan

from congvan.archive.verify import verify


def test_missing_and_changed_files_are_named(archive):
    archive.scan("a.tif")
    archive.scan("b.tif", lines=5)
    seen = archive.ingest()
    assert list(verify(archive.root)) == []
    one, two = (e.results for e in seen.entries)
    (archive.root / f"{one}.pdf").unlink()
    with open(f"{two}.txt", "a") as file:  # noqa: PTH123
        file.write(".")
    archive.scan("a.tif", lines=9)
    found = {(p.kind, p.what) for p in verify(archive.root)}
    assert found == {("pdf", "missing"), ("txt", "changed"), ("source", "changed")}
    assert {p.kind for p in verify(archive.root, sources=False)} == {"pdf", "txt"}
    code, data, _ = congvan("verify", "--archive", archive.root, "--json")
    assert code == 4
    assert len([json.loads(line) for line in data.splitlines()]) == 3
