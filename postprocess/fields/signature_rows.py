"""Rows of a signature: titles, names, and the columns of those who sign side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import regex

from ocr.page import BlockKind, union
from postprocess.fields.agency_kinds import begins_name
from postprocess.fields.flow import Row
from postprocess.fields.head import gaps, in_capitals, pieces
from postprocess.fields.persons import maybe_person, person
from postprocess.fields.titles import AUTHORITY, TITLE, mended_title

_SMALL = regex.compile(
    r"(?:Phó )?(?:Tổng )?(?:Giám đốc|Chủ tịch|Chủ nhiệm|Hiệu trưởng|Viện trưởng|Cục trưởng|Bí thư|"
    r"Trưởng (?:phòng|ban|khoa|đoàn)|Chánh văn phòng)"
    r"(?: (?:\p{Lu}{2,5}|[-–&]|(?:Hành chính|Nhân sự|Đào tạo|Kế toán|Tổ chức)))*"
)
_STATE = regex.compile(r"\W*nuoc cong hoa xa hoi chu nghia viet nam\W*")
_RIGHT = 0.45  # of the page's width
LONGEST_TITLE = 8  # words
_LAST_ROWS = 6  # of a paper, among which a signature ends


def is_title(row: Row) -> bool:
    """Whether a row is a signer's title or says in whose stead he signs."""
    folded = row.folded
    if AUTHORITY.match(folded):
        return True
    if not in_capitals(row.text):
        return _is_small_title(row)
    return bool(TITLE.search(folded) or mended_title(row.text))


def _is_small_title(row: Row) -> bool:
    """Whether a row right of the middle is a title in small letters, as companies write it."""
    return _is_right(row) and _SMALL.fullmatch(row.text.strip()) is not None


def is_name(row: Row) -> bool:
    """Whether a row is a person's name; two side by side are none."""
    return not gaps(row) and person(row.text) is not None and not TITLE.search(row.folded)


def is_maybe_name(row: Row) -> bool:
    """Whether it is one but for its first letter, of which a seal may have left a small one.

    Two names side by side are none.
    """
    return not gaps(row) and maybe_person(row.text) is not None and not TITLE.search(row.folded)


def like_name(row: Row) -> bool:
    """Two to five words without figures or a stop: a name, however badly read."""
    return (
        2 <= len(row.line.words) <= 5
        and row.text[0].isupper()
        and regex.search(r"\d|[.;:,]\s*$", row.text) is None
    )


def signs(row: Row) -> bool:
    """Whether a row can only be of a signature."""
    return is_title(row) or is_name(row)


def signing_columns(rows: Sequence[Row]) -> list[list[Row]]:
    """Where several sign side by side: the columns of those who have a title, left to right.

    Args:
        rows: The row of the titles, and what stands under it.

    Returns:
        Title and what stands under it, for each; none where one or nobody has a title.
    """
    columns = pieces(rows[0])
    rows = [row for row in rows if row.page == rows[0].page]
    titles = [p for p in columns if is_title(p) and len(p.line.words) <= LONGEST_TITLE]
    if len(columns) < 2 or not titles or not all(_short(p) for p in columns):
        return []
    below = [p for row in rows[1:] for p in pieces(row)]
    return [[t, *(p for p in below if stands_under(p, t))] for t in titles]


def columns_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The columns of a signature that the layout has parted already, left to right.

    Args:
        rows: Of the signature, column by column.

    Returns:
        Title and what stands under it, for each; none where nobody stands beside another.
    """
    columns = [list(column) for _, column in groupby(rows, key=lambda row: row.block)]
    for left, right in pairwise(columns):
        if not (left[0].kind is right[0].kind is BlockKind.SIGNATURE and _abreast(left, right)):
            return []
    return columns if len(columns) > 1 else []


def _abreast(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two columns stand beside each other on a page."""
    a, b = (union(row.line.box for row in rows) for rows in (left, right))
    return bool(
        a
        and b
        and left[0].page == right[0].page
        and a[0] < b[0]
        and max(a[1], b[1]) < min(a[3], b[3])
    )


def who_signs(columns: Sequence[list[Row]]) -> list[Row]:
    """Of columns with titles the one with a name, else the right one, where the head signs."""
    named = [column for column in columns if any(map(is_maybe_name, column[1:]))]
    return (named or columns)[-1]


def each_signer(rows: Sequence[Row]) -> list[list[Row]]:
    """Signatures that follow one another: a title behind a name begins the next."""
    signers: list[list[Row]] = [[]]
    for row in rows:
        if is_title(row) and any(map(is_maybe_name, signers[-1])):
            signers.append([])
        signers[-1].append(row)
    return signers


def half_read_signature(rows: Sequence[Row]) -> int:
    """Where a signature begins of whose titles a seal left the ends: ``TỊCH`` above a name.

    Both stand right of the middle, the last of a paper; no body has such rows.

    Returns:
        Its first row, the number of rows where there is none.
    """
    last = len(rows)
    for i in range(last - 1, max(last - _LAST_ROWS, 0), -1):
        if _is_right(rows[i]) and is_maybe_name(rows[i]):
            first = i
            while first and _is_right(rows[first - 1]) and in_capitals(rows[first - 1].text):
                first -= 1
            return first if first < i and rows[first].page == rows[i].page else last
    return last


def _is_right(row: Row) -> bool:
    """Whether a few words stand right of the middle."""
    box = row.line.box
    right = box is not None and row.kind is not BlockKind.TABLE and box[0] > _RIGHT * row.width > 0
    return right and len(row.line.words) <= LONGEST_TITLE


def _short(row: Row) -> bool:
    return len(row.line.words) <= LONGEST_TITLE and not regex.search(r"^[-–+]|[.;:,]$", row.text)


def stands_under(row: Row, title: Row) -> bool:
    """Whether the middle of a row lies within a tenth of the page from that of a title."""
    box, other = row.line.box, title.line.box
    if box is None or other is None:
        return False
    return abs(box[0] + box[2] - other[0] - other[2]) / 2 < 0.1 * row.width


def names_agency(row: Row) -> bool:
    """Whether a row is the name of an agency in capitals: under a title it is part of it.

    So is the state's, of which the president signs as ``CHỦ TỊCH``.
    """
    named = begins_name(row.folded) or _STATE.fullmatch(row.folded) is not None
    return in_capitals(row.text) and named
