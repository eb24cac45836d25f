"""Rows of the left column that name no agency: specks, figures of stamps, addresses."""

from __future__ import annotations

import regex

from dictionaries.syllable import is_syllable
from postprocess.fields.agency_kinds import begins_name
from postprocess.fields.flow import Row, fold
from postprocess.fields.head import Header, in_capitals, is_noise

# Letterheads of companies name their address under the name.
_CONTACT = regex.compile(
    r"\W{0,3}(?:dia chi|d[/.]?c|tru so(?: chinh)?|dien thoai|d[/.]?t|tel|fax|e-?mail|website|web|"
    r"hotline|mst|ma so thue|ma so (?:doanh nghiep|dn)|"
    r"(?:so )?(?:giay phep|gp|gpkd|dkkd|gcn)(?: so)?)\W{0,2}[:.]"
)
_ADDRESS = regex.compile(
    r"\W{0,3}(?:(?:lo|so|duong|kcn|khu cong nghiep|quoc lo|km|tang|thon|ap)\s|\d+[a-z]?\s)[^,]*,"
)
_NO_WORD = regex.compile(r"[^\p{Lu}\d]{1,7}")
_FAR = 3  # heights of a row, over which no name of an agency goes on
_MIXED = regex.compile(r"\p{Lu}\d\p{Lu}")  # what a number under a name was read as
_SCRAP = 2  # words that a speck or a rule may be read as
_FEW = 3  # letters and figures of a word that is none
_POOR = 0.65  # mean confidence of a scrap with figures


def is_scrap(row: Row) -> bool:
    """Whether a row is a word or two that were hardly read and are no syllables.

    Or badly and begin no name: figures of a stamp are read as words (``311A ÓC``).
    """
    words = row.line.words
    if all(len(w.text) <= _FEW and any(c.isdigit() for c in w.text) for w in words):
        return True
    if len(words) > _SCRAP + 1:
        return False
    sure = [w.confidence for w in words if w.confidence is not None]
    poor = bool(sure) and sum(sure) < _POOR * len(sure) and not begins_name(row.folded)
    if len(words) > _SCRAP:
        return poor and _MIXED.search(row.text) is not None
    if len(words) == 1 and _NO_WORD.fullmatch(row.text) and not is_syllable(_core(row.text)):
        return True  # a rule under a name: "*vwx"
    return is_noise(row) or (poor and any(c.isdigit() for c in row.text))


def is_contact(row: Row, header: Header) -> bool:
    """Whether a row tells where the agency above is found, or goes on with such a row."""
    address = _ADDRESS.match(row.folded) and not in_capitals(row.text)
    if header.agencies and (address or _CONTACT.match(row.folded)):
        return True
    above = header.apart[-1].text if header.apart else ""
    goes_on = row.text[:1].islower() or above.endswith(",")
    return goes_on and _CONTACT.match(fold(above)) is not None


def is_far_below(row: Row, header: Header) -> bool:
    """Whether a row that begins no name stands far under the agencies: a form's lines do."""
    box, other = row.line.box, header.agencies[-1].line.box if header.agencies else None
    far = box and other and box[1] - other[3] > _FAR * (other[3] - other[1])
    return bool(far) and not begins_name(row.folded)


def _core(text: str) -> str:
    return regex.sub(r"\P{L}", "", text)
