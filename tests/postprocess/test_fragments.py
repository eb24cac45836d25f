"""What is seen to be torn or lost, and what only looks so."""

import pytest
from printed import line

from ocr.page import Block, BlockKind, Line, Page, TextOrigin, Word
from postprocess.checks import run_checks
from postprocess.extract import extract
from postprocess.fields.flow import Flow, rows_of
from postprocess.fields.fragments import torn
from postprocess.fields.groups import borne_out
from postprocess.fields.head import TO
from postprocess.fields.titles import title_of
from postprocess.geography import unit_near
from postprocess.record import Dispatch, Status, Text


@pytest.mark.parametrize(
    "text",
    [
        "CỤC BẢO V Ệ THỰC VẬT",
        "Kế hoạch số 19/KH-CNT Y của Cục",
        "họp ở tr.",
        "dự toán năm 2920",
        "xin kinh phí hoạt động)",
        "các trung tâm số l, 2, 3",
        "Sở Y tẾ",
        "Như",
        "c ông tác dân vận",
        "thông tư số 12/2018/T T-BTC",
        "tập huấn các huyện miền núi, SỞ TƯ PHÁP SƠN LA. là",
    ],
)
def test_torn(text: str) -> None:
    assert torn(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vùng V Hải quân",
        "xét tuyển khối B ôn tập",
        "Phòng Nghiệp vụ Y Sở Y tế",
        "dự toán năm 2010 (lần 2)",
        "Ths. An",
        "TP. Huế",
        "kiểm tra pH nước",
        "lớp 12 A",
        "điểm k, l khoản 2",
        "THCS/THPT",
        "CỤC BẢO VỆ THỰC VẬT",
        "phòng, chống ma túy và HIV",
    ],
)
def test_whole(text: str) -> None:
    assert not torn(text)


@pytest.mark.parametrize(
    ("line", "is_label"),
    [
        ("Kính gửi: Sở Y tế", True),
        ("Kính gởi: Sở Y tế", True),
        ("Kính — gửi:", True),
        ("“5 KÍnh gửit,", True),
        ("Kính mời ông Nguyễn Văn An", False),
        ("Kinh giới và tía tô", False),
        ("đề nghị các đơn vị gửi kính", False),
    ],
)
def test_label_of_addressees(line: str, is_label: bool) -> None:
    words = tuple(Word(w, None, None) for w in line.split())
    page = Page(1, (Block(BlockKind.BODY, (Line(words),)),), 0, 0, 0.0, TextOrigin.PLAIN_TEXT)
    assert bool(TO.match(Flow.of(rows_of([page])).folded)) is is_label


def letter(subject: list[tuple[str, int]], *, more: tuple[str, int, int] | None = None) -> Dispatch:
    """A letter with these words of a subject, each at its place on a line."""

    about = Line(tuple(Word(w, (x, 200, x + 12 * len(w), 230), 0.95) for w, x in subject))
    left = [line("SỞ Y TẾ", 200, 100), line("Số: 15/SYT-VP", 180, 140), about]
    if more:
        left.append(line(*more))
    blocks = (
        Block(BlockKind.HEADER_LEFT, tuple(left)),
        Block(BlockKind.HEADER_RIGHT, (line("Độc lập - Tự do - Hạnh phúc", 850, 140),)),
        Block(BlockKind.BODY, (line("Căn cứ Luật Khám bệnh, chữa bệnh;", 200, 700),)),
    )
    return extract([Page(1, blocks, 1600, 2300, 200.0, TextOrigin.OCR)], one_document=True)


CLOSE = [("V/v", 100), ("khám", 150), ("sức", 210), ("khỏe", 260), ("năm", 320), ("2021", 370)]


