"""Numbers as Vietnamese texts print them, and the units that make them figures.

A dot parts thousands, a comma the decimals: ``1.506`` is 1506, ``81,76`` is 81.76. A
percentage with a dot (``75.76%``) is decimal too, for no share has thousands.
"""

from __future__ import annotations

import regex

from postprocess.fields.flow import fold

NUMBER = r"(?<![\w/.,\-–])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"

_UNITS = """
người|hồ sơ|đồng chí|ổ dịch|cống|bao cát|vụ|trường hợp|cas|ca|hộ|lượt người|lượt cơ sở|lượt
cơ sở|đơn vị|xã|huyện|tỉnh|phường|thị trấn|bệnh nhân|BN|mẫu máu|mẫu|phản ánh|kiến nghị|đơn thư
đơn|văn bản|cuộc họp|cuộc|lớp|đoàn|tin bài|tin|bài viết|bài|tấn|tạ|kg|ha|km|m2|m3|m²|m³|mét|lít
giường|giấy chứng nhận|bản cam kết|bản|tập thể|cá nhân|học sinh|sinh viên|SV|HS|giáo viên|cán bộ
công chức|viên chức|thành viên|đảng viên|đoàn viên|hội viên|đại biểu|trẻ em|trẻ|phụ nữ
thủ tục hành chính|thủ tục|TTHC|dịch vụ công|dịch vụ|nhiệm vụ|chỉ tiêu|dự án|đề án|công trình
gói thầu|hợp đồng|doanh nghiệp|công ty|hợp tác xã|tổ chức|cơ quan|trường|trạm|bệnh viện|phòng
máy|xe|chiếc|cái|con|cây|quyển|cuốn|tờ rơi|tờ|trang|câu hỏi|ý kiến|phiếu|quyết định|kế hoạch
báo cáo|công văn|thông báo|vị trí|biên chế|chi bộ|tổ|đội|nhóm|khóa|đề tài|sáng kiến|mô hình|điểm
căn|ngôi nhà|nhà|thửa|lô|loại|sản phẩm|vi phạm|đối tượng|hộ nghèo|lao động|việc làm|suất
phần quà|giải|huy chương|bằng khen|đợt|buổi|hội nghị|tổ hợp tác|chợ|cửa hàng|quán|bếp ăn
mũi tiêm|liều|chai|hộp|viên|bộ|tàu|phương tiện|thí sinh|nghiệp đoàn|ấp|thôn|khu vực|bản tin
triệu USD|USD|yêu cầu|giao dịch|tài khoản|lượt truy cập|lượt khám|lượt|em|học viên
băng rôn|thanh niên|nhân viên|tiêu chí|giấy phép|m|cm|mm|kWh|MW|gia đình|nghệ nhân|vận động viên
thương binh|liệt sĩ|cụ|chiến sĩ|quân nhân|dân quân|hạng mục|thùng|bao|gói|túi|chuyến|tuyến
ủy viên|phó chủ tịch|chủ tịch|nhân sự|chức danh|quốc gia|vùng lãnh thổ|nước|địa bàn|giấy|hội
tín chỉ|mô đun|module|euro|euros
phòng học|hiện vật|di tích|lễ hội|câu lạc bộ|tác phẩm|tiết mục|chương trình|thư mời|giấy mời
ảnh|thẻ|tiết học|tiết|thiết bị|đại diện|ký tự|hải lý|môn học|môn|học phần|lĩnh vực|ngành|tầng|cặp
bác sĩ|bác sỹ|dược sĩ|dược sỹ|y sĩ|y sỹ|điều dưỡng|kỹ sư|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ|cử nhân
giảng viên|chuyên viên|chuyên gia|nhà khoa học|kiểm sát viên|thẩm phán|luật sư|nội dung|giải pháp
loài|cổ phần|cổ phiếu|gam|hécta|suất học bổng|khu phố|tổ dân phố|khu dân cư|cụm công nghiệp
khu công nghiệp|văn bằng|chứng chỉ|nguyện vọng|khách|lượt khách|căn hộ|danh sách|bước|mét vuông
mét khối|bằng tốt nghiệp|chương trình đào tạo|CTĐT|hòn đảo|đảo
kilôgam|kilômét|miligam|mililít|milimét|dân tộc|dân|ghế|chỗ ngồi|cầu|nhịp|quỹ|cột|trụ|quả|áo
mũ|chăn|bức|tấm|vở|điểm cầu|camera|suất ăn|máy tính|GW|GWh|MVA|MWp|kWp
km²|km2|cm²|cm³|cm2|cm3|dm³|dm3|kW|kVA|kV|MWh|ml|mg|mũi
chuyên đề|xuất sắc|giỏi|khá|trung bình|kém
chính sách|hành vi|phiên họp|phiên tòa|phiên toà
vụ án|bị can|bị cáo|tin báo|phóng sự|video|clip|đầu sách|cấp học|bậc học
"""  # fmt: skip
UNITS = sorted((u for u in regex.split(r"[|\n]", _UNITS) if u), key=len, reverse=True)
_FOLDED = frozenset(map(fold, UNITS))
UNIT = r"\L<unit>"
END = r"(?![\w²³])"  # of a unit: ² and ³ are no letters of a word
MONEY = rf"(?:(?:ty|ti|trieu|nghin|ngan)(?:\s+(?:dong|(?:{UNIT}){END}))?|dong(?!\s+chi\b)|vnd|d)\b"
MONEY = rf"(?:{MONEY}|₫)(?:\s?/\s?(?:[a-z]+[23²³]|(?:{UNIT}){END}|[a-z]+))?"


