"""The words of a subject against the same words in the body.

A decision decides what its title says, a plan begins with what it is a plan for: most of a
subject stands again in the text, as often as not in larger or plainer print. Where one accent is
another there (``Công``, ``Cổng``), one of the two was misread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from dictionaries.syllable import old_style
from postprocess.fields.flow import Flow, fold
from postprocess.fields.value import SURE_TEXT
from postprocess.record import Check, Dispatch, Status

_WORD = regex.compile(r"\p{L}+")
_Three = tuple[str, str, str]


def repeated_subject(record: Dispatch, body: Flow) -> list[Check]:
    """Compare a subject, three words at a time, with what the body says in the same letters.

    A middle word that the body has with other accents, well read, and never as the subject has
    it, makes the subject doubtful.

    Args:
        record: The subject's status is changed in place.
        body: The text without head and foot.

    Returns:
        ``repeated_subject``, where the body repeats three words or more.
    """
    if record.subject.value is None:
        return []
    own = list(_threes(record.subject.value))
    keys = {_key(words) for words, _, _ in own}
    said: dict[_Three, dict[str, float]] = {}
    for words, start, end in _threes(body.text):
        if (key := _key(words)) in keys:
            lowest = body.found(start, end).lowest
            spelt = said.setdefault(key, {})
            spelt[words[1]] = max(spelt.get(words[1], 0.0), 1.0 if lowest is None else lowest)
    again, against = 0, []
    for words, _, _ in own:
        spelt = said.get(_key(words), {})
        again += bool(spelt)
        if words[1] not in spelt:
            against += [(words[1], other) for other, read in spelt.items() if read >= SURE_TEXT]
    if not again:
        return []
    if against and record.subject.status is Status.OK:
        record.subject.status = Status.DOUBTFUL
    differ = ", ".join(f"{mine} there {other}" for mine, other in dict.fromkeys(against))
    return [
        Check(
            rule="repeated_subject",
            verdict="warn" if against else "pass",
            message=f"subject and text: {differ or 'the same words'}",
        )
    ]


def _threes(text: str) -> Iterator[tuple[_Three, int, int]]:
    """Three words each, and where the middle one stands."""
    hits = list(_WORD.finditer(text))
    plain = [old_style(hit[0].lower()) for hit in hits]
    for i, hit in enumerate(hits[1:-1]):
        yield (plain[i], plain[i + 1], plain[i + 2]), hit.start(), hit.end()


def _key(words: Sequence[str]) -> _Three:
    """First and last as they are, the middle one without accents."""
    return words[0], fold(words[1]), words[2]
