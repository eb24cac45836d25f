"""Who is written to, who gets a copy, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from ocr.page import BlockKind
from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.head import TO, cut, in_capitals
from postprocess.fields.names import illegible, misspelt_title
from postprocess.fields.plausible import plausible
from postprocess.fields.title import begins_body
from postprocess.fields.value import (
    SURE_RULE,
    SURE_WORD_IN_TEXT,
    WEAK_RULE,
    absent,
    text_value,
    unread,
)
from postprocess.record import Text

_COPIES = regex.compile(r"^\W{0,3}n[oơ][il1]\s*nh[aâ][nm]h?\b\s*[:;.,]*")
_ITEM = regex.compile(r"^[\s\-–—~•+*_.,'`‘’“”\"=:|]*(?=[\p{L}\d(])")
_DASHED = regex.compile(r"^\s*(?:[-–—~•+*_=]|\. )+\s*(?=[\p{L}\d(])")
_END_MARK = regex.compile(r"\./\s*[.,]")
_AUTHORITY = regex.compile(
    r"^\W{0,8}(?P<code>(?:t\s?[./]?\s?u\s?[./]?\s?q|tm|kt|tl|q)(?=\s?[.,])"
    r"|(?:t/m|k/t|t/l)(?=[\s.,]))"  # of the Party, and of old papers
)
_TITLE = regex.compile(
    r"\b(?:giam doc|chu tich|bo truong|thu truong|cuc truong|vu truong|truong phong|pho phong|"
    r"hieu truong|chanh van phong|chanh thanh tra|chanh an|vien truong|vien pho|truong ban|"
    r"pho ban|truong doan|truong khoa|thu tuong|thong doc|chu nhiem|bi thu|truong ty|"
    r"tong thu ky|uy vien|tong cuc truong|chi huy truong|ke toan truong|tong bien tap|doi truong|"
    r"to truong|tram truong|quan doc|thu ky|chu toa|chu tri|thuong truc|chuyen vien|"
    r"truong dai dien|chanh tong|truong so|benh vien truong)\b"
)
_TITLE_BEHIND = regex.compile(r"[;:.,]\s+(?=\p{Lu}{2,}[\p{Lu}\s./]*$)")
_NO_NAME = regex.compile(_TITLE.pattern + r"|\b(?:phu luc|van ban|noi dung|danh muc|ho so)\b")
# The commonest family names of the Kinh and of minorities, folded.
_FAMILY_NAMES = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan trinh dinh "
    "lam mai truong cao ha luu luong chau ta thai to ton tong quach kieu nghiem phung vuong trieu "
    "la lai luc ma mac nong khuc giap dam thach danh son kim lo long lu cu bach bo che chu diep "
    "du giang ha hua khong lang loc luyen man ninh nham ong phi phu quan sam tang than thi tiet "
    "tieu trang tu ung uong van vi vien xa yen au an a y dieu h kpa ksor nay rcom siu thao sung "
    "vang giang hau ban ly leng cam lau mua thap thieu thuong to tuong vuong"
)
_FAMILY = frozenset(_FAMILY_NAMES.split())
_HONOUR = regex.compile(
    r"^(?:(?:pgs|gs|ts|ths|bs|bsck|cn|ks|ds|dsck|ckii?|cki|th|ong|ba)\b[.,:\s]*)+"
)


@dataclass(slots=True)
class Foot:
    """Rows of the foot of a document, and the body above it."""

    body: list[Row] = field(default_factory=list)
    copies: list[Row] = field(default_factory=list)
    signature: list[Row] = field(default_factory=list)


def split_addressees(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """``Kính gửi`` and what belongs to it, and all other rows.

    Args:
        rows: After the head; the addressees stand within the first of them.
    """
    for i, row in enumerate(rows[:16]):
        label = TO.match(row.folded)
        if not label:
            continue
        mine = [row]
        if regex.search(r"(?:\.{4}|…{2}|_{4})", row.text):
            return mine, [*rows[:i], *rows[i + 1 :]]  # a form with the name left open
        empty = not any(c.isalpha() for c in row.text[label.end() :])
        listed = empty or bool(_DASHED.match(row.text[label.end() :]))
        for next_row in rows[i + 1 : i + 14]:
            dashed = bool(_DASHED.match(next_row.text))
            unfinished = not regex.search(r"[.;:]\W*$", mine[-1].text)
            wrapped = next_row.text[:1].islower() or (
                listed and next_row.block == mine[-1].block and not begins_body(next_row)
            )
            first = empty and len(mine) == 1
            if not (first or (listed and dashed) or (wrapped and unfinished)):
                break
            mine.append(next_row)
        return mine, [*rows[:i], *rows[i + len(mine) :]]
    return [], list(rows)


def addressees(rows: Sequence[Row]) -> list[Text]:
    """One value for each addressee; none where the line holds only dots."""
    if not rows:
        return []
    flow = Flow.of(rows)
    label = TO.match(flow.folded)
    return _items(flow, label.end() if label else 0, "Kính gửi")


def split_foot(rows: Sequence[Row]) -> Foot:
    """Part the foot (``Nơi nhận``, signature) from the body.

    The foot begins behind the end mark ``./.`` or at ``Nơi nhận``; without either only
    what the layout took for a signature is one.
    """
    foot = Foot()
    start = next((i for i, r in enumerate(rows) if _COPIES.match(r.folded)), None)
    if start is None:
        ends = [i for i, r in enumerate(rows) if _END_MARK.search(r.text)]
        # The end mark closes a document; figures and items may follow it in an annex.
        if ends and len(rows) - ends[-1] <= 25:
            start = ends[-1] + 1
    page = rows[start].page if start is not None and start < len(rows) else None
    for i, row in enumerate(rows):
        if row.kind is BlockKind.SIGNATURE and (page is None or row.page == page):
            foot.signature.append(row)
        elif row.kind is BlockKind.TABLE or start is None or i < start or row.page != page:
            # Right of the copies, a signature may come first in reading order.
            foot.body.append(row)
        elif _COPIES.match(row.folded) or (
            _DASHED.match(row.text) and not _AUTHORITY.match(row.folded)
        ):
            left, right = _columns(row)
            if left:
                foot.copies.append(left)
            if right:
                foot.signature.append(right)
        elif row.kind is BlockKind.RECIPIENTS and not _is_last_copy(foot.copies):
            foot.copies.append(row)
        elif _signs(row) or (foot.copies and i == len(rows) - 1 and _like_name(row)):
            foot.signature.append(row)
        elif foot.copies and not foot.signature and row.text[:1].islower():
            foot.copies.append(row)
        else:
            foot.body.append(row)
    _lift_signature(foot)
    return foot


def _is_last_copy(copies: Sequence[Row]) -> bool:
    """``Lưu: VT, …`` ends the list (decree 30/2020, annex I, 9b)."""
    return bool(copies) and regex.match(r"\W*l[uư]u\b", copies[-1].folded) is not None


def _lift_signature(foot: Foot) -> None:
    """Take a signature that a reader put under or into the end of the body out of it.

    Its title stands alone on a row, in capitals, and under it is no more than a name, a
    scrawl and what a seal was read as.
    """
    if any(_is_title(r) for r in foot.signature):
        return
    last = len(foot.body)
    for i in range(last - 1, max(last - 9, -1), -1):
        row = foot.body[i]
        if _END_MARK.search(row.text) or row.kind is BlockKind.TABLE:
            return
        if (
            _is_title(row)
            and len(row.line.words) <= 8
            and (i == 0 or not _is_title(foot.body[i - 1]))
        ):
            foot.signature = foot.body[i:] + foot.signature
            del foot.body[i:]
            return


def _columns(row: Row) -> tuple[Row | None, Row | None]:
    """Cut a row of the foot where its right column begins.

    That is at a gap as wide as three lines are high; without boxes where, behind the label
    or the stop of an item, a title in capitals fills the row.
    """
    if hit := _TITLE_BEHIND.search(row.text):
        left, right = cut(row, hit.end())
        if right is not None and _is_title(right):
            return left, right
    words = row.line.words
    for i in range(1, len(words)):
        a, b = words[i - 1].box, words[i].box
        if a and b and row.width and b[0] - a[2] > 3 * (a[3] - a[1]) and b[0] > 0.4 * row.width:
            return row.part(0, i), row.part(i)
    return row, None


def _is_title(row: Row) -> bool:
    folded = row.folded
    return bool(_AUTHORITY.match(folded) or (_TITLE.search(folded) and in_capitals(row.text)))


def _is_name(row: Row) -> bool:
    return _name(row.text) is not None


def _like_name(row: Row) -> bool:
    """Two to five words without figures or a stop: a name, however badly read."""
    return (
        2 <= len(row.line.words) <= 5
        and row.text[0].isupper()
        and regex.search(r"\d|[.;:,]\s*$", row.text) is None
    )


def _signs(row: Row) -> bool:
    return _is_title(row) or _is_name(row)


def recipients(rows: Sequence[Row]) -> list[Text]:
    """One value for each line of ``Nơi nhận``."""
    if not rows:
        return []
    flow = Flow.of(rows)
    label = _COPIES.match(flow.folded)
    return _items(flow, label.end() if label else 0, "Nơi nhận")


def _items(flow: Flow, start: int, rule: str) -> list[Text]:
    """Items of a list: each begins with a dash, or with a row where none has one."""
    bounds = [start]
    dashes = regex.findall(r"(?:^|\n|(?<=[;:]\s))\s*[-–—~•+*=]", flow.text[start:])
    dashed = len(dashes) > 1 or "\n" not in flow.text[start:]
    pattern = r"(?:\n|(?<=;)\s*|^\s*)(?=\s*[-–—~•+*=_])" if dashed else r"\n|(?<=;)\s+"
    bounds += (start + m.end() for m in regex.finditer(pattern, flow.text[start:]) if m.end())
    values = []
    for a, b in zip(bounds, [*bounds[1:], len(flow.text)], strict=True):
        lead = _ITEM.match(flow.text[a:b])
        begin = a + lead.end() if lead else a
        found = flow.found(begin, b)
        value = found.raw.strip(" .;:,_-–—'`|")
        if sum(c.isalnum() for c in value) < 2:
            continue
        odd = regex.search(r"[^\p{L}\d\s.,;:()/\-–&“”\"'+]", value)
        sure = not odd and not illegible(value) and plausible(value)
        values.append(
            text_value(
                found,
                value,
                rule,
                prior=SURE_RULE if sure else WEAK_RULE,
                each=SURE_WORD_IN_TEXT,
            )
        )
    return values


def _name(text: str) -> str | None:
    """A person's name if the text is one: two to six words, each with a capital."""
    core = regex.sub(r"[^\p{L}\s.\-]", " ", text).strip(" .-")
    folded_words = core.split()
    while folded_words and _HONOUR.match(fold(folded_words[0]) + " "):
        folded_words.pop(0)
    if not 2 <= len(folded_words) <= 6:
        return None
    if not all((w[0].isupper() and w[1:].islower()) or w.isupper() for w in folded_words):
        return None
    if not all(w.isalpha() for w in folded_words) or _NO_NAME.search(fold(core)):
        return None
    return " ".join(folded_words) if fold(folded_words[0]) in _FAMILY else None


