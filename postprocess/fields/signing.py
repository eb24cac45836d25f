"""Who signs: the name, the titles, in whose stead (decree 30/2020, annex I, 7 and 8)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from postprocess.fields.deputies import bare, for_another, is_deputy_of, is_half_title
from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.head import in_capitals
from postprocess.fields.name_letters import with_unions
from postprocess.fields.names import illegible
from postprocess.fields.persons import maybe_person, name_at_end, spelt_family
from postprocess.fields.plausible import plausible, unlikely_person
from postprocess.fields.signature_rows import (
    LONGEST_TITLE,
    is_maybe_name,
    is_name,
    is_title,
    names_agency,
)
from postprocess.fields.titles import (
    AUTHORITY,
    mended_title,
    misspelt_title,
    title_of,
)
from postprocess.fields.value import (
    SURE_RULE,
    SURE_TEXT,
    SURE_WORD,
    WEAK_RULE,
    absent,
    text_value,
    together,
    unread,
)
from postprocess.record import Status, Text

_SECRETARY = regex.compile(r"thu ky\b.*\bchu (?:tri|toa)|chu (?:tri|toa)\b.*\bthu ky")
_CLOSE = 0.8  # heights of a line between two rows of titles
_ALSO = "kiem"  # between the titles of two offices of who signs
_UNIONS = regex.compile(
    r"\b(?:ban (?:thuong vu|chap hanh|thuong truc|can su)|bch|btv|btt|doan dai bieu)\b"
)
_EACH_OF_TWO = 0.3  # lowest confidence of a word of "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH"
_OF_LIST = 0.75  # mean confidence of words that are few and known
# The first word of a seal beside a title (a school is named behind it, or the title ends), and what
# a pen is read as: "ỦY BAN NHÂN DÂN 4x_".
_OF_SEAL = regex.compile(r"(?<=TRƯỞNG)\s+TRƯỜNG$|(?<=\p{Lu}{2})\s+(?![\p{L}.]+$)[^\s\p{Lu}]{1,6}$")
# "CHỈ HUY TRƯỞNG ĐẠI TÁ": the rank stands before the name, on a row of its own.
_RANK_BEHIND = regex.compile(r"\s+(?:ĐẠI|THƯỢNG|TRUNG|THIẾU)\s+(?:TÁ|TƯỚNG|[ÚU]Y)$")
# "CỤC TRƯỞNG G CỤC …": what a seal is read as.
_LONE_LETTER = regex.compile(r"(?<![\p{L}.&/-])[^\P{Lu}Y](?![\p{L}.&/-])")
# Heights of a line. Of 13 papers titles that were whole stood within 0.3 of the middle of the
# line above, three that had lost their PHÓ from 0.46 to 1.2.
_OFF_CENTRE = 0.4
# Mean confidence of the words of a name, of which no model can tell how it is spelt, and the lowest
# where the reader of names said the same: of 141 names of six sets that were said ok two right ones
# and one of three wrong ones had less of both.
_SURE_NAME, _AGREED = 0.925, 0.9
_SIGNATURE = 2.5  # heights of a line that a signature takes at least; two titles stand within one


def signature(rows: Sequence[Row], issuer: str, *, signed: bool) -> tuple[Text, Text, Text]:
    """Signer, title and authority.

    Args:
        rows: Of the signature.
        issuer: Of the document, empty if it was not read.
        signed: A recogniser read the foot of a page where a signature must be.

    Returns:
        The name; the title with its authority line (``KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC``); the
        codes of authority alone (``TM. KT.``; decree 30/2020, annex I, 7a).
    """
    titles, parts = _titles(_without_office(rows))
    if not titles:
        ends = [r for r in rows if in_capitals(r.text) and title_of(issuer, r.text)]
        titles, parts = ends[:1], [r.text for r in ends[:1]]  # a seal hides where it begins
    authority, title, name = absent("signed in own right"), absent("no title"), absent("no name")
    whole = Flow.of(rows).all()
    # The paper ends here, so somebody signed: a seal or a pen hides who.
    if signed:
        title = unread(whole, "signature not read")
    if signed or any(not is_title(r) for r in rows):
        name = unread(whole, "signature not read")
    if titles:
        flow = Flow.of(titles)
        found = flow.all()
        read = found.confidence is not None
        mended = [_mended(p, issuer) if read else None for p in parts]
        parts = [m or p for m, p in zip(mended, parts, strict=True)]
        as_read = parts
        parts = [_RANK_BEHIND.sub("", _OF_SEAL.sub("", p)) for p in parts] if read else parts
        parts = for_another(rows, parts) if read else parts
        value = ", ".join(p for p in parts if p)
        codes = [m["code"] for p in parts if (m := AUTHORITY.match(fold(p)))]
        odd = regex.search(r"[^\p{L}\d\s.,()/\-–]|\p{Ll}", value) and not value.istitle()
        # Who signs for another has a lower title of his own under the other's.
        lower = [p for p in parts if regex.match(r"ph[oóòôố]\b|th[ưứừử] trưởng\b", p.lower())]
        deputy = any(c.startswith("k") for c in codes)
        alone = bool(codes) and len(parts) == 1
        # Of the Party and of unions a deputy signs so too.
        party = any("/" in c for c in codes) or _UNIONS.search(fold(value)) is not None
        unclear = alone or parts != as_read or (not party and deputy != bool(lower))
        if unclear and not codes:
            authority = unread(found, "signature")
        # Two who sign side by side in a text without columns.
        unclear = unclear or any(_SECRETARY.search(fold(p)) for p in parts)
        # "KT." by hand before a title, "PHÓ GIÁM bồ" under it: somebody signs for another.
        unclear = (
            unclear
            or any(is_half_title(r) for r in rows)
            or not titles[0].text.strip()[0].isalpha()
        )
        # The deputy's own title says how the head's above it is spelt.
        agreed = not mended[-1] and is_deputy_of(parts)
        odd = odd or unclear or parts != as_read or misspelt_title(value)
        odd = odd or (any(mended) and not agreed)
        odd = (
            odd
            or _off_centre(titles)
            or _by_place(titles, rows)
            or _LONE_LETTER.search(value) is not None
        )
        odd = odd or (read and any(illegible(p) or not plausible(bare(p)) for p in parts))
        # Two of a short list that agree were not both read as others by chance.
        sure, each = (_OF_LIST, _EACH_OF_TWO) if agreed and deputy else (SURE_TEXT, SURE_WORD)
        prior = WEAK_RULE if odd else SURE_RULE
        title = text_value(found, value, "signature", prior=prior, sure=sure, each=each)
        if codes:
            value = " ".join(regex.sub(r"[\W]", "", c).upper() + "." for c in codes)
            prior = WEAK_RULE if unclear else SURE_RULE
            authority = text_value(found, value, "signature", prior=prior)
    names = [r for r in rows if is_maybe_name(r)]
    if names:
        name = _signer(names[-1])
    elif (signed or titles) and (last := _named_at_end(rows)):
        name = last
    return name, title, authority


def _mended(title: str, issuer: str) -> str | None:
    """A title as it can only be meant; None where it may stand as it is."""
    spelt = with_unions(title)
    known = title_of(issuer, spelt) or mended_title(spelt)
    return known or (spelt if spelt != title else None)


def _off_centre(titles: Sequence[Row]) -> bool:
    """Whether a title does not stand under the middle of the one above: a word of it was lost.

    ``CHỦ TỊCH`` under ``TM. BAN THƯỜNG VỤ``, too far right: a pen or a seal hides ``PHÓ``.
    """
    boxes = [row.line.box for row in titles if row.line.box and row.page == titles[0].page]
    middles = [(box[0] + box[2]) / 2 for box in boxes]
    height = min((box[3] - box[1] for box in boxes), default=0)
    return any(abs(m - middles[0]) > _OFF_CENTRE * height for m in middles[1:])


def _titles(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows of the titles, and the titles: ``KT. BỘ TRƯỞNG`` goes on with ``BỘ TÀI CHÍNH``."""
    titles: list[Row] = []
    parts: list[str] = []
    above = False
    for row in rows:
        text = regex.sub(r"^[^\p{L}]+|(?:[^\p{L})]|\s\p{Ll})+$", "", row.text)
        also = above and row.folded.strip(" .,:") == _ALSO
        own = is_title(row) or also or (above and _is_unlisted(row, titles[-1]))
        above = not is_name(row) and (own or (above and names_agency(row)))
        if above:
            titles.append(row)
            parts += [text] if own else []
            if not own:
                parts[-1] = f"{parts[-1]} {text}"
    return titles, parts