# What 0 and 1 are read as; the small ones are letters elsewhere, and follow a zero only.
_ZERO, _ONE, _SMALL = "OÓÒÔÕØ", "IÍÌÏÎ|", "lìíïi"
AS_DIGITS = str.maketrans(_ZERO + _ONE + _SMALL, "0" * len(_ZERO) + "1" * (len(_ONE) + len(_SMALL)))
_LETTERED = regex.compile(
    rf"[0{_ZERO}][{_SMALL}{_ONE}]|(?=.*\d)(?=.*[{_ZERO}{_ONE}])[\d{_ZERO}{_ONE}.]+"
)


def with_units(pattern: str) -> regex.Pattern[str]:
    """A pattern that has ``UNIT`` or ``MONEY`` in it, for folded text with single spaces.

    The units are looked up as a set: spelt out in a dozen patterns they would take a tenth
    of the time until the first page is read.
    """
    return regex.compile(pattern, unit=_FOLDED)


MONEY_UNIT = with_units(MONEY)
_AS_ITEMS = frozenset({"Giấy", "Nước", "Nội dung", "Thiết bị", "Ngành", "Lĩnh vực", "Môn", "Tầng"})
_CURRENCIES = frozenset({"VNĐ", "VND", "USD"})


def is_unit(word: str) -> bool:
    """Whether a word is a unit; a short one must have its accents, ``cho`` and ``hô`` are none."""
    plain = " ".join(word.split()).partition("/")[0]
    shouted = plain.isupper() and plain not in UNITS and plain not in _CURRENCIES
    # "Tin học 4 Phan Anh": a name whose accents are not those of "phản ánh".
    named = plain.istitle() and " " in plain and plain.lower() not in UNITS
    # "10 Giấy phép xây dựng": an item of a list.
    return not (shouted or named or plain in _AS_ITEMS) and (
        len(plain) >= 6
        or plain in UNITS
        or plain.lower() in UNITS
        or MONEY_UNIT.fullmatch(fold(plain)) is not None
    )


def number(text: str, *, dotted: bool = False) -> float | int | None:
    """The number that a text prints; None if it is none.

    Args:
        text: ``1.506``, ``81,76``, ``04``.
        dotted: It is a percentage or a measure: a dot before one figure or two is decimal.

    >>> number("1.506"), number("81,76"), number("75.76", dotted=True)
    (1506, 81.76, 75.76)
    """
    core = text.strip()
    if dotted and regex.fullmatch(r"\d{1,3}\.\d{1,2}", core):
        return float(core)
    if not regex.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?", core):
        return None
    plain = core.replace(".", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def meant_by(text: str) -> str | None:
    """The digits of a number in which letters were read for 0 and 1; None if it is none.

    ``5l`` may be litres, and a letter alone numbers something.

    >>> meant_by("44I"), meant_by("0l"), meant_by("Ô1"), meant_by("5l"), meant_by("O")
    ('441', '01', '01', None, None)
    """
    meant = text.translate(AS_DIGITS) if _LETTERED.fullmatch(text) else ""
    return None if number(meant) is None else meant


def may_be_a_day(numerator: str, denominator: str) -> bool:
    """Whether a share looks like a day of a month, or a month of a year."""
    top, bottom = number(numerator) or 0, number(denominator) or 0
    return top <= 31 and (bottom <= 12 or 1900 <= bottom <= 2100)


def decimals(text: str) -> int:
    """How many decimals a printed percentage has."""
    hit = regex.search(r"[,.](\d+)$", text.strip())
    return len(hit[1]) if hit else 0


def ratio_check(numerator: str, denominator: str, percent: str) -> tuple[str, str]:
    """Compare a printed ratio with its printed percentage.

    Returns:
        Verdict (``pass``; ``warn`` where the last digit was cut instead of rounded;
        ``fail``) and what the record says: ``consistent`` or what does not agree.

    >>> ratio_check("1.506", "1.663", "90,55")
    ('warn', 'printed 90,55 but 1.506/1.663 rounds to 90,56')
    """
    top, bottom = number(numerator), number(denominator)
    printed = number(percent, dotted=True)
    if not bottom or top is None or printed is None:
        return "fail", f"printed {percent} for {numerator}/{denominator}"
    places = decimals(percent)
    exact = 100 * top / bottom
    rounded = f"{exact + 1e-9:.{places}f}"
    if abs(float(rounded) - printed) < 10**-places / 2:
        return "pass", "consistent"
    cut = int(exact * 10**places + 1e-9) / 10**places
    verdict = "warn" if abs(cut - printed) < 10**-places / 2 else "fail"
    shown = rounded.replace(".", ",")
    return verdict, f"printed {percent} but {numerator}/{denominator} rounds to {shown}"