def test_a_wide_blank_in_a_subject_is_a_lost_word() -> None:
    assert letter(CLOSE).subject.status is Status.OK
    lost = letter([*CLOSE[:3], *((w, x + 28) for w, x in CLOSE[3:])])
    assert (lost.subject.value, lost.subject.status) == ("khám sức khỏe năm 2021", Status.DOUBTFUL)
    # So wide a one that it parts columns: what stands behind it may be a note, or not.
    lost = letter([*CLOSE[:3], *((w, x + 60) for w, x in CLOSE[3:])])
    assert (lost.subject.value, lost.subject.status) == ("khám sức", Status.DOUBTFUL)
    note = letter([*CLOSE, ("gấp", 700)])
    assert (note.subject.value, note.subject.status) == ("khám sức khỏe năm 2021", Status.OK)
    # Behind its label it may stand apart.
    far = letter([CLOSE[0], *((w, x + 60) for w, x in CLOSE[1:])])
    assert far.subject.value == "khám sức khỏe năm 2021"
    assert far.subject.status is Status.OK


def test_what_stands_far_below_a_subject_is_none_of_it() -> None:
    assert letter(CLOSE, more=("đợt 2", 200, 240)).subject.value == "khám sức khỏe năm 2021 đợt 2"
    record = letter(CLOSE, more=("ngoài công lập;", 200, 400))
    assert record.subject.value == "khám sức khỏe năm 2021"


def sure(value: str, confidence: float = 0.9) -> Text:
    return Text(value=value, raw=value, box=(0, 0, 9, 9), status=Status.OK, confidence=confidence,
                rule="number slot")  # fmt: skip


@pytest.mark.parametrize(
    ("symbol", "issuer", "statuses"),
    [
        ("KH-SYT", "SỞ Y TẾ", "ok ok"),
        ("SYT-KHTC", "SỞ Y TẾ", "ok ok"),
        ("QĐ-ĐHNT", "TRƯỜNG ĐH NGOẠI THƯƠNG", "ok ok"),
        ("BVMTW-TC", "BỆNH VIỆN MẮT TRUNG ƯƠNG", "ok ok"),
        # A row of the issuer may be lost; a letter of the symbol is misread.
        ("STP-HCTP", "UBND TỈNH AN GIANG", "ok doubtful"),
        ("KH-CNTI", "CHI CỤC CHĂN NUÔI VÀ THÚ Y", "doubtful ok"),
    ],
)
def test_symbol_and_issuer_bear_each_other_out(symbol: str, issuer: str, statuses: str) -> None:
    record = Dispatch(symbol=sure(symbol), issuer=sure(issuer))
    run_checks(record)
    assert f"{record.symbol.status.value} {record.issuer.status.value}" == statuses


@pytest.mark.parametrize(
    ("title", "issuer", "ok"),
    [
        ("CHI CỤC TRƯỞNG", "CHI CỤC THÚ Y", True),
        ("CỤC TRƯỞNG", "CHI CỤC THÚ Y", False),
        ("KT. CỤC TRƯỞNG, PHÓ CỤC TRƯỞNG", "CỤC THUẾ", True),
        ("TL. GIÁM ĐỐC, CHÁNH VĂN PHÒNG", "SỞ Y TẾ", True),
        ("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", "UBND TỈNH AN GIANG", True),
        ("TUQ. CHỦ TỊCH, GIÁM ĐỐC SỞ Y TẾ", "UBND TỈNH AN GIANG", True),
        ("KT. BỘ TRƯỞNG, THỨ TRƯỞNG", "BỘ Y TẾ", True),
        ("CHỈ HUY TRƯỞNG", "BỘ CHỈ HUY QUÂN SỰ TỈNH AN GIANG", True),
        ("HIỆU TRƯỞNG", "TRƯỜNG TIỂU HỌC SỐ 2", True),
    ],
)
def test_title_is_of_the_issuer_kind(title: str, issuer: str, ok: bool) -> None:
    record = Dispatch(signer_title=sure(title), issuer=sure(issuer))
    run_checks(record)
    assert (record.signer_title.status is Status.OK) is ok


def test_one_sentence_is_a_subject() -> None:
    ended = [*CLOSE[:-1], ("2021.", 370)]
    assert letter(ended, more=("HIỂ", 200, 240)).subject.value == "khám sức khỏe năm 2021."
    ended = [*CLOSE[:2], ("Hà", 210), ("Nam.", 260)]
    assert letter(ended, more=("HIỂ", 200, 240)).subject.value == "khám Hà Nam."
    short = [*CLOSE[:3], ("tp.", 260)]
    assert letter(short, more=("Vinh", 200, 240)).subject.value == "khám sức tp. Vinh"


