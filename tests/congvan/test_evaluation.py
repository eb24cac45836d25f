"""Files and folders against the truth, and the report with the texts beside each other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from congvan.errors import UsageError
from congvan.evaluation import Pair, evaluate_paths
from congvan.evaluation_html import as_html
from congvan.metrics import Effect, evaluate, pooled

TRUTH = "Ủy ban nhân dân tỉnh\n\nSố <12>/BC-UBND của tỉnh & huyện\n"
BEFORE = "Uy ban nhân dân tinh\nSố <72>/BC-UBND cua tỉnh & huyện huyện\n"
READ = "Ủy ban nhân dân tỉnh\nSố <72>/BC-UBND của tỉnh & xã huyện huyện\n"


def folders(tmp_path: Path, **texts: dict[str, str]) -> list[Path]:
    paths = []
    for name, files in texts.items():
        folder = tmp_path / name
        folder.mkdir()
        for file, text in files.items():
            (folder / file).write_text(text)
        paths.append(folder)
    return paths


def test_a_missing_page_counts_as_read_empty(tmp_path):
    truth, read = folders(
        tmp_path,
        truth={"a.truth.txt": "một hai", "b.txt": "ba bốn"},
        read={"a.txt": "một hai"},
    )
    pairs = evaluate_paths(truth, read)
    assert pooled(p.scores for p in pairs).wer.errors == 2
    assert {p.stem: p.scores.wer.value for p in pairs} == {"a": 0.0, "b": 1.0}


def test_folders_with_the_texts_before(tmp_path):
    truth, read, before = folders(
        tmp_path,
        truth={"a.txt": "một hai", "b.txt": "ba bốn"},
        read={"a.txt": "một hai", "b.txt": "ba bon"},
        before={"a.txt": "mot hai", "b.txt": "ba bốn"},
    )
    pairs = evaluate_paths(truth, read, before)
    assert pooled(p.scores for p in pairs).effect == Effect(1, 1, 0)


@pytest.mark.parametrize("bad", ["missing", "mixed", "empty"])
def test_wrong_paths_are_usage_errors(tmp_path, bad):
    truth, read = folders(tmp_path, truth={"a.txt": "một"}, read={"a.txt": "một"})
    empty = tmp_path / "empty"
    empty.mkdir()
    calls = {
        "missing": (tmp_path / "no", read),
        "mixed": (truth, read / "a.txt"),
        "empty": (empty, read),
    }
    with pytest.raises(UsageError):
        evaluate_paths(*calls[bad])


class Tags(HTMLParser):
    """Open tags, ids, links and all text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def report(before: str | None, lang: str = "en") -> tuple[str, Tags]:
    html = as_html([Pair("công-văn", TRUTH, READ, before, evaluate(TRUTH, READ, before))], lang)
    tags = Tags()
    tags.feed(html)
    return html, tags


@pytest.mark.parametrize("before", [None, BEFORE])
def test_the_report_is_whole_and_its_links_lead_somewhere(before):
    html, tags = report(before)
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)
    assert "<12>" in tags.text
    assert "://" not in html
    assert "<script" not in html


def test_wrong_words_and_mended_ones_are_marked():
    html, _ = report(BEFORE)
    wrong = re.findall(r'class="wrong"[^>]*>([^<]*)<', html)
    mended = re.findall(r'class="mended"[^>]*>([^<]*)<', html)
    assert mended == ["Uy", "tinh", "cua"]
    assert wrong.count("Số") == 0
    assert any("72" in word for word in wrong)
    assert "&amp; xã" in html


def test_the_report_speaks_vietnamese():
    assert "Bản đúng" in report(None, "vi")[0]


def test_empty_texts_have_a_report():
    pair = Pair("a", "", "rác", None, evaluate("", "rác"))
    assert as_html([pair], "en").endswith("</html>\n")
