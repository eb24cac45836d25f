"""The list of documents in a file: Decree 30/2020/NĐ-CP, annex V, form IV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congvan.archive.export.papers import File
from congvan.archive.export.sheet import Cell, Sheet, date_cell

COLUMNS = (
    "STT",
    "Số, ký hiệu văn bản",
    "Ngày tháng năm văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Tác giả văn bản",
    "Tờ số/Trang số",
    "Ghi chú",
)


def sheets(files: Iterable[File]) -> Iterator[Sheet]:
    """A list for each file."""
    for file in files:
        code = file.given.get("Số và ký hiệu hồ sơ") or file.folder.name
        years = sorted({date[:4] for date in file.dates})
        span = "–".join(years[:: max(1, len(years) - 1)]) if years else "…"
        head = ("MỤC LỤC VĂN BẢN, TÀI LIỆU", f"Số, ký hiệu hồ sơ: {code}", f"Năm {span}")
        yield Sheet(code or "1", COLUMNS, _rows(file), head)


def one_table(files: Iterable[File]) -> Sheet:
    """All lists as one table, for files that hold only one; the last column names the file."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for file in files:
            code = file.given.get("Số và ký hiệu hồ sơ") or file.folder.name
            for row in _rows(file):
                yield (*row, code)

    return Sheet("Mục lục", (*COLUMNS, "Số, ký hiệu hồ sơ"), rows())


def _rows(file: File) -> Iterator[tuple[Cell, ...]]:
    for paper in file.papers:
        about = ". ".join(p for p in (paper.value("type"), paper.value("subject")) if p)
        yield (
            paper.ordinal,
            paper.code,
            date_cell(paper.value("date")),
            about or None,
            paper.organ,
            str(paper.sheet),
            paper.remark,
        )
