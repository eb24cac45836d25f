"""The archives' sheet of 45 columns: one row a document, the file's columns on each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congvan.archive.export.papers import File, Paper
from congvan.archive.export.sheet import Cell, Sheet, date_parts

COLUMNS = (
    "STT", "Phông", "Mục lục", "Hộp số", "Số và ký hiệu hồ sơ", "Tiêu đề hồ sơ",
    "Thời hạn bảo quản", "Chế độ sử dụng", "Ngôn ngữ", "Ngày bắt đầu", "Tháng bắt đầu",
    "Năm bắt đầu", "Ngày kết thúc", "Tháng kết thúc", "Năm kết thúc",
    "Tổng số văn bản trong hồ sơ", "Chú giải", "Ký hiệu thông tin", "Từ khóa", "Số lượng tờ",
    "Tình trạng vật lý", "Mức độ tin cậy", "Mã hồ sơ giấy gốc (nếu có)", "Ghi chú",
    "Số thứ tự văn bản trong hồ sơ", "Tên loại văn bản", "Số của văn bản",
    "Ký hiệu của văn bản", "Ngày văn bản", "Tháng văn bản", "Năm văn bản",
    "Tên cơ quan, tổ chức ban hành văn bản", "Trích yếu nội dung", "Ngôn ngữ",
    "Số lượng trang của văn bản", "Ghi chú", "Ký hiệu thông tin", "Từ khóa", "Chế độ sử dụng",
    "Mức độ tin cậy", "Bút tích", "Tình trạng vật lý", "Quy trình xử lý (nếu có)", "Tờ số",
    "Loại tài liệu",
)  # fmt: skip


def sheet(files: Iterable[File]) -> Sheet:
    """The sheet of all files.

    What a scan cannot know comes from ``File.given``: by heading, or by the number of the
    column, since some headings stand twice.
    """
    return Sheet("Hồ sơ", COLUMNS, _rows(files))


def _rows(files: Iterable[File]) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for file in files:
        for paper in file.papers:
            number += 1
            known = {**_of_file(file), **_of_paper(paper), 1: number}
            yield tuple(
                _cell(column, heading, known.get(column), file)
                for column, heading in enumerate(COLUMNS, 1)
            )


def _cell(column: int, heading: str, known: Cell, file: File) -> Cell:
    if known is not None:
        return known
    return file.given.get(str(column)) or file.given.get(heading)


def _of_file(file: File) -> dict[int, Cell]:
    dates = file.dates
    first = date_parts(dates[0] if dates else None)
    last = date_parts(dates[-1] if dates else None)
    # A clerk's own value goes before the folder's name.
    return {
        4: file.given.get("4") or file.given.get("Hộp số") or file.box,
        5: file.given.get("5") or file.given.get("Số và ký hiệu hồ sơ") or file.folder.name or None,
        9: _languages(file),
        **dict(zip((10, 11, 12), first, strict=True)),
        **dict(zip((13, 14, 15), last, strict=True)),
        16: len(file.papers),
    }


def _of_paper(paper: Paper) -> dict[int, Cell]:
    date = date_parts(paper.value("date"))
    return {
        25: paper.ordinal,
        26: paper.value("type"),
        27: paper.value("number"),
        28: paper.value("symbol"),
        **dict(zip((29, 30, 31), date, strict=True)),
        32: paper.organ,
        33: paper.value("subject"),
        34: paper.language,
        35: paper.pages,
        36: paper.remark,
        39: paper.value("secrecy"),
        40: paper.reliability,
        44: paper.sheet,
    }


def _languages(file: File) -> str | None:
    return "; ".join(sorted({p.language for p in file.papers if p.language})) or None
