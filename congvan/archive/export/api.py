"""``congvan export``: records of an archive as the files that others take them in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from congvan.archive.export import hoso, mucluc, tt02
from congvan.archive.export.papers import Given, files
from congvan.archive.export.records import TABLES, table, whole_records
from congvan.archive.export.sheet import Sheet
from congvan.archive.export.write import write_csv, write_lines, write_parquet, write_xlsx
from congvan.archive.places import Places
from congvan.archive.status import duplicates
from congvan.archive.store import Store
from congvan.errors import UsageError
from ocr.errors import DocumentError, OutputError

FORMATS = ("xlsx", "csv", "jsonl", "parquet", "hoso", "mucluc", "tt02")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed over.

    Attributes:
        rows: Number of rows written.
        problems: Why documents were left out.
        duplicates: Groups of scans whose documents agree in number, symbol, issuer and year.
    """

    rows: int
    problems: tuple[DocumentError, ...]
    duplicates: tuple[tuple[str, ...], ...]


def export(
    archive: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    format: str = "xlsx",
    table_name: str = "records",
    given: Sequence[str] = (),
    defaults: str | os.PathLike[str] | None = None,
) -> Exported:
    """Write the records of an archive to a file.

    Args:
        archive: The folder of the archive.
        out: The file; appears whole or not at all.
        format: One of ``FORMATS``. ``xlsx`` holds records, references and figures;
            ``jsonl`` whole records; ``hoso``, ``mucluc`` and ``tt02`` are written as CSV
            if the file is named so, else as a workbook.
        table_name: For ``csv`` and ``parquet``: ``records``, ``references``, ``statistics``.
        given: ``NAME=VALUE`` for what a scan cannot know.
        defaults: A TOML file of the same, with a table for each folder that differs.

    Raises:
        NoArchive: There is none.
        UsageError: No such format or table; bad ``given`` or ``defaults``.
        MissingPackage: Parquet without pyarrow.
        OutputError: The file cannot be written.
    """
    if format not in FORMATS or table_name not in TABLES:
        raise UsageError(
            en=f"Formats are {', '.join(FORMATS)}; tables are {', '.join(TABLES)}.",
            vi=f"Dạng xuất: {', '.join(FORMATS)}; bảng: {', '.join(TABLES)}.",
        )
    values = Given.of(Path(defaults) if defaults else None, given)
    problems: list[DocumentError] = []
    path = Path(out)
    with Store(Places(Path(archive))) as store:
        try:
            rows = _write(store, path, format, table_name, values, problems)
        except OSError as error:
            raise OutputError(path=path, reason=error.strerror or error) from error
        same = tuple(tuple(group) for group in duplicates(store))
    return Exported(rows, tuple(problems), same)


def _write(
    store: Store,
    path: Path,
    kind: str,
    table_name: str,
    given: Given,
    problems: list[DocumentError],
) -> int:
    as_csv = path.suffix.lower() == ".csv"
    if kind == "xlsx":
        return write_xlsx((table(store, name) for name in TABLES), path)
    if kind == "csv":
        return write_csv(table(store, table_name), path)
    if kind == "parquet":
        return write_parquet(table(store, table_name), path)
    if kind == "jsonl":
        return write_lines(whole_records(store), path)
    listed = files(store, given)
    if kind == "mucluc" and not as_csv:
        return write_xlsx(mucluc.sheets(listed), path)
    sheet: Sheet
    if kind == "mucluc":
        sheet = mucluc.one_table(listed)
    else:
        sheet = hoso.sheet(listed) if kind == "hoso" else tt02.sheet(listed, problems.append)
    return write_csv(sheet, path) if as_csv else write_xlsx([sheet], path)
