"""From pages, or a plain text, to the record of a document.

The story: the head is taken apart, then the foot, then the text between gives references
and figures; the checks come last. Nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

import regex

from ocr.page import BlockKind, Page, TextOrigin
from postprocess.checks import run_checks
from postprocess.enacted import title_as_enacted
from postprocess.fields import (
    agency,
    groups,
    identity,
    kinds,
    marks,
    people,
    signing,
    subject,
    tables,
)
from postprocess.fields.agency_in_text import issuer_of_closing
from postprocess.fields.arrival import arrival
from postprocess.fields.captions import of_app
from postprocess.fields.flow import Flow, Row, fold, rows_of, squeeze, was_read
from postprocess.fields.foot import Foot, split_foot
from postprocess.fields.head import Header
from postprocess.fields.header import read_header
from postprocess.fields.mixed_rows import unmixed
from postprocess.fields.references import references_in
from postprocess.fields.statistics import statistics_in
from postprocess.fields.subject_doubts import is_beside_stamp
from postprocess.fields.symbols import Symbol
from postprocess.fields.table_figures import table_statistics
from postprocess.fields.table_words import without_totals_in_words
from postprocess.fields.value import absent
from postprocess.named_otherwise import doubt_lists
from postprocess.others import note_others
from postprocess.own_reference import own_reference
from postprocess.page_checks import page_checks
from postprocess.record import LISTS, SCALARS, Count, Dispatch, Review, Status, Text
from postprocess.repeated_subject import repeated_subject
from postprocess.said_in_text import propose_as_in_text
from postprocess.segments import cuts_of
from postprocess.textpages import pages_from_text
from postprocess.upright import turn_back, upright
from postprocess.verdicts import lower

# Syllables that every Vietnamese official text is full of, also where OCR lost the accents.
_VIETNAMESE = frozenset(
    ("cua", "va", "cong", "thuc", "hien", "ngay", "thang", "nam", "nhan", "dan", "quyet", "dinh")
)

_FOOT_ROWS, _TELLING = 14, 8  # rows that a foot takes; letters of a name by which it is known


def extract(source: str | Sequence[Page], *, one_document: bool = False) -> Dispatch:
    """Make the record of one document.

    Args:
        source: Its pages in order, or its text (form feeds part pages).
        one_document: It is known to be one; else a page on which another may begin is a
            reason for review.

    Returns:
        A record whose every value says where it stands and how sure it is. ``pages`` and
        ``source`` are left to the caller, who knows the file.
    """
    scanned = pages_from_text(source) if isinstance(source, str) else source
    pages = upright(scanned)
    record = Dispatch()
    parts = _parted(record, pages)
    _fill_head(record, parts)
    own = own_reference(record, pages)
    _fill_subject(record, parts)
    _fill_foot(record, parts)
    _fill_marks(record, parts)
    _fill_lists(record, parts)
    again = repeated_subject(record, parts.body)
    as_read = parts.rows if parts.read else []
    doubt_lists(record, as_read)
    record.checks = [*own, *again, *run_checks(record), *page_checks(pages)]
    propose_as_in_text(record, as_read, parts.about, Flow.of(parts.head.agencies))
    title_as_enacted(record, parts.body)
    record.needs_review = review(record)
    if not one_document:
        note_others(record, [pages[at].number for at in cuts_of(pages).possible])
    turn_back(record, scanned)
    return record


@dataclass(frozen=True, slots=True)
class _Parts:
    """A document taken apart.

    Attributes:
        pages: Of the document.
        rows: All lines, without what apps write on a page.
        read: Whether a recogniser read them; a plain text is as it was written.
        head: Of the first page.
        loose: Rows above the addressees of a text that begins under the head: its subject.
        written_to: Rows of the addressees.
        foot: What stands below the text, and the text.
        prose: Rows of the text without tables.
        body: The same as one text.
        about: The subject's rows as one text.
    """

    pages: Sequence[Page]
    rows: Sequence[Row]
    read: bool
    head: Header
    loose: Sequence[Row]
    written_to: Sequence[Row]
    foot: Foot
    prose: Sequence[Row]
    body: Flow
    about: Flow


def _parted(record: Dispatch, pages: Sequence[Page]) -> _Parts:
    """Take a document apart; number, symbol and issuer, which tell where its foot is, are set."""
    rows = unmixed(row for row in rows_of(pages) if not of_app(row))
    read = was_read(pages)
    head = read_header(rows)
    bare = head.title is None and head.number is None and not head.national
    loose = subject.before_addressees(head.rest) if bare else []
    letter = head.title is None and bool(head.about or head.unlabelled)
    written_to, rest = people.split_addressees(head.rest[len(loose) :], letter=letter)
    record.number, record.symbol = identity.number_and_symbol(head.number, read)
    record.superior, record.issuer = agency.superior_and_issuer(head.agencies, record.symbol.value)
    foot = split_foot(rest, head.apart, joint=agency.is_joint(record.issuer.value))
    prose = [r for r in foot.body if r.kind is not BlockKind.TABLE]
    about = Flow.of([*head.subject, *head.about, *loose])
    return _Parts(pages, rows, read, head, loose, written_to, foot, prose, Flow.of(prose), about)


def _fill_head(record: Dispatch, parts: _Parts) -> None:
    """Who issued it, when and where, and its kind."""
    head = parts.head
    if record.issuer.status is Status.ABSENT and not head.national:
        record.superior, record.issuer = _agencies_elsewhere(parts.rows, head, parts.body)
    over = (record.issuer.value, record.superior.value)
    record.date, record.place = identity.date_and_place(
        head.date, parts.read, list(filter(None, over))
    )
    addressed = bool(parts.written_to)
    record.type = subject.kind_of(head, record.symbol.value, parts.body, addressed=addressed)
    record.symbol = groups.borne_out(record.symbol, record.type.value, record.issuer.value)
    if parts.read and head.national:
        _note_missing(record)


def _fill_subject(record: Dispatch, parts: _Parts) -> None:
    record.subject = subject.subject_of(parts.head, parts.loose)
    record.period = subject.period_of(record.type.value, parts.about, parts.body)


def _fill_foot(record: Dispatch, parts: _Parts) -> None:
    """To whom it is written, and who signed it."""
    foot = parts.foot
    record.addressees = people.addressees(parts.written_to)
    record.recipients = people.recipients(foot.copies)
    several = parts.head.national and len(parts.pages) > 1
    record.signer, record.signer_title, record.authority = signing.signatures(
        [*foot.before, foot.signature],
        record.issuer.value or "",
        signed=parts.read and (_is_signed(foot, record.issuer.value) or several),
    )


def _fill_marks(record: Dispatch, parts: _Parts) -> None:
    """What was put on it besides its text, and what it is as a whole."""
    head, rows, foot = parts.head, parts.rows, parts.foot
    record.urgency = marks.urgency([*head.apart, *rows[:30]])
    record.secrecy = marks.secrecy(rows)
    first = [row for row in head.apart if row.page == parts.pages[0].number]
    record.arrival = arrival(first, record.date)
    if is_beside_stamp(head, record.arrival):
        lower(record.subject)
    hidden = _is_stamped(record) and record.issuer.status is Status.ABSENT
    if parts.read and head.national and hidden:
        record.issuer = Text(status=Status.DOUBTFUL, confidence=0.0, rule="issuer not found")
    record.copy_ = marks.copy_of([*head.apart, *foot.body[-20:], *foot.signature])
    record.language = _language(Flow.of(rows))
    record.page_count = _page_count(parts.pages)


def _fill_lists(record: Dispatch, parts: _Parts) -> None:
    """What it refers to, its tables and its figures."""
    texts = [parts.about, parts.body]
    record.references = references_in(texts, _own(record), record.type.value)
    record.tables = tables.tables_of(parts.pages)
    prose = statistics_in(parts.prose, record.period.value)
    tabled = table_statistics(record.tables, record.period.value)
    record.statistics = without_totals_in_words(prose, tabled) + tabled


def _agencies_elsewhere(rows: Sequence[Row], head: Header, body: Flow) -> tuple[Text, Text]:
    """Superior and issuer where no head was found: a form names them at its top."""
    superior, issuer = agency.at_top(rows, head.title[1] if head.title else None)
    return superior, issuer_of_closing(body) if issuer.status is Status.ABSENT else issuer


def _is_signed(foot: Foot, issuer: str | None) -> bool:
    """Whether a document shows its foot: who issues it is named again right of the middle."""
    name = squeeze(issuer or "")
    lines = (r for r in foot.body[-_FOOT_ROWS:] if r.line.box and r.line.box[0] > 0.4 * r.width)
    keys = (squeeze(row.text) for row in lines)
    again = any(len(key) >= _TELLING and name.startswith(key) for key in keys)
    return again or bool(foot.copies or foot.signature)


def _note_missing(record: Dispatch) -> None:
    """A kind that always has an issuer, number and date, read by a recogniser that saw not all."""
    kind = record.type.value
    if kind not in kinds.REGISTERED:
        return
    number, date = record.number, record.date
    if number.status is Status.ABSENT and date.status is not Status.ABSENT:
        record.number = Text(status=Status.DOUBTFUL, confidence=0.0, rule="number line not found")
        record.symbol = record.number.model_copy()
    if record.issuer.status is Status.ABSENT and kind not in kinds.UNDATED:
        record.issuer = Text(status=Status.DOUBTFUL, confidence=0.0, rule="issuer not found")
    dated = kind not in kinds.UNDATED
    if dated and date.status is Status.ABSENT and number.status is not Status.ABSENT:
        record.date = Text(status=Status.DOUBTFUL, confidence=0.0, rule="date line not found")


def _is_stamped(record: Dispatch) -> bool:
    """Whether there is a stamp of arrival: it may have been set on a row of the head."""
    stamp = record.arrival
    return any(field.status is not Status.ABSENT for field in (stamp.number, stamp.date))


def _own(record: Dispatch) -> tuple[str, str] | None:
    if record.number.value is None or record.symbol.value is None:
        return None
    number, symbol = Symbol(record.number.value, record.symbol.value, 0, 0).key
    return number, fold(symbol)


def _language(flow: Flow) -> Text:
    words = regex.findall(r"[a-z]+", flow.folded)
    if len(words) < 5:
        return absent("no text")
    share = sum(w in _VIETNAMESE for w in words) / len(words)
    if share < 0.04:
        return Text(status=Status.DOUBTFUL, confidence=0.0, rule="common syllables")
    return Text(value="vi", page=1, confidence=1.0, status=Status.OK, rule="common syllables")


def _page_count(pages: Sequence[Page]) -> Count:
    if len(pages) == 1 and pages[0].origin is TextOrigin.PLAIN_TEXT:
        return Count(rule="text without page breaks")
    return Count(
        value=len(pages), page=1, confidence=1.0, status=Status.OK, rule="pages of the file"
    )


_REASON = 90  # letters of a value that a reason shows


def review(record: Dispatch) -> Review:
    """What a person must look at, in the order of the record.

    Args:
        record: With its checks.

    Returns:
        A reason for each doubtful field, each list with doubtful items, each failed check,
        and for a document that neither number nor date names.
    """
    reasons = []
    if record.secrecy.value is not None:
        reasons.append(f"secrecy: marked {record.secrecy.value}")
    for name in SCALARS:
        field: Text = getattr(record, name)
        if field.status is Status.DOUBTFUL:
            read = f"read as '{field.raw}'" if field.value is None else f"'{field.value}'"
            reasons.append(f"{name}: {shorten(read, _REASON)} ({field.rule})")
    for name in LISTS:
        items = getattr(record, name)
        doubtful = sum(item.status is Status.DOUBTFUL for item in items)
        if doubtful:
            reasons.append(f"{name}: {doubtful} of {len(items)} doubtful")
    reasons += (f"{c.rule}: {c.message}" for c in record.checks if c.verdict == "fail")
    if record.number.status is Status.ABSENT and record.date.status is Status.ABSENT:
        reasons.append("no number and no date on the page")
    return Review(value=bool(reasons), reasons=reasons)
