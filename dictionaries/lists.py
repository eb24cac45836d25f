"""The hand-made and derived lists: kinds of document, agencies, symbols, places, names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
# What several offices issue together.
_JOINT = ("QĐ", "QC", "TB", "HD", "CTr", "KH", "BC", "TTr", "BB", "CV")


class DocumentType(NamedTuple):
    """A kind of document (Decree 30/2020/NĐ-CP, Article 7 and annex III, and others).

    Attributes:
        family: ``administrative``, ``legal``, ``party`` …
        name: As in the decree, a remark in parentheses: ``Nghị quyết (cá biệt)``.
        abbreviation: ``NQ``; empty for công văn and thư công, which have none.
        old_abbreviation: Of Circular 01/2011/TT-BNV, if it is known.
    """

    family: str
    name: str
    abbreviation: str
    old_abbreviation: str


class Agency(NamedTuple):
    """An agency, drafting unit or Party body that stands in a symbol.

    Attributes:
        symbol: ``BNV``.
        name: ``Bộ Nội vụ``.
        kind: ``agency``, ``drafting_unit`` or ``party``.
        level: ``central``, ``province`` …
        status: ``current``, ``merged`` or ``historic``.
        seen: Whether the symbol was seen in public papers.
    """

    symbol: str
    name: str
    kind: str
    level: str
    status: str
    seen: bool


class Place(NamedTuple):
    """A lowest unit of administration; ``district`` is empty since July 2025.

    Names are full: ``Tỉnh Đồng Tháp``, ``Huyện Tháp Mười``, ``Xã Đốc Binh Kiều``.
    """

    era: str
    province: str
    district: str
    commune: str


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Kinds of document."""
    return tuple(DocumentType(*row[:4]) for row in _rows("doc_types.tsv"))


@cache
def kind_abbreviations() -> dict[str, str]:
    """Abbreviation of a kind in a symbol to its name, joint papers' included.

    Of two kinds with one abbreviation the first in the list counts; ``LT`` and ``LN`` behind it
    are ``liên tịch`` and ``liên ngành``: ``KHLT``, ``TBLN``.
    """
    known: dict[str, str] = {}
    for kind in document_types():
        name = kind.name.partition(" (")[0]
        # "Quyết định của Thủ tướng" is a Quyết định; "Quyết định / Quy định" decides nothing.
        if " của " in name or "/" in name or name.startswith("Bản sao"):
            continue
        for short in (kind.abbreviation, kind.old_abbreviation):
            if short and "-" not in short:
                known.setdefault(short, name)
    for short in _JOINT:
        known[f"{short}LT"] = f"{known[short]} liên tịch"
        known[f"{short}LN"] = f"{known[short]} liên ngành"
    return known


@cache
def kind_pattern() -> str:
    """The same as alternatives of a regular expression, longer ones first."""
    return "|".join(sorted(kind_abbreviations(), key=len, reverse=True))


@cache
def agencies() -> tuple[Agency, ...]:
    """Agencies, drafting units and Party bodies with their symbols."""
    return tuple(
        Agency(symbol, name, kind, level, status, evidence == "seen")
        for symbol, name, kind, level, status, evidence in _rows("agencies.tsv")
    )


@cache
def local_agencies() -> tuple[str, ...]:
    """What agencies of a province, district or commune are called, without its name."""
    return tuple(row[0] for row in _rows("local_agencies.tsv"))


@cache
def symbols() -> dict[str, int]:
    """Symbols of documents (``QĐ-UBND``) with how often they were seen in public texts."""
    return {symbol: int(n) for symbol, n in _rows("symbols.tsv")}


@cache
def places() -> tuple[Place, ...]:
    """Communes with their district and province, before and since July 2025."""
    return tuple(Place(*row) for row in _rows("places.tsv"))


@cache
def headings() -> tuple[str, ...]:
    """Titles, offices of signers and heads of tables that stand in a line of their own."""
    return tuple(row[0] for row in _rows("headings.tsv"))


@cache
def laws() -> tuple[str, ...]:
    """Codes, laws and ordinances by kind and name: ``Luật Đất đai``."""
    return tuple(f"{kind} {name}" for kind, name in _rows("laws.tsv"))


@cache
def legacy_letters(encoding: str) -> dict[str, str]:
    """Letters of ``tcvn3`` or ``vni`` text as they are shown, to Unicode."""
    return {
        shown: letter for name, shown, letter in _rows("legacy_encodings.tsv") if name == encoding
    }


def _rows(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text("utf-8").splitlines()[1:]:
        yield line.split("\t")
