"""Names of agencies in the head: superior and issuer."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise, takewhile

import regex
from rapidfuzz.distance.Levenshtein import distance

from postprocess.fields.agency_kinds import (
    abbreviates,
    begins_name,
    completed,
    headless,
    mended_name,
    stands_under,
    without_specks,
)
from postprocess.fields.flow import Flow, Row, fold, squeeze
from postprocess.fields.fragments import torn
from postprocess.fields.head import in_capitals
from postprocess.fields.last_letters import with_lost_letters
from postprocess.fields.ministries import unknown_ministry
from postprocess.fields.name_letters import with_letters, with_unions
from postprocess.fields.names import misspelt_agency, of_kind, parted
from postprocess.fields.place_names import (
    ends_in_unit,
    goes_on_as_place,
    known_place,
    without_place,
)
from postprocess.fields.plausible import finished, likeliest, plausible, unlikely_name
from postprocess.fields.value import (
    SURE_FIGURES,
    SURE_RULE,
    WEAK_RULE,
    absent,
    text_value,
    together,
)
from postprocess.record import Text
from postprocess.verdicts import lower

# The name above is not at its end.
_OPEN = regex.compile(
    r"(?:[-–,&/]|\b(?:va|cua|tinh|huyen|thanh pho|uy ban thuong vu|"
    r"thanh lap|hoi cuu|quy ho tro))\W*$"
)
_OWN_UNIT = regex.compile(r"\S\s.*\b(?:tinh|huyen|thanh pho)[\s.*]*$")
# What kind of agency it is, alone on its row: of what stands below.
_KIND_ALONE = regex.compile(
    r"\W*(?:van phong|thanh tra|truong(?: dai hoc| cao dang| trung cap)?|benh vien|trung tam|"
    r"so|cuc|vu|vien|hoi|ban(?: quan ly| chi dao| chap hanh| thuong vu| can su(?: dang)?)?|"
    r"hoi dong|phong|chi cuc|(?:cong )?doan|(?:tong )?cong ty(?: tnhh| co phan| cp| mtv)*|tap doan|"
    r"ngan hang|kho bac|bo (?:chi huy|tu lenh)|uy ban trung uong|dang uy|chi bo|lien hiep)\W*"
)
_CONTINUES = regex.compile(
    r"^\W{0,8}(?:va\b|tinh\b|thanh pho\b|tp\b|huyen\b|quan\b|thi xa\b|xa\b|phuong\b|thi tran\b|"
    r"[-–&])"
)
# "NGÂN HÀNG CHÍNH SÁCH XÃ" / "HỘI TỈNH …".
_OF_SOCIETY = regex.compile(
    r"\W*hoi(?:\s+(?:tinh|thanh pho|tp|huyen|quan|thi xa|va|viet nam)\b|\W*$)"
)
# "HUYỆN ỦY", "QUÂN KHU" are no units of administration, whatever their first word says.
_BODY_OF_UNIT = regex.compile(
    r"(?:tinh|huyen|quan|xa) (?:uy|doan(?! (?:hung|ket)\b))\b|quan (?:khu|chung)\b"
)
# Nothing is below its own council: "HỘI ĐỒNG GIÁO SƯ CƠ SỞ / TRƯỜNG …" is one name.
_COUNCIL = regex.compile(r"\W*hoi dong (?!nhan dan|dan toc)")
_HAS_COUNCIL = regex.compile(r"\W*(?:truong|hoc vien|benh vien|vien|trung tam|cong ty|tap doan)\s")
# "BAN CHỈ ĐẠO THỰC HIỆN": what it is for stood on a row that is lost.
_ACTS = regex.compile(r"\b(?:thuc hien|trien khai|soan thao|so ket|tong ket)$")
_WHOLE_WORDS = 6  # letters of the beginning of a name that tell it
_MOST_AT_TOP = 3  # rows of agencies of a form
_NO_NAME = regex.compile(r"[^\p{L}\d\s.,&()/\-–'’]|\d{4}")
_TWICE = regex.compile(r"\b(?P<unit>TỈNH|HUYỆN|QUẬN|PHƯỜNG|XÃ|THÀNH PHỐ) (?=(?P=unit)\b)")
_KINDS_AS_PRINTED = frozenset(("BAN", "BỘ", "SỞ", "CỤC", "VỤ", "VIỆN", "HỘI", "PHÒNG", "ĐOÀN"))
# Ends that no model knows: initials, and of the Party "ĐẢNG ỦY KHỐI (CÁC) CƠ QUAN".
_ENDED = regex.compile(r"\s[bcdghklmnpqrstvx]{3,8}$|\bkhoi (?:cac )?co quan$")
_UNION_OF = regex.compile(r"(?:TỈNH|THÀNH|QUẬN|HUYỆN|THỊ|XÃ) ĐOÀN (?=\p{Lu}\p{Lu})")
_RULE_LINE = regex.compile(r"[\W_eE]{3,}$|[\W_]+$")  # also read as eee=ee


def superior_and_issuer(rows: Sequence[Row], symbol: str | None = None) -> tuple[Text, Text]:
    """Group the left column's rows into agencies; the last is the issuer.

    Args:
        rows: Above the number slot, cut to the left column.
        symbol: Of the document: it may say that both issue it.

    Returns:
        Superior (the agency right above the issuer, absent if none) and issuer.
    """
    groups: list[list[Row]] = []
    for row in rows:
        if _RULE_LINE.fullmatch(row.text):
            continue
        if groups and not _begins_another(row, groups[-1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    if not groups:
        return absent("no head"), absent("no head")
    again = len(groups) > 1 and _begins_as(groups[-1], groups[-2])
    if again:
        groups.pop()  # it decides: its name stands once more in the middle, cut at a column
    agencies = [_agency(group) for group in groups]
    if again:
        lower(agencies[-1])
    if joint := _all_who_issue(agencies, symbol):
        rule = f"left column, {'two' if len(joint) == 2 else len(joint)} issue it"
        return absent("issues it too"), together(joint, " - ", rule)
    if len(groups) == 1:
        return absent("one agency"), agencies[-1]
    if _is_unlike(agencies[-1].value or "", agencies[-2].value or ""):
        lower(agencies[-2])  # it may be the issuer
    return agencies[-2], agencies[-1]


def _begins_as(rows: Sequence[Row], above: Sequence[Row]) -> bool:
    """Whether a row is how the name above begins, but for a letter."""
    key, whole = (squeeze("".join(row.text for row in group)) for group in (rows, above))
    begun = _WHOLE_WORDS < len(key) < len(whole)
    return begun and distance(key, whole[: len(key)], score_cutoff=1) <= 1


def at_top(rows: Sequence[Row], title: Row | None = None) -> tuple[Text, Text]:
    """Superior and issuer of a form without the national title: its first rows, at the left.

    Or right above its title, in capitals: a letterhead.

    Args:
        rows: Of the whole document, in reading order.
        title: The row of its title.

    Returns:
        The same as `superior_and_issuer`, doubtful: nothing else shows that it is a head.
    """
    top = rows[:_MOST_AT_TOP]
    named = list(takewhile(lambda row: _is_left(row) and begins_name(row.folded), top))
    if not named and title in rows[: _MOST_AT_TOP + 2]:
        named = [r for r in top[:1] if r is not title and in_capitals(r.text)]
        named = [r for r in named if begins_name(r.folded)]
    superior, issuer = superior_and_issuer(named)
    lower(superior)
    lower(issuer)
    return superior, issuer


def _is_left(row: Row) -> bool:
    """Whether a row ends left of the middle, as no line of a text does but the last."""
    box = row.line.box
    return box is not None and box[2] < row.width / 2


def _is_unlike(name: str, above: str) -> bool:
    """Whether what was read below an agency may be none: ``BẢN SAO)``, ``Số giấy phép: 123456``."""
    small = in_capitals(above) and not in_capitals(name)
    return small or name.count("(") != name.count(")") or _NO_NAME.search(name) is not None


def _begins_another(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row begins the name of another agency than the rows above it."""
    folded = row.folded
    if above[-1].folded.rstrip().endswith(" xa") and _OF_SOCIETY.match(folded):
        return False
    if _COUNCIL.match(above[0].folded) and _HAS_COUNCIL.match(folded):
        return False
    # "PHONG ĐIỀN" is no "PHÒNG", with a unit above it or without.
    if goes_on_as_place(above[-1].text, row.text) or known_place(row.text.strip(" -–—.*")):
        return False
    if stands_under(above[0].folded, folded) or _is_headless(row, above):
        return True
    bare = without_specks(row.text)  # a logo may stand before it
    head = begins_name(fold(parted(bare))) or mended_name(row.text.strip(" -–—.")) is not None
    goes_on = _CONTINUES.match(folded) and not _BODY_OF_UNIT.match(folded)
    return head and not goes_on and not (_is_open(above) and not _is_whole(above[-1], row))


