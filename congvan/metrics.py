"""How far a text is from the truth: error rates with their n, so that they can be pooled.

Rates follow the field's use: CER over grapheme clusters (UAX #29), WER over white-space
tokens, which in Vietnamese are syllables and whatever else stands between spaces. All
texts are NFC first; line breaks count as spaces.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex
from rapidfuzz.distance import Editops, Levenshtein
from unidecode import unidecode

from congvan.errors import UsageError

_GRAPHEME = regex.compile(r"\X")
_SYLLABLE = regex.compile(r"^\P{L}*(\p{L}+)\P{L}*$")
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
    """

    cer: Rate
    wer: Rate
    syllable: Rate
    diacritic: Rate
    digit: Rate
    confusions: Counter[tuple[str, str]]

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.cer + other.cer,
            self.wer + other.wer,
            self.syllable + other.syllable,
            self.diacritic + other.diacritic,
            self.digit + other.digit,
            self.confusions + other.confusions,
        )

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON: each rate with its errors and n."""
        rates = {
            name: {"rate": rate.value, "errors": rate.errors, "n": rate.n}
            for name in ("cer", "wer", "syllable", "diacritic", "digit")
            for rate in (getattr(self, name),)
        }
        confusions = [[a, b, n] for (a, b), n in self.confusions.most_common(50)]
        return {**rates, "confusions": confusions}


def evaluate(truth: str, read: str) -> Scores:
    """Compare a text with the truth.

    Args:
        truth: What stands on the paper.
        read: What the machine made of it.

    Returns:
        The error rates. An empty truth has n = 0 and no rate, never infinity.
    """
    truth, read = (" ".join(unicodedata.normalize("NFC", t).split()) for t in (truth, read))
    words, read_words = truth.split(), read.split()
    graphemes, read_graphemes = _GRAPHEME.findall(truth), _GRAPHEME.findall(read)
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
    )


def evaluate_paths(truth: Path, read: Path) -> tuple[Scores, dict[str, Scores]]:
    """Compare two files, or two folders paired by stem.

    Args:
        truth: A text file or a folder of them.
        read: The same for what was read. In folders, ``STEM.txt`` pairs with
            ``STEM.txt`` (``STEM.truth.txt`` counts as ``STEM``).

    Returns:
        The pooled scores and those of each pair by stem. A truth without a partner
        counts as read empty: a lost page is an error, not a pair less.

    Raises:
        UsageError: A path is missing, or a folder is compared with a file.
    """
    for path in (truth, read):
        if not path.exists():
            raise UsageError(
                en=f"There is no {path}.",
                vi=f"Không có {path}.",
            )
    if truth.is_dir() != read.is_dir():
        raise UsageError(
            en="Compare a file with a file or a folder with a folder.",
            vi="Hãy so tệp với tệp hoặc thư mục với thư mục.",
        )
    if not truth.is_dir():
        score = evaluate(_text(truth), _text(read))
        return score, {truth.stem: score}
    reads = {_stem(p): p for p in sorted(read.glob("*.txt"))}
    scores = {
        _stem(p): evaluate(_text(p), _text(reads[_stem(p)]) if _stem(p) in reads else "")
        for p in sorted(truth.glob("*.txt"))
    }
    if not scores:
        raise UsageError(
            en=f"No .txt file in {truth}.",
            vi=f"Không có tệp .txt nào trong {truth}.",
        )
    return pooled(scores.values()), scores


def pooled(scores: Iterable[Scores]) -> Scores:
    """Add up errors and n of several texts."""
    zero = Rate(0, 0)
    total = Scores(zero, zero, zero, zero, zero, Counter())
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


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _stem(path: Path) -> str:
    return path.name.removesuffix(".txt").removesuffix(".truth")
