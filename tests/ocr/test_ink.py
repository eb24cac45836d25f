"""Red ink: round seals go, what is printed in red is kept for reading."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.ink import red_print

DPI = 200
RED, BLACK = (200, 40, 60), (30, 30, 30)


def paper():
    return np.full((1200, 1000, 3), 245, np.uint8)


def seal(image, x, y, mm=36):
    radius = round(mm / 25.4 * DPI / 2)
    cv2.circle(image, (x, y), radius, RED, 5)
    cv2.circle(image, (x, y), radius - 40, RED, 3)
    cv2.putText(image, "SO Y TE", (x - 60, y + 10), cv2.FONT_HERSHEY_SIMPLEX, 1, RED, 3)


def name(image, x, y, colour=RED):
    cv2.putText(image, "NGUYEN VAN A", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1, colour, 3)


def test_a_name_stamp_is_kept_and_the_seal_beside_it_is_not():
    image = paper()
    seal(image, 500, 500)
    name(image, 400, 750)
    found = red_print(image, DPI)
    assert found is not None
    assert (found.image[360:640, 350:650] < 128).sum() == 0
    assert (found.image[720:755, 400:650] < 128).sum() > 500
    x0, y0, x1, y1 = found.box
    assert x0 <= 400
    assert y0 <= 725
    assert x1 >= 620
    assert y1 >= 750
    assert y0 > 600  # nothing of the seal
    assert found.cut[500, 500] == 0
    assert found.cut[735, 500] == 255


@pytest.mark.parametrize(("words", "kept"), [(("ANH", "BINH"), True), (("-----",), False)])
def test_a_bold_stamp_whose_letters_touch_has_as_many_as_its_words_are_wide(words, kept):
    image = paper()
    for i, word in enumerate(words):
        if word.isalpha():  # one mark each
            cv2.rectangle(image, (400 + 110 * i, 700), (490 + 110 * i, 730), RED, -1)
        else:
            cv2.rectangle(image, (300, 700 + 60 * i), (300 + 150, 712 + 60 * i), RED, -1)
    found = red_print(image, DPI)
    assert (found is not None) == kept


def test_the_rules_of_a_framed_stamp_are_taken_away():
    image = paper()
    cv2.rectangle(image, (100, 100), (500, 250), RED, 4)
    name(image, 150, 200)
    found = red_print(image, DPI)
    assert found is not None
    assert found.image[175, 100] == 255
    assert (found.image[160:205, 150:480] < 128).sum() > 500


def test_black_and_blue_are_not_red():
    image = paper()
    name(image, 100, 200, BLACK)
    name(image, 100, 400, (40, 60, 170))
    assert red_print(image, DPI) is None


def test_a_seal_alone_is_nothing_to_read():
    image = paper()
    seal(image, 500, 500)
    assert red_print(image, DPI) is None


def test_half_a_seal_at_the_edge_is_a_seal():
    image = paper()
    seal(image, 1000, 500)
    assert red_print(image, DPI) is None


def test_grey_pages_have_no_red():
    assert red_print(np.zeros((100, 100), np.uint8), DPI) is None


def worn(image, x, y, radius):
    """The ring of a seal as it is printed unevenly: now a little further out, now less."""
    turns = np.arange(60)
    far = radius + 3 * (turns * 7 % 13 - 6) / 6
    angles = turns * 2 * np.pi / 60
    points = np.column_stack([x + far * np.cos(angles), y + far * np.sin(angles)])
    cv2.polylines(image, [points.round().astype(np.int32)], True, RED, 5)


@pytest.mark.parametrize(
    ("ring", "x", "y", "strokes"),
    [
        (seal, 560, 640, ()),  # its first letters run into the ring
        (worn, 420, 682, (440, 480)),  # under it, joined by two long strokes
    ],
)
def test_a_name_that_touches_the_seal_stays_whole(ring, x, y, strokes):
    radius = round(36 / 25.4 * DPI / 2)

    def named(image):
        name(image, x, y)
        for at in strokes:
            cv2.line(image, (at, 500 + radius - 6), (at, y), RED, 4)
        return image

    image = named(paper())
    ring(image, 480, 500, 36 if ring is seal else radius)
    found = red_print(image, DPI)
    assert found is not None
    down, across = np.ogrid[:1200, :1000]
    from_centre = np.hypot(down - 500, across - 480)
    printed = (named(paper())[..., 1] < 128) & (from_centre > radius + 14)
    assert (found.image[printed] < 128).mean() > 0.95
    assert (found.image[from_centre < radius - 9] < 128).sum() == 0
