"""Data of documents by Circular 02/2019/TT-BNV: its field names, its longest values.

The lengths are those of a public program that carries the circular out; the annex itself
could not be had. A value that is too long, or lacks though it is required, is an error by
name: the document is left out, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from congvan.archive.errors import Lacking, TooLong
from congvan.archive.export.papers import File, Paper
from congvan.archive.export.sheet import Cell, Sheet
from ocr.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the circular.

    Attributes:
        name: In the data.
        limit: Most characters.
        required: Whether it must have a value.
    """

    name: str
    limit: int
    required: bool = False


FIELDS = (
    Field("DocCode", 25),
    Field("FileCode", 30),
    Field("Identifier", 13),
    Field("OrganId", 13),
    Field("FileCatalog", 4),
    Field("FileNotation", 20),
    Field("DocOrdinal", 4),
    Field("TypeName", 100, required=True),
    Field("CodeNumber", 11),
    Field("CodeNotation", 30),
    Field("IssuedDate", 10),
    Field("OrganName", 200, required=True),
    Field("Subject", 500),
    Field("Language", 100),
    Field("PageAmount", 4),
    Field("Description", 500),
    Field("InforSign", 30),
    Field("Keyword", 100),
    Field("Mode", 20, required=True),
    Field("ConfidenceLevel", 30),
    Field("Autograph", 2000),
    Field("Format", 50),
)
_NUMBERS = frozenset({"DocOrdinal", "PageAmount", "FileCatalog"})


def sheet(files: Iterable[File], problem: Callable[[DocumentError], None]) -> Sheet:
    """The table of all documents that fit.

    Args:
        files: Of the archive.
        problem: Told why a document is left out.
    """

    def rows() -> Iterator[tuple[Cell, ...]]:
        for file in files:
            for paper in file.papers:
                values = _values(file, paper)
                problems = list(_problems(paper.shown, values))
                for error in problems:
                    problem(error)
                if not problems:
                    yield tuple(_cell(field.name, values[field.name]) for field in FIELDS)

    return Sheet("TT02", tuple(field.name for field in FIELDS), rows())


def _values(file: File, paper: Paper) -> dict[str, str | None]:
    known = {
        "FileNotation": file.given.get("FileNotation") or file.folder.name,
        "DocOrdinal": str(paper.ordinal),
        "TypeName": paper.value("type"),
        "CodeNumber": paper.value("number"),
        "CodeNotation": paper.value("symbol"),
        "IssuedDate": _day_first(paper.value("date")),
        "OrganName": paper.organ,
        "Subject": paper.value("subject"),
        "Language": paper.language,
        "PageAmount": str(paper.pages),
        "Description": paper.remark,
        "Mode": paper.value("secrecy"),
        "ConfidenceLevel": paper.reliability,
    }
    return {f.name: known.get(f.name) or file.given.get(f.name) for f in FIELDS}


def _problems(shown: str, values: dict[str, str | None]) -> Iterator[DocumentError]:
    for field in FIELDS:
        value = values[field.name]
        if not value and field.required:
            yield Lacking(document=shown, field=field.name)
        elif value and len(value) > field.limit:
            yield TooLong(document=shown, field=field.name, length=len(value), limit=field.limit)


def _cell(name: str, value: str | None) -> Cell:
    return int(value) if name in _NUMBERS and value and value.isdigit() else value


def _day_first(date: str | None) -> str | None:
    return "/".join(reversed(date.split("-"))) if date else None