def _is_unlisted(row: Row, above: Row) -> bool:
    """Whether a row is of a title though it is in no list, by where it stands.

    ``TL. GIÁM ĐỐC / TP. HÀNH CHÍNH``, ``TRƯỞNG PHÒNG / HÀNH CHÍNH``: capitals close under the
    middle of the row above, which a seal's words hardly are.
    """
    box, other = row.line.box, above.line.box
    if names_agency(row) or not box or not other or row.page != above.page:
        return False
    words = len(row.line.words)
    close = box[1] - other[3] < _CLOSE * (other[3] - other[1])
    close = close and 1 < words <= LONGEST_TITLE and not _off_centre([above, row])
    return close and in_capitals(row.text) and not illegible(row.text)


def _by_place(titles: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether a row was taken for a title by its place alone, or one in capitals left out."""
    among = rows[rows.index(titles[0]) : rows.index(titles[-1])]
    left_out = any(row not in titles and in_capitals(row.text) for row in among)
    return left_out or not all(is_title(row) or names_agency(row) for row in titles)


def _without_office(rows: Sequence[Row]) -> list[Row]:
    """The rows without a title that stands with the name under the signature.

    Who signs for a board with the seal of his own office names that office too, not as the
    title he signs in: ``TRƯỞNG BAN``, the signature, ``CHỦ TỊCH UBND TỈNH`` and the name.
    """
    titles = [row for row in rows if is_title(row)]
    for above, row in pairwise(titles):
        high, low = above.line.box, row.line.box
        between = rows[rows.index(above) + 1 : rows.index(row)]
        if (
            high
            and low
            and row.page == above.page
            and not any(in_capitals(r.text) for r in between)
        ):
            height = min(high[3] - high[1], low[3] - low[1])
            if low[1] - high[3] > _SIGNATURE * height:
                return [r for r in rows if r not in titles[titles.index(row) :]]
    return list(rows)


def _signer(row: Row) -> Text:
    found = Flow.of([row]).all()
    value, spelt = maybe_person(row.text) or "", True
    if found.confidence is None:
        spelt = spelt_family(value)[1]  # of a typed text it is doubted, not changed
    else:
        # Most people share few family names: accents that none of them has were misread.
        value, spelt = spelt_family(value)
        # Few have no middle name; of more it is the family's that a seal hides.
        spelt = spelt and value.count(" ") > 1 and not unlikely_person(value)
    clean = row.text[:1].isupper() and regex.fullmatch(r"[\p{L}\s.'’]+", row.text.strip())
    spelt = spelt and fold(value.split()[0]) in row.folded  # not a family that was mended
    read = found.confidence is None or found.confidence >= _SURE_NAME
    read = read or found.lowest is None or found.lowest >= _AGREED
    prior = SURE_RULE if clean and spelt and read else WEAK_RULE
    return text_value(found, value, "signature", prior=prior)


def _named_at_end(rows: Sequence[Row]) -> Text | None:
    """The name that ends the last row which has one, doubted."""
    for row in reversed(rows):
        if not is_title(row) and (value := name_at_end(row.text)):
            return text_value(Flow.of([row]).all(), value, "signature", prior=WEAK_RULE)
    return None


def signatures(
    signers: Sequence[Sequence[Row]], issuer: str, *, signed: bool
) -> tuple[Text, Text, Text]:
    """The same as `signature` for all who sign a joint document, in order: ``A; B``."""
    parts = [signature(rows, issuer, signed=signed) for rows in signers]
    if len(parts) == 1:
        return parts[0]
    names, titles, codes = zip(*parts, strict=True)
    # Who signs in his own right has no code.
    coded = list({c.value: c for c in codes if c.status is not Status.ABSENT}.values())
    sign = f"signature, {len(parts)} sign"
    return (
        together(names, "; ", sign),
        together(titles, "; ", sign),
        together(coded or codes[:1], "; ", sign),
    )
