"""Words in their faces: marks read, widths measured, lines filled."""

from __future__ import annotations

import re
from functools import cache

from PIL import ImageFont

TINOS = "/usr/share/fonts/truetype/croscore/Tinos-"
FACES = {
    "regular": TINOS + "Regular.ttf",
    "bold": TINOS + "Bold.ttf",
    "italic": TINOS + "Italic.ttf",
    "bolditalic": TINOS + "BoldItalic.ttf",
    "hand": "/usr/share/fonts/truetype/sjfonts/SteveHand.ttf",
}
_EM = 1000  # size at which widths are measured

Piece = tuple[str, str]  # text without a space, face
Token = tuple[Piece, ...]  # pieces that touch: one word, perhaps in several faces


@cache
def _font(face: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACES[face], _EM, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, face: str, size: float) -> float:
    """Width of a text in points."""
    return _font(face).getlength(text) * size / _EM


def parse(text: str, face: str = "regular") -> list[Token]:
    """Cut marked-up text into words.

    Args:
        text: ``**bold**``, ``*italic*``, ``{by hand}``.
        face: Of what is not marked.
    """
    tokens: list[Token] = []
    open_word: list[Piece] = []
    bold, italic, hand = "bold" in face, "italic" in face, False
    for part in re.split(r"(\*\*|\*|[{}]|\s+)", text):
        if part == "**":
            bold = not bold
        elif part == "*":
            italic = not italic
        elif part in ("{", "}"):
            hand = part == "{"
        elif part.isspace():
            if open_word:
                tokens.append(tuple(open_word))
            open_word = []
        elif part:
            name = ("bold" if bold else "") + ("italic" if italic else "") or "regular"
            open_word.append((part, "hand" if hand else name))
    if open_word:
        tokens.append(tuple(open_word))
    return tokens


def plain(tokens: list[Token]) -> str:
    """The words of a line without their faces."""
    return " ".join("".join(text for text, _ in token) for token in tokens)


def piece_width(piece: Piece, size: float) -> float:
    """Width of characters in one face, in points, with the room that handwriting needs."""
    # A clerk writes larger than the print, and the form leaves room around it.
    text, face = piece
    return width(text, face, size * 1.25) + 6 if face == "hand" else width(text, face, size)


def _token_width(token: Token, size: float) -> float:
    return sum(piece_width(piece, size) for piece in token)


def natural(tokens: list[Token], size: float) -> float:
    """Width of a line with normal spaces, in points."""
    space = width(" ", "regular", size)
    return sum(_token_width(t, size) for t in tokens) + space * max(0, len(tokens) - 1)


def break_lines(tokens: list[Token], size: float, first: float, rest: float) -> list[list[Token]]:
    """Fill lines one after the other.

    Args:
        tokens: The words of the paragraph.
        size: Type size in points.
        first: Room on the first line, in points.
        rest: Room on the others, in points.
    """
    lines: list[list[Token]] = [[]]
    for token in tokens:
        room = first if len(lines) == 1 else rest
        if lines[-1] and natural([*lines[-1], token], size) > room:
            lines.append([])
        lines[-1].append(token)
    return lines
