"""Kinds of official document: their names, and their abbreviations in a symbol.

The dictionary has those of the decrees and of the Party; here are those that stand under a
national title too without being named there.
"""

from __future__ import annotations

import re
from functools import lru_cache

import dictionaries
from postprocess.fields.flow import fold, squeeze

LETTER = "Công văn"
PAPER = "Văn bản"  # what is cited without saying its kind: mostly a letter

# Seen in symbols, in no list: Party papers and joint programmes, older invitations.
_SEEN = {
    "CTPH": "Chương trình phối hợp",
    "KHPH": "Kế hoạch phối hợp",
    "ĐL": "Điều lệ",
    "CTLT": "Chương trình liên tịch",
    "TM": "Thư mời",
    "L": "Lệnh",
    "GP": "Giấy phép",
}
_ABBREVIATIONS = {**dictionaries.kind_abbreviations(), **_SEEN}
_MORE = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Thông tri", "Thư công", LETTER, "Giấy chứng nhận",
    "Bản cam kết", "Giấy đi đường", "Giấy biên nhận", "Chương trình hành động",
    "Thông tư liên bộ", "Quy chế phối hợp", "Kết luận thanh tra", "Thể lệ",
    "Danh sách", "Bản đề nghị", "Giấy đề nghị", "Đơn đề nghị", "Thơ mời", "Bảng phân công",
    "Phiếu đăng ký", "Bản đăng ký", "Đăng ký", "Nội quy", "Lịch công tác", "Lịch làm việc",
    "Thư ngỏ", "Bản tường trình", "Bản kiểm điểm", "Giấy xác nhận", "Thông cáo báo chí",
    "Bảng tổng hợp", "Sắc luật", "Quy ước", "Dự toán", "Bảng chấm điểm",
    "Giấy phép", "Giấy triệu tập", "Lời kêu gọi", "Tờ khai", "Hợp đồng lao động",
    "Phiếu chuyển đơn", "Giấy báo", "Phiếu lý lịch tư pháp",
)  # fmt: skip
# What people and associations write to offices, and offices for themselves: titles of papers that
# no other paper cites by number.
_UNNUMBERED = (
    "Đơn xin", "Đơn khiếu nại", "Đơn tố cáo", "Đơn kiến nghị", "Đơn trình bày", "Đơn đăng ký",
    "Đơn yêu cầu", "Đơn khởi kiện", "Đơn phản ánh", "Đơn xác nhận", "Phiếu trình",
    "Phiếu đề xuất", "Phiếu khảo sát", "Phiếu đánh giá", "Phiếu yêu cầu", "Phiếu lấy ý kiến",
    "Phiếu kiểm soát", "Phiếu hướng dẫn", "Phiếu xin lỗi", "Phiếu giao nhận", "Bảng thống kê",
    "Bảng kê", "Bảng điểm", "Bảng lương", "Bảng chấm công", "Bản cam đoan", "Bản giải trình",
    "Bản thuyết minh", "Bản tự kiểm điểm", "Bản nhận xét", "Bản góp ý", "Bản án",
    "Giấy cam đoan", "Giấy đề xuất", "Giấy bảo lãnh", "Giấy thông báo", "Tờ tường trình",
    "Thư chúc mừng", "Thư cảm ơn", "Thư khen", "Bằng khen", "Giấy khen", "Cáo trạng",
    "Đề cương", "Sơ yếu lý lịch",
)  # fmt: skip

# Longer names first, so that "Thông tư liên tịch" is not taken for "Thông tư".
NAMES = tuple(sorted({*_ABBREVIATIONS.values(), *_MORE}, key=len, reverse=True))

# Kinds that get a number from the registry (decree 30/2020, article 15).
REGISTERED = frozenset({*_ABBREVIATIONS.values(), LETTER})
# Their date stands in the body (minutes) or in the closing sentence (laws).
UNDATED = frozenset({"Biên bản", "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Hợp đồng"})

# No agency's name begins so: such a line above the number is the title.
ABOVE_NUMBER = frozenset(
    {"Hợp đồng", "Hợp đồng lao động", "Sắc lệnh", "Biên bản", "Bản thỏa thuận", "Giấy ủy quyền"}
)

