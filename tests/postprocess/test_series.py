"""Numbers over many records: gaps, repeats, what may fill a gap."""

from __future__ import annotations

import pytest

from postprocess.record import Dispatch, Part, Source, Status, Text
from postprocess.series import Proposal, series_of


def document(number, symbol="QĐ-UBND", date="2021-03-04", *, sure=True, **fields):
    status = Status.OK if sure else Status.DOUBTFUL
    return Dispatch(
        number=Text(value=number, status=status),
        symbol=Text(value=symbol, status=Status.OK),
        date=Text(value=date, status=Status.OK if date else Status.DOUBTFUL, raw=fields.get("raw")),
        issuer=Text(value=fields.get("issuer", "UBND TỈNH AN GIANG"), status=Status.OK),
        superior=Text(value=fields.get("superior")),
        type=Text(value=fields.get("type"), status=Status.OK),
        source=fields.get("source", Source()),
    )


def only(*documents):
    (series,) = series_of((f"{i}.json", d) for i, d in enumerate(documents))
    return series


def test_gaps_and_repeats():
    series = only(*map(document, ("01", "02", "05", "05", "07")))
    assert series.gaps == ((3, 4), (6, 6))
    assert series.repeats == ((5, ("2.json", "3.json")),)
    assert series.striking


def test_a_series_without_gaps_is_not_striking():
    assert not only(*map(document, ("01", "02", "03"))).striking


def test_a_doubtful_number_that_fills_a_gap_is_proposed_not_taken():
    series = only(
        document("1"), document("2", sure=False), document("3"), document("9", sure=False)
    )
    assert series.gaps == ((2, 2),)
    assert series.proposals == (Proposal("1.json", 2, "read so"),)


def test_an_unread_number_is_proposed_where_its_date_leaves_one_gap():
    found = [
        document("1", date="2021-01-05"),
        document("3", date="2021-02-05"),
        document("5", date="2021-03-05"),
        document(None, date="2021-02-20", sure=False),
    ]
    assert only(*found).proposals == (Proposal("3.json", 4, "by its date"),)
    # On a day when two would fit, nothing is proposed.
    found[-1] = document(None, date="2021-02-05", sure=False)
    assert only(*found).proposals == ()


def test_higher_numbers_of_earlier_days_are_told():
    series = only(document("1", date="2021-02-05"), document("2", date="2021-01-05"))
    assert series.disorder == (("0.json", "1.json"),)


LETTER = {"type": "Công văn"}
PARTY = {"symbol": "HD/VPTU"}


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [
        (LETTER | {"symbol": "UBND-VX"}, LETTER | {"symbol": "UBND-NC"}, True),
        ({"symbol": "QĐ-UBND"}, {"symbol": "KH-UBND"}, False),
        ({"symbol": "QĐ-UBND"}, {"symbol": "2021/QĐ-UBND"}, False),
        ({"date": "2020-12-30"}, {"date": "2021-01-04"}, False),
        ({"date": None, "raw": "ngày ... tháng ... năm 2021"}, {"date": "2021-01-04"}, True),
        ({"issuer": "SỞ Y TẾ", "superior": "UBND TỈNH AN GIANG"},
         {"issuer": "SỞ Y TẾ", "superior": "UBND TỈNH CÀ MAU"}, False),
        ({"issuer": "Ủy ban nhân dân xã"}, {"issuer": "ỦY BAN NHÂN DÂN XÃ"}, True),
        (PARTY | {"date": "2020-11-02"}, PARTY | {"date": "2024-05-02"}, True),
        (PARTY | {"date": "2020-03-02"}, PARTY | {"date": "2020-11-02"}, False),
    ],
)  # fmt: skip
def test_what_is_one_series(a, b, together):
    found = series_of((str(i), document("1", **fields)) for i, fields in enumerate((a, b)))
    assert len(found) == (1 if together else 2)


def test_a_file_that_was_scanned_twice_is_no_repeat():
    source = Source(sha256="a" * 64)
    assert not only(document("1", source=source), document("1", source=source)).repeats
    parts = [
        Source(sha256="a" * 64, part=Part(number=n, of=2, first_page=n, last_page=n))
        for n in (1, 2)
    ]
    assert only(*(document("1", source=s) for s in parts)).repeats


def test_documents_that_cannot_be_placed_are_in_no_series():
    assert series_of([("a", document("1", date=None)), ("b", Dispatch())]) == []
