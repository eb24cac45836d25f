"""Pictures of doubtful numbers and dates beside the results."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from congvan.inputs import Target
from congvan.outputs.crops import write_crops
from congvan.outputs.staging import staged
from ocr.document import open_document
from postprocess.record import Dispatch, Status, Text


@pytest.fixture
def pages(tmp_path):
    pixels = np.full((1000, 800, 3), 255, np.uint8)
    pixels[300:340, 200:260] = (0, 0, 200)
    path = tmp_path / "scan.png"
    Image.fromarray(pixels).save(path, dpi=(100, 100))
    return open_document(path).pages


def doubtful(box):
    return Text(page=1, box=box, status=Status.DOUBTFUL, confidence=0.4)


def test_what_is_doubtful_is_saved_with_some_room(pages, tmp_path):
    record = Dispatch(number=doubtful((200, 300, 260, 340)), date=Text(status=Status.ABSENT))
    write_crops(record, pages, tmp_path / "crops", timeout=10)
    assert [p.name for p in (tmp_path / "crops").iterdir()] == ["number.png"]
    picture = Image.open(tmp_path / "crops" / "number.png")
    assert picture.size == (60 + 4 * 40, 40 + 2 * 40)
    assert picture.getpixel((80 + 30, 40 + 20)) == (0, 0, 200)


def test_a_slot_at_the_edge_is_cut_there(pages, tmp_path):
    record = Dispatch(date=doubtful((0, 0, 800, 20)))
    write_crops(record, pages, tmp_path / "crops", timeout=10)
    assert Image.open(tmp_path / "crops" / "date.png").size == (800, 60)


def test_nothing_doubtful_makes_no_folder(pages, tmp_path):
    sure = Text(value="12", page=1, box=(1, 1, 9, 9), status=Status.OK, confidence=0.99)
    write_crops(Dispatch(number=sure), pages, tmp_path / "crops", timeout=10)
    assert not (tmp_path / "crops").exists()


def test_a_new_run_takes_old_pictures_away_and_nothing_else(tmp_path):
    target = Target(tmp_path / "a")
    target.crops.mkdir()
    for name in ("number.png", "date.png", "mine.png"):
        (target.crops / name).write_text("old")
    with staged(target) as stage:
        for path in (stage.pdf, stage.txt, stage.json):
            path.write_text("new")
        stage.crops.mkdir()
        (stage.crops / "date.png").write_text("new")
    left = {p.name: p.read_text() for p in target.crops.iterdir()}
    assert left == {"date.png": "new", "mine.png": "old"}
