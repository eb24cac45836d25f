"""The title of a document and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from rapidfuzz.distance.Levenshtein import distance

from ocr.page import BlockKind
from postprocess.fields import dates, kinds, symbols
from postprocess.fields.body import DECIDER, begins_body
from postprocess.fields.flow import Row, squeeze
from postprocess.fields.head import ABOUT, MARK, TO, Header, cut, in_capitals, is_apart, narrow
from postprocess.fields.subject_rows import MOST_ROWS, goes_on, is_open, read_subject

# An addressee without the label, as where the label stands beside the second of them.
_ABOUT_BELOW = regex.compile(r"\W{0,2}(?P<speck>\w{1,2}\W{1,2})?(?=[(\s]{0,2}(?:ve\s|v\s?/\s?v\b))")
_OF_MINUTES = frozenset(("hop", "lam viec", "hoi nghi"))  # "BIÊN BẢN LÀM VIỆC / Về việc …"
# "THÔNG BÁO SỐ 1", "THƯ MỜI LẦN 2": which of its kind it is.
_ORDINAL = regex.compile(r"\W*(?:so|lan(?: thu)?)\W{0,3}(?:\d{1,2}|[ivx]{1,4})\W*")
_HALF = 3  # letters of a kind that a stamp hides or changes
_HIGH = 6  # rows below the head, among which a title stands
_WIDEST = 0.72  # of the page's width, where a "V/v" may end: a line of a text goes on to 0.9
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
        elif (found := _title(row) or _odd_title(row, i, header)) and not _is_subject_of_lost_title(
            found, header
        ):
            # Stamps and scrawls may stand between head and title.
            header.apart += skipped
            header.title = (found[0], row)
            return read_subject(_below_title(found[1], rows[i + 1 :], header), header)
        elif skipped and _is_unknown_title(skipped[-1], row):
            # A kind that is in no list is still named above its "Về việc".
            header.apart += skipped[:-1]
            header.title = (skipped[-1].text.capitalize(), skipped[-1])
            return read_subject(rows[i:], header)
        elif _is_about(row, header.about, i):
            header.about.append(narrow(row))
        elif begins_body(row) and not goes_on(row, skipped[-1] if skipped else None):
            ends = (j for j in range(len(skipped)) if _decides(skipped[j], skipped[:j]))
            header.untitled = skipped[: next(ends, None)]
            return [*skipped, *rows[i:]]
        elif len(skipped) >= MOST_ROWS:
            return [*skipped, *rows[i:]]
        else:
            skipped.append(row)
    return skipped


def _below_title(rest: Row | None, rows: Sequence[Row], header: Header) -> Sequence[Row]:
    """The rows of the subject and what follows; what stands beside the kind goes before them.

    ``CỦA CHỦ TỊCH …`` between kind and ``Về việc``, ``V/v`` is none: it says who decides.
    """
    below = [rest, *rows] if rest else rows
    if below and (below[0].folded.startswith("cua ") or below[0].folded in _OF_MINUTES):
        for i, row in enumerate(below[: MOST_ROWS + 1]):
            if i and (hit := _ABOUT_BELOW.match(row.folded)):
                own = cut(row, hit.end())[1] if hit["speck"] else row
                return [own or row, *below[i + 1 :]]
            if not in_capitals(row.text):
                break
    header.subject += [rest] if rest else []
    return rows


def _odd_title(row: Row, i: int, header: Header) -> tuple[str, Row | None] | None:
    """A kind without its first letter among the first rows, or one in the middle in no list.

    Or that which the symbol names, with a letter misread.
    """
    if i >= _HIGH or not in_capitals(row.text):
        return None
    if hit := kinds.beheaded(row.text):
        return hit[0], cut(row, hit[1])[1] if hit[1] < len(row.text) else None
    named = next(symbols.find(header.number.text), None) if header.number else None
    kind = kinds.by_symbol(named.symbol) if named else None
    if kind and distance(squeeze(row.text), squeeze(kind)) == 1:
        return kind, None
    if kind and (end := _end_of_half(kind, row.text)):
        return kind, cut(row, end)[1] if end < len(row.text) else None
    middle = not row.width or row.kind in (BlockKind.TITLE, BlockKind.HEADER_RIGHT)
    name = kinds.other(row.text) if middle else None
    return (name, None) if name else None


def _end_of_half(kind: str, text: str) -> int | None:
    """Where a kind ends whose first word a stamp half hides: ``Y PHÉP …``, ``LẤY PHÉP …``."""
    size = kind.count(" ") + 1
    hit = regex.match(rf"\W*\p{{L}}+(?:\s\p{{L}}+){{{size - 1}}}(?!\S)", text)
    if hit is None or size == 1:
        return None
    *_, last = hit[0].split()
    same = squeeze(last) == squeeze(kind.rsplit(maxsplit=1)[-1])
    return hit.end() if same and distance(squeeze(hit[0]), squeeze(kind)) <= _HALF else None


def _decides(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row names who decides, and is no end of the sentence above it."""
    named = in_capitals(row.text) and DECIDER.match(row.folded) is not None
    return named and not (above and is_open(above[-1]))


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
    if name in _NAMED_BY_WHAT and in_capitals(row.text) and (whole := kinds.other(row.text)):
        return whole, None
    more = cut(row, end)[1]
    return name, None if more and _ORDINAL.fullmatch(more.folded) else more


# What these allow or certify is of their name, as laws have it: "GIẤY PHÉP LAO ĐỘNG".
_NAMED_BY_WHAT = frozenset({"Giấy phép", "Giấy chứng nhận"})
# Names of kinds that are verbs too, and symbols of those whose subjects begin with them.
_VERBS = frozenset({"Quy định", "Hướng dẫn"})
_RULES = regex.compile(r"/(?:NĐ|TT|TTLT|QĐ|NQ)-\p{Lu}")


def _is_subject_of_lost_title(found: tuple[str, Row | None], header: Header) -> bool:
    """``QUY ĐỊNH CHI TIẾT …`` under the number of a decree: its title was not read."""
    name, more = found
    number = header.number.text if header.number else ""
    return more is not None and name in _VERBS and _RULES.search(number) is not None


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
    # What a stamp left beside "Kính gửi" is a row of it no more.
    return i < 10 and not TO.match(row.folded) and _goes_on(narrow(row), above[-1])


def _goes_on(row: Row, before: Row) -> bool:
    """Whether a row continues the ``V/v`` of the left column."""
    folded = row.folded
    decides = in_capitals(row.text) and DECIDER.match(folded)
    if TO.match(folded) or _title(row) or decides or is_apart(row, before):
        return False
    box, other = row.line.box, before.line.box
    if box is not None and row.width:
        # Of one that was set wider than the column all rows begin at its left edge.
        wide = other is not None and box[2] < _WIDEST * row.width and box[0] <= other[0]
        close = other is not None and box[1] - other[3] < other[3] - other[1]
        return box[2] < 0.6 * row.width or (wide and close and row.block == before.block)
    listed = _LISTED.match(folded) is not None
    return row.block == before.block and not listed and not begins_body(row)
