"""Figures of many documents, and their chart."""

from __future__ import annotations

import csv
from xml.etree import ElementTree

import pytest
from commands import congvan
from filled import dispatch, fill
from PIL import Image

from congvan.archive.statistics import statistics
from congvan.errors import UsageError
from postprocess.record import Statistic


def figures(name, record):
    n = int(record.number.value)
    record.statistics = [
        Statistic(
            indicator="Tỷ lệ số hóa hồ sơ",
            scope="cấp xã" if n % 2 else "cấp huyện",
            numerator=n,
            denominator=100,
            percent=float(n),
            period=f"2023-{n % 3 + 1:02}",
            status="ok" if n < 5 else "doubtful",
        ),
        Statistic(indicator="Hồ sơ tiếp nhận", value=10 * n, unit="hồ sơ", status="ok"),
    ]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("kho")
    texts = {f"/q/{n}.pdf": dispatch(f"{n:02}", date=(2023, 4, n)) for n in range(1, 7)}
    fill(root, texts, change=figures)
    return root


def test_percents_are_pooled_by_month(root):
    found = statistics(root, "so hoa")
    assert [(f.group, f.value) for f in found] == [
        (("2023-01",), 4.5),
        (("2023-02",), 2.5),
        (("2023-03",), 3.5),
    ]
    assert (found[0].numerator, found[0].denominator) == (9, 200)
    assert (found[0].figures, found[0].doubtful, found[0].documents) == (2, 1, 2)


def test_counts_are_added_and_take_the_month_of_their_document(root):
    (total,) = statistics(root, "tiếp nhận")
    assert (total.group, total.value, total.unit) == (("2023-04",), 210, "hồ sơ")


def test_two_dimensions_and_filters(root):
    found = statistics(root, "số hóa", by=("year", "scope"))
    assert [f.group for f in found] == [("2023", "cấp huyện"), ("2023", "cấp xã")]
    assert len(statistics(root, "số hóa", by=("scope",), scope="xa")) == 1
    assert sum(f.figures for f in statistics(root, "số hóa", sure=True)) == 4
    with pytest.raises(UsageError):
        statistics(root, "", by=("week",))


def test_the_command_gives_a_table_csv_and_charts(root, tmp_path):
    out = [tmp_path / name for name in ("t.csv", "c.svg", "c.png")]
    code, data, messages = congvan(
        "statistics",
        "--archive",
        root,
        "--indicator",
        "số hóa",
        "--by",
        "month",
        "--by",
        "scope",
        "--csv",
        out[0],
        "--chart",
        out[1],
        "--chart",
        out[2],
        "--lang",
        "vi",
    )
    assert code == 0, messages
    assert data.splitlines()[0].startswith("Tháng\tCấp\tGiá trị")
    with out[0].open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6
    svg = ElementTree.parse(out[1]).getroot()
    words = [e.text for e in svg.iter() if e.text]
    assert {"cấp xã", "cấp huyện", "2023-01", "%"} <= set(words)
    with Image.open(out[2]) as image:
        assert image.size == (1000, 560)
        assert len(image.getcolors(100_000)) > 3
