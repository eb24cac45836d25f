"""The rows of a subject under its title: where it ends, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from dictionaries.syllable import is_syllable, old_style
from ocr.page import BlockKind
from postprocess.fields import dates
from postprocess.fields.agency_in_text import take_certifier
from postprocess.fields.beside import (
    RIGHT,
    in_same_middle,
    is_above_block,
    is_indented,
    side_of,
    without_margin,
    without_tail,
)
from postprocess.fields.body import BODY, BODY_OR_SUBJECT, DECIDER, KEPT_UNDER, begins_body
from postprocess.fields.flow import Row, squeeze
from postprocess.fields.head import ABOUT, MARK, NUMBER_SLOT, TO, Header, in_capitals, is_noise

# A line of a subject may begin so too, where the one above is not at its end.
_MAY_GO_ON = regex.compile(r"\W{0,2}(?:ngay \d|[-–]\s)")
_OPEN = regex.compile(
    r"(?:[,(–-]|\b(?:cua|va|cac|nhung|cho|voi|tai|do|boi|theo|trong|tren|so|nghi dinh|luat|"
    r"thong tu|nghi quyet|quyet dinh|[a-z]{2,6}-[a-z]{2,9}))\W*$"
)
# "SỬA CHỮA, BỔ SUNG QUYẾT ĐỊNH", below it who issues it: the sentence is whole.
_NAMES_KIND = regex.compile(r"\b(?:nghi quyet|quyet dinh|thong tu|nghi dinh)\W*$")
_TOWN = regex.compile(r"\b[Tt][Pp]\b\.?\s?")
# What a paper is to do may be its subject, where no other stands under its title.
_TO_DO = regex.compile(r"\W{0,2}(?:thuc hien|trien khai|nham|de|thi hanh|noi dung)\s")
_CITED = regex.compile(r"\bso\s*:?\s*\d+\s*/")
MOST_ROWS = 14  # of a subject; of 60 decrees and circulars one in ten has over 6
_LATE_DATE = 4  # rows under the title among which the line of the date may stand
_PARAGRAPH = 20  # words of a line that is no part of a title
_TODAY = regex.compile(r"\W{0,2}hom nay\b")
_OF_MINUTES = 7  # rows under the title of minutes among which they begin
_LEADERS = regex.compile(r"[.…]{4,}")  # a stamp is filled in there
_FIELD = regex.compile(r"[^:.…]{3,40}:\s?[.…]{4,}")  # "Họ và tên: ………", of a form
# "Về việc:" alone on its row: what stands below is the subject, wherever it begins.
_LABEL_ALONE = regex.compile(r"\W{0,2}(?:ve viec|v\s?/\s?v)\W*")
_OFF = 0.04  # of the page's width, from which a line is no more centred


def read_subject(rows: Sequence[Row], header: Header) -> list[Row]:
    """The subject under the title; returns the body."""
    for i, printed in enumerate(rows):
        above = _above(header)
        margin, row = None, printed
        if not TO.match(printed.folded):
            margin, row = without_margin(printed, above)
        folded = row.folded
        if MARK.fullmatch(folded) or not any(c.isalnum() for c in row.text):
            header.apart.append(row)
            continue
        if _is_late(row, i, header):
            continue
        title = header.title[1] if header.title and header.subject else None
        aside = side_of(row, title, rows[max(i - 1, 0) : i + 2])
        if aside == RIGHT:  # nor does a body begin there
            header.apart.append(row)
            header.unfinished = True
            continue
        ends = begins_body(row) and not _is_subject(row, above, header)
        begins = _opens_body(row, rows[i + 1 :], header)
        form = _FIELD.match(row.text) or KEPT_UNDER.match(folded)
        if ends or begins or row.kind is BlockKind.TABLE or form:
            return list(rows[i:])
        open_end = bool(header.subject) and _goes_on_with(row, header)
        decides = in_capitals(row.text) and DECIDER.match(folded) and not open_end
        if decides or take_certifier(row, header):
            # "QUYẾT ĐỊNH", who decides, then the grounds: the line is of neither.
            return list(rows[i + 1 :])
        if header.subject and _is_paragraph(row) and in_capitals(header.subject[-1].text):
            return list(rows[i:])
        named = _quotes(row) and in_same_middle(row, above)
        if header.subject and _shouts(row) and not (named or _capitals(header.subject)):
            return list(rows[i + 1 :])
        full = len(header.subject) >= MOST_ROWS
        body = above and margin is None and not _is_label(above) and _is_body(row, above)
        if header.subject and (full or (body and not _is_of_minutes(rows[i:], header))):
            header.unfinished |= above is not None and _follows_closely(row, above)
            return list(rows[i:])
        if header.subject and (aside or is_noise(row) or (row.width and _LEADERS.search(row.text))):
            header.apart.append(row)
            header.unfinished = True
            continue
        row, tail = without_tail(row, above)
        beside = [part for part in (margin, tail) if part is not None]
        header.apart += beside
        if beside or (header.subject and _goes_on_as_body(row, header.subject[-1])):
            header.unfinished = True
        header.subject.append(row)
    return []


def _above(header: Header) -> Row | None:
    """The row above: of a title that goes on with its subject the whole, for its middle counts."""
    title = header.title[1] if header.title else None
    if not header.subject:
        return title
    last = header.subject[-1]
    box, whole = last.line.box, title.line.box if title else None
    same = len(header.subject) == 1 and box and whole and whole[1] <= box[1] < box[3] <= whole[3]
    return title if same else last


def _is_late(row: Row, i: int, header: Header) -> bool:
    """Take a number or a date that stands under the title, as in contracts, into the header."""
    if header.number is None and NUMBER_SLOT.match(row.folded):
        header.number = row
        return True
    dated = dates.TORN.match(row.folded) and dates.ends_line(row.folded)
    if header.date is None and i < _LATE_DATE and dated:
        header.date = row
        return True
    return False


def _goes_on_with(row: Row, header: Header) -> bool:
    """Whether the last row of a subject is open, and not only for who issues the document."""
    last = header.subject[-1]
    return is_open(last) and not (_NAMES_KIND.search(last.folded) and _is_issuer(row, header))


def _is_issuer(row: Row, header: Header) -> bool:
    """Whether a row is the name of the agency that the head names last."""
    name = _whole_key(row.text)
    rows = [_whole_key(r.text) for r in header.agencies]
    return any("".join(rows[i:]) == name for i in range(len(rows)))


def _whole_key(name: str) -> str:
    """The letters of a name with ``TP.`` written out, which one of two places may not do."""
    return squeeze(_TOWN.sub("thành phố ", name))


def goes_on(row: Row, above: Row | None) -> bool:
    """Whether a row in capitals that begins as a body may goes on with capitals above it.

    ``NGÀY 20 THÁNG 11 NĂM 2013 CỦA CHÍNH PHỦ``, ``- THƯƠNG BINH VÀ XÃ HỘI``.
    """
    capitals = above is not None and in_capitals(row.text) and in_capitals(above.text)
    return capitals and any(p.match(row.folded) for p in (_MAY_GO_ON, BODY_OR_SUBJECT))


def _is_paragraph(row: Row) -> bool:
    """Whether a line of a text without places is a whole paragraph."""
    long = len(row.line.words) >= _PARAGRAPH and row.text.rstrip().endswith((".", ";", ":"))
    return not row.width and long and row.text[:1].isupper() and not in_capitals(row.text)


def _opens_body(row: Row, below: Sequence[Row], header: Header) -> bool:
    """Whether a row under title or subject begins the body, whatever its words are."""
    if not header.subject:
        return _opens_paragraph(row, below, _above(header))
    beside = is_above_block(row, below, header.subject[-1])
    return _announces(row) or beside or _opens_below_capitals(row, below, header)


def _opens_paragraph(row: Row, below: Sequence[Row], title: Row | None) -> bool:
    """Whether a row under the title begins the body: only the first line of it is indented.

    Lines of a subject have one middle, so that of two with one right end no one is indented.
    """
    if not row.width:
        return _is_paragraph(row)
    in_body = row.kind is BlockKind.BODY and row.text[:1].isupper()
    if not below or not in_body or row.block != below[0].block:
        return False
    if in_same_middle(row, title) or ABOUT.match(row.folded) or _is_decided_below(below):
        return False
    return is_indented(row, below[0])


def _is_decided_below(rows: Sequence[Row]) -> bool:
    """Whether who decides stands below before any body: what is above is no body then."""
    for row in rows[:MOST_ROWS]:
        if begins_body(row):
            return False
        if in_capitals(row.text) and DECIDER.match(row.folded):
            return True
    return False


def _opens_below_capitals(row: Row, below: Sequence[Row], header: Header) -> bool:
    """The same under a subject that is all capitals; a first letter may be cut off there."""
    shouted = all(in_capitals(r.text) for r in header.subject) and not in_capitals(row.text)
    if not shouted or not row.width or not below or row.block != below[0].block:
        return False
    wide = row.kind is BlockKind.BODY and not in_same_middle(row, _above(header))
    return wide and is_indented(row, below[0])


def _announces(row: Row) -> bool:
    """``Sở Nội vụ thông báo như sau:`` no subject ends so."""
    return row.text[:1].isupper() and row.text.rstrip().endswith(":") and len(row.line.words) > 4


def _is_subject(row: Row, above: Row | None, header: Header) -> bool:
    """Whether a row that begins as a body may is one of the subject: see where it stands."""
    folded = row.folded
    capitals = _capitals(header.subject) and in_capitals(row.text)
    if TO.match(folded):
        return False
    if BODY.match(folded):
        if above is None or not _MAY_GO_ON.match(folded):
            return False
        return goes_on(row, above) or (in_same_middle(row, above) and is_open(above))
    if capitals:
        return True
    if row.line.box and above and above.line.box and row.width:
        return in_same_middle(row, above)
    return not header.subject and bool(_TO_DO.match(folded)) and not _CITED.search(folded)


def is_open(row: Row) -> bool:
    """Whether a line cannot be the last of its sentence."""
    return _OPEN.search(row.folded) is not None


def _shouts(row: Row) -> bool:
    """Whether a row is in capitals, and not of abbreviations alone (``HACCP``)."""
    words = [w for w in regex.findall(r"\p{L}{2,}", row.text) if is_syllable(old_style(w.lower()))]
    return in_capitals(row.text) and len(words) > 1


def _follows_closely(row: Row, above: Row) -> bool:
    """Whether a row stands right under a row of subject: a body keeps its distance."""
    box, other = row.line.box, above.line.box
    open_end = above.text.rstrip().endswith((",", "-", "("))
    return open_end or bool(box and other and box[1] - other[3] < 0.5 * (other[3] - other[1]))


def _is_near(row: Row, above: Row) -> bool:
    """Whether less than two lines would fit between two rows."""
    box, other = row.line.box, above.line.box
    return bool(box and other and box[1] - other[3] < 2 * (other[3] - other[1]))


def _capitals(rows: Sequence[Row]) -> bool:
    return any(in_capitals(row.text) for row in rows)


def _goes_on_as_body(row: Row, above: Row) -> bool:
    """Whether a line of a subject is so wide that the layout took it for one of the body.

    It stands right under the title's, and no paragraph begins with a small letter.
    """
    wide = row.kind is BlockKind.BODY and above.kind is BlockKind.TITLE
    if not wide or not row.width:
        return False
    small = row.text[:1].islower()
    if not _follows_closely(row, above):
        # Of a subject set with wide leading: it keeps its middle.
        return small and in_same_middle(row, above, _OFF) and _is_near(row, above)
    return small or (in_same_middle(row, above) and (_quotes(row) or is_open(above)))


def _quotes(row: Row) -> bool:
    """Whether a row begins with the name of what the line above calls."""
    return row.text.startswith(("“", '"'))


def _is_label(row: Row) -> bool:
    return _LABEL_ALONE.fullmatch(row.folded) is not None


def _is_of_minutes(rows: Sequence[Row], header: Header) -> bool:
    """Whether a block above ``Hôm nay, …``, with which minutes begin, ends in the middle."""
    if header.title is None or header.title[0] != "Biên bản":
        return False
    end = next((j for j, row in enumerate(rows[:_OF_MINUTES]) if _TODAY.match(row.folded)), 0)
    block = rows[:end]
    whole = bool(block) and all(r.block == block[0].block and not begins_body(r) for r in block)
    return whole and in_same_middle(block[-1], header.title[1], _OFF)


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
    off_centre = not in_same_middle(row, above, _OFF)
    far = box[2] > other[2] + 0.04 * row.width or box[0] > other[0] + 0.05 * row.width
    return off_centre and far and row.text[:1].isupper()
