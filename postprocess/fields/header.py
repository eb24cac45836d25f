"""The head of the first page taken apart: left column, right column, title.

Decree 30/2020/NĐ-CP, annex I: left are superior, issuer, number and ``V/v``; right the
national title, the motto, place and date; under both the title. A reader may hand the
columns on one after the other or, as plain OCR does, both on one line: the rows are cut
where the words of the right column begin.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ocr.page import BlockKind
from ocr.slots.find import LONE_SYMBOL
from postprocess.fields import dates, kinds
from postprocess.fields.agency_kinds import begins_name
from postprocess.fields.apart import day_of_judgment, place_before, whole_symbols
from postprocess.fields.beside import is_poor
from postprocess.fields.captions import above_agencies, is_caption
from postprocess.fields.flow import Row
from postprocess.fields.head import (
    ABOUT,
    BARE_SLOT,
    MARK,
    NUMBER_SLOT,
    TO,
    WORD_SLOT,
    Header,
    cut,
    in_capitals,
    is_apart,
    is_better_slot,
    is_cut_short,
    is_noise,
    narrow,
)
from postprocess.fields.place_names import goes_on_as_place
from postprocess.fields.right_column import place_start, take_right
from postprocess.fields.scraps import is_contact, is_far_below, is_scrap
from postprocess.fields.standing import national_title
from postprocess.fields.subject_rows import read_subject
from postprocess.fields.title import read_title

# "BAN CHỈ ĐẠO THỰC HIỆN / CHỈ THỊ …": the paper that a board is for is of its name.
_ACTS_ON = regex.compile(r"\b(?:thuc hien|trien khai|soan thao|xay dung|so ket|tong ket)\W*$")
# Lines of the frame of an arrival stamp, under the name of who got the paper.
_OF_STAMP = regex.compile(
    r"\W{0,3}(?:gio\W*[\d.…:]|ngay\W*[.…]{2}|(?:kinh )?chuyen\b.{0,14}$|so va ky hieu|luu ho so)"
)
_OF_OTHERS = (BlockKind.MARGINALIA, BlockKind.ARRIVAL)  # what was put on the paper later
# The stamp of a court on a judgment, over the head of it.
_IN_FORCE = regex.compile(r"\W*(?:(?:ban an|quyet dinh|an)\s)?(?:da )?co hieu luc phap luat\W*")
# A figure that begins a section, and one before a slash, which no agency begins with.
_SECTION = regex.compile(r"^\W{0,2}(?:\d{1,2}|[ivx]{1,4})\s?[.)]\s")
_FIRST_SECTION = regex.compile(r"^\W{0,2}[1il]\s?[.)]\s")
_LOOSE_SLOT = regex.compile(r"^\W{0,2}\d{1,5}\s?/\s?[\p{L}\d]")
# The label of a number whose figures were read as a word: "số uw^".
_LABEL_ALONE = regex.compile(r"^\W{0,2}[Ss][ôốồổỗộ]\s[^\s:]{1,8}\W*$")
# What a paper is for, in small letters: no name of an agency begins so.
_BEGINS_SUBJECT = regex.compile(
    r"\W{0,2}(?:[Xx]in|[Vv]ề việc|[Đđ]ề nghị|[Bb]áo cáo|[Gg]óp ý|[Tt]rả lời|[Tt]hông báo|"
    r"[Gg]iải trình|[Hh]ướng dẫn|[Tt]riển khai|[Tt]ham gia|[Kk]iểm tra|[Xx]ác nhận|[Cc]ho phép)"
    r"\s+\p{Ll}"
)
_LEFT = 0.05  # of the page's width
_TOP_ROWS = 30  # no head is longer, stamps and captions included


def read_header(rows: Sequence[Row]) -> Header:
    """Take the head of a document apart.

    Args:
        rows: Of the whole document, in reading order.

    Returns:
        The header; ``rest`` holds all rows of the document that are not of its head.
    """
    header = Header()
    page = rows[0].page if rows else 1
    left: list[Row] = []
    top: list[Row] = []
    for row in rows:
        if row.kind is BlockKind.PAGE_NUMBER:
            continue
        in_top = row.page == page and len(top) < _TOP_ROWS
        if row.kind in _OF_OTHERS or (in_top and is_caption(row)):
            header.apart.append(row)
        elif in_top:
            top.append(row)
        else:
            header.rest.append(row)
    end = _end_of_columns(top)
    for row in top[:end]:
        column = take_right(row, header)
        if column is not None:
            left.append(column)
    header.date, body = place_before(top[end:], header.date or header.place)
    left = whole_symbols(left)
    if header.date is None:
        header.date, left = day_of_judgment(left)
    body = [*_read_left(left, header), *body]
    small = above_agencies(header.agencies, header.apart)
    header.apart += header.agencies[:small]
    del header.agencies[:small]
    reader = read_subject if _title_above_number(header) else read_title
    header.rest = reader(body, header) + header.rest
    return header


def _title_above_number(header: Header) -> bool:
    """Whether the kind stands above the number, as in contracts and decrees of old.

    So does any kind that the symbol names where a paper has one column only.
    """
    number = "" if header.national or header.number is None else header.number.text
    named = kinds.by_symbol(number.partition("/")[2])
    for i, row in enumerate(header.agencies):
        hit = kinds.heading(row.text) if in_capitals(row.text) else None
        same = hit and named and i and kinds.same(hit[0], named)
        if hit and (hit[0] in kinds.ABOVE_NUMBER or same):
            header.title = (hit[0], row)
            more = cut(row, hit[1])[1] if hit[1] < len(row.text) else None
            header.subject = [*([more] if more else []), *header.agencies[i + 1 :]]
            del header.agencies[i:]
            return True
    return False


def _end_of_columns(top: Sequence[Row]) -> int:
    """How many rows the two columns take: to the last sign of either of them."""
    end = 0
    for i, row in enumerate(top):
        folded = row.folded
        of_name = i and row.kind is BlockKind.HEADER_LEFT and _ACTS_ON.search(top[i - 1].folded)
        title = kinds.heading(row.text) and in_capitals(row.text) and not of_name
        in_columns = row.kind in (BlockKind.HEADER_LEFT, BlockKind.HEADER_RIGHT)
        body = not in_columns and (TO.match(folded) or folded.startswith("can cu "))
        if body or (end and (title or i > end + 8)):
            break
        signs = (
            in_columns
            or national_title(folded) is not None
            or _own_number(row)
            or (i < 16 and dates.ends_line(folded) and place_start(row, folded) is not None)
        )
        if signs:
            end = i + 1
    return end


def _own_number(row: Row) -> bool:
    """Whether the number slot stands at the beginning of the row."""
    slot = NUMBER_SLOT.match(row.folded)
    return bool(slot and ("/" in slot["rest"] or "-" in slot["rest"]))


def _is_number(row: Row, header: Header) -> bool:
    if NUMBER_SLOT.search(row.folded) or BARE_SLOT.search(row.text) or WORD_SLOT.match(row.text):
        return True
    if row.kind is BlockKind.HEADER_LEFT and any(w.candidates for w in row.line.words):
        return True  # it was read as a slot, a stamp may hide its label
    if header.agencies and LONE_SYMBOL.fullmatch(row.text):
        return True
    loose = _LOOSE_SLOT.match(row.text) or (row.width and _LABEL_ALONE.match(row.text))
    return bool(header.agencies and loose)


def _stamped_above(header: Header) -> list[Row]:
    """Take who got the paper, right above a line of an arrival stamp, out of the agencies."""
    if any(_OF_STAMP.match(row.folded) for row in header.apart):
        return []  # it was taken with the line above
    return [header.agencies.pop()] if header.agencies else []


def _is_stamp(row: Row, above: Row) -> bool:
    """Whether an agency stands in capitals among small letters: who stamped the arrival."""
    if any(map(str.isdigit, row.text)):
        return False  # "số 341/SNV-VP" goes on with "Công văn"
    shouts = in_capitals(row.text) and not in_capitals(above.text)
    return shouts and (begins_name(row.folded) or _is_beside(row, above))


def _is_beside(row: Row, above: Row) -> bool:
    """Whether a row that was hardly read begins far left of the one above: a stamp's frame does."""
    box, other = row.line.box, above.line.box
    left = box and other and other[0] - box[0] > _LEFT * row.width
    return bool(left) and is_poor(row.line.words)


