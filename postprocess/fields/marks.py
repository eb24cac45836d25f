"""Urgency, secrecy, and what belongs to others: a certified copy."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from postprocess.fields import dates, symbols
from postprocess.fields.flow import Flow, Row, squeeze
from postprocess.fields.head import in_capitals, pieces
from postprocess.fields.value import SURE_RULE, WEAK_RULE, absent, text_value
from postprocess.record import Stamp, Text

# Decree 30/2020/NĐ-CP, annex I, 10a and 10b; longest first.
_URGENCY = {
    "hoa toc hen gio": "Hỏa tốc hẹn giờ",
    "thuong khan": "Thượng khẩn",
    "hoa toc": "Hỏa tốc",
    "khan": "Khẩn",
}
_SECRECY = {"tuyetmat": "Tuyệt mật", "toimat": "Tối mật", "mat": "Mật"}
_SECRECY_LABEL = regex.compile(r"\W*(?:do|muc do) mat\s*:\s*(?P<mark>tuyet mat|toi mat|mat)\W*")

_COPY = regex.compile(r"\b(?:sao y(?: ban chinh)?|sao luc|trich sao|ban sao y)\b")
_COPY_NUMBER = regex.compile(r"(\d{1,5})\s?/\s?(SY|SL|TrS|SYBC|TS)\b")
_SIGNED_AT = regex.compile(r"thoi gian ky\W*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# Secret papers are counted: "TUYỆT MẬT Bản số: 03".
_SECRECY_COPY = regex.compile(r"\W*(?P<mark>tuyet mat|toi mat|mat)\W+(?:ban so|so ban)\b")
_HEAD_ROWS = 25
_SECRECY_HEAD = 30
_SECRET = regex.compile(r"\bbi\W*$")  # "BẢO VỆ BÍ / MẬT": a title that goes on


def _mark(rows: Sequence[Row], names: dict[str, str]) -> Text:
    for row in rows[:_HEAD_ROWS]:
        words = " ".join(regex.findall(r"[\p{L}]+", row.text))
        # A stamp stands alone and in capitals; the same word in a sentence is not one.
        if not in_capitals(words):
            continue
        for key, name in names.items():
            if regex.sub(r"[^a-z ]", "", row.folded).strip() == key:
                return text_value(Flow.of([row]).all(), name, "mark", sure=0.6, each=0.0)
    return absent("no mark")


def urgency(rows: Sequence[Row]) -> Text:
    """The mark of urgency in the head, a red stamp that stands alone."""
    return _mark(rows, _URGENCY)


def secrecy(rows: Sequence[Row]) -> Text:
    """The mark of secrecy, a red stamp that stands alone (circular 24/2020/TT-BCA).

    Args:
        rows: Of the whole document. In the head of the first page the mark is sure; one that
            stands alone elsewhere is doubtful. A cell of a table is none: lists of secrets
            name the degree of each. Nor is a word of a sentence or of a title.
    """
    head = sum(row.page == rows[0].page for row in rows[:_SECRECY_HEAD]) if rows else 0
    for i, row in enumerate(rows):
        if row.line.tabs or (i and _SECRET.search(rows[i - 1].folded)):
            continue
        for piece in pieces(row):
            if name := _secrecy_of(piece):
                prior = SURE_RULE if i < head else WEAK_RULE
                rule = "mark" if i < head else "mark that is not in the head"
                found = Flow.of([piece]).all()
                return text_value(found, name, rule, prior=prior, sure=0.6, each=0.0)
    return absent("no mark")


def _secrecy_of(row: Row) -> str | None:
    if label := _SECRECY_LABEL.fullmatch(row.folded):
        return _SECRECY[squeeze(label["mark"])]
    if (copy := _SECRECY_COPY.match(row.folded)) and row.text[: copy.end("mark")].isupper():
        return _SECRECY[squeeze(copy["mark"])]
    # In capitals, letters set apart or not: "MẬT", "T Ố I  M Ậ T".
    return _SECRECY.get(squeeze(row.text)) if in_capitals(row.text) else None


def copy_of(rows: Sequence[Row]) -> Stamp:
    """A certified copy's own number and date (``NN/SY-…``), on paper or electronic.

    Decree 30/2020/NĐ-CP, annex I, part II: they follow the end of the document, or stand in
    a caption in the top right corner. Neither is the document's own.
    """
    stamp = Stamp(number=absent("no copy"), date=absent("no copy"))
    start = next(
        (
            i
            for i, r in enumerate(rows)
            if (hit := _COPY.search(r.folded)) and in_capitals(r.text[hit.start() : hit.end()])
        ),
        None,
    )
    if start is None:
        return stamp
    flow = Flow.of(rows[max(0, start - 4) : start + 8])
    if hit := _COPY_NUMBER.search(symbols.even(flow.text)):
        stamp.number = text_value(flow.found(*hit.span(1)), hit[1], "copy")
    if hit := _SIGNED_AT.search(flow.folded):
        value = dates.iso(hit[1], hit[2], hit[3])
        if value:
            stamp.date = text_value(flow.found(*hit.span()), value, "caption of copy")
    elif stamp.number.value and (dated := dates.first(flow.folded)):
        found = flow.found(dated.start, dated.end)
        stamp.date = text_value(found, dated.iso, "copy", prior=WEAK_RULE)
    return stamp
