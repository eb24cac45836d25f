"""Where one document ends and the next begins, and marks of secrecy."""

import json
from pathlib import Path

import pytest

from postprocess.extract import extract
from postprocess.others import others_in
from postprocess.record import Status
from postprocess.segments import cuts_of
from postprocess.textpages import pages_from_text

CASES = Path(__file__).parent / "cases"
SEGMENTS = sorted((CASES / "segments").glob("*.txt"))
MARKS = [
    line.rsplit("\t", 2)
    for line in (CASES / "secrecy.tsv").read_text("utf-8").splitlines()[1:]
    if line
]


@pytest.mark.parametrize("path", SEGMENTS, ids=lambda p: p.stem)
def test_cuts(path: Path) -> None:
    cuts = cuts_of(pages_from_text(path.read_text("utf-8")))
    found = {
        "documents": [[s.first + 1, s.last + 1] for s in cuts.segments],
        "suspected": [at + 1 for at in cuts.suspected],
    }
    assert found == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", sorted((CASES / "records").glob("*.txt")), ids=lambda p: p.stem)
def test_a_whole_document_is_not_cut(path: Path) -> None:
    assert len(cuts_of(pages_from_text(path.read_text("utf-8"))).segments) == 1


def test_a_text_with_several_documents_needs_a_person() -> None:
    text = (CASES / "segments" / "folder_in_one_go.txt").read_text("utf-8")
    assert others_in(extract(text)) == [3, 4]
    assert others_in(extract(text, one_document=True)) == []


@pytest.mark.parametrize(("line", "mark", "note"), MARKS, ids=lambda v: v)
def test_secrecy(line: str, mark: str, note: str) -> None:
    letter = (CASES / "records" / "letter.txt").read_text("utf-8")
    rows = letter.splitlines()
    for place in (3, len(rows) - 2):  # in the head, in the body
        text = "\n".join([*rows[:place], line, *rows[place:]])
        field = extract(text).secrecy
        assert field.value == (mark or None), note


def test_a_mark_is_the_first_thing_to_look_at() -> None:
    letter = (CASES / "records" / "letter.txt").read_text("utf-8")
    record = extract("MẬT\n" + letter)
    assert record.secrecy.status is Status.OK
    assert record.needs_review.reasons[0] == "secrecy: marked Mật"
    assert extract(letter + "\fTUYỆT MẬT\n").secrecy.status is Status.DOUBTFUL


def test_the_last_word_of_a_title_is_no_mark() -> None:
    assert extract("KẾ HOẠCH\nTuyên truyền công tác BẢO VỆ BÍ\nMẬT\n").secrecy.value is None