def test_a_span_of_days_goes_on_with_a_dash() -> None:
    record = extract(
        "SỞ Y TẾ\nSố: 7/KH-SYT\nĐộc lập - Tự do - Hạnh phúc\nKẾ HOẠCH\nKỷ niệm ngày truyền thống\n"
        "20/11/1982\n- 20/11/2022\nCăn cứ Luật Giáo dục;\n"
    )
    assert record.subject.value == "Kỷ niệm ngày truyền thống 20/11/1982 - 20/11/2022"


def test_who_announces_something_begins_the_body() -> None:
    record = extract(
        "SỞ Y TẾ\nSố: 7/TB-SYT\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG BÁO\nV/v đổi địa điểm\n"
        "Sở Y tế thông báo đến các đơn vị:\nĐịa điểm mới ở phường 2.\n"
    )
    assert record.subject.value == "đổi địa điểm"


def test_the_end_of_a_title_is_completed_by_the_issuer() -> None:
    assert title_of("CHI CỤC THÚ Y", "ỤC TRƯỞNG") == "CHI CỤC TRƯỞNG"
    assert title_of("CHI CỤC THÚ Y", "TRƯỞNG") is None
    assert title_of("SỞ Y TẾ", "CỤC TRƯỞNG") is None
    assert title_of("SỞ Y TẾ", "'ÁM ĐỐC") == "GIÁM ĐỐC"
    assert title_of("TRƯỜNG TIỂU HỌC", "TRƯỞNG") is None
    assert title_of("SỞ Y TẾ", "GIÁM ĐỐC") is None
    assert title_of("CHI CỤC THÚ Y", "*IC TRƯỞNG") == "CHI CỤC TRƯỞNG"
    for title in ("ĐỘI TRƯỞNG", "KẾ TOÁN TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG"):
        assert title_of("CHI CỤC THÚ Y", title) is None


@pytest.mark.parametrize(
    ("label", "subject", "sure"),
    [("V#", "khám sức khỏe năm 2021", True), ("3/0", "khám sức khỏe năm 2021", True),
     ("Ban", "Ban khám sức khỏe năm 2021", False)],
)  # fmt: skip
def test_a_label_that_was_not_read_is_none_of_the_subject(
    label: str, subject: str, sure: bool
) -> None:
    found = letter([(label, 100), *CLOSE[1:]]).subject
    assert (found.value, found.status is Status.OK) == (subject, sure)


@pytest.mark.parametrize(
    ("subject", "period", "ok"),
    [
        ("Kết quả công tác năm 2011", "2011", False),
        ("Kết quả công tác năm 2018", "2018", True),
        ("Tổng kết thi hành Luật Lưu trữ năm 2010", "2010", True),
    ],
)
def test_a_date_is_near_the_year_of_the_subject(subject: str, period: str, ok: bool) -> None:
    record = Dispatch(date=sure("2019-08-21"), subject=sure(subject))
    record.period = Text(value=period, rule="subject", status=Status.OK)
    run_checks(record)
    assert (record.date.status is Status.OK) is ok


@pytest.mark.parametrize(
    ("read", "kind", "issuer", "meant"),
    [
        ("OD-UBNO", "Quyết định", "UBND TỈNH AN GIANG", "QĐ-UBND"),
        ("2020/NQ-HDND", "Nghị quyết", "HỘI ĐỒNG NHÂN DÂN TỈNH AN GIANG", "2020/NQ-HĐND"),
        ("YT-KHTC", "Công văn", "SỞ Y TẾ", "SYT-KHTC"),
        ("B0-SYT", "Báo cáo", "SỞ Y TẾ", "BC-SYT"),
        # Another kind, an abbreviation with stops, an agency of no list.
        ("CĐ-UBND", "Quyết định", "UBND TỈNH AN GIANG", "CĐ-UBND"),
        ("T.Tr-TY", "Tờ trình", "CHI CỤC THÚ Y", "T.Tr-TY"),
        ("KH-CNTI", "Kế hoạch", "CHI CỤC CHĂN NUÔI VÀ THÚ Y", "KH-CNTI"),
        ("YT-KHTC", "Công văn", None, "YT-KHTC"),
        ("ĐĐHAB", "Công văn", "TRƯỜNG ĐẠI HỌC AN BÌNH", "ĐHAB"),
        ("TĐHAB", "Công văn", "TRƯỜNG ĐẠI HỌC AN BÌNH", "TĐHAB"),
        ("VĐHAB", "Công văn", "SỞ Y TẾ", "VĐHAB"),
    ],
)
def test_a_doubtful_symbol_is_borne_out(
    read: str, kind: str, issuer: str | None, meant: str
) -> None:
    doubted = Text(value=read, status=Status.DOUBTFUL, confidence=0.4, rule="number slot")
    found = borne_out(doubted, kind, issuer)
    assert (found.value, found.status) == (meant, Status.DOUBTFUL)
    of_text = sure(read).model_copy(update={"box": None})
    assert borne_out(of_text, kind, issuer).value == read


