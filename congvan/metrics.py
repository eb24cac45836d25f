"""How far a text is from the truth: error rates with their n, so that they can be pooled.

Rates follow the field's use: CER over grapheme clusters (UAX #29), WER over white-space
tokens, which in Vietnamese are syllables and whatever else stands between spaces. All
texts are NFC first; line breaks count as spaces.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

import regex
from rapidfuzz.distance import Editops, Levenshtein
from unidecode import unidecode

_GRAPHEME = regex.compile(r"\X")
_SYLLABLE = regex.compile(r"^\P{L}*(\p{L}+)\P{L}*$")
MOST = 50  # confusions listed
_NUMBER = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors out of n; rates are pooled by adding both."""

    errors: int
    n: int

    @property
    def value(self) -> float | None:
        """``errors / n``; None where the truth holds nothing of the kind."""
        return self.errors / self.n if self.n else None

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.errors + other.errors, self.n + other.n)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a repair did to the words of the truth.

    Attributes:
        helped: Words that were read wrong before and are right after.
        hurt: Words that were right before and are wrong after.
        neutral: Words that are wrong before and after, but not in the same way.
    """

    helped: int
    hurt: int
    neutral: int

    def __add__(self, other: Effect) -> Effect:
        return Effect(
            self.helped + other.helped, self.hurt + other.hurt, self.neutral + other.neutral
        )


NO_EFFECT = Effect(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Scores:
    """Error rates of one text, or of many pooled.

    Attributes:
        cer: Grapheme clusters inserted, deleted or replaced, per cluster of the truth.
        wer: The same over white-space tokens.
        syllable: Tokens of the truth that are one syllable (letters only, punctuation
            aside) and were not read so.
        diacritic: Letters of the truth that bear a diacritic (đ too) and stand opposite
            to something else.
        digit: Tokens of the truth that hold a digit and were not read so.
        confusions: How often one token stands where another should, ``(truth, read)``.
        letters: The same for grapheme clusters; one that is missing or too many stands
            opposite to ``""``.
        effect: What the repair did, where the text before it is known.
    """

    cer: Rate
    wer: Rate
    syllable: Rate
    diacritic: Rate
    digit: Rate
    confusions: Counter[tuple[str, str]]
    letters: Counter[tuple[str, str]]
    effect: Effect | None = None

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.cer + other.cer,
            self.wer + other.wer,
            self.syllable + other.syllable,
            self.diacritic + other.diacritic,
            self.digit + other.digit,
            self.confusions + other.confusions,
            self.letters + other.letters,
            other.effect if self.effect is None else self.effect + (other.effect or NO_EFFECT),
        )

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON: each rate with its errors and n."""
        rates = {
            name: {"rate": rate.value, "errors": rate.errors, "n": rate.n}
            for name in ("cer", "wer", "syllable", "diacritic", "digit")
            for rate in (getattr(self, name),)
        }
        data: dict[str, object] = {
            **rates,
            "confusions": [[a, b, n] for (a, b), n in self.confusions.most_common(MOST)],
            "letters": [[a, b, n] for (a, b), n in self.letters.most_common(MOST)],
        }
        if self.effect is not None:
            data["edits"] = asdict(self.effect)
        return data


def evaluate(truth: str, read: str, before: str | None = None) -> Scores:
    """Compare a text with the truth.

    Args:
        truth: What stands on the paper.
        read: What the machine made of it.
        before: What it was before it was repaired, to count what the repair did.

    Returns:
        The error rates. An empty truth has n = 0 and no rate, never infinity.
    """
    words, read_words = words_of(truth), words_of(read)
    graphemes, read_graphemes = (_GRAPHEME.findall(" ".join(w)) for w in (words, read_words))
    word_edits = Levenshtein.editops(words, read_words)
    grapheme_edits = Levenshtein.editops(graphemes, read_graphemes)
    missed, missed_graphemes = _missed(word_edits), _missed(grapheme_edits)
    return Scores(
        cer=Rate(len(grapheme_edits), len(graphemes)),
        wer=Rate(len(word_edits), len(words)),
        syllable=_share(words, missed, lambda w: _SYLLABLE.match(w) is not None),
        diacritic=_share(graphemes, missed_graphemes, bears_diacritic),
        digit=_share(words, missed, lambda w: _NUMBER.search(w) is not None),
        confusions=Counter(
            (words[op.src_pos], read_words[op.dest_pos]) for op in word_edits if op.tag == "replace"
        ),
        letters=Counter(
            (
                graphemes[op.src_pos] if op.tag != "insert" else "",
                read_graphemes[op.dest_pos] if op.tag != "delete" else "",
            )
            for op in grapheme_edits
        ),
        effect=None if before is None else _effect(words, words_of(before), read_words),
    )


def words_of(text: str) -> list[str]:
    """White-space tokens in NFC."""
    return unicodedata.normalize("NFC", text).split()


def _effect(truth: Sequence[str], before: Sequence[str], after: Sequence[str]) -> Effect:
    was, now = _wrong(truth, before), _wrong(truth, after)
    return Effect(
        helped=len(was.keys() - now.keys()),
        hurt=len(now.keys() - was.keys()),
        neutral=sum(was[i] != now[i] for i in was.keys() & now.keys()),
    )


def _wrong(truth: Sequence[str], read: Sequence[str]) -> dict[int, str]:
    """Words of the truth that were not read so, by index, with what stands there."""
    return {
        op.src_pos: read[op.dest_pos] if op.tag == "replace" else ""
        for op in Levenshtein.editops(truth, read)
        if op.tag != "insert"
    }


def pooled(scores: Iterable[Scores]) -> Scores:
    """Add up errors and n of several texts."""
    zero = Rate(0, 0)
    total = Scores(zero, zero, zero, zero, zero, Counter(), Counter())
    for score in scores:
        total += score
    return total


def bears_diacritic(grapheme: str) -> bool:
    """Whether a grapheme cluster is a Latin letter with a mark, or đ."""
    return grapheme.isalpha() and (
        unicodedata.normalize("NFD", grapheme) != grapheme or unidecode(grapheme) != grapheme
    )


def _missed(edits: Editops) -> set[int]:
    """Indices of the truth that have no equal partner in the best alignment."""
    return {op.src_pos for op in edits if op.tag != "insert"}


def _share(tokens: Sequence[str], missed: set[int], counts: Callable[[str], bool]) -> Rate:
    of_kind = {i for i, token in enumerate(tokens) if counts(token)}
    return Rate(len(of_kind & missed), len(of_kind))
