"""The builder: repeatable, and an office can add its own words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dictionaries import ngram
from dictionaries.build import confusions, corpus, counts, ngrams
from dictionaries.build.names import write_names
from dictionaries.build.readings import token_pairs
from dictionaries.build.strokes import write_strokes
from dictionaries.strokes import load as load_strokes

TEXT = "\n\n".join(
    f"Ủy ban nhân dân xã số {i} báo cáo kết quả thực hiện nhiệm vụ.\nGửi Ủy ban nhân dân huyện."
    for i in range(60)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ngrams, "BIGRAM_BUCKETS", 64)
    monkeypatch.setattr(ngrams, "TRIGRAM_BUCKETS", 64)
    (tmp_path / "papers.txt").write_text(TEXT, "utf-8")
    return tmp_path


def build(folder: Path, out: Path, extra: list[tuple[str, int]] | None = None) -> counts.Corpus:
    out.mkdir()
    counted = counts.count([(p, False) for p in corpus.files([folder])], extra or [])
    counts.write_vocabulary(counted, out)
    ngrams.build(counted, out)
    return counted


def test_building_twice_gives_the_same_bytes(folder: Path) -> None:
    build(folder, folder / "one")
    build(folder, folder / "two")
    for path in (folder / "one").iterdir():
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes()


def test_added_words_are_known(folder: Path) -> None:
    counted = build(folder, folder / "out", [("xã Đốc Binh Kiều", 40)])
    assert "kiều" in counted.words


@pytest.mark.parametrize("n", range(12))
def test_an_office_adds_its_own_words(folder: Path, n: int) -> None:
    own = folder / "own.txt"
    # Lists that the hash would hold out of a corpus are learned too.
    own.write_text(f"Tổ Kiểm lâm Đốc Binh Kiều {n}\nấp Giồng Ké\n", "utf-8")
    counted = counts.count([(folder / "papers.txt", False), (own, True)], [])
    assert {"kiều", "giồng", "ké"} <= set(counted.words)


def test_the_model_learns_what_was_written(folder: Path) -> None:
    counted = build(folder, folder / "out")
    model = ngram.load(folder / "out")
    number = {w: np.array([i]) for i, w in enumerate(counted.words)}
    seen = model.score(number["nhân"], number["dân"], number["xã"])[0]
    unseen = model.score(number["nhân"], number["dân"], number["vụ"])[0]
    assert seen > unseen + 2


def test_a_tenth_is_held_out(folder: Path) -> None:
    path = folder / "papers.txt"
    kept, tune, measure = (list(corpus.documents(path, p)) for p in ("train", "tune", "measure"))
    assert len(kept) + len(tune) + len(measure) == 60
    assert tune
    assert measure
    assert len(tune) + len(measure) < 20


@pytest.mark.parametrize(
    ("truth", "seen", "expected"),
    [
        ("từ", "tir", [("t", "t"), ("ừ", "ir")]),
        ("được", "duoc", [("đ", "d"), ("ư", "u"), ("ợ", "o"), ("c", "c")]),
        ("xã", "x", [("x", "x"), ("ã", "")]),
        ("các", "cdac", [("c", "cd"), ("á", "a"), ("c", "c")]),
    ],
)
def test_chunks(truth: str, seen: str, expected: list[tuple[str, str]]) -> None:
    assert confusions.chunks(truth, seen) == expected


def test_split_and_joined_tokens_are_aligned() -> None:
    truth = ("báo", "cáo", "kết", "quả", "thực", "hiện")
    joined = list(token_pairs(truth, ("bdo", "cdo", "kétqua", "thuc", "hién")))
    assert ("kết quả", "kétqua") in joined
    parted = list(token_pairs(truth, ("bdo", "cdo", "két", "qua", "th", "uc", "hién")))
    assert ("thực", "th uc") in parted


def test_strokes_are_counted_by_their_neighbours(tmp_path: Path) -> None:
    text = "Lần 1: đình chỉ 1\nnăm. Quý I năm 2023. Muối I-ốt; biểu I.17; 1. Tổng số lần 1"
    (tmp_path / "papers.txt").write_text("\n\n".join([text] * 60), "utf-8")
    write_strokes(corpus.files([tmp_path]), tmp_path)
    known = load_strokes(tmp_path)
    (n, _, _) = known.before["chỉ"]
    assert n > 40
    assert known.before == {"lần": (2 * n, 0, 0), "chỉ": (n, 0, 0), "quý": (0, n, 0)}
    assert known.after == {":": (n, 0, 0), "năm": (n, n - round(0.02 * n), 0), "$": (n, 0, 0)}


def test_words_of_names_are_counted_by_their_places(tmp_path: Path) -> None:
    text = (
        "Ông Nguyễn Văn An và bà Trần Thị Bình gặp ông Nguyễn Văn An tại Hà Nội, "
        "Nguyễn Huệ, vua Lê Thánh Tông, Lê Văn An Bình Giang Tây và ông Lê Đức An. Hết."
    )
    assert corpus.part_of(text) == "train"
    (tmp_path / "own.txt").write_text(text, "utf-8")
    write_names([tmp_path / "own.txt"], tmp_path)
    rows = [line.split("\t") for line in (tmp_path / "names.tsv").read_text("utf-8").splitlines()]
    assert rows[0] == ["word", "first", "amid", "last"]
    assert {word: tuple(map(int, counts)) for word, *counts in rows[1:]} == {
        "nguyễn": (1, 0, 0),  # a name counts once
        "trần": (1, 0, 0),
        "lê": (1, 0, 0),
        "văn": (0, 1, 0),
        "thị": (0, 1, 0),
        "đức": (0, 1, 0),
        "an": (0, 0, 2),
        "bình": (0, 0, 1),
    }
