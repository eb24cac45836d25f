"""Derives the list of places, and phrases that count in the language model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dictionaries

# How often each place counts in the language model, by its level.
_PROVINCE, _DISTRICT, _COMMUNE = 120, 24, 4


def write_places(folder: Path) -> None:
    """Write ``places.tsv`` from the package vietnamadminunits (MIT).

    One row per lowest unit: era (``old`` for the 63 provinces before July 2025, ``new``
    for the 34 since), province, district (empty in the new era), commune.
    """
    from vietnamadminunits.database import get_data  # noqa: PLC0415 - needed only here

    rows = [
        ("old", r["province"] or "", r["district"] or "", r["ward"] or "")
        for r in get_data("province, district, ward", "admin_units_legacy")
    ] + [
        ("new", r["province"] or "", "", r["ward"] or "")
        for r in get_data("province, ward", "admin_units")
    ]
    with (folder / "places.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("era\tprovince\tdistrict\tcommune\n")
        out.writelines("\t".join(row) + "\n" for row in sorted(set(rows)))


def place_phrases(folder: Path) -> Iterator[tuple[str, int]]:
    """Phrases in which places stand in papers, each with how often it counts."""
    provinces: set[str] = set()
    districts: set[tuple[str, str]] = set()
    for line in (folder / "places.tsv").read_text("utf-8").splitlines()[1:]:
        _, province, district, commune = line.split("\t")
        provinces.add(province)
        if district:
            districts.add((district, province))
            yield f"Ủy ban nhân dân {commune}, {district}, {province}", _COMMUNE
        else:
            yield f"Ủy ban nhân dân {commune}, {province}", _COMMUNE
    for district, province in sorted(districts):
        yield f"Ủy ban nhân dân {district}, {province}", _DISTRICT
        yield f"trên địa bàn {district} {province}", _DISTRICT
    for province in sorted(provinces):
        short = province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
        for phrase in (f"Ủy ban nhân dân {province}", f"trên địa bàn {province}", f"{short}, ngày"):
            yield phrase, _PROVINCE


def fixed_phrases() -> Iterator[tuple[str, int]]:
    """Formulae of papers with how often each counts.

    Corpora hold them seldom, since near-duplicates were taken out of them.
    """
    for line in (dictionaries.DATA / "phrases.tsv").read_text("utf-8").splitlines()[1:]:
        phrase, times = line.split("\t")
        yield phrase, int(times)
