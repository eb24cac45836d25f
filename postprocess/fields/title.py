"""The title of a document, its subject, and where its body begins."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import BlockKind
from postprocess.fields import dates, kinds
from postprocess.fields.flow import Row
from postprocess.fields.head import (
    ABOUT,
    MARK,
    NUMBER_SLOT,
    TO,
    Header,
    cut,
    in_capitals,
    is_apart,
    is_noise,
    narrow,
)

# "L." is how "I." is read.
_BODY = regex.compile(
    r"^\W{0,2}(?:\(?(?:ban hanh )?kem theo|\(theo|can cu|kinh gui|hom nay|thanh phan|thoi gian|"
    r"vao (?:luc|hoi)|phan (?:thu|[ivx]+\b)|chuong [ivx1]|dieu 1\b|muc 1\b|tran trong|ngay \d|"
    r"(?!v\s?/)[ivx]{1,4}\s?[.)\-/]|l{1,3}\s?[.)]\s|\d{1,2}\s?[.)/]\s?\D|[a-d]\)|[-–•+*~]\s(?!\d[\d/.]*\W*$)|"
    r"tt\t|stt\t)"
)
# A line of a subject may begin with these too.
_BODY_OR_SUBJECT = regex.compile(
    r"^\W{0,2}(?:thi hanh|xet |"
    r"thuc hien (?:huong dan|ket luan|de an|to trinh|bao cao|cong van|ke hoach|quyet dinh|nghi|chi"
    r"|thong|su|y|chuong|cong dien|van ban|luat)|theo (?:de nghi|cong van|quyet dinh|noi dung|tinh"
    r"|ke hoach|y kien|chi)|nham |trong (?:thang|nam|quy|thoi|tuan|nhung)|noi dung|sau khi|"
    r"nhan |tiep theo|duoc su|tinh tu|tu ngay|de (?:trien|thuc|tang|dam|nang|chuan|tiep|thong|"
    r"chu|kip)|[^.;:]{3,90}\b(?:tran trong (?:kinh|thong bao|de nghi|bao cao)|kinh moi)\b|"
    r"so y te (?!tinh)|uy ban nhan dan \S+ bao cao|"
    r"(?:luat|nghi dinh|thong tu|quyet dinh|quy che|quy dinh|dieu le|nghi quyet) nay\b|"
    r"(?:chinh phu|thu tuong chinh phu|quoc hoi|(?:bo truong|thong doc|chanh an|vien truong|uy ban|"
    r"hoi dong|chu tich|giam doc|hieu truong|ban thuong vu)[^.;:]{0,90}) "
    r"(?:(?:ban hanh|quyet dinh)\s(?!kem |tai |so )|"
    r"(?:chi thi|dien|yeu cau|thong bao|de nghi)\s*:))"
)
# What a paper is to do may be its subject, where no other stands under its title.
_TO_DO = regex.compile(r"\W{0,2}(?:thuc hien|trien khai|nham|de|thi hanh|noi dung)\s")
_CITED = regex.compile(r"\bso\s*:?\s*\d+\s*/")
_SAME_MIDDLE = 0.015  # of the page's width: half an indent is more
# Who decides stands in capitals between the subject and the legal grounds.
_DECIDER = regex.compile(
    r"^\W{0,8}(?:(?:pho )?(?:tong |vien |chi |cuc )?(?:giam doc|chu tich|bo truong|cuc truong|"
    r"hieu truong|tong cuc truong|chi cuc truong|chanh (?:an|thanh tra|van phong)|vien truong|"
    r"thu truong|"
    r"truong ban|thu tuong|thong doc|tong kiem toan|chu nhiem)|"
    r"(?:cua )?quoc hoi\b|uy ban nhan dan|hoi dong nhan dan|chinh phu$|ban thuong vu|ban chap hanh|"
    r"uy ban thuong vu|hoi dong truong|bo y te$|bo tai chinh$)"
)

# An addressee without the label, as where the label stands beside the second of them.
_LISTED = regex.compile(r"\W*[-–+•]\s|.{0,12}\bkinh gui\b")


def read_title(rows: Sequence[Row], header: Header) -> list[Row]:
    """Title, subject and late ``V/v`` rows; returns where the body begins."""
    skipped: list[Row] = []
    for i, row in enumerate(rows):
        folded = row.folded
        if MARK.fullmatch(folded):
            header.apart.append(row)
        elif header.national and header.date is None and i < 4 and dates.TORN.match(folded):
            header.date = row
        elif (found := _title(row)) and not _is_subject_of_lost_title(found, header):
            # Stamps and scrawls may stand between head and title.
            header.apart += skipped
            header.title = (found[0], row)
            header.subject += [found[1]] if found[1] else []
            return read_subject(rows[i + 1 :], header)
        elif skipped and _is_unknown_title(skipped[-1], row):
            # A kind that is in no list is still named above its "Về việc".
            header.apart += skipped[:-1]
            header.title = (skipped[-1].text.capitalize(), skipped[-1])
            return read_subject(rows[i:], header)
        elif _is_about(row, header.about, i):
            header.about.append(narrow(row))
        elif begins_body(row):
            ends = (
                j for j, r in enumerate(skipped) if in_capitals(r.text) and _DECIDER.match(r.folded)
            )
            header.untitled = skipped[: next(ends, None)]
            return [*skipped, *rows[i:]]
        elif len(skipped) >= 6:
            return [*skipped, *rows[i:]]
        else:
            skipped.append(row)
    return skipped


def _title(row: Row) -> tuple[str, Row | None] | None:
    """Kind of document and what follows its name on the row."""
    if not in_capitals(" ".join(row.text.split()[:2])):
        return None
    hit = kinds.heading(row.text)
    if hit is None:
        return None
    name, end = hit
    if end >= len(row.text.rstrip(" .:*-_")):
        return name, None
    return name, cut(row, end)[1]


# Names of kinds that are verbs too, and symbols of those whose subjects begin with them.
_VERBS = frozenset({"Quy định", "Hướng dẫn"})
_RULES = regex.compile(r"/(?:NĐ|TT|TTLT|QĐ|NQ)-\p{Lu}")


def _is_subject_of_lost_title(found: tuple[str, Row | None], header: Header) -> bool:
    """``QUY ĐỊNH CHI TIẾT …`` under the number of a decree: its title was not read."""
    name, more = found
    number = header.number.text if header.number else ""
    return more is not None and name in _VERBS and _RULES.search(number) is not None


def begins_body(row: Row) -> bool:
    """Whether a row begins as a body does; no line goes on with a small letter."""
    folded = row.folded
    begins = _BODY.match(folded) or _BODY_OR_SUBJECT.match(folded)
    return bool(TO.match(folded) or (not row.text[:1].islower() and begins))


def _is_unknown_title(row: Row, below: Row) -> bool:
    return (
        below.folded.startswith("ve viec ")
        and in_capitals(row.text)
        and 2 <= len(row.line.words) <= 6
    )


def _is_about(row: Row, above: Sequence[Row], i: int) -> bool:
    """Whether a row is the first of ``V/v`` or goes on with it."""
    if not above:
        return ABOUT.match(row.folded) is not None
    return i < 10 and _goes_on(narrow(row), above[-1])


def _goes_on(row: Row, before: Row) -> bool:
    """Whether a row continues the ``V/v`` of the left column."""
    folded = row.folded
    decides = in_capitals(row.text) and _DECIDER.match(folded)
    if TO.match(folded) or _title(row) or decides or is_apart(row, before):
        return False
    box = row.line.box
    if box is not None and row.width:
        return box[2] < 0.6 * row.width
    listed = _LISTED.match(folded) is not None
    return row.block == before.block and not listed and not begins_body(row)


def read_subject(rows: Sequence[Row], header: Header) -> list[Row]:
    """The subject under the title; returns the body."""
    for i, row in enumerate(rows):
        folded = row.folded
        if MARK.fullmatch(folded) or not any(c.isalnum() for c in row.text):
            header.apart.append(row)
            continue
        if header.number is None and NUMBER_SLOT.match(folded):
            header.number = row  # contracts have it under the title
            continue
        above = header.subject[-1] if header.subject else header.title and header.title[1]
        ends = begins_body(row) and not _is_subject(row, above, header)
        ends = ends or (bool(header.subject) and _announces(row))
        if ends or row.kind is BlockKind.TABLE:
            return list(rows[i:])
        if in_capitals(row.text) and _DECIDER.match(folded):
            # "QUYẾT ĐỊNH", who decides, then the grounds: the line is of neither.
            return list(rows[i + 1 :])
        if header.subject and in_capitals(row.text) and not _capitals(header.subject):
            return list(rows[i + 1 :])
        if header.subject and (len(header.subject) >= 8 or _is_body(row, header.subject[-1])):
            header.unfinished |= _follows_closely(row, header.subject[-1])
            return list(rows[i:])
        if header.subject and is_noise(row):
            header.apart.append(row)
            header.unfinished = True
            continue
        if header.subject and _goes_on_as_body(row, header.subject[-1]):
            header.unfinished = True
        header.subject.append(row)
    return []


def _announces(row: Row) -> bool:
    """``Sở Nội vụ thông báo như sau:`` no subject ends so."""
    return row.text[:1].isupper() and row.text.rstrip().endswith(":") and len(row.line.words) > 4


def _is_subject(row: Row, above: Row | None, header: Header) -> bool:
    """Whether a row that begins as a body may is one of the subject: see where it stands."""
    folded = row.folded
    if TO.match(folded) or _BODY.match(folded):
        return False
    if _capitals(header.subject) and in_capitals(row.text):
        return True
    box, other = row.line.box, above.line.box if above else None
    if box and other and row.width:
        return abs(box[0] + box[2] - other[0] - other[2]) / 2 < _SAME_MIDDLE * row.width
    return not header.subject and bool(_TO_DO.match(folded)) and not _CITED.search(folded)


def _follows_closely(row: Row, above: Row) -> bool:
    """Whether a row stands right under a row of subject: a body keeps its distance."""
    box, other = row.line.box, above.line.box
    open_end = above.text.rstrip().endswith((",", "-", "("))
    return open_end or bool(box and other and box[1] - other[3] < 0.5 * (other[3] - other[1]))


def _capitals(rows: Sequence[Row]) -> bool:
    return any(in_capitals(row.text) for row in rows)


def _goes_on_as_body(row: Row, above: Row) -> bool:
    """Whether a line of a subject is so wide that the layout took it for one of the body.

    It stands right under the title's, and no paragraph begins with a small letter.
    """
    wide = row.kind is BlockKind.BODY and above.kind is BlockKind.TITLE
    return wide and row.width > 0 and row.text[:1].islower() and _follows_closely(row, above)


def _is_body(row: Row, above: Row) -> bool:
    """Whether a row under a row of subject is the first of the body."""
    if _goes_on_as_body(row, above):
        return False
    told = above.kind is BlockKind.TITLE or row.width == 0 or not _follows_closely(row, above)
    if row.block != above.block and row.kind is BlockKind.BODY and told:
        return True
    box, other = row.line.box, above.line.box
    if not box or not other or not row.width:
        return False
    # A title is centred; a paragraph begins with an indent and runs to the margin.
    off_centre = abs(box[0] + box[2] - other[0] - other[2]) / 2 > 0.04 * row.width
    far = box[2] > other[2] + 0.04 * row.width or box[0] > other[0] + 0.05 * row.width
    return off_centre and far and row.text[:1].isupper()
