"""What a paper says below its head of the words of a doubtful subject or name.

Most of a subject, and the name of who writes, stands again in the text, often more than once and
in plainer print. A word of the head that stands there between the same two words as another one
nearly alike was misread, and words that stand there amid four that follow each other in the head
were lost (``THỦY VĂN VÀ VIỆT NAM``). No model knows the names of mines and companies; the paper
does. What is proposed stays doubtful.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import regex
from rapidfuzz.distance.Levenshtein import distance

import dictionaries
from dictionaries.syllable import is_syllable, old_style
from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.plausible import LIKELY, doubt
from postprocess.fields.subject_signs import mended_signs
from postprocess.letters import marks_of
from postprocess.record import Dispatch, Status, Text

_WORD = regex.compile(r"[\p{L}\d]+")
_SURE = 0.85  # confidence of a word that is taken from the text
_LETTERS_A_SLIP = 4  # letters of a word for each that may be another
_OFTEN = 4  # times that it must have a word with fewer marks
_OFTENER = 2  # times that the text must have another word for each time it has the same
_OPEN = frozenset(("va", "cua", "cac"))  # no name ends with these before a place
_MOST_LOST = 3  # words that may be lost between two
_BESIDE = 2  # words on either side by which lost ones are known
_Key = tuple[str | None, ...]
_ROMAN = regex.compile("[ivx]+")
_SPELLINGS = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")  # both are right


def propose_as_in_text(record: Dispatch, rows: Sequence[Row], about: Flow, agencies: Flow) -> None:
    """Give doubtful subject, issuer and superior the words that the text below the head has.

    Args:
        record: Their values are changed in place.
        rows: All of the document as a recogniser read it; none of a typed text.
        about: The rows of the subject.
        agencies: Those of the agencies.
    """
    propose(record.subject, rows, about.well_read())
    for name in (record.issuer, record.superior):
        propose(name, rows, agencies.well_read(), name=True)


def propose(field: Text, rows: Sequence[Row], sure: Container[str], *, name: bool = False) -> None:
    """Give a doubtful field the words that the text below it has, where it was misread.

    Args:
        field: The value is changed in place; a sure one, and one without a place, is left alone.
        rows: Of the document; nothing is proposed without.
        sure: Words of the head, small letters, that were read too well for other letters.
        name: Whether it is the name of an agency, which has the same words everywhere: lost ones
            are set in, and its last may be told by the two before it.
    """
    box = field.box
    if not rows or field.status is not Status.DOUBTFUL or not field.value or box is None:
        return
    below = (r for r in rows if r.page != field.page or (r.line.box and r.line.box[1] >= box[3]))
    text = Flow.of(below)
    value = _with_lost_words(field.value, text) if name else field.value
    value = _as_said(value, text, sure, name=name)
    field.value = value if name else mended_signs(value)


def _as_said(value: str, text: Flow, sure: Container[str], *, name: bool) -> str:
    """A value with each word that the text has otherwise between the same words."""
    hits = list(_WORD.finditer(value))
    plain = [fold(hit[0]) for hit in hits]
    keys = [_own_keys(plain, i, hits[i][0], name=name) for i in range(len(hits))]
    own = {key for some in keys for key in some}
    said: dict[_Key, dict[str, list[float]]] = {}
    words = list(_WORD.finditer(text.text))
    below = [text.folded[slice(*hit.span())] for hit in words]
    for i, hit in enumerate(words):
        if _shouts(hit[0]):
            continue
        for key in _keys(below, i):
            if key in own:
                sure_of = text.found(*hit.span()).lowest
                there = said.setdefault(key, {}).setdefault(hit[0].lower(), [])
                there.append(1.0 if sure_of is None else sure_of)
    for i, hit in reversed(list(enumerate(hits))):
        word = hit[0].lower()
        spelt: dict[str, list[float]] = {}
        for key, alike in keys[i].items():
            for other, read in said.get(key, {}).items():
                if not alike or fold(other) == fold(word):
                    spelt[other] = max(spelt.get(other, []), read, key=len)
        same = len(spelt.get(word, ()))
        others = [
            (len(read), max(read), other)
            for other, read in spelt.items()
            if len(read) > _OFTENER * same and max(read) >= _SURE and _may_be(word, other, sure)
        ]
        often, _, other = max(others, default=(0, 0.0, word))
        least = _OFTEN if marks_of(other) < marks_of(word) else 1
        if often >= least:
            new = value[: hit.start()] + _in_case(other, hit[0]) + value[hit.end() :]
            # The text may be misread too: a word that fits among words in small letters stays.
            fits = hit[0].islower() and _is_known(word)
            value = value if fits and doubt(new) > max(doubt(value), LIKELY) else new
    return value


def _keys(plain: Sequence[str], at: int) -> list[_Key]:
    """The words beside one, folded: on both sides, two before it, two behind it, one of them."""
    before, behind = plain[max(at - _BESIDE, 0) : at], plain[at + 1 : at + 1 + _BESIDE]
    keys: list[_Key] = []
    if before and behind:
        keys.append((before[-1], None, behind[0]))
    if len(before) == _BESIDE:
        keys.append((*before, None))
    if len(behind) == _BESIDE:
        keys.append((None, *behind))
    return keys + [(w, None) for w in before[-1:]] + [(None, w) for w in behind[:1]]


def _own_keys(plain: Sequence[str], at: int, read: str, *, name: bool) -> dict[_Key, bool]:
    """Those by which a word is known in the text: one beside it tells what is no word.

    With each, whether it tells accents only: two words on one side, but for the ends.
    """
    word = read.lower()
    alone = not _is_known(word) and is_syllable(old_style(word))
    told = {0: at == 0, 1: True, _BESIDE: name or at + 1 == len(plain)}
    keys = _keys(plain, at)
    return {k: not told[k.index(None)] for k in keys if len(k) > _BESIDE} | {
        k: False for k in keys if len(k) == _BESIDE and alone
    }


def _shouts(word: str) -> bool:
    """Whether a syllable is in capitals, whose accents are misread in the text as in the head."""
    return len(word) > 1 and word.isupper() and is_syllable(old_style(word.lower()))


def _may_be(word: str, other: str, sure: Container[str]) -> bool:
    """Whether a word of the text may be what was printed where this one was read."""
    if len(word) == 1 or word.isdigit() or any(map(str.isdigit, other)):
        return False
    if word.translate(_SPELLINGS) == other.translate(_SPELLINGS):
        return False
    if fold(word) == fold(other):
        return True
    if word in sure and _is_known(word):
        return False
    # "BỘ" and "SỞ" are two agencies: of a short word that is one no letter was another.
    one = _is_known(word) and not _ROMAN.fullmatch(word)
    slips = max(len(word) // _LETTERS_A_SLIP, 0 if one else 1)
    return distance(fold(word), fold(other), score_cutoff=slips) <= slips


def _is_known(word: str) -> bool:
    return old_style(word) in dictionaries.vocabulary().number


def _with_lost_words(value: str, text: Flow) -> str:
    """A value with the words that the text has between two pairs of its words."""
    words = list(_WORD.finditer(text.text))
    plain = [text.folded[slice(*hit.span())] for hit in words]
    where: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(plain) - 1):
        where.setdefault(tuple(plain[i : i + _BESIDE]), []).append(i)
    hits = list(_WORD.finditer(value))
    own = [fold(hit[0]) for hit in hits]
    for i in range(len(own) - _BESIDE, _BESIDE - 1, -1):
        if own[i - 1] not in _OPEN or (own[i - 1], own[i]) in where:
            continue
        before, after = tuple(own[i - _BESIDE : i]), tuple(own[i : i + _BESIDE])
        for start in where.get(before, ()):
            first = start + _BESIDE
            end = next((j for j in where.get(after, ()) if first < j <= first + _MOST_LOST), None)
            if end is None:
                continue
            lost = " ".join(text.text[words[first].start() : words[end - 1].end()].split())
            read = text.found(words[first].start(), words[end - 1].end()).lowest
            if not regex.fullmatch(r"[\p{L}\d ]+", lost) or (read or 1.0) < _SURE:
                continue
            like = hits[i - 1][0]
            lost = lost.upper() if like.isupper() and len(like) > 1 else lost
            value = f"{value[: hits[i].start()]}{lost} {value[hits[i].start() :]}"
            break
    return value


def _in_case(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word
