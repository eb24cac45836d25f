"""Whether the accents of a short text are what the language model expects.

An accent that OCR dropped or swapped leaves a legal syllable and a high confidence
(``xin bỗ sung``). The repair changes a word only where it is nearly sure; a word that it
left alone although another with the same letters fits far better makes a field doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache, lru_cache

import numpy as np
import regex

import dictionaries
from dictionaries.ngram import Ids
from dictionaries.syllable import is_syllable, old_style, split_tone
from dictionaries.text import BREAK, UNKNOWN, pieces
from postprocess.fields.flow import fold
from postprocess.fields.names import lone_names
from postprocess.letters import marks_of, near

# Nats by which another word must fit better. On the half that was tuned on, words of right
# subjects stayed under 2.4 and most wrong subjects had one over it (docs/record.md).
LIKELY = 2.5
# Of 28 names of signers four were over it (at 6.0 three), of the 234 that one other accent makes
# of them eight in ten (at 6.0 two in three).
_DOUBT_OF_NAME = 4.0
# Of persons' names what is known of names counts more: of 134 of signers four were over this, of
# 520 with one other accent two in three (17 and 71 % by the texts alone).
_DOUBT_OF_PERSON, _OF_NAMES = 9.0, 1.5
# The same for a word with one other letter: of 500 subjects and names read rightly two had one
# over it, of names with a letter changed most.
_MISREAD = 9.0
_OLD_PLACES = frozenset(("đăk", "lăk"))  # also đắk, lắk
_SPELT_TWO_WAYS = frozenset(("quí",))  # also quý
_CHANGE = 5.0  # nats that another accent costs
_CHANGE_TO_LESS = 8.0  # the same for one with fewer marks
_CHANGE_ON_HAT = 3.0  # the same for a tone over a circumflex, which scans lose most
_CHANGE_NO_WORD = 2.0  # the same where no syllable was read: "tuyen"
_CHANGE_LETTER = 9.0  # nats that another letter costs
_BEAM = 20
# Log probability that a line ends here. Names of agencies on first pages stay above -3.6,
# the same with their last word cut off fall below -5.9.
_UNFINISHED = -5.0
_GOES_ON = -1.0  # nats by which the rest of a province's name may at most be likelier than an end
_KIND = 2  # words of "thành phố" before a name


@cache
def _variants() -> dict[str, tuple[int, ...]]:
    """Numbers of the words that have the same letters without accents."""
    groups: dict[str, list[int]] = {}
    for i, word in enumerate(dictionaries.vocabulary().words):
        if word.isalpha():
            groups.setdefault(fold(word), []).append(i)
    return {key: tuple(numbers) for key, numbers in groups.items()}


def doubt(text: str) -> float:
    """By how many nats the worst word falls behind its best variant; 0 if none does.

    Args:
        text: A phrase, NFC, in any letter case.
    """
    return _behind(text, _in_other_accents)


@lru_cache(maxsize=1 << 12)
def _in_other_accents(token: str) -> tuple[int, ...]:
    """Words of the same letters; a bar may be lost, but no ``d`` is read as ``đ``."""
    numbers, words = _variants().get(fold(token), ()), dictionaries.vocabulary().words
    bars = token.count("đ")
    return tuple(v for v in numbers if words[v].count("đ") >= bars) if bars else numbers


def misread(text: str) -> float:
    """The same for words with one other letter: ``Trung lâm Y tế``.

    Names are left out, by their case: what a person is called is no other's likelier name.
    """
    shouted = text.isupper()
    words = {w.lower() for w in text.split() if shouted or not w[:1].isupper()}
    judged = {piece for word in words for piece in pieces(word)}
    return _behind(text, lambda token: _with_other_letter(token) if token in judged else ())


@lru_cache(maxsize=1 << 12)
def _with_other_letter(token: str) -> tuple[int, ...]:
    if not token.isalpha() or set(token) <= set("ivx") or token in _SPELT_TWO_WAYS:
        return ()
    numbers = dictionaries.vocabulary().number
    return tuple(numbers[word] for word, _ in near(token) if word in numbers)


def _behind(text: str, variants: Callable[[str], Sequence[int]]) -> float:
    tokens = [piece for word in text.lower().split() for piece in pieces(word)]
    numbers = dictionaries.vocabulary().number
    unknown = numbers[UNKNOWN]
    ids = [numbers.get(t, unknown) for t in (BREAK, BREAK, *tokens, BREAK, BREAK)]
    contexts, words, owners = [], [], []
    for i, token in enumerate(tokens, 2):
        others = [v for v in variants(token) if v != ids[i]]
        if not others:
            continue
        for word in (ids[i], *others):
            contexts.append((ids[i - 2], ids[i - 1], ids[i + 1], ids[i + 2]))
            words.append(word)
            owners.append(i)
    if not words:
        return 0.0
    scores = _score(np.array(contexts, np.int64), np.array(words, np.int64))
    worst, start = 0.0, 0
    for end in range(1, len(owners) + 1):
        if end == len(owners) or owners[end] != owners[start]:
            worst = max(worst, float(scores[start + 1 : end].max() - scores[start]))
            start = end
    return worst


def likeliest(text: str, sure: Container[str] = ()) -> str:
    """The text with the accents that the language model expects, letters but for one of a word.

    Args:
        text: As read.
        sure: Words of it, small letters, that were read too well for another letter or for fewer
            marks: marks are lost with confidence, letters are not.

    For names of agencies only, where the words are few and known, and only to say what may
    stand there: the value stays doubtful.

    >>> likeliest("SƠ Y TÉ"), likeliest("SỞ Y TẾ KIÊN GIANG")
    ('SỞ Y TẾ', 'SỞ Y TẾ KIÊN GIANG')
    >>> likeliest("Trung lâm Y tế")
    'Trung tâm Y tế'
    >>> likeliest("Trung lâm Y tế", {"lâm"})
    'Trung lâm Y tế'
    """
    vocabulary = dictionaries.vocabulary()
    numbers, known = vocabulary.number, vocabulary.words
    pad, unknown = numbers[BREAK], numbers[UNKNOWN]
    words = text.split()
    beams: list[tuple[float, tuple[int, int], tuple[str, ...]]] = [(0.0, (pad, pad), ())]
    for at, word in enumerate([*words, BREAK]):
        plain = word.lower()
        tokens = [BREAK] if word == BREAK else pieces(plain)
        options: list[tuple[float, Sequence[int], str]] = [
            (0.0, [numbers.get(t, unknown) for t in tokens], word)
        ]
        core = word.rstrip(",;:") if word != BREAK else word
        own, stop = core.lower(), word[len(core) :]
        # "CA các huyện": capitals among small letters are an abbreviation.
        short = core.isupper() and core.isascii() and len(core) > 1 and not text.isupper()
        beside = [w.lower() for w in words[max(at - 1, 0) : at + 2] if w is not word]
        told = not beside or any(w.strip(",.;:()") in numbers for w in beside)
        if told and own not in _OLD_PLACES and core.isalpha() and tokens[0] == own and not short:
            more = options[0][1][1:]
            options += [
                (
                    _cost(own, known[v], small=not core.isupper()),
                    [v, *more],
                    _in_case(known[v], core) + stop,
                )
                for v in _in_other_accents(own)
                if known[v] != own and not (own in sure and marks_of(known[v]) < marks_of(own))
            ]
            others = () if own in sure else _with_other_letter(own)
            options += [
                (_CHANGE_LETTER, [v, *more], _in_case(known[v], core) + stop) for v in others
            ]
        beams = _extended(beams, options)
    return " ".join(max(beams)[2][:-1])


def _cost(read: str, other: str, *, small: bool) -> float:
    known = dictionaries.vocabulary().number
    if not is_syllable(old_style(read)) or (read not in known and old_style(read) not in known):
        return _CHANGE_NO_WORD
    bare = split_tone(read)[0]
    less = small and marks_of(other) < marks_of(read)  # of capitals they are misread anyhow
    on_hat = not less and any(c in "âêô" for c in bare) and bare == split_tone(other)[0]
    return _CHANGE_ON_HAT if on_hat else _CHANGE_TO_LESS if less else _CHANGE


def _extended(
    beams: Sequence[tuple[float, tuple[int, int], tuple[str, ...]]],
    options: Sequence[tuple[float, Sequence[int], str]],
) -> list[tuple[float, tuple[int, int], tuple[str, ...]]]:
    """The best ways to go on with one of the spellings of a word."""
    model = dictionaries.ngrams()
    pairs = [(beam, option) for beam in beams for option in options]
    totals = np.array([beam[0] - option[0] for beam, option in pairs])
    contexts = [beam[1] for beam, _ in pairs]
    # One call of the model for the first piece of all, one for the second, and so on.
    for at in range(max(len(ids) for _, ids, _ in options)):
        open_ = [i for i, (_, (_, ids, _)) in enumerate(pairs) if at < len(ids)]
        triples = [(*contexts[i], pairs[i][1][1][at]) for i in open_]
        totals[open_] += model.score(*np.array(triples, np.int64).T)
        for i, (_, b, c) in zip(open_, triples, strict=True):
            contexts[i] = (b, c)
    grown = [
        (float(total), context, (*text, word))
        for total, context, ((_, _, text), (_, _, word)) in zip(
            totals, contexts, pairs, strict=True
        )
    ]
    return sorted(grown, reverse=True)[:_BEAM]


def _in_case(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like.istitle() else word


def finished(text: str) -> bool:
    """Whether a name can end where this one does: ``SỞ Y`` cannot, a word was lost.

    Nor can one that begins the name of a province and is likelier to go on with it.

    >>> finished("SỞ Y TẾ"), finished("SỞ Y"), finished("CÔNG AN"), finished("SỞ Y TẾ HẬU")
    (True, False, True, False)
    >>> finished("SỞ Y TẾ •"), finished("•")
    (True, True)
    """
    tokens = [piece for word in text.lower().split() for piece in pieces(word)]
    last = tokens[-1] if tokens else BREAK
    here, *on = _ends(text, _province_tails().get(last, frozenset()))
    return here > _UNFINISHED and all(score <= here + _GOES_ON for score in on)


def breaks_off(text: str) -> bool:
    """Whether hardly any line ends with the last two words of this one.

    >>> breaks_off("Phòng Tài chính - Kế hoạch"), breaks_off("Phòng Tài chính - Kế")
    (False, True)
    """
    return _ends(text, ())[0] <= _UNFINISHED


def _ends(text: str, more: Iterable[str]) -> list[float]:
    """log P that a text ends where it does, and of each word that it may go on with."""
    tokens = [piece for word in text.lower().split() for piece in pieces(word)]
    numbers = dictionaries.vocabulary().number
    *_, before, last = (BREAK, BREAK, *tokens)
    a, b = (numbers.get(t, numbers[UNKNOWN]) for t in (before, last))
    ends = np.array([numbers[BREAK], *(numbers[w] for w in more if w in numbers)], np.int64)
    scores = dictionaries.ngrams().score(np.full_like(ends, a), np.full_like(ends, b), ends)
    return [float(score) for score in scores]


@cache
def _province_tails() -> dict[str, frozenset[str]]:
    """First words of the names of two words that provinces have, and what comes after."""
    tails: dict[str, set[str]] = {}
    for name in {place.province for place in dictionaries.places()}:
        *kind, first, last = name.lower().split()
        if len(kind) <= _KIND:
            tails.setdefault(first, set()).add(last)
    return {first: frozenset(last) for first, last in tails.items()}


def unlikely_name(name: str) -> bool:
    """Whether a name in other accents is likelier by far than this one.

    What places and firms are called is freer than what papers are about.

    >>> unlikely_name("Nguyễn Đình Chiểu"), unlikely_name("Nguyễn Đình Chiếu")
    (False, True)
    """
    return doubt(name) >= _DOUBT_OF_NAME


def unlikely_person(name: str) -> bool:
    """Whether a person's name in other accents is likelier by far, in texts and as a name.

    >>> unlikely_person("Trần Phước Hiền"), unlikely_person("Lê Minh Tuân")
    (False, True)
    """
    ahead = dictionaries.names().ahead(name.lower())
    return doubt(name) + _OF_NAMES * ahead >= _DOUBT_OF_PERSON


def _score(contexts: Ids, words: Ids) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """log P of each word between two words on either side, up to a constant."""
    a, b, c, d = contexts.T
    model = dictionaries.ngrams()
    scores = model.score(a, b, words) + model.score(b, words, c) + model.score(words, c, d)
    return np.asarray(scores, np.float32)


def plausible(text: str) -> bool:
    """Whether no word of a text is likely to have lost or changed its accents or a letter.

    A word with accents, no name by its case, that no official text has is one too; in a text
    all in capitals any such word is.

    >>> plausible("xin bổ sung kinh phí"), plausible("xin bỗ sung kinh phí")
    (True, False)
    >>> plausible("nhân địp nghỉ lễ"), plausible("Trung lâm Y tế các huyện")
    (False, False)
    """
    known = dictionaries.vocabulary().number
    shouted = text.isupper()
    words = [
        w.lower()
        for w in regex.findall(r"\p{L}+", text)
        if w.islower() or (shouted and is_syllable(old_style(w.lower())))
    ]
    words += lone_names(text)
    strange = any(not w.isascii() and old_style(w) not in known and w not in known for w in words)
    return not strange and doubt(text) < LIKELY and misread(text) < _MISREAD