def _is_whole(last: Row, row: Row) -> bool:
    """``HỘI KHUYẾN HỌC TỈNH`` above an agency: the province is the reader's own.

    ``HỘI AN`` under ``THÀNH PHỐ`` begins as an agency does and is a place.
    """
    return _OWN_UNIT.search(last.folded) is not None and not known_place(row.text.strip(" -–—.*"))


def _is_headless(row: Row, above: Sequence[Row]) -> bool:
    """``Y TẾ`` under ``UBND TỈNH AN GIANG``: the first word of the department was not read."""
    of_province = above[0].folded.startswith(("ubnd tinh", "uy ban nhan dan tinh"))
    return of_province and headless(row.text.strip(" -–—.,")) is not None


def is_joint(issuer: str | None) -> bool:
    """Whether several agencies issue a document: a dash stands between their names.

    >>> is_joint("BỘ Y TẾ - BỘ NỘI VỤ"), is_joint("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI")
    (True, False)
    """
    names = [fold(name.strip()) for name in regex.split(r"\s[-–—]|[-–—]\s", issuer or "")]
    return len(names) > 1 and all(map(begins_name, names)) and not stands_under(*names[:2])


# TTLT, NQLT, KHLT, HDLN, TTLB, CTPH: the first group of a symbol says that several issue it.
_JOINTLY = regex.compile(r"^(?:\d{4}[/-])?\p{Lu}{1,3}(?:LT|LN|LB|PH)[/-](?P<agencies>.+)")

