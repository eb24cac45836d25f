"""The domain dictionary: what it holds, and that it loads fast and small."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import dictionaries
from dictionaries.syllable import is_syllable, new_style, old_style, skeleton, split_onset
from dictionaries.text import BREAK, CODE, COMMA, NUMBER, pieces

SYLLABLES = (
    "hòa hoà thúy quý của mười người nghiêng gìn gì giữa khuỷu khuya hoàn việt kế quốc ủy yêu "
    "quyển xoong thuế nghĩa già giá ngoại giếng ghế khí a ở ý"
)
OTHERS = "nghành luậ hiệ phẩ ngĩ cế kăn việtt hóà strong b"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", OTHERS.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thúy", "thuý"), ("ủy", "uỷ")])
def test_tone_styles(old: str, new: str) -> None:
    assert old_style(new) == old
    assert new_style(old) == new


@pytest.mark.parametrize("word", ["toán", "của", "quý", "mía", "internet", "hoàn"])
def test_words_with_one_tone_place(word: str) -> None:
    assert old_style(word) == new_style(word) == word


def test_parts() -> None:
    assert split_onset("nghiêng") == ("ngh", "iêng")
    assert split_onset("gin") == ("g", "in")
    assert skeleton("Đồng Tháp") == "dong thap"


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("(Hoà,", ("hòa", COMMA)),
        ("13/7/2023.", (NUMBER, BREAK)),
        ("CĐ-TTg", (CODE,)),
        ("và/hoặc", ("và", "hoặc")),
        ("-", (BREAK,)),
        ("UBND;", ("ubnd", BREAK)),
    ],
)
def test_tokens_of_the_model(token: str, expected: tuple[str, ...]) -> None:
    assert pieces(token) == expected


def ids(text: str) -> list[np.ndarray]:
    number = dictionaries.vocabulary().number
    return [np.array([number[w]]) for w in text.split()]


def test_the_model_prefers_what_is_said() -> None:
    model = dictionaries.ngrams()
    right, wrong = ids("nhân dân tỉnh"), ids("nhân dân tính")
    assert model.score(*right)[0] > model.score(*wrong)[0] + 3


@pytest.mark.parametrize("context", ["ủy ban", "<.> căn", "tỉnh đồng"])
def test_probabilities_sum_to_about_one(context: str) -> None:
    model = dictionaries.ngrams()
    a, b = ids(context)
    every = np.arange(len(dictionaries.vocabulary().words))
    total = np.exp(model.score(np.repeat(a, len(every)), np.repeat(b, len(every)), every)).sum()
    assert 0.9 < total < 1.1


def test_lists() -> None:
    kinds = {k.name: k.abbreviation for k in dictionaries.document_types()}
    assert kinds["Báo cáo"] == "BC"
    assert kinds["Công điện"] == "CĐ"
    assert any(a.symbol == "BNV" and a.name == "Bộ Nội vụ" for a in dictionaries.agencies())
    assert dictionaries.symbols()["QĐ-UBND"] > 1000
    old = {p.province for p in dictionaries.places() if p.era == "old"}
    new = {p.province for p in dictionaries.places() if p.era == "new"}
    assert (len(old), len(new)) == (63, 34)


def test_every_data_file_has_a_source() -> None:
    sources = (dictionaries.DATA / "SOURCES.md").read_text("utf-8")
    for path in dictionaries.DATA.iterdir():
        assert path.name == "SOURCES.md" or f"`{path.name}`" in sources


def test_the_data_are_small() -> None:
    total = sum(p.stat().st_size for p in dictionaries.DATA.iterdir())
    assert total <= 20_000_000


def test_first_result_comes_with_little_memory() -> None:
    code = (
        "from pathlib import Path; from postprocess.repair import repair;"
        "repair('Uy ban nhan dan huyén bdo cdo két qua thuc hién nhiém vu', mode='garbled');"
        # Not ru_maxrss: that of a child begins with what its parent had.
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert int(done.stdout) < 250_000  # kB


@pytest.mark.parametrize(
    ("usual", "rare"),
    [
        ("thái doãn thanh", "thái doãn chanh"),
        ("bùi thị ngân", "bùi chị ngâm"),
        ("nguyễn văn thuấn", "nguyễn văn thuân"),
        ("phạm văn an", "phan văn an"),
        ("cao văn an", "cà văn an"),
        ("nguyễn hòa", "nguyễn khoa điềm hòa bình"),  # each word more is one choice more
    ],
)
def test_names_that_are_more_usual(usual: str, rare: str) -> None:
    known = dictionaries.names()
    assert known.nats(usual) > known.nats(rare)


def test_tones_in_the_newer_place_are_the_same_name() -> None:
    known = dictionaries.names()
    assert known.nats("nguyễn văn hoà") == known.nats("nguyễn văn hòa")


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("nguyễn văn đúc", 3.0, 9.0),
        ("nguyễn văn đức", 0.0, 0.0),
        ("nguyên văn đức", 0.0, 0.0),  # families are looked at elsewhere
        ("nguyễn", 0.0, 0.0),
        ("h’vi êban", 0.0, 1.0),
    ],
)
def test_by_how_much_a_name_in_other_accents_is_ahead(name: str, least: float, most: float) -> None:
    assert least <= dictionaries.names().ahead(name) <= most


def test_words_that_a_word_of_a_name_may_be_misread_for() -> None:
    alike = dictionaries.names().alike
    assert alike("tuần", last=True)[0] == "tuấn"
    assert "thanh" in alike("chanh", last=True)
    assert "tuần" not in alike("tuần", last=True)
    assert alike("xqzwk", last=True) == []
