"""What has a shape that no print has: ``97/201 5/QH13``, ``§4/2020``, ``giỚI``, ``lkg``.

Only where nothing else can be meant; a figure that is put together stays doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import regex

import dictionaries
from dictionaries.syllable import is_syllable
from postprocess.edits import Edit
from postprocess.links import link

_DIGITS = str.maketrans("§ŠIl!OÔØ", "85111000")
_SURE, _DOUBTFUL = 0.9, 0.6
_LIKELIER, _FAR_LIKELIER = 3.0, 4.9  # nats
_OFTEN = -5.0  # log probability of a word behind one that it often follows


def _digits(text: str) -> str:
    return text.translate(_DIGITS)


def _joined(text: str) -> str:
    return text.replace(" ", "")


def _small(text: str) -> str:
    """The syllable in small letters; as it is where it is none."""
    return text.lower() if is_syllable(text.lower()) else text


def _titled(text: str) -> str:
    """The syllable with one capital; as it is where it is none."""
    return text.title() if is_syllable(text.lower()) else text


def _assembly(text: str) -> str:
    return "QH1" + text[-1]


def _roman(text: str) -> str:
    """A Roman number without the accents of what a reader of Vietnamese took it for."""
    return "".join("I" if c not in "VX" else c for c in text)


def _quarter(text: str) -> str:
    """The Roman number of a quarter; as it is where a year has none such."""
    if text == "1V":
        return "IV"
    strokes = len(text) + text.count("H")
    return "I" * strokes if strokes <= 3 else text


def _syllable(text: str) -> str:
    """Two pieces as the syllable that they are; as they are where they are none."""
    joined = text[0] + text.split()[1]
    return joined if is_syllable(joined.lower()) else text


def _barred(text: str) -> str:
    """A T whose bar is worn off before the rest of a word; as it is where that is a word."""
    number = dictionaries.vocabulary().number
    rest = text[1:]
    return f"t{rest}" if rest not in number and f"t{rest}" in number else text


def _dotted(text: str) -> str:
    """``Chi`` before a word that stands behind it far rather than behind ``Chỉ``."""
    word = text.split()[1]
    return f"Chi {word}" if link("chi", word) > link("chỉ", word) + _LIKELIER else text


def _spent(text: str) -> str:
    """``chi`` before a word that follows it often and ``chỉ`` hardly ever: ``nhánh``, ``phí``."""
    word = text.split()[1]
    usual = link("chi", word)
    return f"chi {word}" if usual > max(_OFTEN, link("chỉ", word) + _FAR_LIKELIER) else text


def _highland(text: str) -> str:
    """``Ia`` before what follows it in a name of a unit of administration."""
    return f"I{text[1:]}" if text.split()[1].lower() in _behind_ia() else text


@cache
def _behind_ia() -> frozenset[str]:
    names = (name.lower().split() for place in dictionaries.places() for name in place[1:] if name)
    return frozenset(b for name in names for a, b in pairwise(name) if a == "ia")


_SHAPES: tuple[tuple[regex.Pattern[str], Callable[[str], str], float], ...] = (
    # Signs that Vietnamese papers do not have, where a figure stands; beside an 8 it may be that
    # 8, seen twice.
    (regex.compile(r"(?<!\p{L})(?:(?<=8)[§Š]|[§Š](?=8))(?!\p{L})"), _digits, _DOUBTFUL),
    (regex.compile(r"(?<!\p{L})[§Š](?!\p{L})"), _digits, _SURE),
    # 1 kg in one word.
    (regex.compile(r"(?<!\S)[Il](?=(?:kg|km|cm|mm|ha|ml|kWh|m[23²³])\b)"), _digits, _SURE),
    # The month of a date.
    (regex.compile(r"(?<=ngày \d{1,2} tháng )[1Il][1IlO0](?=,? năm)"), _digits, _SURE),
    (
        regex.compile(r"(?<=ngày \d{1,2} tháng )[1Il] [1IlO0](?=,? năm)"),
        lambda text: _digits(_joined(text)),
        _DOUBTFUL,
    ),
    (
        regex.compile(r"(?<!\S)(?:[Nn]gày(?=\d{1,2} tháng\b)|tháng(?=\d{1,2} năm\b))"),
        lambda text: f"{text} ",
        _SURE,
    ),
    # A year within a number, the number behind its label, a month or a year, and thousands.
    (regex.compile(r"(?<!\S)\d{1,5}/(?:19|20)\d \d/(?=\p{Lu}{2})"), _joined, _DOUBTFUL),
    # Its last figure and the stroke behind it in one: 107/202LNĐ-CP.
    (
        regex.compile(r"(?<=\d/(?:19|20)\d)[LI](?=(?:NĐ|TT|TTLT|QĐ|NQ)-\p{Lu}|QH1\d)"),
        lambda _: "1/",
        _DOUBTFUL,
    ),
    (regex.compile(r"(?<=\bsố )1 \d(?=/(?:19|20)\d\d/\p{Lu}{2})"), _joined, _DOUBTFUL),
    (
        regex.compile(
            r"(?<![\d/.,] ?)(?:0?[1-9]|[12]\d|3[01])/(?:1 [0-2]/(?:19|20)\d\d"
            r"|(?:0?[1-9]|1[0-2])/(?:19|20)\d \d)(?![\d/])"
        ),
        _joined,
        _DOUBTFUL,
    ),
    (regex.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*\. 000(?![\d])"), _joined, _DOUBTFUL),
    # A symbol parted behind its dash: 10/KH- UBND, 37- CT/TW.
    (
        regex.compile(
            r"(?<!\S)\d\w{0,5}(?:(?:/(?:19|20)\d\d)?/\p{Lu}\p{L}*- (?=\p{Lu}{2})"
            r"|- (?=\p{Lu}{2,}/\p{Lu}{2}))"
        ),
        _joined,
        _SURE,
    ),
    # Roman numbers with a letter's accent or a small l: chương VỊI, lần IIl.
    (
        regex.compile(r"(?<!\w)(?:(?=\w*[ÍÌỈĨỊ])[VXIÍÌỈĨỊ]{3,5}|X?V?II[l1])(?!\w)"),
        _roman,
        _SURE,
    ),
    # A decision whose Đ was read twice, of no number or of the Party: …/QĐĐ-XPHC, 03/QĐĐ.CB.
    (regex.compile(r"(?<=[/.…])Q[ĐÐ]{2}(?=[-.]\p{Lu}{2})"), lambda _: "QĐ", _SURE),
    # A quarter, of which a year has four: quý 11/2024, quý HI năm 2024.
    (
        regex.compile(
            r"(?<=\b[Qq]u[ýí] )(?:1V|(?!1\b)[1IHl|]{1,3})(?=/(?:19|20)\d\d\b| năm (?:19|20)\d\d\b)"
        ),
        _quarter,
        _SURE,
    ),
    # Quarter and year run together, or parted by a speck.
    (regex.compile(r"(?<=[Qq]uý )(?:I{1,3}|IV)(?=năm\b)"), lambda text: f"{text} ", _SURE),
    (regex.compile(r"(?<=\bnăm)-(?=(?:19|20)\d\d\b)"), lambda _: " ", _SURE),
    # None of something counted; nhóm máu O is no figure.
    (
        regex.compile(
            r"(?<=\p{Ll} )(?<!(?:máu|chữ) )[OÔØ](?= (?:cas?|trường hợp|vụ|người|hồ sơ|lượt|"
            r"văn bản|đơn|cuộc|cơ sở|tổ chức|đồng)\b)"
        ),
        _digits,
        _DOUBTFUL,
    ),
    # What a recipient is to do with it: để báo cáo.
    (regex.compile(r"\(đ[êềể] b/[ce€¢©](?=[);,])"), lambda _: "(để b/c", _SURE),
    (regex.compile(r"(?<=\()b/[eC€¢©](?=[);,])"), lambda _: "b/c", _SURE),
    (regex.compile(r"(?<=\()b[íìỉịil1]c(?=\))"), lambda _: "b/c", _SURE),
    # A council of which the bar of its Đ was not seen.
    (regex.compile(r"(?<=\d/(?:NQ|TTr|BC|CT|KH|QĐ)-)HDND\b"), lambda _: "HĐND", _SURE),
    # The clerks who keep it (văn thư), and the head of a column of numbers.
    (regex.compile(r"(?<=^[-–] Lưu:? )V[IÍÌỈĨỊ1l](?=[,;.\s])", regex.M), lambda _: "VT", _SURE),
    (regex.compile(r"^T[IÍÌỈĨỊ](?=\t)", regex.MULTILINE), lambda _: "TT", _SURE),
    (regex.compile(r"^S(?:I[TIL]|TI|IL)L?(?=\t)", regex.MULTILINE), lambda _: "STT", _SURE),
    # A comrade among them.
    (regex.compile(r"(?<=^[-–] )Đ[íìiIl1]c(?= \p{Lu}\p{Ll})", regex.M), lambda _: "Đ/c", _DOUBTFUL),
    # The minutes of an hour.
    (regex.compile(r"(?<=\b\d{1,2}h\d{2})[°º](?!\w)"), lambda _: "’", _SURE),
    # Kính gửi without its capital.
    (regex.compile(r"^ính(?= gửi\b)", regex.MULTILINE), lambda _: "Kính", _SURE),
    # Strains of influenza.
    (regex.compile(r"\bH\d{1,2}N[Il!](?!\w)"), _digits, _SURE),
    # A TTr, the one abbreviation with a small letter in it, after its number.
    (regex.compile(r"(?<=\d/)(?!TTr)[1IlTÏ][1IlTï]r(?=-\p{Lu})"), lambda _: "TTr", _DOUBTFUL),
    # A leader before the number of a paragraph.
    (regex.compile(r"(?<!\S)_{1,3}(?=\d{1,2}\.\s)"), lambda _: "", _SURE),
    # The stop behind the number of a paragraph: where a line before goes on, "khóa 15, / 16, Kế
    # toán", a comma may stand.
    (
        regex.compile(
            r"(?:(?<=[.;:/]\n\n?)|(?<=\n\n)|(?<=^[“\"]))(?:[1-9]|1\d),(?= \p{Lu}\p{Ll})", regex.M
        ),
        lambda text: f"{text[:-1]}.",
        _SURE,
    ),
    # What a pen signed the end of a text with.
    (
        regex.compile(
            r"(?<=[\p{L})”\"])\./(?!\.?$)\.?\S{0,6}(?: \S{1,4})?(?: [^\w\s]{1,3})?$", regex.M
        ),
        lambda _: "./.",
        _SURE,
    ),
    (regex.compile(r"(?<=\. )[—–]{2,}\S{0,6}$", regex.M), lambda _: "", _SURE),
    # The National Assembly by its number: 59/2020/QHI4, QH 14, QHI 5.
    (
        regex.compile(r"(?<=/\d{4}/)(?!QH1\d\b)[Q0O]H ?[Il1!]{1,2} ?\d\b"),
        _assembly,
        _DOUBTFUL,
    ),
    # A Tr that was parted in its middle: Tì rưởng.
    (regex.compile(r"\bT[iìíl] r\p{Ll}+"), _syllable, _SURE),
    # A bracket that is closed nowhere, before no word: (ại trường.
    (regex.compile(r"(?<!\S)\(\p{Ll}{2,6}(?![\p{L})])(?![^()]{0,300}\))"), _barred, _SURE),
    (regex.compile(r"^ở(?=\) \p{Lu}\p{Ll})", regex.MULTILINE), lambda _: "đ", _SURE),
    # Clauses i and l: ï) Phối hợp, các điểm i, k và I khoản 1.
    (regex.compile(r"(?<!\S)[ïíìỉ¡](?=\) \p{Lu}\p{Ll})"), lambda _: "i", _SURE),
    (regex.compile(r"(?<=\b[a-k](?:,| và| hoặc) )I(?=,? khoản \d)"), lambda _: "l", _SURE),
    # Parts of a thousand.
    (regex.compile(r"(?<=\d ?)%[oO0](?!\w)"), lambda _: "‰", _SURE),
    # The sign of an address.
    (
        regex.compile(r"(?<=\w)\((?:2(?=(?:gmail|yahoo|hotmail|outlook)\.com)|@(?=\w+\.\w))"),
        lambda _: "@",
        _SURE,
    ),
    # About what a paper is, in slanted print: uề uiệc.
    (
        regex.compile(r"(?<!\S)(?![Vv]ề việc\b)[UuVv][ềếể] [uv]iệc\b"),
        lambda text: "Về việc" if text[0].isupper() else "về việc",
        _SURE,
    ),
    # A star is the quotation mark before what a law is to say: *2. Thủ tướng, *b) Thay đổi.
    (
        regex.compile(
            r"^\*(?=(?:\d{1,2}[.,]|[a-zđ]\)) \p{Lu}\p{Ll})(?=[^“”\"]{5,1500}[”\"])", regex.M
        ),
        lambda _: "“",
        _DOUBTFUL,
    ),
    # A dagger is a t: †án thành.
    (regex.compile(r"(?<!\S)†(?=\p{Ll}{2})"), lambda _: "t", _SURE),
    # The name of an app.
    (regex.compile(r"\bVNe[l1]D\b"), lambda _: "VNeID", _SURE),
    # Capitals within a word of small letters, with a mark: pH and kW have none.
    (regex.compile(r"(?<!\S)\p{Ll}+(?=\p{Lu}*[^A-Z\P{Lu}])\p{Lu}+\p{Ll}*(?!\w)"), _small, _SURE),
    # A second capital with a mark: SỬa.
    (regex.compile(r"(?<!\S)\p{Lu}[^A-Z\P{Lu}]\p{Ll}+(?!\w)"), _titled, _SURE),
    # A stroke of fractions, in italics.
    (regex.compile(r"(?<=\w)/?⁄/?(?=\w)"), lambda _: "/", _SURE),
    # What a letter is about, before a small letter.
    (
        regex.compile(r"^V(?:/V|[IiÍíÌìl1!|]v|W|/)(?= \p{Ll}{2})", regex.MULTILINE),
        lambda _: "V/v",
        _SURE,
    ),
    # Communes and districts of the central highlands: la Grai.
    (regex.compile(r"(?<!\w)[l1|]a \p{Lu}\p{Ll}+"), _highland, _SURE),
    # An agency whose dot was read as a hook: Trưởng Chỉ cục.
    (regex.compile(r"(?<=\p{L} )Chỉ \p{Ll}+"), _dotted, _SURE),
    (regex.compile(r"(?<!\S)chỉ \p{Ll}+"), _spent, _SURE),
    # Of the youth union; "không chỉ đoàn viên", "chỉ đoàn công tác" are others.
    (
        regex.compile(r"(?<!\bkhông )(?<!\S)chỉ đoàn(?! (?:viên|thể|kết|công|kiểm|thanh tra))\b"),
        lambda _: "chi đoàn",
        _SURE,
    ),
    # The bar of "T/M" read as a letter: "TIM BAN THƯỜNG VỤ".
    (regex.compile(r"(?<!\S)T[IÍÌl1|]M(?= BAN (?:THƯỜNG|CHẤP) )"), lambda _: "T/M", _SURE),
)


def odd_shapes(text: str) -> Iterator[Edit]:
    """Edits of what cannot be printed so, in a text of a reader of Vietnamese."""
    for pattern, mend, confidence in _SHAPES:
        for match in pattern.finditer(text):
            after = mend(match.group())
            if after != match.group():
                yield Edit(*match.span(), match.group(), after, "shape", confidence)