@pytest.mark.parametrize(
    ("read", "kind", "issuer", "meant", "status"),
    [
        ("QD-UBND", "Quyết định", "UBND TỈNH AN GIANG", "QĐ-UBND", Status.DOUBTFUL),
        ("QĐ-DHYD", "Quyết định", "TRƯỜNG ĐẠI HỌC Y DƯỢC", "QĐ-ĐHYD", Status.DOUBTFUL),
        ("TB-CDYT", "Thông báo", "TRƯỜNG CAO ĐẲNG Y TẾ", "TB-CĐYT", Status.DOUBTFUL),
        ("TB-DLN", "Thông báo", "TRƯỜNG ĐẠI HỌC LÂM NGHIỆP", "TB-DLN", Status.OK),
        ("BC-BCDPD", "Báo cáo", "BAN CHỈ ĐẠO PHÒNG DỊCH", "BC-BCĐPD", Status.DOUBTFUL),
        ("STP-IN&MT", "Công văn", "SỞ TƯ PHÁP", "STP-TN&MT", Status.DOUBTFUL),
        ("STP-KT&KM", "Công văn", "SỞ TƯ PHÁP", "STP-KT&KM", Status.OK),
        ("KH-SXD", "Kế hoạch", "SỞ XÂY DỰNG", "KH-SXD", Status.OK),
        ("QĐ-BQLDA", "Quyết định", "BAN QUẢN LÝ DỰ ÁN", "QĐ-BQLDA", Status.OK),
        ("KH-CD", "Kế hoạch", "CÔNG ĐOÀN NGÀNH Y TẾ", "KH-CD", Status.OK),
        # One Đ read as two, and two that are printed.
        ("KH-CĐĐVC", "Kế hoạch", "CÔNG ĐOÀN VIÊN CHỨC TỈNH", "KH-CĐVC", Status.DOUBTFUL),
        ("CĐĐSP-KT", "Công văn", "TRƯỜNG CAO ĐẲNG SƯ PHẠM", "CĐSP-KT", Status.DOUBTFUL),
        ("KH-CĐĐL", "Kế hoạch", "TRƯỜNG CAO ĐẲNG ĐIỆN LỰC", "KH-CĐĐL", Status.OK),
    ],
)
def test_bars_that_a_fax_loses(
    read: str, kind: str, issuer: str, meant: str, status: Status
) -> None:
    seen = sure(read).model_copy(update={"box": (0, 0, 90, 20), "page": 1})
    found = borne_out(seen, kind, issuer)
    assert (found.value, found.status) == (meant, status)


@pytest.mark.parametrize(
    ("read", "agency", "place"),
    [
        ("Sa Dét c", "SỞ Y TẾ ĐỒNG THÁP", "Sa Đéc"),
        ("Rạch Gi", "UBND TỈNH KIÊN GIANG", "Rạch Giá"),
        ("Sa Dét c", "BỘ Y TẾ", None),
        ("Tân Hiệp Thành", "UBND TỈNH KIÊN GIANG", None),
    ],
)
def test_a_misread_place_is_one_of_the_province(read: str, agency: str, place: str | None) -> None:
    assert unit_near(read, [agency]) == place