# The same of kinds that one may issue alone too: CTr-UBNDTPHCM-BKHCN.
_OF_KIND = regex.compile(r"^(?:\d{4}[/-])?\p{Lu}\p{L}{1,3}[/-](?P<agencies>\p{Lu}+(?:-\p{Lu}+)+)$")


def _all_who_issue(agencies: Sequence[Text], symbol: str | None) -> Sequence[Text]:
    """Agencies that stand one below the other and all issue the document: ``A - B``.

    The symbol says so: its first group, and one group for each of them; or each of its groups but
    the kind is one of them.

    Returns:
        The last two or more; none where the symbol says nothing of the kind.
    """
    hit = _JOINTLY.match(symbol or "") or _OF_KIND.match(symbol or "")
    if hit is None:
        return ()
    groups = [fold(g) for g in regex.split(r"[/-]", hit["agencies"])]
    own = [{g for g in groups if a.value and abbreviates(g, a.value)} for a in agencies]
    count = len(groups)
    if hit.re is _OF_KIND and not _are_named(groups, agencies[-count:], own[-count:]):
        return ()
    first = len(agencies)
    while first and own[first - 1] and own[first - 1] not in own[first:]:
        first -= 1
    return agencies[first:] if len(agencies) - first > 1 else ()


def _are_named(
    groups: Sequence[str], agencies: Sequence[Text], own: Sequence[Container[str]]
) -> bool:
    """Whether groups of a symbol name agencies in turn, from their first letters.

    Units of the one who issues it do not: "QĐ-ĐHBK-ĐT" below a BỘ GIÁO DỤC VÀ ĐÀO TẠO.
    """
    return len(groups) == len(agencies) and all(
        group in mine and group[0] == fold(agency.value or "-")[0]
        for group, agency, mine in zip(groups, agencies, own, strict=True)
    )


