"""Prices times quantities among the words of a cell: ``275.000đ/cái x 07 cái``.

Each of their numbers is a figure, whatever it counts: days and months too. Where a figure of
the row is their product, all of them were read right: a misread factor makes another product.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import prod

import regex

from postprocess.fields.figures import AS_DIGITS, number

_NUMBER = r"[\dIÍÌlíì]\d{0,2}(?:\.\d{3})+|\d+"
_FACTOR = rf"(?P<n>{_NUMBER}|[\dOÓÒÔÕIÍÌlíì]{{1,3}})(?!\d)"
_PER = r"(?:\s?/\s?\p{L}+)*"
_UNIT = rf"(?P<u>(?:\s?(?:đồng|đ)(?!\p{{L}}))?{_PER}(?:\s\p{{L}}+){{0,2}}?{_PER})"
_PRODUCT = regex.compile(
    rf"(?<![\w.,]){_FACTOR}(?:{_UNIT}\s*[x×*]\s*{_FACTOR})+(?P<u>\s?\p{{L}}+{_PER})?"
)
_PRICE = regex.compile(r"\s?(?:đồng|đ)(?!\p{L})")
_TELLING = 1_000  # smaller products come by chance


@dataclass(frozen=True, slots=True)
class Product:
    """A price, or another number, times others.

    Attributes:
        value: Of it.
        factors: What is multiplied, with the unit behind each.
        proven: A figure of the row is that product.
    """

    value: float | int
    factors: tuple[tuple[float | int, str], ...]
    proven: bool


def products_in(text: str, amounts: Collection[float | int]) -> tuple[str, list[Product]]:
    """The products of a cell's words: of prices, and those that figures of its row confirm.

    Args:
        text: Of the cell.
        amounts: The figures of the row.

    Returns:
        The text, letters of confirmed factors that stand for digits put right, and the products.

    >>> products_in("Đèn: 55.000.000đ/cái x OÍ cái", [55_000_000])[0]
    'Đèn: 55.000.000đ/cái x 01 cái'
    >>> [p.proven for p in products_in("Mua 30.000đ/mẫu x 160 mẫu", [4_620_000])[1]]
    [False]
    >>> products_in("Bàn 2 cái x 3 phòng", [6])[1]
    []
    """
    found = []
    spans: list[tuple[int, int]] = []
    for hit in _PRODUCT.finditer(text):
        numbers = [number(n.translate(AS_DIGITS)) or 0 for n in hit.captures("n")]
        units = [" ".join(u.split()) for u in hit.captures("u")]
        units += [""] * (len(numbers) - len(units))
        value = prod(numbers)
        proven = value >= _TELLING and value in amounts
        if proven or _PRICE.match(hit.captures("u")[0]):
            factors = tuple(zip(numbers, units, strict=True))
            found.append(Product(value, factors, proven))
        if proven:
            spans += hit.spans("n")
    for start, end in spans:
        text = text[:start] + text[start:end].translate(AS_DIGITS) + text[end:]
    return text, found
