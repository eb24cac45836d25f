"""Who signs: the name, the titles, in whose stead (decree 30/2020, annex I, 7 and 8)."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.head import in_capitals, pieces
from postprocess.fields.names import misspelt_title
from postprocess.fields.persons import maybe_person, person, spelt_family
from postprocess.fields.value import SURE_RULE, WEAK_RULE, absent, text_value, unread
from postprocess.record import Text

AUTHORITY = regex.compile(
    r"^\W{0,8}(?P<code>(?:t\s?[./]?\s?u\s?[./]?\s?q|tm|kt|tl|q)(?=\s?[.,])"
    r"|(?:t/m|k/t|t/l)(?=[\s.,]))"  # of the Party, and of old papers
)
_TITLE = regex.compile(
    r"\b(?:giam doc|chu tich|bo truong|thu truong|cuc truong|vu truong|truong phong|pho phong|"
    r"hieu truong|chanh van phong|chanh thanh tra|chanh an|vien truong|vien pho|truong ban|"
    r"pho ban|truong doan|truong khoa|thu tuong|thong doc|chu nhiem|bi thu|truong ty|"
    r"tong thu ky|uy vien|tong cuc truong|chi huy truong|ke toan truong|tong bien tap|doi truong|"
    r"to truong|tram truong|quan doc|thu ky|chu toa|chu tri|thuong truc|chuyen vien|"
    r"truong dai dien|tham phan|kiem sat vien|chap hanh vien|cong chung vien|dieu tra vien|"
    r"truong (?:co quan|tram|bo mon|thon|cong an|tieu ban|xom|to|chi nhanh)|"
    r"chanh tong|truong so|benh vien truong)\b"
)
_TITLE_WORDS = frozenset(("pho", "giam", "doc", "chu", "tich", "truong", "chanh", "thu"))
_SECRETARY = regex.compile(r"thu ky\b.*\bchu (?:tri|toa)|chu (?:tri|toa)\b.*\bthu ky")
LONGEST_TITLE = 8  # words


def is_title(row: Row) -> bool:
    """Whether a row is a signer's title or says in whose stead he signs."""
    folded = row.folded
    return bool(AUTHORITY.match(folded) or (_TITLE.search(folded) and in_capitals(row.text)))


def is_name(row: Row) -> bool:
    """Whether a row is a person's name."""
    return person(row.text) is not None and not _TITLE.search(row.folded)


def is_maybe_name(row: Row) -> bool:
    """Whether it is one but for its first letter, of which a seal may have left a small one."""
    return maybe_person(row.text) is not None and not _TITLE.search(row.folded)


def signs(row: Row) -> bool:
    """Whether a row can only be of a signature."""
    return is_title(row) or is_name(row)


def signing_column(rows: Sequence[Row]) -> list[Row]:
    """Where several sign side by side: the column of who has a title; empty if none has.

    Of two with titles it is the one with a name, else the right one, where the head of the
    agency signs.

    Args:
        rows: The row of the titles, and what stands under it.
    """
    columns = pieces(rows[0])
    rows = [row for row in rows if row.page == rows[0].page]
    titles = [p for p in columns if is_title(p) and len(p.line.words) <= LONGEST_TITLE]
    if len(columns) < 2 or not titles or not all(_short(p) for p in columns):
        return []
    below = [p for row in rows[1:] for p in pieces(row)]
    under = [[t, *(p for p in below if _stands_under(p, t))] for t in titles]
    named = [column for column in under if any(map(is_maybe_name, column[1:]))]
    return (named or under)[-1]


def _short(row: Row) -> bool:
    return len(row.line.words) <= LONGEST_TITLE and not regex.search(r"^[-–+]|[.;:,]$", row.text)


def _stands_under(row: Row, title: Row) -> bool:
    """Whether the middle of a row lies within a tenth of the page from that of a title."""
    box, other = row.line.box, title.line.box
    if box is None or other is None:
        return False
    return abs(box[0] + box[2] - other[0] - other[2]) / 2 < 0.1 * row.width


def signature(rows: Sequence[Row], *, signed: bool) -> tuple[Text, Text, Text]:
    """Signer, title and authority.

    Args:
        rows: Of the signature.
        signed: A recogniser read the foot of a page where a signature must be.

    Returns:
        The name; the title with its authority line (``KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC``); the
        codes of authority alone (``TM. KT.``; decree 30/2020, annex I, 7a).
    """
    titles = [r for r in rows if is_title(r) and not is_name(r)]
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
        parts = [regex.sub(r"^[^\p{L}]+|(?:[^\p{L})]|\s\p{Ll})+$", "", r.text) for r in titles]
        value = ", ".join(p for p in parts if p)
        codes = [m["code"] for r in titles if (m := AUTHORITY.match(r.folded))]
        odd = regex.search(r"[^\p{L}\d\s.,()/\-–]|\p{Ll}", value) and not value.istitle()
        # Who signs for another has a lower title of his own under the other's.
        lower = [p for p in parts if regex.match(r"(?:pho|thu truong)\b", fold(p))]
        deputy = any(c.startswith("k") for c in codes)
        alone = bool(codes) and len(parts) == 1
        party = any("/" in c for c in codes)  # signs by T/M alone, deputies too
        unclear = alone or (not party and deputy != bool(lower))
        if unclear and not codes:
            authority = unread(found, "signature")
        # Two who sign side by side in a text without columns.
        unclear = unclear or any(_SECRETARY.search(fold(p)) for p in parts)
        # "KT." by hand before a title, "PHÓ GIÁM bồ" under it: somebody signs for another.
        unclear = (
            unclear
            or any(_is_half_title(r) for r in rows)
            or not titles[0].text.strip()[0].isalpha()
        )
        odd = odd or unclear or misspelt_title(value)
        title = text_value(found, value, "signature", prior=WEAK_RULE if odd else SURE_RULE)
        if codes:
            value = " ".join(regex.sub(r"[\W]", "", c).upper() + "." for c in codes)
            prior = WEAK_RULE if unclear else SURE_RULE
            authority = text_value(found, value, "signature", prior=prior)
    names = [r for r in rows if is_maybe_name(r)]
    if names:
        name = _signer(names[-1])
    return name, title, authority


def _is_half_title(row: Row) -> bool:
    """Whether a row that is neither title nor name has a word of titles in capitals."""
    words = (w for w in row.text.split() if w.isupper())
    return not signs(row) and any(fold(w) in _TITLE_WORDS for w in words)


def _signer(row: Row) -> Text:
    found = Flow.of([row]).all()
    value, spelt = maybe_person(row.text) or "", True
    if found.confidence is not None:
        # Most people share few family names: accents that none of them has were misread.
        value, spelt = spelt_family(value)
    clean = row.text[:1].isupper() and regex.fullmatch(r"[\p{L}\s.]+", row.text.strip())
    prior = SURE_RULE if clean and spelt else WEAK_RULE
    return text_value(found, value, "signature", prior=prior)
