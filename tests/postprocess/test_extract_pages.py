"""What boxes, confidences and block kinds of a read page do to the record."""

import datetime as dt

import pytest

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.checks import run_checks
from postprocess.extract import extract
from postprocess.record import Dispatch, Reference, Status, Text

WIDTH = 1600


def line(text: str, x: int, y: int, **confidence: float) -> Line:
    """Words 12 pixels a letter wide; ``confidence`` names words by their first letters."""
    words = []
    for token in text.split():
        sure = next((c for k, c in confidence.items() if token.startswith(k.strip("_"))), 0.95)
        words.append(Word(token, (x, y, x + 12 * len(token), y + 30), sure))
        x += 12 * len(token) + 10
    return Line(tuple(words))


def page(number: str, date: str, *, title: str = "KẾ HOẠCH", **confidence: float) -> Page:
    left = (
        line("UBND TỈNH BÌNH AN", 200, 100),
        line("SỞ NỘI VỤ", 220, 140),
        line(number, 220, 180, **confidence),
    )
    right = (
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 800, 100),
        line("Độc lập - Tự do - Hạnh phúc", 850, 140),
        line(date, 850, 180, **confidence),
    )
    blocks = (
        Block(BlockKind.HEADER_LEFT, left),
        Block(BlockKind.HEADER_RIGHT, right),
        Block(BlockKind.TITLE, (line(title, 700, 300), line("Thi đua năm 2021", 650, 340))),
        Block(BlockKind.BODY, (line("Căn cứ Luật Thi đua, khen thưởng;", 200, 420),)),
    )
    return Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)


DATE = "Bình An, ngày 09 tháng 3 năm 2021"


def test_printed_and_surely_read() -> None:
    record = extract([page("Số: 154/KH-SNV", DATE)])
    assert (record.number.value, record.number.status) == ("154", Status.OK)
    assert (record.date.value, record.date.status) == ("2021-03-09", Status.OK)
    assert record.number.box == (266, 180, 386, 210)
    assert record.place.box == (850, 180, 944, 210)
    assert record.issuer.box == (220, 140, 324, 170)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("Số: 4292 /KH-SNV", "4292"),  # read, but a pen wrote it
        ("Số: ẨZ2Ú /KH-SNV", None),
        ("Số: 49 A.5/KH-SNV", None),
        ("Số:(/8†/KH-SNV", None),
        ("Số: /KH-SNV", None),  # seen by no recogniser, yet the slot is there
        ("Só¿22 /KH-SNV", "22"),
        ("Số: 1134KH-SNV", None),  # the slash is lost
    ],
)
def test_number_by_hand_is_doubtful(slot: str, value: str | None) -> None:
    record = extract([page(slot, DATE, **dict.fromkeys(("4292", "22", "Só"), 0.4))])
    assert record.number.status is Status.DOUBTFUL
    assert record.number.value == value
    assert record.symbol.value == "KH-SNV"
    assert any(reason.startswith("number") for reason in record.needs_review.reasons)


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("Bình An, ngày 20⁄ tháng 3 năm 2021", None),
        ("Bình An, ngày tháng 3 năm 2021", None),
        ("Bình An, ngày 48 tháng 3 năm 2021", None),
        ("Bình An, ngày|7 tháng I0 năm 2021", "2021-10-17"),
        ("Bình An, ngày 31 tháng 2 năm 2021", None),
        ("Bình An, ngày Đ2#ăm 2021", None),
    ],
)
def test_day_by_hand_is_doubtful(date: str, value: str | None) -> None:
    record = extract([page("Số: 154/KH-SNV", date)])
    assert (record.date.value, record.date.status) == (value, Status.DOUBTFUL)
    assert record.place.value == "Bình An"


def test_low_confidence_of_a_figure_is_doubtful() -> None:
    record = extract([page("Số: 154 /KH-SNV", DATE, _154=0.5, _09=0.3)])
    assert (record.number.value, record.number.status) == ("154", Status.DOUBTFUL)
    assert (record.date.value, record.date.status) == ("2021-03-09", Status.DOUBTFUL)
    assert record.symbol.status is Status.OK


