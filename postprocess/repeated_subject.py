"""The words of a subject against the same words in the body.

A decision decides what its title says, a plan begins with what it is a plan for: most of a
subject stands again in the text, as often as not in larger or plainer print. Where one accent is
another there (``Công``, ``Cổng``), one of the two was misread.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from dictionaries.syllable import old_style
from postprocess.fields.flow import Flow, fold
from postprocess.fields.value import SURE_TEXT
from postprocess.record import Check, Dispatch, Text
from postprocess.verdicts import judged

_WORD = regex.compile(r"\p{L}+")
_Three = tuple[str, str, str]
_Key = tuple[int, tuple[str, ...]]
_MIDDLE, _LAST = 1, 2


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
    return [*_against(record.subject, "subject", body), *_against(record.issuer, "issuer", body)]


def _against(field: Text, name: str, body: Flow) -> list[Check]:
    """What the body says of three words and more of a field: of a name of its last word too."""
    if field.value is None:
        return []
    threes = [words for words, _, _ in _threes(field.value)]
    own = [(words, _MIDDLE) for words in threes]
    if name == "issuer" and threes:
        own.append((threes[-1], _LAST))  # "CÔNG TY TNHH AN THẮNG": what only it is called
    keys = {_key(*three) for three in own}
    said: dict[_Key, dict[str, float]] = {}
    for words, start, end in _threes(body.text):
        for place in (_MIDDLE, _LAST):
            if (key := _key(words, place)) in keys:
                lowest = body.found(start, end).lowest
                spelt = said.setdefault(key, {})
                read = 1.0 if lowest is None else lowest
                spelt[words[place]] = max(spelt.get(words[place], 0.0), read)
    again, against = 0, []
    for words, place in own:
        spelt = said.get(_key(words, place), {})
        again += bool(spelt)
        mine = words[place]
        if mine not in spelt:
            against += [(mine, other) for other, read in spelt.items() if read >= SURE_TEXT]
    if not again:
        return []
    differ = ", ".join(f"{mine} there {other}" for mine, other in dict.fromkeys(against))
    message = f"{name} and text: {differ or 'the same words'}"
    return [judged(f"repeated_{name}", message, field, ok=not against, else_="warn")]


def _threes(text: str) -> Iterator[tuple[_Three, int, int]]:
    """Three words each, and where the last two of them stand."""
    hits = list(_WORD.finditer(text))
    plain = [old_style(hit[0].lower()) for hit in hits]
    for i, (middle, last) in enumerate(pairwise(hits[1:])):
        yield (plain[i], plain[i + 1], plain[i + 2]), middle.start(), last.end()


def _key(words: _Three, place: int) -> _Key:
    """A place and the words as they are, that at the place without accents."""
    return place, tuple(fold(w) if i == place else w for i, w in enumerate(words))
