"""Which text of a page counts: its own, or what is read from its picture."""

from __future__ import annotations

import numpy as np
import pikepdf
import pytest
from faults.engines import TEXT
from pdfs import add_page, helvetica, image
from pictures import page as drawn

from congvan.errors import UsageError
from congvan.pipeline import read_page
from congvan.settings import Settings, page_numbers
from ocr.document import open_document

STEADY = Settings(engine="faults.engines:Steady")
FULL = "q 595 0 0 842 0 0 cm /Im Do Q "
SENTENCE = "Thuc hien cong van cua Uy ban nhan dan tinh ve viec bao cao ket qua "


def words(count, *, hidden=False):
    text = (SENTENCE * (count // len(SENTENCE.split()) + 1)).split()[:count]
    rows = [" ".join(text[i : i + 12]) for i in range(0, count, 12)]
    shown = " ".join(f"({row}) Tj 0 -20 Td" for row in rows)
    return f"BT {'3 Tr' if hidden else ''} /F 11 Tf 60 780 Td {shown} ET"


@pytest.fixture
def made(tmp_path):
    def make(content, *, picture=True):
        path = tmp_path / "a.pdf"
        with pikepdf.new() as pdf:
            images = {"Im": image(pdf, np.array(drawn(744, 1052)))} if picture else None
            add_page(pdf, content, images=images, fonts={"F": helvetica(pdf)})
            pdf.save(path)
        return read_page(open_document(path).pages[0], STEADY).page

    return make


def read(page):
    return [w.text for w in page.words()] == list(TEXT)


def test_a_scan_is_read(made):
    page = made(FULL)
    assert read(page)
    assert (page.origin, page.layer) == ("ocr", "none")


def test_a_scan_with_a_typed_caption_is_read_whole(made):
    page = made(FULL + words(12))
    assert read(page)
    assert (page.origin, page.layer) in {("ocr", "partial"), ("ocr", "garbled")}


def test_a_scan_with_a_layer_of_an_english_ocr_is_read_again(made):
    page = made(FULL + words(200, hidden=True))
    assert read(page)
    assert (page.origin, page.layer) == ("ocr", "garbled")


def test_visible_text_without_accents_is_not_trusted(made):
    page = made(words(200), picture=False)
    assert read(page)
    assert page.layer == "garbled"


def test_pages_that_nobody_asked_for_are_left_alone(tmp_path):
    path = tmp_path / "a.tif"
    drawn().save(path, dpi=(150, 150))
    result = read_page(open_document(path).pages[0], Settings(pages=frozenset({2})))
    assert result.skipped
    assert not list(result.page.words())


@pytest.mark.parametrize(
    ("text", "numbers"), [("1", {1}), ("1-3,5", {1, 2, 3, 5}), ("2, 4", {2, 4}), ("7-7", {7})]
)
def test_page_numbers(text, numbers):
    assert page_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "0", "3-1", "a", "1-", "-2", "1-9999999"])
def test_what_is_no_list_of_pages(text):
    with pytest.raises(UsageError):
        page_numbers(text)
