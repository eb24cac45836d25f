"""Documents as archivists list them: file by file, in the order in which they were scanned."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from congvan.archive.store import Store
from congvan.archive.words import fold
from congvan.errors import UsageError
from congvan.messages import say

_PAGES_A_SHEET = "Trang mỗi tờ"
_LANGUAGES = {"vi": "Tiếng Việt", "en": "Tiếng Anh", "fr": "Tiếng Pháp"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document in its file.

    Attributes:
        shown: Its scan.
        ordinal: Its place in the file, from 1.
        sheet: Its first sheet in the file, from 1.
        pages: Number of its pages.
        fields: Its values, see `congvan.archive.summary`.
    """

    shown: str
    ordinal: int
    sheet: int
    pages: int
    fields: Mapping[str, Mapping[str, Any]]

    def value(self, name: str) -> str | None:
        """A value; None where it is absent or could not be read."""
        value = self.fields.get(name, {}).get("value")
        return None if value is None else str(value)

    @property
    def code(self) -> str | None:
        """Number and symbol, ``20/BC-UBND``."""
        return "/".join(p for p in (self.value("number"), self.value("symbol")) if p) or None

    @property
    def organ(self) -> str | None:
        """The issuer with its superior, where the superior is not named in it."""
        superior, issuer = self.value("superior"), self.value("issuer")
        if superior and issuer and fold(superior) not in fold(issuer):
            return f"{superior} - {issuer}"
        return issuer or superior

    @property
    def language(self) -> str | None:
        """In Vietnamese words."""
        value = self.value("language")
        return _LANGUAGES.get(value or "", value)

    @property
    def reliability(self) -> str | None:
        """``Bản sao`` where the page bears the mark of a copy; else it cannot be known."""
        copy = self.value("copy_number") or self.value("copy_date")
        return "Bản sao" if copy else None

    @property
    def remark(self) -> str | None:
        """What a person must look at before it is relied on."""
        doubtful = [n for n, field in self.fields.items() if field.get("status") == "doubtful"]
        names = [say("vi", f"field_{n}") for n in doubtful if not n.startswith(("arrival", "copy"))]
        return f"Cần xem lại: {', '.join(names)}" if names else None


@dataclass(frozen=True, slots=True)
class File:
    """A file of the archive (hồ sơ): the documents of one folder of scans.

    Attributes:
        folder: Path of the folder.
        papers: In the order of their scans' names.
        given: Values that a scan cannot know, by heading, number or field name.
    """

    folder: Path
    papers: tuple[Paper, ...]
    given: Mapping[str, str]

    @property
    def box(self) -> str | None:
        """Name of the folder above, where it is called box (hộp)."""
        above = self.folder.parent.name
        return above if fold(above).startswith("hop") else None

    @property
    def dates(self) -> Sequence[str]:
        """Dates of the documents, the earliest first."""
        return sorted(date for p in self.papers if (date := p.value("date")))

    @property
    def pages(self) -> int:
        """Pages of all documents."""
        return sum(p.pages for p in self.papers)


@dataclass(frozen=True, slots=True)
class Given:
    """Values that a scan cannot know.

    Attributes:
        everywhere: For all files.
        folders: For those of a folder of that name.
    """

    everywhere: Mapping[str, str]
    folders: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, defaults: Path | None, options: Sequence[str]) -> Given:
        """Read a TOML file and ``NAME=VALUE`` options, which come first.

        Raises:
            UsageError: The file cannot be read, or an option has no ``=``.
        """
        everywhere: dict[str, str] = {}
        folders: dict[str, dict[str, str]] = {}
        if defaults is not None:
            try:
                data = tomllib.loads(defaults.read_text(encoding="utf-8-sig"))
            except (OSError, ValueError) as error:
                raise UsageError(en=f"{defaults}: {error}", vi=f"{defaults}: {error}") from error
            for name, value in data.items():
                if isinstance(value, dict):
                    folders[name] = {k: str(v) for k, v in value.items()}
                else:
                    everywhere[name] = str(value)
        for option in options:
            name, equals, value = option.partition("=")
            if not equals:
                raise UsageError(
                    en=f"--set {option!r} is not NAME=VALUE.",
                    vi=f"--set {option!r} không có dạng TÊN=GIÁ TRỊ.",
                )
            everywhere[name.strip()] = value.strip()
        return cls(everywhere, folders)

    def for_folder(self, folder: Path) -> dict[str, str]:
        """The values for one file."""
        return {**self.everywhere, **self.folders.get(folder.name, {})}


def _scan_order(row: sqlite3.Row) -> list[tuple[int, str]]:
    """``2.pdf`` goes before ``10.pdf``."""
    parts = re.split(r"(\d+)", Path(row["shown"]).name)
    return [(int(part) if part.isdigit() else -1, part) for part in parts]


def files(store: Store, given: Given) -> Iterator[File]:
    """The archive's documents, file by file; each document where it was seen first."""
    rows = store.rows(
        "SELECT min(s.id), s.shown, d.page_count, d.fields FROM document d"
        " JOIN source s ON s.document = d.id WHERE d.results GROUP BY d.id"
        # The folder: what is left when the letters of the name are cut off at the right.
        " ORDER BY rtrim(s.shown, replace(s.shown, '/', ''))"
    )
    for folder, members in groupby(rows, key=lambda row: Path(row["shown"]).parent):
        values = given.for_folder(folder)
        a_sheet = int(values.get(_PAGES_A_SHEET, "1"))
        papers, sheet = [], 1
        for ordinal, row in enumerate(sorted(members, key=_scan_order), 1):
            fields = json.loads(row["fields"])
            papers.append(Paper(row["shown"], ordinal, sheet, row["page_count"], fields))
            sheet += -(-row["page_count"] // a_sheet)
        yield File(folder, tuple(papers), values)