_BY_KEY = {squeeze(name): name for name in (*NAMES, *_UNNUMBERED)}
_BY_ABBREVIATION = {squeeze(short): name for short, name in _ABBREVIATIONS.items()}
# One key, two abbreviations that differ in accents only: QD is Quyết định by far more often.
_BY_ABBREVIATION["qd"] = "Quyết định"
_SPELLINGS = {"Thơ mời": "Thư mời"}

# A title of another kind that begins with one of these words is a kind too.
_OTHERS = re.compile(
    r"(?:Đơn(?!\s+(?:vị|giá))|Phiếu|Bảng|Giấy|Bản(?!\s+(?:đồ|tin))|Tờ)(?=\s)", re.IGNORECASE
)
_LONGEST_OTHER = 5  # words
_TELLING = 6  # letters by which a kind is known without its first

PATTERN = "|".join(re.escape(fold(name)).replace(r"\ ", r"\s+") for name in NAMES)


def by_name(text: str) -> str | None:
    """The kind that is named by exactly this text, however spaced or accented.

    >>> by_name("CHƯƠN G TRÌNH PHÓI HỢP")
    'Chương trình phối hợp'
    """
    return _BY_KEY.get(squeeze(text))


@lru_cache(maxsize=1024)
def heading(text: str) -> tuple[str, int] | None:
    """The kind that a heading begins with, and where its name ends in ``text``.

    Args:
        text: A line in capitals. A first word before the name is not allowed.

    Returns:
        None where the line does not begin with the name of a kind.
    """
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    best = None
    for _, end in words[:7]:
        name = by_name(text[:end])
        if name:
            best = (name, end)
    return best


@lru_cache(maxsize=1024)
def beheaded(text: str) -> tuple[str, int] | None:
    """The same for a heading whose first letter a seal or a fold hides: ``HÔNG BÁO``.

    >>> beheaded("HÔNG BÁO TUYỂN DỤNG"), beheaded("THÔNG BÁO"), beheaded("HÔNG TIN")
    (('Thông báo', 8), None, None)
    """
    first = re.match(r"\W*\w+\s+\w+", text)
    key = squeeze(first[0]) if first else ""
    names = [n for k, n in _BY_KEY.items() if k[1:] == key and len(key) >= _TELLING]
    return (names[0], first.end()) if first and len(names) == 1 else None


def other(text: str) -> str | None:
    """The kind that a line in capitals names which is in no list: ``PHIẾU NHẬN XÉT``.

    >>> other("PHIẾU NHẬN XÉT"), other("ĐƠN VỊ"), other("BAN QUẢN LÝ")
    ('Phiếu nhận xét', None, None)
    """
    if _OTHERS.match(text) is None or not 2 <= len(text.split()) <= _LONGEST_OTHER:
        return None
    return " ".join(text.split()).capitalize()


def by_symbol(symbol: str) -> str | None:
    """The kind that a symbol names, None where it names none (letters, laws).

    >>> by_symbol("2017/QĐ-UBND")
    'Quyết định'
    >>> by_symbol("UBND-NC") is None
    True
    >>> by_symbol("HD-CĐVC"), by_symbol("HĐ-CĐVC")
    ('Hướng dẫn', 'Hợp đồng')
    """
    groups = [g for g in re.split(r"[/\-–\s]+", symbol) if g and not g.isdigit()]
    # A lone group is an agency (TTg, CP, QH14); "500/BYT-QĐ" turns the usual order round.
    if len(groups) < 2:
        return None
    return _ABBREVIATIONS.get(groups[0]) or _BY_ABBREVIATION.get(squeeze(groups[0]))


def abbreviations(name: str) -> list[str]:
    """How a symbol may name a kind.

    >>> abbreviations("Quyết định")
    ['QĐ']
    """
    return [short for short, kind in _ABBREVIATIONS.items() if kind == name]


def by_abbreviation(group: str) -> str | None:
    """The kind that a group of a symbol names in just these letters, accents included."""
    return _ABBREVIATIONS.get(group)


def is_abbreviation(group: str) -> bool:
    """Whether a group of a symbol names a kind of document."""
    return squeeze(group) in _BY_ABBREVIATION


def same(a: str, b: str) -> bool:
    """Whether two names mean the same kind, or one a special form of the other."""
    x, y = squeeze(_SPELLINGS.get(a, a)), squeeze(_SPELLINGS.get(b, b))
    return x == y or x.startswith(y) or y.startswith(x)