def test_misspelt_names_are_doubtful() -> None:
    sheet = page("Số: 154/KH-SNV", "Cân Thơ, ngày 09 tháng 3 năm 2021")
    record = extract([sheet])
    # The letters tell which place it is; a person still has to look.
    assert (record.place.value, record.place.status) == ("Cần Thơ", Status.DOUBTFUL)
    assert record.place.raw == "Cân Thơ,"


def test_title_against_symbol_is_doubtful() -> None:
    record = extract([page("Số: 154/QĐ-SNV", DATE)])
    assert (record.type.value, record.type.status) == ("Kế hoạch", Status.DOUBTFUL)


def test_arrival_stamp_is_not_the_number() -> None:
    sheet = page("Số: 154/KH-SNV", DATE)
    stamp = Block(
        BlockKind.MARGINALIA,
        (
            line("CÔNG VĂN ĐẾN", 100, 220),
            line("Số: 977", 100, 260),
            line("Ngày 2/4/2021", 100, 300),
        ),
    )
    record = extract([Page(1, (stamp, *sheet.blocks), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert record.number.value == "154"
    assert (record.arrival.number.value, record.arrival.date.value) == ("977", "2021-04-02")
    assert record.arrival.number.status is Status.DOUBTFUL


def test_signature_that_a_seal_hides_is_doubtful() -> None:
    foot = Block(
        BlockKind.RECIPIENTS,
        (line("Nơi nhận:", 200, 900), line("- Như trên;", 200, 940), line("- Lưu: VT.", 200, 980)),
    )
    sheet = page("Số: 154/KH-SNV", DATE)
    record = extract([Page(1, (*sheet.blocks, foot), WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert [r.value for r in record.recipients] == ["Như trên", "Lưu: VT"]
    assert (record.signer.value, record.signer.status) == (None, Status.DOUBTFUL)


def test_table_with_boxes() -> None:
    def row(*cells: str) -> Line:
        words = [Word(w, (0, 0, 9, 9), 0.95) for cell in cells for w in cell.split()]
        counts = [len(c.split()) for c in cells]
        tabs = [sum(counts[: i + 1]) for i in range(len(cells) - 1)]
        return Line(tuple(words), tuple(tabs))

    rows = (row("TT", "Chỉ tiêu", "Năm 2020", "Tỷ lệ (%)"), row("1", "Số hộ", "1.204", "98,5"))
    sheet = page("Số: 154/KH-SNV", DATE)
    blocks = (*sheet.blocks, Block(BlockKind.TABLE, rows))
    record = extract([Page(1, blocks, WIDTH, 2300, 200.0, TextOrigin.OCR)])
    assert [c.text for c in record.tables[0].header] == ["TT", "Chỉ tiêu", "Năm 2020", "Tỷ lệ (%)"]
    assert [(s.indicator, s.value) for s in record.statistics] == [
        ("Số hộ - Năm 2020", 1204),
        ("Số hộ - Tỷ lệ (%)", 98.5),
    ]


def sure(value: str, raw: str | None = None) -> Text:
    return Text(value=value, raw=raw or value, status=Status.OK, confidence=0.95, rule="test")


@pytest.mark.parametrize(
    ("date", "raw", "expected"),
    [
        ("2021-03-09", "ngày 09 tháng 3 năm 2021", {}),
        ("2021-03-09", "ngày 9 tháng 03 năm 2021", {"leading_zero": "warn"}),
        ("2031-03-09", "ngày 09 tháng 3 năm 2031", {"date_not_future": "fail"}),
    ],
)
def test_date_checks(date: str, raw: str, expected: dict[str, str]) -> None:
    record = Dispatch(date=sure(date, raw))
    checks = run_checks(record, today=dt.date(2026, 1, 1))
    assert {c.rule: c.verdict for c in checks if c.verdict != "pass"} == expected
    assert record.date.value == date
    assert (record.date.status is Status.OK) == ("fail" not in expected.values())


def test_a_check_lowers_but_never_changes() -> None:
    record = Dispatch(symbol=sure("2020/QĐ-UBND"), date=sure("2021-03-09"), number=sure("7"))
    record.references = [
        Reference(number="1", symbol="2019/TT-BTC", date="2018-01-01", status=Status.OK),
        Reference(number="2", symbol="KH-UBND", date="2022-01-01", status=Status.OK),
    ]
    before = record.model_copy(deep=True)
    checks = run_checks(record, today=dt.date(2026, 1, 1))
    failed = sorted(c.rule for c in checks if c.verdict == "fail")
    assert failed == ["reference_not_younger", "reference_year", "symbol_year"]
    assert [r.status for r in record.references] == [Status.DOUBTFUL, Status.DOUBTFUL]
    assert record.symbol.value == before.symbol.value
    assert [r.date for r in record.references] == [r.date for r in before.references]


def side_by_side(*parts: tuple[str, int], y: int) -> Line:
    return Line(tuple(word for text, x in parts for word in line(text, x, y).words))


def last_page(*lines: Line, stamped: Line | None = None) -> Page:
    body = (line("Các đơn vị nghiêm túc thực hiện./.", 200, 300), *lines)
    blocks = [Block(BlockKind.BODY, body)]
    if stamped:
        blocks.append(Block(BlockKind.MARGINALIA, (stamped,)))
    return Page(2, tuple(blocks), WIDTH, 2300, 200.0, TextOrigin.OCR)


SIDE = side_by_side(
    ("CHI CỤC TRƯỞNG", 200), ("KẾ TOÁN ĐƠN VỊ", 650), ("NGƯỜI LẬP BẢNG", 1100), y=400
)


@pytest.mark.parametrize(
    ("page_two", "title", "signer"),
    [
        pytest.param(
            last_page(SIDE, side_by_side(("Lê Văn Thuận", 215), ("Trần Thị Nở", 1115), y=600)),
            "CHI CỤC TRƯỞNG", "Lê Văn Thuận", id="three sign side by side",
        ),
        pytest.param(
            last_page(SIDE, side_by_side(("Trần Thị Nở", 1115), y=600)),
            "CHI CỤC TRƯỞNG", None, id="the name of another is not his",
        ),
        pytest.param(
            last_page(SIDE, stamped=line("võ Thành Ý", 215, 600)),
            "CHI CỤC TRƯỞNG", "Võ Thành Ý", id="a red stamp, its first letter cut",
        ),
        pytest.param(
            last_page(line("GIÁM ĐỐC", 1100, 400), stamped=line("PHÓ GIÁM ĐỐC", 1070, 450)),
            "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC", None, id="his deputy's title is stamped",
        ),
        pytest.param(
            last_page(line("GIÁM ĐỐC", 1100, 400), stamped=line("PHÓ GIÁM ĐỐC", 300, 450)),
            "GIÁM ĐỐC", None, id="one stamped elsewhere is none of his",
        ),
        pytest.param(
            last_page(SIDE, stamped=line("Lê Văn Thuận", 215, 100)),
            "CHI CỤC TRƯỞNG", None, id="a stamp above the title is none of a signer",
        ),
        pytest.param(
            last_page(
                side_by_side(("THƯ KÝ", 200), ("CHỦ TỌA", 1100), y=400),
                side_by_side(("Trần Thị Nở", 180), ("Lê Văn Thuận", 1080), y=600),
            ),
            "CHỦ TỌA", "Lê Văn Thuận", id="of two the right one",
        ),
    ],
)  # fmt: skip
def test_signatures_side_by_side(page_two: Page, title: str, signer: str | None) -> None:
    record = extract([page("Số: 154/KH-SNV", DATE), page_two], one_document=True)
    assert (record.signer_title.value, record.signer.value) == (title, signer)
