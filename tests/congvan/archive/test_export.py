"""What is handed over: typed cells, never formulas, nothing cut, nothing hidden."""

from __future__ import annotations

import csv
import datetime as dt
import json
import zipfile
from importlib import import_module
from importlib.util import find_spec
from xml.etree import ElementTree

import pytest
from commands import congvan
from filled import dispatch, fill

from congvan.archive.errors import Lacking, TooLong
from congvan.archive.export import export
from congvan.archive.export import hoso as hoso_sheet
from congvan.archive.export.write import _sheet_name
from congvan.errors import UsageError
from ocr.errors import DocumentError

EVIL = '=HYPERLINK("http://x","y")'


def evil(name, record):
    if name.endswith("2.pdf"):
        record.subject.value = EVIL


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("kho")
    body = "Thực hiện Công điện số 644/CĐ-TTg ngày 13 tháng 7 năm 2023 của Thủ tướng Chính phủ."
    texts = {
        "/kho/hop 1/hs 05/1.pdf": dispatch("20", date=(2023, 7, 20), body=body + "\f\nTrang hai"),
        "/kho/hop 1/hs 05/2.pdf": dispatch("21", date=(2023, 7, 1)),
        "/kho/hop 1/hs 06/3.pdf": dispatch("21", date=(2023, 9, 1), body="Khác"),
    }
    fill(root, texts, change=evil)
    return root


