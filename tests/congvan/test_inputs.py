"""Which files are taken, and that no two of them share their results."""

from __future__ import annotations

import unicodedata

import pytest

from congvan.errors import UsageError
from congvan.inputs import Target, collect


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def places(tasks, out):
    return {t.source.name: str(t.target.base.relative_to(out)) for t in tasks}


def test_the_tree_is_kept_and_other_files_are_left_out(tmp_path):
    make(tmp_path / "in", "a.pdf", "2010/hop 1/b.TIF", "2010/note.docx", ".hidden/c.pdf", ".d.pdf")
    out = tmp_path / "out"
    assert places(collect([tmp_path / "in"], out), out) == {"a.pdf": "a", "b.TIF": "2010/hop 1/b"}


def test_same_stem_keeps_its_suffix(tmp_path):
    make(tmp_path / "in", "a.pdf", "a.tif", "A.PNG", "b.pdf")
    out = tmp_path / "out"
    assert places(collect([tmp_path / "in"], out), out) == {
        "a.pdf": "a-pdf",
        "a.tif": "a-tif",
        "A.PNG": "A-png",
        "b.pdf": "b",
    }


def test_same_name_from_two_folders_is_numbered(tmp_path):
    make(tmp_path, "x/a.pdf", "y/a.pdf")
    out = tmp_path / "out"
    tasks = collect([tmp_path / "x" / "a.pdf", tmp_path / "y" / "a.pdf"], out)
    assert len({t.target.base for t in tasks}) == 2


def test_nfc_and_nfd_names_are_told_apart(tmp_path):
    name = "công văn.pdf"
    make(tmp_path / "in", unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
    tasks = collect([tmp_path / "in"], tmp_path / "out")
    bases = {unicodedata.normalize("NFC", str(t.target.base)) for t in tasks}
    assert len(tasks) == len(bases) == 2


def test_the_same_file_twice_is_one_document(tmp_path):
    make(tmp_path / "in", "a.pdf")
    assert len(collect([tmp_path / "in", tmp_path / "in" / "a.pdf"], tmp_path / "out")) == 1


def test_results_of_an_earlier_run_are_no_input(tmp_path):
    make(tmp_path, "a.pdf", "out/a.pdf")
    assert [t.source.name for t in collect([tmp_path], tmp_path / "out")] == ["a.pdf"]


def test_a_circle_of_links_ends(tmp_path):
    make(tmp_path / "in", "a.pdf")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in", target_is_directory=True)
    assert len(collect([tmp_path / "in"], tmp_path / "out")) == 1


@pytest.mark.parametrize("make_it", [True, False])
def test_nothing_to_do_says_so(tmp_path, make_it):
    folder = tmp_path / "in"
    if make_it:
        folder.mkdir()
    with pytest.raises(UsageError) as error:
        collect([folder], tmp_path / "out")
    assert str(folder) in error.value.message("en")
    assert str(folder) in error.value.message("vi")


def test_a_dotted_name_keeps_all_of_it(tmp_path):
    target = Target(tmp_path / "001.03.08.H30")
    assert target.pdf.name == "001.03.08.H30.pdf"