def _is_right_of(row: Row, above: Row) -> bool:
    """Whether a row of the right column, as a signature's mark, was handed on with the left."""
    box, other = row.line.box, above.line.box
    right = row.kind is BlockKind.HEADER_RIGHT and above.kind is not row.kind
    return right and bool(box and other and box[0] > other[2])


def _is_late_subject(row: Row, header: Header) -> bool:
    """Whether a row in small letters under agencies in capitals is of a subject."""
    if header.unlabelled:
        return True
    capitals = bool(header.agencies) and in_capitals(header.agencies[-1].text)
    return capitals and _BEGINS_SUBJECT.match(row.text) is not None


def _take_above_number(row: Row, header: Header) -> None:
    """Put a row of the left column above the number, or where none was read, into the header."""
    if _OF_STAMP.match(row.folded):
        header.apart += [*_stamped_above(header), row]
    elif _is_late_subject(row, header):
        header.unlabelled.append(row)  # neither the number nor "V/v" was read
    elif is_scrap(row) or is_contact(row, header) or is_far_below(row, header):
        header.apart.append(row)
    elif sum(c.isalpha() for c in row.text) >= 3 or _ends_place(row, header):
        header.agencies.append(row)


def _ends_place(row: Row, header: Header) -> bool:
    """``AN`` under ``UBND TỈNH NGHỆ``."""
    return bool(header.agencies) and goes_on_as_place(header.agencies[-1].text, row.text)


def _read_left(left: Sequence[Row], header: Header) -> list[Row]:
    """Agencies, number and ``V/v`` from the left column; returns what is not of it."""
    about = stamped = False
    spare: list[Row] = []
    for row in left:
        folded = row.folded
        # Under the number no section but the first begins: a stamp was read.
        section = _SECTION if header.number is None else _FIRST_SECTION
        below = TO.match(folded) or section.match(folded)
        if spare or below or (about and is_apart(row, header.about[-1])):
            spare.append(row)  # the addressees may stand left of the middle
        elif MARK.fullmatch(folded) or _IN_FORCE.fullmatch(folded):
            header.apart.append(row)
        elif not about and _is_number(row, header) and is_better_slot(row, header.number):
            above, header.unlabelled = header.unlabelled, []
            header.number = None
            for other in above:
                _take_above_number(other, header)
            header.number = row
        elif about and (stamped or is_noise(row) or _is_stamp(row, header.about[-1])):
            stamped = stamped or not is_noise(row)  # what follows is of the stamp too
            header.apart.append(row)
        elif about and _is_right_of(row, header.about[-1]):
            header.apart.append(row)
        elif about or ABOUT.match(folded):
            about = True
            header.unfinished |= is_cut_short(row)
            header.about.append(narrow(row))
        elif header.number is None:
            _take_above_number(row, header)
        elif header.unlabelled and _is_stamp(row, header.unlabelled[-1]):
            header.apart.append(row)
        elif any(c.isalnum() for c in row.text):
            # Under the number stands the subject, its "V/v" unread, or a stamp.
            header.unlabelled.append(row)
    return spare
