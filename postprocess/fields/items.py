"""Items of a list of addressees or copies: where each begins, and what is meant by it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from dictionaries.syllable import is_syllable, old_style
from postprocess.fields import abbreviated
from postprocess.fields.agency_kinds import mended_name
from postprocess.fields.carried import is_carried
from postprocess.fields.flow import Flow
from postprocess.fields.fragments import torn
from postprocess.fields.last_letters import with_last_letters
from postprocess.fields.name_letters import with_unions
from postprocess.fields.names import illegible
from postprocess.fields.place_names import known_place
from postprocess.fields.plausible import breaks_off, likeliest, plausible
from postprocess.fields.value import (
    SURE_RULE,
    SURE_TEXT,
    SURE_WORD_IN_TEXT,
    WEAK_RULE,
    text_value,
)
from postprocess.record import Status, Text

_SEMICOLON = regex.compile(r";[^\p{L}\d]*$")
_STOP = regex.compile(r"[;:.,][^\p{L}\d]*$")
_MOST = 0.6  # of the items of a list
SPECK = 2  # letters that are no item
# Of which province, which company? The name went on in a row that is lost.
_NO_PLACE = regex.compile(r"^(?!Lưu|[Cc]ác\b)[^,:]*\b(?:[ỦU][yỷ] ban nhân dân|Công ty)$")
_LEAD = r"[\s\-–—~•+*_.,'`‘’“”\"=:|]*"
_ITEM = regex.compile(rf"^{_LEAD}(?:\p{{Ll}}?[>»])?{_LEAD}(?=[\p{{L}}\d(])")
DASHED = regex.compile(r"^\s*(?:[-–—~•+*_=]|\. )+\s*(?=[\p{L}\d(])")
# A dash of an item may not have been read. What ends with a semicolon ends an item, so does
# what is always the first; "Lưu: VT" is always the last (decree 30/2020, annex I, 9b).
_ENDS = (
    r"(?<=;)\s*\n|(?<=:)\s*\n(?=\p{Lu})|(?<=Như (?:trên|kính gửi|[Đđ]iều \d))\W*\n"
    r"|(?:[;:.,]|\n)[^\p{L}\d]*(?=L?ưu\b\W*V[TP]\b)"
)
_BY_DASHES = regex.compile(rf"(?:\n|(?<=;)\s*|^\s*)(?=\s*[-–—~•+*=_])|{_ENDS}")
# Of a list whose items end with commas one that lost its dash is no part of that above it.
_BY_COMMAS = regex.compile(rf"{_BY_DASHES.pattern}|(?<=,)\s*\n(?=\p{{Lu}})")
_BY_ROWS = regex.compile(rf"\n(?!\p{{Ll}})|(?<=;)\s+|{_ENDS}")
BY_OPEN_ROWS = regex.compile(rf"(?<![,\-–—]\s*)\n(?!\p{{Ll}})|(?<=;)\s+|{_ENDS}")
# "SN Như trên", "ưu: VT": specks before the first item, the last without its first letter.
_SPECKS = regex.compile(r"^\S{1,2}\s+(?=Như (?:trên|kính gửi|[Đđ]iều \d))")
# In whose stead who signs at the right does so is nobody who gets a copy.
_AUTHORITY_ALONE = regex.compile(r"(?:K/?T|T/?M|T/?L|TUQ)")
# What a form asks for under the list of copies is nobody who gets one.
_FORM_BELOW = regex.compile(
    r"\n\W*(?:ho (?:va )?ten|so dien thoai|dien thoai|email|dia chi|nguoi lien he)\b[^\n]*:"
)
# "Bản điện tử:" names how those below get theirs, and none of them.
FORM_OF_COPY = regex.compile(
    r"[^\w\-–—]{0,3}(?:gui )?(?:(?:bang|qua) )?(?:ban|van ban|vb) (?:\w?i?en tu|giay|mem|in)\s*:\W*"
)
# The dot of an i read as a hook: "Chỉ cục", "Chỉ đoàn" are none; a blank not read: "Chicục".
_CHI = regex.compile(r"\bCh(?:ỉ |i(?! ))(?=(?:cục|[Đđ]oàn|bộ|nhánh|hội|[Ủủ]y|[Uu]ỷ)\b)")
# "tỉnh An R Giang": a letter that a speck or a pen was read as amid a name.
_AMID_NAME = regex.compile(r"(?<=\b(?P<a>\p{Lu}\p{Ll}+) )\p{Lu} (?=(?P<b>\p{Lu}\p{Ll}+))")
# "tỉnh R An Giang": the same before it.
_BEFORE_NAME = regex.compile(
    r"(?<=\b(?:tỉnh|huyện) )\p{Lu} (?=(?P<a>\p{Lu}\p{Ll}+) (?P<b>\p{Lu}\p{Ll}+))"
)
# "Sở Tài nguyên R và Môi trường": the same amid other words, where no kind is told by a letter.
# Vowels may be words ("Y tế", "A Lưới"), V and X figures.
_AMID_WORDS = regex.compile(
    r"(?<=\s\p{Ll}+ )(?<!\b(?:viện|khối|nhóm|loại|hạng|bảng|mẫu|lớp|khu|tổ|đội|ban|phòng|nhà|tòa|"
    r"toà|cấp|bậc|điểm|trường|xã|lô|cụm) )[B-DF-HJL-NP-TWZ](?= \p{L}{2})"
)
_AND_MORE = regex.compile(rf"{_AMID_WORDS.pattern} (?=và \p{{Lu}}\p{{Ll}})")
_BEHIND_STOP = regex.compile(  # "Bộ Nội vụ;H", "Sở Nội vụ:F]"
    r"(?<=\p{L}\)?)(?:;\s?(?!(?<=^Lưu.*)\p{Lu}{2}$)[\p{L}\d'’|{}\[\]]{1,2}|:\s?[\p{L}\d]?[\[\]|{}'’]{1,2})$"
)
# "(t/h)", "(p/h)", "(t/hiện)" whose slash was not read.
_NO_SLASH = regex.compile(r"(?<=\((?:để )?)(?:(?P<t>t)(?P<h>h|hiện)|(?P<t>p)(?P<h>h))(?=[\s)]|$)")
# "(để biểu)", "“để biếr”": to know is all that stands alone there.
_TO_KNOW = regex.compile(r"(?<=[(“\"]để )b[iìíỉĩị][eêéèẻẽẹềểễếệ]\p{Ll}{1,2}(?=\s?(?:[)”\"]|$))")
# "Bản VH-XH": papers and copies are called by no abbreviation.
_BOARD = regex.compile(r"(?<=^(?:[Cc]ác )?)B[àáảãạ]n(?= \p{Lu}{2})")
# "UBND các quận, huyện", "Các Khoa, Tổ": lists end so, texts hardly ever.
_KINDS = regex.compile(
    r"\b(?:huyện|quận|xã|phường|trường|khoa|phòng|ban|tổ|cơ quan|đơn vị)$", regex.IGNORECASE
)
_KINDS_AS_READ = frozenset(
    ("Ban", "Khoa", "khoa", "Tổ", "Phòng", "phòng", "Sở", "sở", "Cục", "Vụ", "Viện", "Hội", "Đoàn")
)
# What a pen wrote behind the stop that ends the list.
_PEN_LAST = regex.compile(
    r"(?<=^Lưu.*\p{Lu}{2})\.(?:\p{Ll}$|\.\S.*)|"  # "VT.z", "VT..2K,Ho"
    r"(?<=^Lưu.*\p{L}{2})\.\s+(?:\d{1,3}|\S{0,2}[^\p{L}\d\s.,;)\-&]\S{0,2})$"
)
# "SởKH&ĐT": a blank that was not read.
_GLUED = regex.compile(r"\b(?P<kind>Sở|Bộ|Cục|Vụ|Phòng)(?=\p{Lu}{2})")
# "(báo cáo). Z4 DÄ", "(L-40b).4": what seal and pen left behind the stop of an item.
_SEAL_BEHIND = regex.compile(
    r"(?<=\w\))[.;]\s?\S(?:\P{Ll}{0,8})$|(?<=\p{L});[^\p{L}]+$|"
    r"(?<=\w\))[.;]\s\S{1,2}\s(?=\S*[\p{Ll}\d])\S{1,2}$|(?<=\w\))\.\s[^\p{L}\d\s]\p{Ll}$"
)
# "Lưu: VT, KH, Tư": who keeps it is named in capitals; a figure or a letter was misread. And
# whose mark stands behind in brackets ("TH(Nh)") no list knows.
_KEPT_AS_WORD = regex.compile(
    r"^Lưu.*(?:[,;:]\s?(?![A-Z][a-z]+\b)\p{Lu}\p{Ll}{1,5}(?=\W*(?:[,;.(]|$))|"
    r"\p{Lu}\(\p{Lu}?\p{Ll})"
)
# "Như điều 2 HẠNG 725": nothing stands behind it but a bracket or another article.
_AS_ARTICLE = regex.compile(r"(?<=^Như [Đđ]iều \d{1,2})\s+(?!\()\P{Ll}+$")
_OPENED = regex.compile(r"^\((?=\p{Lu}[^()]*$)")  # "(Cơ quan Trung ương": a speck behind the dash
_AS_ADDRESSED = regex.compile(r"^Nh[ưuứừ] kính g\S{0,3}$")
# "(đề th/hiện)": no bracket says so but one that tells what for; "(đề bạt)" is another word.
_PURPOSE = regex.compile(
    r"\(\s?[đd][eêéèẻẽẹềểễếệ] (?=\p{L}{1,3}/|[tp]h\)|(?:báo cáo|biết|th[ựu]c hiện|phối hợp|"
    r"theo dõi|chỉ đạo|thi hành|giải quyết|đăng|xem xét)\b)"
)
_KEPT = regex.compile(r"^(?:ưu|[CL][oư]\p{Ll}{1,2})(?=\W*V[TP]\b)")
# "(để b/c)", "(b/c)", as they are read in small italics.
_FOR_REPORT = regex.compile(
    r"\((?P<to>[đd][eêéèẻẽẹềểễếệ] )?b[/íìiIl1|][ceoC€©](?P<rest>áo)?\s?[)}\]]"
)
_COMMA = regex.compile(r"(?<=\p{Ll}{2})\.(?=\s\p{Ll}{2})")  # "Thủ tướng. các Phó Thủ tướng"
_IN_BRACKETS = regex.compile(r"\([^()]+\)")
_NAME_FIRST = regex.compile(r"^\p{L}+(?: \p{L}+)+")


def bounds_of(text: str) -> regex.Pattern[str]:
    """Where items of a list begin: at dashes, where there are some."""
    dashes = regex.findall(r"(?:^|\n|(?<=[;:]\s))\s*[-–—~•+*=]", text)
    if len(dashes) < 2 and ("\n" in text or not dashes):
        return _BY_ROWS
    ends = [above.rstrip()[-1:] for above, row in pairwise(text.split("\n")) if DASHED.match(row)]
    return _BY_COMMAS if ends.count(",") > 1 and ";" not in ends else _BY_DASHES


def items_of(
    flow: Flow,
    start: int,
    rule: str,
    prior: float = SURE_RULE,
    ends: regex.Pattern[str] | None = None,
) -> list[Text]:
    """Items of a list: each begins with a dash, or with a row where none has one.

    Args:
        flow: The rows of the list.
        start: Where its label ends in their text.
        rule: What found the list.
        prior: Confidence of that.
        ends: Where items end; None to tell by these rows alone.
    """
    text = flow.text[start:]
    if form := _FORM_BELOW.search(flow.folded, start):
        text = text[: form.start() - start]
    bounds = [0]
    for hit in (ends or bounds_of(text)).finditer(text):
        item, rest = text[bounds[-1] : hit.end()], text[hit.end() :]
        # "(Phòng Hành chính; Phòng Quản trị)" is one item.
        if is_carried(item.rstrip().rsplit("\n", 1)[-1], rest.split("\n", 1)[0]):
            continue
        bracketed = item.count("(") > item.count(")") and regex.match(r"[^(]*\)", rest)
        if hit.end() and (not bracketed or DASHED.match(rest)):
            bounds.append(hit.end())
    bounds = [start + at for at in bounds]
    values: list[Text] = []
    for a, b in zip(bounds, [*bounds[1:], start + len(text)], strict=True):
        lead = _ITEM.match(flow.text[a:b])
        begin = a + lead.end() if lead else a
        found = flow.found(begin, b)
        printed = regex.sub(r"\.\s?/\W*$", "", found.raw).strip(" .;:,_-–—'`|„")
        # No model can tell of those whether they were read right: "CT, các BGT" for "các PCT".
        shaky = found.strange is not None and found.strange < SURE_TEXT
        value = _mended(printed, read=found.confidence is not None)
        speck = a == start and _is_speck(value, b, flow)
        letters = any(map(str.isalpha, value)) and sum(map(str.isalnum, value)) > 1
        if not letters or speck or _AUTHORITY_ALONE.fullmatch(value):
            continue
        if values and _IN_BRACKETS.fullmatch(value) and not DASHED.match(flow.text[a:b]):
            _add_to(values[-1], value)
            continue
        odd = regex.search(r"[^\p{L}\d\s.,;:()/\-–&“”\"'+]", value) is not None
        # Its colon was taken for a semicolon, and the next item has no dash.
        odd = odd or (found.raw.endswith(":") and not DASHED.match(flow.text[b:]))
        # So is a list that ends with a comma, and a name with a letter amid it.
        odd = odd or (value.startswith("Lưu") and found.raw.endswith((",", "-")))
        odd = odd or bool(_NO_PLACE.search(value))
        odd = odd or bool(_KEPT_AS_WORD.search(value))
        misread = illegible(value)
        odd = odd or bool(_AMID_WORDS.search(value)) or misread or torn(value)
        told = not misread and (odd or plausible(value))
        if not told and found.confidence is not None and not value.startswith("Lưu"):
            # Where a paper is kept is said in abbreviations.
            meant = _with_kinds(value, likeliest(value, flow.well_read()))
            value = value if illegible(meant) else meant
        if found.confidence is not None:
            value = with_unions(value)
        sure = value == printed and not odd and told and not shaky and not _breaks_off(value)
        values.append(
            text_value(
                found,
                value,
                rule,
                prior=prior if sure else WEAK_RULE,
                each=SURE_TEXT if value.startswith("Lưu") else SURE_WORD_IN_TEXT,
                closed=True,
            )
        )
    _doubt_unended(values)
    return values


def _add_to(item: Text, more: str) -> None:
    """Put what it is sent for, on a row of its own, behind an item, in doubt whose it is."""
    item.value = f"{item.value} {more}"
    item.status = Status.DOUBTFUL


def _doubt_unended(items: Sequence[Text]) -> None:
    """Doubt an item without a stop in a list whose others end with semicolons: more followed."""
    above = [item for item in items[:-1] if item.raw]
    ended = sum(_SEMICOLON.search(item.raw or "") is not None for item in above)
    if ended > 1 and ended >= _MOST * len(above):
        for item in above:
            if not _STOP.search(item.raw or "") and item.status is Status.OK:
                item.status = Status.DOUBTFUL


def _with_kinds(read: str, proposed: str) -> str:
    """What is proposed for an item, but names and kinds of units as they were read.

    ``các Ban``, ``Trần Văn Hiễu``: what people and firms are called no model knows.
    """
    words = []
    for before, word, other in zip(
        ["", *read.split()], read.split(), proposed.split(), strict=False
    ):
        core = word.strip(",;:")
        inside = before.isalpha() and before.istitle() and before != "Như"
        named = inside and core.istitle() and is_syllable(old_style(core.lower()))
        words.append(word if named or core in _KINDS_AS_READ else other)
    return " ".join(words)


def _mended(printed: str, *, read: bool) -> str:
    """An item without what stamp, seal and pen left beside it, signs as they are meant.

    Args:
        printed: The item without dash and stop.
        read: A recogniser read it: letters of a typed text stay as they are.
    """
    value = _FOR_REPORT.sub(
        lambda hit: f"({'để ' if hit['to'] else ''}b/c{hit['rest'] or ''})", printed
    )
    value = _PURPOSE.sub("(để ", _SEAL_BEHIND.sub("", value))
    value = abbreviated.mended(value) if read else value
    value = _AS_ADDRESSED.sub("Như kính gửi", _AS_ARTICLE.sub("", value))
    value = _KEPT.sub("Lưu", _SPECKS.sub("", _BEHIND_STOP.sub("", value)))
    value = _PEN_LAST.sub("", value)
    if read:
        value = with_last_letters(_OPENED.sub("", value))
        value = _GLUED.sub(r"\g<kind> ", value)
        value = _BEFORE_NAME.sub(_without_letter, _AMID_NAME.sub(_without_letter, value))
        value = _CHI.sub("Chi ", value)
        value = _BOARD.sub("Ban", _TO_KNOW.sub("biết", _AND_MORE.sub("", value)))
        value = _NO_SLASH.sub(lambda hit: f"{hit['t']}/{hit['h']}", value)
        value = _COMMA.sub(",", _NAME_FIRST.sub(_as_listed, value))
    return value


def _as_listed(hit: regex.Match[str]) -> str:
    """The name of an agency one letter of which was misread: ``Bệ Tài chính``."""
    read = hit[0].split()
    meant = (mended_name(hit[0].upper()) or "").split()
    if len(meant) != len(read):
        return hit[0]
    if sum(a.upper() != b for a, b in zip(read, meant, strict=True)) > 1:
        return hit[0]  # "Cổng TT điện tử", which is no CÔNG TY
    return " ".join(
        m if r.isupper() else m.capitalize() if r.istitle() else m.lower()
        for r, m in zip(read, meant, strict=True)
    )


def _breaks_off(value: str) -> bool:
    """Whether an item ends in the middle of a name, as none does but where a line was cut."""
    short = value.rsplit(maxsplit=1)[-1].isupper()  # an abbreviation
    listed = value.startswith("Lưu") or _KINDS.search(value) or short
    return not listed and breaks_off(value)


def _is_speck(value: str, end: int, flow: Flow) -> bool:
    """Whether a first item is what stands between the label and a list: a letter or two.

    Or a pen's figures and a letter, or a word that is none, or a small one.
    """
    few = len(value) <= SPECK or regex.fullmatch(r"\p{Lu}\d{1,3}", value) is not None
    letters = regex.sub(r"\P{L}", "", value)
    word = is_syllable(letters.lower()) and not letters.islower()
    few = few or (" " not in value and not letters.isupper() and not word)
    return few and DASHED.match(flow.text[end:]) is not None


def _without_letter(hit: regex.Match[str]) -> str:
    """Nothing where a letter parts the name of a place, else the letter."""
    return "" if known_place(f"{hit['a']} {hit['b']}") else hit[0]
