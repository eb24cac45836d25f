"""The slots of the samples, read from their pictures; a hand that the reader never saw."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr.document import load_image, open_document
from ocr.engines import engine
from ocr.layout import arrange
from ocr.preprocess import prepare
from ocr.slots import read
from ocr.slots.find import find_slot_lines
from ocr.slots.read import read_slots
from ocr.slots.strips import VIEWS, strips_of
from postprocess.fields.value import SURE_HAND

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"


class Head:
    """A first page whose print was read once; its picture may be painted on."""

    def __init__(self, name):
        image = load_image(open_document(SAMPLES / name).pages[0])
        self.image = image.pixels
        self.copy = prepare(image.pixels, image.dpi)
        lines = engine().recognise(self.copy.image, self.copy.dpi, 60)
        height, width = self.copy.image.shape
        blocks = arrange(lines, (), width, height)
        self.lines = {hit.kind: hit for hit in find_slot_lines(blocks, self.copy.dpi)}

    def slots(self, kind, image=None):
        found = read_slots(self.image if image is None else image, self.copy, self.lines[kind])
        return {slot.name: slot for slot in found}

    def painted(self, slot, draw):
        """The picture with a slot whitened, and ``draw`` called on it."""
        image = self.image.copy()
        x0, y0, x1, y1 = self.copy.box_on_page(slot.box, image.shape[1], image.shape[0])
        wide = (y1 - y0) // 3  # what a slanted stroke may reach out of it
        image[y0:y1, x0 - wide : x1 + wide // 2] = 255
        draw(image, (x0, y0, x1, y1))
        return image


@pytest.fixture(scope="module", params=["cong-van.pdf", "ke-hoach-2010.pdf"])
def sample(request):
    return request.param, Head(request.param)


TRUTH = {
    "cong-van.pdf": ("1287", "04", "8", "2022"),
    "ke-hoach-2010.pdf": ("46", "19", "4", "2010"),
}


def test_number_and_date_by_hand_are_read(sample):
    name, head = sample
    slots = {**head.slots("number"), **head.slots("date")}
    read = tuple(slots[k].candidates[0][0] for k in ("number", "day", "month", "year"))
    assert read == TRUTH[name]


def test_shares_are_what_they_say(sample):
    _, head = sample
    for slot in (*head.slots("number").values(), *head.slots("date").values()):
        shares = [share for _, share in slot.candidates]
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1 + 1e-6


def test_the_box_holds_the_pen_s_ink(sample):
    _, head = sample
    slot = head.slots("number")["number"]
    x0, y0, x1, y1 = slot.box
    inside = head.copy.image[y0:y1, x0:x1]
    assert (inside < 128).mean() > 0.03
    anchor = head.lines["number"]
    assert anchor.box[0] < x0 < x1 < anchor.box[2]


def test_a_blank_slot_is_read_as_blank_or_not_at_all(sample):
    _, head = sample
    whole = head.slots("number")["number"]
    white = head.painted(whole, lambda _image, _box: None)
    after = head.slots("number", white).get("number")
    figures = {v: s for v, s in after.candidates if v} if after else {}
    assert max(figures.values(), default=0) < 0.5


def test_a_number_whose_symbol_is_gone_is_read_in_doubt(sample):
    name, head = sample
    whole = head.slots("number")["number"]
    image = head.image.copy()
    _, y0, x1, y1 = head.copy.box_on_page(whole.box, image.shape[1], image.shape[0])
    end = head.copy.box_on_page(head.lines["number"].box, image.shape[1], image.shape[0])[2]
    image[y0:y1, x1 : end + (y1 - y0)] = 255
    value, share = head.slots("number", image)["number"].candidates[0]
    assert value == TRUTH[name][0]
    assert share < SURE_HAND


def scribble(image, box):
    x0, y0, x1, y1 = box
    rng = np.random.default_rng(5)
    points = rng.random((14, 2)) * (x1 - x0, 0.8 * (y1 - y0)) + (x0, y0 + 0.1 * (y1 - y0))
    cv2.polylines(image, [points.astype(np.int32)], False, (60, 30, 30), 4, cv2.LINE_AA)


def test_a_scribble_is_never_sure(sample):
    _, head = sample
    whole = head.slots("number")["number"]
    after = head.slots("number", head.painted(whole, scribble)).get("number")
    figures = {v: s for v, s in after.candidates if v} if after else {}
    assert max(figures.values(), default=0) < 0.6


def test_what_the_second_reader_does_not_see_is_in_doubt(sample, monkeypatch):
    name, head = sample
    both = head.slots("date")
    known = read.answers

    def blind(strips, reader=None):
        found = known(strips)
        return [np.full_like(logs, -5.0) for logs in found] if reader else found

    monkeypatch.setattr(read, "answers", blind)
    alone = head.slots("date")
    for slot, wanted in zip(("day", "month", "year"), TRUTH[name][1:], strict=True):
        value, share = alone[slot].candidates[0]
        assert value == wanted
        assert share < both[slot].candidates[0][1]
        assert share < SURE_HAND


@pytest.fixture
def looked(monkeypatch):
    """How many views each line took."""
    counts = []

    def strips(image, copy, line, views):
        counts.append(len(views))
        return strips_of(image, copy, line, views)

    monkeypatch.setattr(read, "strips_of", strips)
    return counts


def test_where_the_first_views_agree_no_more_are_asked(looked):
    Head("to-trinh-dien-tu.pdf").slots("number")
    assert sum(looked) < len(VIEWS["number"])


def test_a_doubtful_line_is_seen_in_all_views(sample, looked):
    _, head = sample
    whole = head.slots("number")["number"]
    looked.clear()
    head.slots("number", head.painted(whole, scribble))
    assert sum(looked) == len(VIEWS["number"])


def test_a_printed_number_is_read_like_print():
    head = Head("to-trinh-dien-tu.pdf")
    assert head.slots("number")["number"].candidates[0][0] == "219"
    assert [head.slots("date")[k].candidates[0][0] for k in ("day", "month")] == ["06", "3"]


@pytest.mark.parametrize(
    ("name", "value", "possible"),
    [
        ("number", "1842b", True),
        ("number", "07", True),
        ("number", "00", False),  # registers begin with 1
        ("number", "b", False),
        ("number", "12ab", False),
        ("day", "31", True),
        ("day", "00", False),
        ("month", "13", False),
    ],
)
def test_what_may_stand_in_a_slot(name: str, value: str, possible: bool) -> None:
    assert read._possible(name, value) is possible
