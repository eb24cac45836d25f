"""The place of a document, before the day in its head."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from dictionaries.syllable import old_style
from postprocess.fields.flow import Flow, fold, squeeze
from postprocess.fields.place_names import (
    known_place,
    nearest_place,
    spelt_as_place,
    spelt_place,
    without_start,
)
from postprocess.fields.plausible import likeliest
from postprocess.fields.value import SURE_RULE, WEAK_RULE, absent, text_value
from postprocess.geography import unit_near
from postprocess.record import Text

# "Đăng ký lần đầu, ngày …": of what the day is, and no place.
_NO_PLACE = regex.compile(r"\W*(?:dang ky|cap|chung nhan|thay doi|dieu chinh|gia han)\b.* lan\b")
_PEN_BEHIND = regex.compile(r"(?<=,)\s*\p{Ll}+\W*$")  # "Bình An, kè ngày"


def place_alone(flow: Flow) -> Text:
    """The place on a row of its own, whose day was not read: doubtful."""
    name = flow.text.strip().rstrip(" ,")
    return text_value(flow.all(), name, "its day not read", prior=WEAK_RULE)


def place_before(flow: Flow, end: int, agencies: Sequence[str], *, was_read: bool) -> Text:
    """The place that stands before the day.

    Args:
        flow: The row of the date.
        end: Where the day begins in it.
        agencies: Issuer and superior, see `identity.date_and_place`.
        was_read: Whether a recogniser read the page.

    Returns:
        The place as printed; absent where none stands there.
    """
    place_text = _PEN_BEHIND.sub("", flow.text[:end]).strip(" ,.;:\"'“”‘’`*")
    place = absent("no place")
    if any(c.isalpha() for c in place_text) and not _NO_PLACE.match(fold(place_text)):
        found = flow.found(0, end)
        clean = regex.fullmatch(r"[\p{L}\d .,'’\-–]+", place_text)
        first, _, more = place_text.partition(",")
        if more and known_place(first):
            place_text, clean = first, None  # what a pen left behind it
        # One syllable is what is left of a name, but for the one city that has no more.
        whole = " " in place_text or place_text == "Huế"
        sure = clean and whole and known_place(place_text)
        if not sure and whole and known_place(other := likeliest(place_text)):
            # The letters are those of a place, the accents are not.
            place_text = other[:1].upper() + other[1:]
        elif not sure and (near := _near(place_text, agencies)):
            place_text = near
        elif was_read and not whole and (part := _part_of(place_text, agencies)):
            place_text = part
        elif was_read and (own := unit_near(place_text, agencies)) and _accents(own, place_text):
            place_text, sure = own, False  # another place, far away, is spelt as it was read
        elif was_read and not sure and (own := _beheaded(place_text, agencies)):
            place_text = own
        place = text_value(found, place_text, "date line", prior=SURE_RULE if sure else WEAK_RULE)
    return place


def _part_of(word: str, agencies: Sequence[str]) -> str | None:
    """The place in the name of an agency of which only one of its two words was read."""
    named = (
        n.title() for a in agencies for n in regex.findall(r"\p{L}+ \p{L}+", a, overlapped=True)
    )
    return next((n for n in named if word in n.split() and spelt_as_place(fold(n))), None)


def _beheaded(place: str, agencies: Sequence[str]) -> str | None:
    """The place of which the first word was read without its first letters: ``ái Nguyên``."""
    begun, _, rest = place.partition(" ")
    if begun[:1].isupper() or not rest:
        return None
    return without_start(place) or _part_of(rest, agencies)


def _accents(place: str, read: str) -> bool:
    """Whether two names have the same letters and other accents."""
    spelt = [[old_style(w) for w in regex.findall(r"\p{L}+", n.lower())] for n in (place, read)]
    return squeeze(place) == squeeze(read) and spelt[0] != spelt[1]


def _near(place: str, agencies: Sequence[str]) -> str | None:
    """What a misread place can only be: by its letters, all but one of them, its province."""
    return spelt_place(place) or nearest_place(place) or unit_near(place, agencies)