def sheets(path):
    """Cells of each sheet of a workbook, by name, with their kind: s, n or None."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    found = {}
    with zipfile.ZipFile(path) as book:
        names = ElementTree.fromstring(book.read("xl/workbook.xml")).findall(".//m:sheet", space)
        for n, sheet in enumerate(names, 1):
            tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml"))
            assert not tree.findall(".//m:f", space)  # no formula anywhere
            rows = []
            for row in tree.findall(".//m:row", space):
                cells = []
                for cell in row.findall("m:c", space):
                    kind = cell.get("t", "n")
                    text = "".join(cell.itertext())
                    cells.append((kind, text))
                rows.append(cells)
            found[sheet.get("name")] = rows
        assert not any("hyperlink" in n.lower() for n in book.namelist())
    return found


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_workbook_holds_records_references_and_figures(root, tmp_path):
    done = export(root, tmp_path / "a.xlsx")
    book = sheets(tmp_path / "a.xlsx")
    assert list(book) == ["records", "references", "statistics"]
    assert len(book["records"]) == 4
    assert done.rows == sum(len(rows) - 1 for rows in book.values())
    assert any("CĐ-TTg" in text for _, text in book["references"][1])
    assert ("inlineStr", EVIL) in book["records"][2]


def test_a_formula_stays_text_in_csv(root, tmp_path):
    export(root, tmp_path / "a.csv", format="csv")
    rows = table(tmp_path / "a.csv")
    assert rows[1]["subject"] == f"'{EVIL}"
    assert rows[0]["date"] == "2023-07-20"
    assert rows[0]["number"] == "20"
    export(root, tmp_path / "r.csv", format="csv", table_name="references")
    assert table(tmp_path / "r.csv")[0]["number"] == "644"


def test_json_lines_are_whole_records(root, tmp_path):
    export(root, tmp_path / "a.jsonl", format="jsonl")
    records = [json.loads(line) for line in (tmp_path / "a.jsonl").open()]
    assert records[0]["number"]["value"] == "20"
    assert records[0]["files"] == ["/kho/hop 1/hs 05/1.pdf"]


def test_parquet_keeps_types_or_says_what_is_missing(root, tmp_path):
    path = tmp_path / "a.parquet"
    if find_spec("pyarrow") is None:
        code, _, messages = congvan(
            "export", "--archive", root, "--format", "parquet", "--out", path
        )
        assert code == 3
        assert "congvan[parquet]" in messages
        assert not path.exists()
        return
    export(root, path, format="parquet")
    rows = import_module("pyarrow.parquet").read_table(path).to_pylist()
    assert rows[0]["date"] == dt.date(2023, 7, 20)
    assert rows[0]["pages"] == 2


def test_the_sheet_of_45_columns(root, tmp_path):
    assert len(hoso_sheet.COLUMNS) == 45
    defaults = tmp_path / "kho.toml"
    defaults.write_text('"Phông" = "UBND huyện"\n"18" = "A"\n["hs 06"]\n"Tiêu đề hồ sơ" = "Khác"\n')
    given = ["Thời hạn bảo quản=Vĩnh viễn"]
    export(root, tmp_path / "h.csv", format="hoso", defaults=defaults, given=given)
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = list(csv.reader(file))
    assert len(heads) == 45
    first = dict(zip(range(1, 46), rows[0], strict=True))
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert (first[2], first[4], first[5], first[7]) == ("UBND huyện", "hop 1", "hs 05", "Vĩnh viễn")
    assert [first[n] for n in range(10, 17)] == ["1", "7", "2023", "20", "7", "2023", "2"]
    assert (first[18], first[37]) == ("A", "")
    assert [first[n] for n in range(25, 32)] == ["1", "Báo cáo", "20", "BC-UBND", "20", "7", "2023"]
    assert "Tháp Mười".casefold() in first[32].casefold()
    assert (first[34], first[35], first[44]) == ("Tiếng Việt", "2", "1")
    assert rows[1][43] == "3"  # behind the two sheets of the first
    assert rows[2][5] == "Khác"


def test_the_list_of_documents_by_file(root, tmp_path):
    export(root, tmp_path / "m.xlsx", format="mucluc")
    book = sheets(tmp_path / "m.xlsx")
    assert list(book) == ["hs 05", "hs 06"]
    flat = [text for row in book["hs 05"] for _, text in row]
    assert "MỤC LỤC VĂN BẢN, TÀI LIỆU" in flat
    assert "20/BC-UBND" in flat
    export(root, tmp_path / "m.csv", format="mucluc")
    assert [r["Số, ký hiệu hồ sơ"] for r in table(tmp_path / "m.csv")] == ["hs 05"] * 2 + ["hs 06"]


def test_what_is_too_long_or_lacks_is_named_and_left_out(root, tmp_path):
    lacking = export(root, tmp_path / "t.csv", format="tt02")
    assert lacking.rows == 0
    assert all(isinstance(p, Lacking) and p.params["field"] == "Mode" for p in lacking.problems)
    given = ["Mode=Công khai", "Keyword=" + "x" * 101]
    long = export(root, tmp_path / "t.csv", format="tt02", given=given)
    assert {type(p) for p in long.problems} == {TooLong}
    assert "Keyword" in long.problems[0].message("vi")
    done = export(root, tmp_path / "t.csv", format="tt02", given=given[:1])
    assert not done.problems
    row = table(tmp_path / "t.csv")[0]
    assert list(row)[7:11] == ["TypeName", "CodeNumber", "CodeNotation", "IssuedDate"]
    assert row["IssuedDate"] == "20/07/2023"


def test_documents_that_agree_are_warned_of(root, tmp_path):
    code, _, messages = congvan(
        "export", "--archive", root, "--out", tmp_path / "a.xlsx", "--lang", "en"
    )
    assert code == 0
    assert "/kho/hop 1/hs 05/2.pdf = /kho/hop 1/hs 06/3.pdf" in messages


def test_wrong_calls(root, tmp_path):
    with pytest.raises(UsageError):
        export(root, tmp_path / "a", format="doc")
    with pytest.raises(UsageError):
        export(root, tmp_path / "a", format="hoso", given=["x"])
    with pytest.raises(DocumentError):
        export(root, tmp_path / "a.txt" / "b" / "c.csv", format="no")


def test_names_of_sheets():
    used = set()
    assert _sheet_name("a/b*c", used) == "a-b-c"
    assert _sheet_name("A-B-C", used) == "A-B-C (2)"
    assert len(_sheet_name("x" * 40, used)) == 31
