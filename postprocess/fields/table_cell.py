"""What a cell of a table prints: a figure alone, with its unit, with a remark in brackets."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from postprocess.fields.figures import MONEY, UNIT, meant_by, number, with_units
from postprocess.fields.flow import fold

_FIGURE = regex.compile(
    r"(?P<n>\d[\d.,]*(?:[ .,]{1,2}\d{3}(?!\d))*)"
    r"\s*(?P<unit>%|/?\s?\p{L}[\p{L}\s/²³\d]{0,14})?\s*(?P<rest>\(.*)?"
)
_TIME_OR_NAME = regex.compile(r"[hg]\s?\d*|(?!Đ)\p{Lu}")  # "8h15", class "12B"
_UNIT = with_units(rf"%|{MONEY}|{UNIT}")
_BOUND = regex.compile(r"(?:[<>]=?|[≤≥])\s?(?=\d)")  # ">60%": a goal to be passed
_SPECKS = " .,;:'\"|_*"  # what dust at the rim of a cell is read as
# Millions hardly have decimals that could be lost behind a comma.
_SPECK_BEHIND = regex.compile(r"\d{1,3}(?:\.\d{3}){2,}[.,;:']")
_CODE = regex.compile(r"0\d+\.\d.*")  # "03.117" numbers something
# Thousands whose stops were read as blanks or commas.
_PARTED = regex.compile(r"\d{1,3}(?:[ .,]{1,2}\d{3}){2,}|\d{1,3}(?:[ .]{1,2}\d{3})")
DOT_DECIMALS = regex.compile(r"\d{1,3}\.\d{1,2}")  # as others print them
_YEAR = regex.compile(r"19[4-9]\d|20[0-3]\d")  # or so many of something
_DECIMALS = regex.compile(r"\d{1,3},\d{3}")  # or thousands, as others print them


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a cell prints.

    Attributes:
        value: The number.
        text: The number as printed.
        unit: Behind it, empty if there is none.
        rest: A remark in brackets behind it, or empty.
        plain: It can be read in one way only, and nothing else stands in the cell.
    """

    value: float | int
    text: str
    unit: str
    rest: str
    plain: bool


def figure_of(text: str, *, share: bool = False) -> Figure | None:
    """The figure of a cell; None where something else stands there.

    Args:
        text: Of the cell.
        share: Its column holds percentages.

    >>> figure_of("1.250 hộ").value, figure_of("1 250").plain, figure_of("A4")
    (1250, False, None)
    >>> figure_of("1.920.000,").plain, figure_of("12,").plain
    (True, False)
    """
    bare = text.lstrip(_SPECKS).rstrip(_SPECKS + "-–")
    bare = _BOUND.sub("", bare, 1) if _BOUND.match(bare) else bare
    meant = meant_by(bare)
    hit = _FIGURE.fullmatch(meant or bare)
    if hit is None or _CODE.fullmatch(hit["n"]):
        return None
    printed, unit = hit["n"], (hit["unit"] or "").strip()
    value = number(printed, dotted=share or unit == "%")
    if _TIME_OR_NAME.fullmatch(unit):
        return None
    if value is None and DOT_DECIMALS.fullmatch(printed):
        value = float(printed)
    known = not unit or unit.startswith("/") or _UNIT.fullmatch(fold(unit)) is not None
    odd = any(p.fullmatch(printed) for p in (_DECIMALS, _YEAR, DOT_DECIMALS))
    alone = (meant or bare) == text.strip() or _SPECK_BEHIND.fullmatch(text.strip()) is not None
    plain = known and alone and not (odd and not (share or unit == "%"))
    if (value is None or isinstance(value, float)) and _PARTED.fullmatch(printed):
        value, plain = int("".join(c for c in printed if c.isdigit())), False
    return None if value is None else Figure(value, printed, unit, hit["rest"] or "", plain)
