"""The right column of a head: national title, motto, place and date, cut off the left one."""

from __future__ import annotations

from ocr.page import BlockKind
from postprocess.fields import dates
from postprocess.fields.flow import Flow, Row
from postprocess.fields.head import Header, cut, gaps
from postprocess.fields.place_names import known_place
from postprocess.fields.standing import begun_standing, national_title, party_name

# Of what a place is, after its first word or before its name: "Thành phố Cần Thơ".
_UNIT_WORDS = frozenset(
    ("phố", "xã", "trấn", "khu", "tỉnh", "huyện", "quận", "phường", "thành", "thị")
)


def take_right(row: Row, header: Header) -> Row | None:
    """Put the right column of a row into the header and return its left part."""
    folded = row.folded
    standing = national_title(folded)
    if standing is None:
        standing = begun_standing(row)
    if standing is not None:
        header.national = True
        # A first word that was misread is of the line too.
        return None if row.kind is BlockKind.HEADER_RIGHT else cut(row, standing)[0]
    named = party_name(row)
    if named is not None:
        header.party = header.national = True
        return cut(row, named)[0]
    if header.date is None and dates.FORM.search(folded):
        start = place_start(row, folded)
        if start is not None:
            left, header.date = cut(row, start)
            if left and row.kind is BlockKind.HEADER_RIGHT:
                # Nothing stands before the place there but its own first letters.
                header.date = row if len(left.line.words) == 1 else header.date
            return None if row.kind is BlockKind.HEADER_RIGHT else left
    return None if row.kind is BlockKind.HEADER_RIGHT and _is_of_date(row, header) else row


def _is_of_date(row: Row, header: Header) -> bool:
    """Whether a row of the right column is of the date line, which it is put into the header as."""
    if dates.DAY_WORD.search(row.folded):
        header.date = header.date or row
    elif header.national and _names_place(row):
        header.place = row
    elif not dates.YEAR_LEFT.fullmatch(row.folded):
        return False
    return True


def _names_place(row: Row) -> bool:
    """Whether a row is a place alone, whose day was not read: ``Thành phố Hồ Chí Minh,``."""
    name, comma, rest = row.text.strip().partition(",")
    return bool(comma) and not rest and " " in name and known_place(name)


def place_start(row: Row, folded: str) -> int | None:
    """Where ``<place>, ngày`` begins in a row; None where no place stands before it.

    The place is a name: words with a capital, and figures after ``Quận``. In a picture a
    wide gap ends the walk to the left.
    """
    hit = dates.FORM.search(folded)
    if hit is None:
        return None
    flow = Flow.of([row])
    before = [w for w, _ in flow.words(0, hit.start())] if hit.start() else []
    count = len(before)
    if row.width and count > 1 and before[-2].text.endswith(","):
        # What a pen left between the place and "ngày".
        behind = before[-1].text[:1].islower() or known_place(" ".join(w.text for w in before[:-1]))
        before = before[:-1] if behind else before
        count = len(before)
    while count and len(before) - count < 7:
        word = before[count - 1].text
        follower = before[count] if count < len(before) else None
        if follower is not None and count in gaps(row):
            break
        core = word.strip(".,;:-–\"'“”‘’`*")  # and specks before a name
        if ":" in word or "/" in word or (word.endswith(",") and follower is not None):
            break
        small = follower is None and count > 1 and known_place(f"{before[count - 2].text} {core}")
        named = small or core[:1].isupper() or core.isdigit() or not any(c.isalnum() for c in core)
        if not named and core not in _UNIT_WORDS:
            break
        if len(core) > 3 and core.isupper() and not core.startswith("TP."):  # "TP.HCM"
            break
        count -= 1
    if count == len(before):
        # A form may leave the place out, but then the slot begins the row.
        return hit.start() if not before or row.kind is BlockKind.HEADER_RIGHT else None
    return sum(len(w.text) + 1 for w in before[:count])