def signature(rows: Sequence[Row], *, signed: bool) -> tuple[Text, Text, Text]:
    """Signer, title and authority.

    Args:
        rows: Of the signature.
        signed: A recogniser read the foot of a page where a signature must be.

    Returns:
        The name; the title with its authority line (``KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC``); the
        codes of authority alone (``TM. KT.``; decree 30/2020, annex I, 7a).
    """
    titles = [r for r in rows if _is_title(r) and not _is_plain_name(r)]
    authority, title, name = absent("signed in own right"), absent("no title"), absent("no name")
    whole = Flow.of(rows).all()
    # The paper ends here, so somebody signed: a seal or a pen hides who.
    if signed:
        title = unread(whole, "signature not read")
    if signed or any(not _is_title(r) for r in rows):
        name = unread(whole, "signature not read")
    if titles:
        flow = Flow.of(titles)
        found = flow.all()
        parts = [regex.sub(r"^[^\p{L}]+|(?:[^\p{L})]|\s\p{Ll})+$", "", r.text) for r in titles]
        value = ", ".join(p for p in parts if p)
        codes = [m["code"] for r in titles if (m := _AUTHORITY.match(r.folded))]
        odd = regex.search(r"[^\p{L}\d\s.,()/\-–]|\p{Ll}", value) and not value.istitle()
        # Who signs for another has a lower title of his own under the other's.
        lower = [p for p in parts if regex.match(r"(?:pho|thu truong)\b", fold(p))]
        unclear = bool(codes) != bool(lower) and (bool(codes) or len(parts) > 1)
        if unclear and not codes:
            authority = unread(found, "signature")
        odd = odd or unclear or misspelt_title(value)
        title = text_value(found, value, "signature", prior=WEAK_RULE if odd else SURE_RULE)
        if codes:
            value = " ".join(regex.sub(r"[\W]", "", c).upper() + "." for c in codes)
            prior = WEAK_RULE if unclear else SURE_RULE
            authority = text_value(found, value, "signature", prior=prior)
    names = [(r, n) for r in rows if (n := _name(r.text))]
    if names:
        row, value = names[-1]
        clean = regex.fullmatch(r"[\p{L}\s.]+", row.text.strip()) is not None
        name = text_value(
            Flow.of([row]).all(), value, "signature", prior=SURE_RULE if clean else WEAK_RULE
        )
    return name, title, authority


def _is_plain_name(row: Row) -> bool:
    return _name(row.text) is not None and not _TITLE.search(row.folded)
