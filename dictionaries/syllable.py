"""The Vietnamese syllable: its parts, its tone and where the tone mark stands.

A written syllable is an onset (``ngh``), a rhyme (``uyên``) and a tone. Rules of
spelling: Quyết định 1989/QĐ-BGDĐT of 2018 (school spelling) and the usual description
of the 28 onsets; ``gi`` and ``qu`` are onsets here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook, dot below
ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
)  # fmt: skip
VOWELS = "aăâeêioôơuưy"
CODAS = ("ch", "ng", "nh", "c", "m", "n", "p", "t", "")
_VOWEL_GROUPS = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu iêu oa oă oe oi oai oao oay oeo "
    "oo ôi ơi ua uâ uê ui uô uơ uy uôi ươi ưa ưi ươ ươu ưu uây uya uyê uyu yê yêu ôô uêu oau"
)
_NUCLEI = frozenset(_VOWEL_GROUPS.split())
_CLOSED = frozenset(("ă", "â", "oă", "iê", "yê", "uyê", "uô", "ươ", "uâ", "ôô", "oo"))
_STOPPED = ("c", "ch", "p", "t")  # with these codas only acute and dot below are spoken


def split_tone(text: str) -> tuple[str, str]:
    """Take the tone mark off.

    Returns:
        The text without tone marks (NFC, hats and horns kept) and the last tone mark
        found, ``""`` for level tone.
    """
    tone = ""
    kept = []
    for char in unicodedata.normalize("NFD", text):
        if char in TONES:
            tone = char
        else:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def toned(base: str, tone: str, *, new_style: bool = False) -> str:
    """Put a tone mark on the vowel that carries it.

    Args:
        base: One syllable without a tone, lower case.
        tone: A combining mark of `TONES` or ``""``.
        new_style: ``hoà, thuý`` instead of ``hòa, thúy`` (open ``oa oe uy``).
    """
    if not tone:
        return base
    onset, rhyme = split_onset(base)
    if not rhyme:  # "gì": the i belongs to the onset and carries the mark
        onset, rhyme = onset[:-1], onset[-1:]
    at = _tone_place(rhyme, new_style)
    marked = unicodedata.normalize("NFC", rhyme[at] + tone)
    return onset + rhyme[:at] + marked + rhyme[at + 1 :]


def _tone_place(rhyme: str, new_style: bool) -> int:
    for at in range(len(rhyme) - 1, -1, -1):
        if rhyme[at] in "ăâêôơ":
            return at
    if "ư" in rhyme:
        return rhyme.index("ư")
    nucleus = len(rhyme)
    while nucleus and rhyme[nucleus - 1] not in VOWELS:
        nucleus -= 1
    if nucleus <= 1:
        return 0
    if nucleus < len(rhyme) or nucleus == 3:
        return nucleus - 1 if nucleus < len(rhyme) else 1
    if new_style and rhyme[:nucleus] in ("oa", "oe", "uy"):
        return 1
    return 0


def split_onset(base: str) -> tuple[str, str]:
    """Onset and rest of a lower-case syllable without tone (``gi``, ``qu`` are onsets)."""
    for onset in ONSETS:
        if base.startswith(onset):
            rest = base[len(onset) :]
            if onset == "gi" and rest[:1] and rest[0] not in VOWELS:  # "gin" is g + in
                continue
            if onset == "qu" and not rest:
                continue
            return onset, rest
    return "", base


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word is spelled like a Vietnamese syllable.

    Either tone placement counts. ``nghành`` and other breaches of the c/k, g/gh, ng/ngh
    rule do not.
    """
    base, tone = split_tone(word)
    if not base or sum(c in TONES for c in unicodedata.normalize("NFD", word)) > 1:
        return False
    onset, rhyme = split_onset(base)
    if not rhyme:
        return base == "gi" and word in (toned(base, tone), base)
    coda = next(c for c in CODAS if rhyme.endswith(c))
    nucleus = rhyme[: len(rhyme) - len(coda)]
    spoken = nucleus in _NUCLEI and (bool(coda) or nucleus not in _CLOSED)
    if coda in _STOPPED:
        spoken = spoken and tone in ("\u0301", "\u0323")
    if not spoken or not _onset_fits(onset, rhyme):
        return False
    return word in (toned(base, tone), toned(base, tone, new_style=True))


def _onset_fits(onset: str, rhyme: str) -> bool:
    """``k gh ngh`` stand before e ê i y, ``c g ng`` before the others; ``gìn`` is right."""
    front = rhyme[0] in "eêiy"
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front or (onset == "g" and rhyme[0] == "i")
    return True


@lru_cache(maxsize=65536)
def old_style(word: str) -> str:
    """The lower-case syllable with its tone where the older style puts it (``hòa``)."""
    base, tone = split_tone(word)
    return toned(base, tone) if tone and is_syllable(word) else word


def in_old_style(text: str) -> str:
    """Each word of a text in small letters as `old_style` has it, with one blank between any two.

    >>> in_old_style("nguyễn thị thuý hoà")
    'nguyễn thị thúy hòa'
    """
    return " ".join(map(old_style, text.split()))


@lru_cache(maxsize=65536)
def new_style(word: str) -> str:
    """The lower-case syllable with its tone where the newer style puts it (``hoà``)."""
    base, tone = split_tone(word)
    return toned(base, tone, new_style=True) if tone and is_syllable(word) else word


class _Unmarked(dict[int, int | str | None]):
    """What `str.translate` makes of each character that it meets: nothing of a mark."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.combining(chr(code)) else code
        return kept


_UNMARKED = _Unmarked({ord("đ"): "d"})


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """Lower-case letters without any mark, ``đ`` as ``d``: ``Đồng`` → ``dong``."""
    return unicodedata.normalize("NFD", text.lower()).translate(_UNMARKED)
