"""The mark before a paragraph of a list is read by its ink, not by what it was taken for."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.engines import RawLine
from ocr.listmarks import with_list_marks
from ocr.page import Word

X, Y, HIGH = 200, 100, 40  # of the print; small letters are 22 high


def page(draw=None):
    image = np.full((300, 900), 255, np.uint8)
    for x in range(X, X + 90, 20):
        cv2.rectangle(image, (x, Y), (x + 9, Y + 30), 0, -1)
    if draw:
        draw(image)
    return image


def disc(image):
    cv2.circle(image, (165, Y + 18), 7, 0, -1)


def dash(image):
    cv2.rectangle(image, (160, Y + 18), (172, Y + 20), 0, -1)


def ring(image):
    cv2.circle(image, (165, Y + 18), 8, 0, 2)


def plus(image):
    cv2.rectangle(image, (152, Y + 17), (178, Y + 18), 215, -1)  # its arms are pale
    cv2.rectangle(image, (164, Y + 5), (166, Y + 31), 0, -1)


def one(image):
    cv2.rectangle(image, (164, Y + 5), (166, Y + 31), 0, -1)


def under(image):
    cv2.rectangle(image, (155, Y + 38), (172, Y + 40), 0, -1)


def read(draw, text, sure, box=(158, Y + 10, 173, Y + 26)):
    words = [Word(text, box, sure)] + [
        Word(t, (X + 110 * i, Y, X + 110 * i + 90, Y + HIGH), 0.97)
        for i, t in enumerate(["Quyết", "định", "này"])
    ]
    (line,) = with_list_marks([RawLine(tuple(words))], page(draw))
    return [w.text for w in line.words]


@pytest.mark.parametrize(
    ("draw", "text", "sure", "after"),
    [
        (disc, "e", 0.26, "•"),
        (disc, "se", 0.63, "•"),
        (disc, "e_", 0.42, "•"),
        (disc, "«", 0.81, "•"),
        (dash, "~", 0.92, "-"),
        (dash, "-_", 0.3, "-"),
        (dash, "-", 0.4, "-"),
        (plus, "!", 0.5, "+"),
        (plus, "+", 0.5, "+"),
        (one, "!", 0.5, "!"),
        (ring, "o", 0.5, "o"),
        (under, "_", 0.5, "_"),
        (disc, "a)", 0.9, "a)"),
        (disc, "2.", 0.9, "2."),
        (disc, "và", 0.97, "và"),
    ],
)
def test_the_mark_of_a_paragraph(draw, text, sure, after):
    assert read(draw, text, sure) == [after, "Quyết", "định", "này"]


@pytest.mark.parametrize("gap", ["_", "."])
def test_the_gap_behind_a_bullet_is_no_word(gap):
    words = (
        Word("s", (158, Y + 10, 173, Y + 26), 0.3),
        Word(gap, (180, Y - 10, 192, Y + 45), 0.3),
        Word("Quyết", (X, Y, X + 90, Y + HIGH), 0.97),
    )
    (line,) = with_list_marks([RawLine(words)], page(disc))
    assert [w.text for w in line.words] == ["•", "Quyết"]
    assert with_list_marks([RawLine(words)], page()) == [RawLine(words)]


def test_a_mark_far_from_print_and_a_scribble_stay():
    far = (20, Y + 10, 35, Y + 26)
    assert read(disc, "e", 0.3, far)[0] == "e"
    words = (Word("e", (158, Y + 10, 173, Y + 26), 0.3), Word("Xw", (X, Y, X + 90, Y + 40), 0.2))
    assert with_list_marks([RawLine(words)], page(disc)) == [RawLine(words)]


@pytest.mark.parametrize(
    ("text", "draw", "after"),
    [("~", dash, "-"), ("—-", dash, "-"), ("_", under, "_"), ("~", one, "~"), ("~", None, "~")],
)
def test_a_dash_between_words(text, draw, after):
    words = (
        Word("do", (90, Y, 140, Y + HIGH), 0.95),
        Word(text, (158, Y + 10, 174, Y + 26), 0.5),
        Word("Hạnh", (X, Y, X + 90, Y + HIGH), 0.97),
    )
    (line,) = with_list_marks([RawLine(words)], page(draw))
    assert [w.text for w in line.words] == ["do", after, "Hạnh"]
