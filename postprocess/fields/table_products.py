"""Prices times quantities among the words of a cell: ``275.000đ/cái x 07 cái``.

Where a figure of the row is their product, all of them were read right: a misread factor
makes another product.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import prod

import regex

from postprocess.fields.figures import number

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"
_FACTOR = rf"(?P<n>{_NUMBER}|[\dOÓÒÔÕIÍÌlíì]{{1,3}})(?!\d)"
_UNIT = r"(?:\s?(?:đồng|đ)(?!\p{L}))?(?:\s?/\s?\p{L}+)*(?:\s\p{L}+){0,2}?"
_PRODUCT = regex.compile(rf"(?<![\w.,]){_FACTOR}(?:{_UNIT}\s*[x×*]\s*{_FACTOR})+")
_AS_DIGITS = str.maketrans("OÓÒÔÕIÍÌlíì", "00000111111")
_TELLING = 1_000  # smaller products come by chance


@dataclass(frozen=True, slots=True)
class Product:
    """A product that a figure of the row confirms.

    Attributes:
        value: Of it.
        factors: What is multiplied.
    """

    value: float | int
    factors: tuple[float | int, ...]


def products_in(text: str, amounts: Collection[float | int]) -> tuple[str, list[Product]]:
    """The products of a cell's words that figures of its row confirm.

    Args:
        text: Of the cell.
        amounts: The figures of the row.

    Returns:
        The text, letters of confirmed factors that stand for digits put right, and the products.

    >>> products_in("Đèn: 55.000.000đ/cái x OÍ cái", [55_000_000])[0]
    'Đèn: 55.000.000đ/cái x 01 cái'
    >>> products_in("Mua 30.000đ/mẫu x 160 mẫu", [4_620_000])[1]
    []
    """
    found = []
    spans: list[tuple[int, int]] = []
    for hit in _PRODUCT.finditer(text):
        factors = tuple(number(n.translate(_AS_DIGITS)) or 0 for n in hit.captures("n"))
        value = prod(factors)
        if value >= _TELLING and value in amounts:
            found.append(Product(value, factors))
            spans += hit.spans("n")
    for start, end in spans:
        text = text[:start] + text[start:end].translate(_AS_DIGITS) + text[end:]
    return text, found