def _is_open(rows: Sequence[Row]) -> bool:
    """Whether the rows of a name cannot be all of it."""
    if len(rows) > 1 and goes_on_as_place(rows[-2].text, rows[-1].text):
        return False  # "TỈNH HÀ" / "TĨNH", which is no "TỈNH"
    alone = len(rows) == 1 and _KIND_ALONE.fullmatch(rows[0].folded)
    return bool(alone or _OPEN.search(rows[-1].folded))


def _mended(name: str) -> str | None:
    """A name with a unit read once, or a letter as it must be; None if nothing is to mend."""
    if (once := _TWICE.sub("", name)) != name:
        return once
    if (bare := without_specks(name)) != name:
        return mended_name(bare) or with_unions(bare)
    if (own := with_unions(name)) != name:
        return own
    spelt = with_letters(name)
    return _likeliest(spelt) if spelt != name else mended_name(name)


def _likeliest(name: str, sure: Container[str] = ()) -> str:
    """The same for the name of an agency: what kind it is stays, where that is read as printed.

    ``BẢN`` is no kind of agency, ``BAN`` is one.
    """
    first, *more = name.split()
    if first not in _KINDS_AS_PRINTED or not more:
        return likeliest(name, sure)
    return " ".join((first, *likeliest(name, sure).split()[1:]))


def _agency(rows: Sequence[Row]) -> Text:
    flow = Flow.of(rows)
    found = flow.all()
    name = regex.sub(r"(?:^[\W_]+|[\s*_\-–—=.:;,'`‘’\"|]+$)", "", found.raw)
    name, glued = parted(name), name
    read = found.confidence is not None
    if read and (mended := _mended(name)):
        return text_value(found, mended, "left column, letters unsure", prior=WEAK_RULE)
    known = begins_name(fold(name)) and name == glued
    odd = regex.search(r"[^\p{L}\d\s.,&()/\-–]", name)
    cut_off = regex.search(r"[-–,&/]\s*$", rows[-1].text)
    whole = not torn(name) and _ended(name) and not cut_off
    if read and not begins_name(fold(name)) and (whole_name := headless(name)):
        return text_value(found, whole_name, "left column, its start not read", prior=WEAK_RULE)
    cut = with_lost_letters(name) if read and name.isupper() else None
    if more := cut or (completed(name) if read and not _ended(name) else None):
        return text_value(found, more, "left column, its end not read", prior=WEAK_RULE)
    # No model knows those of districts ("QUẬN ĐOÀN"); it has army corps.
    lead = union[0] if (union := _UNION_OF.match(name)) else ""
    own = name[len(lead) :]
    misspelt = misspelt_agency(name) or (read and unlikely_name(own))
    if misspelt or not plausible(_without_unit(of_kind(own))):
        # Such names are few: what was printed is nearly always told by the letters alone. But
        # an unusual word of a typed text is as it was meant.
        value = lead + _likeliest(own, flow.well_read()) if misspelt or read else name
        return text_value(found, value, "left column, accents unsure", prior=WEAK_RULE)
    sure = known and whole and not odd and not _ACTS.search(fold(name))
    sure = sure and (is_joint(name) or not (_holds_another(rows) or unknown_ministry(name)))
    # An abbreviation that no list can judge must be surely read: "SỞ Y YT".
    sure = sure and (found.strange is None or found.strange >= SURE_FIGURES)
    prior = SURE_RULE if sure else WEAK_RULE
    return text_value(found, name, "left column", prior=prior, closed=True)


def _holds_another(rows: Sequence[Row]) -> bool:
    """Whether a lower row of a name begins as another agency's, under one that is whole."""
    return any(
        begins_name(row.folded)
        and not goes_on_as_place(above.text, row.text)
        and not _KIND_ALONE.fullmatch(above.folded)
        and not (_COUNCIL.match(above.folded) and _HAS_COUNCIL.match(row.folded))
        for above, row in pairwise(rows)
    )


def _without_unit(name: str) -> str:
    return name.rsplit(" ", 1)[0] if ends_in_unit(name) else name


def _ended(name: str) -> bool:
    """Whether nothing was lost at the end of a name or before the place at its end."""
    base = without_place(name)
    if fold(name).endswith(" viet"):
        return False  # Nam
    if base == name:
        return bool(_ENDED.search(fold(name))) or finished(name)
    return ends_in_unit(base) or finished(base)
